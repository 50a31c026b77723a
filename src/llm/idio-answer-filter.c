/* idio-answer-filter.c: an answer without what the model wrote around it
 *
 * Works on text as it streams, split anywhere, in two steps. The first drops what the model thought, between tags such as
 * <think> and </think>. The second, for prose only, drops a first line that announces the text, and the code fence
 * around the whole of it. Nothing here does I/O.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-answer-filter.h"
#include "llm/idio-chatter.h"

#define FENCE "```"

/* Nothing that is held back in the beginning is longer. */
#define MAX_START_BYTES 1024

#define MAX_TAG_BYTES 16

/* Chatter after the text is short. */
#define MAX_CHATTER_BYTES 200

typedef enum
{
  STATE_START,   /* the first line, which may be an announcement or a fence */
  STATE_PLAIN,
  STATE_FENCED,
  STATE_AFTER,   /* the fence is closed, and nothing came after it */
  STATE_DROPPED, /* an announcement, a fenced text, and then a little more chatter */
} State;

static const struct { const char *open, *close; } tags[] = {
  { "<think>", "</think>" },
  { "<thinking>", "</thinking>" },
  { "<thought>", "</thought>" },
  { "<reasoning>", "</reasoning>" },
  { "[THINK]", "[/THINK]" }, /* Mistral */
};

struct _IdioAnswerFilter
{
  GString    *text;      /* the answer so far */
  GString    *pending;   /* what may become a tag, or a thought that began in the middle and may have no end */
  gsize       n_scanned; /* bytes of it without a closing tag */
  const char *open;      /* of the thought that is being read, or was read last */
  const char *close;     /* of the thought that is being read */
  guint       n_nested;  /* opening tags in thoughts before the answer, whose closing tags are to come */
  GString    *line;      /* what may become an announcement or a fence */
  GString    *gap;       /* line ends before what may be the closing fence */
  GString    *fenced;    /* all since the opening fence, in case it is not around the whole answer */
  guint       depth;     /* of fences within the outer one */
  gsize       n_chatter; /* bytes after the closing fence */
  State       state;
  char        first;     /* the first visible byte of the answer, 0 if there is none yet */
  gboolean    prose;
  gboolean    in_line;   /* within a fenced line that is no fence itself */
  gboolean    stripped;  /* something before the answer was dropped */
  gboolean    announced;
  gboolean    has_thought;
  gboolean    rewritten;
  gboolean    ended;
};

/**
 * idio_answer_filter_new:
 * @prose: whether the answer is a text, and not JSON, which is left as it is but for thoughts before it
 *
 * Returns: (transfer full): a filter for one answer
 */
IdioAnswerFilter *
idio_answer_filter_new (gboolean prose)
{
  IdioAnswerFilter *self = g_new0 (IdioAnswerFilter, 1);

  self->text = g_string_new (NULL);
  self->pending = g_string_new (NULL);
  self->line = g_string_new (NULL);
  self->gap = g_string_new (NULL);
  self->fenced = g_string_new (NULL);
  self->prose = prose;
  self->state = prose ? STATE_START : STATE_PLAIN;

  return self;
}

void
idio_answer_filter_free (IdioAnswerFilter *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->pending, TRUE);
  g_string_free (self->line, TRUE);
  g_string_free (self->gap, TRUE);
  g_string_free (self->fenced, TRUE);
  g_free (self);
}

static void
add_text (IdioAnswerFilter *self,
          const char       *text,
          gsize             length)
{
  for (gsize i = 0; self->first == '\0' && i < length; i++)
    if (!g_ascii_isspace (text[i]))
      self->first = text[i];

  g_string_append_len (self->text, text, (gssize) length);
}

static void
set_plain (IdioAnswerFilter *self)
{
  add_text (self, self->line->str, self->line->len);
  g_string_truncate (self->line, 0);
  self->state = STATE_PLAIN;
}

