/* idio-gguf-file.c: the files that models are in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "llm/idio-gguf-file.h"
#include "llm/idio-provider-error.h"

/* What the files of a model in parts end with: of three, “-00001-of-00003.gguf” and so on */
#define PART_PATTERN "-%05u-of-%05u.gguf"
#define PART_LENGTH  (sizeof "-00001-of-00003.gguf" - 1)

/* The pattern has five digits. */
#define MAX_PARTS 99999

static void
set_io_error (int      number,
              GError **error)
{
  const char *message;

  switch (number)
    {
    case EACCES:
    case EPERM:
      message = _("You have no permission to read the model file. Copy it to a folder of your own, and choose the "
                  "copy.");
      break;

    case EIO:
    case ENXIO:
    case ENODEV:
    case ESTALE:
    case ETIMEDOUT:
      message = _("The disk with the model file can’t be read. Is it still connected?");
      break;

    default:
      message = _("The model file can’t be opened. Was it moved or removed?");
      break;
    }

  g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, message);
}

/* Reads until @n_bytes are there, or the file is at its end: then it was made shorter meanwhile. */
static gboolean
read_all (int    fd,
          char  *data,
          gsize  n_bytes,
          gsize *n_read)
{
  while (*n_read < n_bytes)
    {
      gssize n = read (fd, data + *n_read, n_bytes - *n_read);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        return FALSE;

      if (n == 0)
        break;

      *n_read += (gsize) n;
    }

  return TRUE;
}

/**
 * idio_gguf_file_read_beginning:
 * @path: (type filename): the path of a file
 * @max_bytes: how many bytes to read at the most
 * @n_read: (out): how many were read
 * @size: (out): how many the file has
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * The file is not mapped, as the program would end if somebody made it shorter meanwhile; and what is no file might
 * never give anything.
 *
 * Returns: (transfer full) (nullable): the first bytes of the file
 */
char *
idio_gguf_file_read_beginning (const char  *path,
                               gsize        max_bytes,
                               gsize       *n_read,
                               guint64     *size,
                               GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  g_autofree char *data = NULL;
  int number = 0;

  *n_read = 0;
  *size = 0;

  if (fd < 0)
    {
      set_io_error (errno, error);
      return NULL;
    }

  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      gsize n_bytes = (gsize) MIN ((guint64) status.st_size, max_bytes);

      *size = (guint64) status.st_size;
      data = g_malloc (MAX (n_bytes, 1));

      if (!read_all (fd, data, n_bytes, n_read))
        {
          number = errno;
          g_clear_pointer (&data, g_free);
        }
    }

  close (fd);

  if (data == NULL)
    set_io_error (number, error);

  return g_steal_pointer (&data);
}

/* Which part of how many a file name stands for */
static gboolean
parse_part (const char *path,
            guint      *part,
            guint      *n_parts)
{
  gsize length = strlen (path);
  const char *end = path + length - PART_LENGTH;
  g_autofree char *expected = NULL;

  if (length <= PART_LENGTH)
    return FALSE;

  *part = (guint) MIN (g_ascii_strtoull (end + 1, NULL, 10), MAX_PARTS);
  *n_parts = (guint) MIN (g_ascii_strtoull (end + strlen ("-00001-of-"), NULL, 10), MAX_PARTS);
  expected = g_strdup_printf (PART_PATTERN, *part, *n_parts);

  return g_str_equal (end, expected);
}

/**
 * idio_gguf_file_name_part:
 * @path: (type filename): the path of one part of a model
 * @part: the number of another part, from 0
 * @n_parts: how many parts there are
 *
 * The engine finds the parts by their names, which have to end with “-00001-of-00003.gguf” and so on.
 *
 * Returns: (transfer full) (nullable) (type filename): the path of that part, if @path is named in that way
 */
char *
idio_gguf_file_name_part (const char *path,
                          guint64     part,
                          guint64     n_parts)
{
  guint named, n_named;

  if (n_parts > MAX_PARTS || part >= n_parts || !parse_part (path, &named, &n_named) || n_named != n_parts)
    return NULL;

  return g_strdup_printf ("%.*s" PART_PATTERN, (int) (strlen (path) - PART_LENGTH), path, (guint) part + 1,
                          (guint) n_parts);
}

/* Without what would do something else on a screen than to be seen. Takes @basename. */
static char *
make_visible (char *basename)
{
  g_autofree char *owned = basename;
  GString *name = g_string_new (NULL);

  for (const char *p = owned; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));
      gboolean visible = type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
                         type != G_UNICODE_PARAGRAPH_SEPARATOR;

      g_string_append_unichar (name, visible ? g_utf8_get_char (p) : 0xfffd);
    }

  return g_string_free_and_steal (name);
}

/**
 * idio_gguf_file_dup_basename:
 * @path: (type filename): the path of a file
 *
 * Returns: (transfer full): its name, as text. Names of files are bytes, and may have line ends in them.
 */
char *
idio_gguf_file_dup_basename (const char *path)
{
  return make_visible (g_filename_display_basename (path));
}

/**
 * idio_gguf_file_dup_name:
 * @path: (type filename): the path of a model
 *
 * The name in the file is often one that only its makers know; the file’s name is what its user chose.
 *
 * Returns: (transfer full): what the model is called
 */
char *
idio_gguf_file_dup_name (const char *path)
{
  g_autofree char *basename = g_filename_display_basename (path);
  guint part, n_parts;

  if (parse_part (basename, &part, &n_parts))
    basename[strlen (basename) - PART_LENGTH] = '\0';
  else if (g_str_has_suffix (basename, ".gguf"))
    basename[strlen (basename) - strlen (".gguf")] = '\0';

  return make_visible (g_steal_pointer (&basename));
}
