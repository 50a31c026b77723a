/* test-drafts.c: what is done with a draft and a request, as in other apps to write in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-leak.h"
#include "ui-fixture.h"
#include "ui/idio-draft-find.h"
#include "ui/idio-draft-keep.h"
#include "ui/idio-draft-mail.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-draft-print.h"
#include "ui/idio-finish-notice.h"
#include "ui/idio-text-limit.h"

#define ANSWER_TEXT "Hi Ann, thanks for the bottles."

static const FakeAnswer answers[] = {
  ANSWER (ANSWER_TEXT), ANSWER (ANSWER_TEXT), ANSWER ("Another one."), ANSWER ("And another one."),
};

static void
write_drafts (UiFixture *fixture)
{
  ui_fixture_init (fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  ui_fixture_ask_for (fixture, "Thank Ann for the bottles");
  ui_test_wait_for (ui_fixture_is_idle (fixture) && ui_fixture_both_have (fixture, ANSWER_TEXT));
}

static GtkTextBuffer *
get_buffer (UiFixture *fixture)
{
  return gtk_text_view_get_buffer (ui_fixture_get_text_view (fixture, IDIO_DRAFT_KIND_PERSONAL));
}

/* As the view does it for one who types */
static void
type_at_end (GtkTextBuffer *buffer,
             const char    *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static IdioDraft *
make_draft (const char *text)
{
  IdioDraft *draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);

  idio_draft_append (draft, text);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);

  return draft;
}

/* What is true of a word in the text, as far as it is underlined */
static PangoUnderline
get_underline (GtkTextView *view,
               const char  *word)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  PangoUnderline underline = PANGO_UNDERLINE_NONE;
  GSList *tags;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, word, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL));
  gtk_text_iter_forward_char (&start);
  tags = gtk_text_iter_get_tags (&start);

  /* In the order of their priority */
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      gboolean set;

      g_object_get (l->data, "underline-set", &set, NULL);

      if (set)
        g_object_get (l->data, "underline", &underline, NULL);
    }

  g_slist_free (tags);

  return underline;
}

/* Which of the two wavy lines it is depends on the scheme of the buffer. */
static gboolean
is_misspelled (GtkTextView *view,
               const char  *word)
{
  PangoUnderline underline = get_underline (view, word);

  return underline == PANGO_UNDERLINE_ERROR || underline == PANGO_UNDERLINE_ERROR_LINE;
}

/* libspelling leaks the empty list that it gets for a word which nothing is suggested for: only those tests check it whose
 * words are all nearly right. */
static void
reset_spelling (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_settings_reset (settings, "check-spelling");
  g_settings_set_string (settings, "spelling-language", "en_US");
}

