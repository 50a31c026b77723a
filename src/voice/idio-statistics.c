/* idio-statistics.c: what counting knows of the user
 *
 * The features of all documents with the ranges made of them. It takes up what changed when it is told to, or as it
 * changes; what was counted once is kept in the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "voice/idio-counting.h"
#include "voice/idio-feature-reader.h"
#include "voice/idio-statistics.h"

/* Up to this many documents are removed from or added to a copy of the ranges; for more it is made anew. */
#define MAX_TAKEN_AWAY 50
#define MAX_TAKEN_UP   500

struct _IdioStatistics
{
  GObject              parent_instance;
  IdioCorpus          *corpus;
  GPtrArray           *features;    /* in no order */
  GHashTable          *by_document; /* the same, by the numbers of the documents */
  IdioRanges          *ranges;
  IdioBackgroundTexts *others;
  IdioSharedProfile   *profile;     /* NULL before it is first needed */
  GCancellable        *cancellable; /* of all counting, for good */
  DexPromise          *updating;
  gboolean             update_again;
};

G_DEFINE_FINAL_TYPE (IdioStatistics, idio_statistics, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static IdioFeatures *
find_features (IdioStatistics *self,
               gint64          document)
{
  g_assert (IDIO_IS_STATISTICS (self));

  return g_hash_table_lookup (self->by_document, &document);
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) idio_feature_entry_free);
}

/* The documents that were read, by their numbers */
static GHashTable *
list_read (GPtrArray *read)
{
  GHashTable *by_document = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < read->len; i++)
    {
      IdioFeatureEntry *entry = g_ptr_array_index (read, i);

      g_hash_table_insert (by_document, &entry->document, entry);
    }

  return by_document;
}

/* The documents whose features are not known yet, and (in @gone) the features of those that are gone or have moved. Of
 * what was read since, it leaves in @read what is still as it was then. */
static GPtrArray *
list_changes (IdioStatistics *self,
              GPtrArray      *read,
              GPtrArray      *gone)
{
  GPtrArray *entries = new_entries ();
  g_autoptr(GHashTable) read_by_document = list_read (read);
  g_autoptr(GHashTable) kept = g_hash_table_new (NULL, NULL);

  g_assert (IDIO_IS_STATISTICS (self));

  g_ptr_array_set_size (gone, 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (self->corpus), i);
      gint64 id = idio_document_get_id (document);
      guint group = (guint) idio_document_get_audience (document);
      IdioFeatures *features = find_features (self, id);
      IdioFeatureEntry *entry = g_hash_table_lookup (read_by_document, &id);

      if (features != NULL && features->group == group)
        {
          g_hash_table_add (kept, features);
          continue;
        }

      if (entry != NULL && entry->features != NULL && entry->group == group)
        {
          g_hash_table_add (kept, entry);
          continue;
        }

      entry = g_new0 (IdioFeatureEntry, 1);
      entry->document = id;
      entry->group = group;
      g_ptr_array_add (entries, entry);
    }

  for (guint i = 0; i < self->features->len; i++)
    if (!g_hash_table_contains (kept, g_ptr_array_index (self->features, i)))
      g_ptr_array_add (gone, idio_features_ref (g_ptr_array_index (self->features, i)));

  for (guint i = read->len; i > 0; i--)
    if (!g_hash_table_contains (kept, g_ptr_array_index (read, i - 1)))
      g_ptr_array_remove_index_fast (read, i - 1);

  return entries;
}

/* A change of the ranges, shared by the fiber and a thread */
typedef struct
{
  const IdioRanges *before; /* to be copied; NULL to begin with nothing */
  GPtrArray        *gone;
  GPtrArray        *added;
  IdioRanges       *after;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->gone, g_ptr_array_unref);
  g_clear_pointer (&change->added, g_ptr_array_unref);
  g_clear_pointer (&change->after, idio_ranges_free);
}

