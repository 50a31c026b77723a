/* idio-card-actions.c: what a person does with cards, and can take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-card-actions.h"
#include "ui/idio-toasts.h"

typedef struct
{
  IdioVoice *voice;
  gint64     edit;
} Undo;

/* A card that is deleted, and what brings it back */
typedef struct
{
  IdioVoice *voice;
  GtkRoot   *root;
  gint64     id;
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_clear_object (&deletion->voice);
  g_clear_object (&deletion->root);
  g_free (deletion);
}

static DexFuture *
bring_back (gpointer data)
{
  Deletion *deletion = data;

  return idio_voice_bring_back (deletion->voice, deletion->id);
}

static DexFuture *
delete_fiber (gpointer data)
{
  Deletion *deletion = data, *undo;
  GError *error = NULL;

  if (!dex_await (idio_voice_delete (deletion->voice, deletion->id), &error))
    return dex_future_new_for_error (error);

  undo = g_new0 (Deletion, 1);
  undo->voice = g_object_ref (deletion->voice);
  undo->id = deletion->id;
  idio_toasts_offer_undo (deletion->root, _("Card deleted"), bring_back, undo, deletion_free);

  return dex_future_new_true ();
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_object (&undo->voice);
  g_free (undo);
}

static DexFuture *
undo_edit (gpointer data)
{
  Undo *undo = data;

  return idio_voice_undo (undo->voice, undo->edit);
}

/**
 * idio_card_actions_done:
 * @voice: where the card is
 * @root: (nullable): the window that offers to take it back
 * @edit: what was done, of idio_voice_add() or idio_voice_change()
 * @title: (nullable): the same in a few words; %NULL if it shows by itself
 *
 * Offers to take it back.
 */
void
idio_card_actions_done (IdioVoice  *voice,
                        GtkRoot    *root,
                        gint64      edit,
                        const char *title)
{
  Undo *undo;

  g_return_if_fail (IDIO_IS_VOICE (voice));

  undo = g_new (Undo, 1);
  undo->voice = g_object_ref (voice);
  undo->edit = edit;
  idio_toasts_offer_undo (root, title, undo_edit, undo, undo_free);
}

/**
 * idio_card_actions_delete:
 * @voice: where the card is
 * @root: (nullable): the window that offers to take it back
 * @card: a card of the user's own
 *
 * Returns: (transfer full): a future that resolves when it is deleted
 */
DexFuture *
idio_card_actions_delete (IdioVoice      *voice,
                          GtkRoot        *root,
                          IdioHypothesis *card)
{
  Deletion *deletion;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (card), NULL);

  deletion = g_new0 (Deletion, 1);
  deletion->voice = g_object_ref (voice);
  g_set_object (&deletion->root, root);
  deletion->id = idio_hypothesis_get_id (card);

  return idio_fiber_spawn (delete_fiber, deletion, deletion_free);
}
