/* test-accessible.c: what has to hold of each view and each dialog for those who can't see well, or use no pointer
 *
 * What a screen reader gets is tested in tests/e2e/everyone.py.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui-contrast.h"
#include "ui-places.h"
#include "ui/idio-help-dialog.h"
#include "ui/idio-help-places.h"
#include "ui/idio-help-topics.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-spoken-text.h"

#define WIDTH  1080
#define HEIGHT  720

/* https://www.w3.org/TR/WCAG22/#contrast-minimum, #non-text-contrast and #target-size-minimum, in application pixels */
#define MIN_CONTRAST 4.5
#define MIN_ICON_CONTRAST 3
#define MIN_TARGET  24

/* More than any place has */
#define MAX_STOPS 300

static gboolean
is_list_item (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

static void
find_words (GtkWidget *widget,
            gpointer   found)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (text != NULL && *text != '\0')
    *(gboolean *) found = TRUE;
}

/* Whether a screen reader has something to call it by: a label of its own, a tooltip, or the words in it.
 * Words in an item of a list do not count. */
static gboolean
has_name (GtkWidget *widget)
{
  const char *text = ui_test_get_text (widget);
  gboolean has_words = text != NULL && *text != '\0';

  if (!is_list_item (widget))
    ui_test_foreach (widget, find_words, &has_words);

  return has_words ||
         gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A part of another control has the name of that. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_EDITABLE (parent) ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL ||
         (!ADW_IS_COMBO_ROW (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL);
}

static void
check_name (GtkWidget *widget,
            gpointer   place)
{
  gboolean is_control = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
                        GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
                        GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_VIEW (widget) ||
                        ADW_IS_TOGGLE_GROUP (widget) || is_list_item (widget);

  /* The whole row that a check button stands in is its label. */
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) != NULL)
    return;

  if (is_control && !is_part (widget) && !has_name (widget))
    g_error ("A %s has no name for a screen reader: %s", G_OBJECT_TYPE_NAME (widget), (const char *) place);
}

static void
check_names (IdioWindow *window,
             GtkWidget  *place,
             const char *name)
{
  ui_test_foreach (place, check_name, (gpointer) name);
}

static void
test_names (void)
{
  ui_places_show_all (WIDTH, HEIGHT, check_names);
}

static gboolean
is_target (GtkWidget *widget)
{
  /* The whole row that it stands in is pressed, too. */
  if (GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget))
    return gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) == NULL;

  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SCALE (widget);
}

static void
check_target (GtkWidget *widget,
              gpointer   place)
{
  graphene_rect_t bounds;

  if (!is_target (widget))
    return;

  g_assert_true (gtk_widget_compute_bounds (widget, widget, &bounds));

  if (bounds.size.width < MIN_TARGET || bounds.size.height < MIN_TARGET)
    g_error ("A %s “%s” is %.0f × %.0f small: %s", G_OBJECT_TYPE_NAME (widget), ui_test_get_text (widget),
             bounds.size.width, bounds.size.height, (const char *) place);
}

static void
check_targets (IdioWindow *window,
               GtkWidget  *place,
               const char *name)
{
  ui_test_foreach (place, check_target, (gpointer) name);
}

static void
test_targets (void)
{
  ui_places_show_all (WIDTH, HEIGHT, check_targets);
}

/* Arrow keys go from one to the next within these; the Tab key goes to one of them. */
static gboolean
is_within_group (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_TOGGLE_GROUP) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_INLINE_VIEW_SWITCHER) != NULL;
}

typedef struct
{
  GHashTable *stops;
  const char *place;
} Reached;

static void
check_reached (GtkWidget *widget,
               gpointer   data)
{
  Reached *reached = data;

  gboolean is_control = GTK_IS_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_TEXT (widget);

  if (is_control && gtk_widget_is_sensitive (widget) && gtk_widget_get_can_focus (widget) &&
      gtk_widget_get_focusable (widget) && !is_within_group (widget) && !g_hash_table_contains (reached->stops, widget))
    g_error ("The Tab key does not come to a %s “%s”: %s", G_OBJECT_TYPE_NAME (widget), ui_test_get_text (widget),
             reached->place);
}

