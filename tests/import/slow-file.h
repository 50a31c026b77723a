/* slow-file.h: a file that is on no disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SlowFileKind:
 * @SLOW_FILE_SHORT: a few words
 * @SLOW_FILE_ENDLESS: a text with no end
 * @SLOW_FILE_SILENT: nothing comes until it is cancelled
 * @SLOW_FILE_STUCK: nothing comes, and that can't be cancelled, until slow_file_release()
 * @SLOW_FILE_BROKEN: an error comes after some words
 */
typedef enum
{
  SLOW_FILE_SHORT,
  SLOW_FILE_ENDLESS,
  SLOW_FILE_SILENT,
  SLOW_FILE_STUCK,
  SLOW_FILE_BROKEN,
} SlowFileKind;

#define TYPE_SLOW_FILE (slow_file_get_type ())
G_DECLARE_FINAL_TYPE (SlowFile, slow_file, SLOW, FILE, GObject)

GFile   *slow_file_new      (const char   *name,
                             SlowFileKind  kind);
gsize    slow_file_get_read (SlowFile     *self);
void     slow_file_release  (SlowFile     *self);

G_END_DECLS
