/* idio-audience-menu.c: the audiences in a menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-audience-menu.h"
#include "ui/idio-ui-text.h"

/* What hangs on a section of a menu: the action of its items */
#define ACTION_KEY "idio-action"

/* The label of an item has mnemonics, and a name has none. */
static char *
dup_label (IdioAudienceItem *item)
{
  g_autofree char *line = idio_ui_dup_line (idio_audience_item_get_name (item));
  g_autoptr(GString) label = g_string_new (line);

  g_string_replace (label, "_", "__", 0);

  return g_strdup (label->str);
}

static void
fill (GMenu         *section,
      guint          position,
      guint          removed,
      guint          added,
      IdioAudiences *audiences)
{
  const char *action = g_object_get_data (G_OBJECT (section), ACTION_KEY);

  for (guint i = 0; i < removed; i++)
    g_menu_remove (section, (int) position);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(IdioAudienceItem) audience = g_list_model_get_item (G_LIST_MODEL (audiences), position + i);
      g_autofree char *label = dup_label (audience);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "s",
                                         idio_audience_get_nick (idio_audience_item_get_audience (audience)));
      g_menu_insert_item (section, (int) (position + i), item);
    }
}

/**
 * idio_audience_menu_fill:
 * @menu: an empty menu
 * @audiences: all audiences
 * @action: the detailed name of an action whose target is the nick of an audience
 * @new_action: the detailed name of one that makes a new audience
 *
 * Adds an item for each audience, now and as they change, and one for a new one.
 */
void
idio_audience_menu_fill (GMenu         *menu,
                         IdioAudiences *audiences,
                         const char    *action,
                         const char    *new_action)
{
  g_autoptr(GMenu) section = g_menu_new (), last = g_menu_new ();

  g_return_if_fail (G_IS_MENU (menu));
  g_return_if_fail (IDIO_IS_AUDIENCES (audiences));

  g_object_set_data_full (G_OBJECT (section), ACTION_KEY, g_strdup (action), g_free);
  fill (section, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (audiences)), audiences);
  g_signal_connect_object (audiences, "items-changed", G_CALLBACK (fill), section, G_CONNECT_SWAPPED);
  g_menu_append (last, _("New Audience…"), new_action);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
}
