/* idio-document-list.c: documents in the order in which they are shown
 *
 * GtkSortListModel and GtkFilterListModel look at all items in one turn of the main loop, which takes a fifth of a second
 * with 60,000 documents. This list is sorted and filtered in a thread instead, and says when that has changed it. What is
 * removed goes at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "ui/idio-document-list.h"

struct _IdioDocumentList
{
  GObject            parent_instance;

  GListModel        *source;
  GPtrArray         *documents;  /* all of them, in the order of the source */
  GPtrArray         *shown;      /* without references: they are in @documents, too */
  GHashTable        *gone;       /* what was removed while a thread sorts */
  GArray            *found;      /* what alone is shown, or NULL */
  IdioDocumentOrder  order;
  gboolean           sorting;
  gboolean           stale;      /* something has changed since the thread began */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioDocumentList, idio_document_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* For how many documents a GtkListView makes rows, whether they can be seen or not */
#define VIEW_ROWS 200

/* In so many steps it gets them. */
#define DOCUMENTS_A_FRAME 10
#define FRAME_MSEC        16

/* Takes @shown, and tells of everything between the first and the last change as one change. */
static void
set_shown (IdioDocumentList *self,
           GPtrArray        *shown)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->shown);
  guint start = 0, n_before = before->len, n_after = shown->len;

  g_assert (IDIO_IS_DOCUMENT_LIST (self));

  while (start < MIN (n_before, n_after) && g_ptr_array_index (before, start) == g_ptr_array_index (shown, start))
    start++;

  while (MIN (n_before, n_after) > start &&
         g_ptr_array_index (before, n_before - 1) == g_ptr_array_index (shown, n_after - 1))
    {
      n_before--;
      n_after--;
    }

  self->shown = shown;

  if (n_before > start || n_after > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start, n_after - start);
}

/* The first documents at some places, without those that were removed meanwhile */
static GPtrArray *
pick (GPtrArray  *documents,
      GArray     *indices,
      guint       n_indices,
      GHashTable *gone)
{
  GPtrArray *picked = g_ptr_array_new_full (n_indices, NULL);

  for (guint i = 0; i < n_indices; i++)
    {
      gpointer document = g_ptr_array_index (documents, g_array_index (indices, guint, i));

      if (g_hash_table_size (gone) == 0 || !g_hash_table_contains (gone, document))
        g_ptr_array_add (picked, document);
    }

  return picked;
}

static GPtrArray *
copy_documents (GPtrArray *documents)
{
  GPtrArray *copy = g_ptr_array_new_full (documents->len, g_object_unref);

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (documents, i)));

  return copy;
}

/* A view makes rows for the first documents, and lays them out, all in one frame. As long as it has none it gets a few
 * documents for each frame. */
static void
show (IdioDocumentList *self,
      GPtrArray        *documents,
      GArray           *indices)
{
  g_assert (IDIO_IS_DOCUMENT_LIST (self));

  if (self->shown->len == 0)
    for (guint n = DOCUMENTS_A_FRAME; n < MIN (indices->len, VIEW_ROWS); n += DOCUMENTS_A_FRAME)
      {
        set_shown (self, pick (documents, indices, n, self->gone));
        dex_await (dex_timeout_new_msec (FRAME_MSEC), NULL);
      }

  set_shown (self, pick (documents, indices, indices->len, self->gone));
}

static DexFuture *
sort_fiber (gpointer data)
{
  IdioDocumentList *self = data;

  while (self->stale)
    {
      g_autoptr(GPtrArray) documents = copy_documents (self->documents);
      g_autoptr(GArray) indices = NULL;

      self->stale = FALSE;
      g_hash_table_remove_all (self->gone);
      indices = dex_await_boxed (idio_document_sort (documents, self->found, self->order), NULL);

      if (indices != NULL)
        show (self, documents, indices);
    }

  self->sorting = FALSE;
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);

  return dex_future_new_true ();
}

static void
sort (IdioDocumentList *self)
{
  g_assert (IDIO_IS_DOCUMENT_LIST (self));

  self->stale = TRUE;

  if (self->sorting)
    return;

  self->sorting = TRUE;
  dex_future_disown (idio_fiber_spawn (sort_fiber, g_object_ref (self), g_object_unref));
}

static void
drop_shown (IdioDocumentList *self,
            GHashTable       *dropped)
{
  GPtrArray *left = g_ptr_array_new_full (self->shown->len, NULL);

  g_assert (IDIO_IS_DOCUMENT_LIST (self));

  for (guint i = 0; i < self->shown->len; i++)
    if (!g_hash_table_contains (dropped, g_ptr_array_index (self->shown, i)))
      g_ptr_array_add (left, g_ptr_array_index (self->shown, i));

  set_shown (self, left);
}

