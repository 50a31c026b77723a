/* idio-markdown-lines.c: blocks of lines that programs add to Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-markdown-lines.h"

/* Longest key of front matter, in bytes, and the most spaces in one: Obsidian has "date created" */
#define MAX_KEY_BYTES 60
#define MAX_KEY_SPACES 3

/* Indentation of what belongs to a footnote, in spaces */
#define NOTE_INDENTATION 4

/* Marks around blocks that are no prose. A block of math has no empty line in it. */
typedef enum
{
  BLOCK_COMMENT,
  BLOCK_MATH,
  N_BLOCKS,
} Block;

static const char block_marks[N_BLOCKS][3] = { "%%", "$$" };

static gsize
get_length (const char *line)
{
  return strcspn (line, "\n");
}

static const char *
get_next (const char *line)
{
  const char *end = line + get_length (line);

  return *end == '\n' ? end + 1 : end;
}

/* Whether nothing but blanks is in a line, or in what is left of it */
static gboolean
is_blank (const char *line)
{
  line += strspn (line, " \t");

  return *line == '\n' || *line == '\0';
}

static gboolean
is_line (const char *line,
         const char *mark)
{
  return idio_begins (line, mark) && is_blank (line + strlen (mark));
}

/* A key of YAML as programs write front matter, with ":" after it. A sentence may have a colon in it too, but it has
 * more words before that, or a mark of punctuation. */
static gboolean
begins_with_key (const char *line)
{
  gsize length = get_length (line), n_key = 0;
  guint n_spaces = 0;

  if (!g_unichar_isalnum (g_utf8_get_char (line)) && strchr ("_\"'", *line) == NULL)
    return FALSE;

  for (n_key = 0; n_key < length && n_key <= MAX_KEY_BYTES; n_key++)
    if (line[n_key] == ':' && (n_key + 1 == length || line[n_key + 1] == ' ' || line[n_key + 1] == '\t'))
      return n_spaces <= MAX_KEY_SPACES;
    else if (strchr (",;!?", line[n_key]) != NULL || (line[n_key] == '.' && line[n_key + 1] == ' '))
      return FALSE;
    else
      n_spaces += line[n_key] == ' ' ? 1 : 0;

  return FALSE;
}

/* What is indented, an item, or an end of brackets belongs to the key above. */
static gboolean
is_yaml (const char *line,
         gboolean    has_key)
{
  if (is_blank (line) || *line == '#')
    return TRUE;

  return begins_with_key (line) || (has_key && strchr (" \t]}", *line) != NULL) ||
         (has_key && *line == '-' && (line[1] == ' ' || line[1] == '\n'));
}

static gboolean
is_toml (const char *line)
{
  return is_blank (line) || strchr ("#[]{}\"' \t", *line) != NULL || memchr (line, '=', get_length (line)) != NULL;
}

/* Front matter between two lines "---" (YAML, where "..." may be the second) or "+++" (TOML) at the very top. As in
 * Pandoc, "---" with an empty line below it is a rule. */
static const char *
skip_front_matter (const char *text)
{
  gboolean toml = is_line (text, "+++"), has_key = FALSE;
  const char *line;

  if ((!toml && !is_line (text, "---")) || (!toml && is_blank (get_next (text))))
    return text;

  for (line = get_next (text); *line != '\0'; line = get_next (line))
    {
      if (toml ? is_line (line, "+++") : is_line (line, "---") || is_line (line, "..."))
        return get_next (line);

      if (toml ? !is_toml (line) : !is_yaml (line, has_key))
        break;

      has_key = has_key || begins_with_key (line);
    }

  return text;
}

/**
 * idio_markdown_see_fence:
 * @line: a line
 * @length: its length, in bytes
 * @fence: the fence that is open, or an empty string
 *
 * Takes note of a line "```" or "~~~" that begins or ends a block of code.
 */
