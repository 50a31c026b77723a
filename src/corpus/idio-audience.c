/* idio-audience.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <unicode/uchar.h>

#include "corpus/idio-audience.h"
#include "corpus/idio-sql.h"
#include "corpus/idio-text.h"

/* The nick of an own audience is this and its number in the database. */
#define OWN_PREFIX "own-"

/* Maximum length of a name that is cleaned, in characters. A database from elsewhere may have one of any length. */
#define MAX_CLEANED_CHARS (2 * IDIO_AUDIENCE_NAME_CHARS)

static const struct
{
  const char *nick;  /* kept in databases: it never changes */
  const char *label;
} built_in[IDIO_N_BUILT_IN_AUDIENCES] = {
  [IDIO_AUDIENCE_GENERAL] = { "general", NC_("audience", "General") },
  [IDIO_AUDIENCE_WORK_MAIL] = { "work-mail", NC_("audience", "Work Mail") },
  [IDIO_AUDIENCE_FRIENDS] = { "friends", NC_("audience", "Friends") },
  [IDIO_AUDIENCE_FAMILY] = { "family", NC_("audience", "Family") },
  [IDIO_AUDIENCE_PUBLIC] = { "public", NC_("audience", "Public") },
  [IDIO_AUDIENCE_ASSISTANT] = { "assistant", NC_("audience", "AI Assistant") },
};

/**
 * idio_audience_is_own:
 * @audience: an audience
 *
 * Returns: whether it is one of the user's own
 */
gboolean
idio_audience_is_own (IdioAudience audience)
{
  return audience > IDIO_AUDIENCE_OWN;
}

/**
 * idio_audience_get_nick:
 * @audience: an audience
 *
 * Returns: (transfer none): its nick, such as "work-mail" or "own-3"; that of %IDIO_AUDIENCE_GENERAL if no audience has
 *   that value
 */
const char *
idio_audience_get_nick (IdioAudience audience)
{
  g_autofree char *nick = NULL;

  if (audience < IDIO_N_BUILT_IN_AUDIENCES)
    return built_in[audience].nick;

  if (!idio_audience_is_own (audience) || audience - IDIO_AUDIENCE_OWN > IDIO_AUDIENCE_MAX_NUMBER)
    return built_in[IDIO_AUDIENCE_GENERAL].nick;

  nick = g_strdup_printf (OWN_PREFIX "%u", audience - IDIO_AUDIENCE_OWN);

  return g_intern_string (nick);
}

/**
 * idio_audience_from_nick:
 * @nick: (nullable): a text that should be the nick of an audience
 * @audience: (out): a location for the audience, left alone if @nick is none
 *
 * Returns: whether @nick is a nick; #IdioAudiences knows whether an own audience with that nick is there
 */
gboolean
idio_audience_from_nick (const char   *nick,
                         IdioAudience *audience)
{
  guint64 number;

  if (nick == NULL)
    return FALSE;

  for (guint i = 0; i < IDIO_N_BUILT_IN_AUDIENCES; i++)
    if (g_str_equal (nick, built_in[i].nick))
      {
        *audience = i;
        return TRUE;
      }

  if (!g_str_has_prefix (nick, OWN_PREFIX) || nick[strlen (OWN_PREFIX)] == '0' ||
      !g_ascii_string_to_unsigned (nick + strlen (OWN_PREFIX), 10, 1, IDIO_AUDIENCE_MAX_NUMBER, &number, NULL))
    return FALSE;

  *audience = IDIO_AUDIENCE_OWN + (IdioAudience) number;

  return TRUE;
}

/**
 * idio_audience_get_label:
 * @audience: an audience that everyone has
 *
 * Returns: (transfer none): the audience's name as people read it
 */
const char *
idio_audience_get_label (IdioAudience audience)
{
  g_return_val_if_fail (audience < IDIO_N_BUILT_IN_AUDIENCES, "");

  return g_dpgettext2 (NULL, "audience", built_in[audience].label);
}

/**
 * idio_audience_clean_name:
 * @name: what a person typed, or a database from elsewhere has
 *
 * Returns: (transfer full): the name on one line, composed (NFC), without control characters and characters that
 *   override its direction, and cut where it is much longer than idio_audience_check_name() allows
 */
char *
idio_audience_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return idio_text_dup_excerpt (composed, MAX_CLEANED_CHARS);
}

/* Nothing is drawn for it. A pattern of Braille without a dot is a blank, though no property of Unicode says so. */
static gboolean
is_invisible (gunichar c)
{
  return !g_unichar_isgraph (c) || g_unichar_iszerowidth (c) || c == 0x2800 ||
         u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/**
 * idio_audience_fold_name:
 * @name: a name, valid UTF-8
 *
 * Returns: (transfer full): what two names share that people take for the same: neither case, nor the way in which
 *   characters are composed, nor what nobody sees tells them apart (as NFKC_Casefold in Unicode 3.13)
 */
char *
idio_audience_fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  g_autoptr(GString) visible = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!u_hasBinaryProperty ((UChar32) g_utf8_get_char (p), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      g_string_append_unichar (visible, g_utf8_get_char (p));

  return g_utf8_normalize (visible->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
has_visible (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_invisible (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
is_built_in (const char *folded)
{
  for (guint i = 0; i < IDIO_N_BUILT_IN_AUDIENCES; i++)
    {
      g_autofree char *english = idio_audience_fold_name (built_in[i].label);
      g_autofree char *label = idio_audience_fold_name (idio_audience_get_label (i));

      if (g_str_equal (folded, english) || g_str_equal (folded, label))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_audience_set_taken:
 * @name: a name that another audience has
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 */
void
idio_audience_set_taken (const char  *name,
                         GError     **error)
{
  g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_NAME, _("An audience named “%s” already exists."), name);
}

/**
 * idio_audience_check_name:
 * @name: a name
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Returns: whether an audience of the user's own may have that name, as far as it is not another one's
 */
gboolean
idio_audience_check_name (const char  *name,
                          GError     **error)
{
  g_autofree char *folded = NULL;
  IdioAudience audience;

  if (!g_utf8_validate (name, -1, NULL) || !has_visible (name))
    {
      g_set_error_literal (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_NAME, _("An audience needs a name."));
      return FALSE;
    }

  if (g_utf8_strlen (name, -1) > IDIO_AUDIENCE_NAME_CHARS)
    {
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_NAME,
                   ngettext ("The name of an audience has at most %d character.",
                             "The name of an audience has at most %d characters.", IDIO_AUDIENCE_NAME_CHARS),
                   IDIO_AUDIENCE_NAME_CHARS);
      return FALSE;
    }

  folded = idio_audience_fold_name (name);

  if (is_built_in (folded))
    {
      idio_audience_set_taken (name, error);
      return FALSE;
    }

  if (idio_audience_from_nick (folded, &audience))
    {
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_NAME, _("No audience can have the name “%s”."), name);
      return FALSE;
    }

  return TRUE;
}
