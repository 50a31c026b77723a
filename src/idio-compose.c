/* idio-compose.c: Unicode's normalization form C, in time that grows as the text does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <unicode/unorm2.h>

#include "idio-compose.h"

/* g_utf8_normalize() moves all that follows for each character that it composes, and sorts combining marks by exchanging
 * neighbors: both take the square of the length. It gets pieces of at least this many bytes, which end where nothing
 * composes with what follows, and of at most that many: no letter has a hundred marks. */
#define MIN_PIECE 128
#define MAX_PIECE 256

/* How many bytes are composed at least between two looks at the cancellable */
#define BYTES_PER_CHECK (64 * 1024)

/* Below it no character composes with the one before. */
#define FIRST_COMBINING 0x300

static void
append_composed (GString    *composed,
                 const char *piece,
                 gsize       length)
{
  g_autofree char *normalized = g_utf8_normalize (piece, (gssize) length, G_NORMALIZE_NFC);

  if (normalized != NULL)
    g_string_append (composed, normalized);
  else
    g_string_append_len (composed, piece, (gssize) length);
}

/**
 * idio_compose_until:
 * @text: valid UTF-8
 * @cancellable: (nullable): ends it early, with the beginning of the text
 *
 * As idio_compose(), for a text that may be long.
 *
 * Returns: (transfer full): @text in normalization form C, or its beginning
 */
char *
idio_compose_until (const char   *text,
                    GCancellable *cancellable)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composer = unorm2_getNFCInstance (&status);
  const char *checked = text, *piece = text, *p;
  GString *composed;

  if (U_FAILURE (status))
    g_error ("ICU can't compose characters: %s", u_errorName (status));

  if (g_str_is_ascii (text))
    return g_strdup (text);

  composed = g_string_sized_new (strlen (text));

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;

      if (p - piece < MIN_PIECE)
        continue;

      c = g_utf8_get_char (p);

      if (c < FIRST_COMBINING || unorm2_hasBoundaryBefore (composer, (UChar32) c) || p - piece >= MAX_PIECE)
        {
          append_composed (composed, piece, (gsize) (p - piece));
          piece = p;
        }

      if (p - checked >= BYTES_PER_CHECK)
        {
          if (g_cancellable_is_cancelled (cancellable))
            return g_string_free_and_steal (composed);

          checked = p;
        }
    }

  append_composed (composed, piece, (gsize) (p - piece));

  return g_string_free_and_steal (composed);
}

/**
 * idio_compose:
 * @text: valid UTF-8
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @text in normalization form C, in which accents are parts of their letters
 */
char *
idio_compose (const char *text)
{
  return idio_compose_until (text, NULL);
}
