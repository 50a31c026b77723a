/* idio-voice-page.c: the cards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habits.h"
#include "idio-fiber.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card-group.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-finish-notice.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-voice-hint.h"
#include "ui/idio-voice-page.h"
#include "voice/idio-inference.h"

/* Three groups by axis, and one for what was rejected */
#define N_GROUPS       4
#define GROUP_REJECTED 3

struct _IdioVoicePage
{
  AdwBin          parent_instance;

  IdioWorkspace  *workspace;
  IdioInference  *inference;
  GSignalGroup   *inference_signals;
  DexFuture      *looking; /* settled when no model looks, or NULL */
  gboolean        at_work;
  gboolean        stopped;
  GtkFilter      *filters[N_GROUPS];
  GListModel     *groups[N_GROUPS];

  GtkStack       *stack;
  AdwStatusPage  *empty_page;
  GtkLabel       *facts_label;
  GtkWidget      *look_button;
  GtkWidget      *show_button;
  GtkWidget      *stop_button;
  GtkWidget      *progress_box;
  GtkLabel       *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget      *message_list;
  AdwActionRow   *message_row;
  AdwActionRow   *about_row;
  GtkWidget      *new_label;
  GtkLabel       *hint_label;
  IdioCardGroup  *communication_group;
  IdioCardGroup  *personality_group;
  IdioCardGroup  *style_group;
  IdioCardGroup  *rejected_group;
};

G_DEFINE_FINAL_TYPE (IdioVoicePage, idio_voice_page, ADW_TYPE_BIN)

static IdioCardGroup *
get_group (IdioVoicePage *self,
           gint           i)
{
  IdioCardGroup *groups[N_GROUPS] = {
    self->communication_group, self->personality_group, self->style_group, self->rejected_group,
  };

  g_assert (IDIO_IS_VOICE_PAGE (self));

  return groups[i];
}

static gboolean
is_in_group (gpointer item,
             gpointer group)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (item);
  gint wanted = GPOINTER_TO_INT (group);

  if (fields->state == IDIO_CARD_STATE_REJECTED)
    return wanted == GROUP_REJECTED;

  return wanted == (gint) fields->axis;
}

static char *
format_words (IdioVoicePage *self)
{
  guint n_words = (guint) idio_corpus_get_n_words (idio_workspace_get_corpus (self->workspace));

  g_assert (IDIO_IS_VOICE_PAGE (self));

  return g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);
}

static char *
describe_corpus (IdioVoicePage *self)
{
  guint n_documents = g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (self->workspace)));
  g_autofree char *texts = g_strdup_printf (ngettext ("From %'u text", "From %'u texts", n_documents), n_documents);
  g_autofree char *words = format_words (self);

  g_assert (IDIO_IS_VOICE_PAGE (self));

  /* Translators: a list of two things: "From 24 texts", then "8,410 words" */
  return g_strdup_printf (C_("corpus", "%s, %s"), texts, words);
}

static void
update_empty_page (IdioVoicePage *self)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (self->workspace);
  guint n_documents = g_list_model_get_n_items (G_LIST_MODEL (corpus));
  g_autofree char *texts = g_strdup_printf (ngettext ("%'u text", "%'u texts", n_documents), n_documents);
  g_autofree char *words = format_words (self);
  g_autofree char *description = NULL;

  g_assert (IDIO_IS_VOICE_PAGE (self));

  if (n_documents == 0)
    description = g_strdup_printf (_("Add at least %d texts you wrote, with %d words in all."), IDIO_HABITS_MIN_TEXTS,
                                   IDIO_HABITS_MIN_WORDS);
  else
    /* Translators: "3 texts", then "120 words" of them; the numbers that are needed are 5 and 300 */
    description = g_strdup_printf (_("So far: %s, %s. At least %d texts with %d words are needed to tell."), texts, words,
                                   IDIO_HABITS_MIN_TEXTS, IDIO_HABITS_MIN_WORDS);

  adw_status_page_set_description (self->empty_page, description);
}

