/* idio-cli-draft.c: the commands draft and rewrite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "draft/idio-drafting.h"
#include "draft/idio-facts.h"
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "text/idio-words.h"

/* How wide a line of a draft is on a terminal, after the name of its column; a longer word has a line of its own, up to
 * this length */
#define LINE_CHARS  72
#define WORD_CHARS 400

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

/* Both drafts stream into one terminal, line by line, each line with whose it is. */
typedef struct
{
  const char *label;
  GString    *line;
} Column;

static const char *
get_label (IdioDraftKind kind)
{
  return kind == IDIO_DRAFT_KIND_GENERIC ? C_("draft", "Generic") : C_("draft", "Yours");
}

static void
print_line (Column     *column,
            const char *start,
            const char *end)
{
  g_autofree char *line = g_strdup_printf ("%-8s│ %.*s\n", column->label, (int) (end - start), start);

  idio_terminal_print_text (line);
}

/* Where a line has to end, or %NULL as long as it may go on. What was streamed may end within a character. */
static const char *
find_line_end (const char *start,
               const char *end)
{
  const char *space = NULL;
  guint n_chars = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      if (*p == '\n' || n_chars == WORD_CHARS)
        return p;

      if (n_chars > LINE_CHARS && space != NULL)
        return space;

      if (*p == ' ' && p > start)
        space = p;

      n_chars++;
    }

  return NULL;
}

static void
stream_cb (IdioDraft  *draft,
           const char *text,
           Column     *column)
{
  const char *start, *end;

  g_string_append (column->line, text);
  start = column->line->str;

  while ((end = find_line_end (start, column->line->str + column->line->len)))
    {
      print_line (column, start, end);
      start = *end == '\n' || *end == ' ' ? end + 1 : end;
    }

  g_string_erase (column->line, 0, start - column->line->str);
}

/* Lines can't be taken back. */
static void
cleared_cb (IdioDraft *draft,
            Column    *column)
{
  const char *note = _("(So far the model was thinking.)");

  g_string_truncate (column->line, 0);
  print_line (column, note, note + strlen (note));
}

static void
print_whole (IdioDraft *draft)
{
  idio_terminal_print_line ("%s", get_label (idio_draft_get_kind (draft)));
  idio_terminal_print_text ("\n");
  idio_terminal_print_text (idio_draft_get_text (draft));
  idio_terminal_print_text ("\n\n");
}

static void
print_leaks (IdioDraft *draft)
{
  GPtrArray *leaks = idio_draft_get_leaks (draft);

  for (guint i = 0; i < leaks->len; i++)
    {
      const IdioLeak *leak = g_ptr_array_index (leaks, i);
      g_autofree char *excerpt = idio_text_dup_excerpt (leak->text, 80);

      idio_terminal_print_error ("%s “%s”", _("Taken from your old texts:"), excerpt);
    }
}

static void
print_facts (IdioDraft       *draft,
             const IdioBrief *brief)
{
  const char *text = idio_draft_get_text (draft);
  g_auto(GStrv) facts = *text != '\0' ? idio_facts_describe (brief->request, text) : NULL;

  for (guint i = 0; facts != NULL && facts[i] != NULL; i++)
    idio_terminal_print_error ("%s", facts[i]);
}

static void
build_list (JsonBuilder *builder,
            const char  *name,
            GStrv        list)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);

  for (guint i = 0; list[i] != NULL; i++)
    json_builder_add_string_value (builder, list[i]);

  json_builder_end_array (builder);
}

static void
build_draft (JsonBuilder     *builder,
             IdioDraft       *draft,
             const IdioBrief *brief)
{
  g_auto(GStrv) missing = idio_facts_list_missing (brief->request, idio_draft_get_text (draft));
  g_auto(GStrv) blanks = idio_facts_list_blanks (brief->request, idio_draft_get_text (draft));
  g_autofree char *leaks = idio_leaks_to_json (idio_draft_get_leaks (draft));

  json_builder_set_member_name (builder, idio_nick_from_value (IDIO_TYPE_DRAFT_KIND, (gint) idio_draft_get_kind (draft)));
  json_builder_begin_object (builder);
  idio_json_add_string (builder, "text", idio_draft_get_text (draft));
  idio_json_add_int (builder, "words", idio_count_words (idio_draft_get_text (draft)));
  idio_json_add_string (builder, "state", idio_nick_from_value (IDIO_TYPE_DRAFT_STATE, (gint) idio_draft_get_state (draft)));
  idio_json_add_string (builder, "form", idio_nick_from_value (IDIO_TYPE_DRAFT_FORM, (gint) idio_draft_get_form (draft)));
  idio_json_add_string (builder, "model", idio_draft_get_model (draft));
  json_builder_set_member_name (builder, "leaks");
  json_builder_add_value (builder, json_from_string (leaks, NULL));
  build_list (builder, "missing", missing);
  build_list (builder, "blanks", blanks);
  json_builder_end_object (builder);
}

