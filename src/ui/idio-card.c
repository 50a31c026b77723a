/* idio-card.c: a hypothesis on screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "ui/idio-audience-menu.h"
#include "ui/idio-card-actions.h"
#include "ui/idio-card-editor.h"
#include "ui/idio-card.h"
#include "ui/idio-new-audience.h"
#include "ui/idio-quote-row.h"
#include "ui/idio-toggle-bin.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* How many quotes are shown in a card that is open, and how many more each time the user asks */
#define QUOTES_A_PAGE 5

struct _IdioCard
{
  GtkListBoxRow    parent_instance;

  IdioWorkspace   *workspace;
  IdioHypothesis  *hypothesis;
  guint            n_quotes;   /* how many the user wants to see */
  gboolean         updating;

  GtkStack        *stack;
  GtkImage        *state_image;
  GtkLabel        *state_label;
  GtkLabel        *claim_label;
  GtkToggleButton *details_button;
  GtkLabel        *facts_label;
  AdwToggleGroup  *strength_group;
  AdwBin          *quote_bin;
  GtkWidget       *no_texts_label;
  GtkBox          *quotes_box;
  GtkButton       *more_button;
  GtkMenuButton   *menu_button;
  GMenuModel      *card_menu;
  GMenu           *audience_menu;
  GtkWidget       *review_box;
  IdioCardEditor  *editor;     /* NULL before it is needed */
};

G_DEFINE_FINAL_TYPE (IdioCard, idio_card, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_AUDIENCE = 1,
};

static GParamSpec *properties[PROP_AUDIENCE + 1];

static IdioVoice *
get_voice (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  return idio_workspace_get_voice (self->workspace);
}

static IdioAudiences *
get_audiences (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  return idio_corpus_get_audiences (idio_workspace_get_corpus (self->workspace));
}

/* Where the card comes from: its source is always shown. */
static char *
describe_source (const IdioCardFields *fields)
{
  g_autofree char *model = idio_ui_dup_phrase (fields->model != NULL ? fields->model : "?");

  switch (fields->source)
    {
    case IDIO_SOURCE_MEASURED:
      return g_strdup (C_("source", "Counted"));

    case IDIO_SOURCE_FOUND:
      /* Translators: the name of a language model follows */
      return g_strdup_printf (C_("source", "Found by %s"), model);

    case IDIO_SOURCE_YOURS:
      return g_strdup (C_("source", "Yours"));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static void
append_fact (GString    *facts,
             const char *fact)
{
  if (*fact == '\0')
    return;

  g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", fact);
}

static char *
describe (IdioAudiences        *audiences,
          const IdioCardFields *fields)
{
  GString *facts = g_string_new (NULL);
  g_autofree char *source = describe_source (fields);
  g_autofree char *rate = *fields->rate != '\0' ? idio_ui_dup_phrase (fields->rate) : g_strdup ("");

  append_fact (facts, source);
  append_fact (facts, rate);

  if (fields->edited && fields->source != IDIO_SOURCE_YOURS)
    append_fact (facts, C_("source", "edited by you"));

  if (idio_audiences_resolve (audiences, fields->audience) != IDIO_AUDIENCE_GENERAL)
    {
      g_autofree char *audience =
        idio_ui_dup_audience (fields->audience, idio_audiences_get_name (audiences, fields->audience));

      append_fact (facts, audience);
    }

  return g_string_free_and_steal (facts);
}

/* The quotes in the order in which they are shown: of "Cheers," one is enough until someone asks for more, so that those
 * which say the same as earlier ones come last. */
static GPtrArray *
sort_quotes (GPtrArray *quotes)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) repeated = g_ptr_array_new ();
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < quotes->len; i++)
    {
      IdioQuote *quote = g_ptr_array_index (quotes, i);

      g_ptr_array_add (g_hash_table_add (seen, quote->text) ? sorted : repeated, quote);
    }

  g_ptr_array_extend (sorted, repeated, NULL, NULL);

  return sorted;
}

