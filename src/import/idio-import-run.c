/* idio-import-run.c: files and folders become documents
 *
 * Each batch of documents is saved as soon as it was read; once all of them are there, they are compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-authors.h"
#include "import/idio-findings.h"
#include "import/idio-import-private.h"
#include "import/idio-reading.h"
#include "import/idio-tidying.h"

typedef struct
{
  IdioImport *self;
  GPtrArray  *starts;
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->self);
  g_clear_pointer (&run->starts, g_ptr_array_unref);
  g_free (run);
}

static gboolean
save_batch (IdioImport  *self,
            IdioBatch   *batch,
            GError     **error)
{
  g_autoptr(GArray) ids = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; i < batch->left_out->len; i++)
    idio_import_count_item (self, g_ptr_array_index (batch->left_out, i));

  for (guint i = 0; i < batch->texts->len; i++)
    {
      IdioText *text = g_ptr_array_index (batch->texts, i);

      text->added = self->started;

      if (self->has_audience)
        text->audience = self->audience;
    }

  if (batch->texts->len > 0 &&
      !(ids = dex_await_boxed (self->add (self->target, batch->texts, self->cancellable), error)))
    return FALSE;

  for (guint i = 0; i < batch->texts->len; i++)
    idio_import_count_text (self, g_ptr_array_index (batch->names, i), g_ptr_array_index (batch->texts, i),
                            g_array_index (ids, gint64, i));

  return batch->others->len == 0 ||
         dex_await (self->add_others (self->others, batch->others, batch->writers, self->cancellable), error);
}

/* Reads to the end, and saves what it gets while it reads on. */
static gboolean
read_on (IdioImport   *self,
         IdioReading  *reading,
         guint         n_found,
         GError      **error)
{
  g_autoptr(DexFuture) next = idio_reading_next (reading);

  g_assert (IDIO_IS_IMPORT (self));

  while (next != NULL)
    {
      g_autoptr(IdioBatch) batch = dex_await_boxed (g_steal_pointer (&next), error);

      if (batch == NULL)
        return FALSE;

      if (!batch->end)
        next = idio_reading_next (reading);

      /* Each batch tells all that is known so far, so that only the last one counts. */
      g_clear_pointer (&self->so_far, g_ptr_array_unref);
      self->so_far = g_steal_pointer (&batch->so_far);

      if (!save_batch (self, batch, error))
        return FALSE;

      g_clear_pointer (&self->progress, idio_progress_free);
      self->progress = g_steal_pointer (&batch->progress);
      self->in_part = batch->in_part;
      self->n_failed = batch->n_failed;
      idio_import_set_progress (self, batch->n_done, n_found);
    }

  return TRUE;
}

static gboolean
contains (GPtrArray           *containers,
          const IdioContainer *container)
{
  return container != NULL && g_ptr_array_find (containers, container, NULL);
}

/* "Archive.mbox and 2 more" */
static char *
describe_asked (GPtrArray *findings,
                GPtrArray *asked)
{
  const char *name = NULL;
  guint n_more = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const IdioFinding *finding = g_ptr_array_index (findings, i);
      gboolean is_asked = contains (asked, finding->mails) || contains (asked, finding->chats);

      if (is_asked && name == NULL)
        name = finding->name;
      else if (is_asked)
        n_more++;
    }

  if (name == NULL || n_more == 0)
    return g_strdup (name);

  /* Translators: the name of a file, and how many files there are besides it */
  return g_strdup_printf (ngettext ("%s and %'u more", "%s and %'u more", n_more), name, n_more);
}

