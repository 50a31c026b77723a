/* idio-mail-line.h: the lines of a text that may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMailLine:
 * @start: where it starts
 * @first: its first character that is not white space
 * @last: after its last such character; the same as @first in an empty line
 * @next: where the next line starts, or the text ends
 *
 * A line of a text. White space includes what cannot be seen: marks of direction and carriage returns.
 */
typedef struct
{
  const char *start;
  const char *first;
  const char *last;
  const char *next;
} IdioMailLine;

#define IDIO_MAIL_LINE_LENGTH(line) ((gsize) ((line)->last - (line)->first))

gboolean    idio_mail_line_read        (const char         *start,
                                        const char         *end,
                                        IdioMailLine       *line);
gboolean    idio_mail_line_read_filled (const char         *start,
                                        const char         *end,
                                        IdioMailLine       *line);
gboolean    idio_mail_line_is_blank    (const IdioMailLine *line);
gboolean    idio_mail_line_is_quoted   (const IdioMailLine *line);
gboolean    idio_mail_line_is_rule     (const IdioMailLine *line);
gboolean    idio_mail_line_is_sentence (const IdioMailLine *line);
guint       idio_mail_count_spaces     (const char         *start,
                                        const char         *end);
gboolean    idio_mail_has_time         (const char         *start,
                                        const char         *end);
const char *idio_mail_trim_start       (const char         *start,
                                        const char         *end);
const char *idio_mail_trim_end         (const char         *start,
                                        const char         *end);
const char *idio_mail_limit            (const char         *start,
                                        const char         *end,
                                        gsize               max_bytes);

G_END_DECLS
