/* idio-analyze-punctuation.c: what is to be seen in the punctuation of a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "features/idio-analyzer.h"

/* Behind so many words a dash may set a thought off. */
#define MIN_THOUGHT_WORDS 3

/* The first character of a token. */
static UChar32
get_char (const char      *text,
          const IdioToken *token)
{
  UChar32 c;
  int32_t i = 0;

  U8_NEXT (text + token->start, i, (int32_t) token->length, c);

  return c;
}

/* What can stand behind the mark that ends a sentence. */
static gboolean
closes (UChar32 c)
{
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 || c == 0x201c || c == 0xbb;
}

/* How the sentence ends: its last mark but for quotes, parentheses and pictures. */
static IdioCues
see_end (const char      *text,
         const IdioToken *tokens,
         guint            n_tokens)
{
  guint i = n_tokens;
  UChar32 c = 0;

  while (i > 0 && (tokens[i - 1].kind == IDIO_TOKEN_EMOJI || tokens[i - 1].kind == IDIO_TOKEN_EMOTICON ||
                   (tokens[i - 1].kind == IDIO_TOKEN_MARK && closes (get_char (text, &tokens[i - 1])))))
    i--;

  if (i > 0 && tokens[i - 1].kind == IDIO_TOKEN_MARK)
    c = get_char (text, &tokens[i - 1]);

  /* What others asked is no question of the writer. */
  if (c != 0 && (tokens[i - 1].flags & IDIO_TOKEN_QUOTED))
    return 0;

  if (c == 0 || !(u_hasBinaryProperty (c, UCHAR_S_TERM) || c == 0x2026 || c == ':' || c == ';'))
    return IDIO_CUE_OPEN_END;

  /* "Really?!" */
  while (i > 1 && c == '!' && tokens[i - 2].kind == IDIO_TOKEN_MARK)
    c = get_char (text, &tokens[--i - 1]);

  return c == '?' || c == 0x61f || c == 0xff1f ? IDIO_CUE_QUESTION : 0;
}

static gboolean
is_after_blank (const IdioToken *tokens,
                guint            n_tokens,
                guint            i)
{
  return i >= n_tokens || (tokens[i].flags & IDIO_TOKEN_AFTER_BLANK) != 0;
}

/* Whether a word can go on a sentence: no name, label or number, as in lists and tables. "I" is no name. */
static gboolean
goes_on (const char      *text,
         const IdioToken *token)
{
  return token->kind == IDIO_TOKEN_WORD && !g_ascii_isdigit (text[token->start + token->length - 1]) &&
         (!(token->flags & IDIO_TOKEN_CAPITALIZED) || (token->length == 1 && text[token->start] == 'I') ||
          text[token->start + 1] == '\'' || strncmp (text + token->start + 1, "’", strlen ("’")) == 0);
}

/* What was seen of a sentence up to a dash, which goes on from the dash before. */
typedef struct
{
  guint    n_seen;
  guint    n_words;
  guint    n_small;
  guint    n_quotes;
  gboolean is_list;
} Thought;

/* Whether a thought was begun before token @i: not only a name, as in "Ann - can you come?" and "Hull Crew - the new
 * list", nor a list, as in "two things: - nails - ropes" and "a) nails - of iron". */
static gboolean
has_begun (Thought         *thought,
           const char      *text,
           const IdioToken *tokens,
           guint            i)
{
  for (; thought->n_seen < i; thought->n_seen++)
    {
      const IdioToken *token = &tokens[thought->n_seen];
      const char *mark = text + token->start;

      if (token->kind != IDIO_TOKEN_MARK)
        {
          thought->n_words += idio_token_is_word (token);
          thought->n_small += token->kind == IDIO_TOKEN_WORD && goes_on (text, token);
        }
      else if (thought->n_seen > 0 && ((*mark == '-' && strchr (":;-", text[token[-1].start]) != NULL) ||
                                       (*mark == ')' && token[-1].n_chars == 1)))
        thought->is_list = TRUE;
    }

  return !thought->is_list && thought->n_words >= MIN_THOUGHT_WORDS && thought->n_small > 0;
}

