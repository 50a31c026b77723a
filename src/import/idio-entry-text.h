/* idio-entry-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-text.h"
#include "formats/idio-entry.h"
#include "formats/idio-import-error.h"

G_BEGIN_DECLS

/* Mails, messages, posts and notes, which people have by the thousands, are not worth a document if they are shorter. */
#define IDIO_MIN_WORDS 10

IdioText *idio_entry_to_text      (const IdioEntry     *entry,
                                   const char          *file_name,
                                   guint                min_words,
                                   const char * const  *user,
                                   GCancellable        *cancellable,
                                   GError             **error);
IdioText *idio_entry_to_sure_text (const IdioEntry     *entry,
                                   GCancellable        *cancellable);

G_END_DECLS
