/* idio-plain-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioPlainHead:
 *
 * The head of a mail of which nothing but the head is wanted, as far as it is so plain that it can be read without a
 * parser, in a tenth of the time. Nearly all are.
 */
typedef struct _IdioPlainHead IdioPlainHead;

IdioPlainHead *idio_plain_head_new         (const char           *head,
                                            gsize                 length);
void           idio_plain_head_free        (IdioPlainHead        *self);
const char    *idio_plain_head_get         (const IdioPlainHead  *self,
                                            const char           *name);
char          *idio_plain_head_dup_account (const IdioPlainHead  *self,
                                            const char           *header,
                                            char                **name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPlainHead, idio_plain_head_free)

G_END_DECLS
