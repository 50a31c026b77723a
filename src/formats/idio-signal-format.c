/* idio-signal-format.c: a conversation of Signal, as the program sigtop exports it: as JSON, or as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"
#include "formats/idio-text-pieces.h"
#include "formats/idio-utf8.h"

static gboolean
signal_matches (IdioSource *source)
{
  static const char * const keys[] = { "[].conversationId", "[].sent_at", NULL };

  return idio_json_stream_has_paths (source, keys);
}

static gboolean
read_message (IdioJsonReading *self,
              const char      *path,
              JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  gboolean is_own = idio_json_string_is (message, "type", "outgoing");
  const char *account = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (!is_own && !idio_json_string_is (message, "type", "incoming"))
    return TRUE;

  if (!is_own)
    account = idio_json_read_string (message, "source") ?: idio_json_read_string (message, "sourceServiceId") ?:
              idio_json_read_string (message, "sourceUuid");

  time = idio_local_time_new_unix (idio_json_read_int (message, "sent_at") / 1000);

  /* The file of a conversation is called as it is. */
  if (self->place == NULL)
    self->place = idio_source_dup_title (self->source);

  return idio_json_reading_chat (self, is_own ? IDIO_ENTRY_OWN : 0, account, account,
                                 g_strdup (idio_json_read_string (message, "body")), time);
}

static gboolean
signal_read (IdioSource    *source,
             IdioTakeFunc   take,
             gpointer       data,
             GError       **error)
{
  static const char * const paths[] = { "[]", NULL };

  return idio_json_reading_run (source, paths, read_message, take, data, error);
}

const IdioFormat idio_signal_format = {
  .name = "Signal conversation",
  .matches = signal_matches,
  .read = signal_read,
};

/* Each message has a head as a mail has:
 *
 *   From: You
 *   Type: outgoing
 *   Sent: Mon, 12 May 2025 09:14:33 +0200
 */
static gboolean
signal_text_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *head = g_strndup (data, MIN (size, 4096));
  const char *start = head + idio_utf8_measure_mark (head, strlen (head));
  const char *from = idio_begins (start, "Conversation: ") ? strstr (start, "\nFrom: ") : NULL;
  const char *type = from != NULL ? strstr (from, "\nType: ") : NULL;

  return type != NULL && (idio_begins (type, "\nType: outgoing") || idio_begins (type, "\nType: incoming")) &&
         strchr ("\r\n", type[strlen ("\nType: outgoing")]) != NULL;
}

static GDateTime *
dup_time (const char *date)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  int day, year, hour, minute, second, zone, n_read;
  char month[4];
  const char *found;
  g_autoptr(GTimeZone) time_zone = NULL;

  n_read = sscanf (date, "%*[A-Za-z,] %2d %3s %4d %2d:%2d:%2d %5d", &day, month, &year, &hour, &minute, &second, &zone);

  if (n_read < 6 || !(found = strstr (months, month)))
    return NULL;

  if (n_read == 7)
    time_zone = g_time_zone_new_offset ((zone / 100 * 60 + zone % 100) * 60);

  return g_date_time_new (time_zone != NULL ? time_zone : idio_local_time_get_zone (), year,
                          (int) (found - months) / 3 + 1, day, hour, minute, second);
}

/* Returns: (transfer full) (nullable): a field of the head of a message */
static char *
dup_field (const char *head,
           gsize       length,
           const char *name)
{
  const char *field = g_strstr_len (head, (gssize) length, name);

  if (field == NULL)
    return NULL;

  field += strlen (name);

  return g_strndup (field, strcspn (field, "\n"));
}

static gboolean
add_message (IdioJoiner *joiner,
             const char *place,
             const char *head,
             gsize       head_length,
             const char *text,
             gsize       text_length)
{
  g_autofree char *author = dup_field (head, head_length, "From: ");
  g_autofree char *type = dup_field (head, head_length, "\nType: ");
  g_autofree char *date = dup_field (head, head_length, "\nSent: ");
  g_autoptr(GDateTime) time = date != NULL ? dup_time (date) : NULL;
  IdioEntry *message;

  message = idio_entry_new (IDIO_MEDIUM_CHAT, g_strndup (text, text_length));
  message->place = g_strdup (place);
  message->flags = g_strcmp0 (type, "outgoing") == 0 ? IDIO_ENTRY_OWN : 0;

  if (message->flags == 0)
    message->author = g_steal_pointer (&author);

  return idio_joiner_add (joiner, message, time);
}

static const char *
find_message (const char *text)
{
  const char *p = text;

  while ((p = strstr (p, "\nFrom: ")) != NULL)
    {
      const char *next = p + 1 + strcspn (p + 1, "\n");

      if (idio_begins (next, "\nType: "))
        return p + 1;

      p = next;
    }

  return NULL;
}

/* Returns: (nullable): the last message if more of it may come, or %NULL if @joiner was stopped */
static const char *
read_piece (IdioJoiner *joiner,
            const char *place,
            const char *text,
            gboolean    is_last)
{
  const char *head = find_message (text);

  while (head != NULL)
    {
      const char *next = find_message (head);
      gsize length = next != NULL ? (gsize) (next - head) : strlen (head);
      const char *body = g_strstr_len (head, (gssize) length, "\n\n");

      /* With the end of the line before, by which it is found again */
      if (next == NULL && !is_last)
        return head - 1;

      if (body != NULL && !add_message (joiner, place, head, (gsize) (body - head), body,
                                        (gsize) (head + length - body)))
        return NULL;

      head = next;
    }

  return text;
}

static gboolean
signal_text_read (IdioSource    *source,
                  IdioTakeFunc   take,
                  gpointer       data,
                  GError       **error)
{
  g_autoptr(IdioTextPieces) pieces = idio_text_pieces_new (source);
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, data);
  g_autoptr(GError) cause = NULL;
  g_autofree char *place = NULL;
  const char *text, *rest = NULL;

  while ((text = idio_text_pieces_next (pieces, rest, &cause)))
    {
      if (place == NULL)
        place = dup_field (text, strlen (text), "Conversation: ");

      if (!(rest = read_piece (joiner, place, text, idio_text_pieces_is_last (pieces))))
        return TRUE;
    }

  /* What was read before an error is good. */
  idio_joiner_finish (joiner);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return cause == NULL;
}

const IdioFormat idio_signal_text_format = {
  .name = "Signal conversation as text",
  .matches = signal_text_matches,
  .read = signal_text_read,
};
