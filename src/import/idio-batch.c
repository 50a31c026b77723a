/* idio-batch.c: some of what is in the files of an import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-text.h"
#include "import/idio-batch.h"

G_DEFINE_BOXED_TYPE (IdioBatch, idio_batch, idio_batch_ref, idio_batch_unref)

IdioBatch *
idio_batch_new (void)
{
  IdioBatch *self = g_atomic_rc_box_new0 (IdioBatch);

  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->left_out = g_ptr_array_new_with_free_func (g_object_unref);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  self->writers = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static void
batch_clear (gpointer data)
{
  IdioBatch *self = data;

  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->writers, g_ptr_array_unref);
  g_clear_pointer (&self->so_far, g_ptr_array_unref);
  g_clear_pointer (&self->progress, idio_progress_free);
}

IdioBatch *
idio_batch_ref (IdioBatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_batch_unref (IdioBatch *self)
{
  g_atomic_rc_box_release_full (self, batch_clear);
}

/**
 * idio_batch_leave_out:
 * @self: a batch
 * @name: the name of a file, or of a text in it
 * @reason: why it can't be a document, a sentence
 * @n_texts: how many texts that are
 *
 * Returns: (transfer none): what tells of it
 */
IdioImportItem *
idio_batch_leave_out (IdioBatch  *self,
                      const char *name,
                      const char *reason,
                      guint       n_texts)
{
  IdioImportItem *item = idio_import_item_new (name, IDIO_IMPORT_OUTCOME_LEFT_OUT, reason, 0);

  idio_import_item_set_n_texts (item, n_texts);
  g_ptr_array_add (self->left_out, item);

  return item;
}

static void
leave_out_others (IdioBatch  *self,
                  const char *name,
                  guint       n_texts,
                  guint       n_compared)
{
  g_autofree char *reason = NULL;

  if (n_texts == 0)
    return;

  if (n_compared == 0)
    reason = g_strdup_printf (ngettext ("%'u text by somebody else", "%'u texts by others", n_texts), n_texts);
  else if (n_compared == n_texts)
    reason = g_strdup_printf (ngettext ("%'u text by somebody else, counted to compare yours with",
                                        "%'u texts by others, counted to compare yours with", n_texts), n_texts);
  else
    /* Translators: the plural form is that of the second number; the first is larger */
    reason = g_strdup_printf (ngettext ("%'u texts by others, %'u of them counted to compare yours with",
                                        "%'u texts by others, %'u of them counted to compare yours with", n_compared),
                              n_texts, n_compared);

  idio_batch_leave_out (self, name, reason, n_texts);
}

static void
leave_out_older (IdioBatch  *self,
                 const char *name,
                 guint       n_texts)
{
  g_autofree char *reason = g_strdup_printf (ngettext ("%'u older text that you did not choose",
                                                       "%'u older texts that you did not choose", n_texts), n_texts);

  if (n_texts > 0)
    idio_batch_leave_out (self, name, reason, n_texts);
}

/**
 * idio_batch_leave_out_counts:
 * @self: a batch
 * @name: the name of a file or a folder
 * @n_by_others: how many texts in it are not the user's, or 0
 * @n_compared: how many of these are counted all the same, to compare the user's with
 * @n_too_old: how many texts in it are older than the user wants, or 0
 */
void
idio_batch_leave_out_counts (IdioBatch  *self,
                             const char *name,
                             guint       n_by_others,
                             guint       n_compared,
                             guint       n_too_old)
{
  leave_out_others (self, name, n_by_others, n_compared);
  leave_out_older (self, name, n_too_old);
}