/* Whether a dash sets a thought off from another one, in running prose. */
static gboolean
sets_off (Thought         *thought,
          const char      *text,
          const IdioToken *tokens,
          guint            n_tokens,
          guint            i,
          gboolean         is_spaced)
{
  if (i + 1 >= n_tokens || !goes_on (text, &tokens[i + 1]) || !has_begun (thought, text, tokens, i))
    return FALSE;

  /* "May 15 - in the morning", "two things: - nails", "nails  - ropes" on lines that were joined */
  return !is_spaced || (tokens[i - 1].kind != IDIO_TOKEN_NUMBER && !(tokens[i].flags & IDIO_TOKEN_AFTER_BLANKS) &&
                        (tokens[i - 1].kind != IDIO_TOKEN_MARK || strchr (":;-", text[tokens[i - 1].start]) == NULL));
}

/* A dash between thoughts, as "—", as "--", or with blanks around it. Else "-" is a hyphen if it joins two words. */
static void
see_dash (IdioAnalyzer    *self,
          const IdioToken *tokens,
          guint            n_tokens,
          guint            i,
          UChar32          c,
          Thought         *thought,
          IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;
  const IdioToken *token = &tokens[i];
  gboolean is_before_blank = is_after_blank (tokens, n_tokens, i + 1);
  gboolean is_spaced = is_after_blank (tokens, n_tokens, i) && is_before_blank;

  if (i == 0 || token->n_chars > 3)
    return;

  if (c == 0x2014 || is_spaced || (c == '-' && token->n_chars > 1))
    {
      if (!sets_off (thought, self->text, tokens, n_tokens, i, is_spaced))
        return;

      counts[IDIO_COUNT_DASHES]++;
      counts[IDIO_COUNT_SPACED_DASHES] += is_spaced;
      sentence->cues |= IDIO_CUE_DASH;

      if (c == '-' && token->n_chars == 2)
        {
          counts[IDIO_COUNT_DOUBLE_HYPHENS]++;
          sentence->cues |= IDIO_CUE_DOUBLE_HYPHEN;
        }
    }
  else if (c == '-' && !is_after_blank (tokens, n_tokens, i) && !is_before_blank &&
           tokens[i - 1].kind == IDIO_TOKEN_WORD && tokens[i + 1].kind == IDIO_TOKEN_WORD)
    counts[IDIO_COUNT_HYPHENS]++;
}

/* That of "and": not of a name, such as "Q&A", "Hull & Mast" or "S & P". */
static gboolean
is_for_and (const char      *text,
            const IdioToken *tokens,
            guint            n_tokens,
            guint            i)
{
  return i > 0 && i + 1 < n_tokens &&
         is_after_blank (tokens, n_tokens, i) && is_after_blank (tokens, n_tokens, i + 1) &&
         tokens[i - 1].kind != IDIO_TOKEN_MARK && tokens[i + 1].kind != IDIO_TOKEN_MARK &&
         (!(tokens[i - 1].flags & IDIO_TOKEN_CAPITALIZED) || goes_on (text, &tokens[i + 1]));
}

/* "&amp;", left by a program. */
static gboolean
ends_entity (const char      *text,
             const IdioToken *tokens,
             guint            i)
{
  return i >= 2 && text[tokens[i - 2].start] == '&' &&
         !((tokens[i].flags | tokens[i - 1].flags) & IDIO_TOKEN_AFTER_BLANK);
}

/* Whether what follows is an item of a list, as in "a) nails; b) ropes". */
static gboolean
is_before_item (const char      *text,
                const IdioToken *tokens,
                guint            n_tokens,
                guint            i)
{
  i++;

  if (i < n_tokens && tokens[i].length == 3 && g_ascii_strncasecmp (text + tokens[i].start, "and", 3) == 0)
    i++;

  if (i + 1 >= n_tokens)
    return i >= n_tokens || tokens[i].kind == IDIO_TOKEN_MARK;

  return (tokens[i].kind == IDIO_TOKEN_MARK && strchr ("(-*", text[tokens[i].start]) != NULL) ||
         (tokens[i].n_chars <= 2 && text[tokens[i + 1].start] == ')');
}

