/* idio-document-listing.c: the rows of texts, and what the pointer and keys do to them
 *
 * What can be done with those that are selected are actions of the widget that it is in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-audience-menu.h"
#include "ui/idio-document-listing.h"
#include "ui/idio-document-row.h"
#include "ui/idio-ui.h"

struct _IdioDocumentListing
{
  AdwBin                  parent_instance;

  IdioDocumentList       *list;
  IdioDocumentSelection  *selection;
  gboolean                selecting;
  GtkWidget              *popover;

  GtkListView            *list_view;
  GMenuModel             *context_menu;
  GMenu                  *audience_menu;
};

G_DEFINE_FINAL_TYPE (IdioDocumentListing, idio_document_listing, ADW_TYPE_BIN)

enum
{
  PROP_SELECTING = 1,
};

static GParamSpec *properties[PROP_SELECTING + 1];

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reveal_cb (IdioDocumentListing *self,
           guint                position,
           gboolean             focus)
{
  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  gtk_list_view_scroll_to (self->list_view, position, focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
}

static void
set_up_row_cb (IdioDocumentListing *self,
               GtkListItem         *list_item)
{
  GtkWidget *row = g_object_new (IDIO_TYPE_DOCUMENT_ROW, NULL);

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  g_object_bind_property (list_item, "item", row, "document", G_BINDING_DEFAULT);
  g_object_bind_property (list_item, "selected", row, "selected", G_BINDING_DEFAULT);
  g_object_bind_property (self, "selecting", row, "selecting", G_BINDING_SYNC_CREATE);
  g_object_bind_property (row, "title", list_item, "accessible-label", G_BINDING_DEFAULT);
  gtk_list_item_set_child (list_item, row);
}

/* Whether there is a row, and where its document is in the list */
static gboolean
find_row_at (IdioDocumentListing *self,
             double               x,
             double               y,
             guint               *position)
{
  GtkWidget *list_view = GTK_WIDGET (self->list_view);
  GtkWidget *item = gtk_widget_pick (list_view, x, y, GTK_PICK_DEFAULT), *row;

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  while (item != NULL && item != list_view && gtk_widget_get_parent (item) != list_view)
    item = gtk_widget_get_parent (item);

  row = item != NULL && item != list_view ? gtk_widget_get_first_child (item) : NULL;

  return IDIO_IS_DOCUMENT_ROW (row) &&
         idio_document_list_find (self->list, idio_document_row_get_document (IDIO_DOCUMENT_ROW (row)), position);
}

static void
row_activated_cb (IdioDocumentListing *self,
                  guint                position)
{
  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  if (self->selecting)
    {
      idio_document_selection_toggle (self->selection, position);
      return;
    }

  idio_document_selection_select (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
list_pressed_cb (GtkGesture          *gesture,
                 int                  n_press,
                 double               x,
                 double               y,
                 IdioDocumentListing *self)
{
  guint position;

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  if (!self->selecting || !find_row_at (self, x, y, &position))
    return;

  idio_document_selection_toggle (self->selection, position);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A click selects. Where there is room for one thing at a time, the text takes the place of the list; to activate rows
 * with a single click would select whatever the pointer passes. */
static void
list_released_cb (GtkGesture          *gesture,
                  int                  n_press,
                  double               x,
                  double               y,
                  IdioDocumentListing *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position;

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && find_row_at (self, x, y, &position))
    g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
pop_up_menu (IdioDocumentListing *self,
             double               x,
             double               y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  if (!gtk_widget_compute_point (GTK_WIDGET (self->list_view), GTK_WIDGET (self), &point, &point))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The menu is for what is selected; a row that is not, is then. */
static void
pop_up_menu_at (IdioDocumentListing *self,
                GtkGesture          *gesture,
                double               x,
                double               y)
{
  guint position;

  g_assert (IDIO_IS_DOCUMENT_LISTING (self));

  if (!find_row_at (self, x, y, &position))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);

  if (!gtk_selection_model_is_selected (idio_document_selection_get_model (self->selection), position))
    idio_document_selection_select (self->selection, position);

  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS, NULL);
  pop_up_menu (self, x, y);
}

static void
menu_pressed_cb (GtkGesture          *gesture,
                 int                  n_press,
                 double               x,
                 double               y,
                 IdioDocumentListing *self)
{
  pop_up_menu_at (self, gesture, x, y);
}

static void
long_pressed_cb (GtkGesture          *gesture,
                 double               x,
                 double               y,
                 IdioDocumentListing *self)
{
  pop_up_menu_at (self, gesture, x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IdioDocumentListing *self = IDIO_DOCUMENT_LISTING (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list_view), &bounds))
    pop_up_menu (self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
}

static gboolean
idio_document_listing_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IDIO_DOCUMENT_LISTING (widget)->list_view));
}

static void
idio_document_listing_dispose (GObject *object)
{
  IdioDocumentListing *self = IDIO_DOCUMENT_LISTING (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_LISTING);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (idio_document_listing_parent_class)->dispose (object);
}

static void
idio_document_listing_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTING:
      g_value_set_boolean (value, IDIO_DOCUMENT_LISTING (object)->selecting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_listing_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  IdioDocumentListing *self = IDIO_DOCUMENT_LISTING (object);

  switch (prop_id)
    {
    case PROP_SELECTING:
      if (self->selecting != g_value_get_boolean (value))
        {
          self->selecting = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_listing_class_init (IdioDocumentListingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_document_listing_dispose;
  object_class->get_property = idio_document_listing_get_property;
  object_class->set_property = idio_document_listing_set_property;
  widget_class->grab_focus = idio_document_listing_grab_focus;

  /**
   * IdioDocumentListing:selecting:
   *
   * Whether a click on a row selects it besides others.
   */
  properties[PROP_SELECTING] =
    g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioDocumentListing::open:
   * @self: a listing
   *
   * The user wants to see the document that is selected.
   */
  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-listing.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentListing, list_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentListing, context_menu);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentListing, audience_menu);
  gtk_widget_class_bind_template_callback (widget_class, set_up_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_install_action (widget_class, "documents.menu", NULL, menu_action);
}

static void
idio_document_listing_init (IdioDocumentListing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->popover = gtk_popover_menu_new_from_model (self->context_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

/**
 * idio_document_listing_set_documents:
 * @self: a listing
 * @list: what to show
 * @selection: which of them are selected
 */
void
idio_document_listing_set_documents (IdioDocumentListing   *self,
                                     IdioDocumentList      *list,
                                     IdioDocumentSelection *selection)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_LISTING (self));
  g_return_if_fail (IDIO_IS_DOCUMENT_LIST (list));
  g_return_if_fail (IDIO_IS_DOCUMENT_SELECTION (selection));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, idio_document_selection_get_model (selection));
}

/**
 * idio_document_listing_set_audiences:
 * @self: a listing
 * @audiences: whom texts can be for
 *
 * Adds them to the menu of the rows.
 */
void
idio_document_listing_set_audiences (IdioDocumentListing *self,
                                     IdioAudiences       *audiences)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_LISTING (self));
  g_return_if_fail (IDIO_IS_AUDIENCES (audiences));

  idio_audience_menu_fill (self->audience_menu, audiences, "documents.audience", "documents.new-audience");
}
