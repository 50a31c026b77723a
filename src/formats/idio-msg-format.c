/* idio-msg-format.c: one mail in a file of Outlook, [MS-OXMSG]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-charset.h"
#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-html.h"
#include "formats/idio-lzfu.h"
#include "formats/idio-mail-plain.h"
#include "formats/idio-mail.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-mapi.h"
#include "formats/idio-rtf-html.h"
#include "formats/idio-rtf-text.h"

/* What only Outlook has in a compound file: the beginning of a name in UTF-16 */
#define MARK "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0"

#define NAME_MAX_BYTES (64 * 1024)
#define BODY_MAX_BYTES (16 * 1024 * 1024)

/* [MS-OXPROPS], by the names there without "PidTag" */
enum
{
  ID_MESSAGE_CLASS                        = 0x001a,
  ID_SUBJECT                              = 0x0037,
  ID_CLIENT_SUBMIT_TIME                   = 0x0039,
  ID_SENT_REPRESENTING_NAME               = 0x0042,
  ID_SENT_REPRESENTING_EMAIL_ADDRESS      = 0x0065,
  ID_TRANSPORT_MESSAGE_HEADERS            = 0x007d,
  ID_SENDER_NAME                          = 0x0c1a,
  ID_SENDER_EMAIL_ADDRESS                 = 0x0c1f,
  ID_DISPLAY_CC                           = 0x0e03,
  ID_DISPLAY_TO                           = 0x0e04,
  ID_MESSAGE_DELIVERY_TIME                = 0x0e06,
  ID_MESSAGE_FLAGS                        = 0x0e07,
  ID_BODY                                 = 0x1000,
  ID_RTF_COMPRESSED                       = 0x1009,
  ID_HTML                                 = 0x1013,
  ID_ATTACH_DATA                          = 0x3701,
  ID_INTERNET_CODEPAGE                    = 0x3fde,
  ID_SENDER_SMTP_ADDRESS                  = 0x5d01,
  ID_SENT_REPRESENTING_SMTP_ADDRESS       = 0x5d02,
};

/* [MS-OXCMSG] 2.2.1.6: it was not sent yet; it is from who received it */
#define FLAG_UNSENT 0x08
#define FLAG_FROM_ME 0x20

static gboolean
matches (IdioSource *source)
{
  GBytes *head = idio_source_get_head (source);

  return idio_ole_is_one (head) &&
         (idio_source_has_suffix (source, ".msg") || idio_source_has_suffix (source, ".oft") ||
          memmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head), MARK, sizeof MARK - 1) != NULL);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n\302\240")] == '\0';
}

/* One line, as it is shown */
static char *
dup_name (IdioMapi *mapi,
          guint     id)
{
  g_autofree char *name = idio_mapi_dup_string (mapi, id, NAME_MAX_BYTES);

  if (name == NULL)
    return NULL;

  idio_decode_tidy (name, NULL);
  g_strstrip (g_strdelimit (name, "\n\t", ' '));

  return name[0] != '\0' ? g_steal_pointer (&name) : NULL;
}

/* In an organization with Exchange the address may be one of that: "/o=…/cn=Recipients/cn=jonas". */
static char *
dup_account (IdioMapi *mapi,
             guint     id,
             guint     smtp_id)
{
  g_autofree char *account = dup_name (mapi, smtp_id);

  if (account == NULL)
    account = dup_name (mapi, id);

  return account != NULL && strchr (account, '@') != NULL && account[0] != '/' ? g_utf8_strdown (account, -1) : NULL;
}

static char *
read_html (IdioMapi *mapi)
{
  g_autoptr(GByteArray) bytes = idio_mapi_dup_bytes (mapi, ID_HTML, BODY_MAX_BYTES);
  g_autofree char *charset = NULL;
  g_autofree char *html = NULL;

  if (bytes == NULL)
    html = idio_mapi_dup_string (mapi, ID_HTML, BODY_MAX_BYTES);
  else
    {
      charset = idio_charset_from_code_page (idio_mapi_get_number (mapi, ID_INTERNET_CODEPAGE));
      html = idio_charset_to_utf8 ((const char *) bytes->data, bytes->len, charset);
    }

  return html != NULL ? idio_html_to_text (html, strlen (html), "UTF-8", IDIO_HTML_MAIL, NULL) : NULL;
}

