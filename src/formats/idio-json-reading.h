/* idio-json-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-joiner.h"
#include "formats/idio-json-stream.h"

G_BEGIN_DECLS

/**
 * IdioJsonReading:
 * @source: the file
 * @take: takes each text
 * @data: for @take
 * @joiner: joins messages of a chat
 * @place: (nullable): the conversation that is being read
 * @account: (nullable): the account of who made the export, if the file tells
 * @error: (nullable): why the file can't be read, though it is good JSON
 *
 * A JSON file of some format that is being read, and what was read so far that holds for what follows.
 */
typedef struct
{
  IdioSource    *source;
  IdioTakeFunc   take;
  gpointer       data;
  IdioJoiner    *joiner;
  char          *place;
  char          *account;
  GError        *error;
} IdioJsonReading;

/**
 * IdioJsonReadFunc:
 * @self: the file
 * @path: where in it @node is
 * @node: one of the values that were asked for
 *
 * Reads one value.
 *
 * Returns: whether to go on
 */
typedef gboolean (*IdioJsonReadFunc) (IdioJsonReading *self,
                                      const char      *path,
                                      JsonNode        *node);

gboolean    idio_json_reading_run     (IdioSource          *source,
                                       const char * const  *paths,
                                       IdioJsonReadFunc     func,
                                       IdioTakeFunc         take,
                                       gpointer             data,
                                       GError             **error);
gboolean    idio_json_reading_chat    (IdioJsonReading     *self,
                                       IdioEntryFlags       flags,
                                       const char          *author,
                                       const char          *account,
                                       char                *text,
                                       GDateTime           *time);
JsonObject *idio_json_node_get_object (JsonNode            *node);
const char *idio_json_node_get_string (JsonNode            *node);
JsonObject *idio_json_read_object     (JsonObject          *object,
                                       const char          *name);
JsonArray  *idio_json_read_array      (JsonObject          *object,
                                       const char          *name);
const char *idio_json_read_string     (JsonObject          *object,
                                       const char          *name);
char       *idio_json_read_line       (JsonObject          *object,
                                       const char          *name);
gint64      idio_json_read_int        (JsonObject          *object,
                                       const char          *name);
gboolean    idio_json_read_boolean    (JsonObject          *object,
                                       const char          *name);
GDateTime  *idio_json_read_time       (JsonObject          *object,
                                       const char          *name);
gboolean    idio_json_string_is       (JsonObject          *object,
                                       const char          *name,
                                       const char          *value);

G_END_DECLS
