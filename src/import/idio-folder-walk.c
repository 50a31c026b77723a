/* idio-folder-walk.c: all files below a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-import-error.h"
#include "formats/idio-mail-folder.h"
#include "formats/idio-side-file.h"
#include "import/idio-file.h"
#include "import/idio-folder-walk.h"

/* Not standard::is-hidden, for which GIO reads the file .hidden in each folder, whatever that is. */
#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_SYMLINK "," \
  G_FILE_ATTRIBUTE_ID_FILE

/* Deepest folder that is walked, counted from where the walk began */
#define MAX_DEPTH 100

typedef struct
{
  GHashTable         *walked;       /* the ids of folders */
  GPtrArray          *links;        /* folders that links lead to, not walked yet */
  GCancellable       *cancellable;
  IdioFolderWalkFunc  func;
  gpointer            data;
} Walk;

/* What is needed of a #GFileInfo, which takes much more memory */
typedef struct
{
  char      *name;
  char      *id;
  GFileType  type;
  gboolean   is_link;
} Entry;

static Entry *
entry_new (GFileInfo *info)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_strdup (g_file_info_get_name (info));
  entry->type = g_file_info_get_file_type (info);
  entry->is_link = g_file_info_get_is_symlink (info);

  if (entry->type == G_FILE_TYPE_DIRECTORY)
    entry->id = g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE));

  return entry;
}

static void
entry_free (Entry *entry)
{
  g_clear_pointer (&entry->name, g_free);
  g_clear_pointer (&entry->id, g_free);
  g_free (entry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, entry_free)

static void
report (Walk            *walk,
        GFile           *file,
        IdioImportError  code,
        const char      *reason)
{
  g_autoptr(GError) error = g_error_new_literal (IDIO_IMPORT_ERROR, (gint) code, reason);

  walk->func (file, error, walk->data);
}

/* That the user stopped the walk is no reason against a file. */
static void
report_cause (Walk         *walk,
              GFile        *file,
              const GError *cause)
{
  g_autoptr(GError) error = NULL;

  if (g_cancellable_is_cancelled (walk->cancellable))
    return;

  idio_file_explain (&error, cause);
  walk->func (file, error, walk->data);
}

static void walk_entry (Walk        *walk,
                        GFile       *file,
                        const Entry *entry,
                        guint        depth);

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const Entry *) a)->name, ((const Entry *) b)->name);
}

/* The three folders that each Maildir has, https://cr.yp.to/proto/maildir.html */
static gboolean
is_maildir (GPtrArray *entries)
{
  static const char * const names[] = { "cur", "new", "tmp", NULL };
  guint n_found = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      n_found += entry->type == G_FILE_TYPE_DIRECTORY && g_strv_contains (names, entry->name);
    }

  return n_found == 3;
}

/* What is hidden was not put there to be read, but for the folders of mail programs: those of a Maildir++ (".Sent", with
 * mails in ".Sent/cur"), and of KMail (".inbox.directory" beside "inbox"). */
static gboolean
is_hidden (Walk        *walk,
           GFile       *file,
           const Entry *entry,
           gboolean     in_maildir)
{
  g_autoptr(GFile) cur = NULL;

  if (*entry->name != '.')
    return FALSE;

  if (entry->type != G_FILE_TYPE_DIRECTORY || entry->is_link)
    return TRUE;

  if (!in_maildir)
    return !g_str_has_suffix (entry->name, ".directory");

  cur = g_file_get_child (file, "cur");

  return g_file_query_file_type (cur, G_FILE_QUERY_INFO_NONE, walk->cancellable) != G_FILE_TYPE_DIRECTORY;
}

/* What systems and mail programs keep for themselves. What is in a Maildir beside its folders is an index, and what is in
 * "tmp" is being written. */
static gboolean
is_no_mail (const Entry *entry,
            gboolean     in_maildir)
{
  return idio_side_file_matches (entry->name) || idio_mail_folder_is_index (entry->name) ||
         (in_maildir && (entry->type == G_FILE_TYPE_REGULAR || g_str_equal (entry->name, "tmp")));
}