/* "?!" and "!?" */
static gboolean
is_before_other_end (const char      *text,
                     const IdioToken *tokens,
                     guint            n_tokens,
                     guint            i,
                     UChar32          c)
{
  return (c == '?' || c == '!') && !is_after_blank (tokens, n_tokens, i + 1) &&
         text[tokens[i + 1].start] == (c == '?' ? '!' : '?');
}

/* "Well.. he left", but not "../hull", "1..5" and "Smith & Co.." */
static gboolean
are_two_dots (const IdioToken *tokens,
              guint            n_tokens,
              guint            i)
{
  return tokens[i].n_chars == 2 && i > 0 && tokens[i - 1].kind == IDIO_TOKEN_WORD &&
         !(tokens[i - 1].categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION)) &&
         !is_after_blank (tokens, n_tokens, i) && is_after_blank (tokens, n_tokens, i + 1);
}

/* Marks before which French has a blank, and others have none. */
static void
see_spaceable (IdioAnalyzer    *self,
               const IdioToken *tokens,
               guint            n_tokens,
               guint            i,
               UChar32          c,
               IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;

  /* Not that of a time of day. */
  if (c == ':' && i > 0 && i + 1 < n_tokens && tokens[i - 1].kind == IDIO_TOKEN_NUMBER &&
      tokens[i + 1].kind == IDIO_TOKEN_NUMBER)
    return;

  if (c == ':')
    {
      counts[IDIO_COUNT_COLONS]++;
      sentence->cues |= IDIO_CUE_COLON;
    }

  if (c == ';' && !is_before_item (self->text, tokens, n_tokens, i) && !ends_entity (self->text, tokens, i))
    {
      counts[IDIO_COUNT_SEMICOLONS]++;
      sentence->cues |= IDIO_CUE_SEMICOLON;
    }

  if (c == '!')
    sentence->cues |= IDIO_CUE_EXCLAMATION | (tokens[i].n_chars > 1 ? IDIO_CUE_EXCLAMATION_RUN : 0);

  if ((c == '?' && tokens[i].n_chars > 1) || is_before_other_end (self->text, tokens, n_tokens, i, c))
    sentence->cues |= IDIO_CUE_QUESTION_RUN;

  if (i > 0)
    {
      counts[IDIO_COUNT_SPACEABLE_MARKS]++;
      counts[IDIO_COUNT_SPACED_MARKS] += (tokens[i].flags & IDIO_TOKEN_AFTER_BLANK) != 0;
    }
}

/* "(713) 555-0100" and "($3)" are no asides, nor are "file(s)", "(a)" and "the Boat Crew (BC)". */
static gboolean
is_aside (const char      *text,
          const IdioToken *tokens,
          guint            n_tokens,
          guint            i)
{
  const IdioToken *next = &tokens[i + 1];
  gboolean is_single = i + 2 < n_tokens && get_char (text, &tokens[i + 2]) == ')';

  if (next->kind == IDIO_TOKEN_NUMBER || !is_after_blank (tokens, n_tokens, i) ||
      (i + 2 < n_tokens && next->kind == IDIO_TOKEN_MARK && tokens[i + 2].kind == IDIO_TOKEN_NUMBER))
    return FALSE;

  return !is_single || (next->n_chars > 1 && !(next->flags & IDIO_TOKEN_ALL_CAPITALS));
}

/* One alone belongs to speech that goes on in another sentence. */
static void
see_quotation_mark (Thought      *thought,
                    IdioSentence *sentence)
{
  if (++thought->n_quotes > 1)
    sentence->cues |= IDIO_CUE_QUOTE;
}

/* A character of ellipsis, or a run of dots */
static IdioCues
see_dots (const IdioToken *tokens,
          guint            n_tokens,
          guint            i,
          UChar32          c)
{
  if (c == 0x2026 || tokens[i].n_chars >= 3)
    return IDIO_CUE_ELLIPSIS;

  return are_two_dots (tokens, n_tokens, i) ? IDIO_CUE_TWO_DOTS : 0;
}

