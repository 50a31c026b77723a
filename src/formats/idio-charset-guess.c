/* idio-charset-guess.c: which character set a text is in that does not tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "formats/idio-charset-guess.h"
#include "formats/idio-charset-languages.h"
#include "formats/idio-charset-multibyte.h"

/* A text is read in each character set, and costs as much as its letters are rare in the language they fit best: the
 * cost of a letter is minus ten times the natural logarithm of its share. The cheapest is right. ICU's detector knows
 * neither Mac OS Roman nor most languages of Eastern Europe, and takes short texts for anything. */

/* This much from the first letter on that is not ASCII is looked at, and a little before it */
#define SAMPLE_BYTES (16 * 1024)
#define BEFORE_BYTES 256

/* Letters have to be below this, in Unicode, to be in a table. */
#define MAX_LETTER 0xe80

/* Cost of a letter that a language does not have */
#define FOREIGN_COST 100

/* Cost of a control character; of a sign within a word, and elsewhere; of quotes, dashes and the like where they
 * belong, where they do not; and of a capital after a small letter */
#define CONTROL_COST 120
#define SIGN_IN_WORD_COST 80
#define SIGN_COST 50
#define PUNCTUATION_COST 20
#define MISPLACED_COST 50
#define CAPITAL_COST 40

/* Letters of another script than the Latin one are at least this many in one word. */
#define MIN_WORD 3

/* Another character set has to be cheaper than Windows-1252 by this; and the more, the fewer letters tell */
#define MARGIN 35
#define FEW_LETTERS_MARGIN 30

/* Fewer bytes that are not ASCII than these tell nothing on their own. */
#define MIN_HIGH_BYTES 3

/* More than this part of what is not ASCII must fit the language, in parts of 100. */
#define MIN_FIT 60

/* In order of how frequent they are, with how much dearer the rare ones are. */
static const struct
{
  const char        *name;
  IdioCharsetLayout  layout;
  IdioScript         script;
  guint              cost;
} charsets[] = {
  { "windows-1252", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_WESTERN, 0 },
  { "windows-1250", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CENTRAL, 0 },
  { "windows-1251", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CYRILLIC, 0 },
  { "KOI8-U", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CYRILLIC, 10 },
  { "windows-1253", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_GREEK, 5 },
  { "windows-1254", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_TURKISH, 10 },
  { "windows-1255", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_HEBREW, 5 },
  { "windows-1256", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_ARABIC, 5 },
  { "windows-1257", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_BALTIC, 10 },
  { "windows-874", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_THAI, 10 },
  { "ISO-8859-2", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CENTRAL, 20 },
  { "ISO-8859-5", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CYRILLIC, 50 },
  { "ISO-8859-6", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_ARABIC, 20 },
  { "ISO-8859-7", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_GREEK, 20 },
  { "macintosh", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_WESTERN, 30 },
  { "IBM850", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_WESTERN, 40 },
  { "IBM852", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CENTRAL, 40 },
  { "IBM866", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CYRILLIC, 30 },
  { "x-mac-cyrillic", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CYRILLIC, 90 },
  { "x-mac-centraleurroman", IDIO_LAYOUT_SINGLE, IDIO_SCRIPT_CENTRAL, 80 },
  { "Shift_JIS", IDIO_LAYOUT_SHIFT_JIS, 0, 0 },
  { "EUC-JP", IDIO_LAYOUT_EUC_JP, 0, 0 },
  { "EUC-KR", IDIO_LAYOUT_EUC_KR, 0, 0 },
  { "GB18030", IDIO_LAYOUT_GBK, 0, 0 },
  { "Big5", IDIO_LAYOUT_BIG5, 0, 0 },
};

/* What each byte of a character set stands for; 0 for nothing */
static void
load_table (const char *name,
            gunichar   *table)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (name, &status);

  for (guint i = 0; i < 256 && converter != NULL; i++)
    {
      char byte = (char) i;
      const char *p = &byte;
      gunichar c;

      status = U_ZERO_ERROR;
      ucnv_reset (converter);
      c = (gunichar) ucnv_getNextUChar (converter, &p, p + 1, &status);
      table[i] = U_FAILURE (status) || c == 0xfffd || (c >= 0x80 && c < 0xa0) ? 0 : c;
    }

  if (converter != NULL)
    ucnv_close (converter);
}

static const gunichar *
get_table (guint i)
{
  static gunichar tables[G_N_ELEMENTS (charsets)][256];
  static gsize loaded;

  if (g_once_init_enter (&loaded))
    {
      for (guint j = 0; j < G_N_ELEMENTS (charsets); j++)
        if (charsets[j].layout == IDIO_LAYOUT_SINGLE)
          load_table (charsets[j].name, tables[j]);

      g_once_init_leave (&loaded, 1);
    }

  return tables[i];
}