static void
change_unref (gpointer change)
{
  g_atomic_rc_box_release_full (change, change_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_unref)

static void
change_ranges (IdioRanges *ranges,
               GPtrArray  *gone,
               GPtrArray  *added)
{
  g_autofree guint *groups = g_new (guint, added->len);
  g_autofree const double **values = g_new (const double *, added->len);

  for (guint i = 0; i < gone->len; i++)
    {
      const IdioFeatures *features = g_ptr_array_index (gone, i);

      idio_ranges_remove (ranges, features->group, features->values);
    }

  for (guint i = 0; i < added->len; i++)
    {
      const IdioFeatures *features = g_ptr_array_index (added, i);

      groups[i] = features->group;
      values[i] = features->values;
    }

  idio_ranges_add_all (ranges, added->len, groups, values);
}

static DexFuture *
ranges_thread (gpointer data)
{
  Change *change = data;

  change->after = change->before != NULL ? idio_ranges_copy (change->before) : idio_ranges_new (IDIO_N_MEASURES);
  change_ranges (change->after, change->gone, change->added);

  return dex_future_new_true ();
}

static GPtrArray *
new_features (guint size)
{
  return g_ptr_array_new_full (size, (GDestroyNotify) idio_features_unref);
}

/* All but those that are gone, and in @added those of the documents that were read. */
static GPtrArray *
list_after (IdioStatistics *self,
            GPtrArray      *gone,
            GPtrArray      *entries,
            GPtrArray      *added)
{
  GPtrArray *after = new_features (self->features->len + entries->len);
  g_autoptr(GHashTable) left = g_hash_table_new (NULL, NULL);

  g_assert (IDIO_IS_STATISTICS (self));

  for (guint i = 0; i < gone->len; i++)
    g_hash_table_add (left, g_ptr_array_index (gone, i));

  for (guint i = 0; i < self->features->len; i++)
    if (!g_hash_table_contains (left, g_ptr_array_index (self->features, i)))
      g_ptr_array_add (after, idio_features_ref (g_ptr_array_index (self->features, i)));

  for (guint i = 0; i < entries->len; i++)
    {
      IdioFeatures *features = ((IdioFeatureEntry *) g_ptr_array_index (entries, i))->features;

      /* The document went in the meantime. */
      if (features == NULL)
        continue;

      g_ptr_array_add (added, idio_features_ref (features));
      g_ptr_array_add (after, idio_features_ref (features));
    }

  return after;
}

static gboolean
apply (IdioStatistics  *self,
       GPtrArray       *gone,
       GPtrArray       *entries,
       GError         **error)
{
  g_autoptr(Change) change = g_atomic_rc_box_new0 (Change);
  g_autoptr(GPtrArray) added = new_features (entries->len);
  g_autoptr(GPtrArray) after = list_after (self, gone, entries, added);

  g_assert (IDIO_IS_STATISTICS (self));

  if (gone->len <= MAX_TAKEN_AWAY && entries->len <= MAX_TAKEN_UP)
    {
      change->before = self->ranges;
      change->gone = g_ptr_array_ref (gone);
      change->added = g_ptr_array_ref (added);
    }
  else
    {
      change->gone = new_features (0);
      change->added = g_ptr_array_ref (after);
    }

  /* Nothing else changes the ranges while the thread makes the next one of it. */
  if (!dex_await (idio_counting_spawn ("[idiolect-ranges]", self->cancellable, ranges_thread,
                                       g_atomic_rc_box_acquire (change), change_unref),
                  error))
    return FALSE;

  g_clear_pointer (&self->ranges, idio_ranges_free);
  self->ranges = g_steal_pointer (&change->after);

  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (self->by_document, &((IdioFeatures *) g_ptr_array_index (gone, i))->document);

  for (guint i = 0; i < entries->len; i++)
    {
      IdioFeatures *features = ((IdioFeatureEntry *) g_ptr_array_index (entries, i))->features;

      if (features != NULL)
        g_hash_table_insert (self->by_document, &features->document, features);
    }

  g_clear_pointer (&self->features, g_ptr_array_unref);
  self->features = g_steal_pointer (&after);

  return TRUE;
}

/* While an import goes on, documents come faster than they are read. The ranges are made once, of all of them. */
static gboolean
update_once (IdioStatistics  *self,
             GError         **error)
{
  g_autoptr(GPtrArray) gone = new_features (0);
  g_autoptr(GPtrArray) read = new_entries ();

  g_assert (IDIO_IS_STATISTICS (self));

  while (TRUE)
    {
      g_autoptr(GPtrArray) entries = list_changes (self, read, gone);

      self->update_again = FALSE;

      if (entries->len > 0 &&
          !dex_await (idio_feature_reader_run (idio_corpus_get_store (self->corpus), entries, self->cancellable), error))
        return FALSE;

      g_ptr_array_extend_and_steal (read, g_steal_pointer (&entries));

      if (!self->update_again)
        return (read->len == 0 && gone->len == 0) || apply (self, gone, read, error);
    }
}

static DexFuture *
update_fiber (gpointer data)
{
  IdioStatistics *self = data;
  g_autoptr(DexPromise) updating = NULL;
  GError *error = NULL;
  gboolean done;

  do
    {
      done = update_once (self, &error);
    }
  while (done && self->update_again);

  updating = g_steal_pointer (&self->updating);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  if (done)
    dex_promise_resolve_boolean (updating, TRUE);
  else
    dex_promise_reject (updating, error);

  return dex_future_new_true ();
}

/* What goes wrong here goes wrong again, and is told, when someone needs the statistics. */
static void
documents_changed_cb (IdioStatistics *self)
{
  g_assert (IDIO_IS_STATISTICS (self));

  dex_future_disown (idio_statistics_update (self));
}

static void
idio_statistics_finalize (GObject *object)
{
  IdioStatistics *self = IDIO_STATISTICS (object);

  g_clear_object (&self->corpus);
  g_clear_object (&self->others);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->by_document, g_hash_table_unref);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->ranges, idio_ranges_free);
  g_clear_pointer (&self->profile, idio_shared_profile_unref);

  G_OBJECT_CLASS (idio_statistics_parent_class)->finalize (object);
}

