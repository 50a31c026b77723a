/* idio-engine-log.c: what the engine says, kept for whoever looks for what went wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "llm/idio-engine-log.h"

/* At most two files of this size, which is a few hundred drafts. */
#define MAX_FILE_BYTES (256 * 1024)

/* Reasons are shorter. */
#define MAX_LINE_BYTES 400

/* The last of what was said, in which the reason for an end is looked for */
#define MAX_TAIL_BYTES 8192

#define CHUNK_BYTES 65536

struct _IdioEngineLog
{
  GObject   parent_instance;
  GString  *tail;
  GString  *line;         /* begun, and not yet ended */
  guint     n_deletions;  /* how many there had been when it began */
  gboolean  has_loaded;
};

/* How often the files were deleted. A process that ran then is not written of any more. */
static guint n_deletions;

G_DEFINE_FINAL_TYPE (IdioEngineLog, idio_engine_log, G_TYPE_OBJECT)

typedef struct
{
  IdioEngineLog *self;
  GInputStream  *stream;
  char          *title;
} Read;

static void
read_free (Read *read)
{
  g_clear_object (&read->self);
  g_clear_object (&read->stream);
  g_free (read->title);
  g_free (read);
}

/* A line is “0.03.465.336 I srv  llama_server: listening …”: time, level, part of the program, and function. Returns
 * what follows the first two, or NULL. */
static const char *
skip_head (const char *line)
{
  const char *p = line;

  while (g_ascii_isdigit (*p) || *p == '.')
    p++;

  if (p == line || *p != ' ' || strchr ("IWED", p[1]) == NULL || p[1] == '\0' || p[2] != ' ')
    return NULL;

  return p + 3;
}

/* How much of a line that came after a request can't have words of the request in it. The lines of slots have numbers;
 * others quote what they could not parse. A failed assertion says where in the program it stands. */
static gsize
measure_safe (const char *line)
{
  const char *rest = skip_head (line);
  const char *end;

  if (rest == NULL)
    return strstr (line, ": GGML_ASSERT(") != NULL && g_str_has_suffix (line, " failed") ? strlen (line) : 0;

  if (g_str_has_prefix (rest, "slot ") && (end = strstr (rest, ": id ")) != NULL)
    return strlen (line);

  return (end = strstr (rest, ": ")) != NULL ? (gsize) (end - line) : 0;
}

/* Adds lines to the file. When it is full it becomes the older of two. Where nothing can be written nothing is kept.
 * Several processes may do so at once. */
static DexFuture *
append_thread (gpointer data)
{
  const char *text = data;
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *older = g_strconcat (path, ".1", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  gsize length = MIN (strlen (text), MAX_FILE_BYTES);
  GStatBuf status;
  int fd;

  g_mkdir_with_parents (dir, 0700);

  if (g_lstat (path, &status) == 0 && status.st_size + (goffset) length > MAX_FILE_BYTES)
    g_rename (path, older);

  fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd >= 0)
    {
      if (write (fd, text, length) < 0)
        g_debug ("The engine’s log was not written: %s", g_strerror (errno));

      g_close (fd, NULL);
    }

  return dex_future_new_true ();
}

static DexFuture *
append (IdioEngineLog *self,
        const char    *text)
{
  g_assert (IDIO_IS_ENGINE_LOG (self));

  return *text != '\0' && self->n_deletions == n_deletions
         ? idio_thread_spawn ("[idiolect-log]", append_thread, g_strdup (text), g_free) : dex_future_new_true ();
}

static DexFuture *
delete_thread (gpointer data)
{
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *older = g_strconcat (path, ".1", NULL);
  g_autofree char *dir = g_path_get_dirname (path);

  g_unlink (path);
  g_unlink (older);
  g_rmdir (dir);

  return dex_future_new_true ();
}

/* Takes what was read, and returns what of it goes into the file. */
static char *
take (IdioEngineLog *self,
      const char    *data,
      gsize          length)
{
  const char *end;
  g_autofree char *text = NULL, *clean = NULL;

  g_assert (IDIO_IS_ENGINE_LOG (self));

  g_string_append_len (self->line, data, (gssize) length);
  end = g_strrstr_len (self->line->str, (gssize) self->line->len, "\n");
  length = end != NULL ? (gsize) (end + 1 - self->line->str) : 0;

  /* Nobody writes such a line. */
  if (self->line->len - length > MAX_TAIL_BYTES)
    length = self->line->len;

  text = g_utf8_make_valid (self->line->str, (gssize) length);
  g_string_erase (self->line, 0, (gssize) length);
  clean = idio_engine_log_clean (text, !self->has_loaded);
  g_string_append (self->tail, clean);

  if (self->tail->len > MAX_TAIL_BYTES)
    g_string_erase (self->tail, 0, (gssize) (self->tail->len - MAX_TAIL_BYTES));

  return g_steal_pointer (&clean);
}

