/* idio-corpus-edit.c: documents whose words a person changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-corpus.h"
#include "idio-fiber.h"

typedef struct
{
  IdioCorpus    *self;
  gint64         id;
  char          *body;
  IdioCountFunc  count;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->self);
  g_clear_pointer (&call->body, g_free);
  g_free (call);
}

static gboolean
is_inside_char (const char *text)
{
  return ((guchar) *text & 0xc0) == 0x80;
}

static gsize
count_same_start (const char *a,
                  const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  while (n > 0 && (is_inside_char (a + n) || is_inside_char (b + n)))
    n--;

  return n;
}

static gsize
count_same_end (const char *a,
                const char *b,
                gsize       n_start)
{
  gsize a_length = strlen (a), b_length = strlen (b), n = 0;

  while (n < MIN (a_length, b_length) - n_start && a[a_length - n - 1] == b[b_length - n - 1])
    n++;

  while (n > 0 && is_inside_char (a + a_length - n))
    n--;

  return n;
}

/* What stands where something was changed is not told of any more, unless it was left out and can be taken back in. */
static void
move_parts (IdioText   *text,
            const char *body)
{
  gsize n_start = count_same_start (text->body, body), n_end = count_same_end (text->body, body, n_start);
  gsize end = strlen (text->body) - n_end;

  for (guint i = text->parts->len; i > 0; i--)
    {
      IdioTextPart *part = g_ptr_array_index (text->parts, i - 1);

      if (part->start + part->length <= n_start)
        continue;

      if (part->start >= end)
        part->start = part->start - end + strlen (body) - n_end;
      else if (part->length == 0)
        part->start = n_start;
      else
        g_ptr_array_remove_index (text->parts, i - 1);
    }
}

static DexFuture *
edit_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(IdioText) text = NULL;
  GError *error = NULL;

  if (!(text = dex_await_boxed (idio_corpus_load_text (call->self, call->id), &error)))
    return dex_future_new_for_error (error);

  if (g_str_equal (text->body, call->body))
    return dex_future_new_for_int64 (call->id);

  move_parts (text, call->body);
  g_free (text->body);
  text->body = g_steal_pointer (&call->body);
  text->n_words = call->count (text->body);

  /* To read its file again would take the changes back. */
  g_clear_pointer (&text->charset, g_free);
  g_clear_pointer (&text->source, g_free);

  return idio_corpus_replace (call->self, call->id, text);
}

/**
 * idio_corpus_edit:
 * @self: a corpus
 * @id: the number of a document
 * @body: its new text, with more than white space
 * @count: (scope async): counts the words of a text
 *
 * The text is another one then, and so is its document: see idio_corpus_replace().
 *
 * Returns: (transfer full): a future of the number of the new document, a #gint64; @id if nothing changed, or 0 if such
 *   a text is there already
 */
DexFuture *
idio_corpus_edit (IdioCorpus    *self,
                  gint64         id,
                  const char    *body,
                  IdioCountFunc  count)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (count != NULL, NULL);

  call = g_new0 (Call, 1);
  call->self = g_object_ref (self);
  call->id = id;
  call->body = g_strstrip (g_strdup (body));
  call->count = count;

  return idio_fiber_spawn (edit_fiber, call, call_free);
}
