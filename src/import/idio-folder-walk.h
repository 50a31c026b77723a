/* idio-folder-walk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * IdioFolderWalkFunc:
 * @file: a file found, or something that could not be walked
 * @error: (nullable): why it could not be
 * @data: what was given with the function
 */
typedef void (*IdioFolderWalkFunc) (GFile        *file,
                                    const GError *error,
                                    gpointer      data);

void idio_folder_walk (GPtrArray          *starts,
                       GCancellable       *cancellable,
                       IdioFolderWalkFunc  func,
                       gpointer            data);

G_END_DECLS
