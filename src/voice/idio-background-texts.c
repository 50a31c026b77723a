/* idio-background-texts.c: texts by others, with which the user's own are compared
 *
 * A text by someone else is counted and let go: only what was counted is kept. Nothing can be quoted, searched for or
 * sent that is not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-job.h"
#include "meter/idio-feature-counts.h"
#include "text/idio-stop.h"
#include "voice/idio-background-load.h"
#include "voice/idio-background-store.h"
#include "voice/idio-background-texts.h"
#include "voice/idio-counting.h"

struct _IdioBackgroundTexts
{
  GObject       parent_instance;
  IdioStore    *store;
  GCancellable *cancellable; /* of all counting */
  guint         n_texts;
  DexFuture    *background;  /* made when it is first needed after a change */
};

G_DEFINE_FINAL_TYPE (IdioBackgroundTexts, idio_background_texts, G_TYPE_OBJECT)

enum
{
  PROP_N_TEXTS = 1,
};

static GParamSpec *properties[PROP_N_TEXTS + 1];

/* A change of what is kept */
typedef struct
{
  IdioJob        parent;
  IdioStoreFunc  func;
  GPtrArray     *texts;   /* to be counted */
  GPtrArray     *writers;
  GPtrArray     *entries;
  GArray        *ids;
  GCancellable  *cancellable;
  guint          n_texts; /* afterwards */
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->texts, g_ptr_array_unref);
  g_clear_pointer (&change->writers, g_ptr_array_unref);
  g_clear_pointer (&change->entries, g_ptr_array_unref);
  g_clear_pointer (&change->ids, g_array_unref);
  g_clear_object (&change->cancellable);
}

static Change *
change_new (IdioBackgroundTexts *self,
            IdioStoreFunc        func)
{
  Change *change = idio_job_new (Change, self, change_clear);

  g_assert (IDIO_IS_BACKGROUND_TEXTS (self));

  change->func = func;

  return change;
}

