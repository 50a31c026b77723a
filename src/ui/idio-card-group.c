/* idio-card-group.c: cards of one kind, one below the other
 *
 * A card is a dozen widgets, which take milliseconds to make, and more to lay out. They are made while the group can be
 * seen, a few in each frame, so that what is laid out at once stays small, and of thousands no more than the user asks
 * to see.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-card-group.h"
#include "ui/idio-card.h"

/* How many cards are shown, and how many more each time the user asks */
#define PAGE 20

/* How many cards of a group are made in one frame, in which other groups may make some, too. How long their layout takes
 * is not known before: it depends on their text. */
#define CARDS_PER_FRAME 1

/* Maximum time for removing cards in one frame: half of it */
#define BUDGET_USEC 6000

struct _IdioCardGroup
{
  GtkBox          parent_instance;

  IdioWorkspace  *workspace;
  GListModel     *cards;
  GPtrArray      *rows;        /* one for each of the first cards, as far as they are made */
  char           *title;
  guint           room;        /* how many the user wants to see */
  IdioHypothesis *to_show;     /* a card to scroll to once it is there, or NULL */
  guint           fill_tick;

  GtkListBox     *list;
  GtkButton      *more_button;
};

G_DEFINE_FINAL_TYPE (IdioCardGroup, idio_card_group, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
};

static GParamSpec *properties[PROP_TITLE + 1];

static guint
count_wanted (IdioCardGroup *self)
{
  g_assert (IDIO_IS_CARD_GROUP (self));

  return MIN (g_list_model_get_n_items (self->cards), self->room);
}

static void
update_more (IdioCardGroup *self)
{
  guint n_hidden = g_list_model_get_n_items (self->cards) - count_wanted (self);
  g_autofree char *label = g_strdup_printf (ngettext ("Show %'u More Card", "Show %'u More Cards",
                                                      MIN (n_hidden, PAGE)),
                                            MIN (n_hidden, PAGE));

  g_assert (IDIO_IS_CARD_GROUP (self));

  gtk_button_set_label (self->more_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_hidden > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (self->cards) > 0);
}

/* Removes the cards that are not to be seen any more. Returns whether there was time for all. */
static gboolean
remove_rows (IdioCardGroup *self,
             gint64         deadline)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  g_assert (IDIO_IS_CARD_GROUP (self));

  for (guint i = 0; i < count_wanted (self); i++)
    g_hash_table_add (wanted, g_list_model_get_item (self->cards, i));

  for (guint i = self->rows->len; i > 0; i--)
    {
      IdioCard *row = g_ptr_array_index (self->rows, i - 1);

      if (g_hash_table_contains (wanted, idio_card_get_hypothesis (row)))
        continue;

      if (g_get_monotonic_time () > deadline)
        return FALSE;

      g_ptr_array_remove_index (self->rows, i - 1);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }

  return TRUE;
}

/* Makes the cards that are missing. Their order never changes, so that a row that is not in its place is a later one.
 * Returns whether none is missing any more. */
static gboolean
add_rows (IdioCardGroup *self)
{
  guint n_added = 0;

  g_assert (IDIO_IS_CARD_GROUP (self));

  for (guint i = 0; i < count_wanted (self); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (self->cards, i);
      GtkWidget *row;

      if (i < self->rows->len && idio_card_get_hypothesis (g_ptr_array_index (self->rows, i)) == card)
        continue;

      if (n_added++ == CARDS_PER_FRAME)
        return FALSE;

      row = idio_card_new (self->workspace, card);
      g_ptr_array_insert (self->rows, (int) i, row);
      gtk_list_box_insert (self->list, row, (int) i);
    }

  return TRUE;
}

static IdioCard *
find_row (IdioCardGroup  *self,
          IdioHypothesis *card)
{
  g_assert (IDIO_IS_CARD_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (idio_card_get_hypothesis (g_ptr_array_index (self->rows, i)) == card)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

/* Scrolls to a card and moves the focus to it. Returns FALSE if it has no place yet. */
static gboolean
show_row (IdioCardGroup *self)
{
  GtkWidget *row = GTK_WIDGET (find_row (self, self->to_show));
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (IDIO_IS_CARD_GROUP (self));

  if (row != NULL && gtk_widget_get_width (row) == 0)
    return FALSE;

  g_clear_object (&self->to_show);

  if (row == NULL)
    return TRUE;

  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);

  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);

  return TRUE;
}

