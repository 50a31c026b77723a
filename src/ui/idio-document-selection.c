/* idio-document-selection.c: which documents are selected in a list, and which one is open
 *
 * The only one that is selected is open. As long as the user does not clear the selection, there is one: when it goes,
 * that which stands for it is selected, or else the next in the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-document-selection.h"

struct _IdioDocumentSelection
{
  GObject            parent_instance;

  IdioCorpus        *corpus;
  IdioDocumentList  *list;
  GtkSelectionModel *model;
  IdioDocument      *document;     /* what is open, or NULL */
  guint              position;     /* where the first of those selected was */
  gint64             wanted;       /* a document to be selected when it is in the list, or 0 */
  gboolean           wants_focus;
  gboolean           held;         /* what is open stays so until the wanted document stands for it */
  gboolean           settling;     /* the list has changed, and what is selected follows */
};

G_DEFINE_FINAL_TYPE (IdioDocumentSelection, idio_document_selection, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REVEAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static IdioDocument *
dup_only_one (IdioDocumentSelection *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (self->model);

  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  return gtk_bitset_get_size (selected) == 1
           ? g_list_model_get_item (G_LIST_MODEL (self->model), gtk_bitset_get_minimum (selected)) : NULL;
}

static void
update (IdioDocumentSelection *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (self->model);
  g_autoptr(IdioDocument) document = dup_only_one (self);

  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  if (!gtk_bitset_is_empty (selected))
    self->position = gtk_bitset_get_minimum (selected);

  if (self->held)
    return;

  g_set_object (&self->document, document);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
selection_changed_cb (IdioDocumentSelection *self)
{
  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  if (!self->settling)
    update (self);
}

/* After those who show the list: they know of what is new in it before it is selected. */
static void
items_changed_cb (IdioDocumentSelection *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (self->model);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  self->settling = TRUE;

  if (gtk_bitset_is_empty (selected) && n_items > 0)
    gtk_selection_model_select_item (self->model, MIN (self->position, n_items - 1), TRUE);

  self->settling = FALSE;
  update (self);
}

/* Selects a document once it is in the list: it may have been added just now. One that does not come is forgotten. */
static void
select_wanted (IdioDocumentSelection *self)
{
  IdioDocument *document;
  guint position;

  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  if (self->wanted == 0 || !idio_document_list_is_settled (self->list))
    return;

  document = idio_corpus_find (self->corpus, self->wanted);
  self->wanted = 0;

  if (document != NULL && idio_document_list_find (self->list, document, &position))
    {
      gtk_selection_model_select_item (self->model, position, TRUE);
      g_signal_emit (self, signals[SIGNAL_REVEAL], 0, position, self->wants_focus);
    }

  if (self->held)
    {
      self->held = FALSE;
      update (self);
    }
}

/* The open text, or the one that is about to be, goes as another one stands for it: so it does here. */
static void
replaced_cb (IdioDocumentSelection *self,
             gint64                 before,
             gint64                 after)
{
  g_assert (IDIO_IS_DOCUMENT_SELECTION (self));

  if (self->wanted == before)
    self->wanted = after;
  else if (self->wanted == 0 && self->document != NULL && idio_document_get_id (self->document) == before)
    {
      self->wanted = after;
      self->wants_focus = FALSE;
      self->held = TRUE;
    }

  /* One that was there before is in the list already. */
  select_wanted (self);
}

static void
idio_document_selection_dispose (GObject *object)
{
  IdioDocumentSelection *self = IDIO_DOCUMENT_SELECTION (object);

  g_clear_object (&self->document);
  g_clear_object (&self->model);
  g_clear_object (&self->list);
  g_clear_object (&self->corpus);

  G_OBJECT_CLASS (idio_document_selection_parent_class)->dispose (object);
}

static void
idio_document_selection_class_init (IdioDocumentSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = idio_document_selection_dispose;

  /**
   * IdioDocumentSelection::changed:
   * @self: a selection
   *
   * Other documents are selected, or another one is open.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDocumentSelection::reveal:
   * @self: a selection
   * @position: where in the list a document is that was selected
   * @focus: whether the user asked for it
   *
   * It should be seen.
   */
  signals[SIGNAL_REVEAL] =
    g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
idio_document_selection_init (IdioDocumentSelection *self)
{
}

/**
 * idio_document_selection_new:
 * @corpus: where the documents are
 * @list: those that are shown
 *
 * Returns: (transfer full): a selection among them
 */
IdioDocumentSelection *
idio_document_selection_new (IdioCorpus       *corpus,
                             IdioDocumentList *list)
{
  IdioDocumentSelection *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_DOCUMENT_LIST (list), NULL);

  self = g_object_new (IDIO_TYPE_DOCUMENT_SELECTION, NULL);
  self->corpus = g_object_ref (corpus);
  self->list = g_object_ref (list);
  self->model = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (list))));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "settled", G_CALLBACK (select_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * idio_document_selection_get_model:
 * @self: a selection
 *
 * Returns: (transfer none): the list with the selection, for a view
 */
GtkSelectionModel *
idio_document_selection_get_model (IdioDocumentSelection *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_SELECTION (self), NULL);

  return self->model;
}

