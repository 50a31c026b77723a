/* ui-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-import.h"
#include "ui-test.h"

static IdioWorkspace *
open_example (const char *data_dir)
{
  IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (data_dir));
  g_autoptr(GArray) ids =
      idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));

  idio_test_await (idio_workspace_count_habits (workspace));

  return workspace;
}

/**
 * ui_test_make_example:
 *
 * Returns: (transfer full): a workspace in a folder of its own, with the made-up writer's texts and counted
 * cards
 */
IdioWorkspace *
ui_test_make_example (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();

  return open_example (data_dir);
}

/**
 * ui_test_fill_example:
 * @data_dir: an empty folder
 *
 * Puts the made-up writer's texts and counted cards there.
 */
void
ui_test_fill_example (const char *data_dir)
{
  g_autoptr(IdioWorkspace) workspace = open_example (data_dir);
}

/**
 * ui_test_show:
 * @widget: (transfer floating): a widget
 *
 * Returns: a window with @widget in it, on screen. The caller owns a reference to @widget.
 */
GtkWindow *
ui_test_show (gpointer widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, 800, 600);
  gtk_window_set_child (window, g_object_ref_sink (widget));
  gtk_window_present (window);
  ui_test_wait_for (gtk_widget_get_mapped (widget));

  return window;
}

/**
 * ui_test_hide:
 * @window: from ui_test_show()
 * @widget: (transfer full): the widget in it
 *
 * Takes @widget out of @window, and checks that nothing keeps either.
 */
void
ui_test_hide (GtkWindow *window,
              gpointer   widget)
{
  gtk_window_set_child (window, NULL);
  ui_test_finalize (widget);
  ui_test_close (window);
}

/**
 * ui_test_open:
 * @data_dir: the folder of the database
 *
 * Without a compositor a window has a border where its shadow would be, and the smallest one has no room for
 * what is in it beside that. The border is taken away before the first layout.
 *
 * Returns: (transfer none): a window of the application, on screen, with what is in @data_dir
 */
IdioWindow *
ui_test_open (const char *data_dir)
{
  IdioWindow *window = idio_window_new (NULL, data_dir);

  gtk_widget_realize (GTK_WIDGET (window));
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_window_present (GTK_WINDOW (window));
  ui_test_wait_for (idio_window_get_workspace (window) != NULL);
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (window, "view_stack")));

  return window;
}

/**
 * ui_test_close:
 * @window: a window
 *
 * Closes a window as the user does, and checks that nothing keeps it.
 */
void
ui_test_close (gpointer window)
{
  g_object_ref (window);
  gtk_window_close (window);
  ui_test_finalize (window);
}

/**
 * ui_test_finalize:
 * @object: (transfer full): an object
 *
 * Waits until what is still at work for @object is done, and checks that then nobody else holds it.
 */
void
ui_test_finalize (gpointer object)
{
  ui_test_wait_for (g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1);
  g_assert_finalize_object (G_OBJECT (object));
}

/**
 * ui_test_foreach:
 * @root: a widget
 * @func: called for it and each widget in it that is on screen
 * @data: data for @func
 */
void
ui_test_foreach (gpointer   root,
                 UiTestFunc func,
                 gpointer   data)
{
  if (!gtk_widget_get_mapped (root))
    return;

  func (root, data);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ui_test_foreach (child, func, data);
}

/**
 * ui_test_get_text:
 * @widget: a widget
 *
 * Returns: (nullable): the text that it shows, or else its tooltip
 */
const char *
ui_test_get_text (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    text = gtk_button_get_label (GTK_BUTTON (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));

  return text != NULL ? text : gtk_widget_get_tooltip_text (widget);
}