/* Whether all that is in a text means something in a character set */
static gboolean
is_complete (const gunichar *table,
             const guint    *n_bytes)
{
  for (guint i = 1; i < 256; i++)
    if (n_bytes[i] > 0 && table[i] == 0)
      return FALSE;

  return TRUE;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) && c != 0xaa && c != 0xba;
}

static gboolean
is_punctuation (gunichar c)
{
  return (c >= 0x2018 && c <= 0x201e) || (c >= 0x2013 && c <= 0x2014) || c == 0x2026 || c == 0x20ac || c == 0xab ||
         c == 0xbb || c == 0xa7 || c == 0xb0 || c == 0x2039 || c == 0x203a;
}

/* What is not a letter, where it stands. ISO-8859-7 and Windows-1253 differ in where they have a capital Ά, with which many
 * names begin: there the other one has an apostrophe, which is rare before a word in Greek, or the sign of a paragraph. */
static guint
get_sign_cost (gunichar   c,
               gunichar   before,
               gunichar   after,
               IdioScript script)
{
  gboolean left = is_letter (before), right = is_letter (after);

  if (c == 0x2019 && script == IDIO_SCRIPT_GREEK && right && !left)
    return MISPLACED_COST;

  if (c == 0xb6 && script == IDIO_SCRIPT_GREEK && right)
    return SIGN_IN_WORD_COST;

  if (c == 0x2019)
    return left ? PUNCTUATION_COST / 4 : PUNCTUATION_COST;

  if (c == 0xa0)
    return left && right ? MISPLACED_COST : PUNCTUATION_COST / 4;

  if (g_unichar_iscntrl (c))
    return CONTROL_COST;

  if (g_unichar_ismark (c))
    return IDIO_CHARSET_LATIN_COST + 10;

  if (!is_punctuation (c))
    return left && right ? SIGN_IN_WORD_COST : SIGN_COST;

  if (left && right)
    return SIGN_IN_WORD_COST;

  if ((left && (c == 0x201e || c == 0x201a)) || (right && c == 0x2026) ||
      ((left || right) && (c == 0x2013 || c == 0x2014)))
    return MISPLACED_COST;

  return PUNCTUATION_COST;
}

static guint
get_case_cost (gunichar c,
               gunichar before)
{
  return (g_unichar_isupper (c) && g_unichar_islower (before) ? CAPITAL_COST : 0) +
         (g_unichar_isdigit (before) ? CAPITAL_COST / 2 : 0);
}

static gboolean
is_latin (IdioScript script)
{
  return script == IDIO_SCRIPT_WESTERN || script == IDIO_SCRIPT_CENTRAL || script == IDIO_SCRIPT_TURKISH ||
         script == IDIO_SCRIPT_BALTIC;
}

/* Whether a text can be in another script than the Latin one: its letters stand in words of their own */
static gboolean
has_words (const guchar   *data,
           gsize           size,
           const gunichar *table)
{
  guint n_high = 0, n_mixed = 0, run = 0, longest = 0;
  gboolean ascii = FALSE;

  for (gsize i = 0; i < size; i++)
    if (data[i] >= 0x80)
      {
        n_high++;
        run = is_letter (table[data[i]]) || g_unichar_ismark (table[data[i]]) ? run + 1 : 0;
        longest = MAX (longest, run);
        n_mixed += (i > 0 && g_ascii_isalpha (data[i - 1])) || (i + 1 < size && g_ascii_isalpha (data[i + 1])) ? 1 : 0;
      }
    else
      {
        run = 0;
        ascii = ascii || g_ascii_isalpha (data[i]);
      }

  return !ascii || (longest >= MIN_WORD && n_mixed * 4 < n_high);
}

/* What the letters of a text cost in a language, where @foreign is what they cost if it has none of them. */
static IdioCharsetScore
compare_letters (const char       *letters,
                 const guint      *n_letters,
                 const guint      *n_high_letters,
                 IdioCharsetScore  foreign)
{
  IdioCharsetScore score = foreign;

  for (const char *p = letters; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      char *end;
      guint cost = (guint) strtoul (g_utf8_next_char (p), &end, 10);

      score.cost -= n_letters[c] * (FOREIGN_COST - MIN (cost, FOREIGN_COST));
      score.n_foreign -= n_high_letters[c];
      p = end;
    }

  return score;
}

