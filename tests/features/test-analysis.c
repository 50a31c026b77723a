/* test-analysis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "features/idio-analysis.h"
#include "text/idio-run-index.h"

static char *
list_sentences (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);

      g_string_append_printf (list, "%s%.*s", i > 0 ? "|" : "", (int) sentence->length, text + sentence->start);
    }

  return g_string_free_and_steal (list);
}

static void
test_sentences (void)
{
  static const struct { const char *text, *sentences; } cases[] = {
    { "", "" },
    { "  \n\n ", "" },
    { "One. Two! Three?", "One.|Two!|Three?" },
    { "Hi Sam,\nIt works.\n\nBest,\nTom", "Hi Sam,|It works.|Best,|Tom" },
    { "I met Dr. Smith at 3.15 p.m. on the way. Good.", "I met Dr. Smith at 3.15 p.m. on the way.|Good." },
    { "Ask J. R. Hill, e.g. on Monday. No. 5 is it. No. We don't. U.S. law.",
      "Ask J. R. Hill, e.g. on Monday.|No. 5 is it.|No.|We don't.|U.S. law." },
    { "It costs 2.50 today. See https://example.org/a.b?c for more.",
      "It costs 2.50 today.|See https://example.org/a.b?c for more." },
    { "This is one long sentence that a mail program has folded at some\ncolumn of its own choice. Next.",
      "This is one long sentence that a mail program has folded at some\ncolumn of its own choice.|Next." },
    { "To do:\n- call Ann\n- buy milk\n1. one\n2. two", "To do:|- call Ann|- buy milk|1. one|2. two" },
    { "Wait… what? “Yes.” he said.", "Wait… what?|“Yes.” he said." },
    { "It is boat No. 5. We sold it on Jan. 12.", "It is boat No. 5.|We sold it on Jan. 12." },
    { "No space.At all", "No space.At all" },
    { "🎉🎉 Party! 🎉", "🎉🎉 Party!" },
    { "*** --- ***", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentences = list_sentences (cases[i].text);

      g_assert_cmpstr (sentences, ==, cases[i].sentences);
    }
}

static void
test_words (void)
{
  g_assert_cmpuint (idio_count_words (""), ==, 0);
  g_assert_cmpuint (idio_count_words ("one"), ==, 1);
  g_assert_cmpuint (idio_count_words ("I don't know, it’s 3.5 metres – or 12,000?"), ==, 8);
  g_assert_cmpuint (idio_count_words ("naïve café Ünïcödé"), ==, 3);
  g_assert_cmpuint (idio_count_words ("— … !? 🎉"), ==, 0);
}

static char *
list_shared (const char *text,
             const char *other,
             guint       min_words)
{
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autoptr(IdioWords) others = idio_words_new (other);
  g_autoptr(IdioRunIndex) index = idio_run_index_new (others, min_words);
  g_autoptr(GArray) runs = idio_run_index_find (index, words);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const IdioRun *run = &g_array_index (runs, IdioRun, i);
      const IdioWord *first = idio_words_get (words, run->first);
      const IdioWord *last = idio_words_get (words, run->first + run->n_words - 1);

      g_string_append_printf (list, "[%.*s]", (int) (last->start + last->length - first->start), text + first->start);
    }

  return g_string_free_and_steal (list);
}

static void
test_shared (void)
{
  static const struct { const char *text, *other; guint min_words; const char *shared; } cases[] = {
    { "We can meet at the lake on Sunday.", "shall we MEET at the Lake, or not", 3, "[meet at the lake]" },
    { "It’s all right by me", "it's all right by you", 3, "[It’s all right by]" },
    { "a b c a b c d", "x a b c d", 3, "[a b c][a b c d]" },
    { "one two", "one two", 3, "" },
    { "", "one two three", 1, "" },
    { "one two three", "", 1, "" },
    { "one two three", "three two one", 2, "" },
    { "a a a a", "a a", 2, "[a a][a a]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shared = list_shared (cases[i].text, cases[i].other, cases[i].min_words);

      g_assert_cmpstr (shared, ==, cases[i].shared);
    }
}

/* The marks that a sentence can have without word lists. */
#define PUNCTUATION \
  (IDIO_CUE_CONTRACTION | IDIO_CUE_EXCLAMATION | IDIO_CUE_QUESTION | IDIO_CUE_DASH | IDIO_CUE_PARENTHESIS | \
   IDIO_CUE_ELLIPSIS | IDIO_CUE_GREETING | IDIO_CUE_CLOSING)

