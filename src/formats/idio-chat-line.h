/* idio-chat-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioDateOrder:
 * @IDIO_DATE_ORDER_DMY: day, month, year
 * @IDIO_DATE_ORDER_MDY: month, day, year
 * @IDIO_DATE_ORDER_YMD: year, month, day
 *
 * In which order the numbers of a date stand.
 */
typedef enum
{
  IDIO_DATE_ORDER_DMY,
  IDIO_DATE_ORDER_MDY,
  IDIO_DATE_ORDER_YMD,
} IdioDateOrder;

/**
 * IdioChatLine:
 * @date: the three numbers of the date as they stand
 * @hour: of 24
 * @minute: 0–59
 * @second: 0–59
 * @has_date: whether there is a date, and not only a time
 * @has_seconds: whether the time has seconds
 * @is_american: whether the time has “AM” or “PM” in capitals, and Western digits
 * @has_brackets: whether date and time stand in brackets
 * @author: (nullable): who wrote the message, in the line; %NULL for what the program tells
 * @author_length: in bytes
 * @text: the beginning of the message, in the line
 *
 * The first line of a message in the text that a chat program exports: “12/05/2025, 09:14 - Priya: See you!”.
 */
typedef struct
{
  int         date[3];
  int         hour;
  int         minute;
  int         second;
  gboolean    has_date;
  gboolean    has_seconds;
  gboolean    is_american;
  gboolean    has_brackets;
  const char *author;
  gsize       author_length;
  const char *text;
} IdioChatLine;

gboolean   idio_chat_line_parse      (const char         *line,
                                      gsize               length,
                                      IdioChatLine       *parsed);
gboolean   idio_chat_line_parse_time (const char         *start,
                                      const char         *end,
                                      gboolean            has_brackets,
                                      IdioChatLine       *parsed);
gboolean   idio_chat_line_set_author (IdioChatLine       *self,
                                      const char         *start,
                                      const char         *end);
gboolean   idio_chat_line_can_have   (const IdioChatLine *self,
                                      IdioDateOrder       order);
int        idio_chat_line_get_day    (const IdioChatLine *self,
                                      IdioDateOrder       order);
GDateTime *idio_chat_line_dup_time   (const IdioChatLine *self,
                                      IdioDateOrder       order);

G_END_DECLS