void
idio_markdown_see_fence (const char *line,
                         gsize       length,
                         GString    *fence)
{
  const char *mark = line + strspn (line, " ");
  gsize n_marks = strspn (mark, *mark == '~' ? "~" : "`");
  const char *info = mark + n_marks, *end = line + length;

  if (n_marks < 3 || mark - line > 3)
    return;

  if (fence->len > 0)
    {
      if (*mark == *fence->str && n_marks >= fence->len && info + strspn (info, " \t") >= end)
        g_string_truncate (fence, 0);
    }
  else if (*mark == '~' || memchr (info, '`', (gsize) (end - info)) == NULL)
    g_string_append_len (fence, mark, (gssize) n_marks);
}

/* Returns: (nullable): what comes after a block of which the first mark ends at @text, or %NULL if nothing closes it.
 * Where the search ended is kept, so that no line is searched twice. */
static const char *
find_end (const char  *text,
          Block        block,
          const char **searched)
{
  const char *line = text;

  if (text < *searched)
    return NULL;

  do
    {
      const char *end = get_next (line);
      const char *last = end;

      while (last > line && g_ascii_isspace (last[-1]))
        last--;

      if (last - line >= 2 && memcmp (last - 2, block_marks[block], 2) == 0)
        return end;

      if (block == BLOCK_MATH && last == line && line > text)
        break;

      line = end;
    }
  while (*line != '\0');

  *searched = line;

  return NULL;
}

/* Returns: what comes after the comment or the math that begins with this line, or the line itself */
static const char *
skip_block (const char  *line,
            const char **searched)
{
  const char *mark = line + strspn (line, " \t");

  for (Block block = 0; block < N_BLOCKS; block++)
    if (idio_begins (mark, block_marks[block]))
      {
        const char *rest = mark + 2, *inside = g_strstr_len (rest, (gssize) get_length (rest), block_marks[block]);

        /* What ends in its own line, with words after it, is left to where marks in a line are read. */
        if (inside == NULL || is_blank (inside + 2))
          return find_end (rest, block, &searched[block]) ?: line;
      }

  return line;
}

/* Returns: (nullable): the words of a footnote after "[^1]:" */
static const char *
skip_note_label (const char *line)
{
  const char *label = line + strspn (line, " ");
  gsize length;

  if (label - line > 3 || !idio_begins (label, "[^"))
    return NULL;

  length = strcspn (label + 2, " \t\n[]");

  if (length == 0 || !idio_begins (label + 2 + length, "]:"))
    return NULL;

  label += length + 4;

  return label + strspn (label, " \t");
}

static const char *
skip_indentation (const char *line)
{
  gsize n_spaces = strspn (line, " ");

  if (n_spaces < NOTE_INDENTATION && line[n_spaces] == '\t')
    return line + n_spaces + 1;

  return line + MIN (n_spaces, NOTE_INDENTATION);
}

/**
 * idio_markdown_prepare:
 * @text: Markdown, with "\n" at the end of lines
 *
 * Takes out what cmark would take for prose: front matter, and blocks of comments and of math. Footnotes become
 * paragraphs at their place; a short one would be taken for the target of a link.
 *
 * Returns: (transfer full): the same for CommonMark
 */
char *
idio_markdown_prepare (const char *text)
{
  g_autoptr(GString) prepared = g_string_sized_new (strlen (text)), fence = g_string_new (NULL);
  const char *searched[N_BLOCKS] = { NULL, NULL };
  const char *line = skip_front_matter (text);
  gboolean in_note = FALSE, after_blank = TRUE;

  while (*line != '\0')
    {
      const char *start = line, *next, *words;

      if (in_note)
        line = skip_indentation (line);

      if (fence->len == 0 && (next = skip_block (line, searched)) != line)
        {
          line = next;
          continue;
        }

      if (fence->len == 0 && (words = skip_note_label (line)))
        {
          if (!after_blank)
            g_string_append_c (prepared, '\n');

          in_note = TRUE;
          line = words;
        }
      else if (in_note && line == start && after_blank && !is_blank (line))
        {
          in_note = FALSE;
        }

      next = get_next (line);
      idio_markdown_see_fence (line, get_length (line), fence);
      g_string_append_len (prepared, line, (gssize) (next - line));
      after_blank = is_blank (line);
      line = next;
    }

  return g_string_free_and_steal (g_steal_pointer (&prepared));
}