static void
test_cues (void)
{
  static const struct { const char *text; IdioCues cues; guint n_contractions; } cases[] = {
    { "Plain words here.", 0, 0 },
    { "I don't and you’re it's.", IDIO_CUE_CONTRACTION, 3 },
    { "The dog's bowl.", 0, 0 },
    { "Great!", IDIO_CUE_EXCLAMATION, 0 },
    { "Really?!", IDIO_CUE_EXCLAMATION | IDIO_CUE_QUESTION, 0 },
    { "(Is it?)", IDIO_CUE_PARENTHESIS | IDIO_CUE_QUESTION, 0 },
    { "He asked “why?”", IDIO_CUE_QUESTION, 0 },
    { "One of us - two", IDIO_CUE_DASH, 0 },
    { "One of us—two", IDIO_CUE_DASH, 0 },
    { "A well-known 3-4 range", 0, 0 },
    { "- an item", 0, 0 },
    { "Well... maybe", IDIO_CUE_ELLIPSIS, 0 },
    { "Well…", IDIO_CUE_ELLIPSIS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_assert_cmpuint (analysis->sentences->len, ==, 1);
      g_assert_cmphex (idio_analysis_get (analysis, 0)->cues & PUNCTUATION, ==, cases[i].cues);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_CONTRACTIONS], ==, cases[i].n_contractions);
    }
}

/* One text with something of everything; each sentence by what was seen in it. */
static void
test_sentence_marks (void)
{
  static const struct { IdioCues cues; guint n_words; } expected[] = {
    { IDIO_CUE_GREETING, 2 },
    { IDIO_CUE_PARAGRAPH | IDIO_CUE_THANKS, 4 },
    { IDIO_CUE_SOFT_REQUEST | IDIO_CUE_QUESTION | IDIO_CUE_PLEASE, 6 },
    { IDIO_CUE_OPENS_WITH_CONJUNCTION | IDIO_CUE_PASSIVE, 8 },
    { IDIO_CUE_PARAGRAPH | IDIO_CUE_OPENS_WITH_FIRST_PERSON, 4 },
    { IDIO_CUE_OPENS_WITH_FIRST_PERSON | IDIO_CUE_OPENS_ALIKE | IDIO_CUE_EMOJI, 5 },
    { IDIO_CUE_PARAGRAPH | IDIO_CUE_LIST_ITEM | IDIO_CUE_LOWER_CASE_START, 2 },
    { IDIO_CUE_PARAGRAPH | IDIO_CUE_ADDRESS | IDIO_CUE_PLEASE, 4 },
    { IDIO_CUE_PARAGRAPH | IDIO_CUE_APOLOGY | IDIO_CUE_QUOTE | IDIO_CUE_LOWER_CASE_START | IDIO_CUE_EMOTICON, 4 },
    { IDIO_CUE_CLOSING, 1 },
    { IDIO_CUE_CLOSING, 1 },
  };
  IdioCues looked_at = 0;
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (
    "Hi Ann,\n\nThanks for the list! Could you please call me back? And the door was not closed yesterday; fine.\n\n"
    "I saw it there. I like it very much. 🎉\n\n- two eggs\n\nPlease see https://a.org/b now.\n\n"
    "“sorry for it” really :-)\n\nBest,\nTom");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    looked_at |= expected[i].cues;

  g_assert_cmpint (analysis->language, ==, IDIO_LANGUAGE_ENGLISH);
  g_assert_cmpuint (analysis->sentences->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);
      IdioCues ignored = expected[i].cues & (IDIO_CUE_GREETING | IDIO_CUE_CLOSING) ? IDIO_CUE_PARAGRAPH : 0;

      g_assert_cmphex (sentence->cues & looked_at & ~ignored, ==, expected[i].cues);
      g_assert_cmpuint (sentence->n_words, ==, expected[i].n_words);
    }

  g_assert_cmpuint (analysis->counts[IDIO_COUNT_PARAGRAPHS], ==, 4);
  g_assert_cmpuint (analysis->counts[IDIO_COUNT_PROSE], ==, 6);
  g_assert_cmpuint (analysis->counts[IDIO_COUNT_WORDS], ==, analysis->n_words);
}

