/* idio-cli-voice.c: the commands infer, cards and export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "draft/idio-voice-export.h"
#include "draft/idio-voice-json.h"
#include "idio-enums.h"
#include "voice/idio-inference.h"

static void
show_progress (IdioInference *inference,
               GParamSpec    *pspec,
               gpointer       user_data)
{
  guint n_passages = idio_inference_get_n_passages (inference), n_found = idio_inference_get_n_found (inference);
  g_autofree char *read =
    /* Translators: the plural form is that of the second number */
    g_strdup_printf (ngettext ("Read %u of %u passage", "Read %u of %u passages", n_passages),
                     idio_inference_get_n_read (inference), n_passages);
  g_autofree char *found = g_strdup_printf (ngettext ("%u card found", "%u cards found", n_found), n_found);

  /* Translators: progress: "Read 6 of 18 passages", then "2 cards found" */
  idio_terminal_progress (C_("progress", "%s, %s"), read, found);
}

static void
print_card (IdioHypothesis *card)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (card);
  GPtrArray *quotes = idio_hypothesis_get_quotes (card);
  gboolean has_rate = *fields->rate != '\0';

  idio_terminal_print_line ("%5" G_GINT64_FORMAT "  %-8s  %-6s  %s%s%s%s", idio_hypothesis_get_id (card),
                            idio_nick_from_value (IDIO_TYPE_CARD_STATE, (gint) fields->state),
                            idio_nick_from_value (IDIO_TYPE_STRENGTH, (gint) fields->strength), fields->claim,
                            has_rate ? " (" : "", fields->rate, has_rate ? ")" : "");

  for (guint i = 0; i < MIN (quotes->len, 2); i++)
    {
      g_autofree char *excerpt = idio_text_dup_excerpt (((IdioQuote *) g_ptr_array_index (quotes, i))->text, 70);

      idio_terminal_print_line ("                         “%s”", excerpt);
    }
}

static IdioCliStatus
print_cards (IdioCli *cli)
{
  IdioVoice *voice = idio_workspace_get_voice (cli->workspace);
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  if (cli->json)
    {
      idio_voice_json_add_cards (builder, idio_cli_get_audiences (cli), voice);
      idio_cli_print (builder);

      return IDIO_CLI_DONE;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

      print_card (card);
    }

  return IDIO_CLI_DONE;
}

IdioCliStatus
idio_cli_infer (IdioCli *cli)
{
  g_autoptr(IdioInference) inference = NULL;
  g_autoptr(GError) error = NULL;

  if (!idio_cli_has_args (cli, 0))
    return IDIO_CLI_USAGE;

  if (!dex_await (idio_workspace_count_habits (cli->workspace), &error) || !idio_cli_use_model (cli, &error))
    return idio_cli_fail ("%s", error->message);

  inference = idio_inference_new (idio_workspace_get_voice (cli->workspace), idio_workspace_get_corpus (cli->workspace),
                                  idio_workspace_get_choice (cli->workspace));
  g_signal_connect (inference, "notify", G_CALLBACK (show_progress), NULL);
  g_signal_connect_object (cli->cancellable, "cancelled", G_CALLBACK (idio_inference_stop), inference,
                           G_CONNECT_SWAPPED);
  idio_signals_watch (cli->cancellable);

  if (!dex_await (idio_inference_run (inference), &error))
    {
      /* Too small a model is no failure: the counted cards are there. */
      if (!g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT))
        return idio_cli_fail ("%s", error->message);

      idio_terminal_progress (NULL);
      idio_terminal_print_error ("%s %s", error->message, _("The cards below were counted."));
    }

  idio_terminal_progress (NULL);
  print_cards (cli);

  return g_cancellable_is_cancelled (cli->cancellable) ? IDIO_CLI_FAILED : IDIO_CLI_DONE;
}

static IdioCliStatus
change_card (IdioCli              *cli,
             const IdioCardChange *change)
{
  IdioVoice *voice = idio_workspace_get_voice (cli->workspace);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GError) error = NULL;
  guint64 id;

  if (cli->args[1] == NULL || !g_ascii_string_to_unsigned (cli->args[1], 10, 1, G_MAXINT64, &id, NULL))
    return idio_cli_misuse (_("Which card? “idiolect-cli cards” shows their numbers."));

  if (idio_voice_find (voice, (gint64) id) == NULL)
    return idio_cli_fail (_("There is no card %s."), cli->args[1]);

  if (!dex_await (idio_voice_change (voice, (gint64) id, change), &error))
    return idio_cli_fail ("%s", error->message);

  if (cli->json)
    {
      idio_voice_json_add_card (builder, idio_cli_get_audiences (cli), idio_voice_find (voice, (gint64) id));
      idio_cli_print (builder);
    }
  else
    print_card (idio_voice_find (voice, (gint64) id));

  return IDIO_CLI_DONE;
}