/* What the meter says of the two; %NULL if there is only one. That the meter fails is no reason to lose the drafts. */
static IdioComparison *
compare (IdioCli      *cli,
         IdioDrafting *drafting,
         gboolean     *wanted)
{
  const char *texts[N_KINDS];
  g_autoptr(GError) error = NULL;
  IdioComparison *comparison;

  for (guint i = 0; i < N_KINDS; i++)
    {
      texts[i] = idio_draft_get_text (idio_drafting_get_draft (drafting, (IdioDraftKind) i));

      if (!wanted[i] || *texts[i] == '\0')
        return NULL;
    }

  /* Whoever stops does not wait for it. */
  if (g_cancellable_is_cancelled (cli->cancellable))
    return NULL;

  comparison = dex_await_boxed (idio_comparison_make (idio_workspace_get_statistics (cli->workspace),
                                                      texts[IDIO_DRAFT_KIND_GENERIC], texts[IDIO_DRAFT_KIND_PERSONAL],
                                                      idio_drafting_get_brief (drafting)->audience),
                                &error);

  if (comparison == NULL)
    g_debug ("The drafts can't be compared: %s", error->message);

  return comparison;
}

static void
print_drafts (IdioCli      *cli,
              IdioDrafting *drafting,
              gboolean     *wanted,
              Column       *columns)
{
  g_autoptr(IdioComparison) comparison = compare (cli, drafting, wanted);
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  idio_json_add_int (builder, "words", idio_drafting_get_brief (drafting)->n_words);

  for (guint i = 0; i < N_KINDS; i++)
    {
      IdioDraft *draft = idio_drafting_get_draft (drafting, (IdioDraftKind) i);

      if (!wanted[i])
        continue;

      build_draft (builder, draft, idio_drafting_get_brief (drafting));

      if (cli->json)
        continue;

      if (columns[i].line != NULL && columns[i].line->len > 0)
        print_line (&columns[i], columns[i].line->str, columns[i].line->str + columns[i].line->len);
      else if (columns[i].line == NULL)
        print_whole (draft);

      print_facts (draft, idio_drafting_get_brief (drafting));
      print_leaks (draft);
    }

  if (comparison != NULL)
    idio_cli_build_comparison (builder, comparison);

  json_builder_end_object (builder);

  if (cli->json)
    idio_cli_print (builder);
  else if (comparison != NULL)
    idio_cli_print_comparison (comparison);
}

static gboolean
save_drafts (IdioCli       *cli,
             IdioDrafting  *drafting,
             gboolean      *wanted,
             GError       **error)
{
  IdioHistory *history = idio_workspace_get_history (cli->workspace);
  g_autoptr(IdioHistoryEntry) entry = dex_await_object (idio_history_add (history, idio_drafting_get_brief (drafting)),
                                                        error);

  for (guint i = 0; entry != NULL && i < N_KINDS; i++)
    if (wanted[i] &&
        !dex_await (idio_history_save_draft (history, idio_history_entry_get_id (entry),
                                             idio_drafting_get_draft (drafting, (IdioDraftKind) i)),
                    error))
      return FALSE;

  return entry != NULL;
}

/* Connects what streams to the terminal, if that is where it goes. */
static void
connect_columns (IdioCli      *cli,
                 IdioDrafting *drafting,
                 Column       *columns)
{
  if (cli->json || !isatty (STDOUT_FILENO))
    return;

  for (guint i = 0; i < N_KINDS; i++)
    {
      columns[i].label = get_label ((IdioDraftKind) i);
      columns[i].line = g_string_new (NULL);
      g_signal_connect (idio_drafting_get_draft (drafting, (IdioDraftKind) i), "appended", G_CALLBACK (stream_cb),
                        &columns[i]);
      g_signal_connect (idio_drafting_get_draft (drafting, (IdioDraftKind) i), "cleared", G_CALLBACK (cleared_cb),
                        &columns[i]);
    }
}

