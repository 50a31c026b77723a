/* idio-mail-name.c: what the name of a mail's file tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-mail-name.h"

/* Returns: (nullable): the flags in the name of a file of a Maildir: "DS" in "1746.M1P2.host:2,DS". Where file systems
 * know no ":" programs write another character. */
static const char *
find_flags (const char *name)
{
  const char *info = strstr (name, "2,");

  if (info == NULL || info == name || strchr (":;!_", info[-1]) == NULL)
    return NULL;

  info += 2;

  return info[strspn (info, "DFPRSTabcdefghijklmnopqrstuvwxyz")] == '\0' ? info : NULL;
}

/**
 * idio_mail_take_name:
 * @entry: (inout): a mail
 * @name: the name of its file
 *
 * Takes what a Maildir tells in the names of its files: "1746.M1P2.host:2,DS" is a draft that was seen.
 */
void
idio_mail_take_name (IdioEntry  *entry,
                     const char *name)
{
  const char *flags = find_flags (name);

  if (flags != NULL && strchr (flags, 'D') != NULL)
    entry->flags |= IDIO_ENTRY_OWN;
}

/**
 * idio_mail_name_is_deleted:
 * @name: the name of a mail's file
 *
 * Returns: whether it is that of a mail in a Maildir which its user deleted, and whose file will be removed later
 */
gboolean
idio_mail_name_is_deleted (const char *name)
{
  const char *flags = find_flags (name);

  return flags != NULL && strchr (flags, 'T') != NULL;
}
