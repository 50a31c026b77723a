/* idio-card-actions.c: what a person does with cards, and can take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-card-actions.h"
#include "ui/idio-window.h"

typedef struct
{
  IdioVoice *voice;
  gint64     edit;
} Undo;

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

  if (!IDIO_IS_WINDOW (root))
    return;

  undo = g_new (Undo, 1);
  undo->voice = g_object_ref (voice);
  undo->edit = edit;
  idio_window_offer_undo (IDIO_WINDOW (root), title, undo_edit, undo, undo_free);
}
