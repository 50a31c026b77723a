/* idio-skipped-files.c: the files in an archive that can't be read; an archive of photos has thousands of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "import/idio-skipped-files.h"

/* This many are told by name for each reason. */
#define MAX_NAMED 5

/**
 * idio_skipped_files_new:
 *
 * Returns: (transfer full) (element-type utf8 guint): how many files there are, by the reason why they can't be read
 */
GHashTable *
idio_skipped_files_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * idio_skipped_files_add:
 * @n_skipped: (element-type utf8 guint): those that were found before
 * @batch: where it is told
 * @archive: the name of the archive
 * @entry: a file in it, with %IDIO_ENTRY_SKIPPED
 */
void
idio_skipped_files_add (GHashTable      *n_skipped,
                        IdioBatch       *batch,
                        const char      *archive,
                        const IdioEntry *entry)
{
  /* Translators: the name of an archive, and the name of a file in it */
  g_autofree char *name = g_strdup_printf (C_("file", "%s: %s"), archive, entry->place);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_skipped, entry->title)) + 1;

  g_hash_table_insert (n_skipped, g_strdup (entry->title), GUINT_TO_POINTER (n));

  if (n <= MAX_NAMED)
    idio_batch_leave_out (batch, name, entry->title, 1);
}

/**
 * idio_skipped_files_tell:
 * @n_skipped: (element-type utf8 guint): all that were found
 * @batch: where they are told
 * @archive: the name of the archive
 *
 * Tells those that were not told by name, as a sum for each reason.
 */
void
idio_skipped_files_tell (GHashTable *n_skipped,
                         IdioBatch  *batch,
                         const char *archive)
{
  GHashTableIter iter;
  gpointer reason, number;

  g_hash_table_iter_init (&iter, n_skipped);

  while (g_hash_table_iter_next (&iter, &reason, &number))
    if (GPOINTER_TO_UINT (number) > MAX_NAMED)
      {
        guint n_more = GPOINTER_TO_UINT (number) - MAX_NAMED;
        /* Translators: how many files in an archive are left out besides those that are listed, and the reason, which
         * is a sentence */
        g_autofree char *sum = g_strdup_printf (ngettext ("%'u more file: %s", "%'u more files: %s", n_more), n_more,
                                                (const char *) reason);

        idio_batch_leave_out (batch, archive, sum, n_more);
      }
}
