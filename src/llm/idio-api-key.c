/* idio-api-key.c: an API key as it was typed, pasted or read from somewhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "llm/idio-api-key.h"
#include "llm/idio-secrets.h"

/* No service has keys that come near this. */
#define MAX_KEY_BYTES 4096

G_DEFINE_BOXED_TYPE (IdioApiKey, idio_api_key, idio_api_key_copy, idio_api_key_free)

IdioApiKey *
idio_api_key_copy (const IdioApiKey *self)
{
  return g_strdup (self);
}

void
idio_api_key_free (IdioApiKey *self)
{
  secret_password_free (self);
}

/* What clipboards, web pages, editors and shells leave around a key */
static gboolean
is_around (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return TRUE;

    default:
      return c == '"' || c == '\'' || c == '`' || c == 0x201a || c == 0x201e;
    }
}

static gboolean
is_printable_ascii (const char *text,
                    gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return TRUE;
}

/**
 * idio_api_key_normalize:
 * @text: a key as it came, in any encoding
 * @error: (out): a location for an error in %IDIO_SECRETS_ERROR, whose message does not have the key in it
 *
 * Takes off spaces, line ends, quotes and invisible characters around a key. All keys come through here, as what is in
 * one becomes part of a header, and libraries print headers that they refuse.
 *
 * Returns: (transfer full) (nullable): the key; "" if there is none; %NULL if it has characters that no key can have
 */
IdioApiKey *
idio_api_key_normalize (const char  *text,
                        GError     **error)
{
  const char *start = text, *end;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);

  if (g_utf8_validate (text, -1, NULL))
    {
      while (start < end && is_around (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);

      while (end > start && is_around (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
    }

  if (end - start > MAX_KEY_BYTES || !is_printable_ascii (start, (gsize) (end - start)))
    {
      g_set_error_literal (error, IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_BAD_KEY,
                           _("There are characters in this API key that no key has. Copy it again."));
      return NULL;
    }

  return g_strndup (start, (gsize) (end - start));
}
