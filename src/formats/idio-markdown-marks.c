/* idio-markdown-marks.c: marks in a paragraph that programs add to Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-markdown-marks.h"

/* Longest link to a note, in bytes */
#define MAX_LINK_BYTES 1000

/* Marks before and after some words. That of highlighting stays out of the text, and its words do not. */
typedef enum
{
  PAIR_HIGHLIGHT,
  PAIR_STRUCK,
  PAIR_COMMENT,
  PAIR_MATH,
  N_PAIRS,
} Pair;

static const char pair_marks[N_PAIRS][3] = { "==", "~~", "%%", "$$" };

typedef struct
{
  GString    *text;
  const char *start;
  const char *highlight_end;
  gsize       n_before;
  gboolean    is_unpaired[N_PAIRS];
  gboolean    is_last_struck;
} Reader;

/**
 * idio_markdown_append_literal:
 * @text: a paragraph
 * @literal: code in it
 *
 * Appends words in which idio_markdown_read_marks() finds no marks.
 */
void
idio_markdown_append_literal (GString    *text,
                              const char *literal)
{
  for (const char *p = literal; *p != '\0'; p++)
    {
      if (g_ascii_ispunct (*p))
        g_string_append_c (text, IDIO_MARKDOWN_LITERAL);

      g_string_append_c (text, *p);
    }
}

/**
 * idio_markdown_skip_callout:
 * @text: the first words of a block quote
 *
 * Obsidian and GitHub mark the writer's own words so that they stand out: "[!note]+ My own thought". Those that are
 * marked as a quotation are none of the writer's.
 *
 * Returns: (nullable): what is after the mark
 */
const char *
idio_markdown_skip_callout (const char *text)
{
  gsize length;

  if (!idio_begins (text, "[!") || g_ascii_strncasecmp (text + 2, "quote", 5) == 0 ||
      g_ascii_strncasecmp (text + 2, "cite", 4) == 0)
    return NULL;

  length = strcspn (text + 2, "[]\n");

  if (length == 0 || text[2 + length] != ']')
    return NULL;

  text += length + 3;
  text += *text == '+' || *text == '-' ? 1 : 0;

  return text + strspn (text, " \t\n");
}

/**
 * idio_markdown_skip_task:
 * @text: the first words of an item
 *
 * Returns: what is after the box of a task, "[ ]" or "[x]", if there is one
 */
const char *
idio_markdown_skip_task (const char *text)
{
  if (text[0] == '[' && text[1] != '\0' && strchr (" xX-/<>!?*", text[1]) != NULL && text[2] == ']' && text[3] == ' ')
    return text + 4;

  return text;
}

static const char *
get_end (const char *line)
{
  return line + strcspn (line, "\n");
}

/* The cells of a row, with or without bars at its ends */
static guint
count_cells (const char *line)
{
  const char *end = get_end (line);
  guint n_cells = 1;

  line += strspn (line, " \t");

  while (end > line && g_ascii_isspace (end[-1]))
    end--;

  line += *line == '|' ? 1 : 0;
  end -= end > line && end[-1] == '|' ? 1 : 0;

  for (const char *p = line; p < end; p++)
    n_cells += *p == '|' ? 1 : 0;

  return n_cells;
}

/* The line of dashes and bars below the head of a table */
static gboolean
is_rule (const char *line)
{
  gsize length = (gsize) (get_end (line) - line);

  return strspn (line, "|-: \t") == length && memchr (line, '|', length) != NULL && memchr (line, '-', length) != NULL;
}

static gboolean
has_bar (const char *line)
{
  return memchr (line, '|', (gsize) (get_end (line) - line)) != NULL;
}

/* Takes out tables of GFM, which may begin right below words. What is a row only by standing below one, without a bar,
 * is kept. */
static void
remove_tables (GString *text,
               gsize    start,
               GString *tables)
{
  char *to = text->str + start;
  const char *line = to;

  while (*line != '\0')
    {
      const char *end = get_end (line), *next = *end == '\n' ? end + 1 : end;

      if (*end == '\n' && has_bar (line) && is_rule (next) && count_cells (line) == count_cells (next))
        {
          const char *first = line;

          while (has_bar (line))
            line = *get_end (line) == '\n' ? get_end (line) + 1 : get_end (line);

          g_string_append_len (tables, first, line - first);
          continue;
        }

      memmove (to, line, (gsize) (next - line));
      to += next - line;
      line = next;
    }

  g_string_truncate (text, (gsize) (to - text->str));
}

/* Whether a mark has words on the side where they belong. Two signs of three or more are no mark. */
static gboolean
opens (const Reader *reader,
       const char   *p,
       Pair          pair)
{
  char mark = pair_marks[pair][0];
  char before = p > reader->start ? p[-1] : ' ';

  if (p[0] != mark || p[1] != mark || p[2] == mark || p[2] == '\0' || before == mark)
    return FALSE;

  return pair == PAIR_HIGHLIGHT || pair == PAIR_STRUCK ? !g_ascii_isspace (p[2]) : !g_ascii_isalnum (before);
}

