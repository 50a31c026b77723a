/* idio-feature-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"
#include "corpus/idio-text.h"
#include "features/idio-features.h"

G_BEGIN_DECLS

/**
 * IdioFeatureEntry:
 * @document: the number of a document
 * @group: its group, as it is wanted
 * @features: (nullable): its features
 * @text: (nullable): its text, if the features are not known yet
 *
 * A document to be measured, or that was.
 */
typedef struct
{
  gint64        document;
  guint         group;
  IdioFeatures *features;
  char         *text;
} IdioFeatureEntry;

void     idio_feature_entry_free (IdioFeatureEntry  *entry);
gboolean idio_feature_store_load (sqlite3           *db,
                                  GPtrArray         *entries,
                                  guint              from,
                                  gsize              max_bytes,
                                  guint             *to,
                                  GError           **error);
gboolean idio_feature_store_save (sqlite3           *db,
                                  GPtrArray         *entries,
                                  GError           **error);

G_END_DECLS
