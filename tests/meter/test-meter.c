/* test-meter.c: which of two drafts is closer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "made-up.h"
#include "meter/idio-meter.h"

static IdioProfile *
make_profile (IdioBackground *background,
              guint           writer,
              guint           n_documents,
              guint           n_words)
{
  IdioProfile *profile = idio_profile_new (background);

  for (guint i = 0; i < n_documents; i++)
    {
      g_autofree char *text = made_up_text (writer, i, n_words);

      idio_profile_add (profile, i, text);
    }

  return profile;
}

/* What is drawn goes the way that is said, also where both texts are among the writer's own. */
static void
assert_agrees (const IdioVerdict *verdict)
{
  if (verdict->closeness > IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE)
    g_assert_cmpfloat (verdict->draft.position, >, verdict->reference.position);
  else if (verdict->closeness < IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE)
    g_assert_cmpfloat (verdict->draft.position, <, verdict->reference.position);

  if (verdict->closeness == IDIO_CLOSENESS_MUCH_CLOSER || verdict->closeness == IDIO_CLOSENESS_MUCH_FURTHER)
    g_assert_cmpfloat (MIN (verdict->draft.position, verdict->reference.position), <, verdict->own_lower);
}

static IdioVerdict
compare (IdioProfile *profile,
         guint        first_writer,
         guint        second_writer,
         guint        number)
{
  g_autofree char *first = made_up_text (first_writer, 100 + number, 120);
  g_autofree char *second = made_up_text (second_writer, 200 + number, 120);

  IdioVerdict verdict = idio_meter_compare (profile, first, second);

  if (verdict.closeness != IDIO_CLOSENESS_REFUSED)
    assert_agrees (&verdict);

  return verdict;
}

/* Two texts by the writer are hardly ever told apart with more than “probably”, and another’s from the writer’s are. */
static void
test_calibration (void)
{
  g_autoptr(IdioBackground) background = made_up_background (10, 20);
  guint n_own_clear = 0, n_own_much = 0, n_answered = 0, n_right = 0, n_wrong_clear = 0, n = 0;

  for (guint writer = 0; writer < 8; writer++)
    {
      g_autoptr(IdioProfile) profile = make_profile (background, writer, 12, 200);

      for (guint i = 0; i < 12; i++, n++)
        {
          guint other = (writer + 1 + i % 7) % 8;
          IdioCloseness own = compare (profile, writer, writer, i).closeness;
          IdioCloseness closer = compare (profile, other, writer, i).closeness;
          IdioCloseness further = compare (profile, writer, other, i).closeness;

          g_assert_cmpint (closer, !=, IDIO_CLOSENESS_REFUSED);
          n_own_clear += own >= IDIO_CLOSENESS_CLOSER || own <= IDIO_CLOSENESS_FURTHER;
          n_own_much += own == IDIO_CLOSENESS_MUCH_CLOSER || own == IDIO_CLOSENESS_MUCH_FURTHER;
          n_answered += closer != IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE;
          n_answered += further != IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE;
          n_right += closer > IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE;
          n_right += further < IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE;
          n_wrong_clear += closer <= IDIO_CLOSENESS_FURTHER;
          n_wrong_clear += further >= IDIO_CLOSENESS_CLOSER;
        }
    }

  g_assert_cmpuint (5 * n_own_clear, <=, n);
  g_assert_cmpuint (50 * n_own_much, <=, n);
  g_assert_cmpuint (4 * n_answered, >=, 3 * 2 * n);
  g_assert_cmpuint (10 * n_right, >=, 9 * n_answered);
  g_assert_cmpuint (20 * n_wrong_clear, <=, n_answered);
}

