/* idio-own-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * IdioPartKind:
 * @IDIO_PART_OWN: what the writer wrote, with the greeting and the sign-off
 * @IDIO_PART_HEAD: the head of the mail itself, where the text has it
 * @IDIO_PART_ATTRIBUTION: a line such as "On Monday, Ann Lee wrote:", or the head of the mail that is answered
 * @IDIO_PART_QUOTE: what is quoted of other mails
 * @IDIO_PART_FORWARDED: a mail that is forwarded
 * @IDIO_PART_SIGNATURE: name, titles and addresses below the mail
 * @IDIO_PART_FOOTER: what devices, mailing lists, companies and scanners put above or below it
 * @IDIO_PART_INVITATION: what calendars and meeting services put into it
 * @IDIO_PART_ENCODED: digital signatures and encrypted text
 * @IDIO_PART_AUTOMATIC: an automatic answer or message
 * @IDIO_PART_INSERTED: what somebody else inserted in a document, which need not be whole lines; as nick it is
 *   %IDIO_TEXT_PART_INSERTED
 * @IDIO_PART_ASSISTANT: what somebody else may have written in the writer's name
 * @IDIO_PART_NO_PROSE: a table, or code
 *
 * Whose words a part of a text is.
 */
typedef enum
{
  IDIO_PART_OWN,
  IDIO_PART_HEAD,
  IDIO_PART_ATTRIBUTION,
  IDIO_PART_QUOTE,
  IDIO_PART_FORWARDED,
  IDIO_PART_SIGNATURE,
  IDIO_PART_FOOTER,
  IDIO_PART_INVITATION,
  IDIO_PART_ENCODED,
  IDIO_PART_AUTOMATIC,
  IDIO_PART_INSERTED,
  IDIO_PART_ASSISTANT,
  IDIO_PART_NO_PROSE,
} IdioPartKind;

/**
 * IdioPart:
 * @start: where it starts in the text, in bytes
 * @end: where it ends
 * @kind: whose words it is, or may be
 * @sure: whether it is that for sure. Parts that are not are kept, and shown to the writer
 *
 * A part of a text, of whole lines.
 */
typedef struct
{
  guint        start;
  guint        end;
  IdioPartKind kind : 8;
  guint        sure : 1;
} IdioPart;

GArray     *idio_own_words_divide   (const char         *text,
                                     gboolean            is_mail,
                                     const char * const *writers,
                                     GCancellable       *cancellable);
char       *idio_own_words_join     (const char         *text,
                                     const GArray       *parts,
                                     gsize              *starts);
char       *idio_own_words          (const char         *text,
                                     GCancellable       *cancellable);
gboolean    idio_part_is_kept       (const IdioPart     *part);
const char *idio_part_kind_get_name (IdioPartKind        kind);

G_END_DECLS
