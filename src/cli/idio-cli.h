/* idio-cli.h: what the commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "draft/idio-drafting.h"
#include "idio-workspace.h"

G_BEGIN_DECLS

/**
 * IdioCliStatus:
 * @IDIO_CLI_DONE: all went well
 * @IDIO_CLI_FAILED: something did not work, and was told
 * @IDIO_CLI_USAGE: the command was not understood
 *
 * What the program exits with.
 */
typedef enum
{
  IDIO_CLI_DONE,
  IDIO_CLI_FAILED,
  IDIO_CLI_USAGE,
} IdioCliStatus;

/**
 * IDIO_CLI_ALL:
 *
 * That no number was given, which 0 would be.
 */
#define IDIO_CLI_ALL G_MININT

/**
 * IdioCli:
 * @workspace: all that is open
 * @cancellable: cancelled when a command that watches for it is asked to end, as by Ctrl+C
 * @args: the words after the command's name, without its options
 * @json: whether to print JSON
 * @example: whether the made-up writer is meant
 * @others: whether others wrote the texts
 * @no_others: whether nothing is to be counted of what others wrote
 * @me: (nullable): mail addresses of the user, and names in chats
 * @latest: how many of the user's mails and messages to add, the newest, or %IDIO_CLI_ALL
 * @since: the first year of which to add them, or %IDIO_CLI_ALL
 * @audience: (nullable): the option of that name, likewise those below
 *
 * A command and what it works on.
 */
typedef struct
{
  IdioWorkspace *workspace;
  GCancellable  *cancellable;
  GStrv          args;
  gboolean       json;
  gboolean       example;
  gboolean       others;
  gboolean       no_others;
  GStrv          me;
  int            latest;
  int            since;
  char          *audience;
  char          *search;
  char          *claim;
  char          *instruction;
  char          *axis;
  char          *only;
  char          *format;
  int            words;
  gint64         seed;
  gboolean       show_request;
  gboolean       without_documents;
  gboolean       replace;
  gboolean       dry_run;
} IdioCli;

/* Commands run in a fiber. */
typedef IdioCliStatus (*IdioCliFunc) (IdioCli *cli);

IdioCliStatus idio_cli_audiences        (IdioCli               *cli);
IdioCliStatus idio_cli_backup           (IdioCli               *cli);
IdioCliStatus idio_cli_restore          (IdioCli               *cli);
IdioCliStatus idio_cli_check            (IdioCli               *cli);
IdioCliStatus idio_cli_import           (IdioCli               *cli);
IdioCliStatus idio_cli_documents        (IdioCli               *cli);
IdioCliStatus idio_cli_infer            (IdioCli               *cli);
IdioCliStatus idio_cli_cards            (IdioCli               *cli);
IdioCliStatus idio_cli_draft            (IdioCli               *cli);
IdioCliStatus idio_cli_rewrite          (IdioCli               *cli);
IdioCliStatus idio_cli_export           (IdioCli               *cli);
IdioCliStatus idio_cli_measure          (IdioCli               *cli);
IdioCliStatus idio_cli_meter            (IdioCli               *cli);
IdioCliStatus idio_cli_models           (IdioCli               *cli);
IdioCliStatus idio_cli_get_model        (IdioCli               *cli);
IdioCliStatus idio_cli_remove_model     (IdioCli               *cli);
IdioCliStatus idio_cli_read             (IdioCli               *cli);
IdioCliStatus idio_cli_sent             (IdioCli               *cli);
IdioCliStatus idio_cli_print_requests   (IdioCli               *cli,
                                         IdioDrafting          *drafting);
void          idio_cli_open_standard    (void);
GFile        *idio_cli_find_file        (const char            *name);
IdioCliStatus idio_cli_read_file        (IdioCli               *cli,
                                         const char            *name,
                                         char                 **text);
void          idio_cli_build_comparison (JsonBuilder           *builder,
                                         const IdioComparison  *comparison);
void          idio_cli_print_comparison (const IdioComparison  *comparison);

IdioCliStatus idio_cli_fail       (const char    *format,
                                   ...) G_GNUC_PRINTF (1, 2);
IdioCliStatus idio_cli_misuse     (const char    *format,
                                   ...) G_GNUC_PRINTF (1, 2);
gboolean      idio_cli_use_model  (IdioCli       *cli,
                                   GError       **error);
gboolean      idio_cli_has_args   (IdioCli       *cli,
                                   guint          max);
IdioAudiences *idio_cli_get_audiences (IdioCli     *cli);
gboolean      idio_cli_audience   (IdioCli       *cli,
                                   IdioAudience  *audience);
void          idio_cli_print      (JsonBuilder   *builder);

G_END_DECLS
