/* idio-cli-whose.c: who of those who wrote mails and messages is the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli-whose.h"
#include "cli/idio-terminal.h"
#include "import/idio-authors.h"

/* So many authors of a mailbox are listed, those who wrote most. */
#define MAX_AUTHORS 10

/* The name as it is written, where it is the account */
static const char *
get_account (IdioSurveyAuthor *author)
{
  const char *account = idio_survey_author_get_account (author), *name = idio_survey_author_get_name (author);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_equal (folded, account) ? name : account;
}

/* "Jonas Lind <jonas@example.org>", or what there is of it */
static char *
describe (IdioSurveyAuthor *author)
{
  const char *account = get_account (author), *name = idio_survey_author_get_name (author);

  return account == name || *account == '\0' ? g_strdup (name) : g_strdup_printf ("%s <%s>", name, account);
}

/* Who wrote the mails, so that one of them can be named. */
static void
print_authors (IdioCli    *cli,
               const char *name,
               IdioSurvey *survey)
{
  GListModel *authors = idio_survey_get_authors (survey);
  g_autofree char *me = cli->me != NULL ? g_strjoinv (", ", cli->me) : NULL;

  if (me != NULL)
    /* Translators: the name of a file, and what the user said that they are called */
    idio_terminal_print_error (_("%s: Mails and messages were left out, as none of them is by %s. Say with --me which of these is you."),
                               name, me);
  else
    /* Translators: the name of a file */
    idio_terminal_print_error (_("%s: Mails and messages were left out, as it is not known which of these is you. Say it with --me."),
                               name);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (authors), MAX_AUTHORS); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      const char *account = get_account (author), *author_name = idio_survey_author_get_name (author);
      gboolean is_same = account == author_name;

      idio_terminal_print_error ("%6u  %s%s%s", idio_survey_author_get_n_texts (author), author_name, is_same ? "" : "  ",
                                 is_same ? "" : account);
    }
}

/* A name alone is no proof. Nobody can be asked, so whoever has the user's name is told, and left out. */
static void
leave_out_by_name (const char *name,
                   IdioSurvey *survey)
{
  GListModel *authors = idio_survey_get_authors (survey);

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      guint n_texts = idio_survey_author_get_n_texts (author);
      g_autofree char *both = NULL;

      if (!idio_survey_author_get_by_name (author))
        continue;

      both = describe (author);
      idio_survey_author_set_chosen (author, FALSE);
      /* Translators: the name of a file, a number of mails, a name with a mail address, and that address */
      idio_terminal_print_error (ngettext ("%s: %u mail by %s was left out. If that is you, too, say --me=%s.",
                                           "%s: %u mails by %s were left out. If that is you, too, say --me=%s.", n_texts),
                                 name, n_texts, both, idio_survey_author_get_account (author));
    }
}

/* Who the user is was said, or told by a folder of sent mails; nothing is guessed. */
static void
answer_cb (IdioImport *import,
           GParamSpec *pspec,
           gpointer    user_data)
{
  IdioSurvey *survey = idio_import_get_survey (import);
  gboolean known;

  if (survey == NULL)
    return;

  known = idio_survey_is_known (survey);

  if (known)
    leave_out_by_name (idio_import_get_asked_name (import), survey);
  else
    print_authors (user_data, idio_import_get_asked_name (import), survey);

  idio_import_answer (import, known);
}

/**
 * idio_cli_whose_watch:
 * @cli: the command import
 * @import: an import that does not run yet
 *
 * Tells it who the user is, as far as that was said, and answers what it asks.
 */
void
idio_cli_whose_watch (IdioCli    *cli,
                      IdioImport *import)
{
  if (cli->me != NULL)
    {
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
      g_auto(GStrv) accounts = NULL;

      for (guint i = 0; cli->me[i] != NULL; i++)
        {
          g_auto(GStrv) user = idio_authors_read_user (cli->me[i]);

          g_strv_builder_addv (builder, (const char **) user);
        }

      accounts = g_strv_builder_end (builder);
      idio_import_set_accounts (import, (const char * const *) accounts);
    }

  g_signal_connect (import, "notify::survey", G_CALLBACK (answer_cb), cli);
}

static gboolean
wrote (IdioImport *import,
       const char *said)
{
  g_auto(GStrv) accounts = idio_authors_read_user (said);

  for (guint i = 0; accounts[i] != NULL; i++)
    if (idio_import_has_author (import, accounts[i]))
      return TRUE;

  return FALSE;
}

/**
 * idio_cli_whose_print:
 * @cli: the command import
 * @import: an import that has ended
 *
 * Tells whom it took for the user, and who was said to be the user but wrote nothing.
 */
void
idio_cli_whose_print (IdioCli    *cli,
                      IdioImport *import)
{
  GListModel *taken = idio_import_get_taken (import);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (taken); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (taken, i);

      g_strv_builder_take (builder, describe (author));
    }

  names = g_strv_builder_end (builder);
  all = g_strjoinv (", ", names);

  if (*all != '\0' && !cli->json)
    /* Translators: names and mail addresses of the user */
    idio_terminal_print_line (_("Taken as you: %s"), all);

  /* Where anything was left out, that was told. */
  if (cli->me == NULL || !idio_import_has_authors (import) || idio_import_get_n_unanswered (import) > 0)
    return;

  for (guint i = 0; cli->me[i] != NULL; i++)
    if (!wrote (import, cli->me[i]))
      /* Translators: a name or mail address */
      idio_terminal_print_error (_("%s wrote none of these."), cli->me[i]);
}

/**
 * idio_cli_whose_build:
 * @builder: in an object
 * @import: an import that has ended
 *
 * Adds the accounts that it took for the user's.
 */
void
idio_cli_whose_build (JsonBuilder *builder,
                      IdioImport  *import)
{
  GListModel *taken = idio_import_get_taken (import);

  json_builder_set_member_name (builder, "me");
  json_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (taken); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (taken, i);

      json_builder_add_string_value (builder, get_account (author));
    }

  json_builder_end_array (builder);
}
