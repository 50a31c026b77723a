/* test-limits.c: what importing takes of time and memory, for the largest files there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <time.h>

#include "idio-test.h"
#include "formats/idio-source.h"
#include "read-texts.h"

/* A file may take ten times its size in memory, and what cmark takes for one piece of a text. */
#define MAX_BYTES_PER_BYTE 10
#define MAX_MORE_BYTES (64 * 1000 * 1000)

/* Of CPU. What is not linear takes hours. */
#define MAX_SECONDS 60

/* The sanitizers slow all down, and take memory of their own. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

/* With "-m slow" files are as large as they may be, and the figures are printed. The mode does not get to the process
 * of each test, the environment does. */
#define SLOW "IDIOLECT_TEST_SLOW"

static gsize
get_size (void)
{
  if (g_getenv (SLOW) != NULL)
    return IDIO_TEXT_MAX_BYTES;

  return SANITIZED ? IDIO_TEXT_MAX_BYTES / 20 : IDIO_TEXT_MAX_BYTES / 4;
}

/**
 * Input:
 * @name: of the test
 * @file_name: which tells the importer
 * @unit: what the file is made of, again and again
 * @make: (nullable): makes it of something else
 * @charset: (nullable): which it is encoded in afterwards
 */
typedef struct
{
  const char *name;
  const char *file_name;
  const char *unit;
  void      (*make) (GString *text);
  const char *charset;
} Input;

static void
make_numbered (GString *text)
{
  for (guint i = 1; text->len < get_size () - 20; i++)
    g_string_append_printf (text, "%u. a\n", i);
}

static void
make_nested_lists (GString *text)
{
  while (text->len < get_size () / 2)
    g_string_append (text, "- ");

  g_string_append (text, "a");

  while (text->len < get_size ())
    g_string_append_c (text, '\n');
}

/* What is nested and what is within it, close enough to each other for cmark to get both at once */
static void
make_nested_emphasis (GString *text)
{
  while (text->len < get_size () - 200 * 1000)
    {
      for (guint i = 0; i < 50 * 1000; i++)
        g_string_append (text, "- ");

      for (guint i = 0; i < 50 * 1000; i++)
        g_string_append (text, "a*");

      g_string_append (text, "\n\n");
    }
}

static void
make_stairs (GString *text)
{
  for (guint i = 0; text->len < get_size () - 5000; i = (i + 1) % 2000)
    g_string_append_printf (text, "%*s- a\n", (int) i * 2, "");
}

static void
make_fence (GString *text)
{
  g_string_append (text, "a\n\n```\n");

  while (text->len < get_size () - 20)
    g_string_append (text, "code [a](b)\n\n");
}

#define PROSE "The *quick* brown fox, as they say, jumps over the lazy dog’s [back](http://a.b) and runs on.\n\n"

static const Input inputs[] = {
  { "prose", "a.txt", PROSE },
  { "one-line", "a.txt", "word " },
  { "one-word", "a.txt", "w" },
  { "blank-lines", "a.txt", "\n" },
  { "crlf", "a.txt", "a\r\n" },
  { "cr", "a.txt", "a\r\r" },
  { "quotes", "a.txt", "> a\n" },
  { "announcements", "a.txt", "wrote:\n" },
  { "dividers", "a.txt", "---\n--\nFrom:\n" },
  { "rules", "a.txt", "-----Original Message:\nx\n" },
  { "heads", "a.txt", "From: a\nTo: b\n" },
  { "addresses", "a.txt", "To: a@b.example\n" },
  { "attributions", "a.txt", "On 1.1.25 9:14 a@b.example wrote:\n" },
  { "attribution-starts", "a.txt", "On Mon, 1 Jan 2025, Ann <\n" },
  { "signatures", "a.txt", "--\nTel: 1234567\n" },
  { "footers", "a.txt", "Sent from my iPhone\n\n> a\n" },
  { "answers", "a.txt", ">\na\n" },
  { "legal", "a.txt", "a\n\nintended solely for\n> a\n" },
  { "blocks", "a.txt", "-----BEGIN PGP MESSAGE-----\n" },
  { "stars", "a.txt", "* * * * * * * mailing\n" },
  { "ats", "a.txt", "a@b<a@b(" },
  { "subjects", "a.txt", "Subject: a\n" },
  { "marks", "a.txt", "a!,?" },
  { "astral", "a.txt", "😀" },
  { "windows", "a.txt", "\x80 " },
  { "utf16", "a.txt", "中a", .charset = "UTF-16LE" },
  { "md-prose", "a.md", PROSE },
  { "md-brackets", "a.md", "[" },
  { "md-delimiters", "a.md", "*_" },
  { "md-angles", "a.md", "<" },
  { "md-ticks", "a.md", "` `` " },
  { "md-quotes", "a.md", ">" },
  { "md-quote-lines", "a.md", "> a\n" },
  { "md-items", "a.md", "- a\n" },
  { "md-lists", "a.md", "- " },
  { "md-numbers", "a.md", "1. " },
  { "md-lines", "a.md", "a\n" },
  { "md-headings", "a.md", "# a\n" },
  { "md-blank-lines", "a.md", "\n" },
  { "md-definitions", "a.md", "[a]: b\n\n" },
  { "md-numbered", "a.md", NULL, make_numbered },
  { "md-nested", "a.md", NULL, make_nested_lists },
  { "md-emphasis", "a.md", NULL, make_nested_emphasis },
  { "md-stairs", "a.md", NULL, make_stairs },
  { "md-fence", "a.md", NULL, make_fence },
};

static GBytes *
make_bytes (const Input *input)
{
  g_autoptr(GString) text = g_string_sized_new (get_size ());
  char *converted;
  gsize length;

  if (input->make != NULL)
    input->make (text);
  else
    while (text->len + strlen (input->unit) <= get_size ())
      g_string_append (text, input->unit);

  if (input->charset == NULL)
    return g_string_free_to_bytes (g_steal_pointer (&text));

  g_string_truncate (text, text->len / 8 * 4);
  g_string_prepend (text, "\ufeff");
  converted = g_convert (text->str, (gssize) text->len, input->charset, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull (converted);

  return g_bytes_new_take (converted, length);
}

/* The most memory that this process had, in bytes, so far */
static gsize
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);

  return (gsize) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static double
get_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* In a process of its own, which had no more memory before. */
static void
test_in_process (gconstpointer data)
{
  const Input *input = data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GError) error = NULL;
  double start;
  gsize before, taken;

  if (!g_test_subprocess ())
    {
      if (g_test_slow ())
        g_setenv (SLOW, "1", TRUE);

      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  bytes = make_bytes (input);
  before = get_peak ();
  start = get_seconds ();
  texts = idio_test_read_texts (input->file_name, bytes, NULL, &error);
  taken = get_peak () - before;

  if (g_getenv (SLOW) != NULL)
    g_printerr ("%-16s %5.1f MB  %5.1f MB taken %5.2f s\n", input->name, (double) g_bytes_get_size (bytes) / 1e6,
                (double) taken / 1e6, get_seconds () - start);

  g_assert_true (texts != NULL || error->domain == IDIO_IMPORT_ERROR);
  g_assert_cmpfloat (get_seconds () - start, <, MAX_SECONDS);

  if (!SANITIZED)
    g_assert_cmpuint (taken, <=, MAX_BYTES_PER_BYTE * g_bytes_get_size (bytes) + MAX_MORE_BYTES);
}

static void
add_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/limits/%s", inputs[i].name);

      g_test_add_data_func (path, &inputs[i], test_in_process);
    }
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
