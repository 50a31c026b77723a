/* idio-leak.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-text.h"

G_BEGIN_DECLS

/**
 * IdioLeakKind:
 * @IDIO_LEAK_KIND_PHRASE: six or more words in a row
 * @IDIO_LEAK_KIND_NAME: a name
 * @IDIO_LEAK_KIND_NUMBER: a number
 */
typedef enum
{
  IDIO_LEAK_KIND_PHRASE,
  IDIO_LEAK_KIND_NAME,
  IDIO_LEAK_KIND_NUMBER,
} IdioLeakKind;

/**
 * IdioLeak:
 * @kind: what it is
 * @text: the words in the draft
 * @document: the number of the document they stand in
 *
 * Something in a draft that the brief did not give and a sample did.
 */
typedef struct
{
  IdioLeakKind  kind;
  char         *text;
  gint64        document;
} IdioLeak;

void       idio_leak_free      (IdioLeak   *leak);
GPtrArray *idio_leaks_find     (const char *draft,
                                const char *given,
                                GPtrArray  *samples);
char      *idio_leaks_to_json  (GPtrArray  *leaks);
GPtrArray *idio_leaks_from_json (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLeak, idio_leak_free)

G_END_DECLS
