/* idio-rtf-info.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

/**
 * IdioRtfInfo:
 * @title: the title
 * @author: the author
 * @editor: who changed it last
 * @inserters: who inserted something, in the order of their numbers, each before ";"
 *
 * The properties of an RTF file, filled in while it is read.
 */
typedef struct
{
  GString *title;
  GString *author;
  GString *editor;
  GString *inserters;

  /*< private >*/
  int      time[5];
} IdioRtfInfo;

IdioRtfInfo *idio_rtf_info_new          (void);
void         idio_rtf_info_free         (IdioRtfInfo *self);
void         idio_rtf_info_set_time     (IdioRtfInfo *self,
                                         const char  *part,
                                         int          number);
char        *idio_rtf_info_dup_inserter (IdioRtfInfo *self,
                                         int          number);
void         idio_rtf_info_tell         (IdioRtfInfo *self,
                                         IdioEntry   *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRtfInfo, idio_rtf_info_free)

G_END_DECLS
