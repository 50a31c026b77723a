/* idio-cli-measure.c: measure, meter: what counting says, with no model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "draft/idio-verdict-words.h"
#include "idio-enums.h"
#include "llm/idio-json.h"

static void
add_double (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);

  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
print_text_measures (IdioCli    *cli,
                     const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  double values[IDIO_N_MEASURES];

  idio_measures_compute (analysis, values);
  json_builder_begin_object (builder);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      g_autofree char *value = isnan (values[i]) ? g_strdup ("–") : idio_measure_format (i, values[i]);

      add_double (builder, idio_measures[i].nick, values[i]);

      if (!cli->json)
        idio_terminal_print_line ("%10s  %s", value, _(idio_measures[i].name));
    }

  json_builder_end_object (builder);

  if (cli->json)
    idio_cli_print (builder);
}

static void
build_range (JsonBuilder     *builder,
             const IdioRange *range)
{
  idio_json_add_int (builder, "n", range->n);
  idio_json_add_int (builder, "some", range->n_some);
  add_double (builder, "low", range->low);
  add_double (builder, "lower", range->lower);
  add_double (builder, "median", range->median);
  add_double (builder, "upper", range->upper);
  add_double (builder, "high", range->high);
  add_double (builder, "mean", range->mean);
}

static void
print_ranges (IdioCli          *cli,
              const IdioRanges *ranges,
              guint             group)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange range;
      g_autofree char *described = NULL;

      if (!idio_ranges_get_range (ranges, i, group, &range))
        continue;

      json_builder_set_member_name (builder, idio_measures[i].nick);
      json_builder_begin_object (builder);
      build_range (builder, &range);
      json_builder_end_object (builder);
      described = idio_range_describe (i, &range);

      if (!cli->json)
        idio_terminal_print_line ("%28s  %s", described, _(idio_measures[i].name));
    }

  json_builder_end_object (builder);

  if (cli->json)
    idio_cli_print (builder);
}

IdioCliStatus
idio_cli_measure (IdioCli *cli)
{
  IdioStatistics *statistics = idio_workspace_get_statistics (cli->workspace);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  IdioAudience audience;
  IdioCliStatus status;

  if (!idio_cli_has_args (cli, 1) || !idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if (cli->args[0] != NULL)
    {
      if ((status = idio_cli_read_file (cli, cli->args[0], &text)) == IDIO_CLI_DONE)
        print_text_measures (cli, text);

      return status;
    }

  if (!dex_await (idio_statistics_update (statistics), &error))
    return idio_cli_fail ("%s", error->message);

  print_ranges (cli, idio_statistics_get_ranges (statistics),
                cli->audience != NULL ? (guint) audience : IDIO_RANGES_ALL);

  return IDIO_CLI_DONE;
}

static void
build_readout (JsonBuilder       *builder,
               const char        *name,
               const IdioReadout *readout)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_double (builder, "style", readout->style);
  add_double (builder, "deviation", readout->deviation);
  add_double (builder, "position", readout->position);
  add_double (builder, "content", readout->content);
  idio_json_add_int (builder, "words", readout->n_words);
  idio_json_add_int (builder, "copied", readout->n_copied);
  idio_json_add_int (builder, "repeated", readout->n_repeated);
  json_builder_end_object (builder);
}

static void
build_differences (JsonBuilder *builder,
                   const char  *name,
                   GArray      *differences)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);

  for (guint i = 0; i < differences->len; i++)
    {
      const IdioDifference *difference = &g_array_index (differences, IdioDifference, i);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "measure", idio_measures[difference->measure].nick);
      add_double (builder, "generic", difference->reference);
      add_double (builder, "personal", difference->draft);
      json_builder_set_member_name (builder, "own");
      json_builder_begin_object (builder);
      build_range (builder, &difference->own);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

/**
 * idio_cli_build_comparison:
 * @builder: an object under way
 * @comparison: two drafts compared
 *
 * Adds what the meter says as a member "meter".
 */
