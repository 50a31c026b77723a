/* idio-machine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMachine:
 * @n_cores: how many physical cores this process may keep busy, at least 1
 * @memory: how much memory there is, in bytes
 * @available: how much of it programs can have without swapping, in bytes
 * @swap: how much swap space is free, in bytes
 *
 * What a process can have of this computer: within the limits of its container, if it runs in one.
 */
typedef struct
{
  guint   n_cores;
  guint64 memory;
  guint64 available;
  guint64 swap;
} IdioMachine;

void idio_machine_read (IdioMachine *self,
                        const char  *root);

G_END_DECLS
