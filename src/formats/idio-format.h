/* idio-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioFormat:
 * @name: what the format is called, in English, for messages of the log
 * @matches: whether a file is of this format: by its beginning where that tells, else by its name
 * @read: hands out the texts in a file one by one, until @take returns %FALSE. Returns %FALSE with an error in
 *   %IDIO_IMPORT_ERROR if the file can't be read, also in the middle
 *
 * One kind of file that can be imported. Each is a file of its own, listed in idio-formats.c.
 */
typedef struct
{
  const char *name;

  gboolean (*matches) (IdioSource    *source);
  gboolean (*read)    (IdioSource    *source,
                       IdioTakeFunc   take,
                       gpointer       data,
                       GError       **error);
} IdioFormat;

const IdioFormat *idio_formats_find          (IdioSource    *source);
gboolean          idio_formats_read          (IdioSource    *source,
                                              IdioTakeFunc   take,
                                              gpointer       data,
                                              GError       **error);

extern const IdioFormat idio_archive_format;
extern const IdioFormat idio_discord_format;
extern const IdioFormat idio_discord_table_format;
extern const IdioFormat idio_docx_format;
extern const IdioFormat idio_eml_format;
extern const IdioFormat idio_enex_format;
extern const IdioFormat idio_epub_format;
extern const IdioFormat idio_export_page_format;
extern const IdioFormat idio_google_chat_format;
extern const IdioFormat idio_html_format;
extern const IdioFormat idio_keep_format;
extern const IdioFormat idio_line_format;
extern const IdioFormat idio_markdown_format;
extern const IdioFormat idio_mastodon_format;
extern const IdioFormat idio_mbox_format;
extern const IdioFormat idio_messenger_format;
extern const IdioFormat idio_mhtml_format;
extern const IdioFormat idio_msg_format;
extern const IdioFormat idio_notes_format;
extern const IdioFormat idio_odt_format;
extern const IdioFormat idio_ole_format;
extern const IdioFormat idio_pdf_format;
extern const IdioFormat idio_prompts_format;
extern const IdioFormat idio_pst_format;
extern const IdioFormat idio_rtf_format;
extern const IdioFormat idio_signal_export_format;
extern const IdioFormat idio_signal_format;
extern const IdioFormat idio_signal_text_format;
extern const IdioFormat idio_skype_format;
extern const IdioFormat idio_slack_format;
extern const IdioFormat idio_telegram_format;
extern const IdioFormat idio_telegram_page_format;
extern const IdioFormat idio_text_format;
extern const IdioFormat idio_twitter_format;
extern const IdioFormat idio_whatsapp_format;

G_END_DECLS
