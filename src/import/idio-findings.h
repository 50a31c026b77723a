/* idio-findings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "import/idio-container.h"

G_BEGIN_DECLS

/**
 * IdioFinding:
 * @file: a file that was found
 * @name: its name, as shown to people
 * @size: its size in bytes; 1 if it is empty or not known
 * @modified: when it was changed last, in seconds since 1970, or 0 if that does not tell when it was written
 * @reason: (nullable): why it can't be read, a sentence
 * @by_many: whether it has texts of which it must be known who wrote them
 * @mails: (nullable): what the mails among these belong to
 * @chats: (nullable): what the others belong to
 *
 * A file that someone wants to import.
 */
typedef struct
{
  GFile         *file;
  char          *name;
  guint64        size;
  gint64         modified;
  char          *reason;
  gboolean       by_many;
  IdioContainer *mails;
  IdioContainer *chats;
} IdioFinding;

GPtrArray *idio_findings_new  (void);
DexFuture *idio_findings_find (GPtrArray    *findings,
                               GPtrArray    *starts,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
