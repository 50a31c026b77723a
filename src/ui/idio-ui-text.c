/* idio-ui-text.c: text that is not the app's own, in its rows and sentences
 *
 * Titles, names of files and models, claims, quotes and what a server says can be of any length, have any characters,
 * and look like markup. All of it is shown through these functions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-text.h"
#include "ui/idio-ui-text.h"

/* Maximum length of a title, a name or a sentence. Pango takes longer than a frame to lay out thousands of characters. */
#define LINE_CHARS 500

/* The same of a part of a sentence, of which there may be several */
#define PHRASE_CHARS 250

#define FIRST_STRONG_ISOLATE    "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/**
 * idio_ui_dup_line:
 * @text: any text, valid UTF-8
 *
 * For a text that is alone in a row or a label, which must not take it for markup.
 *
 * Returns: (transfer full): the text on one line, without control characters and characters that override its
 *   direction, cut to a length that can be laid out at once
 */
char *
idio_ui_dup_line (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return idio_text_dup_excerpt (text, LINE_CHARS);
}

/**
 * idio_ui_dup_phrase:
 * @text: any text, valid UTF-8
 *
 * For a text that becomes part of a sentence, whose other words stay where they are even if it is written from right
 * to left.
 *
 * Returns: (transfer full): as idio_ui_dup_line(), isolated from the direction of what is around it
 */
char *
idio_ui_dup_phrase (const char *text)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  line = idio_text_dup_excerpt (text, PHRASE_CHARS);

  return g_strconcat (FIRST_STRONG_ISOLATE, line, POP_DIRECTIONAL_ISOLATE, NULL);
}

/**
 * idio_ui_dup_audience:
 * @audience: an audience
 * @name: its name
 *
 * Returns: (transfer full): the name for a sentence, as of idio_ui_dup_phrase() if the user gave it
 */
char *
idio_ui_dup_audience (IdioAudience  audience,
                      const char   *name)
{
  return idio_audience_is_own (audience) ? idio_ui_dup_phrase (name) : g_strdup (name);
}

/**
 * idio_ui_line_closure:
 * @item: what a template or an expression is evaluated for
 * @text: (nullable): any text, valid UTF-8
 *
 * idio_ui_dup_line(), for bindings in templates.
 *
 * Returns: (transfer full): one line
 */
char *
idio_ui_line_closure (gpointer    item,
                      const char *text)
{
  return idio_ui_dup_line (text != NULL ? text : "");
}

/**
 * idio_ui_has_text_closure:
 * @item: what a template or an expression is evaluated for
 * @text: (nullable): any text
 *
 * Returns: whether there is any
 */
gboolean
idio_ui_has_text_closure (gpointer    item,
                          const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * idio_ui_make_toast:
 * @text: a sentence, which may have come from anywhere
 *
 * Returns: (transfer full): a toast that says it
 */
AdwToast *
idio_ui_make_toast (const char *text)
{
  g_autofree char *line = NULL;
  AdwToast *toast;

  g_return_val_if_fail (text != NULL, NULL);

  line = idio_ui_dup_line (text);
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, line);

  return toast;
}

static void
set_texts (GtkWidget  *row,
           const char *title,
           const char *subtitle)
{
  g_autofree char *title_line = idio_ui_dup_line (title);
  g_autofree char *subtitle_line = idio_ui_dup_line (subtitle != NULL ? subtitle : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_line);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_line);
}

/**
 * idio_ui_make_row:
 * @title: any text
 * @subtitle: (nullable): any text
 *
 * Returns: (transfer floating): an #AdwActionRow that shows them
 */
GtkWidget *
idio_ui_make_row (const char *title,
                  const char *subtitle)
{
  GtkWidget *row;

  g_return_val_if_fail (title != NULL, NULL);

  row = adw_action_row_new ();
  set_texts (row, title, subtitle);

  return row;
}

/**
 * idio_ui_add_trash_button:
 * @row: an #AdwActionRow or an #AdwEntryRow
 * @tooltip: what the button does
 * @label: (nullable): what it does to which row, for assistive technology; %NULL for @tooltip
 *
 * Adds a button at the end of the row, that takes the row off its list.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
idio_ui_add_trash_button (GtkWidget  *row,
                          const char *tooltip,
                          const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/**
 * idio_ui_make_switch_row:
 * @title: any text
 * @subtitle: (nullable): any text
 *
 * Returns: (transfer floating): an #AdwSwitchRow that shows them
 */
GtkWidget *
idio_ui_make_switch_row (const char *title,
                         const char *subtitle)
{
  GtkWidget *row;

  g_return_val_if_fail (title != NULL, NULL);

  row = adw_switch_row_new ();
  set_texts (row, title, subtitle);

  return row;
}

/**
 * idio_ui_limit_entry:
 * @editable: an entry that has no property for this
 * @n_chars: maximum length of its text, in characters
 *
 * For whatever may be pasted into it: all of it is laid out at once.
 */
void
idio_ui_limit_entry (GtkEditable *editable,
                     int          n_chars)
{
  GtkEditable *delegate;

  g_return_if_fail (GTK_IS_EDITABLE (editable));

  delegate = gtk_editable_get_delegate (editable);

  gtk_text_set_max_length (GTK_TEXT (delegate), n_chars);
}
