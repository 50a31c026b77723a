/* idio-import.c: an import of files and folders, as those see it who start it and show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-import-private.h"

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
idio_import_finalize (GObject *object)
{
  IdioImport *self = IDIO_IMPORT (object);

  g_clear_object (&self->target);
  g_clear_object (&self->others);
  g_clear_pointer (&self->progress, idio_progress_free);
  g_clear_pointer (&self->so_far, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->not_added);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->asked_name, g_free);
  g_clear_pointer (&self->accounts, g_strfreev);
  g_clear_pointer (&self->user, g_strfreev);
  g_clear_object (&self->survey);
  g_clear_object (&self->taken);
  g_clear_pointer (&self->surveys, g_ptr_array_unref);
  g_clear_pointer (&self->added, g_hash_table_unref);

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
  self->surveys = g_ptr_array_new_with_free_func (g_object_unref);
  self->taken = g_list_store_new (IDIO_TYPE_SURVEY_AUTHOR);
  self->added = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static DexFuture *
add_to_corpus (GObject      *target,
               GPtrArray    *texts,
               GCancellable *cancellable)
{
  return idio_corpus_add_again (IDIO_CORPUS (target), texts, cancellable);
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
 * idio_import_set_others:
 * @self: an import that does not run yet
 * @target: where texts by others go
 * @add: counts them there
 *
 * Has what others wrote in mailboxes and chats counted, unless idio_import_set_with_others() or the answer to the
 * survey says not to.
 */
void
idio_import_set_others (IdioImport           *self,
                        GObject              *target,
                        IdioImportOthersFunc  add)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));
  g_return_if_fail (G_IS_OBJECT (target));
  g_return_if_fail (add != NULL);

  g_set_object (&self->others, target);
  self->add_others = add;
  self->with_others = TRUE;
}

/**
 * idio_import_set_with_others:
 * @self: an import that does not run yet
 * @with_others: whether what others wrote is counted where nothing else is answered
 */
void
idio_import_set_with_others (IdioImport *self,
                             gboolean    with_others)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->with_others = with_others;
}

/**
 * idio_import_set_with_notes:
 * @self: an import that does not run yet
 * @with_notes: whether to tell, for who does not see the documents, of each that was added what is worth to know of it:
 *   who else worked on it, and that its character set was guessed
 */
void
idio_import_set_with_notes (IdioImport *self,
                            gboolean    with_notes)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->with_notes = with_notes;
}

/**
 * idio_import_set_accounts:
 * @self: an import that does not run yet
 * @accounts: (array zero-terminated=1): mail addresses, or names in chats, that the user says are theirs in these files
 *
 * Without them those are taken that are known from earlier imports, but not for sure where they are names.
 */
void
idio_import_set_accounts (IdioImport         *self,
                          const char * const *accounts)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  g_strfreev (self->accounts);
  self->accounts = g_strdupv ((char **) accounts);
  self->accounts_are_told = TRUE;
}

/**
 * idio_import_set_limit:
 * @self: an import that does not run yet
 * @limit: how many of the newest mails and messages to take, or 0 for all
 * @first_year: the first year of which to take them, or 0 for all
 *
 * What is taken unless something else is answered. It holds for few texts, too, about which nothing is asked.
 */
void
idio_import_set_limit (IdioImport *self,
                       guint       limit,
                       int         first_year)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->limit = limit;
  self->first_year = first_year;
}

/**
 * idio_import_get_audiences:
 * @self: an import of texts by the user
 *
 * Returns: (transfer none): whom they can be for
 */
IdioAudiences *
idio_import_get_audiences (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (self->target), NULL);

  return idio_corpus_get_audiences (IDIO_CORPUS (self->target));
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
 * idio_import_get_asked_name:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): which files the survey is about, as shown to people; %NULL before there was one
 */
const char *
idio_import_get_asked_name (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return self->asked_name;
}

/**
 * idio_import_get_n_unanswered:
 * @self: an import
 *
 * Returns: how many texts were not taken because the survey was answered with nobody, or not at all
 */
guint
idio_import_get_n_unanswered (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_unanswered;
}

/**
 * idio_import_get_answered:
 * @self: an import
 *
 * Returns: whether a survey was answered, and so whom its texts were written for
 */
gboolean
idio_import_get_answered (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->answered;
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
 * idio_import_get_in_part:
 * @self: an import
 *
 * Returns: whether it ended within a file, some texts of which were read; it counts as one that was not
 */
gboolean
idio_import_get_in_part (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->in_part && self->n_done < self->n_found;
}

/**
 * idio_import_get_n_failed:
 * @self: an import
 *
 * Returns: how many of the files could not be read at all
 */
guint
idio_import_get_n_failed (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_failed;
}

/**
 * idio_import_get_n_texts_not_read:
 * @self: an import
 *
 * Returns: if it ended while it read the mails and messages of the user, how many of these are left, else 0
 */
guint
idio_import_get_n_texts_not_read (IdioImport *self)
{
  guint n_read;

  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  if (self->n_done == self->n_found)
    return 0;

  n_read = self->progress != NULL && self->progress->again ? self->progress->n_texts : 0;

  return self->n_wanted - MIN (n_read, self->n_wanted);
}

/**
 * idio_import_get_progress:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): how far it is, as of the last notification; %NULL while files are looked for
 */
const IdioProgress *
idio_import_get_progress (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return self->progress;
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

void
idio_import_set_progress (IdioImport *self,
                          guint       n_done,
                          guint       n_found)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->n_done = n_done;
  self->n_found = n_found;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FOUND]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

void
idio_import_set_running (IdioImport *self,
                         gboolean    running)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

void
idio_import_set_failure (IdioImport *self,
                         const char *failure)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  if (g_set_str (&self->failure, failure))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}

void
idio_import_set_survey (IdioImport *self,
                        IdioSurvey *survey)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  if (g_set_object (&self->survey, survey))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SURVEY]);
}
