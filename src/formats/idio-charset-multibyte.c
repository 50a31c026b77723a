/* idio-charset-multibyte.c: texts in the character sets of East Asia
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset-multibyte.h"

/* What the characters of two bytes cost by their first, from @first to @last: signs, syllables, and characters of the
 * first level of a standard, which are frequent, and of the second */
static const struct
{
  IdioCharsetLayout layout;
  guchar            first;
  guchar            last;
  guint             cost;
} rows[] = {
  { IDIO_LAYOUT_SHIFT_JIS, 0x81, 0x81, 40 }, { IDIO_LAYOUT_SHIFT_JIS, 0x82, 0x82, 43 },
  { IDIO_LAYOUT_SHIFT_JIS, 0x83, 0x83, 55 }, { IDIO_LAYOUT_SHIFT_JIS, 0x88, 0x97, 92 },
  { IDIO_LAYOUT_SHIFT_JIS, 0x98, 0x9f, 130 }, { IDIO_LAYOUT_SHIFT_JIS, 0xe0, 0xea, 130 },
  { IDIO_LAYOUT_EUC_JP, 0xa1, 0xa1, 40 }, { IDIO_LAYOUT_EUC_JP, 0xa3, 0xa3, 90 },
  { IDIO_LAYOUT_EUC_JP, 0xa4, 0xa4, 42 }, { IDIO_LAYOUT_EUC_JP, 0xa5, 0xa5, 55 },
  { IDIO_LAYOUT_EUC_JP, 0xb0, 0xcf, 92 }, { IDIO_LAYOUT_EUC_JP, 0xd0, 0xf4, 130 },
  { IDIO_LAYOUT_EUC_KR, 0xa1, 0xa1, 60 }, { IDIO_LAYOUT_EUC_KR, 0xa3, 0xa3, 60 },
  { IDIO_LAYOUT_EUC_KR, 0xb0, 0xc8, 66 }, { IDIO_LAYOUT_EUC_KR, 0xca, 0xfd, 125 },
  { IDIO_LAYOUT_GBK, 0xa1, 0xa1, 45 }, { IDIO_LAYOUT_GBK, 0xa3, 0xa3, 45 }, { IDIO_LAYOUT_GBK, 0xb0, 0xd7, 83 },
  { IDIO_LAYOUT_GBK, 0xd8, 0xf7, 115 },
  { IDIO_LAYOUT_BIG5, 0xa1, 0xa3, 45 }, { IDIO_LAYOUT_BIG5, 0xa4, 0xc6, 85 }, { IDIO_LAYOUT_BIG5, 0xc9, 0xf9, 125 },
};

/* What is not in a row; Japanese syllables of one byte; and what is in every text */
#define RARE_COST 145
#define HALF_WIDTH_COST 90
#define COMMON_COST 50

/* A character of two bytes right after a Latin letter, with another in it: more likely a letter with an accent */
#define EMBEDDED_COST 60

/* Fewer characters of two bytes than these tell nothing. */
#define MIN_CHARACTERS 2

/* The most frequent characters of a language */
static const struct
{
  IdioCharsetLayout  layout;
  const char        *charset;
  const char        *characters;
} common[] = {
  { IDIO_LAYOUT_EUC_KR, "EUC-KR",
    "이다는가의에을를은하고지로사도기아인한시그리자나라어서대일해보정수만부전스제장주원상구여요안녕세감니습합까"
    "과와있것들게면으오동생우조마금했겠내회" },
  { IDIO_LAYOUT_GBK, "GB18030",
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行"
    "所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实谢请信" },
  { IDIO_LAYOUT_BIG5, "Big5",
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行"
    "所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實謝請信" },
};

