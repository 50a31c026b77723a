/* idio-part-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioPartState:
 * @url: (nullable): where the last bytes came from
 * @tag: (nullable): what that address calls the version they are of: a strong ETag, or a date
 * @recipe: the checksums of all parts of the file, one after the other
 * @bytes: how many bytes the file is to have
 *
 * What has to be known to go on with a file.
 */
typedef struct
{
  char    *url;
  char    *tag;
  char    *recipe;
  guint64  bytes;
} IdioPartState;

IdioPartState *idio_part_state_load       (const char           *folder,
                                           const char           *name);
void           idio_part_state_free       (IdioPartState        *self);
gboolean       idio_part_state_save       (const IdioPartState  *self,
                                           const char           *folder,
                                           const char           *name,
                                           GError              **error);
void           idio_part_state_remove     (const char           *folder,
                                           const char           *name);
guint64        idio_part_state_count_left (const char           *folder,
                                           const char           *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPartState, idio_part_state_free)

G_END_DECLS
