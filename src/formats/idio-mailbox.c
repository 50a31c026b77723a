/* idio-mailbox.c: mails in a stream, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-line-reader.h"
#include "formats/idio-mail-boundaries.h"
#include "formats/idio-mail-header.h"
#include "formats/idio-mail.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-mbox-line.h"

/* How much of a mail is kept: of its heads, of each header, of each part that is text, of one that is attached, and in
 * all. Books are shorter, but HTML may have pictures in it. GMime goes one level down for each ":" in an address. */
#define HEADS_MAX_BYTES (512 * 1024)
#define HEADER_MAX_BYTES (16 * 1024)
#define PART_MAX_BYTES (16 * 1024 * 1024)
#define ATTACHMENT_MAX_BYTES (4 * 1024 * 1024)
#define MAIL_MAX_BYTES (24 * 1024 * 1024)

/* The longest Content-Length that is checked by looking ahead */
#define AHEAD_MAX_BYTES (8 * 1024 * 1024)

/* How much is read between two signs that the reading goes on. A file in an archive may be read at 20 MB a second. */
#define BYTES_PER_SIGN (4 * 1024 * 1024)

/* How many parts a mail has */
#define MAX_PARTS 1000

struct _IdioMailbox
{
  IdioLineReader *reader;
  gboolean        is_single;
  gboolean        heads_only;
  IdioTakeFunc    take;
  gpointer        data;
  guint64         next_sign;
  gboolean        is_stopped;

  /* Where the mail ends, as its file tells: where else it would, it does not. 0 is nowhere. */
  guint64         end;

  GByteArray     *mail;
  gsize           n_first_head_bytes;
  GPtrArray      *boundaries;
  gsize           head_start;
  gsize           n_head_bytes;
  gsize           n_header_bytes;
  gsize           n_part_bytes;
  guint           n_parts;
  gboolean        has_begun;
  gboolean        is_in_head;
  gboolean        is_in_part;
  gboolean        is_attached;
  gboolean        is_cut;
  gboolean        is_header_skipped;
  gboolean        is_skipping;
  gboolean        was_blank;
  gboolean        was_part_head;
};

/**
 * idio_mailbox_new:
 * @stream: mails
 * @flags: what is read of it
 * @n_bytes: how long a single mail is, or 0 if that is not known
 * @take: (nullable): is told that the reading goes on where a mail takes long, and may stop it
 * @data: for @take
 *
 * Returns: (transfer full): a mailbox
 */
