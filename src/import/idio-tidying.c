/* idio-tidying.c: what shows only once all texts of an import are there
 *
 * A signature that nothing marks is told by its being below many mails, and a draft by the text that was made of it.
 * All documents are read, twice, some at a time: of each only a few numbers are kept in memory. What was found is saved
 * in steps, each of which leaves the documents as somebody could have made them by hand. That documents were compared
 * is noted at the end, so that after a stop or a crash the next import does what is left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-alike.h"
#include "import/idio-import-item.h"
#include "import/idio-own-words.h"
#include "import/idio-repeated-endings.h"
#include "import/idio-tidying.h"
#include "text/idio-words.h"

/* How much is read or saved at a time */
#define BATCH_TEXTS 256
#define BATCH_BYTES (2 * 1000 * 1000)

/* A signature that was found */
typedef struct
{
  gint64 document;
  gsize  start;     /* in its text, in bytes */
} Ending;

/* Shared by the fiber and one thread at a time */
typedef struct
{
  IdioCorpus          *corpus;
  GCancellable        *cancellable;
  GStrv                user;        /* what they are called */
  GPtrArray           *texts;       /* that are read just now */
  guint                min_words;   /* of the texts that are new */
  guint                max_words;
  IdioRepeatedEndings *all_endings;
  GArray              *endings;     /* of the documents that have one */
  IdioAlikeSearch     *search;
  GArray              *alike;
  GArray              *private;     /* the documents that have to be, as versions of them are */
  GArray              *compared;
  GPtrArray           *items;
} Tidying;

static void
tidying_clear (gpointer data)
{
  Tidying *tidying = data;

  g_clear_object (&tidying->corpus);
  g_clear_object (&tidying->cancellable);
  g_clear_pointer (&tidying->user, g_strfreev);
  g_clear_pointer (&tidying->texts, g_ptr_array_unref);
  g_clear_pointer (&tidying->all_endings, idio_repeated_endings_free);
  g_clear_pointer (&tidying->endings, g_array_unref);
  g_clear_pointer (&tidying->search, idio_alike_search_free);
  g_clear_pointer (&tidying->alike, g_array_unref);
  g_clear_pointer (&tidying->private, g_array_unref);
  g_clear_pointer (&tidying->compared, g_array_unref);
  g_clear_pointer (&tidying->items, g_ptr_array_unref);
}

static void
tidying_unref (gpointer tidying)
{
  g_atomic_rc_box_release_full (tidying, tidying_clear);
}

static Tidying *
tidying_new (IdioCorpus         *corpus,
             const char * const *user,
             GCancellable       *cancellable)
{
  Tidying *tidying = g_atomic_rc_box_new0 (Tidying);

  tidying->corpus = g_object_ref (corpus);
  tidying->cancellable = g_object_ref (cancellable);
  tidying->user = g_strdupv ((char **) user);
  tidying->min_words = G_MAXUINT;
  tidying->all_endings = idio_repeated_endings_new ();
  tidying->endings = g_array_new (FALSE, FALSE, sizeof (Ending));
  tidying->search = idio_alike_search_new ();
  tidying->compared = g_array_new (FALSE, FALSE, sizeof (gint64));
  tidying->items = g_ptr_array_new_with_free_func (g_object_unref);

  return tidying;
}

/* What the made-up writer wrote is nobody's, and what a person settled stays. */
static gboolean
is_open (const IdioText *text)
{
  return !text->example && text->state != IDIO_TEXT_SETTLED;
}

static gboolean
is_mail (const IdioText *text)
{
  return g_strcmp0 (text->medium, "mail") == 0;
}

/* A text on its own may be a letter. Messages, posts and notes have no signatures. */
static gboolean
may_have_signature (const IdioText *text)
{
  return !text->example && (is_mail (text) || g_strcmp0 (text->medium, "text") == 0);
}

/* The signature that was left out below the text, if any */
static const char *
find_signature (const IdioText *text)
{
  gsize length = strlen (text->body);

  for (guint i = 0; i < text->parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (text->parts, i);

      if (part->length == 0 && part->start == length &&
          g_str_equal (part->kind, idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_SIGNATURE)))
        return part->text;
    }

  return NULL;
}

static DexFuture *
count_thread (gpointer data)
{
  Tidying *tidying = data;

  for (guint i = 0; i < tidying->texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (tidying->texts, i);

      if (may_have_signature (text))
        idio_repeated_endings_add (tidying->all_endings, text->body, is_mail (text), find_signature (text));

      if (text->state == IDIO_TEXT_NEW)
        {
          tidying->min_words = MIN (tidying->min_words, text->n_words);
          tidying->max_words = MAX (tidying->max_words, text->n_words);
        }
    }

  return dex_future_new_true ();
}

