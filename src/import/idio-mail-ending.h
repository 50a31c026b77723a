/* idio-mail-ending.h: what is below the own words of a mail: signatures and footers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "import/idio-own-words.h"

G_BEGIN_DECLS

/**
 * IDIO_MAIL_MAX_SIGNATURE_LINES:
 *
 * Longest signature below "--", in lines that are not blank; what is longer is text.
 */
#define IDIO_MAIL_MAX_SIGNATURE_LINES 12

/**
 * IDIO_MAIL_MAX_ENDINGS:
 *
 * Most endings that are told apart: those that are sure and those that are not take turns.
 */
#define IDIO_MAIL_MAX_ENDINGS 4

/**
 * IdioMailBelow:
 * @IDIO_MAIL_BELOW_QUOTE: a quote, after which the writer's own words may go on
 * @IDIO_MAIL_BELOW_MAIL: the mail that is answered or forwarded
 * @IDIO_MAIL_BELOW_NOTHING: the end of the text
 *
 * What is below somebody's own words.
 */
typedef enum
{
  IDIO_MAIL_BELOW_QUOTE,
  IDIO_MAIL_BELOW_MAIL,
  IDIO_MAIL_BELOW_NOTHING,
} IdioMailBelow;

/**
 * IdioMailEnding:
 * @start: where it starts
 * @kind: what it is
 * @sure: whether it is that for sure
 *
 * The end of somebody's own words, which is not theirs.
 */
typedef struct
{
  const char  *start;
  IdioPartKind kind;
  gboolean     sure;
} IdioMailEnding;

guint idio_mail_ending_find (const char     *start,
                             const char     *end,
                             IdioMailBelow   below,
                             IdioMailEnding *endings);

G_END_DECLS
