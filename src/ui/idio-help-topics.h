/* idio-help-topics.h: the texts of the help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IDIO_HELP_MAX_SECTIONS 8

/**
 * IdioHelpSection:
 * @title: its heading, in English
 * @text: one paragraph, in English
 */
typedef struct
{
  const char *title;
  const char *text;
} IdioHelpSection;

/**
 * IdioHelpTopic:
 * @name: what the code calls it
 * @title: its title, in English
 * @summary: what it is about, in English
 * @icon_name: an icon
 * @sections: what it says; the last one is followed by one with no title, if there is room
 *
 * One page of the help.
 */
typedef struct
{
  const char      *name;
  const char      *title;
  const char      *summary;
  const char      *icon_name;
  IdioHelpSection  sections[IDIO_HELP_MAX_SECTIONS];
} IdioHelpTopic;

const IdioHelpTopic *idio_help_topics_get (guint *n_topics);

G_END_DECLS
