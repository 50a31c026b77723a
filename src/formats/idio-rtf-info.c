/* idio-rtf-info.c: what an RTF file says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-rtf-info.h"

IdioRtfInfo *
idio_rtf_info_new (void)
{
  IdioRtfInfo *self = g_new0 (IdioRtfInfo, 1);

  self->title = g_string_new (NULL);
  self->author = g_string_new (NULL);
  self->editor = g_string_new (NULL);
  self->inserters = g_string_new (NULL);

  return self;
}

void
idio_rtf_info_free (IdioRtfInfo *self)
{
  g_string_free (self->title, TRUE);
  g_string_free (self->author, TRUE);
  g_string_free (self->editor, TRUE);
  g_string_free (self->inserters, TRUE);
  g_free (self);
}

/**
 * idio_rtf_info_set_time:
 * @self: what a file says
 * @part: "yr", "mo", "dy", "hr" or "min"
 * @number: that part of the time when it was changed last
 */
void
idio_rtf_info_set_time (IdioRtfInfo *self,
                        const char  *part,
                        int          number)
{
  static const char * const parts[] = { "yr", "mo", "dy", "hr", "min", NULL };

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (part, parts[i]))
      self->time[i] = number;
}

static char *
finish (GString *property)
{
  idio_decode_tidy (property->str, NULL);
  g_strstrip (g_strdelimit (property->str, "\n\t", ' '));

  return *property->str != '\0' ? g_strdup (property->str) : NULL;
}

/**
 * idio_rtf_info_dup_inserter:
 * @self: what a file says
 * @number: a number in the list of those who inserted something
 *
 * Returns: (transfer full) (nullable): who that is
 */
char *
idio_rtf_info_dup_inserter (IdioRtfInfo *self,
                            int          number)
{
  const char *start = self->inserters->str;

  for (int i = 0; i < number && start != NULL; i++)
    start = strchr (start, ';') != NULL ? strchr (start, ';') + 1 : NULL;

  return start != NULL ? g_strstrip (g_strndup (start, strcspn (start, ";"))) : NULL;
}

/**
 * idio_rtf_info_tell:
 * @self: what a file says
 * @entry: a text without a title, an author, an editor and a time, which gets those that are known
 */
void
idio_rtf_info_tell (IdioRtfInfo *self,
                    IdioEntry   *entry)
{
  const int *time = self->time;
  g_autoptr(GDateTime) changed = g_date_time_new_utc (time[0], time[1], time[2], time[3], time[4], 0);

  entry->title = finish (self->title);
  entry->author = finish (self->author);
  entry->editor = finish (self->editor);
  entry->time = changed != NULL ? MAX (g_date_time_to_unix (changed), 0) : 0;
}
