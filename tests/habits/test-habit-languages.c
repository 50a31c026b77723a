/* test-habit-languages.c: made-up writers of other languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/writer.h"

/* Nothing that needs English lists is claimed of German, and nothing that needs any list of a language without. */
static void
test_other_languages (void)
{
  static const char * const english[] = {
    "contractions", "no-contractions", "british-spelling", "serial-commas",
    "no-serial-commas", "lower-case-i",
  };
  static const char * const listed[] = {
    "no-greeting", "no-closing", "no-thanks", "no-please", "digits",
  };
  g_auto(Writer) german, polish;

  writer_init (&german);
  writer_init (&polish);

  for (guint i = 0; i < 80; i++)
    {
      writer_take (&german,
                   g_strdup_printf ("Hallo Anna,\n\nich habe die Teile für das Boot heute bekommen, und sie passen "
                                    "alle. Der Rumpf muss noch gestrichen werden, bevor es wieder ins Wasser kann. Wir "
                                    "sehen uns dann am Montag im Hafen, wenn das Wetter es zulässt. Das ist %.*s."
                                    "\n\nViele Grüße\nTom", (int) i + 1, NO_WORD));
      writer_take (&polish,
                   g_strdup_printf ("Części do łodzi przyszły dziś rano i wszystkie pasują. Kadłub trzeba jeszcze "
                                    "pomalować, zanim łódź wróci do wody. Port jest zamknięty, dopóki nie minie "
                                    "sztorm. Załoga obejrzy jutro silnik i starą linę. To jest %.*s.",
                                    (int) i + 1, NO_WORD));
    }

  g_assert_nonnull (writer_find (&german, "greeting"));
  g_assert_null (writer_find (&polish, "no-parentheses"));

  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    {
      g_assert_null (writer_find (&german, english[i]));
      g_assert_null (writer_find (&polish, english[i]));
    }

  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    g_assert_null (writer_find (&polish, listed[i]));
}

/* What works in other languages is found there; nothing that needs English is. */
static void
test_translated (void)
{
  static const struct { IdioLanguage language; const char *greeting, *closing, *text; } cases[] = {
    { IDIO_LANGUAGE_GERMAN, "hallo", "viele grüße",
      "Hallo Anna,\n\nich habe die Teile für das Boot heute bekommen, und sie passen alle (auch der Mast und das Seil). "
      "Der Rumpf muss noch gestrichen werden, bevor es wieder ins Wasser kann. Das Seil liegt auf dem Steg - das alte. "
      "Das ist %s.\n\nViele Grüße\nTom" },
    { IDIO_LANGUAGE_FRENCH, "bonjour", "cordialement",
      "Bonjour Anne,\n\nj'ai reçu les pièces du bateau ce matin et elles vont toutes (le mât et la corde aussi). "
      "La coque doit encore être peinte avant de retourner dans l'eau. La corde est sur le quai - la vieille. C'est %s."
      "\n\nCordialement,\nTom" },
    { IDIO_LANGUAGE_SPANISH, "hola", "saludos",
      "Hola Ana,\n\nhe recibido las piezas del barco esta mañana y todas encajan (el mástil y la cuerda también). "
      "El casco todavía tiene que pintarse antes de volver al agua. La cuerda está en el muelle - la vieja. Es %s."
      "\n\nSaludos,\nTom" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 30; j++)
        {
          g_autofree char *word = g_strndup (NO_WORD, j + 1);
          GString *text = g_string_new (cases[i].text);

          g_string_replace (text, "%s", word, 1);
          writer_take (&writer, g_string_free_and_steal (text));
        }

      g_assert_cmpint (((IdioFeatures *) g_ptr_array_index (writer.features, 0))->language, ==, cases[i].language);
      g_assert_nonnull (writer_find (&writer, "greeting"));
      g_assert_cmpstr (writer_find (&writer, "greeting")->detail, ==, cases[i].greeting);
      g_assert_nonnull (writer_find (&writer, "closing"));
      g_assert_cmpstr (writer_find (&writer, "closing")->detail, ==, cases[i].closing);
      g_assert_nonnull (writer_find (&writer, "last-asides"));
      g_assert_nonnull (writer_find (&writer, "afterthoughts"));

      for (guint j = 0; j < writer.habits->len; j++)
        {
          const IdioHabit *habit = g_ptr_array_index (writer.habits, j);

          writer_assert_shown (&writer, habit);
          g_assert_true (idio_habit_can_take (habit->rule, g_ptr_array_index (writer.features, 0)));
          g_assert_cmpuint (habit->n_others, ==, 0);
        }
    }
}

/* What is told by marks alone, and what is told by words of English only. */
static void
test_marks (void)
{
  static const char * const texts[] = {
    "Hallo Anna,\n\nist das Seil schon da?? Das ist schade.. Ich habe die Teile für das Boot heute bekommen (%s). "
    "Its a Boot, und das ist gut. Mehr steht auf https://example.org\n\nViele Grüße\nTom",
    "Bonjour Anne,\n\nla corde est-elle sur le quai ?? C'est dommage.. J'ai reçu les pièces du bateau ce matin (%s). "
    "Its a bateau, et il est dans le port. La liste est sur https://example.org\n\nCordialement,\nTom",
    "Hola Ana,\n\n¿está la cuerda en el muelle?? Es una pena.. He recibido las piezas del barco esta mañana (%s). "
    "Its a barco, y está en el puerto. La lista está en https://example.org\n\nSaludos,\nTom",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 30; j++)
        {
          g_autofree char *word = g_strndup (NO_WORD, j + 1);
          GString *text = g_string_new (texts[i]);

          g_string_replace (text, "%s", word, 1);
          writer_take (&writer, g_string_free_and_steal (text));
        }

      g_assert_cmpint (((IdioFeatures *) g_ptr_array_index (writer.features, 0))->language, !=,
                       IDIO_LANGUAGE_ENGLISH);
      g_assert_nonnull (writer_find (&writer, "question-runs"));
      g_assert_nonnull (writer_find (&writer, "two-dots"));
      g_assert_nonnull (writer_find (&writer, "last-links"));
      g_assert_null (writer_find (&writer, "bare-its"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habit-languages/other-languages", test_other_languages);
  g_test_add_func ("/habit-languages/translated", test_translated);
  g_test_add_func ("/habit-languages/marks", test_marks);

  return g_test_run ();
}
