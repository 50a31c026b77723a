/* idio-prompt.c: from the files in data/prompts to messages
 *
 * A prompt is a Markdown file: below each heading "# system", "# user" or "# assistant" stands a message. {{name}} is
 * replaced by a value; a line whose only values are empty is left out. Lines that begin with "<!--" are comments. A
 * file NAME.schema.json beside it is the schema of the answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "llm/idio-prompt.h"

static char *
load (const char *name,
      const char *ending)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/prompts/", name, ending, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static GHashTable *
collect_values (va_list args)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *key;

  while ((key = va_arg (args, const char *)))
    {
      const char *value = va_arg (args, const char *);

      g_hash_table_insert (values, (gpointer) key, (gpointer) (value != NULL ? value : ""));
    }

  return values;
}

/* Appends a line with its values. A value is put in as it is, so that "{{" in a text means nothing. */
static void
append_line (GString    *message,
             const char *line,
             GHashTable *values)
{
  g_autoptr(GString) filled = g_string_new (NULL);
  guint n_values = 0, n_empty = 0;
  const char *open;

  while ((open = strstr (line, "{{")))
    {
      const char *close = strstr (open, "}}");
      g_autofree char *key = close != NULL ? g_strndup (open + 2, (gsize) (close - open - 2)) : NULL;
      const char *value = key != NULL ? g_hash_table_lookup (values, key) : NULL;

      if (value == NULL)
        g_error ("A prompt has a placeholder without a value: %s", open);

      g_string_append_len (filled, line, open - line);
      g_string_append (filled, value);
      n_values++;
      n_empty += *value == '\0';
      line = close + 2;
    }

  if (n_values > 0 && n_empty == n_values)
    return;

  g_string_append_printf (message, "%s%s\n", filled->str, line);
}

static gboolean
parse_heading (const char *line,
               IdioRole   *role)
{
  static const struct { const char *heading; IdioRole role; } headings[] = {
    { "# system", IDIO_ROLE_SYSTEM },
    { "# user", IDIO_ROLE_USER },
    { "# assistant", IDIO_ROLE_ASSISTANT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_equal (line, headings[i].heading))
      {
        *role = headings[i].role;
        return TRUE;
      }

  return FALSE;
}

static void
flush (IdioChatRequest *request,
       IdioRole         role,
       GString         *message)
{
  g_autofree char *content = g_strstrip (g_strdup (message->str));

  if (*content != '\0')
    idio_chat_request_add (request, role, content);

  g_string_truncate (message, 0);
}

static void
append_filled (IdioChatRequest *request,
               const char      *name,
               GHashTable      *values)
{
  g_autofree char *prompt = load (name, ".md");
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) message = g_string_new (NULL);
  IdioRole role = IDIO_ROLE_USER, next;

  if (prompt == NULL)
    g_error ("The prompt %s is missing", name);

  lines = g_strsplit (prompt, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "<!--"))
        continue;

      if (parse_heading (lines[i], &next))
        {
          flush (request, role, message);
          role = next;
        }
      else
        append_line (message, lines[i], values);
    }

  flush (request, role, message);

  if (request->schema == NULL)
    request->schema = load (name, ".schema.json");
}

/**
 * idio_prompt_new:
 * @name: the name of a file in `data/prompts`, without its ending
 * @...: the name of a placeholder and its value, in turn, then %NULL
 *
 * Prompts are parts of the program: one that is missing, or that has a placeholder without a value, is a mistake in
 * it. A value may be %NULL, which is like "".
 *
 * Returns: (transfer full): a request with the prompt's messages and schema
 */
IdioChatRequest *
idio_prompt_new (const char *name,
                 ...)
{
  IdioChatRequest *request = idio_chat_request_new ();
  g_autoptr(GHashTable) values = NULL;
  va_list args;

  va_start (args, name);
  values = collect_values (args);
  va_end (args);

  append_filled (request, name, values);

  return request;
}

/**
 * idio_prompt_append:
 * @request: a request
 * @name: the name of a file in `data/prompts`, without its ending
 * @...: as for idio_prompt_new()
 *
 * Adds the prompt's messages to @request.
 */
void
idio_prompt_append (IdioChatRequest *request,
                    const char      *name,
                    ...)
{
  g_autoptr(GHashTable) values = NULL;
  va_list args;

  va_start (args, name);
  values = collect_values (args);
  va_end (args);

  append_filled (request, name, values);
}
