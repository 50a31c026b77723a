/* idio-mail-header.c: which lines are headers of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-mail-header.h"

/* What only mail programs write, at the beginning of a line that may be the first of a mail */
static const char * const known_headers[] = {
  "bcc", "cc", "content-disposition", "content-id", "content-language", "content-length", "content-transfer-encoding",
  "content-type", "date", "delivered-to", "delivery-date", "dkim-signature", "domainkey-signature", "envelope-to",
  "fcc", "from", "importance", "in-reply-to", "lines", "list-id", "mailing-list", "message-id", "mime-version",
  "organization", "precedence", "received", "received-spf", "references", "reply-to", "return-path", "sender",
  "status", "subject", "thread-index", "thread-topic", "to", "user-agent",
};

/* What idio-mail.c, idio-mail-body.c and idio-mailbox.c ask for, in the head of a mail or of a part. Most headers tell
 * how a mail came. */
static const char * const read_headers[] = {
  "auto-submitted", "bcc", "cc", "content-disposition", "content-id", "content-length",
  "content-transfer-encoding", "content-type", "date", "delivered-to", "delivery-date", "envelope-to", "fcc", "from",
  "list-id", "list-unsubscribe", "mailing-list", "mime-version", "precedence", "received", "resent-from", "return-path",
  "sender", "subject", "to", "x-autoreply", "x-autorespond", "x-claws-end-special-headers", "x-evolution-fcc",
  "x-evolution-transport", "x-gmail-labels", "x-kmail-fcc", "x-kmail-transport", "x-mozilla-draft-info",
  "x-mozilla-keys", "x-mozilla-status", "x-original-to", "x-precedence", "x-received", "x-spam", "x-spam-flag",
  "x-spam-status", "x-sylpheed-end-special-headers", "x-unsent",
};

/**
 * idio_mail_header_matches:
 * @line: a line
 * @length: its length in bytes
 *
 * Returns: whether it has the form of a header
 */
gboolean
idio_mail_header_matches (const char *line,
                     gsize       length)
{
  gsize n = 0;

  while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
    n++;

  while (n > 0 && n < length && (line[n] == ' ' || line[n] == '\t'))
    n++;

  return n > 0 && n < length && line[n] == ':';
}

static gboolean
is_one_of (const char         *line,
           gsize               length,
           const char * const *names,
           gsize               n_names)
{
  char first = length > 0 ? g_ascii_tolower (line[0]) : '\0';

  for (gsize i = 0; i < n_names; i++)
    {
      gsize n;

      if (names[i][0] != first)
        continue;

      n = strlen (names[i]);

      if (n < length && g_ascii_strncasecmp (line, names[i], n) == 0 &&
          (line[n] == ':' || line[n] == ' ' || line[n] == '\t'))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_mail_header_is_known:
 * @line: a line
 * @length: its length in bytes
 *
 * Returns: whether it is a header that mails have, or begins with "X-"
 */
gboolean
idio_mail_header_is_known (const char *line,
                    gsize       length)
{
  if (!idio_mail_header_matches (line, length))
    return FALSE;

  if (g_ascii_strncasecmp (line, "x-", 2) == 0)
    return TRUE;

  return is_one_of (line, length, known_headers, G_N_ELEMENTS (known_headers));
}

/**
 * idio_mail_header_is_read:
 * @line: the first line of a header
 * @length: its length in bytes
 *
 * Returns: whether anything in a mail depends on it
 */
gboolean
idio_mail_header_is_read (const char *line,
                        gsize       length)
{
  return is_one_of (line, length, read_headers, G_N_ELEMENTS (read_headers));
}

static gsize
line_length (const char *line,
             gsize       available)
{
  const char *end = memchr (line, '\n', available);

  return end != NULL ? (gsize) (end - line) + 1 : available;
}

/**
 * idio_mail_header_dup_value:
 * @head: (array length=length): the head of a mail or of a part
 * @length: its length in bytes
 * @name: the name of a header
 *
 * Returns: (transfer full) (nullable): the value of the first header of that name, unfolded
 */
char *
idio_mail_header_dup_value (const char *head,
                            gsize       length,
                            const char *name)
{
  gsize n = strlen (name);
  GString *value;

  for (const char *end = head + length, *next; head < end; head = next)
    {
      next = head + line_length (head, (gsize) (end - head));

      if ((gsize) (next - head) <= n || head[n] != ':' || g_ascii_strncasecmp (head, name, n) != 0)
        continue;

      value = g_string_new_len (head + n + 1, next - head - (gssize) n - 1);

      for (; next < end && (*next == ' ' || *next == '\t'); next = head)
        {
          head = next + line_length (next, (gsize) (end - next));
          g_string_append_len (value, next, head - next);
        }

      g_strdelimit (value->str, "\r\n\t", ' ');

      return g_strstrip (g_string_free_and_steal (value));
    }

  return NULL;
}
