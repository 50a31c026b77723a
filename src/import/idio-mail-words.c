/* idio-mail-words.c: what mail programs say, in many languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "import/idio-mail-words.h"

/* Most characters that "*" stands for within an entry. A bound keeps the time of a match in proportion to the text. */
#define MAX_STAR_CHARS "80"

/* A compiled expression has at most 64 kB, so that a long list is more than one. */
#define MAX_PATTERN_BYTES 16384

/* From the scripts of South-East Asia on, words have no spaces between them. */
#define FIRST_UNSPACED 0xe00

/* Looked at once for all entries, so that hardly any is tried within words. Words end without a space in some scripts,
 * and before Latin letters in all others: "发自我的iPhone", "נשלח מהiPhone". */
#define NOT_IN_WORD "(?:(?<![\\p{L}\\p{M}])|(?<![\\p{Latin}\\p{M}])(?=\\p{Latin})|(?<=[\\p{Han}\\p{Hiragana}" \
                    "\\p{Katakana}\\p{Hangul}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}]))"

/* Where in the text an entry has to be */
typedef enum
{
  ANYWHERE,
  AT_START,
  WHOLE,
} Place;

static const struct
{
  const char *name;
  Place       place;
  gboolean    is_beginning; /* of a word, which may go on */
} lists[] = {
  [IDIO_MAIL_WORDS_WROTE] = { "wrote", ANYWHERE },
  [IDIO_MAIL_WORDS_ATTRIBUTION_START] = { "attribution-starts", AT_START },
  [IDIO_MAIL_WORDS_DIVIDER_QUOTED] = { "divider-quoted", AT_START },
  [IDIO_MAIL_WORDS_DIVIDER_FORWARDED] = { "divider-forwarded", AT_START },
  [IDIO_MAIL_WORDS_SUBJECT_FORWARDED] = { "subject-forwarded", AT_START },
  [IDIO_MAIL_WORDS_SUBJECT_ANSWERED] = { "subject-answered", AT_START },
  [IDIO_MAIL_WORDS_SENT_FROM] = { "sent-from", WHOLE },
  [IDIO_MAIL_WORDS_DEVICE] = { "devices", ANYWHERE, TRUE },
  [IDIO_MAIL_WORDS_FOOTER] = { "footers", WHOLE },
  [IDIO_MAIL_WORDS_LEGAL] = { "legal", ANYWHERE },
  [IDIO_MAIL_WORDS_BANNER] = { "banners", WHOLE },
  [IDIO_MAIL_WORDS_AUTOMATIC] = { "automatic", AT_START },
  [IDIO_MAIL_WORDS_RESPONSE] = { "responses", AT_START },
  [IDIO_MAIL_WORDS_INVITATION] = { "invitations", WHOLE },
  [IDIO_MAIL_WORDS_ASSISTANT] = { "assistants", WHOLE },
  [IDIO_MAIL_WORDS_CONTACT_LABEL] = { "contact-labels", AT_START },
  [IDIO_MAIL_WORDS_SIGN_OFF] = { "sign-offs", AT_START },
  [IDIO_MAIL_WORDS_POSTSCRIPT] = { "postscripts", AT_START },
  [IDIO_MAIL_WORDS_ROBOT] = { "robots", ANYWHERE },
  [IDIO_MAIL_WORDS_ANSWERS_BELOW] = { "answers-below", ANYWHERE },
};

static gboolean
is_spaced_letter (gunichar c)
{
  return c < FIRST_UNSPACED && g_unichar_isalpha (c);
}

/* What spaces, quotes and stars of a list stand for */
static void
append_entry (GString    *pattern,
              const char *entry,
              gboolean    is_beginning)
{
  const char *last = g_utf8_find_prev_char (entry, entry + strlen (entry));

  for (const char *p = entry; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (*p == '*')
        g_string_append (pattern, p[1] == '\0' ? ".+" : ".{1," MAX_STAR_CHARS "}?");
      else if (*p == ' ')
        g_string_append (pattern, "\\s+");
      else if (*p == '\'')
        g_string_append (pattern, "['\xe2\x80\x99]");
      else if (length == 1 && !g_ascii_isalnum (*p))
        g_string_append_printf (pattern, "\\%c", *p);
      else
        g_string_append_len (pattern, p, (gssize) length);
    }

  if (!is_beginning && last != NULL && is_spaced_letter (g_utf8_get_char (last)))
    g_string_append (pattern, "(?![\\p{L}\\p{M}])");
}