static void
test_forms (void)
{
  static const struct {
    const char *text, *greeting; gboolean greeting_named; const char *closing; gboolean closing_named;
  } cases[] = {
    { "Hi Sam,\n\nAll is well here.\n\nBest,\nTom", "hi", TRUE, "best", TRUE },
    { "Hi all,\n\nAll is well here.\n\nCheers", "hi all", FALSE, "cheers", FALSE },
    { "Hey Ann - quick one. Are you in? Thanks, Tom", "hey", TRUE, "thanks", TRUE },
    { "Priya,\nPlease send it.\nTom", "", TRUE, "", TRUE },
    { "Dear Mr. Brown,\n\nYour order has shipped.\n\nKind regards,\nJane Doe", "dear", TRUE, "kind regards", TRUE },
    { "Morning was the worst part of the day. We left.", NULL, FALSE, NULL, FALSE },
    { "The report is late. Send it today.", NULL, FALSE, NULL, FALSE },
    { "Good morning!\nLunch is at noon.\nxx", "good morning", FALSE, "xx", FALSE },
    { "Thanks for the quick turn-around on this one, it was a great help to all of us.", NULL, FALSE, NULL, FALSE },
    { "Hello", "hello", FALSE, NULL, FALSE },
    { "Priya, can you send it today?", "", TRUE, NULL, FALSE },
    { "Priya and Tom: the list is below.", "", TRUE, NULL, FALSE },
    { "Mark - the list is below.", "", TRUE, NULL, FALSE },
    { "Guys, the list is below.", "guys", FALSE, NULL, FALSE },
    { "Hi guys,\n\nThe list is below.", "hi guys", FALSE, NULL, FALSE },
    { "Bertram Boats Plc, hit by a storm, sold five of them.", NULL, FALSE, NULL, FALSE },
    { "Ann Lee, who owns a boat, sold it.", NULL, FALSE, NULL, FALSE },
    { "Ann Lee, the head of the crew, sold her boat.", NULL, FALSE, NULL, FALSE },
    { "Ann, the list is here, and the map is too.", "", TRUE, NULL, FALSE },
    { "Lee Group, we are told, sold the boat.", NULL, FALSE, NULL, FALSE },
    { "All is well here. Fine.", NULL, FALSE, NULL, FALSE },
    { "All: the list is below.\n\ntm", "all", FALSE, "", TRUE },
    { "The list is below.\nThanks.\nTM    5-0100", NULL, FALSE, "thanks", TRUE },
    { "The list is below.\n\nTom\n(713) 555-0100", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nBertram.", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nT.", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nTom x5010", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nTom Lee Senior Crew Member", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nMore of it then,  Tom", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nSee you at the boat, Tom", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nSee you with the boat.", NULL, FALSE, NULL, FALSE },
    { "The list is below.\n\nLove you all,", NULL, FALSE, "love you all", FALSE },
    { "The list is below.\n\n(713) 555-0100", NULL, FALSE, "", FALSE },
    { "The list is below.\n\nInteresting.", NULL, FALSE, NULL, FALSE },
    { "The list is below.\n\nok", NULL, FALSE, NULL, FALSE },
    { "Bertram\n\nThe list is below. So is the map.", "", TRUE, NULL, FALSE },
    { "Update\n\nThe list is below. So is the map.", NULL, FALSE, NULL, FALSE },
    { "Boat Crew\n\nThe list is below. So is the map.", NULL, FALSE, NULL, FALSE },
    { "LIST\n\nThe list is below. So is the map.", NULL, FALSE, NULL, FALSE },
    { "Bertram", NULL, FALSE, NULL, FALSE },
    { "Bertram-\n\nThe list is below. So is the map.", "", TRUE, NULL, FALSE },
    { "All-\n\nThe list is below. So is the map.", "all", FALSE, NULL, FALSE },
    { "The list is below.\n\n--Tom", NULL, FALSE, "", TRUE },
    { "The list is below.\n\n- Tom", NULL, FALSE, "", TRUE },
    { "The list is below.\n\n—TM", NULL, FALSE, "", TRUE },
    { "The list is below.\n\nThanks,\n-- Tom", NULL, FALSE, "thanks", TRUE },
    { "The crew:\n- Ann\n- Tom", NULL, FALSE, NULL, FALSE },
    { "Sorry, that was me.", NULL, FALSE, NULL, FALSE },
    { "Attached: the list, and a map.", NULL, FALSE, NULL, FALSE },
    { "Yesterday, the boat came back.", NULL, FALSE, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (analysis->greeting, ==, cases[i].greeting);
      g_assert_cmpint (analysis->greeting_named, ==, cases[i].greeting_named);
      g_assert_cmpstr (analysis->closing, ==, cases[i].closing);
      g_assert_cmpint (analysis->closing_named, ==, cases[i].closing_named);

      /* In the locales of the tests a form is as long in lower case. */
      g_assert_cmpuint (analysis->greeting_length, ==, cases[i].greeting != NULL ? strlen (cases[i].greeting) : 0);
      g_assert_cmpuint (analysis->closing_length, ==, cases[i].closing != NULL ? strlen (cases[i].closing) : 0);
    }
}

static void
test_addresses (void)
{
  static const struct { const char *text; char mark; gboolean is_sentence; } cases[] = {
    { "Hi Sam,\n\nAll is well here.", ',', FALSE },
    { "Hi Sam!\n\nAll is well here.", '!', FALSE },
    { "Sam:\n\nAll is well here.", ':', FALSE },
    { "Sam — all is well here.", '-', TRUE },
    { "Sam, all is well here.", ',', TRUE },
    { "Hello", '\0', FALSE },
    { "All is well here.", '\0', TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_assert_cmpint (analysis->greeting_mark, ==, cases[i].mark);
      g_assert_cmpint ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_GREETING) == 0, ==, cases[i].is_sentence);
    }
}

/* Who begins sentences with small letters ends them all the same; who does not, writes "approx. five". */
static void
test_small_letters (void)
{
  g_autoptr(IdioAnalysis) small =
    idio_analysis_new ("the boat is back. we painted it blue, approx. two coats. it was wet.");
  g_autoptr(IdioAnalysis) large = idio_analysis_new ("The boat came on the 3rd of may. it was wet.");

  static const struct { const char *text; gboolean is_small; } starts[] = {
    { "we left.", TRUE }, { "it's wet.", TRUE }, { "élan is here.", TRUE }, { "\"we left.\"", TRUE }, { "We left.", FALSE },
    { "iPhone is a name.", FALSE }, { "openSUSE is a name.", FALSE }, { "rOpenSci’s is a name.", FALSE }, { "éLan is a name.", FALSE },
    { "5 left.", FALSE }, { "語。", FALSE },
  };

  g_assert_cmpuint (small->sentences->len, ==, 3);
  g_assert_cmpuint (large->sentences->len, ==, 1);

  /* What has capitals further on is a name with a spelling of its own. */
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (starts[i].text);

      g_test_message ("%s", starts[i].text);
      g_assert_cmpint ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_LOWER_CASE_START) != 0, ==, starts[i].is_small);
    }
}

