/* idio-toasts.c: what a window tells for a moment, and what can be taken back in it
 *
 * Toasts are where people can see them, also while a dialog is open. Any widget of the window can ask for one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-store.h"
#include "idio-fiber.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"

struct _IdioToasts
{
  GObject               parent_instance;

  AdwApplicationWindow *window;     /* not owned: it owns this */
  AdwToastOverlay      *overlay;
  AdwViewStack         *views;
  GQueue                undos;      /* of Undo, last one first */
  guint                 last_undo;
  guint                 n_cleared;  /* how often all was forgotten */
  gboolean              closed;
};

static void show (IdioToasts *self,
                  AdwToast   *toast);

G_DEFINE_FINAL_TYPE (IdioToasts, idio_toasts, G_TYPE_OBJECT)

static G_DEFINE_QUARK (idio-toasts, toasts)

/* Something that can be taken back */
typedef struct
{
  guint           id;
  GtkWidget      *view;     /* not owned: on which view it was done */
  IdioUndoFunc    func;
  gpointer        data;
  GDestroyNotify  destroy;
  AdwToast       *toast;
} Undo;

/* An undo that is under way, and how often all had been forgotten when it began */
typedef struct
{
  IdioToasts *self;
  Undo       *undo;
  guint       n_cleared;
  gboolean    by_key;
} Undoing;

/* What hangs on a toast: that it need not be shown any more, and the one that is shown in its place */
#define DISMISSED_KEY "idio-dismissed"
#define NEXT_KEY      "idio-next"

/* A toast that a dialog keeps from the window */
typedef struct
{
  IdioToasts *toasts;
  AdwToast   *toast;
} Kept;

static void
kept_free (gpointer  data,
           GClosure *closure)
{
  Kept *kept = data;

  g_clear_object (&kept->toasts);
  g_clear_object (&kept->toast);
  g_free (kept);
}

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_overlay (child);

  return found;
}

static void
dismissed_cb (AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), DISMISSED_KEY, GINT_TO_POINTER (TRUE));
}

/* A toast stays with the overlay that it was given to first. */
static AdwToast *
copy_toast (AdwToast *toast)
{
  AdwToast *copy = idio_ui_make_toast (adw_toast_get_title (toast));

  adw_toast_set_button_label (copy, adw_toast_get_button_label (toast));
  adw_toast_set_action_name (copy, adw_toast_get_action_name (toast));
  adw_toast_set_action_target_value (copy, adw_toast_get_action_target_value (toast));

  return copy;
}

/* The dialog is gone, and what it kept from the window is shown there, unless it was seen to its end. */
static void
closed_cb (AdwDialog *dialog,
           gpointer   user_data)
{
  Kept *kept = user_data;
  AdwToast *next;

  if (g_object_get_data (G_OBJECT (kept->toast), DISMISSED_KEY) != NULL || kept->toasts->closed)
    return;

  next = copy_toast (kept->toast);
  g_object_set_data_full (G_OBJECT (kept->toast), NEXT_KEY, g_object_ref (next), g_object_unref);
  show (kept->toasts, next);
}

/* Shows a toast in the dialog that is open, if it has a place for toasts. Behind one that has none nobody would see it: it
 * waits until that is closed. */
static void
show (IdioToasts *self,
      AdwToast   *toast)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (self->window);
  AdwToastOverlay *own;
  Kept *kept;

  g_assert (IDIO_IS_TOASTS (self));

  if (dialog == NULL)
    {
      adw_toast_overlay_add_toast (self->overlay, toast);
      return;
    }

  kept = g_new0 (Kept, 1);
  kept->toasts = g_object_ref (self);
  kept->toast = g_object_ref (toast);
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), NULL);
  g_signal_connect_data (dialog, "closed", G_CALLBACK (closed_cb), kept, kept_free, G_CONNECT_DEFAULT);

  if ((own = find_overlay (GTK_WIDGET (dialog))))
    adw_toast_overlay_add_toast (own, toast);
  else
    g_object_unref (toast);
}