static gboolean
fill_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       data)
{
  IdioCardGroup *self = IDIO_CARD_GROUP (widget);

  /* The first frame of a page is its longest: it has none to make. */
  if (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;

  if (!remove_rows (self, g_get_monotonic_time () + BUDGET_USEC) ||
      (gtk_widget_get_mapped (widget) && (!add_rows (self) || (self->to_show != NULL && !show_row (self)))))
    return G_SOURCE_CONTINUE;

  self->fill_tick = 0;

  return G_SOURCE_REMOVE;
}

static void
fill (IdioCardGroup *self)
{
  g_assert (IDIO_IS_CARD_GROUP (self));

  if (self->fill_tick == 0 && self->cards != NULL)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
}

static void
update (IdioCardGroup *self)
{
  g_assert (IDIO_IS_CARD_GROUP (self));

  update_more (self);
  fill (self);
}

static void
more_cb (IdioCardGroup *self)
{
  g_assert (IDIO_IS_CARD_GROUP (self));

  self->room += PAGE;
  update (self);
}

static void
idio_card_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (idio_card_group_parent_class)->map (widget);

  fill (IDIO_CARD_GROUP (widget));
}

static void
idio_card_group_dispose (GObject *object)
{
  IdioCardGroup *self = IDIO_CARD_GROUP (object);

  if (self->fill_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), g_steal_handle_id (&self->fill_tick));

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_CARD_GROUP);
  g_clear_object (&self->to_show);
  g_clear_object (&self->cards);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_card_group_parent_class)->dispose (object);
}

static void
idio_card_group_finalize (GObject *object)
{
  IdioCardGroup *self = IDIO_CARD_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (idio_card_group_parent_class)->finalize (object);
}

static void
idio_card_group_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  IdioCardGroup *self = IDIO_CARD_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_card_group_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  IdioCardGroup *self = IDIO_CARD_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_card_group_class_init (IdioCardGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_card_group_dispose;
  object_class->finalize = idio_card_group_finalize;
  object_class->get_property = idio_card_group_get_property;
  object_class->set_property = idio_card_group_set_property;
  widget_class->map = idio_card_group_map;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-card-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioCardGroup, list);
  gtk_widget_class_bind_template_child (widget_class, IdioCardGroup, more_button);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
idio_card_group_init (IdioCardGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->room = PAGE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_card_group_set_cards:
 * @self: a group
 * @workspace: where the hypotheses and their documents are
 * @cards: a list of #IdioHypothesis, whose order never changes
 *
 * Shows @cards and what becomes of them. A group without cards is not visible.
 */
void
idio_card_group_set_cards (IdioCardGroup *self,
                           IdioWorkspace *workspace,
                           GListModel    *cards)
{
  g_return_if_fail (IDIO_IS_CARD_GROUP (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (G_IS_LIST_MODEL (cards));
  g_return_if_fail (self->cards == NULL);

  self->workspace = g_object_ref (workspace);
  self->cards = g_object_ref (cards);
  g_signal_connect_object (cards, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * idio_card_group_show:
 * @self: a group
 * @card: one of its cards; any other is ignored
 *
 * Scrolls to the card and moves the focus to it, as soon as the group can be seen.
 */
void
idio_card_group_show (IdioCardGroup  *self,
                      IdioHypothesis *card)
{
  g_return_if_fail (IDIO_IS_CARD_GROUP (self));
  g_return_if_fail (IDIO_IS_HYPOTHESIS (card));

  for (guint i = 0; i < g_list_model_get_n_items (self->cards); i++)
    {
      g_autoptr(IdioHypothesis) other = g_list_model_get_item (self->cards, i);

      if (other != card)
        continue;

      self->room = MAX (self->room, i + 1);
      g_set_object (&self->to_show, card);
      update (self);
      return;
    }
}
