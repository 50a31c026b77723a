/* screens.c: pictures of every page, in each variant that is named: light and dark, wide and narrow, with text twice as
 * large, from right to left, …
 *
 *   screens FOLDER DATA-DIR VARIANT…     DATA-DIR holds an example with cards and drafts
 *
 * Tells what is cut off, and fails if anything is. IDIOLECT_LOCALE_DIR is a folder with translations to use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libdex.h>

#include "draft/idio-drafting.h"
#include "idio-fiber.h"
#include "llm/idio-model-file.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-help-dialog.h"
#include "ui/idio-help-topics.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-removed-dialog.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-window.h"
#include "voice/idio-inference.h"

#define WIDE_WIDTH     1000
#define WIDE_HEIGHT     700
#define NARROW_WIDTH    360
#define NARROW_HEIGHT   720

/* Of pictures for software centers */
#define CORNER_RADIUS 15
#define SHADOW        48

/* Of text that is not scaled */
#define DPI 96

/* A third of the model */
#define STOPPED_BYTES 400000000

/* Long enough for what is read from the database */
#define SETTLE_MSEC 700

static struct
{
  AdwApplication *application;
  const char     *folder;
  const char     *data_dir;
  char           *empty_dir;
  char           *broken_dir;
  guint           n_pictures;
  guint           n_cut;
  char          **variants;
} screens;

static void
settle (void)
{
  dex_await (dex_timeout_new_msec (SETTLE_MSEC), NULL);
}

/* Where something is read or clicked, and not a frame around it */
static gboolean
has_words (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_IMAGE (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_CHECK_BUTTON (widget);
}

/* Whether the end of what a button does is missing; not those of views and toggles, whose pages and tooltips say the
 * rest. */
static gboolean
is_ellipsized (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) == NULL &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) == NULL &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_TOGGLE_GROUP) == NULL &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_INLINE_VIEW_SWITCHER) == NULL;
}

/* Tells of what reaches over the sides of the window, and of what has so little room that each letter has its line. */
static void
look_for_cuts (GtkWidget  *widget,
               GtkWidget  *window,
               const char *name,
               const char *variant)
{
  graphene_rect_t bounds;
  gboolean known = gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, window, &bounds);
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";

  if (!known)
    return;

  if (is_ellipsized (widget))
    {
      g_print ("%s-%s: the button “%s” is cut\n", name, variant, words);
      screens.n_cut++;
    }

  if (has_words (widget) && bounds.size.width > 0 &&
      (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width > gtk_widget_get_width (window) + 1 ||
       (g_utf8_strlen (words, -1) > 4 && bounds.size.height > 3 * bounds.size.width)))
    {
      g_print ("%s-%s: %s “%s” is cut: from %.0f to %.0f, %.0f high\n", name, variant, G_OBJECT_TYPE_NAME (widget), words,
               bounds.origin.x, bounds.origin.x + bounds.size.width, bounds.size.height);
      screens.n_cut++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_for_cuts (child, window, name, variant);
}

/* The window as it lies on a desktop, for software centers, which ask for the shadow and round corners. */
static void
save_with_shadow (IdioWindow    *window,
                  GskRenderNode *node,
                  const char    *path)
{
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) framed = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  graphene_rect_t whole;
  GskRoundedRect outline;

  gsk_render_node_get_bounds (node, &whole);
  gsk_rounded_rect_init_from_rect (&outline, &whole, CORNER_RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, .35f }, 0, SHADOW / 5.f, 0, SHADOW * .6f);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, .12f }, 0, 0, 1, 0);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_pop (snapshot);
  framed = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  graphene_rect_inset (&whole, -SHADOW, -SHADOW);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), framed, &whole);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("Could not write %s", path);
}

/* Whether the metainfo shows it. */
static gboolean
is_for_centers (const char *file)
{
  static const char * const files[] = {
    "write-light.png", "voice-light.png", "documents-light.png", "fingerprint-light.png", "write-dark.png", NULL,
  };

  return g_strv_contains (files, file);
}

static void
take (IdioWindow *window,
      const char *name,
      const char *variant)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, variant);
  g_autofree char *path = g_build_filename (screens.folder, file, NULL);

  settle ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));

  if (node == NULL)
    g_error ("The window %s is empty", name);

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("Could not write %s", path);

  if (is_for_centers (file))
    {
      g_autofree char *framed = g_build_filename (screens.folder, "framed", file, NULL);

      save_with_shadow (window, node, framed);
    }

  screens.n_pictures++;
  look_for_cuts (GTK_WIDGET (window), GTK_WIDGET (window), name, variant);
}

