/* idio-reply.c: what a service answers, while it is read
 *
 * The dialects tell it what they found in each event; it keeps what all have in common: what counts as text, how long an
 * answer may be, and whether it is whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libsoup/soup.h>

#include "llm/idio-answer-filter.h"
#include "llm/idio-api-key.h"
#include "llm/idio-reply.h"
#include "llm/idio-service-error.h"

/* Servers hold themselves to the number of tokens that was asked for, or not. A token has some four bytes of text. */
#define MAX_TEXT_BYTES_A_TOKEN 64

struct _IdioReply
{
  IdioCompletion    *completion;
  char              *host;
  IdioApiKey        *key;
  IdioAnswerFilter  *filter;
  gsize              n_before;  /* bytes that were in the completion before */
  gsize              n_shown;   /* bytes of the filter's text that are in the completion */
  gsize              max_bytes;
  GError            *error;     /* that came inside of a stream */
  gint64             word_time; /* when the last word, thought or report came */
  IdioCompletionEnd  end;
  gboolean           prose;
  gboolean           closed;
  gboolean           thought;
  gboolean           tool;
  gboolean           in_parts;  /* the answer comes part by part */
};

/**
 * idio_reply_new:
 * @request: what was asked
 * @completion: what to fill
 * @host: (nullable): where the request goes, for sentences about it
 * @key: (nullable): the API key, which is blanked in what the service says
 *
 * Returns: (transfer full): a reply to that request, which may be sent several times
 */
IdioReply *
idio_reply_new (IdioChatRequest *request,
                IdioCompletion  *completion,
                const char      *host,
                const char      *key)
{
  IdioReply *self = g_new0 (IdioReply, 1);

  self->completion = g_object_ref (completion);
  self->host = g_strdup (host);
  self->key = key != NULL ? idio_api_key_copy (key) : NULL;
  self->n_before = idio_completion_get_length (completion);
  self->max_bytes = (gsize) request->max_tokens * MAX_TEXT_BYTES_A_TOKEN;
  self->prose = request->schema == NULL;
  idio_reply_begin (self);

  return self;
}

void
idio_reply_free (IdioReply *self)
{
  g_clear_object (&self->completion);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->key, idio_api_key_free);
  g_clear_pointer (&self->filter, idio_answer_filter_free);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * idio_reply_begin:
 * @self: a reply of which no text was seen
 *
 * The request is sent (again).
 */
void
idio_reply_begin (IdioReply *self)
{
  g_clear_pointer (&self->filter, idio_answer_filter_free);
  g_clear_error (&self->error);
  self->filter = idio_answer_filter_new (self->prose);
  self->n_shown = 0;
  self->word_time = g_get_monotonic_time ();
  self->end = IDIO_COMPLETION_END_NONE;
  self->closed = self->thought = self->tool = self->in_parts = FALSE;
}

IdioCompletion *
idio_reply_get_completion (IdioReply *self)
{
  return self->completion;
}

/* An answer that goes on for many times as long as it was asked to be is cut off, as the server should have. */
static void
show (IdioReply *self)
{
  const char *text = idio_answer_filter_get_text (self->filter);
  g_autofree char *start = NULL;
  gsize length;

  if (idio_answer_filter_take_rewritten (self->filter))
    {
      idio_completion_truncate (self->completion, self->n_before);
      self->n_shown = 0;
    }

  text += self->n_shown;
  length = strlen (text);
  self->n_shown += length;

  if (self->n_shown <= self->max_bytes)
    {
      idio_completion_append (self->completion, text);
      return;
    }

  length -= MIN (length, self->n_shown - self->max_bytes);
  start = g_strndup (text, (gsize) (g_utf8_find_prev_char (text, text + length + 1) - text));
  idio_completion_append (self->completion, start);
  self->end = IDIO_COMPLETION_END_LENGTH;
  self->closed = TRUE;
}

static void
flush (IdioReply *self)
{
  idio_answer_filter_end (self->filter);

  if (self->n_shown <= self->max_bytes)
    show (self);
}

/**
 * idio_reply_add_text:
 * @self: a reply
 * @text: (nullable): the next part of what the model wrote
 */
void
idio_reply_add_text (IdioReply  *self,
                     const char *text)
{
  if (text == NULL || *text == '\0' || self->closed)
    return;

  self->word_time = g_get_monotonic_time ();
  idio_answer_filter_push (self->filter, text);
  show (self);
}

/**
 * idio_reply_note_thought:
 * @self: a reply
 * @text: (nullable): what the model thought, which is not kept
 */
void
idio_reply_note_thought (IdioReply  *self,
                         const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  self->word_time = g_get_monotonic_time ();
  self->thought = TRUE;
}

/**
 * idio_reply_note_tool:
 * @self: a reply
 *
 * The model wants to use a tool, though it was given none.
 */
void
idio_reply_note_tool (IdioReply *self)
{
  self->tool = TRUE;
}

/**
 * idio_reply_note_part:
 * @self: a reply
 *
 * The answer comes in parts.
 */
void
idio_reply_note_part (IdioReply *self)
{
  self->in_parts = TRUE;
}

/**
 * idio_reply_is_in_parts:
 * @self: a reply
 *
 * Returns: whether parts of the answer came
 */