/* "```", perhaps with the name of a language */
static gboolean
is_fence (const char *line)
{
  const char *info = line + strlen (FENCE);

  if (!g_str_has_prefix (line, FENCE))
    return FALSE;

  info += strspn (info, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-");

  return info[strspn (info, " \t\r\n")] == '\0';
}

static gboolean
is_closing_fence (const char *line)
{
  return is_fence (line) && line[strlen (FENCE) + strspn (line + strlen (FENCE), " \t\r\n")] == '\0';
}

/* A text may be fenced by mistake, and code may not. */
static gboolean
is_prose_fence (const char *line)
{
  static const char * const kinds[] = { "", "markdown", "md", "text", NULL };
  g_autofree char *info = NULL;

  if (!is_fence (line))
    return FALSE;

  info = g_ascii_strdown (line + strlen (FENCE), -1);

  return g_strv_contains (kinds, g_strstrip (info));
}

/* What was held back is looked at whenever more of it has come: it is one line at most. */
static void
read_start (IdioAnswerFilter *self,
            gboolean          ended)
{
  const char *start = self->line->str + strspn (self->line->str, " \t\r\n");
  const char *end = strchr (start, '\n');
  g_autofree char *first = g_strndup (start, end != NULL ? (gsize) (end - start) : strlen (start));

  if (self->stripped)
    g_string_erase (self->line, 0, start - self->line->str);

  if (*first == '\0' && self->line->len <= MAX_START_BYTES)
    return;

  if (end == NULL && !ended && self->line->len <= MAX_START_BYTES &&
      (g_str_has_prefix (FENCE, first) || is_fence (first) || idio_chatter_may_begin (first)))
    return;

  if (end != NULL && is_prose_fence (first))
    {
      self->state = STATE_FENCED;
      g_string_assign (self->fenced, first);
      g_string_append_c (self->fenced, '\n');
      g_string_truncate (self->line, 0);
    }
  else if (end != NULL && !self->announced && idio_chatter_is_line (first))
    {
      self->announced = self->stripped = TRUE;
      g_string_truncate (self->line, 0);
    }
  else
    set_plain (self);
}

static void
flush_fenced_line (IdioAnswerFilter *self)
{
  add_text (self, self->gap->str, self->gap->len);
  add_text (self, self->line->str, self->line->len);
  g_string_truncate (self->gap, 0);
  g_string_truncate (self->line, 0);
}

static void
end_fenced_line (IdioAnswerFilter *self)
{
  if (!self->in_line && is_closing_fence (self->line->str) && self->depth-- == 0)
    {
      g_string_truncate (self->line, 0);
      self->state = STATE_AFTER;
      return;
    }

  if (!self->in_line && is_fence (self->line->str) && !is_closing_fence (self->line->str))
    self->depth++;

  flush_fenced_line (self);
  g_string_append_c (self->gap, '\n');
  self->in_line = FALSE;
}

static void
read_fenced (IdioAnswerFilter *self,
             char              c)
{
  g_string_append_c (self->fenced, c);

  if (c == '\n')
    {
      end_fenced_line (self);
      return;
    }

  g_string_append_c (self->line, c);

  /* All of a line that begins as a fence is held back until its end. */
  if (self->in_line || strncmp (self->line->str, FENCE, MIN (self->line->len, strlen (FENCE))) != 0)
    {
      self->in_line = TRUE;
      flush_fenced_line (self);
    }
}

/* The fence was not around the whole of the text. */
static void
restore_fenced (IdioAnswerFilter *self)
{
  g_string_assign (self->text, self->fenced->str);
  self->rewritten = TRUE;
  self->state = STATE_PLAIN;
}

static void
read_after (IdioAnswerFilter *self,
            char              c)
{
  g_string_append_c (self->fenced, c);

  if (g_ascii_isspace (c))
    return;

  if (self->announced)
    {
      self->n_chatter = 1;
      self->state = STATE_DROPPED;
    }
  else
    restore_fenced (self);
}

/* What is long, or has a fence of its own, is the rest of the text. */
static void
read_dropped (IdioAnswerFilter *self,
              char              c)
{
  const char *chatter;

  g_string_append_c (self->fenced, c);
  chatter = self->fenced->str + self->fenced->len - ++self->n_chatter;

  if (self->n_chatter > MAX_CHATTER_BYTES || strstr (chatter, FENCE) != NULL)
    restore_fenced (self);
}

static void
read_text (IdioAnswerFilter *self,
           const char       *text,
           gsize             length)
{
  for (const char *p = text; p < text + length; p++)
    switch (self->state)
      {
      case STATE_START:
        {
          /* Until the end of the text or of the line, for all of which the outcome is the same */
          const char *end = memchr (p, '\n', (gsize) (text + length - p));
          gsize n = end != NULL ? (gsize) (end + 1 - p) : (gsize) (text + length - p);

          g_string_append_len (self->line, p, (gssize) n);
          read_start (self, FALSE);
          p += n - 1;
          break;
        }

      case STATE_FENCED:
        read_fenced (self, *p);
        break;

      case STATE_AFTER:
        read_after (self, *p);
        break;

      case STATE_DROPPED:
        read_dropped (self, *p);
        break;

      case STATE_PLAIN:
      default:
        add_text (self, p, (gsize) (text + length - p));
        return;
      }
}

static gboolean
has_begun (IdioAnswerFilter *self)
{
  return self->first != '\0' || self->line->str[strspn (self->line->str, " \t\r\n")] != '\0';
}

static void
note_thought (IdioAnswerFilter *self)
{
  self->has_thought = TRUE;

  if (self->prose && !has_begun (self))
    {
      self->stripped = TRUE;
      g_string_truncate (self->line, 0);
      self->state = STATE_START;
    }
}

/* All so far is a thought. */
static void
drop_all (IdioAnswerFilter *self)
{
  self->rewritten = self->text->len > 0;
  g_string_truncate (self->text, 0);
  g_string_truncate (self->line, 0);
  g_string_truncate (self->gap, 0);
  self->first = '\0';
  self->depth = 0;
  self->in_line = self->announced = FALSE;
  note_thought (self);
}

/* A closing tag without the opening one: the opening one was part of the prompt. */
static void
take_back (IdioAnswerFilter *self)
{
  if (!self->has_thought)
    drop_all (self);
}

/* The closing tag of a thought around the one that was taken for all of it */
static gboolean
closes_nested (IdioAnswerFilter *self,
               const char       *start,
               gsize             length)
{
  return self->n_nested > 0 && g_ascii_strncasecmp (start + 2, self->open + 1, length - 2) == 0;
}

/* In JSON, tags are members' business. */
static gboolean
knows_tags (IdioAnswerFilter *self,
            gboolean          opening)
{
  if (self->prose)
    return TRUE;

  return opening ? self->first == '\0' : self->first != '{' && self->first != '[';
}

/* A tag of a thought begins a line, or the answer. Elsewhere it is what the text is about. */
static gboolean
at_line_start (IdioAnswerFilter *self)
{
  GString *last = self->line->len > 0 ? self->line : self->gap->len > 0 ? self->gap : self->text;

  return !has_begun (self) || (last->len > 0 && last->str[last->len - 1] == '\n');
}

/* Looks at the "<" or "[" that @start begins with. Returns how much of it was read; 0 if it takes more to tell. */
static gsize
read_tag (IdioAnswerFilter *self,
          const char       *start)
{
  gsize available = strnlen (start, MAX_TAG_BYTES);
  gboolean partial = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    for (guint opening = 0; opening < 2; opening++)
      {
        const char *tag = opening ? tags[i].open : tags[i].close;
        gsize length = strlen (tag);

        if (!knows_tags (self, opening) || g_ascii_strncasecmp (start, tag, MIN (length, available)) != 0)
          continue;

        if (available < length)
          {
            partial = TRUE;
            continue;
          }

        if (!opening && start[length] == '\0' && !self->ended)
          {
            /* The next character tells whether it ends a thought. */
            partial = TRUE;
            continue;
          }

        if (!opening && closes_nested (self, start, length))
          {
            self->n_nested--;
            drop_all (self);
            return length;
          }

        if (opening ? !at_line_start (self)
                    : !at_line_start (self) && strchr ("\r\n{[", start[length]) == NULL)
          continue;

        if (opening)
          {
            self->open = tags[i].open;
            self->close = tags[i].close;
          }
        else
          take_back (self);

        return length;
      }

  if (partial)
    return 0;

  read_text (self, start, 1);

  return 1;
}

static const char *
find_tag (const char *text,
          const char *tag)
{
  for (const char *p = strchr (text, *tag); p != NULL; p = strchr (p + 1, *tag))
    if (g_ascii_strncasecmp (p, tag, strlen (tag)) == 0)
      return p;

  return NULL;
}

/* A tag that begins in the last bytes may not be whole yet, but then these stay for the next time. */
static void
note_nested (IdioAnswerFilter *self,
             const char       *start,
             gsize             length)
{
  for (const char *p = start; (p = find_tag (p, self->open)) != NULL && p < start + length; p++)
    self->n_nested++;
}

/* Reads the thought that goes on at @at. Returns FALSE if it has not come to its end. */
static gboolean
read_thought (IdioAnswerFilter *self,
              gsize            *at)
{
  const char *start = self->pending->str + *at;
  const char *end = find_tag (start + self->n_scanned, self->close);
  gsize length = self->pending->len - *at;

  if (end == NULL)
    {
      self->n_scanned = length - MIN (length, strlen (self->close) - 1);

      /* A thought in the middle may be none: it is kept until it ends. */
      if (!has_begun (self))
        {
          note_nested (self, start, self->n_scanned);
          note_thought (self);
          *at += self->n_scanned;
          self->n_scanned = 0;
        }

      return FALSE;
    }

  if (!has_begun (self))
    note_nested (self, start, (gsize) (end - start));

  note_thought (self);
  *at += (gsize) (end - start) + strlen (self->close);
  self->close = NULL;
  self->n_scanned = 0;

  return TRUE;
}

/**
 * idio_answer_filter_push:
 * @self: a filter
 * @text: the next part of what the model wrote
 */
void
idio_answer_filter_push (IdioAnswerFilter *self,
                         const char       *text)
{
  gsize at = 0, n_tag;

  g_string_append (self->pending, text);

  while (self->close == NULL || read_thought (self, &at))
    {
      gsize n = strcspn (self->pending->str + at, "<[");

      read_text (self, self->pending->str + at, n);
      at += n;

      if (at == self->pending->len || (n_tag = read_tag (self, self->pending->str + at)) == 0)
        break;

      /* The tag of a thought in the middle stays before it until it has ended. */
      if (self->close != NULL && has_begun (self))
        self->n_scanned = n_tag;
      else
        at += n_tag;
    }

  g_string_erase (self->pending, 0, (gssize) at);
}

/**
 * idio_answer_filter_end:
 * @self: a filter
 *
 * No more text comes. What was held back, as it might have become something to drop, is text.
 */
void
idio_answer_filter_end (IdioAnswerFilter *self)
{
  /* A closing tag may have waited for what comes after it. */
  self->ended = TRUE;

  if (self->close == NULL)
    idio_answer_filter_push (self, "");

  if (self->close == NULL || has_begun (self))
    read_text (self, self->pending->str, self->pending->len);

  g_string_truncate (self->pending, 0);

  if (self->state == STATE_START)
    {
      read_start (self, TRUE);

      if (!self->stripped)
        set_plain (self);
    }
  else if (self->state == STATE_FENCED && !(self->depth == 0 && !self->in_line && is_closing_fence (self->line->str)))
    flush_fenced_line (self);
}

/**
 * idio_answer_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none): the answer so far
 */
const char *
idio_answer_filter_get_text (IdioAnswerFilter *self)
{
  return self->text->str;
}

/**
 * idio_answer_filter_has_thought:
 * @self: a filter
 *
 * Returns: whether a thought was dropped
 */
gboolean
idio_answer_filter_has_thought (IdioAnswerFilter *self)
{
  return self->has_thought;
}

/**
 * idio_answer_filter_take_rewritten:
 * @self: a filter
 *
 * Returns: whether the answer is no longer the one of the last call with something added
 */
gboolean
idio_answer_filter_take_rewritten (IdioAnswerFilter *self)
{
  gboolean rewritten = self->rewritten;

  self->rewritten = FALSE;

  return rewritten;
}
