/* idio-stored-zip.c: zip archives of few and small files, which are not compressed
 *
 * The first file of an OpenDocument package must have no extra field, so that programs find its type at a fixed place
 * (OpenDocument 1.3, part 2, 3.3). libarchive writes such fields for each file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-stored-zip.h"

#define LOCAL_SIGNATURE   0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE     0x06054b50

/* 1.0, which is enough for files that are stored */
#define VERSION 10

/* The first day that MS-DOS knows: 1 January 1980. Nothing tells when a draft was saved, but its file. */
#define DATE 0x21

/* The checksum of zip archives, with the polynomial 0xedb88320 */
static guint32
compute_crc (const char *data,
             gsize       length)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= (guint8) data[i];

      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }

  return ~crc;
}

static void
append_16 (GByteArray *bytes,
           guint       number)
{
  guint16 little = GUINT16_TO_LE ((guint16) number);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_32 (GByteArray *bytes,
           gsize       number)
{
  guint32 little = GUINT32_TO_LE ((guint32) number);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_string (GByteArray *bytes,
               const char *string,
               gsize       length)
{
  g_byte_array_append (bytes, (const guint8 *) string, (guint) length);
}

/* What the header of a file and the entry in the directory have in common */
static void
append_header (GByteArray          *bytes,
               const IdioZipMember *member,
               guint32              crc)
{
  append_16 (bytes, VERSION);
  append_16 (bytes, 0);                        /* flags */
  append_16 (bytes, 0);                        /* method: stored */
  append_16 (bytes, 0);                        /* time */
  append_16 (bytes, DATE);
  append_32 (bytes, crc);
  append_32 (bytes, member->length);           /* compressed */
  append_32 (bytes, member->length);
  append_16 (bytes, (guint) strlen (member->name));
  append_16 (bytes, 0);                        /* extra field */
}

/**
 * idio_stored_zip_make:
 * @members: (array length=n_members): the files in the archive, of less than 4 GiB in all
 * @n_members: their number
 *
 * Returns: (transfer full): the archive
 */
GBytes *
idio_stored_zip_make (const IdioZipMember *members,
                      gsize                n_members)
{
  GByteArray *zip = g_byte_array_new ();
  g_autoptr(GByteArray) directory = g_byte_array_new ();
  gsize start;

  g_return_val_if_fail (members != NULL || n_members == 0, NULL);

  for (gsize i = 0; i < n_members; i++)
    {
      guint32 crc = compute_crc (members[i].content, members[i].length);
      gsize offset = zip->len;

      append_32 (zip, LOCAL_SIGNATURE);
      append_header (zip, &members[i], crc);
      append_string (zip, members[i].name, strlen (members[i].name));
      append_string (zip, members[i].content, members[i].length);

      append_32 (directory, CENTRAL_SIGNATURE);
      append_16 (directory, VERSION);
      append_header (directory, &members[i], crc);
      append_16 (directory, 0);                /* comment */
      append_16 (directory, 0);                /* number of the disk */
      append_16 (directory, 0);                /* internal attributes */
      append_32 (directory, 0);                /* external attributes */
      append_32 (directory, offset);
      append_string (directory, members[i].name, strlen (members[i].name));
    }

  start = zip->len;
  g_byte_array_append (zip, directory->data, directory->len);
  append_32 (zip, END_SIGNATURE);
  append_16 (zip, 0);                          /* number of the disk */
  append_16 (zip, 0);                          /* disk of the directory */
  append_16 (zip, (guint) n_members);
  append_16 (zip, (guint) n_members);
  append_32 (zip, directory->len);
  append_32 (zip, start);
  append_16 (zip, 0);                          /* comment */

  return g_byte_array_free_to_bytes (zip);
}
