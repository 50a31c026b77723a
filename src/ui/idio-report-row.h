/* idio-report-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_REPORT_ROW (idio_report_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioReportRow, idio_report_row, IDIO, REPORT_ROW, AdwBin)

GtkWidget *idio_report_row_new         (IdioWorkspace  *workspace);
void       idio_report_row_set_row     (IdioReportRow  *self,
                                        GtkTreeListRow *row);
char      *idio_report_row_dup_title   (IdioReportRow  *self);
char      *idio_report_row_dup_caption (IdioReportRow  *self);

G_END_DECLS
