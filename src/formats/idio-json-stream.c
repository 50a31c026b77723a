/* idio-json-stream.c: a large JSON file, a value at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-json-stream.h"

/* Limits for each value that is handed out: json-glib needs it as a whole, allocates up to 300 bytes for each value in
 * it, and recurses into nested ones. */
#define MAX_VALUE_BYTES (8 * 1024 * 1024)
#define MAX_VALUES 250000
#define MAX_DEPTH 200
#define MAX_LEVELS 1000

/* Maximum length of a member name, in bytes; the rest is ignored */
#define MAX_NAME_BYTES 200

/* Report progress after this many bytes */
#define BYTES_PER_REPORT (1024 * 1024)

typedef enum
{
  STATE_BEFORE,
  STATE_BETWEEN,
  STATE_STRING,
  STATE_LITERAL,
  STATE_END,
} State;

typedef struct
{
  gsize    path_length;
  gboolean is_array;
} Level;

typedef struct
{
  const char * const *paths;
  IdioJsonFunc        func;
  gpointer            data;

  State               state;
  GArray             *levels;
  GString            *path;
  GString            *name;
  gboolean            expects_name;
  gboolean            in_name;
  gboolean            is_escaped;

  JsonParser         *parser;
  GString            *value;
  const char         *value_start;
  gboolean            in_value;
  guint               value_level;
  guint               n_values;
  gboolean            is_too_deep;

  guint               seen;
  gboolean            is_stopped;
  gboolean            is_damaged;
  gboolean            is_too_large;
} Stream;

static void
stream_init (Stream             *self,
             const char * const *paths)
{
  *self = (Stream) { .paths = paths };
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  self->path = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->value = g_string_new (NULL);
  self->parser = json_parser_new_immutable ();
}

static void
stream_clear (Stream *self)
{
  if (self->levels == NULL)
    return;

  g_array_unref (self->levels);
  g_string_free (self->path, TRUE);
  g_string_free (self->name, TRUE);
  g_string_free (self->value, TRUE);
  g_object_unref (self->parser);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static Level *
get_level (Stream *self)
{
  return self->levels->len > 0 ? &g_array_index (self->levels, Level, self->levels->len - 1) : NULL;
}

static void
update_path (Stream *self)
{
  Level *level = get_level (self);

  g_string_truncate (self->path, level != NULL ? level->path_length : 0);

  if (level == NULL)
    return;

  if (level->is_array)
    {
      g_string_append (self->path, "[]");
      return;
    }

  if (self->path->len > 0)
    g_string_append_c (self->path, '.');

  g_string_append_len (self->path, self->name->str, (gssize) self->name->len);
}

static void
begin_value (Stream     *self,
             const char *start)
{
  if (self->in_value)
    {
      self->n_values++;
      return;
    }

  update_path (self);

  for (guint i = 0; self->paths[i] != NULL; i++)
    if (g_str_equal (self->path->str, self->paths[i]))
      {
        self->seen |= 1u << i;

        if (self->func == NULL)
          return;

        /* In an array, as the root of what json-glib reads */
        g_string_assign (self->value, "[");
        self->in_value = TRUE;
        self->value_start = start;
        self->value_level = self->levels->len;
        self->n_values = 0;
        self->is_too_deep = FALSE;

        return;
      }
}

static gboolean
is_value_too_large (const Stream *self)
{
  return self->value->len > MAX_VALUE_BYTES || self->n_values > MAX_VALUES || self->is_too_deep;
}

/* Keeps what was read of a value up to @end. */
static void
keep_value (Stream     *self,
            const char *end)
{
  if (self->in_value && !is_value_too_large (self))
    g_string_append_len (self->value, self->value_start, end - self->value_start);

  self->value_start = end;
}

static void
hand_out (Stream *self)
{
  g_autofree char *valid = NULL;
  const char *text = self->value->str;
  gsize length = self->value->len;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      text = valid = g_utf8_make_valid (text, (gssize) length);
      length = strlen (valid);
    }

  if (!json_parser_load_from_data (self->parser, text, (gssize) length, NULL) ||
      !JSON_NODE_HOLDS_ARRAY (json_parser_get_root (self->parser)) ||
      json_array_get_length (json_node_get_array (json_parser_get_root (self->parser))) != 1)
    {
      self->is_damaged = TRUE;
      return;
    }

  self->is_stopped = !self->func (self->path->str,
                                  json_array_get_element (json_node_get_array (json_parser_get_root (self->parser)), 0),
                                  self->data);
}

static void
end_value (Stream     *self,
           const char *end)
{
  if (self->in_value && self->levels->len == self->value_level)
    {
      keep_value (self, end);

      if (is_value_too_large (self))
        {
          self->is_too_large = TRUE;
        }
      else
        {
          g_string_append_c (self->value, ']');
          hand_out (self);
        }

      self->in_value = FALSE;
    }

  self->state = self->levels->len > 0 ? STATE_BETWEEN : STATE_END;
}

static void
open_level (Stream     *self,
            const char *at)
{
  Level level;

  begin_value (self, at);
  level = (Level) { .path_length = self->path->len, .is_array = *at == '[' };
  g_array_append_val (self->levels, level);

  if (self->in_value)
    self->is_too_deep |= self->levels->len > self->value_level + MAX_DEPTH;

  /* No program nests without end. */
  if (self->levels->len > MAX_LEVELS)
    self->is_damaged = self->is_stopped = TRUE;

  self->expects_name = !level.is_array;
  self->state = STATE_BETWEEN;
}

