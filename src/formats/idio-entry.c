/* idio-entry.c: one text in a file, as the file's format tells it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-entry.h"

/* How many strings an entry has, and the length of one that it has not */
#define N_STRINGS 8
#define NO_STRING G_MAXUINT32

/* An entry on its way to another process. The strings come after it, then the insertions, then the marks. */
typedef struct
{
  guint32 medium;
  guint32 flags;
  gint64  time;
  guint32 lengths[N_STRINGS];
  guint32 n_insertions;
  guint32 n_marks;
} Packed;

/* What was inserted in its text. The author comes after it. */
typedef struct
{
  guint64 start;
  guint64 length;
  guint32 author_length;
} PackedInsertion;

typedef struct
{
  guint32 start;
  guint32 end;
  guint32 kind;
  guint32 sure;
} PackedMark;

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
  g_clear_pointer (&self->marks, g_array_unref);
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
 * idio_entry_flags_allow:
 * @flags: what is known of a text
 *
 * Returns: whether it can be a document of the one who wrote it: not what was in the trash, nor what a program wrote
 */
gboolean
idio_entry_flags_allow (IdioEntryFlags flags)
{
  return (flags & (IDIO_ENTRY_JUNK | IDIO_ENTRY_AUTOMATIC)) == 0;
}

/**
 * idio_entry_add_mark:
 * @self: an entry
 * @start: where a part of its text starts, in bytes, not before the end of the last one
 * @end: where it ends
 * @kind: what it is
 * @sure: whether it is that for sure
 *
 * Marks a part of the text. One with nothing in it is left out.
 */
void
idio_entry_add_mark (IdioEntry    *self,
                     gsize         start,
                     gsize         end,
                     IdioMarkKind  kind,
                     gboolean      sure)
{
  IdioMark mark = { (guint) start, (guint) end, kind, sure };

  if (end <= start || end > G_MAXUINT)
    return;

  if (self->marks == NULL)
    self->marks = g_array_new (FALSE, FALSE, sizeof (IdioMark));

  g_array_append_val (self->marks, mark);
}

static void
append_tidied (GString    *tidied,
               const char *text,
               gsize       length)
{
  g_autofree char *piece = g_strndup (text, length);

  idio_decode_tidy (piece, NULL);
  g_string_append (tidied, piece);
}

/* White space at the end belongs to no part. */
static void
trim (GString *text,
      GArray  *marks)
{
  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);

  while (marks != NULL && marks->len > 0)
    {
      IdioMark *last = &g_array_index (marks, IdioMark, marks->len - 1);

      last->end = MIN (last->end, (guint) text->len);

      if (last->end > last->start)
        break;

      g_array_set_size (marks, marks->len - 1);
    }
}

/**
 * idio_entry_take_text:
 * @self: an entry, with marks for @text
 * @text: (transfer full): its text, which may have characters in it that a text has no use for
 *
 * Tidies the text by idio_decode_tidy(), without white space at its end. What is marked stays so.
 */
void
idio_entry_take_text (IdioEntry *self,
                      GString   *text)
{
  g_autoptr(GArray) marks = g_steal_pointer (&self->marks);
  g_autoptr(GString) tidied = g_string_sized_new (text->len);
  gsize end = 0;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (marks, IdioMark, i);
      gsize start;

      append_tidied (tidied, text->str + end, mark->start - end);
      start = tidied->len;
      append_tidied (tidied, text->str + mark->start, mark->end - mark->start);
      idio_entry_add_mark (self, start, tidied->len, mark->kind, mark->sure);
      end = mark->end;
    }

  append_tidied (tidied, text->str + end, text->len - end);
  trim (tidied, self->marks);
  g_string_free (text, TRUE);
  g_free (self->text);
  self->text = g_string_free_and_steal (g_steal_pointer (&tidied));
}

/**
 * idio_entry_drop_whole_mark:
 * @self: an entry with a text
 *
 * Drops the mark if there is one only and it is all of the text: a writer may like how a quote looks.
 */
void
idio_entry_drop_whole_mark (IdioEntry *self)
{
  const IdioMark *mark = self->marks != NULL && self->marks->len == 1 ? &g_array_index (self->marks, IdioMark, 0)
                                                                      : NULL;

  if (mark != NULL && mark->start == 0 && mark->end == strlen (self->text))
    g_clear_pointer (&self->marks, g_array_unref);
}