/* Returns: (nullable): the second mark */
static const char *
find_closing (Reader     *reader,
              const char *opening,
              Pair        pair)
{
  const char *p = opening + 2;

  if (reader->is_unpaired[pair])
    return NULL;

  while ((p = strstr (p, pair_marks[pair])))
    {
      gsize n_marks = strspn (p, (char[]) { pair_marks[pair][0], '\0' });

      if (n_marks == 2 && p > opening + 2 && p[-1] != IDIO_MARKDOWN_LITERAL &&
          (pair > PAIR_STRUCK || !g_ascii_isspace (p[-1])))
        return p;

      p += n_marks;
    }

  reader->is_unpaired[pair] = TRUE;

  return NULL;
}

/* Returns: what comes after the pair, or after the first mark of highlighting; or @p if none begins here */
static const char *
read_pair (Reader     *reader,
           const char *p)
{
  for (Pair pair = 0; pair < N_PAIRS; pair++)
    {
      const char *closing;

      if (!opens (reader, p, pair) || (pair == PAIR_HIGHLIGHT && p < reader->highlight_end) ||
          !(closing = find_closing (reader, p, pair)))
        continue;

      if (pair != PAIR_HIGHLIGHT)
        return closing + 2;

      reader->highlight_end = closing;

      return p + 2;
    }

  return p;
}

/* What Obsidian shows of a link: the words after "|", or the note and the heading. The name of a block says nothing. */
static void
append_link (GString    *text,
             const char *link,
             gsize       length)
{
  g_autofree char *target = g_strndup (link, length);
  const char *words = strchr (target, '|');
  g_auto(GStrv) steps = g_strsplit (target, "#", -1);
  gsize start = text->len;

  if (words != NULL && words[1] != '\0')
    {
      g_string_append (text, words + 1);
      return;
    }

  for (guint i = 0; steps[i] != NULL; i++)
    {
      const char *step = g_strstrip (steps[i]);

      if (*step == '\0' || *step == '^')
        continue;

      if (text->len > start)
        g_string_append (text, " > ");

      g_string_append (text, step);
    }
}

/* Returns: what comes after a link to a note, a file that is shown, or the mark of a footnote; @p if there is none */
static const char *
read_brackets (Reader     *reader,
               const char *p)
{
  gboolean is_embed = idio_begins (p, "![[");
  const char *link = p + (is_embed ? 3 : 2), *end;

  if (idio_begins (p, "[^"))
    {
      gsize length = strcspn (link, " \t\n[]");

      return length > 0 && link[length] == ']' ? link + length + 1 : p;
    }

  if (!is_embed && !idio_begins (p, "[["))
    return p;

  end = link + strcspn (link, (char[]) { '[', ']', '\n', IDIO_MARKDOWN_LITERAL, IDIO_MARKDOWN_BREAK, '\0' });

  if (end == link || *link == ' ' || end - link > MAX_LINK_BYTES || !idio_begins (end, "]]"))
    return p;

  if (!is_embed)
    append_link (reader->text, link, (gsize) (end - link));

  return end + 2;
}

/* Struck in HTML. Returns: what comes after it */
static const char *
read_struck (Reader     *reader,
             const char *p)
{
  const char *end = reader->is_last_struck ? NULL : strchr (p, IDIO_MARKDOWN_UNSTRUCK);

  reader->is_last_struck = end == NULL;

  return (end != NULL ? end : p) + 1;
}

/* Where something was left out, one space is enough, and none before a mark of punctuation. */
static const char *
close_gap (Reader     *reader,
           const char *next)
{
  GString *text = reader->text;

  if (text->len == reader->n_before || text->str[text->len - 1] == '\n')
    return next + strspn (next, " ");

  if (text->str[text->len - 1] == ' ' && strchr (" \n.,;:?)", *next) != NULL)
    g_string_truncate (text, text->len - 1);

  return next;
}

static const char *
read_char (Reader     *reader,
           const char *p)
{
  gsize length = reader->text->len;
  const char *next = p;

  if (*p == IDIO_MARKDOWN_LITERAL && p[1] != '\0')
    {
      g_string_append_c (reader->text, p[1]);
      return p + 2;
    }

  if (p == reader->highlight_end)
    return p + 2;

  if (*p == IDIO_MARKDOWN_STRUCK)
    next = read_struck (reader, p);
  else if (*p == IDIO_MARKDOWN_UNSTRUCK)
    return p + 1;
  else if (*p == '[' || *p == '!')
    next = read_brackets (reader, p);
  else
    next = read_pair (reader, p);

  if (next == p)
    {
      g_string_append_c (reader->text, *p == IDIO_MARKDOWN_BREAK ? '\n' : *p);
      return p + 1;
    }

  return reader->text->len == length && p + 2 < next ? close_gap (reader, next) : next;
}

/**
 * idio_markdown_read_marks:
 * @text: a text
 * @start: where its last paragraph begins, in bytes
 * @tables: (inout): gets the tables
 *
 * Leaves of the paragraph what a reader sees: no struck words, comments, tables and math, and links to other notes by
 * their names.
 */
void
idio_markdown_read_marks (GString *text,
                          gsize    start,
                          GString *tables)
{
  g_autofree char *paragraph = NULL;
  Reader reader = { .text = text, .n_before = start };
  const char *p;

  remove_tables (text, start, tables);
  p = reader.start = paragraph = g_strdup (text->str + start);
  g_string_truncate (text, start);

  while (*p != '\0')
    p = read_char (&reader, p);

  while (text->len > start && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
}