/* In the request as soon as it is typed, in a draft as soon as it can be changed; in neither once it is off. */
static void
test_spelling (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  GtkTextView *request, *draft;
  g_autofree char *corrected = NULL;
  GtkTextIter place;

  reset_spelling ();
  write_drafts (&fixture);
  request = ui_fixture_get_request_child (&fixture, "request_view");
  draft = ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL);

  type_at_end (gtk_text_view_get_buffer (request), " recieve it ");
  type_at_end (gtk_text_view_get_buffer (draft), " I recieve it.");
  ui_test_wait_for (is_misspelled (request, "recieve"));
  ui_test_wait_for (is_misspelled (draft, "recieve"));
  g_assert_cmpint (get_underline (draft, "bottles"), ==, PANGO_UNDERLINE_NONE);
  g_assert_nonnull (gtk_text_view_get_extra_menu (draft));

  /* A correction of the menu is undone as what is typed is. */
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (draft), &place);
  gtk_text_iter_forward_search (&place, "recieve", 0, &place, NULL, NULL);
  gtk_text_iter_forward_chars (&place, 2);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (draft), &place);
  dex_await (dex_timeout_new_msec (200), NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (draft), "spelling.correct", "s", "receive"));
  corrected = ui_test_dup_buffer (draft);
  g_assert_cmpstr (corrected, ==, ANSWER_TEXT " I receive it.");
  g_assert_cmpstr (idio_draft_get_text (idio_draft_pane_get_draft (ui_fixture_get_pane (&fixture,
                                                                                        IDIO_DRAFT_KIND_PERSONAL))),
                   ==, corrected);
  gtk_text_buffer_undo (gtk_text_view_get_buffer (draft));
  g_clear_pointer (&corrected, g_free);
  corrected = ui_test_dup_buffer (draft);
  g_assert_cmpstr (corrected, ==, ANSWER_TEXT " I recieve it.");

  /* Switched off in one text it is off in all. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (request), "spelling.enabled", NULL));
  ui_test_wait_for (get_underline (request, "recieve") == PANGO_UNDERLINE_NONE &&
                    get_underline (draft, "recieve") == PANGO_UNDERLINE_NONE);
  g_assert_false (g_settings_get_boolean (fixture.settings, "check-spelling"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (draft), "spelling.enabled", NULL));
  ui_test_wait_for (is_misspelled (request, "recieve"));
  g_assert_true (g_settings_get_boolean (fixture.settings, "check-spelling"));
  ui_test_stop_spelling ();
}

/* A word with an apostrophe is one word, also while it is being typed. */
static void
test_spelling_apostrophes (void)
{
  static const char * const typed[] = { "It doesn", "'", "t, and he isn", "’", "t. Wo", "'", "nt he? Recieve", "'", "s" };
  g_autoptr(IdioDraft) draft = make_draft ("They couldn't, wouldn’t and recieve'd. ");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *view = ui_test_child (pane, "text_view");

  reset_spelling ();
  idio_draft_pane_set_draft (pane, draft, NULL);
  ui_test_wait_for (is_misspelled (view, "recieve"));
  g_assert_cmpint (get_underline (view, "couldn"), ==, PANGO_UNDERLINE_NONE);
  g_assert_cmpint (get_underline (view, "wouldn"), ==, PANGO_UNDERLINE_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      type_at_end (gtk_text_view_get_buffer (view), typed[i]);
      dex_await (dex_timeout_new_msec (150), NULL);
    }

  type_at_end (gtk_text_view_get_buffer (view), " mispeled ");
  ui_test_wait_for (is_misspelled (view, "mispeled") && is_misspelled (view, "Recieve"));
  g_assert_cmpint (get_underline (view, "doesn"), ==, PANGO_UNDERLINE_NONE);
  g_assert_cmpint (get_underline (view, "isn"), ==, PANGO_UNDERLINE_NONE);
  g_assert_true (is_misspelled (view, "nt"));
  ui_test_hide (window, pane);
  ui_test_stop_spelling ();
}

/* A text that can't be changed is not checked: one that is being written, and one of which the beginning is shown. */
static void
test_spelling_read_only (void)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *view = ui_test_child (pane, "text_view");

  reset_spelling ();
  idio_draft_pane_set_draft (pane, draft, NULL);
  idio_draft_append (draft, "I recieve it now.");
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "4 words"));
  dex_await (dex_timeout_new_msec (500), NULL);
  g_assert_cmpint (get_underline (view, "recieve"), ==, PANGO_UNDERLINE_NONE);
  g_assert_null (gtk_text_view_get_extra_menu (view));

  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  ui_test_wait_for (is_misspelled (view, "recieve"));
  ui_test_hide (window, pane);
  ui_test_stop_spelling ();
}

/* Names are seldom in a dictionary. That one came from an old text matters more. */
static void
test_spelling_and_leaks (void)
{
  g_autoptr(IdioDraft) draft = make_draft ("Hi Ann, Michaell and Elizabetth come, too.");
  g_autoptr(GPtrArray) leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *view = ui_test_child (pane, "text_view");
  IdioLeak *leak;

  reset_spelling ();
  idio_draft_pane_set_draft (pane, draft, NULL);
  ui_test_wait_for (is_misspelled (view, "Michaell"));
  leak = g_new0 (IdioLeak, 1);
  leak->kind = IDIO_LEAK_KIND_NAME;
  leak->text = g_strdup ("Michaell");
  g_ptr_array_add (leaks, leak);
  idio_draft_set_leaks (draft, leaks);
  g_assert_cmpint (get_underline (view, "Michaell"), ==, PANGO_UNDERLINE_DOUBLE);
  g_assert_true (is_misspelled (view, "Elizabetth"));

  /* They stay so while the rest is edited. */
  type_at_end (gtk_text_view_get_buffer (view), " Misstakes ");
  ui_test_wait_for (is_misspelled (view, "Misstakes"));
  g_assert_cmpint (get_underline (view, "Michaell"), ==, PANGO_UNDERLINE_DOUBLE);
  ui_test_hide (window, pane);
  ui_test_stop_spelling ();
}