static void
test_asides (void)
{
  static const struct { const char *text; gboolean is_aside; } cases[] = {
    { "The boat (a blue one) came back.", TRUE },
    { "(I was there.) The boat came back.", TRUE },
    { "Call me at (713) 555-0100 today.", FALSE },
    { "Take the box(es) to the pier.", FALSE },
    { "See point (a) of the list.", FALSE },
    { "The boat ($3 million) is that of the Boat Crew (BC).", FALSE },
    { "The boat (yes) is here.", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_assert_cmpint ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_PARENTHESIS) != 0, ==, cases[i].is_aside);
    }
}

/* What others said is not how the writer speaks; a word or two in quotation marks are the writer's. */
static void
test_quoted (void)
{
  static const struct { const char *text; IdioCues cues; } cases[] = {
    { "The \"blue\" boat came back.", IDIO_CUE_QUOTE },
    { "The crew said, \"please thank the cook for it, it's good!\"", 0 },
    { "“But please don't thank the cook for it!” the crew said. The boat came back.", 0 },
    { "The crew said it’s good; “but we did not thank the cook,” they said.",
      IDIO_CUE_CONTRACTION | IDIO_CUE_SEMICOLON },
    { "“We did not thank the cook. But we will…", 0 },
    { "A 20\" pipe, please!", IDIO_CUE_EXCLAMATION | IDIO_CUE_PLEASE },
  };
  const IdioCues looked_at = IDIO_CUE_QUOTE | IDIO_CUE_EXCLAMATION | IDIO_CUE_PLEASE | IDIO_CUE_THANKS |
                             IDIO_CUE_ELLIPSIS | IDIO_CUE_CONTRACTION | IDIO_CUE_SEMICOLON |
                             IDIO_CUE_OPENS_WITH_CONJUNCTION;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);
      IdioCues cues = 0;

      for (guint j = 0; j < analysis->sentences->len; j++)
        cues |= idio_analysis_get (analysis, j)->cues & looked_at;

      g_test_message ("%s", cases[i].text);
      g_assert_cmphex (cues, ==, cases[i].cues);
    }
}

