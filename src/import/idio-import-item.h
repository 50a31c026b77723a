/* idio-import-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-text.h"

G_BEGIN_DECLS

/**
 * IdioImportOutcome:
 * @IDIO_IMPORT_OUTCOME_ADDED: it is a document now
 * @IDIO_IMPORT_OUTCOME_ALREADY_HERE: the same text is a document already
 * @IDIO_IMPORT_OUTCOME_LEFT_OUT: it can't be a document, for the reason given
 */
typedef enum
{
  IDIO_IMPORT_OUTCOME_ADDED,
  IDIO_IMPORT_OUTCOME_ALREADY_HERE,
  IDIO_IMPORT_OUTCOME_LEFT_OUT,
} IdioImportOutcome;

#define IDIO_TYPE_IMPORT_ITEM (idio_import_item_get_type ())
G_DECLARE_FINAL_TYPE (IdioImportItem, idio_import_item, IDIO, IMPORT_ITEM, GObject)

IdioImportItem    *idio_import_item_new         (const char        *name,
                                                 IdioImportOutcome  outcome,
                                                 const char        *reason,
                                                 gint64             document);
const char        *idio_import_item_get_name    (IdioImportItem    *self);
IdioImportOutcome  idio_import_item_get_outcome (IdioImportItem    *self);
const char        *idio_import_item_get_reason  (IdioImportItem    *self);
gint64             idio_import_item_get_document (IdioImportItem    *self);
void               idio_import_item_set_document (IdioImportItem    *self,
                                                  gint64             document);
gboolean           idio_import_item_get_is_doubtful (IdioImportItem *self);
void               idio_import_item_set_is_doubtful (IdioImportItem *self,
                                                     gboolean        is_doubtful);
guint              idio_import_item_get_n_texts (IdioImportItem    *self);
void               idio_import_item_set_n_texts (IdioImportItem    *self,
                                                  guint              n_texts);
const IdioText    *idio_import_item_get_text    (IdioImportItem    *self);
void               idio_import_item_take_text   (IdioImportItem    *self,
                                                 IdioText          *text);
GFile             *idio_import_item_get_file    (IdioImportItem    *self);
void               idio_import_item_set_file    (IdioImportItem    *self,
                                                 GFile             *file);

G_END_DECLS