/* Returns: how many bytes a character has that begins here; 0 if none does */
static gsize
get_length (IdioCharsetLayout  layout,
            const guchar      *data,
            gsize              size)
{
  guchar lead = data[0], trail = size > 1 ? data[1] : 0;

  if (layout == IDIO_LAYOUT_SHIFT_JIS && lead >= 0xa1 && lead <= 0xdf)
    return 1;

  if (layout == IDIO_LAYOUT_EUC_JP && lead == 0x8e)
    return trail >= 0xa1 && trail <= 0xdf ? 2 : 0;

  if (layout == IDIO_LAYOUT_EUC_JP && lead == 0x8f)
    return trail >= 0xa1 && size > 2 && data[2] >= 0xa1 ? 3 : 0;

  if (layout == IDIO_LAYOUT_GBK && trail >= 0x30 && trail <= 0x39)
    return size > 3 && data[2] >= 0x81 && data[3] >= 0x30 && data[3] <= 0x39 ? 4 : 0;

  if (lead < 0x81 || lead == 0xff || trail < 0x40 || trail == 0x7f || trail == 0xff)
    return 0;

  switch (layout)
    {
    case IDIO_LAYOUT_SHIFT_JIS:
      return (lead <= 0x9f || (lead >= 0xe0 && lead <= 0xfc)) && trail <= 0xfc ? 2 : 0;

    case IDIO_LAYOUT_EUC_JP:
      return lead >= 0xa1 && trail >= 0xa1 ? 2 : 0;

    case IDIO_LAYOUT_EUC_KR:
      return g_ascii_isalpha (trail) || trail >= 0x81 ? 2 : 0;

    case IDIO_LAYOUT_GBK:
      return trail != 0x80 || lead != 0x80 ? 2 : 0;

    case IDIO_LAYOUT_BIG5:
      return trail <= 0x7e || trail >= 0xa1 ? 2 : 0;

    case IDIO_LAYOUT_SINGLE:
    default:
      g_assert_not_reached ();
    }
}

/* Whether the text ends within a character */
static gboolean
is_cut (IdioCharsetLayout  layout,
        const guchar      *data,
        gsize              size)
{
  return size < 2 || (layout == IDIO_LAYOUT_EUC_JP && size == 2 && data[0] == 0x8f) ||
         (layout == IDIO_LAYOUT_GBK && size < 4 && g_ascii_isdigit (data[1]));
}

static guint
get_row_cost (IdioCharsetLayout  layout,
              const guchar      *data,
              gsize              length)
{
  if (length == 1)
    return HALF_WIDTH_COST;

  /* Where a standard was enlarged, its new characters are in the columns before the old ones. */
  if (length == 2 && (data[1] >= 0xa1 || layout == IDIO_LAYOUT_SHIFT_JIS || layout == IDIO_LAYOUT_BIG5))
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      if (rows[i].layout == layout && data[0] >= rows[i].first && data[0] <= rows[i].last)
        return rows[i].cost;

  return RARE_COST;
}

/* Returns: (transfer full) (nullable): the frequent characters of a layout, in its bytes */
static char *
load_common (IdioCharsetLayout layout)
{
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (common[i].layout == layout)
      return g_convert (common[i].characters, -1, common[i].charset, "UTF-8", NULL, NULL, NULL);

  return NULL;
}

static gboolean
is_common (const char   *characters,
           const guchar *data)
{
  for (const char *p = characters; p != NULL && *p != '\0'; p += 2)
    if (memcmp (p, data, 2) == 0)
      return TRUE;

  return FALSE;
}

/**
 * idio_charset_score_multibyte:
 * @data: a text
 * @size: its size, in bytes
 * @layout: how its bytes may make characters
 * @score: (out): how well they do
 *
 * Returns: whether the bytes can be such characters
 */
gboolean
idio_charset_score_multibyte (const guchar       *data,
                              gsize               size,
                              IdioCharsetLayout   layout,
                              IdioCharsetScore   *score)
{
  g_autofree char *characters = load_common (layout);

  *score = (IdioCharsetScore) { 0 };

  for (gsize i = 0, length; i < size; i += length)
    {
      guint cost;

      length = data[i] < 0x80 ? 1 : get_length (layout, data + i, size - i);

      /* The last one may be cut off. */
      if (length == 0)
        return is_cut (layout, data + i, size - i) && score->n_high >= 2 * MIN_CHARACTERS;

      if (data[i] < 0x80)
        {
          score->cost += g_ascii_isalpha (data[i]) ? IDIO_CHARSET_LATIN_COST : 0;
          continue;
        }

      cost = length == 2 && is_common (characters, data + i) ? COMMON_COST : get_row_cost (layout, data + i, length);

      if (length == 2 && i > 0 && g_ascii_isalpha (data[i - 1]) && g_ascii_isalpha (data[i + 1]))
        cost += EMBEDDED_COST;

      score->cost += cost;
      score->n_high++;
      score->n_foreign += cost > HALF_WIDTH_COST + 20 ? 1 : 0;
    }

  return score->n_high >= MIN_CHARACTERS;
}
