/* idio-audiences.c: all audiences, as a list
 *
 * Those that everyone has come first, and the user's own after them, sorted by name. After each change all of them are
 * read again, so that what another program has added or deleted shows, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "corpus/idio-audience-store.h"
#include "corpus/idio-audiences.h"
#include "corpus/idio-job.h"

struct _IdioAudiences
{
  GObject    parent_instance;
  IdioStore *store;
  GPtrArray *items;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioAudiences, idio_audiences, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* What is added, or renamed */
typedef struct
{
  IdioJob       parent;
  IdioStoreFunc func;
  IdioAudience  audience;
  char         *name;
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->name, g_free);
}

static Job *
job_new (IdioAudiences *self,
         IdioStoreFunc  func,
         const char    *name)
{
  Job *job = idio_job_new (Job, self, job_clear);

  g_assert (IDIO_IS_AUDIENCES (self));

  job->func = func;
  job->name = name != NULL ? idio_audience_clean_name (name) : NULL;

  return job;
}

static DexFuture *
load_or_fail (sqlite3  *db,
              gboolean  done,
              GError   *error)
{
  GPtrArray *own = done ? idio_audience_store_load (db, &error) : NULL;

  return own != NULL ? dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, own) : dex_future_new_for_error (error);
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  return load_or_fail (db, TRUE, NULL);
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = idio_audience_store_add (db, job->name, &job->audience, &error);

  return load_or_fail (db, done, error);
}

static DexFuture *
rename_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = idio_audience_store_rename (db, job->audience, job->name, &error);

  return load_or_fail (db, done, error);
}

static gboolean
is_same (IdioAudienceItem *a,
         IdioAudienceItem *b)
{
  return idio_audience_item_get_audience (a) == idio_audience_item_get_audience (b) &&
         g_str_equal (idio_audience_item_get_name (a), idio_audience_item_get_name (b));
}

/* Makes the own ones those that were read. Those that stayed the same stay the same objects. */
static void
show (IdioAudiences *self,
      GPtrArray     *own)
{
  guint start = IDIO_N_BUILT_IN_AUDIENCES, n_before = self->items->len - start, n_after = own->len, first = 0;

  g_assert (IDIO_IS_AUDIENCES (self));

  while (first < MIN (n_before, n_after) &&
         is_same (g_ptr_array_index (self->items, start + first), g_ptr_array_index (own, first)))
    first++;

  while (MIN (n_before, n_after) > first &&
         is_same (g_ptr_array_index (self->items, start + n_before - 1), g_ptr_array_index (own, n_after - 1)))
    {
      n_before--;
      n_after--;
    }

  if (n_before == first && n_after == first)
    return;

  if (n_before > first)
    g_ptr_array_remove_range (self->items, start + first, n_before - first);

  for (guint i = first; i < n_after; i++)
    g_ptr_array_insert (self->items, (int) (start + i), g_object_ref (g_ptr_array_index (own, i)));

  g_list_model_items_changed (G_LIST_MODEL (self), start + first, n_before - first, n_after - first);
}

static DexFuture *
job_fiber (gpointer data)
{
  Job *job = data;
  IdioAudiences *self = job->parent.self;
  DexFuture *(*run) (gpointer, IdioStore *, IdioStoreFunc) = job->func == load_job ? idio_job_read : idio_job_write;
  g_autoptr(GPtrArray) own = NULL;
  GError *error = NULL;

  if (!(own = dex_await_boxed (run (job, self->store, job->func), &error)))
    return dex_future_new_for_error (error);

  show (self, own);

  return dex_future_new_for_uint (job->audience);
}

static IdioAudienceItem *
find_item (IdioAudiences *self,
           IdioAudience   audience)
{
  g_assert (IDIO_IS_AUDIENCES (self));

  if (audience < IDIO_N_BUILT_IN_AUDIENCES)
    return g_ptr_array_index (self->items, audience);

  for (guint i = IDIO_N_BUILT_IN_AUDIENCES; i < self->items->len; i++)
    if (idio_audience_item_get_audience (g_ptr_array_index (self->items, i)) == audience)
      return g_ptr_array_index (self->items, i);

  return NULL;
}

