/* idio-message.c: what two processes say to each other, on a socket
 *
 * A message is a head of fixed size, in this machine's byte order, and what g_variant_get_data() gives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-message.h"
#include "formats/idio-source.h"

/* The longest text, and more than what is known of it */
#define MAX_CONTENT_BYTES (IDIO_TEXT_MAX_BYTES + 1000 * 1000)

typedef struct
{
  guint32 kind;
  guint32 length;
  guint64 position;
  guint64 n_unwanted;
} Head;

/**
 * idio_message_send:
 * @stream: a socket's
 * @kind: what it says
 * @position: how much of the file was read, in bytes
 * @n_unwanted: how many texts there were since the last message by people of whom nothing is wanted
 * @content: (nullable) (transfer full): the rest
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error
 *
 * Returns: whether it was sent
 */
gboolean
idio_message_send (GOutputStream    *stream,
                   IdioMessageKind   kind,
                   guint64           position,
                   guint             n_unwanted,
                   GBytes           *content,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr(GBytes) sent = content;
  Head head = { (guint32) kind, sent != NULL ? (guint32) g_bytes_get_size (sent) : 0, position, n_unwanted };
  GOutputVector vectors[] = {
    { &head, sizeof head },
    { sent != NULL ? g_bytes_get_data (sent, NULL) : NULL, head.length },
  };

  return g_output_stream_writev_all (stream, vectors, head.length > 0 ? 2 : 1, NULL, cancellable, error);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Not a message");

  return FALSE;
}

/* Returns FALSE at the end, also in the middle of a message. */
static gboolean
read_exactly (GInputStream  *stream,
              void          *buffer,
              gsize          size,
              GCancellable  *cancellable,
              GError       **error)
{
  gsize n_read;

  if (!g_input_stream_read_all (stream, buffer, size, &n_read, cancellable, error))
    return FALSE;

  if (n_read < size)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The other process ended");
      return FALSE;
    }

  return TRUE;
}

/**
 * idio_message_receive:
 * @self: (out caller-allocates): where to put the message
 * @stream: a socket's
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error
 *
 * Waits for a message.
 *
 * Returns: whether one came. Its content may be %NULL or anything, whatever its kind
 */
gboolean
idio_message_receive (IdioMessage         *self,
                      GInputStream        *stream,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autofree guint8 *content = NULL;
  Head head;

  *self = (IdioMessage) { 0 };

  if (!read_exactly (stream, &head, sizeof head, cancellable, error))
    return FALSE;

  if (head.kind > IDIO_MESSAGE_FAILED || head.length > MAX_CONTENT_BYTES)
    return refuse (error);

  self->kind = head.kind;
  self->position = head.position;
  self->n_unwanted = (guint) MIN (head.n_unwanted, G_MAXINT);

  if (head.length == 0)
    return TRUE;

  content = g_malloc (head.length);

  if (!read_exactly (stream, content, head.length, cancellable, error))
    return FALSE;

  self->content = g_bytes_new_take (g_steal_pointer (&content), head.length);

  return TRUE;
}

/**
 * idio_message_pack:
 * @content: (transfer floating): what is in a message that is no entry
 *
 * Returns: (transfer full): what to send
 */
GBytes *
idio_message_pack (GVariant *content)
{
  g_autoptr(GVariant) packed = g_variant_ref_sink (content);

  return g_variant_get_data_as_bytes (packed);
}

/**
 * idio_message_unpack:
 * @self: a message that is no entry
 * @type: what it has in it
 *
 * Returns: (transfer full) (nullable): that, in any form if who sent it can't be trusted; %NULL if there is nothing
 */
GVariant *
idio_message_unpack (const IdioMessage  *self,
                     const GVariantType *type)
{
  return self->content != NULL ? g_variant_ref_sink (g_variant_new_from_bytes (type, self->content, FALSE)) : NULL;
}

void
idio_message_clear (IdioMessage *self)
{
  g_clear_pointer (&self->content, g_bytes_unref);
}