static void
close_level (Stream     *self,
             const char *at)
{
  Level *level = get_level (self);

  if (level == NULL || level->is_array != (*at == ']'))
    {
      self->is_damaged = self->is_stopped = TRUE;
      return;
    }

  g_array_set_size (self->levels, self->levels->len - 1);
  self->expects_name = FALSE;
  end_value (self, at + 1);
}

static void
read_between (Stream     *self,
              const char *at)
{
  switch (*at)
    {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ':':
      break;

    case ',':
      self->expects_name = get_level (self) != NULL && !get_level (self)->is_array;
      break;

    case '{':
    case '[':
      open_level (self, at);
      break;

    case '}':
    case ']':
      close_level (self, at);
      break;

    case '"':
      self->state = STATE_STRING;
      self->is_escaped = FALSE;
      self->in_name = self->expects_name;
      self->expects_name = FALSE;

      if (self->in_name)
        g_string_truncate (self->name, 0);
      else
        begin_value (self, at);
      break;

    default:
      self->state = STATE_LITERAL;
      begin_value (self, at);
      break;
    }
}

static void
read_string (Stream     *self,
             const char *at)
{
  if (*at == '"' && !self->is_escaped)
    {
      if (self->in_name)
        self->state = STATE_BETWEEN;
      else
        end_value (self, at + 1);

      return;
    }

  self->is_escaped = *at == '\\' && !self->is_escaped;

  if (self->in_name && !self->in_value && self->name->len < MAX_NAME_BYTES)
    g_string_append_c (self->name, *at);
}

static void
read_char (Stream     *self,
           const char *at)
{
  switch (self->state)
    {
    case STATE_BEFORE:
      if (*at == '{' || *at == '[')
        open_level (self, at);
      break;

    case STATE_LITERAL:
      if (strchr (" \t\r\n,:]}", *at) != NULL)
        {
          end_value (self, at);

          if (self->state == STATE_BETWEEN)
            read_between (self, at);
        }
      break;

    case STATE_BETWEEN:
      read_between (self, at);
      break;

    case STATE_STRING:
      read_string (self, at);
      break;

    default:
      break;
    }
}

static void
read_piece (Stream     *self,
            const char *piece,
            gsize       length)
{
  self->value_start = piece;

  for (gsize i = 0; i < length && !self->is_stopped && self->state != STATE_END; i++)
    read_char (self, piece + i);

  if (self->in_value)
    keep_value (self, piece + length);
}

static gboolean
read_stream (Stream        *self,
             GInputStream  *stream,
             GError       **error)
{
  gsize n_unreported = 0;

  while (!self->is_stopped && self->state != STATE_END)
    {
      g_autoptr(GError) cause = NULL;
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (stream, IDIO_SOURCE_HEAD_BYTES, NULL, &cause);

      if (piece == NULL)
        {
          if (cause->domain == IDIO_IMPORT_ERROR)
            g_propagate_error (error, g_steal_pointer (&cause));
          else
            idio_import_error_set (error, IDIO_IMPORT_ERROR_UNREADABLE);

          return FALSE;
        }

      if (g_bytes_get_size (piece) == 0)
        {
          self->is_damaged = TRUE;
          break;
        }

      read_piece (self, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
      n_unreported += g_bytes_get_size (piece);

      if (n_unreported >= BYTES_PER_REPORT && !self->is_stopped)
        {
          self->is_stopped = !self->func (NULL, NULL, self->data);
          n_unreported = 0;
        }
    }

  return TRUE;
}

/**
 * idio_json_stream_has_paths:
 * @source: a file
 * @paths: (array zero-terminated=1): at most 32 paths, as for idio_json_stream_read()
 *
 * Returns: whether all of these are in the beginning of the file, which tells one JSON format from another
 */
gboolean
idio_json_stream_has_paths (IdioSource         *source,
                            const char * const *paths)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length), *start = head;
  g_auto(Stream) self = { 0 };


  /* A byte order mark is all that may be before it. */
  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    start += 3;

  while (start < head + length && g_ascii_isspace (*start))
    start++;

  if (start == head + length || (*start != '{' && *start != '['))
    return FALSE;

  stream_init (&self, paths);
  read_piece (&self, start, (gsize) (head + length - start));

  for (guint i = 0; paths[i] != NULL; i++)
    if (!(self.seen & 1u << i))
      return FALSE;

  return TRUE;
}

/**
 * idio_json_stream_read:
 * @source: a file
 * @paths: (array zero-terminated=1): paths of the values to hand out: the names of members that lead there, with "." in
 *   between, and "[]" for the elements of an array: "chats.list[].messages[]". The root is "".
 * @func: gets each value with one of these paths, as soon as it was read; what is in it is not handed out again
 * @data: for @func
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Reads a JSON file that may be larger than memory, in linear time. What stands before its first bracket, as in a
 * script that assigns it to a variable, is stepped over. Where a value is damaged or too large, the others are handed
 * out before the error.
 *
 * Returns: whether the file was read, or @func ended it
 */
gboolean
idio_json_stream_read (IdioSource          *source,
                       const char * const  *paths,
                       IdioJsonFunc         func,
                       gpointer             data,
                       GError             **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  g_auto(Stream) self = { 0 };

  stream_init (&self, paths);
  self.func = func;
  self.data = data;

  if (!read_stream (&self, stream, error))
    return FALSE;

  if (self.is_damaged)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return FALSE;
    }

  if (self.is_too_large)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE,
                           _("Part of the file is too large to be read."));
      return FALSE;
    }

  return TRUE;
}
