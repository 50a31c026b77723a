/* idio-disclosure.c: what may be told of documents that are withheld
 *
 * Nothing of them is sent, and no card that tells of them. A card that was counted says something about documents, in
 * words that may be theirs: it is told if another document shows it too, and if it has no word that is in withheld
 * documents and in no other. A card that a model found is in the words of that model, which may have read any document: it
 * is told if no withheld document shows it, and if it has no word that may be another form of a word that is only in those.
 * That the user changed its words makes them no less the model's. What the user wrote is theirs to tell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "voice/idio-card-store.h"
#include "voice/idio-disclosure.h"
#include "voice/idio-withheld-words.h"

/* No card that a model found is told if withheld documents have more text than can be looked through in a moment. */
#define MAX_WITHHELD_BYTES (1024 * 1024)

/* Where a word is */
typedef enum
{
  PLACE_OPEN     = 1 << 0, /* a document that is not withheld */
  PLACE_WITHHELD = 1 << 1,
} Place;

typedef struct
{
  sqlite3           *db;
  char              *documents; /* for json_each() */
  GHashTable        *places;    /* by each word that was looked up, where it is */
  IdioWithheldWords *withheld;  /* the words of the documents, or NULL if they are too many */
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->documents, g_free);
  g_clear_pointer (&search->places, g_hash_table_unref);
  g_clear_pointer (&search->withheld, idio_withheld_words_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static char *
format_ids (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));

  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

static gboolean
load_withheld_words (Search  *search,
                     GError **error)
{
  g_autoptr(IdioWithheldWords) words = idio_withheld_words_new ();
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (search->db, error, "SELECT title || ' ' || body FROM document"
                                         " WHERE id IN (SELECT value FROM json_each (?))", "s", search->documents);
  GError *local_error = NULL;
  gsize n_bytes = 0;

  while (statement != NULL && n_bytes <= MAX_WITHHELD_BYTES && idio_sql_step (statement, &local_error))
    {
      g_autofree char *text = idio_sql_dup_some_text (statement, 0);

      n_bytes += strlen (text);

      if (n_bytes <= MAX_WITHHELD_BYTES)
        idio_withheld_words_add (words, text);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  if (statement == NULL || local_error != NULL)
    return FALSE;

  if (n_bytes <= MAX_WITHHELD_BYTES)
    search->withheld = g_steal_pointer (&words);

  return TRUE;
}

static gboolean
find_places (Search      *search,
             const char  *word,
             Place       *places,
             GError     **error)
{
  g_autofree char *query = g_strdup_printf ("\"%s\"", word);
  g_autoptr(sqlite3_stmt) statement = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (search->places, word, NULL, &known))
    {
      *places = (Place) GPOINTER_TO_INT (known);
      return TRUE;
    }

  statement = idio_sql_prepare (search->db, error,
                                "SELECT EXISTS (SELECT 1 FROM document_search JOIN document AS d"
                                "   ON d.id = document_search.rowid"
                                "   WHERE document_search MATCH ? AND d.removed IS NULL"
                                "   AND d.id NOT IN (SELECT value FROM json_each (?))),"
                                " EXISTS (SELECT 1 FROM document_search WHERE document_search MATCH ?"
                                "   AND rowid IN (SELECT value FROM json_each (?)))",
                                "ssss", query, search->documents, query, search->documents);

  if (statement == NULL || !idio_sql_step (statement, error))
    return FALSE;

  *places = (sqlite3_column_int (statement, 0) != 0 ? PLACE_OPEN : 0) |
            (sqlite3_column_int (statement, 1) != 0 ? PLACE_WITHHELD : 0);
  g_hash_table_insert (search->places, g_strdup (word), GINT_TO_POINTER ((int) *places));

  return TRUE;
}

/* Whether a word that is in no document is another form of one that is only in withheld documents. */
static gboolean
is_form_of_withheld (Search      *search,
                     const char  *word,
                     gboolean    *found,
                     GError     **error)
{
  g_autoptr(GPtrArray) near = idio_withheld_words_find_near (search->withheld, word);

  *found = FALSE;

  for (guint i = 0; i < near->len && !*found; i++)
    {
      Place places;

      if (!find_places (search, g_ptr_array_index (near, i), &places, error))
        return FALSE;

      *found = (places & PLACE_OPEN) == 0;
    }

  return TRUE;
}