static GPtrArray *
list_entries (Walk  *walk,
              GFile *folder)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  enumerator = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, walk->cancellable, &error);

  while (enumerator != NULL && !g_cancellable_is_cancelled (walk->cancellable))
    {
      g_autoptr(GFileInfo) info = g_file_enumerator_next_file (enumerator, walk->cancellable, &error);

      if (info == NULL)
        break;

      g_ptr_array_add (entries, entry_new (info));
    }

  if (error != NULL)
    report_cause (walk, folder, error);

  g_ptr_array_sort_values (entries, compare_names);

  return entries;
}

static void
walk_folder (Walk       *walk,
             GFile      *folder,
             const char *id,
             guint       depth)
{
  g_autoptr(GPtrArray) entries = NULL;
  gboolean in_maildir;

  if (depth > MAX_DEPTH)
    {
      report (walk, folder, IDIO_IMPORT_ERROR_UNSUPPORTED, _("The folder is too deep inside of others."));
      return;
    }

  if (id != NULL && !g_hash_table_add (walk->walked, g_strdup (id)))
    return;

  entries = list_entries (walk, folder);
  in_maildir = is_maildir (entries);

  for (guint i = 0; i < entries->len && !g_cancellable_is_cancelled (walk->cancellable); i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GFile) child = g_file_get_child (folder, entry->name);

      if (!is_hidden (walk, child, entry, in_maildir) && !is_no_mail (entry, in_maildir))
        walk_entry (walk, child, entry, depth);
    }
}

static void
walk_entry (Walk        *walk,
            GFile       *file,
            const Entry *entry,
            guint        depth)
{
  switch (entry->type)
    {
    case G_FILE_TYPE_REGULAR:
      walk->func (file, NULL, walk->data);
      break;

    case G_FILE_TYPE_DIRECTORY:
      if (!entry->is_link)
        walk_folder (walk, file, entry->id, depth + 1);
      else if (entry->id != NULL)
        g_ptr_array_add (walk->links, g_object_ref (file));
      else
        report (walk, file, IDIO_IMPORT_ERROR_LOOP, _("The link to a folder was not followed."));
      break;

    case G_FILE_TYPE_SYMBOLIC_LINK:
      /* Links are followed, so that this one leads nowhere or in a circle. */
      report (walk, file, IDIO_IMPORT_ERROR_LOOP, _("The link leads nowhere."));
      break;

    case G_FILE_TYPE_SPECIAL:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    case G_FILE_TYPE_UNKNOWN:
    default:
      report (walk, file, IDIO_IMPORT_ERROR_UNSUPPORTED, _("Idiolect can’t read this kind of file."));
      break;
    }
}

static void
walk_start (Walk  *walk,
            GFile *file)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(Entry) entry = NULL;
  g_autoptr(GError) error = NULL;

  if (!(info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, walk->cancellable, &error)))
    {
      report_cause (walk, file, error);
      return;
    }

  entry = entry_new (info);
  entry->is_link = FALSE;
  walk_entry (walk, file, entry, 0);
}

/**
 * idio_folder_walk:
 * @starts: (element-type GFile): files and folders
 * @cancellable: (nullable): ends the walk early
 * @func: called for each file, in the order of names, without hidden ones and the indexes of mail programs
 * @data: data for @func
 *
 * Walks folders and those below them, each once, by whichever ways it can be reached. Links are followed: those to
 * folders at the end, as what they lead to may be found without them. Blocks: call it in a thread.
 */
void
idio_folder_walk (GPtrArray          *starts,
                  GCancellable       *cancellable,
                  IdioFolderWalkFunc  func,
                  gpointer            data)
{
  g_autoptr(GHashTable) walked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);
  Walk walk = { walked, links, cancellable, func, data };

  for (guint i = 0; i < starts->len && !g_cancellable_is_cancelled (cancellable); i++)
    walk_start (&walk, g_ptr_array_index (starts, i));

  /* Each may add more. */
  for (guint i = 0; i < links->len && !g_cancellable_is_cancelled (cancellable); i++)
    walk_start (&walk, g_ptr_array_index (links, i));
}
