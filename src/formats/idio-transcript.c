/* idio-transcript.c: a conversation in a text, message by message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-decode.h"
#include "formats/idio-joiner.h"
#include "formats/idio-transcript.h"

struct _IdioTranscript
{
  IdioJoiner           *joiner;
  IdioTranscriptFilter  filter;
  char                 *place;
  char                 *author;
  GDateTime            *time;
  GString              *text;
};

/**
 * idio_transcript_new:
 * @take: takes the messages of an author and a day, joined
 * @data: for @take
 * @place: (transfer full) (nullable): the conversation
 * @filter: (nullable): looks at each message
 *
 * Returns: (transfer full): a conversation of which nothing was read yet
 */
IdioTranscript *
idio_transcript_new (IdioTakeFunc          take,
                     gpointer              data,
                     char                 *place,
                     IdioTranscriptFilter  filter)
{
  IdioTranscript *self = g_new0 (IdioTranscript, 1);

  self->joiner = idio_joiner_new (take, data);
  self->filter = filter;
  self->place = place;
  self->text = g_string_new (NULL);

  return self;
}

void
idio_transcript_free (IdioTranscript *self)
{
  idio_joiner_free (self->joiner);
  g_free (self->place);
  g_free (self->author);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
end_message (IdioTranscript *self)
{
  g_autoptr(IdioEntry) message = NULL;

  if (self->author == NULL)
    return TRUE;

  message = idio_entry_new (IDIO_MEDIUM_CHAT, g_strdup (g_strstrip (self->text->str)));
  message->author = g_steal_pointer (&self->author);
  message->place = g_strdup (self->place);
  g_string_truncate (self->text, 0);

  if (self->filter != NULL && !self->filter (message))
    return TRUE;

  return idio_joiner_add (self->joiner, g_steal_pointer (&message), self->time);
}

/**
 * idio_transcript_begin:
 * @self: a conversation
 * @author: (transfer full) (nullable): who wrote the message that begins here, or %NULL if the program did
 * @time: (transfer full) (nullable): when it was written
 *
 * Ends the message before.
 *
 * Returns: whether to go on
 */
gboolean
idio_transcript_begin (IdioTranscript *self,
                       char           *author,
                       GDateTime      *time)
{
  gboolean goes_on = end_message (self);

  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = time;
  self->author = author;

  if (author != NULL)
    {
      idio_decode_tidy (author, NULL);
      g_strstrip (author);
    }

  return goes_on;
}

/**
 * idio_transcript_append:
 * @self: a conversation
 * @line: a line of the message, or what of it is not its head
 * @length: its length in bytes, without the end of the line
 */
void
idio_transcript_append (IdioTranscript *self,
                        const char     *line,
                        gsize           length)
{
  if (self->author == NULL)
    return;

  g_string_append_len (self->text, line, (gssize) length);
  g_string_append_c (self->text, '\n');
}

/**
 * idio_transcript_finish:
 * @self: a conversation
 *
 * Hands out what is still held.
 *
 * Returns: whether to go on
 */
gboolean
idio_transcript_finish (IdioTranscript *self)
{
  return idio_transcript_begin (self, NULL, NULL) && idio_joiner_finish (self->joiner);
}