static DexFuture *
read_fiber (gpointer data)
{
  Read *read = data;

  dex_await (append (read->self, read->title), NULL);

  while (TRUE)
    {
      GBytes *bytes = dex_await_boxed (dex_input_stream_read_bytes (read->stream, CHUNK_BYTES, G_PRIORITY_LOW), NULL);
      gboolean at_end = bytes == NULL || g_bytes_get_size (bytes) == 0;
      DexFuture *appended;
      char *clean;

      /* A crash leaves a line without an end. */
      clean = at_end ? take (read->self, "\n", 1)
                     : take (read->self, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      appended = append (read->self, clean);

      /* The program may end while this waits, and what is on the stack of a fiber is lost then. */
      g_clear_pointer (&bytes, g_bytes_unref);
      g_clear_pointer (&clean, g_free);
      dex_await (appended, NULL);

      if (at_end)
        return dex_future_new_true ();
    }
}

static void
idio_engine_log_finalize (GObject *object)
{
  IdioEngineLog *self = IDIO_ENGINE_LOG (object);

  g_string_free (self->tail, TRUE);
  g_string_free (self->line, TRUE);

  G_OBJECT_CLASS (idio_engine_log_parent_class)->finalize (object);
}

static void
idio_engine_log_class_init (IdioEngineLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_engine_log_finalize;
}

static void
idio_engine_log_init (IdioEngineLog *self)
{
  self->tail = g_string_new (NULL);
  self->line = g_string_new (NULL);
  self->n_deletions = n_deletions;
}

/**
 * idio_engine_log_new:
 *
 * Returns: (transfer full): the log of one process
 */
IdioEngineLog *
idio_engine_log_new (void)
{
  return g_object_new (IDIO_TYPE_ENGINE_LOG, NULL);
}

/**
 * idio_engine_log_end_loading:
 * @self: a log
 *
 * From now on the process gets requests: what may have come from one is not kept.
 */
void
idio_engine_log_end_loading (IdioEngineLog *self)
{
  g_return_if_fail (IDIO_IS_ENGINE_LOG (self));

  self->has_loaded = TRUE;
}

/**
 * idio_engine_log_get_tail:
 * @self: a log
 *
 * Returns: (transfer none): the last lines that the process wrote
 */
const char *
idio_engine_log_get_tail (IdioEngineLog *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE_LOG (self), "");

  return self->tail->str;
}

/**
 * idio_engine_log_read:
 * @self: a log
 * @stream: what the process writes to
 * @title: a first line
 *
 * Reads until the end, as the process would stand still when its pipe is full, and keeps what it reads.
 *
 * Returns: (transfer full): a future of the end
 */
DexFuture *
idio_engine_log_read (IdioEngineLog *self,
                      GInputStream  *stream,
                      const char    *title)
{
  Read *read;

  g_return_val_if_fail (IDIO_IS_ENGINE_LOG (self), NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  read = g_new0 (Read, 1);
  read->self = g_object_ref (self);
  read->stream = g_object_ref (stream);
  read->title = g_strconcat (title, "\n", NULL);

  return idio_fiber_spawn (read_fiber, read, (GDestroyNotify) read_free);
}

/**
 * idio_engine_log_delete:
 *
 * Deletes the files in which logs are kept, and their folder if nothing else is in it. Processes that run now are not
 * written of any more.
 *
 * Returns: (transfer full): a future of the end
 */
DexFuture *
idio_engine_log_delete (void)
{
  n_deletions++;

  return idio_thread_spawn ("[idiolect-log]", delete_thread, NULL, NULL);
}

/**
 * idio_engine_log_clean:
 * @text: lines that the engine wrote, each with its end
 * @is_loading: whether it had not got any request yet
 *
 * Returns: (transfer full): what of them may be kept: nothing that can have come from a request, and long lines cut
 */
char *
idio_engine_log_clean (const char *text,
                       gboolean    is_loading)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *last = NULL;
  GString *clean = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = is_loading ? strlen (lines[i]) : measure_safe (lines[i]);
      g_autofree char *kept = g_strndup (lines[i], MIN (length, MAX_LINE_BYTES));
      g_autofree char *valid = g_utf8_make_valid (g_strchomp (kept), -1);

      /* One that does nothing but repeat itself would fill the disk’s time. */
      if (*valid != '\0' && g_strcmp0 (valid, last) != 0)
        g_string_append_printf (clean, "%s\n", valid);

      g_free (last);
      last = g_steal_pointer (&valid);
    }

  return g_string_free_and_steal (clean);
}

/**
 * idio_engine_log_dup_path:
 *
 * Returns: (transfer full) (type filename): where the log is kept; before it is, the same with “.1” at its end. Neither
 *   need exist.
 */
char *
idio_engine_log_dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "idiolect", "engine.log", NULL);
}
