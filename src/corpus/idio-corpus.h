/* idio-corpus.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-audience-store.h"
#include "corpus/idio-audiences.h"
#include "corpus/idio-document.h"
#include "corpus/idio-store.h"
#include "corpus/idio-text.h"

G_BEGIN_DECLS

#define IDIO_TYPE_CORPUS (idio_corpus_get_type ())
G_DECLARE_FINAL_TYPE (IdioCorpus, idio_corpus, IDIO, CORPUS, GObject)

IdioCorpus   *idio_corpus_new          (IdioStore    *store);
IdioStore    *idio_corpus_get_store    (IdioCorpus   *self);
IdioAudiences *idio_corpus_get_audiences (IdioCorpus  *self);
guint64       idio_corpus_get_n_words  (IdioCorpus   *self);
gboolean      idio_corpus_has_example  (IdioCorpus   *self);
IdioDocument *idio_corpus_find         (IdioCorpus   *self,
                                        gint64        id);
DexFuture    *idio_corpus_load         (IdioCorpus   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_add          (IdioCorpus   *self,
                                        GPtrArray    *texts,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_add_again    (IdioCorpus   *self,
                                        GPtrArray    *texts,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_rename       (IdioCorpus   *self,
                                        gint64        id,
                                        const char   *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_set_audience (IdioCorpus   *self,
                                        gint64        id,
                                        IdioAudience  audience) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_set_audiences (IdioCorpus  *self,
                                         GArray      *ids,
                                         GArray      *audiences) G_GNUC_WARN_UNUSED_RESULT;
IdioAudience  idio_corpus_get_usual_audience (IdioCorpus *self);
DexFuture    *idio_corpus_remove_audience (IdioCorpus   *self,
                                           IdioAudience  audience) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_restore_audience (IdioCorpus          *self,
                                            IdioRemovedAudience *removed) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_set_private  (IdioCorpus   *self,
                                        GArray       *ids,
                                        gboolean      private) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_list_private (IdioCorpus   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_remove       (IdioCorpus   *self,
                                        GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_trash        (IdioCorpus   *self,
                                        GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_list_trash   (IdioCorpus   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_erase        (IdioCorpus   *self,
                                        GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_disown       (IdioCorpus   *self,
                                        GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_restore      (IdioCorpus   *self,
                                        GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
GArray       *idio_corpus_list_example (IdioCorpus   *self);
DexFuture    *idio_corpus_load_body    (IdioCorpus   *self,
                                        gint64        id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_load_some    (IdioCorpus   *self,
                                        GArray       *ids,
                                        guint         max_chars,
                                        gsize         max_bytes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_search       (IdioCorpus   *self,
                                        const char   *words) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_find_words   (IdioCorpus   *self,
                                        gint64        id,
                                        const char   *words) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_find_closest (IdioCorpus   *self,
                                        const char   *request,
                                        IdioAudience  audience,
                                        guint         n_texts,
                                        GArray       *without) G_GNUC_WARN_UNUSED_RESULT;

/**
 * IdioHit:
 * @start: where in a text a word begins, in bytes
 * @length: its length in bytes
 *
 * A word that was searched for.
 */
typedef struct
{
  gsize start;
  gsize length;
} IdioHit;

/**
 * IdioCountFunc:
 * @text: a text
 *
 * Returns: how many words it has
 */
typedef guint (*IdioCountFunc) (const char *text);

DexFuture    *idio_corpus_load_text    (IdioCorpus   *self,
                                        gint64        id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_change_part  (IdioCorpus   *self,
                                        gint64        id,
                                        guint         number,
                                        IdioCountFunc count) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_edit         (IdioCorpus   *self,
                                        gint64        id,
                                        const char   *body,
                                        IdioCountFunc count) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_keep_part    (IdioCorpus   *self,
                                        gint64        id,
                                        guint         number) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_replace      (IdioCorpus   *self,
                                        gint64        id,
                                        IdioText     *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * IdioAlike:
 * @gone: the number of a document that goes
 * @kept: that of one that is almost the same, and later as far as that is known
 *
 * Two versions of a text.
 */
typedef struct
{
  gint64 gone;
  gint64 kept;
} IdioAlike;

DexFuture    *idio_corpus_has_new      (IdioCorpus   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_load_next    (IdioCorpus   *self,
                                        gint64        after,
                                        guint         n_texts,
                                        gsize         max_bytes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_tidy         (IdioCorpus   *self,
                                        GArray       *alike,
                                        GPtrArray    *texts,
                                        GArray       *compared,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void          idio_corpus_tell_replaced (IdioCorpus  *self,
                                         gint64       before,
                                         gint64       after);
DexFuture    *idio_corpus_list_accounts (IdioCorpus  *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_add_accounts (IdioCorpus   *self,
                                        const char * const *accounts) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *idio_corpus_remove_account (IdioCorpus *self,
                                          const char *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
