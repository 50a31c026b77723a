/* idio-focus-keeper.c: where the focus goes in a dialog when the widget that had it goes away
 *
 * A button that removes its row, or can be pressed only once, takes the focus along. Nothing in the dialog gets keys then,
 * not even Esc. The focus goes to what is at the same place now instead: the button of the next row, or else of the one
 * before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-focus-keeper.h"

#define KEEPER_KEY "idio-focus-keeper"

/* One step from a dialog down to what has the focus */
typedef struct
{
  GWeakRef parent;
  guint    position;  /* among its children */
} Step;

typedef struct
{
  GtkWindow *window;
  GWeakRef   dialog;
  GWeakRef   focus;
  GPtrArray *steps;   /* the deepest first */
  guint      idle;
} Keeper;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_weak_ref_clear (&step->parent);
  g_free (step);
}

static void
keeper_free (gpointer data)
{
  Keeper *self = data;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_weak_ref_clear (&self->dialog);
  g_weak_ref_clear (&self->focus);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

static GtkWidget *
get_child (GtkWidget *parent,
           guint      position)
{
  GtkWidget *child = gtk_widget_get_first_child (parent);

  for (; child != NULL && position > 0; position--)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static guint
get_position (GtkWidget *widget)
{
  guint position = 0;

  while ((widget = gtk_widget_get_prev_sibling (widget)) != NULL)
    position++;

  return position;
}

/* Goes down from a widget by as many of the deepest steps, to what is there for it. */
static gboolean
focus_same (Keeper    *self,
            GtkWidget *widget,
            guint      n_steps)
{
  for (; widget != NULL && n_steps > 0; n_steps--)
    widget = get_child (widget, ((Step *) g_ptr_array_index (self->steps, n_steps - 1))->position);

  return widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         gtk_widget_get_focusable (widget) && gtk_widget_grab_focus (widget);
}

/* Looks for the same in what is now at that place, after it, and before it. */
static gboolean
focus_near (Keeper    *self,
            guint      n_steps)
{
  Step *step = g_ptr_array_index (self->steps, n_steps);
  g_autoptr(GtkWidget) parent = g_weak_ref_get (&step->parent);
  GtkWidget *here;

  if (parent == NULL || !gtk_widget_get_mapped (parent))
    return FALSE;

  here = get_child (parent, step->position);

  for (GtkWidget *child = here; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (focus_same (self, child, n_steps))
      return TRUE;

  for (GtkWidget *child = here != NULL ? gtk_widget_get_prev_sibling (here) : gtk_widget_get_last_child (parent);
       child != NULL; child = gtk_widget_get_prev_sibling (child))
    if (focus_same (self, child, n_steps))
      return TRUE;

  return FALSE;
}

static void
restore (Keeper    *self,
         GtkWidget *dialog)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (focus_near (self, i))
      return;

  gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
}

static void
remember (Keeper    *self,
          GtkWidget *focus)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG);

  g_weak_ref_set (&self->dialog, dialog);
  g_weak_ref_set (&self->focus, focus);
  g_ptr_array_set_size (self->steps, 0);

  for (GtkWidget *widget = focus; dialog != NULL && widget != dialog; widget = gtk_widget_get_parent (widget))
    {
      Step *step = g_new0 (Step, 1);

      g_weak_ref_init (&step->parent, gtk_widget_get_parent (widget));
      step->position = get_position (widget);
      g_ptr_array_add (self->steps, step);
    }
}

/* Whether what had the focus can't have it any more, though its dialog is open. What still can lost it on purpose. */
static gboolean
is_gone (Keeper    *self,
         GtkWidget *dialog)
{
  g_autoptr(GtkWidget) focus = g_weak_ref_get (&self->focus);

  return dialog != NULL && gtk_widget_get_mapped (dialog) &&
         (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus));
}

static gboolean
settle_cb (gpointer data)
{
  Keeper *self = data;
  g_autoptr(GtkWidget) dialog = g_weak_ref_get (&self->dialog);
  GtkWidget *focus = gtk_window_get_focus (self->window);

  self->idle = 0;

  /* A list gives the focus to a row when another one goes, but not to the button in it. */
  if (is_gone (self, dialog) &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, dialog) || GTK_IS_LIST_BOX_ROW (focus)))
    restore (self, dialog);
  else if (focus != NULL)
    remember (self, focus);

  return G_SOURCE_REMOVE;
}

/* While rows come and go, the focus is looked at once they have. That is before GTK looks for another place for it, which
 * it does when it draws. */
static void
focus_cb (GtkWindow  *window,
          GParamSpec *pspec,
          Keeper     *self)
{
  g_autoptr(GtkWidget) dialog = g_weak_ref_get (&self->dialog);
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus != NULL && !is_gone (self, dialog))
    remember (self, focus);
  else if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
}

/**
 * idio_focus_keeper_attach:
 * @window: a window that can have dialogs
 *
 * Keeps the focus in the dialogs of the window while they are open.
 */
void
idio_focus_keeper_attach (GtkWindow *window)
{
  Keeper *self;

  g_return_if_fail (GTK_IS_WINDOW (window));

  self = g_new0 (Keeper, 1);
  self->window = window;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  g_weak_ref_init (&self->dialog, NULL);
  g_weak_ref_init (&self->focus, NULL);
  g_object_set_data_full (G_OBJECT (window), KEEPER_KEY, self, keeper_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}
