/* idio-portrait.c: what counting knows of the user
 *
 * The traits of all documents with the fingerprint made of them. It takes up what changed when it is told to, or as it
 * changes; what was counted once is kept in the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "voice/idio-counting.h"
#include "voice/idio-portrait.h"
#include "voice/idio-trait-reader.h"

/* Up to this many documents are removed from or added to a copy of the fingerprint; for more it is made anew. */
#define MAX_TAKEN_AWAY 50
#define MAX_TAKEN_UP   500

struct _IdioPortrait
{
  GObject          parent_instance;
  IdioCorpus      *corpus;
  GPtrArray       *traits;      /* in no order */
  GHashTable      *by_document; /* the same, by the numbers of the documents */
  IdioFingerprint *fingerprint;
  IdioOthers      *others;
  IdioProfileBox  *box;         /* NULL before it is first needed */
  GCancellable    *cancellable; /* of all counting, for good */
  DexPromise      *updating;
  gboolean         update_again;
};

G_DEFINE_FINAL_TYPE (IdioPortrait, idio_portrait, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static IdioTraits *
find_traits (IdioPortrait *self,
             gint64        document)
{
  return g_hash_table_lookup (self->by_document, &document);
}

/* The documents whose traits are not known yet, and (in @gone) the traits of those that are gone or have moved. */
static GPtrArray *
list_changes (IdioPortrait *self,
              GPtrArray    *gone)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_trait_entry_free);
  g_autoptr(GHashTable) kept = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (self->corpus), i);
      IdioTraits *traits = find_traits (self, idio_document_get_id (document));
      IdioTraitEntry *entry;

      if (traits != NULL && traits->group == (guint) idio_document_get_audience (document))
        {
          g_hash_table_add (kept, traits);
          continue;
        }

      entry = g_new0 (IdioTraitEntry, 1);
      entry->document = idio_document_get_id (document);
      entry->group = (guint) idio_document_get_audience (document);
      g_ptr_array_add (entries, entry);
    }

  for (guint i = 0; i < self->traits->len; i++)
    if (!g_hash_table_contains (kept, g_ptr_array_index (self->traits, i)))
      g_ptr_array_add (gone, idio_traits_ref (g_ptr_array_index (self->traits, i)));

  return entries;
}

/* A change of the fingerprint, shared by the fiber and a thread */
typedef struct
{
  const IdioFingerprint *before; /* to be copied; NULL to begin with nothing */
  GPtrArray             *gone;
  GPtrArray             *added;
  IdioFingerprint       *after;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->gone, g_ptr_array_unref);
  g_clear_pointer (&change->added, g_ptr_array_unref);
  g_clear_pointer (&change->after, idio_fingerprint_free);
}

static void
change_unref (gpointer change)
{
  g_atomic_rc_box_release_full (change, change_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_unref)

static void
change_fingerprint (IdioFingerprint *fingerprint,
                    GPtrArray       *gone,
                    GPtrArray       *added)
{
  g_autofree guint *groups = g_new (guint, added->len);
  g_autofree const double **values = g_new (const double *, added->len);

  for (guint i = 0; i < gone->len; i++)
    {
      const IdioTraits *traits = g_ptr_array_index (gone, i);

      idio_fingerprint_remove (fingerprint, traits->group, traits->values);
    }

  for (guint i = 0; i < added->len; i++)
    {
      const IdioTraits *traits = g_ptr_array_index (added, i);

      groups[i] = traits->group;
      values[i] = traits->values;
    }

  idio_fingerprint_add_all (fingerprint, added->len, groups, values);
}

static DexFuture *
fingerprint_thread (gpointer data)
{
  Change *change = data;

  change->after = change->before != NULL ? idio_fingerprint_copy (change->before)
                                         : idio_fingerprint_new (IDIO_N_MEASURES, IDIO_N_AUDIENCES);
  change_fingerprint (change->after, change->gone, change->added);

  return dex_future_new_true ();
}

static GPtrArray *
new_traits (guint size)
{
  return g_ptr_array_new_full (size, (GDestroyNotify) idio_traits_unref);
}

/* All but those that are gone, and in @added those of the documents that were read. */
static GPtrArray *
list_after (IdioPortrait *self,
            GPtrArray    *gone,
            GPtrArray    *entries,
            GPtrArray    *added)
{
  GPtrArray *after = new_traits (self->traits->len + entries->len);
  g_autoptr(GHashTable) left = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gone->len; i++)
    g_hash_table_add (left, g_ptr_array_index (gone, i));

  for (guint i = 0; i < self->traits->len; i++)
    if (!g_hash_table_contains (left, g_ptr_array_index (self->traits, i)))
      g_ptr_array_add (after, idio_traits_ref (g_ptr_array_index (self->traits, i)));

  for (guint i = 0; i < entries->len; i++)
    {
      IdioTraits *traits = ((IdioTraitEntry *) g_ptr_array_index (entries, i))->traits;

      /* The document went in the meantime. */
      if (traits == NULL)
        continue;

      g_ptr_array_add (added, idio_traits_ref (traits));
      g_ptr_array_add (after, idio_traits_ref (traits));
    }

  return after;
}