/* An order begins with a verb that is one there, and has no "please"; what only looks like one asks for nothing. */
static void
test_requests (void)
{
  static const struct { const char *text; gboolean is_direct; } cases[] = {
    { "Send the list to the crew today.", TRUE },
    { "So call the crew and ask them about it.", TRUE },
    { "Sam, send the list to the crew.", TRUE },
    { "Mark, I sent the list to the crew.", FALSE },
    { "Note: the boat is back in the harbor.", FALSE },
    { "Work is slow at the harbor.", FALSE },
    { "Plan B has been on the table for a while.", FALSE },
    { "Please send the list to the crew.", FALSE },
    { "Let me  know if it's late.", FALSE },
    { "The crew will send the list.", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_DIRECT_REQUEST) != 0, ==, cases[i].is_direct);
    }
}

/* Only what can hardly be anything but a series is one. */
static void
test_series (void)
{
  static const struct { const char *text; guint n, n_serial; } cases[] = {
    { "We need nails, ropes, and paint for the boat.", 1, 1 },
    { "We need nails, ropes and paint for the boat.", 1, 0 },
    { "I saw Ann, Bob and Eve at the pier.", 1, 0 },
    { "We have the hull, the mast, or the old engine.", 1, 1 },
    { "See the points 7, 8 and 9 of it.", 1, 0 },
    { "The boat was back, and the crew went home.", 0, 0 },
    { "The rain was here, so was the wind, and the boat went out.", 0, 0 },
    { "You know, which you started, and then left.", 0, 0 },
    { "He talked to Ann, the owner and manager of the shop, about it.", 0, 0 },
    { "Ann, go ahead and call them.", 0, 0 },
    { "Ann, I am fine with Bob and his crew.", 0, 0 },
    { "We left on June 3, 2000 and I would like to know.", 0, 0 },
    { "We stopped in Austin, Texas and Tulsa on the way.", 0, 0 },
    { "We saw the set up, the hull with and without paint.", 0, 0 },
    { "At home, Tom and Ann are well.", 0, 0 },
    { "It is for the crew, and for the cook.", 0, 0 },
    { "The old boats, he says, need paint and lose masts.", 0, 0 },
    { "They sold three boats, including hulls and masts.", 0, 0 },
    { "We sold three boats, including hulls and masts.", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (analysis->language, ==, IDIO_LANGUAGE_ENGLISH);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_SERIES], ==, cases[i].n);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_SERIAL_COMMAS], ==, cases[i].n_serial);
    }
}

/* Numbers of items, thanks, shorthand and signatures are no sentences, and none ends behind an abbreviation. */
static void
test_prose (void)
{
  static const struct { const char *text; guint n_prose; } cases[] = {
    { "The boat is back. We painted it.", 2 },
    { "The boat is back. Thanks.", 1 },
    { "FYI. The boat is back.", 1 },
    { "We ask two things:\n\n1. The boat is back.\n2. The hull is blue.", 1 },
    { "The boat is back.  1.  The hull is blue.  2.  The mast is red.", 3 },
    { "The boat is back.\n\nThanks,\nTM  5-0100", 1 },
    { "The boat is of Smith Corp. Ltd., and it is back.", 1 },
    { "The boat is of Smith Corp. The hull is blue.", 2 },
    { "There were approx.\n20 boats, and dept.\nmanagers, see No.\n3 and 4.", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_PROSE], ==, cases[i].n_prose);
    }
}

/* Lines are paragraphs where blank lines part them, or where they are clearly more than sentences that a program put on
 * lines. */
