/* idio-begins.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * idio_begins:
 * @text: a string
 * @prefix: another
 *
 * As g_str_has_prefix(), which measures all of @text where @prefix is a literal (GLib 2.76 and later), so that a loop
 * over a text takes quadratic time.
 *
 * Returns: whether @text begins with @prefix
 */
static inline gboolean
idio_begins (const char *text,
             const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

G_END_DECLS
