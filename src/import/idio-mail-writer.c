/* idio-mail-writer.c: whether the writer of a mail is named in it, or somebody who wrote for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-mail-words.h"
#include "import/idio-mail-writer.h"

/* Longest name and address of a sender, in bytes */
#define MAX_SENDER_BYTES 300

/* How many of the last lines may say that somebody else wrote the mail, and how long such a line may be, in bytes */
#define MAX_ASSISTANT_LINES 4
#define MAX_ASSISTANT_BYTES 100

/* Longest name before an answer, in bytes */
#define MAX_LABEL_BYTES 60

/* How much of what is above a quote may say that there are answers in it, in bytes */
#define MAX_ABOVE_BYTES 2000

/**
 * idio_mail_writer_is_sender:
 * @writers: (nullable) (array zero-terminated=1): what the writer of a text is called, names and mail addresses
 * @head: the head of a mail in the text
 *
 * Returns: whether the head names the writer, as that of a memo does, and of a mail that they sent before
 */
gboolean
idio_mail_writer_is_sender (const char * const *writers,
                            const IdioMailHead *head)
{
  g_autofree char *from = NULL;
  char *address;

  if (writers == NULL || head->from == NULL || head->from >= head->from_end ||
      head->from_end - head->from > MAX_SENDER_BYTES)
    return FALSE;

  from = g_strndup (head->from, (gsize) (head->from_end - head->from));

  for (guint i = 0; writers[i] != NULL; i++)
    if (strchr (writers[i], '@') != NULL && strcasestr (from, writers[i]) != NULL)
      return TRUE;

  if ((address = strpbrk (from, "<[(")) != NULL)
    *address = '\0';

  return strchr (from, '@') == NULL && idio_authors_are_user (from, writers);
}

/**
 * idio_mail_writer_is_assistant:
 * @start: where the words of a mail start
 * @end: where they end
 *
 * Returns: whether one of the last lines says that somebody else wrote them
 */
gboolean
idio_mail_writer_is_assistant (const char *start,
                               const char *end)
{
  for (guint i = 0; i < MAX_ASSISTANT_LINES && end > start; i++)
    {
      const char *last = idio_mail_trim_end (start, end);
      const char *newline = last > start ? memrchr (start, '\n', (gsize) (last - start)) : NULL;
      IdioMailLine line;

      if (!idio_mail_line_read (newline != NULL ? newline + 1 : start, end, &line))
        return FALSE;

      if (IDIO_MAIL_LINE_LENGTH (&line) < MAX_ASSISTANT_BYTES && line.last > line.first && line.last[-1] != '.' &&
          idio_mail_words_match (IDIO_MAIL_WORDS_ASSISTANT, line.first, line.last, NULL, NULL))
        return TRUE;

      end = line.start;
    }

  return FALSE;
}

/* "MH" for Mara Holt */
static gboolean
has_initials (const char *name,
              const char *label)
{
  g_auto(GStrv) words = g_strsplit_set (name, " .-", -1);
  g_autoptr(GString) initials = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_unichar (initials, g_utf8_get_char (words[i]));

  return initials->len > 1 && strchr (name, '@') == NULL && g_str_equal (initials->str, label);
}

static gboolean
is_called (const char * const *writers,
           const char         *label)
{
  for (guint i = 0; writers[i] != NULL; i++)
    if (has_initials (writers[i], label))
      return TRUE;

  return idio_authors_are_user (label, writers);
}

/**
 * idio_mail_writer_is_label:
 * @writers: (nullable) (array zero-terminated=1): what the writer of a text is called, names and mail addresses
 * @line: a line of what they quote
 *
 * Returns: whether it is an answer with their name before it, as "[Mara] On Friday.", "Mara: yes", ">>> MH: A cake."
 */
gboolean
idio_mail_writer_is_label (const char * const *writers,
                           const IdioMailLine *line)
{
  const char *start = line->first, *label_end, *limit;
  g_autofree char *label = NULL;
  char closing = ':';

  while (start < line->last && strchr (">*_ ", *start) != NULL)
    start++;

  if (start < line->last && (*start == '[' || *start == '('))
    closing = *start++ == '[' ? ']' : ')';

  limit = MIN (line->last, start + MAX_LABEL_BYTES);
  label_end = writers != NULL && start < limit ? memchr (start, closing, (gsize) (limit - start)) : NULL;

  if (label_end == NULL || idio_mail_trim_start (label_end + 1, line->last) == line->last)
    return FALSE;

  label = g_strndup (start, (gsize) (label_end - start));
  label[strcspn (label, ":*_")] = '\0';

  return is_called (writers, g_strstrip (label));
}

/**
 * idio_mail_writer_announces:
 * @start: where the words above a quote start
 * @end: where they end
 *
 * Returns: whether they say that there are answers in the quote
 */
gboolean
idio_mail_writer_announces (const char *start,
                            const char *end)
{
  if (end - start > MAX_ABOVE_BYTES)
    for (start = end - MAX_ABOVE_BYTES; (*start & 0xc0) == 0x80;)
      start++;

  return idio_mail_words_match (IDIO_MAIL_WORDS_ANSWERS_BELOW, start, end, NULL, NULL);
}
