/* idio-model-downloads.c: the downloads of this run of the program
 *
 * They go on while windows come and go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "llm/idio-model-downloads.h"

struct _IdioModelDownloads
{
  GObject           parent_instance;

  IdioModelCatalog *catalog;   /* read when it is asked for, as the store: most starts need neither */
  IdioModelStore   *store;
  GPtrArray        *downloads; /* one for each model that was ever started */
  DexFuture        *pending;   /* resolves when all of them have ended */
};

G_DEFINE_FINAL_TYPE (IdioModelDownloads, idio_model_downloads, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (IdioModelDownload  *download,
            GParamSpec         *pspec,
            IdioModelDownloads *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, download);
}

typedef struct
{
  IdioModelDownloads *self;
  IdioModelDownload  *download;
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->self);
  g_clear_object (&run->download);
  g_free (run);
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  g_autofree char *path = dex_await_string (idio_model_download_start (run->download), NULL);

  idio_model_store_refresh (idio_model_downloads_get_store (run->self));

  /* The download itself knows what went wrong. */
  if (path != NULL)
    g_signal_emit (run->self, signals[SIGNAL_FINISHED], 0, run->download, path);

  return dex_future_new_true ();
}

static void
idio_model_downloads_finalize (GObject *object)
{
  IdioModelDownloads *self = IDIO_MODEL_DOWNLOADS (object);

  g_clear_object (&self->catalog);
  g_clear_object (&self->store);
  g_clear_pointer (&self->downloads, g_ptr_array_unref);
  dex_clear (&self->pending);

  G_OBJECT_CLASS (idio_model_downloads_parent_class)->finalize (object);
}

static void
idio_model_downloads_class_init (IdioModelDownloadsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_model_downloads_finalize;

  /**
   * IdioModelDownloads::changed:
   * @self: the downloads
   * @download: the one that got on, or ended
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, IDIO_TYPE_MODEL_DOWNLOAD);

  /**
   * IdioModelDownloads::finished:
   * @self: the downloads
   * @download: the one that has its model now
   * @path: (type filename): where the model is
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, IDIO_TYPE_MODEL_DOWNLOAD, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
idio_model_downloads_init (IdioModelDownloads *self)
{
  self->downloads = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * idio_model_downloads_ref_default:
 *
 * Returns: (transfer full): the downloads of this run of the program, which are the same as long as somebody has them
 *   or one of them runs
 */
IdioModelDownloads *
idio_model_downloads_ref_default (void)
{
  static IdioModelDownloads *downloads;

  if (downloads != NULL)
    return g_object_ref (downloads);

  downloads = g_object_new (IDIO_TYPE_MODEL_DOWNLOADS, NULL);
  g_object_add_weak_pointer (G_OBJECT (downloads), (gpointer *) &downloads);

  return downloads;
}

/**
 * idio_model_downloads_get_catalog:
 * @self: the downloads
 *
 * Returns: (transfer none): what can be downloaded
 */
IdioModelCatalog *
idio_model_downloads_get_catalog (IdioModelDownloads *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOADS (self), NULL);

  if (self->catalog == NULL)
    self->catalog = idio_model_catalog_new ();

  return self->catalog;
}

/**
 * idio_model_downloads_get_store:
 * @self: the downloads
 *
 * Returns: (transfer none): what was downloaded
 */
IdioModelStore *
idio_model_downloads_get_store (IdioModelDownloads *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOADS (self), NULL);

  if (self->store == NULL)
    self->store = idio_model_store_new ();

  return self->store;
}

/**
 * idio_model_downloads_find:
 * @self: the downloads
 * @entry: a model of the catalog
 *
 * Returns: (transfer none) (nullable): its download, if there was one in this run of the program
 */
IdioModelDownload *
idio_model_downloads_find (IdioModelDownloads *self,
                           IdioModelEntry     *entry)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOADS (self), NULL);

  for (guint i = 0; i < self->downloads->len; i++)
    if (idio_model_download_get_entry (g_ptr_array_index (self->downloads, i)) == entry)
      return g_ptr_array_index (self->downloads, i);

  return NULL;
}

/**
 * idio_model_downloads_get_running:
 * @self: the downloads
 *
 * Returns: (transfer none) (nullable): one that runs
 */
IdioModelDownload *
idio_model_downloads_get_running (IdioModelDownloads *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOADS (self), NULL);

  for (guint i = 0; i < self->downloads->len; i++)
    if (idio_model_download_is_running (g_ptr_array_index (self->downloads, i)))
      return g_ptr_array_index (self->downloads, i);

  return NULL;
}

/**
 * idio_model_downloads_start:
 * @self: the downloads
 * @entry: a model of the catalog
 *
 * Downloads a model, or the rest of it. If it is being downloaded already nothing happens.
 */
void
idio_model_downloads_start (IdioModelDownloads *self,
                            IdioModelEntry     *entry)
{
  g_autoptr(DexFuture) before = NULL;
  IdioModelDownload *download;
  DexFuture *future;
  Run *run;

  g_return_if_fail (IDIO_IS_MODEL_DOWNLOADS (self));
  g_return_if_fail (IDIO_IS_MODEL_ENTRY (entry));

  download = idio_model_downloads_find (self, entry);

  if (download == NULL)
    {
      download = idio_model_download_new (entry);
      g_signal_connect_object (download, "notify", G_CALLBACK (changed_cb), self, 0);
      g_ptr_array_add (self->downloads, download);
    }

  if (idio_model_download_is_running (download))
    return;

  run = g_new0 (Run, 1);
  run->self = g_object_ref (self);
  run->download = g_object_ref (download);
  future = idio_fiber_spawn (run_fiber, run, (GDestroyNotify) run_free);
  before = g_steal_pointer (&self->pending);

  if (before != NULL && dex_future_is_pending (before))
    self->pending = dex_future_all (g_steal_pointer (&before), future, NULL);
  else
    self->pending = future;
}

/**
 * idio_model_downloads_stop:
 * @self: the downloads
 *
 * Stops all of them. What came is kept.
 *
 * Returns: (transfer full): a future that resolves when none runs any more
 */
DexFuture *
idio_model_downloads_stop (IdioModelDownloads *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOADS (self), NULL);

  for (guint i = 0; i < self->downloads->len; i++)
    idio_model_download_stop (g_ptr_array_index (self->downloads, i));

  return self->pending != NULL ? dex_ref (self->pending) : dex_future_new_true ();
}
