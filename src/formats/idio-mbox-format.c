/* idio-mbox-format.c: a mailbox in a file, of any program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-junk-folder.h"
#include "formats/idio-mail.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-mbox-line.h"
#include "formats/idio-sent-folder.h"
#include "formats/idio-utf8.h"

static gsize
count_empty (const char *data,
             gsize       length)
{
  gsize n = idio_utf8_measure_mark (data, length);

  while (n < length && (data[n] == '\n' || data[n] == '\r'))
    n++;

  return n;
}

/* "Inbox", "Inbox.mbox" */
static gboolean
is_named_so (IdioSource *source)
{
  return strchr (idio_source_get_name (source), '.') == NULL || idio_source_has_suffix (source, ".mbox") ||
         idio_source_has_suffix (source, ".mbx");
}

/* A letter may begin with "From Porto" and "To: Priya". Old versions of Thunderbird write no more than that, but not
 * in a file that is called "letter.txt". */
static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &length);
  gsize n_empty = length > 0 ? count_empty (data, length) : 0;

  return length > 0 && idio_mbox_line_begins (data + n_empty, length - n_empty) > (is_named_so (source) ? 0 : 1);
}

/* Returns: (nullable): the name of the folder that the file is. Apple Mail calls each file "mbox", in a folder of that
 * name. */
static char *
dup_folder (IdioSource *source)
{
  const char *name = idio_source_get_name (source);

  if (g_ascii_strcasecmp (name, "mbox") == 0 || name[0] == '\0')
    return NULL;

  return idio_source_has_suffix (source, ".mbox") || idio_source_has_suffix (source, ".mbx") ?
         idio_source_dup_title (source) : g_filename_display_name (name);
}

/* Returns: (nullable): the next mail that is not deleted, or only its head where that is enough */
static IdioEntry *
read_next (IdioMailbox       *mailbox,
           const IdioWanted  *wanted,
           gboolean          *is_deleted,
           GError           **error)
{
  g_autoptr(GByteArray) head = idio_mailbox_read_head (mailbox, error);
  g_autoptr(GByteArray) mail = NULL;
  g_autoptr(IdioEntry) entry = NULL;
  gboolean is_wanted;

  if (head == NULL)
    return NULL;

  *is_deleted = idio_mail_is_deleted (head);

  if (!*is_deleted && wanted != NULL)
    entry = idio_mail_read_head (head, wanted);

  is_wanted = !*is_deleted && (entry == NULL || idio_wanted_has (wanted, entry));

  if (!(mail = idio_mailbox_read_rest (mailbox, is_wanted, error)))
    return NULL;

  return is_wanted ? idio_mail_read (mail) : g_steal_pointer (&entry);
}

static gboolean
read_mails (IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  g_autoptr(IdioMailbox) mailbox = idio_mailbox_new (stream, 0, 0, take, data);
  g_autofree char *folder = dup_folder (source);
  gboolean is_own = idio_sent_folder_matches (idio_source_get_name (source));
  gboolean is_junk = idio_junk_folder_matches (idio_source_get_name (source));
  g_autoptr(GError) failure = NULL;
  gboolean goes_on = TRUE;
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  g_input_stream_skip (stream, idio_utf8_measure_mark (head, length), NULL, NULL);

  while (goes_on)
    {
      gboolean is_deleted = FALSE;
      IdioEntry *entry = read_next (mailbox, idio_source_get_wanted (source), &is_deleted, &failure);

      if (is_deleted && failure == NULL)
        {
          goes_on = !idio_mailbox_is_stopped (mailbox) && take (NULL, data);
          continue;
        }

      if (entry == NULL)
        break;

      entry->flags |= (is_own ? IDIO_ENTRY_OWN : 0) | (idio_mailbox_is_cut (mailbox) ? IDIO_ENTRY_CUT : 0);

      if (entry->place == NULL)
        entry->place = g_strdup (folder);

      if (is_junk)
        entry->flags |= IDIO_ENTRY_JUNK;

      goes_on = take (entry, data);
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return failure == NULL;
}

const IdioFormat idio_mbox_format = {
  .name = "mailbox",
  .matches = matches,
  .read = read_mails,
};
