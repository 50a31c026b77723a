/* idio-draft-keep.c: a draft that the user changed becomes a text of theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-import.h"
#include "ui/idio-draft-keep.h"
#include "ui/idio-toasts.h"

/* How much of a request becomes the title */
#define TITLE_CHARS 60

typedef struct
{
  IdioCorpus *corpus;
  GtkWidget  *widget;   /* in whose window to tell of it, or NULL */
  char       *text;
  IdioBrief  *brief;
  gint64      document;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_clear_object (&keeping->corpus);
  g_clear_object (&keeping->widget);
  g_clear_pointer (&keeping->text, g_free);
  g_clear_pointer (&keeping->brief, idio_brief_free);
  g_free (keeping);
}

static DexFuture *
take_back (gpointer data)
{
  Keeping *keeping = data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, keeping->document);

  return idio_corpus_remove (keeping->corpus, ids);
}

static void
tell (Keeping *keeping,
      gint64   document)
{
  Keeping *undo;

  if (document == 0)
    {
      idio_toasts_say (keeping->widget, _("The same text is here already"));
      return;
    }

  undo = g_new0 (Keeping, 1);
  undo->corpus = g_object_ref (keeping->corpus);
  undo->document = document;
  idio_toasts_offer_undo (keeping->widget, _("Added to your texts"), take_back, undo, keeping_free);
}

static DexFuture *
keep_fiber (gpointer data)
{
  Keeping *keeping = data;
  /* Of a text that was rewritten the request is another version of it, and no title. */
  g_autofree char *title = keeping->brief->kind == IDIO_BRIEF_KIND_WRITE
                             ? idio_text_dup_excerpt (keeping->brief->request, TITLE_CHARS)
                             : NULL;
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;

  if (!(ids = dex_await_boxed (idio_import_paste (keeping->corpus, title, keeping->text, keeping->brief->audience),
                               &error)))
    return dex_future_new_for_error (error);

  tell (keeping, g_array_index (ids, gint64, 0));

  return dex_future_new_for_int64 (g_array_index (ids, gint64, 0));
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
 * Adds it, and tells so with a way back, or tells that it is there already.
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
  keeping->text = g_strdup (idio_draft_get_text (draft));
  keeping->brief = idio_brief_copy (brief);

  return idio_fiber_spawn (keep_fiber, keeping, keeping_free);
}