static GtkWidget *
make_quote (IdioCard  *self,
            GPtrArray *quotes,
            guint      position)
{
  g_assert (IDIO_IS_CARD (self));

  return idio_quote_row_new (idio_workspace_get_corpus (self->workspace), g_ptr_array_index (quotes, position));
}

/* Only the first is made before someone opens the card. It is the first in any order. */
static void
update_quotes (IdioCard *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->details_button);
  GPtrArray *all = idio_hypothesis_get_quotes (self->hypothesis);
  g_autoptr(GPtrArray) quotes = is_open ? sort_quotes (all) : g_ptr_array_ref (all);
  guint n_shown = is_open ? MIN (self->n_quotes, quotes->len) : MIN (1, quotes->len);
  guint n_more = MIN (quotes->len - n_shown, QUOTES_A_PAGE);
  g_autofree char *more = g_strdup_printf (ngettext ("Show %'u More Quote", "Show %'u More Quotes", n_more), n_more);
  GtkWidget *child;

  g_assert (IDIO_IS_CARD (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->quotes_box))))
    gtk_box_remove (self->quotes_box, child);

  adw_bin_set_child (self->quote_bin, n_shown > 0 ? make_quote (self, quotes, 0) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->quote_bin), n_shown > 0);
  gtk_widget_set_visible (self->no_texts_label, quotes->len == 0 && idio_hypothesis_get_fields (self->hypothesis)->source
                                                                      != IDIO_SOURCE_YOURS);

  for (guint i = 1; i < n_shown; i++)
    gtk_box_append (self->quotes_box, make_quote (self, quotes, i));

  gtk_button_set_label (self->more_button, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_more > 0);
}

/* Told by a word and an icon, and not by a color alone. */
static void
update_state (IdioCard *self)
{
  static const struct { const char *icon, *name; } states[] = {
    [IDIO_CARD_STATE_PROPOSED] = { "starred-symbolic", NC_("card", "New") },
    [IDIO_CARD_STATE_KEPT] = { "object-select-symbolic", NC_("card", "Kept") },
    [IDIO_CARD_STATE_REJECTED] = { "window-close-symbolic", NC_("card", "Rejected") },
  };
  const IdioCardFields *fields = idio_hypothesis_get_fields (self->hypothesis);
  gboolean is_new = fields->state == IDIO_CARD_STATE_PROPOSED;
  GtkWidget *marks[] = { GTK_WIDGET (self->state_image), GTK_WIDGET (self->state_label) };

  g_assert (IDIO_IS_CARD (self));

  gtk_image_set_from_icon_name (self->state_image, states[fields->state].icon);
  gtk_label_set_label (self->state_label, g_dpgettext2 (NULL, "card", states[fields->state].name));

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gtk_widget_remove_css_class (marks[i], is_new ? "dim-label" : "accent");
      gtk_widget_add_css_class (marks[i], is_new ? "accent" : "dim-label");
    }
}

static void
update (IdioCard *self)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (self->hypothesis);
  g_autofree char *facts = describe (get_audiences (self), fields);
  g_autofree char *claim = idio_ui_dup_line (fields->claim);
  gboolean rejected = fields->state == IDIO_CARD_STATE_REJECTED;

  g_assert (IDIO_IS_CARD (self));

  self->updating = TRUE;
  gtk_label_set_label (self->claim_label, claim);
  gtk_label_set_label (self->facts_label, facts);
  adw_toggle_group_set_active_name (self->strength_group,
                                    idio_nick_from_value (IDIO_TYPE_STRENGTH, (gint) fields->strength));
  gtk_widget_set_visible (GTK_WIDGET (self->strength_group), !rejected);
  gtk_widget_set_visible (self->review_box, fields->state == IDIO_CARD_STATE_PROPOSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.edit", !rejected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.reject", !rejected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.bring-back", rejected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.delete", fields->source == IDIO_SOURCE_YOURS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, claim, -1);

  if (rejected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rejected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rejected");

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUDIENCE]);
  update_state (self);
  update_quotes (self);
  self->updating = FALSE;
}

