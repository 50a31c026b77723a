/* idio-mail.c: from a mail to an entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset.h"
#include "formats/idio-decode.h"
#include "formats/idio-gmime.h"
#include "formats/idio-junk-folder.h"
#include "formats/idio-mail.h"
#include "formats/idio-mail-body.h"
#include "formats/idio-sent-folder.h"

/* More recipients say nothing more. */
#define MAX_RECIPIENTS 100

/* What mail programs leave in the copy of a mail that was sent from them, and what is in no mail that came */
static const char * const headers_of_sent[] = {
  "FCC", "X-Mozilla-Draft-Info", "X-Evolution-Fcc", "X-Evolution-Transport", "X-KMail-Fcc", "X-KMail-Transport",
  "X-Claws-End-Special-Headers", "X-Sylpheed-End-Special-Headers", "X-Unsent",
};

static const char *
get_raw (GMimeMessage *message,
         const char   *name)
{
  GMimeHeader *header = g_mime_header_list_get_header (g_mime_object_get_header_list (GMIME_OBJECT (message)), name);

  return header != NULL ? g_mime_header_get_raw_value (header) : NULL;
}

/* Some programs write letters as they are into the head: in UTF-8, or in what the body is in. */
static char *
dup_header (GMimeMessage *message,
            const char   *name)
{
  const char *raw = get_raw (message, name);
  GMimeObject *body = g_mime_message_get_mime_part (message);
  const char *charset = NULL;
  g_autofree char *value = NULL;

  if (raw == NULL)
    return NULL;

  if (body != NULL && !g_utf8_validate (raw, -1, NULL))
    charset = g_mime_object_get_content_type_parameter (body, "charset");

  value = idio_charset_to_utf8 (raw, strlen (raw), charset);

  return g_mime_utils_header_unfold (value);
}

/* One line, as it is shown */
static char *
tidy (char *value)
{
  g_autofree char *tidied = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  g_free (value);

  if (tidied == NULL)
    return NULL;

  idio_decode_tidy (tidied, NULL);
  g_strdelimit (tidied, "\n\t", ' ');
  g_strstrip (tidied);

  return tidied[0] != '\0' ? g_steal_pointer (&tidied) : NULL;
}

static char *
dup_subject (GMimeMessage *message)
{
  g_autofree char *value = dup_header (message, "Subject");

  return value != NULL ? tidy (g_mime_utils_header_decode_text (NULL, value)) : NULL;
}

/* The archives of Mailman hide addresses as "priya at example.org (Priya Raman)". */
static char *
reveal_address (const char *value)
{
  g_auto(GStrv) words = g_strsplit_set (value, " \t", 4);
  const char *name;

  if (strchr (value, '@') != NULL || g_strv_length (words) < 3 || !g_str_equal (words[1], "at"))
    return g_strdup (value);

  name = words[3] != NULL ? words[3] : "";

  return g_strdup_printf ("%s@%s %s", words[0], words[2], name);
}

static InternetAddressList *
parse_addresses (GMimeMessage *message,
                 const char   *name)
{
  g_autofree char *value = dup_header (message, name);
  g_autofree char *revealed = value != NULL ? reveal_address (g_strstrip (value)) : NULL;

  return revealed != NULL ? internet_address_list_parse (NULL, revealed) : NULL;
}

/* Outlook puts names in quotes that are part of them. */
static char *
dup_name (InternetAddress *address)
{
  g_autofree char *name = tidy (g_strdup (internet_address_get_name (address)));
  gsize length = name != NULL ? strlen (name) : 0;

  if (length > 2 && name[0] == '\'' && name[length - 1] == '\'')
    return g_strndup (name + 1, length - 2);

  return g_steal_pointer (&name);
}

static char *
dup_account (InternetAddress *address)
{
  g_autofree char *account = NULL;

  if (!INTERNET_ADDRESS_IS_MAILBOX (address))
    return NULL;

  account = tidy (g_strdup (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address))));

  return account != NULL ? g_utf8_strdown (account, -1) : NULL;
}

/* Returns: (nullable): the first mailbox of a list, also where it is in a group */
static InternetAddress *
get_first (InternetAddressList *list)
{
  InternetAddress *address;

  if (list == NULL || internet_address_list_length (list) == 0)
    return NULL;

  address = internet_address_list_get_address (list, 0);

  if (!INTERNET_ADDRESS_IS_GROUP (address))
    return address;

  list = internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address));

  return internet_address_list_length (list) > 0 ? internet_address_list_get_address (list, 0) : NULL;
}

