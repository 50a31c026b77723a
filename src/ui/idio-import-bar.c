/* idio-import-bar.c: imports, while they run and when they are done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-import-bar.h"
#include "ui/idio-import-report.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"

struct _IdioImportBar
{
  AdwBin           parent_instance;

  IdioWorkspace   *workspace; /* or NULL */
  GPtrArray       *imports;   /* those that run at the same time, or did so last */
  guint            n_running;
  gboolean         stopped;

  GtkRevealer     *revealer;
  GtkLabel        *label;
  GtkProgressBar  *progress_bar;
  GtkWidget       *stop_button;
  GtkWidget       *details_button;
  GtkWidget       *close_button;
};

G_DEFINE_FINAL_TYPE (IdioImportBar, idio_import_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
sum (IdioImportBar *self,
     guint        (*get) (IdioImport *import))
{
  guint sum = 0;

  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    sum += get (g_ptr_array_index (self->imports, i));

  return sum;
}

static guint
count_outcome (IdioImportBar     *self,
               IdioImportOutcome  outcome,
               gboolean           of_others)
{
  guint n = 0;

  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    {
      IdioImport *import = g_ptr_array_index (self->imports, i);

      if (idio_import_get_of_others (import) == of_others)
        n += idio_import_count (import, outcome);
    }

  return n;
}

static gboolean
has (IdioImportBar *self,
     gboolean     (*is_so) (IdioImport *import))
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    if (is_so (g_ptr_array_index (self->imports, i)))
      return TRUE;

  return FALSE;
}

static gboolean
is_of_own (IdioImport *import)
{
  return !idio_import_get_of_others (import);
}

static gboolean
left_something (IdioImport *import)
{
  return g_list_model_get_n_items (idio_import_get_not_added (import)) > 0;
}

static gboolean
has_failed (IdioImport *import)
{
  return idio_import_get_failure (import) != NULL;
}

/* Of several at the same time, the one that began last */
static IdioImport *
get_newest_running (IdioImportBar *self)
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = self->imports->len; i > 0; i--)
    if (idio_import_get_running (g_ptr_array_index (self->imports, i - 1)))
      return g_ptr_array_index (self->imports, i - 1);

  return NULL;
}

/* "Reading Archive.mbox… 1,204 of your mails so far" */
static char *
describe_texts (const IdioProgress *progress)
{
  g_autofree char *name = idio_ui_dup_phrase (progress->name);
  guint n_texts = progress->n_texts;

  if (progress->again && progress->only_mails)
    return g_strdup_printf (ngettext ("Reading %s… %'u of your mails so far", "Reading %s… %'u of your mails so far",
                                      n_texts), name, n_texts);

  if (progress->again)
    return g_strdup_printf (ngettext ("Reading %s… %'u of your texts so far", "Reading %s… %'u of your texts so far",
                                      n_texts), name, n_texts);

  if (progress->only_mails)
    return g_strdup_printf (ngettext ("Looking through %s… %'u mail so far", "Looking through %s… %'u mails so far",
                                      n_texts), name, n_texts);

  return g_strdup_printf (ngettext ("Looking through %s… %'u text so far", "Looking through %s… %'u texts so far",
                                    n_texts), name, n_texts);
}

static char *
describe_progress (IdioImportBar *self)
{
  guint n_found = sum (self, idio_import_get_n_found);
  IdioImport *import = get_newest_running (self);
  const IdioProgress *progress = import != NULL ? idio_import_get_progress (import) : NULL;

  g_assert (IDIO_IS_IMPORT_BAR (self));

  if (n_found == 0)
    return g_strdup (_("Looking for texts…"));

  if (import != NULL && idio_import_get_survey (import) != NULL)
    return g_strdup (_("Waiting for your answer…"));

  if (progress != NULL && progress->name != NULL && (progress->again || progress->n_texts > 0))
    return describe_texts (progress);

  /* Of one file, there is nothing to count. */
  if (n_found == 1)
    return g_strdup (_("Reading…"));

  return g_strdup_printf (_("Reading %'u of %'u"), sum (self, idio_import_get_n_done), n_found);
}

