/* idio-html-page.c: what of a web page is its text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdbool.h>
#include <string.h>

#include "formats/idio-html-elements.h"
#include "formats/idio-html-page.h"

/* The method is that of readability programs: what is named after something that is not the text, such as a menu, is
 * left out, and what is little else than links. */

/* A main element with at least this many characters is where the text is. */
#define MIN_MAIN_CHARS 200

/* A page of which less than this was found to be text was misunderstood. */
#define MIN_KEPT_CHARS 100

/* Something longer than this is no byline. */
#define MAX_BYLINE_CHARS 200

/* A menu has at least this many links, at least this share of its text in them, and this many characters in one. */
#define MIN_MENU_LINKS 3
#define MIN_MENU_DENSITY 0.66
#define MAX_MENU_LINK_CHARS 30

typedef struct
{
  guint n_chars;
  guint n_link_chars;
  guint n_links;
  guint n_mains;
  guint n_articles;
  bool  in_source_code;
  bool  in_article;
} Counts;

static const char * const furniture_elements[] = {
  "aside", "dialog", "footer", "menu", "nav", "search", "label", NULL,
};

static const char * const furniture_roles[] = {
  "alertdialog", "banner", "complementary", "contentinfo", "dialog", "directory", "menu", "menubar", "navigation",
  "search", "tablist", "toolbar", NULL,
};

/* Words in the classes and identifiers of elements that are not the text */
static const char * const furniture_words[] = {
  "ad", "ads", "adsbygoogle", "adsense", "advert", "advertisement", "advertising", "breadcrumb", "breadcrumbs",
  "catlinks", "comment", "consent", "cookie", "cookiebanner", "cookiebar", "cookies", "disqus",
  "editsection", "footer", "gdpr", "hidden", "invisible", "login", "masthead", "menu", "modal", "nav", "navbar",
  "navbox", "navigation", "navmenu", "newsletter", "noprint", "overlay", "pager", "pagination", "paywall",
  "popover", "popup", "printfooter", "promo", "promotion", "recommendations", "recommended", "related", "respond",
  "share", "sharebar", "sharedaddy", "sharing", "sidebar", "sidenav", "signup", "sitemap", "skiplink", "social",
  "socials", "sponsor", "sponsored", "submenu", "subscribe", "subscription", "toc", "toolbar", "tooltip",
  "topbar", "trackbacks", "webring", "widget", "comments", NULL,
};

/* The same of a few words near a title */
static const char * const byline_words[] = {
  "byline", "categories", "category", "dateline", "meta", "permalink", "postmeta", "published", "tags", "timestamp",
  NULL,
};

/* Elements that only screen readers have are named by these in common style sheets. */
static const char * const unseen_classes[] = {
  "d-none", "d-print-none", "hidden-print", "no-print", "screen-reader-text", "screenreader", "skip-link", "sr-only",
  "u-hidden", "visually-hidden", "visuallyhidden", NULL,
};

static const char * const menu_elements[] = {
  "center", "div", "dl", "ol", "p", "section", "table", "tbody", "td", "tr", "ul", NULL,
};

static Counts *
get_counts (GArray        *all,
            const xmlNode *node)
{
  return &g_array_index (all, Counts, GPOINTER_TO_UINT (node->_private));
}

static guint
count_chars (const char *text)
{
  guint n_chars = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n_chars += g_unichar_isgraph (g_utf8_get_char (p)) ? 1 : 0;

  return n_chars;
}

/* Adds what is in an element to its parent's. */
static void
add_up (GArray  *all,
        xmlNode *node)
{
  Counts *counts = get_counts (all, node), *parent = get_counts (all, node->parent);

  if (idio_html_is_element (node, "a") && xmlHasProp (node, (const xmlChar *) "href") != NULL)
    {
      counts->n_link_chars = counts->n_chars;
      counts->n_links = counts->n_chars > 0 ? 1 : 0;
    }

  parent->n_chars += counts->n_chars;
  parent->n_link_chars += counts->n_link_chars;
  parent->n_links += counts->n_links;
  parent->n_mains += counts->n_mains + (idio_html_is_element (node, "main") ? 1 : 0);
  parent->n_articles += counts->n_articles + (idio_html_is_element (node, "article") ? 1 : 0);
}

