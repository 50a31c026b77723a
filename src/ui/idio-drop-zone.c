/* idio-drop-zone.c: where files and texts can be dropped, whatever it shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-clipboard.h"
#include "ui/idio-drop-zone.h"

struct _IdioDropZone
{
  AdwBin         parent_instance;

  GtkWidget     *content;
  gboolean       takes_texts;

  GtkDropTarget *drop_target;
  GtkRevealer   *drop_revealer;
};

G_DEFINE_FINAL_TYPE (IdioDropZone, idio_drop_zone, ADW_TYPE_BIN)

enum
{
  PROP_CONTENT = 1,
  PROP_TAKES_TEXTS,
};

static GParamSpec *properties[PROP_TAKES_TEXTS + 1];

enum
{
  SIGNAL_FILES,
  SIGNAL_TEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is shown over the content lies between the pointer and the buttons of the views, which would switch to theirs. */
static void
set_shown (IdioDropZone *self,
           gboolean      shown)
{
  g_assert (IDIO_IS_DROP_ZONE (self));

  gtk_revealer_set_reveal_child (self->drop_revealer, shown);
  gtk_widget_set_can_target (GTK_WIDGET (self->drop_revealer), shown);
}

/* Files are meant for the window, wherever they are let go. A text is where no entry is for it, and not one of the
 * window's own. */
static gboolean
accept_cb (IdioDropZone *self,
           GdkDrop      *drop)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);
  g_autoptr(GdkContentFormats) all = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  g_assert (IDIO_IS_DROP_ZONE (self));

  if (gdk_content_formats_contain_gtype (all, GDK_TYPE_FILE_LIST))
    return TRUE;

  return gdk_drop_get_drag (drop) == NULL && self->takes_texts &&
         gdk_content_formats_contain_gtype (all, G_TYPE_STRING);
}

static GdkDragAction
enter_cb (IdioDropZone *self)
{
  set_shown (self, TRUE);

  return GDK_ACTION_COPY;
}

static void
leave_cb (IdioDropZone *self)
{
  set_shown (self, FALSE);
}

static gboolean
drop_cb (IdioDropZone *self,
         const GValue *value)
{
  g_autoptr(GListModel) files = NULL;

  set_shown (self, FALSE);

  if (G_VALUE_HOLDS_STRING (value))
    {
      g_signal_emit (self, signals[SIGNAL_TEXT], 0, g_value_get_string (value));
      return TRUE;
    }

  files = idio_file_list_to_model (g_value_get_boxed (value));
  g_signal_emit (self, signals[SIGNAL_FILES], 0, files);

  return TRUE;
}

static void
idio_drop_zone_dispose (GObject *object)
{
  IdioDropZone *self = IDIO_DROP_ZONE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DROP_ZONE);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (idio_drop_zone_parent_class)->dispose (object);
}

static void
idio_drop_zone_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  IdioDropZone *self = IDIO_DROP_ZONE (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;

    case PROP_TAKES_TEXTS:
      g_value_set_boolean (value, self->takes_texts);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_drop_zone_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  IdioDropZone *self = IDIO_DROP_ZONE (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      if (g_set_object (&self->content, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_TAKES_TEXTS:
      if (self->takes_texts != g_value_get_boolean (value))
        {
          self->takes_texts = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_drop_zone_class_init (IdioDropZoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_drop_zone_dispose;
  object_class->get_property = idio_drop_zone_get_property;
  object_class->set_property = idio_drop_zone_set_property;

  /**
   * IdioDropZone:content:
   *
   * What it shows while nothing is dragged over it.
   */
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * IdioDropZone:takes-texts:
   *
   * Whether texts of other apps can be dropped, too.
   */
  properties[PROP_TAKES_TEXTS] =
    g_param_spec_boolean ("takes-texts", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioDropZone::files:
   * @self: a drop zone
   * @files: a #GListModel of #GFile that were dropped
   */
  signals[SIGNAL_FILES] =
    g_signal_new ("files", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, G_TYPE_LIST_MODEL);

  /**
   * IdioDropZone::text:
   * @self: a drop zone
   * @text: what was dropped
   */
  signals[SIGNAL_TEXT] =
    g_signal_new ("text", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-drop-zone.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDropZone, drop_target);
  gtk_widget_class_bind_template_child (widget_class, IdioDropZone, drop_revealer);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
idio_drop_zone_init (IdioDropZone *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
}
