/* idio-voice-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_VOICE_PAGE (idio_voice_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioVoicePage, idio_voice_page, IDIO, VOICE_PAGE, AdwBin)

void       idio_voice_page_set_workspace (IdioVoicePage *self,
                                          IdioWorkspace *workspace);
void       idio_voice_page_show_card     (IdioVoicePage *self,
                                          gint64         id);
DexFuture *idio_voice_page_stop          (IdioVoicePage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