typedef struct
{
  IdioCard  *self;
  IdioVoice *voice;
  GtkRoot   *root;
  DexFuture *change;
  char      *done;
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->self);
  g_clear_object (&change->voice);
  g_clear_object (&change->root);
  dex_clear (&change->change);
  g_clear_pointer (&change->done, g_free);
  g_free (change);
}

static DexFuture *
change_fiber (gpointer data)
{
  Change *change = data;
  GError *error = NULL;
  gint64 edit = dex_await_int64 (g_steal_pointer (&change->change), &error);

  if (error != NULL)
    {
      /* What is shown is what is saved. The window may have been closed meanwhile. */
      if (change->self->hypothesis != NULL)
        update (change->self);

      return dex_future_new_for_error (error);
    }

  idio_card_actions_done (change->voice, change->root, edit, change->done);

  return dex_future_new_true ();
}

/* Makes a change and offers to take it back, with words where it does not show by itself. The card may be in another
 * group, and another widget, after it. */
static void
apply (IdioCard             *self,
       const IdioCardChange *what,
       const char           *done)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_CARD (self));

  change->self = g_object_ref (self);
  change->voice = g_object_ref (get_voice (self));
  change->root = root != NULL ? g_object_ref (root) : NULL;
  change->change = idio_voice_change (get_voice (self), idio_hypothesis_get_id (self->hypothesis), what);
  change->done = g_strdup (done);
  idio_ui_run (self, idio_fiber_spawn (change_fiber, change, (GDestroyNotify) change_free));
}

static void
strength_cb (IdioCard *self)
{
  IdioStrength strength;

  g_assert (IDIO_IS_CARD (self));

  if (self->updating ||
      !idio_nick_to_value (IDIO_TYPE_STRENGTH, adw_toggle_group_get_active_name (self->strength_group), &strength))
    return;

  apply (self, &(IdioCardChange) { .strength = &strength }, NULL);
}

static DexFuture *
new_audience_fiber (gpointer data)
{
  IdioCard *self = data;
  g_autoptr(IdioAudiences) audiences = g_object_ref (get_audiences (self));
  GError *error = NULL;
  IdioAudience audience = dex_await_uint (idio_new_audience_ask (GTK_WIDGET (self), audiences), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* The card may be gone by now, as when its texts were removed. */
  if (self->hypothesis != NULL)
    apply (self, &(IdioCardChange) { .audience = &audience }, NULL);

  return dex_future_new_true ();
}

static void
new_audience_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  idio_ui_run (widget, idio_fiber_spawn (new_audience_fiber, g_object_ref (widget), g_object_unref));
}

static void
more_cb (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  self->n_quotes += QUOTES_A_PAGE;
  update_quotes (self);
}

static void
details_cb (IdioCard *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->details_button);

  g_assert (IDIO_IS_CARD (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->details_button), is_open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->details_button), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
  self->n_quotes = QUOTES_A_PAGE;
  update_quotes (self);
}

static void
closed_cb (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  gtk_stack_set_visible_child_name (self->stack, "view");
  gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
}

static void
saved_cb (IdioCard   *self,
          const char *claim,
          const char *instruction)
{
  g_assert (IDIO_IS_CARD (self));

  apply (self, &(IdioCardChange) { .claim = claim, .instruction = instruction }, _("Card changed"));
}

/* Of many cards few are changed: what is only seen then is made then. */
static void
make_editor (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  self->editor = g_object_new (IDIO_TYPE_CARD_EDITOR, NULL);
  g_signal_connect_object (self->editor, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->editor), "edit");
}

static void
make_menu (GtkMenuButton *button,
           gpointer       data)
{
  IdioCard *self = IDIO_CARD (data);

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;

  idio_audience_menu_fill (self->audience_menu, get_audiences (self), "card.audience", "card.new-audience");
  gtk_menu_button_set_menu_model (button, self->card_menu);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IdioCard *self = IDIO_CARD (widget);

  if (self->editor == NULL)
    make_editor (self);

  gtk_stack_set_visible_child_name (self->stack, "edit");
  idio_card_editor_start (self->editor, idio_hypothesis_get_fields (self->hypothesis));
}

