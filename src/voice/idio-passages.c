/* idio-passages.c: what a model gets to read of a writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "features/idio-analysis.h"
#include "habits/idio-habits.h"
#include "llm/idio-prompt.h"
#include "text/idio-stop.h"
#include "voice/idio-hypothesis.h"
#include "voice/idio-passages.h"

/* A passage is this long, in words, if its document is. A shorter document is one passage. */
#define MIN_PASSAGE_WORDS 100
#define MAX_PASSAGE_WORDS 250

/* Less than this shows no habit. */
#define MIN_TEXT_WORDS 15

/* One request has at most so much to read: with the answer it has to fit into 4,096 tokens. */
#define MAX_BATCH_WORDS    1100
#define MAX_BATCH_PASSAGES 10

/* A sentence without an end, such as a list in one line, is not read to the end. */
#define MAX_SENTENCE_BYTES 1500

void
idio_passage_free (IdioPassage *passage)
{
  g_clear_pointer (&passage->sentences, g_ptr_array_unref);
  g_free (passage);
}

static IdioPassage *
passage_new (const IdioText *text)
{
  IdioPassage *passage = g_new0 (IdioPassage, 1);

  passage->document = text->id;
  passage->audience = text->audience;
  passage->sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_quote_free);

  return passage;
}

static void
add_sentence (IdioPassage        *passage,
              const IdioText     *text,
              const IdioSentence *sentence)
{
  g_autofree char *words = NULL;

  if (sentence->length > MAX_SENTENCE_BYTES)
    return;

  words = g_strndup (text->body + sentence->start, sentence->length);
  g_ptr_array_add (passage->sentences, idio_quote_new (text->id, sentence->start, sentence->length, words));
  passage->n_words += sentence->n_words;
}

/* Splits a text into passages, up to @n_passages of them. A rest that is too short for a passage of its own joins the
 * last one. */
static GPtrArray *
split (const IdioText *text,
       guint           n_passages)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text->body);
  GPtrArray *passages = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_passage_free);
  IdioPassage *passage = NULL;
  guint n_left = analysis->n_words;

  if (analysis->n_words < MIN_TEXT_WORDS)
    return passages;

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);

      if (passage == NULL || (passage->n_words + sentence->n_words > MAX_PASSAGE_WORDS) ||
          (passage->n_words >= MIN_PASSAGE_WORDS && n_left >= MIN_PASSAGE_WORDS))
        {
          if (passages->len == n_passages)
            return passages;

          passage = passage_new (text);
          passage->begins = passages->len == 0;
          g_ptr_array_add (passages, passage);
        }

      add_sentence (passage, text, sentence);
      n_left -= sentence->n_words;
    }

  if (passage != NULL)
    passage->ends = TRUE;

  return passages;
}

/* Whether there are texts enough that were not written for a language model */
static gboolean
has_letters (GListModel *documents)
{
  guint n_letters = 0;

  for (guint i = 0; i < g_list_model_get_n_items (documents) && n_letters < IDIO_HABITS_MIN_TEXTS; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      n_letters += idio_document_get_audience (document) != IDIO_AUDIENCE_ASSISTANT;
    }

  return n_letters >= IDIO_HABITS_MIN_TEXTS;
}

/**
 * idio_passages_choose_documents:
 * @documents: a list of #IdioDocument
 * @n_documents: how many at the most
 * @withheld: (element-type gint64): the numbers of documents that no passage is taken from, in order
 *
 * Returns: (transfer full) (element-type gint64): the numbers of some of the documents that are long enough, evenly over
 *   all of them
 */
GArray *
idio_passages_choose_documents (GListModel *documents,
                                guint       n_documents,
                                GArray     *withheld)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean takes_prompts = !has_letters (documents);
  guint step;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);
      gint64 id = idio_document_get_id (document);

      if (idio_document_get_n_words (document) >= MIN_TEXT_WORDS &&
          (takes_prompts || idio_document_get_audience (document) != IDIO_AUDIENCE_ASSISTANT) &&
          !g_array_binary_search (withheld, &id, idio_document_compare_ids, NULL))
        g_array_append_val (ids, id);
    }

  g_array_sort (ids, idio_document_compare_ids);
  step = MAX (1, ids->len / MAX (1, n_documents));

  for (guint i = 1; i < MIN (ids->len, n_documents); i++)
    g_array_index (ids, gint64, i) = g_array_index (ids, gint64, i * step);

  g_array_set_size (ids, MIN (ids->len, n_documents));

  return ids;
}

