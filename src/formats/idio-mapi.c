/* idio-mapi.c: properties in a file of Outlook, [MS-OXMSG]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset.h"
#include "formats/idio-mapi.h"

/* [MS-OXMSG] 2.4: the stream of properties of a fixed size; how long what precedes them is in a mail, and in one of its
 * attachments; and how long each is */
#define PROPERTIES "__properties_version1.0"
#define ROOT_HEADER_BYTES 32
#define PART_HEADER_BYTES 8
#define ENTRY_BYTES 16
#define MAX_PROPERTIES_BYTES (1024 * 1024)

/* [MS-OXCDATA] 2.11.1 */
#define TYPE_NUMBER 0x0003
#define TYPE_8BIT 0x001e
#define TYPE_UNICODE 0x001f
#define TYPE_TIME 0x0040
#define TYPE_BINARY 0x0102

/* [MS-OXPROPS] PidTagMessageCodepage, PidTagInternetCodepage */
#define ID_MESSAGE_CODE_PAGE 0x3ffd
#define ID_INTERNET_CODE_PAGE 0x3fde

/* From 1601 to 1970, in the tenth parts of microseconds that Windows counts */
#define EPOCH G_GUINT64_CONSTANT (116444736000000000)

struct _IdioMapi
{
  IdioOle    *file;
  char       *folder;
  GByteArray *properties;
  gsize       header_bytes;
  guint       code_page;
};

static GByteArray *
load_stream (IdioMapi   *self,
             const char *name,
             gsize       max_bytes)
{
  g_autofree char *path = g_build_path ("/", self->folder, name, NULL);

  return idio_ole_load (self->file, path, max_bytes);
}

/**
 * idio_mapi_new:
 * @file: a file of Outlook, which has to stay
 * @folder: which object: "" for the mail itself
 * @code_page: that of strings with 8 bits, or 0 if it tells itself
 *
 * Returns: (transfer full): the properties
 */
IdioMapi *
idio_mapi_new (IdioOle    *file,
               const char *folder,
               guint       code_page)
{
  IdioMapi *self = g_new0 (IdioMapi, 1);

  self->file = file;
  self->folder = g_strdup (folder);
  self->properties = load_stream (self, PROPERTIES, MAX_PROPERTIES_BYTES);
  self->header_bytes = folder[0] == '\0' ? ROOT_HEADER_BYTES : PART_HEADER_BYTES;
  self->code_page = code_page;

  if (self->code_page == 0)
    self->code_page = idio_mapi_get_number (self, ID_MESSAGE_CODE_PAGE);

  if (self->code_page == 0)
    self->code_page = idio_mapi_get_number (self, ID_INTERNET_CODE_PAGE);

  return self;
}

void
idio_mapi_free (IdioMapi *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->properties, g_byte_array_unref);
  g_free (self);
}

static guint64
read_number (const guint8 *data,
             guint         n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | data[i - 1];

  return number;
}

static guint64
get_value (IdioMapi *self,
           guint     id,
           guint     type)
{
  const GByteArray *properties = self->properties;

  for (gsize i = self->header_bytes; properties != NULL && i + ENTRY_BYTES <= properties->len; i += ENTRY_BYTES)
    if (read_number (properties->data + i, 4) == ((guint64) id << 16 | type))
      return read_number (properties->data + i + 8, 8);

  return 0;
}

/**
 * idio_mapi_get_number:
 * @self: properties
 * @id: the number of one
 *
 * Returns: its value, or 0 if it is not there or no number
 */
guint
idio_mapi_get_number (IdioMapi *self,
                      guint     id)
{
  return (guint) (get_value (self, id, TYPE_NUMBER) & G_MAXUINT32);
}

/**
 * idio_mapi_get_time:
 * @self: properties
 * @id: the number of one
 *
 * Returns: its value in seconds since 1970 in UTC, or 0 if it is not there or no time
 */
gint64
idio_mapi_get_time (IdioMapi *self,
                    guint     id)
{
  guint64 value = get_value (self, id, TYPE_TIME);

  return value > EPOCH ? (gint64) ((value - EPOCH) / 10000000) : 0;
}

static GByteArray *
load_typed (IdioMapi *self,
            guint     id,
            guint     type,
            gsize     max_bytes)
{
  g_autofree char *name = g_strdup_printf ("__substg1.0_%04X%04X", id, type);

  return load_stream (self, name, max_bytes);
}

/**
 * idio_mapi_dup_bytes:
 * @self: properties
 * @id: the number of one
 * @max_bytes: the largest size
 *
 * Returns: (transfer full) (nullable): its value, if it is there, is binary, and not larger
 */
GByteArray *
idio_mapi_dup_bytes (IdioMapi *self,
                     guint     id,
                     gsize     max_bytes)
{
  return load_typed (self, id, TYPE_BINARY, max_bytes);
}

/**
 * idio_mapi_dup_string:
 * @self: properties
 * @id: the number of one
 * @max_bytes: the largest size
 *
 * Returns: (transfer full) (nullable): its value in UTF-8, if it is there, is a string, and not larger
 */
char *
idio_mapi_dup_string (IdioMapi *self,
                      guint     id,
                      gsize     max_bytes)
{
  g_autoptr(GByteArray) unicode = load_typed (self, id, TYPE_UNICODE, max_bytes);
  g_autoptr(GByteArray) bytes = unicode == NULL ? load_typed (self, id, TYPE_8BIT, max_bytes) : NULL;
  g_autofree char *charset = NULL;
  g_autofree char *text = NULL;

  if (unicode != NULL)
    text = idio_charset_to_utf8 ((const char *) unicode->data, unicode->len, "utf-16le");
  else if (bytes != NULL)
    {
      charset = idio_charset_from_code_page (self->code_page);
      text = idio_charset_to_utf8 ((const char *) bytes->data, bytes->len, charset);
    }

  return g_steal_pointer (&text);
}