static void
keep_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IdioCardState kept = IDIO_CARD_STATE_KEPT;

  apply (IDIO_CARD (widget), &(IdioCardChange) { .state = &kept }, _("Card kept"));
}

static void
reject_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  apply (IDIO_CARD (widget), &(IdioCardChange) { .state = &rejected }, _("Card rejected"));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioCard *self = IDIO_CARD (widget);

  idio_ui_run (self, idio_card_actions_delete (get_voice (self), gtk_widget_get_root (widget), self->hypothesis));
}

static void
bring_back_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  IdioCardState kept = IDIO_CARD_STATE_KEPT;

  apply (IDIO_CARD (widget), &(IdioCardChange) { .state = &kept }, _("Card brought back"));
}

static void
idio_card_dispose (GObject *object)
{
  IdioCard *self = IDIO_CARD (object);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_CARD);
  g_clear_object (&self->hypothesis);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_card_parent_class)->dispose (object);
}

static const char *
get_audience_nick (IdioCard *self)
{
  g_assert (IDIO_IS_CARD (self));

  return idio_audience_get_nick (idio_audiences_resolve (get_audiences (self),
                                                         idio_hypothesis_get_fields (self->hypothesis)->audience));
}

static void
idio_card_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  IdioCard *self = IDIO_CARD (object);

  switch (prop_id)
    {
    case PROP_AUDIENCE:
      g_value_set_string (value, self->hypothesis != NULL ? get_audience_nick (self) : "general");
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_card_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  IdioCard *self = IDIO_CARD (object);
  IdioAudience audience;

  switch (prop_id)
    {
    case PROP_AUDIENCE:
      if (idio_audience_from_nick (g_value_get_string (value), &audience))
        apply (self, &(IdioCardChange) { .audience = &audience }, NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_card_class_init (IdioCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_card_dispose;
  object_class->get_property = idio_card_get_property;
  object_class->set_property = idio_card_set_property;

  /**
   * IdioCard:audience:
   *
   * The nick of the audience that the card is for. Setting it asks for the change; it shows when it is saved.
   */
  properties[PROP_AUDIENCE] =
    g_param_spec_string ("audience", NULL, NULL, "general",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (IDIO_TYPE_TOGGLE_BIN);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-card.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioCard, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, state_image);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, claim_label);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, facts_label);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, strength_group);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, quote_bin);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, no_texts_label);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, quotes_box);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, card_menu);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, audience_menu);
  gtk_widget_class_bind_template_child (widget_class, IdioCard, review_box);
  gtk_widget_class_bind_template_callback (widget_class, strength_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);

  gtk_widget_class_install_action (widget_class, "card.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "card.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "card.reject", NULL, reject_action);
  gtk_widget_class_install_action (widget_class, "card.bring-back", NULL, bring_back_action);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "card.new-audience", NULL, new_audience_action);
  gtk_widget_class_install_property_action (widget_class, "card.audience", "audience");
}

static void
idio_card_init (IdioCard *self)
{
  self->updating = TRUE;
  self->n_quotes = QUOTES_A_PAGE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
  self->updating = FALSE;
}

/**
 * idio_card_new:
 * @workspace: where the hypothesis and its documents are
 * @hypothesis: what to show
 *
 * Returns: (transfer none): a card
 */
GtkWidget *
idio_card_new (IdioWorkspace  *workspace,
               IdioHypothesis *hypothesis)
{
  IdioCard *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (hypothesis), NULL);

  self = g_object_new (IDIO_TYPE_CARD, NULL);
  self->workspace = g_object_ref (workspace);
  self->hypothesis = g_object_ref (hypothesis);
  g_signal_connect_object (hypothesis, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_audiences (self), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * idio_card_get_hypothesis:
 * @self: a card
 *
 * Returns: (transfer none): what it shows
 */
IdioHypothesis *
idio_card_get_hypothesis (IdioCard *self)
{
  g_return_val_if_fail (IDIO_IS_CARD (self), NULL);

  return self->hypothesis;
}
