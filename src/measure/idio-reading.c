/* idio-reading.c: words and sentences of a text, and what is to be seen in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "measure/idio-boundaries.h"
#include "measure/idio-lexicon.h"
#include "measure/idio-reading.h"

/* A line at least this long goes on in the next one; mail programs fold at 72 or so. */
#define FOLDED_LINE_CHARS 55

/* A greeting or a sign-off that stands on a line of its own has no more words than this. */
#define MAX_GREETING_WORDS 6
#define MAX_CLOSING_WORDS  8
#define MAX_NAME_WORDS     3

static gboolean
is_list_item (const char *line)
{
  const char *p = line;

  if (*p == '-' || *p == '*' || *p == '+' || g_str_has_prefix (p, "•"))
    return TRUE;

  while (g_ascii_isdigit (*p))
    p++;

  return p > line && (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t');
}

/* Whether the line from @line to @end, both in characters' terms, runs on in the line at @next. */
static gboolean
runs_on (const char *line,
         const char *end,
         const char *next)
{
  glong n_chars = g_utf8_strlen (line, end - line);
  gunichar first;

  while (*next == ' ' || *next == '\t')
    next++;

  if (*next == '\0' || *next == '\n' || is_list_item (next))
    return FALSE;

  first = g_utf8_get_char (next);

  return n_chars >= FOLDED_LINE_CHARS || (n_chars >= FOLDED_LINE_CHARS / 2 && g_unichar_islower (first));
}

/* A copy with a blank for each line break inside a paragraph, so that a folded sentence is one sentence. The
 * bytes stay where they are. */
static char *
unfold (const char *text)
{
  char *unfolded = g_strdup (text);
  const char *line = text;
  const char *end;

  while ((end = strchr (line, '\n')))
    {
      if (runs_on (line, end, end + 1))
        unfolded[end - text] = ' ';

      line = end + 1;
    }

  return unfolded;
}

/* Whether the sentence goes on at @to, where Unicode's rules (UAX #29), which know no words, end it: after an
 * abbreviation or an initial. */
static gboolean
goes_on (const char *text,
         gsize       from,
         gsize       to)
{
  const IdioLexicon *abbreviations = idio_lexicon_get ("en/abbreviations.txt");
  gsize end = to, start;
  char word[12];

  if (text[to] == '\0')
    return FALSE;

  /* Within an address of the web, say. Scripts that write no blanks end sentences with marks of their own. */
  if (g_ascii_isgraph (text[to - 1]))
    return TRUE;

  while (end > from && text[end - 1] == ' ')
    end--;

  if (end == from || text[end - 1] != '.')
    return FALSE;

  start = --end;

  while (start > from && (g_ascii_isalpha (text[start - 1]) || text[start - 1] == '.'))
    start--;

  if (start == end || end - start >= sizeof word)
    return FALSE;

  for (gsize i = 0; i <= end - start; i++)
    word[i] = i < end - start ? g_ascii_tolower (text[start + i]) : '\0';

  /* "No. 5" is a number, "No. Five" an answer. */
  if (strcmp (word, "no") == 0)
    return g_ascii_isdigit (text[to]);

  /* "I" is more often a pronoun than an initial. */
  return (end - start == 1 && g_ascii_isupper (text[start]) && text[start] != 'I') ||
         idio_lexicon_contains (abbreviations, word);
}

static gboolean
is_contraction (const char *word,
                gsize       length)
{
  /* With these a final 's is "is" or "has"; with other words it is mostly possessive. */
  static const char * const with_s[] = {
    "it", "that", "he", "she", "there", "what", "who", "where", "here", "how", "let", "when", NULL,
  };
  static const char * const endings[] = { "'re", "'ve", "'ll", "'m", "'d", "n't", NULL };
  char folded[24];
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (n + 1 >= sizeof folded)
        return FALSE;

      if (i + 2 < length && memcmp (word + i, "’", 3) == 0)
        {
          folded[n++] = '\'';
          i += 2;
        }
      else
        folded[n++] = g_ascii_tolower (word[i]);
    }

  folded[n] = '\0';

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (folded, endings[i]) && n > strlen (endings[i]))
      return TRUE;

  if (!g_str_has_suffix (folded, "'s"))
    return FALSE;

  folded[n - 2] = '\0';

  return g_strv_contains (with_s, folded);
}

