/* idio-findings.c: the files of an import are found, in a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-thread.h"
#include "import/idio-findings.h"
#include "import/idio-folder-walk.h"

/* Files that were changed within so many seconds of each other were most likely copied, unpacked or checked out together:
 * nobody writes that fast. */
#define TOGETHER_SECONDS 60

static void
query (IdioFinding *finding)
{
  g_autoptr(GFileInfo) info = g_file_query_info (finding->file,
                                                 G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                 G_FILE_QUERY_INFO_NONE, NULL, NULL);
  guint64 modified;

  if (info == NULL)
    return;

  finding->size = CLAMP (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE), 1,
                         (guint64) G_MAXINT64);
  modified = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);

  if (modified <= (guint64) (g_get_real_time () / G_USEC_PER_SEC))
    finding->modified = (gint64) modified;
}

static IdioFinding *
finding_new (GFile      *file,
             const char *reason)
{
  IdioFinding *finding = g_new0 (IdioFinding, 1);
  g_autofree char *name = g_file_get_basename (file);

  finding->file = g_object_ref (file);
  finding->name = name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
  finding->size = 1;
  finding->reason = g_strdup (reason);

  if (reason == NULL)
    query (finding);

  return finding;
}

static void
finding_free (IdioFinding *finding)
{
  g_clear_object (&finding->file);
  g_clear_pointer (&finding->name, g_free);
  g_clear_pointer (&finding->reason, g_free);
  g_free (finding);
}

/* What a thread works on, and owns: nobody waits for it after a stop. */
typedef struct
{
  GPtrArray    *findings;
  GPtrArray    *starts;
  GCancellable *cancellable;
} Search;

static Search *
search_new (GPtrArray    *findings,
            GPtrArray    *starts,
            GCancellable *cancellable)
{
  Search *search = g_new0 (Search, 1);

  search->findings = g_ptr_array_ref (findings);
  search->starts = g_ptr_array_ref (starts);
  search->cancellable = g_object_ref (cancellable);

  return search;
}

static void
search_free (Search *search)
{
  g_clear_pointer (&search->findings, g_ptr_array_unref);
  g_clear_pointer (&search->starts, g_ptr_array_unref);
  g_clear_object (&search->cancellable);
  g_free (search);
}

static void
add_finding (GFile        *file,
             const GError *error,
             gpointer      data)
{
  Search *search = data;

  g_ptr_array_add (search->findings, finding_new (file, error != NULL ? error->message : NULL));
}

static int
compare_modified (const void *a,
                  const void *b)
{
  gint64 x = (*(IdioFinding * const *) a)->modified, y = (*(IdioFinding * const *) b)->modified;

  return (x > y) - (x < y);
}

/* Forgets when files were changed that were changed together. */
static void
check_modified (GPtrArray *findings)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  gint64 before = 0;

  g_ptr_array_extend (sorted, findings, NULL, NULL);
  g_ptr_array_sort (sorted, compare_modified);

  for (guint i = 0; i < sorted->len; i++)
    {
      IdioFinding *finding = g_ptr_array_index (sorted, i);
      const IdioFinding *next = i + 1 < sorted->len ? g_ptr_array_index (sorted, i + 1) : NULL;
      gint64 modified = finding->modified;

      if (modified - before <= TOGETHER_SECONDS || (next != NULL && next->modified - modified <= TOGETHER_SECONDS))
        finding->modified = 0;

      before = modified;
    }
}

static DexFuture *
find_thread (gpointer data)
{
  Search *search = data;

  idio_folder_walk (search->starts, search->cancellable, add_finding, search);
  check_modified (search->findings);

  return dex_future_new_true ();
}

/**
 * idio_findings_new:
 *
 * Returns: (transfer full) (element-type IdioFinding): a list with nothing in it yet
 */
GPtrArray *
idio_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
}

/**
 * idio_findings_find:
 * @findings: (element-type IdioFinding): where to add what is found
 * @starts: (element-type GFile): files and folders, which are walked
 * @cancellable: ends it early
 *
 * Looks for files. The list is not to be touched until the future resolves, nor ever if it is rejected.
 *
 * Returns: (transfer full): a future that resolves at the end, and is rejected when @cancellable is cancelled
 */
DexFuture *
idio_findings_find (GPtrArray    *findings,
                    GPtrArray    *starts,
                    GCancellable *cancellable)
{
  DexFuture *stopped = dex_cancellable_new_from_cancellable (cancellable);

  /* A folder that does not answer keeps its thread, but not those who wait and want to stop. */
  return dex_future_first (idio_thread_spawn ("[idiolect-find]", find_thread,
                                              search_new (findings, starts, cancellable), (GDestroyNotify) search_free),
                           stopped, NULL);
}
