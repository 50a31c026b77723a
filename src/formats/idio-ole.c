/* idio-ole.c: compound files, [MS-CFB]
 *
 * Libgsf reads them too, and complains of a programmer's fault where a file is damaged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-ole.h"

#define MAGIC "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define HEADER_BYTES 512

/* [MS-CFB] 2.2: how many sectors of the table are told in the header, and where */
#define N_TABLE_SECTORS 109
#define TABLE_OFFSET 76

/* [MS-CFB] 2.1: numbers of sectors from here on mean something else, such as the end. */
#define SECTOR_MAX 0xfffffffa

/* [MS-CFB] 2.6.1 */
#define ENTRY_BYTES 128
#define NAME_MAX_CHARS 31
#define NO_ENTRY 0xffffffff

/* Larger streams are in sectors of their own. */
#define MINI_STREAM_CUTOFF 4096

/* Enough for 65,536 streams, and for as many that are small */
#define DIRECTORY_MAX_BYTES (8 * 1024 * 1024)
#define MINI_STREAM_MAX_BYTES (32 * 1024 * 1024)

struct _IdioOle
{
  GBytes       *bytes;
  const guint8 *data;
  gsize         length;
  guint         sector_shift;
  guint         mini_shift;

  /* The sectors in which it is told which sector comes after which, and that for the small ones */
  GArray       *table;
  GByteArray   *mini_table;
  GByteArray   *mini_stream;
  GByteArray   *directory;
};

static guint32
read_number (const guint8 *data,
             guint         n_bytes)
{
  guint32 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | data[i - 1];

  return number;
}

static gsize
count_sectors (IdioOle *self)
{
  return (self->length + (1u << self->sector_shift) - 1) >> self->sector_shift;
}

/* Returns: (nullable): where a sector is; what is missing at the end of the file is not in @length */
static const guint8 *
get_sector (IdioOle *self,
            guint32  sector,
            gsize   *length)
{
  gsize offset = ((gsize) sector + 1) << self->sector_shift;

  if (sector >= SECTOR_MAX || offset >= self->length)
    return NULL;

  *length = MIN ((gsize) 1 << self->sector_shift, self->length - offset);

  return self->data + offset;
}

static guint32
get_next (IdioOle *self,
          guint32  sector)
{
  guint n_entries = 1u << (self->sector_shift - 2);
  const guint8 *entries;
  gsize length;

  if (sector / n_entries >= self->table->len)
    return SECTOR_MAX;

  entries = get_sector (self, g_array_index (self->table, guint32, sector / n_entries), &length);

  return entries != NULL && (sector % n_entries) * 4 + 4 <= length ? read_number (entries + (sector % n_entries) * 4, 4)
                                                                   : SECTOR_MAX;
}

/* What is in a chain of sectors, which may lead in a circle */
static GByteArray *
load_chain (IdioOle *self,
            guint32  sector,
            gsize    max_bytes)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize n_left = count_sectors (self);
  const guint8 *data;
  gsize length;

  while (bytes->len < max_bytes && n_left-- > 0 && (data = get_sector (self, sector, &length)) != NULL)
    {
      g_byte_array_append (bytes, data, (guint) MIN (length, max_bytes - bytes->len));
      sector = get_next (self, sector);
    }

  return bytes;
}

static GByteArray *
load_mini_chain (IdioOle *self,
                 guint32  sector,
                 gsize    max_bytes)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize size = (gsize) 1 << self->mini_shift;
  gsize n_left = self->mini_stream->len / size + 1;

  while (bytes->len < max_bytes && n_left-- > 0 && sector < SECTOR_MAX &&
         (gsize) sector * size < self->mini_stream->len)
    {
      gsize offset = (gsize) sector * size;

      g_byte_array_append (bytes, self->mini_stream->data + offset,
                           (guint) MIN (MIN (size, self->mini_stream->len - offset), max_bytes - bytes->len));

      if ((gsize) sector * 4 + 4 > self->mini_table->len)
        break;

      sector = read_number (self->mini_table->data + (gsize) sector * 4, 4);
    }

  return bytes;
}

/* The table is told in the header, and where it is long in a chain of sectors of which each ends with the next. */
static void
read_table (IdioOle *self)
{
  gsize n_left = count_sectors (self);
  guint32 next = read_number (self->data + 68, 4);
  const guint8 *data = self->data + TABLE_OFFSET;
  gsize length, n_entries = N_TABLE_SECTORS;

  self->table = g_array_new (FALSE, FALSE, sizeof (guint32));

  do
    {
      for (gsize i = 0; i < n_entries; i++)
        {
          guint32 sector = read_number (data + i * 4, 4);

          if (sector < SECTOR_MAX && self->table->len < count_sectors (self))
            g_array_append_val (self->table, sector);
        }

      data = get_sector (self, next, &length);
      n_entries = (1u << (self->sector_shift - 2)) - 1;

      if (data == NULL || length < (n_entries + 1) * 4)
        break;

      next = read_number (data + n_entries * 4, 4);
    }
  while (n_left-- > 0);
}

