/* idio-alike.c: texts that are almost the same as others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-alike.h"
#include "text/idio-sketch.h"

/* Texts are compared if they share one of the smallest values of their sketches: one of this many. One pair in 15,000
 * with a resemblance of 0.7 shares none, as each of the smallest values of both together is in both with that
 * probability. */
#define N_KEYS 8

/* Of a text of which another one is a quarter, one in 10,000 shares none of this many. */
#define N_BEGINNING_KEYS 32

/* A text is compared with at most this many of those that share a value. Where a passage is in more of them than that,
 * versions of a text still share most of the other values. */
#define MAX_COMPARED 64

/* A text, once only that is left of it */
typedef struct
{
  gint64        document;
  gint64        time;       /* when it was written, or 0 */
  guint         title;      /* a hash */
  guint         n_words;
  IdioSketch   *sketch;
  IdioAudience  audience;
  gboolean      is_file;    /* may have grown */
  gboolean      is_new;
  gboolean      is_private;
  gboolean      is_gone;
  gboolean      is_settled; /* neither goes nor stands for another */
  const void   *compared; /* the entry that it was compared with last */
} Entry;

struct _IdioAlikeSearch
{
  GArray     *entries;
  GHashTable *by_value;  /* for each of their keys the texts that are kept, the last one first */
  GHashTable *private;   /* likewise those that are private */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->sketch, g_free);
}

/**
 * idio_alike_search_new:
 *
 * Returns: (transfer full): a search with no texts yet
 */
