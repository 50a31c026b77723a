/* idio-help-page.c: one topic of the help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-help-page.h"

/* Added to the space between paragraphs, above a heading */
#define HEADING_MARGIN 12

struct _IdioHelpPage
{
  AdwNavigationPage  parent_instance;

  GtkWidget         *scrolled_window;
  GtkBox            *sections_box;
};

G_DEFINE_FINAL_TYPE (IdioHelpPage, idio_help_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
add_label (IdioHelpPage      *self,
           GtkAccessibleRole  role,
           const char        *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", role,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                                   "xalign", 0.f,
                                   NULL);

  g_assert (IDIO_IS_HELP_PAGE (self));

  gtk_box_append (self->sections_box, label);

  return label;
}

/* A screen reader that comes to the page reads all of it: it has nothing to move to but the page. */
static void
fill (IdioHelpPage        *self,
      const IdioHelpTopic *topic)
{
  g_autolist(GtkAccessible) labels = NULL;
  GtkAccessibleList *list;
  GValue value = G_VALUE_INIT;

  g_assert (IDIO_IS_HELP_PAGE (self));

  for (guint i = 0; i < IDIO_HELP_MAX_SECTIONS && topic->sections[i].title != NULL; i++)
    {
      GtkWidget *heading = add_label (self, GTK_ACCESSIBLE_ROLE_HEADING, gettext (topic->sections[i].title));
      GtkWidget *text = add_label (self, GTK_ACCESSIBLE_ROLE_LABEL, gettext (topic->sections[i].text));

      gtk_widget_add_css_class (heading, "heading");
      gtk_widget_set_margin_top (heading, i > 0 ? HEADING_MARGIN : 0);
      labels = g_list_append (g_list_append (labels, g_object_ref (heading)), g_object_ref (text));
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled_window), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gettext (topic->title), -1);
  list = gtk_accessible_list_new_from_list (labels);
  g_value_init (&value, GTK_ACCESSIBLE_LIST);
  g_value_take_boxed (&value, list);
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (self->scrolled_window), 1,
                                        (GtkAccessibleRelation[]) { GTK_ACCESSIBLE_RELATION_DESCRIBED_BY }, &value);
  g_value_unset (&value);
}

/* The keys that scroll work at once. */
static void
idio_help_page_shown (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (idio_help_page_parent_class)->shown (page);

  gtk_widget_grab_focus (IDIO_HELP_PAGE (page)->scrolled_window);
}

static void
idio_help_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (idio_help_page_parent_class)->dispose (object);
}

static void
idio_help_page_class_init (IdioHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_help_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = idio_help_page_shown;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioHelpPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, IdioHelpPage, sections_box);
}

static void
idio_help_page_init (IdioHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_help_page_new:
 * @topic: what it says
 *
 * Returns: (transfer floating): a page, whose tag is the name of the topic
 */
AdwNavigationPage *
idio_help_page_new (const IdioHelpTopic *topic)
{
  IdioHelpPage *self;

  g_return_val_if_fail (topic != NULL, NULL);

  self = g_object_new (IDIO_TYPE_HELP_PAGE, "tag", topic->name, "title", gettext (topic->title), NULL);
  fill (self, topic);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * idio_help_page_get_focus_widget:
 * @self: a page
 *
 * Returns: (transfer none): what takes the focus when the page is shown
 */
GtkWidget *
idio_help_page_get_focus_widget (IdioHelpPage *self)
{
  g_return_val_if_fail (IDIO_IS_HELP_PAGE (self), NULL);

  return self->scrolled_window;
}