/* Hides a toast, wherever it is by now. */
static void
dismiss (AdwToast *toast)
{
  AdwToast *next = g_object_get_data (G_OBJECT (toast), NEXT_KEY);

  dismissed_cb (toast);
  adw_toast_dismiss (toast);

  if (next != NULL)
    dismiss (next);
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->data);

  g_clear_object (&undo->toast);
  g_free (undo);
}

static void
dismiss_undo (Undo *undo)
{
  if (undo->toast != NULL)
    dismiss (undo->toast);
}

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_clear_object (&undoing->self);
  g_clear_pointer (&undoing->undo, undo_free);
  g_free (undoing);
}

/* The last one is the first to be undone. */
static gint
compare_undos (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  guint x = ((const Undo *) a)->id, y = ((const Undo *) b)->id;

  return (x < y) - (x > y);
}

/* Whoever pressed the button of a toast knows what it was for. */
static void
tell_undone (Undoing *undoing)
{
  g_autofree char *words = NULL;

  if (!undoing->by_key || undoing->undo->toast == NULL || undoing->self->closed)
    return;

  /* Translators: what was undone, such as "Undone: Card deleted" */
  words = g_strdup_printf (_("Undone: %s"), adw_toast_get_title (undoing->undo->toast));
  show (undoing->self, idio_ui_make_toast (words));
}

static DexFuture *
undo_fiber (gpointer data)
{
  Undoing *undoing = data;
  IdioToasts *self = undoing->self;
  g_autoptr(GError) error = NULL;

  if (dex_await (undoing->undo->func (undoing->undo->data), &error))
    {
      tell_undone (undoing);
      return dex_future_new_true ();
    }

  if (self->closed)
    return dex_future_new_true ();

  show (self, idio_ui_make_toast (error->message));

  /* What is not there any more never comes back; anything else may work another time. */
  if (self->n_cleared == undoing->n_cleared && !g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE))
    g_queue_insert_sorted (&self->undos, g_steal_pointer (&undoing->undo), compare_undos, NULL);

  return dex_future_new_true ();
}

static void
run_undo (IdioToasts *self,
          GList      *link,
          gboolean    by_key)
{
  Undoing *undoing = g_new0 (Undoing, 1);

  g_assert (IDIO_IS_TOASTS (self));

  undoing->self = g_object_ref (self);
  undoing->undo = link->data;
  undoing->n_cleared = self->n_cleared;
  undoing->by_key = by_key;
  dismiss_undo (undoing->undo);
  g_queue_delete_link (&self->undos, link);
  dex_future_disown (idio_fiber_spawn (undo_fiber, undoing, undoing_free));
}

/* Those of the window of a widget, or NULL: a dialog may outlive its window by a moment. */
static IdioToasts *
find (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));
  IdioToasts *self = root != NULL ? g_object_get_qdata (G_OBJECT (root), toasts_quark ()) : NULL;

  return self != NULL && !self->closed ? self : NULL;
}

static void
idio_toasts_finalize (GObject *object)
{
  IdioToasts *self = IDIO_TOASTS (object);

  g_queue_clear_full (&self->undos, undo_free);
  g_clear_object (&self->overlay);
  g_clear_object (&self->views);

  G_OBJECT_CLASS (idio_toasts_parent_class)->finalize (object);
}

static void
idio_toasts_class_init (IdioToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_toasts_finalize;
}

static void
idio_toasts_init (IdioToasts *self)
{
  g_queue_init (&self->undos);
}

/**
 * idio_toasts_new:
 * @window: a window, which knows the action `win.undo-one` with the number of an undo
 * @overlay: where in it toasts are shown
 * @views: the views of @window
 *
 * From now on the widgets of @window can use idio_toasts_say() and idio_toasts_offer_undo().
 *
 * Returns: (transfer full): the toasts of @window; when it closes, idio_toasts_close() is to be called
 */
IdioToasts *
idio_toasts_new (AdwApplicationWindow *window,
                 AdwToastOverlay      *overlay,
                 AdwViewStack         *views)
{
  IdioToasts *self;

  g_return_val_if_fail (ADW_IS_APPLICATION_WINDOW (window), NULL);
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);
  g_return_val_if_fail (ADW_IS_VIEW_STACK (views), NULL);

  self = g_object_new (IDIO_TYPE_TOASTS, NULL);
  self->window = window;
  self->overlay = g_object_ref (overlay);
  self->views = g_object_ref (views);
  g_object_set_qdata_full (G_OBJECT (window), toasts_quark (), g_object_ref (self), g_object_unref);

  return self;
}

