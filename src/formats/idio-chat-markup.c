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

/* “<@U024BE7LH>” in Slack, of which the archive knows the name: the length of the account, or 0 */
static gsize
get_account_length (const char *inside)
{
  gsize length = strspn (inside, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

  return (*inside == 'U' || *inside == 'W') && inside[length] == '>' ? length : 0;
}

/* Slack writes a link as "<https://…|the words>", a channel as "<#C024|general>" and a call as "<!here>"; Discord a
 * person as "<@1234>" and an emoji of its own as "<:name:1234>". Returns where it ends. */
static const char *
append_reference (GString    *stripped,
                  const char *inside,
                  const char *end)
{
  const char *label = memchr (inside, '|', (gsize) (end - inside));

  if (*inside == '@' && get_account_length (inside + 1) > 0)
    {
      g_string_append_len (stripped, inside - 1, end - inside + 2);
    }
  else if (label != NULL)
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

/* A quote begins with “> ”, in Slack with “&gt;” and perhaps no space. With three of them it goes on to the end. */
static const char *
skip_quotes (const char *line)
{
  while (TRUE)
    {
      gboolean is_slack = idio_begins (line, "&gt;");
      const char *mark = is_slack ? "&gt;" : ">", *p = line;
      guint n_marks = 0;

      while (idio_begins (p, mark))
        {
          p += strlen (mark);
          n_marks++;
        }

      if (n_marks == 0 || (*p != ' ' && *p != '\n' && *p != '\0' &&
                           !(is_slack && g_unichar_isalpha (g_utf8_get_char (p)))))
        return line;

      p += strcspn (p, n_marks == 3 ? "" : "\n");
      line = p + (*p == '\n' ? 1 : 0);
    }
}

/**
 * idio_chat_markup_strip:
 * @text: a message
 *
 * Returns: (transfer full): the message with what a reader sees in place of references in angle brackets, and without
 *   the entities of Slack, and quotes. Accounts of Slack stay for idio_chat_markup_name_people()
 */
char *
idio_chat_markup_strip (const char *text)
{
  static const struct { const char *name; char c; } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' } };
  g_autoptr(GString) stripped = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      gsize length;

      if (p == text || p[-1] == '\n')
        p = skip_quotes (p);

      length = strcspn (p, "<&\n");
      length += p[length] == '\n' ? 1 : 0;
      const char *end;
      guint i;

      g_string_append_len (stripped, p, (gssize) length);
      p += length;

      if (length > 0)
        continue;

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
 * idio_chat_markup_name_people:
 * @text: a message that idio_chat_markup_strip() made
 * @names: (nullable) (element-type utf8 utf8): the name of each account
 *
 * Returns: (transfer full) (nullable): the message with names in place of accounts of Slack, or without those that have
 *   no name; %NULL if there are none in it
 */
char *
idio_chat_markup_name_people (const char *text,
                              GHashTable *names)
{
  g_autoptr(GString) named = NULL;
  const char *rest = text;

  for (const char *p = strstr (text, "<@"); p != NULL; p = strstr (p + 1, "<@"))
    {
      gsize length = get_account_length (p + 2);
      g_autofree char *account = g_strndup (p + 2, length);
      const char *name = names != NULL ? g_hash_table_lookup (names, account) : NULL;

      if (length == 0)
        continue;

      if (named == NULL)
        named = g_string_new (NULL);

      g_string_append_len (named, rest, p - rest);
      rest = p + length + strlen ("<@>");

      if (name != NULL)
        g_string_append (named, name);
      else if (*rest == ' ')
        rest++;
      else if (named->len > 0 && named->str[named->len - 1] == ' ')
        g_string_truncate (named, named->len - 1);
    }

  if (named == NULL)
    return NULL;

  g_string_append (named, rest);

  return g_string_free_and_steal (g_steal_pointer (&named));
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
