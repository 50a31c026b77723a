/* idio-survey-dialog.c: who of those who wrote mails and messages the user is, and how many of theirs to add
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-audience-chooser.h"
#include "ui/idio-survey-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* So many authors are listed at first: the user is most often among them. */
#define N_FIRST 8

/* Where a widget keeps the questions of its window */
#define QUESTIONS "idio-survey-questions"

/* More are no list to look through. */
#define N_ALL 500

/* The numbers to choose from. With as many texts, all habits can be counted that can be. */
static const guint limits[] = { 500, 2000 };

/* What can be added: the newest texts, or those since a year, or with neither all of them; and how many these are */
typedef struct
{
  guint limit;
  int   year;
  guint n_texts;
} Choice;

struct _IdioSurveyDialog
{
  AdwDialog             parent_instance;

  IdioImport           *import;
  IdioSurvey           *survey;
  GSettings            *settings;
  IdioAudienceChooser  *audience_chooser;
  GArray               *choices;
  Choice                choice;       /* the one that the user wants, also while it is not among them */
  gboolean              listing;
  gboolean              by_others;    /* nobody who wrote is the user, who got the mails */
  guint                 n_shown;
  GtkWidget            *first_row;    /* or NULL */

  AdwWindowTitle       *window_title;
  AdwPreferencesGroup  *authors_group;
  AdwComboRow          *choice_row;
  AdwSwitchRow         *others_row;
  GtkButton            *add_button;
  GtkWidget            *all_button;
  GtkWidget            *audience_row;
};

G_DEFINE_FINAL_TYPE (IdioSurveyDialog, idio_survey_dialog, ADW_TYPE_DIALOG)

/* Returns: (nullable): %NULL if no year is known */
static char *
describe_years (IdioSurvey *survey)
{
  int first, last;

  if (!idio_survey_get_years (survey, &first, &last))
    return NULL;

  if (first == last)
    return g_strdup_printf ("%d", first);

  /* Translators: the years in which texts were written: "2019–2026" */
  return g_strdup_printf (C_("years", "%d–%d"), first, last);
}

/* "3,412 mails, 1,127 from you, 2019–2026" */
static char *
describe (IdioSurvey *survey)
{
  guint n_texts = idio_survey_get_n_texts (survey), n_own = idio_survey_get_n_chosen (survey);
  gboolean mails = idio_survey_get_n_mails (survey) == n_texts;
  g_autofree char *years = describe_years (survey);
  g_autofree char *found = g_strdup_printf (mails ? ngettext ("%'u mail", "%'u mails", n_texts)
                                                  : ngettext ("%'u text", "%'u texts", n_texts), n_texts);
  /* Translators: so many of the mails or texts that were just named */
  g_autofree char *own = g_strdup_printf (ngettext ("%'u from you", "%'u from you", n_own), n_own);

  if (years == NULL)
    /* Translators: a list of what is in a file: "3,412 mails", then "1,127 from you" */
    return g_strdup_printf (C_("found in a file", "%s, %s"), found, own);

  /* Translators: a list of what is in a file: "3,412 mails", "1,127 from you", "2019–2026" */
  return g_strdup_printf (C_("found in a file", "%s, %s, %s"), found, own, years);
}

static void
add_choice (IdioSurveyDialog *self,
            GtkStringList    *labels,
            Choice            choice,
            char             *label)
{
  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  g_array_append_val (self->choices, choice);
  gtk_string_list_take (labels, label);
}

static void
add_limits (IdioSurveyDialog *self,
            GtkStringList    *labels,
            guint             n_own)
{
  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  for (guint i = 0; i < G_N_ELEMENTS (limits) && limits[i] < n_own; i++)
    {
      g_autofree char *count = idio_ui_format_count (limits[i]);

      /* Translators: which of the user's texts are added; %s is a number of them, in digits, of at least 100. It has to be
       * short, or is cut in the list. */
      add_choice (self, labels, (Choice) { .limit = limits[i], .n_texts = limits[i] },
                  g_strdup_printf (C_("texts", "The Latest %s"), count));
    }
}

static void
add_years (IdioSurveyDialog *self,
           GtkStringList    *labels)
{
  g_autoptr(GArray) years = idio_survey_list_years (self->survey);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  for (guint i = 0; i < years->len; i++)
    {
      const IdioSurveyYear *year = &g_array_index (years, IdioSurveyYear, i);
      g_autofree char *count = idio_ui_format_count (year->n_texts);

      /* Translators: a year, and the number of texts that were written since it began */
      add_choice (self, labels, (Choice) { .year = year->year, .n_texts = year->n_texts },
                  g_strdup_printf (_("Since %d: %s"), year->year, count));
    }
}

/* Of fewer texts than the limit all are taken, and since a year that does not tell them apart too. */
static guint
find_choice (IdioSurveyDialog *self)
{
  guint position = 0;

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (choice->limit == self->choice.limit && choice->year == self->choice.year)
        return i;

      if (choice->limit == 0 && choice->year == 0)
        position = i;
    }

  return position;
}

