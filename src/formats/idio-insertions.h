/* idio-insertions.h: what was inserted into a document, and by whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioInsertion:
 * @start: where it starts in the text, in bytes
 * @length: how long it is, in bytes
 * @author: who inserted it, or "" if that is not told
 *
 * Words that were inserted into a document while its changes were tracked.
 */
typedef struct
{
  gsize  start;
  gsize  length;
  char  *author;
} IdioInsertion;

/**
 * IdioInsertions:
 *
 * Remembers who inserted what while a text is put together, by marks in the text: characters that are in no text.
 */
typedef struct _IdioInsertions IdioInsertions;

IdioInsertions *idio_insertions_new       (void);
void            idio_insertions_free      (IdioInsertions *self);
void            idio_insertions_begin     (IdioInsertions *self,
                                           const char     *author);
void            idio_insertions_end       (IdioInsertions *self);
void            idio_insertions_append    (IdioInsertions *self,
                                           GString        *to,
                                           const char     *text,
                                           gsize           length);
GPtrArray      *idio_insertions_take      (IdioInsertions *self,
                                           char           *text,
                                           GArray         *places);
char           *idio_insertions_prefix    (const char     *prefix,
                                           const char     *text);
char           *idio_insertions_dup_plain (const char     *text,
                                           gsize           length);
void            idio_insertion_free       (IdioInsertion  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioInsertions, idio_insertions_free)

G_END_DECLS