static void
test_readout (void)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 10, 200);
  IdioVerdict verdict = compare (profile, 2, 1, 0);
  IdioVerdict again = compare (profile, 2, 1, 0);
  IdioVerdict same = compare (profile, 1, 1, 0);
  IdioVerdict swapped;
  g_autofree char *first = made_up_text (2, 100, 120);
  g_autofree char *second = made_up_text (1, 200, 120);

  swapped = idio_meter_compare (profile, second, first);
  g_assert_cmpint (verdict.closeness, >=, IDIO_CLOSENESS_PROBABLY_CLOSER);
  g_assert_cmpint (swapped.closeness, ==, 2 * IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE - verdict.closeness);
  g_assert_cmpint (same.closeness, >=, IDIO_CLOSENESS_PROBABLY_FURTHER);
  g_assert_cmpint (same.closeness, <=, IDIO_CLOSENESS_PROBABLY_CLOSER);
  g_assert_cmpmem (&verdict, sizeof verdict, &again, sizeof again);
  g_assert_cmpfloat_with_epsilon (verdict.change, -swapped.change, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict.probability, 1 - swapped.probability, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict.change, verdict.draft.position - verdict.reference.position, 1e-12);
  g_assert_cmpfloat (verdict.probability, >=, 0.75);
  g_assert_cmpfloat (verdict.own_low, <, verdict.own_lower);
  g_assert_cmpfloat (verdict.own_lower, <, verdict.own_median);
  g_assert_cmpfloat (verdict.own_median, <, 0);
  g_assert_cmpfloat (verdict.draft.deviation, >, verdict.reference.deviation);
  g_assert_cmpuint (verdict.draft.n_words, >=, 120);
  g_assert_cmpuint (verdict.conditions.n_words, >=, 120);
  g_assert_cmpuint (verdict.conditions.n_own, ==, 10);
  g_assert_cmpfloat_with_epsilon (verdict.conditions.match, 0, 1e-12);
  g_assert_cmpint (verdict.sureness, ==, IDIO_SURENESS_LOW);
}

/* A longer text has a higher score, whoever wrote it; that makes it no closer. */
static void
test_lengths (void)
{
  g_autoptr(IdioBackground) background = made_up_background (10, 20);

  for (guint writer = 0; writer < 4; writer++)
    {
      g_autoptr(IdioProfile) profile = make_profile (background, writer, 12, 400);

      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *brief = made_up_text (writer + 4, 300 + i, 60);
          g_autofree char *extensive = made_up_text (writer + 4, 300 + i, 300);
          IdioVerdict verdict = idio_meter_compare (profile, brief, extensive);

          g_assert_cmpint (verdict.closeness, !=, IDIO_CLOSENESS_REFUSED);
          g_assert_cmpint (verdict.closeness, <=, IDIO_CLOSENESS_PROBABLY_CLOSER);
        }
    }
}

static IdioRefusal
refuse (guint       n_documents,
        guint       n_words,
        const char *draft)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, n_documents, n_words);
  g_autofree char *reference = made_up_text (2, 100, 100);
  IdioVerdict verdict = idio_meter_compare (profile, reference, draft);

  g_assert_cmpint (verdict.closeness == IDIO_CLOSENESS_REFUSED, ==, verdict.refusal != IDIO_REFUSAL_NONE);

  return verdict.refusal;
}

static void
test_refusals (void)
{
  g_autofree char *draft = made_up_text (1, 200, 100);
  g_autofree char *sample = made_up_text (1, 0, 400);
  g_autofree char *half = g_strdup_printf ("%s %s", sample, draft);
  g_autofree char *brief = made_up_text (1, 201, IDIO_METER_MIN_DRAFT_WORDS);
  g_autofree char *twice = g_strdup_printf ("%s\n\n%s", draft, brief);
  g_autofree char *often = g_strdup_printf ("%s\n\n%s\n\n%s", draft, draft, draft);
  g_autoptr(GString) blah = g_string_new (NULL);
  const char *german = "Ich habe gestern lange mit ihm gesprochen, weil wir beide nicht wussten, wie es nach dem Sommer "
                       "weitergehen soll. Er meint, dass man erst noch einmal alle fragen muss, bevor jemand etwas "
                       "entscheidet, und das finde ich auch richtig.";

  for (guint i = 0; i < 200; i++)
    g_string_append (blah, "blah ");

  g_assert_cmpint (refuse (4, 1000, draft), ==, IDIO_REFUSAL_FEW_DOCUMENTS);
  g_assert_cmpint (refuse (5, 200, draft), ==, IDIO_REFUSAL_FEW_WORDS);
  g_assert_cmpint (refuse (5, 400, "Far too short."), ==, IDIO_REFUSAL_SHORT_DRAFT);
  g_assert_cmpint (refuse (5, 400, ""), ==, IDIO_REFUSAL_SHORT_DRAFT);
  g_assert_cmpint (refuse (5, 400, sample), ==, IDIO_REFUSAL_COPIED_DRAFT);
  g_assert_cmpint (refuse (5, 400, half), ==, IDIO_REFUSAL_NONE);
  g_assert_cmpint (refuse (5, 400, brief), ==, IDIO_REFUSAL_NONE);
  g_assert_cmpint (refuse (5, 400, twice), ==, IDIO_REFUSAL_NONE);
  g_assert_cmpint (refuse (5, 400, often), ==, IDIO_REFUSAL_REPEATED_DRAFT);
  g_assert_cmpint (refuse (5, 400, blah->str), ==, IDIO_REFUSAL_REPEATED_DRAFT);
  g_assert_cmpint (refuse (5, 400, german), ==, IDIO_REFUSAL_UNFAMILIAR_DRAFT);
  g_assert_cmpint (refuse (5, 400, draft), ==, IDIO_REFUSAL_NONE);
}

