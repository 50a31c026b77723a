/* test-habit-favorites.c: words and phrases that made-up writers like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/writer.h"

static void
test_favorite (void)
{
  static const struct { const char *phrase; const char *favorite; } cases[] = {
    { "As it turns out,", "as it turns out" },
    { "Give me a call about", "give me a call" },
    { "With respect to", "with respect to" },
    { "At the harbor", NULL },             /* what the texts are about */
    { "Let me know", NULL },               /* a commonplace */
    { "Just a", NULL },                    /* no whole phrase */
    { "This note was copied and, as it turns out, by those of the crew who sell the", NULL }, /* a copied sentence */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;
      const IdioHabit *favorite;

      writer_init_from_phrase (&writer, cases[i].phrase);
      favorite = writer_find_in_texts (&writer, "phrase");

      if (cases[i].favorite == NULL)
        {
          g_test_message ("%s: %s", cases[i].phrase, favorite != NULL ? favorite->detail : "none");
          g_assert_null (favorite);
          continue;
        }

      g_assert_nonnull (favorite);
      g_assert_cmpstr (favorite->detail, ==, cases[i].favorite);
      g_assert_cmpuint (favorite->n_with, ==, 15);
      g_assert_cmpuint (favorite->n_texts, ==, 45);
      g_assert_cmpuint (writer_count_shown (&writer, favorite), ==, 15);
      g_assert_true (favorite->others == idio_reference_get (IDIO_GENRE_MAIL, IDIO_LANGUAGE_ENGLISH));
    }
}

/* What a third of the texts begin a sentence with. */
static void
test_starter (void)
{
  static const struct { const char *phrase; const char *starter; const char *nick; } cases[] = {
    { "Attached is the list. The", "attached is", "first-words" },
    { "Ann,\n\nplease review  the list. The", "please review", "please-starter" },
    { "Let me know. The", NULL, "starter" },            /* a commonplace */
    { "Please review the list. The", NULL, "starter" },
    { "Attached is the list. The", NULL, "please-starter" },
    { "Please let me know. The", NULL, "please-starter" },
    { "The list is here. The", NULL, "starter" },       /* function words */
    { "We attached the list. The", NULL, "starter" },   /* not at the beginning */
    { "Attached is the list of all the crew. The", NULL, "starter" }, /* a copied sentence */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;
      const IdioHabit *starter;

      writer_init_from_phrase (&writer, cases[i].phrase);

      starter = writer_find_in_texts (&writer, cases[i].nick);
      g_test_message ("%s", cases[i].phrase);
      g_assert_cmpstr (starter != NULL ? starter->detail : NULL, ==, cases[i].starter);

      if (starter != NULL)
        {
          g_assert_cmpuint (starter->n_with, ==, 15);
          g_assert_cmpuint (writer_count_shown (&writer, starter), ==, 15);
        }
    }
}

/* What texts end with, before thanks and the sign-off. */
static void
test_last_words (void)
{
  const IdioHabit *habit;
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 30; i++)
    writer_take (&writer, made_up_body (i % 2 == 0 ? "Ann,\n\n%s Call me about it.\n\nThanks,\nTom" :
                                                 "Ann,\n\n%s\n\nTom", i));

  habit = writer_find_in_texts (&writer, "last-words");
  g_assert_nonnull (habit);
  g_assert_true (g_str_has_prefix (habit->detail, "call me"));
  g_assert_cmpuint (habit->n_with, ==, 15);
}

/* More words are named only if they are in enough texts themselves. */
static void
test_longer_starter (void)
{
  for (guint n_longer = 3; n_longer <= 4; n_longer++)
    {
      const IdioHabit *habit;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint i = 0; i < 20; i++)
        writer_take (&writer, made_up_body (i < n_longer ? "Call me today. %s" : i < 4 ? "Call me. %s" : "%s", i));

      habit = writer_find_in_texts (&writer, "first-words");
      g_assert_nonnull (habit);
      g_assert_cmpstr (habit->detail, ==, n_longer == 4 ? "call me today" : "call me");
      g_assert_cmpuint (habit->n_with, ==, 4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habit-favorites/favorite", test_favorite);
  g_test_add_func ("/habit-favorites/starter", test_starter);
  g_test_add_func ("/habit-favorites/last-words", test_last_words);
  g_test_add_func ("/habit-favorites/longer-starter", test_longer_starter);

  return g_test_run ();
}
