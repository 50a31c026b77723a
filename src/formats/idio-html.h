/* idio-html.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioHtmlUse:
 * @IDIO_HTML_PAGE: a page of the web: navigation, cookie bars and the like are left out
 * @IDIO_HTML_MAIL: a mail: what is quoted in it has "> " before each line, as in a plain one
 * @IDIO_HTML_FRAGMENT: part of a document that has no such things: all of it is prose
 *
 * What HTML is read for.
 */
typedef enum
{
  IDIO_HTML_PAGE,
  IDIO_HTML_MAIL,
  IDIO_HTML_FRAGMENT,
} IdioHtmlUse;

char *idio_html_read    (const char   *html,
                         gsize         length,
                         const char   *charset,
                         IdioHtmlUse   use,
                         char        **title,
                         char        **author);
char *idio_html_to_text (const char   *html,
                         gsize         length,
                         const char   *charset,
                         IdioHtmlUse   use,
                         char        **title);

G_END_DECLS
