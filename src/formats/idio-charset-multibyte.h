/* idio-charset-multibyte.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The cost of a letter of an unknown language with Latin letters, in text of another script */
#define IDIO_CHARSET_LATIN_COST 30

/**
 * IdioCharsetLayout:
 * @IDIO_LAYOUT_SINGLE: a byte for each character
 *
 * How the bytes of a text make characters. The other ones are those of East Asia.
 */
typedef enum
{
  IDIO_LAYOUT_SINGLE,
  IDIO_LAYOUT_SHIFT_JIS,
  IDIO_LAYOUT_EUC_JP,
  IDIO_LAYOUT_EUC_KR,
  IDIO_LAYOUT_GBK,
  IDIO_LAYOUT_BIG5,
} IdioCharsetLayout;

/**
 * IdioCharsetScore:
 * @cost: minus ten times the natural logarithm of how likely the letters are
 * @n_foreign: how many that are not ASCII do not belong into such a text
 * @n_high: how many are not ASCII
 *
 * How well a text fits a character set.
 */
typedef struct
{
  guint cost;
  guint n_foreign;
  guint n_high;
} IdioCharsetScore;

gboolean idio_charset_score_multibyte (const guchar       *data,
                                       gsize               size,
                                       IdioCharsetLayout   layout,
                                       IdioCharsetScore   *score);

G_END_DECLS