static IdioMark
find_punctuation (const char *text,
                  gsize       length)
{
  IdioMark marks = 0;
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case '!':
        marks |= IDIO_MARK_EXCLAMATION;
        break;

      case '(':
        marks |= IDIO_MARK_PARENTHESIS;
        break;

      case 0x2026:
        marks |= IDIO_MARK_ELLIPSIS;
        break;

      case '.':
        if (end - p >= 3 && p[1] == '.' && p[2] == '.')
          marks |= IDIO_MARK_ELLIPSIS;
        break;

      case 0x2014:
        if (p > text)
          marks |= IDIO_MARK_DASH;
        break;

      case '-':
      case 0x2013:
        if (p > text && g_ascii_isspace (p[-1]) && p + 1 < end &&
            (g_ascii_isspace (*g_utf8_next_char (p)) || p[1] == '-'))
          marks |= IDIO_MARK_DASH;
        break;

      default:
        break;
      }

  /* What follows the question mark may close a quote or a parenthesis. */
  if (length >= 3 && memcmp (end - 3, "”", 3) == 0)
    end -= 3;

  while (end > text && strchr ("\"')]! ", end[-1]) != NULL)
    end--;

  if (end > text && end[-1] == '?')
    marks |= IDIO_MARK_QUESTION;

  return marks;
}

static void
count_words (const char   *text,
             IdioSentence *sentence)
{
  UBreakIterator *words = idio_boundaries_get_words ();
  const char *start = text + sentence->start;
  g_autoptr(UText) utext = idio_boundaries_set_text (words, start, sentence->length);
  int32_t from = ubrk_first (words);
  int32_t to;

  while ((to = ubrk_next (words)) != UBRK_DONE)
    {
      if (ubrk_getRuleStatus (words) >= UBRK_WORD_NONE_LIMIT)
        {
          sentence->n_words++;

          if (is_contraction (start + from, to - from))
            sentence->n_contractions++;
        }

      from = to;
    }

  sentence->marks = find_punctuation (start, sentence->length);

  if (sentence->n_contractions > 0)
    sentence->marks |= IDIO_MARK_CONTRACTION;
}

/* Whether all of the few words from @text on are capitalized, as names are. */
static gboolean
is_name (const char *text,
         gsize       length)
{
  guint n_words = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && !in_word)
        {
          if (!g_unichar_isupper (c) || ++n_words > MAX_NAME_WORDS)
            return FALSE;

          in_word = TRUE;
        }
      else if (g_unichar_isdigit (c) || c == '?')
        return FALSE;
      else if (!g_unichar_isalpha (c) && c != '\'' && c != 0x2019 && c != '.')
        in_word = FALSE;
    }

  return n_words > 0;
}

/* The length of what stands before a comma, dash or exclamation mark, or of all of it. */
static gsize
length_of_address (const char *text,
                   gsize       length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if (strchr (",!:", text[i]) != NULL ||
        (text[i] == ' ' && (text[i + 1] == '-' || g_str_has_prefix (text + i + 1, "–") ||
                            g_str_has_prefix (text + i + 1, "—"))))
      break;

  return i;
}

static void
find_greeting (IdioReading *self,
               const char  *text)
{
  const IdioLexicon *greetings = idio_lexicon_get ("en/greetings.txt");
  IdioSentence *first;
  const char *start;
  gsize matched, address;

  if (self->sentences->len == 0)
    return;

  first = idio_reading_get (self, 0);
  start = text + first->start;
  matched = idio_lexicon_match_start (greetings, start, first->length);
  address = length_of_address (start, first->length);

  /* "Morning was the worst" greets nobody: what follows must be a name, or the end of the greeting. */
  if (matched > 0 && (matched == address || (address > matched && is_name (start + matched, address - matched))))
    {
      self->greeting = g_ascii_strdown (start, matched);
      self->greeting_named = address > matched;
    }
  else if (matched == 0 && self->sentences->len > 1 && address < first->length && is_name (start, address))
    {
      self->greeting = g_strdup ("");
      self->greeting_named = TRUE;
    }

  if (self->greeting != NULL)
    first->marks |= IDIO_MARK_GREETING;
}