/* A secretary who wrote for somebody is in Sender. Lists put themselves there too. */
static void
read_author (GMimeMessage *message,
             IdioEntry    *entry)
{
  g_autoptr(InternetAddressList) from = parse_addresses (message, "From");
  g_autoptr(InternetAddressList) senders = parse_addresses (message, "Sender");
  InternetAddress *author = get_first (from);
  InternetAddress *sender = get_first (senders);

  if (author == NULL)
    {
      author = sender;
      sender = NULL;
    }

  if (author == NULL)
    return;

  entry->author = dup_name (author);
  entry->account = dup_account (author);

  if (sender != NULL && get_raw (message, "List-Id") == NULL && get_raw (message, "List-Unsubscribe") == NULL &&
      get_raw (message, "Precedence") == NULL)
    {
      g_autofree char *account = dup_account (sender);

      if (account != NULL && g_strcmp0 (account, entry->account) != 0)
        entry->editor = internet_address_get_name (sender) != NULL ? dup_name (sender) : g_steal_pointer (&account);
    }
}

/* The members of a group count: "undisclosed-recipients:;" is one of nobody. */
static void
add_recipients (GString             *all,
                InternetAddressList *list,
                guint               *n_recipients)
{
  int n_addresses = list != NULL ? internet_address_list_length (list) : 0;

  for (int i = 0; i < n_addresses && *n_recipients < MAX_RECIPIENTS; i++, (*n_recipients)++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      g_autofree char *name = NULL;

      if (INTERNET_ADDRESS_IS_GROUP (address))
        {
          add_recipients (all, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), n_recipients);
          continue;
        }

      name = dup_name (address);

      if (name == NULL)
        name = dup_account (address);

      if (name != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", name);
    }
}

static char *
dup_recipients (GMimeMessage *message)
{
  static const char * const names[] = { "To", "Cc", "Bcc" };
  g_autoptr(GString) all = g_string_new (NULL);
  guint n_recipients = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(InternetAddressList) list = parse_addresses (message, names[i]);

      add_recipients (all, list, &n_recipients);
    }

  return all->len > 0 ? g_string_free_and_steal (g_steal_pointer (&all)) : NULL;
}

/* Where the writer's clock is not told, that of who took the mail in */
static gint64
get_time (GMimeMessage *message)
{
  g_autoptr(GDateTime) date = NULL;
  const char *value = get_raw (message, "Date");
  const char *received = get_raw (message, "Received");
  gint64 time;

  if (value == NULL && received != NULL && strrchr (received, ';') != NULL)
    value = strrchr (received, ';') + 1;

  date = value != NULL ? g_mime_utils_header_decode_date (value) : NULL;
  time = date != NULL ? g_date_time_to_unix (date) : 0;

  return MAX (time, 0);
}

static gboolean
says (GMimeMessage *message,
      const char   *name,
      const char   *value)
{
  const char *raw = get_raw (message, name);

  return raw != NULL && g_ascii_strncasecmp (raw + strspn (raw, " \t\r\n"), value, strlen (value)) == 0;
}

/* RFC 3834, and what programs wrote before it */
static gboolean
is_automatic (GMimeMessage *message)
{
  return (get_raw (message, "Auto-Submitted") != NULL && !says (message, "Auto-Submitted", "no")) ||
         get_raw (message, "X-Autoreply") != NULL || get_raw (message, "X-Autorespond") != NULL ||
         says (message, "Precedence", "auto_reply") || says (message, "Precedence", "auto-reply") ||
         says (message, "X-Precedence", "auto_reply");
}

/* RFC 2369 and RFC 2919, and what programs wrote before them */
static gboolean
is_bulk (GMimeMessage *message)
{
  return get_raw (message, "List-Id") != NULL || get_raw (message, "List-Unsubscribe") != NULL ||
         get_raw (message, "Mailing-List") != NULL || says (message, "Precedence", "bulk") ||
         says (message, "Precedence", "list") || says (message, "Precedence", "junk");
}

/* Google's export tells the labels of a mail, in the language of its user. */
static void
read_labels (GMimeMessage *message,
             IdioEntry    *entry)
{
  g_autofree char *value = dup_header (message, "X-Gmail-Labels");
  g_autofree char *decoded = value != NULL ? tidy (g_mime_utils_header_decode_text (NULL, value)) : NULL;
  g_auto(GStrv) labels = decoded != NULL ? g_strsplit (decoded, ",", -1) : NULL;

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    {
      if (idio_junk_folder_matches (g_strstrip (g_strdelimit (labels[i], "\"", ' '))))
        entry->flags |= IDIO_ENTRY_JUNK;

      if (entry->place == NULL && idio_sent_folder_matches (labels[i]))
        {
          entry->flags |= IDIO_ENTRY_OWN;
          entry->place = g_strdup (labels[i]);
        }
    }

  if (entry->place == NULL && labels != NULL && labels[0] != NULL && labels[0][0] != '\0')
    g_set_str (&entry->place, labels[0]);
}

