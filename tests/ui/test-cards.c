/* test-cards.c: cards as people look through them: new and kept ones, their own, and what would show more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui-fixture.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card.h"
#include "ui/idio-voice-hint.h"

static IdioVoice *
get_voice (UiFixture *fixture)
{
  return idio_workspace_get_voice (ui_fixture_get_workspace (fixture));
}

static IdioCard *
find_card (UiFixture  *fixture,
           const char *claim)
{
  GtkWidget *label = ui_test_find (fixture->window, GTK_TYPE_LABEL, claim);

  return label != NULL ? IDIO_CARD (gtk_widget_get_ancestor (label, IDIO_TYPE_CARD)) : NULL;
}

static gboolean
has_state (IdioCard   *card,
           const char *state)
{
  return card != NULL && g_str_equal (gtk_label_get_label (ui_test_child (card, "state_label")), state);
}

/* Whether a card is new, kept or rejected is written on it, with an icon of its own. */
static void
test_states (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(IdioHypothesis) first = NULL;
  g_autofree char *claim = NULL, *icon = NULL;
  GtkWidget *group;
  IdioCard *card;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  first = g_list_model_get_item (G_LIST_MODEL (get_voice (&fixture)), 0);
  claim = g_strdup (idio_hypothesis_get_fields (first)->claim);
  ui_test_wait_for ((card = find_card (&fixture, claim)));
  g_assert_true (has_state (card, "New"));
  icon = g_strdup (gtk_image_get_icon_name (ui_test_child (card, "state_image")));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.keep", NULL));
  ui_test_wait_for (has_state (find_card (&fixture, claim), "Kept"));
  card = find_card (&fixture, claim);
  g_assert_cmpstr (gtk_image_get_icon_name (ui_test_child (card, "state_image")), !=, icon);

  /* What is rejected is found again at the end of the page. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.reject", NULL));
  group = ui_test_child (ui_fixture_get_page (&fixture, "voice"), "rejected_group");
  ui_test_wait_for ((card = find_card (&fixture, claim)) && gtk_widget_is_ancestor (GTK_WIDGET (card), group));
  g_assert_true (has_state (card, "Rejected"));
}

/* A quote shows in its text. */
static void
test_quote (void)
{
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *card, *quote, *view;
  AdwViewStack *stack;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  ui_test_wait_for ((card = ui_test_find (fixture.window, IDIO_TYPE_CARD, NULL)));
  quote = adw_bin_get_child (ui_test_child (card, "quote_bin"));
  view = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view");
  g_assert_true (gtk_widget_is_sensitive (quote));
  g_signal_emit_by_name (quote, "clicked");
  stack = ui_test_child (fixture.window, "view_stack");
  ui_test_wait_for (g_str_equal (adw_view_stack_get_visible_child_name (stack), "documents"));
  ui_test_wait_for (gtk_text_buffer_get_has_selection (
    gtk_text_view_get_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"))));
}

/* A card of one's own can be deleted, and had back as it was; others can only be rejected. */
static void
test_delete (void)
{
  g_auto(UiFixture) fixture = { 0 };
  IdioStrength off = IDIO_STRENGTH_OFF;
  IdioHypothesis *own;
  GtkWidget *card;
  guint n_cards;
  gint64 edit;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  n_cards = ui_fixture_count_cards (&fixture);
  ui_test_wait_for ((card = ui_test_find (fixture.window, IDIO_TYPE_CARD, NULL)));
  gtk_widget_activate_action (card, "card.delete", NULL);
  own = idio_card_get_hypothesis (IDIO_CARD (card));
  idio_test_await (idio_voice_delete (get_voice (&fixture), idio_hypothesis_get_id (own)));
  g_assert_cmpuint (ui_fixture_count_cards (&fixture), ==, n_cards);

  edit = dex_await_int64 (idio_voice_add (get_voice (&fixture), IDIO_AXIS_COMMUNICATION, "You hum", "Hum",
                                          IDIO_AUDIENCE_FAMILY), NULL);
  g_assert_cmpint (edit, >, 0);
  own = g_list_model_get_item (G_LIST_MODEL (get_voice (&fixture)), n_cards);
  dex_await_int64 (idio_voice_change (get_voice (&fixture), idio_hypothesis_get_id (own),
                                      &(IdioCardChange) { .strength = &off }), NULL);
  g_object_unref (own);
  ui_test_wait_for (find_card (&fixture, "You hum"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (find_card (&fixture, "You hum")), "card.delete", NULL));
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Card deleted"));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 1);
  own = g_list_model_get_item (G_LIST_MODEL (get_voice (&fixture)), n_cards);
  g_assert_cmpstr (idio_hypothesis_get_fields (own)->instruction, ==, "Hum");
  g_assert_cmpint (idio_hypothesis_get_fields (own)->strength, ==, IDIO_STRENGTH_OFF);
  g_assert_cmpint (idio_hypothesis_get_fields (own)->audience, ==, IDIO_AUDIENCE_FAMILY);
  g_object_unref (own);
}

static AdwDialog *
type_card (UiFixture    *fixture,
           const char   *claim,
           IdioAudience  audience)
{
  AdwDialog *dialog = idio_add_card_dialog_new (ui_fixture_get_workspace (fixture));

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_editable_set_text (ui_test_child (dialog, "claim_row"), claim);
  adw_combo_row_set_selected (ui_test_child (dialog, "audience_row"), audience);
  ui_test_click (dialog, "Add");

  return dialog;
}

/* Whether the focus is in a card */
static gboolean
has_focus (UiFixture  *fixture,
           const char *claim)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  IdioCard *card = find_card (fixture, claim);

  return focus != NULL && card != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (card));
}

/* A card is added once for each audience, however it is typed; where it is already is shown. */
static void
test_add_twice (void)
{
  static const char * const same[] = { "You hum a tune", "you  hum a TUNE.", " You hum a tune. " };
  g_auto(UiFixture) fixture = { 0 };
  guint n_cards;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  n_cards = ui_fixture_count_cards (&fixture);
  type_card (&fixture, "You hum a tune", IDIO_AUDIENCE_GENERAL);
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 1);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      AdwDialog *dialog = type_card (&fixture, same[i], IDIO_AUDIENCE_GENERAL);

      ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "This card is here already"));
      g_assert_cmpuint (ui_fixture_count_cards (&fixture), ==, n_cards + 1);
      gtk_root_set_focus (GTK_ROOT (fixture.window), NULL);
      ui_test_click (dialog, "Show");
      ui_test_wait_for (has_focus (&fixture, "You hum a tune"));
    }

  type_card (&fixture, "You hum a tune", IDIO_AUDIENCE_FRIENDS);
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 2);

  /* It is added also if the dialog is closed before that was saved. */
  adw_dialog_force_close (type_card (&fixture, "You hum a tune!", IDIO_AUDIENCE_GENERAL));
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 3);
}

