/* idio-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "corpus/idio-sent-log.h"
#include "draft/idio-history.h"
#include "import/idio-import.h"
#include "import/idio-watched-folders.h"
#include "llm/idio-model-choice.h"
#include "voice/idio-comparison.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WORKSPACE (idio_workspace_get_type ())
G_DECLARE_FINAL_TYPE (IdioWorkspace, idio_workspace, IDIO, WORKSPACE, GObject)

DexFuture           *idio_workspace_open                 (const char    *data_dir) G_GNUC_WARN_UNUSED_RESULT;
char                *idio_workspace_dup_default          (void);
GSettings           *idio_workspace_get_settings         (IdioWorkspace *self);
IdioCorpus          *idio_workspace_get_corpus           (IdioWorkspace *self);
IdioStatistics      *idio_workspace_get_statistics       (IdioWorkspace *self);
IdioBackgroundTexts *idio_workspace_get_background_texts (IdioWorkspace *self);
IdioVoice           *idio_workspace_get_voice            (IdioWorkspace *self);
IdioHistory         *idio_workspace_get_history          (IdioWorkspace *self);
IdioModelChoice     *idio_workspace_get_choice           (IdioWorkspace *self);
IdioSentLog         *idio_workspace_get_sent_log         (IdioWorkspace *self);
IdioWatchedFolders  *idio_workspace_get_folders          (IdioWorkspace *self);
DexFuture           *idio_workspace_erase                (IdioWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_workspace_reload               (IdioWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_workspace_count_habits         (IdioWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
void                 idio_workspace_stop                 (IdioWorkspace *self);
DexFuture           *idio_workspace_disown               (IdioWorkspace *self,
                                                          gint64         document) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_workspace_own_again            (IdioWorkspace *self,
                                                          gint64         document,
                                                          gint64         background_text) G_GNUC_WARN_UNUSED_RESULT;
IdioImport          *idio_workspace_import               (IdioWorkspace *self);
IdioImport          *idio_workspace_import_others        (IdioWorkspace *self);

G_END_DECLS
