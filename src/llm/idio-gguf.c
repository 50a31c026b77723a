/* idio-gguf.c: the head of a model file
 *
 * The format is that of https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "llm/idio-gguf.h"
#include "llm/idio-provider-error.h"

#define DEFAULT_ALIGNMENT 32

/* The engine is given this many tokens of context in all. */
#define CONTEXT_TOKENS 8192

/* What the engine needs beside the weights and the cache: its program and the buffers of a computation. */
#define ENGINE_BYTES (256 * 1024 * 1024)

/* The part of the memory that a model may fill. */
#define USABLE_SHARE 0.9

typedef enum
{
  VALUE_UINT8,
  VALUE_INT8,
  VALUE_UINT16,
  VALUE_INT16,
  VALUE_UINT32,
  VALUE_INT32,
  VALUE_FLOAT32,
  VALUE_BOOL,
  VALUE_STRING,
  VALUE_ARRAY,
  VALUE_UINT64,
  VALUE_INT64,
  VALUE_FLOAT64,
} ValueType;

static const guint8 value_sizes[] = { 1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8 };

/* How tensors are packed: a block of so many numbers takes so many bytes. Of ggml's types, those that files use. */
static const struct
{
  guint32 type;
  guint16 n_numbers;
  guint16 n_bytes;
} packings[] = {
  { 0, 1, 4 }, { 1, 1, 2 }, { 2, 32, 18 }, { 3, 32, 20 }, { 6, 32, 22 }, { 7, 32, 24 }, { 8, 32, 34 },
  { 10, 256, 84 }, { 11, 256, 110 }, { 12, 256, 144 }, { 13, 256, 176 }, { 14, 256, 210 }, { 20, 32, 18 },
  { 23, 256, 136 }, { 24, 1, 1 }, { 25, 1, 2 }, { 26, 1, 4 }, { 30, 1, 2 }, { 39, 32, 17 },
};

typedef struct
{
  const char *data;
  gsize       length;
  gsize       at;
  gboolean    broken;
} Cursor;

/* What is kept of the pairs of keys and values. */
typedef struct
{
  char    *architecture;
  char    *type;
  guint64  alignment;
  guint64  context;
  guint64  n_layers;
  guint64  n_heads;
  guint64  n_kv_heads;
  guint64  width;
  guint64  key_width;
} Head;

