/* idio-portrait.c: what counting knows of the user
 *
 * The traits of all documents with the fingerprint made of them. It takes up what changed when it is told to, or as it
 * changes; what was counted once is kept in the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "voice/idio-portrait.h"
#include "voice/idio-trait-store.h"

/* So many documents at a time change the fingerprint of 10,000 within a few milliseconds. For more it is made anew, in
 * a thread. */
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
      g_ptr_array_add (gone, g_ptr_array_index (self->traits, i));

  return entries;
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;

  return idio_trait_store_load (db, data, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
save_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;

  return idio_trait_store_save (db, data, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
read_thread (gpointer data)
{
  GPtrArray *entries = data;
  guint n_read = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      IdioTraitEntry *entry = g_ptr_array_index (entries, i);

      if (entry->text != NULL)
        {
          g_autoptr(IdioReading) reading = idio_reading_new (entry->text);

          entry->traits = idio_traits_new (reading, entry->document, entry->group);
          n_read++;
        }
    }

  return dex_future_new_for_uint (n_read);
}

static void
add_traits (IdioFingerprint *fingerprint,
            GPtrArray       *traits,
            guint            from)
{
  guint n = traits->len - from;
  g_autofree guint *groups = g_new (guint, n);
  g_autofree const double **values = g_new (const double *, n);

  for (guint i = 0; i < n; i++)
    {
      const IdioTraits *one = g_ptr_array_index (traits, from + i);

      groups[i] = one->group;
      values[i] = one->values;
    }

  idio_fingerprint_add_all (fingerprint, n, groups, values);
}

static DexFuture *
fingerprint_thread (gpointer data)
{
  IdioFingerprint *fingerprint = idio_fingerprint_new (IDIO_N_MEASURES, IDIO_N_AUDIENCES);

  add_traits (fingerprint, data, 0);

  return dex_future_new_for_pointer (fingerprint);
}

static void
take_away (IdioPortrait *self,
           GPtrArray    *gone,
           gboolean      in_place)
{
  for (guint i = 0; i < gone->len; i++)
    {
      IdioTraits *traits = g_ptr_array_index (gone, i);

      if (in_place)
        idio_fingerprint_remove (self->fingerprint, traits->group, traits->values);

      g_hash_table_remove (self->by_document, &traits->document);
      g_ptr_array_remove_fast (self->traits, traits);
    }
}

static void
take_up (IdioPortrait *self,
         GPtrArray    *entries,
         gboolean      in_place)
{
  guint n_before = self->traits->len;

  for (guint i = 0; i < entries->len; i++)
    {
      IdioTraits *traits = g_steal_pointer (&((IdioTraitEntry *) g_ptr_array_index (entries, i))->traits);

      g_hash_table_insert (self->by_document, &traits->document, traits);
      g_ptr_array_add (self->traits, traits);
    }

  if (in_place)
    add_traits (self->fingerprint, self->traits, n_before);
}

static gboolean
apply (IdioPortrait  *self,
       GPtrArray     *gone,
       GPtrArray     *entries,
       GError       **error)
{
  gboolean in_place = gone->len <= MAX_TAKEN_AWAY && entries->len <= MAX_TAKEN_UP;
  IdioFingerprint *fingerprint;

  take_away (self, gone, in_place);
  take_up (self, entries, in_place);

  if (in_place)
    return TRUE;

  if (!(fingerprint = dex_await_pointer (dex_thread_spawn ("[idiolect-fingerprint]", fingerprint_thread,
                                                           g_ptr_array_ref (self->traits),
                                                           (GDestroyNotify) g_ptr_array_unref),
                                         error)))
    return FALSE;

  g_clear_pointer (&self->fingerprint, idio_fingerprint_free);
  self->fingerprint = fingerprint;

  return TRUE;
}

static gboolean
update_once (IdioPortrait  *self,
             GError       **error)
{
  IdioStore *store = idio_corpus_get_store (self->corpus);
  g_autoptr(GPtrArray) gone = g_ptr_array_new ();
  g_autoptr(GPtrArray) entries = list_changes (self, gone);
  g_autoptr(GError) local_error = NULL;
  guint n_read;

  if (entries->len == 0 && gone->len == 0)
    return TRUE;

  if (!dex_await (idio_store_read (store, load_job, g_ptr_array_ref (entries), (GDestroyNotify) g_ptr_array_unref),
                  error))
    return FALSE;

  n_read = dex_await_uint (dex_thread_spawn ("[idiolect-read]", read_thread, g_ptr_array_ref (entries),
                                             (GDestroyNotify) g_ptr_array_unref),
                           &local_error);

  /* If it can't be kept it is counted again the next time. */
  if (local_error == NULL && n_read > 0 &&
      !dex_await (idio_store_write (store, save_job, g_ptr_array_ref (entries), (GDestroyNotify) g_ptr_array_unref),
                  &local_error))
    {
      g_debug ("What was counted can't be kept: %s", local_error->message);
      g_clear_error (&local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return apply (self, gone, entries, error);
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
  self->traits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_traits_unref);
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
  self->others = idio_others_new (idio_corpus_get_store (corpus));

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
