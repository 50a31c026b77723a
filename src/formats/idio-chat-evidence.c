/* idio-chat-evidence.c: whether a text is a conversation, and not a diary or a log with dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-evidence.h"
#include "formats/idio-chat-phrases.h"
#include "formats/idio-nuls.h"
#include "formats/idio-utf8.h"

/* Minimum number of messages for a conversation that has nothing else to tell it */
#define MESSAGES_THAT_TELL 3

/* Maximum number of lines that a program writes above the first message */
#define MAX_TITLE_LINES 4

/* At least all but one in this many dated lines have an author, if nothing else tells that a program wrote them. */
#define HEADS_PER_NOTICE 5

/* Minimum number of digits of a phone number with its country, by which “+1 hour” is none */
#define MIN_PHONE_DIGITS 7

/* Marks of direction, which only programs write before a message */
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"

typedef struct
{
  GHashTable *n_by_author;
  guint       n_title_lines;
  guint       n_lines;
  guint       n_heads;
  guint       n_messages;
  guint       n_recurring;
  gboolean    is_by_program;
} Evidence;

static void
evidence_clear (Evidence *self)
{
  g_clear_pointer (&self->n_by_author, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evidence, evidence_clear)

/* The first line, in which a program tells that it wrote what follows */
static gboolean
is_title_line (const char *line,
               gsize       length)
{
  static const char * const programs[] = { "WhatsApp", "KakaoTalk", "카카오톡" };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (g_strstr_len (line, (gssize) length, programs[i]) != NULL)
      return TRUE;

  return idio_begins (line, "--- Log ") || idio_begins (line, "--- Day ") || idio_begins (line, "**** BEGIN LOGGING ");
}

/* “+49 170 1234567 left”: who is in no address book has a number. */
static gboolean
begins_with_number (const char *text)
{
  guint n_digits = 0;

  for (const char *p = text + 1; *text == '+' && *p != '\0' && strchr ("0123456789 -()", *p) != NULL; p++)
    n_digits += g_ascii_isdigit (*p);

  return n_digits >= MIN_PHONE_DIGITS;
}

/* Short phrases, such as “Missed call”, stand in diaries, too. */
static gboolean
is_by_program (const char         *line,
               const IdioChatLine *parsed,
               const char         *text)
{
  if (idio_begins (line, LEFT_TO_RIGHT_MARK) || idio_begins (text, LEFT_TO_RIGHT_MARK))
    return TRUE;

  return parsed->author == NULL && (idio_chat_phrase_is_notice (text) || begins_with_number (text));
}

static void
see_message (Evidence           *self,
             const IdioChatLine *parsed)
{
  g_autofree char *author = g_strndup (parsed->author, parsed->author_length);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_by_author, author)) + 1;

  /* The first message of an author counts with the second. */
  self->n_messages++;
  self->n_recurring += n == 1 ? 0 : n == 2 ? 2 : 1;
  g_hash_table_replace (self->n_by_author, g_steal_pointer (&author), GUINT_TO_POINTER (n));
}

static void
see_head (Evidence           *self,
          const char         *line,
          const IdioChatLine *parsed)
{
  g_autofree char *text = g_strndup (parsed->text, strcspn (parsed->text, "\n"));

  g_strstrip (text);
  self->n_heads++;
  self->is_by_program |= is_by_program (line, parsed, text);

  if (parsed->author != NULL)
    see_message (self, parsed);
}

/* Returns: whether it can still be a conversation */
static gboolean
see_line (Evidence      *self,
          IdioChatStyle  style,
          const char    *line,
          gsize          length)
{
  IdioChatLine parsed;

  if (strspn (line, " \t\r") >= length)
    return TRUE;

  if (idio_chat_style_parse (style, line, length, &parsed))
    {
      self->n_lines++;
      see_head (self, line, &parsed);
      return TRUE;
    }

  if (self->n_heads > 0)
    {
      self->n_lines++;
      return TRUE;
    }

  /* What a person wrote above it would be lost. */
  return (self->n_title_lines > 0 || is_title_line (line, length)) && ++self->n_title_lines <= MAX_TITLE_LINES;
}

/* In a conversation the names recur, or there are two who said one thing each. In a diary what stands before a colon is
 * now this, now that, and if it says “Lunch” twice, other days have none. */
static gboolean
is_conversation (const Evidence *self,
                 IdioChatStyle   style)
{
  guint n_authors = g_hash_table_size (self->n_by_author);

  if (self->is_by_program)
    return style == IDIO_CHAT_STYLE_COLON || n_authors > 0;

  if (self->n_messages < 2 || (self->n_messages < MESSAGES_THAT_TELL && self->n_lines > 2 * self->n_messages))
    return FALSE;

  if (style == IDIO_CHAT_STYLE_COLON && (self->n_heads - self->n_messages) * HEADS_PER_NOTICE > self->n_heads)
    return FALSE;

  /* “[12.05.2025 09:14] Lisbon” can be the head of a day. */
  if (style == IDIO_CHAT_STYLE_NAME_LAST && n_authors < 2)
    return FALSE;

  return n_authors == self->n_messages ? n_authors == 2 : self->n_recurring * 3 >= self->n_messages * 2;
}

static gboolean
is_in_style (const char    *text,
             IdioChatStyle  style)
{
  g_auto(Evidence) evidence = { .n_by_author = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      if (!see_line (&evidence, style, line, length))
        return FALSE;

      line += length + (line[length] == '\n' ? 1 : 0);
    }

  return evidence.n_heads > 0 && is_conversation (&evidence, style);
}

/**
 * idio_chat_evidence_find_style:
 * @source: a file
 *
 * Returns: how messages begin in it, or %IDIO_CHAT_STYLE_NONE if it is no conversation, or not in a known style
 */
IdioChatStyle
idio_chat_evidence_find_style (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *head = NULL, *without_nuls = NULL;
  const char *start;

  if (size == 0 || (memchr (data, '\0', size) != NULL && !idio_nuls_are_few (data, size)))
    return IDIO_CHAT_STYLE_NONE;

  without_nuls = idio_nuls_drop (data, &size);
  head = g_utf8_make_valid (without_nuls, (gssize) size);
  start = head + idio_utf8_measure_mark (head, strlen (head));

  for (IdioChatStyle style = IDIO_CHAT_STYLE_COLON; style <= IDIO_CHAT_STYLE_NAME_LAST; style++)
    if (is_in_style (start, style))
      return style;

  return IDIO_CHAT_STYLE_NONE;
}
