/* test-long-texts.c: texts that are longer than anything a text view is made for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-draft.h"
#include "ui-test.h"
#include "ui/idio-document-view.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-shown-text.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-write-page.h"

enum
{
  ROOM = IDIO_TEXT_LIMIT_CHARS,
  PARAGRAPH = IDIO_TEXT_LIMIT_PARAGRAPH_CHARS,
  HUGE_BYTES = 20 * 1000 * 1000,
};

/* Letters of any width, on lines of a length, with or without spaces. */
static char *
make_text (gsize       n_bytes,
           const char *letter,
           guint       n_line,
           gboolean    spaces)
{
  GString *text = g_string_sized_new (n_bytes + 8);

  for (guint i = 1; text->len + strlen (letter) <= n_bytes; i++)
    g_string_append (text, n_line > 0 && i % n_line == 0 ? "\n" : spaces && i % 7 == 0 ? " " : letter);

  return g_string_free_and_steal (text);
}

static glong
find_longest_paragraph (const char *text)
{
  g_autoptr(GString) lines = g_string_new (text);
  g_auto(GStrv) paragraphs = NULL;
  glong longest = 0;

  g_string_replace (lines, "\u2029", "\n", 0);
  paragraphs = g_strsplit (lines->str, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (paragraphs[i], -1));

  return longest;
}

/* What is shown is the beginning of the text, with nothing but breaks put in. */
static void
check_fit (const char *text,
           glong       room,
           glong       n_before)
{
  g_autoptr(GArray) breaks = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GString) without = g_string_new (NULL);
  gsize n_shown, n_copied = 0;
  g_autofree char *shown = idio_text_limit_fit (text, strlen (text), room, n_before, breaks, &n_shown);
  gsize byte = 0;

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, (gssize) n_shown), ==, MIN (room, g_utf8_strlen (text, -1)));
  g_assert_cmpint (find_longest_paragraph (shown), <=, PARAGRAPH);

  for (guint i = 0; i <= breaks->len; i++)
    {
      gsize end = i < breaks->len ? g_array_index (breaks, gsize, i) : n_shown;

      g_assert_cmpuint (end, >=, n_copied);
      g_string_append_len (without, shown + byte, (gssize) (end - n_copied));
      byte += end - n_copied;
      n_copied = end;

      if (i < breaks->len)
        g_assert_cmpint (shown[byte++], ==, '\n');
    }

  g_assert_cmpuint (byte, ==, strlen (shown));
  g_assert_true (strncmp (without->str, text, n_shown) == 0 && without->len == n_shown);
}

static void
test_fit (void)
{
  static const char * const letters[] = { "a", "é", "語", "😀", "\u05d0" };
  static const guint lines[] = { 0, 1, 60, PARAGRAPH - 1, PARAGRAPH, PARAGRAPH + 1, PARAGRAPH + 2, 3 * PARAGRAPH };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lines); j++)
      for (guint spaces = 0; spaces < 2; spaces++)
        {
          g_autofree char *text = make_text (60 * 1000, letters[i], lines[j], spaces);

          check_fit (text, ROOM, 0);
          check_fit (text, 10 * 1000, 0);
          check_fit (text, PARAGRAPH + 3, PARAGRAPH - 3);
          check_fit (text, 1, 3 * PARAGRAPH);
          check_fit (text, 0, 0);
        }

  check_fit ("", ROOM, 0);
  check_fit ("a\r\nb\u2029c", ROOM, PARAGRAPH);
}

static IdioDocument *
add_document (IdioWorkspace *workspace,
              const char    *title,
              const char    *body)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (documents, idio_text_new (0, title, body, 3, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, documents, NULL));

  return idio_corpus_find (corpus, g_array_index (ids, gint64, 0));
}

static IdioWorkspace *
open_empty (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();

  return idio_test_await_object (idio_workspace_open (data_dir));
}

static char *
dup_selected (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  return gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
           ? gtk_text_buffer_get_text (buffer, &start, &end, FALSE) : g_strdup ("");
}

