/* idio-cli-audiences.c: the command audiences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-terminal.h"
#include "llm/idio-json.h"

/* How many documents each audience has */
static GHashTable *
count_documents (IdioCorpus *corpus)
{
  GHashTable *n_documents = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gpointer audience = GUINT_TO_POINTER (idio_document_get_audience (document));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_documents, audience));

      g_hash_table_insert (n_documents, audience, GUINT_TO_POINTER (n + 1));
    }

  return n_documents;
}

static void
build_audience (JsonBuilder      *builder,
                IdioAudienceItem *item,
                guint             n_documents)
{
  json_builder_begin_object (builder);
  idio_json_add_string (builder, "nick", idio_audience_get_nick (idio_audience_item_get_audience (item)));
  idio_json_add_string (builder, "name", idio_audience_item_get_name (item));
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, idio_audience_item_is_own (item));
  idio_json_add_int (builder, "documents", n_documents);
  json_builder_end_object (builder);
}

static IdioCliStatus
print_audiences (IdioCli *cli)
{
  GListModel *audiences = G_LIST_MODEL (idio_cli_get_audiences (cli));
  g_autoptr(GHashTable) n_documents = count_documents (idio_workspace_get_corpus (cli->workspace));
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr(IdioAudienceItem) item = g_list_model_get_item (audiences, i);
      IdioAudience audience = idio_audience_item_get_audience (item);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_documents, GUINT_TO_POINTER (audience)));

      build_audience (builder, item, n);

      if (!cli->json)
        idio_terminal_print_line ("%6u  %-9s  %s", n, idio_audience_get_nick (audience),
                                  idio_audience_item_get_name (item));
    }

  json_builder_end_array (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}

/* Finds the audience that a word of the command names, which has to be one of the user's own. */
static IdioCliStatus
find_own (IdioCli      *cli,
          const char   *name,
          IdioAudience *audience)
{
  if (name == NULL)
    return idio_cli_misuse (_("Which audience? “idiolect-cli audiences” shows them."));

  if (!idio_audiences_find (idio_cli_get_audiences (cli), name, audience))
    return idio_cli_fail (_("There is no audience “%s”."), name);

  if (!idio_audience_is_own (*audience))
    return idio_cli_fail (_("“%s” comes with Idiolect and can’t be changed."), name);

  return IDIO_CLI_DONE;
}

static IdioCliStatus
add_audience (IdioCli *cli)
{
  g_autoptr(GError) error = NULL;

  if (cli->args[1] == NULL)
    return idio_cli_misuse (_("What should the audience be called?"));

  if (!dex_await (idio_audiences_add (idio_cli_get_audiences (cli), cli->args[1]), &error))
    return idio_cli_fail ("%s", error->message);

  return print_audiences (cli);
}

static IdioCliStatus
rename_audience (IdioCli *cli)
{
  g_autoptr(GError) error = NULL;
  IdioAudience audience;
  IdioCliStatus status = find_own (cli, cli->args[1], &audience);

  if (status != IDIO_CLI_DONE)
    return status;

  if (cli->args[2] == NULL)
    return idio_cli_misuse (_("What should the audience be called?"));

  if (!dex_await (idio_audiences_rename (idio_cli_get_audiences (cli), audience, cli->args[2]), &error))
    return idio_cli_fail ("%s", error->message);

  return print_audiences (cli);
}

static IdioCliStatus
remove_audience (IdioCli *cli)
{
  g_autoptr(GError) error = NULL;
  IdioAudience audience;
  IdioCliStatus status = find_own (cli, cli->args[1], &audience);

  if (status != IDIO_CLI_DONE)
    return status;

  if (!dex_await (idio_corpus_remove_audience (idio_workspace_get_corpus (cli->workspace), audience), &error))
    return idio_cli_fail ("%s", error->message);

  return print_audiences (cli);
}

IdioCliStatus
idio_cli_audiences (IdioCli *cli)
{
  static const struct { const char *word; guint n_args; IdioCliFunc func; } changes[] = {
    { "add", 2, add_audience },
    { "rename", 3, rename_audience },
    { "remove", 2, remove_audience },
  };

  if (cli->args[0] == NULL)
    return print_audiences (cli);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (cli->args[0], changes[i].word))
      return idio_cli_has_args (cli, changes[i].n_args) ? changes[i].func (cli) : IDIO_CLI_USAGE;

  return idio_cli_misuse (_("“%s” can’t be done with audiences."), cli->args[0]);
}