/* What keeps the model from looking deeper, as a sentence. */
static const char *
describe_obstacle (IdioVoicePage *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);

  g_assert (IDIO_IS_VOICE_PAGE (self));

  if (idio_model_choice_get_provider (choice) == NULL)
    return _("These cards were counted. A language model can find more: choose one.");

  if (idio_model_choice_get_capability (choice) != IDIO_CAPABILITY_UNKNOWN &&
      idio_model_choice_get_capability (choice) != IDIO_CAPABILITY_STUDIES)
    return _("This model can write drafts, but it is too small to study how you write. These cards were counted.");

  return NULL;
}

static void
update_inference (IdioVoicePage *self)
{
  gboolean running = self->inference != NULL && idio_inference_get_running (self->inference);
  const char *obstacle = describe_obstacle (self);
  guint n_passages, n_read;
  g_autofree char *progress = NULL;

  g_assert (IDIO_IS_VOICE_PAGE (self));

  /* A button that vanished would leave people looking for it. */
  gtk_widget_set_visible (self->look_button, !running);
  gtk_widget_set_sensitive (self->look_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->look_button,
                               obstacle != NULL ? obstacle
                                                : _("Let the model read passages of your texts and look for habits"));
  gtk_widget_set_visible (self->show_button, !running && obstacle == NULL &&
                                             idio_ui_get_host (idio_workspace_get_choice (self->workspace)) != NULL);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->progress_box, running);
  gtk_widget_set_visible (self->message_list, !running && obstacle != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->message_row), obstacle != NULL ? obstacle : "");

  if (!running)
    return;

  n_passages = idio_inference_get_n_passages (self->inference);
  n_read = idio_inference_get_n_read (self->inference);

  if (idio_inference_get_wait (self->inference) > 0)
    progress = g_strdup_printf (ngettext ("The service is busy. It is asked again in %'u second…",
                                          "The service is busy. It is asked again in %'u seconds…",
                                          idio_inference_get_wait (self->inference)),
                                idio_inference_get_wait (self->inference));
  else if (n_passages == 0)
    progress = g_strdup (_("Checking the model…"));
  else
    progress = g_strdup_printf (_("Reading passage %'u of %'u, found %'u so far"), MIN (n_read + 1, n_passages), n_passages,
                                idio_inference_get_n_found (self->inference));

  gtk_label_set_label (self->progress_label, progress);
  gtk_progress_bar_set_fraction (self->progress_bar, n_passages > 0 ? (double) n_read / n_passages : 0);
}

static guint
count_cards (IdioVoice     *voice,
             IdioCardState  state)
{
  guint n_cards = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

      n_cards += idio_hypothesis_get_fields (card)->state == state;
    }

  return n_cards;
}

static void
update_hint (IdioVoicePage *self)
{
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  guint n_new = count_cards (voice, IDIO_CARD_STATE_PROPOSED);
  g_autofree char *hint = idio_voice_hint_dup (idio_workspace_get_corpus (self->workspace),
                                               n_new + count_cards (voice, IDIO_CARD_STATE_KEPT));

  g_assert (IDIO_IS_VOICE_PAGE (self));

  gtk_widget_set_visible (self->new_label, n_new > 0);
  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
}

static void
update_about_row (IdioVoicePage *self)
{
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  const char *name = idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME);
  const char *role = idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_ROLE);
  g_autofree char *subtitle = NULL;

  g_assert (IDIO_IS_VOICE_PAGE (self));

  if (*name == '\0' && *role == '\0')
    subtitle = g_strdup (_("Your name, role and languages, if drafts should know them"));
  else if (*name == '\0' || *role == '\0')
    subtitle = idio_ui_dup_line (*name != '\0' ? name : role);
  else
    {
      g_autofree char *name_phrase = idio_ui_dup_phrase (name);
      g_autofree char *role_phrase = idio_ui_dup_phrase (role);

      subtitle = g_strdup_printf ("%s, %s", name_phrase, role_phrase);
    }

  adw_action_row_set_subtitle (self->about_row, subtitle);
}

