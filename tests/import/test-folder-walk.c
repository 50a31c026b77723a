/* test-folder-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "import/idio-folder-walk.h"
#include "formats/idio-import-error.h"
#include "formats/idio-source.h"

#define N_LINKED 9
#define N_MANY 20000

/* What a walk found, and when it is to be stopped. */
typedef struct
{
  GPtrArray    *files;
  GPtrArray    *reasons;
  GCancellable *cancellable;
  guint         max_files;
} Walked;

static void
note (GFile        *file,
      const GError *error,
      gpointer      data)
{
  Walked *walked = data;

  if (error == NULL)
    g_ptr_array_add (walked->files, g_file_get_basename (file));
  else
    g_ptr_array_add (walked->reasons, g_strdup_printf ("%s: %s", g_file_peek_path (file), error->message));

  if (walked->max_files > 0 && walked->files->len == walked->max_files)
    g_cancellable_cancel (walked->cancellable);
}

static void
walked_clear (Walked *walked)
{
  g_clear_pointer (&walked->files, g_ptr_array_unref);
  g_clear_pointer (&walked->reasons, g_ptr_array_unref);
  g_clear_object (&walked->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walked, walked_clear)

static void
walk (Walked     *walked,
      const char *first,
      const char *second)
{
  g_autoptr(GPtrArray) starts = g_ptr_array_new_with_free_func (g_object_unref);

  walked->files = g_ptr_array_new_with_free_func (g_free);
  walked->reasons = g_ptr_array_new_with_free_func (g_free);
  walked->cancellable = g_cancellable_new ();
  g_ptr_array_add (starts, g_file_new_for_path (first));

  if (second != NULL)
    g_ptr_array_add (starts, g_file_new_for_path (second));

  idio_folder_walk (starts, walked->cancellable, note, walked);
}

/* The names of the files, which must be found in this order */
static void
check_files (const Walked *walked,
             const char   *expected)
{
  g_autoptr(GString) files = g_string_new (NULL);

  for (guint i = 0; i < walked->files->len; i++)
    g_string_append_printf (files, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (walked->files, i));

  g_assert_cmpstr (files->str, ==, expected);
}

static void
link_to (const char *target,
         const char *dir,
         const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Faster than idio_test_write(), and with names of any length */
static void
make_empty (const char *dir,
            const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_cmpint (mknod (path, S_IFREG | 0600, 0), ==, 0);
}

/* Nobody misses what systems put beside files; what is only called in a similar way is somebody's. */
static void
test_side_files (void)
{
  static const char * const names[] = {
    "Thumbs.db", "desktop.ini", "Desktop.INI", ".DS_Store", "._a.txt", "Icon\r", "~$letter.docx", ".~lock.letter.odt#",
    "desktop.ini.txt", "~letter.txt", "icon", NULL,
  };
  static const char * const folders[] = { "__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", NULL };
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { 0 };

  for (guint i = 0; names[i] != NULL; i++)
    make_empty (dir, names[i]);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (dir, folders[i], NULL);

      g_assert_no_errno (mkdir (path, 0700));
      make_empty (path, "a.txt");
    }

  walk (&walked, dir, NULL);
  check_files (&walked, "desktop.ini.txt icon ~letter.txt");
  g_assert_cmpuint (walked.reasons->len, ==, 0);
  idio_test_remove_tree (dir);
}

static void
test_order (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  idio_test_write (dir, "b.txt", "");
  idio_test_write (dir, "c/a.txt", "");
  idio_test_write (dir, "c/d/e.txt", "");
  idio_test_write (dir, "a.txt", "");
  idio_test_write (dir, "d.txt", "");
  idio_test_write (dir, ".hidden.txt", "");
  idio_test_write (dir, ".hidden/f.txt", "");

  walk (&walked, dir, NULL);
  check_files (&walked, "a.txt b.txt a.txt e.txt d.txt");
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

/* Each folder links to all others and to itself. To walk each way through them takes some million steps. */
static void
test_linked_to_each_other (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  for (guint i = 0; i < N_LINKED; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (dir, name, NULL);
      g_autofree char *file = g_strdup_printf ("%u/%u.txt", i, i);

      idio_test_write (dir, file, "");

      for (guint j = 0; j < N_LINKED; j++)
        {
          g_autofree char *link = g_strdup_printf ("to-%u", j);
          g_autofree char *target = g_strdup_printf ("../%u", j);

          link_to (target, folder, link);
        }
    }

  walk (&walked, dir, NULL);
  check_files (&walked, "0.txt 1.txt 2.txt 3.txt 4.txt 5.txt 6.txt 7.txt 8.txt");
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

/* More links in a row than the kernel follows, in the order of the walk. */
static void
test_chain_of_links (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  for (guint i = 100; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (dir, name, NULL);
      g_autofree char *file = g_strdup_printf ("%u/%u.txt", i, i);
      g_autofree char *target = g_strdup_printf ("../%u", MIN (i + 1, 199));

      idio_test_write (dir, file, "");
      link_to (target, folder, "next");
    }

  walk (&walked, dir, NULL);
  g_assert_cmpuint (walked.files->len, ==, 100);
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

static void
test_links (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other = idio_test_make_dir ();
  g_autofree char *sub = g_build_filename (dir, "sub", NULL);
  g_auto(Walked) walked = { NULL, }, twice = { NULL, };

  idio_test_write (dir, "sub/a.txt", "");
  idio_test_write (other, "b.txt", "");
  link_to (other, sub, "elsewhere");
  link_to (other, dir, "the-same");
  link_to ("..", sub, "up");
  link_to ("a.txt", sub, "linked.txt");

  /* Links to files are files. What is reached only by links is found too, and once. */
  walk (&walked, dir, NULL);
  check_files (&walked, "a.txt linked.txt b.txt");
  g_assert_cmpuint (walked.reasons->len, ==, 0);

  /* Also what someone names twice */
  walk (&twice, sub, dir);
  check_files (&twice, "a.txt linked.txt b.txt");
}

static void
test_depth (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GString) path = g_string_new (NULL);
  g_auto(Walked) walked = { NULL, };

  for (guint i = 0; i < 150; i++)
    g_string_append (path, "d/");

  g_string_append (path, "deep.txt");
  idio_test_write (dir, path->str, "");
  idio_test_write (dir, "d/d/d/shallow.txt", "");

  walk (&walked, dir, NULL);
  check_files (&walked, "shallow.txt");
  g_assert_cmpuint (walked.reasons->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (walked.reasons, 0), "The folder is too deep inside of others."));
}

/* A Maildir++ with what Dovecot and Courier put beside the mails, and other hidden folders than those of mails */
static void
test_maildir (void)
{
  static const char * const files[] = {
    "cur/1.M1P1.host:2,S", "new/2.M1P1.host", "tmp/3.M1P1.host", "dovecot-uidlist", "subscriptions",
    "dovecot.index.log", "courierimapkeywords/:list", ".Sent/cur/4.M1P1.host:2,S", ".Sent/tmp/5.M1P1.host",
    ".Sent/new/6.M1P1.host", ".Sent/maildirfolder", ".Sent.2024/cur/7.M1P1.host:2,FS", ".Sent.2024/maildirfolder",
    ".notmuch/xapian/8", ".git/cur.txt", ".hidden.txt", ".Sent/cur/.9.M1P1.host",
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, }, sent = { NULL, };
  g_autofree char *folder = g_build_filename (dir, "Mail", ".Sent", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename ("Mail", files[i], NULL);

      idio_test_write (dir, path, "");
    }

  walk (&walked, dir, NULL);
  check_files (&walked, "4.M1P1.host:2,S 6.M1P1.host 7.M1P1.host:2,FS 1.M1P1.host:2,S 2.M1P1.host");
  g_assert_cmpuint (walked.reasons->len, ==, 0);

  walk (&sent, folder, NULL);
  check_files (&sent, "4.M1P1.host:2,S 6.M1P1.host");
}

/* Of a folder that is no Maildir everything is read that is not hidden. */
static void
test_no_maildir (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  idio_test_write (dir, "cur/a.txt", "");
  idio_test_write (dir, "new/b.txt", "");
  idio_test_write (dir, "c.txt", "");
  idio_test_write (dir, ".Sent/cur/d.txt", "");
  walk (&walked, dir, NULL);
  check_files (&walked, "c.txt a.txt b.txt");
}

/* Thunderbird, Apple Mail, Evolution, and KMail */
static void
test_mail_programs (void)
{
  static const char * const files[] = {
    "1/Sent", "1/Sent.msf", "1/Sent.sbd/2024", "1/Sent.sbd/2024.msf", "1/msgFilterRules.dat", "1/filterlog.html",
    "2/Sent.mbox/mbox", "2/Sent.mbox/table_of_contents", "2/Info.plist", "2/Inbox.mbox/5A/Messages/7.emlx",
    "3/Inbox", "3/Inbox.cmeta", "3/Inbox.ev-summary", "3/Inbox.ibex.index", "3/Inbox.ibex.index.data",
    "4/inbox/cur/8", "4/inbox/new/9", "4/.inbox.directory/work/cur/10", "4/.inbox.directory/work/new/11",
    "4/.inbox.index", "4/.directory",
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    idio_test_write (dir, files[i], "");

  walk (&walked, dir, NULL);
  check_files (&walked, "Sent 2024 7.emlx mbox Inbox 10 11 8 9");
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

/* GIO reads a file of this name, whatever it is, if it is asked which files are hidden. With a FIFO that waits. */
static void
test_list_of_hidden (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *fifo = g_build_filename (dir, ".hidden", NULL);
  g_auto(Walked) walked = { NULL, };

  idio_test_write (dir, "a.txt", "");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  walk (&walked, dir, NULL);
  check_files (&walked, "a.txt");
}

/* A name is any bytes but a slash. */
static void
test_names (void)
{
  static const char * const names[] = {
    " .txt", "-.txt", "a\nb.txt", "a\x1b[31m.txt", "\xff\xfe.txt", "\u202etxt.exe", "…",
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *longest = g_strnfill (255, 'x');
  g_auto(Walked) walked = { NULL, };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    idio_test_write (dir, names[i], "");

  make_empty (dir, longest);
  walk (&walked, dir, NULL);
  g_assert_cmpuint (walked.files->len, ==, G_N_ELEMENTS (names) + 1);
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

static void
test_stop (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { .max_files = 5 };

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%u.txt", i / 3, i);

      idio_test_write (dir, name, "");
    }

  walk (&walked, dir, NULL);
  g_assert_cmpuint (walked.files->len, ==, 5);
  g_assert_cmpuint (walked.reasons->len, ==, 0);
}

static void
test_many (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_auto(Walked) walked = { NULL, };

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      make_empty (dir, name);
    }

  walk (&walked, dir, NULL);
  g_assert_cmpuint (walked.files->len, ==, N_MANY);
}

static void
add_tests (void)
{
  g_test_add_func ("/folder-walk/order", test_order);
  g_test_add_func ("/folder-walk/side-files", test_side_files);
  g_test_add_func ("/folder-walk/linked-to-each-other", test_linked_to_each_other);
  g_test_add_func ("/folder-walk/chain-of-links", test_chain_of_links);
  g_test_add_func ("/folder-walk/links", test_links);
  g_test_add_func ("/folder-walk/depth", test_depth);
  g_test_add_func ("/folder-walk/list-of-hidden", test_list_of_hidden);
  g_test_add_func ("/folder-walk/maildir", test_maildir);
  g_test_add_func ("/folder-walk/no-maildir", test_no_maildir);
  g_test_add_func ("/folder-walk/mail-programs", test_mail_programs);
  g_test_add_func ("/folder-walk/names", test_names);
  g_test_add_func ("/folder-walk/stop", test_stop);
  g_test_add_func ("/folder-walk/many", test_many);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
