/* idio-ui.c: what the widgets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-service-address.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* Minimum width of a button with several lines, in characters: shorter words stay on one */
#define BUTTON_CHARS 11

static DexFuture *
report_cb (DexFuture *future,
           gpointer   widget)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  idio_ui_report (widget, error);

  return dex_future_new_true ();
}

/**
 * idio_ui_run:
 * @widget: (type GtkWidget): the widget in which the user did something
 * @future: (transfer full): what comes of it
 *
 * Lets @future go its way and tells the user if it fails, in the window that @widget is in now: a dialog or a row may
 * be gone by then.
 */
void
idio_ui_run (gpointer   widget,
             DexFuture *future)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));
  gpointer teller = root != NULL ? (gpointer) root : widget;

  dex_future_disown (dex_future_catch (future, report_cb, g_object_ref (teller), g_object_unref));
}

static DexFuture *
settled_cb (DexFuture *future,
            gpointer   settled)
{
  dex_promise_resolve_boolean (settled, TRUE);

  return dex_ref (future);
}

/**
 * idio_ui_run_tracked:
 * @widget: (type GtkWidget): the widget in which the user did something
 * @future: (transfer full): what comes of it
 * @pending: (inout): a future or %NULL; then one that resolves when it and @future are settled
 *
 * As idio_ui_run(), for what has to end before the window does.
 */
void
idio_ui_run_tracked (gpointer    widget,
                     DexFuture  *future,
                     DexFuture **pending)
{
  DexPromise *settled = dex_promise_new ();
  g_autoptr(DexFuture) before = g_steal_pointer (pending);

  /* What the widget keeps must not keep the widget. */
  idio_ui_run (widget, dex_future_finally (future, settled_cb, dex_ref (settled), dex_unref));

  if (before != NULL && dex_future_is_pending (before))
    *pending = dex_future_all (g_steal_pointer (&before), DEX_FUTURE (settled), NULL);
  else
    *pending = DEX_FUTURE (settled);
}

/**
 * idio_ui_wait:
 * @pending: (nullable): what idio_ui_run_tracked() keeps
 *
 * Returns: (transfer full): a future that resolves when nothing is under way any more
 */
DexFuture *
idio_ui_wait (DexFuture *pending)
{
  return pending != NULL ? dex_ref (pending) : dex_future_new_true ();
}

/**
 * idio_ui_report:
 * @widget: (type GtkWidget): the widget in which the user did something
 * @error: why that did not work
 *
 * Shows the sentence of @error in the window. That the user stopped something is no error.
 */
void
idio_ui_report (gpointer      widget,
                const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  g_debug ("%s", error->message);
  idio_toasts_say (widget, error->message);
}

/**
 * idio_ui_get_window:
 * @widget: (type GtkWidget): a widget
 *
 * Returns: (transfer none) (nullable): the window that it is in
 */
GtkWindow *
idio_ui_get_window (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * idio_ui_wrap_buttons:
 * @widget: a widget whose template is there
 *
 * Lets the buttons in it have several lines, so that they fit into a narrow window with large text.
 */
void
idio_ui_wrap_buttons (GtkWidget *widget)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  label = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (GTK_IS_LABEL (label))
    {
      /* A few words stay on one line. */
      if (g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1) <= BUTTON_CHARS)
        return;

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), BUTTON_CHARS);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    idio_ui_wrap_buttons (child);
}

/* Width of a string that is chosen, in characters: as wide as any that is not a user's own */
#define MAX_CHOSEN_CHARS 30

static void
set_up_item_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.f, "ellipsize", PANGO_ELLIPSIZE_END,
                                               "max-width-chars", MAX_CHOSEN_CHARS, NULL));
}

static void
bind_item_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              GtkDropDown        *drop_down)
{
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  g_auto(GValue) value = G_VALUE_INIT;
  gpointer object = gtk_list_item_get_item (item);
  const char *text = NULL;

  if (expression == NULL)
    text = gtk_string_object_get_string (GTK_STRING_OBJECT (object));
  else if (gtk_expression_evaluate (expression, object, &value))
    text = g_value_get_string (&value);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

/**
 * idio_ui_let_shrink:
 * @drop_down: a drop-down list of strings, or of what its expression makes strings of
 *
 * Lets it cut the string that is chosen, which the list shows whole.
 */
void
idio_ui_let_shrink (GtkDropDown *drop_down)
{
  g_autoptr(GtkListItemFactory) factory = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), drop_down);
  gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
}

/**
 * idio_ui_format_count:
 * @number: a number
 *
 * Returns: (transfer full): the number as it is written where the user lives
 */
char *
idio_ui_format_count (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

typedef struct
{
  GtkWidget       *widget;
  IdioModelChoice *choice;
  char            *host;
} Consent;

static void
consent_free (Consent *consent)
{
  g_clear_object (&consent->widget);
  g_clear_object (&consent->choice);
  g_clear_pointer (&consent->host, g_free);
  g_free (consent);
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;

  dex_promise_resolve_string (promise, g_strdup (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result)));
}

/**
 * idio_ui_choose:
 * @dialog: a question
 * @widget: a widget in the window where to ask
 *
 * Returns: (transfer full): a future of a string: the response that the user chose
 */
