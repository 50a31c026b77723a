/* idio-report-reason.c: why several things became what they did when they were imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-import-item.h"
#include "ui/idio-report-reason.h"

/* Fewer are listed each by itself, with the reason. */
#define MIN_ITEMS 4

struct _IdioReportReason
{
  GObject     parent_instance;

  char       *reason;
  GListStore *items;
  guint       n_texts;
  gboolean    is_first;  /* it has a count of its own, and is told before all others */
};

G_DEFINE_FINAL_TYPE (IdioReportReason, idio_report_reason, G_TYPE_OBJECT)

static void
idio_report_reason_finalize (GObject *object)
{
  IdioReportReason *self = IDIO_REPORT_REASON (object);

  g_clear_pointer (&self->reason, g_free);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (idio_report_reason_parent_class)->finalize (object);
}

static void
idio_report_reason_class_init (IdioReportReasonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_report_reason_finalize;
}

static void
idio_report_reason_init (IdioReportReason *self)
{
  self->items = g_list_store_new (IDIO_TYPE_IMPORT_ITEM);
}

static void
add_item (GPtrArray      *reasons,
          GHashTable     *by_reason,
          IdioImportItem *item)
{
  const char *why = idio_import_item_get_reason (item) != NULL ? idio_import_item_get_reason (item) : "";
  IdioReportReason *reason = g_hash_table_lookup (by_reason, why);

  if (reason == NULL)
    {
      reason = g_object_new (IDIO_TYPE_REPORT_REASON, NULL);
      reason->reason = g_strdup (why);
      reason->is_first = idio_import_item_get_n_texts (item) == 0 && idio_import_item_get_document (item) == 0;
      g_ptr_array_add (reasons, reason);
      g_hash_table_insert (by_reason, reason->reason, reason);
    }

  g_list_store_append (reason->items, item);
  reason->n_texts += idio_import_item_get_n_texts (item);
}

/* Those that explain most come first. g_ptr_array_sort() leaves what is equal as it was. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const IdioReportReason *first = *(IdioReportReason * const *) a, *second = *(IdioReportReason * const *) b;

  if (first->is_first != second->is_first)
    return first->is_first ? -1 : 1;

  return (first->n_texts < second->n_texts) - (first->n_texts > second->n_texts);
}

const char *
idio_report_reason_get_reason (IdioReportReason *self)
{
  g_return_val_if_fail (IDIO_IS_REPORT_REASON (self), NULL);

  return self->reason;
}

/**
 * idio_report_reason_get_n_texts:
 * @self: a reason
 *
 * Returns: how many texts it is the reason for, of which many may be one item
 */
guint
idio_report_reason_get_n_texts (IdioReportReason *self)
{
  g_return_val_if_fail (IDIO_IS_REPORT_REASON (self), 0);

  return MAX (self->n_texts, g_list_model_get_n_items (G_LIST_MODEL (self->items)));
}

/**
 * idio_report_reason_get_items:
 * @self: a reason
 *
 * Returns: (transfer none) (element-type IdioImportItem): what it is the reason for
 */
GListModel *
idio_report_reason_get_items (IdioReportReason *self)
{
  g_return_val_if_fail (IDIO_IS_REPORT_REASON (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * idio_report_reasons_new:
 * @items: (element-type IdioImportItem): what became of what was imported
 *
 * Puts what has the same reason together. What explains most comes first.
 *
 * Returns: (transfer full): a list of #IdioReportReason, and of the #IdioImportItem that have a reason of which there are
 *   few
 */
GListModel *
idio_report_reasons_new (GListModel *items)
{
  g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) by_reason = g_hash_table_new (g_str_hash, g_str_equal);
  GListStore *store;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  store = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(IdioImportItem) item = g_list_model_get_item (items, i);

      add_item (reasons, by_reason, item);
    }

  g_ptr_array_sort (reasons, compare);

  for (guint i = 0; i < reasons->len; i++)
    {
      IdioReportReason *reason = g_ptr_array_index (reasons, i);
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (reason->items));

      if (n_items >= MIN_ITEMS)
        g_list_store_append (store, reason);

      for (guint j = 0; n_items < MIN_ITEMS && j < n_items; j++)
        {
          g_autoptr(IdioImportItem) item = g_list_model_get_item (G_LIST_MODEL (reason->items), j);

          g_list_store_append (store, item);
        }
    }

  return G_LIST_MODEL (store);
}
