/* idio-repeated-endings.c: signatures that nothing marks, told by their being below many mails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-mail-footer.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-words.h"
#include "import/idio-repeated-endings.h"

/* Longest ending, in lines that are not blank */
#define MAX_LINES 16

/* An ending is repeated if it is in this many texts, and in one of this many. Some people have several signatures. */
#define MIN_TEXTS 3
#define MIN_SHARE 20

/* Longest name below a sign-off, in words */
#define MAX_NAME_WORDS 4

/* Longest name with a number, in bytes */
#define MAX_NAME_BYTES 40

/* Below a name with no sign-off that is known, fewer lines than this may be anything. */
#define MIN_TITLE_LINES 2

/* Longest line that is compared, in bytes; legal notices are long. */
#define MAX_LINE_BYTES 2000

struct _IdioRepeatedEndings
{
  GHashTable *counts; /* hashes of the last lines, from any to the end, and in how many texts they are */
  guint       n_texts;
};

/**
 * idio_repeated_endings_new:
 *
 * Returns: (transfer full): with no texts yet
 */
IdioRepeatedEndings *
idio_repeated_endings_new (void)
{
  IdioRepeatedEndings *self = g_new0 (IdioRepeatedEndings, 1);

  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
idio_repeated_endings_free (IdioRepeatedEndings *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* FNV-1a, with each stretch of white space as one space. @hash is that of the lines below. */
static gint64
hash_line (const IdioMailLine *line,
           gint64              hash)
{
  const char *end = MIN (line->last, line->first + MAX_LINE_BYTES);
  guint64 value = (guint64) hash ^ 0xcbf29ce484222325;

  for (const char *p = line->first; p < end; p++)
    {
      if (g_ascii_isspace (*p) && g_ascii_isspace (p[1]))
        continue;

      value = (value ^ (g_ascii_isspace (*p) ? ' ' : (guchar) *p)) * 0x100000001b3;
    }

  return (gint64) value;
}

/* Reads the last lines, from the last one up, with the hash from each to the end. Returns how many there are. */
static guint
read_lines (const char   *text,
            IdioMailLine *lines,
            gint64       *hashes)
{
  const char *end = text + strlen (text);
  gint64 hash = 0;
  guint n_lines = 0;

  while (n_lines < MAX_LINES && (end = idio_mail_trim_end (text, end)) > text)
    {
      const char *newline = memrchr (text, '\n', (gsize) (end - text));

      idio_mail_line_read (newline != NULL ? newline + 1 : text, end, &lines[n_lines]);
      hashes[n_lines] = hash = hash_line (&lines[n_lines], hash);
      end = lines[n_lines++].start;
    }

  return n_lines;
}

static guint
count_words (const IdioMailLine *line)
{
  guint n_words = 0;
  gboolean in_word = FALSE;

  for (const char *p = line->first; p < line->last; p++)
    {
      n_words += !in_word && !g_ascii_isspace (*p);
      in_word = !g_ascii_isspace (*p);
    }

  return n_words;
}

/* "Best regards," and what goes on in lower case or with a few words, but no whole sentence that begins so */
static gboolean
is_sign_off (const IdioMailLine *line)
{
  return count_words (line) <= 2 * MAX_NAME_WORDS &&
         idio_mail_words_match (IDIO_MAIL_WORDS_SIGN_OFF, line->first, line->last, NULL, NULL);
}

static gboolean
has_sign_off (const IdioMailLine *lines,
              guint               n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    if (is_sign_off (&lines[i]))
      return TRUE;

  return FALSE;
}

static void
count_endings (IdioRepeatedEndings *self,
               const gint64        *hashes,
               guint                n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &hashes[i])) + 1;

      g_hash_table_insert (self->counts, g_memdup2 (&hashes[i], sizeof (gint64)), GUINT_TO_POINTER (count));
    }
}

/**
 * idio_repeated_endings_add:
 * @self: the endings of some texts
 * @text: the own words of one more of the same writer
 * @is_mail: whether it is a mail for sure; of other texts only those with a sign-off count
 * @below: (nullable): a signature that was left out below them
 */
void
idio_repeated_endings_add (IdioRepeatedEndings *self,
                           const char          *text,
                           gboolean             is_mail,
                           const char          *below)
{
  IdioMailLine lines[MAX_LINES];
  gint64 hashes[MAX_LINES];
  guint n_lines = read_lines (text, lines, hashes);

  if (!is_mail && !has_sign_off (lines, n_lines))
    return;

  self->n_texts++;
  count_endings (self, hashes, n_lines);

  if (below != NULL)
    {
      g_autofree char *whole = g_strconcat (text, "\n", below, NULL);

      count_endings (self, hashes, read_lines (whole, lines, hashes));
    }
}

/* A few words without numbers, addresses or anything else of a signature */
static gboolean
is_name (const IdioMailLine *line)
{
  for (const char *p = line->first; p < line->last; p++)
    if (g_ascii_isdigit (*p) || *p == '@' || *p == '/' || *p == '|')
      return FALSE;

  return count_words (line) <= MAX_NAME_WORDS && !idio_mail_line_is_sentence (line) &&
         !idio_mail_line_is_rule (line);
}

