/* writers.c: texts of known writers, in folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "writers.h"

static void
writer_free (Writer *writer)
{
  g_free (writer->name);
  g_ptr_array_unref (writer->learn);
  g_ptr_array_unref (writer->test);
  g_free (writer);
}

static GPtrArray *
list (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (dir == NULL)
    g_error ("%s", error->message);

  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return names;
}

static char *
read_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);

  return g_utf8_make_valid (contents, -1);
}

/* A mail's subject was often not written by its sender. */
static char *
read_text (const char *path)
{
  g_autofree char *contents = read_file (path);

  return g_strdup (g_str_has_prefix (contents, "Subject:") ? contents + strcspn (contents, "\n") : contents);
}

/* All texts of a writer in one file, with "%" on a line of its own between two, as in the files of fortune. */
static GPtrArray *
split_texts (const char *path)
{
  g_autofree char *contents = read_file (path);

  return g_ptr_array_new_take_null_terminated ((gpointer *) g_strsplit (contents, "\n%\n", -1), g_free);
}

static GPtrArray *
read_texts (const char *folder)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) names = list (folder);

  for (guint i = 0; i < names->len; i++)
    if (g_file_test (g_ptr_array_index (names, i), G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (texts, read_text (g_ptr_array_index (names, i)));

  return texts;
}

static Writer *
load_writer (const char *path)
{
  g_autofree char *learn = g_build_filename (path, "learn", NULL);
  g_autofree char *test = g_build_filename (path, "test", NULL);
  Writer *writer = g_new0 (Writer, 1);

  writer->name = g_path_get_basename (path);

  if (g_file_test (learn, G_FILE_TEST_IS_DIR))
    {
      writer->learn = read_texts (learn);
      writer->test = read_texts (test);
    }
  else
    {
      writer->learn = g_file_test (path, G_FILE_TEST_IS_DIR) ? read_texts (path) : split_texts (path);
      writer->test = g_ptr_array_ref (writer->learn);
    }

  return writer;
}

/* All writers of a folder that has a folder, or a file, for each. */
GPtrArray *
writers_load (const char *folder)
{
  GPtrArray *writers = g_ptr_array_new_with_free_func ((GDestroyNotify) writer_free);
  g_autoptr(GPtrArray) names = list (folder);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (writers, load_writer (g_ptr_array_index (names, i)));

  if (writers->len == 0)
    g_error ("%s has no writers", folder);

  return writers;
}

/* Each @step-th writer from @first on. */
GPtrArray *
writers_take (GPtrArray *writers,
              guint      first,
              guint      step)
{
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = first; i < writers->len; i += step)
    g_ptr_array_add (some, g_ptr_array_index (writers, i));

  return some;
}

/* The first @n_words words of a text, or all of it if @n_words is 0. */
char *
writers_cut (const char *text,
             guint       n_words)
{
  const char *p = text;

  if (n_words == 0)
    return g_strdup (text);

  for (guint i = 0; i < n_words; i++)
    {
      p += strspn (p, " \t\r\n");
      p += strcspn (p, " \t\r\n");
    }

  return g_strndup (text, (gsize) (p - text));
}

/* With @only_learn it is of the writers who are to be told apart, and shall not be made for that. */
IdioBackground *
writers_make_background (GPtrArray  *writers,
                         const char *genre,
                         gboolean    only_learn)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new (genre, !only_learn);

  for (guint i = 0; i < writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);

      for (guint j = 0; j < writer->learn->len; j++)
        idio_background_builder_add (builder, writer->name, g_ptr_array_index (writer->learn, j));

      for (guint j = 0; j < writer->test->len && !only_learn && writer->test != writer->learn; j++)
        idio_background_builder_add (builder, writer->name, g_ptr_array_index (writer->test, j));
    }

  return idio_background_builder_finish (builder, NULL);
}

/* The shipped background and @n_texts texts of the writers, as evenly of each as can be. */
IdioBackground *
writers_mix_background (GPtrArray  *writers,
                        const char *genre,
                        guint       n_texts)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new (genre, TRUE);

  for (guint i = 0; i < n_texts; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i % writers->len);

      if (i / writers->len < writer->learn->len)
        idio_background_builder_add (builder, writer->name, g_ptr_array_index (writer->learn, i / writers->len));
    }

  return idio_background_builder_finish (builder, idio_background_get_shipped ());
}
