/* idio-drafts-view.c: the two drafts, in as much room as there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "llm/idio-local-provider.h"
#include "ui/idio-draft-keep.h"
#include "ui/idio-draft-notice.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-drafts-view.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

struct _IdioDraftsView
{
  AdwBin              parent_instance;

  IdioWorkspace      *workspace;
  IdioWriting        *writing;
  GSettings          *settings;
  GSignalGroup       *engine_signals;
  IdioDraftNotice    *notice;   /* why there are no drafts */
  gboolean            narrow;
  gboolean            generic_collapsed;

  GtkStack           *stack;
  AdwMultiLayoutView *layout_view;
  GtkWidget          *expand_button;
  AdwViewStack       *narrow_stack;
  IdioDraftPane      *generic_pane;
  IdioDraftPane      *personal_pane;
};

G_DEFINE_FINAL_TYPE (IdioDraftsView, idio_drafts_view, ADW_TYPE_BIN)

enum
{
  PROP_NARROW = 1,
  PROP_GENERIC_COLLAPSED,
  PROP_NOTICE,
};

static GParamSpec *properties[PROP_NOTICE + 1];

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static IdioDraftPane *
get_pane (IdioDraftsView *self,
          IdioDraftKind  kind)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  return kind == IDIO_DRAFT_KIND_GENERIC ? self->generic_pane : self->personal_pane;
}

static IdioModelChoice *
get_choice (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  return idio_workspace_get_choice (self->workspace);
}

static gboolean
is_running (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  return idio_writing_get_running (self->writing);
}

static IdioEngine *
get_engine (IdioDraftsView *self)
{
  IdioProvider *provider = idio_model_choice_get_provider (get_choice (self));

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  return IDIO_IS_LOCAL_PROVIDER (provider) ? idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider)) : NULL;
}

static gboolean
has_documents (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (self->workspace))) > 0;
}

/* What a pane says as long as its draft has no words. */
static char *
describe_wait (IdioDraftsView *self,
               IdioDraft     *draft)
{
  IdioEngine *engine = get_engine (self);

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (engine != NULL && idio_engine_get_state (engine) == IDIO_ENGINE_STATE_STARTING)
    return g_strdup_printf (_("Starting the model… %.0f%%"), 100 * idio_engine_get_progress (engine));

  if (idio_model_choice_get_checking (get_choice (self)))
    return g_strdup (_("Checking the model…"));

  if (idio_draft_get_wait (draft) > 0)
    return g_strdup_printf (ngettext ("The service is busy. It is asked again in %'u second…",
                                      "The service is busy. It is asked again in %'u seconds…",
                                      idio_draft_get_wait (draft)), idio_draft_get_wait (draft));

  if (idio_draft_get_progress (draft) > 0)
    return g_strdup_printf (_("Reading… %.0f%%"), 100 * idio_draft_get_progress (draft));

  return g_strdup (_("Waiting for the first word…"));
}

static char *
describe_status (IdioDraftsView *self,
                 IdioDraftKind  kind)
{
  IdioDraft *draft = idio_writing_get_draft (self->writing, kind);

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (draft != NULL && idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WAITING && is_running (self))
    return describe_wait (self, draft);

  if (draft != NULL && idio_draft_get_state (draft) == IDIO_DRAFT_STATE_STOPPED)
    return g_strdup (_("Stopped before the first word"));

  if (kind == IDIO_DRAFT_KIND_GENERIC)
    return g_strdup (_("The generic draft appears here"));

  return g_strdup (has_documents (self) ? _("The draft in your voice appears here")
                                        : _("Add texts you wrote, and the draft in your voice appears here"));
}

/* Whether there is nothing to read, as all that was to be written failed, and no version before to go back to. */
static gboolean
has_failed (IdioDraftsView *self)
{
  gboolean failed = FALSE;

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      guint n_versions;

      idio_writing_find_place (self->writing, (IdioDraftKind) kind, &n_versions);

      if (idio_draft_pane_has_failed (get_pane (self, (IdioDraftKind) kind)) && n_versions == 1)
        failed = TRUE;
      else if (n_versions > 0)
        return FALSE;
    }

  return failed;
}

/* What failed twice is told once. */
static void
update_failure (IdioDraftsView *self)
{
  gboolean failed = has_failed (self);
  IdioDraftPane *pane = idio_draft_pane_has_failed (self->personal_pane) ? self->personal_pane : self->generic_pane;
  g_autoptr(IdioDraftNotice) notice = NULL;

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (failed)
    g_object_get (pane, "notice", &notice, NULL);

  if (g_set_object (&self->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);

  gtk_stack_set_visible_child_name (self->stack, failed ? "failed" : "drafts");
}

static void
update_status (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      g_autofree char *status = describe_status (self, (IdioDraftKind) kind);

      idio_draft_pane_set_status (get_pane (self, (IdioDraftKind) kind), status);
    }

  update_failure (self);
}

