/* idio-archive-format.c: archives of files, which are read as if they were folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-archive-reader.h"
#include "formats/idio-archive-stream.h"
#include "formats/idio-chat-name.h"
#include "formats/idio-format.h"
#include "formats/idio-junk-folder.h"
#include "formats/idio-mail-folder.h"
#include "formats/idio-sent-folder.h"
#include "formats/idio-side-file.h"

/* Offset of the magic number of tar (POSIX.1-1988) */
#define TAR_MAGIC_OFFSET 257

typedef struct
{
  IdioTakeFunc      take;
  gpointer          data;
  const IdioWanted *wanted;
  IdioSource       *archive;
  IdioSource       *member;
  char             *path;
  guint             depth;
  guint             n_texts;
  guint             n_skipped;
  guint             n_locked;
  gboolean          stopped;
} Walk;

static const struct
{
  const char *magic;
  gsize       length;
} magics[] = {
  { "PK\3\4", 4 },
  { "PK\5\6", 4 },
  { "PK\7\10PK\3\4", 8 },
  { "7z\xbc\xaf\x27\x1c", 6 },
  { "\x1f\x8b\x08", 3 },
  { "BZh", 3 },
  { "\xfd" "7zXZ\0", 6 },
  { "\x28\xb5\x2f\xfd", 4 },
};

static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (head, magics[i].magic, magics[i].length) == 0)
      return TRUE;

  return (length > TAR_MAGIC_OFFSET + 5 && memcmp (head + TAR_MAGIC_OFFSET, "ustar", 5) == 0) ||
         idio_source_has_suffix (source, ".tar");
}

/* A mail that is being written. What else is in a folder of that name may be anything. */
static gboolean
is_in_tmp (const char *path)
{
  const char *name = strstr (path, "tmp/");

  return name != NULL && (name == path || name[-1] == '/') && strspn (name + 4, "0123456789") > 8 &&
         strchr (name + 4, '/') == NULL;
}

/* Hidden files were not put there to be read, as in folders, and neither was what systems add. The folders of a Maildir++
 * begin with a dot, and so do those of KMail that have the folders of a folder. */
static gboolean
is_left_out (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean maildir = g_str_has_suffix (folder, "/cur") || g_str_has_suffix (folder, "/new");
  const char *name = path, *end;

  for (; (end = strchr (name, '/')); name = end + 1)
    {
      g_autofree char *part = g_strndup (name, (gsize) (end - name));

      if (idio_side_file_matches (part) ||
          (*name == '.' && !maildir && !g_str_has_prefix (name, "../") && !g_str_has_suffix (part, ".directory")))
        return TRUE;
    }

  return *name == '.' || *name == '\0' || idio_side_file_matches (name) || idio_mail_folder_is_index (name) ||
         is_in_tmp (path);
}

/* The list of folders that Dovecot keeps beside them: with its version above it, or only their names. In a folder it is
 * known by those beside it, which may come later here. */
static gboolean
is_list_of_folders (IdioSource *member)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (member), &length);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_str_equal (idio_source_get_name (member), "subscriptions"))
    return FALSE;

  text = g_strndup (head, length);
  lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "V\t") || g_ascii_strcasecmp (lines[i], "INBOX") == 0 ||
        idio_sent_folder_matches (lines[i]) || idio_junk_folder_matches (lines[i]))
      return TRUE;

  return FALSE;
}

/* Reports a file that was skipped in a nested archive */
static void
add_skipped (Walk      *walk,
             IdioEntry *entry)
{
  g_autofree char *place = g_steal_pointer (&entry->place);

  entry->place = g_strconcat (walk->path, "/", place, NULL);
  walk->n_skipped++;
}

/* What a conversation is called of which its file does not tell: by the names that WhatsApp gives to the folder or the
 * archive, by those who wrote in it, which their entry tells, or else by the folder or the archive. */
static char *
dup_conversation (Walk            *walk,
                  const IdioEntry *entry)
{
  g_autofree char *folder = g_path_get_dirname (walk->path);
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *title = idio_source_dup_title (walk->archive);
  gboolean has_folder = strchr (walk->path, '/') != NULL;
  const char *name = has_folder ? idio_chat_name_find (base) : idio_chat_name_find (title);

  if (name == NULL && entry->recipients != NULL)
    return NULL;

  return g_strdup (name != NULL ? name : has_folder ? base : title);
}

static void
add_text (Walk      *walk,
          IdioEntry *entry)
{
  const char *slash = strrchr (walk->path, '/');

  if (entry->place == NULL && entry->medium == IDIO_MEDIUM_CHAT)
    entry->place = dup_conversation (walk, entry);
  else if (entry->place == NULL && slash != NULL)
    entry->place = g_strndup (walk->path, (gsize) (slash - walk->path));

  if (entry->medium == IDIO_MEDIUM_MAIL && idio_sent_folder_has_file (walk->path))
    entry->flags |= IDIO_ENTRY_OWN;

  if (entry->medium == IDIO_MEDIUM_MAIL && idio_junk_folder_has_file (walk->path))
    entry->flags |= IDIO_ENTRY_JUNK;

  /* The program would name a text without a title after the file that it reads, which is the archive. */
  if (entry->title == NULL && entry->medium == IDIO_MEDIUM_TEXT)
    entry->title = idio_source_dup_title (walk->member);

  walk->n_texts++;
}

