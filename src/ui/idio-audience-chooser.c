/* idio-audience-chooser.c: the audiences in a drop-down or a combo row
 *
 * The list follows those that there are, and the last item makes a new one. What is chosen stays chosen when others
 * come and go; while what is chosen is gone, %IDIO_AUDIENCE_GENERAL stands for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-new-audience.h"
#include "ui/idio-ui.h"

struct _IdioAudienceChooser
{
  GObject        parent_instance;
  GtkWidget     *widget;      /* a GtkDropDown or an AdwComboRow; NULL once it is gone */
  IdioAudiences *audiences;
  GListModel    *model;
  char          *first;       /* what comes before all audiences, or NULL */
  gboolean       can_add;
  gboolean       is_first;    /* whether that is chosen */
  IdioAudience   audience;    /* what is chosen otherwise, which may be gone and come back */
  gboolean       updating;
};

G_DEFINE_FINAL_TYPE (IdioAudienceChooser, idio_audience_chooser, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An item is an audience, or a text before or after them. */
static char *
get_name (gpointer item)
{
  return g_strdup (IDIO_IS_AUDIENCE_ITEM (item) ? idio_audience_item_get_name (item)
                                                : gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

static guint
find_position (IdioAudienceChooser *self)
{
  IdioAudience audience = idio_audiences_resolve (self->audiences, self->audience);

  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  if (self->is_first)
    return 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_object (self->model, i);

      if (IDIO_IS_AUDIENCE_ITEM (item) &&
          idio_audience_item_get_audience (IDIO_AUDIENCE_ITEM (item)) == audience)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Shows what is chosen. */
static void
update (IdioAudienceChooser *self)
{
  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  if (self->widget == NULL || self->audiences == NULL)
    return;

  self->updating = TRUE;
  g_object_set (self->widget, "selected", find_position (self), NULL);
  self->updating = FALSE;
}

static void
choose (IdioAudienceChooser *self,
        IdioAudience         audience)
{
  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  self->is_first = FALSE;
  self->audience = audience;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static DexFuture *
add_fiber (gpointer data)
{
  IdioAudienceChooser *self = data;
  g_autoptr(GtkWidget) widget = self->widget != NULL ? g_object_ref (self->widget) : NULL;
  GError *error = NULL;
  guint audience;

  /* The list that this was chosen in closes first, and gives the focus back. */
  dex_await (dex_timeout_new_msec (0), NULL);

  if (widget == NULL || gtk_widget_get_root (widget) == NULL)
    return dex_future_new_true ();

  audience = dex_await_uint (idio_new_audience_ask (widget, self->audiences), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  choose (self, audience);

  return dex_future_new_true ();
}

static void
selected_cb (IdioAudienceChooser *self)
{
  g_autoptr(GObject) item = NULL;
  guint position;

  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  if (self->updating || self->audiences == NULL)
    return;

  g_object_get (self->widget, "selected", &position, "selected-item", &item, NULL);

  if (IDIO_IS_AUDIENCE_ITEM (item))
    choose (self, idio_audience_item_get_audience (IDIO_AUDIENCE_ITEM (item)));
  else if (self->first != NULL && position == 0)
    {
      self->is_first = TRUE;
      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
    }
  else if (item != NULL)
    {
      update (self);
      idio_ui_run (self->widget, idio_fiber_spawn (add_fiber, g_object_ref (self), g_object_unref));
    }
}

/* Before the list changes, and what is selected with it. That is nobody's choice. */
static void
change_begins_cb (IdioAudienceChooser *self)
{
  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  self->updating = TRUE;
}

static void
append_text (GListStore *models,
             const char *text)
{
  const char * const texts[] = { text, NULL };
  g_autoptr(GtkStringList) list = gtk_string_list_new (texts);

  g_list_store_append (models, list);
}

static GListModel *
make_model (IdioAudienceChooser *self)
{
  g_autoptr(GListStore) models = g_list_store_new (G_TYPE_LIST_MODEL);

  g_assert (IDIO_IS_AUDIENCE_CHOOSER (self));

  if (self->first != NULL)
    append_text (models, self->first);

  g_list_store_append (models, self->audiences);

  if (self->can_add)
    append_text (models, _("New Audience…"));

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&models))));
}

static void
idio_audience_chooser_dispose (GObject *object)
{
  IdioAudienceChooser *self = IDIO_AUDIENCE_CHOOSER (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->model);
  g_clear_object (&self->audiences);
  g_clear_pointer (&self->first, g_free);

  G_OBJECT_CLASS (idio_audience_chooser_parent_class)->dispose (object);
}

static void
idio_audience_chooser_class_init (IdioAudienceChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = idio_audience_chooser_dispose;

  /**
   * IdioAudienceChooser::chosen:
   * @self: a chooser
   *
   * The user has chosen something.
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_audience_chooser_init (IdioAudienceChooser *self)
{
}

/**
 * idio_audience_chooser_new:
 * @widget: a #GtkDropDown or an #AdwComboRow
 * @first: (nullable): what can be chosen instead of an audience
 * @can_add: whether the user can make a new one there
 *
 * Returns: (transfer full): what fills @widget once there are audiences
 */
IdioAudienceChooser *
idio_audience_chooser_new (GtkWidget  *widget,
                           const char *first,
                           gboolean    can_add)
{
  IdioAudienceChooser *self;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (widget) || ADW_IS_COMBO_ROW (widget), NULL);

  self = g_object_new (IDIO_TYPE_AUDIENCE_CHOOSER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->first = g_strdup (first);
  self->is_first = first != NULL;
  self->can_add = can_add;

  /* A name is no markup. */
  if (ADW_IS_PREFERENCES_ROW (widget))
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);

  return self;
}

/**
 * idio_audience_chooser_set_audiences:
 * @self: a chooser without audiences
 * @audiences: what can be chosen
 */
void
idio_audience_chooser_set_audiences (IdioAudienceChooser *self,
                                     IdioAudiences       *audiences)
{
  g_autoptr(GtkExpression) expression = NULL;

  g_return_if_fail (IDIO_IS_AUDIENCE_CHOOSER (self));
  g_return_if_fail (IDIO_IS_AUDIENCES (audiences));
  g_return_if_fail (self->audiences == NULL && self->widget != NULL);

  self->audiences = g_object_ref (audiences);
  g_signal_connect_object (audiences, "items-changed", G_CALLBACK (change_begins_cb), self, G_CONNECT_SWAPPED);
  self->model = make_model (self);
  g_signal_connect_object (audiences, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_name), NULL, NULL);
  self->updating = TRUE;
  g_object_set (self->widget, "expression", expression, "model", self->model, NULL);

  /* A name may be longer than a narrow window is wide. Another expression or model resets the factory. */
  if (GTK_IS_DROP_DOWN (self->widget))
    idio_ui_let_shrink (GTK_DROP_DOWN (self->widget));

  update (self);
  g_signal_connect_object (self->widget, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_audience_chooser_get:
 * @self: a chooser
 * @audience: (out): a location for the audience that is chosen
 *
 * Returns: whether one is, and not what comes before them
 */
gboolean
idio_audience_chooser_get (IdioAudienceChooser *self,
                           IdioAudience        *audience)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCE_CHOOSER (self), FALSE);

  *audience = self->is_first ? IDIO_AUDIENCE_GENERAL : self->audience;

  if (self->audiences != NULL)
    *audience = idio_audiences_resolve (self->audiences, *audience);

  return !self->is_first;
}

/**
 * idio_audience_chooser_set:
 * @self: a chooser
 * @audience: what is chosen from now on, without IdioAudienceChooser::chosen
 */
void
idio_audience_chooser_set (IdioAudienceChooser *self,
                           IdioAudience         audience)
{
  g_return_if_fail (IDIO_IS_AUDIENCE_CHOOSER (self));

  self->is_first = FALSE;
  self->audience = audience;
  update (self);
}

/**
 * idio_audience_chooser_set_first:
 * @self: a chooser that has something before the audiences
 *
 * That is chosen from now on, without IdioAudienceChooser::chosen.
 */
void
idio_audience_chooser_set_first (IdioAudienceChooser *self)
{
  g_return_if_fail (IDIO_IS_AUDIENCE_CHOOSER (self));
  g_return_if_fail (self->first != NULL);

  self->is_first = TRUE;
  update (self);
}
