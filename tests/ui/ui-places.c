/* ui-places.c: each view and each dialog in turn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-import-item.h"
#include "ui-places.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-help-dialog.h"
#include "ui/idio-help-topics.h"
#include "ui/idio-history-dialog.h"
#include "ui/idio-import-report.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-removed-dialog.h"

#define SETTLE_MSEC 100

/* A breakpoint takes one more than the layout itself. */
#define N_FRAMES 4

/* A window that is so large inside. */
static IdioWindow *
open_window (const char *data_dir,
             int         width,
             int         height)
{
  IdioWindow *window = ui_test_open (data_dir);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ui_test_wait_for (gtk_widget_get_width (ui_test_child (window, "toast_overlay")) == width &&
                    gtk_widget_get_height (ui_test_child (window, "toast_overlay")) == height);

  return window;
}

static gint64
draw_frame (IdioWindow *window)
{
  gtk_widget_queue_draw (GTK_WIDGET (window));

  return gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
}

/* What is read from the database comes a little later, and what is shown then is laid out in frames after that. */
static void
settle (IdioWindow *window)
{
  gint64 start;

  dex_await (dex_timeout_new_msec (SETTLE_MSEC), NULL);
  start = draw_frame (window);
  ui_test_wait_for (draw_frame (window) >= start + N_FRAMES);
}

static void
show_views (const char  *data_dir,
            const char  *state,
            int          width,
            int          height,
            UiPlaceFunc  func)
{
  static const char * const views[] = { "documents", "voice", "write" };
  IdioWindow *window = open_window (data_dir, width, height);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, %s", views[i], state);

      g_test_message ("%s", name);
      idio_window_show_view (window, views[i]);
      settle (window);
      func (window, GTK_WIDGET (window), name);
    }

  ui_test_close (window);
}

/* Where Tab begins in the window. A view that has just been shown may take the focus for itself a little later. */
static gboolean
focus_first (IdioWindow *window)
{
  gtk_root_set_focus (GTK_ROOT (window), NULL);

  return gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
}

/* When the dialog is gone, the focus is where it was. */
static void
show_dialog (IdioWindow  *window,
             AdwDialog   *dialog,
             const char  *name,
             UiPlaceFunc  func)
{
  GtkWidget *focus;

  g_test_message ("%s", name);
  ui_test_wait_for (focus_first (window));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)) && gtk_widget_get_width (GTK_WIDGET (dialog)) > 0);
  settle (window);
  func (window, GTK_WIDGET (dialog), name);
  g_assert_true (adw_dialog_close (dialog));
  ui_test_finalize (dialog);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == focus);
}

/* What an import tells of a document, and of a file that became none */
static AdwDialog *
make_report (IdioWorkspace *workspace)
{
  g_autoptr(GListStore) items = g_list_store_new (IDIO_TYPE_IMPORT_ITEM);
  g_autoptr(IdioImportItem) added = NULL, left_out = NULL;

  added = idio_import_item_new ("Report.odt", IDIO_IMPORT_OUTCOME_ADDED, "Added, but the file says: “By Anna Lind”", 1);
  left_out = idio_import_item_new ("Empty.txt", IDIO_IMPORT_OUTCOME_LEFT_OUT, "The file is empty.", 0);
  g_list_store_append (items, added);
  g_list_store_append (items, left_out);

  return g_object_ref_sink (ADW_DIALOG (idio_import_report_new (workspace, G_LIST_MODEL (items))));
}

static AdwDialog *
make_shortcuts (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/shortcuts-dialog.ui");

  return g_object_ref (ADW_DIALOG (gtk_builder_get_object (builder, "shortcuts_dialog")));
}

static void
show_preferences (IdioWindow  *window,
                  UiPlaceFunc  func)
{
  static const char * const pages[] = { "models", "texts", "privacy" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwDialog *dialog = g_object_ref_sink (idio_preferences_dialog_new (idio_window_get_workspace (window)));
      g_autofree char *name = g_strdup_printf ("preferences, %s", pages[i]);

      adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), pages[i]);
      g_assert_cmpstr (adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (dialog)), ==, pages[i]);
      show_dialog (window, dialog, name, func);
    }
}

static void
show_help (IdioWindow  *window,
           UiPlaceFunc  func)
{
  guint n_topics;
  const IdioHelpTopic *topics = idio_help_topics_get (&n_topics);

  show_dialog (window, g_object_ref_sink (idio_help_dialog_new (NULL)), "help", func);

  for (guint i = 0; i < n_topics; i++)
    {
      g_autofree char *name = g_strdup_printf ("help, %s", topics[i].name);

      show_dialog (window, g_object_ref_sink (idio_help_dialog_new (topics[i].name)), name, func);
    }
}

static void
show_dialogs (const char  *data_dir,
              int          width,
              int          height,
              UiPlaceFunc  func)
{
  IdioWindow *window = open_window (data_dir, width, height);
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  g_autoptr(IdioText) text = idio_test_await_boxed (idio_corpus_load_text (corpus, idio_document_get_id (document)));
  AdwDialog *dialogs[] = {
    g_object_ref_sink (idio_about_you_dialog_new (voice)),
    g_object_ref_sink (idio_add_card_dialog_new (workspace)),
    g_object_ref_sink (ADW_DIALOG (idio_edit_text_dialog_new (workspace, text))),
    g_object_ref_sink (idio_export_dialog_new (workspace)),
    g_object_ref_sink (idio_fingerprint_dialog_new (idio_workspace_get_statistics (workspace))),
    g_object_ref_sink (idio_history_dialog_new (idio_workspace_get_history (workspace))),
    make_report (workspace),
    g_object_ref_sink (ADW_DIALOG (idio_parts_dialog_new (workspace, text))),
    g_object_ref_sink (idio_removed_dialog_new (workspace)),
    make_shortcuts (),
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    show_dialog (window, dialogs[i], G_OBJECT_TYPE_NAME (dialogs[i]), func);

  show_preferences (window, func);
  show_help (window, func);
  ui_test_close (window);
}

/**
 * ui_places_show_all:
 * @width: in application pixels
 * @height: in application pixels
 * @func: is called for each
 *
 * Calls a function for each view, empty and full, and each dialog, in a window that is so large inside.
 */
void
ui_places_show_all (int         width,
                    int         height,
                    UiPlaceFunc func)
{
  g_autofree char *empty_dir = idio_test_make_dir ();
  g_autofree char *full_dir = idio_test_make_dir ();

  ui_test_fill_example (full_dir);
  show_views (empty_dir, "empty", width, height, func);
  show_views (full_dir, "full", width, height, func);
  show_dialogs (full_dir, width, height, func);
}
