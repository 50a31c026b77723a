/* idio-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "ui/idio-documents-page.h"
#include "ui/idio-drop-zone.h"
#include "ui/idio-toasts.h"
#include "ui/idio-voice-page.h"
#include "ui/idio-window.h"
#include "ui/idio-write-page.h"
#include "voice/idio-backup.h"

G_BEGIN_DECLS

struct _IdioWindow
{
  AdwApplicationWindow  parent_instance;

  char                 *data_dir;
  char                 *failure;     /* why the workspace can't be opened */
  IdioWorkspace        *workspace;
  GListStore           *waiting;     /* files that are imported once the workspace is ready */
  gboolean              wants_preferences;
  gboolean              wants_files;
  char                 *wants_rewrite; /* a text that waits for the workspace, or NULL */
  gboolean              busy;        /* opening the workspace, or deleting what is in it */
  gboolean              closing;
  GCancellable         *cancellable; /* of file dialogs, which end with the window */
  guint                 count_source;
  IdioToasts           *toasts;
  AdwDialog            *preferences; /* (weak): the last ones that were shown, or NULL */

  AdwToastOverlay      *toast_overlay;
  GtkStack             *stack;
  AdwStatusPage        *failed_page;
  AdwHeaderBar         *header_bar;
  AdwBanner            *example_banner;
  AdwBanner            *key_banner;
  AdwViewStack         *view_stack;
  AdwViewStackPage     *voice_stack_page;
  AdwViewSwitcherBar   *switcher_bar;
  IdioDocumentsPage    *documents_page;
  IdioVoicePage        *voice_page;
  IdioWritePage        *write_page;
};

void       idio_window_install_actions (GtkWidgetClass *widget_class);
gboolean   idio_window_is_ready        (IdioWindow     *self);
gboolean   idio_window_shows_view      (IdioWindow     *self,
                                        const char     *name);
DexFuture *idio_window_run_alone       (IdioWindow     *self,
                                        DexFiberFunc    work,
                                        gpointer        data,
                                        GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;
void       idio_window_restore         (IdioWindow     *self,
                                        IdioBackup     *backup,
                                        gboolean        replace);

G_END_DECLS
