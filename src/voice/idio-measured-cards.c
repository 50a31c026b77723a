/* idio-measured-cards.c: cards from counting
 *
 * Habits are found in the features of all documents, which the statistics have. Texts are loaded only of those documents
 * that are quoted, and of a sample in which a favorite phrase is looked for; if the cards that are there were made of
 * the same, of none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-near-duplicates.h"
#include "idio-fiber.h"
#include "text/idio-stop.h"
#include "voice/idio-counting.h"
#include "voice/idio-habit-quotes.h"
#include "voice/idio-measured-cards.h"

/* Phrases and quotes are looked for in this much of a text, in characters, and of all of them together. Hardly any writer
 * has more. */
#define MAX_TEXT_CHARS (1 << 20)
#define MAX_ALL_BYTES  (1 << 24)

/* The most text in which a favorite phrase is looked for: its n-grams take many times the memory. */
#define MAX_SAMPLE_BYTES (1 << 21)

/* The fiber and its threads share this, and use it in turns. */
typedef struct
{
  IdioVoice      *voice;
  IdioStatistics *statistics;
  GPtrArray      *features;
  char           *known;  /* what the cards in the voice were made of */
  char           *basis;  /* what they are made of now */
  GPtrArray      *habits;
  GArray         *sample; /* the documents in which a favorite phrase is looked for, in order */
  GPtrArray      *texts;
} Update;

static void
update_clear (gpointer data)
{
  Update *update = data;

  g_clear_pointer (&update->features, g_ptr_array_unref);
  g_clear_pointer (&update->known, g_free);
  g_clear_pointer (&update->basis, g_free);
  g_clear_pointer (&update->habits, g_ptr_array_unref);
  g_clear_pointer (&update->sample, g_array_unref);
  g_clear_pointer (&update->texts, g_ptr_array_unref);
}

static void
update_unref (gpointer update)
{
  g_atomic_rc_box_release_full (update, update_clear);
}

/* Objects are let go in the fiber's thread, and in no other. */
static void
update_free (gpointer data)
{
  Update *update = data;

  g_clear_object (&update->voice);
  g_clear_object (&update->statistics);
  update_unref (update);
}

static guint64
mix (guint64 hash,
     guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ hash >> 32;
}

static guint64
hash_features (const IdioFeatures *features)
{
  guint64 hash = mix ((guint64) features->document, features->n_words);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      guint64 value;

      memcpy (&value, &features->values[i], sizeof value);
      hash = mix (hash, value);
    }

  return hash;
}

/* All that the cards hang on: the documents, in any order, and how they are counted. */
static char *
dup_basis (GPtrArray *features)
{
  g_autofree char *version = idio_features_dup_version ();
  guint64 hash = 0;

  for (guint i = 0; i < features->len; i++)
    hash += hash_features (g_ptr_array_index (features, i));

  return g_strdup_printf ("%s %s %u %" G_GINT64_MODIFIER "x", PACKAGE_VERSION, version, features->len, hash);
}

static DexFuture *
find_thread (gpointer data)
{
  Update *update = data;
  g_autoptr(GPtrArray) told_once = NULL;

  update->basis = dup_basis (update->features);

  if (g_strcmp0 (update->basis, update->known) == 0)
    return dex_future_new_for_boolean (FALSE);

  update->habits = idio_habits_find (update->features);
  told_once = idio_near_duplicates_leave_out (update->features);
  update->sample = idio_features_choose (told_once, 1u << IDIO_LANGUAGE_ENGLISH, IDIO_HABITS_MAX_SAMPLES);
  g_array_sort (update->sample, idio_document_compare_ids);

  return dex_future_new_for_boolean (TRUE);
}

