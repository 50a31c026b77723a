/* idio-facts.c: what a draft lacks of what was asked for
 *
 * Small models leave out the day that a meeting moves to, or put “[Your Name]” where they were not told it. Both are seen
 * by comparing words, whoever wrote the draft.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>
#include <unicode/unum.h>

#include "draft/idio-facts.h"
#include "draft/idio-leak-text.h"
#include "text/idio-language.h"

/* Nobody reads more, and nobody has more to say in a request. */
#define MAX_FACTS 8
#define MAX_BYTES (1 << 16)

/* "Thu" and "Sept." stand for their days and months, "Jo" for nobody. */
#define MIN_PREFIX_CHARS 3

/* Larger numbers are written in digits. */
#define MAX_SPELLED 100
#define MAX_SPELLED_UNITS 200

/* A longer remark in brackets is none to fill in. */
#define MAX_BLANK_CHARS 40

/* The words of a draft, and its numbers, each in the ways in which a request may have it. What spells numbers takes long
 * to make, and is made when the first is looked for. */
typedef struct
{
  IdioLeakText  *text;
  char          *folded;
  GHashTable    *numbers;
  UNumberFormat *formats[2];  /* by whether the number is an ordinal */
} Draft;

static void
draft_clear (Draft *draft)
{
  g_clear_pointer (&draft->text, idio_leak_text_free);
  g_clear_pointer (&draft->folded, g_free);
  g_clear_pointer (&draft->numbers, g_hash_table_unref);
  g_clear_pointer (&draft->formats[FALSE], unum_close);
  g_clear_pointer (&draft->formats[TRUE], unum_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gboolean
is_number (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* The last word of a number, which may be one to a tokenizer for each part: "16,000,000", "2:00". */
static guint
find_number_end (const IdioLeakText *text,
                 guint               first)
{
  guint last = first;

  while (last + 1 < text->words->words->len)
    {
      const IdioWord *word = idio_words_get (text->words, last), *next = idio_words_get (text->words, last + 1);
      gsize end = word->start + word->length;

      if (next->start != end + 1 || strchr (",.:'/", text->text[end]) == NULL || !is_number (next->folded))
        break;

      last++;
    }

  return last;
}

static char *
dup_words (const IdioLeakText *text,
           guint               first,
           guint               last)
{
  const IdioWord *from = idio_words_get (text->words, first), *to = idio_words_get (text->words, last);

  return g_strndup (text->text + from->start, to->start + to->length - from->start);
}

/* The parts of "16,000,000" and "2:00", as digits of any script, without zeros before them. */
static GStrv
split_number (const char *word)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr(GString) part = g_string_new (NULL);

  for (const char *p = word;; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (p));

      if (digit >= 0)
        {
          g_string_append_c (part, (char) ('0' + digit));
          continue;
        }

      if (part->len > 0)
        {
          const char *digits = part->str + strspn (part->str, "0");

          g_strv_builder_add (parts, *digits != '\0' ? digits : "0");
          g_string_truncate (part, 0);
        }

      if (*p == '\0')
        return g_strv_builder_end (parts);
    }
}

/* "2,500" as "2500" */
static char *
join_digits (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_digit_value (g_utf8_get_char (p)) >= 0)
      g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (g_utf8_get_char (p))));

  return g_string_free_and_steal (digits);
}

/* "2,500" is there as "2", as "500" and as "2500". */
static void
collect_numbers (Draft *draft)
{
  for (guint i = 0; i < draft->text->words->words->len; i++)
    {
      g_autofree char *number = NULL;
      g_auto(GStrv) parts = NULL;
      guint last;

      if (!is_number (idio_words_get (draft->text->words, i)->folded))
        continue;

      last = find_number_end (draft->text, i);
      number = dup_words (draft->text, i, last);
      parts = split_number (number);

      for (guint j = 0; parts[j] != NULL; j++)
        g_hash_table_add (draft->numbers, g_strdup (parts[j]));

      g_hash_table_add (draft->numbers, join_digits (number));
      i = last;
    }
}

static void
draft_init (Draft      *draft,
            const char *text)
{
  draft->text = idio_leak_text_new (text, MAX_BYTES);
  draft->folded = g_utf8_casefold (draft->text->text, -1);
  draft->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_numbers (draft);
}

