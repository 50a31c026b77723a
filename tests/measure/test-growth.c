/* test-growth.c: what counting costs grows as the text does, and no faster, whatever is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "measure/idio-favorite.h"
#include "measure/idio-mask.h"
#include "measure/idio-phrases.h"
#include "measure/idio-reference.h"
#include "measure/idio-run-index.h"
#include "measure/idio-run-set.h"
#include "measure/idio-tally.h"
#include "measure/idio-traits.h"
#include "measure/idio-words.h"
#include "shapes.h"

/* The largest text; of quadratic work it is more than a second. */
#ifdef __SANITIZE_ADDRESS__
#define SIZE 30000
#else
#define SIZE 120000
#endif

/* Of a text whose memory is looked at */
#define MEMORY_SIZE (10 * 1000 * 1000)

static void
read_tokens (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));

  g_assert_cmpuint (tokens->n_items, >, 0);
}

static void
count_words (const char *text)
{
  idio_count_words (text);
}

static void
take_traits (const char *text)
{
  g_autoptr(IdioReading) reading = idio_reading_new (text);
  g_autoptr(IdioTraits) traits = idio_traits_new (reading, 1, 0);

  g_assert_cmpuint (traits->n_words, ==, reading->n_words);
}

static void
make_tally (const char *text)
{
  g_autoptr(GBytes) tally = idio_tally_new (text);
  g_autoptr(GArray) counts = idio_tally_read (tally);

  g_assert_nonnull (counts);
}

static void
find_shared (const char *text)
{
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autoptr(IdioRunIndex) index = idio_run_index_new (words, 6);
  g_autoptr(GArray) runs = idio_run_index_find (index, words);

  g_assert_cmpuint (runs->len > 0, ==, words->words->len >= 6);
}

static void
leave_out_runs (const char *text)
{
  g_autoptr(IdioRunSet) runs = idio_run_set_new ();
  g_autofree char *rest = NULL;

  idio_run_set_add (runs, text);
  rest = idio_run_set_leave_out (runs, text, 1, NULL);
  g_assert_cmpuint (strlen (rest), <=, strlen (text) + 2);
  idio_run_set_remove (runs, text);
}

/* Each word is looked at that begins a text. */
static void
find_phrases (const char *text)
{
  const char *texts[] = { text, text, text, text, text, text };
  const gint64 documents[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr(GPtrArray) phrases = idio_phrases_find (texts, G_N_ELEMENTS (texts), idio_reference_get ());
  IdioHabit *habits[] = {
    idio_favorite_find (texts, documents, G_N_ELEMENTS (texts), idio_reference_get ()),
    idio_starter_find (IDIO_HABIT_STARTER, texts, documents, G_N_ELEMENTS (texts)),
    idio_starter_find (IDIO_HABIT_PLEASE_STARTER, texts, documents, G_N_ELEMENTS (texts)),
    idio_exclaimed_thanks_find (texts, documents, G_N_ELEMENTS (texts)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    g_clear_pointer (&habits[i], idio_habit_free);
}

/* What a card is quoted with: for each habit each sentence is looked at. */
static void
show_habits (const char *text)
{
  g_autoptr(IdioReading) reading = idio_reading_new (text);

  for (guint kind = 0; kind < IDIO_N_HABITS; kind++)
    {
      g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      IdioHabit habit = { .kind = (IdioHabitKind) kind, .detail = (char *) "the boat and" };

      for (guint i = 0; i < reading->sentences->len; i++)
        if (idio_habit_shows (&habit, reading, text, i) > 0)
          idio_habit_count_words (&habit, reading, text, i, counts);
    }
}

static void
test_linear (gconstpointer data)
{
  static const struct { const char *name; ShapeFunc func; gsize size; } funcs[] = {
    { "tokens", read_tokens, SIZE },
    { "words", count_words, SIZE },
    { "reading", take_traits, SIZE },
    { "tally", make_tally, SIZE / 2 },
    { "shared", find_shared, SIZE / 4 },
    { "runs", leave_out_runs, SIZE / 4 },
    { "phrases", find_phrases, SIZE / 12 },
    { "habits", show_habits, SIZE / 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    if (g_str_equal (funcs[i].name, data))
      shapes_assert_linear (funcs[i].name, funcs[i].func, funcs[i].size);
}

/* The sanitizer keeps what was freed, and has memory of its own. */
#ifndef __SANITIZE_ADDRESS__

/* No more than ten times the file, whatever is in it. */
static void
test_memory (void)
{
  static const char * const units[] = { "\n", "a\n", "~\n", "~ ", "~", "a ", "a, ", "go. ", "- a\n", "语", "ภาษาไทย", "😀", "e\u0301" };
  static const ShapeFunc funcs[] = { count_words, take_traits, make_tally };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = shapes_make (units[i], MEMORY_SIZE);

      for (guint j = 0; j < G_N_ELEMENTS (funcs); j++)
        {
          gsize peak = shapes_measure_peak (funcs[j], text);

          g_test_message ("%zu MB for 10 MB of “%s”, %u", peak / 1000000, units[i], j);
          g_assert_cmpuint (peak, <, 10 * MEMORY_SIZE);
        }
    }
}

#endif

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (const char * const *name = (const char * const []) { "tokens", "words", "reading", "tally", "shared", "runs",
                                                            "phrases", "habits", NULL }; *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat ("/growth/", *name, NULL);

      g_test_add_data_func (path, *name, test_linear);
    }

#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/growth/memory", test_memory);
#endif

  return g_test_run ();
}