/* Each once. */
static GArray *
list_documents (Update *update)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *documents = g_array_copy (update->sample);

  for (guint i = 0; i < update->sample->len; i++)
    g_hash_table_add (seen, &g_array_index (update->sample, gint64, i));

  for (guint i = 0; i < update->habits->len; i++)
    {
      GArray *shown = ((IdioHabit *) g_ptr_array_index (update->habits, i))->documents;

      for (guint j = 0; j < shown->len; j++)
        if (g_hash_table_add (seen, &g_array_index (shown, gint64, j)))
          g_array_append_val (documents, g_array_index (shown, gint64, j));
    }

  return documents;
}

/* What is found in the texts themselves, such as a favorite phrase. */
static void
find_in_sample (Update      *update,
                IdioSources *sources)
{
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (IdioHabitSample));
  gsize left = MAX_SAMPLE_BYTES;

  for (guint i = 0; i < update->sample->len && !idio_stop_is_asked (); i++)
    {
      IdioHabitSample sample;
      gsize length;

      if (!idio_sources_get_sample (sources, g_array_index (update->sample, gint64, i), &sample))
        continue;

      length = strlen (sample.text);

      if (length <= left)
        {
          left -= length;
          g_array_append_val (samples, sample);
        }
    }

  idio_habits_find_in_samples (update->habits, update->features, (const IdioHabitSample *) (gpointer) samples->data,
                               samples->len);
}

/* A card for each habit that the documents show, the most telling one first. */
static DexFuture *
propose_thread (gpointer data)
{
  Update *update = data;
  g_autoptr(IdioSources) sources = idio_sources_new (update->texts);
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_proposal_free);

  find_in_sample (update, sources);

  for (guint i = 0; i < update->habits->len && !idio_stop_is_asked (); i++)
    {
      IdioProposal *proposal = idio_habit_propose (g_ptr_array_index (update->habits, i), sources);

      if (proposal != NULL)
        g_ptr_array_add (proposals, proposal);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, proposals);
}

static DexFuture *
run_thread (Update        *update,
            const char    *name,
            DexThreadFunc  func)
{
  return idio_counting_spawn (name, idio_statistics_get_cancellable (update->statistics), func,
                              g_atomic_rc_box_acquire (update), update_unref);
}

static DexFuture *
update_fiber (gpointer data)
{
  Update *update = data;
  IdioCorpus *corpus = idio_statistics_get_corpus (update->statistics);
  g_autoptr(GArray) documents = NULL;
  g_autoptr(GPtrArray) proposals = NULL;
  GError *error = NULL;

  if (!dex_await (idio_statistics_update (update->statistics), &error) ||
      !(update->known = dex_await_string (idio_voice_load_basis (update->voice), &error)))
    return dex_future_new_for_error (error);

  update->features = idio_features_leave_out (idio_statistics_get_features (update->statistics),
                                              IDIO_AUDIENCE_ASSISTANT, IDIO_HABITS_MIN_TEXTS);

  if (!dex_await_boolean (run_thread (update, "[idiolect-count]", find_thread), &error))
    return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();

  documents = list_documents (update);

  if (!(update->texts = dex_await_boxed (idio_corpus_load_some (corpus, documents, MAX_TEXT_CHARS, MAX_ALL_BYTES),
                                         &error)) ||
      !(proposals = dex_await_boxed (run_thread (update, "[idiolect-quote]", propose_thread), &error)) ||
      !dex_await (idio_voice_set_measured (update->voice, proposals, update->basis), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_measured_cards_update:
 * @voice: a voice
 * @statistics: what was counted; it is brought up to date
 *
 * Replaces the measured cards of @voice by those of all documents that are there now.
 *
 * Returns: (transfer full): a future that resolves when the new cards are saved
 */
DexFuture *
idio_measured_cards_update (IdioVoice      *voice,
                            IdioStatistics *statistics)
{
  Update *update;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_STATISTICS (statistics), NULL);

  update = g_atomic_rc_box_new0 (Update);
  update->voice = g_object_ref (voice);
  update->statistics = g_object_ref (statistics);

  return idio_fiber_spawn (update_fiber, update, update_free);
}