static gpointer
get_child (gpointer    widget,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);
}

static IdioWindow *
open_window (const char *data_dir,
             gboolean    narrow)
{
  IdioWindow *window = idio_window_new (screens.application, data_dir);

  gtk_window_set_default_size (GTK_WINDOW (window), narrow ? NARROW_WIDTH : WIDE_WIDTH,
                               narrow ? NARROW_HEIGHT : WIDE_HEIGHT);

  /* Without a compositor a window has a border where its shadow would be. */
  gtk_widget_realize (GTK_WIDGET (window));
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_window_present (GTK_WINDOW (window));

  do
    settle ();
  while (g_str_equal (gtk_stack_get_visible_child_name (get_child (window, "stack")), "loading"));

  idio_window_show_view (window, "documents");

  return window;
}

static void
take_dialog (IdioWindow *window,
             AdwDialog  *dialog,
             const char *name,
             const char *variant)
{
  adw_dialog_present (dialog, GTK_WIDGET (window));
  take (window, name, variant);
  adw_dialog_force_close (dialog);
  settle ();
}

static AdwDialog *
build_dialog (const char *name,
              const char *id)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/", name, NULL);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (path);

  return g_object_ref (ADW_DIALOG (gtk_builder_get_object (builder, id)));
}

static void
take_one (const char *data_dir,
          gboolean    narrow,
          const char *name,
          const char *variant)
{
  IdioWindow *window = open_window (data_dir, narrow);

  take (window, name, variant);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What was read from the database in a thread, compared in another; on a narrow window it is below the draft. */
static void
wait_for_meter (gpointer meter_bar)
{
  GtkWidget *viewport;

  for (guint i = 0; i < 20 && !gtk_widget_get_mapped (meter_bar); i++)
    settle ();

  settle ();

  if ((viewport = gtk_widget_get_ancestor (meter_bar, GTK_TYPE_VIEWPORT)))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), meter_bar, NULL);
}

static void
take_edited (IdioWindow *window,
             gpointer    page,
             const char *text,
             const char *name,
             const char *variant)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_child (get_child (get_child (page, "drafts_view"), "personal_pane"), "text_view"));

  gtk_text_buffer_set_text (buffer, text, -1);
  settle ();
  wait_for_meter (get_child (page, "meter_bar"));

  if (name != NULL)
    take (window, name, variant);
}

/* The drafts with what the meter says of them, and of what a user may make of their own: other habits, or less of it. */
static void
take_verdicts (IdioWindow *window,
               const char *variant)
{
  gpointer page = adw_view_stack_get_visible_child (get_child (window, "view_stack"));
  gpointer text_view = get_child (get_child (get_child (page, "drafts_view"), "personal_pane"), "text_view");
  gpointer meter_bar = get_child (page, "meter_bar");
  GtkTextIter start, end;
  g_autofree char *draft = NULL, *start_of_draft = NULL;
  g_autoptr(GString) loud = NULL;

  wait_for_meter (meter_bar);
  take (window, "write", variant);

  g_signal_emit_by_name (get_child (meter_bar, "details_button"), "clicked");
  take (window, "meter", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (text_view), &start, &end);
  draft = gtk_text_buffer_get_text (gtk_text_view_get_buffer (text_view), &start, &end, FALSE);
  loud = g_string_new (draft);
  g_string_replace (loud, ".", "!", 0);
  start_of_draft = g_strndup (draft, (gsize) (g_strrstr_len (draft, (gssize) strlen (draft) / 2, "\n\n") - draft));

  take_edited (window, page, loud->str, "write-further", variant);
  g_signal_emit_by_name (get_child (meter_bar, "details_button"), "clicked");
  take (window, "meter-further", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  take_edited (window, page, start_of_draft, "write-refused", variant);
  take_edited (window, page, draft, NULL, NULL);
}

/* The next pictures show the drafts again. */
static void
forget_last (IdioHistory *history)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (history));
  g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), 0);

  dex_future_disown (idio_history_remove (history, idio_history_entry_get_id (entry)));

  while (g_list_model_get_n_items (G_LIST_MODEL (history)) == n_before)
    settle ();
}

