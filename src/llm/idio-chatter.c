/* idio-chatter.c: the line in which a model announces the text it was asked for
 *
 * "Sure! Here is the note:" is not part of the note, but "Dear Ms. Smith:" and "Here is what happened:" are. A line is
 * taken as an announcement only if it ends with a colon and two of three things are in it: a word of agreement, a
 * pointer to what follows, and the name of a kind of text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-chatter.h"

/* Announcements are short. */
#define MAX_LINE_BYTES 200

/* In the languages whose habits the program knows: English, German, French and Spanish */
static const char * const agreements[] = {
  "sure", "certainly", "of course", "absolutely", "okay", "ok", "got it", "gladly", "happy to help",
  "klar", "gerne", "natürlich", "selbstverständlich", "sicher", "gern",
  "bien sûr", "certainement", "avec plaisir", "d'accord",
  "claro", "por supuesto", "desde luego", "con gusto", "¡claro", "¡por supuesto", "¡desde luego",
  NULL,
};

static const char * const pointers[] = {
  "here is", "here's", "here are", "here you go", "below is", "this is",
  "hier ist", "hier sind", "hier kommt", "hier die", "hier der", "hier das",
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

static gboolean
has_any (const char         *text,
         const char * const *phrases)
{
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!in_word && begins_with (p, phrases))
        return TRUE;

      in_word = g_unichar_isalpha (g_utf8_get_char (p));
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
  gboolean agrees = begins_with (folded, agreements);

  if (strlen (line) > MAX_LINE_BYTES || !g_str_has_suffix (folded, ":"))
    return FALSE;

  if (!agrees && !begins_with (folded, pointers))
    return FALSE;

  return agrees + has_any (folded, pointers) + has_any (folded, kinds) >= 2;
}