/* Each draft keeps what can be undone in it, while others are shown. */
static void
test_undo_survives (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *pane;

  write_drafts (&fixture);
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  type_at_end (get_buffer (&fixture), " Bye!");
  gtk_text_buffer_undo (get_buffer (&fixture));
  gtk_text_buffer_redo (get_buffer (&fixture));

  idio_window_show_view (fixture.window, "documents");
  idio_window_show_view (fixture.window, "write");
  g_assert_true (gtk_widget_activate_action (pane, "draft.try-again", NULL));
  ui_test_wait_for (ui_fixture_is_idle (&fixture) &&
                    ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Another one."));
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (&fixture)));
  type_at_end (get_buffer (&fixture), " More.");

  g_assert_true (gtk_widget_activate_action (pane, "draft.earlier", NULL));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, ANSWER_TEXT " Bye!"));
  gtk_text_buffer_undo (get_buffer (&fixture));
  g_assert_false (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, ANSWER_TEXT " Bye!"));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, ANSWER_TEXT));
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (&fixture)));

  g_assert_true (gtk_widget_activate_action (pane, "draft.later", NULL));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Another one. More."));
  gtk_text_buffer_undo (get_buffer (&fixture));
  g_assert_cmpstr (idio_draft_get_text (idio_draft_pane_get_draft (IDIO_DRAFT_PANE (pane))), ==, "Another one.");
  gtk_text_buffer_redo (get_buffer (&fixture));
  g_assert_cmpstr (idio_draft_get_text (idio_draft_pane_get_draft (IDIO_DRAFT_PANE (pane))), ==, "Another one. More.");
}

static void
count (guint *n_times)
{
  (*n_times)++;
}

