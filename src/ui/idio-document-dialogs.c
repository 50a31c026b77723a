/* idio-document-dialogs.c: what is asked about a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-rereading.h"
#include "ui/idio-charset-dialog.h"
#include "ui/idio-document-dialogs.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

#define MAX_TITLE_CHARS 500

typedef AdwDialog *(*MakeFunc) (IdioWorkspace *workspace,
                                IdioText      *text);

/* A dialog that needs the text first */
typedef struct
{
  IdioWorkspace *workspace;
  GtkWidget     *widget;
  gint64         document;
  GCallback      changed;
  MakeFunc       make;       /* for show_fiber() */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->workspace);
  g_clear_object (&call->widget);
  g_free (call);
}

static void
run (IdioWorkspace *workspace,
     GtkWidget     *widget,
     IdioDocument  *document,
     GCallback      changed,
     DexFiberFunc   fiber,
     MakeFunc       make)
{
  Call *call = g_new0 (Call, 1);

  call->workspace = g_object_ref (workspace);
  call->widget = g_object_ref (widget);
  call->document = idio_document_get_id (document);
  call->changed = changed;
  call->make = make;
  idio_ui_run (widget, idio_fiber_spawn (fiber, call, call_free));
}

static DexFuture *
load_text (Call *call)
{
  return idio_corpus_load_text (idio_workspace_get_corpus (call->workspace), call->document);
}

static void
present (Call      *call,
         AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "changed", call->changed, call->widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, call->widget);
}

static AdwDialog *
make_edit (IdioWorkspace *workspace,
           IdioText      *text)
{
  return ADW_DIALOG (idio_edit_text_dialog_new (workspace, text));
}

static AdwDialog *
make_parts (IdioWorkspace *workspace,
            IdioText      *text)
{
  return ADW_DIALOG (idio_parts_dialog_new (workspace, text));
}

static DexFuture *
show_fiber (gpointer data)
{
  Call *call = data;
  GError *error = NULL;
  g_autoptr(IdioText) text = dex_await_boxed (load_text (call), &error);

  if (text == NULL)
    return dex_future_new_for_error (error);

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (call->widget) != NULL)
    present (call, call->make (call->workspace, text));

  return dex_future_new_true ();
}

static DexFuture *
show_charsets_fiber (gpointer data)
{
  Call *call = data;
  GError *error = NULL;
  g_autoptr(IdioText) text = dex_await_boxed (load_text (call), &error);
  g_autoptr(GPtrArray) decodings = NULL;

  if (text == NULL)
    return dex_future_new_for_error (error);

  if (text->source == NULL)
    return dex_future_new_true ();

  if (!(decodings = dex_await_boxed (idio_rereading_list (text), &error)))
    return dex_future_new_for_error (error);

  if (gtk_widget_get_root (call->widget) != NULL)
    present (call, ADW_DIALOG (idio_charset_dialog_new (call->workspace, text, decodings)));

  return dex_future_new_true ();
}

static void
rename_cb (AdwAlertDialog *dialog,
           const char     *response,
           GtkWidget      *widget)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  IdioWorkspace *workspace = g_object_get_data (G_OBJECT (dialog), "workspace");
  IdioDocument *document = g_object_get_data (G_OBJECT (dialog), "document");
  g_autofree char *before = idio_ui_dup_line (idio_document_get_title (document));

  if (g_str_equal (response, "rename") && *title != '\0' && !g_str_equal (title, before))
    idio_ui_run (widget, idio_corpus_rename (idio_workspace_get_corpus (workspace), idio_document_get_id (document),
                                             title));
}

/**
 * idio_document_dialogs_rename:
 * @workspace: where the document is
 * @widget: a widget in the window where to ask
 * @document: a document
 *
 * Lets the user change its title.
 */
void
idio_document_dialogs_rename (IdioWorkspace *workspace,
                              GtkWidget     *widget,
                              IdioDocument  *document)
{
  g_autofree char *title = NULL;
  AdwAlertDialog *dialog;
  GtkWidget *entry;

  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (IDIO_IS_DOCUMENT (document));

  title = idio_ui_dup_line (idio_document_get_title (document));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Rename Text"), NULL));
  entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_TITLE_CHARS);
  gtk_editable_set_text (GTK_EDITABLE (entry), title);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "workspace", g_object_ref (workspace), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "document", g_object_ref (document), g_object_unref);

  /* The dialog is gone from its window when it is answered. */
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_cb), widget, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/**
 * idio_document_dialogs_edit:
 * @workspace: where the document is
 * @widget: a widget in the window where to show it
 * @document: a document of at most %IDIO_TEXT_LIMIT_CHARS characters
 * @changed: called, with @widget first, for #IdioEditTextDialog::changed
 *
 * Lets the user change its text.
 */
void
idio_document_dialogs_edit (IdioWorkspace *workspace,
                            GtkWidget     *widget,
                            IdioDocument  *document,
                            GCallback      changed)
{
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (IDIO_IS_DOCUMENT (document));

  run (workspace, widget, document, changed, show_fiber, make_edit);
}

/**
 * idio_document_dialogs_show_parts:
 * @workspace: where the document is
 * @widget: a widget in the window where to show it
 * @document: a document
 * @changed: called, with @widget first, for #IdioPartsDialog::changed
 *
 * Shows what was left out of it, and what in it may be by others.
 */
void
idio_document_dialogs_show_parts (IdioWorkspace *workspace,
                                  GtkWidget     *widget,
                                  IdioDocument  *document,
                                  GCallback      changed)
{
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (IDIO_IS_DOCUMENT (document));

  run (workspace, widget, document, changed, show_fiber, make_parts);
}

/**
 * idio_document_dialogs_show_charsets:
 * @workspace: where the document is
 * @widget: a widget in the window where to show it
 * @document: a document whose character set was guessed
 * @changed: called, with @widget first, for #IdioCharsetDialog::changed
 *
 * Lets the user choose how it reads right.
 */
void
idio_document_dialogs_show_charsets (IdioWorkspace *workspace,
                                     GtkWidget     *widget,
                                     IdioDocument  *document,
                                     GCallback      changed)
{
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (IDIO_IS_DOCUMENT (document));

  run (workspace, widget, document, changed, show_charsets_fiber, NULL);
}
