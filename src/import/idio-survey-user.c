/* idio-survey-user.c: who of the authors is the user, as far as that is known before anybody is asked
 *
 * Whoever is taken for the user without a question is remembered, and their words are learnt: one author for sure too
 * few costs a question, one too many makes a stranger the user. So a single sender proves nothing, nor does a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-survey-private.h"

typedef gboolean (*AuthorFunc) (IdioSurveyAuthor *author,
                                GHashTable       *own_names);

/* Those who may be the user come first, however little they wrote: nobody looks for them below the others. */
static int
compare_authors (gconstpointer a,
                 gconstpointer b)
{
  IdioSurveyAuthor *first = *(IdioSurveyAuthor * const *) a, *second = *(IdioSurveyAuthor * const *) b;
  guint n_first = idio_survey_author_get_n_texts (first), n_second = idio_survey_author_get_n_texts (second);
  gboolean chosen = idio_survey_author_get_chosen (first);

  if (chosen != idio_survey_author_get_chosen (second))
    return chosen ? -1 : 1;

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;

  return g_strcmp0 (idio_survey_author_get_account (first), idio_survey_author_get_account (second));
}

/* Nobody is asked about programs, unless nobody else wrote. */
static void
list_authors (IdioSurvey *self,
              gboolean    with_all)
{
  g_autoptr(GPtrArray) authors = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer author;

  g_assert (IDIO_IS_SURVEY (self));

  g_hash_table_iter_init (&iter, self->by_account);

  while (g_hash_table_iter_next (&iter, NULL, &author))
    if (with_all || idio_survey_author_get_n_texts (author) > 0 || idio_survey_author_get_chosen (author))
      g_ptr_array_add (authors, author);

  if (authors->len == 0)
    {
      g_ptr_array_unref (authors);
      authors = g_hash_table_get_values_as_ptr_array (self->by_account);
    }

  g_ptr_array_sort (authors, compare_authors);
  g_list_store_splice (self->authors, 0, g_list_model_get_n_items (G_LIST_MODEL (self->authors)), authors->pdata,
                       authors->len);
}

/* Of the names only those are looked at that are known from elsewhere. */
static gboolean
any_author (IdioSurvey *self,
            AuthorFunc  func)
{
  GListModel *authors = G_LIST_MODEL (self->authors);

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (func (author, self->own_names))
        return TRUE;
    }

  return FALSE;
}

/* Chooses those who are not chosen yet. */
static void
choose_if (IdioSurvey *self,
           AuthorFunc  func)
{
  GListModel *authors = G_LIST_MODEL (self->authors);
  g_autoptr(GHashTable) own_names = idio_survey_list_own_names (self);

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (!idio_survey_author_get_chosen (author) && func (author, own_names))
        idio_survey_author_set_chosen (author, TRUE);
    }
}

static gboolean
is_chosen (IdioSurveyAuthor *author,
           GHashTable       *own_names)
{
  return idio_survey_author_get_chosen (author);
}

/* Whether a mail has the user's name: of more than one word, as others have the same first name */
static gboolean
is_alike (IdioSurveyAuthor *author,
          GHashTable       *own_names)
{
  g_autofree char *name = NULL;

  /* There may be tens of thousands of authors. */
  if (g_hash_table_size (own_names) == 0 || strchr (idio_survey_author_get_account (author), '@') == NULL)
    return FALSE;

  name = idio_authors_fold_name (idio_survey_author_get_name (author));

  return strchr (name, ' ') != NULL && g_hash_table_contains (own_names, name);
}

/* Whether the programs that kept the mails took them for their user's */
static gboolean
is_own (IdioSurveyAuthor *author,
        GHashTable       *own_names)
{
  return idio_survey_author_get_n_own (author) * 2 > idio_survey_author_get_n_texts (author);
}

static gboolean
is_own_and_alike (IdioSurveyAuthor *author,
                  GHashTable       *own_names)
{
  return idio_survey_author_get_n_own (author) > 0 && is_alike (author, own_names);
}

/* Whether the mails may be those of somebody else whose folder this is. The export of a chat is the user's own. */
static gboolean
is_doubtful (IdioSurveyAuthor *author,
             GHashTable       *own_names)
{
  return idio_survey_author_get_chosen (author) && !is_alike (author, own_names) &&
         strchr (idio_survey_author_get_account (author), '@') != NULL;
}

/* Proposes who wrote most of the mails that did not come from elsewhere. In a chat both write as much. */
static void
guess (IdioSurvey *self)
{
  guint n_authors = g_list_model_get_n_items (G_LIST_MODEL (self->authors));

  g_assert (IDIO_IS_SURVEY (self));

  if (n_authors > 1 && self->n_mails < self->n_texts)
    return;

  for (guint i = 0; i < n_authors; i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (G_LIST_MODEL (self->authors), i);

      if (idio_survey_author_get_n_received (author) * 2 < idio_survey_author_get_n_texts (author))
        {
          idio_survey_author_set_chosen (author, TRUE);
          return;
        }
    }
}

