/* idio-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-text.h"
#include "idio-compose.h"

G_DEFINE_BOXED_TYPE (IdioText, idio_text, idio_text_copy, idio_text_free)

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

  return copy;
}

void
idio_text_free (IdioText *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

/* Runs of white space become one blank, so that a text folded anew by a mail program is the same text. */
static void
append_folded (GString    *folded,
               const char *text)
{
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gap = folded->len > 0;
          continue;
        }

      if (gap)
        g_string_append_c (folded, ' ');

      gap = FALSE;

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
 *
 * Two texts that differ only in white space, in curly or straight quotes, or in how accents are encoded have the
 * same hash.
 *
 * Returns: (transfer full): the SHA-256 of the normalized text, in hexadecimal digits
 */
char *
idio_text_hash (const char *body)
{
  g_autofree char *composed = idio_compose (body);
  g_autoptr(GString) folded = g_string_sized_new (strlen (composed));

  append_folded (folded, composed);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) folded->str, folded->len);
}

/**
 * idio_text_dup_excerpt:
 * @body: a text, valid UTF-8
 * @n_chars: how many characters at the most
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
  const char *p;

  for (p = body; *p != '\0' && n_chars > 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          gap = excerpt->len > 0;
          continue;
        }

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

  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  if (*p != '\0')
    {
      if (last_gap > excerpt->len / 2)
        g_string_truncate (excerpt, last_gap);

      g_string_append (excerpt, "…");
    }

  return g_string_free_and_steal (excerpt);
}