/* The button tells how many texts are added, unless all are. */
static void
label_add_button (IdioSurveyDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->choice_row), n_texts = 0;
  g_autofree char *count = NULL, *label = NULL;

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (selected < self->choices->len)
    n_texts = g_array_index (self->choices, Choice, selected).n_texts;

  count = idio_ui_format_count (n_texts);
  /* Translators: the number of texts that are added */
  label = g_strdup_printf (_("_Add %s"), count);
  gtk_button_set_label (self->add_button,
                        n_texts < idio_survey_get_n_chosen (self->survey) ? label : _("_Add"));
}

/* Which numbers there are to choose from depends on who the user is. */
static void
list_choices (IdioSurveyDialog *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint n_own = idio_survey_get_n_chosen (self->survey);
  g_autofree char *all = idio_ui_format_count (n_own);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  self->listing = TRUE;
  g_array_set_size (self->choices, 0);
  add_limits (self, labels, n_own);
  /* Translators: all texts, and their number */
  add_choice (self, labels, (Choice) { .n_texts = n_own }, g_strdup_printf (C_("texts", "All %s"), all));
  add_years (self, labels);
  adw_combo_row_set_model (self->choice_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->choice_row, find_choice (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choice_row), self->choices->len > 1);
  self->listing = FALSE;
  label_add_button (self);
}

static void
update (IdioSurveyDialog *self)
{
  g_autofree char *title = describe (self->survey);
  guint n_own = idio_survey_get_n_chosen (self->survey);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  adw_preferences_group_set_title (self->authors_group, title);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), n_own > 0 || self->by_others);
  list_choices (self);
}

/* The account is worth a line only where it says more than the name. */
static char *
describe_author (IdioSurveyDialog *self,
                 IdioSurveyAuthor *author,
                 const char       *name)
{
  guint n_texts = idio_survey_author_get_n_texts (author);
  gboolean mails = idio_survey_get_n_mails (self->survey) == idio_survey_get_n_texts (self->survey);
  g_autofree char *account = idio_ui_dup_line (idio_survey_author_get_account (author));
  g_autofree char *number = idio_ui_format_count (n_texts);
  g_autofree char *count = g_strdup_printf (mails ? ngettext ("%s mail", "%s mails", n_texts)
                                                  : ngettext ("%s text", "%s texts", n_texts), number);
  g_autofree char *folded_name = g_utf8_casefold (name, -1), *folded_account = g_utf8_casefold (account, -1);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (*account == '\0' || g_utf8_collate (folded_name, folded_account) == 0)
    return g_steal_pointer (&count);

  return g_strdup_printf ("%s · %s", account, count);
}

static void
add_author (IdioSurveyDialog *self,
            IdioSurveyAuthor *author)
{
  GtkWidget *check = gtk_check_button_new (), *row;
  g_autofree char *name = idio_ui_dup_line (idio_survey_author_get_name (author));
  g_autofree char *subtitle = describe_author (self, author, name);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_bind_property (author, "chosen", check, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  row = idio_ui_make_row (*name != '\0' ? name : C_("author", "Unknown"), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->authors_group, row);

  if (self->first_row == NULL)
    self->first_row = row;

  g_signal_connect_object (author, "notify::chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
show_authors (IdioSurveyDialog *self,
              guint             n_authors)
{
  GListModel *authors = idio_survey_get_authors (self->survey);
  guint n_all = MIN (g_list_model_get_n_items (authors), N_ALL);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  for (; self->n_shown < MIN (n_authors, n_all); self->n_shown++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, self->n_shown);

      add_author (self, author);
    }

  gtk_widget_set_visible (self->all_button, self->n_shown < n_all);
}

static void
choice_cb (IdioSurveyDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->choice_row);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (self->listing || selected >= self->choices->len)
    return;

  self->choice = g_array_index (self->choices, Choice, selected);
  label_add_button (self);
}

static void
all_cb (IdioSurveyDialog *self)
{
  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  show_authors (self, N_ALL);
}

static void
cancel_cb (IdioSurveyDialog *self)
{
  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  adw_dialog_close (ADW_DIALOG (self));
}

static void
answer (IdioSurveyDialog *self,
        gboolean          go_on)
{
  g_autoptr(IdioImport) import = g_steal_pointer (&self->import);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (import != NULL && idio_import_get_survey (import) == self->survey)
    idio_import_answer (import, go_on);
}

static void
add_cb (IdioSurveyDialog *self)
{
  gboolean with_others = adw_switch_row_get_active (self->others_row);
  guint selected = adw_combo_row_get_selected (self->choice_row);
  IdioAudience audience;

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (selected < self->choices->len)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, selected);

      idio_survey_set_limit (self->survey, choice->limit);
      idio_survey_set_first_year (self->survey, choice->year);
    }

  if (self->import != NULL && idio_audience_chooser_get (self->audience_chooser, &audience))
    idio_import_set_audience (self->import, audience);

  idio_survey_set_with_others (self->survey, with_others);
  g_settings_set_boolean (self->settings, "compare-with-others", with_others);
  answer (self, TRUE);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
