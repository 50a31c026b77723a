/* idio-import-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_IMPORT_REPORT (idio_import_report_get_type ())
G_DECLARE_FINAL_TYPE (IdioImportReport, idio_import_report, IDIO, IMPORT_REPORT, AdwDialog)

IdioImportReport *idio_import_report_new (IdioWorkspace *workspace,
                                          GListModel    *items);

G_END_DECLS
