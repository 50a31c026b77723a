/* read-texts.c: the texts in a file, as an import would get them if their authors were known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-format.h"
#include "import/idio-entry-text.h"
#include "read-texts.h"

typedef struct
{
  const char    *name;
  GPtrArray     *texts;
  GCancellable  *cancellable;
  GError       **error;
} Taken;

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  g_autoptr(IdioEntry) taken = entry;
  Taken *all = data;
  IdioText *text;

  if (taken == NULL)
    return !g_cancellable_is_cancelled (all->cancellable);

  g_clear_error (all->error);
  text = idio_entry_to_text (taken, all->name, 1, NULL, all->cancellable, all->error);

  if (text != NULL)
    g_ptr_array_add (all->texts, text);

  return TRUE;
}

GPtrArray *
idio_test_read_texts (const char    *name,
                      GBytes        *bytes,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(IdioSource) source = idio_source_new_bytes (name, bytes, 0);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GError) left_out = NULL;
  Taken taken = { name, texts, cancellable, &left_out };

  if (!idio_formats_read (source, take, &taken, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (texts->len == 0 && left_out != NULL)
    g_propagate_error (error, g_steal_pointer (&left_out));

  return texts->len > 0 ? g_steal_pointer (&texts) : NULL;
}
