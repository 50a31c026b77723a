/* idio-latin.c: boundaries in the text that is most text, without ICU's iterators
 *
 * ICU's iterators know every script and take a microsecond a word for it. Latin letters with general punctuation need
 * few of the rules of Unicode Standard Annex #29; these are here, with the classes of characters taken from ICU, and
 * a test compares both on random text. What is not plain goes to ICU.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>

#include "text/idio-boundaries.h"
#include "text/idio-latin.h"

/* Whether ICU takes @text for one word. Its versions differ over the colon, which Annex #29 leaves open. */
static gboolean
joins_letters (const char *text)
{
  UBreakIterator *words = idio_boundaries_get_words ();
  g_autoptr(UText) utext = idio_boundaries_set_text (words, text, strlen (text));

  ubrk_first (words);

  return ubrk_next (words) == (int32_t) strlen (text);
}

static guint8
get_word_class (UChar32 c)
{
  if (c == ':')
    return joins_letters ("a:a") ? IDIO_WORD_MID_LETTER : IDIO_WORD_OTHER;

  /* The narrow space of French connects words in Annex #29. */
  if (c == 0x202f)
    return IDIO_WORD_BLANK;

  switch (u_getIntPropertyValue (c, UCHAR_WORD_BREAK))
    {
    case U_WB_ALETTER:
      return IDIO_WORD_LETTER;
    case U_WB_NUMERIC:
      return IDIO_WORD_DIGIT;
    case U_WB_EXTENDNUMLET:
      return IDIO_WORD_CONNECTOR;
    case U_WB_MIDLETTER:
      return IDIO_WORD_MID_LETTER;
    case U_WB_MIDNUM:
      return IDIO_WORD_MID_DIGIT;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
      return IDIO_WORD_MID_BOTH;
    case U_WB_WSEGSPACE:
    case U_WB_CR:
    case U_WB_LF:
      return IDIO_WORD_BLANK;
    default:
      return u_isUWhiteSpace (c) ? IDIO_WORD_BLANK : IDIO_WORD_OTHER;
    }
}

static guint8
get_sentence_class (UChar32 c)
{
  switch (u_getIntPropertyValue (c, UCHAR_SENTENCE_BREAK))
    {
    case U_SB_SP:
    case U_SB_CR:
    case U_SB_LF:
      return IDIO_SENTENCE_BLANK;
    case U_SB_LOWER:
      return IDIO_SENTENCE_LOWER;
    case U_SB_UPPER:
      return IDIO_SENTENCE_UPPER;
    case U_SB_OLETTER:
      return IDIO_SENTENCE_LETTER;
    case U_SB_NUMERIC:
      return IDIO_SENTENCE_DIGIT;
    case U_SB_ATERM:
      return IDIO_SENTENCE_STOP;
    case U_SB_SCONTINUE:
      return IDIO_SENTENCE_CONTINUES;
    case U_SB_STERM:
      return IDIO_SENTENCE_TERMINATOR;
    case U_SB_CLOSE:
      return IDIO_SENTENCE_CLOSE;
    default:
      return IDIO_SENTENCE_OTHER;
    }
}

static gboolean
is_plain (UChar32 c)
{
  switch (u_charType (c))
    {
    case U_CONTROL_CHAR:
      return c == '\t' || c == '\n' || c == '\r';
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_NON_SPACING_MARK:
    case U_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * idio_latin_get_table:
 *
 * Line breaks are blanks in it: what is one line, or is to be taken as one, is the caller's affair.
 *
 * Returns: (transfer none): %IDIO_N_LATIN_CHARS characters
 */
const IdioLatinChar *
idio_latin_get_table (void)
{
  static IdioLatinChar table[IDIO_N_LATIN_CHARS];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < IDIO_N_LATIN_CHARS; i++)
        {
          UChar32 c = (UChar32) i;

          if (i >= IDIO_LATIN_LATIN_END)
            c += IDIO_LATIN_PUNCTUATION_START - IDIO_LATIN_LATIN_END;

          table[i] = (IdioLatinChar) {
            .folded = (gunichar2) (c == 0x2019 ? '\'' : u_foldCase (c, U_FOLD_CASE_DEFAULT)),
            .word = get_word_class (c),
            .sentence = get_sentence_class (c),
            .is_plain = is_plain (c),
            .is_upper = u_isupper (c),
            .is_lower = u_islower (c),
          };
        }

      g_once_init_leave (&once, 1);
    }

  return table;
}

/* The character before @position. The text from @start on is plain. */
static const IdioLatinChar *
peek_back (const IdioLatinChar *table,
           const char          *text,
           gsize                start,
           gsize                position)
{
  gsize before = position;
  gsize n_bytes;

  while (before > start && ((guint8) text[--before] & 0xc0) == 0x80)
    ;

  return before < position ? idio_latin_peek (table, text, before, position, &n_bytes) : NULL;
}

/* Rule SB8: after a full stop, a small letter goes on, whatever stands before it but letters and terminators. */
static gboolean
continues_small (const IdioLatinChar *table,
                 const char          *text,
                 gsize                position,
                 gsize                end)
{
  const IdioLatinChar *c;
  gsize n_bytes;

  for (; position < end && (c = idio_latin_peek (table, text, position, end, &n_bytes)); position += n_bytes)
    switch (c->sentence)
      {
      case IDIO_SENTENCE_LOWER:
        return TRUE;
      case IDIO_SENTENCE_UPPER:
      case IDIO_SENTENCE_LETTER:
      case IDIO_SENTENCE_STOP:
      case IDIO_SENTENCE_TERMINATOR:
        return FALSE;
      default:
        break;
      }

  return FALSE;
}

/**
 * idio_latin_ends_sentence:
 * @text: a text
 * @line_start: where the line begins
 * @position: where a full stop or another terminator stands in it
 * @line_end: where the line ends; all of it is plain
 * @next: (out): where the next sentence begins, or @line_end
 *
 * Returns: whether the terminator at @position is the last of a sentence, by rules SB6 to SB11
 */
gboolean
idio_latin_ends_sentence (const char *text,
                          gsize       line_start,
                          gsize       position,
                          gsize       line_end,
                          gsize      *next)
{
  const IdioLatinChar *table = idio_latin_get_table ();
  const IdioLatinChar *c;
  gsize n_bytes;
  gboolean is_stop = idio_latin_peek (table, text, position, line_end, &n_bytes)->sentence == IDIO_SENTENCE_STOP;
  gsize after = position + n_bytes;

#define PEEK_IS(klass) \
  (after < line_end && (c = idio_latin_peek (table, text, after, line_end, &n_bytes)) && c->sentence == (klass))

  if (is_stop)
    {
      const IdioLatinChar *before = peek_back (table, text, line_start, position);

      if (PEEK_IS (IDIO_SENTENCE_DIGIT))
        return FALSE;

      if (PEEK_IS (IDIO_SENTENCE_UPPER) && before != NULL &&
          (before->sentence == IDIO_SENTENCE_UPPER || before->sentence == IDIO_SENTENCE_LOWER))
        return FALSE;
    }

  while (PEEK_IS (IDIO_SENTENCE_CLOSE))
    after += n_bytes;

  while (PEEK_IS (IDIO_SENTENCE_BLANK))
    after += n_bytes;

  if (is_stop && continues_small (table, text, after, line_end))
    return FALSE;

  if (PEEK_IS (IDIO_SENTENCE_CONTINUES) || PEEK_IS (IDIO_SENTENCE_STOP) || PEEK_IS (IDIO_SENTENCE_TERMINATOR))
    return FALSE;

#undef PEEK_IS

  *next = after;

  return TRUE;
}