static gboolean
has_text (IdioCorpus *corpus,
          const char *words)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      g_autofree char *body = dex_await_string (idio_corpus_load_body (corpus, idio_document_get_id (document)), NULL);

      if (body != NULL && strstr (body, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Not a text of a model, whatever its spaces; one that was changed, once; and it can be taken back. */
static void
test_keep (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  IdioCorpus *corpus;
  GtkWidget *pane;
  GtkDropDown *audience;
  g_autoptr(IdioDocument) document = NULL;
  guint n_before, n_asked = 0;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  audience = ui_fixture_get_request_child (&fixture, "audience_drop_down");
  gtk_drop_down_set_selected (audience, IDIO_AUDIENCE_FRIENDS);
  ui_fixture_ask_for (&fixture, "Thank Ann for the bottles");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && ui_fixture_both_have (&fixture, ANSWER_TEXT));
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  n_before = ui_fixture_count_documents (&fixture);

  g_signal_connect_swapped (pane, "keep", G_CALLBACK (count), &n_asked);
  gtk_widget_activate_action (pane, "draft.keep", NULL);
  type_at_end (get_buffer (&fixture), "\n\n ");
  gtk_widget_activate_action (pane, "draft.keep", NULL);
  g_assert_cmpuint (n_asked, ==, 0);
  type_at_end (get_buffer (&fixture), "They shone on my shelf all week.");
  g_assert_true (gtk_widget_activate_action (pane, "draft.keep", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_before + 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Added to your texts"));

  for (guint i = 0; i <= n_before && document == NULL; i++)
    {
      g_autoptr(IdioDocument) item = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (g_str_equal (idio_document_get_title (item), "Thank Ann for the bottles"))
        document = g_steal_pointer (&item);
    }

  g_assert_nonnull (document);
  g_assert_cmpint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_FRIENDS);

  g_assert_true (gtk_widget_activate_action (pane, "draft.keep", NULL));
  ui_test_wait_for (ui_fixture_shows (&fixture, "The same text is here already"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, n_before + 1);

  /* The same draft with more words is the same text, which is changed, and has its words before again. */
  type_at_end (get_buffer (&fixture), " Thanks again.");
  g_assert_true (gtk_widget_activate_action (pane, "draft.keep", NULL));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Your text was updated"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, n_before + 1);
  g_assert_true (has_text (corpus, "They shone on my shelf all week. Thanks again."));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_wait_for (!has_text (corpus, "Thanks again."));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, n_before + 1);
  g_assert_true (has_text (corpus, "They shone on my shelf all week."));

  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_before);

  /* Changed back, it is the model's again. */
  while (gtk_text_buffer_get_can_undo (get_buffer (&fixture)))
    gtk_text_buffer_undo (get_buffer (&fixture));

  gtk_widget_activate_action (pane, "draft.keep", NULL);
  g_assert_cmpuint (n_asked, ==, 3);
}

/* The next day it is not known any more what was made of a draft, but that there is almost the same text. */
static void
test_keep_later (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(GString) words = g_string_new (NULL);
  guint n_documents;

  for (guint i = 0; i < 90; i++)
    g_string_append_printf (words, " bottle%u", i);

  write_drafts (&fixture);
  n_documents = ui_fixture_count_documents (&fixture);
  type_at_end (get_buffer (&fixture), words->str);
  gtk_widget_activate_action (ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL), "draft.keep", NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_documents + 1);
  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (gtk_text_buffer_get_char_count (get_buffer (&fixture)) > (int) words->len);

  type_at_end (get_buffer (&fixture), " Bye.");
  gtk_widget_activate_action (ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL), "draft.keep", NULL);
  ui_test_wait_for (ui_fixture_shows (&fixture, "A text that is almost the same is here already"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, n_documents + 1);

  /* With much more in it, it is another one. */
  type_at_end (get_buffer (&fixture), words->str + strlen (" bottle0 bottle1"));
  g_string_replace (words, "bottle", "jar", 0);
  type_at_end (get_buffer (&fixture), words->str);
  gtk_widget_activate_action (ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL), "draft.keep", NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_documents + 2);
}

static gboolean
has_selected (GtkTextView *view,
              const char  *text,
              int          offset)
{
  g_autofree char *selection = idio_text_limit_dup_selection (gtk_text_view_get_buffer (view));
  GtkTextIter start;

  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, NULL);

  return g_strcmp0 (selection, text) == 0 && gtk_text_iter_get_offset (&start) == offset;
}

