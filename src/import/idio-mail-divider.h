/* idio-mail-divider.h: lines such as "-----Original Message-----", and subjects such as "FW: Lunch"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "import/idio-mail-line.h"

G_BEGIN_DECLS

/**
 * IdioMailDivider:
 * @IDIO_MAIL_DIVIDER_NONE: it is none
 * @IDIO_MAIL_DIVIDER_QUOTED: the mail that is answered follows
 * @IDIO_MAIL_DIVIDER_FORWARDED: a mail that is forwarded follows
 *
 * What a line such as "-----Original Message-----" says.
 */
typedef enum
{
  IDIO_MAIL_DIVIDER_NONE,
  IDIO_MAIL_DIVIDER_QUOTED,
  IDIO_MAIL_DIVIDER_FORWARDED,
} IdioMailDivider;

IdioMailDivider idio_mail_divider_find            (const IdioMailLine *line,
                                                   const char         *end);
gboolean        idio_mail_subject_is_forwarded    (const char         *subject);
gboolean        idio_mail_subject_is_automatic    (const char         *subject);
gboolean        idio_mail_subject_tells_automatic (const char         *subject);

G_END_DECLS