/* What was asked for before; one draft alone; and none, as the engine does not start. */
static void
take_writing (IdioWindow *window,
              const char *variant)
{
  gpointer page = adw_view_stack_get_visible_child (get_child (window, "view_stack"));
  gpointer view = get_child (page, "drafts_view");
  g_autofree char *engine = g_strdup (g_getenv ("IDIOLECT_ENGINE"));

  gtk_widget_activate_action (page, "write.history", NULL);
  take (window, "history", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  g_object_set (view, "generic-collapsed", TRUE, NULL);
  take (window, "write-collapsed", variant);
  g_object_set (view, "generic-collapsed", FALSE, NULL);

  g_setenv ("IDIOLECT_ENGINE", "/bin/false", TRUE);
  gtk_widget_activate_action (page, "write.write", NULL);

  while (!g_str_equal (gtk_stack_get_visible_child_name (get_child (view, "stack")), "failed"))
    settle ();

  take (window, "write-failed", variant);
  forget_last (idio_workspace_get_history (idio_window_get_workspace (window)));

  if (engine != NULL)
    g_setenv ("IDIOLECT_ENGINE", engine, TRUE);
  else
    g_unsetenv ("IDIOLECT_ENGINE");
}

static gpointer
get_browser (IdioWindow *window)
{
  return get_child (get_child (window, "documents_page"), "browser");
}

/* Several texts, before something is done with all of them */
static void
take_selected (IdioWindow *window,
               const char *variant)
{
  gpointer browser = get_browser (window);
  GtkSelectionModel *model = idio_document_selection_get_model (idio_document_browser_get_selection (browser));

  g_object_set (browser, "selecting", TRUE, NULL);
  gtk_selection_model_select_item (model, 2, FALSE);
  gtk_selection_model_select_item (model, 3, FALSE);
  take (window, "documents-selected", variant);
  g_object_set (browser, "selecting", FALSE, NULL);
}

/* What a search found, in the text that is open */
static void
take_found (IdioWindow *window,
            const char *variant)
{
  gtk_editable_set_text (get_child (get_browser (window), "search_entry"), "the drill");
  settle ();
  g_signal_emit_by_name (get_browser (window), "open");
  take (window, "document-found", variant);
  gtk_editable_set_text (get_child (get_browser (window), "search_entry"), "");
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = G_OBJECT_TYPE (widget) == type ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

static void
take_open_card (IdioWindow *window,
                const char *variant)
{
  GtkWidget *card = find_widget (get_child (window, "voice_page"), IDIO_TYPE_CARD);

  gtk_toggle_button_set_active (get_child (card, "details_button"), TRUE);
  take (window, "voice-open", variant);
  gtk_toggle_button_set_active (get_child (card, "details_button"), FALSE);
}

static void
take_views (gboolean    narrow,
            const char *variant)
{
  IdioWindow *window = open_window (screens.data_dir, narrow);
  g_autoptr(IdioDocument) first = NULL;

  take (window, "documents", variant);
  take_selected (window, variant);

  first = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (idio_window_get_workspace (window))), 0);
  idio_window_show_document (window, idio_document_get_id (first), 0, 0);
  take (window, "document", variant);
  take_found (window, variant);

  idio_window_show_view (window, "voice");
  take (window, "voice", variant);
  take_open_card (window, variant);
  idio_window_show_view (window, "write");
  take_verdicts (window, variant);
  take_writing (window, variant);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What somebody sees who has texts and no model yet. */
static void
take_no_model (gboolean    narrow,
               const char *variant)
{
  g_autofree char *model = g_strdup (g_getenv ("IDIOLECT_MODEL"));
  IdioWindow *window;

  g_unsetenv ("IDIOLECT_MODEL");
  window = open_window (screens.data_dir, narrow);
  idio_window_show_view (window, "write");
  take (window, "no-model", variant);
  gtk_window_destroy (GTK_WINDOW (window));
  g_setenv ("IDIOLECT_MODEL", model, TRUE);
}

static DexFuture *
prepare_drafting (gpointer  data,
                  GArray   *left_out,
                  gboolean  check)
{
  return idio_drafting_prepare (data, left_out, FALSE);
}

static DexFuture *
prepare_inference (gpointer  data,
                   GArray   *left_out,
                   gboolean  check)
{
  return idio_inference_prepare (data, left_out);
}

static void
take_question (IdioWindow   *window,
               IdioSendKind  kind,
               IdioSendFunc  func,
               GObject      *data,
               const char   *name,
               const char   *variant)
{
  g_autoptr(DexFuture) asked = idio_send_dialog_ask (GTK_WIDGET (window), idio_window_get_workspace (window), kind, TRUE,
                                                     func, data);
  AdwDialog *dialog;
  g_autofree char *texts = g_strconcat (name, "-texts", NULL);

  while (!(dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    settle ();

  take (window, name, variant);
  adw_navigation_view_push_by_tag (get_child (dialog, "navigation_view"), "texts");
  settle ();
  take (window, texts, variant);
  adw_dialog_force_close (dialog);
  settle ();
}

/* What is shown before anything goes to a service */
static void
take_questions (IdioWindow *window,
                const char *variant)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  IdioModelChoice *choice = idio_workspace_get_choice (workspace);
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Ask Ben when the drill will be repaired, and "
                                               "whether the hall is free on Friday.", IDIO_AUDIENCE_WORK_MAIL,
                                               IDIO_LENGTH_USUAL, 0);
  g_autoptr(IdioDrafting) drafting = idio_drafting_new (brief, corpus, voice, choice);
  g_autoptr(IdioInference) inference = idio_inference_new (voice, corpus, choice);

  dex_await (idio_model_choice_use_service (choice, "https://api.example.com/v1", "example-large", FALSE), NULL);
  take_question (window, IDIO_SEND_KIND_DRAFTS, prepare_drafting, G_OBJECT (drafting), "send-drafts", variant);
  take_question (window, IDIO_SEND_KIND_STUDY, prepare_inference, G_OBJECT (inference), "send-study", variant);
}

static void
take_removed (IdioWindow *window,
              const char *variant)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(IdioDocument) first = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  gint64 id = idio_document_get_id (first);

  g_array_append_val (ids, id);
  dex_await (idio_corpus_trash (corpus, ids), NULL);
  take_dialog (window, idio_removed_dialog_new (workspace), "removed", variant);
  dex_await (idio_corpus_restore (corpus, ids), NULL);
}

