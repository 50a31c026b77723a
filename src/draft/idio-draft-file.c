/* idio-draft-file.c: drafts as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-draft-file.h"
#include "draft/idio-draft-lines.h"
#include "draft/idio-odt-writer.h"
#include "idio-save.h"

/* The first of each format is that of new files. */
static const struct
{
  const char      *suffix;
  IdioDraftFormat  format;
} suffixes[] = {
  { ".txt", IDIO_DRAFT_FORMAT_TEXT },
  { ".text", IDIO_DRAFT_FORMAT_TEXT },
  { ".md", IDIO_DRAFT_FORMAT_MARKDOWN },
  { ".markdown", IDIO_DRAFT_FORMAT_MARKDOWN },
  { ".odt", IDIO_DRAFT_FORMAT_ODT },
};

static gboolean
is_rule (const char *line)
{
  return *line == '-' && line[strspn (line, "-")] == '\0';
}

/* Markdown joins the lines of a paragraph, unless two spaces end a line; takes a dash before a name for a list, and a
 * line above dashes for a heading. */
static char *
make_markdown (const char *text)
{
  g_autoptr(GArray) lines = idio_draft_lines_read (text);
  g_auto(GStrv) raw = g_strsplit (text, "\n", -1);
  GString *markdown = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const IdioDraftLine *line = &g_array_index (lines, IdioDraftLine, i);
      const IdioDraftLine *next = i + 1 < lines->len ? line + 1 : NULL;
      gboolean is_text = line->kind == IDIO_DRAFT_LINE_TEXT;

      if (is_text && strchr ("-*+", *line->text) != NULL && line->text[1] == ' ')
        g_string_append_c (markdown, '\\');

      if (line->kind == IDIO_DRAFT_LINE_BULLET)
        g_string_append_printf (markdown, "- %s", line->text);
      else
        g_string_append (markdown, is_text ? line->text : g_strchomp (raw[i]));

      if (is_text && next != NULL && next->kind == IDIO_DRAFT_LINE_TEXT)
        g_string_append (markdown, is_rule (next->text) ? "\n" : "  ");

      g_string_append_c (markdown, '\n');
    }

  return g_string_free_and_steal (markdown);
}

/**
 * idio_draft_format_get_suffix:
 * @format: a format
 *
 * Returns: (transfer none): how the names of such files end
 */
const char *
idio_draft_format_get_suffix (IdioDraftFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (suffixes[i].format == format)
      return suffixes[i].suffix;

  g_return_val_if_reached (".txt");
}

/**
 * idio_draft_format_of_name:
 * @name: (nullable): the name of a file
 * @fallback: the format if the name does not tell it
 *
 * Returns: in what format a file of that name is expected to be
 */
IdioDraftFormat
idio_draft_format_of_name (const char      *name,
                           IdioDraftFormat  fallback)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i].suffix))
      return suffixes[i].format;

  return fallback;
}

/**
 * idio_draft_file_make:
 * @text: a draft
 * @format: what the file is to be
 *
 * Returns: (transfer full): what is in the file
 */
GBytes *
idio_draft_file_make (const char      *text,
                      IdioDraftFormat  format)
{
  char *contents;

  g_return_val_if_fail (text != NULL, NULL);

  if (format == IDIO_DRAFT_FORMAT_ODT)
    return idio_odt_write (text);

  contents = format == IDIO_DRAFT_FORMAT_MARKDOWN ? make_markdown (text)
                                                  : g_strconcat (text, g_str_has_suffix (text, "\n") ? "" : "\n", NULL);

  return g_bytes_new_take (contents, strlen (contents));
}

/**
 * idio_draft_file_save:
 * @file: where to
 * @text: a draft
 * @format: what the file is to be, unless its name tells another
 *
 * Returns: (transfer full): a future that resolves when it is saved
 */
DexFuture *
idio_draft_file_save (GFile           *file,
                      const char      *text,
                      IdioDraftFormat  format)
{
  g_autofree char *name = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  name = g_file_get_basename (file);
  bytes = idio_draft_file_make (text, idio_draft_format_of_name (name, format));

  return idio_save_bytes (file, bytes, G_FILE_CREATE_NONE);
}
