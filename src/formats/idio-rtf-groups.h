/* idio-rtf-groups.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Paragraphs of the levels before this are headings. */
#define IDIO_RTF_N_OUTLINE_LEVELS 9

typedef enum
{
  IDIO_RTF_DESTINATION_TEXT,
  IDIO_RTF_DESTINATION_SKIPPED,
  IDIO_RTF_DESTINATION_FONTS,
  IDIO_RTF_DESTINATION_INFO,
  IDIO_RTF_DESTINATION_TIME,
  IDIO_RTF_DESTINATION_OTHER,    /* text that goes elsewhere: self->other */
  IDIO_RTF_DESTINATION_SHAPE,    /* a drawing, which may have a text box in it */
} IdioRtfDestination;

/* State of a group, inherited by the groups in it */
typedef struct
{
  IdioRtfDestination destination;
  int         font;
  int         rtl_font;
  int         n_fallback;
  int         outline;
  gboolean    is_rtl;
  gboolean    hidden;
  gboolean    deleted;
  gboolean    inserted;
  int         inserter;         /* the number of who inserted it */
  gboolean    in_table;
  gboolean    is_outside_end;   /* with this group a footnote or a text box ends */
} IdioRtfGroup;

/**
 * IdioRtfGroups:
 *
 * The groups that are open at some place of an RTF file, each in the one before.
 */
typedef struct _IdioRtfGroups IdioRtfGroups;

IdioRtfGroups *idio_rtf_groups_new            (void);
void           idio_rtf_groups_free           (IdioRtfGroups *self);
IdioRtfGroup  *idio_rtf_groups_get            (IdioRtfGroups *self);
void           idio_rtf_groups_open           (IdioRtfGroups *self);
gboolean       idio_rtf_groups_is_outside_end (IdioRtfGroups *self);
void           idio_rtf_groups_close          (IdioRtfGroups *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRtfGroups, idio_rtf_groups_free)

G_END_DECLS
