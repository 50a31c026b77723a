/* idio-fitness.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-provider.h"

G_BEGIN_DECLS

/**
 * IdioFitness:
 * @IDIO_FITNESS_UNKNOWN: not checked yet
 * @IDIO_FITNESS_DRAFTS: good for drafts only
 * @IDIO_FITNESS_STUDIES: good for drafts, and for studying how someone writes
 *
 * What a model is offered for.
 */
typedef enum
{
  IDIO_FITNESS_UNKNOWN,
  IDIO_FITNESS_DRAFTS,
  IDIO_FITNESS_STUDIES,
} IdioFitness;

DexFuture *idio_fitness_check (IdioProvider *provider) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
