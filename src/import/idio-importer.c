/* idio-importer.c: the kinds of files that can be imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-importer.h"
#include "text/idio-words.h"

static const IdioImporter * const importers[] = {
  &idio_text_importer,
  &idio_markdown_importer,
};

/* Content types are told from the name, or from this many bytes where it has no ending. */
#define SNIFF_BYTES 4096

/* How many bytes are counted between two looks at the cancellable */
#define BYTES_PER_CHECK (256 * 1024)

/* Longest title, in characters, and that of one taken from the text */
#define MAX_TITLE_CHARS     200
#define MAX_BEGINNING_CHARS 40

/**
 * idio_importer_find:
 * @file_name: the name of a file, without folders
 * @bytes: what is in it
 *
 * Returns: (nullable): the importer for it
 */
const IdioImporter *
idio_importer_find (const char *file_name,
                    GBytes     *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  const char *telling_name = strchr (file_name, '.') != NULL ? file_name : NULL;
  g_autofree char *type = g_content_type_guess (telling_name, data, MIN (size, SNIFF_BYTES), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    for (guint j = 0; importers[i]->content_types[j] != NULL; j++)
      if (g_content_type_equals (type, importers[i]->content_types[j]))
        return importers[i];

  return NULL;
}

/**
 * idio_importer_list_patterns:
 *
 * Returns: (transfer full): the patterns of file names of all importers
 */
GStrv
idio_importer_list_patterns (void)
{
  g_autoptr(GStrvBuilder) patterns = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    g_strv_builder_addv (patterns, (const char **) importers[i]->patterns);

  return g_strv_builder_end (patterns);
}

/* "2025-03_invoice.txt" is called "2025-03 invoice" */
static char *
title_from_name (const char *file_name)
{
  g_autofree char *title = g_filename_display_name (file_name);
  char *dot = strrchr (title, '.');

  if (dot != NULL && dot != title)
    *dot = '\0';

  return g_strdelimit (g_steal_pointer (&title), "_", ' ');
}

/**
 * idio_importer_read:
 * @file_name: the name of a file, without folders
 * @bytes: what is in it
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type IdioText): the texts in the file, at least one
 */
GPtrArray *
idio_importer_read (const char    *file_name,
                    GBytes        *bytes,
                    GCancellable  *cancellable,
                    GError       **error)
{
  const IdioImporter *importer;
  g_autofree char *title = title_from_name (file_name);

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY, _("The file is empty."));
      return NULL;
    }

  if (!(importer = idio_importer_find (file_name, bytes)))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("Idiolect can’t read this kind of file."));
      return NULL;
    }

  return importer->read (title, bytes, cancellable, error);
}

static guint
count_words (const char   *text,
             GCancellable *cancellable)
{
  gsize length = strlen (text), position = 0, start;
  guint n_words = 0;

  do
    {
      start = position;
      n_words += idio_count_some_words (text, length, &position, BYTES_PER_CHECK);
    }
  while (position > start && !g_cancellable_is_cancelled (cancellable));

  return n_words;
}

/**
 * idio_importer_finish:
 * @title: what the text is called; if there is nothing to see in it, the beginning of the text is its title
 * @body: (transfer full): the text, valid UTF-8
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * The last step of an importer whose files hold one text.
 *
 * Returns: (transfer full) (nullable) (element-type IdioText): the text, if it has any words
 */
GPtrArray *
idio_importer_finish (const char    *title,
                      char          *body,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *stripped = g_strstrip (body);
  g_autofree char *short_title = idio_text_dup_excerpt (title, MAX_TITLE_CHARS);
  guint n_words = count_words (stripped, cancellable);
  GPtrArray *texts;

  /* A title of nothing but blanks, such as no-break spaces, can't be seen. */
  if (*short_title == '\0')
    {
      g_free (short_title);
      short_title = idio_text_dup_excerpt (stripped, MAX_BEGINNING_CHARS);
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (n_words == 0)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY, _("There are no words in it."));
      return NULL;
    }

  texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_ptr_array_add (texts, idio_text_new (0, short_title, stripped, n_words, IDIO_AUDIENCE_GENERAL));

  return texts;
}
