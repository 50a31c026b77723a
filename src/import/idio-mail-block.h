/* idio-mail-block.h: blocks in a mail that programs read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-mail-line.h"
#include "import/idio-mail-pass.h"

G_BEGIN_DECLS

const char *idio_mail_block_find_end (IdioMailPass       *pass,
                                      const IdioMailLine *line);

G_END_DECLS