IdioAlikeSearch *
idio_alike_search_new (void)
{
  IdioAlikeSearch *self = g_new0 (IdioAlikeSearch, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->by_value = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->private = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
idio_alike_search_free (IdioAlikeSearch *self)
{
  g_hash_table_unref (self->by_value);
  g_hash_table_unref (self->private);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * idio_alike_search_add:
 * @self: a search
 * @text: the text of a document
 * @length: how much of its body to compare, in bytes
 *
 * May be called from any thread.
 */
void
idio_alike_search_add (IdioAlikeSearch *self,
                       const IdioText  *text,
                       gsize            length)
{
  gboolean is_file = g_strcmp0 (text->medium, "text") == 0 || g_strcmp0 (text->medium, "note") == 0;
  Entry entry = {
    .document = text->id,
    .title = g_str_hash (text->title),
    .n_words = text->n_words,
    .is_file = is_file,
    .time = text->written,
    .sketch = idio_sketch_new (text->body, length, is_file ? IDIO_ALIKE_MIN_FILE_WORDS : IDIO_ALIKE_MIN_WORDS),
    .audience = text->audience,
    .is_new = text->state == IDIO_TEXT_NEW,
    .is_private = text->private,
    .is_settled = text->state == IDIO_TEXT_SETTLED,
  };

  if (entry.sketch != NULL)
    g_array_append_val (self->entries, entry);
}

/* The last comes first. Where no date tells, what is here comes before what is new, so that no import undoes what one
 * before it did. */
static int
compare_times (const void *a,
               const void *b)
{
  const Entry *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? 1 : -1;

  /* A file that was saved twice within a second grew. */
  if (x->time != 0 && x->n_words != y->n_words)
    return x->n_words < y->n_words ? 1 : -1;

  if (x->is_new != y->is_new)
    return x->is_new ? 1 : -1;

  return (x->document > y->document) - (x->document < y->document);
}

static gboolean
are_versions (const Entry *a,
              const Entry *b)
{
  return MIN (a->n_words, b->n_words) >= IDIO_ALIKE_MIN_WORDS &&
         idio_sketch_reaches (a->sketch, b->sketch, IDIO_ALIKE_MIN_RESEMBLANCE);
}

static gboolean
are_alike (const Entry *a,
           const Entry *b)
{
  return (a->is_new || b->is_new) && a->audience == b->audience && are_versions (a, b);
}

/* Whether a file is what another one was before it grew. Which is later does not matter: nothing that was written is
 * lost with the shorter one. */
static gboolean
is_beginning (const Entry *entry,
              const Entry *longer)
{
  return (entry->is_new || longer->is_new) && entry->is_file && longer->is_file &&
         entry->audience == longer->audience && entry->n_words < longer->n_words &&
         (entry->n_words >= IDIO_ALIKE_MIN_WORDS || entry->title == longer->title) &&
         idio_sketch_contains (longer->sketch, entry->sketch);
}

/* Most that share one value share more. */
static gboolean
are_compared (const Entry *entry,
              Entry       *other)
{
  gboolean compared = other->compared == entry;

  other->compared = entry;

  return compared;
}

typedef gboolean (*MatchFunc) (const Entry *a,
                               const Entry *b);

/* One of these texts that matches, or NULL */
static const Entry *
find (GHashTable  *texts,
      const Entry *entry,
      guint        n_keys,
      MatchFunc    matches)
{
  for (guint i = 0; i < MIN (n_keys, entry->sketch->n_values); i++)
    {
      GPtrArray *some = g_hash_table_lookup (texts, GUINT_TO_POINTER (entry->sketch->values[i]));

      for (guint j = 0; some != NULL && j < MIN (MAX_COMPARED, some->len); j++)
        if (!are_compared (entry, g_ptr_array_index (some, j)) && matches (entry, g_ptr_array_index (some, j)))
          return g_ptr_array_index (some, j);
    }

  return NULL;
}

static void
keep (GHashTable *texts,
      Entry      *entry,
      guint       n_keys)
{
  for (guint i = 0; i < MIN (n_keys, entry->sketch->n_values); i++)
    {
      gpointer value = GUINT_TO_POINTER (entry->sketch->values[i]);
      GPtrArray *some = g_hash_table_lookup (texts, value);

      if (some == NULL)
        {
          some = g_ptr_array_new ();
          g_hash_table_insert (texts, value, some);
        }

      g_ptr_array_add (some, entry);
    }
}

/**
 * idio_alike_search_find_private:
 * @self: a search
 *
 * What a person said must never leave the computer has not to leave it as another version either, whoever that is for.
 * To be called once, before the search is run. May be called from any thread.
 *
 * Returns: (transfer full) (element-type gint64): the documents that are new and almost the same as one that is private
 */
GArray *
idio_alike_search_find_private (IdioAlikeSearch *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->entries->len; i++)
    if (g_array_index (self->entries, Entry, i).is_private)
      keep (self->private, &g_array_index (self->entries, Entry, i), N_KEYS);

  for (guint i = 0; i < self->entries->len && g_hash_table_size (self->private) > 0; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->is_new && !entry->is_private && find (self->private, entry, N_KEYS, are_versions) != NULL)
        g_array_append_val (ids, entry->document);
    }

  g_hash_table_remove_all (self->private);

  for (guint i = 0; i < self->entries->len; i++)
    g_array_index (self->entries, Entry, i).compared = NULL;

  return ids;
}

/* The longest comes first. */
static int
compare_lengths (const void *a,
                 const void *b)
{
  const Entry *x = a, *y = b;

  if (x->n_words != y->n_words)
    return x->n_words < y->n_words ? 1 : -1;

  return (x->document > y->document) - (x->document < y->document);
}

static void
find_beginnings (IdioAlikeSearch *self,
                 GArray          *alike,
                 GCancellable    *cancellable)
{
  g_hash_table_remove_all (self->by_value);
  g_array_sort (self->entries, compare_lengths);

  for (guint i = 0; i < self->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      const Entry *kept;

      if (!entry->is_file || entry->is_settled || entry->is_gone)
        continue;

      entry->compared = NULL;

      if ((kept = find (self->by_value, entry, N_BEGINNING_KEYS, is_beginning)))
        g_array_append_val (alike, ((IdioAlike) { .gone = entry->document, .kept = kept->document }));
      else
        keep (self->by_value, entry, N_BEGINNING_KEYS);
    }
}

/**
 * idio_alike_search_run:
 * @self: a search, which is run once
 * @cancellable: (nullable): ends it early
 *
 * Compares each text that is new with all others for the same audience. The time it takes grows with the number of
 * texts, not of pairs of them. May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioAlike): those that are almost the same as another, which is
 *   kept: the last one, or the one that was here first where that is not known; or of a file that grew the longer one
 */
GArray *
idio_alike_search_run (IdioAlikeSearch *self,
                       GCancellable    *cancellable)
{
  GArray *alike = g_array_new (FALSE, FALSE, sizeof (IdioAlike));

  g_array_sort (self->entries, compare_times);

  for (guint i = 0; i < self->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      const Entry *kept = !entry->is_settled ? find (self->by_value, entry, N_KEYS, are_alike) : NULL;

      if (kept != NULL)
        {
          g_array_append_val (alike, ((IdioAlike) { .gone = entry->document, .kept = kept->document }));
          entry->is_gone = TRUE;
        }
      else if (!entry->is_settled)
        {
          keep (self->by_value, entry, N_KEYS);
        }
    }

  find_beginnings (self, alike, cancellable);

  return alike;
}
