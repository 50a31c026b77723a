/* idio-gguf.c: the head of a model file
 *
 * The format is that of https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "llm/idio-gguf-file.h"
#include "llm/idio-gguf.h"
#include "llm/idio-machine.h"
#include "llm/idio-provider-error.h"

#define DEFAULT_ALIGNMENT 32

/* The vocabularies of today, of 260,000 tokens with their merges, take some 15 MB. */
#define MAX_HEAD_BYTES (32 * 1024 * 1024)

/* Of a vocabulary, those that control the model. Some have a thousand in reserve. */
#define MAX_CONTROL_TOKENS      8192
#define MAX_CONTROL_TOKEN_BYTES 256

/* With this many tokens of context in all the engine has room for the prompts of the program. */
#define CONTEXT_TOKENS 8192

/* More than any computer has, and little enough to be added to */
#define MAX_CACHE_BYTES G_GUINT64_CONSTANT (1000000000000000)

/* What the engine needs beside the weights and the cache: its program and the buffers of a computation. */
#define ENGINE_BYTES (256 * 1024 * 1024)

/* The part of the memory that a model may fill. */
#define USABLE_SHARE 0.9

G_DEFINE_BOXED_TYPE (IdioGguf, idio_gguf, idio_gguf_copy, idio_gguf_free)

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

/* Of the kinds of tokens, those that are not text */
typedef enum
{
  TOKEN_UNKNOWN = 2,
  TOKEN_CONTROL = 3,
} TokenType;

static const guint8 value_sizes[] = { 1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8 };

/* How tensors are packed: a block of so many numbers takes so many bytes. Of ggml's types, those that files use; and
 * whether the engine makes a copy in another order, which processors are quicker with. */
static const struct
{
  guint32 type;
  guint16 n_numbers;
  guint16 n_bytes;
  gboolean repacked;   /* Q4_0, Q4_K and IQ4_NL, by ggml-cpu/repack.cpp */
} packings[] = {
  { 0, 1, 4 }, { 1, 1, 2 }, { 2, 32, 18, TRUE }, { 3, 32, 20 }, { 6, 32, 22 }, { 7, 32, 24 }, { 8, 32, 34 },
  { 10, 256, 84 }, { 11, 256, 110 }, { 12, 256, 144, TRUE }, { 13, 256, 176 }, { 14, 256, 210 }, { 20, 32, 18, TRUE },
  { 23, 256, 136 }, { 24, 1, 1 }, { 25, 1, 2 }, { 26, 1, 4 }, { 30, 1, 2 }, { 39, 32, 17 },
};

typedef struct
{
  const char *data;
  gsize       length;
  gsize       at;
  gboolean    broken;
} Cursor;

/* An array in the file */
typedef struct
{
  gsize   at;
  guint64 n_items;
} Array;

/* What is kept of the pairs of keys and values. */
typedef struct
{
  char    *architecture;
  char    *type;
  Array    tokens;
  Array    token_types;
  guint64  n_tensors;
  guint64  alignment;
  guint64  context;
  guint64  n_layers;
  guint64  n_heads;
  guint64  n_kv_heads;
  guint64  width;
  guint64  key_width;
  guint64  value_width;
  guint64  part;        /* which one of how many files this is, from 0 */
  guint64  n_parts;
  guint64  repacked;    /* bytes */
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

/* Remembers where the items of an array are, and passes over them. */
static void
take_array (Cursor    *cursor,
            ValueType  item_type,
            Array     *array)
{
  Cursor start = *cursor;

  if (take_number (&start, 4) == item_type)
    {
      array->n_items = take_number (&start, 8);
      array->at = start.at;
    }

  skip_value (cursor, VALUE_ARRAY);
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
    { ".attention.value_length", &head->value_width },
    { "split.no", &head->part },
    { "split.count", &head->n_parts },
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
    if ((type == VALUE_UINT16 || type == VALUE_UINT32 || type == VALUE_UINT64) &&
        g_str_has_suffix (key, numbers[i].suffix))
      {
        *numbers[i].number = take_number (cursor, value_sizes[type]);
        return;
      }

  if (type == VALUE_ARRAY && g_str_equal (key, "tokenizer.ggml.tokens"))
    take_array (cursor, VALUE_STRING, &head->tokens);
  else if (type == VALUE_ARRAY && g_str_equal (key, "tokenizer.ggml.token_type"))
    take_array (cursor, VALUE_INT32, &head->token_types);
  else
    skip_value (cursor, type);
}

/* The end of a tensor's data, counted from the begin of all of them. */
static guint64
take_tensor_end (Cursor *cursor,
                 Head   *head)
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
      {
        guint64 n_bytes;

        if (!g_uint64_checked_mul (&n_bytes, n_numbers / packings[i].n_numbers, packings[i].n_bytes) ||
            !g_uint64_checked_add (&offset, offset, n_bytes))
          cursor->broken = TRUE;
        else if (packings[i].repacked)
          head->repacked = MIN (head->repacked, MAX_CACHE_BYTES) + MIN (n_bytes, MAX_CACHE_BYTES);
      }

  return offset;
}

