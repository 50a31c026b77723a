/* idio-markdown-code.c: whether an indented block is code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-markdown-code.h"

/* What is in hardly any sentence */
#define CODE_CHARACTERS "{}[]<>=|\\_^~`"

/* Largest number of lines for each that looks like code: the others are words, such as "else". */
#define LINES_PER_CODE 3

/* What commands, comments and options begin with */
static const char * const starts[] = { "$ ", "% ", "#", "//", "/*", "--", "./", "../", "~/", "@" };

/* What calls, paths and statements have in them */
static const char * const insides[] = { "()", "://", "\": ", "::", "->", " && ", "*/" };

static gboolean
is_code_line (const char *line)
{
  const char *option = strstr (line, " -");
  gsize length = strlen (line);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (idio_begins (line, starts[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (insides); i++)
    if (strstr (line, insides[i]) != NULL)
      return TRUE;

  /* "ls -l", and no dash between words */
  if (option != NULL && g_ascii_isalnum (option[2]))
    return TRUE;

  return strpbrk (line, CODE_CHARACTERS) != NULL || (length > 1 && line[length - 1] == ';' && line[length - 2] == ')');
}

/**
 * idio_markdown_is_code:
 * @block: lines that Markdown takes for code as they are indented
 *
 * People indent verses and letters, too. A sentence has no braces, and no marks of a command.
 *
 * Returns: whether enough of the lines look like code
 */
gboolean
idio_markdown_is_code (const char *block)
{
  g_auto(GStrv) lines = g_strsplit (block, "\n", -1);
  guint n_lines = 0, n_code = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      n_lines += *lines[i] != '\0';
      n_code += *lines[i] != '\0' && is_code_line (lines[i]);
    }

  return n_code > 0 && n_code * LINES_PER_CODE >= n_lines;
}