static void
update_places (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      guint n_versions, position = idio_writing_find_place (self->writing, (IdioDraftKind) kind, &n_versions);

      idio_draft_pane_set_place (get_pane (self, (IdioDraftKind) kind), position, n_versions, !is_running (self));
    }
}

static void
provider_changed_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  g_signal_group_set_target (self->engine_signals, get_engine (self));
  update_status (self);
}

static void
running_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  update_status (self);
  update_places (self);
}

/* What is shown changes only if it is another draft: words that come in are shown already. */
static void
shown_cb (IdioDraftsView *self)
{
  IdioHistoryEntry *entry = idio_writing_get_entry (self->writing);
  const char *request = entry != NULL ? idio_history_entry_get_brief (entry)->request : NULL;

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraftPane *pane = get_pane (self, (IdioDraftKind) kind);
      IdioDraft *draft = idio_writing_get_draft (self->writing, (IdioDraftKind) kind);

      if (idio_draft_pane_get_draft (pane) != draft)
        idio_draft_pane_set_draft (pane, draft, request);
    }

  update_status (self);
  update_places (self);
}

/* All that failed is tried again, as it was told once. */
static void
try_again (IdioDraftsView *self,
           IdioDraftKind  kind)
{
  gboolean all = has_failed (self);

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_try_again (self->writing,
                          kind == IDIO_DRAFT_KIND_GENERIC || (all && idio_draft_pane_has_failed (self->generic_pane)),
                          kind == IDIO_DRAFT_KIND_PERSONAL || (all && idio_draft_pane_has_failed (self->personal_pane)));
}

static void
try_generic_cb (IdioDraftsView *self)
{
  try_again (self, IDIO_DRAFT_KIND_GENERIC);
}

static void
try_personal_cb (IdioDraftsView *self)
{
  try_again (self, IDIO_DRAFT_KIND_PERSONAL);
}

static void
go_on_generic_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_go_on (self->writing, IDIO_DRAFT_KIND_GENERIC);
}

static void
go_on_personal_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_go_on (self->writing, IDIO_DRAFT_KIND_PERSONAL);
}

static void
step_generic_cb (IdioDraftsView *self,
                 int            by)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_step (self->writing, IDIO_DRAFT_KIND_GENERIC, by);
}

static void
step_personal_cb (IdioDraftsView *self,
                  int            by)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_step (self->writing, IDIO_DRAFT_KIND_PERSONAL, by);
}

static void
keep (IdioDraftsView *self,
      IdioDraftKind   kind)
{
  IdioHistoryEntry *entry = idio_writing_get_entry (self->writing);
  IdioDraft *draft = idio_writing_get_draft (self->writing, kind);

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (entry != NULL && draft != NULL && idio_draft_keep_is_own (draft))
    idio_ui_run (self, idio_draft_keep (idio_workspace_get_corpus (self->workspace), GTK_WIDGET (self), draft,
                                        idio_history_entry_get_brief (entry)));
}

static void
keep_generic_cb (IdioDraftsView *self)
{
  keep (self, IDIO_DRAFT_KIND_GENERIC);
}

static void
keep_personal_cb (IdioDraftsView *self)
{
  keep (self, IDIO_DRAFT_KIND_PERSONAL);
}

static void
edited_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  idio_writing_edited (self->writing);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
failed_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (self->notice != NULL)
    idio_draft_notice_activate (self->notice);
}

static void
failed_details_cb (IdioDraftsView *self)
{
  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (self->notice != NULL)
    idio_draft_notice_show_details (self->notice, GTK_WIDGET (self));
}

static void
update_layout (IdioDraftsView *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->layout_view)) != NULL;
  const char *layout = self->narrow ? "narrow" : self->generic_collapsed ? "collapsed" : "wide";

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  adw_multi_layout_view_set_layout_name (self->layout_view, layout);
  g_object_set (self->generic_pane, "can-collapse", g_str_equal (layout, "wide"), NULL);

  /* What was clicked is gone. */
  if (had_focus && g_str_equal (layout, "collapsed"))
    gtk_widget_grab_focus (self->expand_button);
}

static void
idio_drafts_view_dispose (GObject *object)
{
  IdioDraftsView *self = IDIO_DRAFTS_VIEW (object);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DRAFTS_VIEW);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->notice);
  g_clear_object (&self->writing);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_drafts_view_parent_class)->dispose (object);
}