static UNumberFormat *
make_format (const char *locale,
             gboolean    ordinal)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  UChar rules[] = u"%spellout-ordinal";

  if (format != NULL && ordinal)
    unum_setTextAttribute (format, UNUM_DEFAULT_RULESET, rules, -1, &status);

  /* Not all languages have ordinals that depend on nothing else. */
  if (U_FAILURE (status))
    g_clear_pointer (&format, unum_close);

  return format;
}

/* "twelve", or "twelfth", in the language of the draft */
static char *
spell (Draft    *draft,
       int       number,
       gboolean  ordinal)
{
  const char *locale = idio_language_get_folder (draft->text->analysis->language);
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_SPELLED_UNITS];
  int length;

  if (locale != NULL && draft->formats[ordinal] == NULL)
    draft->formats[ordinal] = make_format (locale, ordinal);

  if (draft->formats[ordinal] == NULL)
    return NULL;

  length = unum_format (draft->formats[ordinal], number, units, MAX_SPELLED_UNITS, NULL, &status);

  return U_SUCCESS (status) && length < MAX_SPELLED_UNITS ? g_utf16_to_utf8 (units, length, NULL, NULL, NULL) : NULL;
}

/* Whether words stand in a text with nothing joined to them, but for an ending: "am dritten" of "dritte". */
static gboolean
has_words (const char *text,
           const char *words,
           gboolean    may_end)
{
  gsize length = strlen (words);

  for (const char *p = text; length > 0 && (p = strstr (p, words)) != NULL; p = g_utf8_next_char (p))
    {
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

      if (!g_unichar_isalnum (before) && (may_end || !g_unichar_isalnum (g_utf8_get_char (p + length))))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_spelled (Draft      *draft,
             const char *digits)
{
  if (strlen (digits) > 3 || atoi (digits) > MAX_SPELLED)
    return FALSE;

  for (int ordinal = 0; ordinal < 2; ordinal++)
    {
      g_autofree char *spelled = spell (draft, atoi (digits), ordinal);
      g_autofree char *folded = spelled != NULL ? g_utf8_casefold (spelled, -1) : NULL;

      if (folded != NULL && has_words (draft->folded, folded, ordinal))
        return TRUE;
    }

  return FALSE;
}

/* Whether a draft has a number, with or without its zeros at the end: "2:00" may be "2 pm", and "16,000,000" "16 million". */
static gboolean
has_number (Draft      *draft,
            const char *word)
{
  g_auto(GStrv) parts = split_number (word);
  g_autofree char *joined = join_digits (word);

  if (g_hash_table_contains (draft->numbers, joined))
    return TRUE;

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_hash_table_contains (draft->numbers, parts[i]) && !has_spelled (draft, parts[i]) &&
        (i == 0 || !g_str_equal (parts[i], "0")))
      return FALSE;

  return TRUE;
}

static gboolean
begins_with (const char *word,
             const char *beginning)
{
  return g_utf8_strlen (beginning, -1) >= MIN_PREFIX_CHARS && g_str_has_prefix (word, beginning);
}

static gboolean
has_name (const Draft *draft,
          const char  *name)
{
  for (guint i = 0; i < draft->text->words->words->len; i++)
    {
      const char *word = idio_words_get (draft->text->words, i)->folded;

      if (g_str_equal (word, name) || begins_with (word, name) || begins_with (name, word))
        return TRUE;
    }

  return has_words (draft->folded, name, FALSE);
}

/* "(1)" and "1." number what follows. */
static gboolean
is_list_number (const IdioLeakText *request,
                const IdioWord     *word)
{
  const char *begin = request->text + word->start;

  if (begin[word->length] == ')')
    return TRUE;

  while (begin > request->text && begin[-1] == ' ')
    begin--;

  return request->text[word->start + word->length] == '.' && (begin == request->text || begin[-1] == '\n');
}

/* A sentence may begin after an abbreviation as well, which only a reader can tell. */
static gboolean
is_after_period (const IdioLeakText *request,
                 const IdioWord     *word)
{
  const char *before = request->text + word->start;

  while (before > request->text && before[-1] == ' ')
    before--;

  return before > request->text && before[-1] == '.';
}

static gboolean
is_name (const IdioLeakText *request,
         guint               i,
         const Draft        *draft)
{
  const IdioWord *word = idio_words_get (request->words, i);

  /* Of a few words it may not be seen that they are German. */
  return idio_leak_text_is_name (request, i) && draft->text->analysis->language != IDIO_LANGUAGE_GERMAN &&
         g_utf8_strlen (word->folded, -1) > 1 && !is_after_period (request, word);
}

static gboolean
is_missing (const IdioLeakText *request,
            guint               i,
            const char         *fact,
            Draft              *draft)
{
  const IdioWord *word = idio_words_get (request->words, i);
  g_autofree char *name = NULL;

  if (is_number (word->folded))
    return !is_list_number (request, word) && !has_number (draft, fact);

  if (!is_name (request, i, draft))
    return FALSE;

  name = idio_leak_text_dup_name (word);

  return !has_name (draft, name);
}

/**
 * idio_facts_list_missing:
 * @request: what was asked for
 * @draft: what was written
 *
 * Returns: (transfer full): the first of the numbers and names in @request that @draft does not have in any form, as they
 *   stand there
 */
GStrv
idio_facts_list_missing (const char *request,
                         const char *draft)
{
  g_autoptr(IdioLeakText) asked = NULL;
  g_auto(Draft) written = { NULL, };
  g_autoptr(GPtrArray) missing = g_ptr_array_new_null_terminated (MAX_FACTS, g_free, TRUE);

  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  asked = idio_leak_text_new (request, MAX_BYTES);
  draft_init (&written, draft);

  for (guint i = 0; i < asked->words->words->len && missing->len < MAX_FACTS; i++)
    {
      guint last = is_number (idio_words_get (asked->words, i)->folded) ? find_number_end (asked, i) : i;
      g_autofree char *fact = dup_words (asked, i, last);
      gboolean missing_here = is_missing (asked, i, fact, &written);

      i = last;

      if (missing_here && !g_ptr_array_find_with_equal_func (missing, fact, g_str_equal, NULL))
        g_ptr_array_add (missing, g_steal_pointer (&fact));
    }

  return (GStrv) g_ptr_array_steal (missing, NULL);
}

/**
 * idio_facts_list_blanks:
 * @request: what was asked for
 * @draft: what was written
 *
 * Returns: (transfer full): the first of what @draft has in brackets for somebody to fill in, such as "[Your Name]", and
 *   @request does not
 */
GStrv
idio_facts_list_blanks (const char *request,
                        const char *draft)
{
  /* Not the text of a link in Markdown. */
  static const char pattern[] = "\\[[^\\[\\]\\n]*\\p{L}[^\\[\\]\\n]*\\](?![(:])";
  g_autoptr(GPtrArray) blanks = g_ptr_array_new_null_terminated (MAX_FACTS, g_free, TRUE);
  g_autoptr(GRegex) regex = NULL;
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *valid = NULL;

  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  valid = g_utf8_make_valid (draft, (gssize) strnlen (draft, MAX_BYTES));
  regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);

  for (g_regex_match (regex, valid, G_REGEX_MATCH_DEFAULT, &match);
       g_match_info_matches (match) && blanks->len < MAX_FACTS;
       g_match_info_next (match, NULL))
    {
      g_autofree char *blank = g_match_info_fetch (match, 0);

      if (g_utf8_strlen (blank, -1) <= MAX_BLANK_CHARS && strstr (request, blank) == NULL &&
          !g_ptr_array_find_with_equal_func (blanks, blank, g_str_equal, NULL))
        g_ptr_array_add (blanks, g_steal_pointer (&blank));
    }

  return (GStrv) g_ptr_array_steal (blanks, NULL);
}

/**
 * idio_facts_describe:
 * @request: what was asked for
 * @draft: what was written
 *
 * Returns: (transfer full): sentences that say what is missing and what has to be filled in, if anything is
 */
GStrv
idio_facts_describe (const char *request,
                     const char *draft)
{
  g_auto(GStrv) missing = idio_facts_list_missing (request, draft);
  g_auto(GStrv) blanks = idio_facts_list_blanks (request, draft);
  g_autofree char *facts = g_strjoinv (", ", missing), *places = g_strjoinv (", ", blanks);
  g_autoptr(GStrvBuilder) sentences = g_strv_builder_new ();

  if (*facts != '\0')
    /* Translators: names and numbers follow, as in “Thursday, 3” */
    g_strv_builder_take (sentences, g_strdup_printf (_("In your request, but not in this draft: %s."), facts));

  if (*places != '\0')
    /* Translators: places in a draft follow that were left open, as in “[Your Name]” */
    g_strv_builder_take (sentences, g_strdup_printf (_("To be filled in: %s."), places));

  return g_strv_builder_end (sentences);
}