/* A document of one line, and one of many: the beginning is shown, and said to be no more than that. */
static void
test_document (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioWorkspace) workspace = open_empty ();
      g_autofree char *body = make_text (HUGE_BYTES, i == 0 ? "a" : "語", i == 0 ? 0 : 80, FALSE);
      IdioDocumentView *view = g_object_new (IDIO_TYPE_DOCUMENT_VIEW, NULL);
      GtkWindow *window = ui_test_show (view);
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"));
      IdioDocument *document = add_document (workspace, "A title", body);
      g_autofree char *other = g_strconcat ("Another ", body, NULL);
      g_autofree char *shown = NULL;

      idio_document_view_set_workspace (view, workspace);
      idio_document_view_set_document (view, document);
      ui_test_wait_for (gtk_text_buffer_get_char_count (buffer) > 0);
      shown = ui_test_dup_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"));
      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, ROOM + ROOM / PARAGRAPH);
      g_assert_cmpint (find_longest_paragraph (shown), <=, PARAGRAPH);
      ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Only the beginning is shown"));

      /* A quote in what is not shown */
      idio_document_view_show_quote (view, idio_document_get_id (document), HUGE_BYTES - 100, 10);
      dex_await (dex_timeout_new_msec (50), NULL);
      g_assert_false (gtk_text_buffer_get_selection_bounds (buffer, NULL, NULL));

      /* It is not looked for in another one. */
      idio_document_view_set_document (view, add_document (workspace, "Another", other));
      ui_test_wait_for (gtk_text_buffer_get_char_count (buffer) > 0);
      dex_await (dex_timeout_new_msec (50), NULL);
      g_assert_false (gtk_text_buffer_get_selection_bounds (buffer, NULL, NULL));

      idio_document_view_set_document (view, add_document (workspace, "Another", "A short text"));
      ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Only the beginning is shown") == NULL);
      ui_test_hide (window, view);
    }
}

/* Quotes are where they are in the document, however its paragraphs were broken for the view. */
static void
test_quotes (void)
{
  g_autoptr(IdioWorkspace) workspace = open_empty ();
  g_autofree char *text = make_text (40 * 1000 + 602, "é", 0, FALSE);
  g_autoptr(GString) body = g_string_new (NULL);
  IdioDocumentView *view = g_object_new (IDIO_TYPE_DOCUMENT_VIEW, NULL);
  GtkWindow *window = ui_test_show (view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"));
  IdioProposal *proposal = idio_proposal_new ();
  IdioDocument *documents[2];
  guint n_marks = 0;
  GtkTextIter iter;
  gsize starts[3];

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_string_append (body, text);
      starts[i] = body->len;
      g_string_append (body, "a_quote");
    }

  documents[0] = add_document (workspace, "One", body->str);
  documents[1] = add_document (workspace, "Two", "a_quote");

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    g_ptr_array_add (proposal->quotes, idio_quote_new (idio_document_get_id (documents[0]), starts[i], 7, NULL));

  g_ptr_array_add (proposal->quotes, idio_quote_new (idio_document_get_id (documents[1]), 0, 7, NULL));
  proposal->fields.source = IDIO_SOURCE_FOUND;
  proposal->fields.claim = g_strdup ("You quote");
  proposal->fields.instruction = g_strdup ("Quote");
  proposal->fields.rate = g_strdup ("");
  idio_test_await (idio_voice_propose (idio_workspace_get_voice (workspace), proposal));

  idio_document_view_set_workspace (view, workspace);
  idio_document_view_set_document (view, documents[0]);
  ui_test_wait_for (gtk_text_buffer_get_char_count (buffer) > 0);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *selected = NULL;

      idio_document_view_show_quote (view, idio_document_get_id (documents[0]), starts[i], 7);
      ui_test_wait_for (gtk_text_buffer_get_selection_bounds (buffer, NULL, NULL));
      selected = dup_selected (buffer);
      g_assert_cmpstr (selected, ==, "a_quote");
      gtk_text_buffer_get_start_iter (buffer, &iter);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }

  gtk_text_buffer_get_start_iter (buffer, &iter);

  while (gtk_text_iter_forward_to_tag_toggle (&iter, NULL))
    if (gtk_text_iter_starts_tag (&iter, NULL))
      {
        GtkTextIter end = iter;
        g_autofree char *marked = NULL;

        gtk_text_iter_forward_to_tag_toggle (&end, NULL);
        marked = gtk_text_buffer_get_text (buffer, &iter, &end, FALSE);
        g_assert_cmpstr (marked, ==, "a_quote");
        n_marks++;
      }

  g_assert_cmpuint (n_marks, ==, G_N_ELEMENTS (starts));
  ui_test_hide (window, view);
}

#define N_QUOTES 2000

static guint
count_marks (GtkTextBuffer *buffer)
{
  GtkTextIter iter;
  guint n_marks = 0;

  gtk_text_buffer_get_start_iter (buffer, &iter);

  do
    n_marks += gtk_text_iter_starts_tag (&iter, NULL);
  while (gtk_text_iter_forward_to_tag_toggle (&iter, NULL));

  return n_marks;
}