static IdioCliStatus
set_state (IdioCli       *cli,
           IdioCardState  state)
{
  return change_card (cli, &(IdioCardChange) { .state = &state });
}

static IdioCliStatus
edit_card (IdioCli *cli)
{
  if (cli->claim == NULL && cli->instruction == NULL)
    return idio_cli_misuse (_("Give a new --claim, a new --instruction, or both."));

  return change_card (cli, &(IdioCardChange) { .claim = cli->claim, .instruction = cli->instruction });
}

static IdioCliStatus
set_strength (IdioCli *cli)
{
  IdioStrength strength;

  if (cli->args[1] == NULL || !idio_nick_to_value (IDIO_TYPE_STRENGTH, cli->args[2], &strength))
    return idio_cli_misuse (_("A strength is off, hint or strong."));

  return change_card (cli, &(IdioCardChange) { .strength = &strength });
}

static IdioCliStatus
set_audience (IdioCli *cli)
{
  IdioAudiences *audiences = idio_cli_get_audiences (cli);
  g_autofree char *list = idio_audiences_dup_list (audiences);
  IdioAudience audience;

  if (cli->args[1] == NULL || !idio_audiences_find (audiences, cli->args[2], &audience))
    return idio_cli_misuse (_("Audiences are: %s"), list);

  return change_card (cli, &(IdioCardChange) { .audience = &audience });
}

static IdioCliStatus
add_card (IdioCli *cli)
{
  IdioVoice *voice = idio_workspace_get_voice (cli->workspace);
  g_autofree char *axes = idio_nick_list (IDIO_TYPE_AXIS);
  g_autoptr(GError) error = NULL;
  IdioHypothesis *same;
  IdioAxis axis = IDIO_AXIS_STYLE;
  IdioAudience audience;

  if (cli->args[1] == NULL || *cli->args[1] == '\0')
    return idio_cli_misuse (_("What should the card say?"));

  if (cli->axis != NULL && !idio_nick_to_value (IDIO_TYPE_AXIS, cli->axis, &axis))
    return idio_cli_misuse (_("“%s” is no axis. Axes are: %s"), cli->axis, axes);

  if (!idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if ((same = idio_voice_find_same (voice, cli->args[1], audience)))
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, idio_hypothesis_get_id (same));

      /* Translators: the number of a card follows */
      return idio_cli_fail (_("This card is here already: %s"), number);
    }

  if (!dex_await (idio_voice_add (voice, axis, cli->args[1], cli->instruction, audience), &error))
    return idio_cli_fail ("%s", error->message);

  return print_cards (cli);
}

static IdioCliStatus
keep_card (IdioCli *cli)
{
  return set_state (cli, IDIO_CARD_STATE_KEPT);
}

static IdioCliStatus
reject_card (IdioCli *cli)
{
  return set_state (cli, IDIO_CARD_STATE_REJECTED);
}

IdioCliStatus
idio_cli_cards (IdioCli *cli)
{
  static const struct { const char *word; guint n_args; IdioCliFunc func; } changes[] = {
    { "keep", 2, keep_card },
    { "reject", 2, reject_card },
    { "edit", 2, edit_card },
    { "strength", 3, set_strength },
    { "audience", 3, set_audience },
    { "add", 2, add_card },
  };

  if (cli->args[0] == NULL)
    return print_cards (cli);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (cli->args[0], changes[i].word))
      return idio_cli_has_args (cli, changes[i].n_args) ? changes[i].func (cli) : IDIO_CLI_USAGE;

  return idio_cli_misuse (_("“%s” can’t be done with cards."), cli->args[0]);
}

static void
export_json (IdioCli *cli)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  idio_voice_json_add_voice (builder, idio_cli_get_audiences (cli), idio_workspace_get_voice (cli->workspace));
  idio_cli_print (builder);
}

IdioCliStatus
idio_cli_export (IdioCli *cli)
{
  static const struct { const char *name; IdioExportFormat format; } formats[] = {
    { "md", IDIO_EXPORT_FORMAT_MARKDOWN },
    { "prompt", IDIO_EXPORT_FORMAT_PROMPT },
    { "skill", IDIO_EXPORT_FORMAT_SKILL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  IdioAudience audience;

  if (!idio_cli_has_args (cli, 0) || !idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if (cli->format == NULL || g_str_equal (cli->format, "json"))
    {
      export_json (cli);
      return IDIO_CLI_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!g_str_equal (cli->format, formats[i].name))
        continue;

      if (!(text = dex_await_string (idio_voice_export (idio_workspace_get_voice (cli->workspace),
                                                        idio_workspace_get_corpus (cli->workspace),
                                                        formats[i].format, audience), &error)))
        return idio_cli_fail ("%s", error->message);

      idio_terminal_print_text (text);
      return IDIO_CLI_DONE;
    }

  return idio_cli_misuse (_("A --format is json, md, prompt, or skill."));
}
