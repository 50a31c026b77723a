/* idio-audience.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IdioAudience:
 * @IDIO_AUDIENCE_GENERAL: anyone, or not known
 * @IDIO_AUDIENCE_WORK_MAIL: colleagues, customers, authorities
 * @IDIO_AUDIENCE_FRIENDS: friends
 * @IDIO_AUDIENCE_FAMILY: family
 * @IDIO_AUDIENCE_PUBLIC: readers the writer does not know
 * @IDIO_AUDIENCE_ASSISTANT: a language model. How people write to those says little of how they write to people: such
 *   texts are counted only where there is little else
 *
 * Whom a text is written for. A document, a card and a brief each have one. Their nicks are what the
 * database and the command line write.
 */
typedef enum
{
  IDIO_AUDIENCE_GENERAL,
  IDIO_AUDIENCE_WORK_MAIL,
  IDIO_AUDIENCE_FRIENDS,
  IDIO_AUDIENCE_FAMILY,
  IDIO_AUDIENCE_PUBLIC,
  IDIO_AUDIENCE_ASSISTANT,
} IdioAudience;

#define IDIO_N_AUDIENCES (IDIO_AUDIENCE_ASSISTANT + 1)

const char *idio_audience_get_label (IdioAudience audience);

G_END_DECLS
