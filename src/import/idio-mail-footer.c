/* idio-mail-footer.c: lines that tell a signature or a footer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-footer.h"
#include "import/idio-mail-words.h"

/* Shortest and longest line with the name of a device or a list, in bytes */
#define MIN_FOOTER_BYTES 8
#define MAX_FOOTER_BYTES 300

/* Longest line with a telephone number or an address, in bytes, and most spaces in one that is only an address */
#define MAX_CONTACT_BYTES 120
#define MAX_ADDRESS_SPACES 2

/* Most words between "Sent from" and the end of the name of a device */
#define MAX_DEVICE_WORDS 7

/* Fewest digits of a telephone number, where nothing says that it is one, and where something does */
#define MIN_PHONE_DIGITS 7
#define MIN_LABELED_DIGITS 5

static gboolean
starts_with (const char *start,
             const char *end,
             const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - start) > length && g_ascii_strncasecmp (start, prefix, length) == 0;
}

/* Where a link ends that starts here: "<https://example.org>", "(https://example.org)", "https://example.org" */
static const char *
find_link_end (const char *start,
               const char *end)
{
  if (starts_with (start, end, "<http") || starts_with (start, end, "<mailto:"))
    return memchr (start, '>', (gsize) (end - start));

  if (starts_with (start, end, "(http"))
    return memchr (start, ')', (gsize) (end - start));

  if (!starts_with (start, end, "https://") && !starts_with (start, end, "http://"))
    return NULL;

  while (start + 1 < end && !g_ascii_isspace (start[1]))
    start++;

  return start;
}

/* A copy of a line without links and marks: "Get [Outlook for Android](https://example.org)" */
static char *
dup_words (const IdioMailLine *line)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const char *p = line->first; p < line->last; p++)
    {
      const char *link_end = find_link_end (p, line->last);

      if (link_end != NULL)
        p = link_end;
      else if (strchr ("<>[]()*_\"", *p) == NULL)
        g_string_append_c (words, *p);
    }

  return g_strdup (g_strstrip (words->str));
}

/* Whether a device or app is named, or what has a number in its name, before a sentence goes on */
static gboolean
names_device (const char *words)
{
  const char *end = words;
  guint n_words = 0;
  gboolean has_digit = FALSE;

  for (; *end != '\0' && n_words <= MAX_DEVICE_WORDS; end++)
    {
      if (strchr (",.;!?", *end) != NULL && (end[1] == ' ' || end[1] == '\0'))
        break;

      if (*end == ' ' && end[1] != ' ')
        n_words++;

      has_digit |= g_ascii_isdigit (*end);
    }

  return has_digit || idio_mail_words_match (IDIO_MAIL_WORDS_DEVICE, words, end, NULL, NULL);
}

/**
 * idio_mail_is_footer:
 * @line: a line
 *
 * Returns: whether a device, a mailing list, a service or a scanner put it below a mail
 */
gboolean
idio_mail_is_footer (const IdioMailLine *line)
{
  g_autofree char *words = NULL;
  const char *end;

  if (IDIO_MAIL_LINE_LENGTH (line) > MAX_FOOTER_BYTES || IDIO_MAIL_LINE_LENGTH (line) < MIN_FOOTER_BYTES)
    return FALSE;

  words = dup_words (line);
  end = words + strlen (words);

  return idio_mail_words_match (IDIO_MAIL_WORDS_FOOTER, words, end, NULL, NULL) ||
         (names_device (words) && idio_mail_words_match (IDIO_MAIL_WORDS_SENT_FROM, words, end, NULL, NULL));
}

/**
 * idio_mail_is_address:
 * @line: a line
 *
 * Returns: whether it is an address of the web or of mail, with little besides
 */
gboolean
idio_mail_is_address (const IdioMailLine *line)
{
  const char *start = line->first;
  guint n_spaces;

  while (start < line->last && strchr ("<([*", *start) != NULL && *start != '\0')
    start++;

  n_spaces = idio_mail_count_spaces (start, line->last);

  if (n_spaces > MAX_ADDRESS_SPACES)
    return FALSE;

  return starts_with (line->first, line->last, "<#") || starts_with (start, line->last, "http") ||
         starts_with (start, line->last, "www.") ||
         (n_spaces == 0 && memchr (start, '@', (gsize) (line->last - start)) != NULL && *start != '@');
}

/**
 * idio_mail_is_contact:
 * @line: a line
 *
 * Returns: whether it has a telephone number or an address of the web or of mail, with a label or alone
 */
gboolean
idio_mail_is_contact (const IdioMailLine *line)
{
  const char *label_end;
  guint n_digits = 0, n_letters = 0;

  if (IDIO_MAIL_LINE_LENGTH (line) > MAX_CONTACT_BYTES || idio_mail_line_is_sentence (line))
    return FALSE;

  if (idio_mail_is_address (line))
    return TRUE;

  for (const char *p = line->first; p < line->last; p = g_utf8_next_char (p))
    {
      n_digits += g_ascii_isdigit (*p);
      n_letters += g_unichar_isalpha (g_utf8_get_char (p));
    }

  /* With a colon it is a time. */
  if (n_digits >= MIN_PHONE_DIGITS && n_letters == 0 && memchr (line->first, ':', IDIO_MAIL_LINE_LENGTH (line)) == NULL)
    return TRUE;

  if (!idio_mail_words_match (IDIO_MAIL_WORDS_CONTACT_LABEL, line->first, line->last, NULL, &label_end))
    return FALSE;

  while (label_end < line->last && (strchr (".: |-/", *label_end) != NULL || (*label_end & 0x80) != 0))
    label_end++;

  return label_end < line->last &&
         (n_digits >= MIN_LABELED_DIGITS || label_end[-1] == ':' || *label_end == '+' || *label_end == '(' ||
          memchr (label_end, '@', (gsize) (line->last - label_end)) != NULL);
}

/**
 * idio_mail_is_logo:
 * @line: a line
 *
 * Returns: whether it is what is left in text of the picture in a signature
 */
gboolean
idio_mail_is_logo (const IdioMailLine *line)
{
  static const char * const starts[] = { "![", "[cid:", "[image", "[logo", "[bild", "[img", "<img", "cid:" };
  static const char * const names[] = { "logo", "signature", "signatur", "banner" };
  g_autofree char *lower = NULL;
  gboolean is_picture = FALSE, is_named = FALSE;

  if (IDIO_MAIL_LINE_LENGTH (line) > MAX_FOOTER_BYTES)
    return FALSE;

  lower = g_ascii_strdown (line->first, line->last - line->first);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    is_picture |= g_str_has_prefix (lower, starts[i]);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    is_named |= strstr (lower, names[i]) != NULL;

  return is_picture && is_named;
}

/**
 * idio_mail_is_signature_mark:
 * @line: a line
 *
 * Returns: whether it is "--" or "-- " (RFC 3676), below which there is a signature
 */
gboolean
idio_mail_is_signature_mark (const IdioMailLine *line)
{
  gsize length = IDIO_MAIL_LINE_LENGTH (line);

  /* Text that was signed with PGP has "- " before it. */
  return line->first == line->start && ((length == 2 && memcmp (line->first, "--", 2) == 0) ||
                                        (length == 4 && memcmp (line->first, "- --", 4) == 0));
}
