/* idio-lzfu.c: how Outlook compresses RTF, [MS-OXRTFCP]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-lzfu.h"

#define DICTIONARY_SIZE 4096
#define HEADER_SIZE 16

/* [MS-OXRTFCP] 2.1.3.1.1: COMPTYPE */
#define COMPRESSED 0x75465a4c
#define UNCOMPRESSED 0x414c454d

/* [MS-OXRTFCP] 2.1.2.1: what is in the dictionary from the beginning */
static const char first_words[] =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
  "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u"
  "\\tab\\tx";

typedef struct
{
  GByteArray *out;
  gsize       max_bytes;
  guint8      dictionary[DICTIONARY_SIZE];
  guint       position;
} Decoder;

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

static void
write_byte (Decoder *self,
            guint8   byte)
{
  if (self->out->len < self->max_bytes)
    g_byte_array_append (self->out, &byte, 1);

  self->dictionary[self->position] = byte;
  self->position = (self->position + 1) % DICTIONARY_SIZE;
}

/* Two bytes say where in the dictionary, and how much is copied. Returns FALSE at the end, which is where it points to
 * where it is. */
static gboolean
copy (Decoder      *self,
      const guint8 *reference)
{
  guint offset = (guint) reference[0] << 4 | reference[1] >> 4;
  guint n_bytes = (reference[1] & 15) + 2;

  if (offset == self->position)
    return FALSE;

  for (guint i = 0; i < n_bytes; i++)
    write_byte (self, self->dictionary[(offset + i) % DICTIONARY_SIZE]);

  return TRUE;
}

static void
decode (Decoder      *self,
        const guint8 *p,
        const guint8 *end)
{
  while (p < end && self->out->len < self->max_bytes)
    {
      guint8 control = *p++;

      for (guint i = 0; i < 8 && p < end; i++, control >>= 1)
        if ((control & 1) == 0)
          {
            write_byte (self, *p++);
          }
        else
          {
            if (end - p < 2 || !copy (self, p))
              return;

            p += 2;
          }
    }
}

/**
 * idio_lzfu_decompress:
 * @data: (array length=length): compressed RTF
 * @length: its length
 * @max_bytes: how much of it is wanted at most
 *
 * The checksum is not asked: what is damaged is read as far as it goes.
 *
 * Returns: (transfer full) (nullable): the RTF, if it is compressed in a known way
 */
GByteArray *
idio_lzfu_decompress (const guint8 *data,
                      gsize         length,
                      gsize         max_bytes)
{
  Decoder self = { .max_bytes = max_bytes, .position = sizeof first_words - 1 };
  guint32 type = length > HEADER_SIZE ? read_number (data + 8) : 0;

  G_STATIC_ASSERT (sizeof first_words - 1 == 207);

  if (type != COMPRESSED && type != UNCOMPRESSED)
    return NULL;

  self.out = g_byte_array_new ();

  if (type == UNCOMPRESSED)
    return g_byte_array_append (self.out, data + HEADER_SIZE, (guint) MIN (length - HEADER_SIZE, max_bytes));

  memcpy (self.dictionary, first_words, sizeof first_words - 1);
  decode (&self, data + HEADER_SIZE, data + length);
  g_byte_array_set_size (self.out, (guint) MIN (self.out->len, read_number (data + 4)));

  return self.out;
}
