/* idio-json.c: JSON from a model, which may be anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-json.h"

/* Objects in an array in an object: no answer is nested deeper than this, and none needs to be. The parser goes as deep
 * as the text does, on the stack. */
#define MAX_DEPTH 32

/* A card has some 500 bytes. */
#define MAX_ITEM_BYTES (16 * 1024)

/* How many times as long as a text the search for an object in it may take */
#define MAX_PASSES 4

struct _IdioJsonScanner
{
  IdioJsonItemFunc  func;
  gpointer          user_data;
  GString          *item;
  char              open[MAX_DEPTH];
  guint             depth;
  guint             item_depth; /* 0 while outside of an item */
  guint             too_deep;   /* brackets that are open beyond MAX_DEPTH */
  gboolean          in_string;
  gboolean          escaped;
};

/**
 * idio_json_scanner_new:
 * @func: called for each object that stands in an array, as soon as it is whole
 * @user_data: data for @func
 *
 * Finds the items of a list in an answer while it streams in. What stands before or around the JSON is passed over.
 *
 * Returns: (transfer full): a scanner
 */
IdioJsonScanner *
idio_json_scanner_new (IdioJsonItemFunc func,
                       gpointer         user_data)
{
  IdioJsonScanner *self = g_new0 (IdioJsonScanner, 1);

  self->func = func;
  self->user_data = user_data;
  self->item = g_string_new (NULL);

  return self;
}

void
idio_json_scanner_free (IdioJsonScanner *self)
{
  g_string_free (self->item, TRUE);
  g_free (self);
}

static void
emit_item (IdioJsonScanner *self)
{
  g_autoptr(JsonNode) node = self->item->len < MAX_ITEM_BYTES ? idio_json_parse (self->item->str) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    self->func (json_node_get_object (node), self->user_data);

  g_string_truncate (self->item, 0);
}

static void
open_bracket (IdioJsonScanner *self,
              char             c)
{
  if (self->depth == MAX_DEPTH)
    {
      self->too_deep++;
      return;
    }

  if (c == '{' && self->item_depth == 0 && self->depth > 0 && self->open[self->depth - 1] == '[')
    {
      self->item_depth = self->depth + 1;
      g_string_append_c (self->item, c);
    }

  self->open[self->depth++] = c;
}

static void
close_bracket (IdioJsonScanner *self)
{
  if (self->depth == 0)
    return;

  if (self->too_deep > 0)
    {
      self->too_deep--;
      return;
    }

  if (self->depth-- == self->item_depth)
    {
      self->item_depth = 0;
      emit_item (self);
    }
}

/**
 * idio_json_scanner_push:
 * @self: a scanner
 * @text: the next part of the answer
 */
void
idio_json_scanner_push (IdioJsonScanner *self,
                        const char      *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (self->item_depth > 0 && self->item->len < MAX_ITEM_BYTES)
        g_string_append_c (self->item, *p);

      if (self->escaped)
        self->escaped = FALSE;
      else if (self->in_string && *p == '\\')
        self->escaped = TRUE;
      else if (*p == '"')
        self->in_string = self->depth > 0 && !self->in_string;
      else if (self->in_string)
        continue;
      else if (*p == '{' || *p == '[')
        open_bracket (self, *p);
      else if (*p == '}' || *p == ']')
        close_bracket (self);
    }
}

/* JsonParser takes more than JSON for it, aborts at a second value after the first, and calls itself for each level of
 * nesting. What is within the value is left to it. */
static gboolean
is_one_value (const char *text)
{
  gboolean begun = FALSE, ended = FALSE, in_string = FALSE;
  gint64 depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (in_string)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;
          else if (*p == '"')
            {
              in_string = FALSE;
              ended = depth == 0;
            }
        }
      else if (g_ascii_isspace (*p))
        ended = begun && depth == 0;
      else if (ended || strchr ("\"{}[],:+-.0123456789Eetrufalsn", *p) == NULL)
        return FALSE;
      else
        {
          /* A bracket or a quote right after a number begins a second value. */
          if (begun && depth == 0 && strchr ("\"{[", *p) != NULL)
            return FALSE;

          depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');

          if (depth > MAX_DEPTH)
            return FALSE;

          in_string = *p == '"';
          begun = TRUE;
          ended = depth <= 0 && (*p == '}' || *p == ']');
        }
    }

  return begun && !in_string && depth == 0;
}

/**
 * idio_json_parse:
 * @text: a text
 *
 * Returns: (transfer full) (nullable): the text as JSON, if it is that and nothing else, and not nested too deep
 */