/**
 * idio_ole_is_one:
 * @head: the beginning of a file
 *
 * Returns: whether it is a compound file
 */
gboolean
idio_ole_is_one (GBytes *head)
{
  gsize length;
  const char *data = g_bytes_get_data (head, &length);

  return length >= HEADER_BYTES && memcmp (data, MAGIC, sizeof MAGIC - 1) == 0;
}

/**
 * idio_ole_new:
 * @bytes: a compound file
 *
 * Returns: (transfer full) (nullable): the file, if it is one
 */
IdioOle *
idio_ole_new (GBytes *bytes)
{
  g_autoptr(IdioOle) self = g_new0 (IdioOle, 1);

  if (!idio_ole_is_one (bytes))
    return NULL;

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  self->sector_shift = read_number (self->data + 30, 2);
  self->mini_shift = read_number (self->data + 32, 2);

  if ((self->sector_shift != 9 && self->sector_shift != 12) || self->mini_shift != 6)
    return NULL;

  read_table (self);
  self->directory = load_chain (self, read_number (self->data + 48, 4), DIRECTORY_MAX_BYTES);
  self->mini_table = load_chain (self, read_number (self->data + 60, 4),
                                 MINI_STREAM_MAX_BYTES >> self->mini_shift << 2);

  if (self->directory->len < ENTRY_BYTES)
    return NULL;

  self->mini_stream = load_chain (self, read_number (self->directory->data + 116, 4),
                                  MIN (read_number (self->directory->data + 120, 4), MINI_STREAM_MAX_BYTES));

  return g_steal_pointer (&self);
}

void
idio_ole_free (IdioOle *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->table, g_array_unref);
  g_clear_pointer (&self->mini_table, g_byte_array_unref);
  g_clear_pointer (&self->mini_stream, g_byte_array_unref);
  g_clear_pointer (&self->directory, g_byte_array_unref);
  g_free (self);
}

/* Returns: (nullable): an entry of the directory */
static const guint8 *
get_entry (IdioOle *self,
           guint32  number)
{
  return (gsize) number * ENTRY_BYTES + ENTRY_BYTES <= self->directory->len ?
         self->directory->data + (gsize) number * ENTRY_BYTES : NULL;
}

static gboolean
is_called (const guint8 *entry,
           const char   *name,
           gsize         length)
{
  if (length > NAME_MAX_CHARS || read_number (entry + 64, 2) != (length + 1) * 2)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (entry[2 * i + 1] != 0 || g_ascii_tolower ((char) entry[2 * i]) != g_ascii_tolower (name[i]))
      return FALSE;

  return TRUE;
}

/* The entries of a folder are a tree. It is walked whole, because damaged ones are not sorted, and no further than
 * there are entries, because they may lead in a circle. Returns: (nullable): the entry of that name */
static const guint8 *
find_entry (IdioOle      *self,
            const guint8 *folder,
            const char   *name,
            gsize         length)
{
  g_autoptr(GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_left = self->directory->len / ENTRY_BYTES;
  guint32 number = read_number (folder + 76, 4);

  g_array_append_val (waiting, number);

  while (waiting->len > 0 && n_left-- > 0)
    {
      const guint8 *entry = get_entry (self, g_array_index (waiting, guint32, waiting->len - 1));

      g_array_set_size (waiting, waiting->len - 1);

      if (entry == NULL)
        continue;

      if (is_called (entry, name, length))
        return entry;

      for (guint i = 68; i <= 72; i += 4)
        {
          number = read_number (entry + i, 4);

          if (number != NO_ENTRY)
            g_array_append_val (waiting, number);
        }
    }

  return NULL;
}

/**
 * idio_ole_load:
 * @self: a compound file
 * @path: the name of a stream in ASCII, with that of its folder and "/" before it
 * @max_bytes: the largest size
 *
 * Returns: (transfer full) (nullable): what is in the stream, if it is there and not larger
 */
GByteArray *
idio_ole_load (IdioOle    *self,
               const char *path,
               gsize       max_bytes)
{
  const guint8 *entry = get_entry (self, 0);
  guint32 size;

  while (entry != NULL && *path != '\0')
    {
      gsize length = strcspn (path, "/");

      entry = find_entry (self, entry, path, length);
      path += length + (path[length] == '/' ? 1 : 0);
    }

  if (entry == NULL)
    return NULL;

  size = read_number (entry + 120, 4);

  if (size > max_bytes || size > self->length)
    return NULL;

  return size < MINI_STREAM_CUTOFF ? load_mini_chain (self, read_number (entry + 116, 4), size)
                                   : load_chain (self, read_number (entry + 116, 4), size);
}