static void
compile_piece (GPtrArray     *regexes,
               const char    *entries,
               IdioMailWords  words,
               gboolean       is_spaced)
{
  Place place = lists[words].place;
  g_autofree char *pattern = g_strconcat (place != ANYWHERE ? "\\A" : "", is_spaced ? NOT_IN_WORD : "",
                                          "(?:", entries, ")", place == WHOLE ? "[.!]?\\z" : "", NULL);
  g_autoptr(GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, &error);

  if (regex == NULL)
    g_error ("The word list %s: %s", lists[words].name, error->message);

  g_ptr_array_add (regexes, regex);
}

/* Longer entries come first, as the first that matches is taken. */
static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  gsize length_a = strlen (*(const char * const *) a), length_b = strlen (*(const char * const *) b);

  return (length_a < length_b) - (length_a > length_b);
}

static GPtrArray *
compile_list (IdioMailWords words)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_PATH "/words/mail/%s.txt", lists[words].name);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  g_auto(GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  g_autoptr(GString) spaced = g_string_new (NULL), unspaced = g_string_new (NULL);
  GPtrArray *regexes = g_ptr_array_new ();

  if (lines == NULL)
    g_error ("The word list %s is missing", path);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lengths);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_spaced = is_spaced_letter (g_utf8_get_char (lines[i]));
      GString *pattern = is_spaced ? spaced : unspaced;

      if (*lines[i] == '\0' || g_str_has_prefix (lines[i], "# "))
        continue;

      if (pattern->len > 0)
        g_string_append_c (pattern, '|');

      append_entry (pattern, lines[i], lists[words].is_beginning);

      if (pattern->len >= MAX_PATTERN_BYTES)
        {
          compile_piece (regexes, pattern->str, words, is_spaced);
          g_string_truncate (pattern, 0);
        }
    }

  if (spaced->len > 0)
    compile_piece (regexes, spaced->str, words, TRUE);

  if (unspaced->len > 0)
    compile_piece (regexes, unspaced->str, words, FALSE);

  return regexes;
}

static GPtrArray *
get_list (IdioMailWords words)
{
  static GPtrArray *compiled[G_N_ELEMENTS (lists)];

  if (g_once_init_enter_pointer (&compiled[words]))
    g_once_init_leave_pointer (&compiled[words], compile_list (words));

  return compiled[words];
}

/**
 * idio_mail_words_match:
 * @words: a list
 * @start: where a stretch of text starts
 * @end: where it ends
 * @match_start: (out) (optional): where an entry of the list is in it
 * @match_end: (out) (optional): where that ends
 *
 * Looks for an entry of a list, in upper or lower case: anywhere, where the text starts, or in the text as a whole, as
 * is right for the list. May be called from any thread.
 *
 * Returns: whether there is one
 */
gboolean
idio_mail_words_match (IdioMailWords   words,
                       const char     *start,
                       const char     *end,
                       const char    **match_start,
                       const char    **match_end)
{
  const GPtrArray *regexes = get_list (words);

  for (guint i = 0; start < end && i < regexes->len; i++)
    {
      g_autoptr(GMatchInfo) info = NULL;
      int from, to;

      if (!g_regex_match_full (g_ptr_array_index (regexes, i), start, end - start, 0, 0, &info, NULL) ||
          !g_match_info_fetch_pos (info, 0, &from, &to))
        continue;

      if (match_start != NULL)
        *match_start = start + from;

      if (match_end != NULL)
        *match_end = start + to;

      return TRUE;
    }

  return FALSE;
}