static void
test_find (void)
{
  g_autoptr(IdioDraft) draft = make_draft ("One bottle, two bottles.\nThree BOTTLES, and a cork.");
  g_autoptr(IdioDraft) other = make_draft ("No glass here, but a bottle.");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *view = ui_test_child (pane, "text_view");
  GtkWidget *find = ui_test_child (pane, "draft_find");
  GtkSearchBar *bar = ui_test_child (find, "search_bar");
  GtkEditable *entry = ui_test_child (find, "entry");

  gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find", NULL);
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  idio_draft_pane_set_draft (pane, draft, NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find", NULL));
  g_assert_true (gtk_search_bar_get_search_mode (bar));

  gtk_editable_set_text (entry, "bottle");
  ui_test_wait_for (has_selected (view, "bottle", 4));
  ui_test_wait_for (ui_test_find (find, GTK_TYPE_LABEL, "1 of 3"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find-next", NULL));
  ui_test_wait_for (has_selected (view, "bottle", 16) && ui_test_find (find, GTK_TYPE_LABEL, "2 of 3"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find-next", NULL));
  ui_test_wait_for (has_selected (view, "BOTTLE", 31));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find-next", NULL));
  ui_test_wait_for (has_selected (view, "bottle", 4));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find-previous", NULL));
  ui_test_wait_for (has_selected (view, "BOTTLE", 31));

  gtk_editable_set_text (entry, "giraffe");
  ui_test_wait_for (ui_test_find (find, GTK_TYPE_LABEL, "No matches"));
  g_assert_false (gtk_widget_is_sensitive (ui_test_child (find, "next_button")));

  /* It goes on in another draft. */
  gtk_editable_set_text (entry, "bottle");
  ui_test_wait_for (ui_test_find (find, GTK_TYPE_LABEL, "3 of 3"));
  idio_draft_pane_set_draft (pane, other, NULL);
  ui_test_wait_for (ui_test_find (find, GTK_TYPE_LABEL, "1 match"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.find-next", NULL));
  ui_test_wait_for (has_selected (view, "bottle", 21));

  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  g_assert_cmpstr (idio_draft_get_text (other), ==, "No glass here, but a bottle.");
  ui_test_hide (window, pane);
}

/* The keys of the page are for the draft with the focus, or else for the one in the user's voice. */
static void
test_find_where_focus_is (void)
{
  g_auto(UiFixture) fixture = { NULL, };

  write_drafts (&fixture);

  for (IdioDraftKind kind = IDIO_DRAFT_KIND_GENERIC; kind <= IDIO_DRAFT_KIND_PERSONAL; kind++)
    {
      GtkWidget *find = ui_test_child (ui_fixture_get_pane (&fixture, kind), "draft_find");
      GtkWidget *other = ui_test_child (ui_fixture_get_pane (&fixture, (IdioDraftKind) !kind), "draft_find");

      if (kind == IDIO_DRAFT_KIND_GENERIC)
        gtk_widget_grab_focus (GTK_WIDGET (ui_fixture_get_text_view (&fixture, kind)));
      else
        gtk_widget_grab_focus (ui_fixture_get_request_child (&fixture, "request_view"));

      gtk_widget_activate_action (ui_fixture_get_page (&fixture, "write"), "write.draft", "s", "draft.find");
      g_assert_true (gtk_search_bar_get_search_mode (ui_test_child (find, "search_bar")));
      g_assert_false (gtk_search_bar_get_search_mode (ui_test_child (other, "search_bar")));
      g_signal_emit_by_name (ui_test_child (find, "entry"), "stop-search");
    }
}

static void
test_selected_words (void)
{
  g_autoptr(IdioDraft) draft = make_draft ("One two three four.");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  idio_draft_pane_set_draft (pane, draft, NULL);
  buffer = gtk_text_view_get_buffer (ui_test_child (pane, "text_view"));
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "4 words"));
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 0);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 7);
  gtk_text_buffer_select_range (buffer, &start, &end);
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "2 of 4 words"));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "4 of 4 words"));
  gtk_text_buffer_place_cursor (buffer, &start);
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "4 words"));
  ui_test_hide (window, pane);
}

static void
check_mail (const char *text,
            const char *expected,
            gboolean    fits)
{
  gboolean whole;
  g_autofree char *uri = idio_draft_mail_make_uri (text, &whole);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (whole, ==, fits);
  g_assert_true (g_uri_is_valid (uri, G_URI_FLAGS_NONE, &error));
  g_assert_cmpstr (uri, ==, expected);
}

static void
test_mail (void)
{
  g_autofree char *words = g_strnfill (40 * 1000, 'a');
  g_autofree char *long_mail = g_strconcat ("Subject: Long\n\n", words, NULL);

  check_mail ("Hi Ann,\nthanks.", "mailto:?body=Hi%20Ann,%0D%0Athanks.", TRUE);
  check_mail ("Subject: Thanks & more?\n\nHi Ann", "mailto:?subject=Thanks%20%26%20more?&body=Hi%20Ann", TRUE);
  check_mail ("SUBJECT:  Größe \r\nHi", "mailto:?subject=Gr%C3%B6%C3%9Fe&body=Hi", TRUE);
  check_mail ("Subjective: no", "mailto:?body=Subjective:%20no", TRUE);
  check_mail ("100% = #1 + 你", "mailto:?body=100%25%20%3D%20%231%20%2B%20%E4%BD%A0", TRUE);
  check_mail (words, "mailto:", FALSE);
  check_mail (long_mail, "mailto:?subject=Long", FALSE);
}