static void
add_texts (IdioCorpus   *corpus,
           guint         n_texts,
           guint         n_words,
           IdioAudience  audience)
{
  static guint number = 0;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *body = g_strdup_printf ("Text %u", number++);

      g_ptr_array_add (texts, idio_text_new (0, "Text", body, n_words, audience));
    }

  g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL)));
}

static void
assert_hint (IdioCorpus *corpus,
             guint       n_cards,
             const char *expected)
{
  g_autofree char *hint = idio_voice_hint_dup (corpus, n_cards);

  g_assert_cmpstr (hint, ==, expected);
}

/* What to add depends on what is there. */
static void
test_hint (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

  assert_hint (corpus, 0, NULL);
  add_texts (corpus, 28, 10, IDIO_AUDIENCE_WORK_MAIL);
  assert_hint (corpus, 3, "With 2 more texts, more of your habits will show.");
  assert_hint (corpus, 10, NULL);
  add_texts (corpus, 1, 10, IDIO_AUDIENCE_WORK_MAIL);
  assert_hint (corpus, 3, "With 1 more text, more of your habits will show.");
  add_texts (corpus, 1, 10, IDIO_AUDIENCE_WORK_MAIL);
  assert_hint (corpus, 3, "Most of your texts are short. Longer ones will show more of your habits.");
  add_texts (corpus, 30, 200, IDIO_AUDIENCE_WORK_MAIL);
  assert_hint (corpus, 3, "All of your texts are for “Work Mail”. Texts for others will show more of your habits.");
  add_texts (corpus, 1, 200, IDIO_AUDIENCE_FRIENDS);
  assert_hint (corpus, 3, "Your texts differ much from each other. More of each kind will show more of your habits.");
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/cards/states", test_states);
  idio_test_add_fiber ("/cards/quote", test_quote);
  idio_test_add_fiber ("/cards/delete", test_delete);
  idio_test_add_fiber ("/cards/add-twice", test_add_twice);
  idio_test_add_fiber ("/cards/hint", test_hint);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