static void
pack_insertions (const IdioEntry *self,
                 GByteArray      *bytes)
{
  for (guint i = 0; self->insertions != NULL && i < self->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (self->insertions, i);
      PackedInsertion piece = {
        .start = insertion->start,
        .length = insertion->length,
        .author_length = insertion->author != NULL ? (guint32) strlen (insertion->author) : NO_STRING,
      };

      g_byte_array_append (bytes, (const guint8 *) &piece, sizeof piece);

      if (insertion->author != NULL)
        g_byte_array_append (bytes, (const guint8 *) insertion->author, piece.author_length);
    }
}

static void
pack_marks (const IdioEntry *self,
            GByteArray      *bytes)
{
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (self->marks, IdioMark, i);
      PackedMark piece = { mark->start, mark->end, (guint32) mark->kind, mark->sure != FALSE };

      g_byte_array_append (bytes, (const guint8 *) &piece, sizeof piece);
    }
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
  GByteArray *bytes = g_byte_array_new ();

  packed.n_insertions = self->insertions != NULL ? self->insertions->len : 0;
  packed.n_marks = self->marks != NULL ? self->marks->len : 0;

  for (guint i = 0; i < N_STRINGS; i++)
    packed.lengths[i] = strings[i] != NULL ? (guint32) strlen (strings[i]) : NO_STRING;

  g_byte_array_append (bytes, (const guint8 *) &packed, sizeof packed);

  for (guint i = 0; i < N_STRINGS; i++)
    if (strings[i] != NULL)
      g_byte_array_append (bytes, (const guint8 *) strings[i], packed.lengths[i]);

  pack_insertions (self, bytes);
  pack_marks (self, bytes);

  return g_byte_array_free_to_bytes (bytes);
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

/* Takes what was inserted, if that can be in the text. */
static gboolean
unpack_insertions (IdioEntry   *self,
                   guint        n_insertions,
                   const char **start,
                   const char  *end)
{
  gsize size = self->text != NULL ? strlen (self->text) : 0, last = 0;

  self->insertions = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_insertion_free);

  for (guint i = 0; i < n_insertions; i++)
    {
      IdioInsertion *insertion;
      PackedInsertion piece;

      if (sizeof piece > (gsize) (end - *start))
        return FALSE;

      memcpy (&piece, *start, sizeof piece);
      *start += sizeof piece;

      if (!is_piece (self->text, size, last, piece.start, piece.length))
        return FALSE;

      insertion = g_new0 (IdioInsertion, 1);
      insertion->start = piece.start;
      insertion->length = piece.length;
      g_ptr_array_add (self->insertions, insertion);
      last = piece.start + piece.length;

      if (!unpack (&insertion->author, piece.author_length, start, end))
        return FALSE;
    }

  return TRUE;
}

/* Takes the marks, if they can be those of the text. */
static gboolean
unpack_marks (IdioEntry   *self,
              guint        n_marks,
              const char **start,
              const char  *end)
{
  gsize size = self->text != NULL ? strlen (self->text) : 0, last = 0;

  for (guint i = 0; i < n_marks; i++)
    {
      PackedMark piece;

      if (sizeof piece > (gsize) (end - *start))
        return FALSE;

      memcpy (&piece, *start, sizeof piece);
      *start += sizeof piece;

      if (piece.end <= piece.start || !is_piece (self->text, size, last, piece.start, piece.end - piece.start) ||
          piece.kind > IDIO_MARK_NO_PROSE || piece.sure > 1)
        return FALSE;

      idio_entry_add_mark (self, piece.start, piece.end, (IdioMarkKind) piece.kind, piece.sure == 1);
      last = piece.end;
    }

  return TRUE;
}

/**
 * idio_entry_from_bytes:
 * @bytes: what another process says
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

  if (packed.n_insertions > 0 && !unpack_insertions (self, packed.n_insertions, &start, end))
    return NULL;

  if (!unpack_marks (self, packed.n_marks, &start, end))
    return NULL;

  return start == end ? g_steal_pointer (&self) : NULL;
}