/* Down, or to the side: what was passed by is not come back to. */
static gboolean
is_in_reading_order (GtkWidget *before,
                     GtkWidget *after)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (after));
  graphene_rect_t a, b;

  g_assert_true (gtk_widget_compute_bounds (before, root, &a) && gtk_widget_compute_bounds (after, root, &b));

  return b.origin.y + b.size.height > a.origin.y || b.origin.x >= a.origin.x + a.size.width;
}

/* The Tab key comes to each control once, in the order in which they are read, and to the end. */
static void
check_focus (IdioWindow *window,
             GtkWidget  *place,
             const char *name)
{
  g_autoptr(GHashTable) stops = g_hash_table_new (NULL, NULL);
  GtkWidget *first = NULL, *before = NULL;

  gtk_root_set_focus (GTK_ROOT (window), NULL);

  while (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *stop = gtk_root_get_focus (GTK_ROOT (window));

      if (stop != NULL && stop == first)
        break;

      if (stop == NULL || !gtk_widget_get_mapped (stop) || !gtk_widget_is_sensitive (stop))
        g_error ("The focus is lost: %s", name);

      if (!gtk_widget_is_ancestor (stop, place))
        g_error ("The focus leaves to a %s: %s", G_OBJECT_TYPE_NAME (stop), name);

      if (!g_hash_table_add (stops, stop) || g_hash_table_size (stops) > MAX_STOPS)
        g_error ("The focus goes around a %s: %s", G_OBJECT_TYPE_NAME (stop), name);

      if (before != NULL && !is_in_reading_order (before, stop))
        g_error ("The focus goes from a %s “%s” up to a %s “%s”: %s", G_OBJECT_TYPE_NAME (before),
                 ui_test_get_text (before), G_OBJECT_TYPE_NAME (stop), ui_test_get_text (stop), name);

      first = first != NULL ? first : stop;
      before = stop;
    }

  g_assert_cmpuint (g_hash_table_size (stops), >, 0);
  ui_test_foreach (place, check_reached, &(Reached) { stops, name });
}

static void
test_focus (void)
{
  ui_places_show_all (WIDTH, HEIGHT, check_focus);
}

/* Labels that were measured, in all places */
static guint n_measured;

typedef struct
{
  UiPicture  *picture;
  const char *place;
} Measuring;

static void
check_text (GtkWidget *widget,
            gpointer   data)
{
  Measuring *measuring = data;
  double contrast;

  /* What can't be used now may be faint. */
  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0' || !gtk_widget_is_sensitive (widget))
    return;

  contrast = ui_picture_measure_contrast (measuring->picture, widget);

  if (contrast <= 0)
    return;

  n_measured++;

  if (contrast < MIN_CONTRAST)
    {
      g_test_message ("The contrast of “%s” is %.2f: %s", gtk_label_get_text (GTK_LABEL (widget)), contrast,
                      measuring->place);
      g_test_fail ();
    }
}

static void
check_contrast (IdioWindow *window,
                GtkWidget  *place,
                const char *name)
{
  g_autoptr(UiPicture) picture = NULL;
  Measuring measuring = { NULL, name };

  /* What is counted in a thread comes a little later. */
  dex_await (dex_timeout_new_msec (300), NULL);
  picture = ui_picture_take (GTK_WIDGET (window));
  measuring.picture = picture;
  ui_test_foreach (place, check_text, &measuring);
}