/* Makes room for documents, which are filled in next. */
static void
make_room (GPtrArray *documents,
           guint      position,
           guint      n_added)
{
  guint n_after = documents->len - position;

  g_ptr_array_set_size (documents, (gint) (documents->len + n_added));

  if (n_after > 0)
    memmove (documents->pdata + position + n_added, documents->pdata + position, n_after * sizeof (gpointer));
}

static void
items_changed_cb (IdioDocumentList *self,
                  guint             position,
                  guint             n_removed,
                  guint             n_added)
{
  g_autoptr(GHashTable) dropped = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  g_assert (IDIO_IS_DOCUMENT_LIST (self));

  for (guint i = position; i < position + n_removed; i++)
    {
      g_hash_table_add (dropped, g_object_ref (g_ptr_array_index (self->documents, i)));

      if (self->sorting)
        g_hash_table_add (self->gone, g_ptr_array_index (self->documents, i));
    }

  if (n_removed > 0)
    g_ptr_array_remove_range (self->documents, position, n_removed);

  make_room (self->documents, position, n_added);

  for (guint i = position; i < position + n_added; i++)
    {
      gpointer document = g_list_model_get_item (self->source, i);

      g_hash_table_remove (dropped, document);
      g_hash_table_remove (self->gone, document);
      g_ptr_array_index (self->documents, i) = document;
    }

  if (g_hash_table_size (dropped) > 0)
    drop_shown (self, dropped);

  if (n_added > 0)
    sort (self);
}

static GType
idio_document_list_get_item_type (GListModel *model)
{
  return IDIO_TYPE_DOCUMENT;
}

static guint
idio_document_list_get_n_items (GListModel *model)
{
  return IDIO_DOCUMENT_LIST (model)->shown->len;
}

static gpointer
idio_document_list_get_item (GListModel *model,
                             guint       position)
{
  IdioDocumentList *self = IDIO_DOCUMENT_LIST (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_document_list_get_item_type;
  iface->get_n_items = idio_document_list_get_n_items;
  iface->get_item = idio_document_list_get_item;
}

static void
idio_document_list_finalize (GObject *object)
{
  IdioDocumentList *self = IDIO_DOCUMENT_LIST (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (idio_document_list_parent_class)->finalize (object);
}

static void
idio_document_list_class_init (IdioDocumentListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_document_list_finalize;

  /**
   * IdioDocumentList::settled:
   * @self: a list
   *
   * All that has changed is in the list.
   */
  signals[SIGNAL_SETTLED] =
    g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_document_list_init (IdioDocumentList *self)
{
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
  self->gone = g_hash_table_new (NULL, NULL);
}

/**
 * idio_document_list_new:
 * @documents: a list of #IdioDocument
 *
 * It is filled, with the newest first, soon after it was made.
 *
 * Returns: (transfer full): a list of the same documents, a #GListModel
 */
IdioDocumentList *
idio_document_list_new (GListModel *documents)
{
  IdioDocumentList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (documents), NULL);

  self = g_object_new (IDIO_TYPE_DOCUMENT_LIST, NULL);
  self->source = g_object_ref (documents);
  g_signal_connect_object (documents, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (documents));

  return self;
}

/**
 * idio_document_list_set_order:
 * @self: a list
 * @order: the order in which the documents are shown
 */
void
idio_document_list_set_order (IdioDocumentList  *self,
                              IdioDocumentOrder  order)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_LIST (self));

  if (self->order == order)
    return;

  self->order = order;
  sort (self);
}

/**
 * idio_document_list_update_titles:
 * @self: a list
 *
 * To be called when documents have other titles.
 */
void
idio_document_list_update_titles (IdioDocumentList *self)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_LIST (self));

  if (self->order == IDIO_DOCUMENT_ORDER_TITLE)
    sort (self);
}

/**
 * idio_document_list_set_found:
 * @self: a list
 * @found: (nullable) (element-type gint64): the numbers of the documents that alone are shown, or %NULL for all; it must
 *   not change any more
 */
void
idio_document_list_set_found (IdioDocumentList *self,
                              GArray           *found)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_LIST (self));

  if (found == NULL && self->found == NULL)
    return;

  g_clear_pointer (&self->found, g_array_unref);
  self->found = found != NULL ? g_array_ref (found) : NULL;
  sort (self);
}

/**
 * idio_document_list_is_settled:
 * @self: a list
 *
 * Returns: whether all that has changed is in the list
 */
gboolean
idio_document_list_is_settled (IdioDocumentList *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_LIST (self), FALSE);

  return !self->sorting;
}

/**
 * idio_document_list_find:
 * @self: a list
 * @document: a document
 * @position: (out): where it is
 *
 * Returns: whether it is in the list
 */
gboolean
idio_document_list_find (IdioDocumentList *self,
                         IdioDocument     *document,
                         guint            *position)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_LIST (self), FALSE);

  return g_ptr_array_find (self->shown, document, position);
}
