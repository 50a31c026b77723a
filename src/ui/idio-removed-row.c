/* idio-removed-row.c: a text that was removed, and what can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-document-row.h"
#include "ui/idio-removed-row.h"

struct _IdioRemovedRow
{
  AdwBin        parent_instance;

  IdioDocument *document;
};

G_DEFINE_FINAL_TYPE (IdioRemovedRow, idio_removed_row, ADW_TYPE_BIN)

enum
{
  PROP_DOCUMENT = 1,
};

static GParamSpec *properties[PROP_DOCUMENT + 1];

enum
{
  SIGNAL_RESTORE,
  SIGNAL_ERASE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
restore_cb (IdioRemovedRow *self)
{
  g_assert (IDIO_IS_REMOVED_ROW (self));

  if (self->document != NULL)
    g_signal_emit (self, signals[SIGNAL_RESTORE], 0, idio_document_get_id (self->document));
}

static void
erase_cb (IdioRemovedRow *self)
{
  g_assert (IDIO_IS_REMOVED_ROW (self));

  if (self->document != NULL)
    g_signal_emit (self, signals[SIGNAL_ERASE], 0, idio_document_get_id (self->document));
}

static void
idio_removed_row_dispose (GObject *object)
{
  IdioRemovedRow *self = IDIO_REMOVED_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_REMOVED_ROW);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (idio_removed_row_parent_class)->dispose (object);
}

static void
idio_removed_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, IDIO_REMOVED_ROW (object)->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_removed_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DOCUMENT:
      if (g_set_object (&IDIO_REMOVED_ROW (object)->document, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_removed_row_class_init (IdioRemovedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_removed_row_dispose;
  object_class->get_property = idio_removed_row_get_property;
  object_class->set_property = idio_removed_row_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, IDIO_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioRemovedRow::restore:
   * @self: a row
   * @document: the number of the document that the user wants back
   */
  signals[SIGNAL_RESTORE] =
    g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * IdioRemovedRow::erase:
   * @self: a row
   * @document: the number of the document that the user wants gone for good
   */
  signals[SIGNAL_ERASE] =
    g_signal_new ("erase", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (IDIO_TYPE_DOCUMENT_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-removed-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
}

static void
idio_removed_row_init (IdioRemovedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
