/* idio-whatsapp-format.c: a chat as WhatsApp exports it, and programs that write the same for Signal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-line.h"
#include "formats/idio-chat-phrases.h"
#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-joiner.h"
#include "formats/idio-nuls.h"
#include "formats/idio-text-pieces.h"

/* Minimum number of messages at the top for a text to be a chat */
#define MESSAGES_THAT_TELL 3

/* Look for them in this many bytes */
#define HEAD_BYTES (16 * 1024)

/* On iOS, a left-to-right mark is before messages by WhatsApp itself. */
#define PROGRAM_MARK "\xe2\x80\x8e"

typedef struct
{
  IdioJoiner    *joiner;
  IdioDateOrder  order;
  char          *place;
  char          *author;
  GDateTime     *time;
  GString       *text;
  gboolean       is_markdown;
} Chat;

static void
chat_clear (Chat *self)
{
  idio_joiner_free (self->joiner);
  g_free (self->place);
  g_free (self->author);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chat, chat_clear)

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
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *head = NULL, *without_nuls = NULL;
  guint n_lines = 0, n_messages = 0;
  IdioChatLine parsed;

  if (memchr (data, '\0', size) != NULL && !idio_nuls_are_few (data, size))
    return FALSE;

  without_nuls = idio_nuls_drop (data, &size);
  head = g_utf8_make_valid (without_nuls, (gssize) MIN (size, HEAD_BYTES));

  for (const char *line = head, *next; *line != '\0' && n_messages < MESSAGES_THAT_TELL; line = next)
    {
      gsize length = get_line_length (line);

      next = get_next_line (line, length);

      if (strspn (line, " \t\r") >= length)
        continue;

      n_lines++;

      if (idio_chat_line_parse (line, length, &parsed))
        n_messages++;
      else if (n_messages == 0)
        return FALSE;
    }

  return n_messages == MESSAGES_THAT_TELL || (n_messages > 1 && n_lines <= 2 * n_messages);
}

/* The order in which all dates are valid; if several are, that in which messages are in chronological order. */
static IdioDateOrder
find_order (const char *text)
{
  guint n_wrong[3] = { 0 }, n_back[3] = { 0 };
  int last[3] = { 0 };
  gboolean is_american = FALSE;
  guint best;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = get_line_length (line);
      IdioChatLine parsed;

      if (idio_chat_line_parse (line, length, &parsed))
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

/* "WhatsApp Chat with Priya.txt", in languages where the name comes last; elsewhere the name of the file is kept. */
static char *
dup_place (IdioSource *source)
{
  static const char * const prefixes[] = {
    "WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp-Chat mit ", "Discussion WhatsApp avec ",
    "Chat de WhatsApp con ", "Conversa do WhatsApp com ", "Chat WhatsApp con ", "WhatsApp-chat met ",
    "Чат WhatsApp с контактом ", "WhatsApp-chatt med ", "Czat WhatsApp z ",
  };
  g_autofree char *title = idio_source_dup_title (source);

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (idio_begins (title, prefixes[i]))
      return g_strdup (title + strlen (prefixes[i]));

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
end_message (Chat *self)
{
  IdioEntry *message;
  g_autofree char *text = g_strdup (g_strstrip (self->text->str));

  g_string_truncate (self->text, 0);

  if (self->author == NULL || idio_begins (text, PROGRAM_MARK))
    return TRUE;

  if (self->is_markdown)
    cut_markdown (text);

  idio_chat_phrase_cut (text);
  g_strstrip (text);

  if (idio_chat_phrase_is_program (text))
    return TRUE;

  message = idio_entry_new (IDIO_MEDIUM_CHAT, g_steal_pointer (&text));
  message->author = g_strdup (self->author);
  message->flags = self->is_markdown && g_str_equal (self->author, "Me") ? IDIO_ENTRY_OWN : 0;
  message->place = g_strdup (self->place);

  return idio_joiner_add (self->joiner, message, self->time);
}

static gboolean
begin_message (Chat               *self,
               const IdioChatLine *parsed)
{
  if (!end_message (self))
    return FALSE;

  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->time, g_date_time_unref);

  if (parsed->author == NULL)
    return TRUE;

  self->time = idio_chat_line_dup_time (parsed, self->order);
  self->author = g_strndup (parsed->author, parsed->author_length);
  idio_decode_tidy (self->author, NULL);

  return TRUE;
}

static gboolean
read_piece (Chat       *self,
            const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = get_line_length (line);
      IdioChatLine parsed;
      const char *rest = line;

      if (idio_chat_line_parse (line, length, &parsed))
        {
          if (!begin_message (self, &parsed))
            return FALSE;

          rest = parsed.text;
        }

      g_string_append_len (self->text, rest, line + length - rest);
      g_string_append_c (self->text, '\n');
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
  g_autoptr(GError) cause = NULL;
  g_auto(Chat) chat = { 0 };
  const char *text = idio_text_pieces_next (pieces, NULL, &cause);

  chat.text = g_string_new (NULL);
  chat.joiner = idio_joiner_new (take, data);
  chat.order = text != NULL ? find_order (text) : IDIO_DATE_ORDER_DMY;
  chat.place = dup_place (source);
  chat.is_markdown = idio_source_has_suffix (source, ".md");

  for (; text != NULL; text = idio_text_pieces_next (pieces, NULL, &cause))
    if (!read_piece (&chat, text))
      return TRUE;

  /* What was read before an error is good. */
  if (end_message (&chat))
    idio_joiner_finish (chat.joiner);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return cause == NULL;
}

const IdioFormat idio_whatsapp_format = {
  .name = "WhatsApp chat",
  .matches = whatsapp_matches,
  .read = whatsapp_read,
};
