/* idio-chat-style.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-chat-line.h"

G_BEGIN_DECLS

/**
 * IdioChatStyle:
 * @IDIO_CHAT_STYLE_NONE: no chat
 * @IDIO_CHAT_STYLE_COLON: “12/05/2025, 09:14 - Priya: See you!”, as WhatsApp writes
 * @IDIO_CHAT_STYLE_ANGLE: “[09:14] <priya> See you!”, as programs for IRC write
 * @IDIO_CHAT_STYLE_TABS: “2025-05-12 09:14:33⇥priya⇥See you!”, as WeeChat writes
 * @IDIO_CHAT_STYLE_BRACKETS: “[Priya] [오전 9:14] See you!”, as KakaoTalk writes on computers
 * @IDIO_CHAT_STYLE_FROM: “09:14:33 From Priya to Everyone:”, as Zoom writes
 * @IDIO_CHAT_STYLE_NAME_FIRST: “Priya, [12.05.2025 09:14]” above the message, as it is copied from Telegram
 * @IDIO_CHAT_STYLE_NAME_LAST: “[12.05.2025 09:14] Priya” above the message, as it is copied from Teams or WeChat
 *
 * How a message begins in the text of a conversation.
 */
typedef enum
{
  IDIO_CHAT_STYLE_NONE,
  IDIO_CHAT_STYLE_COLON,
  IDIO_CHAT_STYLE_ANGLE,
  IDIO_CHAT_STYLE_TABS,
  IDIO_CHAT_STYLE_BRACKETS,
  IDIO_CHAT_STYLE_FROM,
  IDIO_CHAT_STYLE_NAME_FIRST,
  IDIO_CHAT_STYLE_NAME_LAST,
} IdioChatStyle;

gboolean idio_chat_style_parse    (IdioChatStyle  style,
                                   const char    *line,
                                   gsize          length,
                                   IdioChatLine  *parsed);
gboolean idio_chat_style_read_day (IdioChatStyle  style,
                                   const char    *line,
                                   gsize          length,
                                   int            day[3]);

G_END_DECLS