static guint
count_pages (const char *text,
             const char *paper)
{
  g_autoptr(GtkPrintOperation) operation = idio_draft_print_new (text, "Draft");
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_copy (gtk_print_operation_get_default_page_setup (operation));
  g_autoptr(GtkPaperSize) size = gtk_paper_size_new (paper);
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "draft.pdf", NULL);
  g_autofree char *pdf = NULL;
  g_autoptr(GError) error = NULL;
  int n_pages;

  gtk_page_setup_set_paper_size (setup, size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &pdf, NULL, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  g_object_get (operation, "n-pages", &n_pages, NULL);

  return (guint) n_pages;
}

/* As many pages as the text needs, on the paper that is used where the user is. */
static void
test_print (void)
{
  static const char * const papers[] = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_LETTER };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "A paragraph of some words that fits into one line.\n");

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *paragraph = g_strnfill (100 * 1000, 'a');

      g_assert_cmpuint (count_pages ("", papers[i]), ==, 1);
      g_assert_cmpuint (count_pages ("Hi Ann", papers[i]), ==, 1);
      g_assert_cmpuint (count_pages ("שלום\n\nעולם", papers[i]), ==, 1);
      g_assert_cmpuint (count_pages (paragraph, papers[i]), >, 10);
      g_assert_cmpuint (count_pages (text->str, papers[i]), >, 40);
      g_assert_cmpuint (count_pages (text->str, papers[i]), <, 100);
    }

  /* A sheet of Letter is shorter. */
  g_assert_cmpuint (count_pages (text->str, GTK_PAPER_NAME_A4), <, count_pages (text->str, GTK_PAPER_NAME_LETTER));
}

/* All of the draft is dragged by its head, as text. */
static void
test_drag (void)
{
  g_autoptr(IdioDraft) draft = make_draft ("Hi Ann,\nthanks.");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (ui_test_child (pane, "title_box"));
  g_autoptr(GdkContentProvider) provider = NULL;
  GtkDragSource *source = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        source = GTK_DRAG_SOURCE (controller);
    }

  g_assert_nonnull (source);
  g_signal_emit_by_name (source, "prepare", 1.0, 1.0, &provider);
  g_assert_null (provider);

  idio_draft_pane_set_draft (pane, draft, NULL);
  g_signal_emit_by_name (source, "prepare", 1.0, 1.0, &provider);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "Hi Ann,\nthanks.");
  ui_test_hide (window, pane);
}

/* What a desktop does with notifications, as far as it is asked here */
static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               titles)
{
  const char *title;

  g_variant_get_child (parameters, 3, "&s", &title);
  g_ptr_array_add (titles, g_strdup (title));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
}

