/* idio-eml-format.c: one mail in a file: .eml of most programs, .emlx of Apple Mail, the files of a Maildir
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-format.h"
#include "formats/idio-mail-header.h"
#include "formats/idio-mail-name.h"
#include "formats/idio-mail.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-mbox-line.h"
#include "formats/idio-utf8.h"

/* Headers that nobody writes by hand, where "To" and "Subject" may stand above a memo. Two of them, or one with two
 * others, make a mail of a file of any name. */
static const char * const telling_headers[] = {
  "content-transfer-encoding:", "content-type:", "date:", "delivered-to:", "dkim-signature:", "message-id:",
  "mime-version:", "received:", "return-path:", "user-agent:", "x-mailer:",
};

/* Returns how long what comes before the head is: a byte order mark, empty lines; and in .emlx a line with the length
 * of the mail. */
static gsize
measure_start (const char *data,
               gsize       length,
               guint64    *n_bytes)
{
  gsize start = idio_utf8_measure_mark (data, length), n_digits = 0;

  *n_bytes = 0;

  while (start < length && (data[start] == '\n' || data[start] == '\r'))
    start++;

  while (start + n_digits < length && n_digits < 12 && g_ascii_isdigit (data[start + n_digits]))
    {
      *n_bytes = *n_bytes * 10 + (guint64) g_ascii_digit_value (data[start + n_digits]);
      n_digits++;
    }

  if (n_digits == 0)
    return start;

  start += n_digits;

  while (start < length && (data[start] == ' ' || data[start] == '\r'))
    start++;

  if (start < length && data[start] == '\n')
    return start + 1;

  *n_bytes = 0;

  return 0;
}

/* "Date: Mon, 12 May 2025 09:14:33 +0200": only programs tell the seconds. */
static gboolean
has_seconds (const char *line,
             gsize       length)
{
  for (gsize i = 0; i + 5 < length; i++)
    if (line[i] == ':' && g_ascii_isdigit (line[i + 1]) && g_ascii_isdigit (line[i + 2]) && line[i + 3] == ':' &&
        g_ascii_isdigit (line[i + 4]) && g_ascii_isdigit (line[i + 5]))
      return TRUE;

  return FALSE;
}

static gboolean
is_telling (const char *line,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling_headers); i++)
    {
      gsize n = strlen (telling_headers[i]);

      if (length > n && g_ascii_strncasecmp (line, telling_headers[i], n) == 0)
        return !g_str_equal (telling_headers[i], "date:") || has_seconds (line, length);
    }

  return FALSE;
}

/* "1747034073.M20P5.host:2,S" in a Maildir, "12" in a folder of MH */
static gboolean
is_numbered (const char *name)
{
  gsize n_digits = strspn (name, "0123456789");

  return n_digits > 0 && (name[n_digits] == '\0' || (n_digits > 8 && name[n_digits] == '.'));
}

/* A page that was saved with its pictures has the form of a mail. */
static gboolean
is_saved_page (const char *line,
               gsize       length)
{
  return g_ascii_strncasecmp (line, "snapshot-content-location:", MIN (length, 26)) == 0 ||
         (g_ascii_strncasecmp (line, "from:", MIN (length, 5)) == 0 &&
          g_strstr_len (line, (gssize) length, "<Saved by ") != NULL);
}

/* Counts what is telling in a head. Returns FALSE if it is not that of a mail. */
static gboolean
read_head (const char *data,
           gsize       length,
           guint      *n_known,
           guint      *n_telling)
{
  const char *end = data + length;
  const char *next;

  for (const char *line = data; line < end; line = next)
    {
      gsize n;

      next = memchr (line, '\n', (gsize) (end - line));
      next = next != NULL ? next + 1 : end;
      n = (gsize) (next - line);

      if (line[0] == '\n' || line[0] == '\r')
        break;

      if (is_saved_page (line, n))
        return FALSE;

      if (idio_mail_header_matches (line, n))
        {
          *n_known += idio_mail_header_is_known (line, n);
          *n_telling += is_telling (line, n);
        }
      else if (line[0] != ' ' && line[0] != '\t' && !(line == data && idio_mbox_line_matches (line, n)))
        {
          break;
        }
    }

  return TRUE;
}

static gboolean
matches (IdioSource *source)
{
  gboolean is_named = idio_source_has_suffix (source, ".eml") || idio_source_has_suffix (source, ".emlx");
  guint n_known = 0, n_telling = 0;
  guint64 n_bytes;
  gsize length, start;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &length);

  if (length == 0 || idio_source_has_suffix (source, ".mht") || idio_source_has_suffix (source, ".mhtml"))
    return FALSE;

  start = measure_start (data, length, &n_bytes);

  if (!is_named && idio_mbox_line_begins (data + start, length - start) > 0)
    return FALSE;

  if (!read_head (data + start, length - start, &n_known, &n_telling))
    return FALSE;

  if (is_named)
    return n_known > 0;

  return n_telling > 1 || (n_known > 2 && n_telling > 0) ||
         (n_known > 1 && is_numbered (idio_source_get_name (source)));
}

static gboolean
read_mail (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  g_autoptr(IdioMailbox) mailbox = NULL;
  g_autoptr(GByteArray) mail = NULL;
  g_autoptr(IdioEntry) entry = NULL;
  g_autoptr(GError) failure = NULL;
  guint64 n_bytes;
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);
  gsize start = measure_start (head, length, &n_bytes);

  if (idio_mail_name_is_deleted (idio_source_get_name (source)))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY,
                           _("The mail was deleted in its mail program."));
      return FALSE;
    }

  if (start > 0)
    g_input_stream_skip (stream, start, NULL, NULL);

  mailbox = idio_mailbox_new (stream, IDIO_MAILBOX_SINGLE, n_bytes, take, data);
  mail = idio_mailbox_read_next (mailbox, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (idio_mailbox_is_stopped (mailbox))
    return TRUE;

  entry = mail != NULL ? idio_mail_read (mail) : NULL;

  if (entry == NULL || (entry->text[0] == '\0' && (entry->flags & IDIO_ENTRY_LOCKED) == 0))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY, _("There is no text in this mail."));
      return FALSE;
    }

  if (idio_mailbox_is_cut (mailbox))
    entry->flags |= IDIO_ENTRY_CUT;

  idio_mail_take_name (entry, idio_source_get_name (source));
  take (g_steal_pointer (&entry), data);

  return TRUE;
}

const IdioFormat idio_eml_format = {
  .name = "mail",
  .matches = matches,
  .read = read_mail,
};
