/* idio-side-file.c: what systems put beside the files of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-side-file.h"

/**
 * idio_side_file_matches:
 * @name: the name of a file or folder, without those that it lies in
 *
 * Nobody misses them: they are not told of.
 *
 * Returns: whether Windows, macOS, an office program or a file server keeps something there for itself, such as
 *   thumbnails, the look of the folder, or who has a document open
 */
gboolean
idio_side_file_matches (const char *name)
{
  static const char * const names[] = {
    "Thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "Icon\r", "__MACOSX", "$RECYCLE.BIN",
    "System Volume Information", "@eaDir",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  /* Who has a document open in Word, and in LibreOffice */
  return g_str_has_prefix (name, "~$") || (g_str_has_prefix (name, ".~lock.") && g_str_has_suffix (name, "#"));
}