static gboolean
apply (IdioPortrait  *self,
       GPtrArray     *gone,
       GPtrArray     *entries,
       GError       **error)
{
  g_autoptr(Change) change = g_atomic_rc_box_new0 (Change);
  g_autoptr(GPtrArray) added = new_traits (entries->len);
  g_autoptr(GPtrArray) after = list_after (self, gone, entries, added);

  if (gone->len <= MAX_TAKEN_AWAY && entries->len <= MAX_TAKEN_UP)
    {
      change->before = self->fingerprint;
      change->gone = g_ptr_array_ref (gone);
      change->added = g_ptr_array_ref (added);
    }
  else
    {
      change->gone = new_traits (0);
      change->added = g_ptr_array_ref (after);
    }

  /* Nothing else changes the fingerprint while the thread makes the next one of it. */
  if (!dex_await (idio_counting_spawn ("[idiolect-fingerprint]", self->cancellable, fingerprint_thread,
                                       g_atomic_rc_box_acquire (change), change_unref),
                  error))
    return FALSE;

  g_clear_pointer (&self->fingerprint, idio_fingerprint_free);
  self->fingerprint = g_steal_pointer (&change->after);

  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (self->by_document, &((IdioTraits *) g_ptr_array_index (gone, i))->document);

  for (guint i = 0; i < entries->len; i++)
    {
      IdioTraits *traits = ((IdioTraitEntry *) g_ptr_array_index (entries, i))->traits;

      if (traits != NULL)
        g_hash_table_insert (self->by_document, &traits->document, traits);
    }

  g_clear_pointer (&self->traits, g_ptr_array_unref);
  self->traits = g_steal_pointer (&after);

  return TRUE;
}

static gboolean
update_once (IdioPortrait  *self,
             GError       **error)
{
  g_autoptr(GPtrArray) gone = new_traits (0);
  g_autoptr(GPtrArray) entries = list_changes (self, gone);

  if (entries->len == 0 && gone->len == 0)
    return TRUE;

  return dex_await (idio_trait_reader_run (idio_corpus_get_store (self->corpus), entries, self->cancellable), error) &&
         apply (self, gone, entries, error);
}