/* Whether any new text may be a version of it */
static gboolean
may_be_alike (const Tidying  *tidying,
              const IdioText *text)
{
  return text->n_words >= tidying->min_words / IDIO_ALIKE_MAX_GROWTH &&
         text->n_words / IDIO_ALIKE_MAX_GROWTH <= tidying->max_words;
}

static DexFuture *
look_thread (gpointer data)
{
  Tidying *tidying = data;

  for (guint i = 0; i < tidying->texts->len && !g_cancellable_is_cancelled (tidying->cancellable); i++)
    {
      const IdioText *text = g_ptr_array_index (tidying->texts, i);
      gsize length = strlen (text->body), start = length;

      if (text->state == IDIO_TEXT_NEW)
        g_array_append_val (tidying->compared, text->id);

      if (text->example)
        continue;

      if (is_open (text) && may_have_signature (text))
        start = idio_repeated_endings_find (tidying->all_endings, text->body, is_mail (text),
                                            (const char * const *) tidying->user);

      if (start > 0 && start < length)
        g_array_append_val (tidying->endings, ((Ending) { text->id, start }));

      /* The same signature below two texts makes them no versions of one. */
      if (may_be_alike (tidying, text))
        idio_alike_search_add (tidying->search, text, start);
    }

  return dex_future_new_true ();
}

static DexFuture *
compare_thread (gpointer data)
{
  Tidying *tidying = data;

  tidying->private = idio_alike_search_find_private (tidying->search);
  tidying->alike = idio_alike_search_run (tidying->search, tidying->cancellable);

  return dex_future_new_true ();
}

/* A thread that reads on after a stop keeps what it needs. */
static gboolean
run_thread (Tidying        *tidying,
            DexThreadFunc   func,
            GError        **error)
{
  return dex_await (dex_future_first (idio_thread_spawn ("[idiolect-tidy]", func, g_atomic_rc_box_acquire (tidying),
                                                         tidying_unref),
                                      dex_cancellable_new_from_cancellable (tidying->cancellable), NULL), error);
}

/* Goes through all documents. */
static gboolean
read_all (Tidying        *tidying,
          DexThreadFunc   func,
          GError        **error)
{
  gint64 last = 0;

  while (TRUE)
    {
      g_clear_pointer (&tidying->texts, g_ptr_array_unref);
      tidying->texts = dex_await_boxed (idio_corpus_load_next (tidying->corpus, last, BATCH_TEXTS, BATCH_BYTES), error);

      if (tidying->texts == NULL)
        return FALSE;

      if (tidying->texts->len == 0)
        return TRUE;

      last = ((IdioText *) g_ptr_array_index (tidying->texts, tidying->texts->len - 1))->id;

      if (!run_thread (tidying, func, error))
        return FALSE;
    }
}

/* What goes, and why, told while both have their titles */
static IdioImportItem *
describe (Tidying         *tidying,
          const IdioAlike *alike)
{
  IdioDocument *gone = idio_corpus_find (tidying->corpus, alike->gone);
  IdioDocument *kept = idio_corpus_find (tidying->corpus, alike->kept);
  g_autofree char *reason = NULL;
  gboolean is_later;

  if (gone == NULL || kept == NULL)
    return NULL;

  is_later = idio_document_get_written (gone) != 0 &&
             idio_document_get_written (kept) > idio_document_get_written (gone);
  reason = g_strdup_printf (is_later ? _("Almost the same as “%s”, which is later.")
                                     : _("Almost the same as “%s”, which was kept."), idio_document_get_title (kept));

  return idio_import_item_new (idio_document_get_title (gone), IDIO_IMPORT_OUTCOME_LEFT_OUT, reason, alike->gone);
}

static gboolean
contains (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Saves one step. What there is none of is NULL. */
static DexFuture *
save (Tidying   *tidying,
      GArray    *alike,
      GPtrArray *texts,
      GArray    *compared)
{
  g_autoptr(GArray) no_alike = g_array_new (FALSE, FALSE, sizeof (IdioAlike));
  g_autoptr(GPtrArray) no_texts = g_ptr_array_new ();
  g_autoptr(GArray) none_compared = g_array_new (FALSE, FALSE, sizeof (gint64));

  return idio_corpus_tidy (tidying->corpus, alike != NULL ? alike : no_alike, texts != NULL ? texts : no_texts,
                           compared != NULL ? compared : none_compared, tidying->cancellable);
}

static gboolean
save_some_alike (Tidying  *tidying,
                 GArray   *alike,
                 GError  **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) left_out = NULL;

  for (guint i = 0; i < alike->len; i++)
    {
      IdioImportItem *item = describe (tidying, &g_array_index (alike, IdioAlike, i));

      if (item != NULL)
        g_ptr_array_add (items, item);
    }

  if (!(left_out = dex_await_boxed (save (tidying, alike, NULL, NULL), error)))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    if (contains (left_out, idio_import_item_get_document (g_ptr_array_index (items, i))))
      g_ptr_array_add (tidying->items, g_object_ref (g_ptr_array_index (items, i)));

  return TRUE;
}