static void
idio_drafts_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  IdioDraftsView *self = IDIO_DRAFTS_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_GENERIC_COLLAPSED:
      g_value_set_boolean (value, self->generic_collapsed);
      break;

    case PROP_NOTICE:
      g_value_set_object (value, self->notice);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_drafts_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  IdioDraftsView *self = IDIO_DRAFTS_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      update_layout (self);
      break;

    case PROP_GENERIC_COLLAPSED:
      if (self->generic_collapsed == g_value_get_boolean (value))
        return;

      self->generic_collapsed = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      update_layout (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_drafts_view_class_init (IdioDraftsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_drafts_view_dispose;
  object_class->get_property = idio_drafts_view_get_property;
  object_class->set_property = idio_drafts_view_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GENERIC_COLLAPSED] =
    g_param_spec_boolean ("generic-collapsed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NOTICE] =
    g_param_spec_object ("notice", NULL, NULL, IDIO_TYPE_DRAFT_NOTICE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioDraftsView::edited:
   * @self: a view
   *
   * The user changed a draft.
   */
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (IDIO_TYPE_DRAFT_NOTICE);
  g_type_ensure (IDIO_TYPE_DRAFT_PANE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-drafts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, layout_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, expand_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, narrow_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, generic_pane);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftsView, personal_pane);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, idio_ui_has_text_closure);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_details_cb);

  gtk_widget_class_install_property_action (widget_class, "drafts.collapse-generic", "generic-collapsed");
}

static void
idio_drafts_view_init (IdioDraftsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  idio_draft_pane_set_kind (self->generic_pane, IDIO_DRAFT_KIND_GENERIC, C_("draft", "Generic"));
  idio_draft_pane_set_kind (self->personal_pane, IDIO_DRAFT_KIND_PERSONAL, C_("draft", "In Your Voice"));

  self->settings = g_settings_new (APP_ID);
  g_settings_bind (self->settings, "generic-collapsed", self, "generic-collapsed",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  self->engine_signals = g_signal_group_new (IDIO_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (update_status), self);
  update_layout (self);
}

/**
 * idio_drafts_view_set_up:
 * @self: a view
 * @workspace: what is written with
 * @writing: whose drafts are shown
 *
 * Fills the view, once.
 */
void
idio_drafts_view_set_up (IdioDraftsView *self,
                         IdioWorkspace  *workspace,
                         IdioWriting    *writing)
{
  IdioCorpus *corpus;

  g_return_if_fail (IDIO_IS_DRAFTS_VIEW (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (IDIO_IS_WRITING (writing));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->writing = g_object_ref (writing);
  corpus = idio_workspace_get_corpus (workspace);
  idio_draft_pane_set_corpus (self->generic_pane, corpus);
  idio_draft_pane_set_corpus (self->personal_pane, corpus);
  g_signal_connect_object (writing, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writing, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writing, "progressed", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_choice (self), "notify::provider", G_CALLBACK (provider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_choice (self), "notify::checking", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "items-changed", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  provider_changed_cb (self);
  update_places (self);
}

/* The pane with the focus, or else the one that is seen first. */
static IdioDraftPane *
find_pane (IdioDraftsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_assert (IDIO_IS_DRAFTS_VIEW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->generic_pane)))
    return self->generic_pane;

  return gtk_widget_get_mapped (GTK_WIDGET (self->personal_pane)) ? self->personal_pane : self->generic_pane;
}

/**
 * idio_drafts_view_activate:
 * @self: a view
 * @action: the name of an action of a draft
 *
 * Does it with the draft that the user is at.
 */
void
idio_drafts_view_activate (IdioDraftsView *self,
                           const char     *action)
{
  g_return_if_fail (IDIO_IS_DRAFTS_VIEW (self));
  g_return_if_fail (action != NULL);

  gtk_widget_activate_action (GTK_WIDGET (find_pane (self)), action, NULL);
}

/**
 * idio_drafts_view_set_n_removed:
 * @self: a view
 * @n_chars: by how many characters what is asked for now is shorter than what the drafts are for
 */
void
idio_drafts_view_set_n_removed (IdioDraftsView *self,
                                glong           n_chars)
{
  g_return_if_fail (IDIO_IS_DRAFTS_VIEW (self));

  idio_draft_notice_set_n_removed (idio_draft_pane_get_notice (self->generic_pane), n_chars);
  idio_draft_notice_set_n_removed (idio_draft_pane_get_notice (self->personal_pane), n_chars);
}
