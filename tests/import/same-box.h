/* same-box.h: mails that are made, as the programs keep them that people have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#define SAME_BOX_OWNER "jonas@example.org"

/* Of how many mails one is the owner's */
#define SAME_BOX_SHARE 3

typedef enum
{
  SAME_BOX_RAW,
  SAME_BOX_EMLX,
  SAME_BOX_MBOXO,      /* "From " is escaped */
  SAME_BOX_MBOXRD,     /* and so is what was escaped */
  SAME_BOX_MBOXCL,     /* and the length of the text is told */
  SAME_BOX_MBOXCL2,    /* which is told with nothing escaped */
} SameBoxForm;

typedef enum
{
  SAME_BOX_FOLDER,
  SAME_BOX_ZIP,
  SAME_BOX_TAR_GZ,
  SAME_BOX_GZ,
} SameBoxPack;

/* Where programs keep mails: one file a mail if there is a number in the path, else one for all */
typedef struct
{
  const char *name;
  const char *own;
  const char *others;
  SameBoxForm        form;
  SameBoxPack        pack;
  const char *beside[9];    /* what is no mail, no whole one, or was thrown away */
} SameBoxCoat;

/* All of them, up to one without a name. Where the files of both are the same, nothing tells what was sent. */
extern const SameBoxCoat same_box_coats[];

/* Of the owner are the mails whose number is 0 or 4 in 6. */
char *same_box_dup_text (guint              number);

/* Returns: a folder with the first so many mails in it */
char *same_box_make     (const SameBoxCoat *coat,
                         guint              n_mails);
