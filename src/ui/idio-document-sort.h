/* idio-document-sort.h: orders of documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-document.h"

G_BEGIN_DECLS

typedef enum
{
  IDIO_DOCUMENT_ORDER_NEWEST,
  IDIO_DOCUMENT_ORDER_LONGEST,
  IDIO_DOCUMENT_ORDER_TITLE,
  IDIO_DOCUMENT_ORDER_OLDEST,
} IdioDocumentOrder;

DexFuture *idio_document_sort (GPtrArray         *documents,
                               GArray            *found,
                               IdioDocumentOrder  order);

G_END_DECLS
