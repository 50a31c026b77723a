/* samples.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "samples.h"

static void
load (GPtrArray  *samples,
      const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  const char *name;

  if (dir == NULL)
    {
      if (g_file_get_contents (path, &text, NULL, NULL))
        g_ptr_array_add (samples, g_utf8_make_valid (text, -1));

      return;
    }

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      load (samples, child);
    }
}

/**
 * samples_load:
 * @path: a file, or a folder with files
 *
 * Returns: (transfer full) (element-type utf8): the texts below @path
 */
GPtrArray *
samples_load (const char *path)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (g_free);

  load (samples, path);

  return samples;
}

/**
 * samples_mix:
 * @samples: texts of one writer
 * @chance: decides which
 * @number: makes it differ from all others
 *
 * Returns: (transfer full): a sample in which every fourth line is from another one
 */
char *
samples_mix (GPtrArray *samples,
             GRand     *chance,
             guint      number)
{
  const char *sample = g_ptr_array_index (samples, (guint) g_rand_int_range (chance, 0, (gint) samples->len));
  g_auto(GStrv) lines = g_strsplit (sample, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *other = g_ptr_array_index (samples, (guint) g_rand_int_range (chance, 0, (gint) samples->len));
      g_auto(GStrv) other_lines = g_rand_int_range (chance, 0, 4) == 0 ? g_strsplit (other, "\n", -1) : NULL;
      guint n = other_lines != NULL ? g_strv_length (other_lines) : 0;

      g_string_append_printf (text, "%s\n", n > i && i > 0 ? other_lines[i] : lines[i]);
    }

  g_string_append_printf (text, "That was number %u.\n", number);

  return g_string_free_and_steal (text);
}

/**
 * samples_write:
 * @samples: texts of one writer
 * @chance: decides which
 * @folder: a folder, which is made
 * @n: how many files to write there, each a mix
 */
void
samples_write (GPtrArray  *samples,
               GRand      *chance,
               const char *folder,
               guint       n)
{
  g_mkdir (folder, 0700);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u.txt", folder, i);
      g_autofree char *text = samples_mix (samples, chance, i);

      g_file_set_contents_full (name, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
    }
}
