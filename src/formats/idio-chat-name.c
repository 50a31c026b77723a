/* idio-chat-name.c: what a conversation is called, by the name of its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-name.h"

/**
 * idio_chat_name_find:
 * @title: the name of a file or folder, without its ending
 *
 * Finds "Priya" in "WhatsApp Chat with Priya", in languages where the name comes last.
 *
 * Returns: (nullable): the name of the conversation, within @title; %NULL if that is no name that WhatsApp gives
 */
const char *
idio_chat_name_find (const char *title)
{
  static const char * const prefixes[] = {
    "WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp-Chat mit ", "Discussion WhatsApp avec ",
    "Chat de WhatsApp con ", "Conversa do WhatsApp com ", "Chat WhatsApp con ", "WhatsApp-chat met ",
    "Чат WhatsApp с контактом ", "WhatsApp-chatt med ", "Czat WhatsApp z ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (idio_begins (title, prefixes[i]) && title[strlen (prefixes[i])] != '\0')
      return title + strlen (prefixes[i]);

  return NULL;
}
