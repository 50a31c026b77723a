/* idio-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * IdioJsonItemFunc:
 * @item: an object that stands in an array
 * @user_data: what was given with the function
 */
typedef void (*IdioJsonItemFunc) (JsonObject *item,
                                  gpointer    user_data);

typedef struct _IdioJsonScanner IdioJsonScanner;

IdioJsonScanner *idio_json_scanner_new  (IdioJsonItemFunc  func,
                                         gpointer          user_data);
void             idio_json_scanner_free (IdioJsonScanner  *self);
void             idio_json_scanner_push (IdioJsonScanner  *self,
                                         const char       *text);

JsonNode        *idio_json_parse        (const char       *text);
JsonNode        *idio_json_parse_repaired (const char     *text);
JsonObject      *idio_json_find_object  (const char       *text);
const char      *idio_json_get_string   (JsonObject       *object,
                                         const char       *member);
gint64           idio_json_get_int      (JsonObject       *object,
                                         const char       *member,
                                         gint64            otherwise);
JsonObject      *idio_json_get_object   (JsonObject       *object,
                                         const char       *member);
JsonArray       *idio_json_get_array    (JsonObject       *object,
                                         const char       *member);
void             idio_json_add_string   (JsonBuilder      *builder,
                                         const char       *member,
                                         const char       *value);
void             idio_json_add_int      (JsonBuilder      *builder,
                                         const char       *member,
                                         gint64            value);
char            *idio_json_quote        (const char       *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioJsonScanner, idio_json_scanner_free)

G_END_DECLS
