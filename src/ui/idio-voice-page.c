/* idio-voice-page.c: the cards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habits.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card-group.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-study.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-voice-hint.h"
#include "ui/idio-voice-page.h"

/* Three groups by axis, and one for what was rejected */
#define N_GROUPS       4
#define GROUP_REJECTED 3

struct _IdioVoicePage
{
  AdwBin          parent_instance;

  IdioWorkspace  *workspace;
  IdioStudy      *study;
  GtkFilter      *filters[N_GROUPS];
  GListModel     *groups[N_GROUPS];

  GtkStack       *stack;
  AdwStatusPage  *empty_page;
  GtkLabel       *facts_label;
  AdwActionRow   *about_row;
  GtkWidget      *new_label;
  GtkLabel       *hint_label;
  IdioCardGroup  *communication_group;
  IdioCardGroup  *personality_group;
  IdioCardGroup  *style_group;
  IdioCardGroup  *rejected_group;
};

G_DEFINE_FINAL_TYPE (IdioVoicePage, idio_voice_page, ADW_TYPE_BIN)

enum
{
  PROP_STUDY = 1,
};

static GParamSpec *properties[PROP_STUDY + 1];

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
}

static void
decided_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  for (guint i = 0; i < N_GROUPS; i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);

  update (self);
}

/* A button that vanished when there is no model would leave people looking for it. */
static gboolean
offers_look (gpointer item,
             gboolean running)
{
  return !running;
}

static gboolean
offers_show (gpointer    item,
             gboolean    running,
             const char *obstacle,
             gboolean    sends)
{
  return !running && obstacle == NULL && sends;
}

static gboolean
shows_obstacle (gpointer    item,
                gboolean    running,
                const char *obstacle)
{
  return !running && obstacle != NULL;
}

static gboolean
can_look (gpointer    item,
          const char *obstacle)
{
  return obstacle == NULL;
}

static char *
describe_look (gpointer    item,
               const char *obstacle)
{
  return g_strdup (obstacle != NULL ? obstacle : _("Let the model read passages of your texts and look for habits"));
}

static void
look_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  idio_study_begin (self->study, FALSE);
}

static void
show_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  idio_study_begin (self->study, TRUE);
}

static void
stop_cb (IdioVoicePage *self)
{
  g_assert (IDIO_IS_VOICE_PAGE (self));

  idio_study_stop (self->study);
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

  if (self->study != NULL)
    idio_study_stop (self->study);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_VOICE_PAGE);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_clear_object (&self->filters[i]);
      g_clear_object (&self->groups[i]);
    }

  g_clear_object (&self->study);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_voice_page_parent_class)->dispose (object);
}

static void
idio_voice_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  IdioVoicePage *self = IDIO_VOICE_PAGE (object);

  switch (prop_id)
    {
    case PROP_STUDY:
      g_value_set_object (value, self->study);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_voice_page_class_init (IdioVoicePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_voice_page_dispose;
  object_class->get_property = idio_voice_page_get_property;

  properties[PROP_STUDY] =
    g_param_spec_object ("study", NULL, NULL, IDIO_TYPE_STUDY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (IDIO_TYPE_CARD_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-voice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, about_row);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, new_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, communication_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, personality_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, style_group);
  gtk_widget_class_bind_template_child (widget_class, IdioVoicePage, rejected_group);
  gtk_widget_class_bind_template_callback (widget_class, offers_look);
  gtk_widget_class_bind_template_callback (widget_class, offers_show);
  gtk_widget_class_bind_template_callback (widget_class, shows_obstacle);
  gtk_widget_class_bind_template_callback (widget_class, can_look);
  gtk_widget_class_bind_template_callback (widget_class, describe_look);
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
  self->study = idio_study_new (GTK_WIDGET (self), workspace);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STUDY]);
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
  /* Documents may have got other audiences. */
  g_signal_connect (self, "map", G_CALLBACK (update_hint), NULL);
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

  if (self->study == NULL)
    return dex_future_new_true ();

  idio_study_stop (self->study);

  return idio_study_wait (self->study);
}