static void
see_mark (IdioAnalyzer    *self,
          const IdioToken *tokens,
          guint            n_tokens,
          guint            i,
          Thought         *thought,
          IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;
  const IdioToken *token = &tokens[i];
  UChar32 c = get_char (self->text, token);
  gboolean has_next = i + 1 < n_tokens;

  switch (c)
    {
    case ',':
      counts[IDIO_COUNT_COMMAS]++;
      counts[IDIO_COUNT_UNSPACED_COMMAS] += has_next && token->n_chars == 1 && tokens[i + 1].kind == IDIO_TOKEN_WORD &&
                                            !(tokens[i + 1].flags & IDIO_TOKEN_AFTER_BLANK);
      break;

    case '!':
    case '?':
    case ';':
    case ':':
      see_spaceable (self, tokens, n_tokens, i, c, sentence);
      break;

    case '-':
    case 0x2013:
    case 0x2014:
      see_dash (self, tokens, n_tokens, i, c, thought, sentence);
      break;

    case '(':
      if (has_next && is_aside (self->text, tokens, n_tokens, i))
        sentence->cues |= IDIO_CUE_PARENTHESIS;
      break;

    case '"':
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
      see_quotation_mark (thought, sentence);
      break;

    case '.':
    case 0x2026:
      sentence->cues |= see_dots (tokens, n_tokens, i, c);
      break;

    case '&':
      if (is_for_and (self->text, tokens, n_tokens, i))
        {
          counts[IDIO_COUNT_AMPERSANDS]++;
          sentence->cues |= IDIO_CUE_AMPERSAND;
        }

      break;

    default:
      break;
    }
}

/* Whether a word is all lowercase. Names such as “iPhone” keep their spelling at the start of a sentence. */
static gboolean
is_small (const char      *text,
          const IdioToken *word)
{
  const char *end = text + word->start + word->length;

  if (!u_islower (get_char (text, word)))
    return FALSE;

  for (const char *p = text + word->start; p < end; p = g_utf8_next_char (p))
    if (u_isupper (g_utf8_get_char_validated (p, end - p)))
      return FALSE;

  return TRUE;
}

/**
 * idio_analyzer_count_punctuation:
 * @self: an analyzer
 * @tokens: (array length=n_tokens): the tokens of a sentence
 * @n_tokens: how many
 * @sentence: the sentence
 *
 * Counts its marks and marks what they show.
 */
void
idio_analyzer_count_punctuation (IdioAnalyzer    *self,
                                 const IdioToken *tokens,
                                 guint            n_tokens,
                                 IdioSentence    *sentence)
{
  gboolean seen_word = FALSE;
  Thought thought = { 0 };

  for (guint i = 0; i < n_tokens; i++)
    switch ((IdioTokenKind) tokens[i].kind)
      {
      case IDIO_TOKEN_MARK:
        if (!(tokens[i].flags & IDIO_TOKEN_QUOTED))
          see_mark (self, tokens, n_tokens, i, &thought, sentence);
        break;

      case IDIO_TOKEN_EMOJI:
        sentence->cues |= IDIO_CUE_EMOJI;
        break;

      case IDIO_TOKEN_EMOTICON:
        sentence->cues |= IDIO_CUE_EMOTICON;
        break;

      case IDIO_TOKEN_ADDRESS:
        sentence->cues |= IDIO_CUE_ADDRESS;
        seen_word = TRUE;
        break;

      case IDIO_TOKEN_WORD:
        if (!seen_word && !(tokens[i].flags & IDIO_TOKEN_CAPITALIZED) && is_small (self->text, &tokens[i]))
          sentence->cues |= IDIO_CUE_LOWER_CASE_START;

        seen_word = TRUE;
        break;

      case IDIO_TOKEN_NUMBER:
        seen_word = TRUE;
        break;

      case IDIO_TOKEN_BREAK:
      default:
        break;
      }

  sentence->cues |= see_end (self->text, tokens, n_tokens);
}
