/* test-reader.c: the process that reads files, when all is well and when it dies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "formats/idio-import-error.h"
#include "idio-test.h"
#include "import/idio-reader.h"

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static GFile *
write_file (const char *dir,
            const char *name,
            const char *text)
{
  idio_test_write (dir, name, text);

  return g_file_new_build_filename (dir, name, NULL);
}

static GFile *
write_box (const char *dir,
           guint       n_mails)
{
  g_autoptr(GString) box = g_string_new (NULL);

  for (guint i = 0; i < n_mails; i++)
    g_string_append_printf (box,
                            "From a@example.org Mon May 12 09:14:00 2025\nFrom: Ann <a@example.org>\n"
                            "Date: Mon, 12 May 2025 09:14:00 +0000\nMessage-ID: <%u@example.org>\nSubject: %u\n\n"
                            "Words of mail %u.\n\n", i, i, i);

  return write_file (dir, "box.mbox", box->str);
}

/* Returns the number of processes that this one started and that have not ended, with one of them in @child. */
static guint
count_children (pid_t *child)
{
  g_autoptr(GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;
  guint n_children = 0;

  while ((task = g_dir_read_name (tasks)))
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "children", NULL);
      g_autofree char *children = NULL;
      g_auto(GStrv) numbers = NULL;

      if (!g_file_get_contents (path, &children, NULL, NULL))
        continue;

      numbers = g_strsplit (g_strstrip (children), " ", -1);

      for (guint i = 0; numbers[i] != NULL; i++, n_children++)
        *child = (pid_t) atoi (numbers[i]);
    }

  return n_children;
}

/* The reader's process. That of a reader which is gone ends by itself, after a moment. */
static pid_t
find_child (void)
{
  pid_t child = 0;

  while (count_children (&child) != 1)
    g_usleep (G_USEC_PER_SEC / 1000);

  return child;
}

/* Of a file that was opened */
static void
check_rest (IdioReader *reader,
            const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioEntry) entry = NULL;

  entry = idio_reader_next (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->text, ==, text);
  g_assert_null (idio_reader_next (reader, NULL, &error));
  g_assert_no_error (error);
}

static void
check_only_text (IdioReader *reader,
                 GFile      *file,
                 const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (idio_reader_open (reader, file, NULL, NULL, &error));
  g_assert_no_error (error);
  check_rest (reader, text);
}

/* Whether it can't be opened, or has nothing in it */
static void
check_refused (IdioReader *reader,
               GFile      *file)
{
  g_autoptr(GError) error = NULL;

  if (idio_reader_open (reader, file, NULL, NULL, &error))
    g_assert_null (idio_reader_next (reader, NULL, &error));
}

static void
test_texts (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autoptr(GFile) markdown = write_file (dir, "b.md", "*Another* text.");
  g_autoptr(GFile) odd = write_file (dir, "Grüße \xff.txt", "A name that is no UTF-8.");
  g_autoptr(IdioReader) reader = idio_reader_new ();

  check_only_text (reader, text, "One text.");
  check_only_text (reader, markdown, "Another text.");
  check_only_text (reader, odd, "A name that is no UTF-8.");
  idio_test_remove_tree (dir);
}

static void
test_heads (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) box = write_box (dir, 3);
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(IdioWanted) nobody = idio_wanted_new ();
  IdioEntry *entry;
  guint n_entries = 0;

  g_assert_true (idio_reader_open (reader, box, nobody, NULL, NULL));

  while ((entry = idio_reader_next (reader, NULL, NULL)))
    {
      g_assert_cmpstr (entry->text, ==, "");
      g_assert_true ((entry->flags & IDIO_ENTRY_HEAD) != 0);
      g_assert_cmpstr (entry->account, ==, "a@example.org");
      idio_entry_free (entry);
      n_entries++;
    }

  g_assert_cmpuint (n_entries, ==, 3);
  check_only_text (reader, text, "One text.");

  /* What nobody reads to the end is left. */
  g_assert_true (idio_reader_open (reader, box, NULL, NULL, NULL));
  entry = idio_reader_next (reader, NULL, NULL);
  g_assert_cmpstr (entry->text, ==, "Words of mail 0.");
  idio_entry_free (entry);
  check_only_text (reader, text, "One text.");
  idio_test_remove_tree (dir);
}