static void
idio_statistics_class_init (IdioStatisticsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_statistics_finalize;

  /**
   * IdioStatistics::changed:
   *
   * Emitted when the ranges may have changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
idio_statistics_init (IdioStatistics *self)
{
  self->cancellable = g_cancellable_new ();
  self->features = new_features (0);
  self->by_document = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->ranges = idio_ranges_new (IDIO_N_MEASURES);
}

/**
 * idio_statistics_new:
 * @corpus: the documents
 *
 * Returns: (transfer full): statistics that know nothing before idio_statistics_update()
 */
IdioStatistics *
idio_statistics_new (IdioCorpus *corpus)
{
  IdioStatistics *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  self = g_object_new (IDIO_TYPE_STATISTICS, NULL);
  self->corpus = g_object_ref (corpus);
  self->others = idio_background_texts_new (idio_corpus_get_store (corpus), self->cancellable);

  return self;
}

/**
 * idio_statistics_get_corpus:
 * @self: statistics
 *
 * Returns: (transfer none): the documents
 */
IdioCorpus *
idio_statistics_get_corpus (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  return self->corpus;
}

/**
 * idio_statistics_get_ranges:
 * @self: statistics
 *
 * Returns: (transfer none): the ranges of all measures, with audiences as groups, as of the last update
 */
const IdioRanges *
idio_statistics_get_ranges (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  return self->ranges;
}

/**
 * idio_statistics_get_features:
 * @self: statistics
 *
 * Returns: (transfer none) (element-type IdioFeatures): the features of all documents, in no order, as of the last update
 */
GPtrArray *
idio_statistics_get_features (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  return self->features;
}

/**
 * idio_statistics_get_background_texts:
 * @self: statistics
 *
 * Returns: (transfer none): the texts by others that the user is compared with
 */
IdioBackgroundTexts *
idio_statistics_get_background_texts (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  return self->others;
}

/**
 * idio_statistics_get_profile:
 * @self: statistics
 * @background: how others write
 *
 * Returns: (transfer none): the profile made of some of the documents when drafts are compared; of no documents yet, if
 *   the last one had another background
 */
IdioSharedProfile *
idio_statistics_get_profile (IdioStatistics *self,
                             IdioBackground *background)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);
  g_return_val_if_fail (background != NULL, NULL);

  if (self->profile == NULL || idio_shared_profile_get_background (self->profile) != background)
    {
      g_clear_pointer (&self->profile, idio_shared_profile_unref);
      self->profile = idio_shared_profile_new (background);
    }

  return self->profile;
}

/**
 * idio_statistics_get_cancellable:
 * @self: statistics
 *
 * Returns: (transfer none): what is cancelled by idio_statistics_stop()
 */
GCancellable *
idio_statistics_get_cancellable (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  return self->cancellable;
}

/**
 * idio_statistics_stop:
 * @self: statistics
 *
 * Stops all counting soon and for good: what is counted now, or asked for later, is rejected with
 * %G_IO_ERROR_CANCELLED. The next statistics of the same corpus goes on from what is in the database.
 */
void
idio_statistics_stop (IdioStatistics *self)
{
  g_return_if_fail (IDIO_IS_STATISTICS (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * idio_statistics_follow:
 * @self: statistics
 *
 * From now on documents are taken up as they come, so that at the end of an import little is left for
 * idio_statistics_update().
 */
void
idio_statistics_follow (IdioStatistics *self)
{
  g_return_if_fail (IDIO_IS_STATISTICS (self));

  g_signal_connect_object (self->corpus, "items-changed", G_CALLBACK (documents_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_statistics_update:
 * @self: statistics
 *
 * Takes up the documents that came and lets go of those that went. It costs what changed, not what is there.
 *
 * Returns: (transfer full): a future that resolves when all documents of now are taken up
 */
DexFuture *
idio_statistics_update (IdioStatistics *self)
{
  g_return_val_if_fail (IDIO_IS_STATISTICS (self), NULL);

  if (self->updating != NULL)
    {
      self->update_again = TRUE;
      return DEX_FUTURE (dex_ref (self->updating));
    }

  self->updating = dex_promise_new ();
  dex_future_disown (idio_fiber_spawn (update_fiber, g_object_ref (self), g_object_unref));

  return DEX_FUTURE (dex_ref (self->updating));
}