/* Those that have ended meanwhile are done, however they did. */
static double
get_fraction (IdioImportBar *self)
{
  double sum = 0;

  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    {
      IdioImport *import = g_ptr_array_index (self->imports, i);
      const IdioProgress *progress = idio_import_get_progress (import);

      if (!idio_import_get_running (import))
        sum += 1;
      else if (progress != NULL)
        sum += progress->fraction;
    }

  return sum / MAX (self->imports->len, 1);
}

static void
append_part (GString *summary,
             char    *part)
{
  g_string_append_printf (summary, "%s%s", summary->len > 0 ? " · " : "", part);
  g_free (part);
}

/* Where the texts in them are counted, the files are not. */
static guint
count_files_not_read (IdioImport *import)
{
  return idio_import_get_n_texts_not_read (import) > 0 ? 0 : idio_import_get_n_not_read (import);
}

/* Only of a folder nothing is found. */
static gboolean
is_empty (IdioImportBar *self)
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  return !self->stopped && sum (self, idio_import_get_n_found) == 0 && !has (self, has_failed);
}

static char *
describe_result (IdioImportBar *self)
{
  GString *summary = g_string_new (NULL);
  guint n_added = count_outcome (self, IDIO_IMPORT_OUTCOME_ADDED, FALSE);
  guint n_counted = count_outcome (self, IDIO_IMPORT_OUTCOME_ADDED, TRUE);
  guint n_here = count_outcome (self, IDIO_IMPORT_OUTCOME_ALREADY_HERE, FALSE) +
                 count_outcome (self, IDIO_IMPORT_OUTCOME_ALREADY_HERE, TRUE);
  guint n_left_out = count_outcome (self, IDIO_IMPORT_OUTCOME_LEFT_OUT, FALSE) +
                     count_outcome (self, IDIO_IMPORT_OUTCOME_LEFT_OUT, TRUE);
  guint n_unanswered = sum (self, idio_import_get_n_unanswered);
  guint n_not_read = sum (self, count_files_not_read);
  guint n_texts_not_read = sum (self, idio_import_get_n_texts_not_read);

  g_assert (IDIO_IS_IMPORT_BAR (self));

  if (is_empty (self))
    append_part (summary, g_strdup (_("There are no texts in this folder")));
  else if (has (self, is_of_own))
    append_part (summary, g_strdup_printf (ngettext ("%'u added", "%'u added", n_added), n_added));

  if (has (self, idio_import_get_of_others))
    append_part (summary, g_strdup_printf (ngettext ("%'u counted as text by others",
                                                     "%'u counted as texts by others", n_counted), n_counted));

  if (n_here > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u already here", "%'u already here", n_here), n_here));

  if (n_left_out > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u left out", "%'u left out", n_left_out), n_left_out));

  if (n_unanswered > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u not added, as you canceled",
                                                     "%'u not added, as you canceled", n_unanswered), n_unanswered));

  if (n_not_read > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u not read", "%'u not read", n_not_read), n_not_read));

  if (n_texts_not_read > 0)
    append_part (summary, g_strdup_printf (ngettext ("about %'u of your texts not read",
                                                     "about %'u of your texts not read", n_texts_not_read),
                                           n_texts_not_read));

  for (guint i = 0; i < self->imports->len; i++)
    {
      const char *failure = idio_import_get_failure (g_ptr_array_index (self->imports, i));

      if (failure != NULL)
        append_part (summary, idio_ui_dup_line (failure));
    }

  return g_string_free_and_steal (summary);
}

static void
update (IdioImportBar *self)
{
  gboolean shown = self->imports->len > 0;
  gboolean running = self->n_running > 0;
  g_autofree char *text = NULL;

  g_assert (IDIO_IS_IMPORT_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->details_button, !running && has (self, left_something));
  gtk_widget_set_visible (self->close_button, !running);

  if (!shown)
    return;

  text = running ? describe_progress (self) : describe_result (self);
  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, get_fraction (self));
}

static void
clear (IdioImportBar *self)
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->imports, i), self);

  g_ptr_array_set_size (self->imports, 0);
}