static DexFuture *
finish_job (sqlite3  *db,
            Change   *change,
            gboolean  done,
            GError   *error)
{
  if (!done || !idio_background_store_count (db, &change->n_texts, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
tidy_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;

  return idio_background_store_tidy (db, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
count_job (sqlite3  *db,
           gpointer  data)
{
  return finish_job (db, data, TRUE, NULL);
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Change *change = data;
  GError *error = NULL;
  gboolean done = idio_background_store_add (db, change->entries, change->writers, &error);

  return finish_job (db, change, done, error);
}

static DexFuture *
remove_job (sqlite3  *db,
            gpointer  data)
{
  Change *change = data;
  GError *error = NULL;
  gboolean done = idio_background_store_remove (db, change->ids, &error);

  return finish_job (db, change, done, error);
}

static DexFuture *
forget_job (sqlite3  *db,
            gpointer  data)
{
  Change *change = data;
  GError *error = NULL;
  gboolean done = (change->entries = idio_background_store_load (db, &error)) != NULL &&
                  idio_background_store_remove (db, NULL, &error);

  return finish_job (db, change, done, error);
}

static DexFuture *
count_thread (gpointer data)
{
  Change *change = data;

  change->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_background_entry_free);

  for (guint i = 0; i < change->texts->len && !idio_stop_is_asked (); i++)
    {
      const IdioText *text = g_ptr_array_index (change->texts, i);
      g_autofree char *hash = idio_text_hash (text->body, change->cancellable, NULL);
      IdioBackgroundEntry *entry;

      if (hash == NULL)
        break;

      entry = g_new0 (IdioBackgroundEntry, 1);
      entry->document = text->id;
      entry->text = g_steal_pointer (&hash);
      entry->n_words = text->n_words;
      entry->feature_counts = idio_feature_counts_new (text->body);
      g_ptr_array_add (change->entries, entry);
    }

  return dex_future_new_true ();
}

static gboolean
apply (Change  *change,
       GError **error)
{
  IdioBackgroundTexts *self = change->parent.self;
  DexFuture *(*run) (gpointer, IdioStore *, IdioStoreFunc) = change->func == count_job ? idio_job_read : idio_job_write;

  if (!dex_await (run (change, self->store, change->func), error))
    return FALSE;

  /* It has been read, or is being read, as it was before. */
  dex_clear (&self->background);
  self->n_texts = change->n_texts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TEXTS]);

  return TRUE;
}

static DexFuture *
apply_fiber (gpointer data)
{
  GError *error = NULL;

  return apply (data, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
load_fiber (gpointer data)
{
  Change *change = data;
  IdioBackgroundTexts *self = change->parent.self;
  GError *error = NULL;

  if (!dex_await (idio_store_tidy (self->store, tidy_job, NULL, NULL), &error) || !apply (change, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
add_fiber (gpointer data)
{
  Change *change = data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  if (!dex_await (idio_counting_spawn ("[idiolect-count]", change->cancellable, count_thread,
                                       idio_job_ref (change), idio_job_unref),
                  &error) ||
      !apply (change, &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < change->entries->len; i++)
    g_array_append_val (ids, ((IdioBackgroundEntry *) g_ptr_array_index (change->entries, i))->id);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

static DexFuture *
forget_fiber (gpointer data)
{
  Change *change = data;
  GError *error = NULL;

  if (!apply (change, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (change->entries));
}

static void
idio_background_texts_finalize (GObject *object)
{
  IdioBackgroundTexts *self = IDIO_BACKGROUND_TEXTS (object);

  dex_clear (&self->background);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (idio_background_texts_parent_class)->finalize (object);
}

static void
idio_background_texts_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  IdioBackgroundTexts *self = IDIO_BACKGROUND_TEXTS (object);

  switch (prop_id)
    {
    case PROP_N_TEXTS:
      g_value_set_uint (value, self->n_texts);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_background_texts_class_init (IdioBackgroundTextsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_background_texts_finalize;
  object_class->get_property = idio_background_texts_get_property;

  properties[PROP_N_TEXTS] =
    g_param_spec_uint ("n-texts", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_background_texts_init (IdioBackgroundTexts *self)
{
}

/**
 * idio_background_texts_new:
 * @store: where what was counted is kept
 * @cancellable: what ends all counting
 *
 * Returns: (transfer full): texts by others; how many they are is known after idio_background_texts_load()
 */
IdioBackgroundTexts *
idio_background_texts_new (IdioStore    *store,
                           GCancellable *cancellable)
{
  IdioBackgroundTexts *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_new (IDIO_TYPE_BACKGROUND_TEXTS, NULL);
  self->store = g_object_ref (store);
  self->cancellable = g_object_ref (cancellable);

  return self;
}

/**
 * idio_background_texts_get_n_texts:
 * @self: texts by others
 *
 * Returns: how many were counted and not forgotten since
 */
guint
idio_background_texts_get_n_texts (IdioBackgroundTexts *self)
{
  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), 0);

  return self->n_texts;
}

/**
 * idio_background_texts_load:
 * @self: texts by others
 *
 * Finds out how many there are. What another version counted is dropped first.
 *
 * Returns: (transfer full): a future that resolves when that is known
 */
DexFuture *
idio_background_texts_load (IdioBackgroundTexts *self)
{
  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);

  return idio_job_spawn (change_new (self, count_job), load_fiber);
}

/**
 * idio_background_texts_add:
 * @self: texts by others
 * @texts: (element-type IdioText): texts that the user did not write, oldest first
 * @writers: (nullable) (element-type utf8): for each, what tells its writer from the others, such as an address, or
 *   %NULL if that is not known: then it counts as a writer of its own
 * @cancellable: (nullable): ends the counting of them early
 *
 * Counts them, and keeps what was counted, in one transaction. Of one writer the newest %IDIO_BACKGROUND_MAX_TEXTS_EACH
 * stay, of all the newest %IDIO_BACKGROUND_STORE_MAX_TEXTS. A text that is one of the user's documents is not taken, but
 * for the document that it has the id of, which is to be removed then; nor is one of which the writer is the user.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: for each text a number for idio_background_texts_take_away(), 0
 *   where the same text was counted before, or less where it is the user's own
 */
DexFuture *
idio_background_texts_add (IdioBackgroundTexts *self,
                           GPtrArray           *texts,
                           GPtrArray           *writers,
                           GCancellable        *cancellable)
{
  Change *change;

  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);
  g_return_val_if_fail (writers == NULL || writers->len == texts->len, NULL);

  change = change_new (self, add_job);
  change->texts = g_ptr_array_ref (texts);
  change->writers = writers != NULL ? g_ptr_array_ref (writers) : NULL;
  change->cancellable = g_object_ref (cancellable != NULL ? cancellable : self->cancellable);

  return idio_job_spawn (change, add_fiber);
}

/**
 * idio_background_texts_take_away:
 * @self: texts by others
 * @ids: (element-type gint64): what idio_background_texts_add() gave
 *
 * Returns: (transfer full): a future that resolves when these do not count any more
 */
DexFuture *
idio_background_texts_take_away (IdioBackgroundTexts *self,
                                 GArray              *ids)
{
  Change *change;

  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  change = change_new (self, remove_job);
  change->ids = g_array_ref (ids);

  return idio_job_spawn (change, apply_fiber);
}

/**
 * idio_background_texts_forget:
 * @self: texts by others
 *
 * Returns: (transfer full): a future of what idio_background_texts_remember() needs, a #GPtrArray, when all that was counted is
 *   gone
 */
DexFuture *
idio_background_texts_forget (IdioBackgroundTexts *self)
{
  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);

  return idio_job_spawn (change_new (self, forget_job), forget_fiber);
}

/**
 * idio_background_texts_remember:
 * @self: texts by others
 * @forgotten: what idio_background_texts_forget() gave
 *
 * Returns: (transfer full): a future that resolves when all that was forgotten counts again
 */
DexFuture *
idio_background_texts_remember (IdioBackgroundTexts *self,
                                GPtrArray           *forgotten)
{
  Change *change;

  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);
  g_return_val_if_fail (forgotten != NULL, NULL);

  change = change_new (self, add_job);
  change->entries = g_ptr_array_ref (forgotten);

  return idio_job_spawn (change, apply_fiber);
}

/**
 * idio_background_texts_load_background:
 * @self: texts by others
 *
 * How others write: by these texts, and where they are few by those that come with the program. It is made once after
 * each change.
 *
 * Returns: (transfer full): a future of an #IdioBackground
 */
DexFuture *
idio_background_texts_load_background (IdioBackgroundTexts *self)
{
  g_return_val_if_fail (IDIO_IS_BACKGROUND_TEXTS (self), NULL);

  /* What went wrong is tried again. */
  if (self->background != NULL && dex_future_is_rejected (self->background))
    dex_clear (&self->background);

  if (self->background == NULL)
    self->background = idio_background_load (self->store, self->cancellable);

  return dex_ref (self->background);
}
