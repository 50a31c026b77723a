/* idio-brief.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-audience.h"
#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

/**
 * IdioBriefKind:
 * @IDIO_BRIEF_KIND_WRITE: something new
 * @IDIO_BRIEF_KIND_REWRITE: a text that is there, written again
 */
typedef enum
{
  IDIO_BRIEF_KIND_WRITE,
  IDIO_BRIEF_KIND_REWRITE,
} IdioBriefKind;

/**
 * IdioLength:
 * @IDIO_LENGTH_USUAL: as long as the writer's texts for that audience are, or as the text to be rewritten
 * @IDIO_LENGTH_SHORTER: shorter than that
 * @IDIO_LENGTH_LONGER: longer than that
 * @IDIO_LENGTH_EXACT: a number of words that the user gave
 */
typedef enum
{
  IDIO_LENGTH_USUAL,
  IDIO_LENGTH_SHORTER,
  IDIO_LENGTH_LONGER,
  IDIO_LENGTH_EXACT,
} IdioLength;

#define IDIO_TYPE_BRIEF (idio_brief_get_type ())

/* The longest request, in bytes: more than any model takes */
#define IDIO_BRIEF_MAX_BYTES (1 << 20)

/**
 * IdioBrief:
 * @kind: what is asked for
 * @request: what to write, or the text to rewrite
 * @audience: whom it is for
 * @length: how long it should be
 * @n_words: the same in words; 0 until it is known, but for %IDIO_LENGTH_EXACT
 *
 * What the user wants written.
 */
typedef struct
{
  IdioBriefKind  kind;
  char          *request;
  IdioAudience   audience;
  IdioLength     length;
  guint          n_words;
} IdioBrief;

GType      idio_brief_get_type    (void) G_GNUC_CONST;
IdioBrief *idio_brief_new         (IdioBriefKind     kind,
                                   const char       *request,
                                   IdioAudience      audience,
                                   IdioLength        length,
                                   guint             n_words);
IdioBrief *idio_brief_copy        (const IdioBrief  *self);
void       idio_brief_free        (IdioBrief        *self);
guint      idio_brief_count_words (const IdioBrief  *self,
                                   IdioCorpus       *corpus);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBrief, idio_brief_free)

G_END_DECLS
