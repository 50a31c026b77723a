/* idio-import.c: files and folders become documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-authors.h"
#include "import/idio-findings.h"
#include "import/idio-import.h"
#include "import/idio-reading.h"

struct _IdioImport
{
  GObject         parent_instance;
  GObject        *target;
  IdioImportFunc  add;
  GCancellable   *cancellable;
  GListStore     *not_added;
  char           *failure;
  guint           n_found;
  guint           n_done;
  guint           counts[IDIO_IMPORT_OUTCOME_LEFT_OUT + 1];
  IdioAudience    audience;
  gboolean        has_audience;   /* that the user chose; else each text has the one that is proposed for it */
  IdioSurvey     *survey;         /* while it is asked */
  DexPromise     *answer;
  GStrv           accounts;
  GStrv           user;           /* what the user is called */
  gboolean        of_others;
  gboolean        running;
};

G_DEFINE_FINAL_TYPE (IdioImport, idio_import, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
  PROP_N_FOUND,
  PROP_N_DONE,
  PROP_FAILURE,
  PROP_SURVEY,
};

static GParamSpec *properties[PROP_SURVEY + 1];

static void
count_outcome (IdioImport        *self,
               const char        *name,
               IdioImportOutcome  outcome,
               const char        *reason,
               gint64             document)
{
  g_assert (IDIO_IS_IMPORT (self));

  self->counts[outcome]++;

  if (outcome != IDIO_IMPORT_OUTCOME_ADDED)
    {
      g_autoptr(IdioImportItem) item = idio_import_item_new (name, outcome, reason, document);

      g_list_store_append (self->not_added, item);
    }
}

/* What somebody else wrote, as its file says, is a document all the same: files are often wrong. It is told. */
static void
tell_author (IdioImport     *self,
             const char     *name,
             const IdioText *text,
             gint64          id)
{
  const char * const *user = (const char * const *) self->user;

  g_assert (IDIO_IS_IMPORT (self));

  if (user != NULL && idio_authors_are_others (text->author, text->editor, user))
    {
      g_autofree char *authors = idio_authors_describe (text->author, text->editor, user);
      g_autofree char *reason = g_strdup_printf (_("Added, but the file says: %s"), authors);
      g_autoptr(IdioImportItem) item = idio_import_item_new (name, IDIO_IMPORT_OUTCOME_ADDED, reason, id);

      g_list_store_append (self->not_added, item);
    }
}

static void
count_text (IdioImport     *self,
            const char     *name,
            const IdioText *text,
            gint64          id)
{
  g_assert (IDIO_IS_IMPORT (self));

  if (id > 0)
    {
      count_outcome (self, name, IDIO_IMPORT_OUTCOME_ADDED, NULL, id);
      tell_author (self, name, text, id);
    }
  else if (id == 0)
    count_outcome (self, name, IDIO_IMPORT_OUTCOME_ALREADY_HERE, _("The same text is here already."), 0);
  else
    count_outcome (self, name, IDIO_IMPORT_OUTCOME_LEFT_OUT, _("It is one of your own texts."), 0);
}

static gboolean
save_batch (IdioImport  *self,
            IdioBatch   *batch,
            GError     **error)
{
  g_autoptr(GArray) ids = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; i < batch->left_out->len; i++)
    {
      IdioImportItem *item = g_ptr_array_index (batch->left_out, i);

      self->counts[IDIO_IMPORT_OUTCOME_LEFT_OUT] += idio_import_item_get_n_texts (item);
      g_list_store_append (self->not_added, item);
    }

  for (guint i = 0; self->has_audience && i < batch->texts->len; i++)
    ((IdioText *) g_ptr_array_index (batch->texts, i))->audience = self->audience;

  if (batch->texts->len > 0 &&
      !(ids = dex_await_boxed (self->add (self->target, batch->texts, self->cancellable), error)))
    return FALSE;

  for (guint i = 0; i < batch->texts->len; i++)
    count_text (self, g_ptr_array_index (batch->names, i), g_ptr_array_index (batch->texts, i),
                g_array_index (ids, gint64, i));

  return TRUE;
}

