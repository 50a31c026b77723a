/* idio-audience-item.c: an audience with its name, which does not change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-audience-item.h"

struct _IdioAudienceItem
{
  GObject       parent_instance;
  IdioAudience  audience;
  char         *name;
  char         *folded;
};

G_DEFINE_FINAL_TYPE (IdioAudienceItem, idio_audience_item, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
};

static GParamSpec *properties[PROP_NAME + 1];

static void
idio_audience_item_finalize (GObject *object)
{
  IdioAudienceItem *self = IDIO_AUDIENCE_ITEM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (idio_audience_item_parent_class)->finalize (object);
}

static void
idio_audience_item_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  IdioAudienceItem *self = IDIO_AUDIENCE_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_audience_item_class_init (IdioAudienceItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_audience_item_finalize;
  object_class->get_property = idio_audience_item_get_property;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_audience_item_init (IdioAudienceItem *self)
{
}

/**
 * idio_audience_item_new:
 * @audience: an audience
 * @name: its name, valid UTF-8
 *
 * Returns: (transfer full): an item of #IdioAudiences
 */
IdioAudienceItem *
idio_audience_item_new (IdioAudience  audience,
                        const char   *name)
{
  IdioAudienceItem *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (IDIO_TYPE_AUDIENCE_ITEM, NULL);
  self->audience = audience;
  self->name = g_strdup (name);
  self->folded = idio_audience_fold_name (name);

  return self;
}

/**
 * idio_audience_item_get_audience:
 * @self: an item
 *
 * Returns: which audience it is
 */
IdioAudience
idio_audience_item_get_audience (IdioAudienceItem *self)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCE_ITEM (self), IDIO_AUDIENCE_GENERAL);

  return self->audience;
}

/**
 * idio_audience_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): its name as people read it
 */
const char *
idio_audience_item_get_name (IdioAudienceItem *self)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCE_ITEM (self), "");

  return self->name;
}

/**
 * idio_audience_item_get_folded:
 * @self: an item
 *
 * Returns: (transfer none): its name as of idio_audience_fold_name()
 */
const char *
idio_audience_item_get_folded (IdioAudienceItem *self)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCE_ITEM (self), "");

  return self->folded;
}

/**
 * idio_audience_item_is_own:
 * @self: an item
 *
 * Returns: whether the user made it
 */
gboolean
idio_audience_item_is_own (IdioAudienceItem *self)
{
  g_return_val_if_fail (IDIO_IS_AUDIENCE_ITEM (self), FALSE);

  return idio_audience_is_own (self->audience);
}
