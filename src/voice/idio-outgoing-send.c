/* idio-outgoing-send.c: a request is sent, as long as all that is in it may be told
 *
 * It may wait for long before it is sent, or sent again. In that time a document may be marked to never leave this
 * computer, here or by another process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-document.h"
#include "idio-fiber.h"
#include "voice/idio-disclosure.h"
#include "voice/idio-hypothesis.h"
#include "voice/idio-outgoing.h"

/* What a request was made of */
typedef struct
{
  IdioCorpus   *corpus;
  IdioProvider *provider;
  GArray       *withheld;   /* when it was made */
  GArray       *documents;
  GArray       *cards;
} Guard;

static void
guard_clear (gpointer data)
{
  Guard *guard = data;

  g_clear_object (&guard->corpus);
  g_clear_object (&guard->provider);
  g_clear_pointer (&guard->withheld, g_array_unref);
  g_clear_pointer (&guard->documents, g_array_unref);
  g_clear_pointer (&guard->cards, g_array_unref);
}

static void
guard_unref (gpointer guard)
{
  g_atomic_rc_box_release_full (guard, guard_clear);
}

typedef struct
{
  IdioOutgoing   *outgoing;
  IdioProvider   *provider;
  IdioCompletion *completion;
  GPtrArray      *documents;  /* those in the request, which may be marked */
  DexPromise     *marked;     /* is rejected then */
} Send;

static void
send_free (Send *send)
{
  for (guint i = 0; send->documents != NULL && i < send->documents->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (send->documents, i), send);

  g_clear_pointer (&send->outgoing, idio_outgoing_unref);
  g_clear_object (&send->provider);
  g_clear_object (&send->completion);
  g_clear_pointer (&send->documents, g_ptr_array_unref);
  dex_clear (&send->marked);
  g_free (send);
}

static gboolean
may_tell_all (Guard  *guard,
              GArray *withheld)
{
  for (guint i = 0; i < guard->documents->len; i++)
    if (!idio_disclosure_may_tell (guard->corpus, withheld, g_array_index (guard->documents, gint64, i)))
      return FALSE;

  return TRUE;
}

static gboolean
has_all_cards (GPtrArray *cards,
               GArray    *ids)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      gint64 id = idio_hypothesis_get_id (g_ptr_array_index (cards, i));

      g_hash_table_add (told, g_memdup2 (&id, sizeof id));
    }

  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (told, &g_array_index (ids, gint64, i)))
      return FALSE;

  return TRUE;
}

static DexFuture *
guard_fiber (gpointer data)
{
  Guard *guard = data;
  g_autoptr(GArray) withheld = NULL;
  g_autoptr(GPtrArray) cards = NULL;
  GError *error = NULL;

  if (!(withheld = dex_await_boxed (idio_disclosure_list_withheld (guard->corpus, guard->provider, guard->withheld),
                                    &error)))
    return dex_future_new_for_error (error);

  if (may_tell_all (guard, withheld))
    {
      /* Nothing was marked since, or no card can show it. */
      if (withheld->len == guard->withheld->len || guard->cards->len == 0)
        return dex_future_new_true ();

      if (!(cards = dex_await_boxed (idio_disclosure_load_cards (guard->corpus, withheld), &error)))
        return dex_future_new_for_error (error);

      if (has_all_cards (cards, guard->cards))
        return dex_future_new_true ();
    }

  return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_WITHHELD,
                                                            idio_provider_get_host (guard->provider)));
}

static DexFuture *
guard_cb (gpointer data)
{
  return idio_fiber_spawn (guard_fiber, g_atomic_rc_box_acquire (data), guard_unref);
}

/* While there is a connection to be made, or the answer is waited for. After the first word it is too late. */
static void
private_cb (IdioDocument *document,
            GParamSpec   *pspec,
            Send         *send)
{
  if (idio_document_get_private (document) && idio_completion_get_length (send->completion) == 0 &&
      dex_future_is_pending (DEX_FUTURE (send->marked)))
    dex_promise_reject (send->marked, idio_provider_error_new (IDIO_PROVIDER_ERROR_WITHHELD,
                                                               idio_provider_get_host (send->provider)));
}

static void
watch_documents (Send       *send,
                 IdioCorpus *corpus,
                 GArray     *ids)
{
  send->documents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len && idio_provider_get_host (send->provider) != NULL; i++)
    {
      IdioDocument *document = idio_corpus_find (corpus, g_array_index (ids, gint64, i));

      if (document == NULL)
        continue;

      g_ptr_array_add (send->documents, g_object_ref (document));
      g_signal_connect (document, "notify::private", G_CALLBACK (private_cb), send);
    }
}

/* A fiber and no callback of the future: a callback keeps what it waits for from being dropped with it. */
static DexFuture *
send_fiber (gpointer data)
{
  Send *send = data;
  IdioChatRequest *request = send->outgoing->request;
  DexFuture *answer = request->schema != NULL ? idio_provider_ask (send->provider, request, send->completion)
                                              : idio_provider_chat (send->provider, request, send->completion);
  g_autoptr(DexFuture) first = dex_future_first (answer, dex_ref (send->marked), NULL);

  dex_await (dex_ref (first), NULL);

  return g_steal_pointer (&first);
}

/**
 * idio_outgoing_send:
 * @self: a request
 * @corpus: the documents
 * @provider: where it goes
 * @withheld: (element-type gint64): what idio_disclosure_list_withheld() listed when the request was made
 * @completion: the completion to fill
 *
 * Sends the request, and again where that is worth it. Each time it is looked up whether all that is in it may still be
 * told.
 *
 * Returns: (transfer full): the future of idio_provider_ask() if the request has a schema, else of idio_provider_chat();
 *   rejected with %IDIO_PROVIDER_ERROR_WITHHELD if a document was marked before the first word of the answer came, or
 *   removed before it was sent
 */
DexFuture *
idio_outgoing_send (IdioOutgoing   *self,
                    IdioCorpus     *corpus,
                    IdioProvider   *provider,
                    GArray         *withheld,
                    IdioCompletion *completion)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  Guard *guard;
  Send *send;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (withheld != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_COMPLETION (completion), NULL);

  g_ptr_array_add (all, self);
  guard = g_atomic_rc_box_new0 (Guard);
  guard->corpus = g_object_ref (corpus);
  guard->provider = g_object_ref (provider);
  guard->withheld = g_array_copy (withheld);
  guard->documents = idio_outgoing_list_documents (all);
  guard->cards = g_array_copy (self->cards);

  send = g_new0 (Send, 1);
  send->outgoing = idio_outgoing_ref (self);
  send->provider = g_object_ref (provider);
  send->completion = g_object_ref (completion);
  send->marked = dex_promise_new ();
  watch_documents (send, corpus, guard->documents);
  idio_chat_request_set_guard (self->request, guard_cb, guard, guard_unref);

  return idio_fiber_spawn (send_fiber, send, (GDestroyNotify) send_free);
}