static void
set_progress (IdioImport *self,
              guint       n_done,
              guint       n_found)
{
  g_assert (IDIO_IS_IMPORT (self));

  self->n_done = n_done;
  self->n_found = n_found;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FOUND]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

static void
set_running (IdioImport *self,
             gboolean    running)
{
  g_assert (IDIO_IS_IMPORT (self));

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
set_failure (IdioImport *self,
             const char *failure)
{
  g_assert (IDIO_IS_IMPORT (self));

  if (g_set_str (&self->failure, failure))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}

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

/* Reads to the end, and saves what it gets. */
static gboolean
read_on (IdioImport   *self,
         IdioReading  *reading,
         guint         n_found,
         GError      **error)
{
  gboolean end = FALSE;

  g_assert (IDIO_IS_IMPORT (self));

  while (!end)
    {
      g_autoptr(IdioBatch) batch = dex_await_boxed (idio_reading_next (reading), error);

      if (batch == NULL || !save_batch (self, batch, error))
        return FALSE;

      end = batch->end;
      set_progress (self, batch->n_done, n_found);
    }

  return TRUE;
}

static void
set_survey (IdioImport *self,
            IdioSurvey *survey)
{
  g_assert (IDIO_IS_IMPORT (self));

  if (g_set_object (&self->survey, survey))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SURVEY]);
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
  set_survey (self, survey);
  go_on = dex_await_boolean (dex_future_first (dex_ref (answer),
                                               dex_cancellable_new_from_cancellable (self->cancellable), NULL), error);
  self->answer = NULL;
  set_survey (self, NULL);

  return go_on;
}

