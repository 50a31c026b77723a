/* idio-sent-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"

G_BEGIN_DECLS

/* Maximum number of requests that are listed; older ones are forgotten. */
#define IDIO_SENT_LOG_MAX 1000

#define IDIO_TYPE_SENT_ENTRY (idio_sent_entry_get_type ())
G_DECLARE_FINAL_TYPE (IdioSentEntry, idio_sent_entry, IDIO, SENT_ENTRY, GObject)

#define IDIO_TYPE_SENT_LOG (idio_sent_log_get_type ())
G_DECLARE_FINAL_TYPE (IdioSentLog, idio_sent_log, IDIO, SENT_LOG, GObject)

gint64       idio_sent_entry_get_time       (IdioSentEntry *self);
const char  *idio_sent_entry_get_host       (IdioSentEntry *self);
const char  *idio_sent_entry_get_model      (IdioSentEntry *self);
const char  *idio_sent_entry_get_purpose    (IdioSentEntry *self);
guint        idio_sent_entry_get_n_sent     (IdioSentEntry *self);
gboolean     idio_sent_entry_get_n_received (IdioSentEntry *self,
                                             guint         *n_words);

IdioSentLog *idio_sent_log_new              (IdioStore     *store);
void         idio_sent_log_begin            (IdioSentLog   *self,
                                             guint64        token,
                                             const char    *host,
                                             const char    *model,
                                             const char    *purpose,
                                             guint          n_words);
void         idio_sent_log_end              (IdioSentLog   *self,
                                             guint64        token,
                                             guint          n_words);
DexFuture   *idio_sent_log_load             (IdioSentLog   *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
