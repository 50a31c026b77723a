/* idio-document-listing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/idio-document-selection.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_LISTING (idio_document_listing_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentListing, idio_document_listing, IDIO, DOCUMENT_LISTING, AdwBin)

void idio_document_listing_set_documents (IdioDocumentListing   *self,
                                          IdioDocumentList      *list,
                                          IdioDocumentSelection *selection);
void idio_document_listing_set_audiences (IdioDocumentListing *self,
                                          IdioAudiences       *audiences);

G_END_DECLS