/* What was copied from a document makes a draft no closer. */
static void
test_copied (void)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 10, 200);
  g_autofree char *reference = made_up_text (2, 100, 120);
  g_autofree char *draft = made_up_text (2, 101, 120);
  g_autofree char *sample = made_up_text (1, 0, 200);
  g_autofree char *pasted = g_strdup_printf ("%s\n\n%s", draft, sample);
  IdioVerdict verdict = idio_meter_compare (profile, reference, draft);
  IdioVerdict with_copy = idio_meter_compare (profile, reference, pasted);

  g_assert_cmpuint (verdict.draft.n_copied, ==, 0);
  g_assert_cmpuint (with_copy.draft.n_copied, >=, 195);
  g_assert_cmpfloat (fabs (with_copy.draft.position - verdict.draft.position), <, 0.1);
  g_assert_cmpint (with_copy.closeness, ==, verdict.closeness);
}

/* @kind: letters, keys beside each other, or words of no text */
static char *
make_nonsense (guint  kind,
               GRand *rand)
{
  static const char * const keys[] = { "asdf", "jkl", "qwer", "uiop", "zxcv", "asdfasdf", "fdsa" };
  static const char * const latin[] = { "lorem", "ipsum", "dolor", "amet", "tempor", "labore", "aliqua", "veniam", "quis",
                                        "nostrud", "laboris", "nisi", "commodo", "velit", "esse", "nulla" };
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= 120; i++)
    {
      if (kind == 0)
        for (gint n = g_rand_int_range (rand, 2, 9); n > 0; n--)
          g_string_append_c (text, (char) g_rand_int_range (rand, 'a', 'z' + 1));
      else if (kind == 1)
        g_string_append (text, keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))]);
      else
        g_string_append (text, latin[g_rand_int_range (rand, 0, G_N_ELEMENTS (latin))]);

      g_string_append (text, i % 9 == 0 ? ". " : " ");
    }

  return g_string_free_and_steal (text);
}

/* Nonsense is never closer, nor is a text that says one thing again and again. */
static void
test_nonsense (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  for (guint writer = 0; writer < 6; writer++)
    {
      g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), writer, 10, 200);
      g_autofree char *reference = made_up_text (writer + 1, 100, 120);
      g_autofree char *sentence = made_up_text (writer, 101, 30);
      g_autoptr(GString) repeated = g_string_new (NULL);

      for (guint i = 0; i < 12; i++)
        {
          g_autofree char *nonsense = make_nonsense (i % 3, rand);
          IdioVerdict verdict = idio_meter_compare (profile, reference, nonsense);

          g_assert_cmpint (verdict.closeness, ==, IDIO_CLOSENESS_REFUSED);
          g_assert_cmpint (verdict.refusal, ==, IDIO_REFUSAL_UNFAMILIAR_DRAFT);
          g_string_append (repeated, sentence);
        }

      g_assert_cmpint (idio_meter_compare (profile, reference, repeated->str).refusal, ==, IDIO_REFUSAL_REPEATED_DRAFT);
    }
}

