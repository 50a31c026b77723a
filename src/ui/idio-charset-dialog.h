/* idio-charset-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_CHARSET_DIALOG (idio_charset_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioCharsetDialog, idio_charset_dialog, IDIO, CHARSET_DIALOG, AdwDialog)

IdioCharsetDialog *idio_charset_dialog_new (IdioWorkspace  *workspace,
                                            const IdioText *text,
                                            GPtrArray      *decodings);

G_END_DECLS
