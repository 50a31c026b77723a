/* idio-quote-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "corpus/idio-corpus.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

#define IDIO_TYPE_QUOTE_ROW (idio_quote_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioQuoteRow, idio_quote_row, IDIO, QUOTE_ROW, GtkButton)

GtkWidget *idio_quote_row_new (IdioCorpus      *corpus,
                               const IdioQuote *quote);

G_END_DECLS
