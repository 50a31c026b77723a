/* test-leak.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-leak.h"
#include "idio-test.h"

/* Finds what leaked from samples, each "TITLE|BODY". */
static char *
list_leaks_of (const char         *draft,
               const char         *given,
               const char * const *texts)
{
  g_autoptr(GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) leaks = NULL;
  GString *list = g_string_new (NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (texts[i], "|", 2);

      g_ptr_array_add (samples, idio_text_new (7 + i, parts[0], parts[1], 0, 0));
    }

  leaks = idio_leaks_find (draft, given, samples);

  for (guint i = 0; i < leaks->len; i++)
    {
      const IdioLeak *leak = g_ptr_array_index (leaks, i);

      g_assert_cmpint (leak->document, >=, 7);
      g_assert_cmpint (leak->document, <, 7 + samples->len);
      g_string_append_printf (list, "%c[%s]", "PN#"[leak->kind], leak->text);
    }

  return g_string_free_and_steal (list);
}

static char *
list_leaks (const char *draft,
            const char *given,
            const char *sample)
{
  g_autofree char *text = g_strconcat ("Sample|", sample, NULL);

  return list_leaks_of (draft, given, (const char *[]) { text, NULL });
}

static void
test_leaks (void)
{
  static const char sample[] =
    "Hi Omar,\n\nI tried it 20 times to be sure, and the cat watched me do it. Could Priya have a look this week? "
    "We met at Lake Constance. Thanks for the note: Thanks again.\n\nCheers,\nNell Harrow";
  static const struct { const char *draft, *given, *leaks; } cases[] = {
    { "Hi Jo,\n\nAll is well here.\n\nCheers,\nNell", "Tell Jo that all is well", "" },
    { "Yes, the cat watched me do it, as ever.", "Say yes", "P[the cat watched me do it]" },
    { "Yes, the cat watched me do it, as ever.", "Say that the cat watched me do it, as ever", "" },
    { "I saw him, and the cat watched me do it.", "Say that the cat watched me do it", "" },
    { "I tried it 20 times to be sure, and the cat watched me do it.", "Say that the cat watched me do it",
      "P[I tried it 20 times to be sure, and]#[20]" },
    { "I tried it 20 times to be sure, and the cat watched me do it.", "Say that I tried it 20 times to be sure",
      "P[and the cat watched me do it]" },
    { "Hi Omar, how are you?", "Ask how they are", "N[Omar]" },
    { "Hi Omar, how are you?", "Ask Omar how he is", "" },
    { "Hi Omar, is it Priya's?", "Ask about Omar's and Priya’s", "" },
    { "It is Omar's.", "Say whose it is", "N[Omar's]" },
    { "I tried 20 of them, and 30 more.", "Say that I tried them", "#[20]" },
    { "I tried 20 of them.", "Say that I tried 20", "" },
    { "Constance and Priya say hello. Thanks.", "Say hello", "N[Constance]N[Priya]" },
    { "I think I'm done, she said.", "Say it", "" },
    { "Could you come? Could we go?", "Ask", "" },
    { "Hi Omar, Omar and OMAR.", "x", "N[Omar]N[OMAR]" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *leaks = list_leaks (cases[i].draft, cases[i].given, sample);

      g_assert_cmpstr (leaks, ==, cases[i].leaks);
    }
}

/* Greetings and sign-offs are the writer's own, but not whom they name, and no number. */
static void
test_letters (void)
{
  static const struct { const char *draft, *given, *samples[4], *leaks; } cases[] = {
    { "Hi Jo,\n\nsee you.\n\nBest,\nNell\n0171 555 0142", "Greet Jo",
      { "|Hi Ann,\n\nsee you on Monday.\n\nBest,\nNell\n0171 555 0142" }, "#[0171 555 0142]" },
    { "Hallo Jo,\n\nbis dann.\n\nViele Grüße\nNell\nTel. 030/901820", "Grüße Jo",
      { "|Hallo Ute,\n\nbis Montag dann.\n\nViele Grüße\nNell\nTel. 030/901820" }, "#[030/901820]" },
    { "Hi Sarah,\n\nsee you.", "Say that I will come", { "|Sarah,\n\nCan you come at ten?\n\nNell" }, "N[Sarah]" },
    { "Hi Sarah,\n\nsee you.", "Say that I will come", { "|Sarah said no. So I went home." }, "N[Sarah]" },
    { "Hi Sarah,\n\nsee you.", "Say that I will come", { "|hi sarah,\n\ncan you come at ten?" }, "N[Sarah]" },
    { "Hi Sarah,\n\nsee you.", "Say that I will come", { "For Sarah|Can you come at ten?" }, "N[Sarah]" },
    { "Hi Will,\n\nsee you.", "Say that I come", { "|Hi Will,\n\nI think I will come." }, "N[Will]" },
    { "Hallo Ute,\n\nbis dann.", "Sage zu", { "|Hallo Ute,\n\nder Termin am Montag passt." }, "N[Ute]" },
    { "Hoi Marijke,\n\ntot dan.", "Zeg ja", { "|Hoi Marijke,\n\nkun je om tien uur komen?" }, "N[Marijke]" },
    { "Hi Sarah,\n\nsee you.", "Tell Sarah that I will come", { "|Sarah,\n\nCan you come at ten?" }, "" },
    { "Hi Jo,\n\nder Termin am Dienstag passt mir gut.", "Sage Jo zu",
      { "|Hallo Ute,\n\nich habe den Termin im Kalender und freue mich." }, "" },
    { "Hi Jo,\n\nPlease send it.", "Ask Jo", { "|Hi Ann, Please call me. 🙂 Please." }, "" },
    { "Hi Jo,\n\nPlease send it.", "Ask Jo", { "|Hi Ann,\n\nThanks, Please call me." }, "" },
    { "Hi Jo,\n\nPlease send it.", "Ask Jo", { "|Thanks, Please call me.", "|could you please call?" }, "" },
    { "Good morning to all of you out there,\n\nI come.\n\nWith all my very best wishes,\nNell", "Say I come",
      { "|Good morning to all of you out there,\n\nI went.\n\nWith all my very best wishes,\nNell" }, "" },
    { "I am well. Let me know if you have any questions.", "Say it",
      { "|It broke. Let me know if you have any questions.", "|Let me know if you have any questions.",
        "|Fine. Let me know if you have any questions." }, "" },
    { "I am well. Let me know if you have any questions.", "Say it",
      { "|It broke. Let me know if you have any questions.", "|Let me know if you have any questions." },
      "P[Let me know if you have any questions]" },
    { "I am well. Let me know if you have any questions.",
      "Say it\n\nEnd with “Let me know if you have any questions.”",
      { "|It broke. Let me know if you have any questions." }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *leaks = list_leaks_of (cases[i].draft, cases[i].given, cases[i].samples);

      if (!g_str_equal (leaks, cases[i].leaks))
        g_test_message ("%u: %s", i, cases[i].draft);

      g_assert_cmpstr (leaks, ==, cases[i].leaks);
    }
}

static void
test_json (void)
{
  g_autoptr(GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) leaks = NULL, back = NULL, none = NULL, odd = NULL;
  g_autofree char *json = NULL;

  g_ptr_array_add (samples, idio_text_new (7, "", "We met Ann in 1999, \"I think\".", 0, 0));
  leaks = idio_leaks_find ("Ann, 1999", "", samples);
  json = idio_leaks_to_json (leaks);
  back = idio_leaks_from_json (json);

  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpstr (((IdioLeak *) back->pdata[0])->text, ==, "Ann");
  g_assert_cmpint (((IdioLeak *) back->pdata[1])->kind, ==, IDIO_LEAK_KIND_NUMBER);

  none = idio_leaks_from_json ("no json");
  g_assert_cmpuint (none->len, ==, 0);
  odd = idio_leaks_from_json ("[1, {\"kind\":\"other\",\"text\":\"x\"}, {\"kind\":\"name\"}]");
  g_assert_cmpuint (odd->len, ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/leak/find", test_leaks);
  g_test_add_func ("/leak/letters", test_letters);
  g_test_add_func ("/leak/json", test_json);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
