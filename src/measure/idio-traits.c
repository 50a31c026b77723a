/* idio-traits.c: what is kept of a reading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure/idio-traits.h"

/**
 * idio_traits_new:
 * @reading: the reading of a document
 * @document: its number
 * @group: its group
 *
 * Returns: (transfer full): its traits
 */
IdioTraits *
idio_traits_new (const IdioReading *reading,
                 gint64             document,
                 guint              group)
{
  IdioTraits *self = g_new0 (IdioTraits, 1);

  self->document = document;
  self->group = group;
  self->n_words = reading->n_words;
  self->language = reading->language;
  self->greeting = g_strdup (reading->greeting);
  self->greeting_named = reading->greeting_named;
  self->closing = g_strdup (reading->closing);
  self->closing_named = reading->closing_named;
  idio_measures_take (reading, self->values);

  return self;
}

void
idio_traits_free (IdioTraits *self)
{
  g_free (self->greeting);
  g_free (self->closing);
  g_free (self);
}
