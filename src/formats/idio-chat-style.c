/* idio-chat-style.c: how messages begin in the texts of conversations, by program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-style.h"

/* Maximum number of words of which a date and a time is made: “May 12, 2025, 9:14 PM” */
#define MAX_TIME_WORDS 5

/* Maximum length of a name on a line of its own, in bytes */
#define MAX_NAME_BYTES 120

typedef gboolean (*ParseFunc) (const char   *line,
                               const char   *end,
                               IdioChatLine *parsed);

static const char *
skip_spaces (const char *p,
             const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;

  return p;
}

static const char *
find_word_end (const char *p,
               const char *end)
{
  while (p < end && *p != ' ' && *p != '\t' && *p != '\r')
    p++;

  return p;
}

/* “AM”, “p.m.” */
static gboolean
is_half_of_day (const char *start,
                const char *end)
{
  static const char * const halves[] = { "am", "pm", "a.m.", "p.m." };

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    if ((gsize) (end - start) == strlen (halves[i]) && g_ascii_strncasecmp (start, halves[i], strlen (halves[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Returns: (nullable): where the time ends that a line begins with, in brackets or not */
static const char *
parse_beginning (const char   *line,
                 const char   *end,
                 IdioChatLine *parsed)
{
  const char *rest = NULL, *word = line;

  if (line < end && (*line == '[' || *line == '('))
    {
      const char *closing = memchr (line, *line == '[' ? ']' : ')', (gsize) (end - line));

      return closing != NULL && idio_chat_line_parse_time (line + 1, closing, TRUE, parsed) ? closing + 1 : NULL;
    }

  if (line == end || !g_ascii_isdigit (*line))
    return NULL;

  for (guint i = 0; i < MAX_TIME_WORDS && word < end; i++)
    {
      const char *word_end = find_word_end (word, end);
      IdioChatLine longer;

      if (word_end > word && (g_ascii_isdigit (word_end[-1]) || is_half_of_day (word, word_end)) &&
          idio_chat_line_parse_time (line, word_end, FALSE, &longer))
        {
          *parsed = longer;
          rest = word_end;
        }

      if (word_end == end || *word_end != ' ')
        break;

      word = skip_spaces (word_end, end);
    }

  return rest;
}

/* Programs for IRC put a sign before the name that tells the rank. */
static gboolean
set_nick (IdioChatLine *parsed,
          const char   *start,
          const char   *end)
{
  while (start < end && strchr ("@+%~&! ", *start) != NULL)
    start++;

  return idio_chat_line_set_author (parsed, start, end);
}

/* “* priya waves”, “*** Joins: priya”, “-!- priya has joined”, “--> priya” are told by the program. */
static gboolean
parse_angle (const char   *line,
             const char   *end,
             IdioChatLine *parsed)
{
  const char *rest = parse_beginning (line, end, parsed), *closing;

  if (rest == NULL || (rest = skip_spaces (rest, end)) == end)
    return FALSE;

  parsed->text = rest;

  if (*rest != '<' || idio_begins (rest, "<-"))
    return strchr ("*-=<", *rest) != NULL;

  if (!(closing = memchr (rest, '>', (gsize) (end - rest))) || !set_nick (parsed, rest + 1, closing))
    return FALSE;

  parsed->text = skip_spaces (closing + 1, end);

  return TRUE;
}

/* Tables have tabs, too, but seldom seconds. In the record of a meeting by Zoom there is a colon after the name. */
static gboolean
parse_tabs (const char   *line,
            const char   *end,
            IdioChatLine *parsed)
{
  const char *rest = parse_beginning (line, end, parsed), *tab;

  if (rest == NULL || rest == end || *rest != '\t' || !parsed->has_seconds ||
      !(tab = memchr (rest + 1, '\t', (gsize) (end - rest - 1))))
    return FALSE;

  parsed->text = tab + 1;

  if (tab[-1] == ':')
    return idio_chat_line_set_author (parsed, rest, tab - 1);

  /* “--”, “-->”, “ *” */
  return rest + 1 + strspn (rest + 1, " -<>*=!") == tab || set_nick (parsed, rest + 1, tab);
}

static gboolean
parse_brackets (const char   *line,
                const char   *end,
                IdioChatLine *parsed)
{
  const char *name_end = line < end && *line == '[' ? g_strstr_len (line, end - line, "] [") : NULL;
  const char *time_end = name_end != NULL ? memchr (name_end + 3, ']', (gsize) (end - name_end - 3)) : NULL;

  if (time_end == NULL || !idio_chat_line_parse_time (name_end + 3, time_end, TRUE, parsed))
    return FALSE;

  parsed->text = skip_spaces (time_end + 1, end);

  return idio_chat_line_set_author (parsed, line + 1, name_end);
}

/* “From Priya to Everyone:” with the message after it or below it, in old versions “From Priya : message” */
static gboolean
parse_from (const char   *line,
            const char   *end,
            IdioChatLine *parsed)
{
  static const struct { const char *from, *to; } words[] = {
    { "From ", " to " }, { "Von ", " an " }, { "De ", " à " }, { "De ", " a " }, { "De ", " para " }, { "Da ", " a " },
    { "Van ", " naar " }, { "Från ", " till " }, { "Od ", " do " }, { "От ", " до " },
  };
  const char *rest = parse_beginning (line, end, parsed), *name = rest != NULL ? skip_spaces (rest, end) : NULL;
  const char *colon = name != NULL ? memchr (name, ':', (gsize) (end - name)) : NULL;

  if (colon == NULL || !parsed->has_seconds)
    return FALSE;

  parsed->text = skip_spaces (colon + 1, end);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *author, *to;

      if (!idio_begins (name, words[i].from))
        continue;

      author = name + strlen (words[i].from);
      to = g_strstr_len (author, colon - author, words[i].to);

      if (to != NULL || colon[-1] == ' ')
        return idio_chat_line_set_author (parsed, author, to != NULL ? to : colon);
    }

  return FALSE;
}

/* A name that is all of a line is short, and does not end as a sentence does. */
static gboolean
set_lone_author (IdioChatLine *parsed,
                 const char   *start,
                 const char   *end)
{
  return idio_chat_line_set_author (parsed, start, end) && parsed->author_length <= MAX_NAME_BYTES &&
         strchr (".!?:;,", parsed->author[parsed->author_length - 1]) == NULL;
}

static gboolean
parse_name_first (const char   *line,
                  const char   *end,
                  IdioChatLine *parsed)
{
  const char *opening, *closing = end;

  while (closing > line && (g_ascii_isspace (closing[-1]) || closing[-1] == ':'))
    closing--;

  opening = g_strrstr_len (line, closing - line, ", [");

  if (opening == NULL || closing[-1] != ']' ||
      !idio_chat_line_parse_time (opening + 3, closing - 1, TRUE, parsed) || !parsed->has_date)
    return FALSE;

  parsed->text = end;

  return set_lone_author (parsed, line, opening);
}

/* People write “12.05.2025 09:14 Lisbon” above what they write that day; programs have brackets, or seconds. */
static gboolean
parse_name_last (const char   *line,
                 const char   *end,
                 IdioChatLine *parsed)
{
  const char *rest = parse_beginning (line, end, parsed);

  if (rest == NULL || !parsed->has_date || (!parsed->has_brackets && !parsed->has_seconds) || rest == end ||
      *rest != ' ')
    return FALSE;

  parsed->text = end;

  return set_lone_author (parsed, rest, end);
}

static gboolean
parse_colon (const char   *line,
             const char   *end,
             IdioChatLine *parsed)
{
  return idio_chat_line_parse (line, (gsize) (end - line), parsed);
}

static const ParseFunc parsers[] = {
  [IDIO_CHAT_STYLE_COLON] = parse_colon,
  [IDIO_CHAT_STYLE_ANGLE] = parse_angle,
  [IDIO_CHAT_STYLE_TABS] = parse_tabs,
  [IDIO_CHAT_STYLE_BRACKETS] = parse_brackets,
  [IDIO_CHAT_STYLE_FROM] = parse_from,
  [IDIO_CHAT_STYLE_NAME_FIRST] = parse_name_first,
  [IDIO_CHAT_STYLE_NAME_LAST] = parse_name_last,
};

/**
 * idio_chat_style_parse:
 * @style: how messages begin in a text
 * @line: a line of it, in valid UTF-8, which goes on with the end of the line or of the text
 * @length: its length in bytes, without the end of the line
 * @parsed: (out): what is in it; points into @line
 *
 * Returns: whether a message begins in this line, by a person or by the program
 */
gboolean
idio_chat_style_parse (IdioChatStyle  style,
                       const char    *line,
                       gsize          length,
                       IdioChatLine  *parsed)
{
  return parsers[style] (line, line + length, parsed);
}

/* “12 May”, in English, which is what programs for IRC write in */
static int
find_month (const char *line,
            const char *end)
{
  static const char * const months[] = {
    " Jan", " Feb", " Mar", " Apr", " May", " Jun", " Jul", " Aug", " Sep", " Oct", " Nov", " Dec",
  };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_strstr_len (line, end - line, months[i]) != NULL)
      return (int) i + 1;

  return 0;
}

/**
 * idio_chat_style_read_day:
 * @style: how messages begin in a text
 * @line: a line of it
 * @length: its length in bytes
 * @day: (inout): year, month and day of the messages that follow, with 0 for what is not known
 *
 * Looks for a line between messages that the program wrote: “--- Day changed Mon May 12 2025”, or
 * “--------------- 2025년 5월 12일 월요일 ---------------”.
 *
 * Returns: whether this is one: where messages have one line each, with or without a day
 */
gboolean
idio_chat_style_read_day (IdioChatStyle  style,
                          const char    *line,
                          gsize          length,
                          int            day[3])
{
  const char *end = line + length;
  int numbers[3] = { 0 }, month;
  guint n = 0;

  if ((style != IDIO_CHAT_STYLE_ANGLE && style != IDIO_CHAT_STYLE_TABS && style != IDIO_CHAT_STYLE_BRACKETS) ||
      (!idio_begins (line, "---") && !idio_begins (line, "***")))
    return FALSE;

  /* Times are no part of it. */
  for (const char *p = line; p < end && n < G_N_ELEMENTS (numbers);)
    {
      const char *digits = p;

      while (p < end && g_ascii_isdigit (*p))
        p++;

      if (p > digits && p - digits <= 4 && *p != ':' && (digits == line || digits[-1] != ':'))
        numbers[n++] = (int) g_ascii_strtoll (digits, NULL, 10);
      else if (p == digits)
        p++;
    }

  if (n == 3 && numbers[0] >= 1000)
    memcpy (day, numbers, sizeof numbers);
  else if (n == 2 && numbers[1] >= 1000 && (month = find_month (line, end)) > 0)
    memcpy (day, ((int[]) { numbers[1], month, numbers[0] }), sizeof numbers);
  else
    return style != IDIO_CHAT_STYLE_BRACKETS;

  return TRUE;
}