static GListModel *
make_card (guint first,
           guint step)
{
  GListStore *cards = g_list_store_new (IDIO_TYPE_HYPOTHESIS);
  IdioProposal *proposal = idio_proposal_new ();
  g_autoptr(IdioHypothesis) card = NULL;

  for (guint i = first; i < N_QUOTES; i += step)
    g_ptr_array_add (proposal->quotes, idio_quote_new (1, i * 10, 5, NULL));

  proposal->fields.claim = g_strdup ("You quote");
  card = idio_hypothesis_new (1, &proposal->fields, proposal->quotes);
  g_list_store_append (cards, card);
  idio_proposal_free (proposal);

  return G_LIST_MODEL (cards);
}

/* Thousands of marks come and go a few in each turn of the main loop, whatever is asked for meanwhile. */
static void
test_many_marks (void)
{
  g_autoptr(GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  IdioShownText *shown = idio_shown_text_new (buffer);
  g_autoptr(GListModel) all = make_card (0, 1), odd = make_card (1, 2);
  g_autoptr(GListStore) none = g_list_store_new (IDIO_TYPE_HYPOTHESIS);

  g_assert_true (idio_shown_text_set (shown, make_text (10 * N_QUOTES, "a", 10, FALSE)));
  idio_shown_text_mark (shown, all, 1);
  g_assert_cmpuint (count_marks (buffer), <, N_QUOTES / 2);
  ui_test_wait_for (count_marks (buffer) == N_QUOTES);

  idio_shown_text_mark (shown, G_LIST_MODEL (none), 1);
  g_assert_cmpuint (count_marks (buffer), >, N_QUOTES / 2);
  ui_test_wait_for (count_marks (buffer) == 0);

  for (guint i = 0; i < 6; i++)
    {
      idio_shown_text_mark (shown, i % 2 ? odd : all, 1);
      dex_await (dex_timeout_new_msec (i), NULL);
    }

  ui_test_wait_for (count_marks (buffer) == N_QUOTES / 2);
  idio_shown_text_mark (shown, all, 1);
  idio_shown_text_set (shown, make_text (100, "b", 10, FALSE));
  idio_shown_text_mark (shown, odd, 1);
  ui_test_wait_for (count_marks (buffer) == 5);
  idio_shown_text_free (shown);
}

/* What was pasted over a limit is cut, and what is typed then goes on as ever. */
static void
test_request (void)
{
  g_autoptr(IdioWorkspace) workspace = open_empty ();
  IdioWritePage *page = g_object_new (IDIO_TYPE_WRITE_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (ui_test_child (ui_test_child (page, "request_box"), "request_view"));
  GtkWidget *notice = ui_test_child (ui_test_child (page, "request_box"), "beginning_label");

  idio_write_page_set_workspace (page, workspace);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *text = make_text (i < 2 ? HUGE_BYTES : 12 * PARAGRAPH, "a", i % 2 == 0 ? 0 : 80, i % 2);
      g_autofree char *shown = NULL;
      g_autofree char *typed = NULL;

      ui_test_type (ui_test_child (ui_test_child (page, "request_box"), "request_view"), text);
      shown = ui_test_dup_buffer (ui_test_child (ui_test_child (page, "request_box"), "request_view"));
      g_assert_cmpint (find_longest_paragraph (shown), <=, PARAGRAPH);
      g_assert_true (gtk_widget_get_visible (notice) == (i < 2));

      if (i >= 2)
        {
          gtk_text_buffer_insert_at_cursor (buffer, "q", 1);
          typed = ui_test_dup_buffer (ui_test_child (ui_test_child (page, "request_box"), "request_view"));
          g_assert_cmpuint (strlen (typed), ==, strlen (shown) + 1);
        }

      ui_test_type (ui_test_child (ui_test_child (page, "request_box"), "request_view"), "");
      g_assert_false (gtk_widget_get_visible (notice));
    }

  ui_test_hide (window, page);
}

/* Paragraphs grow by pasting again and again, too. */
static void
test_paste_again (void)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());
  GtkWidget *notice = g_object_ref_sink (gtk_label_new (NULL));
  GtkWindow *window;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = make_text (PARAGRAPH / 3, "語", 0, FALSE);
  g_autofree char *shown = NULL;

  idio_text_limit_watch (view, notice);
  window = ui_test_show (view);

  for (guint i = 0; i < 40; i++)
    gtk_text_buffer_insert_at_cursor (buffer, text, -1);

  shown = ui_test_dup_buffer (view);
  g_assert_cmpint (find_longest_paragraph (shown), <=, PARAGRAPH);
  g_assert_false (gtk_widget_get_visible (notice));
  g_clear_pointer (&shown, g_free);

  /* Token by token, as a model writes */
  gtk_text_buffer_set_text (buffer, "", 0);

  for (guint i = 0; i < 3 * PARAGRAPH; i++)
    gtk_text_buffer_insert_at_cursor (buffer, "four", 4);

  shown = ui_test_dup_buffer (view);
  g_assert_cmpint (find_longest_paragraph (shown), <=, 2 * PARAGRAPH);
  ui_test_hide (window, view);
  g_object_unref (notice);
}