static void
update (IdioVoicePage *self)
{
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  g_autofree char *facts = describe_corpus (self);

  g_assert (IDIO_IS_VOICE_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (voice)) > 0 ? "cards" : "empty");
  gtk_label_set_label (self->facts_label, facts);

  update_hint (self);
  update_empty_page (self);
  update_about_row (self);
  update_inference (self);
}

static void
decided_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  for (guint i = 0; i < N_GROUPS; i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);

  update (self);
}

static void
set_inference (IdioVoicePage *self,
               IdioInference *inference)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  if (self->stopped)
    idio_inference_stop (inference);

  g_set_object (&self->inference, inference);
  g_signal_group_set_target (self->inference_signals, inference);
}

static DexFuture *
prepare_inference (gpointer  data,
                   GArray   *left_out,
                   gboolean  check)
{
  return idio_inference_prepare (data, left_out);
}

/* A click on one of the buttons */
typedef struct
{
  IdioVoicePage *self;
  gboolean       show; /* what is sent, also if nobody has to agree any more */
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->self);
  g_free (look);
}

static char *
describe_found (IdioInference *inference)
{
  guint n_found = idio_inference_get_n_found (inference);

  if (n_found > 0)
    return g_strdup_printf (ngettext ("%'u new card was found", "%'u new cards were found", n_found), n_found);

  return g_strdup (idio_inference_get_n_passages (inference) > 0 ? _("Nothing new was found")
                                                                 : _("There is no text that this model may read"));
}

/* A study takes minutes, in which most people do something else. Whoever stops it knows that it ended. */
static void
tell_end (IdioVoicePage *self,
          IdioInference *inference,
          gint64         began,
          const GError  *error)
{
  g_autofree char *found = describe_found (inference);

  g_assert (IDIO_IS_VOICE_PAGE (self));

  if (self->stopped)
    return;

  idio_finish_notice_send (GTK_WIDGET (self), "voice", began,
                           error != NULL ? _("Looking Deeper Has Ended Early") : _("Looking Deeper Is Done"),
                           error != NULL ? error->message : found);

  /* Any other failure is told by whoever asked for it. */
  if (error == NULL || g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT))
    idio_toasts_say (self, error != NULL ? error->message : found);
}

static DexFuture *
look_fiber (gpointer data)
{
  Look *look = data;
  IdioVoicePage *self = look->self;
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  g_autoptr(IdioInference) inference = NULL;
  g_autofree char *host = g_strdup (idio_ui_get_host (choice));
  GError *error = NULL;
  gboolean once;
  gint64 began;

  inference = idio_inference_new (idio_workspace_get_voice (self->workspace),
                                  idio_workspace_get_corpus (self->workspace), choice);
  once = dex_await_boolean (idio_send_dialog_ask (GTK_WIDGET (self), self->workspace, IDIO_SEND_KIND_STUDY, look->show,
                                                  prepare_inference, inference),
                            &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* One at a time, however often the button was clicked. */
  if (!self->at_work)
    {
      self->at_work = TRUE;
      set_inference (self, inference);
      began = g_get_monotonic_time ();
      dex_await (idio_inference_run (inference), &error);
      self->at_work = FALSE;
      tell_end (self, inference, began, error);
    }

  if (once)
    idio_consent_end_once (idio_model_choice_get_consent (choice), host);

  /* That the model is too small is no failure. */
  if (error != NULL && !g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT))
    return dex_future_new_for_error (error);

  g_clear_error (&error);

  return dex_future_new_true ();
}

static void
look (IdioVoicePage *self,
      gboolean       show)
{
  Look *call = g_new0 (Look, 1);

  g_assert (IDIO_IS_VOICE_PAGE (self));

  self->stopped = FALSE;
  call->self = g_object_ref (self);
  call->show = show;
  idio_ui_run_tracked (self, idio_fiber_spawn (look_fiber, call, (GDestroyNotify) look_free), &self->looking);
}

static void
look_cb (IdioVoicePage *self)
{
  look (self, FALSE);
}

static void
show_cb (IdioVoicePage *self)
{
  look (self, TRUE);
}

