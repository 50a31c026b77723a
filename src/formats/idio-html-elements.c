/* idio-html-elements.c: what elements of HTML are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-html-elements.h"

/* The longest text of a link to a footnote, in characters */
#define MAX_SIGN_CHARS 6

/* Elements whose content is never read as text */
static const char * const left_out_elements[] = {
  "annotation", "annotation-xml", "applet", "area", "audio", "base", "button", "canvas", "datalist", "del", "embed",
  "frame", "frameset", "head", "iframe", "input", "link", "map", "meta", "meter", "noembed", "noframes", "noscript",
  "object", "optgroup", "option", "param", "progress", "rp", "rt", "script", "select", "source", "style", "svg",
  "template", "textarea", "track", "video", "xml", "title", NULL,
};

static const char * const block_elements[] = {
  "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog", "dir", "div",
  "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
  "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
  "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "xmp", "body", NULL,
};

gboolean
idio_html_is_listed (const xmlNode      *node,
                     const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (idio_html_is_element (node, names[i]))
      return TRUE;

  return FALSE;
}

gboolean
idio_html_has_value (xmlNode    *element,
                     const char *attribute,
                     const char *value)
{
  g_autofree char *found = (char *) xmlGetProp (element, (const xmlChar *) attribute);

  return found != NULL && g_ascii_strcasecmp (g_strstrip (found), value) == 0;
}

gboolean
idio_html_has_class (xmlNode    *element,
                     const char *name)
{
  g_autofree char *found = (char *) xmlGetProp (element, (const xmlChar *) "class");
  g_auto(GStrv) classes = found != NULL ? g_strsplit_set (found, " \t\n\r\f", -1) : NULL;

  return classes != NULL && g_strv_contains ((const char * const *) classes, name);
}

/* Whether a link has nothing but a sign in it, such as a number */
static gboolean
is_sign (xmlNode *link)
{
  guint n_chars = 0, n_letters = 0;
  xmlNode *node = link;

  while (node != NULL && n_chars <= MAX_SIGN_CHARS)
    {
      if (node->type == XML_TEXT_NODE)
        for (const char *p = (const char *) node->content; *p != '\0' && n_chars <= MAX_SIGN_CHARS;
             p = g_utf8_next_char (p))
          {
            n_chars += g_unichar_isgraph (g_utf8_get_char (p)) ? 1 : 0;
            n_letters += g_unichar_isalpha (g_utf8_get_char (p)) ? 1 : 0;
          }

      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }

      while (node != link && node->next == NULL)
        node = node->parent;

      node = node != link ? node->next : NULL;
    }

  return n_chars > 0 && n_chars <= MAX_SIGN_CHARS && (n_letters == 0 || n_chars == 1);
}

/**
 * idio_html_is_reference:
 * @element: an element
 *
 * Returns: whether it is a link to a footnote or back from it, or to the heading that it stands in, or the number of a
 *   printed page
 */
gboolean
idio_html_is_reference (xmlNode *element)
{
  g_autofree char *target = NULL;

  if (idio_html_is_element (element, "sup") && xmlFirstElementChild (element) != NULL &&
      xmlFirstElementChild (element) == xmlLastElementChild (element))
    element = xmlFirstElementChild (element);

  if (idio_html_has_value (element, "epub:type", "pagebreak") || idio_html_has_value (element, "role", "doc-pagebreak"))
    return TRUE;

  if (!idio_html_is_element (element, "a"))
    return FALSE;

  if (idio_html_has_value (element, "role", "doc-noteref") || idio_html_has_value (element, "role", "doc-backlink") ||
      idio_html_has_value (element, "epub:type", "noteref") || idio_html_has_value (element, "epub:type", "backlink"))
    return TRUE;

  target = (char *) xmlGetProp (element, (const xmlChar *) "href");

  return target != NULL && strchr (target, '#') != NULL && is_sign (element);
}

gboolean
idio_html_is_element (const xmlNode *node,
                      const char    *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name);
}

/**
 * idio_html_get_style:
 * @element: an element
 *
 * Returns: (transfer full) (nullable): its own style, in lower case and without white space
 */
char *
idio_html_get_style (xmlNode *element)
{
  g_autofree char *style = (char *) xmlGetProp (element, (const xmlChar *) "style");
  char *to = style;

  if (style == NULL)
    return NULL;

  for (const char *p = style; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      *to++ = g_ascii_tolower (*p);

  *to = '\0';

  return g_steal_pointer (&style);
}

/**
 * idio_html_is_hidden:
 * @element: an element
 *
 * Returns: whether a browser does not show it, as far as the element itself tells
 */
gboolean
idio_html_is_hidden (xmlNode *element)
{
  g_autofree char *style = NULL;

  if (element->properties == NULL)
    return FALSE;

  if (xmlHasProp (element, (const xmlChar *) "hidden") != NULL)
    return TRUE;

  style = idio_html_get_style (element);

  return style != NULL && (strstr (style, "display:none") != NULL || strstr (style, "visibility:hidden") != NULL ||
                           strstr (style, "mso-hide:all") != NULL);
}

/**
 * idio_html_is_left_out:
 * @element: an element
 *
 * Returns: whether what is in it is no text, whatever HTML is read for
 */
gboolean
idio_html_is_left_out (xmlNode *element)
{
  return idio_html_is_listed (element, left_out_elements);
}

gboolean
idio_html_is_block (xmlNode *element)
{
  return idio_html_is_listed (element, block_elements);
}

/* Whether it is how mail programs mark a signature */
static gboolean
marks_signature (const char *attribute,
                 const char *value)
{
  static const struct { const char *attribute, *value; } marks[] = {
    { "class", "-x-evo-signature" }, { "class", "AppleMailSignature" }, { "class", "gmail_signature" },
    { "class", "k9mail-signature" }, { "class", "moz-signature" }, { "class", "protonmail_signature_block" },
    { "data-marker", "__SIG_POST__" }, { "data-marker", "__SIG_PRE__" }, /* Zimbra, below an answer and above it */
    { "data-smartmail", "gmail_signature" },
    { "fairemail", "signature" },
    { "id", "AppleMailSignature" }, { "id", "lineBreakAtBeginningOfSignature" },
    { "id", "CanarySig" },
    { "id", "Signature" }, { "id", "ms-outlook-mobile-signature" }, /* Outlook on the web and on phones */
    { "id", "_rc_sig" },                                            /* Roundcube */
    { "name", "messageSignatureSection" },                          /* Spark */
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_equal (attribute, marks[i].attribute) && g_str_equal (value, marks[i].value))
      return TRUE;

  return FALSE;
}

static gboolean
names_signature (xmlNode *element)
{
  for (xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *value = (char *) xmlNodeListGetString (element->doc, attribute->children, 1);
      g_auto(GStrv) words = value != NULL ? g_strsplit_set (value, " \t\n\r\f", -1) : NULL;

      for (guint i = 0; words != NULL && words[i] != NULL; i++)
        if (marks_signature ((const char *) attribute->name, words[i]))
          return TRUE;
    }

  return FALSE;
}

/**
 * idio_html_is_signature:
 * @element: an element of a mail
 *
 * Returns: whether it is where a mail program put the signature, or where one begins
 */
gboolean
idio_html_is_signature (xmlNode *element)
{
  return element->properties != NULL && names_signature (element);
}
