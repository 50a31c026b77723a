/* idio-chat-markup.c: what is not words in messages of Slack and Discord
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-markup.h"

/* Longest reference; a link may be long. */
#define MAX_REFERENCE_BYTES 1024

static gboolean
is_reference (const char *inside)
{
  static const char * const beginnings[] = {
    "@", "#", "!", ":", "a:", "t:", "/", "http://", "https://", "mailto:", "id:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (idio_begins (inside, beginnings[i]))
      return TRUE;

  return FALSE;
}

/* Slack writes a link as "<https://…|the words>", a channel as "<#C024|general>" and a call as "<!here>"; Discord a
 * person as "<@1234>" and an emoji of its own as "<:name:1234>". Returns where it ends. */
static const char *
append_reference (GString    *stripped,
                  const char *inside,
                  const char *end)
{
  const char *label = memchr (inside, '|', (gsize) (end - inside));

  if (label != NULL)
    {
      if (*inside == '#' || *inside == '@')
        g_string_append_c (stripped, *inside);

      g_string_append_len (stripped, label + 1, end - label - 1);
    }
  else if (idio_begins (inside, "http"))
    {
      g_string_append_len (stripped, inside, end - inside);
    }
  else if (*inside == '!')
    {
      g_string_append_printf (stripped, "@%.*s", (int) (end - inside - 1), inside + 1);
    }
  else if (end[1] == ' ')
    {
      return end + 2;
    }

  return end + 1;
}

/**
 * idio_chat_markup_strip:
 * @text: a message
 *
 * Returns: (transfer full): the message with what a reader sees in place of references in angle brackets, and without
 *   the entities of Slack
 */
char *
idio_chat_markup_strip (const char *text)
{
  static const struct { const char *name; char c; } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' } };
  g_autoptr(GString) stripped = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      gsize length = strcspn (p, "<&");
      const char *end;
      guint i;

      g_string_append_len (stripped, p, (gssize) length);
      p += length;

      if (*p == '<' && is_reference (p + 1) && (end = memchr (p, '>', strnlen (p, MAX_REFERENCE_BYTES))) != NULL)
        {
          p = append_reference (stripped, p + 1, end);
          continue;
        }

      for (i = 0; i < G_N_ELEMENTS (entities); i++)
        if (idio_begins (p, entities[i].name))
          break;

      if (i < G_N_ELEMENTS (entities))
        {
          g_string_append_c (stripped, entities[i].c);
          p += strlen (entities[i].name);
        }
      else if (*p != '\0')
        {
          g_string_append_c (stripped, *p++);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&stripped));
}

/**
 * idio_chat_markup_no_code:
 * @text: a message
 *
 * Returns: (transfer full): the message without blocks of code between lines that begin with "```"
 */
char *
idio_chat_markup_no_code (const char *text)
{
  g_autoptr(GString) prose = g_string_new (NULL);
  gboolean in_code = FALSE;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      const char *mark = line + strspn (line, " \t");

      length += line[length] == '\n' ? 1 : 0;

      if (idio_begins (mark, "```") || idio_begins (mark, "~~~"))
        {
          const char *closing = g_strstr_len (mark + 3, line + length - mark - 3, "```");

          /* A block in one line */
          if (in_code || closing == NULL)
            in_code = !in_code;
        }
      else if (!in_code)
        {
          g_string_append_len (prose, line, (gssize) length);
        }

      line += length;
    }

  return g_string_free_and_steal (g_steal_pointer (&prose));
}
