/* fuzz-search.c: words that are searched for, in a corpus of a few texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus.h"
#include "fuzz.h"

static const char * const bodies[] = {
  "Hi Ann, the plan for the café is AND, OR and NOT.", "NEAR the \"quotes\" are (parentheses) * and title: body",
  "Grüße aus München, 中文 и русский текст",
};

static IdioCorpus *corpus;

static DexFuture *
open_fiber (gpointer data)
{
  g_autofree char *path = g_build_filename (fuzz_get_dir (), "idiolect.db", NULL);
  g_autoptr(IdioStore) store = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_ptr_array_add (texts, idio_text_new (0, "Title", bodies[i], 10, IDIO_AUDIENCE_GENERAL));

  if (!(store = dex_await_object (idio_store_open (path), &error)))
    g_error ("%s", error->message);

  corpus = idio_corpus_new (store);

  if (!dex_await (idio_corpus_load (corpus), &error) || !dex_await (idio_corpus_add (corpus, texts, NULL), &error))
    g_error ("%s", error->message);

  return dex_future_new_true ();
}

/* Whatever is typed is words to look for, never an error. */
static DexFuture *
search_fiber (gpointer words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = dex_await_boxed (idio_corpus_search (corpus, words), &error);
  g_autoptr(GPtrArray) closest = NULL;

  if (found == NULL)
    g_error ("%s", error->message);

  for (guint i = 0; i < found->len; i++)
    g_assert (idio_corpus_find (corpus, g_array_index (found, gint64, i)) != NULL);

  if (!(closest = dex_await_boxed (idio_corpus_find_closest (corpus, words, IDIO_AUDIENCE_GENERAL, 2, NULL), &error)))
    g_error ("%s", error->message);

  g_assert (closest->len <= 2);

  return dex_future_new_true ();
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *words = fuzz_dup_text (data, size);

  if (corpus == NULL)
    fuzz_run_fiber (open_fiber, NULL);

  fuzz_run_fiber (search_fiber, words);

  return 0;
}
