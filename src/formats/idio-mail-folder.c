/* idio-mail-folder.c: how mail programs lay out the folders and files they keep mails in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset.h"
#include "formats/idio-mail-folder.h"

static gboolean
has_suffix (const char *name,
            const char *suffix)
{
  gsize length = strlen (name), n = strlen (suffix);

  return length > n && g_ascii_strcasecmp (name + length - n, suffix) == 0;
}

/**
 * idio_mail_folder_is_index:
 * @name: the name of a file, without folders
 *
 * Mail programs keep indexes, rules and states beside mails. Some of these are text files, and none was written by
 * their user.
 *
 * Returns: whether it is such a file of Thunderbird, Evolution, Apple Mail, Dovecot or Courier
 */
gboolean
idio_mail_folder_is_index (const char *name)
{
  static const char * const names[] = {
    "msgFilterRules.dat", "popstate.dat", "filterlog.html", "Info.plist", "table_of_contents", "maildirfolder",
    "maildirsize", "courierpop3dsizelist", "quotawarn",
  };
  static const char * const suffixes[] = {
    ".msf", ".cmeta", ".ev-summary", ".ev-summary-meta", ".ibex.index", ".ibex.index.data",
  };

  static const char * const prefixes[] = {
    "courierimap", "dovecot-", "dovecot.index", "dovecot.list", "dovecot.mailbox", "dovecot.map", "dovecot.sieve",
    "dovecot.svbin",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (has_suffix (name, suffixes[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;

  return FALSE;
}

/* "Inbox", "Inbox.mbox" */
static gboolean
is_mailbox (const char *name)
{
  return has_suffix (name, ".mbox") || has_suffix (name, ".mbx") || strchr (name, '.') == NULL;
}

/* One mail, also as MH numbers them, or "mbox", as Apple Mail calls each mailbox */
static gboolean
is_in_folder (const char *name)
{
  return has_suffix (name, ".eml") || has_suffix (name, ".emlx") || has_suffix (name, ".msg") ||
         g_ascii_strcasecmp (name, "mbox") == 0 || name[strspn (name, "0123456789")] == '\0';
}

/* Returns: (nullable): which of @names is the mail folder that the file at @last lies in, or is */
static const char *
find_folder (char  **names,
             guint   last)
{
  const char *name = names[last], *parent = last > 0 ? names[last - 1] : NULL;

  if (last > 1 && (g_str_equal (parent, "cur") || g_str_equal (parent, "new")))
    return names[last - 2];

  if (parent != NULL && has_suffix (parent, ".sbd"))
    return parent;

  if (!is_in_folder (name))
    return is_mailbox (name) ? name : NULL;

  /* "Sent.mbox/mbox" and "Sent.mbox/…/Messages/1.emlx" */
  for (guint i = last; i-- > 0;)
    if (has_suffix (names[i], ".mbox"))
      return names[i];

  /* ImportExportTools of Thunderbird: "Sent_20250512-0914/messages/1.eml" */
  return last > 1 && g_ascii_strcasecmp (parent, "messages") == 0 ? names[last - 2] : parent;
}

/* "Trash.sbd" of Thunderbird, ".trash.directory" of KMail, and "Trash.mbox" of Apple Mail have the folders in a folder.
 * Returns: (transfer full) (nullable): what that folder is called */
static char *
dup_outer_name (const char *name)
{
  if (has_suffix (name, ".directory") && *name == '.')
    return g_strndup (name + 1, strlen (name) - strlen (".directory") - 1);

  return has_suffix (name, ".sbd") || has_suffix (name, ".mbox") ? g_strdup (name) : NULL;
}

/* Letters are encoded as in IMAP (RFC 3501, 5.1.3) in a Maildir++, and by Thunderbird too. */
static char *
decode_name (const char *name)
{
  return strchr (name, '&') != NULL && g_str_is_ascii (name)
           ? idio_charset_to_utf8 (name, strlen (name), "IMAP-mailbox-name")
           : g_strdup (name);
}

/**
 * idio_mail_folder_dup_names:
 * @path: the name of a file with the folders it lies in, with "/" between them
 *
 * Returns: (transfer full): what the mail folder is called to which the mails in the file belong, if any: "Sent" for
 *   "Sent/cur/1:2,S", "Sent.mbox" for "Sent.mbox/mbox"; and then the mail folders it lies in. In a Maildir++ these are
 *   one name, joined by "."
 */
GStrv
idio_mail_folder_dup_names (const char *path)
{
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  guint last = g_strv_length (names);
  const char *name = last > 0 ? find_folder (names, --last) : NULL;

  if (name == NULL)
    return g_strv_builder_end (found);

  g_strv_builder_take (found, decode_name (name));

  for (guint i = last; i-- > 0;)
    {
      g_autofree char *outer = dup_outer_name (names[i]);

      if (outer != NULL && names[i] != name)
        g_strv_builder_take (found, decode_name (outer));
    }

  return g_strv_builder_end (found);
}

/**
 * idio_mail_folder_fold_names:
 * @names: (array length=n_names): how mail programs call a folder, in UTF-8
 * @n_names: how many
 *
 * Returns: (transfer full) (element-type utf8): the names as idio_mail_folder_matches() compares them
 */
GHashTable *
idio_mail_folder_fold_names (const char * const *names,
                             guint               n_names)
{
  GHashTable *folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_names; i++)
    g_hash_table_add (folded, g_utf8_casefold (names[i], -1));

  return folded;
}

/* Leaves out what is no part of it: ".Sent", "Sent.mbox", "Sent-1", "Sent (2)", "INBOX.Sent", "[Gmail]/Sent Mail".
 * Returns: (transfer full): what the folder is called, folded for comparison */
static char *
dup_plain_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
  char *start = strrchr (folded, '/');
  gsize length;

  start = start != NULL && start[1] != '\0' ? start + 1 : folded;

  for (const char *suffix = strrchr (start, '.'); suffix != NULL && suffix != start; suffix = strrchr (start, '.'))
    {
      if (!g_str_equal (suffix, ".mbox") && !g_str_equal (suffix, ".mbx") && !g_str_equal (suffix, ".sbd") &&
          !g_str_equal (suffix, ".txt"))
        break;

      start[suffix - start] = '\0';
    }

  if (strrchr (start, '.') != NULL)
    start = strrchr (start, '.') + 1;

  g_strchomp (start);
  length = strlen (start);

  while (length > 0 && (g_ascii_isdigit (start[length - 1]) || strchr ("() -_", start[length - 1]) != NULL))
    length--;

  return g_strndup (start, length);
}

static gboolean
is_known_plain (const char            *name,
                IdioMailFolderIsKnown  is_known)
{
  g_autofree char *plain = dup_plain_name (name);

  return is_known (plain);
}

/**
 * idio_mail_folder_matches:
 * @name: the name of a folder of mails or of its file, with or without those it lies in, or a label
 * @is_known: (scope call): the kind of folder
 *
 * Returns: whether @is_known knows the folder, or one it lies in as Maildir++ writes that: ".Sent.2024"
 */
gboolean
idio_mail_folder_matches (const char            *name,
                          IdioMailFolderIsKnown  is_known)
{
  g_auto(GStrv) pieces = NULL;

  if (is_known_plain (name, is_known))
    return TRUE;

  if (*name != '.' && g_ascii_strncasecmp (name, "INBOX.", 6) != 0)
    return FALSE;

  pieces = g_strsplit (name, ".", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    if (is_known_plain (pieces[i], is_known))
      return TRUE;

  return FALSE;
}

/**
 * idio_mail_folder_has_file:
 * @path: the name of a file with the folders it lies in, with "/" between them
 * @is_known: (scope call): the kind of folder
 *
 * Returns: whether mails that are in the file belong to a folder that @is_known knows
 */
gboolean
idio_mail_folder_has_file (const char            *path,
                           IdioMailFolderIsKnown  is_known)
{
  g_auto(GStrv) folders = idio_mail_folder_dup_names (path);

  for (guint i = 0; folders[i] != NULL; i++)
    if (idio_mail_folder_matches (folders[i], is_known))
      return TRUE;

  return FALSE;
}
