/* ui-test.h: what tests of widgets need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-test.h"
#include "idio-workspace.h"
#include "ui/idio-window.h"

G_BEGIN_DECLS

/* Long enough for anything that ends at all, on any machine */
#define UI_TEST_PATIENCE_SEC 60

/* Turns the main loop until something is so. Within a test made with idio_test_add_fiber(). */
#define ui_test_wait_for(condition)                                                  \
  G_STMT_START {                                                                     \
    gint64 __end = g_get_monotonic_time () + UI_TEST_PATIENCE_SEC * G_USEC_PER_SEC;  \
    while (!(condition))                                                             \
      {                                                                              \
        if (g_get_monotonic_time () > __end)                                         \
          g_error ("%s: waited in vain for %s", G_STRLOC, #condition);               \
        dex_await (dex_timeout_new_msec (5), NULL);                                  \
      }                                                                              \
  } G_STMT_END

/* A child of a template, by the name it has there. */
#define ui_test_child(widget, name) \
  ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), (name)))

/* The list of texts on a page of them, and what is typed to search in it. */
#define ui_test_list_view(page) \
  ((GtkListView *) ui_test_child (ui_test_child (ui_test_child ((page), "browser"), "listing"), "list_view"))
#define ui_test_search_entry(page) ui_test_child (ui_test_child ((page), "browser"), "search_entry")

typedef void (*UiTestFunc) (GtkWidget *widget,
                            gpointer   data);

int            ui_test_main         (int           argc,
                                     char         *argv[],
                                     void        (*add_tests) (void));
IdioWorkspace *ui_test_make_example (void);
void           ui_test_fill_example (const char   *data_dir);
GtkWindow     *ui_test_show         (gpointer      widget);
void           ui_test_hide         (GtkWindow    *window,
                                     gpointer      widget);
IdioWindow    *ui_test_open         (const char   *data_dir);
void           ui_test_close        (gpointer      window);
void           ui_test_finalize     (gpointer      object);
void           ui_test_foreach      (gpointer      root,
                                     UiTestFunc    func,
                                     gpointer      data);
const char    *ui_test_get_text     (GtkWidget    *widget);
gpointer       ui_test_find         (gpointer      root,
                                     GType         type,
                                     const char   *text);
gpointer       ui_test_find_dialog  (gpointer      window,
                                     GType         type);
void           ui_test_click        (gpointer      root,
                                     const char   *text);
char          *ui_test_dup_buffer   (gpointer      text_view);
void           ui_test_type         (gpointer      text_view,
                                     const char   *text);
void           ui_test_stop_spelling (void);

G_END_DECLS