DexFuture *
idio_ui_choose (AdwAlertDialog *dialog,
                GtkWidget      *widget)
{
  DexPromise *promise;

  g_return_val_if_fail (ADW_IS_ALERT_DIALOG (dialog), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  promise = dex_promise_new ();
  adw_alert_dialog_choose (dialog, widget, NULL, chosen_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Whether the user gives the answer “agree”. Within a fiber. */
static gboolean
ask (GtkWidget       *widget,
     AdwAlertDialog  *dialog,
     GError         **error)
{
  g_autofree char *response = dex_await_string (idio_ui_choose (dialog, widget), NULL);

  if (g_strcmp0 (response, "agree") == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not agreed");

  return FALSE;
}

static AdwAlertDialog *
make_consent_dialog (const char *host)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  g_autofree char *phrase = idio_ui_dup_phrase (host);

  adw_alert_dialog_format_heading (dialog, _("Connect to %s?"), phrase);
  adw_alert_dialog_format_body (dialog,
                                _("Your key goes to %s, to ask for its models, and some questions about made-up texts "
                                  "that find out what they can do.\n\n"
                                  "None of your texts are sent. Before any is, you see what it is and are asked."),
                                phrase);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "agree", _("C_onnect"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "agree", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "agree");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  return dialog;
}

static DexFuture *
consent_fiber (gpointer data)
{
  Consent *consent = data;
  GError *error = NULL;

  if (!ask (consent->widget, make_consent_dialog (consent->host), &error))
    return dex_future_new_for_error (error);

  idio_consent_contact (idio_model_choice_get_consent (consent->choice), consent->host);

  return dex_future_new_true ();
}

/**
 * idio_ui_get_host:
 * @choice: a choice
 *
 * Returns: (transfer none) (nullable): where requests to the chosen model go, or %NULL if they stay on this computer
 */
const char *
idio_ui_get_host (IdioModelChoice *choice)
{
  IdioProvider *provider = idio_model_choice_get_provider (choice);

  return provider != NULL ? idio_provider_get_host (provider) : NULL;
}

/**
 * idio_ui_ask_consent:
 * @widget: the widget in which the user wants to ask a model
 * @choice: which model
 * @host: (nullable): where the requests would go, or %NULL if they stay on this computer
 *
 * Before a service is contacted, names the host and what goes there, and asks. Texts are another question: see
 * idio_send_dialog_ask().
 *
 * Returns: (transfer full): a future that resolves if the host may be contacted, and is rejected with
 *   %G_IO_ERROR_CANCELLED if the user does not agree
 */
DexFuture *
idio_ui_ask_consent (GtkWidget       *widget,
                     IdioModelChoice *choice,
                     const char      *host)
{
  Consent *consent;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (choice), NULL);

  if (host == NULL || idio_consent_may_contact (idio_model_choice_get_consent (choice), host))
    return dex_future_new_true ();

  consent = g_new0 (Consent, 1);
  consent->host = g_strdup (host);
  consent->widget = g_object_ref (widget);
  consent->choice = g_object_ref (choice);

  return idio_fiber_spawn (consent_fiber, consent, (GDestroyNotify) consent_free);
}

static DexFuture *
ask_unencrypted_fiber (gpointer data)
{
  Consent *consent = data;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  g_autofree char *host = idio_service_address_find_host (consent->host);
  g_autofree char *phrase = idio_ui_dup_phrase (host);
  GError *error = NULL;

  adw_alert_dialog_format_heading (dialog, _("Send the Key Unencrypted?"));
  adw_alert_dialog_format_body (dialog, _("%s is in your own network and speaks no HTTPS. Everybody in this network can "
                                          "read the key and the texts that go there."), phrase);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "agree", _("_Send"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "agree", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");

  if (!ask (consent->widget, dialog, &error))
    return dex_future_new_for_error (error);

  idio_model_choice_allow_unencrypted (consent->choice, consent->host, TRUE);

  return dex_future_new_true ();
}

/**
 * idio_ui_ask_unencrypted:
 * @widget: the widget in which the user wants to use a key
 * @choice: which model
 * @address: an address from idio_service_address_fix()
 *
 * Before a key goes through a network unencrypted, asks.
 *
 * Returns: (transfer full): a future that resolves if the key may go there, and is rejected with
 *   %G_IO_ERROR_CANCELLED if the user does not agree
 */
DexFuture *
idio_ui_ask_unencrypted (GtkWidget       *widget,
                         IdioModelChoice *choice,
                         const char      *address)
{
  Consent *consent;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (choice), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  if (!idio_service_address_is_unencrypted (address) || idio_model_choice_allows_unencrypted (choice, address))
    return dex_future_new_true ();

  consent = g_new0 (Consent, 1);
  consent->host = g_strdup (address);
  consent->widget = g_object_ref (widget);
  consent->choice = g_object_ref (choice);

  return idio_fiber_spawn (ask_unencrypted_fiber, consent, (GDestroyNotify) consent_free);
}

/**
 * idio_ui_show_details:
 * @widget: where the user asked
 * @details: what a service or the engine said
 *
 * Shows it as it is, to be copied into a question to somebody who knows.
 */
void
idio_ui_show_details (GtkWidget  *widget,
                      const char *details)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Details"), NULL));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  adw_alert_dialog_set_extra_child (dialog, scrolled);
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}
