/* idio-line-format.c: a chat of LINE, as its app exports it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-format.h"
#include "formats/idio-local-time.h"
#include "formats/idio-text-pieces.h"
#include "formats/idio-transcript.h"

typedef struct
{
  IdioTranscript *transcript;
  int             year;
  int             month;
  int             day;
} Chat;

/* "2025/05/12(Mon)" or "2025.05.12 Monday", on a line of its own before the messages of the day */
static gboolean
see_day (Chat       *self,
         const char *line)
{
  int year, month, day, n_read = 0;

  if ((sscanf (line, "%4d/%2d/%2d%n", &year, &month, &day, &n_read) != 3 &&
       sscanf (line, "%4d.%2d.%2d%n", &year, &month, &day, &n_read) != 3) ||
      strchr (line + n_read, '\t') != NULL || strlen (line + n_read) > 32)
    return FALSE;

  self->year = year;
  self->month = month;
  self->day = day;

  return TRUE;
}

/* "[Sticker]", "[写真]", "☎ 0:12": what is not words has brackets around it, in all languages. */
static gboolean
is_by_program (const char *text)
{
  return (*text == '[' && g_str_has_suffix (text, "]") && strpbrk (text, " \n") == NULL) ||
         idio_begins (text, "☎");
}

static gboolean
filter_message (IdioEntry *message)
{
  gsize length = strlen (message->text);

  /* A message of several lines has quotes around it. */
  if (length > 1 && strchr (message->text, '\n') != NULL && message->text[0] == '"' &&
      message->text[length - 1] == '"')
    {
      message->text[length - 1] = '\0';
      memmove (message->text, message->text + 1, length - 1);
    }

  return !is_by_program (message->text);
}

/* Before the first tab is the time: "09:14", "9:14 PM", "下午9:14". */
static gboolean
read_time (const char *line,
           const char *tab,
           int        *hour,
           int        *minute)
{
  const char *digits = line + strcspn (line, "0123456789\t");

  if (tab == NULL || digits >= tab || tab - line > 24 || sscanf (digits, "%2d:%2d", hour, minute) != 2)
    return FALSE;

  if (*hour < 12 && (g_strstr_len (line, tab - line, "P") != NULL || g_strstr_len (line, tab - line, "下") != NULL ||
                     g_strstr_len (line, tab - line, "後") != NULL || g_strstr_len (line, tab - line, "오후") != NULL))
    *hour += 12;

  return TRUE;
}

/* "09:14⇥Name⇥Message"; what the program tells has no second tab. Other lines go on with the message before. */
static gboolean
read_line (Chat       *self,
           const char *line,
           gsize       length)
{
  g_autofree char *head = g_strndup (line, MIN (length, 64));
  const char *end = line + length, *tab = memchr (line, '\t', length), *second, *text = line;
  int hour, minute;
  gboolean is_day = see_day (self, head);

  if (is_day || read_time (line, tab, &hour, &minute))
    {
      second = is_day ? NULL : memchr (tab + 1, '\t', (gsize) (end - tab - 1));

      if (second == NULL)
        return idio_transcript_begin (self->transcript, NULL, NULL);

      if (!idio_transcript_begin (self->transcript, g_strndup (tab + 1, (gsize) (second - tab - 1)),
                                  g_date_time_new (idio_local_time_get_zone (), self->year, self->month, self->day,
                                                   hour % 24, minute % 60, 0)))
        return FALSE;

      text = second + 1;
    }

  idio_transcript_append (self->transcript, text, (gsize) (end - text));

  return TRUE;
}

/* "[LINE] Chat history with Priya", "[LINE] Priyaとのトーク履歴", in the first line, and messages */
static gboolean
line_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  const char *start = size > 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? data + 3 : data;
  g_autofree char *head = NULL;
  int hour, minute;

  if ((gsize) (start - data) + 7 >= size || memcmp (start, "[LINE] ", 7) != 0)
    return FALSE;

  head = g_strndup (data, size);

  for (const char *line = head; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      const char *tab = memchr (line, '\t', length);

      if (read_time (line, tab, &hour, &minute) && memchr (tab + 1, '\t', (gsize) (line + length - tab - 1)) != NULL)
        return TRUE;

      line += length + (line[length] == '\n' ? 1 : 0);
    }

  return FALSE;
}

static gboolean
read_piece (Chat       *self,
            const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      if (!read_line (self, line, length))
        return FALSE;

      line += length + (line[length] == '\n' ? 1 : 0);
    }

  return TRUE;
}

static gboolean
line_read (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  g_autoptr(IdioTextPieces) pieces = idio_text_pieces_new (source);
  g_autoptr(IdioTranscript) transcript = NULL;
  g_autoptr(GError) cause = NULL;
  Chat chat = { 0 };
  const char *text;

  chat.transcript = transcript = idio_transcript_new (take, data, idio_source_dup_title (source), filter_message);

  while ((text = idio_text_pieces_next (pieces, NULL, &cause)))
    if (!read_piece (&chat, text))
      return TRUE;

  /* What was read before an error is good. */
  idio_transcript_finish (transcript);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return cause == NULL;
}

const IdioFormat idio_line_format = {
  .name = "LINE chat",
  .matches = line_matches,
  .read = line_read,
};
