/* idio-odt-changes.h: the tracked changes of an OpenDocument text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-prose.h"
#include "formats/idio-xml.h"

G_BEGIN_DECLS

/**
 * IdioOdtChanges:
 *
 * Who inserted what, as an OpenDocument text tells in a list above its paragraphs (1.3, part 3, 5.5).
 */
typedef struct _IdioOdtChanges IdioOdtChanges;

IdioOdtChanges *idio_odt_changes_new  (void);
void            idio_odt_changes_free (IdioOdtChanges *self);
gboolean        idio_odt_changes_read (IdioOdtChanges *self,
                                       xmlTextReader  *reader,
                                       gboolean       *skip);
void            idio_odt_changes_step (IdioOdtChanges *self,
                                       xmlTextReader  *reader,
                                       IdioProse      *prose);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioOdtChanges, idio_odt_changes_free)

G_END_DECLS
