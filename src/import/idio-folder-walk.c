/* idio-folder-walk.c: all files below a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "import/idio-folder-walk.h"
#include "import/idio-importer.h"

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," \
  G_FILE_ATTRIBUTE_ID_FILE

typedef struct
{
  GHashTable         *folders;      /* the ids of those we are inside of */
  GCancellable       *cancellable;
  IdioFolderWalkFunc  func;
  gpointer            data;
} Walk;

static void
report (Walk            *walk,
        GFile           *file,
        IdioImportError  code,
        const char      *reason)
{
  g_autoptr(GError) error = g_error_new_literal (IDIO_IMPORT_ERROR, (gint) code, reason);

  walk->func (file, error, walk->data);
}

static void walk_one (Walk      *walk,
                      GFile     *file,
                      GFileInfo *info);

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (g_file_info_get_name (*(GFileInfo **) a), g_file_info_get_name (*(GFileInfo **) b));
}

static void
walk_children (Walk  *walk,
               GFile *folder)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
  GFileInfo *info;

  enumerator = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, walk->cancellable, NULL);

  if (enumerator == NULL)
    {
      report (walk, folder, IDIO_IMPORT_ERROR_UNREADABLE, _("The folder can’t be opened."));
      return;
    }

  while ((info = g_file_enumerator_next_file (enumerator, walk->cancellable, NULL)))
    g_ptr_array_add (children, info);

  g_ptr_array_sort (children, compare_names);

  for (guint i = 0; i < children->len; i++)
    {
      g_autoptr(GFile) child = NULL;

      info = g_ptr_array_index (children, i);
      child = g_file_get_child (folder, g_file_info_get_name (info));

      /* What is hidden was not put there to be read. */
      if (!g_file_info_get_is_hidden (info))
        walk_one (walk, child, info);
    }
}

static void
walk_one (Walk      *walk,
          GFile     *file,
          GFileInfo *info)
{
  const char *id = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE);

  if (g_cancellable_is_cancelled (walk->cancellable))
    return;

  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_REGULAR:
      walk->func (file, NULL, walk->data);
      break;

    case G_FILE_TYPE_DIRECTORY:
      if (id != NULL && !g_hash_table_add (walk->folders, g_strdup (id)))
        {
          report (walk, file, IDIO_IMPORT_ERROR_LOOP, _("The link leads back to a folder that it is in."));
          return;
        }

      walk_children (walk, file);

      if (id != NULL)
        g_hash_table_remove (walk->folders, id);

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

/**
 * idio_folder_walk:
 * @start: a file or a folder
 * @cancellable: ends the walk early
 * @func: called for each file, in the order of names; hidden files are left out
 * @data: data for @func
 *
 * Walks a folder and those below it. Links are followed unless they lead back. Blocks: call it in a thread.
 */
void
idio_folder_walk (GFile              *start,
                  GCancellable       *cancellable,
                  IdioFolderWalkFunc  func,
                  gpointer            data)
{
  g_autoptr(GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  Walk walk = { folders, cancellable, func, data };

  info = g_file_query_info (start, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &error);

  if (info != NULL)
    walk_one (&walk, start, info);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    report (&walk, start, IDIO_IMPORT_ERROR_UNREADABLE, _("There is no such file or folder."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS))
    report (&walk, start, IDIO_IMPORT_ERROR_LOOP, _("The link leads nowhere."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report (&walk, start, IDIO_IMPORT_ERROR_UNREADABLE, _("The file can’t be opened."));
}