static DexFuture *
update_fiber (gpointer data)
{
  IdioPortrait *self = data;
  g_autoptr(DexPromise) updating = NULL;
  GError *error = NULL;
  gboolean done;

  do
    {
      self->update_again = FALSE;
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

/* What goes wrong here goes wrong again, and is told, when someone needs the portrait. */
static void
documents_changed_cb (IdioPortrait *self)
{
  dex_future_disown (idio_portrait_update (self));
}

static void
idio_portrait_finalize (GObject *object)
{
  IdioPortrait *self = IDIO_PORTRAIT (object);

  g_clear_object (&self->corpus);
  g_clear_object (&self->others);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->by_document, g_hash_table_unref);
  g_clear_pointer (&self->traits, g_ptr_array_unref);
  g_clear_pointer (&self->fingerprint, idio_fingerprint_free);
  g_clear_pointer (&self->box, idio_profile_box_unref);

  G_OBJECT_CLASS (idio_portrait_parent_class)->finalize (object);
}

static void
idio_portrait_class_init (IdioPortraitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_portrait_finalize;

  /**
   * IdioPortrait::changed:
   *
   * Emitted when the fingerprint may have changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
idio_portrait_init (IdioPortrait *self)
{
  self->cancellable = g_cancellable_new ();
  self->traits = new_traits (0);
  self->by_document = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->fingerprint = idio_fingerprint_new (IDIO_N_MEASURES, IDIO_N_AUDIENCES);
}

/**
 * idio_portrait_new:
 * @corpus: the documents
 *
 * Returns: (transfer full): a portrait that knows nothing before idio_portrait_update()
 */
IdioPortrait *
idio_portrait_new (IdioCorpus *corpus)
{
  IdioPortrait *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  self = g_object_new (IDIO_TYPE_PORTRAIT, NULL);
  self->corpus = g_object_ref (corpus);
  self->others = idio_others_new (idio_corpus_get_store (corpus), self->cancellable);

  return self;
}

/**
 * idio_portrait_get_corpus:
 * @self: a portrait
 *
 * Returns: (transfer none): the documents
 */
IdioCorpus *
idio_portrait_get_corpus (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  return self->corpus;
}

/**
 * idio_portrait_get_fingerprint:
 * @self: a portrait
 *
 * Returns: (transfer none): the ranges of all measures, with audiences as groups, as of the last update
 */
const IdioFingerprint *
idio_portrait_get_fingerprint (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  return self->fingerprint;
}

/**
 * idio_portrait_get_traits:
 * @self: a portrait
 *
 * Returns: (transfer none) (element-type IdioTraits): the traits of all documents, in no order, as of the last update
 */
GPtrArray *
idio_portrait_get_traits (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  return self->traits;
}

/**
 * idio_portrait_get_others:
 * @self: a portrait
 *
 * Returns: (transfer none): the texts by others that the user is compared with
 */
IdioOthers *
idio_portrait_get_others (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  return self->others;
}

/**
 * idio_portrait_get_box:
 * @self: a portrait
 * @background: how others write
 *
 * Returns: (transfer none): the profile made of some of the documents when drafts are compared; of no documents yet, if
 *   the last one had another background
 */
IdioProfileBox *
idio_portrait_get_box (IdioPortrait   *self,
                       IdioBackground *background)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);
  g_return_val_if_fail (background != NULL, NULL);

  if (self->box == NULL || idio_profile_box_get_background (self->box) != background)
    {
      g_clear_pointer (&self->box, idio_profile_box_unref);
      self->box = idio_profile_box_new (background);
    }

  return self->box;
}

/**
 * idio_portrait_get_cancellable:
 * @self: a portrait
 *
 * Returns: (transfer none): what is cancelled by idio_portrait_stop()
 */
GCancellable *
idio_portrait_get_cancellable (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  return self->cancellable;
}

/**
 * idio_portrait_stop:
 * @self: a portrait
 *
 * Stops all counting soon and for good: what is counted now, or asked for later, is rejected with
 * %G_IO_ERROR_CANCELLED. The next portrait of the same corpus goes on from what is in the database.
 */
void
idio_portrait_stop (IdioPortrait *self)
{
  g_return_if_fail (IDIO_IS_PORTRAIT (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * idio_portrait_follow:
 * @self: a portrait
 *
 * From now on documents are taken up as they come, so that at the end of an import little is left for
 * idio_portrait_update().
 */
void
idio_portrait_follow (IdioPortrait *self)
{
  g_return_if_fail (IDIO_IS_PORTRAIT (self));

  g_signal_connect_object (self->corpus, "items-changed", G_CALLBACK (documents_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_portrait_update:
 * @self: a portrait
 *
 * Takes up the documents that came and lets go of those that went. It costs what changed, not what is there.
 *
 * Returns: (transfer full): a future that resolves when all documents of now are taken up
 */
DexFuture *
idio_portrait_update (IdioPortrait *self)
{
  g_return_val_if_fail (IDIO_IS_PORTRAIT (self), NULL);

  if (self->updating != NULL)
    {
      self->update_again = TRUE;
      return DEX_FUTURE (dex_ref (self->updating));
    }

  self->updating = dex_promise_new ();
  dex_future_disown (idio_fiber_spawn (update_fiber, g_object_ref (self), g_object_unref));

  return DEX_FUTURE (dex_ref (self->updating));
}