/* A draft of which only the beginning is shown can't be edited: the rest would be lost. All of it can be copied. */
static void
test_draft (void)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autoptr(IdioDraft) other = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autofree char *text = make_text (HUGE_BYTES, "a", 0, TRUE);
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *view = ui_test_child (pane, "text_view");
  GtkTextBuffer *buffer;

  idio_draft_append (draft, text);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_draft_pane_set_draft (pane, draft, NULL);
  buffer = gtk_text_view_get_buffer (view);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <=, ROOM + ROOM / PARAGRAPH);
  g_assert_false (gtk_text_view_get_editable (view));
  g_assert_true (gtk_widget_get_visible (ui_test_child (pane, "beginning_label")));
  g_assert_cmpuint (strlen (idio_draft_get_text (draft)), ==, strlen (text));

  /* A short one is edited, until too much is pasted into it. */
  idio_draft_append (other, "A short draft.");
  idio_draft_set_state (other, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_draft_pane_set_draft (pane, other, NULL);
  g_assert_false (gtk_widget_get_visible (ui_test_child (pane, "beginning_label")));
  ui_test_type (view, text);
  g_assert_true (gtk_widget_get_visible (ui_test_child (pane, "beginning_label")));
  g_assert_true (gtk_text_view_get_editable (view));
  g_assert_cmpuint (strlen (idio_draft_get_text (other)), <=, ROOM + ROOM / PARAGRAPH);
  g_assert_cmpuint (strlen (idio_draft_get_text (draft)), ==, strlen (text));

  ui_test_hide (window, pane);
}

/* As the view does it for one who types, pastes or deletes */
static void
replace (GtkTextBuffer *buffer,
         int            start,
         int            end,
         const char    *text)
{
  GtkTextIter from, to;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_delete_interactive (buffer, &from, &to, TRUE);
  gtk_text_buffer_insert_interactive (buffer, &from, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
check_text (GtkTextView *view,
            const char  *text)
{
  g_autofree char *now = ui_test_dup_buffer (view);

  g_assert_true (g_str_equal (now, text));
}

/* Undo goes back through everything there was, and redo comes back to where it began: in paragraphs that grew by words,
 * by pastes and by single letters, and in which something was deleted. */
static void
test_undo (void)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());
  GtkWidget *notice = g_object_ref_sink (gtk_label_new (NULL));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *pasted = make_text (3 * PARAGRAPH, "é", 0, FALSE);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GtkWindow *window;

  idio_text_limit_watch (view, notice);
  window = ui_test_show (view);

  for (guint i = 0; i < 1500; i++)
    replace (buffer, gtk_text_buffer_get_char_count (buffer), gtk_text_buffer_get_char_count (buffer), "abcdefg ");

  for (guint i = 0; i < 120; i++)
    {
      int n_chars = gtk_text_buffer_get_char_count (buffer);
      int start = g_rand_int_range (rand, 0, n_chars);

      if (i % 3 == 0)
        replace (buffer, start, g_rand_int_range (rand, start, n_chars) + 1, "");
      else if (i % 3 == 1)
        replace (buffer, start, MIN (start + 9, n_chars), pasted);
      else
        replace (buffer, start, start, "typed \u2029");

      g_ptr_array_add (texts, ui_test_dup_buffer (view));
    }

  for (guint i = texts->len - 1; i > 0; i--)
    {
      gtk_text_buffer_undo (buffer);
      check_text (view, g_ptr_array_index (texts, i - 1));
    }

  /* As far back as GTK remembers */
  while (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);

  while (gtk_text_buffer_get_can_redo (buffer))
    gtk_text_buffer_redo (buffer);

  check_text (view, g_ptr_array_index (texts, texts->len - 1));
  ui_test_hide (window, view);
  g_object_unref (notice);
}

