/* idio-card-editor.c: where the words of a card are changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-card-editor.h"

struct _IdioCardEditor
{
  GtkBox          parent_instance;

  IdioCardFields *fields;      /* as they were when editing began */
  gboolean        instructed;  /* what the model is told was typed since then */

  GtkEditable    *claim_entry;
  GtkEditable    *instruction_entry;
};

G_DEFINE_FINAL_TYPE (IdioCardEditor, idio_card_editor, GTK_TYPE_BOX)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
cancel_cb (IdioCardEditor *self)
{
  g_assert (IDIO_IS_CARD_EDITOR (self));

  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* What the model is told follows what the card says, until the user says otherwise. */
static void
claim_changed_cb (IdioCardEditor *self)
{
  const char *claim = gtk_editable_get_text (self->claim_entry);

  g_assert (IDIO_IS_CARD_EDITOR (self));

  if (self->instructed || self->fields == NULL)
    return;

  gtk_editable_set_text (self->instruction_entry,
                         g_str_equal (claim, self->fields->claim) ? self->fields->instruction : claim);
  self->instructed = FALSE;
}

static void
instruction_changed_cb (IdioCardEditor *self)
{
  g_assert (IDIO_IS_CARD_EDITOR (self));

  self->instructed = TRUE;
}

static void
save_cb (IdioCardEditor *self)
{
  g_autofree char *claim = g_strstrip (g_strdup (gtk_editable_get_text (self->claim_entry)));
  g_autofree char *instruction = g_strstrip (g_strdup (gtk_editable_get_text (self->instruction_entry)));
  gboolean has_claim, has_instruction;

  g_assert (IDIO_IS_CARD_EDITOR (self));

  if (self->fields == NULL)
    return;

  has_claim = *claim != '\0' && !g_str_equal (claim, self->fields->claim);

  /* With another claim, what the model is told is said as well, even if it stays. */
  has_instruction = *instruction != '\0' && (has_claim || !g_str_equal (instruction, self->fields->instruction));
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);

  if (has_claim || has_instruction)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, has_claim ? claim : NULL, has_instruction ? instruction : NULL);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  cancel_cb (IDIO_CARD_EDITOR (widget));
}

static void
idio_card_editor_dispose (GObject *object)
{
  IdioCardEditor *self = IDIO_CARD_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_CARD_EDITOR);
  g_clear_pointer (&self->fields, idio_card_fields_free);

  G_OBJECT_CLASS (idio_card_editor_parent_class)->dispose (object);
}

static void
idio_card_editor_class_init (IdioCardEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_card_editor_dispose;

  /**
   * IdioCardEditor::closed:
   * @self: an editor
   *
   * The user has saved the words, or does not want to change them.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioCardEditor::saved:
   * @self: an editor
   * @claim: (nullable): a new claim; %NULL if it stays
   * @instruction: (nullable): a new instruction, likewise
   */
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-card-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioCardEditor, claim_entry);
  gtk_widget_class_bind_template_child (widget_class, IdioCardEditor, instruction_entry);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, claim_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, instruction_changed_cb);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, cancel_action);
}

static void
idio_card_editor_init (IdioCardEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_card_editor_start:
 * @self: an editor that is on screen
 * @fields: what the card says
 *
 * Lets the user change it.
 */
void
idio_card_editor_start (IdioCardEditor       *self,
                        const IdioCardFields *fields)
{
  g_return_if_fail (IDIO_IS_CARD_EDITOR (self));
  g_return_if_fail (fields != NULL);

  g_clear_pointer (&self->fields, idio_card_fields_free);
  self->fields = idio_card_fields_copy (fields);
  self->instructed = TRUE;
  gtk_editable_set_text (self->claim_entry, fields->claim);
  gtk_editable_set_text (self->instruction_entry, fields->instruction);
  self->instructed = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->claim_entry));

  /* An entry selects its text when it gets the focus, which it has already if it had it the last time. */
  gtk_editable_select_region (self->claim_entry, 0, -1);
}