static gboolean
has_word_of (Search      *search,
             const char  *text,
             gboolean     any_form,
             gboolean    *found,
             GError     **error)
{
  g_auto(GStrv) words = idio_withheld_words_split (text);

  *found = FALSE;

  for (guint i = 0; words[i] != NULL && !*found; i++)
    {
      Place places;

      if (!find_places (search, words[i], &places, error))
        return FALSE;

      *found = places == PLACE_WITHHELD;

      if (places == 0 && any_form && !is_form_of_withheld (search, words[i], found, error))
        return FALSE;
    }

  return TRUE;
}

/* Which documents show what the card says. */
static gboolean
find_evidence (Search          *search,
               IdioHypothesis  *card,
               Place           *places,
               GError         **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (search->db, error,
                      "SELECT EXISTS (SELECT 1 FROM evidence AS e JOIN document AS d ON d.id = e.document"
                      "   WHERE e.card = ? AND d.removed IS NULL AND d.id NOT IN (SELECT value FROM json_each (?))),"
                      " EXISTS (SELECT 1 FROM evidence WHERE card = ? AND document IN (SELECT value FROM json_each (?)))",
                      "isis", idio_hypothesis_get_id (card), search->documents, idio_hypothesis_get_id (card),
                      search->documents);

  if (statement == NULL || !idio_sql_step (statement, error))
    return FALSE;

  *places = (sqlite3_column_int (statement, 0) != 0 ? PLACE_OPEN : 0) |
            (sqlite3_column_int (statement, 1) != 0 ? PLACE_WITHHELD : 0);

  return TRUE;
}

static gboolean
may_be_told (Search          *search,
             IdioHypothesis  *card,
             gboolean        *told,
             GError         **error)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (card);
  g_autofree char *text = g_strjoin (" ", fields->claim, fields->instruction, fields->rate,
                                     fields->english_claim != NULL ? fields->english_claim : "", NULL);
  gboolean is_found = fields->source == IDIO_SOURCE_FOUND;
  gboolean theirs;
  Place shown;

  *told = fields->source == IDIO_SOURCE_YOURS;

  if (*told)
    return TRUE;

  if (!find_evidence (search, card, &shown, error))
    return FALSE;

  if (!(shown & PLACE_OPEN) || (is_found && (shown & PLACE_WITHHELD || search->withheld == NULL)))
    return TRUE;

  if (!has_word_of (search, text, is_found, &theirs, error))
    return FALSE;

  *told = !theirs;

  return TRUE;
}

/* All of it is read in one transaction: the words that were looked at are those that are told. */
static DexFuture *
load_cards_job (sqlite3  *db,
                gpointer  data)
{
  g_auto(Search) search = { .db = db, .documents = format_ids (data) };
  g_autoptr(GPtrArray) cards = NULL;
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  if (!(cards = idio_card_store_load (db, &error)))
    return dex_future_new_for_error (error);

  if (((GArray *) data)->len == 0)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&cards));

  if (!load_withheld_words (&search, &error))
    return dex_future_new_for_error (error);

  search.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      gboolean may;

      if (!may_be_told (&search, g_ptr_array_index (cards, i), &may, &error))
        return dex_future_new_for_error (error);

      if (may)
        g_ptr_array_add (told, g_object_ref (g_ptr_array_index (cards, i)));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&told));
}

typedef struct
{
  IdioCorpus   *corpus;
  IdioProvider *provider;
  GArray       *left_out;
} List;

static List *
list_new (IdioCorpus   *corpus,
          IdioProvider *provider,
          GArray       *left_out)
{
  List *list = g_new0 (List, 1);

  list->corpus = g_object_ref (corpus);
  list->provider = g_object_ref (provider);
  list->left_out = left_out != NULL ? g_array_copy (left_out) : NULL;

  return list;
}

static void
list_free (List *list)
{
  g_clear_object (&list->corpus);
  g_clear_object (&list->provider);
  g_clear_pointer (&list->left_out, g_array_unref);
  g_free (list);
}

