/* test-tokens.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "text/idio-boundaries.h"
#include "text/idio-tokens.h"

static const char kinds[] = "/wn@me:";

/* A letter for the kind of each token, and the token: "wHello m!". */
static char *
list_tokens (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      g_string_append_printf (list, "%s%c%.*s%s", i > 0 ? " " : "", kinds[token->kind], (int) token->length,
                              text + token->start, token->flags & IDIO_TOKEN_ENDS_SENTENCE ? "|" : "");
    }

  return g_string_free_and_steal (list);
}

static void
test_kinds (void)
{
  static const struct { const char *text, *tokens; } cases[] = {
    { "", "" },
    { "Hello, world!", "wHello m, wworld m!| /" },
    { "It’s 3.5 km, don't ask the 2nd.", "wIt’s n3.5 wkm m, wdon't wask wthe n2nd m.| /" },
    { "Wait... what?! No!!!", "wWait m... wwhat m? m!| wNo m!!!| /" },
    { "See https://a.org/b?c=d, or www.x.org.", "wSee @https://a.org/b?c=d m, wor @www.x.org m.| /" },
    { "(mail first.last+x@mail.example.org)", "m( wmail @first.last+x@mail.example.org m)| /" },
    { "mail first.last+x@mail.example.org 🎉", "wmail @first.last+x@mail.example.org e🎉| /" },
    { "Thanks :-) and <3, ok :D", "wThanks ::-) wand :<3 m, wok ::D| /" },
    { "ratio (x): y", "wratio m( wx m) m: wy| /" },
    { "🎉🎉 👩‍💻 🇫🇷 5️⃣ ☺️ ok", "e🎉 e🎉 e👩‍💻 e🇫🇷 e5️⃣ e☺️ wok| /" },
    { "“Yes.” he – or she — said…", "m“ wYes m. m” whe m– wor wshe m— wsaid m…| /" },
    { "mot\u202f? Oui.", "wmot m?| wOui m.| /" },
    { "mot\u202f? Oui 🎉", "wmot m?| wOui e🎉| /" },
    { "one\r\ntwo\rthree\n\nfour", "wone| / wtwo| / wthree| / / wfour| /" },
    { "a \xff\xfe b\xc3", "wa wb| /" },
    { "\xed\xa0\x80 x", "wx| /" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tokens = list_tokens (cases[i].text);

      g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

static void
test_flags (void)
{
  static const struct { const char *text; guint flags, n_chars; } cases[] = {
    { "word", 0, 4 },
    { "Word", IDIO_TOKEN_CAPITALIZED, 4 },
    { "Émile", IDIO_TOKEN_CAPITALIZED, 5 },
    { "E\u0301mile", IDIO_TOKEN_CAPITALIZED, 5 },
    { "I", IDIO_TOKEN_CAPITALIZED, 1 },
    { "NATO", IDIO_TOKEN_CAPITALIZED | IDIO_TOKEN_ALL_CAPITALS, 4 },
    { "sooo", IDIO_TOKEN_LENGTHENED, 4 },
    { "yesss", IDIO_TOKEN_LENGTHENED, 5 },
    { "noooooo🎉", IDIO_TOKEN_LENGTHENED, 7 },
    { "www", 0, 3 },
    { "VIII", IDIO_TOKEN_CAPITALIZED | IDIO_TOKEN_ALL_CAPITALS, 4 },
    { "1000000", 0, 7 },
    { "don’t", IDIO_TOKEN_APOSTROPHE, 4 },
    { "don't", IDIO_TOKEN_APOSTROPHE, 4 },
    { "u.s.a", 0, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioTokens) tokens = idio_tokens_new (cases[i].text, strlen (cases[i].text));
      guint flags = tokens->items[0].flags & ~(guint) (IDIO_TOKEN_AFTER_BLANK | IDIO_TOKEN_ENDS_SENTENCE);

      g_assert_cmphex (flags, ==, cases[i].flags);
      g_assert_cmpuint (tokens->items[0].n_chars, ==, cases[i].n_chars);
    }
}

/* How a word is written makes no difference where it makes none to a reader. */
static void
test_hashes (void)
{
  static const char * const pairs[][2] = {
    { "don't", "don’t" }, { "WORD", "word" }, { "Émile", "e\u0301MILE" }, { "über", "u\u0308BER" }, { "soft", "so\u00adft" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(IdioTokens) one = idio_tokens_new (pairs[i][0], strlen (pairs[i][0]));
      g_autoptr(IdioTokens) other = idio_tokens_new (pairs[i][1], strlen (pairs[i][1]));

      g_assert_cmphex (one->items[0].hash, ==, other->items[0].hash);
    }
}

static const gunichar alphabet[] = {
  'a', 'b', 'Z', 'Q', '1', '2', '.', '.', '.', ',', ';', ':', '\'', '"', '!', '?', '(', ')', '-', '_', '/', '*', '&',
  '#', '+', '=', ' ', ' ', ' ', '\t', 0xe9, 0xc9, 0xdf, 0xb7, 0xa0, 0xab, 0xbb, 0xb2, 0x131, 0x17f, 0x1c5, 0x2014,
  0x2013, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x2022, 0x2009, 0x203c, 0x2044, 0x2027, 0x2024,
};

static char *
make_line (gboolean is_ascii)
{
  GString *line = g_string_new (NULL);
  gint n_chars = g_test_rand_int_range (1, 40);

  for (gint i = 0; i < n_chars; i++)
    {
      gunichar c = is_ascii ? (gunichar) g_test_rand_int_range (' ', 0x7f) :
                              alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))];

      g_string_append_unichar (line, c == '@' ? ' ' : c);
    }

  return g_string_free_and_steal (line);
}

/* The words of a line, and where sentences end in it, by ICU alone. */
static char *
list_boundaries_of_icu (const char *line)
{
  UBreakIterator *words = idio_boundaries_get_words ();
  UBreakIterator *sentences = idio_boundaries_get_sentences ();
  g_autoptr(UText) words_text = idio_boundaries_set_text (words, line, strlen (line));
  g_autoptr(UText) sentences_text = idio_boundaries_set_text (sentences, line, strlen (line));
  GString *list = g_string_new (NULL);
  int32_t from = ubrk_first (words);
  int32_t to;

  while ((to = ubrk_next (words)) != UBRK_DONE)
    {
      /* ICU takes "__" for a word. */
      if (ubrk_getRuleStatus (words) >= UBRK_WORD_NONE_LIMIT && strspn (line + from, "_") < (gsize) (to - from))
        g_string_append_printf (list, "%d-%d ", from, to);

      from = to;
    }

  while ((to = ubrk_next (sentences)) != UBRK_DONE)
    {
      const char *end = line + to;

      while (end > line && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);

      if (end > line)
        g_string_append_printf (list, "|%d ", (int) (end - line));
    }

  return g_string_free_and_steal (list);
}

static char *
list_boundaries (const IdioTokens *tokens)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      if (token->kind == IDIO_TOKEN_WORD || token->kind == IDIO_TOKEN_NUMBER)
        g_string_append_printf (list, "%u-%u ", token->start, token->start + token->length);
    }

  for (guint i = 0; i < tokens->n_items; i++)
    if (tokens->items[i].flags & IDIO_TOKEN_ENDS_SENTENCE)
      g_string_append_printf (list, "|%u ", tokens->items[i].start + tokens->items[i].length);

  return g_string_free_and_steal (list);
}