/* Of people of whom nothing is wanted it is only told how many texts there are, unless that takes long. */
static void
test_unwanted (void)
{
  static const char * const wanted_accounts[] = { "a@example.org", "b@example.org" };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) box = write_box (dir, 3000);
  g_autoptr(IdioReader) reader = idio_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wanted_accounts); i++)
    {
      g_autoptr(IdioWanted) wanted = idio_wanted_new ();
      guint n_entries = 0, n_texts = 0, n_unwanted = 0;
      IdioEntry *entry;

      idio_wanted_add (wanted, wanted_accounts[i], 0);
      g_assert_true (idio_reader_open (reader, box, wanted, NULL, NULL));

      while ((entry = idio_reader_next (reader, NULL, NULL)))
        {
          n_entries++;
          n_texts += *entry->text != '\0';
          n_unwanted += idio_reader_take_n_unwanted (reader);
          idio_entry_free (entry);
        }

      n_unwanted += idio_reader_take_n_unwanted (reader);
      g_assert_cmpuint (n_entries + n_unwanted, ==, 3000);
      g_assert_cmpuint (n_texts, ==, i == 0 ? 3000 : 0);
      g_assert_cmpuint (idio_reader_take_n_unwanted (reader), ==, 0);
    }

  idio_test_remove_tree (dir);
}

static void
test_killed (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) box = write_box (dir, 20000);
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(GError) error = NULL;
  IdioEntry *entry;
  guint n_entries = 0;

  g_assert_true (idio_reader_open (reader, box, NULL, NULL, NULL));

  while ((entry = idio_reader_next (reader, NULL, &error)))
    {
      idio_entry_free (entry);

      if (++n_entries == 100)
        g_assert_cmpint (kill (find_child (), SIGKILL), ==, 0);
    }

  /* What it had said is there, and the next file is read by another process. */
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_cmpuint (n_entries, >=, 100);
  g_assert_cmpuint (n_entries, <, 20000);
  check_only_text (reader, text, "One text.");
  idio_test_remove_tree (dir);
}

/* Files that are read ahead come as if each had been opened in its turn, whatever becomes of those before them. */
static void
test_ahead (void)
{
  static const char * const names[] = { "a.txt", "b.md", "empty.txt", "c.zip", "gone.txt", "d.txt" };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(IdioWanted) nobody = idio_wanted_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("Text %u.", i);

      g_ptr_array_add (files, write_file (dir, names[i], g_str_equal (names[i], "empty.txt") ? "" : text));
    }

  g_assert_true (g_file_delete (files->pdata[4], NULL, NULL));

  for (guint from = 0; from < files->len; from++)
    for (guint to = from; to < files->len; to++)
      {
        g_autoptr(GError) error = NULL;
        guint n_ahead = 0;

        /* Those before are left in the middle, or were not opened at all. */
        g_assert_true (idio_reader_open (reader, files->pdata[0], nobody, NULL, &error));

        for (guint i = from; i < to && idio_reader_read_ahead (reader, files->pdata[i], nobody, NULL); i++)
          n_ahead++;

        g_assert_cmpuint (n_ahead, ==, from > 4 ? to - from : MIN (to, 4) - MIN (from, 4));
        g_assert_cmpuint (idio_reader_get_n_ahead (reader), ==, n_ahead);
        check_rest (reader, "Text 0.");

        for (guint i = from; i < files->len; i++)
          {
            g_autofree char *text = g_strdup_printf ("Text %u.", i);

            if (i < 2 || i == 5)
              check_only_text (reader, files->pdata[i], text);
            else
              check_refused (reader, files->pdata[i]);
          }
      }

  idio_test_remove_tree (dir);
}