idio_survey_dialog_closed (AdwDialog *dialog)
{
  answer (IDIO_SURVEY_DIALOG (dialog), FALSE);
}

static void
idio_survey_dialog_dispose (GObject *object)
{
  IdioSurveyDialog *self = IDIO_SURVEY_DIALOG (object);

  g_clear_object (&self->import);
  g_clear_object (&self->survey);
  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_SURVEY_DIALOG);

  G_OBJECT_CLASS (idio_survey_dialog_parent_class)->dispose (object);
}

static void
idio_survey_dialog_finalize (GObject *object)
{
  IdioSurveyDialog *self = IDIO_SURVEY_DIALOG (object);

  g_clear_pointer (&self->choices, g_array_unref);

  G_OBJECT_CLASS (idio_survey_dialog_parent_class)->finalize (object);
}

static void
idio_survey_dialog_class_init (IdioSurveyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_survey_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_survey_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = idio_survey_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-survey-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, authors_group);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, choice_row);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, others_row);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, all_button);
  gtk_widget_class_bind_template_child (widget_class, IdioSurveyDialog, audience_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
idio_survey_dialog_init (IdioSurveyDialog *self)
{
  self->settings = g_settings_new (APP_ID);
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->choice.limit = limits[0];
  gtk_widget_init_template (GTK_WIDGET (self));

  /* What is proposed for each text comes before the audiences. */
  self->audience_chooser = idio_audience_chooser_new (self->audience_row, _("As Suggested"), TRUE);
}

/* The questions of a window: the first is on screen, the others wait their turn. */
static GPtrArray *
get_questions (GtkWidget *parent)
{
  GPtrArray *questions = g_object_get_data (G_OBJECT (parent), QUESTIONS);

  if (questions == NULL)
    {
      questions = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (parent), QUESTIONS, questions, (GDestroyNotify) g_ptr_array_unref);
    }

  return questions;
}

/* Enter adds, unless nobody is chosen: then the first of those who can be has the focus. */
static void
present (IdioSurveyDialog *self,
         GtkWidget        *parent)
{
  gboolean is_chosen = idio_survey_get_n_chosen (self->survey) > 0;

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  adw_dialog_set_focus (ADW_DIALOG (self), is_chosen ? GTK_WIDGET (self->add_button) : self->first_row);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

static void
closed_cb (GtkWidget        *parent,
           IdioSurveyDialog *self)
{
  GPtrArray *questions = get_questions (parent);

  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  g_ptr_array_remove (questions, self);

  /* An import may have been stopped before its turn came. */
  while (questions->len > 0 && ((IdioSurveyDialog *) g_ptr_array_index (questions, 0))->import == NULL)
    g_ptr_array_remove_index (questions, 0);

  if (questions->len > 0 && gtk_widget_get_root (parent) != NULL && !gtk_widget_in_destruction (parent))
    present (g_ptr_array_index (questions, 0), parent);
}

/* Whoever answered, or stopped the import: nothing is asked any more. */
static void
answered_cb (IdioSurveyDialog *self)
{
  g_assert (IDIO_IS_SURVEY_DIALOG (self));

  if (self->import == NULL || idio_import_get_survey (self->import) == self->survey)
    return;

  g_clear_object (&self->import);

  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
survey_cb (GtkWidget  *parent,
           GParamSpec *pspec,
           IdioImport *import)
{
  IdioSurvey *survey = idio_import_get_survey (import);
  g_autofree char *name = NULL;
  IdioSurveyDialog *self;

  g_assert (GTK_IS_WIDGET (parent));

  if (survey == NULL)
    return;

  name = idio_ui_dup_line (idio_import_get_asked_name (import));
  self = g_object_new (IDIO_TYPE_SURVEY_DIALOG, NULL);
  g_ptr_array_add (get_questions (parent), g_object_ref_sink (self));
  self->import = g_object_ref (import);
  self->survey = g_object_ref (survey);
  idio_audience_chooser_set_audiences (self->audience_chooser, idio_import_get_audiences (import));
  self->by_others = idio_survey_is_known (survey) && idio_survey_get_n_chosen (survey) == 0;
  g_signal_connect_object (import, "notify::survey", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->others_row),
                          g_list_model_get_n_items (idio_survey_get_authors (survey)) > 1);
  adw_switch_row_set_active (self->others_row, idio_survey_get_with_others (survey));
  show_authors (self, N_FIRST);
  update (self);
  adw_window_title_set_subtitle (self->window_title, name);
  g_signal_connect_object (self, "closed", G_CALLBACK (closed_cb), parent, G_CONNECT_SWAPPED);

  if (get_questions (parent)->len == 1)
    present (self, parent);
}

/**
 * idio_survey_dialog_watch:
 * @parent: a widget in the window where to ask
 * @import: an import that was not run yet
 *
 * Asks who the user is, and how much to add, when the import wants to know.
 */
void
idio_survey_dialog_watch (GtkWidget  *parent,
                          IdioImport *import)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (IDIO_IS_IMPORT (import));

  g_signal_connect_object (import, "notify::survey", G_CALLBACK (survey_cb), parent, G_CONNECT_SWAPPED);
}
