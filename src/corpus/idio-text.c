/* idio-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-text.h"
#include "idio-compose.h"

G_DEFINE_BOXED_TYPE (IdioText, idio_text, idio_text_copy, idio_text_free)

G_DEFINE_BOXED_TYPE (IdioTextPart, idio_text_part, idio_text_part_copy, idio_text_part_free)

/**
 * idio_text_part_new:
 * @start: where in the body it stands or stood, in bytes
 * @length: how much of the body it is, in bytes; 0 if it was left out
 * @kind: what it is
 * @text: what was left out, or ""
 *
 * Returns: (transfer full): a part
 */
IdioTextPart *
idio_text_part_new (gsize       start,
                    gsize       length,
                    const char *kind,
                    const char *text)
{
  IdioTextPart *self = g_new0 (IdioTextPart, 1);

  self->start = start;
  self->length = length;
  self->kind = g_strdup (kind);
  self->text = g_strdup (text);

  return self;
}

IdioTextPart *
idio_text_part_copy (const IdioTextPart *self)
{
  return idio_text_part_new (self->start, self->length, self->kind, self->text);
}

void
idio_text_part_free (IdioTextPart *self)
{
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

/**
 * idio_text_part_is_doubtful:
 * @self: a part
 *
 * Returns: whether it is in the text, and no person said so
 */
gboolean
idio_text_part_is_doubtful (const IdioTextPart *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->length > 0 && *self->text == '\0';
}

/**
 * idio_text_part_dup_words:
 * @self: a part that was left out
 *
 * Returns: (transfer full): what was left out, without the marks that mail programs put before each line of a quote
 */
char *
idio_text_part_dup_words (const IdioTextPart *self)
{
  g_auto(GStrv) lines = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!g_str_equal (self->kind, "quote"))
    return g_strdup (self->text);

  lines = g_strsplit (self->text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *p = lines[i];

      while (*p == '>')
        p += p[1] == ' ' ? 2 : 1;

      memmove (lines[i], p, strlen (p) + 1);
    }

  return g_strjoinv ("\n", lines);
}

/**
 * idio_text_new:
 * @id: the number of its document, or 0
 * @title: what it is called
 * @body: the text
 * @n_words: how many words @body has
 * @audience: whom it was written for
 *
 * Returns: (transfer full): a text
 */
IdioText *
idio_text_new (gint64        id,
               const char   *title,
               const char   *body,
               guint         n_words,
               IdioAudience  audience)
{
  IdioText *self = g_new0 (IdioText, 1);

  self->id = id;
  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->n_words = n_words;
  self->audience = audience;

  return self;
}

IdioText *
idio_text_copy (const IdioText *self)
{
  IdioText *copy = idio_text_new (self->id, self->title, self->body, self->n_words, self->audience);

  copy->example = self->example;
  copy->written = self->written;
  copy->author = g_strdup (self->author);
  copy->editor = g_strdup (self->editor);
  copy->charset = g_strdup (self->charset);
  copy->source = g_strdup (self->source);
  copy->private = self->private;
  copy->parts = self->parts != NULL ? g_ptr_array_ref (self->parts) : NULL;
  copy->medium = g_strdup (self->medium);
  copy->added = self->added;
  copy->state = self->state;

  return copy;
}

void
idio_text_free (IdioText *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->author);
  g_free (self->editor);
  g_free (self->charset);
  g_free (self->source);
  g_free (self->medium);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

/* How many characters are folded between two looks at the cancellable */
#define CHARS_PER_CHECK 65536

/* Runs of white space become one blank, so that a text folded anew by a mail program is the same text. */
static void
append_folded (GString      *folded,
               const char   *text,
               GCancellable *cancellable)
{
  gboolean gap = FALSE;
  guint n_chars = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_plain = c > ' ' && c < 0x7f;

      if (++n_chars % CHARS_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
        return;

      if (!is_plain && g_unichar_isspace (c))
        {
          gap = folded->len > 0;
          continue;
        }

      if (gap)
        g_string_append_c (folded, ' ');

      gap = FALSE;

      /* Most of a text, which takes longer in every other way */
      if (is_plain)
        {
          g_string_append_c (folded, (char) c);
          continue;
        }

      if (c == 0x2018 || c == 0x2019)
        c = '\'';
      else if (c == 0x201c || c == 0x201d)
        c = '"';

      g_string_append_unichar (folded, c);
    }
}

/**
 * idio_text_hash:
 * @body: a text, valid UTF-8
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for %G_IO_ERROR_CANCELLED
 *
 * Two texts that differ only in white space, in curly or straight quotes, or in how accents are encoded have the
 * same hash.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the normalized text, in hexadecimal digits
 */
char *
idio_text_hash (const char    *body,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autofree char *composed = idio_compose_until (body, cancellable);
  g_autoptr(GString) folded = g_string_sized_new (strlen (composed));

  append_folded (folded, composed, cancellable);

  /* What was made until then is only the beginning. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) folded->str, folded->len);
}

/* A space, a line end or a control character: between two words it counts as one space. */
static gboolean
is_gap (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Invisible characters that change how the text after them is shown, and that no word is written with: embeddings,
 * overrides and isolates of direction, deprecated format characters, byte order marks, and annotation marks. */
static gboolean
is_left_out (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

/* How many combining marks in a row are kept: as many as the syllables of any script have. Hundreds on one letter run
 * over the lines around them and take long to lay out. */
#define MAX_MARKS 8

/* Whether to leave out a character, given how many marks came before it in a row. */
static gboolean
is_left_out_after (gunichar  c,
                   guint    *n_marks)
{
  if (is_left_out (c))
    return TRUE;

  if (g_unichar_ismark (c))
    return ++*n_marks > MAX_MARKS;

  /* A joiner has no width, and ends no row of marks. */
  if (g_unichar_type (c) != G_UNICODE_FORMAT)
    *n_marks = 0;

  return FALSE;
}

/**
 * idio_text_dup_excerpt:
 * @body: a text, valid UTF-8
 * @n_chars: maximum number of characters
 *
 * Control characters count as spaces. Characters that override the direction of text are left out, and so are combining
 * marks after the first few on a letter, so that the excerpt can be shown in any row.
 *
 * Returns: (transfer full): the beginning of the text on one line, with an ellipsis if there is more, cut between
 *   words where that is possible
 */
char *
idio_text_dup_excerpt (const char *body,
                       glong       n_chars)
{
  GString *excerpt = g_string_new (NULL);
  gsize last_gap = 0;
  gboolean gap = FALSE;
  guint n_marks = 0;
  const char *p;

  for (p = body; *p != '\0' && n_chars > 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_gap (c))
        {
          gap = excerpt->len > 0;
          continue;
        }

      if (is_left_out_after (c, &n_marks))
        continue;

      if (gap)
        {
          last_gap = excerpt->len;
          g_string_append_c (excerpt, ' ');
          n_chars--;
        }

      gap = FALSE;
      n_chars--;
      g_string_append_unichar (excerpt, c);
    }

  while (*p != '\0' && (is_gap (g_utf8_get_char (p)) || is_left_out_after (g_utf8_get_char (p), &n_marks)))
    p = g_utf8_next_char (p);

  if (*p != '\0')
    {
      if (last_gap > excerpt->len / 2)
        g_string_truncate (excerpt, last_gap);

      g_string_append (excerpt, "…");
    }

  return g_string_free_and_steal (excerpt);
}
