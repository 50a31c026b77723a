/* idio-rtf-flow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-prose.h"

G_BEGIN_DECLS

/**
 * IdioRtfFlow:
 *
 * Makes prose out of what RTF has: ends of paragraphs, cells and rows, with no beginnings.
 */
typedef struct _IdioRtfFlow IdioRtfFlow;

IdioRtfFlow *idio_rtf_flow_new           (IdioProse   *prose);
void         idio_rtf_flow_free          (IdioRtfFlow *self);
void         idio_rtf_flow_append        (IdioRtfFlow *self,
                                          const char  *text,
                                          gssize       length);
GString     *idio_rtf_flow_get_mark      (IdioRtfFlow *self);
void         idio_rtf_flow_end_paragraph (IdioRtfFlow *self,
                                          gboolean     in_table,
                                          gboolean     is_heading);
void         idio_rtf_flow_end_cell      (IdioRtfFlow *self);
void         idio_rtf_flow_end_row       (IdioRtfFlow *self);
void         idio_rtf_flow_enter         (IdioRtfFlow *self);
void         idio_rtf_flow_leave         (IdioRtfFlow *self);
void         idio_rtf_flow_finish        (IdioRtfFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRtfFlow, idio_rtf_flow_free)

G_END_DECLS
