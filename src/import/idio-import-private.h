/* idio-import-private.h: what an import does, and what it shows of that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-import.h"

G_BEGIN_DECLS

struct _IdioImport
{
  GObject               parent_instance;
  GObject              *target;
  IdioImportFunc        add;
  GObject              *others;         /* where texts by others go that are found with the user's */
  IdioImportOthersFunc  add_others;
  GCancellable         *cancellable;
  GListStore           *not_added;
  char                 *failure;
  IdioProgress         *progress;
  guint                 n_found;
  guint                 n_done;
  guint                 n_failed;       /* of the files, those that could not be read at all */
  GPtrArray            *so_far;         /* what is told of files that are not done, if it ends early */
  gboolean              in_part;        /* whether texts of such a file were taken */
  guint                 counts[IDIO_IMPORT_OUTCOME_LEFT_OUT + 1];
  gint64                started;        /* in seconds since 1970: when all that it adds was added, so that it stays in order */
  IdioAudience          audience;
  gboolean              has_audience;   /* that the user chose; else each text has the one that is proposed for it */
  IdioSurvey           *survey;         /* while it is asked */
  char                 *asked_name;     /* of the files that it is about */
  gboolean              answered;       /* some survey was */
  guint                 n_unanswered;   /* texts that nobody was chosen for */
  guint                 limit;          /* what is proposed, or taken where nothing is asked: as of the survey */
  int                   first_year;
  guint                 n_wanted;       /* texts of the user to be read, once it is known who that is */
  DexPromise           *answer;
  GStrv                 accounts;
  GPtrArray            *surveys;        /* all that there were */
  GListStore           *taken;          /* who was taken for the user */
  GStrv                 user;           /* what the user is called */
  GHashTable           *added;          /* the numbers of the documents that are new */
  gboolean              of_others;
  gboolean              with_others;
  gboolean              with_notes;
  gboolean              accounts_are_told;  /* for this import */
  gboolean              running;
};

void idio_import_count_text   (IdioImport     *self,
                               const char     *name,
                               const IdioText *text,
                               gint64          id);
void idio_import_count_item   (IdioImport     *self,
                               IdioImportItem *item);
void idio_import_set_progress (IdioImport     *self,
                               guint           n_done,
                               guint           n_found);
void idio_import_set_running  (IdioImport     *self,
                               gboolean        running);
void idio_import_set_failure  (IdioImport     *self,
                               const char     *failure);
void idio_import_set_survey   (IdioImport     *self,
                               IdioSurvey     *survey);
void idio_import_take_user    (IdioImport     *self,
                               IdioSurvey     *survey);
GStrv idio_import_list_names  (IdioImport     *self,
                               IdioSurvey     *survey);

IdioText *idio_import_read_plain (const char  *title,
                                  GBytes      *bytes,
                                  GError     **error);

G_END_DECLS