/* Returns the next node of a tree after what is in this one, and calls @leave for each element that ends there. */
static xmlNode *
leave_node (xmlNode *root,
            xmlNode *node,
            void   (*leave) (GArray *all, xmlNode *node),
            GArray  *all)
{
  while (node != root && node->next == NULL)
    {
      node = node->parent;

      if (leave != NULL && node != root)
        leave (all, node);
    }

  return node != root ? node->next : NULL;
}

static void
count_tree (GArray  *all,
            xmlNode *root)
{
  xmlNode *node = root;

  while (node != NULL)
    {
      if (node->type == XML_ELEMENT_NODE)
        {
          Counts counts = { 0 };

          if (node != root)
            {
              counts.in_source_code = get_counts (all, node->parent)->in_source_code;
              counts.in_article = get_counts (all, node->parent)->in_article;
            }

          counts.in_source_code |= idio_html_is_element (node, "pre");
          counts.in_article |= idio_html_is_element (node, "article") || idio_html_is_element (node, "main");
          node->_private = GUINT_TO_POINTER (all->len);
          g_array_append_val (all, counts);

          if (node->children != NULL && !idio_html_is_left_out (node) && !idio_html_is_hidden (node))
            {
              node = node->children;
              continue;
            }

          if (node != root)
            add_up (all, node);
        }
      else if (node->type == XML_TEXT_NODE)
        {
          get_counts (all, node->parent)->n_chars += count_chars ((const char *) node->content);
        }

      node = leave_node (root, node, add_up, all);
    }
}

static void
clear_tree (xmlNode *root)
{
  xmlNode *node = root;

  while (node != NULL)
    {
      node->_private = NULL;
      node = node->type == XML_ELEMENT_NODE && node->children != NULL ? node->children
                                                                      : leave_node (root, node, NULL, NULL);
    }
}

static char *
get_attribute (xmlNode    *element,
               const char *name)
{
  return (char *) xmlGetProp (element, (const xmlChar *) name);
}

/* Whether one of the words in a name such as "siteNav", "post_share" or "cookie-bar" is among these. */
static gboolean
has_word (const char         *names,
          const char * const *words)
{
  g_autoptr(GString) word = g_string_new (NULL);

  for (const char *p = names; p != NULL; p++)
    {
      gboolean begins = g_ascii_isupper (*p) && p > names && g_ascii_islower (p[-1]);

      if (!g_ascii_isalpha (*p) || begins)
        {
          if (word->len > 0 && g_strv_contains (words, word->str))
            return TRUE;

          g_string_truncate (word, 0);
        }

      if (*p == '\0')
        break;

      if (g_ascii_isalpha (*p))
        g_string_append_c (word, g_ascii_tolower (*p));
    }

  return FALSE;
}

