/* shapes.c: texts of one shape and any size, and how what reads them grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shapes.h"

/* Each size is tried so often, and the best time of each counts; where one try takes long, so often at least. */
#define MAX_TRIES 8
#define MIN_TRIES 3

/* A text is compared with a fourth of it: where time grows with the square that takes not four but sixteen times as long.
 * So many seconds are chance, and so many more are none. */
#define MAX_RATIO   8
#define CHANCE_TIME 0.003
#define ENOUGH_TIME 0.5

/* With the sanitizer each text is only read: the time is that of its own memory, kept and given back when it likes. */
#ifdef __SANITIZE_ADDRESS__
#define TIME_COUNTS FALSE
#else
#define TIME_COUNTS TRUE
#endif

/* Of each a text is made, see shapes_make(). */
static const char * const shapes[] = {
  /* Blanks and lines */
  "\n", "\r\n", "\r", " ", "\t", "\u00a0", "\u3000", "\u2028", " \n", "\n\n \t\n", "a\n", "a\r\n", "a\n\n", "a \n",
  "a  b ", "A word.  ", "word\u202f! ", "~\n", "~\n\n",

  /* Lists */
  "- a\n", "* a\n", "+ a\n", "• a\n", "1. a\n", "#. ~\n", "a) b\n", "- - a ", " - a", "- ~ ", "we saw it - a ", "#) a ",
  "[ ] a\n", "| a | b |\n", "> a\n", "> > ", "Name: ~\n", "Name: ", "From: a@b.c\n", "On Monday, Ann wrote:\n> a\n",

  /* One sentence */
  "word ", "and ", "we and ", "or ", "we and they or ", "we, ", "we, they and ", "the a and ", "a, ", ", ", ", and ",
  "ann and bob, ", "~ and ", "is ", "is not ", "was very ", "was really quickly ", "please call ", "so please ",
  "could you ", "in order ", "in order to ", "thank ", "thank you ", "I think ", "i ", "it is ", "do not ", "let me ",
  "Then ", "THEN ", "NASA ", "Ann, ", "So, ", "call, ", "let's ",

  /* Sentences */
  "I am here, and you are there. ", "We went to ~ and saw # of it. ", "Go. ", "go. ", "Go! ", "Why? ", "Go", "go.Go",
  "Thanks! ", "Sorry. ", "Could you send it? ", "Please send it. ", "and we go. ", "However, we go. ", "I go. ",
  "The road was built. ", "The red, the green, and the blue. ", "The red, green and blue. ", "a; b; ", "two: a ",
  "It is fine (mostly). ", "It is fine - mostly they say. ", "It is fine -- mostly they say. ", "It’s fine… ",

  /* Words */
  "a", "A", "ab", "aB", "~", "~ ", "~~", "camelCase", "a-", "a-b-", "a-b ", "well-known ", "a'", "a'b ", "a’b ", "'", "’",
  "don't ", "n't ", "I'd've ", "'s ", "sooo ", "oooo", "iii ", "XIV ", "www", "x1", "1", "1 ", "# ", "1.5 ", "1.", "1,",
  "1:", "10:30 ", "0x#f ", "a.", "a. ", "a.b", "A.B. ", "U.S. ", "J. ", "J. K. ", "e.g. ", "e.g. A", "etc.\n", "Mr. ",
  "No. 5 ", "Dr. A. ", "color colour ", "recieve ", "gonna ", "lol ", "FYI ",

  /* Letters */
  "Hi Tom,\n\n", "Hi ", "Dear Ann, ", "Dear Ann,\n", "Ann, ", "Best,\nTom\n", "Cheers ", "Tom\n", "tm\n", "Tom x1234\n",
  "P.S. a\n", "P.S. ", "+1 (713) 555-0100\n", "a@b.c\n", "--\n", "-- \nTom\n", "Thanks for it,\n\n", "Hi guys, ",

  /* Marks */
  "“", "”", "\"", "\" ", "“a” ", "“a b c d” ", "“a ", "\"a\" ", "«", "»a", "„", "‘", "(", ")", "(a ", "(a) ", "((a)) ", "[",
  "{", "}", "[a](b) ", "-", "- ", "--", "-- ", "—", "— ", "a—", "a — ", "–", "a -", ".", ". ", "..", "... ", "…", "….",
  ".)", ".) ", ".\" ", ". 1", ".a", ". a", ". A", "!", "!?", "!? ", "?!a", "! ", "?", ":", ": ", ":-", ";", "; ", "a; ",
  "&", "& ", "a & b ", "&amp; ", "&a; ", "@", "@ ", "a@", "a@b ", "a@b.c,", "a.b-c+d@e ", "<", "<a@b.c> ", "#", "=", "== ",
  "_", "_\u203f", "\u203f", "a_", "_a ", "*", "*a* ", "`", "`a` ", "~~a~~ ", "\\", "/", "a/", "|", "^", "$5 ", "5% ", "+",
  "http://", "http://a ", "http://a.b/~ ", "http://)", "http://a.,!", "://", "www.", "www.a ", "www.a.b, ", "ftp://a<",

  /* Faces */
  ":)", ":) ", ":-) ", ":)))x", ":)!?", ";) ", "<3 ", "<3", "=)", "=", ":o", ":'( ", "😀", "😀 ", "😀. ",
  "\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb ", "\u200d", "\U0001f469\u200d", "🇩🇪", "🇩", "1\ufe0f\u20e3 ", "❤\ufe0f",
  "👍🏽",

  /* Scripts */
  "é", "é ", "e\u0301", "e\u0301 ", "\u0301", "\u0323\u0301", "\u0301\u0323", "\u0301\u0323\u0327\u0338", "\u0345\u0301",
  "ﬀ", "ß", "İ", "ı", "ŉ", "語", "語 ", "語。", "漢字とかな", "カタカナ", "ภาษาไทย", "ภาษาไทย ", "ພາສາລາວ", "ភាសាខ្មែរ", "မြန်မာ",
  "مرحبا", "مرحبا ", "مرحبا؟ ", "שלום ", "नमस्ते ", "नमस्ते। ", "한국어 ", "각", "\u1112\u1161\u11ab", "\u1161", "привет ", "Привет. ",
  "ਪੰਜਾਬੀ", "𝒜", "\U0001d16e\U0001d165", "\u0f71\u0f72\u0f74",

  /* What nobody sees */
  "\u200b", "a\u200b", "\u00ad", "a\u00adb", "\ufeff", "\u2060", "\u202e", "\u2066a\u2069", "\x01", "\x1b[0m", "\x7f", "\ufffd",
  "\u0378", "\ue000", "\U000e0061",

  /* Lines that a program folded */
  "They went to the old harbor and looked for the boat of the crew\n", "and they went to the old harbor to look for it,\n",
  "~ ~ ~ ~ ~ ~ ~ ~ ~ ~\n",
};

