/* idio-views.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioView:
 * @IDIO_VIEW_CHARS_3: three bytes in a row
 * @IDIO_VIEW_WORDS: words and marks
 * @IDIO_VIEW_EDGES: how the text, its lines and its sentences begin and end, in masked words
 * @IDIO_VIEW_SHAPES_2: two masked words in a row: of a content word, only its capital and its suffix are left
 * @IDIO_VIEW_MASKED_5: five bytes in a row of the text whose content words are masked
 * @IDIO_N_VIEWS: how many there are
 *
 * What of a text is counted. Masked views say how a text is written, and as little as can be about what; the style of a
 * text is what is in them. Its content and phrases are in the others, with the edges.
 */
typedef enum
{
  IDIO_VIEW_CHARS_3,
  IDIO_VIEW_WORDS,
  IDIO_VIEW_EDGES,
  IDIO_VIEW_SHAPES_2,
  IDIO_VIEW_MASKED_5,
  IDIO_N_VIEWS,
} IdioView;

#define IDIO_FIRST_STYLE_VIEW  IDIO_VIEW_EDGES
#define IDIO_END_CONTENT_VIEWS IDIO_VIEW_SHAPES_2

/* The number changes with what is counted, as counts of other views mean nothing. */
#define IDIO_VIEWS_VERSION "3"

/* Each view has a table of so many buckets, into which what is counted is hashed. */
#define IDIO_VIEW_BITS 15
#define IDIO_VIEW_SIZE (1u << IDIO_VIEW_BITS)
#define IDIO_N_BUCKETS (IDIO_N_VIEWS * IDIO_VIEW_SIZE)

/* A text is read no further. */
#define IDIO_VIEWS_MAX_BYTES (1 << 20)

/**
 * IdioViewsSentence:
 * @n_words: how many words it has
 * @first: for each view, the number of its first gram
 */
typedef struct
{
  guint n_words;
  guint first[IDIO_N_VIEWS];
} IdioViewsSentence;

/**
 * IdioViews:
 * @n_words: how many words were read
 * @sentences: (element-type IdioViewsSentence): where the sentences begin
 * @grams: (element-type guint16): for each view, the buckets of what is in the text, in order
 *
 * A text, in views. Its words can't be found again in them.
 */
typedef struct
{
  guint   n_words;
  GArray *sentences;
  GArray *grams[IDIO_N_VIEWS];
} IdioViews;

IdioViews *idio_views_new       (const char      *text);
void       idio_views_free      (IdioViews       *self);
guint16    idio_views_find_pair (guint32          first,
                                 guint32          second);
guint      idio_views_get_first (const IdioViews *self,
                                 guint            sentence,
                                 IdioView         view);
guint      idio_views_take      (const IdioViews *self,
                                 guint            first,
                                 guint            n_words,
                                 guint           *n_taken);

#define idio_views_get_sentence(self, i) (&g_array_index ((self)->sentences, IdioViewsSentence, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioViews, idio_views_free)

G_END_DECLS
