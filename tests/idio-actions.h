/* idio-actions.h: everything that a person can do, for tests that do it on a failing disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "idio-workspace.h"

G_BEGIN_DECLS

/**
 * IdioAction:
 * @name: a name for messages
 * @run: starts it
 * @is_done: whether the workspace is as it is afterwards
 * @erases: whether the documents and cards that are to be kept go with it
 *
 * An action on the database of idio_actions_make_database().
 */
typedef struct
{
  const char *name;
  DexFuture  *(*run)     (IdioWorkspace *workspace);
  gboolean    (*is_done) (IdioWorkspace *workspace);
  gboolean    erases;
} IdioAction;

#define IDIO_N_ACTIONS 18

extern const IdioAction idio_actions[IDIO_N_ACTIONS];

char     *idio_actions_make_database (void);
char     *idio_actions_make_older    (gint64         version);
char     *idio_actions_copy_database (const char    *from);
void      idio_actions_check_whole   (const char    *dir);
gboolean  idio_actions_has_kept      (IdioWorkspace *workspace);

G_END_DECLS
