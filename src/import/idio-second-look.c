/* idio-second-look.c: what an import left out, and a person adds all the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "formats/idio-import-error.h"
#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-entry-text.h"
#include "import/idio-file.h"
#include "import/idio-import-private.h"
#include "import/idio-second-look.h"

/* So much is kept at hand in all */
#define MAX_KEPT_BYTES (8 * 1024 * 1024)

/* The beginning of a file, which tells what it is */
#define SNIFF_BYTES 4096

typedef struct
{
  IdioImportItem *item;
  IdioCorpus     *corpus;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->item);
  g_clear_object (&call->corpus);
  g_free (call);
}

/**
 * idio_second_look_keep_text:
 * @item: what was left out
 * @entry: its text
 * @file_name: the name of the file that it is in
 * @user: (nullable) (array zero-terminated=1): what the user is called, as far as that is known
 * @n_kept_bytes: (inout): how much the import keeps
 * @cancellable: ends it early
 *
 * Keeps the text at hand, if there was nothing wrong with it but that it is short, was thrown away, or seems to be by a
 * program: a person may know better.
 */
void
idio_second_look_keep_text (IdioImportItem     *item,
                            const IdioEntry    *entry,
                            const char         *file_name,
                            const char * const *user,
                            gsize              *n_kept_bytes,
                            GCancellable       *cancellable)
{
  IdioEntry forgiven = *entry;
  IdioText *text;

  g_return_if_fail (IDIO_IS_IMPORT_ITEM (item));

  if (entry->text == NULL || strlen (entry->text) > IDIO_SECOND_LOOK_MAX_BYTES || *n_kept_bytes > MAX_KEPT_BYTES)
    return;

  forgiven.flags &= ~(IdioEntryFlags) (IDIO_ENTRY_JUNK | IDIO_ENTRY_AUTOMATIC);

  if (!(text = idio_entry_to_text (&forgiven, file_name, 1, user, cancellable, NULL)))
    return;

  idio_import_item_take_text (item, text);
  *n_kept_bytes += strlen (entry->text);
}

/* What is written in letters, such as a table or a program. What other programs save for themselves is no text to anybody,
 * though it is often made of letters, too. */
static gboolean
is_written (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = NULL;
  g_autofree guint8 *head = g_malloc (SNIFF_BYTES);
  g_autofd int fd = idio_file_open (file, NULL, NULL);
  gssize n_read = fd >= 0 ? read (fd, head, SNIFF_BYTES) : -1;

  if (n_read <= 0)
    return FALSE;

  type = g_content_type_guess (name, head, (gsize) n_read, NULL);

  return g_str_has_prefix (type, "text/");
}

/**
 * idio_second_look_keep_file:
 * @item: what was left out
 * @file: the file
 * @error: why
 *
 * Keeps in mind where the file is, if it is of a kind that nobody reads here, but may be a plain text all the same. Blocks
 * while the disk does: call it in a thread.
 */
void
idio_second_look_keep_file (IdioImportItem *item,
                            GFile          *file,
                            const GError   *error)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (item));
  g_return_if_fail (G_IS_FILE (file));

  if (g_error_matches (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED) && g_file_is_native (file) &&
      is_written (file))
    idio_import_item_set_file (item, file);
}

/**
 * idio_second_look_can_add:
 * @item: what became of something that was imported
 * @corpus: where the documents are
 *
 * Returns: whether idio_second_look_add() may add it
 */
gboolean
idio_second_look_can_add (IdioImportItem *item,
                          IdioCorpus     *corpus)
{
  gint64 document;

  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (item), FALSE);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), FALSE);

  if (idio_import_item_get_outcome (item) != IDIO_IMPORT_OUTCOME_LEFT_OUT)
    return FALSE;

  document = idio_import_item_get_document (item);

  return document != 0 ? idio_corpus_find (corpus, document) == NULL
                       : idio_import_item_get_text (item) != NULL || idio_import_item_get_file (item) != NULL;
}

static DexFuture *
read_thread (gpointer data)
{
  GFile *file = data;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  GError *error = NULL;
  g_autoptr(GBytes) bytes = idio_file_load (file, NULL, &error);
  IdioText *text = bytes != NULL ? idio_import_read_plain (shown, bytes, &error) : NULL;

  return text != NULL ? dex_future_new_take_boxed (IDIO_TYPE_TEXT, text) : dex_future_new_for_error (error);
}

static DexFuture *
load_text (IdioImportItem *item)
{
  GFile *file = idio_import_item_get_file (item);

  if (file == NULL)
    return dex_future_new_take_boxed (IDIO_TYPE_TEXT, idio_text_copy (idio_import_item_get_text (item)));

  return idio_thread_spawn ("[idiolect-read]", read_thread, g_object_ref (file), g_object_unref);
}

static DexFuture *
restore (IdioImportItem  *item,
         IdioCorpus      *corpus)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 document = idio_import_item_get_document (item);
  GError *error = NULL;

  g_array_append_val (ids, document);

  if (!dex_await_uint (idio_corpus_restore (corpus, ids), &error) && error == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return error == NULL ? dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids))
                       : dex_future_new_for_error (error);
}

static DexFuture *
add_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;
  IdioText *text;

  if (idio_import_item_get_document (call->item) != 0)
    return restore (call->item, call->corpus);

  if (!(text = dex_await_boxed (load_text (call->item), &error)))
    return dex_future_new_for_error (error);

  g_ptr_array_add (texts, text);

  if (!(ids = dex_await_boxed (idio_corpus_add (call->corpus, texts, NULL), &error)))
    return dex_future_new_for_error (error);

  /* If that is taken back, it can be brought back. */
  idio_import_item_set_document (call->item, g_array_index (ids, gint64, 0));
  idio_import_item_take_text (call->item, NULL);
  idio_import_item_set_file (call->item, NULL);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

/**
 * idio_second_look_add:
 * @item: what was left out, and can be added
 * @corpus: where the document goes
 *
 * Returns: (transfer full): a future of a #GArray as of idio_corpus_add(), or of an error in %IDIO_IMPORT_ERROR
 */
DexFuture *
idio_second_look_add (IdioImportItem *item,
                      IdioCorpus     *corpus)
{
  Call *call;

  g_return_val_if_fail (idio_second_look_can_add (item, corpus), NULL);

  call = g_new0 (Call, 1);
  call->item = g_object_ref (item);
  call->corpus = g_object_ref (corpus);

  return idio_fiber_spawn (add_fiber, call, call_free);
}
