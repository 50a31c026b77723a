/* idio-chatter.c: the line in which a model announces the text it was asked for
 *
 * "Sure! Here is the note:" is not part of the note, but "Dear Ms. Smith:", "Here is what happened:" and "Here are my
 * notes on the draft:" are. A line is taken as an announcement only if it ends with a colon and points to what follows
 * as a text of some kind, after an article and two adjectives at most. It is better to leave a model's chatter in a
 * draft than to take a line of the draft away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-chatter.h"

/* Announcements are short. */
#define MAX_LINE_BYTES 200

/* As in "Here is a short, friendly note:" */
#define MAX_ADJECTIVES 2

/* In the languages whose habits the program knows: English, German, French and Spanish */
static const char * const agreements[] = {
  "sure", "certainly", "of course", "absolutely", "okay", "ok", "got it", "gladly", "happy to help",
  "klar", "gerne", "natürlich", "selbstverständlich", "sicher", "gern",
  "bien sûr", "certainement", "avec plaisir", "d'accord",
  "claro", "por supuesto", "desde luego", "con gusto", "¡claro", "¡por supuesto", "¡desde luego",
  NULL,
};

static const char * const pointers[] = {
  "here is", "here's", "below is",
  "hier ist", "hier kommt",
  "voici", "voilà",
  "aquí tienes", "aquí está", "aquí tiene", "aquí va",
  NULL,
};

static const char * const kinds[] = {
  "note", "mail", "email", "e-mail", "message", "draft", "letter", "post", "reply", "response", "version",
  "rewrite", "translation", "paragraph", "answer",
  "notiz", "nachricht", "entwurf", "brief", "antwort", "beitrag", "fassung",
  "courriel", "mél", "lettre", "texte", "réponse", "brouillon", "billet",
  "nota", "correo", "mensaje", "carta", "texto", "respuesta", "borrador", "versión",
  "text", NULL,
};

static const char * const articles[] = {
  "the", "a", "an", "your", "der", "die", "das", "ein", "eine", "dein", "deine", "ihr", "ihre", "le", "la", "un", "une",
  "votre", "ton", "el", "una", "tu", "su", NULL,
};

static const char * const links[] = { "of", "von", "de", "du", "des", "del", NULL };

static gboolean
ends_word (const char *after)
{
  return *after == '\0' || !g_unichar_isalpha (g_utf8_get_char (after));
}

static gboolean
begins_with (const char         *text,
             const char * const *phrases)
{
  for (guint i = 0; phrases[i] != NULL; i++)
    if (g_str_has_prefix (text, phrases[i]) && ends_word (text + strlen (phrases[i])))
      return TRUE;

  return FALSE;
}

static const char *
skip_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (*text != '\0' && (g_unichar_isalpha (g_utf8_get_char (text)) || *text == '-'))
    text = g_utf8_next_char (text);

  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Whether there is a pointer, an article, two other words at most, and the name of a kind of text. */
static gboolean
points_to_text (const char *text)
{
  for (guint i = 0; pointers[i] != NULL; i++)
    {
      const char *found = strstr (text, pointers[i]), *word;

      if (found == NULL || !ends_word (found + strlen (pointers[i])))
        continue;

      word = found + strlen (pointers[i]);
      word += strspn (word, " ");

      if (!begins_with (word, articles))
        continue;

      for (guint n = 0; n <= MAX_ADJECTIVES; n++)
        {
          word = skip_word (word);

          if (begins_with (word, kinds))
            return !begins_with (skip_word (word), links);
        }
    }

  return FALSE;
}

/* In lowercase and with the ASCII apostrophe, without marks of emphasis around it */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_auto(GStrv) parts = g_strsplit (lower, "’", -1);
  g_autofree char *plain = g_strjoinv ("'", parts);
  const char *start = plain + strspn (plain, " \t\r\n*_#");
  char *folded = g_strdup (start);

  for (gsize length = strlen (folded); length > 0 && strchr (" \t\r\n*_", folded[length - 1]) != NULL; length--)
    folded[length - 1] = '\0';

  return folded;
}

static gboolean
may_become (const char         *text,
            const char * const *phrases)
{
  for (guint i = 0; phrases[i] != NULL; i++)
    if (g_str_has_prefix (phrases[i], text))
      return TRUE;

  return begins_with (text, phrases);
}

/**
 * idio_chatter_may_begin:
 * @start: how an answer begins, without the end of its first line
 *
 * Returns: whether more text could make an announcement of it
 */
gboolean
idio_chatter_may_begin (const char *start)
{
  g_autofree char *folded = fold (start);

  return strlen (start) <= MAX_LINE_BYTES && (may_become (folded, agreements) || may_become (folded, pointers));
}

/**
 * idio_chatter_is_line:
 * @line: a line
 *
 * Returns: whether the line announces a text and is not part of one
 */
gboolean
idio_chatter_is_line (const char *line)
{
  g_autofree char *folded = fold (line);

  if (strlen (line) > MAX_LINE_BYTES || !g_str_has_suffix (folded, ":"))
    return FALSE;

  if (!begins_with (folded, agreements) && !begins_with (folded, pointers))
    return FALSE;

  return points_to_text (folded);
}
