/* idio-corpus-parts.c: what was left out of documents is taken back in, and what may be by others is left out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-corpus-private.h"
#include "idio-fiber.h"

typedef struct
{
  gint64 id;
  guint  number;
  guint  n_texts;
  gsize  max_bytes;
} Job;

typedef struct
{
  IdioCorpus   *self;
  gint64        id;
  guint         number;
  IdioCountFunc count;
} Call;

static void
call_free (Call *call)
{
  g_clear_object (&call->self);
  g_free (call);
}

/**
 * idio_corpus_insert_parts:
 * @db: the database, in a transaction
 * @document: the number of a document that is new, or came back
 * @parts: (element-type IdioTextPart): what is or was not the user's in it
 * @error: (out): a location for an error
 *
 * Saves them, unless the document has parts already.
 *
 * Returns: whether that worked
 */
gboolean
idio_corpus_insert_parts (sqlite3    *db,
                          gint64      document,
                          GPtrArray  *parts,
                          GError    **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (parts, i);

      if (!idio_sql_run (db, error,
                         "INSERT OR IGNORE INTO part (document, number, start, length, kind, text)"
                         " VALUES (?, ?, ?, ?, ?, ?)",
                         "iiiiss", document, (gint64) i, (gint64) part->start, (gint64) part->length, part->kind,
                         part->text))
        return FALSE;
    }

  return TRUE;
}

/* Whether a place that the database tells lies in the text, at whole characters. */
static gboolean
is_place (const char *body,
          gsize       body_length,
          gint64      start,
          gint64      length)
{
  gint64 end;

  if (start < 0 || length < 0 || start > (gint64) body_length || length > (gint64) body_length - start)
    return FALSE;

  end = start + length;

  return ((guchar) body[start] & 0xc0) != 0x80 && ((guchar) body[end] & 0xc0) != 0x80;
}

/* The parts of a text, without those that were tampered with */
static GPtrArray *
load_parts (sqlite3     *db,
            gint64       document,
            const char  *body,
            GError     **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  g_autoptr(sqlite3_stmt) statement = NULL;
  gsize body_length = strlen (body);
  GError *local_error = NULL;

  statement = idio_sql_prepare (db, &local_error,
                                "SELECT start, length, kind, text FROM part WHERE document = ? ORDER BY number",
                                "i", document);

  while (statement != NULL && idio_sql_step (statement, &local_error))
    {
      gint64 start = sqlite3_column_int64 (statement, 0), length = sqlite3_column_int64 (statement, 1);
      g_autofree char *kind = idio_sql_dup_some_text (statement, 2);
      g_autofree char *text = idio_sql_dup_some_text (statement, 3);

      if (is_place (body, body_length, start, length))
        g_ptr_array_add (parts, idio_text_part_new ((gsize) start, (gsize) length, kind, text));
    }

  if (local_error == NULL)
    return g_steal_pointer (&parts);

  g_propagate_error (error, local_error);

  return NULL;
}

/* What read_text() reads */
#define COLUMNS \
  "id, title, body, words, audience, example, coalesce (written, 0), private, author, editor, charset, source, medium, " \
  "added, state"

/* The document of a row, with its parts */
static IdioText *
read_text (sqlite3       *db,
           sqlite3_stmt  *row,
           GError       **error)
{
  g_autoptr(IdioText) text = g_new0 (IdioText, 1);

  text->id = sqlite3_column_int64 (row, 0);
  text->title = idio_sql_dup_some_text (row, 1);
  text->body = idio_sql_dup_some_text (row, 2);
  text->n_words = idio_sql_get_count (row, 3);
  idio_audience_from_nick ((const char *) sqlite3_column_text (row, 4), &text->audience);
  text->example = sqlite3_column_int (row, 5) != 0;
  text->written = sqlite3_column_int64 (row, 6);
  text->private = sqlite3_column_int (row, 7) != 0;
  text->author = idio_sql_dup_text (row, 8);
  text->editor = idio_sql_dup_text (row, 9);
  text->charset = idio_sql_dup_text (row, 10);
  text->source = idio_sql_dup_text (row, 11);
  text->medium = idio_sql_dup_text (row, 12);
  text->added = sqlite3_column_int64 (row, 13);
  text->state = (IdioTextState) CLAMP (sqlite3_column_int (row, 14), IDIO_TEXT_NEW, IDIO_TEXT_SETTLED);
  text->parts = load_parts (db, text->id, text->body, error);

  return text->parts != NULL ? g_steal_pointer (&text) : NULL;
}

