/* idio-wanted.c: whose texts are wanted, of those of which it must be known who wrote them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-wanted.h"

struct _IdioWanted
{
  GHashTable *starts;
};

/**
 * idio_wanted_new:
 *
 * Returns: (transfer full): nobody's texts
 */
IdioWanted *
idio_wanted_new (void)
{
  IdioWanted *self = g_new0 (IdioWanted, 1);

  self->starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
idio_wanted_free (IdioWanted *self)
{
  g_clear_pointer (&self->starts, g_hash_table_unref);
  g_free (self);
}

/**
 * idio_wanted_add:
 * @self: what is wanted
 * @account: who, as idio_entry_dup_account() tells
 * @start: what was written earlier is not wanted, in seconds since 1970
 */
void
idio_wanted_add (IdioWanted *self,
                 const char *account,
                 gint64      start)
{
  g_hash_table_insert (self->starts, g_strdup (account), g_memdup2 (&start, sizeof start));
}

static const gint64 *
find_start (const IdioWanted *self,
            const IdioEntry  *entry)
{
  g_autofree char *account = NULL;

  if (g_hash_table_size (self->starts) == 0)
    return NULL;

  account = idio_entry_dup_account (entry);

  return g_hash_table_lookup (self->starts, account);
}

/**
 * idio_wanted_excludes:
 * @self: (nullable): what is wanted, or %NULL for all
 * @entry: a text, of which the head is enough
 *
 * Returns: whether it is by somebody of whom nothing is wanted, while something is of others
 */
gboolean
idio_wanted_excludes (const IdioWanted *self,
                      const IdioEntry  *entry)
{
  return self != NULL && g_hash_table_size (self->starts) > 0 && idio_entry_needs_author (entry) &&
         find_start (self, entry) == NULL;
}

/**
 * idio_wanted_has:
 * @self: (nullable): what is wanted, or %NULL for all
 * @entry: a text, of which the head is enough
 *
 * Returns: whether anybody will read its text
 */
gboolean
idio_wanted_has (const IdioWanted *self,
                 const IdioEntry  *entry)
{
  const gint64 *start;

  if (self == NULL || !idio_entry_needs_author (entry))
    return TRUE;

  start = find_start (self, entry);

  return start != NULL && entry->time >= *start;
}

/**
 * idio_wanted_to_variant:
 * @self: (nullable): what is wanted, or %NULL for all
 *
 * Returns: (transfer floating): it, to be sent to another process
 */
GVariant *
idio_wanted_to_variant (const IdioWanted *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer account, start;

  if (self == NULL)
    return g_variant_new_maybe (G_VARIANT_TYPE ("a{sx}"), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_hash_table_iter_init (&iter, self->starts);

  while (g_hash_table_iter_next (&iter, &account, &start))
    g_variant_builder_add (&builder, "{sx}", (const char *) account, *(gint64 *) start);

  return g_variant_new_maybe (NULL, g_variant_builder_end (&builder));
}

/**
 * idio_wanted_from_variant:
 * @variant: what idio_wanted_to_variant() made
 *
 * Returns: (transfer full) (nullable): what is wanted, or %NULL for all
 */
IdioWanted *
idio_wanted_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) starts = g_variant_get_maybe (variant);
  IdioWanted *self;
  GVariantIter iter;
  const char *account;
  gint64 start;

  if (starts == NULL)
    return NULL;

  self = idio_wanted_new ();
  g_variant_iter_init (&iter, starts);

  while (g_variant_iter_next (&iter, "{&sx}", &account, &start))
    idio_wanted_add (self, account, start);

  return self;
}
