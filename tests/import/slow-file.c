/* slow-file.c: a file that is on no disk, as one of a network's, and answers as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "slow-file.h"

struct _SlowFile
{
  GObject       parent_instance;
  char         *name;
  SlowFileKind  kind;
  GMutex        mutex;
  GCond         cond;
  gboolean      released;
  gsize         n_read;
};

static void slow_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowFile, slow_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, slow_file_iface_init))

#define TYPE_SLOW_STREAM (slow_stream_get_type ())
G_DECLARE_FINAL_TYPE (SlowStream, slow_stream, SLOW, STREAM, GFileInputStream)

struct _SlowStream
{
  GFileInputStream  parent_instance;
  SlowFile         *file;
};

G_DEFINE_FINAL_TYPE (SlowStream, slow_stream, G_TYPE_FILE_INPUT_STREAM)

static void
wake_cb (GCancellable *cancellable,
         SlowFile     *file)
{
  g_mutex_lock (&file->mutex);
  g_cond_broadcast (&file->cond);
  g_mutex_unlock (&file->mutex);
}

/* Waits until the file is released, or the cancellable if there is one. */
static void
wait_for (SlowFile     *file,
          GCancellable *cancellable)
{
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), file, NULL) : 0;

  g_mutex_lock (&file->mutex);

  while (!file->released && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&file->cond, &file->mutex);

  g_mutex_unlock (&file->mutex);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
}

static gssize
slow_stream_read (GInputStream  *stream,
                  void          *buffer,
                  gsize          count,
                  GCancellable  *cancellable,
                  GError       **error)
{
  static const char words[] = "A few words. ";
  SlowFile *file = SLOW_STREAM (stream)->file;
  gsize length = MIN (count, strlen (words));

  if (file->kind == SLOW_FILE_SILENT || file->kind == SLOW_FILE_STUCK)
    wait_for (file, file->kind == SLOW_FILE_SILENT ? cancellable : NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  if (file->n_read > 0 && file->kind == SLOW_FILE_BROKEN)
    {
      g_set_error_literal (error, G_RESOURCE_ERROR, 0, "The line is down");
      return -1;
    }

  if (file->n_read > 0 && file->kind != SLOW_FILE_ENDLESS)
    return 0;

  if (file->kind == SLOW_FILE_ENDLESS)
    memset (buffer, 'a', length = count);
  else
    memcpy (buffer, words, length);

  file->n_read += length;

  return (gssize) length;
}

static void
slow_stream_finalize (GObject *object)
{
  g_clear_object (&SLOW_STREAM (object)->file);

  G_OBJECT_CLASS (slow_stream_parent_class)->finalize (object);
}

static void
slow_stream_class_init (SlowStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = slow_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = slow_stream_read;
}

static void
slow_stream_init (SlowStream *self)
{
}

static char *
slow_file_get_basename (GFile *file)
{
  return g_strdup (SLOW_FILE (file)->name);
}

static GFileInfo *
slow_file_query_info (GFile                *file,
                      const char           *attributes,
                      GFileQueryInfoFlags   flags,
                      GCancellable         *cancellable,
                      GError              **error)
{
  GFileInfo *info = g_file_info_new ();

  g_file_info_set_name (info, SLOW_FILE (file)->name);
  g_file_info_set_file_type (info, G_FILE_TYPE_REGULAR);
  g_file_info_set_is_symlink (info, FALSE);
  g_file_info_set_size (info, 0);

  return info;
}

static GFileInputStream *
slow_file_read (GFile         *file,
                GCancellable  *cancellable,
                GError       **error)
{
  SlowStream *stream = g_object_new (TYPE_SLOW_STREAM, NULL);

  stream->file = g_object_ref (SLOW_FILE (file));

  return G_FILE_INPUT_STREAM (stream);
}

static gboolean
slow_file_is_native (GFile *file)
{
  return FALSE;
}

static void
slow_file_iface_init (GFileIface *iface)
{
  iface->get_basename = slow_file_get_basename;
  iface->is_native = slow_file_is_native;
  iface->query_info = slow_file_query_info;
  iface->read_fn = slow_file_read;
}

static void
slow_file_finalize (GObject *object)
{
  SlowFile *self = SLOW_FILE (object);

  g_clear_pointer (&self->name, g_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (slow_file_parent_class)->finalize (object);
}

static void
slow_file_class_init (SlowFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = slow_file_finalize;
}

static void
slow_file_init (SlowFile *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

/**
 * slow_file_new:
 * @name: its name
 * @kind: how it answers
 *
 * Returns: (transfer full): a file
 */
GFile *
slow_file_new (const char   *name,
               SlowFileKind  kind)
{
  SlowFile *self = g_object_new (TYPE_SLOW_FILE, NULL);

  self->name = g_strdup (name);
  self->kind = kind;

  return G_FILE (self);
}

/**
 * slow_file_get_read:
 * @self: a file that nobody reads any more
 *
 * Returns: how many bytes were read of it
 */
gsize
slow_file_get_read (SlowFile *self)
{
  return self->n_read;
}

/**
 * slow_file_release:
 * @self: a file
 *
 * Lets it answer.
 */
void
slow_file_release (SlowFile *self)
{
  g_mutex_lock (&self->mutex);
  self->released = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}