static GtkWidget *
find_button_row (GtkWidget *dialog)
{
  return find_widget (GTK_WIDGET (adw_preferences_dialog_get_visible_page (ADW_PREFERENCES_DIALOG (dialog))),
                      ADW_TYPE_BUTTON_ROW);
}

static void
take_edit (IdioWindow *window,
           const char *variant)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autoptr(IdioDocument) first = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  g_autoptr(IdioText) text = dex_await_boxed (idio_corpus_load_text (corpus, idio_document_get_id (first)), NULL);

  take_dialog (window, ADW_DIALOG (idio_edit_text_dialog_new (workspace, text)), "edit-text", variant);
  take_dialog (window, ADW_DIALOG (idio_parts_dialog_new (workspace, text)), "parts", variant);
}

static void
take_help (IdioWindow *window,
           const char *variant)
{
  guint n_topics;
  const IdioHelpTopic *topics = idio_help_topics_get (&n_topics);

  take_dialog (window, idio_help_dialog_new (NULL), "help", variant);

  for (guint i = 0; i < n_topics; i++)
    {
      g_autofree char *name = g_strdup_printf ("help-%s", topics[i].name);

      take_dialog (window, idio_help_dialog_new (topics[i].name), name, variant);
    }
}

/* What may be sent where, what was sent, and the question before all is deleted */
static void
take_privacy (IdioWindow *window,
              const char *variant)
{
  AdwDialog *dialog = idio_preferences_dialog_new (idio_window_get_workspace (window));

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "privacy");
  adw_dialog_present (dialog, GTK_WIDGET (window));
  take (window, "preferences-privacy", variant);
  gtk_widget_activate (get_child (dialog, "sent_row"));
  take (window, "sent", variant);
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
  gtk_widget_activate (find_button_row (GTK_WIDGET (dialog)));
  take (window, "delete-everything", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  settle ();
  adw_dialog_force_close (dialog);
  settle ();
}

