/* test-stop.c: whatever is being counted ends soon when it is told to, and leaves nothing broken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "made-up.h"
#include "measure/idio-favorite.h"
#include "measure/idio-fingerprint.h"
#include "measure/idio-meter.h"
#include "measure/idio-reference.h"
#include "measure/idio-repeats.h"
#include "measure/idio-stop.h"
#include "measure/idio-traits.h"
#include "shapes.h"

#define N_TEXTS   20
#define N_WRITERS 6

/* A question is asked at least once in so many bytes that are read. */
#define MAX_BYTES_A_QUESTION (1 << 19)

static char *texts[N_TEXTS];
static gint64 documents[N_TEXTS];

typedef struct
{
  guint n_asked;
  guint stop_at;
} Watch;

static gboolean
ask (gpointer data)
{
  Watch *watch = data;

  return ++watch->n_asked >= watch->stop_at;
}

/* How often it was asked whether to stop. */
static guint
run_until (void  (*func) (void),
           guint   stop_at)
{
  Watch watch = { .stop_at = stop_at };

  idio_stop_watch (ask, &watch);
  func ();
  idio_stop_watch (NULL, NULL);

  return watch.n_asked;
}

static const char * const *
get_texts (void)
{
  return (const char * const *) texts;
}

static void
find_favorite (void)
{
  g_autoptr(IdioHabit) habit = idio_favorite_find (get_texts (), documents, N_TEXTS, idio_reference_get ());

  g_assert_true (habit == NULL || habit->n_texts == N_TEXTS);
}

static void
find_starter (void)
{
  g_autoptr(IdioHabit) habit = idio_starter_find (IDIO_HABIT_STARTER, get_texts (), documents, N_TEXTS);

  g_assert_true (habit == NULL || habit->n_texts == N_TEXTS);
}

static void
find_thanks (void)
{
  g_autoptr(IdioHabit) habit = idio_exclaimed_thanks_find (get_texts (), documents, N_TEXTS);

  g_assert_true (habit == NULL || habit->n_texts <= N_TEXTS);
}

static void
find_habits (void)
{
  g_autoptr(GPtrArray) traits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_traits_unref);
  g_autoptr(GPtrArray) habits = NULL, kept = NULL;
  g_autoptr(IdioFingerprint) fingerprint = idio_fingerprint_new (IDIO_N_MEASURES, 1);
  const guint groups[N_TEXTS] = { 0 };
  const double *values[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(IdioReading) reading = idio_reading_new (texts[i]);
      IdioTraits *one = idio_traits_new (reading, documents[i], 0);

      g_ptr_array_add (traits, one);
      values[i] = one->values;
    }

  kept = idio_repeats_leave_out (traits);
  habits = idio_habits_find (traits);
  idio_fingerprint_add_all (fingerprint, N_TEXTS, groups, values);
  g_assert_cmpuint (habits->len, <=, IDIO_HABITS_MAX);
}

static void
make_background (void)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("made up", TRUE);
  g_autoptr(IdioBackground) background = NULL;

  for (guint i = 0; i < N_TEXTS * N_WRITERS; i++)
    {
      g_autofree char *writer = g_strdup_printf ("%u", i % N_WRITERS);

      idio_background_builder_add (builder, writer, texts[i % N_TEXTS]);
    }

  background = idio_background_builder_finish (builder, NULL);
  g_assert_nonnull (background);
}

static void
compare_drafts (void)
{
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());

  for (guint i = 0; i < N_TEXTS - 2; i++)
    idio_profile_add (profile, documents[i], texts[i]);

  idio_meter_compare (profile, texts[N_TEXTS - 2], texts[N_TEXTS - 1]);
}

/* Stopped at any question, nothing is asked for long afterwards, and the sanitizers find nothing. */
static void
test_anywhere (void)
{
  static void (*const funcs[]) (void) = {
    find_favorite, find_starter, find_thanks, find_habits, make_background, compare_drafts,
  };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      guint n_asked = run_until (funcs[i], G_MAXUINT);
      guint step = MAX (1, n_asked / 15);

      g_assert_cmpuint (n_asked, >=, 4);

      for (guint stop_at = 1; stop_at <= n_asked; stop_at += step)
        g_assert_cmpuint (run_until (funcs[i], stop_at), <=, stop_at + 10 * N_TEXTS);
    }
}

static const char *long_text;

static void
read_long (void)
{
  g_autoptr(IdioReading) reading = idio_reading_new (long_text);

  g_assert_cmpuint (reading->n_words, <=, strlen (long_text));
}

static void
test_long (void)
{
  static const char * const units[] = { "\n", "a\n", "a ", "a", "go. ", "- a\n", "語", "\u0301", "~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = shapes_make (units[i], 2 * 1000 * 1000);

      long_text = text;
      g_assert_cmpuint (run_until (read_long, G_MAXUINT), >=, strlen (text) / MAX_BYTES_A_QUESTION);
      g_assert_cmpuint (run_until (read_long, 2), ==, 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      documents[i] = i + 1;
      texts[i] = made_up_text (3, i, 150);
    }

  g_test_add_func ("/stop/anywhere", test_anywhere);
  g_test_add_func ("/stop/long", test_long);

  return g_test_run ();
}
