/* idio-pdf-format.c: PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <poppler.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-pdf-furniture.h"
#include "formats/idio-pdf-page.h"
#include "formats/idio-pdf-text.h"

/* ISO 32000-1, annex H, implementation note 13: the header is somewhere in this much of the beginning. */
#define HEADER_BYTES 1024

/* The same, note 18, for the mark at the end; what is below that is no part of it */
#define TRAILER_BYTES 4096

/* A page with fewer characters than this, and a picture of more than this part of it, is a picture of text, whatever
 * the program that made it wrote on it. */
#define MIN_PAGE_CHARS 60
#define MIN_PICTURE 0.5

typedef struct
{
  PopplerDocument *document;
  GPtrArray       *pages;
  GArray          *heights;
  gsize            n_bytes;
  guint            n_pictures;
  gboolean         is_cut_off;
} Reader;

static gboolean
pdf_matches (IdioSource *source)
{
  gsize size;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &size);

  return memmem (head, MIN (size, HEADER_BYTES), "%PDF-", 5) != NULL;
}

/* Whether the end is missing. What is there may still be read. */
static gboolean
is_cut_off (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize n_looked = MIN (size, TRAILER_BYTES);

  return memmem (data + size - n_looked, n_looked, "%%EOF", 5) == NULL;
}

static PopplerDocument *
open_document (IdioSource  *source,
               gboolean    *cut_off,
               GError     **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  g_autoptr(GError) cause = NULL;
  PopplerDocument *document;

  if (bytes == NULL)
    return NULL;

  *cut_off = is_cut_off (bytes);

  if (!(document = poppler_document_new_from_bytes (bytes, NULL, &cause)))
    {
      gboolean locked = g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

      g_debug ("The PDF can't be opened: %s", cause->message);
      idio_import_error_set (error, locked ? IDIO_IMPORT_ERROR_LOCKED : IDIO_IMPORT_ERROR_DAMAGED);
    }

  return document;
}

static gboolean
is_picture (PopplerPage *page,
            double       width,
            double       height)
{
  GList *images = poppler_page_get_image_mapping (page);
  double largest = 0;

  for (GList *l = images; l != NULL; l = l->next)
    {
      const PopplerRectangle *area = &((PopplerImageMapping *) l->data)->area;

      largest = MAX (largest, (area->x2 - area->x1) * (area->y2 - area->y1));
    }

  poppler_page_free_image_mapping (images);

  return largest > MIN_PICTURE * width * height;
}

static void
read_page (Reader *reader,
           guint   index)
{
  g_autoptr(PopplerPage) page = poppler_document_get_page (reader->document, (int) index);
  GPtrArray *lines = page != NULL ? idio_pdf_page_read (page, index) : NULL;
  double width = 0, height = 0;
  gsize n_bytes = 0;

  if (page == NULL)
    return;

  poppler_page_get_size (page, &width, &height);

  for (guint i = 0; i < lines->len; i++)
    n_bytes += strlen (((IdioPdfLine *) lines->pdata[i])->text);

  if (n_bytes < MIN_PAGE_CHARS && is_picture (page, width, height))
    reader->n_pictures++;

  reader->n_bytes += n_bytes;
  g_ptr_array_add (reader->pages, lines);
  g_array_append_val (reader->heights, height);
}

static void
remove_furniture (GPtrArray *lines)
{
  gsize n_lines;
  g_autofree gpointer *all = g_ptr_array_steal (lines, &n_lines);

  for (gsize i = 0; i < n_lines; i++)
    if (((IdioPdfLine *) all[i])->furniture)
      idio_pdf_line_free (all[i]);
    else
      g_ptr_array_add (lines, all[i]);
}