/* "Robin x57478", as somebody signs who is called back: one or two words, and the digits of a number */
static gboolean
is_name_with_number (const IdioMailLine *line)
{
  g_autofree char *text = g_strndup (line->first, (gsize) (line->last - line->first));
  g_auto(GStrv) words = g_strsplit_set (text, " \t", -1);
  guint n_names = 0, n_numbers = 0;

  if (line->last - line->first > MAX_NAME_BYTES)
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (strpbrk (words[i], "0123456789") != NULL)
      n_numbers++;
    else if (strpbrk (words[i], ":,|/@") != NULL || n_numbers > 0)
      return FALSE;
    else
      n_names += *words[i] != '\0';

  return n_names > 0 && n_names <= 2 && n_numbers > 0;
}

/* Whether a line is none of a letter */
static gboolean
is_signature (const IdioMailLine *line)
{
  return idio_mail_is_contact (line) || idio_mail_is_footer (line) || idio_mail_line_is_rule (line) ||
         idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, line->first,
                                idio_mail_limit (line->first, line->last, MAX_LINE_BYTES), NULL, NULL);
}

static gboolean
is_user (const char         *start,
         const char         *end,
         const char * const *user)
{
  g_autofree char *name = g_strndup (start, (gsize) (end - start));

  return user != NULL && idio_authors_are_user (g_strstrip (name), user);
}

/* "Cheers, Mara": what is below is no name any more. */
static gboolean
is_signed (const IdioMailLine *line,
           const char * const *user)
{
  const char *end;

  return idio_mail_words_match (IDIO_MAIL_WORDS_SIGN_OFF, line->first, line->last, NULL, &end) &&
         is_user (end, line->last, user);
}

/* "Mara Holt | Deputy Chair" */
static gboolean
is_title (const IdioMailLine *line,
          const char * const *user)
{
  const char *bar = memchr (line->first, '|', MIN (IDIO_MAIL_LINE_LENGTH (line), MAX_NAME_BYTES));

  return bar != NULL && is_user (line->first, bar, user);
}

/* How many of the last lines are below the user's name, which tells where a sign-off is in no list */
static guint
skip_name (const IdioMailLine *lines,
           guint               n_below,
           const char * const *user)
{
  for (guint i = n_below; i > MIN_TITLE_LINES; i--)
    if (is_name (&lines[i - 1]) && !is_signature (&lines[i - 1]) &&
        is_user (lines[i - 1].first, lines[i - 1].last, user))
      return i - 1;

  return n_below;
}

/* How many of the last lines are below the sign-off and the name. A sign-off whose words change is not repeated. */
static guint
skip_sign_off (const IdioMailLine *lines,
               guint               n_lines,
               guint               n_repeated,
               const char * const *user,
               gboolean           *found)
{
  guint n_below = n_repeated, n_named;

  *found = n_repeated < n_lines && is_sign_off (&lines[n_repeated]);

  for (guint i = n_repeated; i > 0 && !is_signature (&lines[i - 1]); i--)
    if (is_sign_off (&lines[i - 1]))
      {
        *found = TRUE;
        n_below = i - 1;
      }

  if (!*found && (n_named = skip_name (lines, n_below, user)) < n_below)
    {
      *found = TRUE;
      return n_named;
    }

  if (*found && is_signed (&lines[n_below], user))
    return n_below;

  if (n_below > 0 && (is_name_with_number (&lines[n_below - 1]) ||
                      (is_name (&lines[n_below - 1]) && !is_signature (&lines[n_below - 1]))))
    n_below--;

  return n_below;
}

/**
 * idio_repeated_endings_find:
 * @self: the endings of all texts
 * @text: one of them
 * @is_mail: whether it is a mail for sure; in other texts, which may be letters, more has to tell a signature
 * @user: (nullable) (array zero-terminated=1): what the writer is called, of idio_authors_list_user()
 *
 * Looks for a signature or notice that is below many of the texts, word for word. The sign-off and the name below it
 * are the writer's own words, and so are sentences, however often they are repeated.
 *
 * Returns: where it starts in @text, in bytes; the length of @text if there is none
 */
gsize
idio_repeated_endings_find (const IdioRepeatedEndings *self,
                            const char                *text,
                            gboolean                   is_mail,
                            const char * const        *user)
{
  IdioMailLine lines[MAX_LINES];
  gint64 hashes[MAX_LINES];
  guint n_lines = read_lines (text, lines, hashes), n_repeated = 0, n_below;
  guint min_texts = MAX (MIN_TEXTS, self->n_texts / MIN_SHARE);
  gboolean below_sign_off, tells = FALSE, found;

  while (n_repeated < n_lines &&
         GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &hashes[n_repeated])) >= min_texts)
    n_repeated++;

  n_below = skip_sign_off (lines, n_lines, n_repeated, user, &below_sign_off);

  while (n_below > 0 && idio_mail_line_is_sentence (&lines[n_below - 1]) && !is_signature (&lines[n_below - 1]))
    n_below--;

  for (guint i = 0; i < n_below; i++)
    tells |= is_signature (&lines[i]) || is_title (&lines[i], user);

  /* Without anything that tells a signature, a short last line may be a sign-off of one's own. An essay may end with an
   * address, or a tale with thanks, but hardly with both. */
  found = is_mail ? tells || below_sign_off : tells && below_sign_off;

  return n_below > 0 && found ? (gsize) (lines[n_below - 1].start - text) : strlen (text);
}
