/* idio-prose-mark.c: what items of lists begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-insertions.h"
#include "formats/idio-prose.h"

/* How long what is typed before a tab may be to be the mark of an item, and with who inserted it */
#define MAX_MARK_BYTES   8
#define MAX_MARKED_BYTES (MAX_MARK_BYTES + 6)

/**
 * idio_prose_find_typed_mark:
 * @text: a paragraph
 * @mark: (inout): where to put what an item begins with, if there is such a mark
 *
 * Looks for the mark of an item that is text like any other, as in lists that were typed or that a program could not say
 * otherwise: a bullet or a number, and a tab.
 *
 * Returns: what is after it
 */
const char *
idio_prose_find_typed_mark (const char  *text,
                            char       **mark)
{
  static const char * const bullets[] = { "•", "◦", "▪", "●", "○", "■", "‣", "·", "–", "—", "-", "*", NULL };
  const char *tab = strchr (text, '\t');
  gsize length = tab != NULL ? (gsize) (tab - text) : 0;
  g_autofree char *typed = length > 0 && length <= MAX_MARKED_BYTES ? idio_insertions_dup_plain (text, length) : NULL;

  if (typed == NULL || strlen (typed) > MAX_MARK_BYTES)
    return text;

  if (g_strv_contains (bullets, typed))
    *mark = g_strdup ("- ");
  else if (g_ascii_isdigit (typed[0]) && typed[strspn (typed, "0123456789")] != '\0' &&
           typed[strspn (typed, "0123456789.)")] == '\0')
    *mark = idio_prose_make_mark (typed);

  return *mark != NULL ? tab + strspn (tab, " \t") : text;
}

/**
 * idio_prose_is_seen:
 * @text: valid UTF-8
 *
 * Returns: whether there is anything but spaces and invisible characters in it
 */
gboolean
idio_prose_is_seen (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * idio_prose_make_mark:
 * @text: valid UTF-8: what a program put before an item of a list, such as "2.3." or "•"
 *
 * A number is one with digits, of which the last is taken, or a letter with a mark after it. Anything else is a bullet,
 * also the letter "o", of which Word makes circles.
 *
 * Returns: (transfer full) (nullable): what the item begins with: "- " or its number
 */
char *
idio_prose_make_mark (const char *text)
{
  const char *digits = NULL;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == text || !g_ascii_isdigit (p[-1])))
      digits = p;

  if (digits != NULL)
    return g_strdup_printf ("%u. ", (guint) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXINT));

  text += strspn (text, "( \t");

  if (g_ascii_isalpha (*text) && (text[1] == '.' || text[1] == ')'))
    return g_strdup_printf ("%d. ", g_ascii_tolower (*text) - 'a' + 1);

  return idio_prose_is_seen (text) ? g_strdup ("- ") : NULL;
}
