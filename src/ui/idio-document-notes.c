/* idio-document-notes.c: what is known of a document besides its words, in a few lines above it
 *
 * What can be done about it are actions of the view that it is in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "import/idio-authors.h"
#include "ui/idio-document-notes.h"
#include "ui/idio-ui-text.h"

struct _IdioDocumentNotes
{
  GtkBox      parent_instance;

  GtkLabel   *authors_label;
  GtkWidget  *charset_box;
  GtkLabel   *charset_label;
  AdwBanner  *parts_banner;
};

G_DEFINE_FINAL_TYPE (IdioDocumentNotes, idio_document_notes, GTK_TYPE_BOX)

/* Who wrote it, if that is told and not only the user */
static void
set_authors (IdioDocumentNotes  *self,
             const IdioText     *text,
             const char * const *accounts)
{
  g_auto(GStrv) user = idio_authors_list_user (accounts, g_get_real_name ());
  g_autofree char *authors = idio_authors_describe (text->author, text->editor, (const char * const *) user);
  g_autofree char *line = idio_ui_dup_line (authors != NULL ? authors : "");

  g_assert (IDIO_IS_DOCUMENT_NOTES (self));

  gtk_label_set_label (self->authors_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->authors_label), authors != NULL);
}

/* In which character set it was read, if that is a guess. The usual one is not told, but can be changed, too. */
static void
set_charset (IdioDocumentNotes *self,
             const IdioText    *text)
{
  gboolean is_told = text->source != NULL && text->charset != NULL &&
                     !g_str_equal (text->charset, IDIO_CHARSET_WESTERN);

  g_assert (IDIO_IS_DOCUMENT_NOTES (self));

  if (is_told)
    {
      /* Translators: the name of a character set, such as “Central European (Windows-1250)” */
      g_autofree char *told = g_strdup_printf (_("Read as %s"), idio_decode_describe (text->charset));

      gtk_label_set_label (self->charset_label, told);
    }

  gtk_widget_set_visible (self->charset_box, is_told);
}

/* Whether there are places that may be by others */
static void
set_parts (IdioDocumentNotes *self,
           const IdioText    *text)
{
  guint n_kept = 0;
  g_autofree char *title = NULL;

  g_assert (IDIO_IS_DOCUMENT_NOTES (self));

  for (guint i = 0; text->parts != NULL && i < text->parts->len; i++)
    n_kept += idio_text_part_is_doubtful (g_ptr_array_index (text->parts, i));

  title = g_strdup_printf (ngettext ("%'u passage may be by others", "%'u passages may be by others", n_kept), n_kept);
  adw_banner_set_title (self->parts_banner, title);
  adw_banner_set_revealed (self->parts_banner, n_kept > 0);
}

static void
idio_document_notes_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_DOCUMENT_NOTES);

  G_OBJECT_CLASS (idio_document_notes_parent_class)->dispose (object);
}

static void
idio_document_notes_class_init (IdioDocumentNotesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_document_notes_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-notes.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentNotes, authors_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentNotes, charset_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentNotes, charset_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentNotes, parts_banner);
}

static void
idio_document_notes_init (IdioDocumentNotes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_document_notes_set:
 * @self: the notes
 * @text: (nullable): a document, as idio_corpus_load_text() gives it, or %NULL for none
 * @accounts: (nullable) (array zero-terminated=1): the user's, unless @text is %NULL
 *
 * Shows what is worth to know of the document.
 */
void
idio_document_notes_set (IdioDocumentNotes  *self,
                         const IdioText     *text,
                         const char * const *accounts)
{
  static const IdioText none = { 0 };
  static const char * const nobody[] = { NULL };

  g_return_if_fail (IDIO_IS_DOCUMENT_NOTES (self));

  set_authors (self, text != NULL ? text : &none, accounts != NULL ? accounts : nobody);
  set_charset (self, text != NULL ? text : &none);
  set_parts (self, text != NULL ? text : &none);
}
