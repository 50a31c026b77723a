/* idio-findings.c: the files of an import are found and read, in threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-file.h"
#include "import/idio-findings.h"
#include "import/idio-folder-walk.h"
#include "import/idio-importer.h"

/* After this many files, bytes or microseconds it is time to save what was read. */
#define CHUNK_FILES 128
#define CHUNK_BYTES (2 * 1000 * 1000)
#define CHUNK_USEC  (100 * 1000)

static IdioFinding *
finding_new (GFile      *file,
             const char *reason)
{
  IdioFinding *finding = g_new0 (IdioFinding, 1);
  g_autofree char *name = g_file_get_basename (file);

  finding->file = g_object_ref (file);
  finding->name = name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
  finding->reason = g_strdup (reason);

  return finding;
}

static void
finding_free (IdioFinding *finding)
{
  g_clear_object (&finding->file);
  g_clear_pointer (&finding->name, g_free);
  g_clear_pointer (&finding->reason, g_free);
  g_clear_pointer (&finding->texts, g_ptr_array_unref);
  g_free (finding);
}

/* What a thread works on, and owns: nobody waits for it after a stop. */
typedef struct
{
  GPtrArray    *findings;
  GPtrArray    *starts;
  GCancellable *cancellable;
  guint         from;
} Search;

static Search *
search_new (GPtrArray    *findings,
            GPtrArray    *starts,
            guint         from,
            GCancellable *cancellable)
{
  Search *search = g_new0 (Search, 1);

  search->findings = g_ptr_array_ref (findings);
  search->starts = starts != NULL ? g_ptr_array_ref (starts) : NULL;
  search->from = from;
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
add_finding (GFile        *file,
             const GError *error,
             gpointer      data)
{
  Search *search = data;

  g_ptr_array_add (search->findings, finding_new (file, error != NULL ? error->message : NULL));
}

static DexFuture *
find_thread (gpointer data)
{
  g_autoptr(Search) search = data;

  idio_folder_walk (search->starts, search->cancellable, add_finding, search);

  return dex_future_new_true ();
}

/* Returns FALSE if it was stopped, so that nothing is known of the file. */
static gboolean
read_finding (IdioFinding  *finding,
              gsize        *n_bytes,
              GCancellable *cancellable)
{
  g_autofree char *base = g_file_get_basename (finding->file);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (finding->reason != NULL)
    return TRUE;

  if ((bytes = idio_file_load (finding->file, cancellable, &error)))
    {
      *n_bytes += g_bytes_get_size (bytes);
      finding->texts = idio_importer_read (base != NULL ? base : "", bytes, cancellable, &error);
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  if (error != NULL)
    finding->reason = g_strdup (error->message);

  return TRUE;
}

static DexFuture *
read_thread (gpointer data)
{
  g_autoptr(Search) search = data;
  gint64 end = g_get_monotonic_time () + CHUNK_USEC;
  gsize n_bytes = 0;
  guint i = search->from;

  while (i < search->findings->len && i - search->from < CHUNK_FILES && n_bytes < CHUNK_BYTES &&
         (i == search->from || g_get_monotonic_time () < end) &&
         read_finding (g_ptr_array_index (search->findings, i), &n_bytes, search->cancellable))
    i++;

  return dex_future_new_for_uint (i);
}

/* A file or folder that does not answer keeps its thread, but not those who wait and want to stop. That drops the
 * future, with which libdex would free the data while the thread still works on it. */
static DexFuture *
spawn (const char    *name,
       DexThreadFunc  func,
       Search        *search)
{
  DexFuture *stopped = dex_cancellable_new_from_cancellable (search->cancellable);

  return dex_future_first (dex_thread_spawn (name, func, search, NULL), stopped, NULL);
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
  return spawn ("[idiolect-find]", find_thread, search_new (findings, starts, 0, cancellable));
}

/**
 * idio_findings_read:
 * @findings: (element-type IdioFinding): what was found
 * @from: the first of them that was not read yet
 * @cancellable: ends it early
 *
 * Reads some of the files. The list is not to be touched until the future resolves, nor ever if it is rejected.
 *
 * Returns: (transfer full): a future of the first that was not read then, which is rejected when @cancellable is
 *   cancelled
 */
DexFuture *
idio_findings_read (GPtrArray    *findings,
                    guint         from,
                    GCancellable *cancellable)
{
  return spawn ("[idiolect-read]", read_thread, search_new (findings, NULL, from, cancellable));
}
