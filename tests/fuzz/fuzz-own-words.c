/* fuzz-own-words.c: the words of others are taken out of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "import/idio-own-words.h"
#include "import/idio-repeated-endings.h"

/* Most texts of one writer in an input */
#define MAX_TEXTS 16

/* A line, without what ends it */
typedef struct
{
  const char *start;
  gsize       length;
} Line;

/* Not g_strsplit(), which under the address sanitizer measures the rest of the text at each line. */
static gboolean
next_line (const char **text,
           Line        *line)
{
  const char *end;

  if (*text == NULL)
    return FALSE;

  end = strchr (*text, '\n');
  line->start = *text;
  line->length = end != NULL ? (gsize) (end - *text) : strlen (*text);
  *text = end != NULL ? end + 1 : NULL;

  return TRUE;
}

static gboolean
is_blank (const Line *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace (line->start[i]))
      return FALSE;

  return TRUE;
}

/* Lines are left out, and none is changed or moved; white space at their ends may be gone. */
static void
check_lines (const char *text,
             const char *own)
{
  const char *rest = text, *own_rest = own;
  Line line, own_line;

  while (next_line (&own_rest, &own_line))
    {
      gboolean found = is_blank (&own_line);

      while (!found && next_line (&rest, &line))
        found = own_line.length <= line.length && memcmp (own_line.start, line.start, own_line.length) == 0;

      g_assert (found);
    }
}

/* The parts are all of the text, in order, and end where lines do. Quoted lines are in no part that is the writer's. */
static void
check_parts (const char   *text,
             const GArray *parts)
{
  guint end = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);

      g_assert (part->start == end && part->end > part->start);
      g_assert (part->start == 0 || text[part->start - 1] == '\n');
      g_assert (i == 0 || part[-1].kind != part->kind || part[-1].sure != part->sure);
      g_assert (idio_part_kind_get_name (part->kind) != NULL);
      g_assert (part->kind != IDIO_PART_OWN || text[part->start] != '>');
      end = part->end;
    }

  g_assert (end == strlen (text));
}

static const char * const writers[] = { "Jonas Lind", "j@example.org", NULL };

/* What is repeated starts where a line does, and is not more than is there. */
static void
check_endings (const char *text)
{
  g_autoptr(GPtrArray) texts = fuzz_split (text, MAX_TEXTS);
  g_autoptr(IdioRepeatedEndings) endings = idio_repeated_endings_new ();

  for (guint i = 0; i < texts->len; i++)
    idio_repeated_endings_add (endings, g_ptr_array_index (texts, i), i % 2 == 0,
                               i % 3 == 0 ? g_ptr_array_index (texts, 0) : NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *one = g_ptr_array_index (texts, i);
      gsize start = idio_repeated_endings_find (endings, one, i % 2 == 0, i % 4 < 2 ? writers : NULL), length = strlen (one);

      g_assert (start <= length);
      g_assert (start == 0 || start == length || one[start - 1] == '\n');
    }
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);

  check_endings (text);

  for (guint is_mail = 0; is_mail < 2; is_mail++)
    {
      g_autoptr(GArray) parts = idio_own_words_divide (text, is_mail, is_mail ? writers : NULL, NULL);
      g_autofree char *own = idio_own_words_join (text, parts, NULL);
      IdioPart *only = parts->len == 1 ? &g_array_index (parts, IdioPart, 0) : NULL;

      check_parts (text, parts);
      check_lines (text, own);

      /* What has nothing of others stays as it is, but for white space around it. */
      if (only != NULL && only->kind == IDIO_PART_OWN)
        {
          g_autofree char *stripped = g_strstrip (g_strdup (text));

          g_strstrip (own);
          g_assert (g_str_equal (own, stripped));
        }
    }

  return 0;
}