/* A model of which a part was downloaded: that of the first in the catalog */
static void
take_stopped_download (IdioWindow *window,
                       const char *variant)
{
  g_autofree char *folder = idio_models_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf.part", NULL);
  IdioWorkspace *workspace = idio_window_get_workspace (window);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, "", 0, NULL);

  if (truncate (path, STOPPED_BYTES) < 0)
    g_error ("Could not write %s", path);

  take_dialog (window, idio_preferences_dialog_new (workspace), "preferences-stopped", variant);
  g_unlink (path);
}

/* The longest name that there can be, and the question for another one */
static void
take_audiences (IdioWindow *window,
                const char *variant)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (idio_window_get_workspace (window));
  IdioAudiences *audiences = idio_corpus_get_audiences (corpus);
  GtkWidget *page = get_child (window, "documents_page");
  GtkWidget *browser = get_child (page, "browser"), *entry;
  AdwDialog *dialog;
  guint clients, longest;

  clients = dex_await_uint (idio_audiences_add (audiences, "Clients"), NULL);
  longest = dex_await_uint (idio_audiences_add (audiences, "Students of the Evening Class for Beginners in Prose Writing"),
                            NULL);
  idio_window_show_view (window, "documents");
  idio_document_selection_want (idio_document_browser_get_selection (IDIO_DOCUMENT_BROWSER (browser)), 1);
  dex_await (idio_corpus_set_audience (corpus, 1, longest), NULL);
  dex_await (idio_corpus_set_audience (corpus, 2, clients), NULL);
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (get_child (page, "split_view")), TRUE);
  take (window, "audiences", variant);
  gtk_widget_activate_action (browser, "documents.new-audience", NULL);
  settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  entry = find_widget (GTK_WIDGET (dialog), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "clients");
  take (window, "audiences-new", variant);
  adw_dialog_force_close (dialog);
  settle ();
}

