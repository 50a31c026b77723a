/* idio-compose.c: one encoding for characters with accents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/unorm2.h>

#include "idio-compose.h"

/* Pieces are at least this long where characters allow it, and never longer than the second, in bytes. */
#define MIN_PIECE 64
#define MAX_PIECE 4096

static void
append_piece (GString    *composed,
              const char *start,
              const char *end)
{
  g_autofree char *piece = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);

  if (piece != NULL)
    g_string_append (composed, piece);
  else
    g_string_append_len (composed, start, end - start);
}

/**
 * idio_compose:
 * @text: valid UTF-8
 *
 * g_utf8_normalize() moves the rest of a text for each character that it composes, which takes minutes for a book in
 * French. It is given pieces, cut where no character can be composed with the one before. Accents without an end, of
 * which no writing makes use, are cut anywhere.
 *
 * Returns: (transfer full): the text in Unicode's normalization form C
 */
char *
idio_compose (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composer = unorm2_getNFCInstance (&status);
  GString *composed;
  const char *start = text, *p;

  if (U_FAILURE (status))
    g_error ("ICU can't compose characters: %s", u_errorName (status));

  if (g_str_is_ascii (text))
    return g_strdup (text);

  composed = g_string_sized_new (strlen (text));

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (p - start >= MAX_PIECE ||
        (p - start >= MIN_PIECE && unorm2_hasBoundaryBefore (composer, (UChar32) g_utf8_get_char (p))))
      {
        append_piece (composed, start, p);
        start = p;
      }

  append_piece (composed, start, p);

  return g_string_free_and_steal (composed);
}
