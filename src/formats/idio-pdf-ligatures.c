/* idio-pdf-ligatures.c: lam and alef in Arabic, which are drawn as one sign
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-bidi.h"
#include "formats/idio-pdf-ligatures.h"

/* Most programs write the ligature as a sign that stands for two letters, and not as one of U+FEF5 to U+FEFC. Poppler
 * puts the letters side by side from left to right, each with half of the sign, and then reads from right to left: "لا"
 * becomes "ال", which is the article, and frequent too. The halves are exactly as wide as each other. */
#define LAM 0x644
#define FIRST_LIGATURE 0xfef5
#define LAST_LIGATURE 0xfefc

/* Widths and places that differ by less than this, in points, are the same. */
#define SAME 0.001

/* Widths of letters are compared in steps of this part of their height. */
#define WIDTH_STEPS 200

/* A letter, and the part of the page that is its. One with no text is between words. */
typedef struct
{
  char                   *text;
  const PopplerRectangle *area;
} Letter;

static gunichar
get_char (const Letter *letter)
{
  return letter->text != NULL ? g_utf8_get_char (letter->text) : 0;
}

static gboolean
is_alef (const Letter *letter)
{
  gunichar c = get_char (letter);

  return c == 0x622 || c == 0x623 || c == 0x625 || c == 0x627;
}

/* Poppler has the letters of a word in the order in which they are read, and their places from left to right. */
static void
add_word (GArray                 *letters,
          GPtrArray              *word,
          const PopplerRectangle *areas)
{
  static const Letter between = { NULL, NULL };

  for (guint i = 0; i < word->len; i++)
    {
      Letter letter = { word->pdata[i], &areas[word->len - 1 - i] };

      g_array_append_val (letters, letter);
    }

  g_array_append_val (letters, between);
  g_ptr_array_set_size (word, 0);
}

static GArray *
list_letters (char                   *text,
              const PopplerRectangle *rectangles,
              guint                   n_rectangles)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  g_autoptr(GPtrArray) word = g_ptr_array_new ();
  guint i = 0;

  for (char *p = text; *p != '\0' && i < n_rectangles; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (idio_pdf_bidi_is_mark (c) || g_unichar_isspace (c))
        add_word (letters, word, rectangles + i - word->len);
      else
        g_ptr_array_add (word, p);

      i += idio_pdf_bidi_is_mark (c) ? 0 : 1;
    }

  add_word (letters, word, rectangles + i - word->len);

  return letters;
}

static int
get_width (const Letter *letter)
{
  double height = letter->area->y2 - letter->area->y1;

  return height > SAME ? (int) CLAMP (WIDTH_STEPS * (letter->area->x2 - letter->area->x1) / height, -1e6, 1e6) : -1;
}

/* Whether these are the halves of one sign, as far as they themselves tell */
static gboolean
is_pair (const Letter *alef,
         const Letter *lam)
{
  const PopplerRectangle *right = alef->area, *left = lam->area;

  return is_alef (alef) && get_char (lam) == LAM && ABS (left->x2 - right->x1) < SAME &&
         ABS (left->y1 - right->y1) < SAME && ABS ((left->x2 - left->x1) - (right->x2 - right->x1)) < SAME;
}

/* Takes note of how wide an alef is that stands for itself. Returns whether the page has ligatures that were read well:
 * without a ligature lam and alef do not follow each other. */
static gboolean
see_letters (const GArray *letters,
             GHashTable   *widths)
{
  gboolean has_ligatures = FALSE;

  /* The last one is between words. */
  for (guint i = 0; i + 1 < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i), *next = letter + 1;
      gunichar c = get_char (letter);

      if (c >= FIRST_LIGATURE && c <= LAST_LIGATURE)
        has_ligatures = TRUE;
      else if (c == LAM && is_alef (next) && !is_pair (next, next + 1))
        has_ligatures = TRUE;
      else if (is_alef (letter) && get_char (next) != LAM)
        g_hash_table_add (widths, GINT_TO_POINTER (get_width (letter)));
    }

  return has_ligatures;
}

static gboolean
is_width_of_alef (GHashTable   *widths,
                  const Letter *letter)
{
  int width = get_width (letter);

  for (int i = width - 1; i <= width + 1; i++)
    if (g_hash_table_contains (widths, GINT_TO_POINTER (i)))
      return TRUE;

  return FALSE;
}

/**
 * idio_pdf_ligatures_mend:
 * @text: (inout): the text of a page that has letters from right to left, as poppler tells it
 * @rectangles: (array length=n_rectangles): where its characters are, as poppler tells it
 * @n_rectangles: how many they are
 *
 * Puts the letters of lam-alef ligatures in order. Where it is not sure that they are one sign, because an alef of the
 * page is as wide, nothing is changed.
 */
void
idio_pdf_ligatures_mend (char                   *text,
                         const PopplerRectangle *rectangles,
                         guint                   n_rectangles)
{
  g_autoptr(GArray) letters = list_letters (text, rectangles, n_rectangles);
  g_autoptr(GHashTable) widths = g_hash_table_new (NULL, NULL);

  if (see_letters (letters, widths))
    return;

  for (guint i = 0; i + 1 < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i), *next = letter + 1;

      if (is_pair (letter, next) && !is_width_of_alef (widths, letter))
        {
          g_autofree char *alef = g_strndup (letter->text, 2);

          /* Each of them has two bytes in UTF-8. */
          memcpy (letter->text, next->text, 2);
          memcpy (next->text, alef, 2);
          i++;
        }
    }
}
