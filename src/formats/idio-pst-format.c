/* idio-pst-format.c: the data files of Outlook, which are refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-format.h"

/* [MS-PST] 2.2.2.6: dwMagic of .pst, .ost and .pab */
#define MAGIC "!BDN"

static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  return length > sizeof MAGIC - 1 && memcmp (head, MAGIC, sizeof MAGIC - 1) == 0;
}

static gboolean
refuse (IdioSource    *source G_GNUC_UNUSED,
        IdioTakeFunc   take G_GNUC_UNUSED,
        gpointer       data G_GNUC_UNUSED,
        GError       **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                       _("This is a data file of Outlook. Drag the mails from Outlook into a folder and add that."));

  return FALSE;
}

/* Not offered in the file dialog */
const IdioFormat idio_pst_format = {
  .name = "data file of Outlook",
  .matches = matches,
  .read = refuse,
};
