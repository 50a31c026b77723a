/* idio-survey.c: who wrote what is about to be imported, how much, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-survey.h"

/* So many texts of a known author are taken in without a question. */
#define FEW_TEXTS 20

struct _IdioSurvey
{
  GObject     parent_instance;
  GHashTable *by_account;
  GListStore *authors;
  guint       n_texts;
  guint       n_mails;
  gint64      first;
  gint64      last;
  guint       limit;
  int         first_year;
  gboolean    with_others;
  gboolean    known;
};

G_DEFINE_FINAL_TYPE (IdioSurvey, idio_survey, G_TYPE_OBJECT)

static void
idio_survey_finalize (GObject *object)
{
  IdioSurvey *self = IDIO_SURVEY (object);

  g_clear_pointer (&self->by_account, g_hash_table_unref);
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
  self->authors = g_list_store_new (IDIO_TYPE_SURVEY_AUTHOR);
}

IdioSurvey *
idio_survey_new (void)
{
  return g_object_new (IDIO_TYPE_SURVEY, NULL);
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
  IdioSurveyAuthor *author;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  account = idio_entry_dup_account (entry);

  if (!(author = g_hash_table_lookup (self->by_account, account)))
    {
      author = idio_survey_author_new (account);
      g_hash_table_insert (self->by_account, g_steal_pointer (&account), author);
    }

  idio_survey_author_add (author, entry->author, entry->time, entry->flags);
  self->n_texts++;
  self->n_mails += entry->medium == IDIO_MEDIUM_MAIL;

  if (entry->time > 0)
    {
      self->first = self->first == 0 ? entry->time : MIN (self->first, entry->time);
      self->last = MAX (self->last, entry->time);
    }
}

static int
compare_authors (gconstpointer a,
                 gconstpointer b)
{
  IdioSurveyAuthor *first = *(IdioSurveyAuthor * const *) a, *second = *(IdioSurveyAuthor * const *) b;
  guint n_first = idio_survey_author_get_n_texts (first), n_second = idio_survey_author_get_n_texts (second);

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;

  return g_strcmp0 (idio_survey_author_get_account (first), idio_survey_author_get_account (second));
}

/* Whose mails the programs that kept them took for their user's, else who wrote most mails. In a chat both write as
 * much. */
static void
guess (IdioSurvey *self)
{
  GListModel *authors = G_LIST_MODEL (self->authors);
  guint n_authors = g_list_model_get_n_items (authors);
  gboolean any = FALSE;

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < n_authors; i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      gboolean own = idio_survey_author_get_n_own (author) * 2 > idio_survey_author_get_n_texts (author);

      idio_survey_author_set_chosen (author, own);
      any = any || own;
    }

  self->known = any;

  if (!any && (n_authors == 1 || (n_authors > 0 && self->n_mails == self->n_texts)))
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, 0);

      idio_survey_author_set_chosen (author, TRUE);
    }
}

/**
 * idio_survey_finish:
 * @self: a survey
 * @accounts: (nullable) (array zero-terminated=1): those that are known to be the user's
 * @for_these: whether somebody said so of these texts. Else @accounts are those of earlier ones, and a mere name among
 *   them may be that of somebody else here: whoever has it is chosen, but not for sure
 *
 * Lists the authors, those who wrote most first, and chooses who may be the user.
 */
void
idio_survey_finish (IdioSurvey         *self,
                    const char * const *accounts,
                    gboolean            for_these)
{
  g_autoptr(GPtrArray) authors = NULL;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  authors = g_hash_table_get_values_as_ptr_array (self->by_account);
  g_ptr_array_sort (authors, compare_authors);
  g_list_store_splice (self->authors, 0, g_list_model_get_n_items (G_LIST_MODEL (self->authors)), authors->pdata,
                       authors->len);

  if (accounts != NULL)
    idio_survey_choose (self, accounts);

  if (idio_survey_get_n_chosen (self) == 0)
    guess (self);
  else
    self->known = for_these || idio_survey_are_told (self, accounts);
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

static int
get_year (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_get_year (date) : 0;
}

/**
 * idio_survey_get_years:
 * @self: a survey
 * @first: (out): the year of the oldest text
 * @last: (out): that of the newest
 *
 * Returns: whether any text tells when it was written
 */
gboolean
idio_survey_get_years (IdioSurvey *self,
                       int        *first,
                       int        *last)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  *first = get_year (self->first);
  *last = get_year (self->last);

  return self->first > 0;
}

/**
 * idio_survey_is_clear:
 * @self: a survey that is finished
 *
 * Returns: whether there is nothing to ask: the user is known, and the texts are few
 */
gboolean
idio_survey_is_clear (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return self->n_texts == 0 || (self->known && self->n_texts <= FEW_TEXTS);
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

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/* Of the chosen authors, newest first */
static GArray *
list_times (IdioSurvey *self)
{
  GListModel *authors = G_LIST_MODEL (self->authors);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      GArray *own = idio_survey_author_get_times (author);

      if (idio_survey_author_get_chosen (author))
        g_array_append_vals (times, own->data, own->len);
    }

  g_array_sort (times, compare_times);

  return times;
}

/* When a year began, where the user is */
static gint64
get_start_of (int year)
{
  g_autoptr(GDateTime) date = g_date_time_new_local (year, 1, 1, 0, 0, 0);

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/**
 * idio_survey_list_years:
 * @self: a survey that is finished
 *
 * Returns: (transfer full) (element-type IdioSurveyYear): the years to begin with, newest first, that let in some texts
 *   of the chosen authors, but not all
 */
GArray *
idio_survey_list_years (IdioSurvey *self)
{
  g_autoptr(GArray) times = NULL;
  GArray *years = g_array_new (FALSE, FALSE, sizeof (IdioSurveyYear));
  guint n_texts = 0, n_before;

  g_return_val_if_fail (IDIO_IS_SURVEY (self), NULL);

  times = list_times (self);

  while (n_texts < times->len && g_array_index (times, gint64, n_texts) > 0)
    {
      IdioSurveyYear year = { .year = get_year (g_array_index (times, gint64, n_texts)) };
      gint64 start = get_start_of (year.year);

      n_before = n_texts;

      while (n_texts < times->len && g_array_index (times, gint64, n_texts) >= MAX (start, 1))
        n_texts++;

      year.n_texts = n_texts;

      if (n_texts == n_before || n_texts == times->len)
        break;

      g_array_append_val (years, year);
    }

  return years;
}

/**
 * idio_survey_find_start:
 * @self: a survey that is finished
 *
 * Returns: when the oldest of the texts was written that the limit and the first year let in, in seconds since 1970, or
 *   %G_MININT64 if all are let in
 */
gint64
idio_survey_find_start (IdioSurvey *self)
{
  g_autoptr(GArray) times = NULL;
  gint64 start = G_MININT64;

  g_return_val_if_fail (IDIO_IS_SURVEY (self), G_MININT64);

  times = list_times (self);

  if (self->limit > 0 && times->len > self->limit)
    start = g_array_index (times, gint64, self->limit - 1);

  return self->first_year > 0 ? MAX (start, get_start_of (self->first_year)) : start;
}
