/* fuzz-json.c: a file of one of the formats that are JSON: its first letter says which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-format.h"

extern const IdioFormat fuzz_json_format;

static const IdioFormat * const formats[] = {
  &idio_discord_format, &idio_google_chat_format, &idio_keep_format, &idio_mastodon_format, &idio_messenger_format,
  &idio_notes_format, &idio_prompts_format, &idio_signal_format, &idio_skype_format, &idio_slack_format,
  &idio_telegram_format, &idio_twitter_format,
};

static gboolean
read_json (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  g_autoptr(GBytes) bytes = g_bytes_ref (idio_source_load (source, G_MAXSIZE, NULL));
  gsize size;
  const guint8 *letter = g_bytes_get_data (bytes, &size);
  g_autoptr(GBytes) rest = NULL;
  g_autoptr(IdioSource) json = NULL;

  if (size == 0)
    return TRUE;

  rest = g_bytes_new_from_bytes (bytes, 1, size - 1);
  json = idio_source_new_bytes ("file.json", rest, 0);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    formats[i]->matches (json);

  return formats[*letter % G_N_ELEMENTS (formats)]->read (json, take, data, error);
}

const IdioFormat fuzz_json_format = {
  .read = read_json,
};