/* All that needs an answer stays out. This is told in texts: one mailbox may hold thousands. */
static void
leave_unanswered (IdioImport *self,
                  IdioSurvey *survey)
{
  guint n_texts = idio_survey_get_n_texts (survey);
  gboolean mails = idio_survey_get_n_mails (survey) == n_texts;
  g_autofree char *reason = NULL;
  g_autoptr(IdioImportItem) item = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  reason = g_strdup_printf (mails ? ngettext ("%'u mail was not added, because you did not choose who you are.",
                                              "%'u mails were not added, because you did not choose who you are.",
                                              n_texts)
                                  : ngettext ("%'u text was not added, because you did not choose who you are.",
                                              "%'u texts were not added, because you did not choose who you are.",
                                              n_texts), n_texts);
  item = idio_import_item_new (self->asked_name, IDIO_IMPORT_OUTCOME_LEFT_OUT, reason, 0);
  /* They have a count of their own. */
  idio_import_item_set_n_texts (item, 0);
  idio_import_count_item (self, item);
  self->n_unanswered += n_texts;
}

/* How many texts of the user the answer lets in */
static guint
count_wanted (IdioSurvey *survey)
{
  GListModel *authors = idio_survey_get_authors (survey);
  gint64 start = idio_survey_find_start (survey);
  guint limit = idio_survey_get_limit (survey), n_wanted = 0;

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      GArray *times = idio_survey_author_get_times (author);

      for (guint j = 0; idio_survey_author_get_chosen (author) && j < times->len; j++)
        n_wanted += g_array_index (times, gint64, j) >= start;
    }

  return limit > 0 ? MIN (n_wanted, limit) : n_wanted;
}

/* Returns whether to go on. */
static gboolean
ask (IdioImport  *self,
     IdioSurvey  *survey,
     GError     **error)
{
  g_autoptr(DexPromise) answer = dex_promise_new ();
  gboolean go_on;

  g_assert (IDIO_IS_IMPORT (self));

  self->answer = answer;
  idio_import_set_survey (self, survey);
  go_on = dex_await_boolean (dex_future_first (dex_ref (answer),
                                               dex_cancellable_new_from_cancellable (self->cancellable), NULL), error);
  self->answer = NULL;
  self->answered |= go_on;
  idio_import_set_survey (self, NULL);

  return go_on;
}

/* Finds out what to take of some of the containers that are left, and remembers who the user is. Returns FALSE only on an
 * error. */
static gboolean
settle_some (IdioImport  *self,
             GPtrArray   *findings,
             GPtrArray   *pending,
             GError     **error)
{
  g_autoptr(IdioSurvey) survey = NULL;
  g_autoptr(GPtrArray) asked = idio_containers_pick (pending, (const char * const *) self->accounts,
                                                     self->accounts_are_told, &survey);
  g_auto(GStrv) remembered = NULL;
  GError *local_error = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  g_ptr_array_add (self->surveys, g_object_ref (survey));
  idio_survey_set_with_others (survey, self->with_others);
  idio_survey_set_limit (survey, self->limit);
  idio_survey_set_first_year (survey, self->first_year);
  g_free (self->asked_name);
  self->asked_name = describe_asked (findings, asked);

  if ((!idio_survey_is_clear (survey) && !ask (self, survey, &local_error)) ||
      (idio_survey_get_n_chosen (survey) == 0 && !idio_survey_is_known (survey)))
    {
      leave_unanswered (self, survey);

      if (local_error == NULL)
        return TRUE;

      g_propagate_error (error, local_error);
      return FALSE;
    }

  idio_import_take_user (self, survey);
  remembered = idio_import_list_names (self, survey);

  if (self->others == NULL)
    idio_survey_set_with_others (survey, FALSE);

  idio_containers_answer (asked, survey, pending);
  self->n_wanted += count_wanted (survey);

  return !IDIO_IS_CORPUS (self->target) ||
         dex_await (idio_corpus_add_accounts (IDIO_CORPUS (self->target), (const char * const *) remembered), error);
}