static gboolean
has_class_in (const char         *classes,
              const char * const *names)
{
  g_auto(GStrv) parts = classes != NULL ? g_strsplit_set (classes, " \t\r\n\f", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (g_strv_contains (names, parts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_named_furniture (xmlNode      *element,
                    const Counts *counts)
{
  gboolean is_short = counts->n_chars <= MAX_BYLINE_CHARS;
  g_autofree char *classes = get_attribute (element, "class");
  g_autofree char *id = get_attribute (element, "id");
  g_autofree char *role = get_attribute (element, "role");
  g_autofree char *hidden = get_attribute (element, "aria-hidden");
  g_autofree char *title = get_attribute (element, "title");

  for (guint i = 0; furniture_elements[i] != NULL; i++)
    if (idio_html_is_element (element, furniture_elements[i]))
      return role == NULL || !g_str_has_prefix (role, "doc-");

  if (idio_html_is_element (element, "header") && !counts->in_article)
    return TRUE;

  if (role != NULL && g_strv_contains (furniture_roles, role))
    return TRUE;

  if (g_strcmp0 (hidden, "true") == 0 && is_short)
    return TRUE;

  /* LibreOffice names the heads and feet of pages so. */
  if (g_strcmp0 (title, "header") == 0 || g_strcmp0 (title, "footer") == 0)
    return TRUE;

  if (has_class_in (classes, unseen_classes))
    return TRUE;

  /* Colored source code has spans that are named after anything. */
  if (!idio_html_is_block (element) && !idio_html_is_element (element, "span"))
    return FALSE;

  return has_word (classes, furniture_words) || has_word (id, furniture_words) ||
         (is_short && (has_word (classes, byline_words) || has_word (id, byline_words)));
}

static gboolean
is_menu (xmlNode      *element,
         const Counts *counts)
{
  for (guint i = 0; menu_elements[i] != NULL; i++)
    if (idio_html_is_element (element, menu_elements[i]))
      return counts->n_links >= MIN_MENU_LINKS && counts->n_link_chars >= counts->n_chars * MIN_MENU_DENSITY &&
             counts->n_link_chars <= counts->n_links * MAX_MENU_LINK_CHARS;

  return FALSE;
}

static gboolean
is_furniture (GArray  *all,
              xmlNode *root,
              xmlNode *element)
{
  const Counts *counts = get_counts (all, element);

  if (counts->n_chars == 0 || idio_html_is_element (element, "main") || idio_html_is_element (element, "h1") ||
      counts->n_mains > 0 || counts->in_source_code)
    return FALSE;

  /* What has most of the text in it is the text, whatever it is called. */
  if (counts->n_chars > get_counts (all, root)->n_chars / 2 && !idio_html_is_element (element, "nav"))
    return FALSE;

  return is_named_furniture (element, counts) || is_menu (element, counts);
}

/* Returns: (transfer container): the elements that are not the text */
static GPtrArray *
find_furniture (GArray  *all,
                xmlNode *root,
                guint   *n_chars)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  xmlNode *node = root;

  *n_chars = 0;

  while (node != NULL)
    {
      if (node != root && node->type == XML_ELEMENT_NODE && is_furniture (all, root, node))
        {
          g_ptr_array_add (found, node);
          *n_chars += get_counts (all, node)->n_chars;
        }
      else if (node->type == XML_ELEMENT_NODE && node->children != NULL && !idio_html_is_left_out (node) &&
               !idio_html_is_hidden (node))
        {
          node = node->children;
          continue;
        }

      node = leave_node (root, node, NULL, NULL);
    }

  return g_steal_pointer (&found);
}

/* Returns: the element that is named the main one, or the only article, where there is enough in it */
static xmlNode *
find_main (GArray  *all,
           xmlNode *body)
{
  xmlNode *main_element = NULL, *node = body;
  guint n_articles = 0;
  xmlNode *article = NULL;

  while (node != NULL)
    {
      gboolean inside = node->type == XML_ELEMENT_NODE && get_counts (all, node)->n_chars >= MIN_MAIN_CHARS;

      if (inside)
        {
          g_autofree char *role = get_attribute (node, "role");

          if ((idio_html_is_element (node, "main") || g_strcmp0 (role, "main") == 0) &&
              (main_element == NULL || get_counts (all, node)->n_chars > get_counts (all, main_element)->n_chars))
            main_element = node;

          if (idio_html_is_element (node, "article") && get_counts (all, node)->n_chars >
              get_counts (all, body)->n_chars / 2)
            {
              article = node;
              n_articles++;
            }
        }

      node = inside && node->children != NULL ? node->children : leave_node (body, node, NULL, NULL);
    }

  if (n_articles == 1 && (main_element == NULL || get_counts (all, article)->n_chars >
                          get_counts (all, main_element)->n_chars / 2))
    return article;

  return main_element != NULL ? main_element : body;
}

/**
 * idio_html_page_strip:
 * @body: the body of a web page
 *
 * Finds the text of the page, and takes out what is around it and in it: navigation, bars, forms, and the like.
 *
 * Returns: (transfer none): the element with the text
 */
xmlNode *
idio_html_page_strip (xmlNode *body)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Counts));
  g_autoptr(GPtrArray) furniture = NULL;
  xmlNode *root;
  guint n_chars, n_furniture_chars;

  count_tree (all, body);
  root = find_main (all, body);
  furniture = find_furniture (all, root, &n_furniture_chars);
  n_chars = get_counts (all, root)->n_chars;

  /* Nothing in it is told to be text, such as in a page that is a list of links. */
  if (n_chars < n_furniture_chars + MIN (MIN_KEPT_CHARS, n_chars / 10))
    g_ptr_array_set_size (furniture, 0);

  clear_tree (body);

  for (guint i = 0; i < furniture->len; i++)
    {
      xmlUnlinkNode (furniture->pdata[i]);
      xmlFreeNode (furniture->pdata[i]);
    }

  return root;
}
