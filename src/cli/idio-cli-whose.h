/* idio-cli-whose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/idio-cli.h"
#include "import/idio-import.h"

G_BEGIN_DECLS

void idio_cli_whose_watch (IdioCli     *cli,
                           IdioImport  *import);
void idio_cli_whose_print (IdioCli     *cli,
                           IdioImport  *import);
void idio_cli_whose_build (JsonBuilder *builder,
                           IdioImport  *import);

G_END_DECLS
