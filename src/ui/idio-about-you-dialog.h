/* idio-about-you-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "voice/idio-voice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_ABOUT_YOU_DIALOG (idio_about_you_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioAboutYouDialog, idio_about_you_dialog, IDIO, ABOUT_YOU_DIALOG, AdwPreferencesDialog)

AdwDialog *idio_about_you_dialog_new (IdioVoice *voice);

G_END_DECLS