static void
head_clear (Head *head)
{
  g_clear_pointer (&head->architecture, g_free);
  g_clear_pointer (&head->type, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

static const char *
take (Cursor  *cursor,
      guint64  n_bytes)
{
  const char *p = cursor->data + cursor->at;

  if (cursor->broken || n_bytes > cursor->length - cursor->at)
    {
      cursor->broken = TRUE;
      return NULL;
    }

  cursor->at += n_bytes;

  return p;
}

static guint64
take_number (Cursor *cursor,
             guint   n_bytes)
{
  const char *p = take (cursor, n_bytes);
  guint64 number = 0;

  for (guint i = 0; p != NULL && i < n_bytes; i++)
    number |= (guint64) (guint8) p[i] << (8 * i);

  return number;
}

static char *
take_string (Cursor *cursor)
{
  guint64 length = take_number (cursor, 8);
  const char *p = take (cursor, length);

  return p != NULL ? g_strndup (p, length) : NULL;
}

static void
skip_value (Cursor *cursor,
            guint64 type)
{
  if (type == VALUE_STRING)
    take (cursor, take_number (cursor, 8));
  else if (type == VALUE_ARRAY)
    {
      guint64 item_type = take_number (cursor, 4);
      guint64 n_items = take_number (cursor, 8);

      if (item_type < G_N_ELEMENTS (value_sizes) && value_sizes[item_type] > 0)
        {
          if (n_items > cursor->length)
            cursor->broken = TRUE;
          else
            take (cursor, n_items * value_sizes[item_type]);
        }
      else if (item_type == VALUE_STRING)
        {
          for (guint64 i = 0; i < n_items && !cursor->broken; i++)
            skip_value (cursor, item_type);
        }
      else
        cursor->broken = TRUE;
    }
  else if (type < G_N_ELEMENTS (value_sizes))
    take (cursor, value_sizes[type]);
  else
    cursor->broken = TRUE;
}

static void
take_pair (Cursor *cursor,
           Head   *head)
{
  const struct { const char *suffix; guint64 *number; } numbers[] = {
    { "general.alignment", &head->alignment },
    { ".context_length", &head->context },
    { ".block_count", &head->n_layers },
    { ".attention.head_count", &head->n_heads },
    { ".attention.head_count_kv", &head->n_kv_heads },
    { ".embedding_length", &head->width },
    { ".attention.key_length", &head->key_width },
  };
  const struct { const char *key; char **string; } strings[] = {
    { "general.architecture", &head->architecture },
    { "general.type", &head->type },
  };
  g_autofree char *key = take_string (cursor);
  guint64 type = take_number (cursor, 4);

  if (key == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    if (type == VALUE_STRING && g_str_equal (key, strings[i].key) && *strings[i].string == NULL)
      {
        *strings[i].string = take_string (cursor);
        return;
      }

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if ((type == VALUE_UINT32 || type == VALUE_UINT64) && g_str_has_suffix (key, numbers[i].suffix))
      {
        *numbers[i].number = take_number (cursor, value_sizes[type]);
        return;
      }

  skip_value (cursor, type);
}

/* The end of a tensor's data, counted from the begin of all of them. */
static guint64
take_tensor_end (Cursor *cursor)
{
  g_autofree char *name = take_string (cursor);
  guint64 n_dimensions = take_number (cursor, 4);
  guint64 n_numbers = 1, type, offset;

  if (n_dimensions > 8)
    cursor->broken = TRUE;

  for (guint64 i = 0; i < n_dimensions && !cursor->broken; i++)
    if (!g_uint64_checked_mul (&n_numbers, n_numbers, take_number (cursor, 8)))
      cursor->broken = TRUE;

  type = take_number (cursor, 4);
  offset = take_number (cursor, 8);

  for (guint i = 0; i < G_N_ELEMENTS (packings); i++)
    if (packings[i].type == type)
      return offset + n_numbers / packings[i].n_numbers * packings[i].n_bytes;

  return offset;
}

/* Two numbers of two bytes for each token, layer, head and channel: the keys and the values. Where the file does not
 * say, or has another number for each layer, a quarter of the weights is a guess on the safe side. */
static guint64
estimate_cache (const Head *head,
                guint64     size)
{
  guint64 key_width = head->key_width;

  if (head->n_layers == 0 || head->n_heads == 0 || head->n_kv_heads == 0 || head->width == 0)
    return size / 4;

  if (key_width == 0)
    key_width = head->width / head->n_heads;

  return head->n_layers * head->n_kv_heads * key_width * 2 * 2 * CONTEXT_TOKENS;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, message);

  return FALSE;
}

static gboolean
read_head (Cursor  *cursor,
           Head    *head,
           GError **error)
{
  const char *magic = take (cursor, 4);
  guint64 version, n_tensors, n_pairs, end = 0, start;

  if (magic == NULL || memcmp (magic, "GGUF", 4) != 0)
    return refuse (error, _("This file is not a model. Models have names that end with “.gguf”."));

  version = take_number (cursor, 4);
  n_tensors = take_number (cursor, 8);
  n_pairs = take_number (cursor, 8);

  if (!cursor->broken && (version < 2 || version > 3))
    return refuse (error, _("This model is in a form that Idiolect can’t read."));

  for (guint64 i = 0; i < n_pairs && !cursor->broken; i++)
    take_pair (cursor, head);

  for (guint64 i = 0; i < n_tensors && !cursor->broken; i++)
    {
      guint64 tensor_end = take_tensor_end (cursor);

      end = MAX (end, tensor_end);
    }

  if (head->alignment == 0)
    head->alignment = DEFAULT_ALIGNMENT;

  start = (cursor->at + head->alignment - 1) / head->alignment * head->alignment;

  if (cursor->broken || end > cursor->length || start > cursor->length - end)
    return refuse (error, _("This model file is incomplete. Download it again."));

  return TRUE;
}

/* Files of the same form that hold something else than a model that writes. */
static gboolean
writes_texts (const Head *head)
{
  static const char * const others[] = {
    "bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "modern-bert", "t5encoder", "clip", NULL,
  };

  return head->architecture != NULL && !g_strv_contains (others, head->architecture) &&
         (head->type == NULL || g_str_equal (head->type, "model"));
}

/* The name in the file is often one that only its makers know; the file's name is what its user chose. */
static char *
name_model (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".gguf"))
    name[strlen (name) - strlen (".gguf")] = '\0';

  return g_steal_pointer (&name);
}

/**
 * idio_gguf_read:
 * @path: the path of a file
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Reads the head of the file only. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): what it tells, if the file is a whole model that writes texts
 */
IdioGguf *
idio_gguf_read (const char  *path,
                GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_auto(Head) head = { NULL, };
  Cursor cursor = { NULL, };
  IdioGguf *self;

  if (file == NULL)
    {
      refuse (error, _("The model file can’t be opened. Was it moved or removed?"));
      return NULL;
    }

  cursor.data = g_mapped_file_get_contents (file);
  cursor.length = g_mapped_file_get_length (file);

  if (!read_head (&cursor, &head, error))
    return NULL;

  if (!writes_texts (&head))
    {
      refuse (error, _("This model does not write texts. Choose one made for chats."));
      return NULL;
    }

  self = g_new0 (IdioGguf, 1);
  self->name = name_model (path);
  self->context = (guint) MIN (head.context, G_MAXUINT);
  self->size = cursor.length;
  self->memory = cursor.length + estimate_cache (&head, cursor.length) + ENGINE_BYTES;

  return self;
}

void
idio_gguf_free (IdioGguf *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * idio_gguf_check_fits:
 * @self: a model
 * @memory: how much memory there is, in bytes
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Returns: whether the model can run in so much memory
 */
gboolean
idio_gguf_check_fits (const IdioGguf  *self,
                      guint64          memory,
                      GError         **error)
{
  g_autofree char *needed = NULL, *there = NULL, *message = NULL;

  if ((double) self->memory <= (double) memory * USABLE_SHARE)
    return TRUE;

  needed = g_format_size (self->memory);
  there = g_format_size (memory);
  message = g_strdup_printf (_("This model needs about %s of memory, and this computer has %s."), needed, there);

  return refuse (error, message);
}

/**
 * idio_get_total_memory:
 *
 * Returns: how much memory this computer has, in bytes
 */
guint64
idio_get_total_memory (void)
{
  return (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
}
