/* idio-sent-page.c: the list of what was sent to services
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-sent-page.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioSentPage
{
  AdwNavigationPage  parent_instance;

  IdioSentLog       *log;
  GListStore        *entries;

  GtkStack          *stack;
};

G_DEFINE_FINAL_TYPE (IdioSentPage, idio_sent_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_ENTRIES = 1,
};

static GParamSpec *properties[PROP_ENTRIES + 1];

static const char *
get_purpose_label (const char *purpose)
{
  static const struct { const char *purpose, *label; } labels[] = {
    { "draft", NC_("sent", "Draft") },
    { "study", NC_("sent", "Look Deeper") },
    { "check", NC_("sent", "Check of the model") },
    { "test", NC_("sent", "List of models") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (purpose, labels[i].purpose) == 0)
      return g_dpgettext2 (NULL, "sent", labels[i].label);

  return C_("sent", "Other");
}

static char *
idio_sent_page_describe (gpointer       item,
                         IdioSentEntry *entry)
{
  g_autofree char *host = NULL;

  if (entry == NULL)
    return g_strdup ("");

  host = idio_ui_dup_phrase (idio_sent_entry_get_host (entry));

  /* Translators: what for, and the host: "Draft · api.example.com" */
  return g_strdup_printf (_("%s · %s"), get_purpose_label (idio_sent_entry_get_purpose (entry)), host);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* A damaged database may have any number. */
  if (time == NULL)
    return g_strdup ("–");

  /* Translators: a day and a time, in g_date_time_format()'s terms, such as "Mar 3, 2024, 14:05" */
  return g_date_time_format (time, C_("date", "%b %-e, %Y, %H:%M"));
}

static char *
idio_sent_page_describe_amount (gpointer       item,
                                IdioSentEntry *entry)
{
  g_autofree char *time = NULL, *sent = NULL, *received = NULL, *sent_words = NULL;
  guint n_received;

  if (entry == NULL)
    return g_strdup ("");

  time = format_time (idio_sent_entry_get_time (entry));

  /* Translators: the time of a request for a list of models */
  if (idio_sent_entry_get_n_sent (entry) == 0)
    return g_strdup_printf (_("%s · no texts sent"), time);

  sent = idio_ui_format_count (idio_sent_entry_get_n_sent (entry));
  sent_words = g_strdup_printf (ngettext ("about %s word sent", "about %s words sent",
                                          idio_sent_entry_get_n_sent (entry)), sent);

  if (!idio_sent_entry_get_n_received (entry, &n_received))
    return g_strdup_printf ("%s · %s", time, sent_words);

  /* Translators: the time, "about 1,240 words sent" */
  if (n_received == 0)
    return g_strdup_printf (_("%s · %s, no answer"), time, sent_words);

  received = idio_ui_format_count (n_received);

  /* Translators: the time, "about 1,240 words sent", the number of words received */
  return g_strdup_printf (ngettext ("%s · %s, %s received", "%s · %s, %s received", n_received), time, sent_words, received);
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioSentPage *self = data;
  g_autoptr(GPtrArray) entries = NULL;
  GError *error = NULL;

  if (!(entries = dex_await_boxed (idio_sent_log_load (self->log), &error)))
    return dex_future_new_for_error (error);

  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), entries->pdata,
                       entries->len);

  /* The page may be gone by now, with its template. */
  if (self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, entries->len > 0 ? "entries" : "empty");

  return dex_future_new_true ();
}

static void
idio_sent_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_SENT_PAGE);

  G_OBJECT_CLASS (idio_sent_page_parent_class)->dispose (object);
}

static void
idio_sent_page_finalize (GObject *object)
{
  IdioSentPage *self = IDIO_SENT_PAGE (object);

  g_clear_object (&self->log);
  g_clear_object (&self->entries);

  G_OBJECT_CLASS (idio_sent_page_parent_class)->finalize (object);
}

static void
idio_sent_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENTRIES:
      g_value_set_object (value, IDIO_SENT_PAGE (object)->entries);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_sent_page_class_init (IdioSentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_sent_page_dispose;
  object_class->finalize = idio_sent_page_finalize;
  object_class->get_property = idio_sent_page_get_property;

  properties[PROP_ENTRIES] =
    g_param_spec_object ("entries", NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-sent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioSentPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, idio_sent_page_describe);
  gtk_widget_class_bind_template_callback (widget_class, idio_sent_page_describe_amount);
}

static void
idio_sent_page_init (IdioSentPage *self)
{
  self->entries = g_list_store_new (IDIO_TYPE_SENT_ENTRY);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_sent_page_new:
 * @log: what was sent
 *
 * Returns: (transfer floating): a page that shows it
 */
AdwNavigationPage *
idio_sent_page_new (IdioSentLog *log)
{
  IdioSentPage *self;

  g_return_val_if_fail (IDIO_IS_SENT_LOG (log), NULL);

  self = g_object_new (IDIO_TYPE_SENT_PAGE, NULL);
  self->log = g_object_ref (log);
  dex_future_disown (idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref));

  return ADW_NAVIGATION_PAGE (self);
}
