/* idio-draft-keep.c: a draft that the user changed becomes a text of theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-alike.h"
#include "import/idio-import.h"
#include "text/idio-sketch.h"
#include "text/idio-words.h"
#include "ui/idio-draft-keep.h"
#include "ui/idio-toasts.h"

/* How much of a request becomes the title */
#define TITLE_CHARS 60

/* What hangs on a draft: the number of the document that was made of it, a gint64 */
#define DOCUMENT_KEY "idio-kept-document"

/* From this resemblance on, another text of the user is the same but for a word here or there. */
#define MIN_RESEMBLANCE 0.9
#define N_COMPARED      5

typedef struct
{
  IdioCorpus *corpus;
  GtkWidget  *widget;   /* in whose window to tell of it, or NULL */
  IdioDraft  *draft;
  char       *text;
  IdioBrief  *brief;
  gint64      document; /* what was made of it */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_clear_object (&keeping->corpus);
  g_clear_object (&keeping->widget);
  g_clear_object (&keeping->draft);
  g_clear_pointer (&keeping->text, g_free);
  g_clear_pointer (&keeping->brief, idio_brief_free);
  g_free (keeping);
}

static void
remember (IdioDraft *draft,
          gint64     document)
{
  g_object_set_data_full (G_OBJECT (draft), DOCUMENT_KEY, g_memdup2 (&document, sizeof document), g_free);
}

/* The document that was made of a draft and is there still, or 0 */
static gint64
find_kept (Keeping *keeping)
{
  const gint64 *document = g_object_get_data (G_OBJECT (keeping->draft), DOCUMENT_KEY);

  return document != NULL && idio_corpus_find (keeping->corpus, *document) != NULL ? *document : 0;
}

static DexFuture *
take_back (gpointer data)
{
  Keeping *keeping = data;
  gint64 document = find_kept (keeping);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* A change that was undone since gave it another number. */
  if (document == 0)
    document = keeping->document;

  g_array_append_val (ids, document);

  return idio_corpus_remove (keeping->corpus, ids);
}

