/* idio-rereading.h: a text whose character set was guessed is read again, in another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "formats/idio-decode.h"

G_BEGIN_DECLS

DexFuture *idio_rereading_list (const IdioText *text) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_rereading_run  (IdioCorpus     *corpus,
                                gint64          document,
                                const char     *charset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
