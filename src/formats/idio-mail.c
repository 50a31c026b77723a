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
#include "formats/idio-plain-head.h"
#include "formats/idio-sent-folder.h"

/* The headers of a mail, as GMime or as we read them: one of the two */
typedef struct
{
  GMimeMessage  *message;
  IdioPlainHead *plain;
} Head;

/* More recipients say nothing more. */
#define MAX_RECIPIENTS 100

/* What mail programs leave in the copy of a mail that was sent from them, and what is in no mail that came */
static const char * const headers_of_sent[] = {
  "FCC", "X-Mozilla-Draft-Info", "X-Evolution-Fcc", "X-Evolution-Transport", "X-KMail-Fcc", "X-KMail-Transport",
  "X-Claws-End-Special-Headers", "X-Sylpheed-End-Special-Headers", "X-Unsent",
};

/* What servers write on the mails that they bring */
static const char * const headers_of_received[] = {
  "Received", "Delivered-To", "Delivery-Date", "Envelope-To", "Return-Path", "X-Original-To", "X-Received",
};

static const char *
get_raw (const Head *head,
         const char *name)
{
  GMimeHeader *header;

  if (head->plain != NULL)
    return idio_plain_head_get (head->plain, name);

  header = g_mime_header_list_get_header (g_mime_object_get_header_list (GMIME_OBJECT (head->message)), name);

  return header != NULL ? g_mime_header_get_raw_value (header) : NULL;
}

