/* test-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "features/idio-measures.h"

static void
test_detect (void)
{
  static const struct { const char *text; IdioLanguage language; } cases[] = {
    { "", IDIO_LANGUAGE_OTHER },
    { "1234 5678", IDIO_LANGUAGE_OTHER },
    { "🎉🎉🎉", IDIO_LANGUAGE_OTHER },
    { "Hello", IDIO_LANGUAGE_ENGLISH },
    { "Thanks, see you tomorrow.", IDIO_LANGUAGE_ENGLISH },
    { "The meeting moved to Thursday, so we have one more day for the slides.", IDIO_LANGUAGE_ENGLISH },
    { "i dont know what u mean, sorry", IDIO_LANGUAGE_ENGLISH },
    { "Guten Morgen", IDIO_LANGUAGE_GERMAN },
    { "Das Treffen ist auf Donnerstag verschoben, wir haben also noch einen Tag für die Folien.",
      IDIO_LANGUAGE_GERMAN },
    { "ich weiß nicht was du meinst, sorry", IDIO_LANGUAGE_GERMAN },
    { "Bonjour à tous", IDIO_LANGUAGE_FRENCH },
    { "La réunion est déplacée à jeudi, nous avons donc un jour de plus pour les diapositives.", IDIO_LANGUAGE_FRENCH },
    { "j'ai pas compris ce que tu veux dire, désolé", IDIO_LANGUAGE_FRENCH },
    { "Buenos días", IDIO_LANGUAGE_SPANISH },
    { "La reunión se ha movido al jueves, así que tenemos un día más para las diapositivas.", IDIO_LANGUAGE_SPANISH },
    { "no sé lo que quieres decir, perdona", IDIO_LANGUAGE_SPANISH },
    /* Dutch, Swedish, Italian, Portuguese, Polish, Finnish, Russian, Chinese, Japanese, Arabic */
    { "De vergadering is verplaatst naar donderdag, dus we hebben nog een dag extra voor de presentatie. Kun je de "
      "cijfers van vorige week nog even naar mij sturen? Dan zet ik ze er morgen in.", IDIO_LANGUAGE_OTHER },
    { "Mötet har flyttats till torsdag, så vi har en dag till för bilderna. Kan du skicka siffrorna från förra veckan "
      "till mig? Då lägger jag in dem i morgon.", IDIO_LANGUAGE_OTHER },
    { "La riunione è stata spostata a giovedì, quindi abbiamo un giorno in più per le diapositive. Puoi mandarmi i "
      "numeri della settimana scorsa? Li inserisco domani.", IDIO_LANGUAGE_OTHER },
    { "A reunião foi transferida para quinta-feira, portanto temos mais um dia para os slides. Você pode me enviar os "
      "números da semana passada? Vou incluí-los amanhã.", IDIO_LANGUAGE_OTHER },
    { "Spotkanie przeniesiono na czwartek, więc mamy jeszcze jeden dzień na slajdy.", IDIO_LANGUAGE_OTHER },
    { "Kokous siirtyi torstaille, joten meillä on vielä yksi päivä aikaa kalvoihin.", IDIO_LANGUAGE_OTHER },
    { "Встречу перенесли на четверг, так что у нас есть ещё день на слайды.", IDIO_LANGUAGE_OTHER },
    { "会议改到星期四了,所以我们还有一天时间做幻灯片。", IDIO_LANGUAGE_OTHER },
    { "会議は木曜日に変更されました。スライドを作る時間があと一日あります。", IDIO_LANGUAGE_OTHER },
    { "تم نقل الاجتماع إلى يوم الخميس، لذلك لدينا يوم آخر للشرائح.", IDIO_LANGUAGE_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      if (analysis->language != cases[i].language)
        g_error ("“%s” is taken for language %u, not %u", cases[i].text, analysis->language, cases[i].language);
    }
}

#define GERMAN \
  "Vielleicht kommst du morgen? Ich glaube, wir haben leider keine Zeit, weil Anna krank ist. Bitte schick mir z. B. " \
  "die zwei Listen. Könntest du das Geld mitbringen? Es tut mir leid! Außerdem ist das wirklich sehr schön. Und " \
  "danke für alles, was du bis jetzt gemacht hast. Lies alles andere in der alten Datei auf dem Tisch."
#define FRENCH \
  "Peut-être que tu viens demain ? Je crois que nous n'avons malheureusement pas le temps, parce que M. Petit est " \
  "malade. Envoie-moi deux listes, s'il te plaît. Pourrais-tu apporter l'argent ? Désolé ! D'ailleurs, c'est " \
  "vraiment très beau. Et merci pour tout ce que tu as fait. Regarde le reste dans le dossier sur la table."
