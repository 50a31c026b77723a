/* idio-export-page-format.c: exports as HTML that can't be told apart into what its user wrote and what others did,
 * while there is a better form of the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-format.h"

typedef enum
{
  PAGE_OTHER,
  PAGE_KEEP,
  PAGE_CHAT,
  PAGE_INDEX,
} PageKind;

static gboolean
has (const char *head,
     gsize       size,
     const char *part)
{
  return g_strstr_len (head, (gssize) size, part) != NULL;
}

static PageKind
get_kind (IdioSource *source)
{
  gsize size;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &size);

  if (!has (head, MIN (size, 1024), "<html"))
    return PAGE_OTHER;

  /* Google Takeout: what is in the archive */
  if (g_str_equal (idio_source_get_name (source), "archive_browser.html"))
    return PAGE_INDEX;

  /* Google Keep: each note twice */
  if (has (head, size, "<div class=\"note ") && has (head, size, "<div class=\"heading\">"))
    return PAGE_KEEP;

  /* DiscordChatExporter; Facebook and Instagram */
  if ((has (head, size, "chatlog__") && has (head, size, "class=\"preamble\"")) ||
      (has (head, size, "class=\"pam _3-95 _2ph- _a6-g") && has (head, size, "_a6-p")) ||
      (has (head, size, "class=\"pam _3-95 _2pi0 _2lej") && has (head, size, "_2let")))
    return PAGE_CHAT;

  return PAGE_OTHER;
}

static gboolean
export_page_matches (IdioSource *source)
{
  return get_kind (source) != PAGE_OTHER;
}

static gboolean
export_page_read (IdioSource    *source,
                  IdioTakeFunc   take,
                  gpointer       data,
                  GError       **error)
{
  switch (get_kind (source))
    {
    case PAGE_KEEP:
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("This note is also in a file with the ending .json, which is the one to add."));
      break;

    case PAGE_CHAT:
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("This page has messages of several people. Export them as JSON, and add that."));
      break;

    case PAGE_INDEX:
    case PAGE_OTHER:
    default:
      idio_import_error_set (error, IDIO_IMPORT_ERROR_EMPTY);
      break;
    }

  return FALSE;
}

const IdioFormat idio_export_page_format = {
  .name = "HTML of an export",
  .matches = export_page_matches,
  .read = export_page_read,
};