/**
 * idio_document_selection_get_document:
 * @self: a selection
 *
 * Returns: (transfer none) (nullable): the document that is open
 */
IdioDocument *
idio_document_selection_get_document (IdioDocumentSelection *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_SELECTION (self), NULL);

  return self->document;
}

/**
 * idio_document_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many documents are selected
 */
guint
idio_document_selection_get_n_selected (IdioDocumentSelection *self)
{
  g_autoptr(GtkBitset) selected = NULL;

  g_return_val_if_fail (IDIO_IS_DOCUMENT_SELECTION (self), 0);

  selected = gtk_selection_model_get_selection (self->model);

  return (guint) gtk_bitset_get_size (selected);
}

/**
 * idio_document_selection_list_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the documents that are selected
 */
GArray *
idio_document_selection_list_ids (IdioDocumentSelection *self)
{
  g_autoptr(GtkBitset) selected = NULL;
  GArray *ids;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (IDIO_IS_DOCUMENT_SELECTION (self), NULL);

  selected = gtk_selection_model_get_selection (self->model);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gboolean found = gtk_bitset_iter_init_first (&iter, selected, &position); found;
       found = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      gint64 id = idio_document_get_id (document);

      g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * idio_document_selection_select:
 * @self: a selection
 * @position: where in the list a document is
 *
 * Selects it alone. What was wanted before is not any more.
 */
void
idio_document_selection_select (IdioDocumentSelection *self,
                                guint                  position)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_SELECTION (self));

  self->held = FALSE;
  self->wanted = 0;
  gtk_selection_model_select_item (self->model, position, TRUE);
  update (self);
}

/**
 * idio_document_selection_toggle:
 * @self: a selection
 * @position: where in the list a document is
 *
 * Selects it, too, or no more.
 */
void
idio_document_selection_toggle (IdioDocumentSelection *self,
                                guint                  position)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_SELECTION (self));

  if (gtk_selection_model_is_selected (self->model, position))
    gtk_selection_model_unselect_item (self->model, position);
  else
    gtk_selection_model_select_item (self->model, position, FALSE);
}

/**
 * idio_document_selection_select_one:
 * @self: a selection
 *
 * Of those that are selected leaves the first; if there is none, selects that where the last one was.
 */
void
idio_document_selection_select_one (IdioDocumentSelection *self)
{
  guint n_items;

  g_return_if_fail (IDIO_IS_DOCUMENT_SELECTION (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n_items > 0)
    idio_document_selection_select (self, MIN (self->position, n_items - 1));
}

/**
 * idio_document_selection_want:
 * @self: a selection
 * @document: the number of a document
 *
 * Selects it as soon as it is in the list, as the user asked for it.
 */
void
idio_document_selection_want (IdioDocumentSelection *self,
                              gint64                 document)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_SELECTION (self));

  self->wanted = document;
  self->wants_focus = TRUE;
  select_wanted (self);
}
