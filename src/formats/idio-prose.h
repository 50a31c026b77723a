/* idio-prose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

/**
 * IdioProse:
 *
 * Makes the text of an office document out of its paragraphs, items of lists, and tables. A paragraph may begin within
 * another, such as in a text box or a footnote, and follows it then.
 */
typedef struct _IdioProse IdioProse;

IdioProse  *idio_prose_new             (void);
void        idio_prose_free            (IdioProse   *self);
void        idio_prose_begin_paragraph (IdioProse   *self);
void        idio_prose_append          (IdioProse   *self,
                                        const char  *text,
                                        gssize       length);
gboolean    idio_prose_ends_in_space   (IdioProse   *self);
void        idio_prose_drop_paragraph  (IdioProse   *self);
void        idio_prose_end_paragraph   (IdioProse   *self,
                                        const char  *mark);
void        idio_prose_end_quote       (IdioProse   *self,
                                        const char  *mark);
void        idio_prose_begin_row       (IdioProse   *self);
void        idio_prose_end_cell        (IdioProse   *self);
void        idio_prose_end_row         (IdioProse   *self);
void        idio_prose_drop_row        (IdioProse   *self);
void        idio_prose_begin_insertion (IdioProse   *self,
                                        const char  *author);
void        idio_prose_end_insertion   (IdioProse   *self);
gboolean    idio_prose_is_too_large    (IdioProse   *self);
gboolean    idio_prose_finish_entry    (IdioProse   *self,
                                        IdioEntry   *entry,
                                        GError     **error);
char       *idio_prose_finish          (IdioProse   *self,
                                        GError     **error);
gboolean    idio_prose_is_seen         (const char  *text);
char       *idio_prose_make_mark       (const char  *text);
const char *idio_prose_find_typed_mark (const char  *text,
                                        char       **mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProse, idio_prose_free)

G_END_DECLS