/* Reads mails and chats, once it is known who of those who wrote them is the user. */
static gboolean
read_own (IdioImport   *self,
          IdioReading  *reading,
          GPtrArray    *findings,
          GError      **error)
{
  GPtrArray *containers = idio_reading_get_containers (reading);
  g_autoptr(GPtrArray) pending = g_ptr_array_new ();
  gboolean any = FALSE;

  g_assert (IDIO_IS_IMPORT (self));

  g_ptr_array_extend (pending, containers, NULL, NULL);

  while (pending->len > 0)
    if (!settle_some (self, findings, pending, error))
      return FALSE;

  for (guint i = 0; i < containers->len; i++)
    any = any || ((IdioContainer *) g_ptr_array_index (containers, i))->answer != NULL;

  if (!any)
    return TRUE;

  idio_reading_restart (reading);
  idio_import_set_progress (self, 0, findings->len);

  return read_on (self, reading, findings->len, error);
}

/* Texts by others become no documents, and are compared with nothing. */
static gboolean
tidy (IdioImport  *self,
      GError     **error)
{
  g_autoptr(GPtrArray) gone = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  if (!IDIO_IS_CORPUS (self->target))
    return TRUE;

  if (!(gone = dex_await_boxed (idio_tidy (IDIO_CORPUS (self->target), (const char * const *) self->user,
                                           self->cancellable), error)))
    return FALSE;

  for (guint i = 0; i < gone->len; i++)
    idio_import_count_item (self, g_ptr_array_index (gone, i));

  return TRUE;
}

/* What is known of the user before anything is read */
static gboolean
find_user (IdioImport  *self,
           GError     **error)
{
  g_assert (IDIO_IS_IMPORT (self));

  if (!IDIO_IS_CORPUS (self->target))
    return TRUE;

  if (self->accounts == NULL &&
      !(self->accounts = dex_await_boxed (idio_corpus_list_accounts (IDIO_CORPUS (self->target)), error)))
    return FALSE;

  self->user = idio_authors_list_user ((const char * const *) self->accounts, g_get_real_name ());

  return TRUE;
}

static gboolean
import_all (IdioImport  *self,
            GPtrArray   *starts,
            GError     **error)
{
  g_autoptr(GPtrArray) findings = idio_findings_new ();
  g_autoptr(IdioReading) reading = NULL;
  guint n_found;

  g_assert (IDIO_IS_IMPORT (self));

  if (!find_user (self, error) || !dex_await (idio_findings_find (findings, starts, self->cancellable), error))
    return FALSE;

  n_found = findings->len;
  idio_import_set_progress (self, 0, n_found);
  reading = idio_reading_new (findings, self->of_others, (const char * const *) self->user, self->cancellable);

  return read_on (self, reading, n_found, error) && read_own (self, reading, findings, error) &&
         tidy (self, error);
}

/* What was read of files that are not done counts, too: it is told when they are. */
static void
tell_so_far (IdioImport *self)
{
  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; self->so_far != NULL && i < self->so_far->len; i++)
    idio_import_count_item (self, g_ptr_array_index (self->so_far, i));
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  IdioImport *self = run->self;
  GError *error = NULL;

  self->started = g_get_real_time () / G_USEC_PER_SEC;
  idio_import_set_running (self, TRUE);

  if (!import_all (self, run->starts, &error))
    {
      tell_so_far (self);

      /* That the user stopped it is no failure. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      else
        idio_import_set_failure (self, error->message);
    }

  idio_import_set_running (self, FALSE);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * idio_import_run:
 * @self: an import
 * @files: (element-type GFile): files and folders, which are walked
 *
 * What can't be imported is not an error but listed, with the reason. Each chunk of documents is saved as soon as it
 * was read, in one transaction, so that a stop, a failure or a crash keeps what the list shows.
 *
 * Returns: (transfer full): a future that resolves at the end or after idio_import_stop(), and is rejected if the
 *   documents can't be saved
 */
DexFuture *
idio_import_run (IdioImport *self,
                 GListModel *files)
{
  Run *run;

  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  run = g_new0 (Run, 1);
  run->self = g_object_ref (self);
  run->starts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (run->starts, g_list_model_get_item (files, i));

  return idio_fiber_spawn (run_fiber, run, (GDestroyNotify) run_free);
}