/* Some programs write letters as they are into the head: in UTF-8, or in what the body is in. */
static char *
dup_header (const Head *head,
            const char *name)
{
  const char *raw = get_raw (head, name);
  GMimeObject *body = head->message != NULL ? g_mime_message_get_mime_part (head->message) : NULL;
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
dup_subject (const Head *head)
{
  g_autofree char *value = dup_header (head, "Subject");

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
parse_addresses (const Head *head,
                 const char *name)
{
  g_autofree char *value = dup_header (head, name);
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
read_author (const Head *head,
             IdioEntry  *entry)
{
  g_autoptr(InternetAddressList) from = NULL;
  g_autoptr(InternetAddressList) senders = NULL;
  InternetAddress *author, *sender;

  /* Most mails tell no more than this, which needs no parser. */
  if (head->plain != NULL && get_raw (head, "Sender") == NULL &&
      (entry->account = idio_plain_head_dup_account (head->plain, "From", &entry->author)))
    return;

  from = parse_addresses (head, "From");
  senders = parse_addresses (head, "Sender");
  author = get_first (from);
  sender = get_first (senders);

  if (author == NULL)
    {
      author = sender;
      sender = NULL;
    }

  if (author == NULL)
    return;

  entry->author = dup_name (author);
  entry->account = dup_account (author);

  if (sender != NULL && get_raw (head, "List-Id") == NULL && get_raw (head, "List-Unsubscribe") == NULL &&
      get_raw (head, "Precedence") == NULL)
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

      /* Of the user the address is known. */
      name = dup_account (address);

      if (name == NULL)
        name = dup_name (address);

      if (name != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", name);
    }
}

static char *
dup_recipients (const Head *head)
{
  static const char * const names[] = { "To", "Cc", "Bcc" };
  g_autoptr(GString) all = g_string_new (NULL);
  guint n_recipients = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(InternetAddressList) list = parse_addresses (head, names[i]);

      add_recipients (all, list, &n_recipients);
    }

  return all->len > 0 ? g_string_free_and_steal (g_steal_pointer (&all)) : NULL;
}

/* Where the writer's clock is not told, that of who took the mail in */
static gint64
get_time (const Head *head)
{
  g_autoptr(GDateTime) date = NULL;
  const char *value = get_raw (head, "Date");
  const char *received = get_raw (head, "Received");
  gint64 time;

  if (value == NULL && received != NULL && strrchr (received, ';') != NULL)
    value = strrchr (received, ';') + 1;

  date = value != NULL ? g_mime_utils_header_decode_date (value) : NULL;
  time = date != NULL ? g_date_time_to_unix (date) : 0;

  return MAX (time, 0);
}

static gboolean
says (const Head *head,
      const char *name,
      const char *value)
{
  const char *raw = get_raw (head, name);

  return raw != NULL && g_ascii_strncasecmp (raw + strspn (raw, " \t\r\n"), value, strlen (value)) == 0;
}

/* RFC 3834, and what programs wrote before it */
static gboolean
is_automatic (const Head *head)
{
  return (get_raw (head, "Auto-Submitted") != NULL && !says (head, "Auto-Submitted", "no")) ||
         get_raw (head, "X-Autoreply") != NULL || get_raw (head, "X-Autorespond") != NULL ||
         says (head, "Precedence", "auto_reply") || says (head, "Precedence", "auto-reply") ||
         says (head, "X-Precedence", "auto_reply");
}

/* RFC 2369 and RFC 2919, and what programs wrote before them */
static gboolean
is_bulk (const Head *head)
{
  return get_raw (head, "List-Id") != NULL || get_raw (head, "List-Unsubscribe") != NULL ||
         get_raw (head, "Mailing-List") != NULL || says (head, "Precedence", "bulk") ||
         says (head, "Precedence", "list") || says (head, "Precedence", "junk");
}

/* What SpamAssassin, rspamd and others put on mails that came, and Thunderbird on those that its user, or it, marked */
static gboolean
is_spam (const Head *head)
{
  const char *raw = get_raw (head, "X-Mozilla-Keys");
  g_auto(GStrv) keys = g_strsplit_set (raw != NULL ? raw : "", " \t\r\n", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_ascii_strcasecmp (keys[i], "Junk") == 0)
      return TRUE;

  return says (head, "X-Spam-Flag", "YES") || says (head, "X-Spam-Status", "Yes") || says (head, "X-Spam", "Yes");
}

/* Google's export tells the labels of a mail, in the language of its user. */
static void
read_labels (const Head *head,
             IdioEntry  *entry)
{
  g_autofree char *value = dup_header (head, "X-Gmail-Labels");
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
    {
      g_set_str (&entry->place, labels[0]);
      entry->flags |= IDIO_ENTRY_RECEIVED;
    }
}

static gboolean
has_any (const Head         *head,
         const char * const *names,
         guint               n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (get_raw (head, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
read_flags (const Head *head,
            IdioEntry  *entry)
{
  if (is_automatic (head))
    entry->flags |= IDIO_ENTRY_AUTOMATIC;

  if (is_bulk (head))
    entry->flags |= IDIO_ENTRY_BULK;

  if (get_raw (head, "Resent-From") != NULL)
    entry->flags |= IDIO_ENTRY_FORWARDED;

  if (has_any (head, headers_of_received, G_N_ELEMENTS (headers_of_received)))
    entry->flags |= IDIO_ENTRY_RECEIVED;

  /* Some programs send what they wrote for themselves. */
  else if (has_any (head, headers_of_sent, G_N_ELEMENTS (headers_of_sent)))
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

/* Whose it is, and what programs say of it */
static void
read_head (const Head *head,
           IdioEntry  *entry)
{
  entry->time = get_time (head);
  read_author (head, entry);
  read_flags (head, entry);
  read_labels (head, entry);

  if (is_spam (head) && (entry->flags & IDIO_ENTRY_OWN) == 0)
    entry->flags |= IDIO_ENTRY_JUNK;
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
      Head head = { .message = message };

      entry->title = dup_subject (&head);
      entry->recipients = dup_recipients (&head);
      read_head (&head, entry);
    }

  entry->text = body != NULL ? idio_mail_body_get_text (body, &entry->flags) : g_strdup ("");
  idio_decode_tidy (entry->text, NULL);
  g_strstrip (entry->text);

  return entry;
}

/**
 * idio_mail_read_head:
 * @head: the head of a mail
 * @wanted: (nullable): whose mails are wanted
 *
 * Reads who wrote a mail and when, and what programs say of it, faster than idio_mail_read() by far. Where a mailbox is
 * by many, that is all that is wanted of most of it. Of people of whom nothing is wanted not even that is read.
 *
 * Returns: (transfer full): the mail without its subject and its text, which is empty
 */
IdioEntry *
idio_mail_read_head (GByteArray       *head,
                     const IdioWanted *wanted)
{
  g_autoptr(IdioPlainHead) plain = idio_plain_head_new ((const char *) head->data, head->len);
  IdioEntry *entry;

  if (plain == NULL)
    return idio_mail_read (head);

  idio_mail_init ();
  entry = idio_entry_new (IDIO_MEDIUM_MAIL, g_strdup (""));
  entry->account = idio_plain_head_dup_account (plain, "From", NULL);

  if (entry->account != NULL && idio_wanted_excludes (wanted, entry))
    return entry;

  g_clear_pointer (&entry->account, g_free);
  read_head (&(Head) { .plain = plain }, entry);

  /* Most mails went to one person. */
  if (idio_plain_head_get (plain, "Cc") == NULL && idio_plain_head_get (plain, "Bcc") == NULL)
    entry->recipients = idio_plain_head_dup_account (plain, "To", NULL);

  if (entry->recipients == NULL)
    entry->recipients = dup_recipients (&(Head) { .plain = plain });

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