void
idio_cli_build_comparison (JsonBuilder          *builder,
                           const IdioComparison *comparison)
{
  const IdioVerdict *verdict = &comparison->verdict;

  json_builder_set_member_name (builder, "meter");
  json_builder_begin_object (builder);
  idio_json_add_string (builder, "verdict", idio_nick_from_value (IDIO_TYPE_CLOSENESS, (gint) verdict->closeness));

  if (verdict->closeness == IDIO_CLOSENESS_REFUSED)
    idio_json_add_string (builder, "reason", idio_nick_from_value (IDIO_TYPE_REFUSAL, (gint) verdict->refusal));
  else
    {
      idio_json_add_string (builder, "sureness", idio_nick_from_value (IDIO_TYPE_SURENESS, (gint) verdict->sureness));
      build_readout (builder, "generic", &verdict->reference);
      build_readout (builder, "personal", &verdict->draft);
      json_builder_set_member_name (builder, "own");
      json_builder_begin_object (builder);
      add_double (builder, "low", verdict->own_low);
      add_double (builder, "lower", verdict->own_lower);
      add_double (builder, "median", verdict->own_median);
      json_builder_end_object (builder);
      add_double (builder, "change", verdict->change);
      add_double (builder, "probability", verdict->probability);
      idio_json_add_int (builder, "others", comparison->n_others);
      build_differences (builder, "differences", comparison->differences);
      build_differences (builder, "overdone", comparison->excesses);
    }

  json_builder_end_object (builder);
}

static void
print_difference (guint       measure,
                  const char *described)
{
  idio_terminal_print_line ("  %s", _(idio_measures[measure].name));
  idio_terminal_print_line ("    %s", described);
}

/**
 * idio_cli_print_comparison:
 * @comparison: two drafts compared
 *
 * Prints what the meter says, in words.
 */
void
idio_cli_print_comparison (const IdioComparison *comparison)
{
  g_autofree char *sentence = idio_verdict_describe (comparison);
  g_autofree char *sureness = idio_verdict_qualify (&comparison->verdict);
  g_autofree char *strength = NULL, *content = NULL, *compared = NULL;

  idio_terminal_print_line ("%s%s%s", sentence, sureness != NULL ? " " : "", sureness != NULL ? sureness : "");

  if (comparison->verdict.closeness == IDIO_CLOSENESS_REFUSED)
    return;

  if ((strength = idio_verdict_strength (comparison)) != NULL)
    idio_terminal_print_line ("%s", strength);

  for (guint i = 0; i < comparison->excesses->len; i++)
    {
      const IdioDifference *excess = &g_array_index (comparison->excesses, IdioDifference, i);
      g_autofree char *described = idio_excess_describe (excess);

      print_difference (excess->measure, described);
    }

  for (guint i = 0; i < comparison->differences->len; i++)
    {
      const IdioDifference *difference = &g_array_index (comparison->differences, IdioDifference, i);
      g_autofree char *described = idio_difference_describe (difference);

      print_difference (difference->measure, described);
    }

  content = idio_verdict_content (&comparison->verdict);
  compared = idio_verdict_compared (comparison);
  idio_terminal_print_line ("%s", content);
  idio_terminal_print_line ("%s", compared);
}

IdioCliStatus
idio_cli_meter (IdioCli *cli)
{
  g_autofree char *generic = NULL, *personal = NULL;
  g_autoptr(IdioComparison) comparison = NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GError) error = NULL;
  IdioAudience audience;
  IdioCliStatus status;

  if (!idio_cli_has_args (cli, 2) || !idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if (cli->args[0] == NULL || cli->args[1] == NULL)
    return idio_cli_misuse (_("Which two files?"));

  if ((status = idio_cli_read_file (cli, cli->args[0], &generic)) != IDIO_CLI_DONE ||
      (status = idio_cli_read_file (cli, cli->args[1], &personal)) != IDIO_CLI_DONE)
    return status;

  if (!(comparison = dex_await_boxed (idio_comparison_make (idio_workspace_get_statistics (cli->workspace), generic,
                                                            personal, audience), &error)))
    return idio_cli_fail ("%s", error->message);

  if (!cli->json)
    {
      idio_cli_print_comparison (comparison);
      return IDIO_CLI_DONE;
    }

  json_builder_begin_object (builder);
  idio_cli_build_comparison (builder, comparison);
  json_builder_end_object (builder);
  idio_cli_print (builder);

  return IDIO_CLI_DONE;
}