static void
take_dialogs (gboolean    narrow,
              const char *variant)
{
  IdioWindow *window = open_window (screens.data_dir, narrow);
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  AdwDialog *dialog;

  take_dialog (window, idio_preferences_dialog_new (workspace), "preferences", variant);

  dialog = idio_preferences_dialog_new (workspace);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  g_signal_emit_by_name (get_child (dialog, "models_group"), "others");
  take (window, "preferences-have", variant);
  adw_dialog_force_close (dialog);
  settle ();

  dialog = idio_preferences_dialog_new (workspace);
  gtk_check_button_set_active (get_child (dialog, "service_check"), TRUE);
  take_dialog (window, dialog, "preferences-service", variant);

  take_stopped_download (window, variant);
  take_privacy (window, variant);
  take_dialog (window, idio_about_you_dialog_new (voice), "about-you", variant);
  take_removed (window, variant);
  take_edit (window, variant);
  take_dialog (window, idio_add_card_dialog_new (workspace), "add-card", variant);
  take_audiences (window, variant);
  take_dialog (window, idio_export_dialog_new (workspace), "export", variant);
  take_dialog (window, idio_fingerprint_dialog_new (idio_workspace_get_statistics (workspace)), "fingerprint", variant);
  take_help (window, variant);
  take_dialog (window, build_dialog ("shortcuts-dialog.ui", "shortcuts_dialog"), "shortcuts", variant);
  take_questions (window, variant);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* 600 mails by Jonas over seven years, and as many by others */
static GListModel *
make_mailbox (const char *folder)
{
  static const char * const others[] = { "Priya Raman <priya@example.net>", "Ben Ohm <ben@example.net>",
                                         "A Shop With a Very Long Name That Goes On <noreply@shop.example>" };
  g_autofree char *path = g_build_filename (folder, "Archive.mbox", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GString) box = g_string_new (NULL);
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (box, "From x@example.org Mon May 12 09:14:00 2025\nFrom: %s\nTo: x@example.org\n"
                            "Subject: Drill %u\nDate: 12 May %u 09:14:00 +0000\n\n"
                            "The drill runs like new, and I put it back on the shelf by the door, number %u.\n\n",
                            i % 2 == 0 ? "Jonas Lind <jonas@example.org>" : others[i % G_N_ELEMENTS (others)], i,
                            2019 + i % 7, i);

  g_file_set_contents (path, box->str, -1, NULL);
  g_list_store_append (files, file);

  return G_LIST_MODEL (files);
}

static void
take_mailbox (gboolean    narrow,
              const char *variant)
{
  g_autofree char *folder = g_dir_make_tmp ("idiolect-mailbox-XXXXXX", NULL);
  g_autoptr(GListModel) files = make_mailbox (folder);
  IdioWindow *window = open_window (folder, narrow);
  AdwDialog *dialog;

  idio_window_import (window, files);

  while (!(dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    settle ();

  take (window, "mailbox", variant);
  adw_dialog_close (dialog);
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
write_file (const char *dir,
            const char *name,
            const char *contents,
            const char *charset)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  gsize length;
  g_autofree char *bytes = g_convert (contents, -1, charset, "UTF-8", NULL, &length, NULL);

  g_file_set_contents (path, bytes, (gssize) length, NULL);
}

/* A letter in an old character set, a report by two others, a file with nothing in it, and one of an unknown kind */
static char *
make_folder (void)
{
  g_autofree char *dir = g_dir_make_tmp ("idiolect-screens-XXXXXX", NULL);
  char *letters = g_build_filename (dir, "Letters", NULL);

  g_mkdir_with_parents (letters, 0700);
  write_file (letters, "Do Ani.txt", "Cześć Aniu,\n\ndziękuję pięknie za list. Będę jutro o szóstej w mieście; jeśli chcesz, "
              "spotkajmy się w kawiarni koło dworca.\n\nUściski\nEwa", "WINDOWS-1250");
  write_file (letters, "Empty.txt", "", "UTF-8");
  write_file (letters, "tides.py", "# When the ferry goes depends on the tide, which I work out here for the whole year.\n",
              "UTF-8");
  write_file (letters, "Report.fodt",
              "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
              " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
              " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
              " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
              " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta>"
              "<meta:initial-creator>Anna Lind</meta:initial-creator><dc:creator>Peter Falk</dc:creator></office:meta>"
              "<office:body><office:text><text:p>The library was open on 208 days this year, eleven more than in the year "
              "before.</text:p></office:text></office:body></office:document>", "UTF-8");

  return letters;
}

/* Whom imports take for the user, and what is watched */
static void
take_remembered (IdioWindow *window,
                 GFile      *folder,
                 const char *variant)
{
  static const char * const accounts[] = {
    "Ewa Nowak", "ewa.nowak-kowalska+newsletters@mail.department.example.org", NULL,
  };
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  AdwDialog *dialog;

  dex_await (idio_corpus_add_accounts (idio_workspace_get_corpus (workspace), accounts), NULL);
  dex_await (idio_audiences_add (idio_corpus_get_audiences (idio_workspace_get_corpus (workspace)), "Clients"), NULL);
  dex_await (idio_audiences_add (idio_corpus_get_audiences (idio_workspace_get_corpus (workspace)), "My Landlord"), NULL);
  dex_await (idio_watched_folders_watch (idio_workspace_get_folders (workspace), folder, g_get_real_time ()), NULL);
  dialog = idio_preferences_dialog_new (workspace);
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (dialog),
                                           ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (get_child (dialog,
                                                                                                     "accounts_group"),
                                                                                          ADW_TYPE_PREFERENCES_PAGE)));
  take_dialog (window, dialog, "preferences-documents", variant);
}

/* The first button in a report that adds something anyway */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

/* What an import shows, and what is known of its texts */
static void
take_imported (gboolean    narrow,
               const char *variant)
{
  static const char * const accounts[] = { "ewa@example.org", NULL };
  g_autofree char *data_dir = g_dir_make_tmp ("idiolect-screens-XXXXXX", NULL);
  g_autofree char *letters = make_folder ();
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (letters);
  IdioWindow *window = open_window (data_dir, narrow);
  IdioCorpus *corpus = idio_workspace_get_corpus (idio_window_get_workspace (window));
  gpointer page = get_child (window, "documents_page");

  dex_await (idio_corpus_add_accounts (corpus, accounts), NULL);
  g_list_store_append (files, folder);
  idio_window_import (window, G_LIST_MODEL (files));

  while (!gtk_revealer_get_reveal_child (get_child (get_child (get_child (page, "import_pane"), "folder_bar"), "revealer")))
    settle ();

  take (window, "watch", variant);
  g_signal_emit_by_name (get_child (get_child (get_child (page, "import_pane"), "import_bar"), "details_button"), "clicked");
  take (window, "report", variant);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), gettext ("_Add Anyway")), "clicked");
  take (window, "report-added", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  /* The files are read in the order of their names. */
  idio_window_show_document (window, 2, 0, 0);
  take (window, "authors", variant);
  idio_window_show_document (window, 1, 0, 0);
  take (window, "charset", variant);
  gtk_widget_activate_action (get_child (page, "document_view"), "document.charset", NULL);
  take (window, "charsets", variant);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  take_remembered (window, folder, variant);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_variant (gboolean    narrow,
              const char *variant)
{
  take_one (screens.empty_dir, narrow, "welcome", variant);
  take_one (screens.broken_dir, narrow, "failed", variant);
  take_views (narrow, variant);
  take_dialogs (narrow, variant);
  take_mailbox (narrow, variant);
  take_no_model (narrow, variant);
  take_imported (narrow, variant);
}

/* High contrast and other languages are up to the environment: they hold for all that one process does. */
static DexFuture *
screens_fiber (gpointer data)
{
  static const struct
  {
    AdwColorScheme    scheme;
    gboolean          narrow;
    int               text_scale;
    GtkTextDirection  direction;
    const char       *name;
  } variants[] = {
    { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 1, GTK_TEXT_DIR_LTR, "light" },
    { ADW_COLOR_SCHEME_FORCE_DARK, FALSE, 1, GTK_TEXT_DIR_LTR, "dark" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE, 1, GTK_TEXT_DIR_LTR, "narrow-light" },
    { ADW_COLOR_SCHEME_FORCE_DARK, TRUE, 1, GTK_TEXT_DIR_LTR, "narrow-dark" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE, 2, GTK_TEXT_DIR_LTR, "narrow-large" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 1, GTK_TEXT_DIR_RTL, "right-to-left" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 1, GTK_TEXT_DIR_LTR, "contrast-light" },
    { ADW_COLOR_SCHEME_FORCE_DARK, FALSE, 1, GTK_TEXT_DIR_LTR, "contrast-dark" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 1, GTK_TEXT_DIR_LTR, "pseudo" },
    { ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE, 1, GTK_TEXT_DIR_LTR, "narrow-pseudo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      if (!g_strv_contains ((const char * const *) screens.variants, variants[i].name))
        continue;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), variants[i].scheme);
      gtk_widget_set_default_direction (variants[i].direction);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", variants[i].text_scale * DPI * PANGO_SCALE, NULL);
      take_variant (variants[i].narrow, variants[i].name);
    }

  g_print ("%u pictures in %s\n", screens.n_pictures, screens.folder);
  g_application_quit (G_APPLICATION (screens.application));

  return dex_future_new_true ();
}

