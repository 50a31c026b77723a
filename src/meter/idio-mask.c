/* idio-mask.c: a text without what it is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-compose.h"
#include "meter/idio-mask.h"
#include "text/idio-lexicon.h"

/* A line at least this long, and without a mark at its end, was folded and goes on in the next one. */
#define FOLDED_LINE_BYTES 55

/* Longer words are not looked up; none of the words kept is. */
#define MAX_KEPT_BYTES 24

/* What is kept of an English content word, the longer before what it ends with. */
#define SUFFIX(text) { text, sizeof text - 1 }

static const struct
{
  const char *text;
  gsize length;
} suffixes[] = {
  SUFFIX ("ational"), SUFFIX ("ization"), SUFFIX ("ations"), SUFFIX ("ation"), SUFFIX ("tions"),
  SUFFIX ("sions"), SUFFIX ("ments"), SUFFIX ("tion"), SUFFIX ("sion"), SUFFIX ("ment"), SUFFIX ("ness"),
  SUFFIX ("ities"), SUFFIX ("ally"), SUFFIX ("ingly"), SUFFIX ("edly"), SUFFIX ("ously"), SUFFIX ("fully"),
  SUFFIX ("ably"), SUFFIX ("ings"), SUFFIX ("able"), SUFFIX ("ible"), SUFFIX ("less"), SUFFIX ("ance"),
  SUFFIX ("ence"), SUFFIX ("ity"), SUFFIX ("ing"), SUFFIX ("ies"), SUFFIX ("ied"), SUFFIX ("ers"),
  SUFFIX ("est"), SUFFIX ("ors"), SUFFIX ("ful"), SUFFIX ("ous"), SUFFIX ("ive"), SUFFIX ("ial"),
  SUFFIX ("ism"), SUFFIX ("ist"), SUFFIX ("ant"), SUFFIX ("ent"), SUFFIX ("ize"), SUFFIX ("ise"),
  SUFFIX ("n't"), SUFFIX ("'ve"), SUFFIX ("'re"), SUFFIX ("'ll"), SUFFIX ("'s"), SUFFIX ("'d"), SUFFIX ("ed"),
  SUFFIX ("er"), SUFFIX ("or"), SUFFIX ("ly"), SUFFIX ("al"), SUFFIX ("ic"), SUFFIX ("es"), SUFFIX ("s"),
};

static guint32
hash_bytes (const char *bytes,
            gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * 16777619u;

  return hash;
}

/* The text's first bytes as valid, composed UTF-8. */
static char *
compose (const char *text,
         gsize       max_bytes)
{
  gsize length = strnlen (text, max_bytes);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

  return idio_compose (valid);
}

static const char *
straighten (gunichar c)
{
  switch (c)
    {
    case 0x2018: case 0x2019: case 0x201b: case 0x02bc: return "'";
    case 0x201c: case 0x201d: case 0x201e: return "\"";
    case 0x2026: return "...";
    default: return NULL;
    }
}

/* Whether the break of a line is one that a mail program made. */
static gboolean
is_fold (const GString *plain,
         gsize          line,
         const char    *next)
{
  while (*next == ' ' || *next == '\t' || *next == '\r')
    next++;

  return *next != '\n' && *next != '\0' && plain->len - line >= FOLDED_LINE_BYTES &&
         strchr (".!?:;\"'", plain->str[plain->len - 1]) == NULL;
}

static GString *
make_plain (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text) + 8);
  gsize line = 0;
  gboolean blank = FALSE, broken = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *straight;

      if (c == '\n' || c == 0x2028 || c == 0x2029)
        {
          if (plain->len > 0 && is_fold (plain, line, g_utf8_next_char (p)))
            blank = TRUE;
          else
            broken = TRUE;

          continue;
        }

      if (g_unichar_isspace (c) || c == 0xfeff)
        {
          blank = TRUE;
          continue;
        }

      if ((broken || blank) && plain->len > 0)
        g_string_append_c (plain, broken ? '\n' : ' ');

      if (broken)
        line = plain->len;

      blank = broken = FALSE;

      if ((straight = straighten (c)))
        g_string_append (plain, straight);
      else if (g_unichar_isdigit (c))
        g_string_append_c (plain, '0');
      else
        g_string_append_len (plain, p, g_utf8_next_char (p) - p);
    }

  return plain;
}

static gboolean
is_letter (const char *p)
{
  gunichar c;

  if ((guchar) *p < 0x80)
    return g_ascii_isalpha (*p);

  c = g_utf8_get_char (p);

  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Where the word, number or mark at @p ends. */
static const char *
find_end (const char *p)
{
  const char *start = p;

  if (is_letter (p))
    {
      while (*p != '\0' && (is_letter (p) || (*p == '\'' && is_letter (p + 1))))
        p = g_utf8_next_char (p);
    }
  else if (*p == '0')
    {
      while (*p == '0' || ((*p == '.' || *p == ',') && p[1] == '0'))
        p++;
    }
  else if (*p == '.' || *p == '-' || *p == '!' || *p == '?')
    {
      while (*p == *start && p - start < 3)
        p++;
    }
  else
    p = g_utf8_next_char (p);

  return p;
}

static const char *
find_suffix (const char *word,
             gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize n = suffixes[i].length;

      if (word[length - 1] == suffixes[i].text[n - 1] && length >= n + 2 &&
          memcmp (word + length - n, suffixes[i].text, n) == 0)
        return suffixes[i].text;
    }

  return "";
}

