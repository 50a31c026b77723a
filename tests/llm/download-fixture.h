/* download-fixture.h: what the tests of downloads share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "file-server.h"
#include "idio-test.h"
#include "llm/idio-download-error.h"
#include "llm/idio-model-download.h"

G_BEGIN_DECLS

#define N_BYTES (300 * 1000)

/* What the model has, and what it has not */
extern char *bytes;
extern char *other_bytes;

/* After how many seconds of silence a server is given up: more than any machine needs, so that nothing depends on it */
extern guint stall_seconds;

void               download_begin          (void);
void               download_end            (void);
char              *download_sum            (const char        *data,
                                            gsize              length);
char              *download_dup_model_path (const char        *name);
void               download_clear_models   (void);
IdioModelEntry    *download_make_entry     (const char        *json);
IdioModelEntry    *download_make_one       (FileServer        *server,
                                            const char        *first,
                                            const char        *second);
IdioModelDownload *download_make           (IdioModelEntry    *entry);
void               download_assert_file    (const char        *name,
                                            const char        *data,
                                            gsize              length);
void               download_assert_no_file (const char        *name);
void               download_assert_whole   (void);
guint64            download_count_left     (void);
void               download_get_whole      (IdioModelEntry    *entry);
char              *download_fail           (IdioModelEntry    *entry,
                                            IdioDownloadError  code);
void               download_leave          (gsize              length,
                                            const char        *url,
                                            const char        *tag);
void               download_wait_for_bytes (guint64            n_bytes);

G_END_DECLS