static void
test_paragraphs (void)
{
  static const struct { const char *text; guint n, n_single; } cases[] = {
    { "The boat is back. It is blue.\n\nThe crew is here.", 2, 1 },
    { "The boat is back.\nIt is blue.\n\nThe crew is here.", 2, 1 },
    { "The boat is back.\nIt is blue.\nThe crew is here.\nWe are well.", 0, 0 },
    { "The boat is back. It is blue.\nThe crew is here.\nWe are well. You are not. So it goes.\nThe end is near.",
      4, 2 },
    { "Hi Ann,\n\nThe boat is back.\nIt is blue.\nThe crew is here.\n\nTom", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_PARAGRAPHS], ==, cases[i].n);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_SINGLE_PARAGRAPHS], ==, cases[i].n_single);
    }
}

/* Anything that is UTF-8 is read without a crash, and every sentence lies within the text. */
static void
test_random (void)
{
  static const gunichar alphabet[] = {
    'a', 'B', ' ', '\n', '.', '!', '?', ',', '\'', '-', '(', ')', '"', 0x2019, 0x201d, 0x2026, 0x2014, 0xe9, 0x4e00,
    0x1f389, 0x200b, 0x202e, 0x301, '1', ':', '/', '*', '\t', '\r',
  };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(IdioAnalysis) analysis = NULL;
      gint n_chars = g_test_rand_int_range (0, 300);
      gsize end = 0;

      for (gint i = 0; i < n_chars; i++)
        g_string_append_unichar (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);

      analysis = idio_analysis_new (text->str);

      for (guint i = 0; i < analysis->sentences->len; i++)
        {
          const IdioSentence *sentence = idio_analysis_get (analysis, i);

          g_assert_cmpuint (sentence->start, >=, end);
          end = sentence->start + sentence->length;
          g_assert_cmpuint (end, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + sentence->start, (gssize) sentence->length, NULL));
        }
    }
}

/* Lines of their own that are no sentences. */
static void
test_titles (void)
{
  static const struct { const char *text; guint n_prose; } cases[] = {
    { "The Boats of the North\n\nThe list is below. So is the map.", 2 },
    { "The list is below. So is the map.\n\nSenior Crew Member\nBureau of Boats", 2 },
    { "The Boats of the North.\n\nThe list is below. So is the map.", 3 },
    { "The boats of the north\n\nThe list is below. So is the map.", 3 },
    { "I will\n\nThe list is below. So is the map.", 3 },
    { "Die Boote des Nordens\n\nDie Liste ist unten. Das ist auch die Karte, und sie ist alt.", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_PROSE], ==, cases[i].n_prose);
    }
}