static GType
idio_audiences_get_item_type (GListModel *model)
{
  return IDIO_TYPE_AUDIENCE_ITEM;
}

static guint
idio_audiences_get_n_items (GListModel *model)
{
  return IDIO_AUDIENCES (model)->items->len;
}

static gpointer
idio_audiences_get_item (GListModel *model,
                         guint       position)
{
  IdioAudiences *self = IDIO_AUDIENCES (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_audiences_get_item_type;
  iface->get_n_items = idio_audiences_get_n_items;
  iface->get_item = idio_audiences_get_item;
}

static void
idio_audiences_finalize (GObject *object)
{
  IdioAudiences *self = IDIO_AUDIENCES (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (idio_audiences_parent_class)->finalize (object);
}

static void
idio_audiences_class_init (IdioAudiencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_audiences_finalize;
}

static void
idio_audiences_init (IdioAudiences *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);

  for (IdioAudience i = 0; i < IDIO_N_BUILT_IN_AUDIENCES; i++)
    g_ptr_array_add (self->items, idio_audience_item_new (i, idio_audience_get_label (i)));
}

/**
 * idio_audiences_new:
 * @store: where the user's own audiences are kept
 *
 * Those are in the list after idio_audiences_load().
 *
 * Returns: (transfer full): audiences, a #GListModel of #IdioAudienceItem
 */
IdioAudiences *
idio_audiences_new (IdioStore *store)
{
  IdioAudiences *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_AUDIENCES, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * idio_audiences_load:
 * @self: audiences
 *
 * Returns: (transfer full): a future that resolves when the user's own ones are those of the database
 */
DexFuture *
idio_audiences_load (IdioAudiences *self)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), NULL);

  return idio_job_spawn (job_new (self, load_job, NULL), job_fiber);
}

/**
 * idio_audiences_has:
 * @self: audiences
 * @audience: any value
 *
 * Returns: whether there is such an audience
 */
gboolean
idio_audiences_has (IdioAudiences *self,
                    IdioAudience   audience)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), FALSE);

  return find_item (self, audience) != NULL;
}

/**
 * idio_audiences_resolve:
 * @self: audiences
 * @audience: any value, such as of an audience that was deleted
 *
 * Returns: @audience, or %IDIO_AUDIENCE_GENERAL if there is no such audience
 */
IdioAudience
idio_audiences_resolve (IdioAudiences *self,
                        IdioAudience   audience)
{
  return idio_audiences_has (self, audience) ? audience : IDIO_AUDIENCE_GENERAL;
}

/**
 * idio_audiences_get_name:
 * @self: audiences
 * @audience: any value
 *
 * Returns: (transfer none): the name of the audience as people read it, that of %IDIO_AUDIENCE_GENERAL if there is no
 *   such audience
 */
const char *
idio_audiences_get_name (IdioAudiences *self,
                         IdioAudience   audience)
{
  IdioAudienceItem *item;

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), "");

  item = find_item (self, audience);

  return idio_audience_item_get_name (item != NULL ? item : find_item (self, IDIO_AUDIENCE_GENERAL));
}

/**
 * idio_audiences_find:
 * @self: audiences
 * @text: (nullable): a nick, or a name in any case
 * @audience: (out): a location for the audience, left alone if there is none
 *
 * Returns: whether there is such an audience
 */