/* Whether two texts are the same but for the underlines of mnemonics. */
static gboolean
is_same (const char *a,
         const char *b)
{
  for (; *a != '\0' || *b != '\0'; a++, b++)
    {
      a += *a == '_';
      b += *b == '_';

      if (*a != *b)
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  GType       type;
  const char *text;
  GtkWidget  *found;
} Wanted;

static void
compare (GtkWidget *widget,
         gpointer   data)
{
  Wanted *wanted = data;
  const char *text;

  if (wanted->found != NULL || !g_type_is_a (G_OBJECT_TYPE (widget), wanted->type))
    return;

  text = ui_test_get_text (widget);

  if (wanted->text == NULL || (text != NULL && is_same (text, wanted->text)))
    wanted->found = widget;
}

/**
 * ui_test_find:
 * @root: a widget
 * @type: a type of widgets
 * @text: (nullable): what it shows, or its tooltip
 *
 * Returns: (nullable): the first such widget within @root that is on screen
 */
gpointer
ui_test_find (gpointer    root,
              GType       type,
              const char *text)
{
  Wanted wanted = { type, text, NULL };

  ui_test_foreach (root, compare, &wanted);

  return wanted.found;
}

/**
 * ui_test_find_dialog:
 * @window: a window that can have dialogs
 * @type: a type of dialogs
 *
 * Returns: (nullable): the dialog of that type which is open in @window
 */
gpointer
ui_test_find_dialog (gpointer window,
                     GType    type)
{
  g_autoptr(GListModel) dialogs = adw_application_window_get_dialogs (window);

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr(AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (g_type_is_a (G_OBJECT_TYPE (dialog), type) && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
        return dialog;
    }

  return NULL;
}

/**
 * ui_test_click:
 * @root: a widget
 * @text: what a button or row within @root says
 *
 * Clicks it as soon as it is there. It must be sensitive then.
 */
void
ui_test_click (gpointer    root,
               const char *text)
{
  GtkWidget *target = NULL;

  ui_test_wait_for ((target = ui_test_find (root, GTK_TYPE_BUTTON, text)) ||
                    (target = ui_test_find (root, ADW_TYPE_PREFERENCES_ROW, text)));
  g_assert_true (gtk_widget_is_sensitive (target));

  if (GTK_IS_BUTTON (target))
    g_signal_emit_by_name (target, "clicked");
  else
    g_assert_true (gtk_widget_activate (target));
}

/**
 * ui_test_dup_buffer:
 * @text_view: a #GtkTextView
 *
 * Returns: (transfer full): the text in it
 */
char *
ui_test_dup_buffer (gpointer text_view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * ui_test_type:
 * @text_view: a #GtkTextView that can be edited
 * @text: what is in it then
 */
void
ui_test_type (gpointer    text_view,
              const char *text)
{
  g_assert_true (gtk_text_view_get_editable (text_view));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), text, -1);
}

/* Sometimes GDK warns of its own frames under Xvfb, and GTK of a part of one of its own widgets that only it lays out, such
 * as the slider of a scrollbar. Any other warning ends the tests. */
static gboolean
is_their_own (const char *message)
{
  return strstr (message, "gdk_frame_timings_submitted") != NULL ||
         (g_str_has_prefix (message, "Trying to snapshot GtkGizmo ") &&
          g_str_has_suffix (message, " without a current allocation"));
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0 && is_their_own (fields[i].value))
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/**
 * ui_test_stop_spelling:
 *
 * From now on no text is checked, as when tests begin.
 */
void
ui_test_stop_spelling (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_settings_set_boolean (settings, "check-spelling", FALSE);
}

static void (*add_ui_tests) (void);

/* AdwApplication does this, which most tests have none of. */
static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
  GtkInterfaceContrast contrast = GTK_INTERFACE_CONTRAST_NO_PREFERENCE;

  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    contrast = GTK_INTERFACE_CONTRAST_MORE;

  g_object_set (provider, "prefers-contrast", contrast, NULL);
  gtk_css_provider_load_from_resource (provider, RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
start (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
  load_style ();
  ui_test_stop_spelling ();

  /* What moves only takes time here. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add_ui_tests ();
}

/**
 * ui_test_main:
 * @argc: from main()
 * @argv: from main()
 * @add_tests: adds the tests
 *
 * As idio_test_main(), on a display.
 *
 * Returns: what main() returns
 */
int
ui_test_main (int argc, char *argv[], void (*add_tests) (void))
{
  add_ui_tests = add_tests;

  return idio_test_main (argc, argv, start);
}
