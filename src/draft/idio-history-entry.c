/* idio-history-entry.c: a brief and what was written for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-history-entry.h"

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

struct _IdioHistoryEntry
{
  GObject    parent_instance;
  gint64     id;
  gint64     made;
  IdioBrief *brief;
  GPtrArray *versions[N_KINDS]; /* oldest first */
};

G_DEFINE_FINAL_TYPE (IdioHistoryEntry, idio_history_entry, G_TYPE_OBJECT)

static void
idio_history_entry_finalize (GObject *object)
{
  IdioHistoryEntry *self = IDIO_HISTORY_ENTRY (object);

  g_clear_pointer (&self->brief, idio_brief_free);

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->versions[i], g_ptr_array_unref);

  G_OBJECT_CLASS (idio_history_entry_parent_class)->finalize (object);
}

static void
idio_history_entry_class_init (IdioHistoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_history_entry_finalize;
}

static void
idio_history_entry_init (IdioHistoryEntry *self)
{
}

/**
 * idio_history_entry_new:
 * @id: its number in the database
 * @made: when it was made, in seconds since 1970
 * @brief: (transfer full): what was to be written
 *
 * Returns: (transfer full): an entry without drafts
 */
IdioHistoryEntry *
idio_history_entry_new (gint64     id,
                        gint64     made,
                        IdioBrief *brief)
{
  IdioHistoryEntry *entry = g_object_new (IDIO_TYPE_HISTORY_ENTRY, NULL);

  entry->id = id;
  entry->made = made;
  entry->brief = brief;

  for (guint i = 0; i < N_KINDS; i++)
    entry->versions[i] = g_ptr_array_new_with_free_func (g_object_unref);

  return entry;
}

gint64
idio_history_entry_get_id (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), 0);

  return self->id;
}

/**
 * idio_history_entry_get_brief:
 * @self: an entry
 *
 * Returns: (transfer none): what was to be written
 */
const IdioBrief *
idio_history_entry_get_brief (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);

  return self->brief;
}

/**
 * idio_history_entry_get_made:
 * @self: an entry
 *
 * Returns: when the brief was made, in seconds since 1970
 */
gint64
idio_history_entry_get_made (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), 0);

  return self->made;
}

/**
 * idio_history_entry_get_draft:
 * @self: an entry
 * @kind: which of the two
 *
 * Returns: (transfer none) (nullable): the draft, if it was written; the last of several
 */
IdioDraft *
idio_history_entry_get_draft (IdioHistoryEntry *self,
                              IdioDraftKind     kind)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->versions[kind]->len > 0 ? g_ptr_array_index (self->versions[kind], self->versions[kind]->len - 1) : NULL;
}

/**
 * idio_history_entry_get_versions:
 * @self: an entry
 * @kind: which of the two
 *
 * Returns: (transfer none) (element-type IdioDraft): all drafts of that kind, oldest first
 */
GPtrArray *
idio_history_entry_get_versions (IdioHistoryEntry *self,
                                 IdioDraftKind     kind)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->versions[kind];
}

/**
 * idio_history_entry_keep:
 * @self: an entry
 * @draft: a draft for its brief
 *
 * A draft that was not saved before is another version; one that goes on with a version takes its place.
 */
void
idio_history_entry_keep (IdioHistoryEntry *self,
                         IdioDraft        *draft)
{
  GPtrArray *versions = self->versions[idio_draft_get_kind (draft)];
  IdioDraft *last = versions->len > 0 ? g_ptr_array_index (versions, versions->len - 1) : NULL;

  g_return_if_fail (IDIO_IS_HISTORY_ENTRY (self));

  if (idio_draft_get_version (draft) < 0)
    idio_draft_set_version (draft, last != NULL ? idio_draft_get_version (last) + 1 : 0);

  for (guint i = 0; i < versions->len; i++)
    if (idio_draft_get_version (g_ptr_array_index (versions, i)) == idio_draft_get_version (draft))
      {
        g_set_object ((IdioDraft **) &g_ptr_array_index (versions, i), draft);
        return;
      }

  g_ptr_array_add (versions, g_object_ref (draft));

  if (versions->len > IDIO_HISTORY_MAX_VERSIONS)
    g_ptr_array_remove_index (versions, 0);
}
