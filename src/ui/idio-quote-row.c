/* idio-quote-row.c: what a card quotes, with the title of the text, in which it shows when it is clicked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-quote-row.h"
#include "ui/idio-ui-text.h"

struct _IdioQuoteRow
{
  GtkButton  parent_instance;

  char      *text;
  char      *title;
};

G_DEFINE_FINAL_TYPE (IdioQuoteRow, idio_quote_row, GTK_TYPE_BUTTON)

enum
{
  PROP_TEXT = 1,
  PROP_TITLE,
};

static GParamSpec *properties[PROP_TITLE + 1];

/* How much of a quote is shown */
#define QUOTE_CHARS 220

static void
idio_quote_row_dispose (GObject *object)
{
  IdioQuoteRow *self = IDIO_QUOTE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_QUOTE_ROW);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (idio_quote_row_parent_class)->dispose (object);
}

static void
idio_quote_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  IdioQuoteRow *self = IDIO_QUOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_quote_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  IdioQuoteRow *self = IDIO_QUOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_set_str (&self->text, g_value_get_string (value));
      break;

    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_quote_row_class_init (IdioQuoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = idio_quote_row_dispose;
  object_class->get_property = idio_quote_row_get_property;
  object_class->set_property = idio_quote_row_set_property;

  /**
   * IdioQuoteRow:text:
   *
   * The words, as they are shown.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  /**
   * IdioQuoteRow:title:
   *
   * The title of the text that they are from, as it is shown.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), RESOURCE_PATH "/ui/idio-quote-row.ui");
}

static void
idio_quote_row_init (IdioQuoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_quote_row_new:
 * @corpus: where the document is
 * @quote: a quote from it
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
idio_quote_row_new (IdioCorpus      *corpus,
                    const IdioQuote *quote)
{
  IdioDocument *document;
  g_autofree char *excerpt = NULL, *phrase = NULL, *text = NULL, *title = NULL;
  GtkWidget *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (quote != NULL, NULL);

  document = idio_corpus_find (corpus, quote->document);
  excerpt = idio_text_dup_excerpt (quote->text, QUOTE_CHARS);
  phrase = idio_ui_dup_phrase (excerpt);
  text = g_strdup_printf ("“%s”", phrase);
  title = idio_ui_dup_line (document != NULL ? idio_document_get_title (document) : "");
  self = g_object_new (IDIO_TYPE_QUOTE_ROW, "text", text, "title", title, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(xtt)", quote->document, (guint64) quote->start,
                                    (guint64) quote->length);

  return self;
}
