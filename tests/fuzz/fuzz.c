/* fuzz.c: what the fuzz targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "fuzz.h"

/* Texts in one input are separated by form feeds, which no importer leaves in a text. */
#define SEPARATOR "\f"

/* Of so many inputs one is run as a large one, too. */
#define INPUTS_A_LARGE_ONE 4096

/* No input takes longer, not even a large one with sanitizers. Poppler takes 25 seconds to search some damaged files for
 * what they can be repaired with; what grows with the square takes many times that in a megabyte. The processor's time is
 * counted: on a busy machine the time of libFuzzer, by the clock, finds innocent inputs. */
#define SECONDS_PER_INPUT 60

static char *dir;

/* In the report the stack is below this. */
G_NORETURN static void
time_is_up_cb (int number)
{
  abort ();
}

static void
limit_time (long seconds)
{
  const struct itimerval limit = { .it_value.tv_sec = seconds };

  setitimer (ITIMER_PROF, &limit, NULL);
}

/* What GLib complains about is a fault of the caller. */
int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  signal (SIGPROF, time_is_up_cb);

  return 0;
}

/* Repeats a piece until the input has @wanted bytes. */
static size_t
inflate (GRand  *rand,
         guint8 *data,
         size_t  size,
         size_t  wanted)
{
  gsize start = (gsize) g_rand_int_range (rand, 0, (gint32) size);
  gsize length = (gsize) g_rand_int_range (rand, 1, (gint32) MIN (size - start, 64) + 1);
  g_autofree guint8 *piece = g_memdup2 (data + start, length);
  g_autofree guint8 *rest = g_memdup2 (data + start, size - start);
  gsize end = start;

  for (; end + length + size - start <= wanted; end += length)
    memcpy (data + end, piece, length);

  memcpy (data + end, rest, size - start);

  return end + size - start;
}

/* What takes longer or more memory than in proportion shows at inputs that are too slow to be run each time. They
 * hang on the small input alone, so that this is enough to see it again. */
static void
run_inflated (const guint8 *data,
              size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  guint hash = g_bytes_hash (bytes);
  g_autoptr(GRand) rand = g_rand_new_with_seed (hash);
  g_autofree guint8 *large = NULL;

  if (size == 0 || size > LARGE_INPUT || g_rand_int_range (rand, 0, INPUTS_A_LARGE_ONE) > 0)
    return;

  large = g_malloc (LARGE_INPUT);
  memcpy (large, data, size);
  size = inflate (rand, large, size, LARGE_INPUT);
  fuzz_run (large, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  int result;

  limit_time (SECONDS_PER_INPUT);
  run_inflated (data, size);
  result = fuzz_run (data, size);
  limit_time (0);

  return result;
}

/* As files from Windows have them. */
static size_t
change_line_ends (guint8 *data,
                  size_t  size,
                  size_t  max_size)
{
  g_autofree guint8 *old = g_memdup2 (data, size);
  gsize n = 0;

  for (gsize i = 0; i < size && n + 2 <= max_size; i++)
    {
      if (old[i] == '\n' && (i == 0 || old[i - 1] != '\r'))
        data[n++] = '\r';

      data[n++] = old[i];
    }

  return n;
}

static gsize
find_line (const guint8 *data,
           gsize         size,
           gsize         from)
{
  const guint8 *end = memchr (data + from, '\n', size - from);

  return end != NULL ? (gsize) (end - data) + 1 : size;
}

/* Moves a line to the end, and with it what it begins: a quote, a header, an item. */
static size_t
move_line (GRand  *rand,
           guint8 *data,
           size_t  size)
{
  gsize start = find_line (data, size, (gsize) g_rand_int_range (rand, 0, (gint32) size));
  gsize end = start < size ? find_line (data, size, start) : size;
  g_autofree guint8 *line = g_memdup2 (data + start, end - start);

  memmove (data + start, data + end, size - end);

  if (end > start)
    memcpy (data + size - (end - start), line, end - start);

  return size;
}

size_t
LLVMFuzzerCustomMutator (guint8       *data,
                         size_t        size,
                         size_t        max_size,
                         unsigned int  seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  switch (size > 0 ? g_rand_int_range (rand, 0, 256) : 255)
    {
    case 0:
      return inflate (rand, data, size, MIN (max_size, size * 8));

    case 1:
    case 2:
      return change_line_ends (data, size, max_size);

    case 3:
    case 4:
    case 5:
    case 6:
      return move_line (rand, data, size);

    default:
      return LLVMFuzzerMutate (data, size, max_size);
    }
}

/**
 * fuzz_dup_text:
 * @data: any bytes
 * @size: how many
 *
 * Returns: (transfer full): the bytes as valid UTF-8
 */
char *
fuzz_dup_text (const guint8 *data,
               size_t        size)
{
  return g_utf8_make_valid ((const char *) data, (gssize) size);
}

/**
 * fuzz_split:
 * @text: a text
 * @max_parts: how many parts at most
 *
 * Returns: (transfer full) (element-type utf8): the parts of @text, at least one
 */
GPtrArray *
fuzz_split (const char *text,
            guint       max_parts)
{
  g_auto(GStrv) parts = g_strsplit (text, SEPARATOR, (gint) max_parts);
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (array, g_steal_pointer (&parts[i]));

  if (array->len == 0)
    g_ptr_array_add (array, g_strdup (""));

  return array;
}

static int
remove_entry (const char        *path,
              const struct stat *status,
              int                type,
              struct FTW        *position)
{
  return remove (path);
}

static void
remove_dir (void)
{
  nftw (dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_free (dir);
}

/**
 * fuzz_get_dir:
 *
 * Returns: a folder in memory, where that is possible; removed when the program ends
 */
const char *
fuzz_get_dir (void)
{
  if (dir != NULL)
    return dir;

  dir = g_strdup (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm/idiolect-fuzz-XXXXXX"
                                                               : "/tmp/idiolect-fuzz-XXXXXX");

  if (g_mkdtemp (dir) == NULL)
    g_error ("There is no place for files");

  atexit (remove_dir);

  return dir;
}

/**
 * fuzz_run_fiber:
 * @func: what to run
 * @data: data for @func
 *
 * Runs @func as a fiber, which may await futures, to its end.
 */
void
fuzz_run_fiber (DexFiberFunc func,
                gpointer     data)
{
  g_autoptr(DexFuture) future = NULL;

  dex_init ();
  future = dex_scheduler_spawn (NULL, 1024 * 1024, func, data, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  /* What was freed at the end of the fiber may have work left to do. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_boundary (const char *text,
             gsize       position)
{
  return (text[position] & 0xc0) != 0x80;
}

/**
 * fuzz_is_span:
 * @text: valid UTF-8
 * @size: its length, in bytes
 * @start: a position in it, in bytes
 * @length: in bytes
 *
 * Returns: whether so many bytes from @start are characters of @text
 */
gboolean
fuzz_is_span (const char *text,
              gsize       size,
              gsize       start,
              gsize       length)
{
  return start <= size && length <= size - start && is_boundary (text, start) && is_boundary (text, start + length);
}
