/* idio-writing-work.c: what happens between a click and the drafts saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-send-dialog.h"
#include "ui/idio-ui.h"
#include "ui/idio-writing-private.h"

#define N_KINDS IDIO_WRITING_N_KINDS

static IdioDrafting *
make_drafting (IdioWritingWork *work)
{
  IdioWorkspace *workspace = idio_writing_get_workspace (work->writing);
  IdioDrafting *drafting = idio_drafting_new (work->brief, idio_workspace_get_corpus (workspace),
                                              idio_workspace_get_voice (workspace),
                                              idio_workspace_get_choice (workspace));

  for (gint kind = 0; kind < N_KINDS; kind++)
    if (!work->wanted[kind])
      idio_drafting_set_only (drafting, (IdioDraftKind) !kind);

  if (work->start != NULL)
    idio_drafting_set_start (drafting, work->start);

  return drafting;
}

static void
show_drafting (IdioWritingWork  *work,
               IdioHistoryEntry *entry,
               IdioDrafting     *drafting)
{
  IdioDraft *drafts[N_KINDS] = { NULL, };
  IdioWriting *writing = work->writing;

  for (gint kind = 0; kind < N_KINDS; kind++)
    if (work->wanted[kind])
      {
        drafts[kind] = idio_drafting_get_draft (drafting, (IdioDraftKind) kind);

        /* What goes on is the same version, unless its beginning was edited since. */
        if (work->start != NULL && g_str_equal (idio_writing_get_text (writing, (IdioDraftKind) kind), work->start))
          idio_draft_set_version (drafts[kind], work->version);
      }

  idio_writing_show (writing, entry, drafts);
}

static gboolean
write_drafts (IdioWritingWork  *work,
              IdioDrafting     *drafting,
              GError          **error)
{
  IdioHistory *history = idio_workspace_get_history (idio_writing_get_workspace (work->writing));
  g_autoptr(IdioHistoryEntry) entry = NULL;

  if (work->entry != NULL)
    entry = g_object_ref (work->entry);
  else if (!(entry = dex_await_object (idio_history_add (history, work->brief), error)))
    return FALSE;

  show_drafting (work, entry, drafting);
  dex_await (idio_drafting_run (drafting), NULL);

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = idio_drafting_get_draft (drafting, (IdioDraftKind) kind);

      if (work->wanted[kind] && *idio_draft_get_text (draft) != '\0' &&
          !dex_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft), error))
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
prepare_drafting (gpointer  data,
                  GArray   *left_out,
                  gboolean  check)
{
  return idio_drafting_prepare (data, left_out, check);
}

void
idio_writing_work_free (IdioWritingWork *work)
{
  g_clear_object (&work->writing);
  g_clear_object (&work->widget);
  g_clear_pointer (&work->brief, idio_brief_free);
  g_clear_object (&work->entry);
  g_free (work->start);
  g_free (work);
}

/**
 * idio_writing_work_run:
 * @work: what to write
 * @error: (out): why not all is written and saved
 *
 * Asks whether what is sent may be sent, writes the drafts and saves them. To be called in a fiber.
 *
 * Returns: whether that is done
 */
gboolean
idio_writing_work_run (IdioWritingWork  *work,
                       GError          **error)
{
  IdioWorkspace *workspace = idio_writing_get_workspace (work->writing);
  IdioModelChoice *choice = idio_workspace_get_choice (workspace);
  g_autoptr(IdioDrafting) drafting = make_drafting (work);
  g_autofree char *host = g_strdup (idio_ui_get_host (choice));
  GError *local_error = NULL;
  gboolean once, done;

  /* So that it can be stopped while the model is asked what it is fit for. */
  idio_writing_set_drafting (work->writing, drafting);
  once = dex_await_boolean (idio_send_dialog_ask (work->widget, workspace, IDIO_SEND_KIND_DRAFTS, work->show,
                                                  prepare_drafting, drafting),
                            &local_error);

  if (local_error != NULL)
    {
      idio_writing_set_drafting (work->writing, NULL);
      g_propagate_error (error, local_error);
      return FALSE;
    }

  /* Until the user agreed the drafts before are what is shown. */
  if (work->entry == NULL)
    idio_writing_clear (work->writing);

  done = write_drafts (work, drafting, error);

  if (once)
    idio_consent_end_once (idio_model_choice_get_consent (choice), host);

  return done;
}
