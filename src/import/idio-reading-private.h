/* idio-reading-private.h: what a reading knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-findings.h"
#include "import/idio-folder-sum.h"
#include "import/idio-reader.h"
#include "import/idio-reading.h"

G_BEGIN_DECLS

struct _IdioReading
{
  GObject       parent_instance;
  GPtrArray    *findings;
  GCancellable *cancellable;
  IdioReader   *reader;
  IdioSurvey   *mails;          /* of the file that is read, and what else needs an author in it */
  IdioSurvey   *chats;
  GPtrArray    *containers;
  IdioProgress *progress;
  GStrv         user;           /* what the user is called, as far as that is known */
  GHashTable   *n_skipped;      /* files in the archive that is read, by the reason why they can't be */
  guint         index;          /* of the finding that is read, or is next */
  guint         n_ahead;        /* before this finding all that will be read were read ahead */
  guint         n_entries;      /* that it had so far */
  guint         n_read;         /* of these, those that are texts */
  guint         n_by_others;
  guint         n_compared;
  guint         n_too_old;
  guint         n_failed;       /* findings with no text that could be read */
  IdioFolderSum folder_sum;
  gsize         n_kept_bytes;   /* of texts that were left out */
  IdioWanted   *wanted;         /* of files with these containers */
  const void   *wanted_mails;
  const void   *wanted_chats;
  gboolean      open;
  gboolean      by_anyone;
  gboolean      again;          /* as it is known who the user is */
};

IdioFinding *idio_reading_get_finding (IdioReading     *self);
void         idio_reading_take        (IdioReading     *self,
                                       IdioBatch       *batch,
                                       const IdioEntry *entry);

G_END_DECLS
