/* ui-fixture.h: the window, with a model service that does as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "draft/idio-draft.h"
#include "draft/idio-leak.h"
#include "fake-server.h"
#include "ui-test.h"

G_BEGIN_DECLS

/* For this name GLib knows the address by itself, and Idiolect does not take it for this computer. */
#define SERVICE_HOST "model.lan"

#define SAYS(text, reason) \
  "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"},\"finish_reason\":" reason "}]}\n\n"

#define ANSWER(text)  { 200, { SAYS (text, "\"stop\"") } }
#define FAILURE       { 500, { "{}" } }
#define FINDS_NOTHING ANSWER ("{\\\"cards\\\":[]}")
#define FINDS_ONE     ANSWER ("{\\\"cards\\\":[{\\\"axis\\\":\\\"communication\\\",\\\"claim\\\":\\\"You name the exact " \
                              "day on which you need something\\\",\\\"rate\\\":\\\"in 5 of 8 texts\\\"," \
                              "\\\"instruction\\\":\\\"Name the exact day, in 5 of 8 texts\\\"," \
                              "\\\"sentences\\\":[2, 14]}]}")

#define COUNTS_TO_FIVE { 200, { SAYS ("One ", "null"), SAYS ("two ", "null"), SAYS ("three ", "null"), \
                                SAYS ("four ", "null"), SAYS ("five.", "\"stop\"") }, 300 }

typedef struct
{
  char       *data_dir;
  FakeServer *server;
  GSettings  *settings;
  IdioWindow *window;
} UiFixture;

void             ui_fixture_clear           (UiFixture        *fixture);
void             ui_fixture_choose_service  (UiFixture        *fixture,
                                             const FakeAnswer *answers,
                                             guint             n_answers,
                                             const char       *capability);
void             ui_fixture_open_window     (UiFixture        *fixture,
                                             const char       *view);
void             ui_fixture_init            (UiFixture        *fixture,
                                             const char       *view,
                                             const FakeAnswer *answers,
                                             guint             n_answers,
                                             const char       *capability);
void             ui_fixture_init_empty      (UiFixture        *fixture,
                                             const char       *account);
void             ui_fixture_import          (UiFixture        *fixture,
                                             const char       *dir);
IdioWorkspace   *ui_fixture_get_workspace   (UiFixture        *fixture);
IdioModelChoice *ui_fixture_get_choice      (UiFixture        *fixture);
gpointer         ui_fixture_get_page        (UiFixture        *fixture,
                                             const char       *view);
gpointer         ui_fixture_get_request_child (UiFixture      *fixture,
                                             const char       *name);
gpointer         ui_fixture_get_pane        (UiFixture        *fixture,
                                             IdioDraftKind     kind);
GtkTextView     *ui_fixture_get_text_view   (UiFixture        *fixture,
                                             IdioDraftKind     kind);
guint            ui_fixture_count_documents (UiFixture        *fixture);
guint            ui_fixture_count_cards     (UiFixture        *fixture);
gboolean         ui_fixture_shows           (UiFixture        *fixture,
                                             const char       *words);
gboolean         ui_fixture_has_draft       (UiFixture        *fixture,
                                             IdioDraftKind     kind,
                                             const char       *text);
gboolean         ui_fixture_both_have       (UiFixture        *fixture,
                                             const char       *text);
void             ui_fixture_ask_for         (UiFixture        *fixture,
                                             const char       *request);
gboolean         ui_fixture_is_idle         (UiFixture        *fixture);
gboolean         ui_fixture_has_request     (UiFixture        *fixture,
                                             const char       *request);
void             ui_test_add_draft          (IdioWorkspace    *workspace,
                                             const char       *request,
                                             const char       *text,
                                             IdioLeak         *leak);
GListModel      *ui_test_list_folder        (const char       *dir);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UiFixture, ui_fixture_clear)

G_END_DECLS