static DexFuture *
change_back_fiber (gpointer data)
{
  Keeping *keeping = data;
  GError *error = NULL;
  gint64 before = dex_await_int64 (idio_corpus_edit (keeping->corpus, keeping->document, keeping->text,
                                                     idio_count_words), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  remember (keeping->draft, before);

  return dex_future_new_true ();
}

static DexFuture *
change_back (gpointer data)
{
  Keeping *keeping = data, *undo = g_new0 (Keeping, 1);

  undo->corpus = g_object_ref (keeping->corpus);
  undo->draft = g_object_ref (keeping->draft);
  undo->text = g_strdup (keeping->text);
  undo->document = keeping->document;

  return idio_fiber_spawn (change_back_fiber, undo, keeping_free);
}

/* Tells what became of a draft, with a way back: @before is what the document said, or %NULL if it was added. */
static DexFuture *
finish (Keeping *keeping,
        gint64   document,
        char    *before)
{
  Keeping *undo = g_new0 (Keeping, 1);

  remember (keeping->draft, document);
  undo->corpus = g_object_ref (keeping->corpus);
  undo->draft = g_object_ref (keeping->draft);
  undo->text = before;
  undo->document = document;
  idio_toasts_offer_undo (keeping->widget, before != NULL ? _("Your text was updated") : _("Added to your texts"),
                          before != NULL ? change_back : take_back, undo, keeping_free);

  return dex_future_new_for_int64 (document);
}

static DexFuture *
refuse (Keeping    *keeping,
        const char *reason)
{
  idio_toasts_say (keeping->widget, reason);

  return dex_future_new_for_int64 (0);
}

/* The user went on with a draft that is a text of theirs already. */
static DexFuture *
update (Keeping *keeping,
        gint64   document)
{
  g_autofree char *before = NULL;
  GError *error = NULL;
  gint64 after;

  if (!(before = dex_await_string (idio_corpus_load_body (keeping->corpus, document), &error)))
    return dex_future_new_for_error (error);

  after = dex_await_int64 (idio_corpus_edit (keeping->corpus, document, keeping->text, idio_count_words), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (after == 0 || after == document)
    return refuse (keeping, _("The same text is here already"));

  return finish (keeping, after, g_steal_pointer (&before));
}

typedef struct
{
  char      *text;
  GPtrArray *others;
} Comparing;

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  g_free (comparing->text);
  g_ptr_array_unref (comparing->others);
  g_free (comparing);
}

static DexFuture *
compare_thread (gpointer data)
{
  Comparing *comparing = data;
  const char *text = comparing->text;
  g_autofree IdioSketch *sketch = idio_sketch_new (text, strlen (text), IDIO_ALIKE_MIN_FILE_WORDS);
  gboolean alike = FALSE;

  for (guint i = 0; i < comparing->others->len && sketch != NULL && !alike; i++)
    {
      const IdioText *other = g_ptr_array_index (comparing->others, i);
      g_autofree IdioSketch *others = idio_sketch_new (other->body, strlen (other->body), IDIO_ALIKE_MIN_FILE_WORDS);

      /* That it is the very same is found when it is added. */
      alike = others != NULL && strcmp (other->body, text) != 0 &&
              idio_sketch_reaches (sketch, others, MIN_RESEMBLANCE);
    }

  return dex_future_new_for_boolean (alike);
}

/* Whether there is almost the same text, as after a draft was made one another day. */
static gboolean
is_alike (Keeping  *keeping,
          GError  **error)
{
  Comparing *comparing;
  g_autoptr(GPtrArray) others = dex_await_boxed (idio_corpus_find_closest (keeping->corpus, keeping->text,
                                                                           keeping->brief->audience, N_COMPARED, NULL),
                                                 error);

  if (others == NULL)
    return FALSE;

  comparing = g_new0 (Comparing, 1);
  comparing->text = g_strdup (keeping->text);
  comparing->others = g_steal_pointer (&others);

  return dex_await_boolean (idio_thread_spawn ("[idiolect-alike]", compare_thread, comparing, comparing_free), error);
}

static DexFuture *
add (Keeping *keeping)
{
  /* Of a text that was rewritten the request is another version of it, and no title. */
  g_autofree char *title = keeping->brief->kind == IDIO_BRIEF_KIND_WRITE
                             ? idio_text_dup_excerpt (keeping->brief->request, TITLE_CHARS)
                             : NULL;
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;
  gint64 document;

  if (!(ids = dex_await_boxed (idio_import_paste (keeping->corpus, title, keeping->text, keeping->brief->audience),
                               &error)))
    return dex_future_new_for_error (error);

  document = g_array_index (ids, gint64, 0);

  return document != 0 ? finish (keeping, document, NULL) : refuse (keeping, _("The same text is here already"));
}

static DexFuture *
keep_fiber (gpointer data)
{
  Keeping *keeping = data;
  gint64 document = find_kept (keeping);
  GError *error = NULL;
  gboolean alike;

  if (document != 0)
    return update (keeping, document);

  alike = is_alike (keeping, &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return alike ? refuse (keeping, _("A text that is almost the same is here already")) : add (keeping);
}

static const char *
skip_spaces (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/**
 * idio_draft_keep_is_own:
 * @draft: a draft
 *
 * What a model wrote is not the user's: a voice learned from it would be the model's.
 *
 * Returns: whether the user changed words of it
 */
gboolean
idio_draft_keep_is_own (IdioDraft *draft)
{
  const char *text, *written;

  g_return_val_if_fail (IDIO_IS_DRAFT (draft), FALSE);

  text = skip_spaces (idio_draft_get_text (draft));
  written = skip_spaces (idio_draft_get_written (draft));

  if (*text == '\0')
    return FALSE;

  /* A change of spaces and line breaks says nothing about how somebody writes. */
  while (*text != '\0' && g_utf8_get_char (text) == g_utf8_get_char (written))
    {
      text = skip_spaces (g_utf8_next_char (text));
      written = skip_spaces (g_utf8_next_char (written));
    }

  return g_utf8_get_char (text) != g_utf8_get_char (written);
}

/**
 * idio_draft_keep:
 * @corpus: where the user's texts are
 * @widget: a widget in the window with the draft
 * @draft: a draft that the user changed
 * @brief: what it was written for
 *
 * Adds it, or changes the document that was made of it before, and tells so with a way back; or tells that there is the
 * same text already, or almost the same.
 *
 * Returns: (transfer full): a future of a #gint64: the number of the document, or 0 if it was there
 */
DexFuture *
idio_draft_keep (IdioCorpus      *corpus,
                 GtkWidget       *widget,
                 IdioDraft       *draft,
                 const IdioBrief *brief)
{
  Keeping *keeping;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (brief != NULL, NULL);

  keeping = g_new0 (Keeping, 1);
  keeping->corpus = g_object_ref (corpus);
  keeping->widget = g_object_ref (widget);
  keeping->draft = g_object_ref (draft);
  keeping->text = g_strdup (idio_draft_get_text (draft));
  keeping->brief = idio_brief_copy (brief);

  return idio_fiber_spawn (keep_fiber, keeping, keeping_free);
}
