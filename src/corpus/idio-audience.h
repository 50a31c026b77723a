/* idio-audience.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioAudience:
 *
 * Whom a text is written for: one of the audiences that everyone has, or %IDIO_AUDIENCE_OWN and more, one that the user
 * made. A document, a card and a brief each have one. #IdioAudiences has those that there are, with their names; the
 * database and the command line write nicks.
 */
typedef guint IdioAudience;

/*
 * IDIO_AUDIENCE_GENERAL: anyone, or not known
 * IDIO_AUDIENCE_WORK_MAIL: colleagues, customers, authorities
 * IDIO_AUDIENCE_FRIENDS: friends
 * IDIO_AUDIENCE_FAMILY: family
 * IDIO_AUDIENCE_PUBLIC: readers the writer does not know
 * IDIO_AUDIENCE_ASSISTANT: a language model. How people write to those says little of how they write to people: such
 *   texts are counted only where there is little else
 */
enum
{
  IDIO_AUDIENCE_GENERAL,
  IDIO_AUDIENCE_WORK_MAIL,
  IDIO_AUDIENCE_FRIENDS,
  IDIO_AUDIENCE_FAMILY,
  IDIO_AUDIENCE_PUBLIC,
  IDIO_AUDIENCE_ASSISTANT,
  IDIO_N_BUILT_IN_AUDIENCES,
};

/* The user's audience with number 1 in the database is the one after this. */
#define IDIO_AUDIENCE_OWN 1000

/* Highest number of an audience of the user's own: numbers are never used twice */
#define IDIO_AUDIENCE_MAX_NUMBER 1000000000

/* Maximum length of a name, in characters: it has to fit into a menu. */
#define IDIO_AUDIENCE_NAME_CHARS 60

gboolean    idio_audience_is_own     (IdioAudience   audience);
const char *idio_audience_get_nick   (IdioAudience   audience);
gboolean    idio_audience_from_nick  (const char    *nick,
                                      IdioAudience  *audience);
const char *idio_audience_get_label  (IdioAudience   audience);
char       *idio_audience_clean_name (const char    *name);
char       *idio_audience_fold_name  (const char    *name);
gboolean    idio_audience_check_name (const char    *name,
                                      GError       **error);
void        idio_audience_set_taken  (const char    *name,
                                      GError       **error);

G_END_DECLS