static void
own_notifications (GDBusConnection *connection,
                   GPtrArray       *titles)
{
  static const char xml[] =
    "<node><interface name='org.freedesktop.Notifications'><method name='Notify'><arg type='s' direction='in'/>"
    "<arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method></interface></node>";
  static const GDBusInterfaceVTable table = { method_cb, NULL, NULL, { NULL, } };
  g_autoptr(GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr(GVariant) reply = NULL;

  g_assert_cmpuint (g_dbus_connection_register_object (connection, "/org/freedesktop/Notifications",
                                                       info->interfaces[0], &table, titles, NULL, NULL), >, 0);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.Notifications", 0u), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
}

/* Something that took long is told of in a window that is not before the user; what was quick is not. */
static void
test_notice (void)
{
  g_autoptr(GtkApplication) application = gtk_application_new ("io.github.idiolect.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GtkWidget *label = gtk_label_new ("A draft");
  GtkWindow *window;
  gint64 now = g_get_monotonic_time ();

  own_notifications (connection, titles);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_set_child (window, label);
  g_assert_false (gtk_window_is_active (window));

  idio_finish_notice_send (label, "write", now, "Quick", NULL);
  idio_finish_notice_send (label, "write", now - 60 * G_USEC_PER_SEC, "Slow", NULL);
  ui_test_wait_for (titles->len > 0);
  g_assert_cmpstr (g_ptr_array_index (titles, 0), ==, "Slow");
  g_assert_cmpuint (titles->len, ==, 1);
  gtk_window_destroy (window);
}

static gboolean
has_notice (UiFixture *fixture)
{
  return idio_draft_pane_get_notice (ui_fixture_get_pane (fixture, IDIO_DRAFT_KIND_PERSONAL)) != NULL &&
         ui_fixture_shows (fixture, "This is too long for the model, by about 1,425 words.");
}

/* That a request is too long is said until it is as much shorter, and again if it is not any more. */
static void
test_too_long (void)
{
  static const FakeAnswer refusals[] = {
    { 400, { "{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":5996,\"n_ctx\":4096}}" } },
  };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *request = g_strnfill (20000, 'a'), *shorter = g_strndup (request, 15000);
  GtkTextView *view;

  for (gsize i = 10; i < 20000; i += 10)
    request[i] = ' ';

  ui_fixture_init (&fixture, "write", refusals, 1, "drafts");
  view = ui_fixture_get_request_child (&fixture, "request_view");
  ui_fixture_ask_for (&fixture, request);
  ui_test_wait_for (has_notice (&fixture) && ui_fixture_is_idle (&fixture));
  ui_test_type (view, shorter);
  g_assert_true (has_notice (&fixture));
  ui_test_type (view, "a");
  ui_test_wait_for (!has_notice (&fixture));
  ui_test_type (view, shorter);
  ui_test_wait_for (has_notice (&fixture));
}

/* An entry of the history that is shown takes the place of the request, which comes back with undo. */
static void
test_undo_request (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioHistoryEntry) entry = NULL;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  AdwDialog *dialog = NULL;

  write_drafts (&fixture);
  view = ui_fixture_get_request_child (&fixture, "request_view");
  buffer = gtk_text_view_get_buffer (view);
  ui_test_type (view, "Something that I had begun");
  gtk_widget_activate_action (ui_fixture_get_page (&fixture, "write"), "write.history", NULL);
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture.window, ADW_TYPE_DIALOG)));
  entry = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture))), 0);
  g_signal_emit_by_name (dialog, "chosen", entry);
  adw_dialog_close (dialog);
  text = ui_test_dup_buffer (view);
  g_assert_cmpstr (text, ==, "Thank Ann for the bottles");
  gtk_text_buffer_undo (buffer);
  g_clear_pointer (&text, g_free);
  text = ui_test_dup_buffer (view);
  g_assert_cmpstr (text, ==, "Something that I had begun");
  gtk_text_buffer_redo (buffer);
  g_clear_pointer (&text, g_free);
  text = ui_test_dup_buffer (view);
  g_assert_cmpstr (text, ==, "Thank Ann for the bottles");
}

/* What is in the request after the one that was written, and to which @typed was added, was removed */
static char *
dup_left (const char *typed)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioHistoryEntry) entry = NULL;
  IdioHistory *history;
  GtkTextView *view;

  write_drafts (&fixture);
  history = idio_workspace_get_history (ui_fixture_get_workspace (&fixture));
  entry = g_list_model_get_item (G_LIST_MODEL (history), 0);
  view = ui_fixture_get_request_child (&fixture, "request_view");
  type_at_end (gtk_text_view_get_buffer (view), typed);
  idio_test_await (idio_history_remove (history, idio_history_entry_get_id (entry)));
  ui_test_wait_for (!ui_fixture_both_have (&fixture, ANSWER_TEXT));

  return ui_test_dup_buffer (view);
}

/* A request goes with its drafts, as it does when a backup takes the place of all; but not one that was typed since. */
static void
test_removed (void)
{
  g_autofree char *unchanged = dup_left ("");
  g_autofree char *changed = dup_left (" and the jars");

  g_assert_cmpstr (unchanged, ==, "");
  g_assert_cmpstr (changed, ==, "Thank Ann for the bottles and the jars");
}