/* When a file ends the process, those before and after it are read all the same, and only that one is blamed. */
static void
test_ahead_killed (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) first = write_file (dir, "a.txt", "One text.");
  g_autoptr(GFile) box = write_box (dir, 20000);
  g_autoptr(GFile) last = write_file (dir, "b.txt", "Another text.");
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(GError) error = NULL;
  IdioEntry *entry;

  g_assert_true (idio_reader_open (reader, first, NULL, NULL, NULL));
  g_assert_true (idio_reader_read_ahead (reader, box, NULL, NULL));
  g_assert_true (idio_reader_read_ahead (reader, last, NULL, NULL));
  check_rest (reader, "One text.");
  g_assert_cmpint (kill (find_child (), SIGKILL), ==, 0);
  g_assert_true (idio_reader_open (reader, box, NULL, NULL, NULL));

  while ((entry = idio_reader_next (reader, NULL, &error)))
    idio_entry_free (entry);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_cmpuint (idio_reader_get_n_ahead (reader), ==, 0);
  check_only_text (reader, last, "Another text.");

  /* Another file than was said */
  g_assert_true (idio_reader_open (reader, first, NULL, NULL, NULL));
  g_assert_true (idio_reader_read_ahead (reader, box, NULL, NULL));
  check_rest (reader, "One text.");
  check_only_text (reader, last, "Another text.");

  /* More than the socket holds is not said, or both would wait for each other. */
  g_assert_true (idio_reader_open (reader, box, NULL, NULL, NULL));

  for (guint i = 0; i < 10000 && idio_reader_read_ahead (reader, last, NULL, NULL); i++)
    g_assert_cmpuint (i, <, 1000);

  idio_test_remove_tree (dir);
}

static void
test_cancelled (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) box = write_box (dir, 20000);
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  IdioEntry *entry;

  g_assert_true (idio_reader_open (reader, box, NULL, cancellable, NULL));

  while ((entry = idio_reader_next (reader, cancellable, &error)))
    {
      idio_entry_free (entry);
      g_cancellable_cancel (cancellable);
    }

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_only_text (reader, text, "One text.");
  idio_test_remove_tree (dir);
}

/* A program that ends without a word, and one that is not there */
static void
test_programs (void)
{
  static const struct { const char *program; IdioImportError code; } cases[] = {
    { "/bin/false", IDIO_IMPORT_ERROR_DAMAGED },
    { "/does/not/exist", IDIO_IMPORT_ERROR_UNREADABLE },
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autofree char *program = g_strdup (g_getenv ("IDIOLECT_READER"));
  g_autoptr(IdioReader) reader = idio_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_setenv ("IDIOLECT_READER", cases[i].program, TRUE);

      if (cases[i].code == IDIO_IMPORT_ERROR_UNREADABLE)
        g_test_expect_message ("idiolect", G_LOG_LEVEL_WARNING, "The reader could not be started*");

      if (idio_reader_open (reader, text, NULL, NULL, &error))
        g_assert_null (idio_reader_next (reader, NULL, &error));

      g_assert_error (error, IDIO_IMPORT_ERROR, (gint) cases[i].code);
      g_test_assert_expected_messages ();
    }

  g_setenv ("IDIOLECT_READER", program, TRUE);
  check_only_text (reader, text, "One text.");
  idio_test_remove_tree (dir);
}

/* It can't connect or start anything, and gets no new rights; see the kernel's word for it. */
static void
test_sandbox (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) text = write_file (dir, "a.txt", "One text.");
  g_autoptr(IdioReader) reader = idio_reader_new ();
  g_autofree char *path = NULL, *status = NULL;

  check_only_text (reader, text, "One text.");
  path = g_strdup_printf ("/proc/%d/status", (int) find_child ());
  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));

  /* With the sanitizers it runs without. */
  if (!SANITIZED)
    {
      g_assert_nonnull (strstr (status, "\nSeccomp:\t2\n"));
      g_assert_nonnull (strstr (status, "\nNoNewPrivs:\t1\n"));
    }

  idio_test_remove_tree (dir);
}

static void
add_tests (void)
{
  g_test_add_func ("/reader/texts", test_texts);
  g_test_add_func ("/reader/heads", test_heads);
  g_test_add_func ("/reader/unwanted", test_unwanted);
  g_test_add_func ("/reader/killed", test_killed);
  g_test_add_func ("/reader/ahead", test_ahead);
  g_test_add_func ("/reader/ahead-killed", test_ahead_killed);
  g_test_add_func ("/reader/cancelled", test_cancelled);
  g_test_add_func ("/reader/programs", test_programs);
  g_test_add_func ("/reader/sandbox", test_sandbox);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