#define SPANISH \
  "¿Quizás vienes mañana? Creo que no tenemos tiempo, porque la Sra. Pérez está enferma. Por favor, mándame dos " \
  "listas. ¿Podrías traer el dinero? ¡Lo siento! Además, es realmente muy bonito. Y gracias por todo lo que has " \
  "hecho hasta ahora con nosotros este año. Busca todo lo demás en la carpeta de la mesa."
#define DUTCH \
  "De vergadering is verplaatst naar donderdag, dus we hebben nog een dag extra voor de presentatie. Kun je de " \
  "cijfers van vorige week nog even naar mij sturen? Dan zet ik ze er morgen in. Het zou fijn zijn als jullie er " \
  "allemaal bij konden zijn, want er valt veel te bespreken! De rest ligt op tafel."

/* What the lists of each language are to find; and what depends on lists is claimed of no other. */
static void
test_lists (void)
{
  static const IdioMeasureId found[] = {
    IDIO_MEASURE_HEDGES, IDIO_MEASURE_BOOSTERS, IDIO_MEASURE_THANKS, IDIO_MEASURE_APOLOGIES, IDIO_MEASURE_PLEASE,
    IDIO_MEASURE_DIRECT_REQUESTS, IDIO_MEASURE_SOFT_REQUESTS, IDIO_MEASURE_FIRST_PERSON, IDIO_MEASURE_FIRST_PLURAL,
    IDIO_MEASURE_SECOND_PERSON, IDIO_MEASURE_NEGATIONS, IDIO_MEASURE_DISCOURSE_MARKERS, IDIO_MEASURE_SUBORDINATORS,
    IDIO_MEASURE_OPENS_WITH_CONJUNCTION, IDIO_MEASURE_TIME_WORDS, IDIO_MEASURE_SPELLED_NUMBERS,
    IDIO_MEASURE_FUNCTION_WORDS,
  };
  static const struct { const char *text; guint n_sentences; } texts[] = {
    { GERMAN, 8 }, { FRENCH, 8 }, { SPANISH, 8 }, { DUTCH, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (texts[i].text);
      double values[IDIO_N_MEASURES];

      idio_measures_compute (analysis, values);
      g_assert_cmpuint (analysis->sentences->len, ==, texts[i].n_sentences);
      g_assert_cmpuint (analysis->n_words, >=, 50);

      for (guint j = 0; j < G_N_ELEMENTS (found); j++)
        {
          double value = values[found[j]];

          if (i == 3 ? !isnan (value) : !(value > 0))
            g_error ("“%s” is %g in “%s”", idio_measures[found[j]].nick, value, texts[i].text);
        }

      g_assert_true (isnan (values[IDIO_MEASURE_CONTRACTIONS]));
      g_assert_true (isnan (values[IDIO_MEASURE_LOWER_CASE_I]));
      g_assert_true (values[IDIO_MEASURE_QUESTIONS] > 0);
      g_assert_true (isnan (values[IDIO_MEASURE_NAMES]) == (i == 0 || i == 3));
    }
}

/* Phrases count once, and the longest wins. */
static void
test_phrases (void)
{
  static const struct { const char *text; IdioCategory category; guint n; } cases[] = {
    { "Thank you for it.", IDIO_CATEGORY_THANKS, 1 },
    { "Many thanks and thank you.", IDIO_CATEGORY_THANKS, 2 },
    { "As soon as possible.", IDIO_CATEGORY_TIME, 1 },
    { "On the one hand it is, on the other hand it is not.", IDIO_CATEGORY_DISCOURSE, 2 },
    { "On the one we have.", IDIO_CATEGORY_DISCOURSE, 0 },
    { "I think I think I think so.", IDIO_CATEGORY_HEDGE, 3 },
    { "Can you see it? You can see it.", IDIO_CATEGORY_SOFT_REQUEST, 1 },
    { "THANK YOU for\nit.", IDIO_CATEGORY_THANKS, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (cases[i].text);

      g_assert_cmpint (analysis->language, ==, IDIO_LANGUAGE_ENGLISH);
      g_assert_cmpuint (analysis->counts[IDIO_COUNT_CATEGORY + cases[i].category], ==, cases[i].n);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/language/detect", test_detect);
  g_test_add_func ("/language/lists", test_lists);
  g_test_add_func ("/language/phrases", test_phrases);

  return g_test_run ();
}
