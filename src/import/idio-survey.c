/* idio-survey.c: who wrote what is about to be imported, how much, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-survey-private.h"

/* So many texts of a known author are taken in without a question. */
#define FEW_TEXTS 20

G_DEFINE_FINAL_TYPE (IdioSurvey, idio_survey, G_TYPE_OBJECT)

static void
idio_survey_finalize (GObject *object)
{
  IdioSurvey *self = IDIO_SURVEY (object);

  g_clear_pointer (&self->by_account, g_hash_table_unref);
  g_clear_pointer (&self->recipients, g_hash_table_unref);
  g_clear_pointer (&self->own_names, g_hash_table_unref);
  g_clear_object (&self->authors);

  G_OBJECT_CLASS (idio_survey_parent_class)->finalize (object);
}

static void
idio_survey_class_init (IdioSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_survey_finalize;
}

static void
idio_survey_init (IdioSurvey *self)
{
  self->by_account = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->recipients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->authors = g_list_store_new (IDIO_TYPE_SURVEY_AUTHOR);
}

IdioSurvey *
idio_survey_new (void)
{
  return g_object_new (IDIO_TYPE_SURVEY, NULL);
}

static IdioSurveyAuthor *
find_author (IdioSurvey *self,
             const char *account)
{
  IdioSurveyAuthor *author = g_hash_table_lookup (self->by_account, account);

  g_assert (IDIO_IS_SURVEY (self));

  if (author == NULL)
    {
      author = idio_survey_author_new (account);
      g_hash_table_insert (self->by_account, g_strdup (account), author);
    }

  return author;
}

/* Names tell nobody who the user is. */
static void
add_recipients (IdioSurvey *self,
                const char *recipients)
{
  g_auto(GStrv) all = g_strsplit (recipients, ", ", -1);

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; all[i] != NULL; i++)
    if (strchr (all[i], '@') != NULL)
      g_hash_table_add (self->recipients, idio_entry_fold_account (all[i]));
}

static void
add_time (IdioSurvey *self,
          gint64      time)
{
  g_assert (IDIO_IS_SURVEY (self));

  if (time > 0)
    {
      self->first = self->first == 0 ? time : MIN (self->first, time);
      self->last = MAX (self->last, time);
    }
}

/**
 * idio_survey_add:
 * @self: a survey
 * @entry: a text in a file, of which the head is enough
 *
 * Counts a text.
 */
void
idio_survey_add (IdioSurvey      *self,
                 const IdioEntry *entry)
{
  g_autofree char *account = NULL;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  account = idio_entry_dup_account (entry);
  idio_survey_author_add (find_author (self, account), entry->author, entry->time, entry->flags);
  self->n_texts++;
  self->n_mails += entry->medium == IDIO_MEDIUM_MAIL;
  self->n_bulk += (entry->flags & IDIO_ENTRY_BULK) != 0;

  if (idio_entry_flags_allow (entry->flags))
    add_time (self, entry->time);

  if (entry->medium == IDIO_MEDIUM_MAIL && entry->recipients != NULL)
    add_recipients (self, entry->recipients);
}

/**
 * idio_survey_merge:
 * @self: a survey
 * @other: another one
 *
 * Counts the texts of the other one, too.
 */
void
idio_survey_merge (IdioSurvey *self,
                   IdioSurvey *other)
{
  GHashTableIter iter;
  gpointer account, author;

  g_return_if_fail (IDIO_IS_SURVEY (self));
  g_return_if_fail (IDIO_IS_SURVEY (other));

  g_hash_table_iter_init (&iter, other->by_account);

  while (g_hash_table_iter_next (&iter, &account, &author))
    idio_survey_author_merge (find_author (self, account), author);

  g_hash_table_iter_init (&iter, other->recipients);

  while (g_hash_table_iter_next (&iter, &account, NULL))
    g_hash_table_add (self->recipients, g_strdup (account));

  self->n_texts += other->n_texts;
  self->n_mails += other->n_mails;
  self->n_bulk += other->n_bulk;
  add_time (self, other->first);
  add_time (self, other->last);
}

/**
 * idio_survey_is_bulk:
 * @self: a survey
 *
 * Returns: whether most of the texts came through mailing lists, or are newsletters
 */
gboolean
idio_survey_is_bulk (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return self->n_bulk * 2 > self->n_texts;
}

/**
 * idio_survey_get_authors:
 * @self: a survey that is finished
 *
 * Returns: (transfer none): a list of #IdioSurveyAuthor
 */
GListModel *
idio_survey_get_authors (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), NULL);

  return G_LIST_MODEL (self->authors);
}

guint
idio_survey_get_n_texts (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), 0);

  return self->n_texts;
}

guint
idio_survey_get_n_mails (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), 0);

  return self->n_mails;
}

/**
 * idio_survey_get_n_chosen:
 * @self: a survey that is finished
 *
 * Returns: how many texts the chosen authors wrote
 */
guint
idio_survey_get_n_chosen (IdioSurvey *self)
{
  GListModel *authors = G_LIST_MODEL (self->authors);
  guint n_chosen = 0;

  g_return_val_if_fail (IDIO_IS_SURVEY (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (idio_survey_author_get_chosen (author))
        n_chosen += idio_survey_author_get_n_texts (author);
    }

  return n_chosen;
}

/**
 * idio_survey_is_clear:
 * @self: a survey that is finished
 *
 * Returns: whether there is nothing to ask: the user is known, under whatever names, and the texts are few
 */
gboolean
idio_survey_is_clear (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return self->n_texts == 0 || (self->known && self->n_texts <= FEW_TEXTS && !idio_survey_has_by_name (self));
}

/**
 * idio_survey_is_known:
 * @self: a survey that is finished
 *
 * Returns: whether who was chosen first is the user for sure, and was not guessed
 */
gboolean
idio_survey_is_known (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return self->known;
}

/**
 * idio_survey_dup_accounts:
 * @self: a survey that is finished
 *
 * Returns: (transfer full): the accounts of the chosen authors
 */
GStrv
idio_survey_dup_accounts (IdioSurvey *self)
{
  g_autoptr(GStrvBuilder) accounts = g_strv_builder_new ();
  GListModel *authors = G_LIST_MODEL (self->authors);

  g_return_val_if_fail (IDIO_IS_SURVEY (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (idio_survey_author_get_chosen (author))
        g_strv_builder_add (accounts, idio_survey_author_get_account (author));
    }

  return g_strv_builder_end (accounts);
}

guint
idio_survey_get_limit (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), 0);

  return self->limit;
}

/**
 * idio_survey_set_limit:
 * @self: a survey
 * @limit: how many of the newest texts to take, or 0 for all
 */
void
idio_survey_set_limit (IdioSurvey *self,
                       guint       limit)
{
  g_return_if_fail (IDIO_IS_SURVEY (self));

  self->limit = limit;
}

/**
 * idio_survey_set_first_year:
 * @self: a survey
 * @year: nothing is taken that was written before, or of which it is not known when; 0 takes all
 */
void
idio_survey_set_first_year (IdioSurvey *self,
                            int         year)
{
  g_return_if_fail (IDIO_IS_SURVEY (self));

  self->first_year = year;
}

/**
 * idio_survey_get_with_others:
 * @self: a survey
 *
 * Returns: whether what others wrote is counted, to compare the user with
 */
gboolean
idio_survey_get_with_others (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return self->with_others;
}

void
idio_survey_set_with_others (IdioSurvey *self,
                             gboolean    with_others)
{
  g_return_if_fail (IDIO_IS_SURVEY (self));

  self->with_others = with_others;
}
