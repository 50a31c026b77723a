/* idio-draft-mail.c: a draft as the beginning of a mail in the user's mail program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/idio-draft-mail.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"

/* Maximum length of an address. Mail programs get it as one argument of a command, for which Linux has room for
 * 128 KiB; some have less themselves. */
#define MAX_URI_BYTES (32 * 1024)

/* What can stand unescaped in a part of a mailto address (RFC 6068), besides letters, digits, "-", ".", "_" and "~" */
#define UNESCAPED "!$'()*,;:@/?"

/* The subject of a draft that begins with one, as of a mail; and where the text begins then. */
static char *
dup_subject (const char  *text,
             const char **body)
{
  /* Translators: how a draft of a mail names its subject in its first line, without the colon */
  const char * const names[] = { _("Subject"), "Subject" };
  gsize length = strcspn (text, "\r\n");
  g_autofree char *line = g_strndup (text, length);
  g_autofree char *folded = g_utf8_casefold (line, -1);

  *body = text;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_utf8_casefold (names[i], -1);
      const char *colon = strchr (line, ':');

      if (colon == NULL || !g_str_has_prefix (folded, name) || folded[strlen (name)] != ':')
        continue;

      *body = text + length + strspn (text + length, "\r\n");

      return g_strstrip (g_strdup (colon + 1));
    }

  return NULL;
}

/* Lines of a mail end with CR and LF. */
static char *
escape (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);

  joined = g_strjoinv ("\r\n", lines);

  return g_uri_escape_string (joined, UNESCAPED, FALSE);
}

/**
 * idio_draft_mail_make_uri:
 * @text: a draft
 * @whole: (out): whether all of it fits into an address
 *
 * Returns: (transfer full): a mailto address with the draft, or without it if it does not fit
 */
char *
idio_draft_mail_make_uri (const char *text,
                          gboolean   *whole)
{
  g_autofree char *subject = NULL;
  g_autofree char *escaped_subject = NULL;
  g_autofree char *escaped_body = NULL;
  g_autoptr(GString) uri = g_string_new ("mailto:");
  const char *body;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (whole != NULL, NULL);

  subject = dup_subject (text, &body);
  escaped_subject = subject != NULL ? escape (subject) : NULL;
  escaped_body = escape (body);

  if (escaped_subject != NULL && strlen (escaped_subject) < MAX_URI_BYTES / 2)
    g_string_append_printf (uri, "?subject=%s", escaped_subject);

  *whole = uri->len + strlen (escaped_body) < MAX_URI_BYTES;

  if (*whole)
    g_string_append_printf (uri, "%cbody=%s", strchr (uri->str, '?') != NULL ? '&' : '?', escaped_body);

  return g_string_free_and_steal (g_steal_pointer (&uri));
}

/* What is to be sent; the window may be closed meanwhile. */
typedef struct
{
  GtkWidget *widget;
  char      *text;
} Mail;

static void
mail_free (Mail *mail)
{
  g_clear_object (&mail->widget);
  g_free (mail->text);
  g_free (mail);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mail, mail_free)

static void
launched_cb (GObject      *launcher,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Mail) mail = user_data;
  g_autoptr(GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;

  g_debug ("%s", error->message);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (mail->widget), mail->text);
  idio_toasts_say (mail->widget, _("No mail program could be opened, so the draft was copied"));
}

/**
 * idio_draft_mail_write:
 * @widget: a widget in the window with the draft
 * @text: a draft
 *
 * Opens a new mail with it. A draft that is too long to be handed over is copied, and the user is told to paste it.
 */
void
idio_draft_mail_write (GtkWidget  *widget,
                       const char *text)
{
  g_autoptr(GtkUriLauncher) launcher = NULL;
  g_autofree char *uri = NULL;
  gboolean whole;
  Mail *mail;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  uri = idio_draft_mail_make_uri (text, &whole);

  if (!whole)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
      idio_toasts_say (widget, _("The draft is long, so it was copied: paste it into the mail"));
    }

  mail = g_new0 (Mail, 1);
  mail->widget = g_object_ref (widget);
  mail->text = g_strdup (text);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, idio_ui_get_window (widget), NULL, launched_cb, mail);
}