static void
activate (GApplication *application)
{
  g_application_hold (application);

  /* On a busy computer a transition takes longer than to settle. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  dex_future_disown (idio_fiber_spawn (screens_fiber, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *broken = NULL, *framed = NULL;
  const char *locale_dir = g_getenv ("IDIOLECT_LOCALE_DIR");

  if (argc < 4)
    g_error ("usage: screens FOLDER DATA-DIR VARIANT…");

  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  screens.folder = argv[1];
  screens.data_dir = argv[2];
  screens.variants = argv + 3;
  screens.empty_dir = g_dir_make_tmp ("idiolect-empty-XXXXXX", NULL);
  screens.broken_dir = g_dir_make_tmp ("idiolect-broken-XXXXXX", NULL);
  broken = g_build_filename (screens.broken_dir, "idiolect.db", NULL);
  g_file_set_contents (broken, "This is no database, though it is as long as the head of one would be: 100 bytes "
                               "and some more of them.", -1, NULL);
  framed = g_build_filename (screens.folder, "framed", NULL);
  g_mkdir_with_parents (framed, 0700);

  dex_init ();
  screens.application = ADW_APPLICATION (g_object_new (ADW_TYPE_APPLICATION, "application-id", APP_ID ".Screens",
                                                       "flags", G_APPLICATION_NON_UNIQUE,
                                                       "resource-base-path", RESOURCE_PATH, NULL));
  g_signal_connect (screens.application, "activate", G_CALLBACK (activate), NULL);

  return g_application_run (G_APPLICATION (screens.application), 1, argv) != 0 || screens.n_cut > 0 ? 1 : 0;
}
