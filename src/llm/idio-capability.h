/* idio-capability.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-provider.h"

G_BEGIN_DECLS

/* The version of the check, raised with every change of the questions or of what is needed: results of others say
 * something else. Version 1 was written without its number. */
#define IDIO_CAPABILITY_VERSION 2

/**
 * IdioCapability:
 * @IDIO_CAPABILITY_UNKNOWN: not checked yet
 * @IDIO_CAPABILITY_DRAFTS: good for drafts only
 * @IDIO_CAPABILITY_FOLLOWS: good for drafts, and keeps habits that it is told
 * @IDIO_CAPABILITY_STUDIES: good for both, and for studying how someone writes
 *
 * What a model is offered for. A level includes those before it.
 */
typedef enum
{
  IDIO_CAPABILITY_UNKNOWN,
  IDIO_CAPABILITY_DRAFTS,
  IDIO_CAPABILITY_FOLLOWS,
  IDIO_CAPABILITY_STUDIES,
} IdioCapability;

/**
 * IdioCapabilityFunc:
 * @progress: how much of the check is done at least, from 0 to 1
 * @user_data: data given with the function
 */
typedef void (*IdioCapabilityFunc) (double   progress,
                                    gpointer user_data);

DexFuture      *idio_capability_check  (IdioProvider       *provider,
                                        IdioCapabilityFunc  func,
                                        gpointer            user_data,
                                        GDestroyNotify      destroy) G_GNUC_WARN_UNUSED_RESULT;
char           *idio_capability_format (IdioCapability      self);
IdioCapability  idio_capability_parse  (const char         *text);

G_END_DECLS