gboolean
idio_audiences_find (IdioAudiences *self,
                     const char    *text,
                     IdioAudience  *audience)
{
  g_autofree char *clean = NULL, *folded = NULL;
  IdioAudience found;

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), FALSE);

  if (text == NULL)
    return FALSE;

  if (idio_audience_from_nick (text, &found) && idio_audiences_has (self, found))
    {
      *audience = found;
      return TRUE;
    }

  clean = idio_audience_clean_name (text);
  folded = idio_audience_fold_name (clean);

  /* The user's own come first: one that was named in another language may have the name of one that everyone has. */
  for (guint i = self->items->len; i > 0; i--)
    if (g_str_equal (idio_audience_item_get_folded (g_ptr_array_index (self->items, i - 1)), folded))
      {
        *audience = idio_audience_item_get_audience (g_ptr_array_index (self->items, i - 1));
        return TRUE;
      }

  return FALSE;
}

/**
 * idio_audiences_dup_list:
 * @self: audiences
 *
 * Returns: (transfer full): what idio_audiences_find() knows, with commas between, for messages: the nicks of those
 *   that everyone has, and the names of the others
 */
char *
idio_audiences_dup_list (IdioAudiences *self)
{
  GString *list = g_string_new (NULL);

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), g_string_free_and_steal (list));

  for (guint i = 0; i < self->items->len; i++)
    {
      IdioAudienceItem *item = g_ptr_array_index (self->items, i);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                              idio_audience_item_is_own (item)
                                ? idio_audience_item_get_name (item)
                                : idio_audience_get_nick (idio_audience_item_get_audience (item)));
    }

  return g_string_free_and_steal (list);
}

/**
 * idio_audiences_is_free:
 * @self: audiences
 * @name: what a person typed
 * @except: the audience that gets the name, or %IDIO_AUDIENCE_GENERAL for a new one
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Returns: whether the name can be given, as far as is known
 */
gboolean
idio_audiences_is_free (IdioAudiences  *self,
                        const char     *name,
                        IdioAudience    except,
                        GError        **error)
{
  g_autofree char *clean = NULL, *folded = NULL;

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  clean = idio_audience_clean_name (name);

  if (!idio_audience_check_name (clean, error))
    return FALSE;

  folded = idio_audience_fold_name (clean);

  for (guint i = IDIO_N_BUILT_IN_AUDIENCES; i < self->items->len; i++)
    {
      IdioAudienceItem *item = g_ptr_array_index (self->items, i);

      if (idio_audience_item_get_audience (item) != except &&
          g_str_equal (idio_audience_item_get_folded (item), folded))
        {
          idio_audience_set_taken (clean, error);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * idio_audiences_add:
 * @self: audiences
 * @name: a name, which is cleaned
 *
 * Returns: (transfer full): a future of the new audience, a #guint; %IDIO_STORE_ERROR_NAME if it can't have that name,
 *   %IDIO_STORE_ERROR_MANY if there are as many already as there can be
 */
DexFuture *
idio_audiences_add (IdioAudiences *self,
                    const char    *name)
{
  GError *error = NULL;

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!idio_audiences_is_free (self, name, IDIO_AUDIENCE_GENERAL, &error))
    return dex_future_new_for_error (error);

  return idio_job_spawn (job_new (self, add_job, name), job_fiber);
}

/**
 * idio_audiences_rename:
 * @self: audiences
 * @audience: an audience of the user's own
 * @name: its new name, which is cleaned
 *
 * Returns: (transfer full): a future that resolves when that is saved; see idio_audiences_add() for errors,
 *   %IDIO_STORE_ERROR_GONE if it was deleted
 */
DexFuture *
idio_audiences_rename (IdioAudiences *self,
                       IdioAudience   audience,
                       const char    *name)
{
  Job *job;
  GError *error = NULL;

  g_return_val_if_fail (IDIO_IS_AUDIENCES (self), NULL);
  g_return_val_if_fail (idio_audience_is_own (audience), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!idio_audiences_is_free (self, name, audience, &error))
    return dex_future_new_for_error (error);

  job = job_new (self, rename_job, name);
  job->audience = audience;

  return idio_job_spawn (job, job_fiber);
}
