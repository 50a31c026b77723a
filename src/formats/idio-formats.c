/* idio-formats.c: the kinds of files that can be imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/idio-format.h"
#include "formats/idio-joiner.h"
#include "formats/idio-slack-names.h"

/* What is told by its beginning comes before what is told by its name. */
static const IdioFormat * const formats[] = {
  &idio_rtf_format,
  &idio_pdf_format,
  &idio_msg_format,
  &idio_pst_format,
  &idio_ole_format,
  &idio_odt_format,
  &idio_docx_format,
  &idio_epub_format,
  &idio_slack_format,
  &idio_twitter_format,
  &idio_mastodon_format,
  &idio_archive_format,
  &idio_mhtml_format,
  &idio_mbox_format,
  &idio_eml_format,
  &idio_enex_format,
  &idio_telegram_format,
  &idio_signal_export_format,
  &idio_signal_format,
  &idio_discord_format,
  &idio_prompts_format,
  &idio_keep_format,
  &idio_notes_format,
  &idio_messenger_format,
  &idio_google_chat_format,
  &idio_skype_format,
  &idio_whatsapp_format,
  &idio_line_format,
  &idio_signal_text_format,
  &idio_discord_table_format,
  &idio_export_page_format,
  &idio_telegram_page_format,
  &idio_html_format,
  &idio_markdown_format,
  &idio_text_format,
  NULL,
};

/**
 * idio_formats_find:
 * @source: a file
 *
 * Returns: (nullable): its format
 */
const IdioFormat *
idio_formats_find (IdioSource *source)
{
  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->matches (source))
      return formats[i];

  return NULL;
}

static gboolean
read_joined (const IdioFormat  *format,
             IdioSource        *source,
             IdioTakeFunc       take,
             gpointer           data,
             GError           **error)
{
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, data);
  g_autoptr(GHashTable) names = idio_slack_names_load (source);
  gboolean is_read;

  idio_joiner_set_names (joiner, names);
  is_read = format->read (source, idio_joiner_take, joiner, error);

  /* Also before an error: what was read is good. */
  idio_joiner_finish (joiner);

  return is_read;
}

/**
 * idio_formats_read:
 * @source: a file, which may be inside another
 * @take: takes each text
 * @data: for @take
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Hands out the texts in a file one by one, until @take returns %FALSE. Those that were handed out before an error
 * are good. Short posts and notes are joined by month.
 *
 * Returns: whether the file was read, or @take ended it
 */
gboolean
idio_formats_read (IdioSource    *source,
                   IdioTakeFunc   take,
                   gpointer       data,
                   GError       **error)
{
  const IdioFormat *format;

  if (g_bytes_get_size (idio_source_get_head (source)) == 0)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY, _("The file is empty."));
      return FALSE;
    }

  format = idio_formats_find (source);

  if (format == NULL || idio_source_get_depth (source) > IDIO_SOURCE_MAX_DEPTH)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("Idiolect can’t read this kind of file."));
      return FALSE;
    }

  /* What is in the file is joined over all files in it, as in an archive of notes. */
  return idio_source_get_depth (source) > 0 ? format->read (source, take, data, error)
                                            : read_joined (format, source, take, data, error);
}
