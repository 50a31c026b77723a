/* idio-report-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define IDIO_TYPE_REPORT_REASON (idio_report_reason_get_type ())
G_DECLARE_FINAL_TYPE (IdioReportReason, idio_report_reason, IDIO, REPORT_REASON, GObject)

const char *idio_report_reason_get_reason  (IdioReportReason *self);
guint       idio_report_reason_get_n_texts (IdioReportReason *self);
GListModel *idio_report_reason_get_items   (IdioReportReason *self);
GListModel *idio_report_reasons_new        (GListModel       *items);

G_END_DECLS