/* Two numbers of two bytes for each token, layer, head and channel: the keys and the values. Where the file does not
 * say, or has another number for each layer, a quarter of the weights for the usual context is a guess on the safe
 * side. */
static guint64
estimate_token_bytes (const Head *head,
                      guint64     size)
{
  guint64 width;
  double n_bytes;

  if (head->n_layers == 0 || head->n_heads == 0 || head->n_kv_heads == 0 || head->width == 0)
    return size / 4 / CONTEXT_TOKENS;

  width = head->width / head->n_heads;
  n_bytes = 2.0 * (double) head->n_layers * (double) head->n_kv_heads *
            ((double) (head->key_width > 0 ? head->key_width : width) +
             (double) (head->value_width > 0 ? head->value_width : width));

  return (guint64) MIN (n_bytes, (double) MAX_CACHE_BYTES / CONTEXT_TOKENS);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, message);

  return FALSE;
}

/* @size: of the file, of which @cursor has the beginning */
static gboolean
read_head (Cursor   *cursor,
           guint64   size,
           Head     *head,
           GError  **error)
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
      guint64 tensor_end = take_tensor_end (cursor, head);

      end = MAX (end, tensor_end);
    }

  if (cursor->broken && cursor->length < size)
    return refuse (error, _("This model is in a form that Idiolect can’t read."));

  if (head->alignment == 0 || head->alignment > size)
    head->alignment = DEFAULT_ALIGNMENT;

  start = (cursor->at + head->alignment - 1) / head->alignment * head->alignment;

  if (cursor->broken || end > size || start > size - end)
    return refuse (error, _("This model file is incomplete. Download it again."));

  head->n_tensors = n_tensors;

  return TRUE;
}

/* The tokens that steer the model, as text: they must not come from anybody but the engine. */
static GStrv
list_control_tokens (const Cursor *cursor,
                     const Head   *head)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  Cursor tokens = { cursor->data, cursor->length, head->tokens.at, FALSE };
  Cursor types = { cursor->data, cursor->length, head->token_types.at, FALSE };
  guint64 n_items = MIN (head->tokens.n_items, head->token_types.n_items);
  guint n_listed = 0;

  for (guint64 i = 0; i < n_items && n_listed < MAX_CONTROL_TOKENS; i++)
    {
      guint64 length = take_number (&tokens, 8), type = take_number (&types, 4);
      const char *token = take (&tokens, length);

      if (token == NULL || types.broken)
        break;

      /* A single character can't be taken apart. */
      if ((type == TOKEN_CONTROL || type == TOKEN_UNKNOWN) && length <= MAX_CONTROL_TOKEN_BYTES &&
          g_utf8_validate (token, (gssize) length, NULL) && g_utf8_strlen (token, (gssize) length) > 1)
        {
          g_strv_builder_take (builder, g_strndup (token, length));
          n_listed++;
        }
    }

  return g_strv_builder_end (builder);
}

/* Files of the same form that hold something else than a model that writes. */
static gboolean
writes_texts (const Head *head)
{
  static const char * const others[] = {
    "bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "modern-bert", "t5encoder", "clip", NULL,
  };

  return (head->n_tensors > 0 || head->n_parts > 1) && head->architecture != NULL &&
         !g_strv_contains (others, head->architecture) && (head->type == NULL || g_str_equal (head->type, "model"));
}

