/* test-room.c: whether titles, buttons and toggles have room for their words in each language, also on a phone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include <libintl.h>

#include "ui-places.h"

/* The narrowest that a window has to be usable in */
#define WIDTH  360
#define HEIGHT 720

/* The font of GNOME, or the one that it was made from */
#define FONT "Adwaita Sans,Inter 11"

/* Of text that is not scaled */
#define DPI 96

static struct
{
  const char *language;
  int         scale;
  const char *place;
  char       *warning;  /* of what is about to be shown, or NULL */
  GHashTable *cut;      /* what was found, so that it is told once */
} room;

static void
tell (const char *what)
{
  g_autofree char *found = g_strdup_printf ("%s at %d %%, %s: %s", room.language, room.scale * 100, room.place, what);

  if (g_hash_table_add (room.cut, g_strdup (found)))
    g_test_message ("cut: %s", found);
}

/* libadwaita warns of what is wider than the window. The other places are looked at all the same. */
static gboolean
fatal_cb (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        data)
{
  if (strstr (message, " exceeds ") == NULL)
    return TRUE;

  g_set_str (&room.warning, strstr (message, " exceeds "));

  return FALSE;
}

/* Names of documents and models can be of any length, and are cut. So are those of views, which have an icon or say at
 * their top what they are; and what libadwaita draws itself. */
static gboolean
is_ours (GtkWidget *label)
{
  if (gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN) != NULL ||
      gtk_widget_get_ancestor (label, ADW_TYPE_VIEW_SWITCHER) != NULL ||
      gtk_widget_get_ancestor (label, ADW_TYPE_INLINE_VIEW_SWITCHER) != NULL ||
      gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_DIALOG) != NULL ||
      gtk_widget_get_ancestor (label, ADW_TYPE_SHORTCUTS_DIALOG) != NULL ||
      gtk_widget_get_ancestor (label, ADW_TYPE_BANNER) != NULL)
    return FALSE;

  return gtk_widget_get_ancestor (label, ADW_TYPE_WINDOW_TITLE) != NULL ||
         gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR) != NULL ||
         gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) != NULL ||
         gtk_widget_get_ancestor (label, ADW_TYPE_TOGGLE_GROUP) != NULL;
}

static void
check_label (GtkWidget *widget,
             gpointer   data)
{
  if (GTK_IS_LABEL (widget) && is_ours (widget) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    tell (gtk_label_get_text (GTK_LABEL (widget)));
}

static void
check_place (IdioWindow *window,
             GtkWidget  *place,
             const char *name)
{
  room.place = name;

  if (room.warning != NULL)
    tell (room.warning);

  g_clear_pointer (&room.warning, g_free);
  ui_test_foreach (place, check_label, NULL);
}

static void
speak (const char *language)
{
  g_autofree char *catalogs = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  /* Nothing is translated in the locale “C”. */
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  g_assert_nonnull (setlocale (LC_ALL, "en_US.UTF-8"));
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogs);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  room.language = language;
}

static void
check (int scale)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", "LINGUAS", NULL);
  g_autofree char *list = NULL;
  g_auto(GStrv) languages = NULL;
  g_autoptr(GHashTable) cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  languages = g_strsplit (list, "\n", -1);
  room.cut = cut;
  g_test_log_set_fatal_handler (fatal_cb, NULL);
  room.scale = scale;
  g_object_set (gtk_settings_get_default (), "gtk-font-name", FONT, "gtk-xft-dpi", scale * DPI * PANGO_SCALE, NULL);

  for (guint i = 0; languages[i] != NULL; i++)
    {
      if (*languages[i] == '\0' || *languages[i] == '#')
        continue;

      speak (languages[i]);
      g_assert_cmpstr (gettext ("Preferences"), !=, "Preferences");
      ui_places_show_all (WIDTH, HEIGHT, check_place);
    }

  g_assert_cmpuint (g_hash_table_size (cut), ==, 0);
}

static void
test_usual (void)
{
  check (1);
}

static void
test_large (void)
{
  check (2);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/room/usual", test_usual);
  idio_test_add_fiber ("/room/large", test_large);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
