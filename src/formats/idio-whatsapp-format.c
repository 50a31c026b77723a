/* idio-whatsapp-format.c: a chat as WhatsApp exports it, and as other programs write one as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-evidence.h"
#include "formats/idio-chat-name.h"
#include "formats/idio-chat-phrases.h"
#include "formats/idio-format.h"
#include "formats/idio-local-time.h"
#include "formats/idio-text-pieces.h"
#include "formats/idio-transcript.h"

/* On iOS, a left-to-right mark is before messages by WhatsApp itself. */
#define PROGRAM_MARK "\xe2\x80\x8e"

typedef struct
{
  IdioTranscript *transcript;
  IdioChatStyle   style;
  IdioDateOrder   order;
  int             day[3];
} Chat;

static gsize
get_line_length (const char *line)
{
  return strcspn (line, "\n");
}

static const char *
get_next_line (const char *line,
               gsize       length)
{
  return line + length + (line[length] == '\n' ? 1 : 0);
}

static gboolean
whatsapp_matches (IdioSource *source)
{
  return idio_chat_evidence_find_style (source) != IDIO_CHAT_STYLE_NONE;
}

/* The order in which all dates are valid; if several are, that in which messages are in chronological order. */
static IdioDateOrder
find_order (IdioChatStyle  style,
            const char    *text)
{
  guint n_wrong[3] = { 0 }, n_back[3] = { 0 };
  int last[3] = { 0 };
  gboolean is_american = FALSE;
  guint best;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = get_line_length (line);
      IdioChatLine parsed;

      if (idio_chat_style_parse (style, line, length, &parsed) && parsed.has_date)
        {
          is_american = parsed.is_american;

          for (guint order = 0; order < 3; order++)
            {
              int day = idio_chat_line_get_day (&parsed, order);

              n_wrong[order] += !idio_chat_line_can_have (&parsed, order);
              n_back[order] += day < last[order];
              last[order] = day;
            }
        }

      line = get_next_line (line, length);
    }

  best = is_american ? IDIO_DATE_ORDER_MDY : IDIO_DATE_ORDER_DMY;

  for (guint order = 0; order < 3; order++)
    if (n_wrong[order] < n_wrong[best] || (n_wrong[order] == n_wrong[best] && n_back[order] < n_back[best]))
      best = order;

  return best;
}

/* Elsewhere than in names that WhatsApp gives, the name of the file is that of the conversation. */
static char *
dup_place (IdioSource *source)
{
  g_autofree char *title = idio_source_dup_title (source);
  const char *name = idio_chat_name_find (title);

  if (name != NULL)
    return g_strdup (name);

  /* In the archive it has this name. */
  return g_strcmp0 (idio_source_get_name (source), "_chat.txt") == 0 ? NULL : g_steal_pointer (&title);
}

/* The program signal-export writes the same lines into Markdown: quotes, links to attachments, and reactions. */
static void
cut_markdown (char *text)
{
  char *to = text, *reactions = g_strrstr (text, "(- ");

  if (reactions != NULL && g_str_has_suffix (text, " -)"))
    *reactions = '\0';

  for (const char *line = text, *next; *line != '\0'; line = next)
    {
      gsize length = get_line_length (line);

      next = get_next_line (line, length);

      if (*line == '>' || (strchr ("![", *line) != NULL && g_strstr_len (line, (gssize) length, "](") != NULL))
        continue;

      memmove (to, line, (gsize) (next - line));
      to += next - line;
    }

  *to = '\0';
}

static gboolean
filter_message (IdioEntry *message)
{
  if (idio_begins (message->text, PROGRAM_MARK))
    return FALSE;

  idio_chat_phrase_cut (message->text);
  g_strstrip (message->text);

  return !idio_chat_phrase_is_program (message->text);
}

static gboolean
filter_markdown (IdioEntry *message)
{
  cut_markdown (message->text);
  g_strstrip (message->text);

  if (g_str_equal (message->author, "Me"))
    message->flags |= IDIO_ENTRY_OWN;

  return filter_message (message);
}

/* The day of a time without a date stands above it. */
static GDateTime *
dup_time (const Chat         *self,
          const IdioChatLine *parsed)
{
  if (parsed->has_date)
    return idio_chat_line_dup_time (parsed, self->order);

  return g_date_time_new (idio_local_time_get_zone (), self->day[0], self->day[1], self->day[2],
                          MIN (parsed->hour, 23), parsed->minute, parsed->second);
}

static gboolean
read_line (Chat       *self,
           const char *line,
           gsize       length)
{
  IdioChatLine parsed;

  if (idio_chat_style_parse (self->style, line, length, &parsed))
    {
      char *author = parsed.author != NULL ? g_strndup (parsed.author, parsed.author_length) : NULL;

      if (!idio_transcript_begin (self->transcript, author, author != NULL ? dup_time (self, &parsed) : NULL))
        return FALSE;

      idio_transcript_append (self->transcript, parsed.text, (gsize) (line + length - parsed.text));

      return TRUE;
    }

  if (idio_chat_style_read_day (self->style, line, length, self->day))
    return idio_transcript_begin (self->transcript, NULL, NULL);

  idio_transcript_append (self->transcript, line, length);

  return TRUE;
}

static gboolean
read_piece (Chat       *self,
            const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = get_line_length (line);

      if (!read_line (self, line, length))
        return FALSE;

      line = get_next_line (line, length);
    }

  return TRUE;
}

static gboolean
whatsapp_read (IdioSource    *source,
               IdioTakeFunc   take,
               gpointer       data,
               GError       **error)
{
  g_autoptr(IdioTextPieces) pieces = idio_text_pieces_new (source);
  gboolean is_markdown = idio_source_has_suffix (source, ".md");
  g_autoptr(IdioTranscript) transcript = NULL;
  g_autoptr(GError) cause = NULL;
  Chat chat = { .style = idio_chat_evidence_find_style (source) };
  const char *text = idio_text_pieces_next (pieces, NULL, &cause);

  if (chat.style == IDIO_CHAT_STYLE_NONE)
    chat.style = IDIO_CHAT_STYLE_COLON;

  chat.transcript = transcript = idio_transcript_new (take, data, dup_place (source),
                                                      is_markdown ? filter_markdown : filter_message);
  chat.order = text != NULL ? find_order (chat.style, text) : IDIO_DATE_ORDER_DMY;

  for (; text != NULL; text = idio_text_pieces_next (pieces, NULL, &cause))
    if (!read_piece (&chat, text))
      return TRUE;

  /* What was read before an error is good. */
  idio_transcript_finish (transcript);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return cause == NULL;
}

const IdioFormat idio_whatsapp_format = {
  .name = "chat as text",
  .matches = whatsapp_matches,
  .read = whatsapp_read,
};