static gboolean
take_entry (IdioEntry *entry,
            gpointer   data)
{
  Walk *walk = data;

  if (entry != NULL && (entry->flags & IDIO_ENTRY_SKIPPED) != 0)
    add_skipped (walk, entry);
  else if (entry != NULL)
    add_text (walk, entry);

  walk->stopped = !walk->take (entry, walk->data);

  return !walk->stopped;
}

static void
take_error (Walk         *walk,
            const GError *error)
{
  IdioEntry *entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  walk->n_skipped++;
  walk->n_locked += g_error_matches (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_LOCKED) ? 1 : 0;
  entry->flags = IDIO_ENTRY_SKIPPED;
  entry->place = g_strdup (walk->path);
  entry->title = g_strdup (error->message);

  walk->stopped = !walk->take (entry, walk->data);
}

/* A file that was compressed alone has the name of the archive, without its end. */
static char *
dup_path (IdioArchiveReader *reader,
          IdioSource        *source)
{
  const char *name = idio_source_get_name (source), *dot = strrchr (name, '.');

  if (!idio_archive_reader_is_alone (reader))
    return g_strdup (idio_archive_reader_get_path (reader));

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

static void
read_member (Walk              *walk,
             IdioArchiveReader *reader)
{
  g_autoptr(GInputStream) stream = idio_archive_stream_new (reader);
  const char *slash = strrchr (walk->path, '/');
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioSource) member = idio_source_new (slash != NULL ? slash + 1 : walk->path, stream, walk->depth + 1,
                                                  &error);

  walk->member = member;

  if (member != NULL && is_list_of_folders (member))
    {
      walk->stopped = !walk->take (NULL, walk->data);
    }
  else if (member != NULL)
    {
      idio_source_set_wanted (member, walk->wanted);
      idio_formats_read (member, take_entry, walk, &error);
    }

  if (error != NULL && !walk->stopped)
    take_error (walk, error);

  idio_archive_stream_end (IDIO_ARCHIVE_STREAM (stream));
}

/* Why the archive was not read to its end. What was read of it stays. */
static void
explain_end (const Walk    *walk,
             const GError  *cause,
             GError       **error)
{
  if (walk->n_texts > 0 && g_error_matches (cause, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED))
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED,
                         _("The file is damaged, so the rest of it could not be read."));
  else
    g_propagate_error (error, g_error_copy (cause));
}

/* If there was nothing to read in it, the archive is refused as a file would be. Of one in another it was told already
 * for each file. */
static gboolean
finish (const Walk  *walk,
        GError     **error)
{
  if (walk->stopped || walk->n_texts > 0 || (walk->depth > 0 && walk->n_skipped > 0))
    return TRUE;

  if (walk->n_skipped == 0)
    idio_import_error_set (error, IDIO_IMPORT_ERROR_EMPTY);
  else if (walk->n_locked == walk->n_skipped)
    idio_import_error_set (error, IDIO_IMPORT_ERROR_LOCKED);
  else
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                         _("None of the files in it can be read."));

  return FALSE;
}

/* The directory of a 7z archive is at its end. */
static GInputStream *
open_stream (IdioSource  *source,
             GError     **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);
  GBytes *bytes;

  if (length == 0 || *head != '7' || (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream))))
    return g_steal_pointer (&stream);

  bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);

  return bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
}

static gboolean
read_archive (IdioSource    *source,
              IdioTakeFunc   take,
              gpointer       data,
              GError       **error)
{
  g_autoptr(GInputStream) stream = open_stream (source, error);
  g_autoptr(IdioArchiveReader) reader = stream != NULL ? idio_archive_reader_new (stream, error) : NULL;
  g_autoptr(GError) cause = NULL;
  Walk walk = {
    .take = take, .data = data, .archive = source, .wanted = idio_source_get_wanted (source),
    .depth = idio_source_get_depth (source),
  };

  if (reader == NULL)
    return FALSE;

  if (idio_source_has_suffix (source, ".pages"))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("This is a Pages document. Export it to Word and add that."));
      return FALSE;
    }

  while (!walk.stopped && idio_archive_reader_next (reader, &cause))
    {
      g_free (walk.path);
      walk.path = dup_path (reader, source);

      if (!is_left_out (walk.path))
        read_member (&walk, reader);
      else
        walk.stopped = !take (NULL, data);
    }

  g_free (walk.path);

  if (cause != NULL)
    {
      explain_end (&walk, cause, error);
      return FALSE;
    }

  return finish (&walk, error);
}

const IdioFormat idio_archive_format = { "archive", matches, read_archive };
