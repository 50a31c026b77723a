/* idio-entry.c: one text in a file, as the file's format tells it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-entry.h"

/* How many strings an entry has, and the length of one that it has not */
#define N_STRINGS 8
#define NO_STRING G_MAXUINT32

/* An entry on its way to another process. The strings come after it. */
typedef struct
{
  guint32 medium;
  guint32 flags;
  gint64  time;
  guint32 lengths[N_STRINGS];
} Packed;

/**
 * idio_entry_new:
 * @medium: what it was written in
 * @text: (transfer full) (nullable): the text, valid UTF-8
 *
 * Returns: (transfer full): an entry of which nothing else is known
 */
IdioEntry *
idio_entry_new (IdioMedium  medium,
                char       *text)
{
  IdioEntry *self = g_new0 (IdioEntry, 1);

  self->medium = medium;
  self->text = text;

  return self;
}

void
idio_entry_free (IdioEntry *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->recipients, g_free);
  g_clear_pointer (&self->editor, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->charset, g_free);
  g_free (self);
}

/**
 * idio_entry_dup_account:
 * @self: an entry
 *
 * Returns: (transfer full): what tells its author from others, folded to be compared; "" if nothing does
 */
char *
idio_entry_dup_account (const IdioEntry *self)
{
  const char *account = self->account != NULL ? self->account : self->author;
  g_autofree char *folded = g_utf8_casefold (account != NULL ? account : "", -1);

  return g_strdup (g_strstrip (folded));
}

/**
 * idio_entry_needs_author:
 * @self: an entry
 *
 * Returns: whether such texts are kept together with those of others, so that it must be known who wrote it
 */
gboolean
idio_entry_needs_author (const IdioEntry *self)
{
  return self->medium == IDIO_MEDIUM_MAIL || self->medium == IDIO_MEDIUM_CHAT;
}

/**
 * idio_entry_to_bytes:
 * @self: an entry
 *
 * Returns: (transfer full): the entry, to be sent to another process of this machine
 */
GBytes *
idio_entry_to_bytes (const IdioEntry *self)
{
  const char *strings[N_STRINGS] = {
    self->title, self->text, self->author, self->account, self->recipients, self->editor, self->place, self->charset,
  };
  Packed packed = { .medium = (guint32) self->medium, .flags = (guint32) self->flags, .time = self->time };
  gsize length = sizeof packed;
  char *bytes, *end;

  for (guint i = 0; i < N_STRINGS; i++)
    {
      packed.lengths[i] = strings[i] != NULL ? (guint32) strlen (strings[i]) : NO_STRING;
      length += strings[i] != NULL ? packed.lengths[i] : 0;
    }

  bytes = g_malloc (length);
  memcpy (bytes, &packed, sizeof packed);
  end = bytes + sizeof packed;

  for (guint i = 0; i < N_STRINGS; i++)
    if (strings[i] != NULL)
      {
        memcpy (end, strings[i], packed.lengths[i]);
        end += packed.lengths[i];
      }

  return g_bytes_new_take (bytes, length);
}

/* Takes the next string, if it is one. */
static gboolean
unpack (char       **string,
        gsize        length,
        const char **start,
        const char  *end)
{
  if (length == NO_STRING)
    return TRUE;

  if (length > (gsize) (end - *start) || !g_utf8_validate_len (*start, length, NULL))
    return FALSE;

  *string = g_strndup (*start, length);
  *start += length;

  return TRUE;
}

/**
 * idio_entry_from_bytes:
 * @bytes: what idio_entry_to_bytes() made, or anything, from a process that can't be trusted
 *
 * Returns: (transfer full) (nullable): the entry, if it is one
 */
IdioEntry *
idio_entry_from_bytes (GBytes *bytes)
{
  g_autoptr(IdioEntry) self = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  char **strings[N_STRINGS] = {
    &self->title, &self->text, &self->author, &self->account, &self->recipients, &self->editor, &self->place,
    &self->charset,
  };
  gsize length;
  const char *start = g_bytes_get_data (bytes, &length), *end = start + length;
  Packed packed;

  if (length < sizeof packed)
    return NULL;

  memcpy (&packed, start, sizeof packed);
  start += sizeof packed;

  if (packed.medium > IDIO_MEDIUM_PROMPT)
    return NULL;

  self->medium = packed.medium;
  self->flags = packed.flags;
  self->time = packed.time;

  for (guint i = 0; i < N_STRINGS; i++)
    if (!unpack (strings[i], packed.lengths[i], &start, end))
      return NULL;

  return start == end ? g_steal_pointer (&self) : NULL;
}
