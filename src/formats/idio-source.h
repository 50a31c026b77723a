/* idio-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"
#include "formats/idio-import-error.h"
#include "formats/idio-wanted.h"

G_BEGIN_DECLS

/* The longest text: nobody writes more than 20 MB. */
#define IDIO_TEXT_MAX_BYTES (20 * 1000 * 1000)

/* The largest file of a format that has to be in memory as a whole, such as an office document with its pictures */
#define IDIO_SOURCE_MAX_BYTES (100 * 1000 * 1000)

/* How much of the beginning tells the format */
#define IDIO_SOURCE_HEAD_BYTES (64 * 1024)

/* How deep archives in archives, and mails in mails, are read */
#define IDIO_SOURCE_MAX_DEPTH 4

/**
 * IdioSource:
 *
 * A file, or a file in an archive, that is being read: its name, its beginning, and the rest as a stream.
 */
typedef struct _IdioSource IdioSource;

/**
 * IdioTakeFunc:
 * @entry: (transfer full) (nullable): a text, or %NULL to tell that the reading goes on where it takes long without one
 * @data: what was given with the function
 *
 * Takes one text of a file, as soon as it was read.
 *
 * Returns: whether to go on
 */
typedef gboolean (*IdioTakeFunc) (IdioEntry *entry,
                                  gpointer   data);

IdioSource       *idio_source_new             (const char        *name,
                                               GInputStream      *stream,
                                               guint              depth,
                                               GError           **error);
IdioSource       *idio_source_new_bytes       (const char        *name,
                                               GBytes            *bytes,
                                               guint              depth);
void              idio_source_free            (IdioSource        *self);
const char       *idio_source_get_name        (IdioSource        *self);
char             *idio_source_dup_title       (IdioSource        *self);
char             *idio_source_title_from_name (const char        *name);
gboolean          idio_source_has_suffix      (IdioSource        *self,
                                               const char        *suffix);
guint             idio_source_get_depth       (IdioSource        *self);
void              idio_source_set_wanted      (IdioSource        *self,
                                               const IdioWanted  *wanted);
const IdioWanted *idio_source_get_wanted      (IdioSource        *self);
void              idio_source_set_charset     (IdioSource        *self,
                                               const char        *charset);
const char       *idio_source_get_charset     (IdioSource        *self);
GBytes           *idio_source_get_head        (IdioSource        *self);
GInputStream     *idio_source_get_stream      (IdioSource        *self);
GBytes           *idio_source_load            (IdioSource        *self,
                                               gsize              max_bytes,
                                               GError           **error);
char             *idio_source_load_text       (IdioSource        *self,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioSource, idio_source_free)

G_END_DECLS
