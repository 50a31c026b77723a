/* own-words.c: whose words are in some mails
 *
 *   own-words FOLDER OUT
 *
 * For each text below FOLDER, NAME.txt or NAME/input.txt, writes what is the writer's own to OUT/NAME.txt, and the parts,
 * each line after the kind of its part and "?" where that is not sure, to OUT/NAME.parts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <gio/gio.h>

#include "formats/idio-decode.h"
#include "import/idio-own-words.h"

static void
write_parts (const char   *path,
             const char   *text,
             const GArray *parts)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);
      g_autofree char *piece = g_strndup (text + part->start, part->end - part->start);
      g_auto(GStrv) lines = g_strsplit (piece, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        if (lines[j + 1] != NULL || *lines[j] != '\0')
          g_string_append_printf (out, "%-24s%c| %s\n", idio_part_kind_get_name (part->kind), part->sure ? ' ' : '?',
                                  lines[j]);
    }

  g_file_set_contents (path, out->str, -1, NULL);
}

static void
divide (const char *path,
        const char *name,
        const char *out)
{
  g_autofree char *data = NULL, *text = NULL, *own = NULL;
  g_autofree char *own_path = g_strdup_printf ("%s/%s.txt", out, name);
  g_autofree char *parts_path = g_strdup_printf ("%s/%s.parts", out, name);
  g_autoptr(GArray) parts = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return;

  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  if (!(text = idio_decode (bytes, NULL, NULL)))
    return;

  parts = idio_own_words_divide (text, FALSE, NULL, NULL);
  own = idio_own_words_join (text, parts, NULL);
  g_file_set_contents (own_path, own, -1, NULL);
  write_parts (parts_path, text, parts);
}

int
main (int   argc,
      char *argv[])
{
  const char *name;
  g_autoptr(GDir) dir = argc == 3 ? g_dir_open (argv[1], 0, NULL) : NULL;

  if (dir == NULL)
    {
      g_printerr ("usage: own-words FOLDER OUT\n");
      return 2;
    }

  g_mkdir_with_parents (argv[2], 0755);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *input = g_build_filename (path, "input.txt", NULL);
      g_autofree char *stem = g_str_has_suffix (name, ".txt") ? g_strndup (name, strlen (name) - 4) : g_strdup (name);

      divide (g_file_test (path, G_FILE_TEST_IS_DIR) ? input : path, stem, argv[2]);
    }

  return 0;
}
