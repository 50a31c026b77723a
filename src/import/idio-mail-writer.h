/* idio-mail-writer.h: whether the writer of a mail is named in it, or somebody who wrote for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-mail-head.h"
#include "import/idio-mail-line.h"

G_BEGIN_DECLS

gboolean idio_mail_writer_is_sender    (const char * const *writers,
                                        const IdioMailHead *head);
gboolean idio_mail_writer_is_label     (const char * const *writers,
                                        const IdioMailLine *line);
gboolean idio_mail_writer_announces    (const char         *start,
                                        const char         *end);
gboolean idio_mail_writer_is_assistant (const char         *start,
                                        const char         *end);

G_END_DECLS
