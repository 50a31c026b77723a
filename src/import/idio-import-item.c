/* idio-import-item.c: what became of one thing that someone wanted to import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-enums.h"
#include "import/idio-import-item.h"

struct _IdioImportItem
{
  GObject            parent_instance;
  char              *name;
  char              *reason;
  gint64             document;
  IdioImportOutcome  outcome;
  guint              n_texts;
  gboolean           is_doubtful;
  IdioText          *text;
  GFile             *file;
};

G_DEFINE_FINAL_TYPE (IdioImportItem, idio_import_item, G_TYPE_OBJECT)

static void
idio_import_item_finalize (GObject *object)
{
  IdioImportItem *self = IDIO_IMPORT_ITEM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->text, idio_text_free);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (idio_import_item_parent_class)->finalize (object);
}

static void
idio_import_item_class_init (IdioImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_import_item_finalize;
}

static void
idio_import_item_init (IdioImportItem *self)
{
  self->n_texts = 1;
}

/**
 * idio_import_item_new:
 * @name: the name of the file, as shown to people
 * @outcome: what became of it
 * @reason: (nullable): why it was left out, a sentence
 * @document: the number of the document that it became, or 0
 *
 * Returns: (transfer full): an item
 */
IdioImportItem *
idio_import_item_new (const char        *name,
                      IdioImportOutcome  outcome,
                      const char        *reason,
                      gint64             document)
{
  IdioImportItem *self = g_object_new (IDIO_TYPE_IMPORT_ITEM, NULL);

  self->name = g_strdup (name);
  self->outcome = outcome;
  self->reason = g_strdup (reason);
  self->document = document;

  return self;
}

const char *
idio_import_item_get_name (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), NULL);

  return self->name;
}

IdioImportOutcome
idio_import_item_get_outcome (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), IDIO_IMPORT_OUTCOME_LEFT_OUT);

  return self->outcome;
}

/**
 * idio_import_item_get_reason:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): why it was left out, a sentence
 */
const char *
idio_import_item_get_reason (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), NULL);

  return self->reason;
}

/**
 * idio_import_item_get_document:
 * @self: an item
 *
 * Returns: the number of the document that it became, or 0
 */
gint64
idio_import_item_get_document (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), 0);

  return self->document;
}

/**
 * idio_import_item_set_document:
 * @self: an item
 * @document: the number of the document that a person made of it later
 */
void
idio_import_item_set_document (IdioImportItem *self,
                               gint64          document)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (self));

  self->document = document;
}

/**
 * idio_import_item_get_is_doubtful:
 * @self: an item
 *
 * Returns: whether it was added, and may not be the user's
 */
gboolean
idio_import_item_get_is_doubtful (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), FALSE);

  return self->is_doubtful;
}

void
idio_import_item_set_is_doubtful (IdioImportItem *self,
                                  gboolean        is_doubtful)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (self));

  self->is_doubtful = is_doubtful;
}

guint
idio_import_item_get_n_texts (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), 0);

  return self->n_texts;
}

/**
 * idio_import_item_set_n_texts:
 * @self: an item
 * @n_texts: for how many texts it stands
 *
 * For what is told as a sum, such as all mails by others in a mailbox.
 */
void
idio_import_item_set_n_texts (IdioImportItem *self,
                              guint           n_texts)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (self));

  self->n_texts = n_texts;
}

/**
 * idio_import_item_get_text:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the text that was left out, if it is at hand and can be added all the same
 */
const IdioText *
idio_import_item_get_text (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), NULL);

  return self->text;
}

/**
 * idio_import_item_take_text:
 * @self: an item
 * @text: (transfer full) (nullable): the text that was left out
 */
void
idio_import_item_take_text (IdioImportItem *self,
                            IdioText       *text)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (self));

  g_clear_pointer (&self->text, idio_text_free);
  self->text = text;
}

/**
 * idio_import_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the file that was left out, if it may be read as a plain text all the same
 */
GFile *
idio_import_item_get_file (IdioImportItem *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_ITEM (self), NULL);

  return self->file;
}

void
idio_import_item_set_file (IdioImportItem *self,
                           GFile          *file)
{
  g_return_if_fail (IDIO_IS_IMPORT_ITEM (self));

  g_set_object (&self->file, file);
}