/* Reads mails and chats, once it is known who of those who wrote them is the user. */
static gboolean
read_own (IdioImport   *self,
          IdioReading  *reading,
          guint         n_found,
          GError      **error)
{
  g_autoptr(IdioSurvey) survey = g_object_ref (idio_reading_get_survey (reading));
  g_auto(GStrv) accounts = NULL;
  g_autoptr(GError) local_error = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  idio_survey_finish (survey, (const char * const *) self->accounts);

  if (!idio_survey_is_clear (survey) && !ask (self, survey, &local_error))
    {
      if (local_error == NULL)
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  accounts = idio_survey_dup_accounts (survey);

  if (*accounts == NULL)
    return TRUE;

  if (IDIO_IS_CORPUS (self->target) &&
      !dex_await (idio_corpus_add_accounts (IDIO_CORPUS (self->target), (const char * const *) accounts), error))
    return FALSE;

  idio_reading_restart (reading, (const char * const *) accounts, idio_survey_find_start (survey));

  return read_on (self, reading, n_found, error);
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
  set_progress (self, 0, n_found);
  reading = idio_reading_new (findings, self->of_others, self->cancellable);

  return read_on (self, reading, n_found, error) && read_own (self, reading, n_found, error);
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  IdioImport *self = run->self;
  GError *error = NULL;

  set_running (self, TRUE);

  if (!import_all (self, run->starts, &error))
    {
      /* That the user stopped it is no failure. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      else
        set_failure (self, error->message);
    }

  set_running (self, FALSE);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static void
idio_import_finalize (GObject *object)
{
  IdioImport *self = IDIO_IMPORT (object);

  g_clear_object (&self->target);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->not_added);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->accounts, g_strfreev);
  g_clear_pointer (&self->user, g_strfreev);
  g_clear_object (&self->survey);

  G_OBJECT_CLASS (idio_import_parent_class)->finalize (object);
}

static void
idio_import_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioImport *self = IDIO_IMPORT (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_FOUND:
      g_value_set_uint (value, self->n_found);
      break;

    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;

    case PROP_FAILURE:
      g_value_set_string (value, self->failure);
      break;

    case PROP_SURVEY:
      g_value_set_object (value, self->survey);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_import_class_init (IdioImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_import_finalize;
  object_class->get_property = idio_import_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FOUND] =
    g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_DONE] =
    g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FAILURE] =
    g_param_spec_string ("failure", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_SURVEY] =
    g_param_spec_object ("survey", NULL, NULL, IDIO_TYPE_SURVEY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_import_init (IdioImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->not_added = g_list_store_new (IDIO_TYPE_IMPORT_ITEM);
}

static DexFuture *
add_to_corpus (GObject      *target,
               GPtrArray    *texts,
               GCancellable *cancellable)
{
  return idio_corpus_add (IDIO_CORPUS (target), texts, cancellable);
}

/**
 * idio_import_new:
 * @corpus: where the documents go
 *
 * Returns: (transfer full): an import that can be run once
 */
IdioImport *
idio_import_new (IdioCorpus *corpus)
{
  IdioImport *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  self = g_object_new (IDIO_TYPE_IMPORT, NULL);
  self->target = g_object_ref (G_OBJECT (corpus));
  self->add = add_to_corpus;

  return self;
}

/**
 * idio_import_new_of_others:
 * @target: where texts by others go
 * @add: takes them there
 *
 * Returns: (transfer full): an import of texts that the user did not write, which become no documents
 */
IdioImport *
idio_import_new_of_others (GObject        *target,
                           IdioImportFunc  add)
{
  IdioImport *self;

  g_return_val_if_fail (G_IS_OBJECT (target), NULL);
  g_return_val_if_fail (add != NULL, NULL);

  self = g_object_new (IDIO_TYPE_IMPORT, NULL);
  self->target = g_object_ref (target);
  self->add = add;
  self->of_others = TRUE;

  return self;
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

/**
 * idio_import_set_accounts:
 * @self: an import that does not run yet
 * @accounts: (array zero-terminated=1): mail addresses, or names in chats, that are known to be the user's
 */
void
idio_import_set_accounts (IdioImport         *self,
                          const char * const *accounts)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  g_strfreev (self->accounts);
  self->accounts = g_strdupv ((char **) accounts);
}

/**
 * idio_import_set_audience:
 * @self: an import
 * @audience: whom all of its texts were written for
 *
 * For who knows better than what is proposed for each text by what it was written in.
 */
void
idio_import_set_audience (IdioImport   *self,
                          IdioAudience  audience)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->audience = audience;
  self->has_audience = TRUE;
}

/**
 * idio_import_get_survey:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): what it waits for an answer about: who the user is, and how much to take
 */
IdioSurvey *
idio_import_get_survey (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return self->survey;
}

/**
 * idio_import_answer:
 * @self: an import that waits for an answer
 * @go_on: whether to take what was chosen in the survey, or nothing of it
 */
void
idio_import_answer (IdioImport *self,
                    gboolean    go_on)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  if (self->answer != NULL)
    dex_promise_resolve_boolean (self->answer, go_on);
}

/**
 * idio_import_stop:
 * @self: an import
 *
 * Ends it soon. What was saved stays.
 */
void
idio_import_stop (IdioImport *self)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * idio_import_get_of_others:
 * @self: an import
 *
 * Returns: whether the texts are not the user's own
 */
gboolean
idio_import_get_of_others (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->of_others;
}

gboolean
idio_import_get_running (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->running;
}

/**
 * idio_import_get_n_found:
 * @self: an import
 *
 * Returns: how many files there are, 0 while they are looked for
 */
guint
idio_import_get_n_found (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_found;
}

/**
 * idio_import_get_n_done:
 * @self: an import
 *
 * Returns: how many of the files were read and, where possible, saved
 */
guint
idio_import_get_n_done (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_done;
}

/**
 * idio_import_get_n_not_read:
 * @self: an import
 *
 * Returns: how many of the files that were found were not read or saved yet, or never, if it ended early
 */
guint
idio_import_get_n_not_read (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_found - self->n_done;
}

/**
 * idio_import_count:
 * @self: an import
 * @outcome: an outcome
 *
 * Returns: how many texts or files had that outcome so far
 */
guint
idio_import_count (IdioImport        *self,
                   IdioImportOutcome  outcome)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->counts[outcome];
}

/**
 * idio_import_get_failure:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): why it ended before it was done, a sentence; %NULL if it did not, or was stopped
 */
const char *
idio_import_get_failure (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return self->failure;
}

/**
 * idio_import_get_not_added:
 * @self: an import
 *
 * Returns: (transfer none): a list of #IdioImportItem: what did not become a document, with the reason, and documents
 *   that may not be the user's
 */
GListModel *
idio_import_get_not_added (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return G_LIST_MODEL (self->not_added);
}
