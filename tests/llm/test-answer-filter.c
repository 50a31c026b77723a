/* test-answer-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "llm/idio-answer-filter.h"
#include "llm/idio-chatter.h"

/* What is seen must be what a text field that only ever gets text added shows, but for rewritings. */
static char *
filter (const char *text,
        gboolean    prose,
        gsize       longest)
{
  g_autoptr(IdioAnswerFilter) self = idio_answer_filter_new (prose);
  g_autoptr(GString) seen = g_string_new (NULL);
  gsize n;

  for (gsize at = 0; at < strlen (text); at += n)
    {
      g_autofree char *piece = NULL;

      n = MIN (strlen (text) - at, longest);

      while (((guchar) text[at + n] & 0xc0) == 0x80)
        n++;

      piece = g_strndup (text + at, n);
      idio_answer_filter_push (self, piece);

      if (idio_answer_filter_take_rewritten (self))
        g_string_assign (seen, idio_answer_filter_get_text (self));

      g_assert_true (g_str_has_prefix (idio_answer_filter_get_text (self), seen->str));
      g_string_assign (seen, idio_answer_filter_get_text (self));
    }

  idio_answer_filter_end (self);

  return g_strdup (idio_answer_filter_get_text (self));
}

static void
check (const char *text,
       gboolean    prose,
       const char *expected)
{
  for (gsize longest = 1; longest <= strlen (text); longest++)
    {
      g_autofree char *found = filter (text, prose, longest);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_thoughts (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "<think>\nKeep it short.\n</think>\n\nHi Omar", "Hi Omar" },
    { "Keep it short.\nHe is a friend.\n</think>\n\nHi Omar", "Hi Omar" },
    { "\n<THINK>x</THINK>Hi", "Hi" },
    { "<think></think>\n\nHi Omar,\n\nwell", "Hi Omar,\n\nwell" },
    { "<think>a</think><think>b</think>\nHi", "Hi" },
    { "[THINK]a < b[/THINK]Hi", "Hi" },
    { "<thinking>a</think>b</thinking>Hi", "Hi" },
    { "Hi\n<think>hm, what?</think>\nOmar", "Hi\n\nOmar" },
    { "<think>a<think>b</think>c</think>Hi", "Hi" },
    { "<think>\nHm.\n<think>\nb\n</think>\nc\n</think>\n\nHi Omar,\n\nwell", "Hi Omar,\n\nwell" },
    { "<think>a<think>b<think>c</think>d</think>e</think>Hi", "Hi" },
    { "<think>the <think> tag</think>Hi Omar, all is well", "Hi Omar, all is well" },
    { "<think>the <think> tag</think>Hi\n<think>x</think>\nyou", "Hi\n\nyou" },
    { "<think>only this", "" },
    { "<think>only this</think>", "" },
    { "<think>", "" },
    { "<thin", "<thin" },
    { "a < b, [x] and <b>bold</b>", "a < b, [x] and <b>bold</b>" },
    { "The <think> tag has no end here", "The <think> tag has no end here" },
    { "Short.</think>\r\n\r\nHi", "Hi" },
    { "Keep it short.</think>", "" },

    /* Texts about such tags */
    { "Hi <think>hm, what?</think>Omar", "Hi <think>hm, what?</think>Omar" },
    { "<think>a</think>Use </think> to close", "Use </think> to close" },
    { "Dear Ann,\n\nIn a web page </think> ends a thought.\n\nCheers",
      "Dear Ann,\n\nIn a web page </think> ends a thought.\n\nCheers" },
    { "  Hi", "  Hi" },
    { "", "" },
    { "\n\n", "\n\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, TRUE, cases[i].expected);
}

static void
test_wrapping (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "```markdown\nHi Omar,\n\nBye\n```", "Hi Omar,\n\nBye" },
    { "```\nHi\n```\n\n", "Hi" },
    { "```\nHi", "Hi" },
    { "```\nHi\n``", "Hi\n``" },
    { "Sure! Here is the note:\n\nHi Omar", "Hi Omar" },
    { "Sure! Here is the note:\n```markdown\nHi Omar\n```\nLet me know if you want changes!", "Hi Omar" },
    { "<think>x</think>\nHere’s the e-mail:\n\n```\nHi\n```", "Hi" },
    { "**Here is the draft:**\n\nHi", "Hi" },
    { "Gerne! Hier ist die Nachricht:\n\nHallo", "Hallo" },
    { "Bien sûr ! Voici le texte :\n\nBonjour", "Bonjour" },
    { "¡Claro! Aquí tienes el correo:\n\nHola", "Hola" },

    /* A writer's own first lines */
    { "Dear Ms. Smith:\n\nHello", "Dear Ms. Smith:\n\nHello" },
    { "Madam Secretary:\n\nI rise", "Madam Secretary:\n\nI rise" },
    { "Here's what happened:\n\nIt rained.", "Here's what happened:\n\nIt rained." },
    { "Sure, I'll come. One thing:\n\nbring bread", "Sure, I'll come. One thing:\n\nbring bread" },
    { "Here is the note: buy milk", "Here is the note: buy milk" },
    { "This is a long first line that is no announcement at all", "This is a long first line that is no announcement at all" },
    { "Sure! Here is the plan:\n\none", "Sure! Here is the plan:\n\none" },
    { "This is a message to all tenants:\n\nThe lift", "This is a message to all tenants:\n\nThe lift" },
    { "Here is my answer to your letter of 3 May:\n\nNo.", "Here is my answer to your letter of 3 May:\n\nNo." },
    { "Here are my notes on the draft:\n\none", "Here are my notes on the draft:\n\none" },
    { "Below is the text of the resolution:\n\nWhereas", "Below is the text of the resolution:\n\nWhereas" },
    { "Sicher ist die Antwort:\n\nnein", "Sicher ist die Antwort:\n\nnein" },
    { "Claro, la carta:\n\nhola", "Claro, la carta:\n\nhola" },
    { "Voici les faits :\nil pleut", "Voici les faits :\nil pleut" },

    /* Blocks of code that are part of the text */
    { "```\nmake\n```\nbuilds it.", "```\nmake\n```\nbuilds it." },
    { "Run:\n```\nmake\n```", "Run:\n```\nmake\n```" },
    { "```markdown\nRun\n```sh\nmake\n```\nand wait\n```", "Run\n```sh\nmake\n```\nand wait" },
    { "```python\nprint (1)\n```", "```python\nprint (1)\n```" },
    { "Here is the message:\n```sh\nls\n```\nThen run this:\n```sh\npwd\n```\nCheers, Nora",
      "```sh\nls\n```\nThen run this:\n```sh\npwd\n```\nCheers, Nora" },
    { "Here is the message:\n```\nls\n```\nThen run this:\n```\npwd\n```\nCheers, Nora",
      "```\nls\n```\nThen run this:\n```\npwd\n```\nCheers, Nora" },
    { "```not a fence``` but code", "```not a fence``` but code" },
    { "`x` is a letter", "`x` is a letter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, TRUE, cases[i].expected);
}

static void
test_json (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "{\"a\":\"<think>x</think> </think>\"}", "{\"a\":\"<think>x</think> </think>\"}" },
    { "[\"```\\nSure! Here is the note:\\n```\"]", "[\"```\\nSure! Here is the note:\\n```\"]" },
    { "```json\n{}\n```", "```json\n{}\n```" },
    { "<think>{\"no\":1}</think>{\"a\":1}", "{\"a\":1}" },
    { "maybe {\"no\":1}</think>{\"a\":1}", "{\"a\":1}" },
    { "  {\"a\":1}", "  {\"a\":1}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, FALSE, cases[i].expected);
}

/* The first words of an ordinary text are seen at once. */
static void
test_at_once (void)
{
  static const char * const texts[] = { "Hi", "Dear", "Sup", "1", "Hallo", "Über" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(IdioAnswerFilter) self = idio_answer_filter_new (TRUE);

      idio_answer_filter_push (self, texts[i]);
      idio_answer_filter_push (self, " x");
      g_assert_true (g_str_has_prefix (idio_answer_filter_get_text (self), texts[i]));
      g_assert_false (idio_answer_filter_take_rewritten (self));
    }
}

/* No text makes the filter slow: megabytes of what it looks at are read at once or in pieces. */
static void
test_hostile (void)
{
  static const char * const units[] = { "<", "[", "`", "\n", " ", "<think>", "</think>", "```\n", "```x\n", "Sure", "<thin" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint prose = 0; prose < 2; prose++)
      {
        g_autoptr(IdioAnswerFilter) self = idio_answer_filter_new (prose);
        g_autoptr(GString) block = g_string_new (NULL);

        while (block->len < 256 * 1024)
          g_string_append (block, units[i]);

        for (guint n = 0; n < 20000; n++)
          idio_answer_filter_push (self, units[i]);

        for (guint n = 0; n < 4; n++)
          idio_answer_filter_push (self, block->str);

        idio_answer_filter_end (self);
        g_assert_cmpuint (strlen (idio_answer_filter_get_text (self)), <=, 8 * block->len);
      }
}

static void
test_chatter (void)
{
  g_assert_true (idio_chatter_is_line ("Certainly! Here's a draft for you:"));
  g_assert_true (idio_chatter_is_line ("Here is the rewritten message:"));
  g_assert_false (idio_chatter_is_line ("Here is the rewritten message."));
  g_assert_false (idio_chatter_is_line ("Claudia:"));
  g_assert_false (idio_chatter_is_line ("Surely you know the text:"));
  g_assert_false (idio_chatter_is_line (""));
  g_assert_true (idio_chatter_may_begin ("He"));
  g_assert_true (idio_chatter_may_begin ("Sure thing, "));
  g_assert_false (idio_chatter_may_begin ("Hey"));
  g_assert_false (idio_chatter_may_begin ("Surely"));
}

static void
add_tests (void)
{
  g_test_add_func ("/answer-filter/thoughts", test_thoughts);
  g_test_add_func ("/answer-filter/wrapping", test_wrapping);
  g_test_add_func ("/answer-filter/json", test_json);
  g_test_add_func ("/answer-filter/at-once", test_at_once);
  g_test_add_func ("/answer-filter/hostile", test_hostile);
  g_test_add_func ("/answer-filter/chatter", test_chatter);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
