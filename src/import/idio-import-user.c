/* idio-import-user.c: whom an import took for the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-import-private.h"

/* What the user is called from now on. A chat has no addresses, and knows its writers by the names that mails have
 * too; a single word, such as a first name, is the name of many. */
GStrv
idio_import_list_names (IdioImport *self,
                        IdioSurvey *survey)
{
  g_autoptr(GStrvBuilder) remembered = g_strv_builder_new ();
  GListModel *authors = idio_survey_get_authors (survey);

  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      const char *account = idio_survey_author_get_account (author);
      g_autofree char *name = g_strstrip (g_strdup (idio_survey_author_get_name (author)));
      g_autofree char *folded = g_utf8_casefold (name, -1);
      gboolean is_name = g_str_equal (folded, account);

      /* A chat may not name those who had the program that wrote it. */
      if (!idio_survey_author_get_chosen (author) || *account == '\0')
        continue;

      /* A name is kept as it is written. */
      g_strv_builder_add (remembered, is_name ? name : account);

      if (strchr (name, ' ') != NULL && !is_name)
        g_strv_builder_add (remembered, name);
    }

  /* Who got mails was said to be the user, too. */
  for (guint i = 0; self->accounts_are_told && self->accounts[i] != NULL; i++)
    if (idio_survey_is_addressed (survey, self->accounts[i]))
      g_strv_builder_take (remembered, idio_entry_fold_account (self->accounts[i]));

  return g_strv_builder_end (remembered);
}

static gboolean
is_taken (IdioImport       *self,
          IdioSurveyAuthor *author)
{
  GListModel *taken = G_LIST_MODEL (self->taken);

  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; i < g_list_model_get_n_items (taken); i++)
    {
      g_autoptr(IdioSurveyAuthor) other = g_list_model_get_item (taken, i);

      if (g_str_equal (idio_survey_author_get_account (other), idio_survey_author_get_account (author)))
        return TRUE;
    }

  return FALSE;
}

/* Keeps who was chosen, to be told. */
void
idio_import_take_user (IdioImport *self,
                       IdioSurvey *survey)
{
  GListModel *authors = idio_survey_get_authors (survey);

  g_assert (IDIO_IS_IMPORT (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (idio_survey_author_get_chosen (author) && !is_taken (self, author))
        g_list_store_append (self->taken, author);
    }
}

/**
 * idio_import_get_taken:
 * @self: an import
 *
 * Returns: (transfer none): a list of #IdioSurveyAuthor: who of those who wrote mails and messages was taken for the user
 */
GListModel *
idio_import_get_taken (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return G_LIST_MODEL (self->taken);
}

/**
 * idio_import_has_authors:
 * @self: an import
 *
 * Returns: whether there were texts of which it must be known who wrote them
 */
gboolean
idio_import_has_authors (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->surveys->len > 0;
}

/**
 * idio_import_has_author:
 * @self: an import
 * @account: an account, or a name in chats
 *
 * Returns: whether it is that of somebody who wrote any of these
 */
gboolean
idio_import_has_author (IdioImport *self,
                        const char *account)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  for (guint i = 0; i < self->surveys->len; i++)
    if (idio_survey_has_author (g_ptr_array_index (self->surveys, i), account))
      return TRUE;

  return FALSE;
}