static char *
read_rtf (IdioMapi  *mapi,
          IdioEntry *entry)
{
  g_autoptr(GByteArray) compressed = idio_mapi_dup_bytes (mapi, ID_RTF_COMPRESSED, BODY_MAX_BYTES);
  g_autoptr(GByteArray) rtf = compressed != NULL ?
                              idio_lzfu_decompress (compressed->data, compressed->len, BODY_MAX_BYTES) : NULL;
  g_autofree char *wrapped = NULL;
  g_autoptr(IdioProse) prose = NULL;
  g_autoptr(IdioEntry) properties = NULL;
  gboolean is_html;

  if (rtf == NULL || rtf->len == 0)
    return NULL;

  if (rtf->len >= BODY_MAX_BYTES)
    entry->flags |= IDIO_ENTRY_CUT;

  wrapped = idio_rtf_html_unwrap ((const char *) rtf->data, rtf->len, &is_html);

  if (wrapped != NULL)
    return is_html ? idio_html_to_text (wrapped, strlen (wrapped), "UTF-8", IDIO_HTML_MAIL, NULL)
                   : g_steal_pointer (&wrapped);

  prose = idio_prose_new ();
  properties = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  idio_rtf_text_read ((const char *) rtf->data, rtf->len, prose, properties);

  return idio_prose_finish (prose, NULL);
}

/* What is signed is not in the mail, but in an attachment, as it was on its way. */
static char *
read_signed (IdioOle *file)
{
  g_autoptr(IdioMapi) mapi = idio_mapi_new (file, "__attach_version1.0_#00000000", 0);
  g_autoptr(GByteArray) bytes = idio_mapi_dup_bytes (mapi, ID_ATTACH_DATA, BODY_MAX_BYTES);
  g_autoptr(GByteArray) mail = bytes != NULL && bytes->len > 0 ? idio_mailbox_limit (bytes->data, bytes->len) : NULL;
  g_autoptr(IdioEntry) entry = mail != NULL ? idio_mail_read (mail) : NULL;

  return entry != NULL ? g_steal_pointer (&entry->text) : NULL;
}

/* Plain text, which Outlook makes of the rest if it was not written so; else the rest */
static char *
read_body (IdioOle    *file,
           IdioMapi   *mapi,
           const char *class,
           IdioEntry  *entry)
{
  g_autofree char *text = idio_mapi_dup_string (mapi, ID_BODY, BODY_MAX_BYTES);

  if (text != NULL)
    idio_mail_plain_remove_pictures (text);

  if (is_blank (text))
    {
      g_free (text);
      text = read_html (mapi);
    }

  if (is_blank (text))
    {
      g_free (text);
      text = read_rtf (mapi, entry);
    }

  if (is_blank (text) && g_str_has_prefix (class, "ipm.note.smime"))
    {
      g_free (text);
      text = read_signed (file);
    }

  if (text == NULL)
    return g_strdup ("");

  idio_decode_tidy (text, NULL);

  return g_strstrip (g_steal_pointer (&text));
}

/* Whether there is a body that is larger than what is read of one */
static gboolean
has_large_body (IdioMapi *mapi)
{
  static const guint ids[] = { ID_BODY, ID_HTML, ID_RTF_COMPRESSED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GByteArray) bytes = idio_mapi_dup_bytes (mapi, ids[i], IDIO_SOURCE_MAX_BYTES);
      g_autofree char *string = idio_mapi_dup_string (mapi, ids[i], IDIO_SOURCE_MAX_BYTES);

      if ((bytes != NULL && bytes->len > BODY_MAX_BYTES) || (string != NULL && strlen (string) > BODY_MAX_BYTES / 2))
        return TRUE;
    }

  return FALSE;
}

/* What came over the Internet has its head, which tells more. */
static void
read_head (IdioMapi  *mapi,
           IdioEntry *entry)
{
  g_autofree char *head = idio_mapi_dup_string (mapi, ID_TRANSPORT_MESSAGE_HEADERS, BODY_MAX_BYTES);
  g_autoptr(GByteArray) mail = NULL;
  g_autoptr(IdioEntry) told = NULL;

  if (head == NULL)
    return;

  /* Some begin with a line about where they are from. */
  if (g_ascii_strncasecmp (head, "Microsoft Mail Internet Headers", 31) == 0)
    memset (head, '\n', strcspn (head, "\n"));

  mail = idio_mailbox_limit (head, strlen (head));

  if (mail == NULL)
    return;

  told = idio_mail_read (mail);
  entry->flags |= told->flags & (IDIO_ENTRY_AUTOMATIC | IDIO_ENTRY_FORWARDED);

  if (entry->account == NULL)
    entry->account = g_steal_pointer (&told->account);

  if (entry->author == NULL)
    entry->author = g_steal_pointer (&told->author);

  if (entry->time == 0)
    entry->time = told->time;
}

