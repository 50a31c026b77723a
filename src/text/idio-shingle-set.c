/* idio-shingle-set.c: the runs of words of some texts, to see what was copied from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-shingle-set.h"

/* So few words between two copied runs belong to the copy. */
#define MAX_CHANGED_WORDS 2

struct _IdioShingleSet
{
  guint       run_words;

  /* In how many texts each run is, by its hash. Two of some ten thousand runs hardly ever have the same. */
  GHashTable *n_texts;
};

/**
 * idio_shingle_set_new:
 * @run_words: how many words each run has, such as %IDIO_SHINGLE_WORDS
 *
 * Returns: (transfer full): an empty set
 */
IdioShingleSet *
idio_shingle_set_new (guint run_words)
{
  IdioShingleSet *self = g_new0 (IdioShingleSet, 1);

  self->run_words = run_words;
  self->n_texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
idio_shingle_set_free (IdioShingleSet *self)
{
  g_hash_table_unref (self->n_texts);
  g_free (self);
}

static guint64
hash_run (const IdioWords *words,
          guint            first,
          guint            n_words)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = first; i < first + n_words; i++)
    {
      for (const char *p = idio_words_get (words, i)->folded; *p != '\0'; p++)
        hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);

      hash = (hash ^ ' ') * G_GUINT64_CONSTANT (1099511628211);
    }

  return hash;
}

/* The runs of a text, each once however often it is there. */
static GHashTable *
collect_runs (const IdioWords *words,
              guint            run_words)
{
  GHashTable *runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i + run_words <= words->words->len; i++)
    {
      guint64 hash = hash_run (words, i, run_words);

      g_hash_table_add (runs, g_memdup2 (&hash, sizeof hash));
    }

  return runs;
}

static void
change (IdioShingleSet  *self,
        const IdioWords *words,
        gint             by)
{
  g_autoptr(GHashTable) runs = collect_runs (words, self->run_words);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, runs);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint n = GPOINTER_TO_INT (g_hash_table_lookup (self->n_texts, key)) + by;

      if (n > 0)
        g_hash_table_insert (self->n_texts, g_memdup2 (key, sizeof (guint64)), GINT_TO_POINTER (n));
      else
        g_hash_table_remove (self->n_texts, key);
    }
}

/**
 * idio_shingle_set_add:
 * @self: a set
 * @words: those of a text
 */
void
idio_shingle_set_add (IdioShingleSet  *self,
                      const IdioWords *words)
{
  change (self, words, 1);
}

/**
 * idio_shingle_set_remove:
 * @self: a set
 * @words: those of a text that was added
 */
void
idio_shingle_set_remove (IdioShingleSet  *self,
                         const IdioWords *words)
{
  change (self, words, -1);
}

/* Leaves out the runs that are in at least @min_texts texts; with @learn, each run is known once it was met. */
static char *
leave_out (const IdioShingleSet *self,
           const char           *text,
           guint                 min_texts,
           gboolean              learn,
           guint                *n_words)
{
  g_autoptr(IdioWords) words = idio_words_new (text);
  GString *rest = g_string_sized_new (strlen (text) + 1);
  gsize kept_to = 0;
  guint copied_to = 0, n = 0;

  for (guint i = 0; i + self->run_words <= words->words->len; i++)
    {
      guint64 hash = hash_run (words, i, self->run_words);
      const IdioWord *last;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (self->n_texts, &hash)) < min_texts)
        {
          if (learn)
            g_hash_table_insert (self->n_texts, g_memdup2 (&hash, sizeof hash), GUINT_TO_POINTER (min_texts));

          continue;
        }

      /* A word that was changed within a copy is no word of the copier's. */
      if (i >= copied_to && (learn || copied_to == 0 || i - copied_to > MAX_CHANGED_WORDS))
        {
          gsize start = idio_words_get (words, i)->start;

          g_string_append_len (rest, text + kept_to, (gssize) (start - kept_to));
          g_string_append (rest, "\n\n");
          copied_to = i;
        }

      last = idio_words_get (words, i + self->run_words - 1);
      kept_to = last->start + last->length;
      n += i + self->run_words - copied_to;
      copied_to = i + self->run_words;
    }

  g_string_append (rest, text + kept_to);

  if (n_words != NULL)
    *n_words = n;

  return g_string_free_and_steal (rest);
}

/**
 * idio_shingle_set_leave_out:
 * @self: a set
 * @text: valid UTF-8
 * @min_texts: in how many texts a run must be
 * @n_words: (out) (optional): how many words were left out
 *
 * Returns: (transfer full): @text without its runs of words that are in the set, and without a word or two between such
 *   runs, a break of the line in the place of each
 */
char *
idio_shingle_set_leave_out (const IdioShingleSet *self,
                            const char           *text,
                            guint                 min_texts,
                            guint                *n_words)
{
  return leave_out (self, text, min_texts, FALSE, n_words);
}

/**
 * idio_shingle_set_leave_out_repeated:
 * @text: valid UTF-8
 * @run_words: the length of the shortest run that is left out, in words
 * @n_words: (out) (optional): how many words were left out
 *
 * Returns: (transfer full): @text without its runs of words that were in it before, a break of the line in the place of
 *   each
 */
char *
idio_shingle_set_leave_out_repeated (const char *text,
                                     guint       run_words,
                                     guint      *n_words)
{
  g_autoptr(IdioShingleSet) met = idio_shingle_set_new (run_words);

  return leave_out (met, text, 1, TRUE, n_words);
}