static void
stop_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  self->stopped = TRUE;

  if (self->inference != NULL)
    idio_inference_stop (self->inference);
}

static void
about_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  adw_dialog_present (idio_about_you_dialog_new (idio_workspace_get_voice (self->workspace)), GTK_WIDGET (self));
}

static void
fingerprint_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  adw_dialog_present (idio_fingerprint_dialog_new (idio_workspace_get_statistics (self->workspace)), GTK_WIDGET (self));
}

static void
export_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  adw_dialog_present (idio_export_dialog_new (self->workspace), GTK_WIDGET (self));
}

static void
add_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  adw_dialog_present (idio_add_card_dialog_new (self->workspace), GTK_WIDGET (self));
}

static void
idio_voice_page_dispose (GObject *object)
{
  IdioVoicePage *self = IDIO_VOICE_PAGE (object);

  if (self->inference != NULL)
    idio_inference_stop (self->inference);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_VOICE_PAGE);
  g_clear_object (&self->inference_signals);
  g_clear_object (&self->inference);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_clear_object (&self->filters[i]);
      g_clear_object (&self->groups[i]);
    }

  dex_clear (&self->looking);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_voice_page_parent_class)->dispose (object);
}

static void
idio_voice_page_class_init (IdioVoicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_voice_page_dispose;

  g_type_ensure (IDIO_TYPE_CARD_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-voice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, look_button);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, show_button);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, message_list);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, message_row);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, about_row);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, new_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, communication_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, personality_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, style_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, rejected_group);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, about_cb);
  gtk_widget_class_bind_template_callback (widget_class, fingerprint_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
idio_voice_page_init (IdioVoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_wrap_buttons (GTK_WIDGET (self));

  self->inference_signals = g_signal_group_new (IDIO_TYPE_INFERENCE);
  g_signal_group_connect_swapped (self->inference_signals, "notify", G_CALLBACK (update_inference), self);
}

/**
 * idio_voice_page_set_workspace:
 * @self: a page
 * @workspace: what to show
 */
void
idio_voice_page_set_workspace (IdioVoicePage *self,
                               IdioWorkspace *workspace)
{
  IdioVoice *voice;

  g_return_if_fail (IDIO_IS_VOICE_PAGE (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  voice = idio_workspace_get_voice (workspace);

  for (gint i = 0; i < N_GROUPS; i++)
    {
      self->filters[i] = GTK_FILTER (gtk_custom_filter_new (is_in_group, GINT_TO_POINTER (i), NULL));
      self->groups[i] = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (voice)),
                                                                 g_object_ref (self->filters[i])));
      idio_card_group_set_cards (get_group (self, i), workspace, self->groups[i]);
    }

  g_signal_connect_object (voice, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (voice, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (voice, "attributes-changed", G_CALLBACK (update_about_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_corpus (workspace), "notify::n-words", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_choice (workspace), "notify", G_CALLBACK (update_inference), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * idio_voice_page_show_card:
 * @self: a page
 * @id: the number of a card
 *
 * Scrolls to the card, if there is one with this number, and moves the focus to it.
 */
void
idio_voice_page_show_card (IdioVoicePage *self,
                           gint64         id)
{
  IdioHypothesis *card;

  g_return_if_fail (IDIO_IS_VOICE_PAGE (self));
  g_return_if_fail (self->workspace != NULL);

  if (!(card = idio_voice_find (idio_workspace_get_voice (self->workspace), id)))
    return;

  for (gint i = 0; i < N_GROUPS; i++)
    idio_card_group_show (get_group (self, i), card);
}

/**
 * idio_voice_page_stop:
 * @self: a page
 *
 * Stops a model that looks for habits. What it found stays.
 *
 * Returns: (transfer full): a future that resolves when none looks any more
 */
DexFuture *
idio_voice_page_stop (IdioVoicePage *self)
{
  g_return_val_if_fail (IDIO_IS_VOICE_PAGE (self), NULL);

  stop_cb (self);

  return idio_ui_wait (self->looking);
}
