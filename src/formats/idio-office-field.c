/* idio-office-field.c: the fields of Word, in whatever format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-office-field.h"

/* ECMA-376-1, 17.16.5; those of ADDIN are by Zotero, EndNote, Mendeley and Papers. */
static const char * const generated[] = {
  "TOC", "TOA", "INDEX", "RD", "BIBLIOGRAPHY", "ADDIN ZOTERO_BIBL", "ADDIN EN.REFLIST", "ADDIN Mendeley Bibliography",
  "ADDIN PAPERS2_CITATIONS_BIBL", NULL,
};

/**
 * idio_office_field_is_generated:
 * @code: the code of a field, such as " TOC \o "
 *
 * Returns: whether it results in what the writer did not write, such as a table of contents. Others, such as links,
 *   result in a part of the text
 */
gboolean
idio_office_field_is_generated (const char *code)
{
  code += strspn (code, " \t\r\n");

  for (guint i = 0; generated[i] != NULL; i++)
    if (g_ascii_strncasecmp (code, generated[i], strlen (generated[i])) == 0 &&
        !g_ascii_isalnum (code[strlen (generated[i])]))
      return TRUE;

  return FALSE;
}

/**
 * idio_office_field_dup_text:
 * @code: the code of a field
 *
 * Word can write the reading of Japanese characters as a formula that sets one text above another:
 * "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(とう),東)".
 *
 * Returns: (transfer full) (nullable): the characters, if the field is such a formula: its result is empty
 */
char *
idio_office_field_dup_text (const char *code)
{
  const char *start, *end;

  code += strspn (code, " \t\r\n");

  if (g_ascii_strncasecmp (code, "EQ ", strlen ("EQ ")) != 0 || strstr (code, "\\o") == NULL ||
      strstr (code, "\\up") == NULL)
    return NULL;

  start = strstr (code, "),");
  end = strrchr (code, ')');

  return start != NULL && end > start + 2 ? g_strndup (start + 2, (gsize) (end - start - 2)) : NULL;
}