JsonNode *
idio_json_parse (const char *text)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();

  if (!is_one_value (text) || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/* The code of the escape "\uXXXX" at @text, or -1 */
static int
read_escape (const char *text)
{
  if (text[0] != '\\' || text[1] != 'u' || strspn (text + 2, "0123456789abcdefABCDEF") < 4)
    return -1;

  return g_ascii_xdigit_value (text[2]) << 12 | g_ascii_xdigit_value (text[3]) << 8 |
         g_ascii_xdigit_value (text[4]) << 4 | g_ascii_xdigit_value (text[5]);
}

/* Escapes of what is no character: NUL is left out, and half of a surrogate pair is U+FFFD. */
static char *
repair_escapes (const char *text)
{
  GString *repaired = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; )
    {
      int code = read_escape (p);
      int next = code >= 0xd800 && code < 0xdc00 ? read_escape (p + 6) : -1;
      gsize length = next >= 0xdc00 && next < 0xe000 ? 12 : code >= 0 ? 6 : *p == '\\' && p[1] != '\0' ? 2 : 1;

      if (length == 6 && code >= 0xd800 && code < 0xe000)
        g_string_append (repaired, "\xef\xbf\xbd");
      else if (length != 6 || code != 0)
        g_string_append_len (repaired, p, (gssize) length);

      p += length;
    }

  return g_string_free_and_steal (repaired);
}

/**
 * idio_json_parse_repaired:
 * @text: a text
 *
 * As idio_json_parse(), for what a model wrote: servers cut it between bytes of a character, and halves of pairs.
 *
 * Returns: (transfer full) (nullable): the text as JSON, with U+FFFD for what is no character
 */
JsonNode *
idio_json_parse_repaired (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *repaired = repair_escapes (valid);

  return idio_json_parse (repaired);
}

/* The end of the object that begins at @start, or NULL if it has none that can be found within @n_bytes, from which what
 * was read is taken. */
static const char *
find_end (const char *start,
          gsize      *n_bytes)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (const char *p = start; *p != '\0' && *n_bytes > 0; p++, (*n_bytes)--)
    {
      if (in_string && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (*p == '{' && ++depth > MAX_DEPTH)
        return NULL;
      else if (*p == '}' && --depth == 0)
        return p + 1;
    }

  return NULL;
}

/**
 * idio_json_find_object:
 * @text: an answer that has, or is, a JSON object
 *
 * The last rung of the ladder: models that know no JSON mode put it between sentences or in a block of code.
 *
 * Returns: (transfer full) (nullable): the first object in the text, unless it is made so that it takes long to find
 */
JsonObject *
idio_json_find_object (const char *text)
{
  gsize n_bytes = strlen (text) * MAX_PASSES;

  for (const char *start = strchr (text, '{'); start != NULL && n_bytes > 0; start = strchr (start + 1, '{'))
    {
      const char *end = find_end (start, &n_bytes);
      g_autofree char *candidate = end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
      g_autoptr(JsonNode) node = candidate != NULL ? idio_json_parse (candidate) : NULL;

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        return json_node_dup_object (node);
    }

  return NULL;
}

static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/**
 * idio_json_get_string:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the string there, if there is one
 */
const char *
idio_json_get_string (JsonObject *object,
                      const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * idio_json_get_int:
 * @object: (nullable): an object
 * @member: the name of a member
 * @otherwise: what to return if there is no number
 *
 * Returns: the number there
 */
gint64
idio_json_get_int (JsonObject *object,
                   const char *member,
                   gint64      otherwise)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

/**
 * idio_json_get_object:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the object there, if there is one
 */
JsonObject *
idio_json_get_object (JsonObject *object,
                      const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * idio_json_get_array:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the array there, if there is one
 */
JsonArray *
idio_json_get_array (JsonObject *object,
                     const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * idio_json_add_string:
 * @builder: a builder within an object
 * @member: the name of a member
 * @value: (nullable): its value
 */
void
idio_json_add_string (JsonBuilder *builder,
                      const char  *member,
                      const char  *value)
{
  json_builder_set_member_name (builder, member);

  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * idio_json_add_int:
 * @builder: a builder within an object
 * @member: the name of a member
 * @value: its value
 */
void
idio_json_add_int (JsonBuilder *builder,
                   const char  *member,
                   gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

/**
 * idio_json_quote:
 * @text: a text
 *
 * Returns: (transfer full): the text as a JSON string, with its quotes
 */
char *
idio_json_quote (const char *text)
{
  g_autoptr(JsonNode) node = json_node_alloc ();

  json_node_init_string (node, text);

  return json_to_string (node, FALSE);
}