static char *
dup_recipients (IdioMapi *mapi)
{
  g_autofree char *to = dup_name (mapi, ID_DISPLAY_TO);
  g_autofree char *cc = dup_name (mapi, ID_DISPLAY_CC);
  g_autofree char *all = to != NULL && cc != NULL ? g_strdup_printf ("%s; %s", to, cc)
                                                  : g_strdup (to != NULL ? to : cc);
  g_auto(GStrv) names = all != NULL ? g_strsplit (all, ";", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_strstrip (g_strdelimit (names[i], "'", ' '));

  return names != NULL ? g_strjoinv (", ", names) : NULL;
}

static void
read_properties (IdioMapi  *mapi,
                 IdioEntry *entry)
{
  g_autofree char *sender = dup_account (mapi, ID_SENDER_EMAIL_ADDRESS, ID_SENDER_SMTP_ADDRESS);

  entry->title = dup_name (mapi, ID_SUBJECT);
  entry->recipients = dup_recipients (mapi);
  entry->author = dup_name (mapi, ID_SENT_REPRESENTING_NAME);
  entry->account = dup_account (mapi, ID_SENT_REPRESENTING_EMAIL_ADDRESS, ID_SENT_REPRESENTING_SMTP_ADDRESS);
  entry->time = idio_mapi_get_time (mapi, ID_CLIENT_SUBMIT_TIME);

  if (entry->author == NULL)
    entry->author = dup_name (mapi, ID_SENDER_NAME);

  if (entry->account == NULL)
    entry->account = g_steal_pointer (&sender);
  else if (sender != NULL && !g_str_equal (sender, entry->account))
    entry->editor = dup_name (mapi, ID_SENDER_NAME);

  if (entry->time == 0)
    entry->time = idio_mapi_get_time (mapi, ID_MESSAGE_DELIVERY_TIME);

  if ((idio_mapi_get_number (mapi, ID_MESSAGE_FLAGS) & (FLAG_UNSENT | FLAG_FROM_ME)) != 0)
    entry->flags |= IDIO_ENTRY_OWN;

  read_head (mapi, entry);
}

/* Contacts, tasks and appointments are files of the same kind. */
static gboolean
check_class (const char  *class,
             IdioEntry   *entry,
             GError     **error)
{
  if (g_str_has_prefix (class, "ipm.schedule") || g_str_has_prefix (class, "ipm.appointment") ||
      g_str_has_prefix (class, "report.") || g_str_has_prefix (class, "ipm.note.rules."))
    entry->flags |= IDIO_ENTRY_AUTOMATIC;
  else if (!g_str_has_prefix (class, "ipm.note") && !g_str_has_prefix (class, "ipm.post") &&
           !g_str_has_prefix (class, "ipm.document") && class[0] != '\0' && !g_str_equal (class, "ipm"))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("This file of Outlook is not a mail."));
      return FALSE;
    }

  return TRUE;
}

static IdioEntry *
read_file (IdioOle  *file,
           GError  **error)
{
  g_autoptr(IdioMapi) mapi = idio_mapi_new (file, "", 0);
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_MAIL, NULL);
  g_autofree char *name = dup_name (mapi, ID_MESSAGE_CLASS);
  g_autofree char *class = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  if (!check_class (class, entry, error))
    return NULL;

  read_properties (mapi, entry);
  entry->text = read_body (file, mapi, class, entry);

  if (entry->text[0] == '\0' && g_str_has_prefix (class, "ipm.note.smime"))
    entry->flags |= IDIO_ENTRY_LOCKED;
  else if (entry->text[0] == '\0' && has_large_body (mapi))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
      return NULL;
    }
  else if (entry->text[0] == '\0')
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY, _("There is no text in this mail."));
      return NULL;
    }

  return g_steal_pointer (&entry);
}

static gboolean
read_mail (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  g_autoptr(IdioOle) file = NULL;
  IdioEntry *entry;

  if (bytes == NULL)
    return FALSE;

  file = idio_ole_new (bytes);

  if (file == NULL)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return FALSE;
    }

  entry = read_file (file, error);

  if (entry == NULL)
    return FALSE;

  take (entry, data);

  return TRUE;
}

const IdioFormat idio_msg_format = {
  .name = "mail of Outlook",
  .matches = matches,
  .read = read_mail,
};