/* They become so before any of them stands for another one. */
static gboolean
save_private (Tidying  *tidying,
              GError  **error)
{
  return tidying->private->len == 0 ||
         dex_await (idio_corpus_set_private (tidying->corpus, tidying->private, TRUE), error);
}

static gboolean
save_alike (Tidying  *tidying,
            GError  **error)
{
  for (guint i = 0; i < tidying->alike->len; i += BATCH_TEXTS)
    {
      g_autoptr(GArray) some = g_array_new (FALSE, FALSE, sizeof (IdioAlike));
      guint n = MIN (BATCH_TEXTS, tidying->alike->len - i);

      g_array_append_vals (some, &g_array_index (tidying->alike, IdioAlike, i), n);

      if (!save_some_alike (tidying, some, error))
        return FALSE;
    }

  return TRUE;
}

/* Takes the end out of a text, as a part that can be taken back in. What may be by others in there goes along, and what
 * was left out there or below it, such as a quote, is below the new end. */
static void
cut (IdioText *text,
     gsize     start)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  const char *kind = idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_SIGNATURE);
  IdioTextPart *ending = idio_text_part_new (0, 0, kind, text->body + start);
  guint n_above = 0;

  text->body[start] = '\0';
  g_strchomp (text->body);
  ending->start = strlen (text->body);

  for (guint i = 0; i < text->parts->len; i++)
    {
      IdioTextPart *part = idio_text_part_copy (g_ptr_array_index (text->parts, i));

      if (part->length > 0 && part->start >= ending->start)
        {
          idio_text_part_free (part);
          continue;
        }

      n_above += part->start < start && part->start <= ending->start;
      part->start = MIN (part->start, ending->start);
      part->length = MIN (part->length, ending->start - part->start);
      g_ptr_array_add (parts, part);
    }

  g_ptr_array_insert (parts, (gint) n_above, ending);
  g_clear_pointer (&text->parts, g_ptr_array_unref);
  text->parts = g_steal_pointer (&parts);
  text->n_words = idio_count_words (text->body);
  text->state = IDIO_TEXT_COMPARED;
}

/* The texts without signatures, from one of them on. A document that is gone is passed over. */
static GPtrArray *
cut_some (Tidying  *tidying,
          guint     from,
          GError  **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = from; i < MIN (from + BATCH_TEXTS, tidying->endings->len); i++)
    {
      const Ending *ending = &g_array_index (tidying->endings, Ending, i);
      g_autoptr(GError) local_error = NULL;
      IdioText *text = dex_await_boxed (idio_corpus_load_text (tidying->corpus, ending->document), &local_error);

      if (text != NULL)
        {
          cut (text, ending->start);
          g_ptr_array_add (texts, text);
        }
      else if (!g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&texts);
}

static gboolean
save_endings (Tidying  *tidying,
              GError  **error)
{
  for (guint i = 0; i < tidying->endings->len; i += BATCH_TEXTS)
    {
      g_autoptr(GPtrArray) texts = cut_some (tidying, i, error);

      if (texts == NULL || !dex_await (save (tidying, NULL, texts, NULL), error))
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
tidy_fiber (gpointer data)
{
  Tidying *tidying = data;
  GError *error = NULL;
  gboolean has_new = dex_await_boolean (idio_corpus_has_new (tidying->corpus), &error);

  if (error == NULL && has_new)
    (void) (read_all (tidying, count_thread, &error) && read_all (tidying, look_thread, &error) &&
            run_thread (tidying, compare_thread, &error) && save_private (tidying, &error) &&
            save_alike (tidying, &error) && save_endings (tidying, &error) &&
            dex_await (save (tidying, NULL, NULL, tidying->compared), &error));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (tidying->items));
}

/**
 * idio_tidy:
 * @corpus: documents, some of which may be new
 * @user: (nullable) (array zero-terminated=1): what the user is called, of idio_authors_list_user()
 * @cancellable: ends it early; the next call does what is left
 *
 * Compares new documents with each other and with those of before. Signatures that are below many mails, word for word,
 * are left out of them, and can be taken back in. Of texts that are almost the same and for the same audience the last
 * is kept, by when it was written or, where no file told, the one that was here. What is almost the same as a private one
 * becomes private. What a person settled stays as it is.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioImportItem: documents that went, with the reason, each
 *   with the number that idio_corpus_restore() takes
 */
DexFuture *
idio_tidy (IdioCorpus         *corpus,
           const char * const *user,
           GCancellable       *cancellable)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  return idio_fiber_spawn (tidy_fiber, tidying_new (corpus, user, cancellable), tidying_unref);
}