IdioMailbox *
idio_mailbox_new (GInputStream     *stream,
                  IdioMailboxFlags  flags,
                  guint64           n_bytes,
                  IdioTakeFunc      take,
                  gpointer          data)
{
  IdioMailbox *self = g_new0 (IdioMailbox, 1);

  idio_mail_init ();
  self->reader = idio_line_reader_new (stream, n_bytes);
  self->is_single = (flags & IDIO_MAILBOX_SINGLE) != 0;
  self->take = take;
  self->data = data;
  self->next_sign = BYTES_PER_SIGN;
  self->boundaries = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
idio_mailbox_free (IdioMailbox *self)
{
  g_clear_pointer (&self->reader, idio_line_reader_free);
  g_clear_pointer (&self->mail, g_byte_array_unref);
  g_clear_pointer (&self->boundaries, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_blank (const char *line,
          gsize       length)
{
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    length--;

  return length == 0;
}

/* Whether a mail begins at what will be read next */
static gboolean
is_separated (IdioMailbox  *self,
              GError      **error)
{
  gsize available, length;
  const char *line, *end;

  if (self->is_single || idio_line_reader_get_offset (self->reader) < self->end)
    return FALSE;

  line = idio_line_reader_peek (self->reader, 5, &available, error);

  if (line == NULL || !idio_mbox_line_matches (line, available) || (self->was_part_head && self->boundaries->len > 0))
    return FALSE;

  line = idio_line_reader_peek (self->reader, IDIO_LINE_MAX_BYTES, &available, error);

  if (line == NULL)
    return FALSE;

  end = memchr (line, '\n', available);
  length = end != NULL ? (gsize) (end - line) + 1 : available;

  return idio_mbox_line_rate (line, length, line + length, MIN (available - length, IDIO_MBOX_LINE_PEEK_BYTES)) >=
         (self->was_blank ? 1 : 2);
}

/* The mail ends where its head says, if it does: many programs write the length, and change the mail later. */
static void
find_end (IdioMailbox *self,
          const char  *head,
          gsize        length)
{
  g_autofree char *value = idio_mail_header_dup_value (head, length, "Content-Length");
  guint64 n_bytes;
  gsize available;
  const char *data;

  if (value == NULL || self->is_single || !g_ascii_string_to_unsigned (value, 10, 1, AHEAD_MAX_BYTES, &n_bytes, NULL))
    return;

  data = idio_line_reader_peek (self->reader, n_bytes + 8, &available, NULL);

  if (data == NULL || available < n_bytes)
    return;

  for (gsize i = (gsize) n_bytes; i <= available && i <= n_bytes + 4; i++)
    if (i == available || idio_mbox_line_matches (data + i, available - i))
      {
        self->end = idio_line_reader_get_offset (self->reader) + n_bytes;
        return;
      }
    else if (data[i] != '\n' && data[i] != '\r')
      return;
}

/* Text, also within a signature */
static gboolean
has_text (const char *type)
{
  return g_ascii_strncasecmp (type, "text/", 5) == 0 || g_ascii_strncasecmp (type, "application/pkcs7-mime", 22) == 0 ||
         g_ascii_strncasecmp (type, "application/x-pkcs7-mime", 24) == 0;
}

/* Decides, at the empty line that ends it, what to do with what is below a head. */
static void
end_head (IdioMailbox *self)
{
  const char *head = (const char *) self->mail->data + self->head_start;
  gsize length = self->mail->len - self->head_start;
  g_autofree char *value = idio_mail_header_dup_value (head, length, "Content-Type");
  g_autofree char *disposition = idio_mail_header_dup_value (head, length, "Content-Disposition");
  gboolean is_multipart = value != NULL && g_ascii_strncasecmp (value, "multipart/", 10) == 0;

  if (!self->is_in_part)
    {
      self->n_first_head_bytes = self->mail->len;
      find_end (self, head, length);
    }

  self->was_part_head = self->is_in_part;
  self->is_in_head = FALSE;
  self->n_part_bytes = 0;
  self->is_attached = disposition != NULL && g_ascii_strncasecmp (disposition, "attachment", 10) == 0;
  self->is_skipping = value != NULL && strchr (value, '/') != NULL && !is_multipart && !has_text (value);

  if (is_multipart && !idio_mail_boundaries_add (self->boundaries, value))
    self->is_skipping = self->is_cut = TRUE;

  /* Heads of parts are only read to find where the mail ends. */
  if (self->heads_only && self->is_in_part)
    g_byte_array_set_size (self->mail, (guint) self->head_start);
}

static void
append (IdioMailbox *self,
        const char  *line,
        gsize        length)
{
  if (self->mail->len + length <= MAIL_MAX_BYTES)
    g_byte_array_append (self->mail, (const guint8 *) line, (guint) length);
  else
    self->is_cut = self->is_cut || !self->is_attached;
}

/* Whether a line ends a head without an empty one before it: it is no header, and none follows */
static gboolean
is_lost_body (IdioMailbox *self,
              const char  *line,
              gsize        length)
{
  gsize available;
  const char *next;

  if (line[0] == ' ' || line[0] == '\t' || idio_mail_header_matches (line, length))
    return FALSE;

  next = idio_line_reader_peek (self->reader, IDIO_MBOX_LINE_PEEK_BYTES, &available, NULL);

  return next != NULL && !idio_mail_header_is_known (next, available);
}

static void
take_head_line (IdioMailbox *self,
                const char  *line,
                gsize        length,
                gboolean     is_start)
{
  /* Lines that begin with a space belong to the header before, and what is no header must not be lost. */
  if (is_start && line[0] != ' ' && line[0] != '\t')
    {
      self->is_header_skipped = idio_mail_header_matches (line, length) && !idio_mail_header_is_read (line, length);
      self->n_header_bytes = 0;
    }

  if (self->is_header_skipped || self->n_head_bytes + length > HEADS_MAX_BYTES)
    return;

  self->n_header_bytes += length;
  self->n_head_bytes += length;

  if (self->n_header_bytes <= HEADER_MAX_BYTES)
    {
      append (self, line, length);
      return;
    }

  append (self, line, HEADER_MAX_BYTES - MIN (self->n_header_bytes - length, HEADER_MAX_BYTES));
  append (self, "\n", 1);
  self->is_header_skipped = TRUE;
}

static void
take_body_line (IdioMailbox *self,
                const char  *line,
                gsize        length,
                gboolean     is_start)
{
  gboolean begins;

  self->was_part_head = FALSE;

  if (is_start && self->boundaries->len > 0 &&
      idio_mail_boundaries_match (self->boundaries, line, length, &begins))
    {
      self->n_parts += begins ? 1 : 0;
      self->is_in_head = begins && self->n_parts <= MAX_PARTS;
      self->is_in_part = TRUE;
      self->is_skipping = self->n_parts > MAX_PARTS;
      self->is_cut = self->is_cut || self->is_skipping;
      self->is_attached = FALSE;

      if (!self->is_skipping && !self->heads_only)
        append (self, line, length);

      self->head_start = self->mail->len;
      self->n_part_bytes = 0;
    }
  else if (!self->is_skipping && !self->heads_only)
    {
      gsize n_marks = is_start && !self->is_single && idio_mbox_line_is_escaped (line, length) ? 1 : 0;

      append (self, line + n_marks, length - n_marks);
      self->n_part_bytes += length;
      self->is_skipping = self->n_part_bytes > (self->is_attached ? ATTACHMENT_MAX_BYTES : PART_MAX_BYTES);
      self->is_cut = self->is_cut || (self->is_skipping && !self->is_attached);
    }
}

static void
take_line (IdioMailbox *self,
           const char  *line,
           gsize        length,
           gboolean     is_start)
{
  g_autofree char *copy = NULL;

  /* A mail that went through several boxes may have more than one line that begins it. */
  if (!self->has_begun && (idio_mbox_line_matches (line, length) ||
                           (line[0] == '>' && idio_mbox_line_matches (line + 1, length - 1))))
    return;

  self->has_begun = TRUE;

  if (self->is_in_head && is_start && is_blank (line, length))
    {
      append (self, "\n", 1);
      end_head (self);
      return;
    }

  /* To look ahead moves what was read. */
  if (self->is_in_head && is_start && !idio_mail_header_matches (line, length))
    line = copy = g_memdup2 (line, length);

  if (self->is_in_head && is_start && is_lost_body (self, line, length))
    {
      append (self, "\n", 1);
      end_head (self);
    }

  if (self->is_in_head)
    take_head_line (self, line, length, is_start);
  else
    take_body_line (self, line, length, is_start);
}

static void
begin_mail (IdioMailbox *self)
{
  g_clear_pointer (&self->mail, g_byte_array_unref);
  self->mail = g_byte_array_new ();
  self->n_first_head_bytes = 0;
  g_ptr_array_set_size (self->boundaries, 0);
  self->head_start = 0;
  self->n_head_bytes = 0;
  self->n_header_bytes = 0;
  self->n_part_bytes = 0;
  self->n_parts = 0;
  self->heads_only = FALSE;
  self->has_begun = FALSE;
  self->is_in_head = TRUE;
  self->is_in_part = FALSE;
  self->is_attached = FALSE;
  self->is_cut = FALSE;
  self->is_header_skipped = FALSE;
  self->is_skipping = FALSE;
  self->was_blank = FALSE;
  self->was_part_head = FALSE;
}

static gboolean
goes_on (IdioMailbox *self)
{
  guint64 offset = idio_line_reader_get_offset (self->reader);

  if (self->take != NULL && offset >= self->next_sign)
    {
      self->next_sign = offset + BYTES_PER_SIGN;
      self->is_stopped = !self->take (NULL, self->data);
    }

  return !self->is_stopped;
}

/**
 * idio_mailbox_is_stopped:
 * @self: a mailbox
 *
 * Returns: whether it was stopped by who takes the mails
 */
gboolean
idio_mailbox_is_stopped (IdioMailbox *self)
{
  return self->is_stopped;
}

/**
 * idio_mailbox_is_cut:
 * @self: a mailbox
 *
 * Returns: whether the mail that was read last has more text than is kept of one. What is attached does not count
 */
gboolean
idio_mailbox_is_cut (IdioMailbox *self)
{
  return self->is_cut;
}

/* Passes over what is in the buffer of a body, or of a part of one, of which nothing is kept. What may end it is read
 * line by line. */
static gboolean
skip_lines (IdioMailbox *self)
{
  if (self->is_in_head || !(self->is_skipping || self->heads_only) ||
      !idio_line_reader_skip (self->reader, self->boundaries->len > 0 ? "F-" : "F", &self->was_blank))
    return FALSE;

  self->was_part_head = FALSE;

  return TRUE;
}

/* Reads to the end of the mail, or of its head. */
static gboolean
read_lines (IdioMailbox  *self,
            gboolean      to_body,
            GError      **error)
{
  g_autoptr(GError) failure = NULL;
  gboolean is_start;
  gsize length;
  const char *line;

  while (goes_on (self) && !(to_body && !self->is_in_head) && !(self->has_begun && is_separated (self, &failure)) &&
         failure == NULL)
    {
      if (skip_lines (self))
        continue;

      line = idio_line_reader_read (self->reader, &length, &is_start, &failure);

      if (line == NULL || length == 0)
        break;

      /* Empty lines before a mail */
      if (!self->has_begun && is_blank (line, length))
        continue;

      self->was_blank = is_start && is_blank (line, length);
      take_line (self, line, length, is_start);
    }

  if (failure == NULL)
    return self->has_begun && !self->is_stopped;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * idio_mailbox_read_next:
 * @self: a mailbox
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Reads the next mail, without what is in its attachments and in mails that are attached. If it can't be read to its end
 * it may end in the middle of a sentence, and is not handed out.
 *
 * Mailboxes are told apart by nobody, so that all kinds are read alike (RFC 4155; “mbox” of Demon, and
 * https://www.jwz.org/doc/content-length.html): a mail begins at a line that begins with "From " if a head comes after
 * it, and Content-Length is believed only if it leads to the next one.
 *
 * Returns: (transfer full) (nullable): the mail, from its first header on; %NULL with no error at the end
 */
GByteArray *
idio_mailbox_read_next (IdioMailbox  *self,
                        GError      **error)
{
  begin_mail (self);

  return read_lines (self, FALSE, error) ? g_steal_pointer (&self->mail) : NULL;
}

/**
 * idio_mailbox_read_head:
 * @self: a mailbox
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Begins to read the next mail. idio_mailbox_read_rest() is to be called after it.
 *
 * Returns: (transfer full) (nullable): the head of the mail; %NULL with no error at the end
 */
GByteArray *
idio_mailbox_read_head (IdioMailbox  *self,
                        GError      **error)
{
  GByteArray *head;
  gsize length;

  begin_mail (self);

  if (!read_lines (self, TRUE, error))
    return NULL;

  length = self->is_in_head ? self->mail->len : self->n_first_head_bytes;
  head = g_byte_array_sized_new ((guint) length);

  return g_byte_array_append (head, self->mail->data, (guint) length);
}

/**
 * idio_mailbox_read_rest:
 * @self: a mailbox, of which idio_mailbox_read_head() was called
 * @wanted: whether more than the head is kept of the mail, which takes much longer
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Reads to the end of the mail.
 *
 * Returns: (transfer full) (nullable): all of the mail that is kept, as idio_mailbox_read_next() returns it
 */
GByteArray *
idio_mailbox_read_rest (IdioMailbox  *self,
                        gboolean      wanted,
                        GError      **error)
{
  self->heads_only = !wanted;

  return read_lines (self, FALSE, error) ? g_steal_pointer (&self->mail) : NULL;
}

/**
 * idio_mailbox_limit:
 * @data: (array length=length): a mail, or a part of one
 * @length: its length
 *
 * For mails that are in something else. Without limits GMime may take all memory or all of the stack.
 *
 * Returns: (transfer full) (nullable): the mail as idio_mailbox_read_next() reads it
 */
GByteArray *
idio_mailbox_limit (const void *data,
                    gsize       length)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr(IdioMailbox) mailbox = idio_mailbox_new (stream, IDIO_MAILBOX_SINGLE, 0, NULL, NULL);

  return idio_mailbox_read_next (mailbox, NULL);
}
