/* idio-document-paste.c: a text that is pasted or dropped becomes a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-import.h"
#include "ui/idio-clipboard.h"
#include "ui/idio-document-paste.h"
#include "ui/idio-toasts.h"

typedef struct
{
  IdioWorkspace *workspace;
  GtkWidget     *widget;
  char          *text;
} Paste;

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_clear_object (&paste->workspace);
  g_clear_object (&paste->widget);
  g_clear_pointer (&paste->text, g_free);
  g_free (paste);
}

static DexFuture *
paste_fiber (gpointer data)
{
  Paste *paste = data;
  g_autofree char *text = paste->text != NULL
                            ? g_steal_pointer (&paste->text)
                            : dex_await_string (idio_clipboard_read_text (paste->widget), NULL);
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;

  if (text == NULL || *text == '\0')
    {
      idio_toasts_say (paste->widget, _("There is no text on the clipboard"));
      return dex_future_new_for_int64 (0);
    }

  if (!(ids = dex_await_boxed (idio_import_paste (idio_workspace_get_corpus (paste->workspace), NULL, text,
                                                  IDIO_AUDIENCE_GENERAL), &error)))
    return dex_future_new_for_error (error);

  if (g_array_index (ids, gint64, 0) == 0)
    idio_toasts_say (paste->widget, _("The same text is here already"));

  return dex_future_new_for_int64 (g_array_index (ids, gint64, 0));
}

/**
 * idio_document_paste:
 * @workspace: where the document goes
 * @widget: a widget in the window where the user pastes
 * @text: (nullable): a text, or %NULL for the one on the clipboard
 *
 * Adds the text, or tells why there is nothing to add.
 *
 * Returns: (transfer full): a future of a #gint64: the number of the document, or 0 if there is nothing new
 */
DexFuture *
idio_document_paste (IdioWorkspace *workspace,
                     GtkWidget     *widget,
                     const char    *text)
{
  Paste *paste;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  paste = g_new0 (Paste, 1);
  paste->workspace = g_object_ref (workspace);
  paste->widget = g_object_ref (widget);
  paste->text = g_strdup (text);

  return idio_fiber_spawn (paste_fiber, paste, paste_free);
}
