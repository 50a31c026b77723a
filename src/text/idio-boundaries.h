/* idio-boundaries.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UText, utext_close)

UBreakIterator *idio_boundaries_get_words     (void);
UBreakIterator *idio_boundaries_get_sentences (void);
UText          *idio_boundaries_set_text      (UBreakIterator *iterator,
                                               const char     *text,
                                               gsize           length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
