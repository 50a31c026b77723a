/* idio-corpus.c: all documents, as a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-database.h"
#include "idio-fiber.h"

/* As so many changes of the list at most a removal is told. */
#define MAX_CHANGES 16

/* Number of documents that are taken into the list in one turn of the main loop */
#define DOCUMENTS_A_TURN 5000

struct _IdioCorpus
{
  GObject        parent_instance;
  IdioStore     *store;
  IdioAudiences *audiences;
  GPtrArray     *documents;
  GHashTable    *by_id;
  guint64        n_words;
  guint          n_examples;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioCorpus, idio_corpus, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_N_WORDS = 1,
  PROP_HAS_EXAMPLE,
};

static GParamSpec *properties[PROP_HAS_EXAMPLE + 1];

enum
{
  SIGNAL_RENAMED,
  SIGNAL_REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A removed document stays as long as the session that removed it, which may bring it back; one in the trash stays. */
static DexFuture *
purge_job (sqlite3  *db,
           gpointer  data)
{
  GError *error = NULL;

  if (!idio_database_delete_documents (db, "removed IS NOT NULL AND trashed = 0 AND NOT is_active (session)", &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error,
                      "SELECT " IDIO_DOCUMENT_COLUMNS " FROM document WHERE removed IS NULL ORDER BY id", NULL);

  while (statement != NULL && idio_sql_step (statement, &error))
    g_ptr_array_add (documents, idio_document_new_from_row (statement));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
}

static void
count_document (IdioCorpus   *self,
                IdioDocument *document,
                int           sign)
{
  g_assert (IDIO_IS_CORPUS (self));

  self->n_words += sign * (gint64) idio_document_get_n_words (document);
  self->n_examples += sign * (idio_document_get_example (document) ? 1 : 0);
}

static void
notify_counts (IdioCorpus *self)
{
  g_assert (IDIO_IS_CORPUS (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WORDS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_EXAMPLE]);
}

/* A part of the list */
typedef struct
{
  guint start;
  guint end;
} Range;

/* Documents in @gone that are next to each other are one range. The last comes first. */
static GArray *
find_ranges (IdioCorpus *self,
             GHashTable *gone)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  guint n_left = g_hash_table_size (gone);

  g_assert (IDIO_IS_CORPUS (self));

  for (guint i = self->documents->len; i > 0 && n_left > 0; i--)
    {
      Range *range = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;

      if (!g_hash_table_contains (gone, g_ptr_array_index (self->documents, i - 1)))
        continue;

      n_left--;

      if (range != NULL && range->start == i)
        range->start--;
      else
        g_array_append_val (ranges, ((Range) { i - 1, i }));
    }

  return ranges;
}

/* Takes the documents in @gone out of a part of the list, and says that this part has changed. */
static void
drop_range (IdioCorpus  *self,
            GHashTable  *gone,
            const Range *range)
{
  guint kept = range->start;

  g_assert (IDIO_IS_CORPUS (self));

  for (guint i = range->start; i < range->end; i++)
    {
      IdioDocument *document = g_ptr_array_index (self->documents, i);
      gint64 id = idio_document_get_id (document);

      if (g_hash_table_contains (gone, document))
        {
          count_document (self, document, -1);
          g_hash_table_remove (self->by_id, &id);
        }
      else
        {
          /* What is to go moves to the end. */
          g_ptr_array_index (self->documents, i) = g_ptr_array_index (self->documents, kept);
          g_ptr_array_index (self->documents, kept++) = document;
        }
    }

  g_ptr_array_remove_range (self->documents, kept, range->end - kept);
  g_list_model_items_changed (G_LIST_MODEL (self), range->start, range->end - range->start, kept - range->start);
}

static void
clear_documents (IdioCorpus *self)
{
  guint n_documents = self->documents->len;

  g_assert (IDIO_IS_CORPUS (self));

  g_ptr_array_set_size (self->documents, 0);
  g_hash_table_remove_all (self->by_id);
  self->n_words = 0;
  self->n_examples = 0;

  if (n_documents > 0)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_documents, 0);
      notify_counts (self);
    }
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioCorpus *self = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!dex_await (idio_audiences_load (self->audiences), &error) ||
      !dex_await (idio_store_tidy (self->store, purge_job, NULL, NULL), &error) ||
      !(documents = dex_await_boxed (idio_store_read (self->store, load_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  clear_documents (self);

  /* In parts, so that the main loop goes on. */
  for (guint from = 0; from < documents->len; from += DOCUMENTS_A_TURN)
    {
      g_autoptr(GPtrArray) part = g_ptr_array_new ();

      for (guint i = from; i < MIN (documents->len, from + DOCUMENTS_A_TURN); i++)
        g_ptr_array_add (part, g_ptr_array_index (documents, i));

      if (from > 0)
        dex_await (dex_timeout_new_msec (0), NULL);

      idio_corpus_append_documents (self, part);
    }

  return dex_future_new_true ();
}

/* A document shows the name of its audience. */
static void
audiences_changed_cb (IdioCorpus *self)
{
  g_assert (IDIO_IS_CORPUS (self));

  for (guint i = 0; i < self->documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (self->documents, i);

      idio_corpus_sort_document (self, document, idio_document_get_audience (document));
    }
}

static GType
idio_corpus_get_item_type (GListModel *model)
{
  return IDIO_TYPE_DOCUMENT;
}

static guint
idio_corpus_get_n_items (GListModel *model)
{
  return IDIO_CORPUS (model)->documents->len;
}

static gpointer
idio_corpus_get_item (GListModel *model,
                      guint       position)
{
  IdioCorpus *self = IDIO_CORPUS (model);

  if (position >= self->documents->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->documents, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_corpus_get_item_type;
  iface->get_n_items = idio_corpus_get_n_items;
  iface->get_item = idio_corpus_get_item;
}

static void
idio_corpus_finalize (GObject *object)
{
  IdioCorpus *self = IDIO_CORPUS (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_object (&self->audiences);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (idio_corpus_parent_class)->finalize (object);
}

static void
idio_corpus_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioCorpus *self = IDIO_CORPUS (object);

  switch (prop_id)
    {
    case PROP_N_WORDS:
      g_value_set_uint64 (value, self->n_words);
      break;

    case PROP_HAS_EXAMPLE:
      g_value_set_boolean (value, idio_corpus_has_example (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_corpus_class_init (IdioCorpusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_corpus_finalize;
  object_class->get_property = idio_corpus_get_property;

  properties[PROP_N_WORDS] =
    g_param_spec_uint64 ("n-words", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_EXAMPLE] =
    g_param_spec_boolean ("has-example", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioCorpus::renamed:
   * @self: a corpus
   *
   * A document has another title, so that an order of titles is another one.
   */
  signals[SIGNAL_RENAMED] =
    g_signal_new ("renamed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioCorpus::replaced:
   * @self: a corpus
   * @before: the number of a document that goes now
   * @after: the number of the one that stands for it
   */
  signals[SIGNAL_REPLACED] =
    g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
idio_corpus_init (IdioCorpus *self)
{
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * idio_corpus_new:
 * @store: where the documents are kept
 *
 * The list is empty until idio_corpus_load(). It changes only after a change was saved.
 *
 * Returns: (transfer full): a corpus, a #GListModel of #IdioDocument
 */
IdioCorpus *
idio_corpus_new (IdioStore *store)
{
  IdioCorpus *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_CORPUS, NULL);
  self->store = g_object_ref (store);
  self->audiences = idio_audiences_new (store);
  g_signal_connect_object (self->audiences, "items-changed", G_CALLBACK (audiences_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * idio_corpus_get_store:
 * @self: a corpus
 *
 * Returns: (transfer none): where the documents are kept
 */
IdioStore *
idio_corpus_get_store (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return self->store;
}

/**
 * idio_corpus_get_audiences:
 * @self: a corpus
 *
 * Returns: (transfer none): whom documents can be for
 */
IdioAudiences *
idio_corpus_get_audiences (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return self->audiences;
}

/**
 * idio_corpus_get_n_words:
 * @self: a corpus
 *
 * Returns: how many words all documents have together
 */
guint64
idio_corpus_get_n_words (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), 0);

  return self->n_words;
}

/**
 * idio_corpus_has_example:
 * @self: a corpus
 *
 * Returns: whether any document belongs to the made-up writer
 */
gboolean
idio_corpus_has_example (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), FALSE);

  return self->n_examples > 0;
}

/**
 * idio_corpus_find:
 * @self: a corpus
 * @id: the number of a document
 *
 * Returns: (transfer none) (nullable): the document with that number
 */
IdioDocument *
idio_corpus_find (IdioCorpus *self,
                  gint64      id)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * idio_corpus_load:
 * @self: a corpus
 *
 * Reads the list anew. What sessions that ended have removed is deleted for good first, unless it is in the trash.
 *
 * Returns: (transfer full): a future that resolves when the list is filled
 */
DexFuture *
idio_corpus_load (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_corpus_list_example:
 * @self: a corpus
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the made-up writer's documents
 */
GArray *
idio_corpus_list_example (IdioCorpus *self)
{
  GArray *ids;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (self->documents, i);
      gint64 id = idio_document_get_id (document);

      if (idio_document_get_example (document))
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * idio_corpus_append_documents:
 * @self: a corpus
 * @documents: (element-type IdioDocument): documents that were saved
 *
 * Adds them to the list. What is in it stays there: another process may have brought it back before.
 */
void
idio_corpus_append_documents (IdioCorpus *self,
                              GPtrArray  *documents)
{
  guint position;

  g_return_if_fail (IDIO_IS_CORPUS (self));

  position = self->documents->len;

  for (guint i = 0; i < documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (documents, i);
      gint64 id = idio_document_get_id (document);
      gint64 *key;

      if (g_hash_table_contains (self->by_id, &id))
        continue;

      key = g_new (gint64, 1);
      *key = id;
      idio_corpus_sort_document (self, document, idio_document_get_audience (document));
      g_hash_table_insert (self->by_id, key, document);
      g_ptr_array_add (self->documents, g_object_ref (document));
      count_document (self, document, 1);
    }

  if (self->documents->len > position)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->documents->len - position);
      notify_counts (self);
    }
}

/**
 * idio_corpus_drop_documents:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents that are gone
 *
 * Takes them from the list. Each change of a list costs those who show it, so after some, all that is left is one.
 */
void
idio_corpus_drop_documents (IdioCorpus *self,
                            GArray     *ids)
{
  g_autoptr(GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) ranges = NULL;

  g_return_if_fail (IDIO_IS_CORPUS (self));

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (self, g_array_index (ids, gint64, i));

      if (document != NULL)
        g_hash_table_add (gone, document);
    }

  ranges = find_ranges (self, gone);

  if (ranges->len > MAX_CHANGES)
    {
      g_array_index (ranges, Range, MAX_CHANGES - 1).start = g_array_index (ranges, Range, ranges->len - 1).start;
      g_array_set_size (ranges, MAX_CHANGES);
    }

  for (guint i = 0; i < ranges->len; i++)
    drop_range (self, gone, &g_array_index (ranges, Range, i));

  notify_counts (self);
}

/**
 * idio_corpus_title_document:
 * @self: a corpus
 * @id: the number of a document
 * @title: the title that was saved
 *
 * Gives a document another title, if it is still there.
 */
void
idio_corpus_title_document (IdioCorpus *self,
                            gint64      id,
                            const char *title)
{
  IdioDocument *document;

  g_return_if_fail (IDIO_IS_CORPUS (self));

  document = idio_corpus_find (self, id);

  if (document == NULL)
    return;

  idio_document_set_title (document, title);
  g_signal_emit (self, signals[SIGNAL_RENAMED], 0);
}

/**
 * idio_corpus_sort_document:
 * @self: a corpus
 * @document: one of its documents
 * @audience: the audience that was saved
 *
 * Gives a document an audience, if that is there, and the name of it.
 */
void
idio_corpus_sort_document (IdioCorpus   *self,
                           IdioDocument *document,
                           IdioAudience  audience)
{
  IdioAudience known;

  g_return_if_fail (IDIO_IS_CORPUS (self));
  g_return_if_fail (IDIO_IS_DOCUMENT (document));

  known = idio_audiences_resolve (self->audiences, audience);
  idio_document_set_audience (document, known, idio_audience_is_own (known)
                                                 ? idio_audiences_get_name (self->audiences, known) : NULL);
}

/**
 * idio_corpus_tell_replaced:
 * @self: a corpus
 * @before: the number of a document that is about to go
 * @after: the number of the one that stands for it
 *
 * Lets those who show the first know of the second.
 */
void
idio_corpus_tell_replaced (IdioCorpus *self,
                           gint64      before,
                           gint64      after)
{
  g_return_if_fail (IDIO_IS_CORPUS (self));

  g_signal_emit (self, signals[SIGNAL_REPLACED], 0, before, after);
}