/**
 * idio_toasts_undo_last:
 * @self: the toasts of a window
 *
 * Takes back what was done last on the view that is shown, if there is something, and says what it was. What happened on
 * another view nobody would see.
 */
void
idio_toasts_undo_last (IdioToasts *self)
{
  g_return_if_fail (IDIO_IS_TOASTS (self));

  for (GList *link = self->undos.head; link != NULL; link = link->next)
    if (((Undo *) link->data)->view == adw_view_stack_get_visible_child (self->views))
      {
        run_undo (self, link, TRUE);
        return;
      }
}

/**
 * idio_toasts_undo_one:
 * @self: the toasts of a window
 * @id: the number of an undo, as the button of its toast tells it
 *
 * Takes it back, unless that was done already.
 */
void
idio_toasts_undo_one (IdioToasts *self,
                      guint       id)
{
  g_return_if_fail (IDIO_IS_TOASTS (self));

  for (GList *link = self->undos.head; link != NULL; link = link->next)
    if (((Undo *) link->data)->id == id)
      {
        run_undo (self, link, FALSE);
        return;
      }
}

/**
 * idio_toasts_clear:
 * @self: the toasts of a window
 *
 * Forgets all that could be taken back, also what is being taken back now and may fail, and hides what is shown.
 */
void
idio_toasts_clear (IdioToasts *self)
{
  g_return_if_fail (IDIO_IS_TOASTS (self));

  for (GList *link = self->undos.head; link != NULL; link = link->next)
    dismiss_undo (link->data);

  adw_toast_overlay_dismiss_all (self->overlay);
  g_queue_clear_full (&self->undos, undo_free);
  self->n_cleared++;
}

/**
 * idio_toasts_close:
 * @self: the toasts of a window that is closing
 *
 * Nothing is shown any more, and nothing taken back: nobody would see it.
 */
void
idio_toasts_close (IdioToasts *self)
{
  g_return_if_fail (IDIO_IS_TOASTS (self));

  self->closed = TRUE;
  g_queue_clear_full (&self->undos, undo_free);
}

/**
 * idio_toasts_say:
 * @widget: (type GtkWidget): a widget
 * @title: a short sentence
 *
 * Shows it for a while in the window of @widget, if it is in one.
 */
void
idio_toasts_say (gpointer    widget,
                 const char *title)
{
  IdioToasts *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if ((self = find (widget)))
    show (self, idio_ui_make_toast (title));
}

/**
 * idio_toasts_offer_undo:
 * @widget: (type GtkWidget) (nullable): a widget; without one, or out of a window, there is no way to take it back
 * @title: (nullable): what the user did, in a few words; %NULL if that shows where it was done
 * @func: takes it back
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * Shows what was done, with a button that takes it back; so does Ctrl+Z on the same view, last one first.
 */
void
idio_toasts_offer_undo (gpointer        widget,
                        const char     *title,
                        IdioUndoFunc    func,
                        gpointer        data,
                        GDestroyNotify  destroy)
{
  IdioToasts *self = widget != NULL ? find (widget) : NULL;
  Undo *undo = g_new0 (Undo, 1);

  undo->func = func;
  undo->data = data;
  undo->destroy = destroy;

  if (self == NULL)
    {
      undo_free (undo);
      return;
    }

  undo->id = ++self->last_undo;
  undo->view = adw_view_stack_get_visible_child (self->views);

  /* Toasts wait for each other: the one that is seen is of what was done last. */
  if (!g_queue_is_empty (&self->undos))
    dismiss_undo (self->undos.head->data);

  g_queue_push_head (&self->undos, undo);

  if (title == NULL)
    return;

  undo->toast = g_object_ref (idio_ui_make_toast (title));
  adw_toast_set_button_label (undo->toast, _("_Undo"));
  adw_toast_set_action_name (undo->toast, "win.undo-one");
  adw_toast_set_action_target (undo->toast, "u", undo->id);
  show (self, undo->toast);
}
