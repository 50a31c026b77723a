/* idio-cms.c: what is signed in a message of S/MIME
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-cms.h"

/* Tags of ASN.1 (X.690) that are met on the way */
#define TAG_OCTETS 0x04
#define TAG_ID 0x06
#define TAG_SEQUENCE 0x30
#define TAG_OCTETS_IN_PIECES 0x24
#define TAG_EXPLICIT_0 0xa0

/* Pieces in pieces: programs write one level. */
#define MAX_DEPTH 4

/* RFC 5652, 4 and 5.1 */
static const guint8 signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
static const guint8 plain_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };

typedef struct
{
  const guint8 *start;
  const guint8 *end;
  guint8        tag;
} Value;

/* Reads what is at @p. A length that is not told (X.690, 8.1.3.6) is taken for all that is left, as readers end at two
 * zeros then. */
static gboolean
read_value (const guint8 **p,
            const guint8  *end,
            Value         *value)
{
  gsize length = 0;
  guint n_bytes;

  if (end - *p < 2 || ((*p)[0] == 0 && (*p)[1] == 0))
    return FALSE;

  value->tag = (*p)[0];
  n_bytes = (*p)[1];
  *p += 2;

  if (n_bytes < 0x80)
    length = n_bytes;
  else if (n_bytes == 0x80)
    length = (gsize) (end - *p);
  else
    for (n_bytes = MIN (n_bytes & 0x7f, 4); n_bytes > 0 && *p < end; n_bytes--)
      length = length << 8 | *(*p)++;

  value->start = *p;
  value->end = *p + MIN (length, (gsize) (end - *p));
  *p = value->end;

  return TRUE;
}

static gboolean
is_id (const Value  *value,
       const guint8 *id,
       gsize         length)
{
  return value->tag == TAG_ID && (gsize) (value->end - value->start) == length &&
         memcmp (value->start, id, length) == 0;
}

static void
append_octets (GByteArray  *octets,
               const Value *value,
               guint        depth)
{
  const guint8 *p = value->start;
  Value piece;

  if (value->tag == TAG_OCTETS)
    g_byte_array_append (octets, value->start, (guint) (value->end - value->start));
  else if (value->tag == TAG_OCTETS_IN_PIECES && depth < MAX_DEPTH)
    while (read_value (&p, value->end, &piece))
      append_octets (octets, &piece, depth + 1);
}

/* Enters a sequence of a name and [0]. Returns FALSE if it is none. */
static gboolean
enter (const guint8 **p,
       const guint8 **end,
       const guint8  *id,
       gsize          id_length)
{
  Value value;

  if (!read_value (p, *end, &value) || value.tag != TAG_SEQUENCE)
    return FALSE;

  *p = value.start;
  *end = value.end;

  if (!read_value (p, *end, &value) || !is_id (&value, id, id_length) || !read_value (p, *end, &value) ||
      value.tag != TAG_EXPLICIT_0)
    return FALSE;

  *p = value.start;
  *end = value.end;

  return TRUE;
}

/**
 * idio_cms_dup_signed:
 * @data: (array length=length): a message of S/MIME, as of RFC 5652
 * @length: its length
 *
 * Whether the signature is right is not asked: what matters is what was written.
 *
 * Returns: (transfer full) (nullable): the part of a mail that was signed; %NULL if it is encrypted, or not here
 */
GByteArray *
idio_cms_dup_signed (const guint8 *data,
                     gsize         length)
{
  const guint8 *p = data, *end = data + length;
  GByteArray *octets;
  Value value;

  if (!enter (&p, &end, signed_data, sizeof signed_data) || !read_value (&p, end, &value) || value.tag != TAG_SEQUENCE)
    return NULL;

  /* The version, and the names of digests */
  p = value.start;
  end = value.end;

  if (!read_value (&p, end, &value) || !read_value (&p, end, &value) ||
      !enter (&p, &end, plain_data, sizeof plain_data) || !read_value (&p, end, &value))
    return NULL;

  octets = g_byte_array_new ();
  append_octets (octets, &value, 0);

  return octets;
}