static IdioText *
load_text (sqlite3   *db,
           gint64     id,
           GError   **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  g_autoptr(IdioText) text = NULL;
  GError *local_error = NULL;

  statement = idio_sql_prepare (db, &local_error,
                                "SELECT " COLUMNS " FROM document WHERE id = ? AND removed IS NULL", "i", id);

  if (statement != NULL && idio_sql_step (statement, &local_error))
    text = read_text (db, statement, &local_error);
  else if (local_error == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &local_error);

  if (local_error == NULL)
    return g_steal_pointer (&text);

  g_propagate_error (error, local_error);

  return NULL;
}

static DexFuture *
load_text_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  GError *error = NULL;
  IdioText *text = load_text (db, job->id, &error);

  return text != NULL ? dex_future_new_take_boxed (IDIO_TYPE_TEXT, text) : dex_future_new_for_error (error);
}

static DexFuture *
has_new_job (sqlite3  *db,
             gpointer  data)
{
  gint64 has_new;
  GError *error = NULL;

  if (!idio_sql_query_int (db, "SELECT EXISTS (SELECT 1 FROM document WHERE state = 0 AND removed IS NULL)", &has_new,
                           &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (has_new != 0);
}

static DexFuture *
load_next_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;
  gsize n_bytes = 0;

  statement = idio_sql_prepare (db, &error,
                                "SELECT " COLUMNS " FROM document WHERE id > ? AND removed IS NULL ORDER BY id LIMIT ?",
                                "ii", job->id, (gint64) job->n_texts);

  while (statement != NULL && n_bytes < job->max_bytes && idio_sql_step (statement, &error))
    {
      IdioText *text = read_text (db, statement, &error);

      if (text == NULL)
        break;

      n_bytes += strlen (text->body);
      g_ptr_array_add (texts, text);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&texts));
}

/* Moves what stands behind a place that grows or shrinks. */
static void
move_parts (IdioText *text,
            guint     number,
            gsize     start,
            gsize     n_added,
            gsize     n_taken)
{
  for (guint i = 0; i < text->parts->len; i++)
    {
      IdioTextPart *part = g_ptr_array_index (text->parts, i);

      if (i == number || part->start < start || (part->start == start && i < number))
        continue;

      part->start = part->start >= start + n_taken ? part->start - n_taken + n_added : start;
    }
}

static void
take_in (IdioText *text,
         guint     number)
{
  IdioTextPart *part = g_ptr_array_index (text->parts, number);
  g_autofree char *words = idio_text_part_dup_words (part);
  g_autoptr(GString) body = g_string_new_len (text->body, (gssize) part->start);
  const char *rest = text->body + part->start;
  gboolean is_within = g_str_equal (part->kind, IDIO_TEXT_PART_INSERTED);

  /* Where the text began or ended when the part was left out, blank lines were taken along. */
  if (!is_within && body->len > 0 && body->str[body->len - 1] != '\n')
    g_string_append (body, "\n\n");

  g_string_append (body, words);

  if (!is_within && *rest != '\0' && *rest != '\n' && !g_str_has_suffix (words, "\n"))
    g_string_append (body, "\n\n");

  part->length = body->len - part->start;
  move_parts (text, number, part->start, part->length, 0);
  g_string_append (body, rest);

  g_free (text->body);
  text->body = g_string_free_and_steal (g_steal_pointer (&body));
}

static void
leave_out (IdioText *text,
           guint     number)
{
  IdioTextPart *part = g_ptr_array_index (text->parts, number);
  g_autoptr(GString) body = g_string_new (text->body);

  /* What was taken back in is still known as it was. */
  if (*part->text == '\0')
    {
      g_free (part->text);
      part->text = g_strndup (text->body + part->start, part->length);
    }

  g_string_erase (body, (gssize) part->start, (gssize) part->length);
  move_parts (text, number, part->start, 0, part->length);
  part->length = 0;

  g_free (text->body);
  text->body = g_string_free_and_steal (g_steal_pointer (&body));
}

/* White space at both ends is not part of a text. */
static void
strip (IdioText *text)
{
  gsize n_before = strspn (text->body, " \t\n");

  for (guint i = 0; i < text->parts->len; i++)
    {
      IdioTextPart *part = g_ptr_array_index (text->parts, i);

      part->length -= MIN (part->length, n_before - MIN (part->start, n_before));
      part->start -= MIN (part->start, n_before);
    }

  g_strstrip (text->body);

  for (guint i = 0; i < text->parts->len; i++)
    {
      IdioTextPart *part = g_ptr_array_index (text->parts, i);

      part->start = MIN (part->start, strlen (text->body));
      part->length = MIN (part->length, strlen (text->body) - part->start);
    }
}

