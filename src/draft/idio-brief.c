/* idio-brief.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include <gio/gio.h>

#include "draft/idio-brief.h"
#include "text/idio-words.h"

/* How long a text is if nothing is known of the writer: a middling mail */
#define DEFAULT_WORDS 100

/* A writer of books still gets a draft that can be read at a glance. */
#define MIN_WORDS   25
#define MAX_WORDS  350

/* So many texts for an audience tell how long those usually are. */
#define MIN_TEXTS 3

#define SHORTER 0.6
#define LONGER  1.6

/* A draft has room for the facts of its request, which tells them about as briefly as they can be told. A request that
 * is many times as long as the writer's usual text has something else in it, such as the message to be answered. */
#define MAX_ROOM 2

G_DEFINE_BOXED_TYPE (IdioBrief, idio_brief, idio_brief_copy, idio_brief_free)

/**
 * idio_brief_new:
 * @kind: what is asked for
 * @request: what to write, or the text to rewrite
 * @audience: whom it is for
 * @length: how long it should be
 * @n_words: the same in words, for %IDIO_LENGTH_EXACT
 *
 * Returns: (transfer full): a brief
 */
IdioBrief *
idio_brief_new (IdioBriefKind  kind,
                const char    *request,
                IdioAudience   audience,
                IdioLength     length,
                guint          n_words)
{
  IdioBrief *self = g_new0 (IdioBrief, 1);

  self->kind = kind;
  self->request = g_strstrip (g_strdup (request));
  self->audience = audience;
  self->length = length;
  self->n_words = n_words;

  return self;
}

IdioBrief *
idio_brief_copy (const IdioBrief *self)
{
  return idio_brief_new (self->kind, self->request, self->audience, self->length, self->n_words);
}

void
idio_brief_free (IdioBrief *self)
{
  g_free (self->request);
  g_free (self);
}

static gint
compare_guint (gconstpointer a,
               gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* The median of the writer's texts for an audience; of all texts for %IDIO_AUDIENCE_GENERAL. 0 if there are too few. */
static guint
find_usual_words (IdioCorpus   *corpus,
                  IdioAudience  audience)
{
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      guint n_words = idio_document_get_n_words (document);

      if (audience == IDIO_AUDIENCE_GENERAL || idio_document_get_audience (document) == audience)
        g_array_append_val (lengths, n_words);
    }

  if (lengths->len < MIN_TEXTS)
    return 0;

  g_array_sort (lengths, compare_guint);

  return g_array_index (lengths, guint, lengths->len / 2);
}

/* The usual number of words, or as many as the facts of the request need. */
static guint
find_words_for_facts (const char *request,
                      guint       usual)
{
  return MAX (usual, MIN (idio_count_words (request), usual * MAX_ROOM));
}

/**
 * idio_brief_count_words:
 * @self: a brief
 * @corpus: the writer's documents
 *
 * Returns: how many words the drafts should have: what the user gave, or what is usual for this writer and audience,
 *   but not so few that the facts of a long request would have to be dropped
 */
guint
idio_brief_count_words (const IdioBrief *self,
                        IdioCorpus      *corpus)
{
  guint n_words;

  if (self->length == IDIO_LENGTH_EXACT)
    return self->n_words;

  if (self->kind == IDIO_BRIEF_KIND_REWRITE)
    n_words = idio_count_words (self->request);
  else if (!(n_words = find_usual_words (corpus, self->audience)) &&
           !(n_words = find_usual_words (corpus, IDIO_AUDIENCE_GENERAL)))
    n_words = DEFAULT_WORDS;

  if (self->length == IDIO_LENGTH_SHORTER)
    n_words = (guint) (n_words * SHORTER);
  else if (self->length == IDIO_LENGTH_LONGER)
    n_words = (guint) (n_words * LONGER);

  if (self->kind == IDIO_BRIEF_KIND_WRITE)
    n_words = find_words_for_facts (self->request, n_words);

  return CLAMP (n_words, MIN_WORDS, MAX_WORDS);
}
