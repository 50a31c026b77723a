/* idio-rereading.c: a text whose character set was guessed is read again, in another one
 *
 * The bytes are those of the file, which has to be where it was: nothing else is kept of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-entry-text.h"
#include "import/idio-file.h"
#include "import/idio-reader.h"
#include "import/idio-rereading.h"

typedef struct
{
  IdioCorpus *corpus;
  gint64      document;
  char       *charset;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->corpus);
  g_clear_pointer (&call->charset, g_free);
  g_free (call);
}

/* What is read in a thread */
typedef struct
{
  GFile *file;
  char  *charset; /* that is wanted, or comes first */
} Job;

static Job *
job_new (const char *uri,
         const char *charset)
{
  Job *job = g_new0 (Job, 1);

  job->file = g_file_new_for_uri (uri);
  job->charset = g_strdup (charset);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->charset, g_free);
  g_free (job);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
}

/* Takes the reason. */
static DexFuture *
refuse (GFile  *file,
        GError *reason)
{
  g_autofree char *name = dup_name (file);
  DexFuture *refused = dex_future_new_reject (reason->domain, reason->code,
                                              _("“%s” can’t be read again. %s Add it anew if you have it elsewhere."),
                                              name, reason->message);

  g_error_free (reason);

  return refused;
}

static DexFuture *
list_thread (gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = idio_file_load (job->file, NULL, &error);

  return bytes != NULL ? dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, idio_decode_list (bytes, job->charset))
                       : refuse (job->file, error);
}

static DexFuture *
read_thread (gpointer data)
{
  Job *job = data;
  g_autofree char *name = dup_name (job->file);
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(IdioEntry) entry = NULL;
  IdioText *text = NULL;
  GError *error = NULL;

  idio_reader_set_charset (reader, job->charset);

  if (idio_reader_open (reader, job->file, NULL, NULL, &error) && (entry = idio_reader_next (reader, NULL, &error)))
    text = idio_entry_to_text (entry, name, 1, NULL, NULL, &error);
  else if (error == NULL)
    idio_import_error_set (&error, IDIO_IMPORT_ERROR_EMPTY);

  return text != NULL ? dex_future_new_take_boxed (IDIO_TYPE_TEXT, text) : refuse (job->file, error);
}

/* What was known of a text or decided about it stays. Its character set is no guess any more. */
static DexFuture *
run_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(IdioText) text = NULL;
  g_autoptr(IdioText) read = NULL;
  GError *error = NULL;

  if (!(text = dex_await_boxed (idio_corpus_load_text (call->corpus, call->document), &error)))
    return dex_future_new_for_error (error);

  if (text->source == NULL)
    return dex_future_new_for_int64 (0);

  if (!(read = dex_await_boxed (idio_thread_spawn ("[idiolect-reread]", read_thread,
                                                   job_new (text->source, call->charset), job_free),
                                &error)))
    return dex_future_new_for_error (error);

  g_set_str (&read->title, text->title);
  g_set_str (&read->author, text->author);
  g_set_str (&read->editor, text->editor);
  g_set_str (&read->charset, NULL);
  g_set_str (&read->source, text->source);
  read->audience = text->audience;
  read->written = text->written;
  read->private = text->private;

  return idio_corpus_replace (call->corpus, call->document, read);
}

/**
 * idio_rereading_list:
 * @text: a document whose character set was guessed, as idio_corpus_load_text() gives it
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioDecoding: the ways in which it may be read, the one that
 *   was guessed first; or of an error in %IDIO_IMPORT_ERROR, if its file is not there any more
 */
DexFuture *
idio_rereading_list (const IdioText *text)
{
  g_return_val_if_fail (text != NULL && text->source != NULL, NULL);

  return idio_thread_spawn ("[idiolect-reread]", list_thread, job_new (text->source, text->charset), job_free);
}

/**
 * idio_rereading_run:
 * @corpus: a corpus
 * @document: the number of a document whose character set was guessed
 * @charset: the character set that it is in
 *
 * Reads the document's file again. The text is another one then, and so is its document, which stands for the one
 * before.
 *
 * Returns: (transfer full): a future of the number of the new document, a #gint64, or 0 if such a text is there
 *   already; or of an error in %IDIO_IMPORT_ERROR, if its file is not there any more
 */
DexFuture *
idio_rereading_run (IdioCorpus *corpus,
                    gint64      document,
                    const char *charset)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (charset != NULL, NULL);

  call = g_new0 (Call, 1);
  call->corpus = g_object_ref (corpus);
  call->document = document;
  call->charset = g_strdup (charset);

  return idio_fiber_spawn (run_fiber, call, call_free);
}
