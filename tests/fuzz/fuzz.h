/* fuzz.h: what the fuzz targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Called by libFuzzer, and without it by standalone.c */
int    LLVMFuzzerInitialize    (int          *argc,
                                char       ***argv);
int    LLVMFuzzerTestOneInput  (const guint8 *data,
                                size_t        size);
size_t LLVMFuzzerCustomMutator (guint8       *data,
                                size_t        size,
                                size_t        max_size,
                                unsigned int  seed);

/* Provided by libFuzzer, and without it by standalone.c */
size_t LLVMFuzzerMutate        (guint8       *data,
                                size_t        size,
                                size_t        max_size);

/* Written by each target; what it returns is passed on to libFuzzer. */
int        fuzz_run            (const guint8 *data,
                                size_t        size);

char       *fuzz_dup_text      (const guint8 *data,
                                size_t        size);
GPtrArray  *fuzz_split         (const char   *text,
                                guint         max_parts);
gboolean    fuzz_is_span       (const char   *text,
                                gsize         size,
                                gsize         start,
                                gsize         length);
const char *fuzz_get_dir       (void);
void        fuzz_run_fiber     (DexFiberFunc  func,
                                gpointer      data);

G_END_DECLS