/* What a text is signed with, as it stands there. */
static void
test_names (void)
{
  static const struct { const char *text, *name; } cases[] = {
    { "The list is below.\n\nTom", "Tom" },
    { "The list is below.\n\n--Tom", "--Tom" },
    { "The list is below.\n\n- TM", "- TM" },
    { "The list is below. Regards,\nTom", "Tom" },
    { "The list is below.\n\nThanks, Tom Lee", "Tom Lee" },
    { "The list is below.\n\nCheers", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);
      g_autofree char *name = g_strndup (cases[i].text + analysis->name_start, analysis->name_length);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_turns (void)
{
  static const struct { const char *text; IdioCues cue; gboolean has; } cases[] = {
    { "The old hull needs paint (and the mast too).", IDIO_CUE_LAST_ASIDE, TRUE },
    { "The old hull (and the mast too) needs paint.", IDIO_CUE_LAST_ASIDE, FALSE },
    { "The old hull needs some paint (again).", IDIO_CUE_LAST_ASIDE, FALSE },
    { "(It was a small fire.)", IDIO_CUE_WHOLE_ASIDE, TRUE },
    { "The rope is on the pier - the old one.", IDIO_CUE_AFTERTHOUGHT, TRUE },
    { "The rope is on the pier — the old one.", IDIO_CUE_AFTERTHOUGHT, TRUE },
    { "The rope - the old one - is on the pier.", IDIO_CUE_AFTERTHOUGHT, FALSE },
    { "The rope is a well-known one.", IDIO_CUE_AFTERTHOUGHT, FALSE },
    { "Three changes for you:\n\nOne is here.", IDIO_CUE_ANNOUNCEMENT, TRUE },
    { "Madam Captain:\n\nOne is here.", IDIO_CUE_ANNOUNCEMENT, FALSE },
    { "Ann/Tom:\n\nOne is here.", IDIO_CUE_ANNOUNCEMENT, FALSE },
    { "The crew is here. Two things:\n\nOne is here.", IDIO_CUE_ANNOUNCEMENT, TRUE },
    { "We were thanking them.", IDIO_CUE_THANKS, TRUE },
    { "It starts at 10:30 on the pier.", IDIO_CUE_ANNOUNCEMENT | IDIO_CUE_COLON, FALSE },
    { "P.S. The mast is yours.", IDIO_CUE_POSTSCRIPT, TRUE },
    { "PS: The mast is yours.", IDIO_CUE_POSTSCRIPT, TRUE },
    { "PSALMS are sung here.", IDIO_CUE_POSTSCRIPT, FALSE },
    { "We meet on Monday, June 5, at the pier.", IDIO_CUE_FULL_DATE, TRUE },
    { "We meet on Monday at the pier.", IDIO_CUE_FULL_DATE, FALSE },
    { "It has (1) a hull and (2) a mast.", IDIO_CUE_LETTERED, TRUE },
    { "It has (1) a hull and a mast.", IDIO_CUE_LETTERED, FALSE },
    { "Ask the Boat Crew of Bergen (BCB) for it.", IDIO_CUE_ACRONYM, TRUE },
    { "Ask the Boat Crew (USA) for it.", IDIO_CUE_ACRONYM, FALSE },
    { "The pier will be closed for good, the captain said.", IDIO_CUE_ATTRIBUTION, TRUE },
    { "The captain said the pier will be closed, for good.", IDIO_CUE_ATTRIBUTION, FALSE },
    { "Tom, please join us.", IDIO_CUE_INSERTED_PLEASE, TRUE },
    { "Please join us, Tom.", IDIO_CUE_INSERTED_PLEASE, FALSE },
    { "I shall be there for it.", IDIO_CUE_SHALL, TRUE },
    { "They shall be there for it.", IDIO_CUE_SHALL, FALSE },
    { "I think that the mast is yours.", IDIO_CUE_SAYS_THAT, TRUE },
    { "I think the mast is yours.", IDIO_CUE_SAYS_THAT, FALSE },
    { "It is the \"long\" road to the pier.", IDIO_CUE_QUOTE, TRUE },
    { "\"It is the long road. And it is wet,\" he said.", IDIO_CUE_QUOTE, FALSE },
    { "Ropes, nails, paint, and oil are here.", IDIO_CUE_MANY_COMMAS, TRUE },
    { "Ropes, nails and oil are here.", IDIO_CUE_MANY_COMMAS, FALSE },

    { "Is it here?? We need it.", IDIO_CUE_QUESTION_RUN, TRUE },
    { "Is it here?! We need it.", IDIO_CUE_QUESTION_RUN, TRUE },
    { "Is it here? No! We need it.", IDIO_CUE_QUESTION_RUN, FALSE },
    { "Well.. it is not here.", IDIO_CUE_TWO_DOTS, TRUE },
    { "Well... it is in ../hull and in 1..5 of them.", IDIO_CUE_TWO_DOTS, FALSE },
    { "Will call you about the mast.", IDIO_CUE_DROPPED_SUBJECT, TRUE },
    { "Haven't been to the pier.", IDIO_CUE_DROPPED_SUBJECT, TRUE },
    { "Haven't heard from the crew.", IDIO_CUE_DROPPED_SUBJECT, TRUE },
    { "Have seen the boat at last.", IDIO_CUE_DROPPED_SUBJECT, TRUE },
    { "Haven't we seen the boat.", IDIO_CUE_DROPPED_SUBJECT, FALSE },
    { "Am not at the pier today.", IDIO_CUE_DROPPED_SUBJECT, TRUE },
    { "Will be there at noon?", IDIO_CUE_DROPPED_SUBJECT, FALSE },
    { "Can someone call the crew.", IDIO_CUE_DROPPED_SUBJECT, FALSE },
    { "Will Mark call the crew.", IDIO_CUE_DROPPED_SUBJECT, FALSE },
    { "Have a look at the mast.", IDIO_CUE_DROPPED_SUBJECT, FALSE },
    { "Its a long way to the pier.", IDIO_CUE_BARE_ITS, TRUE },
    { "The boat has its own pier, its not-so-old crew and its in-house cook.", IDIO_CUE_BARE_ITS, FALSE },
    { "It paid for its A$5 share, and its The Boat Co unit.", IDIO_CUE_BARE_ITS, FALSE },
    { "It is on the pier.\nwill call you about the mast of it.\nIt is late on the pier.", IDIO_CUE_DROPPED_SUBJECT,
      FALSE },
    { "We sold it to Smith & Co.. and that was all.", IDIO_CUE_TWO_DOTS, FALSE },
    { "The boat has it's own pier.", IDIO_CUE_APOSTROPHE_ITS, TRUE },
    { "It's a boat of its own.", IDIO_CUE_APOSTROPHE_ITS | IDIO_CUE_BARE_ITS, FALSE },
    { "The list is here.\n\nSee https://example.org/boats for more.\n\nCheers,\nTom", IDIO_CUE_LAST_LINK, TRUE },
    { "See https://example.org/boats for more.\n\nThe list is here.\n\nCheers,\nTom", IDIO_CUE_LAST_LINK, FALSE },
    { "The list is here. Cheers,\nTom\nwww.example.org", IDIO_CUE_LAST_LINK, FALSE },
    { "Hi Ann,\n\nThe list is here.\n\nCheers,\nTom", IDIO_CUE_ONLY, TRUE },
    { "Hi Ann,\n\nThe list is here. So is the map.\n\nCheers,\nTom", IDIO_CUE_ONLY, FALSE },

    /* Without words of English */
    { "Ist es da?! Wir brauchen es für das alte Boot.", IDIO_CUE_QUESTION_RUN, TRUE },
    { "C'est bien dommage.. la corde n'est pas sur le quai.", IDIO_CUE_TWO_DOTS, TRUE },
    { "Hola Ana,\n\nla lista de las piezas está en el barco.\n\nSaludos,\nTom", IDIO_CUE_ONLY, TRUE },
    { "Das alte Boot braucht noch Farbe (und der Mast auch).", IDIO_CUE_LAST_ASIDE, TRUE },
    { "Ich denke, dass das Boot dir gehört, sagte er.", IDIO_CUE_ATTRIBUTION | IDIO_CUE_SAYS_THAT, FALSE },
    { "Das Seil liegt auf dem Steg - das alte.", IDIO_CUE_AFTERTHOUGHT, TRUE },
    { "La corde est sur le quai du port – la vieille.", IDIO_CUE_AFTERTHOUGHT, TRUE },
    { "El barco necesita pintura (y el mástil también).", IDIO_CUE_LAST_ASIDE, TRUE },
    { "Anna, bitte komm mit uns zum Boot und bring das Seil.", IDIO_CUE_INSERTED_PLEASE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);
      IdioCues cues = 0;

      for (guint j = 0; j < analysis->sentences->len; j++)
        cues |= idio_analysis_get (analysis, j)->cues;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint ((cues & cases[i].cue) != 0, ==, cases[i].has);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/sentences", test_sentences);
  g_test_add_func ("/words/count", test_words);
  g_test_add_func ("/words/shared", test_shared);
  g_test_add_func ("/analysis/cues", test_cues);
  g_test_add_func ("/analysis/sentence-marks", test_sentence_marks);
  g_test_add_func ("/analysis/forms", test_forms);
  g_test_add_func ("/analysis/addresses", test_addresses);
  g_test_add_func ("/analysis/small-letters", test_small_letters);
  g_test_add_func ("/analysis/asides", test_asides);
  g_test_add_func ("/analysis/quoted", test_quoted);
  g_test_add_func ("/analysis/requests", test_requests);
  g_test_add_func ("/analysis/series", test_series);
  g_test_add_func ("/analysis/prose", test_prose);
  g_test_add_func ("/analysis/paragraphs", test_paragraphs);
  g_test_add_func ("/analysis/random", test_random);
  g_test_add_func ("/analysis/titles", test_titles);
  g_test_add_func ("/analysis/names", test_names);
  g_test_add_func ("/analysis/turns", test_turns);

  return g_test_run ();
}