/* In a box of mails that came, nobody who wrote is the user. */
static gboolean
is_addressed_to_any (IdioSurvey         *self,
                     const char * const *accounts)
{
  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; accounts != NULL && accounts[i] != NULL; i++)
    if (idio_survey_is_addressed (self, accounts[i]))
      return TRUE;

  return FALSE;
}

/* Where no account is known. Returns whether those who are chosen are the user for sure. */
static gboolean
find_anew (IdioSurvey *self)
{
  g_assert (IDIO_IS_SURVEY (self));

  choose_if (self, is_own);

  if (!any_author (self, is_chosen))
    {
      guess (self);
      return FALSE;
    }

  choose_if (self, is_own_and_alike);

  return TRUE;
}

/* Where accounts are known, but none of them wrote: whoever else the programs say is the user has to have the name. */
static gboolean
find_another (IdioSurvey         *self,
              const char * const *accounts)
{
  g_assert (IDIO_IS_SURVEY (self));

  choose_if (self, is_own);
  choose_if (self, is_own_and_alike);

  return any_author (self, is_chosen) ? !any_author (self, is_doubtful)
                                      : is_addressed_to_any (self, accounts);
}

/**
 * idio_survey_finish:
 * @self: a survey
 * @accounts: (nullable) (array zero-terminated=1): those that are known to be the user's
 * @for_these: whether somebody said so of these texts. Else @accounts are those of earlier ones, and a mere name among
 *   them may be that of somebody else here: whoever has it is chosen, but not for sure
 *
 * Chooses who may be the user, and lists the authors: those first, then those who wrote most.
 */
void
idio_survey_finish (IdioSurvey         *self,
                    const char * const *accounts,
                    gboolean            for_these)
{
  gboolean has_accounts = accounts != NULL && accounts[0] != NULL;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  list_authors (self, TRUE);

  idio_survey_choose (self, has_accounts ? accounts : (const char * const []) { NULL });
  idio_survey_set_own_names (self, accounts);

  if (!has_accounts)
    self->known = find_anew (self);
  else if (!any_author (self, is_chosen))
    self->known = for_these ? is_addressed_to_any (self, accounts) : find_another (self, accounts);
  else if (for_these)
    self->known = TRUE;
  else if ((self->known = idio_survey_are_told (self, accounts)))
    choose_if (self, is_own_and_alike);

  list_authors (self, FALSE);
}

/**
 * idio_survey_finish_known:
 * @self: a survey
 * @accounts: (array zero-terminated=1): all authors who are the user, for sure; there may be none
 *
 * Lists the authors, the user first, then those who wrote most.
 */
void
idio_survey_finish_known (IdioSurvey         *self,
                          const char * const *accounts)
{
  GHashTableIter iter;
  gpointer account, author;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  g_hash_table_iter_init (&iter, self->by_account);

  while (g_hash_table_iter_next (&iter, &account, &author))
    idio_survey_author_set_chosen (author, g_strv_contains (accounts, account));

  list_authors (self, FALSE);
  self->known = TRUE;
}

/**
 * idio_survey_propose_by_name:
 * @self: a survey that is finished
 * @accounts: (nullable) (array zero-terminated=1): accounts that are known to be the user's, and names
 *
 * Chooses, though not for sure, whoever sent mails under a name of the user, who may have several addresses.
 */
void
idio_survey_propose_by_name (IdioSurvey         *self,
                             const char * const *accounts)
{
  g_autoptr(GHashTable) own_names = NULL;
  GListModel *authors;

  g_return_if_fail (IDIO_IS_SURVEY (self));

  idio_survey_set_own_names (self, accounts);
  own_names = idio_survey_list_own_names (self);
  authors = G_LIST_MODEL (self->authors);

  /* Where all mails are by others, nobody who wrote is the user. */
  if (self->known && !any_author (self, is_chosen))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (idio_survey_author_get_chosen (author) || !is_alike (author, own_names))
        continue;

      idio_survey_author_set_by_name (author, TRUE);
      idio_survey_author_set_chosen (author, TRUE);
    }

  list_authors (self, FALSE);
}

static gboolean
is_by_name (IdioSurveyAuthor *author,
            GHashTable       *own_names)
{
  return idio_survey_author_get_by_name (author);
}

/**
 * idio_survey_has_by_name:
 * @self: a survey that is finished
 *
 * Returns: whether idio_survey_propose_by_name() chose anybody
 */
gboolean
idio_survey_has_by_name (IdioSurvey *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return any_author (self, is_by_name);
}