/* Where nothing was found there is nothing to keep on screen, least of all in place of the welcome. */
static void
tell_empty (IdioImportBar *self)
{
  g_autofree char *result = describe_result (self);

  g_assert (IDIO_IS_IMPORT_BAR (self));

  clear (self);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  idio_toasts_say (self, result);
}

static DexFuture *
ended_cb (DexFuture *import,
          gpointer   user_data)
{
  IdioImportBar *self = user_data;

  self->n_running--;

  /* The window may have been closed meanwhile. */
  if (self->label == NULL)
    return dex_ref (import);

  if (self->n_running == 0 && is_empty (self))
    tell_empty (self);
  else
    update (self);

  return dex_ref (import);
}

static void
stop_cb (IdioImportBar *self)
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  idio_import_bar_stop (self);
}

static void
close_cb (IdioImportBar *self)
{
  g_assert (IDIO_IS_IMPORT_BAR (self));

  clear (self);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
details_cb (IdioImportBar *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListModel) items = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));

  g_assert (IDIO_IS_IMPORT_BAR (self));

  for (guint i = 0; i < self->imports->len; i++)
    g_list_store_append (lists, idio_import_get_not_added (g_ptr_array_index (self->imports, i)));

  adw_dialog_present (ADW_DIALOG (idio_import_report_new (self->workspace, items)), GTK_WIDGET (self));
}

static void
idio_import_bar_dispose (GObject *object)
{
  IdioImportBar *self = IDIO_IMPORT_BAR (object);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_IMPORT_BAR);
  clear (self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_import_bar_parent_class)->dispose (object);
}

static void
idio_import_bar_finalize (GObject *object)
{
  IdioImportBar *self = IDIO_IMPORT_BAR (object);

  g_clear_pointer (&self->imports, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_import_bar_parent_class)->finalize (object);
}

static void
idio_import_bar_class_init (IdioImportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_import_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_import_bar_finalize;

  /**
   * IdioImportBar::closed:
   * @self: a bar
   *
   * The user has read what became of the imports.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-import-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, label);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
idio_import_bar_init (IdioImportBar *self)
{
  self->imports = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * idio_import_bar_set_workspace:
 * @self: a bar
 * @workspace: where imports go
 *
 * From now on people can do something about what was left out.
 */
void
idio_import_bar_set_workspace (IdioImportBar *self,
                               IdioWorkspace *workspace)
{
  g_return_if_fail (IDIO_IS_IMPORT_BAR (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
}

/**
 * idio_import_bar_run:
 * @self: a bar
 * @import: what to show
 * @files: (element-type GFile): files and folders
 *
 * Runs an import, and shows it together with those that run, in place of those that have ended.
 *
 * Returns: (transfer full): a future as of idio_import_run()
 */
DexFuture *
idio_import_bar_run (IdioImportBar *self,
                     IdioImport    *import,
                     GListModel    *files)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_BAR (self), NULL);
  g_return_val_if_fail (IDIO_IS_IMPORT (import), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  if (self->n_running == 0)
    {
      clear (self);
      self->stopped = FALSE;
    }

  self->n_running++;
  g_ptr_array_add (self->imports, g_object_ref (import));
  g_signal_connect_swapped (import, "notify", G_CALLBACK (update), self);
  update (self);

  return dex_future_finally (idio_import_run (import, files), ended_cb, g_object_ref (self), g_object_unref);
}

/**
 * idio_import_bar_has_import:
 * @self: a bar
 *
 * Returns: whether it shows an import
 */
gboolean
idio_import_bar_has_import (IdioImportBar *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_BAR (self), FALSE);

  return self->imports->len > 0;
}

/**
 * idio_import_bar_stop:
 * @self: a bar
 *
 * Stops all imports that it shows.
 */
void
idio_import_bar_stop (IdioImportBar *self)
{
  g_return_if_fail (IDIO_IS_IMPORT_BAR (self));

  self->stopped = TRUE;

  for (guint i = 0; i < self->imports->len; i++)
    idio_import_stop (g_ptr_array_index (self->imports, i));
}
