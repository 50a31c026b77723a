/* idio-disclosure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "llm/idio-provider.h"

G_BEGIN_DECLS

DexFuture *idio_disclosure_list_withheld (IdioCorpus   *corpus,
                                          IdioProvider *provider,
                                          GArray       *left_out) G_GNUC_WARN_UNUSED_RESULT;
gboolean   idio_disclosure_may_tell      (IdioCorpus   *corpus,
                                          GArray       *withheld,
                                          gint64        document);
DexFuture *idio_disclosure_list_hidden   (IdioCorpus   *corpus,
                                          IdioProvider *provider,
                                          GArray       *left_out) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_disclosure_load_cards    (IdioCorpus   *corpus,
                                          GArray       *withheld) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