static IdioCliStatus
run (IdioCli      *cli,
     IdioDrafting *drafting,
     gboolean     *wanted)
{
  Column columns[N_KINDS] = { { NULL, }, };
  IdioCliStatus status = IDIO_CLI_DONE;
  g_autoptr(GError) error = NULL;

  connect_columns (cli, drafting, columns);
  idio_signals_watch (cli->cancellable);
  dex_await (idio_drafting_run (drafting), NULL);

  for (guint i = 0; i < N_KINDS; i++)
    {
      IdioDraft *draft = idio_drafting_get_draft (drafting, (IdioDraftKind) i);

      if (wanted[i] && idio_draft_get_state (draft) == IDIO_DRAFT_STATE_FAILED)
        status = idio_cli_fail ("%s", idio_draft_get_error (draft)->message);
      else if (wanted[i] && idio_draft_get_state (draft) != IDIO_DRAFT_STATE_FINISHED)
        status = IDIO_CLI_FAILED;

      /* Both fail for the same reason, which is told once. */
      if (status == IDIO_CLI_FAILED)
        break;
    }

  /* They are saved first: nobody may be there any more to read what is printed. */
  if (*idio_draft_get_text (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_GENERIC)) != '\0' ||
      *idio_draft_get_text (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_PERSONAL)) != '\0')
    {
      if (!save_drafts (cli, drafting, wanted, &error))
        status = idio_cli_fail ("%s", error->message);

      print_drafts (cli, drafting, wanted, columns);
    }

  for (guint i = 0; i < N_KINDS; i++)
    if (columns[i].line != NULL)
      g_string_free (columns[i].line, TRUE);

  return status;
}

static IdioCliStatus
write_brief (IdioCli       *cli,
             IdioBriefKind  kind,
             const char    *request)
{
  gboolean wanted[N_KINDS] = { TRUE, TRUE };
  g_autoptr(IdioDrafting) drafting = NULL;
  g_autoptr(IdioBrief) brief = NULL;
  g_autoptr(GError) error = NULL;
  IdioDraftKind only;
  IdioAudience audience;

  if (!idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if (cli->words < 0 || cli->words > 2000)
    return idio_cli_misuse (_("A number of --words is between 1 and 2000."));

  if (cli->only != NULL && !idio_nick_to_value (IDIO_TYPE_DRAFT_KIND, cli->only, &only))
    return idio_cli_misuse (_("Only generic or personal can be given to --only."));

  if (!idio_cli_use_model (cli, &error))
    return idio_cli_fail ("%s", error->message);

  brief = idio_brief_new (kind, request, audience, cli->words > 0 ? IDIO_LENGTH_EXACT : IDIO_LENGTH_USUAL,
                          (guint) cli->words);

  if (*brief->request == '\0')
    return idio_cli_misuse (_("What should be written?"));

  drafting = idio_drafting_new (brief, idio_workspace_get_corpus (cli->workspace),
                                idio_workspace_get_voice (cli->workspace), idio_workspace_get_choice (cli->workspace));
  idio_drafting_set_seed (drafting, cli->seed);
  g_signal_connect_object (cli->cancellable, "cancelled", G_CALLBACK (idio_drafting_stop), drafting, G_CONNECT_SWAPPED);

  if (cli->only != NULL)
    {
      idio_drafting_set_only (drafting, only);

      for (guint i = 0; i < N_KINDS; i++)
        wanted[i] = i == only;
    }

  if (cli->show_request)
    return idio_cli_print_requests (cli, drafting);

  return run (cli, drafting, wanted);
}

IdioCliStatus
idio_cli_draft (IdioCli *cli)
{
  g_autofree char *request = g_strjoinv (" ", cli->args);

  return write_brief (cli, IDIO_BRIEF_KIND_WRITE, request);
}

IdioCliStatus
idio_cli_rewrite (IdioCli *cli)
{
  g_autofree char *text = NULL;
  IdioCliStatus status;

  if (cli->args[0] == NULL || cli->args[1] != NULL)
    return idio_cli_misuse (_("Which file?"));

  if ((status = idio_cli_read_file (cli, cli->args[0], &text)) != IDIO_CLI_DONE)
    return status;

  return write_brief (cli, IDIO_BRIEF_KIND_REWRITE, text);
}