static void
append_word (GString *text,
             guint    number)
{
  do
    {
      g_string_append_c (text, (char) ('a' + number % 26));
      number /= 26;
    }
  while (number > 0);

  g_string_append_c (text, 'q');
}

/**
 * shapes_make:
 * @unit: what is repeated; each `#` in it is another number, each `~` another word
 * @n_bytes: how long the text may be
 *
 * Returns: (transfer full): a text of nothing else
 */
char *
shapes_make (const char *unit,
             gsize       n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + 64);
  gsize end = 0;

  for (guint n = 0; text->len <= n_bytes; n++)
    {
      end = text->len;

      for (const char *p = unit; *p != '\0'; p++)
        if (*p == '#' && unit[1] != '\0')
          g_string_append_printf (text, "%u", n);
        else if (*p == '~')
          append_word (text, n);
        else
          g_string_append_c (text, *p);
    }

  g_string_truncate (text, end);

  return g_string_free_and_steal (text);
}

/* Of this thread. */
static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* What is run, with one of two sizes. */
typedef struct
{
  ShapeFunc   func;
  const char *text;
  ManyFunc    many;
  guint       n;
} Run;

static double
take_time (const Run *run)
{
  double start = get_time ();

  if (run->func != NULL)
    run->func (run->text);
  else
    run->many (run->n);

  return get_time () - start;
}

static void
assert_linear (const char *name,
               const char *what,
               const Run  *small,
               const Run  *large)
{
  g_autofree char *escaped = g_strescape (what, NULL);
  double large_time = G_MAXDOUBLE, small_time = G_MAXDOUBLE;

  for (guint i = 0; i < MAX_TRIES && (i < MIN_TRIES || large_time < ENOUGH_TIME); i++)
    {
      small_time = MIN (small_time, take_time (small));
      large_time = MIN (large_time, take_time (large));

      if (!TIME_COUNTS || large_time <= MAX_RATIO * small_time + CHANCE_TIME)
        return;
    }

  g_test_message ("%s: four times as many “%s” take %.1f times as long: %.4f s", name, escaped, large_time / small_time,
                  large_time);
  g_test_fail ();
}

/* Pages that the kernel gives and takes would cost more than what is done with them. */
static void
keep_pages (void)
{
  mallopt (M_MMAP_MAX, 0);
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
}

/**
 * shapes_assert_linear:
 * @name: what @func is called
 * @func: what is to grow as its text does
 * @n_bytes: the size of the largest text
 *
 * Fails if there is a shape of which four times as much takes far more than four times as long.
 */
void
shapes_assert_linear (const char *name,
                      ShapeFunc   func,
                      gsize       n_bytes)
{
  keep_pages ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *large = shapes_make (shapes[i], n_bytes);
      g_autofree char *small = shapes_make (shapes[i], n_bytes / 4);

      assert_linear (name, shapes[i], &(Run) { .func = func, .text = small }, &(Run) { .func = func, .text = large });
    }
}

/**
 * many_assert_linear:
 * @name: what @func is called
 * @func: what is to grow as their number does
 * @n: how many
 *
 * Fails if four times as many take far more than four times as long.
 */
void
many_assert_linear (const char *name,
                    ManyFunc    func,
                    guint       n)
{
  keep_pages ();
  assert_linear (name, "documents", &(Run) { .many = func, .n = n / 4 }, &(Run) { .many = func, .n = n });
}

/* What the kernel says of this process, in bytes. */
static gsize
read_status (const char *field)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || !(line = strstr (status, field)))
    return 0;

  return (gsize) g_ascii_strtoull (line + strlen (field), NULL, 10) * 1024;
}

/**
 * shapes_measure_peak:
 * @func: what reads a text
 * @text: a text
 *
 * Runs @func in a process of its own.
 *
 * Returns: by how many bytes that grew at the most; 0 where the kernel does not say
 */
gsize
shapes_measure_peak (ShapeFunc   func,
                     const char *text)
{
  gsize peak = 0;
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);

  if (child == 0)
    {
      gsize before = read_status ("VmRSS:");

      func (text);
      peak = read_status ("VmHWM:");
      peak -= MIN (peak, before);
      _exit (write (ends[1], &peak, sizeof peak) == sizeof peak ? 0 : 1);
    }

  close (ends[1]);
  g_assert_cmpint (read (ends[0], &peak, sizeof peak), ==, sizeof peak);
  close (ends[0]);
  waitpid (child, NULL, 0);

  return peak;
}
