/* idio-corpus-accounts.c: who in mails and chats is the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus.h"

/* So many are read, whatever a damaged database holds. */
#define MAX_ACCOUNTS 200

static GStrv
list_accounts (sqlite3  *db,
               GError  **error)
{
  g_autoptr(GStrvBuilder) accounts = g_strv_builder_new ();
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  statement = idio_sql_prepare (db, &local_error,
                                "SELECT account FROM account WHERE account <> '' ORDER BY account LIMIT ?", "i",
                                (gint64) MAX_ACCOUNTS);

  while (statement != NULL && idio_sql_step (statement, &local_error))
    g_strv_builder_take (accounts, idio_sql_dup_some_text (statement, 0));

  if (local_error == NULL)
    return g_strv_builder_end (accounts);

  g_propagate_error (error, local_error);

  return NULL;
}

static DexFuture *
list_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  GStrv accounts = list_accounts (db, &error);

  return accounts != NULL ? dex_future_new_take_boxed (G_TYPE_STRV, accounts) : dex_future_new_for_error (error);
}

/* A name is kept as it is written, and is the same in capitals. */
static gboolean
has_account (const char * const *accounts,
             const char         *account)
{
  g_autofree char *folded = g_utf8_casefold (account, -1);

  for (guint i = 0; accounts[i] != NULL; i++)
    {
      g_autofree char *other = g_utf8_casefold (accounts[i], -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  GStrv accounts = data;
  GError *error = NULL;
  g_auto(GStrv) before = list_accounts (db, &error);

  if (before == NULL)
    return dex_future_new_for_error (error);

  for (guint i = 0; accounts[i] != NULL; i++)
    if (!has_account ((const char * const *) before, accounts[i]) &&
        !idio_sql_run (db, &error, "INSERT OR IGNORE INTO account (account) VALUES (?)", "s", accounts[i]))
      return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
remove_job (sqlite3  *db,
            gpointer  data)
{
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "DELETE FROM account WHERE account = ?", "s", (const char *) data))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_corpus_list_accounts:
 * @self: a corpus
 *
 * Returns: (transfer full): a future of a #GStrv: mail addresses, and names in chats, that are known to be the user's
 */
DexFuture *
idio_corpus_list_accounts (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_store_read (idio_corpus_get_store (self), list_job, NULL, NULL);
}

/**
 * idio_corpus_add_accounts:
 * @self: a corpus
 * @accounts: (array zero-terminated=1): mail addresses, or names in chats, that the user said are theirs
 *
 * Returns: (transfer full): a future that resolves once they are saved
 */
DexFuture *
idio_corpus_add_accounts (IdioCorpus         *self,
                          const char * const *accounts)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (accounts != NULL, NULL);

  return idio_store_write (idio_corpus_get_store (self), add_job, g_strdupv ((char **) accounts),
                           (GDestroyNotify) g_strfreev);
}

/**
 * idio_corpus_remove_account:
 * @self: a corpus
 * @account: a mail address, or a name in chats, of idio_corpus_list_accounts()
 *
 * Forgets that it is the user's. What was added because of it stays.
 *
 * Returns: (transfer full): a future that resolves once that is saved
 */
DexFuture *
idio_corpus_remove_account (IdioCorpus *self,
                            const char *account)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  return idio_store_write (idio_corpus_get_store (self), remove_job, g_strdup (account), g_free);
}
