/* idio-findings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioFinding:
 * @file: a file that was found
 * @name: its name, as shown to people
 * @reason: (nullable): why there are no texts in it, a sentence
 * @texts: (nullable) (element-type IdioText): what is in it, once it was read
 *
 * A file that someone wants to import.
 */
typedef struct
{
  GFile     *file;
  char      *name;
  char      *reason;
  GPtrArray *texts;
} IdioFinding;

GPtrArray *idio_findings_new  (void);
DexFuture *idio_findings_find (GPtrArray    *findings,
                               GPtrArray    *starts,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_findings_read (GPtrArray    *findings,
                               guint         from,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