static gboolean
read_part (const char  *path,
           Head        *head,
           guint64     *size,
           GError     **error)
{
  g_autofree char *data = NULL;
  Cursor cursor = { NULL, };

  if (!(data = idio_gguf_file_read_beginning (path, MAX_HEAD_BYTES, &cursor.length, size, error)))
    return FALSE;

  cursor.data = data;

  return read_head (&cursor, *size, head, error);
}

/* The parts after the first, each in a file of its own beside it. Adds up what is in them. */
static gboolean
read_parts (const char  *path,
            Head        *head,
            guint64     *size,
            GError     **error)
{
  g_autofree char *message = NULL;

  if (head->part > 0)
    {
      guint part = (guint) MIN (head->part, G_MAXUINT16) + 1, n_parts = (guint) MIN (head->n_parts, G_MAXUINT16);

      message = g_strdup_printf (_("This is part %u of %u of a model. Choose the first part; the others stay beside "
                                   "it."), part, n_parts);
      return refuse (error, message);
    }

  for (guint64 i = 1; i < head->n_parts; i++)
    {
      g_autofree char *part_path = idio_gguf_file_name_part (path, i, head->n_parts);
      g_auto(Head) part = { NULL, };
      guint64 part_size = 0;

      if (part_path == NULL)
        return refuse (error, _("The files of this model were renamed. Their names have to end as they did when they "
                                "were downloaded, such as “-00001-of-00003.gguf”."));

      if (!g_file_test (part_path, G_FILE_TEST_EXISTS))
        {
          g_autofree char *name = idio_gguf_file_dup_basename (part_path);

          message = g_strdup_printf (_("A part of this model is missing: “%s”. Put all parts into one folder."), name);
          return refuse (error, message);
        }

      if (!read_part (part_path, &part, &part_size, error))
        return FALSE;

      head->repacked += part.repacked;
      *size += part_size;
    }

  return TRUE;
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
  g_autofree char *data = NULL;
  g_auto(Head) head = { NULL, };
  Cursor cursor = { NULL, };
  guint64 size = 0;
  IdioGguf *self;

  if (!(data = idio_gguf_file_read_beginning (path, MAX_HEAD_BYTES, &cursor.length, &size, error)))
    return NULL;

  cursor.data = data;

  if (!read_head (&cursor, size, &head, error))
    return NULL;

  if (head.n_parts > 1 && !read_parts (path, &head, &size, error))
    return NULL;

  if (!writes_texts (&head))
    {
      refuse (error, _("This model does not write texts. Choose one made for chats."));
      return NULL;
    }

  self = g_new0 (IdioGguf, 1);
  self->name = idio_gguf_file_dup_name (path);
  self->context = (guint) MIN (head.context, G_MAXUINT);
  self->size = size;
  self->repacked = MIN (head.repacked, size);
  self->token_bytes = estimate_token_bytes (&head, size);
  self->memory = idio_gguf_measure_memory (self, CONTEXT_TOKENS);
  self->control_tokens = list_control_tokens (&cursor, &head);

  return self;
}

IdioGguf *
idio_gguf_copy (const IdioGguf *self)
{
  IdioGguf *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->control_tokens = g_strdupv (self->control_tokens);

  return copy;
}

void
idio_gguf_free (IdioGguf *self)
{
  g_free (self->name);
  g_strfreev (self->control_tokens);
  g_free (self);
}

/**
 * idio_gguf_measure_memory:
 * @self: a model
 * @n_tokens: how many tokens the contexts have in all
 *
 * Returns: about how much memory it takes to run the model with such contexts, in bytes
 */
guint64
idio_gguf_measure_memory (const IdioGguf *self,
                          guint           n_tokens)
{
  return self->size + MIN (self->token_bytes, MAX_CACHE_BYTES / CONTEXT_TOKENS) * n_tokens + ENGINE_BYTES;
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
  message = g_strdup_printf (_("This model needs about %s of memory, and this computer has %s. Choose a smaller one."),
                             needed, there);

  return refuse (error, message);
}

/**
 * idio_get_total_memory:
 *
 * Returns: how much memory this computer has, or the container that this process runs in, in bytes
 */
guint64
idio_get_total_memory (void)
{
  IdioMachine machine;

  idio_machine_read (&machine, "/");

  return machine.memory;
}
