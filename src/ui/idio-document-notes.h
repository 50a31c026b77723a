/* idio-document-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-text.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_NOTES (idio_document_notes_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentNotes, idio_document_notes, IDIO, DOCUMENT_NOTES, GtkBox)

void idio_document_notes_set (IdioDocumentNotes  *self,
                              const IdioText     *text,
                              const char * const *accounts);

G_END_DECLS
