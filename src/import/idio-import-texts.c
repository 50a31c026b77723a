/* idio-import-texts.c: texts that come from no file: pasted ones, and those of the made-up writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "formats/idio-source.h"
#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-entry-text.h"
#include "import/idio-import-private.h"

typedef struct
{
  IdioCorpus   *corpus;
  char         *title;
  GBytes       *bytes;
  IdioAudience  audience;
} Paste;

static void
paste_free (Paste *paste)
{
  g_clear_object (&paste->corpus);
  g_clear_pointer (&paste->title, g_free);
  g_clear_pointer (&paste->bytes, g_bytes_unref);
  g_free (paste);
}

/**
 * idio_import_read_plain:
 * @title: what it is called if nothing in it tells
 * @bytes: a text that may be a mail, such as one copied out of a mail program
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer full) (nullable): the text, which is not in the corpus yet
 */
IdioText *
idio_import_read_plain (const char  *title,
                        GBytes      *bytes,
                        GError     **error)
{
  g_autofree char *text = idio_decode (bytes, NULL, error);
  g_autoptr(IdioEntry) entry = NULL;

  if (text == NULL)
    return NULL;

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_steal_pointer (&text));
  entry->flags = IDIO_ENTRY_PLAIN;

  return idio_entry_to_text (entry, title, 1, NULL, NULL, error);
}

static DexFuture *
read_paste_thread (gpointer data)
{
  GError *error = NULL;
  IdioText *text = idio_import_read_plain ("", data, &error);

  return text != NULL ? dex_future_new_take_boxed (IDIO_TYPE_TEXT, text) : dex_future_new_for_error (error);
}

static DexFuture *
paste_fiber (gpointer data)
{
  Paste *paste = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  GError *error = NULL;
  IdioText *text;

  text = dex_await_boxed (idio_thread_spawn ("[idiolect-paste]", read_paste_thread, g_bytes_ref (paste->bytes),
                                             (GDestroyNotify) g_bytes_unref),
                          &error);

  if (text == NULL)
    return dex_future_new_for_error (error);

  text->audience = paste->audience;

  if (paste->title != NULL)
    g_set_str (&text->title, paste->title);

  /* Whoever pastes another version of a text means that one to be kept. */
  if (text->written == 0)
    text->written = g_get_real_time () / G_USEC_PER_SEC;

  g_ptr_array_add (texts, text);

  return idio_corpus_add (paste->corpus, texts, NULL);
}

/* The example's files begin with a line "Audience: " and then read as a mail does. */
static IdioText *
load_example (const char *name)
{
  static const char head[] = "Audience: ";
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/example/", name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *data = g_bytes_get_data (bytes, NULL);
  const char *line_end = memchr (data, '\n', g_bytes_get_size (bytes));
  g_autofree char *nick = NULL;
  g_autoptr(GBytes) mail = NULL;
  IdioText *text;

  g_assert (g_str_has_prefix (data, head) && line_end != NULL);

  nick = g_strndup (data + strlen (head), (gsize) (line_end - data) - strlen (head));
  mail = g_bytes_new_from_bytes (bytes, (gsize) (line_end + 1 - data),
                                 g_bytes_get_size (bytes) - (gsize) (line_end + 1 - data));
  text = idio_import_read_plain (name, mail, NULL);

  g_assert (text != NULL);

  text->example = TRUE;

  if (!idio_audience_from_nick (nick, &text->audience))
    g_assert_not_reached ();

  return text;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * idio_import_paste:
 * @corpus: where the document goes
 * @title: (nullable): what it is called, or %NULL for what its words tell
 * @text: a text, such as from the clipboard
 * @audience: whom it was written for
 *
 * Returns: (transfer full): a future of a #GArray as of idio_corpus_add(), or of an error in %IDIO_IMPORT_ERROR
 */
DexFuture *
idio_import_paste (IdioCorpus   *corpus,
                   const char   *title,
                   const char   *text,
                   IdioAudience  audience)
{
  Paste *paste;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > IDIO_TEXT_MAX_BYTES)
    return dex_future_new_reject (IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE,
                                  "%s", _("The text is larger than 20 MB."));

  paste = g_new0 (Paste, 1);
  paste->corpus = g_object_ref (corpus);
  paste->title = g_strdup (title);
  paste->bytes = g_bytes_new (text, strlen (text));
  paste->audience = audience;

  return idio_fiber_spawn (paste_fiber, paste, (GDestroyNotify) paste_free);
}

/**
 * idio_import_example:
 * @corpus: where the documents go
 *
 * Adds the texts of the made-up writer that come with Idiolect.
 *
 * Returns: (transfer full): a future of a #GArray as of idio_corpus_add()
 */
DexFuture *
idio_import_example (IdioCorpus *corpus)
{
  g_auto(GStrv) names = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  names = g_resources_enumerate_children (RESOURCE_PATH "/example", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (texts, load_example (names[i]));

  return idio_corpus_add (corpus, texts, NULL);
}
