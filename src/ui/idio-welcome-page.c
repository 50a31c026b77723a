/* idio-welcome-page.c: what is shown as long as there are no texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-ui.h"
#include "ui/idio-welcome-page.h"

struct _IdioWelcomePage
{
  AdwBin    parent_instance;

  gboolean  has_removed;
};

G_DEFINE_FINAL_TYPE (IdioWelcomePage, idio_welcome_page, ADW_TYPE_BIN)

enum
{
  PROP_HAS_REMOVED = 1,
};

static GParamSpec *properties[PROP_HAS_REMOVED + 1];

static void
idio_welcome_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_REMOVED:
      g_value_set_boolean (value, IDIO_WELCOME_PAGE (object)->has_removed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_welcome_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  IdioWelcomePage *self = IDIO_WELCOME_PAGE (object);

  switch (prop_id)
    {
    case PROP_HAS_REMOVED:
      if (self->has_removed != g_value_get_boolean (value))
        {
          self->has_removed = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (idio_welcome_page_parent_class)->dispose (object);
}

static void
idio_welcome_page_class_init (IdioWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_welcome_page_dispose;
  object_class->get_property = idio_welcome_page_get_property;
  object_class->set_property = idio_welcome_page_set_property;

  /**
   * IdioWelcomePage:has-removed:
   *
   * Whether there are texts that were removed and can be restored.
   */
  properties[PROP_HAS_REMOVED] =
    g_param_spec_boolean ("has-removed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), RESOURCE_PATH "/ui/idio-welcome-page.ui");
}

static void
idio_welcome_page_init (IdioWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_wrap_buttons (GTK_WIDGET (self));
}