static IdioCharsetScore
score_single (const guchar   *data,
              gsize           size,
              const gunichar *table,
              IdioScript      script)
{
  g_autofree guint *n_letters = g_new0 (guint, MAX_LETTER), *n_high_letters = g_new0 (guint, MAX_LETTER);
  IdioCharsetScore signs = { 0 }, foreign = { 0 }, best = { G_MAXUINT, 0, 0 };

  for (gsize i = 0; i < size; i++)
    {
      gunichar c = table[data[i]], before = i > 0 ? table[data[i - 1]] : ' ';
      gboolean high = data[i] >= 0x80;

      signs.n_high += high ? 1 : 0;

      if (is_letter (c) && !high && !is_latin (script))
        {
          foreign.cost += IDIO_CHARSET_LATIN_COST;
        }
      else if (is_letter (c))
        {
          gunichar lower = g_unichar_tolower (c);

          n_letters[lower < MAX_LETTER ? lower : 0]++;
          n_high_letters[lower < MAX_LETTER ? lower : 0] += high ? 1 : 0;
          foreign.cost += FOREIGN_COST;
          foreign.n_foreign += high ? 1 : 0;
          signs.cost += high ? get_case_cost (c, before) : 0;
        }
      else if (high)
        {
          guint cost = get_sign_cost (c, before, i + 1 < size ? table[data[i + 1]] : ' ', script);

          signs.cost += cost;
          signs.n_foreign += cost >= SIGN_COST ? 1 : 0;
        }
    }

  for (guint i = 0; idio_charset_languages[i].letters != NULL; i++)
    if (idio_charset_languages[i].script == script)
      {
        IdioCharsetScore score = compare_letters (idio_charset_languages[i].letters, n_letters, n_high_letters,
                                                  foreign);

        if (score.cost < best.cost)
          best = score;
      }

  return (IdioCharsetScore) { best.cost + signs.cost, best.n_foreign + signs.n_foreign, signs.n_high };
}

/* Few bytes that are not ASCII may be anything, unless they stand among letters. */
static gboolean
is_evidence (const guchar *data,
             gsize         size)
{
  guint n_high = 0;

  for (gsize i = 0; i < size && n_high < MIN_HIGH_BYTES; i++)
    if (data[i] >= 0x80)
      {
        n_high++;

        if ((i > 0 && g_ascii_isalpha (data[i - 1])) || (i + 1 < size && g_ascii_isalpha (data[i + 1])))
          return TRUE;
      }

  return n_high >= MIN_HIGH_BYTES;
}

static gboolean
fits (const IdioCharsetScore *score)
{
  return score->n_foreign * 100 <= score->n_high * (100 - MIN_FIT);
}

/* Where the sample begins that is looked at */
static gsize
find_sample (const guchar *data,
             gsize         size)
{
  gsize first = 0;

  while (first < size && data[first] < 0x80)
    first++;

  /* Not within a character, where all are of one byte before the first that is not ASCII */
  return first > BEFORE_BYTES ? first - BEFORE_BYTES : 0;
}

/**
 * idio_charset_guess:
 * @data: a text that is not in UTF-8, without NULs
 * @size: its size, in bytes
 *
 * Finds out in which character set a text is. “windows-1252” is preferred to what is little better.
 *
 * Returns: (nullable): the name of a character set of ICU; %NULL if it is no text in any of them
 */
const char *
idio_charset_guess (const char *data,
                    gsize       size)
{
  const guchar *bytes = (const guchar *) data;
  gsize first = find_sample (bytes, size);
  gsize length = MIN (size - first, SAMPLE_BYTES);
  guint n_bytes[256] = { 0 }, best_cost = G_MAXUINT, western_cost = G_MAXUINT, n_high = 0, margin;
  const char *best = NULL;
  gboolean evidence = is_evidence (bytes + first, length);

  for (gsize i = 0; i < size; i++)
    n_bytes[bytes[i]]++;

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      const gunichar *table = get_table (i);
      IdioCharsetScore score;

      if (charsets[i].layout == IDIO_LAYOUT_SINGLE && is_complete (table, n_bytes) &&
          (is_latin (charsets[i].script) || has_words (bytes + first, length, table)))
        score = score_single (bytes + first, length, table, charsets[i].script);
      else if (charsets[i].layout == IDIO_LAYOUT_SINGLE ||
               !idio_charset_score_multibyte (bytes + first, length, charsets[i].layout, &score))
        continue;

      score.cost += charsets[i].cost;

      if (i == 0)
        {
          western_cost = score.cost;
          n_high = score.n_high;
        }

      if (score.cost < best_cost && (i == 0 || (evidence && fits (&score))))
        {
          best = charsets[i].name;
          best_cost = score.cost;
        }
    }

  margin = MARGIN + FEW_LETTERS_MARGIN / MAX (n_high, 1);

  return western_cost != G_MAXUINT && western_cost <= best_cost + margin ? charsets[0].name : best;
}
