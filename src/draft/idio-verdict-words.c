/* idio-verdict-words.c: what the meter says, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "draft/idio-verdict-words.h"

/* Why one of the drafts can't be compared. */
static char *
describe_readout (IdioRefusal refusal,
                  gboolean    is_yours)
{
  switch (refusal)
    {
    case IDIO_REFUSAL_SHORT_DRAFT:
      return g_strdup_printf (is_yours ? _("Your draft has fewer than %d words, which are too few to compare.")
                                       : _("The generic draft has fewer than %d words, which are too few to compare."),
                              IDIO_METER_MIN_DRAFT_WORDS);

    case IDIO_REFUSAL_COPIED_DRAFT:
      return g_strdup (is_yours
                         ? _("So much of your draft is in your texts already that too little is left to compare.")
                         : _("So much of the generic draft is in your texts already that too little is left to compare."));

    case IDIO_REFUSAL_REPEATED_DRAFT:
      return g_strdup (is_yours ? _("Your draft repeats itself so much that there is too little left to compare.")
                                : _("The generic draft repeats itself so much that there is too little left to compare."));

    case IDIO_REFUSAL_UNFAMILIAR_DRAFT:
      return g_strdup (is_yours ? _("Your draft has too few words that you use to be compared with how you write.")
                                : _("The generic draft has too few words that you use to be compared with how you write."));

    case IDIO_REFUSAL_SENSELESS_DRAFT:
      return g_strdup (is_yours ? _("Your draft makes too little sense to be compared with how you write.")
                                : _("The generic draft makes too little sense to be compared with how you write."));

    case IDIO_REFUSAL_NONE:
    case IDIO_REFUSAL_FEW_DOCUMENTS:
    case IDIO_REFUSAL_FEW_WORDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
describe_refusal (const IdioVerdict *verdict)
{
  gboolean is_yours = verdict->draft.refusal != IDIO_REFUSAL_NONE;

  switch (verdict->refusal)
    {
    case IDIO_REFUSAL_FEW_DOCUMENTS:
      return g_strdup_printf (ngettext ("To compare drafts with how you write, at least %d text of yours is needed.",
                                        "To compare drafts with how you write, at least %d texts of yours are needed.",
                                        IDIO_METER_MIN_DOCUMENTS), IDIO_METER_MIN_DOCUMENTS);

    case IDIO_REFUSAL_FEW_WORDS:
      return g_strdup_printf (_("To compare drafts with how you write, texts of yours with at least %'d words are needed."),
                              IDIO_METER_MIN_WORDS);

    case IDIO_REFUSAL_SHORT_DRAFT:
    case IDIO_REFUSAL_COPIED_DRAFT:
    case IDIO_REFUSAL_REPEATED_DRAFT:
    case IDIO_REFUSAL_UNFAMILIAR_DRAFT:
    case IDIO_REFUSAL_SENSELESS_DRAFT:
      return describe_readout (is_yours ? verdict->draft.refusal : verdict->reference.refusal, is_yours);

    case IDIO_REFUSAL_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * idio_verdict_describe:
 * @comparison: two drafts compared
 *
 * Returns: (transfer full): a sentence that says which is closer to the user, or why that can't be said
 */
char *
idio_verdict_describe (const IdioComparison *comparison)
{
  const IdioVerdict *verdict = &comparison->verdict;

  if (verdict->closeness != IDIO_CLOSENESS_REFUSED && comparison->excesses->len > 0)
    return g_strdup (_("Your draft does something more often than you ever do."));

  switch (verdict->closeness)
    {
    case IDIO_CLOSENESS_MUCH_CLOSER:
      return g_strdup (_("Your draft is much closer to how you write."));

    case IDIO_CLOSENESS_CLOSER:
      return g_strdup (_("Your draft is closer to how you write."));

    case IDIO_CLOSENESS_PROBABLY_CLOSER:
      return g_strdup (_("Your draft is probably closer to how you write."));

    case IDIO_CLOSENESS_PROBABLY_FURTHER:
      return g_strdup (_("Your draft is probably further from how you write."));

    case IDIO_CLOSENESS_FURTHER:
      return g_strdup (_("Your draft is further from how you write."));

    case IDIO_CLOSENESS_MUCH_FURTHER:
      return g_strdup (_("Your draft is much further from how you write."));

    case IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE:
      if (MAX (verdict->reference.position, verdict->draft.position) < verdict->own_low)
        return g_strdup (_("No clear difference: neither is close to how you write."));

      return g_strdup (_("No clear difference: both are about as close to how you write."));

    case IDIO_CLOSENESS_REFUSED:
    default:
      return describe_refusal (verdict);
    }
}

/**
 * idio_verdict_strength:
 * @comparison: two drafts compared, with a verdict that was not refused
 *
 * Returns: (transfer full) (nullable): how often such a verdict is right, as a sentence; %NULL if the verdict does not
 *   come from how close the drafts are
 */
char *
idio_verdict_strength (const IdioComparison *comparison)
{
  const IdioVerdict *verdict = &comparison->verdict;
  gboolean is_probable = verdict->closeness == IDIO_CLOSENESS_PROBABLY_CLOSER ||
                         verdict->closeness == IDIO_CLOSENESS_PROBABLY_FURTHER;
  gint percent = (gint) floor (100 * MAX (verdict->probability, 1 - verdict->probability));

  if (comparison->excesses->len > 0)
    return NULL;

  if (verdict->closeness == IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE)
    /* Translators: the number is from 50 to 74. */
    return g_strdup_printf (_("Of a text of yours and one by somebody else, a difference this small points to yours in "
                              "only %d of 100 cases."),
                            percent);

  if (is_probable && percent >= 90)
    /* Translators: the number is from 90 to 99. */
    return g_strdup_printf (_("Of a text of yours and one by somebody else, a difference this large points to yours in %d "
                              "of 100 cases. But two texts of yours may well differ as much."), percent);

  /* Translators: the number is from 75 to 99. */
  return g_strdup_printf (_("Of a text of yours and one by somebody else, a difference this large points to yours in %d "
                            "of 100 cases."), percent);
}

/**
 * idio_verdict_qualify:
 * @verdict: a verdict
 *
 * Returns: (transfer full) (nullable): that more texts of the user's would help, if that has to be said
 */
char *
idio_verdict_qualify (const IdioVerdict *verdict)
{
  if (verdict->closeness == IDIO_CLOSENESS_REFUSED)
    return NULL;

  switch (verdict->sureness)
    {
    case IDIO_SURENESS_LOW:
      return g_strdup (_("There are few texts of yours so far. With more, clearer answers can be given."));

    case IDIO_SURENESS_FAIR:
      return g_strdup (_("More texts of yours would help."));

    case IDIO_SURENESS_GOOD:
    default:
      return NULL;
    }
}

/**
 * idio_verdict_left_out:
 * @verdict: a verdict
 *
 * Returns: (transfer full) (nullable): how many words of the draft in the user's voice were not compared, as they came
 *   from their texts, as a sentence; %NULL if there are none, or nothing was compared
 */
char *
idio_verdict_left_out (const IdioVerdict *verdict)
{
  guint n_words = verdict->draft.n_copied;

  if (verdict->closeness == IDIO_CLOSENESS_REFUSED || n_words == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%'u word of your draft is in your texts already and is not compared.",
                                    "%'u words of your draft are in your texts already and are not compared.", n_words),
                          n_words);
}

/**
 * idio_verdict_compared:
 * @comparison: two drafts compared
 *
 * Returns: (transfer full): with how others write the user was compared, as a sentence
 */
char *
idio_verdict_compared (const IdioComparison *comparison)
{
  const guint n_bloggers = IDIO_BACKGROUND_SHIPPED_BLOGGERS, n_invented = IDIO_BACKGROUND_SHIPPED_INVENTED;

  if (comparison->n_others == 0)
    /* Translators: the numbers are 61 and 100 */
    return g_strdup_printf (_("Compared with %u bloggers and %u invented mail writers."), n_bloggers, n_invented);

  /* Translators: the plural form is that of the last number; the first two are 61 and 100 */
  return g_strdup_printf (ngettext ("Compared with %u bloggers, %u invented mail writers, and %'u text by others from "
                                    "your own mailboxes and files.",
                                    "Compared with %u bloggers, %u invented mail writers, and %'u texts by others from "
                                    "your own mailboxes and files.",
                                    comparison->n_others),
                          n_bloggers, n_invented, comparison->n_others);
}

/**
 * idio_verdict_content:
 * @verdict: a verdict that was not refused
 *
 * Returns: (transfer full): which draft is closer in what it says and the phrases it takes, which is no matter of style
 */
char *
idio_verdict_content (const IdioVerdict *verdict)
{
  if (verdict->draft.content > verdict->reference.content)
    return g_strdup (_("In content and phrases, your draft is closer to your texts."));

  return g_strdup (_("In content and phrases, your draft is no closer to your texts."));
}

/* A text does such a thing or does not. */
static char *
format_draft (IdioMeasureId measure,
              double        value)
{
  if (idio_measures[measure].unit == IDIO_UNIT_TEXTS)
    /* Translators: whether a text does what is measured, such as to begin with a greeting */
    return g_strdup (value > 0 ? C_("measure", "yes") : C_("measure", "no"));

  return idio_measure_format (measure, value);
}

/* The same with the unit. */
static char *
describe_draft (IdioMeasureId measure,
                double        value)
{
  return idio_measures[measure].unit == IDIO_UNIT_TEXTS ? format_draft (measure, value)
                                                        : idio_measure_describe (measure, value);
}

/**
 * idio_difference_explain:
 * @difference: a measure in which two drafts differ
 *
 * Returns: (transfer full): what it is, the user's own range and both drafts, as a line
 */
char *
idio_difference_explain (const IdioDifference *difference)
{
  const char *name = _(idio_measures[difference->measure].name);
  g_autofree char *upper = idio_measure_format (difference->measure, difference->own.upper);
  g_autofree char *own = idio_range_describe (difference->measure, &difference->own);
  g_autofree char *reference = format_draft (difference->measure, difference->reference);
  g_autofree char *draft = format_draft (difference->measure, difference->draft);

  if (idio_measures[difference->measure].unit == IDIO_UNIT_TEXTS)
    /* Translators: the name of a measure, then values of it: in your texts, in the generic draft, and in that in your
     * voice: "A greeting in your texts: 80 of 100 texts. Generic: yes. Yours: no." */
    return g_strdup_printf (_("%s in your texts: %s. Generic: %s. Yours: %s."), name, own, reference, draft);

  if (g_str_equal (upper, "0"))
    /* Translators: "Questions in most of your texts: none. Generic: 21 of 100 sentences. Yours: 12." */
    return g_strdup_printf (_("%s in most of your texts: none. Generic: %s. Yours: %s."), name, reference, draft);

  /* Translators: "Sentence length in half of your texts: 9–14 words. Generic: 21. Yours: 12." */
  return g_strdup_printf (_("%s in half of your texts: %s. Generic: %s. Yours: %s."), name, own, reference, draft);
}

/**
 * idio_difference_describe:
 * @difference: a measure in which two drafts differ
 *
 * Returns: (transfer full): the user's own range and both drafts, without the name of the measure
 */
char *
idio_difference_describe (const IdioDifference *difference)
{
  IdioMeasureId measure = difference->measure;
  g_autofree char *lower = idio_measure_format (measure, difference->own.lower);
  g_autofree char *upper = idio_measure_format (measure, difference->own.upper);
  g_autofree char *own = idio_range_describe (measure, &difference->own);
  g_autofree char *reference = format_draft (measure, difference->reference);
  g_autofree char *draft = format_draft (measure, difference->draft);

  if (idio_measures[measure].unit == IDIO_UNIT_TEXTS)
    /* Translators: "Your texts: 80 of 100 texts. Generic: yes. Yours: no." */
    return g_strdup_printf (_("Your texts: %s. Generic: %s. Yours: %s."), own, reference, draft);

  if (g_str_equal (lower, "0") && g_str_equal (upper, "0"))
    /* Translators: "Most of your texts: none. Generic: 21. Yours: 12." */
    return g_strdup_printf (_("Most of your texts: none. Generic: %s. Yours: %s."), reference, draft);

  if (g_str_equal (lower, upper))
    /* Translators: "Half of your texts or more: 12 words. Generic: 21. Yours: 12." */
    return g_strdup_printf (_("Half of your texts or more: %s. Generic: %s. Yours: %s."), own, reference, draft);

  /* Translators: "Half of your texts: 9–14 words. Generic: 21. Yours: 12." */
  return g_strdup_printf (_("Half of your texts: %s. Generic: %s. Yours: %s."), own, reference, draft);
}

/**
 * idio_excess_explain:
 * @excess: a habit that is overdone
 *
 * Returns: (transfer full): what it is and by how much, as a line
 */
char *
idio_excess_explain (const IdioDifference *excess)
{
  const char *name = _(idio_measures[excess->measure].name);
  g_autofree char *number = idio_measure_format (excess->measure, excess->own.high);
  g_autofree char *most = describe_draft (excess->measure, excess->own.high);
  g_autofree char *here = describe_draft (excess->measure, excess->draft);

  if (g_str_equal (number, "0"))
    /* Translators: the name of a measure, then how much of it a draft has: "Questions in your texts: hardly ever.
     * Yours: 40 of 100 sentences." */
    return g_strdup_printf (_("%s in your texts: hardly ever. Yours: %s."), name, here);

  /* Translators: the name of a measure, then values of it: "Questions in almost all of your texts, at most: 10 of 100
   * sentences. Yours: 40 of 100 sentences." */
  return g_strdup_printf (_("%s in almost all of your texts, at most: %s. Yours: %s."), name, most, here);
}

/**
 * idio_excess_describe:
 * @excess: a habit that is overdone
 *
 * Returns: (transfer full): by how much, without the name of the measure
 */
char *
idio_excess_describe (const IdioDifference *excess)
{
  g_autofree char *number = idio_measure_format (excess->measure, excess->own.high);
  g_autofree char *most = describe_draft (excess->measure, excess->own.high);
  g_autofree char *here = describe_draft (excess->measure, excess->draft);

  if (g_str_equal (number, "0"))
    /* Translators: "Hardly ever in your texts. Your draft: 40 of 100 sentences." */
    return g_strdup_printf (_("Hardly ever in your texts. Your draft: %s."), here);

  /* Translators: "At most, in almost all of your texts: 10 of 100 sentences. Your draft: 40 of 100 sentences." */
  return g_strdup_printf (_("At most, in almost all of your texts: %s. Your draft: %s."), most, here);
}