/* What the request says and a draft does not is named as long as that is so, and what is left to fill in. */
static void
test_facts (void)
{
  static const FakeAnswer unfit[] = {
    ANSWER ("I am sorry for the change.\\n\\n[Your Name]"), ANSWER ("Maria, it is on Thursday at three."),
  };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *personal, *generic, *label;

  ui_fixture_init (&fixture, "write", unfit, G_N_ELEMENTS (unfit), "drafts");
  ui_fixture_ask_for (&fixture, "Tell Maria that it is on Thursday at 3 pm");
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  personal = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  generic = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_GENERIC);

  /* Either may have been written first. */
  if (!gtk_widget_get_visible (ui_test_child (personal, "warning_box")))
    {
      GtkWidget *other = personal;

      personal = generic;
      generic = other;
    }

  label = ui_test_child (personal, "warning_label");
  ui_test_wait_for (g_str_equal (gtk_label_get_label (GTK_LABEL (label)),
                                 "In your request, but not in this draft: Maria, Thursday, 3.\n"
                                 "To be filled in: [Your Name]."));
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_false (gtk_widget_get_visible (ui_test_child (generic, "warning_box")));

  ui_test_type (ui_test_child (personal, "text_view"), "Maria, it is on Thurs., [Your Name]");
  ui_test_wait_for (g_str_equal (gtk_label_get_label (GTK_LABEL (label)),
                                 "In your request, but not in this draft: 3.\nTo be filled in: [Your Name]."));
  ui_test_type (ui_test_child (personal, "text_view"), "Maria, it is on Thurs., 3 pm. Ann");
  ui_test_wait_for (!gtk_widget_get_visible (ui_test_child (personal, "warning_box")));
}

/* A request that was answered is no text to rewrite, and waits for its mode. What was only typed stays, in any mode. */
static void
test_modes (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  AdwToggleGroup *group;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  group = ui_fixture_get_request_child (&fixture, "mode_group");
  ui_test_type (ui_fixture_get_request_child (&fixture, "request_view"), "Thank Ann for the bottles");
  adw_toggle_group_set_active_name (group, "rewrite");
  g_assert_true (ui_fixture_has_request (&fixture, "Thank Ann for the bottles"));
  adw_toggle_group_set_active_name (group, "write");
  g_assert_true (ui_fixture_has_request (&fixture, "Thank Ann for the bottles"));

  ui_test_click (fixture.window, "Write");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && ui_fixture_both_have (&fixture, ANSWER_TEXT));
  adw_toggle_group_set_active_name (group, "rewrite");
  g_assert_true (ui_fixture_has_request (&fixture, ""));
  adw_toggle_group_set_active_name (group, "write");
  g_assert_true (ui_fixture_has_request (&fixture, "Thank Ann for the bottles"));

  adw_toggle_group_set_active_name (group, "rewrite");
  ui_test_type (ui_fixture_get_request_child (&fixture, "request_view"), "The bottles came.");
  adw_toggle_group_set_active_name (group, "write");
  g_assert_true (ui_fixture_has_request (&fixture, "The bottles came."));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/drafts/removed", test_removed);
  idio_test_add_fiber ("/drafts/spelling", test_spelling);
  idio_test_add_fiber ("/drafts/spelling-apostrophes", test_spelling_apostrophes);
  idio_test_add_fiber ("/drafts/spelling-read-only", test_spelling_read_only);
  idio_test_add_fiber ("/drafts/spelling-and-leaks", test_spelling_and_leaks);
  idio_test_add_fiber ("/drafts/undo-survives", test_undo_survives);
  idio_test_add_fiber ("/drafts/undo-request", test_undo_request);
  idio_test_add_fiber ("/drafts/keep", test_keep);
  idio_test_add_fiber ("/drafts/keep-later", test_keep_later);
  idio_test_add_fiber ("/drafts/find", test_find);
  idio_test_add_fiber ("/drafts/find-where-focus-is", test_find_where_focus_is);
  idio_test_add_fiber ("/drafts/selected-words", test_selected_words);
  idio_test_add_fiber ("/drafts/mail", test_mail);
  idio_test_add_fiber ("/drafts/print", test_print);
  idio_test_add_fiber ("/drafts/drag", test_drag);
  idio_test_add_fiber ("/drafts/notice", test_notice);
  idio_test_add_fiber ("/drafts/too-long", test_too_long);
  idio_test_add_fiber ("/drafts/modes", test_modes);
  idio_test_add_fiber ("/drafts/facts", test_facts);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