static char *
write_text (Reader *reader)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autofree char *text = NULL;

  idio_pdf_furniture_mark (reader->pages, reader->heights);

  for (guint i = 0; i < reader->pages->len; i++)
    {
      GPtrArray *lines = reader->pages->pdata[i];

      remove_furniture (lines);
      idio_pdf_lines_justify (lines);
      idio_pdf_lines_order (lines);

      for (guint j = 0; j < lines->len; j++)
        g_ptr_array_add (all, lines->pdata[j]);
    }

  text = idio_pdf_text_join (all);
  idio_decode_tidy (text, NULL);

  return g_strdup (g_strstrip (text));
}

static gboolean
is_named (const char *text)
{
  static const char * const nothing[] = { "untitled", "unknown", "anonymous", "(anonymous)", "unspecified", NULL };
  static const char * const files[] = {
    ".doc", ".docx", ".odt", ".rtf", ".pdf", ".tex", ".dvi", ".txt", ".html", ".htm", ".indd", ".qxd", ".pages", ".wpd",
    NULL,
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (*lower == '\0' || g_strv_contains (nothing, lower) || g_str_has_prefix (lower, "untitled") ||
      g_str_has_prefix (lower, "microsoft word - ") || g_str_has_prefix (lower, "microsoft powerpoint - "))
    return FALSE;

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (lower, files[i]))
      return FALSE;

  return TRUE;
}

/* Programs write the names of files and the like in place of a title. Returns: (transfer full) (nullable) */
static char *
tidy_name (char *text)
{
  g_autofree char *name = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  g_free (text);

  if (name == NULL)
    return NULL;

  idio_decode_tidy (name, NULL);
  g_strdelimit (g_strstrip (name), "\n\t", ' ');

  return is_named (name) ? g_steal_pointer (&name) : NULL;
}

static void
hand_out (Reader        *reader,
          IdioSource    *source,
          char          *text,
          IdioTakeFunc   take,
          gpointer       data)
{
  IdioEntry *entry = idio_entry_new (IDIO_MEDIUM_TEXT, text);
  gint64 created = poppler_document_get_creation_date (reader->document);

  entry->title = tidy_name (poppler_document_get_title (reader->document));
  entry->author = tidy_name (poppler_document_get_author (reader->document));
  entry->time = MAX (created, 0);

  if (entry->title == NULL)
    entry->title = idio_source_dup_title (source);

  take (entry, data);
}

static gboolean
read_pages (Reader        *reader,
            IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  int n_pages = poppler_document_get_n_pages (reader->document);
  g_autofree char *text = NULL;

  for (int i = 0; i < n_pages && reader->n_bytes <= IDIO_TEXT_MAX_BYTES; i++)
    {
      if (!take (NULL, data))
        return TRUE;

      read_page (reader, (guint) i);
    }

  if (reader->n_bytes > IDIO_TEXT_MAX_BYTES)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
      return FALSE;
    }

  if (reader->n_pictures > 0 && 2 * reader->n_pictures > reader->pages->len)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_PICTURE,
                           _("This PDF is a picture of text. Run text recognition first, then add it again."));
      return FALSE;
    }

  text = write_text (reader);

  if (*text == '\0')
    {
      idio_import_error_set (error, reader->is_cut_off ? IDIO_IMPORT_ERROR_DAMAGED : IDIO_IMPORT_ERROR_EMPTY);
      return FALSE;
    }

  if (strlen (text) > IDIO_TEXT_MAX_BYTES)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
      return FALSE;
    }

  hand_out (reader, source, g_steal_pointer (&text), take, data);

  return TRUE;
}

static gboolean
pdf_read (IdioSource    *source,
          IdioTakeFunc   take,
          gpointer       data,
          GError       **error)
{
  gboolean cut_off = FALSE;
  g_autoptr(PopplerDocument) document = open_document (source, &cut_off, error);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  Reader reader = { .document = document, .pages = pages, .heights = heights, .is_cut_off = cut_off };

  return document != NULL && read_pages (&reader, source, take, data, error);
}

const IdioFormat idio_pdf_format = { "PDF", pdf_matches, pdf_read };