gboolean
idio_reply_is_in_parts (IdioReply *self)
{
  return self->in_parts;
}

/**
 * idio_reply_set_progress:
 * @self: a reply
 * @done: how many tokens of the request were read
 * @total: how many it has; 0 if the server does not tell
 */
void
idio_reply_set_progress (IdioReply *self,
                         gint64     done,
                         gint64     total)
{
  if (total <= 0)
    return;

  self->word_time = g_get_monotonic_time ();
  idio_completion_set_progress (self->completion, (double) done / (double) total);
}

/**
 * idio_reply_set_end:
 * @self: a reply
 * @end: why the model stopped writing
 */
void
idio_reply_set_end (IdioReply         *self,
                    IdioCompletionEnd  end)
{
  if (self->closed)
    return;

  self->word_time = g_get_monotonic_time ();
  self->end = end;
}

/**
 * idio_reply_close:
 * @self: a reply
 *
 * The server says that nothing more comes.
 */
void
idio_reply_close (IdioReply *self)
{
  self->closed = TRUE;
}

/**
 * idio_reply_fail:
 * @self: a reply
 * @error: (transfer full): why there is none
 */
void
idio_reply_fail (IdioReply *self,
                 GError    *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/**
 * idio_reply_fail_with:
 * @self: a reply
 * @body: what the service said in the stream about an error
 */
void
idio_reply_fail_with (IdioReply  *self,
                      const char *body)
{
  idio_reply_fail (self, idio_service_error_new (SOUP_STATUS_OK, body, self->host, self->key));
}

/**
 * idio_reply_refuse:
 * @self: a reply
 *
 * The model or the service declined to answer.
 */
void
idio_reply_refuse (IdioReply *self)
{
  idio_reply_fail (self, idio_provider_error_new (IDIO_PROVIDER_ERROR_REFUSED, self->host));
}

/**
 * idio_reply_discard:
 * @self: a reply
 * @n_tokens: how many tokens the request has too many
 *
 * The server read only a part of the request, so that its answer is none.
 */
void
idio_reply_discard (IdioReply *self,
                    guint      n_tokens)
{
  GError *error = idio_provider_error_new (IDIO_PROVIDER_ERROR_TOO_LONG, self->host);

  idio_provider_error_set_excess_tokens (error, n_tokens);
  idio_reply_fail (self, error);
  idio_completion_truncate (self->completion, self->n_before);
}

/**
 * idio_reply_is_closed:
 * @self: a reply
 *
 * Returns: whether no more is to be read
 */
gboolean
idio_reply_is_closed (IdioReply *self)
{
  return self->closed || self->error != NULL;
}

/**
 * idio_reply_has_text:
 * @self: a reply
 *
 * Returns: whether some of the answer was seen that is more than blanks
 */
gboolean
idio_reply_has_text (IdioReply *self)
{
  const char *text;

  if (idio_completion_get_length (self->completion) <= self->n_before)
    return FALSE;

  text = idio_completion_get_text (self->completion) + self->n_before;

  return text[strspn (text, " \t\r\n")] != '\0';
}

static gboolean
has_thought (IdioReply *self)
{
  return self->thought || idio_answer_filter_has_thought (self->filter);
}

/**
 * idio_reply_lacks_room:
 * @self: a reply
 *
 * Returns: whether the model was cut off while it thought, before the first word
 */
gboolean
idio_reply_lacks_room (IdioReply *self)
{
  return !idio_reply_has_text (self) && has_thought (self) && self->end == IDIO_COMPLETION_END_LENGTH;
}

/**
 * idio_reply_get_word_time:
 * @self: a reply
 *
 * Returns: when the last word, thought or report came, in the time of g_get_monotonic_time()
 */
gint64
idio_reply_get_word_time (IdioReply *self)
{
  return self->word_time;
}

/**
 * idio_reply_get_end:
 * @self: a reply
 *
 * Returns: why the model stopped writing, if it has
 */
IdioCompletionEnd
idio_reply_get_end (IdioReply *self)
{
  return self->end;
}

/**
 * idio_reply_finish:
 * @self: a reply
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * The stream has ended.
 *
 * Returns: whether the completion is whole
 */
gboolean
idio_reply_finish (IdioReply  *self,
                   GError    **error)
{
  /* What is held back before the first word is of no use without the rest, and keeps the request from being sent again. */
  if (self->error == NULL || idio_reply_has_text (self))
    flush (self);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  /* Some servers say that nothing more comes, but not why. */
  if (self->end == IDIO_COMPLETION_END_NONE && self->closed && idio_reply_has_text (self))
    self->end = IDIO_COMPLETION_END_STOP;

  idio_completion_set_end (self->completion, self->end);

  if (idio_reply_has_text (self) && self->end != IDIO_COMPLETION_END_NONE)
    return TRUE;

  if (idio_reply_has_text (self))
    g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, self->host));
  else if (has_thought (self))
    g_propagate_error (error, idio_provider_error_new_for_thought (self->host, self->end == IDIO_COMPLETION_END_LENGTH));
  else if (self->tool || self->end != IDIO_COMPLETION_END_NONE)
    g_propagate_error (error, idio_provider_error_new_for_nothing (self->tool));
  else
    g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, self->host));

  return FALSE;
}
