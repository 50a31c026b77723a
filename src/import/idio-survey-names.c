/* idio-survey-names.c: who of the authors is the user, by accounts and names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-survey-private.h"

/* Of mails the address tells, as anyone can have any name in them. */
static gboolean
is_name (IdioSurveyAuthor *author,
         const char       *folded)
{
  g_autofree char *name = g_utf8_casefold (idio_survey_author_get_name (author), -1);

  return strchr (idio_survey_author_get_account (author), '@') == NULL && g_str_equal (name, folded);
}

/* A name that two accounts have tells neither. */
static gboolean
is_only_name (IdioSurvey       *self,
              IdioSurveyAuthor *author,
              const char       *folded)
{
  GListModel *authors = idio_survey_get_authors (self);

  g_assert (IDIO_IS_SURVEY (self));

  if (!is_name (author, folded))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) other = g_list_model_get_item (authors, i);

      if (other != author && is_name (other, folded))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_called (IdioSurvey       *self,
           IdioSurveyAuthor *author,
           const char       *account)
{
  g_autofree char *folded = idio_entry_fold_account (account);

  return g_str_equal (folded, idio_survey_author_get_account (author)) || is_only_name (self, author, folded);
}

/**
 * idio_survey_has_author:
 * @self: a survey that is finished
 * @account: an account, or a name in chats
 *
 * Returns: whether it is that of one of the authors
 */
gboolean
idio_survey_has_author (IdioSurvey *self,
                        const char *account)
{
  GListModel *authors = idio_survey_get_authors (self);

  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (is_called (self, author, account))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_survey_choose:
 * @self: a survey that is finished
 * @accounts: (array zero-terminated=1): accounts, or names in chats that only one account has
 *
 * Chooses the authors who are the user, and no others.
 */
void
idio_survey_choose (IdioSurvey         *self,
                    const char * const *accounts)
{
  GListModel *authors = idio_survey_get_authors (self);

  g_return_if_fail (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      gboolean chosen = FALSE;

      for (guint j = 0; accounts[j] != NULL && !chosen; j++)
        chosen = is_called (self, author, accounts[j]);

      idio_survey_author_set_chosen (author, chosen);
    }
}

/* Whether it is told which of all people of that name wrote: by an address, or by what a service gave them */
static gboolean
is_told_by_account (IdioSurveyAuthor   *author,
                    const char * const *accounts)
{
  const char *account = idio_survey_author_get_account (author);
  g_autofree char *name = g_utf8_casefold (idio_survey_author_get_name (author), -1);

  if (*account == '\0' || g_str_equal (g_strstrip (name), account))
    return FALSE;

  for (guint i = 0; accounts[i] != NULL; i++)
    {
      g_autofree char *folded = idio_entry_fold_account (accounts[i]);

      if (g_str_equal (folded, account))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_survey_are_told:
 * @self: a survey that is finished
 * @accounts: (array zero-terminated=1): accounts, or names in chats
 *
 * Returns: whether each author who is chosen is among @accounts by more than a name
 */
gboolean
idio_survey_are_told (IdioSurvey         *self,
                      const char * const *accounts)
{
  GListModel *authors = idio_survey_get_authors (self);

  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);
  g_return_val_if_fail (accounts != NULL, FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (idio_survey_author_get_chosen (author) && !is_told_by_account (author, accounts))
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_survey_is_addressed:
 * @self: a survey
 * @account: a mail address, or a name in chats
 *
 * Returns: whether any of the mails was sent to it
 */
gboolean
idio_survey_is_addressed (IdioSurvey *self,
                          const char *account)
{
  g_autofree char *folded = idio_entry_fold_account (account);

  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  return g_hash_table_contains (self->recipients, folded);
}

/**
 * idio_survey_concerns:
 * @self: a survey
 * @accounts: (array zero-terminated=1): accounts
 *
 * Returns: whether a text was written by one of them, or a mail was sent to one
 */
gboolean
idio_survey_concerns (IdioSurvey         *self,
                      const char * const *accounts)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  for (guint i = 0; accounts[i] != NULL; i++)
    {
      g_autofree char *folded = idio_entry_fold_account (accounts[i]);

      if (g_hash_table_contains (self->by_account, folded) || g_hash_table_contains (self->recipients, folded))
        return TRUE;
    }

  return FALSE;
}

/* Takes the names that are among accounts. */
void
idio_survey_set_own_names (IdioSurvey         *self,
                           const char * const *accounts)
{
  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; accounts != NULL && accounts[i] != NULL; i++)
    if (strchr (accounts[i], '@') == NULL)
      g_hash_table_add (self->own_names, idio_authors_fold_name (accounts[i]));
}

/* With those of the authors who are chosen, folded */
GHashTable *
idio_survey_list_own_names (IdioSurvey *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, author;

  g_assert (IDIO_IS_SURVEY (self));

  g_hash_table_iter_init (&iter, self->own_names);

  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (names, g_strdup (name));

  g_hash_table_iter_init (&iter, self->by_account);

  while (g_hash_table_iter_next (&iter, NULL, &author))
    if (idio_survey_author_get_chosen (author))
      g_hash_table_add (names, idio_authors_fold_name (idio_survey_author_get_name (author)));

  return names;
}
