/* idio-trait-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"
#include "corpus/idio-text.h"
#include "measure/idio-traits.h"

G_BEGIN_DECLS

/**
 * IdioTraitEntry:
 * @document: the number of a document
 * @group: its group, as it is wanted
 * @traits: (nullable): its traits
 * @text: (nullable): its text, if the traits are not known yet
 *
 * A document to be measured, or that was.
 */
typedef struct
{
  gint64      document;
  guint       group;
  IdioTraits *traits;
  char       *text;
} IdioTraitEntry;

void     idio_trait_entry_free (IdioTraitEntry  *entry);
gboolean idio_trait_store_load (sqlite3         *db,
                                GPtrArray       *entries,
                                guint            from,
                                gsize            max_bytes,
                                guint           *to,
                                GError         **error);
gboolean idio_trait_store_save (sqlite3         *db,
                                GPtrArray       *entries,
                                GError         **error);

G_END_DECLS