/* "a", "A" or "AA": a word in lower case, one with a capital, one in capitals. */
static const char *
find_capitals (const char *word,
               const char *end)
{
  const char *second = g_utf8_next_char (word);

  if (!g_unichar_isupper (g_utf8_get_char (word)))
    return "a";

  return second < end && g_unichar_isupper (g_utf8_get_char (second)) ? "AA" : "A";
}

static guint32
hash_lower (const char *word,
            const char *end)
{
  guint32 hash = 2166136261u;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    hash = (hash ^ g_unichar_tolower (g_utf8_get_char (p))) * 16777619u;

  return hash;
}

static void
add_word (IdioMask          *self,
          const IdioLexicon *kept,
          IdioMaskedToken   *token,
          const char        *word,
          const char        *end)
{
  gsize length = (gsize) (end - word);
  char lower[MAX_KEPT_BYTES + 1];
  gsize from;

  token->is_word = TRUE;
  token->word = hash_lower (word, end);

  if (length <= MAX_KEPT_BYTES)
    {
      for (gsize i = 0; i < length; i++)
        lower[i] = g_ascii_tolower (word[i]);

      lower[length] = '\0';
    }

  if (length <= MAX_KEPT_BYTES && idio_lexicon_contains (kept, lower))
    {
      token->shape = token->word;
      g_string_append_len (self->masked, word, (gssize) length);
      return;
    }

  from = self->masked->len;
  g_string_append (self->masked, find_capitals (word, end));
  g_string_append_c (self->masked, '*');
  g_string_append (self->masked, find_suffix (word, length));
  token->shape = hash_bytes (self->masked->str + from, self->masked->len - from);
}

/* Whether a sentence ends with the mark, and nothing but closing quotes and brackets comes before the next blank. */
static gboolean
ends_sentence (const char *mark,
               const char *end)
{
  switch (g_utf8_get_char (mark))
    {
    case '.': case '!': case '?':
      return end[strspn (end, "\"')]*_")] == ' ';

    /* Ideographic full stop, fullwidth exclamation and question marks. */
    case 0x3002: case 0xff01: case 0xff1f:
      return TRUE;

    default:
      return FALSE;
    }
}

static void
add_token (IdioMask          *self,
           const IdioLexicon *kept,
           const char        *start,
           const char        *end)
{
  IdioMaskedToken token = { .plain = (guint) (start - self->plain->str), .masked = (guint) self->masked->len };

  if (is_letter (start))
    {
      add_word (self, kept, &token, start, end);
    }
  else if (*start == '0')
    {
      token.is_word = TRUE;
      token.word = token.shape = hash_bytes ("#", 1);
      g_string_append_c (self->masked, '#');
    }
  else
    {
      token.word = token.shape = hash_bytes (start, (gsize) (end - start));
      token.ends_sentence = *start == '\n' || ends_sentence (start, end);
      g_string_append_len (self->masked, start, end - start);
    }

  g_array_append_val (self->tokens, token);
}

/**
 * idio_mask_new:
 * @text: a text; what is not valid UTF-8 in it does no harm
 * @max_bytes: it is read no further
 *
 * Words that carry grammar and words that most people use stay as they are; they are those of `en/kept.txt`. How a
 * text was encoded does not show: its quotes become straight, its characters composed, its lines unfolded.
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the text and its mask
 */
IdioMask *
idio_mask_new (const char *text,
               gsize       max_bytes)
{
  IdioMask *self = g_new0 (IdioMask, 1);
  const IdioLexicon *kept = idio_lexicon_get ("en/kept.txt");
  g_autofree char *composed = NULL;
  const char *p, *end;

  composed = compose (text, max_bytes);
  self->plain = make_plain (composed);
  self->masked = g_string_sized_new (self->plain->len + 1);
  self->tokens = g_array_sized_new (FALSE, FALSE, sizeof (IdioMaskedToken), (guint) self->plain->len / 4 + 1);

  for (p = self->plain->str; *p != '\0'; p = end)
    {
      end = find_end (p);

      if (*p == ' ')
        g_string_append_c (self->masked, ' ');
      else
        add_token (self, kept, p, end);
    }

  return self;
}

void
idio_mask_free (IdioMask *self)
{
  g_string_free (self->plain, TRUE);
  g_string_free (self->masked, TRUE);
  g_array_unref (self->tokens);
  g_free (self);
}