/**
 * idio_passages_choose:
 * @texts: (element-type IdioText): a writer's texts
 * @n_passages: how many passages at the most
 *
 * Takes from as many texts as possible, evenly over all of them, and only then a second passage of the same text. May
 * be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioPassage): the passages, none of two in a row from the same text if there
 *   is a choice
 */
GPtrArray *
idio_passages_choose (GPtrArray *texts,
                      guint      n_passages)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_passage_free);
  g_autoptr(GPtrArray) split_texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint step = MAX (1, texts->len / MAX (1, n_passages));
  gboolean more = TRUE;

  for (guint i = 0; i < texts->len && split_texts->len < n_passages && !idio_stop_is_asked (); i += step)
    {
      g_autoptr(GPtrArray) passages = split (g_ptr_array_index (texts, i), n_passages);

      if (passages->len > 0)
        g_ptr_array_add (split_texts, g_steal_pointer (&passages));
    }

  while (more && chosen->len < n_passages)
    {
      more = FALSE;

      for (guint i = 0; i < split_texts->len && chosen->len < n_passages; i++)
        {
          GPtrArray *passages = g_ptr_array_index (split_texts, i);

          if (passages->len == 0)
            continue;

          g_ptr_array_add (chosen, g_ptr_array_steal_index (passages, 0));
          more = TRUE;
        }
    }

  return chosen;
}

/**
 * idio_passages_next_batch:
 * @passages: (element-type IdioPassage): passages
 * @from: the number of the first one not read yet
 *
 * Returns: the number after the last one that fits into the same request
 */
guint
idio_passages_next_batch (GPtrArray *passages,
                          guint      from)
{
  guint n_words = 0, to = from;

  while (to < passages->len && to - from < MAX_BATCH_PASSAGES)
    {
      const IdioPassage *passage = g_ptr_array_index (passages, to);

      if (to > from && n_words + passage->n_words > MAX_BATCH_WORDS)
        break;

      n_words += passage->n_words;
      to++;
    }

  return to;
}

/* The number of a document among those that came before, from 1. */
static guint
number_document (GArray *documents,
                 gint64  document)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_array_index (documents, gint64, i) == document)
      return i + 1;

  g_array_append_val (documents, document);

  return documents->len;
}

/**
 * idio_passages_count_texts:
 * @passages: (element-type IdioPassage): passages
 * @from: the number of the first one
 * @to: the number after the last one
 *
 * Returns: from how many documents they are
 */
guint
idio_passages_count_texts (GPtrArray *passages,
                           guint      from,
                           guint      to)
{
  g_autoptr(GArray) documents = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = from; i < to; i++)
    number_document (documents, ((IdioPassage *) g_ptr_array_index (passages, i))->document);

  return documents->len;
}

/**
 * idio_passages_format:
 * @passages: (element-type IdioPassage): passages
 * @from: the number of the first one
 * @to: the number after the last one
 * @numbered: (out) (transfer container) (element-type IdioQuote): the sentences by their numbers, less one; as long as
 *   @passages
 *
 * Returns: (transfer full): the passages for a prompt: each sentence with its number, as JSON strings
 */
char *
idio_passages_format (GPtrArray  *passages,
                      guint       from,
                      guint       to,
                      GPtrArray **numbered)
{
  GString *formatted = g_string_new (NULL);
  g_autoptr(GArray) documents = g_array_new (FALSE, FALSE, sizeof (gint64));

  *numbered = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    {
      const IdioPassage *passage = g_ptr_array_index (passages, i);

      /* How a text opens and ends can be told only where it does. */
      g_string_append_printf (formatted, "%sText %u%s%s\n", i > from ? "\n" : "", number_document (documents, passage->document),
                              passage->begins ? "" : ", from the middle", passage->ends ? "" : ", not to its end");

      for (guint j = 0; j < passage->sentences->len; j++)
        {
          IdioQuote *sentence = g_ptr_array_index (passage->sentences, j);
          g_autofree char *quoted = idio_prompt_quote (sentence->text);

          g_ptr_array_add (*numbered, sentence);
          g_string_append_printf (formatted, "[%u] %s\n", (*numbered)->len, quoted);
        }
    }

  return g_string_free_and_steal (formatted);
}
