/* idio-alike.h: texts that are almost the same as others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

/**
 * IDIO_ALIKE_MIN_WORDS:
 *
 * Shorter texts are never almost the same: that somebody often writes “Thanks, see you tomorrow” tells how they write.
 */
#define IDIO_ALIKE_MIN_WORDS 40

/**
 * IDIO_ALIKE_MIN_RESEMBLANCE:
 *
 * From this resemblance on, two texts are versions of one. Chosen with the mails of seven writers, and tried with those
 * of seven others, of 48 at another workplace, and with 59 blogs: each pair above it was one text with another name,
 * date, spelling or sentence; below are forms that were filled in, and directions copied into another text.
 */
#define IDIO_ALIKE_MIN_RESEMBLANCE 0.7

/**
 * IDIO_ALIKE_MIN_FILE_WORDS:
 *
 * A file grows: a shorter one of the same name is in what became of it from this many words on.
 */
#define IDIO_ALIKE_MIN_FILE_WORDS 12

/**
 * IDIO_ALIKE_MAX_GROWTH:
 *
 * A text with more than this many times the words of another is not looked at as a version of it.
 */
#define IDIO_ALIKE_MAX_GROWTH 4

/**
 * IdioAlikeSearch:
 *
 * A search among texts for those that are almost the same as others.
 */
typedef struct _IdioAlikeSearch IdioAlikeSearch;

IdioAlikeSearch *idio_alike_search_new          (void);
void             idio_alike_search_free         (IdioAlikeSearch *self);
void             idio_alike_search_add          (IdioAlikeSearch *self,
                                                 const IdioText  *text,
                                                 gsize            length);
GArray          *idio_alike_search_find_private (IdioAlikeSearch *self);
GArray          *idio_alike_search_run          (IdioAlikeSearch *self,
                                                 GCancellable    *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioAlikeSearch, idio_alike_search_free)

G_END_DECLS
