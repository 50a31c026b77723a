/* standalone.c: runs a fuzz target without libFuzzer
 *
 *   fuzz-NAME [FILE|FOLDER …]
 *
 * Replays the files, and then for some seconds changes of them, in whatever way the program was built.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"

#define SECONDS    2
#define MAX_INPUTS 20000
#define MAX_SIZE   (16 * 1024)

static void
change_once (guint8 *data,
             size_t *size,
             size_t  max_size)
{
  gsize place = (gsize) g_random_int_range (0, (gint32) *size);
  gsize length = (gsize) g_random_int_range (1, (gint32) MIN (*size - place, 24) + 1);

  switch (g_random_int_range (0, 4))
    {
    case 0:
      data[place] = (guint8) g_random_int_range (0, 256);
      break;

    case 1:
      memmove (data + place, data + place + length, *size - place - length);
      *size -= length;
      break;

    case 2:
      if (*size + length <= max_size)
        {
          memmove (data + place + length, data + place, *size - place);
          *size += length;
        }
      break;

    default:
      data[place] = (guint8) " .,'@:\n-!>#\"{[\xe2\x80\xcc"[g_random_int_range (0, 17)];
      break;
    }
}

size_t
LLVMFuzzerMutate (guint8 *data,
                  size_t  size,
                  size_t  max_size)
{
  guint n_changes = (guint) g_random_int_range (1, 12);

  if (size == 0)
    data[size++] = (guint8) g_random_int_range (0, 256);

  for (guint i = 0; i < n_changes && size > 0; i++)
    change_once (data, &size, max_size);

  return size;
}

static void
collect (GPtrArray  *inputs,
         const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GError) error = NULL;
  const char *name;
  char *data;
  gsize size;

  /* A target may have no regressions yet. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;

  if (dir == NULL)
    {
      if (!g_file_get_contents (path, &data, &size, &error))
        g_error ("%s", error->message);

      g_ptr_array_add (inputs, g_bytes_new_take (data, size));
      return;
    }

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      collect (inputs, child);
    }
}

static void
run (GBytes *input)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (input, &size);

  /* Of its own size, so that a step too far is one out of the block. */
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_changed (GBytes *input)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (input, &size);
  g_autofree guint8 *buffer = g_malloc (MAX_SIZE + size);
  g_autoptr(GBytes) changed = NULL;

  if (size > 0)
    memcpy (buffer, data, size);

  size = LLVMFuzzerCustomMutator (buffer, size, MAX_SIZE + size, g_random_int ());
  changed = g_bytes_new (buffer, size);
  run (changed);
}

int
main (int   argc,
      char *argv[])
{
  gint64 stop = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n = 0;

  LLVMFuzzerInitialize (&argc, &argv);

  for (int i = 1; i < argc; i++)
    collect (inputs, argv[i]);

  g_assert (inputs->len > 0);

  /* libFuzzer begins with no byte at all, too. */
  g_ptr_array_add (inputs, g_bytes_new_static ("", 0));

  for (guint i = 0; i < inputs->len; i++)
    run (g_ptr_array_index (inputs, i));

  for (; n < MAX_INPUTS && g_get_monotonic_time () < stop; n++)
    run_changed (g_ptr_array_index (inputs, (guint) g_random_int_range (0, (gint32) inputs->len)));

  g_print ("1..1\nok 1 /%s # %u inputs replayed, %u changed\n", g_get_prgname (), inputs->len, n);

  return 0;
}