static DexFuture *
change_part_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(IdioText) text = NULL;
  const IdioTextPart *part;
  GError *error = NULL;

  text = dex_await_boxed (idio_corpus_load_text (call->self, call->id), &error);

  if (text == NULL)
    return dex_future_new_for_error (error);

  if (call->number >= text->parts->len)
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);
      return dex_future_new_for_error (error);
    }

  part = g_ptr_array_index (text->parts, call->number);

  if (part->length > 0)
    leave_out (text, call->number);
  else
    take_in (text, call->number);

  strip (text);
  text->n_words = call->count (text->body);

  return idio_corpus_replace (call->self, call->id, text);
}

/* What is known of a part is kept with it, as of one that was taken back in. */
static DexFuture *
keep_part_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr(IdioText) text = load_text (db, job->id, &error);
  g_autofree char *words = NULL;
  const IdioTextPart *part;

  if (text != NULL && (job->number >= text->parts->len ||
                       !idio_text_part_is_doubtful (g_ptr_array_index (text->parts, job->number))))
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  part = g_ptr_array_index (text->parts, job->number);
  words = g_strndup (text->body + part->start, part->length);

  if (!idio_sql_run (db, &error, "UPDATE part SET text = ? WHERE document = ? AND start = ? AND length = ? AND text = ''",
                     "siii", words, job->id, (gint64) part->start, (gint64) part->length) ||
      !idio_sql_run (db, &error, "UPDATE document SET state = ? WHERE id = ?", "ii", (gint64) IDIO_TEXT_SETTLED, job->id))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_corpus_load_text:
 * @self: a corpus
 * @id: the number of a document
 *
 * Returns: (transfer full): a future of an #IdioText with all that is known of it
 */
DexFuture *
idio_corpus_load_text (IdioCorpus *self,
                       gint64      id)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  job = g_new0 (Job, 1);
  job->id = id;

  return idio_store_read (idio_corpus_get_store (self), load_text_job, job, g_free);
}

/**
 * idio_corpus_has_new:
 * @self: a corpus
 *
 * Returns: (transfer full): a future of a #gboolean, whether any document was not compared with the others yet
 */
DexFuture *
idio_corpus_has_new (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_store_read (idio_corpus_get_store (self), has_new_job, NULL, NULL);
}

/**
 * idio_corpus_load_next:
 * @self: a corpus
 * @after: the number of the last document that was loaded, or 0
 * @n_texts: how many texts to load at most
 * @max_bytes: the number of bytes after which no further text is loaded
 *
 * To go through all documents without having all texts in memory.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText with all that is known of them, in the order of their
 *   numbers; empty at the end
 */
DexFuture *
idio_corpus_load_next (IdioCorpus *self,
                       gint64      after,
                       guint       n_texts,
                       gsize       max_bytes)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  job = g_new0 (Job, 1);
  job->id = after;
  job->n_texts = n_texts;
  job->max_bytes = max_bytes;

  return idio_store_read (idio_corpus_get_store (self), load_next_job, job, g_free);
}

/**
 * idio_corpus_change_part:
 * @self: a corpus
 * @id: the number of a document
 * @number: the index of one of its parts
 * @count: (scope async): counts the words of a text
 *
 * Takes back in what was left out, without the marks of a quote, or leaves out what is in the text, also if it was
 * taken back in before. The text is another one then, and so is its document, which stands for the one before.
 *
 * Returns: (transfer full): a future of the number of the new document, a #gint64, or 0 if such a text is there already
 */
DexFuture *
idio_corpus_change_part (IdioCorpus    *self,
                         gint64         id,
                         guint          number,
                         IdioCountFunc  count)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (count != NULL, NULL);

  call = g_new0 (Call, 1);
  call->self = g_object_ref (self);
  call->id = id;
  call->number = number;
  call->count = count;

  return idio_fiber_spawn (change_part_fiber, call, (GDestroyNotify) call_free);
}

/**
 * idio_corpus_keep_part:
 * @self: a corpus
 * @id: the number of a document
 * @number: the index of one of its parts, which may be by others
 *
 * Says that the part is the user's: nobody is asked about it any more. The text stays as it is.
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_corpus_keep_part (IdioCorpus *self,
                       gint64      id,
                       guint       number)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  job = g_new0 (Job, 1);
  job->id = id;
  job->number = number;

  return idio_store_write (idio_corpus_get_store (self), keep_part_job, job, g_free);
}
