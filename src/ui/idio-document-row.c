/* idio-document-row.c: a document in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-document-row.h"
#include "ui/idio-ui-text.h"

struct _IdioDocumentRow
{
  GtkBox         parent_instance;

  IdioDocument  *document;
  GSignalGroup  *signals;
  char          *title;
  gboolean       selected;
  gboolean       selecting;

  GtkWidget     *private_image;
  GtkLabel      *excerpt_label;
  GtkLabel      *facts_label;
};

G_DEFINE_FINAL_TYPE (IdioDocumentRow, idio_document_row, GTK_TYPE_BOX)

enum
{
  PROP_DOCUMENT = 1,
  PROP_TITLE,
  PROP_SELECTED,
  PROP_SELECTING,
};

static GParamSpec *properties[PROP_SELECTING + 1];

/* The day, with its year unless that is this one. */
static char *
format_date (gint64 seconds)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (seconds);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  /* A damaged database may have any number. */
  if (date == NULL)
    return g_strdup ("–");

  if (g_date_time_get_year (date) == g_date_time_get_year (now))
    /* Translators: a date without the year, in g_date_time_format()'s terms, such as "Mar 3"
     * xgettext:no-c-format */
    return g_date_time_format (date, C_("date", "%b %-e"));

  /* Translators: a date with the year, in g_date_time_format()'s terms, such as "Mar 3, 2024" */
  return g_date_time_format (date, C_("date", "%b %-e, %Y"));
}

/**
 * idio_document_row_describe:
 * @document: a document
 *
 * Returns: (transfer full): how long it is, whom it is for and when it was written, or added
 */
char *
idio_document_row_describe (IdioDocument *document)
{
  guint n_words = idio_document_get_n_words (document);
  g_autofree char *words = g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);
  g_autofree char *audience = idio_ui_dup_audience (idio_document_get_audience (document),
                                                    idio_document_get_audience_name (document));
  g_autofree char *date = format_date (idio_document_get_date (document));

  return g_strdup_printf ("%s · %s · %s", words, audience, date);
}

static void
update (IdioDocumentRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;

  g_assert (IDIO_IS_DOCUMENT_ROW (self));

  if (self->document == NULL)
    return;

  title = idio_ui_dup_line (idio_document_get_title (self->document));
  facts = idio_document_row_describe (self->document);

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  gtk_label_set_label (self->excerpt_label, idio_document_get_excerpt (self->document));
  gtk_label_set_label (self->facts_label, facts);
  gtk_widget_set_visible (self->private_image, idio_document_get_private (self->document));
}

static void
set_flag (IdioDocumentRow *self,
          gboolean        *flag,
          const GValue    *value,
          GParamSpec      *pspec)
{
  g_assert (IDIO_IS_DOCUMENT_ROW (self));

  if (*flag == g_value_get_boolean (value))
    return;

  *flag = g_value_get_boolean (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
idio_document_row_dispose (GObject *object)
{
  IdioDocumentRow *self = IDIO_DOCUMENT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_ROW);
  g_clear_object (&self->signals);
  g_clear_object (&self->document);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (idio_document_row_parent_class)->dispose (object);
}

static void
idio_document_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IdioDocumentRow *self = IDIO_DOCUMENT_ROW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;

    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  IdioDocumentRow *self = IDIO_DOCUMENT_ROW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      if (g_set_object (&self->document, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->signals, self->document);
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_SELECTED:
      set_flag (self, &self->selected, value, pspec);
      break;

    case PROP_SELECTING:
      set_flag (self, &self->selecting, value, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_row_class_init (IdioDocumentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_document_row_dispose;
  object_class->get_property = idio_document_row_get_property;
  object_class->set_property = idio_document_row_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, IDIO_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * IdioDocumentRow:title:
   *
   * The title of the document, as it is shown.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_SELECTED] =
    g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * IdioDocumentRow:selecting:
   *
   * Whether it shows whether it is selected, beyond the color of its background.
   */
  properties[PROP_SELECTING] =
    g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentRow, private_image);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentRow, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentRow, facts_label);
}

static void
idio_document_row_init (IdioDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (IDIO_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * idio_document_row_get_document:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
IdioDocument *
idio_document_row_get_document (IdioDocumentRow *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_ROW (self), NULL);

  return self->document;
}
