/* idio-rtf-groups.c: the groups of an RTF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-rtf-groups.h"

/* How deep groups in groups are told apart */
#define MAX_GROUPS 1000

struct _IdioRtfGroups
{
  GArray *groups;
  guint   n_too_deep;
};

/**
 * idio_rtf_groups_new:
 *
 * Returns: (transfer full): groups with one around all others, for files that close more than they opened
 */
IdioRtfGroups *
idio_rtf_groups_new (void)
{
  IdioRtfGroups *self = g_new0 (IdioRtfGroups, 1);
  const IdioRtfGroup group = { .n_fallback = 1, .outline = IDIO_RTF_N_OUTLINE_LEVELS };

  self->groups = g_array_new (FALSE, TRUE, sizeof (IdioRtfGroup));
  g_array_append_val (self->groups, group);

  return self;
}

void
idio_rtf_groups_free (IdioRtfGroups *self)
{
  g_clear_pointer (&self->groups, g_array_unref);
  g_free (self);
}

/**
 * idio_rtf_groups_get:
 * @self: groups
 *
 * Returns: (transfer none): the group that was opened last, until another is opened
 */
IdioRtfGroup *
idio_rtf_groups_get (IdioRtfGroups *self)
{
  return &g_array_index (self->groups, IdioRtfGroup, self->groups->len - 1);
}

void
idio_rtf_groups_open (IdioRtfGroups *self)
{
  IdioRtfGroup group = *idio_rtf_groups_get (self);

  if (self->groups->len >= MAX_GROUPS)
    {
      self->n_too_deep++;
      return;
    }

  group.is_outside_end = FALSE;
  g_array_append_val (self->groups, group);
}

/**
 * idio_rtf_groups_is_outside_end:
 * @self: groups
 *
 * Returns: whether a footnote or a text box ends with what is closed next
 */
gboolean
idio_rtf_groups_is_outside_end (IdioRtfGroups *self)
{
  return self->n_too_deep == 0 && idio_rtf_groups_get (self)->is_outside_end;
}

void
idio_rtf_groups_close (IdioRtfGroups *self)
{
  if (self->n_too_deep > 0)
    {
      self->n_too_deep--;
      return;
    }

  idio_rtf_groups_get (self)->is_outside_end = FALSE;

  if (self->groups->len > 1)
    g_array_set_size (self->groups, self->groups->len - 1);
}