/* The same pieces in another order; what is between them stays. */
static char *
shuffle (const char *text,
         const char *pieces,
         GRand      *rand)
{
  g_auto(GStrv) split = g_regex_split_simple (pieces, text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
  guint n = g_strv_length (split) / 2;

  for (guint i = n; i > 1; i--)
    {
      char **other = &split[2 * g_rand_int_range (rand, 1, (gint32) i + 1) - 1];
      char *piece = split[2 * i - 1];

      split[2 * i - 1] = *other;
      *other = piece;
    }

  return g_strjoinv ("", split);
}

/* Each word of that number is another one. */
static char *
change_words (const char *text,
              guint       each)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (i % each == each - 1)
      {
        g_free (words[i]);
        words[i] = g_strdup_printf ("another%c", 'a' + i % 26);
      }

  return g_strjoinv (" ", words);
}

/* A sentence again and again, in which one word is another each time. */
static char *
make_loop (GRand *rand)
{
  static const char * const whom[] = { "they", "we", "you", "people", "others", "all", "some", "many" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "I think %s should really go there. ", whom[g_rand_int_range (rand, 0, 8)]);

  return g_string_free_and_steal (text);
}

/* A text of somebody else, to compare with. */
#define ANYONES \
  "I hope this message finds you well. I am writing to inform you that the meeting has been rescheduled to next week. " \
  "Please let me know whether the new time is convenient for you, and do not hesitate to reach out should you have any " \
  "further questions or concerns. I look forward to hearing from you at your earliest convenience."

static IdioProfile *
learn_example (GPtrArray *texts)
{
  g_auto(GStrv) names = g_resources_enumerate_children ("/io/github/idiolect/Idiolect/example", 0, NULL);
  IdioProfile *profile = idio_profile_new (idio_background_get_shipped ());

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/io/github/idiolect/Idiolect/example/", names[i], NULL);
      g_autoptr(GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      idio_profile_add (profile, i, text);
      g_ptr_array_add (texts, text);
    }

  return profile;
}

/* What a person would not take for something that was written is never closer, however much of it is the writer's: their
 * words in no order, their sentences in another, their texts with a word changed here and there, and loops. */
static void
test_degenerate (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IdioProfile) profile = learn_example (texts);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  guint n_heaps = 0, n_refused = 0, n_closer = 0;

  for (guint i = 0; i < 20 * texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i % texts->len);
      g_autofree char *heap = shuffle (text, "([\\w'’]+)", rand);
      g_autofree char *reordered = shuffle (text, "([^.!?]+[.!?]+)", rand);
      g_autofree char *changed = change_words (text, 5 + i % 4);
      g_autofree char *loop = make_loop (rand);
      IdioVerdict verdict = idio_meter_compare (profile, ANYONES, heap);

      if (verdict.refusal == IDIO_REFUSAL_SHORT_DRAFT)
        continue;

      n_heaps++;
      n_refused += verdict.draft.refusal == IDIO_REFUSAL_SENSELESS_DRAFT;
      n_closer += verdict.closeness > IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE;
      g_assert_cmpint (idio_meter_compare (profile, ANYONES, reordered).draft.refusal, ==, IDIO_REFUSAL_COPIED_DRAFT);
      g_assert_cmpint (idio_meter_compare (profile, ANYONES, changed).draft.refusal, !=, IDIO_REFUSAL_NONE);
      g_assert_cmpint (idio_meter_compare (profile, ANYONES, loop).draft.refusal, ==, IDIO_REFUSAL_REPEATED_DRAFT);
    }

  /* A few heaps of words stand in some order by chance. */
  g_test_message ("%u heaps of words, %u refused, %u closer", n_heaps, n_refused, n_closer);
  g_assert_cmpuint (n_heaps, >=, 200);
  g_assert_cmpuint (100 * n_refused, >=, 94 * n_heaps);
  g_assert_cmpuint (100 * n_closer, <=, n_heaps);
}

