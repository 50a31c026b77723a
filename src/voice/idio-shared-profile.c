/* idio-shared-profile.c: the profile of the user's documents, used by one thread at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-text.h"
#include "text/idio-stop.h"
#include "voice/idio-shared-profile.h"

struct _IdioSharedProfile
{
  GMutex          mutex;
  IdioBackground *background;
  IdioProfile    *profile;   /* made when it is first needed */
  GHashTable     *documents; /* what is in it */
};

/**
 * idio_shared_profile_new:
 * @background: how others write
 *
 * Returns: (transfer full): a shared profile of no documents
 */
IdioSharedProfile *
idio_shared_profile_new (IdioBackground *background)
{
  IdioSharedProfile *self = g_atomic_rc_box_new0 (IdioSharedProfile);

  g_mutex_init (&self->mutex);
  self->background = idio_background_ref (background);
  self->documents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

IdioSharedProfile *
idio_shared_profile_ref (IdioSharedProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
idio_shared_profile_clear (gpointer data)
{
  IdioSharedProfile *self = data;

  g_clear_pointer (&self->profile, idio_profile_free);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->background, idio_background_unref);
  g_mutex_clear (&self->mutex);
}

void
idio_shared_profile_unref (IdioSharedProfile *self)
{
  g_atomic_rc_box_release_full (self, idio_shared_profile_clear);
}

/**
 * idio_shared_profile_get_background:
 * @self: a shared profile
 *
 * Returns: (transfer none): how others write
 */
IdioBackground *
idio_shared_profile_get_background (IdioSharedProfile *self)
{
  return self->background;
}

/**
 * idio_shared_profile_list_missing:
 * @self: a shared profile
 * @documents: (element-type gint64): the numbers of the documents that the profile is to have
 *
 * Returns: (transfer full) (element-type gint64): those whose texts idio_shared_profile_compare() needs
 */
GArray *
idio_shared_profile_list_missing (IdioSharedProfile *self,
                                  GArray            *documents)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < documents->len; i++)
    if (!g_hash_table_contains (self->documents, &g_array_index (documents, gint64, i)))
      g_array_append_val (missing, g_array_index (documents, gint64, i));

  return missing;
}

static void
bring_up_to_date (IdioSharedProfile *self,
                  GArray            *documents,
                  GPtrArray         *texts)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer document;

  if (self->profile == NULL)
    self->profile = idio_profile_new (self->background);

  for (guint i = 0; i < documents->len; i++)
    g_hash_table_add (wanted, &g_array_index (documents, gint64, i));

  g_hash_table_iter_init (&iter, self->documents);

  while (g_hash_table_iter_next (&iter, &document, NULL))
    if (!g_hash_table_contains (wanted, document))
      {
        idio_profile_remove (self->profile, *(gint64 *) document);
        g_hash_table_iter_remove (&iter);
      }

  for (guint i = 0; i < texts->len && !idio_stop_is_asked (); i++)
    {
      const IdioText *text = g_ptr_array_index (texts, i);

      if (g_hash_table_add (self->documents, g_memdup2 (&text->id, sizeof text->id)))
        idio_profile_add (self->profile, text->id, text->body);
    }
}

/**
 * idio_shared_profile_compare:
 * @self: a shared profile
 * @documents: (element-type gint64): the numbers of the documents that the profile is to have
 * @texts: (element-type IdioText): those of them that it did not have yet
 * @reference: the draft that anyone would get
 * @draft: the one in the user's voice
 *
 * Brings the profile up to date and compares the drafts by it. Takes a while: for a thread.
 *
 * Returns: which of the drafts is closer
 */
IdioVerdict
idio_shared_profile_compare (IdioSharedProfile *self,
                             GArray            *documents,
                             GPtrArray         *texts,
                             const char        *reference,
                             const char        *draft)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  bring_up_to_date (self, documents, texts);

  return idio_meter_compare (self->profile, reference, draft);
}
