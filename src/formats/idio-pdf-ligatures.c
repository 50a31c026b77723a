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
 * becomes "ال", which is the article, and frequent too. The halves are as wide as each other, and in most fonts not as
 * wide as the letters. */
#define LAM 0x644
#define POP_EMBEDDING 0x202c
#define FIRST_LIGATURE 0xfef5
#define LAST_LIGATURE 0xfefc

/* Letters after which the next one is not joined, besides the forms of alef */
#define NO_JOINER "\u0621\u0624\u0629\u062f\u0630\u0631\u0632\u0648\u0649"

/* Programs round the places of letters, so that halves differ by up to this factor, in widths of one. */
#define MAX_DIFFERENCE 0.03

/* A letter that is narrower or wider than all of its form by this factor is none of them; of so many that their range
 * is known, or of fewer. It is larger than what is lost by rounding. */
#define MARGIN 0.015
#define MARGIN_OF_FEW 0.03
#define FEW 4

/* On a page with as many pairs for each ligature that was read well they are articles. */
#define PAIRS_PER_LIGATURE 10

/* The forms of letters of which the widths are told apart */
typedef enum
{
  FORM_ALEF_ISOLATED,
  FORM_ALEF_FINAL,
  FORM_LAM_INITIAL,
  FORM_LAM_LAST,
  N_FORMS,
} Form;

/* How wide the letters of a form are that stand for themselves, in heights of their lines */
typedef struct
{
  double narrowest;
  double widest;
  guint  n_letters;
} Range;

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
  guint i = 0, depth = 0;

  add_word (letters, word, rectangles);

  for (char *p = text; *p != '\0' && i < n_rectangles; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* What goes from left to right in a word is marked, too. */
      if (c == POP_EMBEDDING)
        depth -= depth > 0 ? 1 : 0;
      else if (idio_pdf_bidi_is_mark (c))
        depth++;
      else if (!g_unichar_isspace (c))
        g_ptr_array_add (word, p);

      if (c == '\n' || (depth == 0 && (c == POP_EMBEDDING || g_unichar_isspace (c))))
        add_word (letters, word, rectangles + i - word->len);

      i += idio_pdf_bidi_is_mark (c) ? 0 : 1;
    }

  add_word (letters, word, rectangles + i - word->len);

  return letters;
}

static double
get_width (const Letter *letter)
{
  return letter->area->x2 - letter->area->x1;
}

/* Whether these are the halves of one sign, as far as they themselves tell */
static gboolean
is_pair (const Letter *alef,
         const Letter *lam)
{
  return is_alef (alef) && get_char (lam) == LAM && get_width (alef) > 0 &&
         ABS (get_width (alef) - get_width (lam)) < MAX_DIFFERENCE * get_width (alef);
}

/* Letters that stand for themselves; @letter has one before it, if only what is between words. */
static gboolean
get_form (const Letter *letter,
          Form         *form)
{
  const Letter *previous = letter - 1;
  gboolean is_joined = get_char (previous) != 0 && !is_alef (previous) &&
                       g_utf8_strchr (NO_JOINER, -1, get_char (previous)) == NULL;
  gboolean is_last = !g_unichar_isalpha (get_char (letter + 1));

  if (is_alef (letter))
    *form = is_joined ? FORM_ALEF_FINAL : FORM_ALEF_ISOLATED;
  else if (get_char (letter) == LAM && (is_last || !is_joined))
    *form = is_last ? FORM_LAM_LAST : FORM_LAM_INITIAL;
  else
    return FALSE;

  return TRUE;
}

static double
get_relative_width (const Letter *letter)
{
  return get_width (letter) / MAX (letter->area->y2 - letter->area->y1, 0.001);
}

/* Takes note of how wide letters are that stand for themselves. Returns whether the page has ligatures that were read
 * well: without a ligature lam and alef do not follow each other, but for some that are rounded too much. */
static gboolean
see_letters (const GArray *letters,
             Range        *ranges)
{
  guint n_ligatures = 0, n_pairs = 0;

  for (guint i = 1; i + 1 < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i), *next = letter + 1;
      gunichar c = get_char (letter);
      Form form;

      n_pairs += is_pair (letter, next) ? 1 : 0;

      if ((c >= FIRST_LIGATURE && c <= LAST_LIGATURE) || (c == LAM && is_alef (next) && !is_pair (next, next + 1)))
        n_ligatures++;
      else if (!(is_alef (letter) && get_char (next) == LAM) && !(is_alef (letter - 1) && c == LAM) &&
               get_form (letter, &form))
        {
          double width = get_relative_width (letter);

          ranges[form].narrowest = ranges[form].n_letters > 0 ? MIN (ranges[form].narrowest, width) : width;
          ranges[form].widest = MAX (ranges[form].widest, width);
          ranges[form].n_letters++;
        }
    }

  return n_ligatures * PAIRS_PER_LIGATURE > n_pairs;
}

/* Whether the halves of a pair are not as wide as the letters that they would be. The place of alef, which is the right
 * one, is rounded at both ends, so that lam tells more. */
static gboolean
is_ligature (const Range  *ranges,
             const Letter *alef,
             const Letter *lam)
{
  const Letter * const letters[] = { lam, alef };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      double width = get_relative_width (letters[i]), margin;
      Form form;

      if (!get_form (letters[i], &form) || ranges[form].n_letters == 0)
        continue;

      margin = ranges[form].n_letters < FEW ? MARGIN_OF_FEW : MARGIN;

      return width < ranges[form].narrowest * (1 - margin) || width > ranges[form].widest * (1 + margin);
    }

  return FALSE;
}

/**
 * idio_pdf_ligatures_mend:
 * @text: (inout): the text of a page that has letters from right to left, as poppler tells it
 * @rectangles: (array length=n_rectangles): where its characters are, as poppler tells it
 * @n_rectangles: how many they are
 *
 * Puts the letters of lam-alef ligatures in order. Where others on the page that are as wide tell that it is the
 * article, or nothing tells, nothing is changed.
 */
void
idio_pdf_ligatures_mend (char                   *text,
                         const PopplerRectangle *rectangles,
                         guint                   n_rectangles)
{
  g_autoptr(GArray) letters = list_letters (text, rectangles, n_rectangles);
  Range ranges[N_FORMS] = { 0 };

  if (see_letters (letters, ranges))
    return;

  for (guint i = 1; i + 1 < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i), *next = letter + 1;

      if (is_pair (letter, next) && is_ligature (ranges, letter, next))
        {
          g_autofree char *alef = g_strndup (letter->text, 2);

          /* Each of them has two bytes in UTF-8. */
          memcpy (letter->text, next->text, 2);
          memcpy (next->text, alef, 2);
          i++;
        }
    }
}