static gboolean
has_joined (const IdioTokens *tokens)
{
  for (guint i = 0; i < tokens->n_items; i++)
    if (tokens->items[i].kind == IDIO_TOKEN_EMOTICON || tokens->items[i].kind == IDIO_TOKEN_ADDRESS)
      return TRUE;

  return FALSE;
}

/* What the plain path finds is what ICU finds: against ICU itself, and against our own way over it, which an emoji at
 * the end enforces. */
static void
test_like_icu (void)
{
  guint n_compared = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *line = make_line (round % 2 == 0);
      g_autofree char *with_emoji = g_strconcat (line, " 🎉", NULL);
      g_autoptr(IdioTokens) tokens = idio_tokens_new (line, strlen (line));
      g_autoptr(IdioTokens) others = idio_tokens_new (with_emoji, strlen (with_emoji));

      if (others->n_items != tokens->n_items + 1)
        g_error ("“%s” has %u tokens, and %u before an emoji", line, tokens->n_items, others->n_items - 1);

      for (guint i = 0; i + 1 < tokens->n_items; i++)
        {
          const IdioToken *one = &tokens->items[i];
          const IdioToken *other = &others->items[i];
          guint ignored = i + 2 == tokens->n_items ? IDIO_TOKEN_ENDS_SENTENCE : 0;

          if (one->start != other->start || one->length != other->length || one->hash != other->hash ||
              one->kind != other->kind || one->n_chars != other->n_chars ||
              (one->flags | ignored) != (other->flags | ignored))
            g_error ("Token %u of “%s” is read in two ways: %u-%u %u %x %u, %u-%u %u %x %u", i, line, one->start,
                     one->length, one->kind, one->flags, one->n_chars, other->start, other->length, other->kind,
                     other->flags, other->n_chars);
        }

      if (!has_joined (tokens))
        {
          g_autofree char *boundaries = list_boundaries (tokens);
          g_autofree char *boundaries_of_icu = list_boundaries_of_icu (line);

          if (!g_str_equal (boundaries, boundaries_of_icu))
            g_error ("“%s” has the boundaries %s, and %s by ICU", line, boundaries, boundaries_of_icu);

          n_compared++;
        }
    }

  g_assert_cmpuint (n_compared, >, 10000);
}

/* Tokens of anything at all are in order, do not overlap, and lie within. */
static void
check_order (const char *text,
             gsize       length)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, length);
  gsize end = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      g_assert_cmpuint (token->start, >=, end);
      g_assert_true (token->kind == IDIO_TOKEN_BREAK || token->length > 0);
      end = token->start + token->length;
      g_assert_cmpuint (end, <=, length);
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 400);
      g_autofree char *bytes = g_malloc (length + 1);
      g_autoptr(GString) text = g_string_new (NULL);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char) g_test_rand_int_range (0, 256);

      check_order (bytes, length);

      while (text->len < length)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, round % 2 ? 0x3000 : 0x20000);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }

      check_order (text->str, text->len);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tokens/kinds", test_kinds);
  g_test_add_func ("/tokens/flags", test_flags);
  g_test_add_func ("/tokens/hashes", test_hashes);
  g_test_add_func ("/tokens/like-icu", test_like_icu);
  g_test_add_func ("/tokens/random", test_random);

  return g_test_run ();
}