/* What is said of a paste that was too long goes and comes with it. */
static void
test_undo_paste (void)
{
  static const char * const befores[] = { "", "My own request." };
  g_autofree char *pasted = make_text (ROOM + 10, "a", 0, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (befores); i++)
    {
      g_autoptr(IdioWorkspace) workspace = open_empty ();
      IdioWritePage *page = g_object_new (IDIO_TYPE_WRITE_PAGE, NULL);
      GtkWindow *window = ui_test_show (page);
      GtkTextView *view = ui_test_child (ui_test_child (page, "request_box"), "request_view");
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
      GtkWidget *notice = ui_test_child (ui_test_child (page, "request_box"), "beginning_label");
      int n_before = (int) strlen (befores[i]);
      g_autofree char *shown = NULL;

      idio_write_page_set_workspace (page, workspace);
      replace (buffer, 0, 0, befores[i]);
      replace (buffer, n_before, n_before, pasted);
      g_assert_true (gtk_widget_get_visible (notice));
      shown = ui_test_dup_buffer (view);

      for (guint j = 0; j < 2; j++)
        {
          gtk_text_buffer_undo (buffer);
          check_text (view, befores[i]);
          g_assert_false (gtk_widget_get_visible (notice));
          gtk_text_buffer_redo (buffer);
          check_text (view, shown);
          g_assert_true (gtk_widget_get_visible (notice));
        }

      /* Everything deleted, and back again */
      replace (buffer, 0, gtk_text_buffer_get_char_count (buffer), "");
      g_assert_false (gtk_widget_get_visible (notice));
      gtk_text_buffer_undo (buffer);
      check_text (view, shown);
      g_assert_true (gtk_widget_get_visible (notice));

      /* What is typed instead of it was never cut. */
      gtk_text_buffer_undo (buffer);
      replace (buffer, n_before, n_before, " This is typed.");
      gtk_text_buffer_undo (buffer);
      gtk_text_buffer_redo (buffer);
      g_assert_false (gtk_widget_get_visible (notice));
      ui_test_hide (window, page);
    }
}

static char *
read_clipboard (GtkTextView *view)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));

  return g_value_dup_string (&value);
}

/* What is only there to be shown is not in what is saved, copied or pasted again. */
static void
test_draft_breaks (void)
{
  static const char * const ends[] = { "", "\nAnd a second paragraph.", "\r\n\r\nAnd more." };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
      g_autofree char *paragraph = make_text (4 * PARAGRAPH, i == 1 ? "語" : "a", 0, i == 0);
      g_autofree char *text = g_strconcat (paragraph, ends[i], NULL);
      g_autofree char *typed = g_strconcat ("!", text, NULL);
      g_autofree char *shown = NULL, *copied = NULL, *cut = NULL;
      IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
      GtkWindow *window = ui_test_show (pane);
      GtkTextView *view = ui_test_child (pane, "text_view");
      GtkTextBuffer *buffer;

      idio_draft_append (draft, text);
      idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
      idio_draft_pane_set_draft (pane, draft, NULL);
      buffer = gtk_text_view_get_buffer (view);
      replace (buffer, 0, 0, "!");
      shown = ui_test_dup_buffer (view);
      g_assert_cmpint (find_longest_paragraph (shown), <=, PARAGRAPH + 1);
      g_assert_cmpstr (idio_draft_get_text (draft), ==, typed);

      g_signal_emit_by_name (view, "select-all", TRUE);
      g_signal_emit_by_name (view, "copy-clipboard");
      copied = read_clipboard (view);
      g_assert_cmpstr (copied, ==, typed);

      g_signal_emit_by_name (view, "cut-clipboard");
      cut = read_clipboard (view);
      g_assert_cmpstr (cut, ==, typed);
      g_assert_cmpstr (idio_draft_get_text (draft), ==, "");
      g_signal_emit_by_name (view, "paste-clipboard");
      ui_test_wait_for (g_str_equal (idio_draft_get_text (draft), typed));
      gtk_text_buffer_undo (buffer);
      gtk_text_buffer_undo (buffer);
      g_assert_cmpstr (idio_draft_get_text (draft), ==, typed);
      gtk_text_buffer_undo (buffer);
      g_assert_cmpstr (idio_draft_get_text (draft), ==, text);
      ui_test_hide (window, pane);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/long-texts/fit", test_fit);
  idio_test_add_fiber ("/long-texts/document", test_document);
  idio_test_add_fiber ("/long-texts/quotes", test_quotes);
  idio_test_add_fiber ("/long-texts/many-marks", test_many_marks);
  idio_test_add_fiber ("/long-texts/request", test_request);
  idio_test_add_fiber ("/long-texts/paste-again", test_paste_again);
  idio_test_add_fiber ("/long-texts/draft", test_draft);
  idio_test_add_fiber ("/long-texts/undo", test_undo);
  idio_test_add_fiber ("/long-texts/undo-paste", test_undo_paste);
  idio_test_add_fiber ("/long-texts/draft-breaks", test_draft_breaks);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