/* What somebody wrote is not refused: each of the writer's texts, to one who does not have it. */
static void
test_written (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IdioProfile) profile = learn_example (texts);

  for (guint i = 0; i < texts->len; i++)
    {
      IdioVerdict verdict;

      idio_profile_remove (profile, i);
      verdict = idio_meter_compare (profile, ANYONES, g_ptr_array_index (texts, i));
      idio_profile_add (profile, i, g_ptr_array_index (texts, i));

      if (verdict.refusal == IDIO_REFUSAL_SHORT_DRAFT)
        continue;

      g_assert_cmpint (verdict.refusal, ==, IDIO_REFUSAL_NONE);
      assert_agrees (&verdict);
    }
}

/* Of other languages than the background's it is not known which words follow each other: what makes sense is not called
 * senseless. */
static void
test_other_language (void)
{
  static const char * const sentences[] = {
    "Ich habe gestern lange mit ihm gesprochen.", "Wir wissen noch nicht, wie es nach dem Sommer weitergeht.",
    "Er meint, dass man erst alle fragen muss.", "Das finde ich auch richtig.", "Die Karten liegen bei mir auf dem Tisch.",
    "Kannst du sie am Freitag abholen?", "Am Abend bin ich immer zu Hause.", "Sag mir bitte bis morgen, ob das geht.",
    "Der Zug kommt um halb acht an.", "Es wäre schön, wenn wir uns dann sehen.", "Sonst müssen wir noch eine Woche warten.",
    "Meine Schwester bringt den Kuchen mit.", "Von den anderen habe ich nichts gehört.", "Viele Grüße und bis bald!",
  };
  static const char * const drafts[] = {
    "Hallo Anna, danke für die Nachricht. Morgen passt mir gut, am Nachmittag wäre noch besser. Ich bringe die Liste mit, "
    "und du kannst in Ruhe alles durchsehen. Wenn etwas fehlt, ruf mich einfach an. Viele Grüße, Jonas",
    "Lieber Omar, der Bohrer läuft wieder, das hast du toll gemacht. Hättest du vor Samstag Zeit für die Heckenschere? Sie "
    "springt nicht mehr an. Ich habe es zweimal versucht, ohne Erfolg. Gib mir kurz Bescheid. Danke dir, Jonas",
    "Guten Tag, leider kann ich am Dienstag nicht kommen, weil mein Sohn krank ist. Gibt es einen anderen Termin in dieser "
    "Woche? Vormittags geht es bei mir am besten. Mit freundlichen Grüßen, Jonas Lind",
  };
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < 30; j++)
        g_string_append_printf (text, "%s ", sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);

      idio_profile_add (profile, i, text->str);
    }

  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      IdioVerdict verdict = idio_meter_compare (profile, drafts[i], drafts[i]);

      g_test_message ("%.2f", idio_profile_find_order (profile, drafts[i]));
      g_assert_cmpint (verdict.draft.refusal, ==, IDIO_REFUSAL_NONE);
    }
}

static void
test_oddities (void)
{
  g_autoptr(GPtrArray) texts = made_up_oddities ();
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 6, 300);
  g_autoptr(IdioProfile) odd = idio_profile_new (idio_background_get_shipped ());
  g_autofree char *draft = made_up_text (1, 200, 100);

  for (guint i = 0; i < texts->len; i++)
    idio_profile_add (odd, i, g_ptr_array_index (texts, i));

  for (guint i = 0; i < texts->len; i++)
    {
      IdioVerdict verdict = idio_meter_compare (profile, draft, g_ptr_array_index (texts, i));

      g_assert_true (isfinite (verdict.draft.style) && isfinite (verdict.draft.position) && isfinite (verdict.change));
    }

  g_assert_true (isfinite (idio_meter_compare (odd, draft, draft).change));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meter/calibration", test_calibration);
  g_test_add_func ("/meter/readout", test_readout);
  g_test_add_func ("/meter/lengths", test_lengths);
  g_test_add_func ("/meter/refusals", test_refusals);
  g_test_add_func ("/meter/copied", test_copied);
  g_test_add_func ("/meter/nonsense", test_nonsense);
  g_test_add_func ("/meter/degenerate", test_degenerate);
  g_test_add_func ("/meter/written", test_written);
  g_test_add_func ("/meter/other-language", test_other_language);
  g_test_add_func ("/meter/oddities", test_oddities);

  return g_test_run ();
}