static void
read_flags (GMimeMessage *message,
            IdioEntry    *entry)
{
  if (is_automatic (message))
    entry->flags |= IDIO_ENTRY_AUTOMATIC;

  if (is_bulk (message))
    entry->flags |= IDIO_ENTRY_BULK;

  if (get_raw (message, "Resent-From") != NULL)
    entry->flags |= IDIO_ENTRY_FORWARDED;

  for (guint i = 0; i < G_N_ELEMENTS (headers_of_sent); i++)
    if (get_raw (message, headers_of_sent[i]) != NULL)
      entry->flags |= IDIO_ENTRY_OWN;
}

/* Not in memory twice: the parser keeps places in the mail, and no copy. */
static GMimeMessage *
parse (GByteArray *mail)
{
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (mail);
  g_autoptr(GMimeParser) parser = NULL;

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MESSAGE);
  g_mime_parser_set_persist_stream (parser, TRUE);

  return g_mime_parser_construct_message (parser, NULL);
}

static gpointer
initialize (gpointer data G_GNUC_UNUSED)
{
  g_mime_init ();

  return NULL;
}

/**
 * idio_mail_init:
 *
 * Makes GMime ready. Has to be called before anything of it is.
 */
void
idio_mail_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, initialize, NULL);
}

/**
 * idio_mail_read:
 * @mail: a mail, from its first header on
 *
 * Reads a mail. Its text is what its writer's program sent as text, with quotes and signatures; attachments are left
 * out. Where HTML had to be read, quotes are marked with "> " as in plain text.
 *
 * Returns: (transfer full): the mail, of which the text may be empty
 */
IdioEntry *
idio_mail_read (GByteArray *mail)
{
  g_autoptr(GMimeMessage) message = NULL;
  IdioEntry *entry = idio_entry_new (IDIO_MEDIUM_MAIL, NULL);
  GMimeObject *body;

  idio_mail_init ();
  message = parse (mail);
  body = message != NULL ? g_mime_message_get_mime_part (message) : NULL;

  if (message != NULL)
    {
      entry->title = dup_subject (message);
      entry->recipients = dup_recipients (message);
      entry->time = get_time (message);
      read_author (message, entry);
      read_flags (message, entry);
      read_labels (message, entry);

      /* Of SpamAssassin and others, on mails that came */
      if (says (message, "X-Spam-Flag", "YES") && (entry->flags & IDIO_ENTRY_OWN) == 0)
        entry->flags |= IDIO_ENTRY_JUNK;
    }

  entry->text = body != NULL ? idio_mail_body_get_text (body, &entry->flags) : g_strdup ("");
  idio_decode_tidy (entry->text, NULL);
  g_strstrip (entry->text);

  return entry;
}

/**
 * idio_mail_is_deleted:
 * @mail: a mail
 *
 * Thunderbird marks what was deleted or moved to another folder, and takes it out of its file later.
 *
 * Returns: whether it is no longer in its folder
 */
gboolean
idio_mail_is_deleted (GByteArray *mail)
{
  static const char name[] = "X-Mozilla-Status:";
  const char *line = (const char *) mail->data;
  const char *end = line + mail->len;

  while (line != NULL && end - line > 25 && *line != '\n' && *line != '\r')
    {
      /* nsMsgMessageFlags::Expunged of a hexadecimal number with four digits */
      if (memcmp (line, name, sizeof name - 1) == 0)
        return (g_ascii_xdigit_value (line[sizeof name + 3]) & 8) != 0;

      line = memchr (line, '\n', (gsize) (end - line));
      line = line != NULL ? line + 1 : NULL;
    }

  return FALSE;
}

/* Returns: (nullable): the flags in the name of a file of a Maildir: "DS" in "1746.M1P2.host:2,DS". Where file systems
 * know no ":" programs write another character. */
static const char *
find_flags (const char *name)
{
  const char *info = strstr (name, "2,");

  if (info == NULL || info == name || strchr (":;!_", info[-1]) == NULL)
    return NULL;

  info += 2;

  return info[strspn (info, "DFPRSTabcdefghijklmnopqrstuvwxyz")] == '\0' ? info : NULL;
}

/**
 * idio_mail_take_name:
 * @entry: (inout): a mail
 * @name: the name of its file
 *
 * Takes what a Maildir tells in the names of its files: "1746.M1P2.host:2,DS" is a draft that was seen.
 */
void
idio_mail_take_name (IdioEntry  *entry,
                     const char *name)
{
  const char *flags = find_flags (name);

  if (flags != NULL && strchr (flags, 'D') != NULL)
    entry->flags |= IDIO_ENTRY_OWN;
}

/**
 * idio_mail_name_is_deleted:
 * @name: the name of a mail's file
 *
 * Returns: whether it is that of a mail in a Maildir which its user deleted, and whose file will be removed later
 */
gboolean
idio_mail_name_is_deleted (const char *name)
{
  const char *flags = find_flags (name);

  return flags != NULL && strchr (flags, 'T') != NULL;
}
