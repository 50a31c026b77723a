/* idio-rtf-token.c: what an RTF file consists of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-rtf-token.h"

static const char *
read_word (const char   *p,
           const char   *end,
           IdioRtfToken *token)
{
  gboolean negative;
  gint64 number = 0;
  gsize length = 0;

  for (; p < end && g_ascii_isalpha (*p); p++)
    if (length < IDIO_RTF_MAX_WORD)
      token->word[length++] = *p;

  token->word[length] = '\0';
  negative = p + 1 < end && *p == '-' && g_ascii_isdigit (p[1]);
  p += negative ? 1 : 0;

  for (; p < end && g_ascii_isdigit (*p); p++)
    {
      token->has_number = TRUE;
      number = MIN (number * 10 + (*p - '0'), G_MAXINT);
    }

  token->number = (int) (negative ? -number : number);

  /* One space ends the word and is part of it. */
  return p < end && *p == ' ' ? p + 1 : p;
}

static const char *
read_control (const char   *p,
              const char   *end,
              IdioRtfToken *token)
{
  token->type = IDIO_RTF_TOKEN_WORD;

  if (g_ascii_isalpha (*p))
    {
      p = read_word (p, end, token);

      /* Binary data, which has no escapes */
      if (g_str_equal (token->word, "bin") && token->number > 0)
        p += MIN (end - p, token->number);

      return p;
    }

  if (*p == '\'' && end - p > 2 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
    {
      token->type = IDIO_RTF_TOKEN_ESCAPED;
      token->byte = (guchar) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
      return p + 3;
    }

  if (*p == '\\' || *p == '{' || *p == '}')
    {
      token->type = IDIO_RTF_TOKEN_ESCAPED;
      token->byte = (guchar) *p;
      return p + 1;
    }

  /* TextEdit ends paragraphs with "\" before the end of the line. */
  token->word[0] = *p == '\r' ? '\n' : *p;
  token->word[1] = '\0';

  return p + (end - p > 1 && p[0] == '\r' && p[1] == '\n' ? 2 : 1);
}

/**
 * idio_rtf_token_read:
 * @data: where in a file
 * @end: the end of the file
 * @token: (out): what is there
 *
 * Returns: where the next one is
 */
const char *
idio_rtf_token_read (const char   *data,
                     const char   *end,
                     IdioRtfToken *token)
{
  while (data < end && (*data == '\r' || *data == '\n' || *data == '\0'))
    data++;

  token->has_number = FALSE;
  token->number = 0;

  if (data == end)
    {
      token->type = IDIO_RTF_TOKEN_END;
      return end;
    }

  switch (*data)
    {
    case '{':
      token->type = IDIO_RTF_TOKEN_OPEN;
      return data + 1;
    case '}':
      token->type = IDIO_RTF_TOKEN_CLOSE;
      return data + 1;
    case '\\':
      if (data + 1 < end)
        return read_control (data + 1, end, token);
      G_GNUC_FALLTHROUGH;
    default:
      token->type = IDIO_RTF_TOKEN_BYTE;
      token->byte = (guchar) *data;
      return data + 1;
    }
}
