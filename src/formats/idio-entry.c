/* idio-entry.c: one text in a file, as the file's format tells it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-entry.h"

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
  g_clear_pointer (&self->insertions, g_ptr_array_unref);
  g_free (self);
}

/**
 * idio_entry_fold_account:
 * @account: what tells somebody from others, such as a mail address
 *
 * What is after "+" in a mail address says what it is used for, and not whose it is (RFC 5233): jonas+news@example.org
 * is jonas@example.org.
 *
 * Returns: (transfer full): the same, to be compared
 */
char *
idio_entry_fold_account (const char *account)
{
  char *folded = g_strstrip (g_utf8_casefold (account, -1));
  char *at = strrchr (folded, '@'), *plus = strchr (folded, '+');

  if (at != NULL && plus != NULL && plus > folded && plus < at)
    memmove (plus, at, strlen (at) + 1);

  return folded;
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

  return idio_entry_fold_account (account != NULL ? account : "");
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
 * idio_entry_to_variant:
 * @self: an entry
 *
 * Returns: (transfer floating): the entry, to be sent to another process
 */
GVariant *
idio_entry_to_variant (const IdioEntry *self)
{
  GVariantBuilder insertions;

  g_variant_builder_init (&insertions, G_VARIANT_TYPE ("a(tts)"));

  for (guint i = 0; self->insertions != NULL && i < self->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (self->insertions, i);

      g_variant_builder_add (&insertions, "(tts)", (guint64) insertion->start, (guint64) insertion->length,
                             insertion->author);
    }

  return g_variant_new ((const char *) IDIO_ENTRY_TYPE, (guint) self->medium, (guint) self->flags, self->time, self->title,
                        self->text, self->author, self->account, self->recipients, self->editor, self->place,
                        self->charset, &insertions);
}

/* Whether a piece of a text is whole characters, and after @start */
static gboolean
is_piece (const char *text,
          gsize       size,
          gsize       start,
          guint64     piece,
          guint64     length)
{
  return piece >= start && piece < size && length > 0 && length <= size - piece && (text[piece] & 0xc0) != 0x80 &&
         (text[piece + length] & 0xc0) != 0x80;
}

/* Takes the list. Returns whether it can be what was inserted in the text. */
static gboolean
read_insertions (IdioEntry    *self,
                 GVariantIter *list)
{
  g_autoptr(GVariantIter) iter = list;
  gsize size = self->text != NULL ? strlen (self->text) : 0, end = 0;
  guint64 start, length;
  char *author;

  self->insertions = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_insertion_free);

  while (g_variant_iter_next (iter, "(tts)", &start, &length, &author))
    {
      IdioInsertion *insertion = g_new0 (IdioInsertion, 1);

      insertion->start = start;
      insertion->length = length;
      insertion->author = author;
      g_ptr_array_add (self->insertions, insertion);

      if (!is_piece (self->text, size, end, start, length))
        return FALSE;

      end = start + length;
    }

  return TRUE;
}

/**
 * idio_entry_from_variant:
 * @variant: what idio_entry_to_variant() made, or anything, from a process that can't be trusted
 *
 * Returns: (transfer full) (nullable): the entry, if it is one
 */
IdioEntry *
idio_entry_from_variant (GVariant *variant)
{
  g_autoptr(IdioEntry) self = NULL;
  GVariantIter *insertions;
  guint medium, flags;

  if (!g_variant_is_of_type (variant, IDIO_ENTRY_TYPE) || !g_variant_is_normal_form (variant))
    return NULL;

  self = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  g_variant_get (variant, (const char *) IDIO_ENTRY_TYPE, &medium, &flags, &self->time, &self->title, &self->text,
                 &self->author, &self->account, &self->recipients, &self->editor, &self->place, &self->charset,
                 &insertions);

  if (!read_insertions (self, insertions) || medium > IDIO_MEDIUM_PROMPT)
    return NULL;

  self->medium = medium;
  self->flags = flags;

  return g_steal_pointer (&self);
}
