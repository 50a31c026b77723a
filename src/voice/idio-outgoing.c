/* idio-outgoing.c: a request as it will be sent, to be shown before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-document.h"
#include "voice/idio-hypothesis.h"
#include "voice/idio-outgoing.h"

typedef struct
{
  gint64  document;
  char   *text;
} Passage;

static void
passage_free (gpointer data)
{
  Passage *passage = data;

  g_free (passage->text);
  g_free (passage);
}

static void
clear (gpointer data)
{
  IdioOutgoing *self = data;

  g_clear_pointer (&self->request, idio_chat_request_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_pointer (&self->cards, g_array_unref);
}

G_DEFINE_BOXED_TYPE (IdioOutgoing, idio_outgoing, idio_outgoing_ref, idio_outgoing_unref)

/**
 * idio_outgoing_new:
 * @request: (transfer full): a request that is not changed any more
 *
 * Returns: (transfer full): the request, with nothing known to be from a document
 */
IdioOutgoing *
idio_outgoing_new (IdioChatRequest *request)
{
  IdioOutgoing *self = g_atomic_rc_box_new0 (IdioOutgoing);

  self->request = request;
  self->passages = g_ptr_array_new_with_free_func (passage_free);
  self->cards = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

IdioOutgoing *
idio_outgoing_ref (IdioOutgoing *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_outgoing_unref (IdioOutgoing *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * idio_outgoing_add_passage:
 * @self: a request
 * @document: the number of a document
 * @text: words of it, as they are in the request
 */
void
idio_outgoing_add_passage (IdioOutgoing *self,
                           gint64        document,
                           const char   *text)
{
  Passage *passage;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    return;

  passage = g_new0 (Passage, 1);
  passage->document = document;
  passage->text = g_strdup (text);
  g_ptr_array_add (self->passages, passage);
}

/**
 * idio_outgoing_add_cards:
 * @self: a request
 * @cards: (element-type IdioHypothesis): cards that it tells of
 */
void
idio_outgoing_add_cards (IdioOutgoing *self,
                         GPtrArray    *cards)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cards != NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      gint64 id = idio_hypothesis_get_id (g_ptr_array_index (cards, i));

      g_array_append_val (self->cards, id);
    }
}

static gint
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const IdioOutgoingMark *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  /* The longest first, which has the others in it. */
  return (x->length < y->length) - (x->length > y->length);
}

/* Joins marks that overlap. */
static void
join_marks (GArray *marks)
{
  guint n = 0;

  g_array_sort (marks, compare_marks);

  for (guint i = 0; i < marks->len; i++)
    {
      IdioOutgoingMark mark = g_array_index (marks, IdioOutgoingMark, i);
      IdioOutgoingMark *last = n > 0 ? &g_array_index (marks, IdioOutgoingMark, n - 1) : NULL;

      if (last != NULL && mark.start < last->start + last->length)
        last->length = MAX (last->length, mark.start + mark.length - last->start);
      else
        g_array_index (marks, IdioOutgoingMark, n++) = mark;
    }

  g_array_set_size (marks, n);
}

/**
 * idio_outgoing_find_marks:
 * @self: a request
 * @message: the number of one of its messages
 *
 * Returns: (transfer full) (element-type IdioOutgoingMark): where in the message passages of documents are, in order
 */
GArray *
idio_outgoing_find_marks (IdioOutgoing *self,
                          guint         message)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (IdioOutgoingMark));
  const char *content;

  g_return_val_if_fail (self != NULL && message < self->request->messages->len, marks);

  content = ((IdioChatMessage *) g_ptr_array_index (self->request->messages, message))->content;

  for (guint i = 0; i < self->passages->len; i++)
    {
      const Passage *passage = g_ptr_array_index (self->passages, i);
      gsize length = strlen (passage->text);

      for (const char *found = strstr (content, passage->text); found != NULL; found = strstr (found + length, passage->text))
        g_array_append_val (marks, ((IdioOutgoingMark) { (gsize) (found - content), length }));
    }

  join_marks (marks);

  return marks;
}

/**
 * idio_outgoing_count_words:
 * @self: a request
 *
 * Returns: how many words are sent
 */
guint
idio_outgoing_count_words (IdioOutgoing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return idio_chat_request_count_words (self->request);
}

/**
 * idio_outgoing_list_documents:
 * @outgoing: (element-type IdioOutgoing): requests
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the documents that passages in them are from, in order
 */
GArray *
idio_outgoing_list_documents (GPtrArray *outgoing)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *documents = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (outgoing != NULL, documents);

  for (guint i = 0; i < outgoing->len; i++)
    {
      GPtrArray *passages = ((IdioOutgoing *) g_ptr_array_index (outgoing, i))->passages;

      for (guint j = 0; j < passages->len; j++)
        {
          Passage *passage = g_ptr_array_index (passages, j);

          if (g_hash_table_add (seen, &passage->document))
            g_array_append_val (documents, passage->document);
        }
    }

  g_array_sort (documents, idio_document_compare_ids);

  return documents;
}

static gboolean
are_equal (IdioChatRequest *a,
           IdioChatRequest *b)
{
  if (a->messages->len != b->messages->len || g_strcmp0 (a->schema, b->schema) != 0)
    return FALSE;

  for (guint i = 0; i < a->messages->len; i++)
    {
      const IdioChatMessage *x = g_ptr_array_index (a->messages, i), *y = g_ptr_array_index (b->messages, i);

      if (x->role != y->role || !g_str_equal (x->content, y->content))
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_outgoing_equal:
 * @a: (element-type IdioOutgoing): requests
 * @b: (element-type IdioOutgoing): other ones
 *
 * Returns: whether the same texts are sent
 */
gboolean
idio_outgoing_equal (GPtrArray *a,
                     GPtrArray *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!are_equal (((IdioOutgoing *) g_ptr_array_index (a, i))->request,
                    ((IdioOutgoing *) g_ptr_array_index (b, i))->request))
      return FALSE;

  return TRUE;
}
