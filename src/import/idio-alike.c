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

/* A text is compared with at most this many of those that share a value. Where a passage is in more of them than that,
 * versions of a text still share most of the other values. */
#define MAX_COMPARED 64

/* A text, once only that is left of it */
typedef struct
{
  gint64        document;
  gint64        time;
  IdioSketch   *sketch;
  IdioAudience  audience;
  gboolean      is_new;
  const void   *compared; /* the entry that it was compared with last */
} Entry;

struct _IdioAlikeSearch
{
  GArray     *entries;
  GHashTable *by_value;  /* for each of their keys the texts that are kept, the last one first */
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

  return self;
}

void
idio_alike_search_free (IdioAlikeSearch *self)
{
  g_hash_table_unref (self->by_value);
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
  Entry entry = {
    .document = text->id,
    .time = text->written != 0 ? text->written : text->added,
    .sketch = idio_sketch_new (text->body, length, IDIO_ALIKE_MIN_WORDS),
    .audience = text->audience,
    .is_new = text->state == IDIO_TEXT_NEW,
  };

  if (entry.sketch != NULL)
    g_array_append_val (self->entries, entry);
}

/* The last comes first. */
static int
compare_times (const void *a,
               const void *b)
{
  const Entry *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? 1 : -1;

  return (x->document < y->document) - (x->document > y->document);
}

static gboolean
are_alike (const Entry *a,
           const Entry *b)
{
  return (a->is_new || b->is_new) && a->audience == b->audience &&
         idio_sketch_reaches (a->sketch, b->sketch, IDIO_ALIKE_MIN_RESEMBLANCE);
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

/* The text that is kept in place of one, or NULL */
static const Entry *
find_kept (const IdioAlikeSearch *self,
           const Entry           *entry)
{
  for (guint i = 0; i < MIN (N_KEYS, entry->sketch->n_values); i++)
    {
      GPtrArray *kept = g_hash_table_lookup (self->by_value, GUINT_TO_POINTER (entry->sketch->values[i]));

      for (guint j = 0; kept != NULL && j < MIN (MAX_COMPARED, kept->len); j++)
        if (!are_compared (entry, g_ptr_array_index (kept, j)) && are_alike (entry, g_ptr_array_index (kept, j)))
          return g_ptr_array_index (kept, j);
    }

  return NULL;
}

static void
keep (IdioAlikeSearch *self,
      Entry           *entry)
{
  for (guint i = 0; i < MIN (N_KEYS, entry->sketch->n_values); i++)
    {
      gpointer value = GUINT_TO_POINTER (entry->sketch->values[i]);
      GPtrArray *kept = g_hash_table_lookup (self->by_value, value);

      if (kept == NULL)
        {
          kept = g_ptr_array_new ();
          g_hash_table_insert (self->by_value, value, kept);
        }

      g_ptr_array_add (kept, entry);
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
 * Returns: (transfer full) (element-type IdioAlike): those that are almost the same as a later one, which is kept
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
      const Entry *kept = find_kept (self, entry);

      if (kept != NULL)
        g_array_append_val (alike, ((IdioAlike) { .gone = entry->document, .kept = kept->document }));
      else
        keep (self, entry);
    }

  return alike;
}
