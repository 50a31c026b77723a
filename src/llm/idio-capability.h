/* idio-capability.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-provider.h"

G_BEGIN_DECLS

/**
 * IdioCapability:
 * @IDIO_CAPABILITY_UNKNOWN: not checked yet
 * @IDIO_CAPABILITY_DRAFTS: good for drafts only
 * @IDIO_CAPABILITY_STUDIES: good for drafts, and for studying how someone writes
 *
 * What a model is offered for.
 */
typedef enum
{
  IDIO_CAPABILITY_UNKNOWN,
  IDIO_CAPABILITY_DRAFTS,
  IDIO_CAPABILITY_STUDIES,
} IdioCapability;

DexFuture *idio_capability_check (IdioProvider *provider) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