static void
take_closing (IdioReading  *self,
              const char   *text,
              IdioSentence *sentence,
              gsize         matched,
              gboolean      named)
{
  self->closing = g_ascii_strdown (text + sentence->start, matched);
  self->closing_named = named;
  sentence->marks |= IDIO_MARK_CLOSING;
}

/* Looks at the last two lines: "Cheers, Tom", "Cheers" and "Tom" below it, "Cheers", or "Tom". */
static void
find_closing (IdioReading *self,
              const char  *text)
{
  const IdioLexicon *sign_offs = idio_lexicon_get ("en/sign-offs.txt");
  guint n = self->sentences->len;
  IdioSentence *last, *before;
  gsize matched;
  gboolean last_is_name;

  if (n < 2)
    return;

  last = idio_reading_get (self, n - 1);
  before = idio_reading_get (self, n - 2);

  if (last->n_words > MAX_CLOSING_WORDS)
    return;

  matched = idio_lexicon_match_start (sign_offs, text + last->start, last->length);

  if (matched > 0)
    {
      gsize rest = matched + strspn (text + last->start + matched, " ,.!-");

      if (rest >= last->length || is_name (text + last->start + rest, last->length - rest))
        take_closing (self, text, last, matched, rest < last->length);

      return;
    }

  last_is_name = last->n_words <= MAX_NAME_WORDS && strchr (".!?", text[last->start + last->length - 1]) == NULL &&
                 is_name (text + last->start, last->length);

  if (!last_is_name)
    return;

  last->marks |= IDIO_MARK_CLOSING;
  matched = idio_lexicon_match_start (sign_offs, text + before->start, before->length);

  if (matched > 0 && matched + strspn (text + before->start + matched, " ,.!-") >= before->length)
    take_closing (self, text, before, matched, TRUE);
  else
    take_closing (self, text, last, 0, TRUE);
}

/**
 * idio_reading_new:
 * @text: valid UTF-8
 *
 * Boundaries of words and sentences are those of Unicode Standard Annex #29, but for abbreviations and folded lines.
 * May be called from any thread.
 *
 * Returns: (transfer full): what is to be seen in the text
 */
IdioReading *
idio_reading_new (const char *text)
{
  IdioReading *self = g_new0 (IdioReading, 1);
  UBreakIterator *iterator = idio_boundaries_get_sentences ();
  g_autofree char *unfolded = unfold (text);
  g_autoptr(UText) utext = idio_boundaries_set_text (iterator, unfolded, strlen (unfolded));
  int32_t from = ubrk_first (iterator);
  int32_t to;

  self->sentences = g_array_new (FALSE, TRUE, sizeof (IdioSentence));

  while ((to = ubrk_next (iterator)) != UBRK_DONE)
    {
      IdioSentence sentence = { .start = from, .length = to - from };

      if (goes_on (unfolded, from, to))
        continue;

      while (sentence.length > 0 && g_ascii_isspace (unfolded[sentence.start]))
        sentence.start++, sentence.length--;

      while (sentence.length > 0 && g_ascii_isspace (unfolded[sentence.start + sentence.length - 1]))
        sentence.length--;

      from = to;

      if (sentence.length == 0)
        continue;

      count_words (unfolded, &sentence);

      if (sentence.n_words == 0)
        continue;

      self->n_words += sentence.n_words;
      g_array_append_val (self->sentences, sentence);
    }

  find_greeting (self, unfolded);
  find_closing (self, unfolded);

  return self;
}

void
idio_reading_free (IdioReading *self)
{
  g_clear_pointer (&self->sentences, g_array_unref);
  g_clear_pointer (&self->greeting, g_free);
  g_clear_pointer (&self->closing, g_free);
  g_free (self);
}