static DexFuture *
list_fiber (gpointer data)
{
  List *list = data;
  g_autoptr(GArray) withheld = NULL;
  GError *error = NULL;

  if (idio_provider_get_host (list->provider) == NULL)
    withheld = g_array_new (FALSE, FALSE, sizeof (gint64));
  else if (!(withheld = dex_await_boxed (idio_corpus_list_private (list->corpus), &error)))
    return dex_future_new_for_error (error);

  g_array_sort (withheld, idio_document_compare_ids);

  for (guint i = 0; list->left_out != NULL && i < list->left_out->len; i++)
    if (!g_array_binary_search (withheld, &g_array_index (list->left_out, gint64, i), idio_document_compare_ids, NULL))
      {
        g_array_append_val (withheld, g_array_index (list->left_out, gint64, i));
        g_array_sort (withheld, idio_document_compare_ids);
      }

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&withheld));
}

/**
 * idio_disclosure_list_withheld:
 * @corpus: the documents
 * @provider: where a request goes
 * @left_out: (nullable) (element-type gint64): the numbers of documents that the user left out of it
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the numbers of the documents of which nothing may be in the
 *   request, in order: those left out, and those that never leave this computer if it does
 */
DexFuture *
idio_disclosure_list_withheld (IdioCorpus   *corpus,
                               IdioProvider *provider,
                               GArray       *left_out)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);

  return idio_fiber_spawn (list_fiber, list_new (corpus, provider, left_out), (GDestroyNotify) list_free);
}

/**
 * idio_disclosure_may_tell:
 * @corpus: the documents
 * @withheld: (element-type gint64): what idio_disclosure_list_withheld() lists
 * @document: the number of a document
 *
 * Returns: whether something of the document may be in the request: it is none of @withheld, and was not removed
 */
gboolean
idio_disclosure_may_tell (IdioCorpus *corpus,
                          GArray     *withheld,
                          gint64      document)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), FALSE);
  g_return_val_if_fail (withheld != NULL, FALSE);

  return idio_corpus_find (corpus, document) != NULL &&
         !g_array_binary_search (withheld, &document, idio_document_compare_ids, NULL);
}

static DexFuture *
hidden_fiber (gpointer data)
{
  List *list = data;
  g_autoptr(GArray) hidden = NULL;
  GError *error = NULL;

  if (!(hidden = dex_await_boxed (idio_disclosure_list_withheld (list->corpus, list->provider, NULL), &error)))
    return dex_future_new_for_error (error);

  for (guint i = hidden->len; list->left_out != NULL && i > 0; i--)
    for (guint j = 0; j < list->left_out->len; j++)
      if (g_array_index (hidden, gint64, i - 1) == g_array_index (list->left_out, gint64, j))
        {
          g_array_remove_index (hidden, i - 1);
          break;
        }

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&hidden));
}

/**
 * idio_disclosure_list_hidden:
 * @corpus: the documents
 * @provider: where a request goes
 * @left_out: (nullable) (element-type gint64): the numbers of documents that the user left out of it
 *
 * What the user leaves out was chosen before, and nothing else is to be chosen in its place, which they did not see: not
 * even if it was marked to never leave this computer for that.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the numbers of the documents that are not chosen from, in
 *   order; of those that are chosen, idio_disclosure_list_withheld() are taken out afterwards
 */
DexFuture *
idio_disclosure_list_hidden (IdioCorpus   *corpus,
                             IdioProvider *provider,
                             GArray       *left_out)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);

  return idio_fiber_spawn (hidden_fiber, list_new (corpus, provider, left_out), (GDestroyNotify) list_free);
}

/**
 * idio_disclosure_load_cards:
 * @corpus: the documents
 * @withheld: (element-type gint64): what idio_disclosure_list_withheld() lists
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioHypothesis: the cards that may be told, oldest first
 */
DexFuture *
idio_disclosure_load_cards (IdioCorpus *corpus,
                            GArray     *withheld)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (withheld != NULL, NULL);

  return idio_store_read (idio_corpus_get_store (corpus), load_cards_job, g_array_copy (withheld),
                          (GDestroyNotify) g_array_unref);
}