static void
show_contrast (AdwColorScheme scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  n_measured = 0;
  ui_places_show_all (WIDTH, HEIGHT, check_contrast);
  g_assert_cmpuint (n_measured, >, 200);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_contrast_light (void)
{
  show_contrast (ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
test_contrast_dark (void)
{
  show_contrast (ADW_COLOR_SCHEME_FORCE_DARK);
}

/* libadwaita reads this when it starts. */
static void
test_high_contrast (void)
{
  g_auto(GStrv) envp = g_environ_setenv (g_get_environ (), "ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);

  for (guint i = 0; i < 2; i++)
    {
      g_test_trap_subprocess_with_envp (i == 0 ? "/accessible/contrast/light" : "/accessible/contrast/dark",
                                        (const char * const *) envp, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
    }
}

/* A contrast that is known */
static void
test_contrast_is_measured (void)
{
  static const struct { const char *markup; double contrast; } texts[] = {
    { "<span foreground='#000000' fgalpha='100%' background='#ffffff'>MMMM</span>", 21 },
    { "<span foreground='#767676' fgalpha='100%' background='#ffffff'>MMMM</span>", 4.54 },
    { "<span foreground='#888888' fgalpha='100%' background='#ffffff'>MMMM</span>", 3.54 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      GtkWindow *window;
      g_autoptr(UiPicture) picture = NULL;

      gtk_label_set_markup (GTK_LABEL (label), texts[i].markup);
      gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      window = ui_test_show (label);
      ui_test_wait_for (gtk_widget_get_width (label) > 0);
      /* As a style or an icon does that has just been loaded. */
      gtk_widget_queue_draw (GTK_WIDGET (window));
      picture = ui_picture_take (GTK_WIDGET (window));
      g_assert_cmpfloat_with_epsilon (ui_picture_measure_contrast (picture, label), texts[i].contrast, 0.2);
      ui_test_hide (window, label);
    }
}

/* What the icon of the app shows stands out in each size in which it is shown, on a light and on a dark ground. */
static void
test_icon (void)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  static const char * const names[] = { APP_ID, APP_ID "-symbolic" };
  static const int sizes[] = { 16, 32, 64, 128, 512 };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autofree char *icons = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", NULL);

  gtk_icon_theme_add_search_path (theme, icons);

  for (guint i = 0; i < G_N_ELEMENTS (schemes) * G_N_ELEMENTS (names) * G_N_ELEMENTS (sizes); i++)
    {
      const char *name = names[i % G_N_ELEMENTS (names)];
      int size = sizes[i / G_N_ELEMENTS (names) % G_N_ELEMENTS (sizes)];
      AdwColorScheme scheme = schemes[i / G_N_ELEMENTS (names) / G_N_ELEMENTS (sizes)];
      GtkWidget *image = gtk_image_new_from_icon_name (name);
      GtkWindow *window;
      g_autoptr(UiPicture) picture = NULL;
      double contrast;

      g_assert_true (gtk_icon_theme_has_icon (theme, name));
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
      gtk_image_set_pixel_size (GTK_IMAGE (image), size);
      gtk_widget_set_halign (image, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
      window = ui_test_show (image);
      ui_test_wait_for (gtk_widget_get_width (image) > 0);
      picture = ui_picture_take (GTK_WIDGET (window));
      contrast = ui_picture_measure_contrast (picture, image);
      g_test_message ("%s, %d px, %s: %.1f", name, size, scheme == ADW_COLOR_SCHEME_FORCE_DARK ? "dark" : "light", contrast);
      g_assert_cmpfloat (contrast, >=, MIN_ICON_CONTRAST);
      ui_test_hide (window, image);
    }

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static const char *
get_topic (IdioWindow *window)
{
  AdwDialog *dialog = ui_test_find_dialog (window, IDIO_TYPE_HELP_DIALOG);

  g_assert_nonnull (dialog);

  return adw_navigation_view_get_visible_page_tag (ui_test_child (dialog, "navigation_view"));
}

static void
check_topic (IdioWindow *window,
             const char *topic)
{
  for (guint i = 0; i < 2; i++)
    {
      idio_help_places_show (ADW_APPLICATION_WINDOW (window));
      ui_test_wait_for (ui_test_find_dialog (window, IDIO_TYPE_HELP_DIALOG));
      g_assert_cmpstr (get_topic (window), ==, topic);
    }

  adw_dialog_force_close (ui_test_find_dialog (window, IDIO_TYPE_HELP_DIALOG));
  ui_test_wait_for (!ui_test_find_dialog (window, IDIO_TYPE_HELP_DIALOG));
}

/* From anywhere, the help opens at a page about that place, once, and closes to where it was. A question is about the
 * place where it was asked. */
static void
check_help (IdioWindow *window,
            GtkWidget  *place,
            const char *name)
{
  static const struct { const char *place, *topic; } places[] = {
    { "documents, empty", "texts" }, { "documents, full", "texts" }, { "voice, empty", "cards" },
    { "voice, full", "cards" }, { "write, empty", "writing" }, { "write, full", "writing" },
    { "IdioAboutYouDialog", "cards" },
    { "IdioAddCardDialog", "cards" }, { "IdioEditTextDialog", "texts" }, { "IdioExportDialog", "cards" },
    { "IdioFingerprintDialog", "cards" }, { "IdioHistoryDialog", "writing" }, { "IdioImportReport", "trouble" },
    { "IdioPartsDialog", "texts" }, { "IdioRemovedDialog", "texts" }, { "preferences, models", "models" },
    { "preferences, texts", "texts" }, { "preferences, privacy", "privacy" },
  };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  AdwDialog *question = g_object_ref_sink (adw_alert_dialog_new ("Really?", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].place, name))
      {
        check_topic (window, places[i].topic);
        g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == focus);
        adw_dialog_present (question, GTK_WIDGET (window));
        check_topic (window, places[i].topic);
        adw_dialog_force_close (question);
        ui_test_wait_for (!ui_test_find_dialog (window, ADW_TYPE_ALERT_DIALOG));
        ui_test_finalize (question);
        return;
      }

  /* The help has no help, and the shortcuts are about all places. */
  g_assert_true (g_str_has_prefix (name, "help") || g_str_equal (name, "AdwShortcutsDialog"));
  g_object_unref (question);
}

static void
test_help (void)
{
  ui_places_show_all (WIDTH, HEIGHT, check_help);
}

/* The list of topics leads to each, and each back to the list. */
static void
test_help_topics (void)
{
  GtkWindow *window;
  GtkWidget *content = gtk_button_new ();
  AdwDialog *dialog = g_object_ref_sink (idio_help_dialog_new (NULL));
  AdwNavigationView *view = ui_test_child (dialog, "navigation_view");
  guint n_topics;
  const IdioHelpTopic *topics = idio_help_topics_get (&n_topics);

  window = ui_test_show (content);
  adw_dialog_present (dialog, content);
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_cmpstr (adw_navigation_view_get_visible_page_tag (view), ==, "topics");

  for (guint i = 0; i < n_topics; i++)
    {
      ui_test_click (dialog, topics[i].title);
      g_assert_cmpstr (adw_navigation_view_get_visible_page_tag (view), ==, topics[i].name);

      for (guint j = 0; j < IDIO_HELP_MAX_SECTIONS && topics[i].sections[j].title != NULL; j++)
        ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, topics[i].sections[j].text));

      g_assert_true (adw_navigation_view_pop (view));
      ui_test_wait_for (ui_test_find (dialog, ADW_TYPE_ACTION_ROW, topics[i].title));
    }

  adw_dialog_force_close (dialog);
  ui_test_finalize (dialog);
  ui_test_hide (window, content);
}

/* Only whole sentences are read out. */
static void
test_spoken_text (void)
{
  static const struct { const char *text; gsize length; } texts[] = {
    { "", 0 },
    { "Hi Omar", 0 },
    { "Thanks for the drill.", 0 },
    { "Thanks for the drill. ", 0 },
    { "Thanks for the drill. It r", 22 },
    { "It costs 3.5 euros, and is paid", 0 },
    { "Hi Omar,\nthank", 9 },
    { "One. Two! Three? Fo", 17 },
    { "你好。你好", 9 },
    { "नमस्ते। आप", 22 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpuint (idio_spoken_text_measure (texts[i].text), ==, texts[i].length);
}

static void
add_tests (void)
{
  g_test_add_func ("/accessible/spoken-text", test_spoken_text);
  idio_test_add_fiber ("/accessible/names", test_names);
  idio_test_add_fiber ("/accessible/targets", test_targets);
  idio_test_add_fiber ("/accessible/focus", test_focus);
  idio_test_add_fiber ("/accessible/contrast/measured", test_contrast_is_measured);
  idio_test_add_fiber ("/accessible/contrast/icon", test_icon);
  idio_test_add_fiber ("/accessible/contrast/light", test_contrast_light);
  idio_test_add_fiber ("/accessible/contrast/dark", test_contrast_dark);
  g_test_add_func ("/accessible/contrast/high", test_high_contrast);
  idio_test_add_fiber ("/accessible/help", test_help);
  idio_test_add_fiber ("/accessible/help-topics", test_help_topics);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
