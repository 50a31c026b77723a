/* idio-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "corpus/idio-audience.h"
#include "corpus/idio-sql.h"

G_BEGIN_DECLS

/* The characters of an excerpt: about two lines of a row */
#define IDIO_DOCUMENT_EXCERPT_CHARS 160

/* What idio_document_new_from_row() reads */
#define IDIO_DOCUMENT_COLUMNS \
  "id, title, substr (body, 1, 400), words, audience, added, example, private, coalesce (written, 0)"

#define IDIO_TYPE_DOCUMENT (idio_document_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocument, idio_document, IDIO, DOCUMENT, GObject)

IdioDocument *idio_document_new          (gint64         id,
                                          const char    *title,
                                          const char    *excerpt,
                                          guint          n_words,
                                          IdioAudience   audience,
                                          gint64         added,
                                          gint64         written,
                                          gboolean       example);
IdioDocument *idio_document_new_from_row (sqlite3_stmt  *row);
gint          idio_document_compare_ids  (gconstpointer  a,
                                          gconstpointer  b);
gint64        idio_document_get_id       (IdioDocument  *self);
const char   *idio_document_get_title    (IdioDocument  *self);
const char   *idio_document_get_excerpt  (IdioDocument  *self);
guint         idio_document_get_n_words  (IdioDocument  *self);
IdioAudience  idio_document_get_audience (IdioDocument  *self);
const char   *idio_document_get_audience_name (IdioDocument *self);
gint64        idio_document_get_added    (IdioDocument  *self);
gint64        idio_document_get_written  (IdioDocument  *self);
gint64        idio_document_get_date     (IdioDocument  *self);
gboolean      idio_document_get_example  (IdioDocument  *self);
gboolean      idio_document_get_private  (IdioDocument  *self);
void          idio_document_set_title    (IdioDocument  *self,
                                          const char    *title);
void          idio_document_set_audience (IdioDocument  *self,
                                          IdioAudience   audience,
                                          const char    *name);
void          idio_document_set_private  (IdioDocument  *self,
                                          gboolean       private);

G_END_DECLS
