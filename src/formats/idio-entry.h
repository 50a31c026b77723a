/* idio-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "formats/idio-insertions.h"

G_BEGIN_DECLS

/**
 * IdioMedium:
 * @IDIO_MEDIUM_TEXT: a text, such as an office document
 * @IDIO_MEDIUM_MAIL: a mail
 * @IDIO_MEDIUM_CHAT: what one person wrote in one conversation on one day
 * @IDIO_MEDIUM_POST: what was published, such as on a social network
 * @IDIO_MEDIUM_NOTE: a note to oneself
 * @IDIO_MEDIUM_PROMPT: what a person asked a language model
 *
 * What a text was written in, as its file tells.
 */
typedef enum
{
  IDIO_MEDIUM_TEXT,
  IDIO_MEDIUM_MAIL,
  IDIO_MEDIUM_CHAT,
  IDIO_MEDIUM_POST,
  IDIO_MEDIUM_NOTE,
  IDIO_MEDIUM_PROMPT,
} IdioMedium;

/**
 * IdioEntryFlags:
 * @IDIO_ENTRY_OWN: the file says that its user wrote it, such as by a folder of sent mails
 * @IDIO_ENTRY_AUTOMATIC: a program wrote it, such as an automatic answer, a receipt or an invitation
 * @IDIO_ENTRY_FORWARDED: it was passed on, not written
 * @IDIO_ENTRY_LOCKED: its text is encrypted, and not here
 * @IDIO_ENTRY_PLAIN: a plain text, which may be a mail that was saved or copied as one
 * @IDIO_ENTRY_HEAD: its text was not asked for, and is not here
 * @IDIO_ENTRY_JUNK: its user threw it away, or something took it for spam, in which the sender may be a lie
 * @IDIO_ENTRY_SKIPPED: no text, but a file in an archive that can't be read: @place is its name with its folders, @title
 *   the sentence that says why, and there is nothing else
 * @IDIO_ENTRY_CUT: it is so long that only its beginning was read
 * @IDIO_ENTRY_BULK: it came through a mailing list, or went to many by a program, such as a newsletter
 * @IDIO_ENTRY_RECEIVED: it came to the mailbox that it is in, which its own user's mails do as well that went to a list
 *
 * What a file tells of one of its texts.
 */
typedef enum
{
  IDIO_ENTRY_OWN       = 1 << 0,
  IDIO_ENTRY_AUTOMATIC = 1 << 1,
  IDIO_ENTRY_FORWARDED = 1 << 2,
  IDIO_ENTRY_LOCKED    = 1 << 3,
  IDIO_ENTRY_PLAIN     = 1 << 4,
  IDIO_ENTRY_HEAD      = 1 << 5,
  IDIO_ENTRY_SKIPPED   = 1 << 6,
  IDIO_ENTRY_CUT       = 1 << 7,
  IDIO_ENTRY_BULK      = 1 << 8,
  IDIO_ENTRY_JUNK      = 1 << 9,
  IDIO_ENTRY_RECEIVED  = 1 << 10,
} IdioEntryFlags;

/**
 * IdioMarkKind:
 * @IDIO_MARK_QUOTE: words of others
 * @IDIO_MARK_NO_PROSE: a table, or code
 *
 * What a part of a text is, as its format tells.
 */
typedef enum
{
  IDIO_MARK_QUOTE,
  IDIO_MARK_NO_PROSE,
} IdioMarkKind;

/**
 * IdioMark:
 * @start: where it starts in the text, in bytes
 * @end: where it ends
 * @kind: what it is
 * @sure: whether it is that for sure. What is not is kept, and shown to the writer
 *
 * A part of a text that is not its writer's prose, or may not be: whole lines, mostly.
 */
typedef struct
{
  guint        start;
  guint        end;
  IdioMarkKind kind;
  gboolean     sure;
} IdioMark;

/**
 * IdioEntry:
 * @medium: what it was written in
 * @flags: what else is known
 * @time: when it was written, in seconds since 1970 in UTC, or 0
 * @title: (nullable): its title or subject
 * @text: (nullable): the text, valid UTF-8 with `\n` at the end of lines, tidied by idio_decode_tidy()
 * @author: (nullable): the name of who wrote it
 * @account: (nullable): what tells authors apart where names may not: a mail address in lower case, an account
 * @recipients: (nullable): whom it was sent to, addresses or else names with ", " between them; in a chat without a name, who
 *   else wrote in it
 * @editor: (nullable): the name of who changed it last
 * @place: (nullable): the conversation, or the folder in a file of many
 * @charset: (nullable): the character set that the file was taken to be in, as ICU calls it, if that was guessed and the
 *   file is nothing but this text
 * @insertions: (nullable) (element-type IdioInsertion): what was inserted in the text while its changes were tracked, in
 *   order
 * @marks: (nullable) (element-type IdioMark): parts of the text, in their order, as far as its format tells them
 *
 * One text in a file, as the file's format tells it: nothing is known yet of whose words are in it. An office document
 * has one, a mailbox one for each mail. Only with %IDIO_ENTRY_SKIPPED there is no text.
 */
typedef struct
{
  IdioMedium      medium;
  IdioEntryFlags  flags;
  gint64          time;
  char           *title;
  char           *text;
  char           *author;
  char           *account;
  char           *recipients;
  char           *editor;
  char           *place;
  char           *charset;
  GPtrArray      *insertions;
  GArray         *marks;
} IdioEntry;

IdioEntry *idio_entry_new             (IdioMedium       medium,
                                       char            *text);
void       idio_entry_free            (IdioEntry       *self);
char      *idio_entry_fold_account    (const char      *account);
char      *idio_entry_dup_account     (const IdioEntry *self);
gboolean   idio_entry_needs_author    (const IdioEntry *self);
gboolean   idio_entry_flags_allow     (IdioEntryFlags   flags);
void       idio_entry_add_mark        (IdioEntry       *self,
                                       gsize            start,
                                       gsize            end,
                                       IdioMarkKind     kind,
                                       gboolean         sure);
void       idio_entry_take_text       (IdioEntry       *self,
                                       GString         *text);
void       idio_entry_drop_whole_mark (IdioEntry       *self);
GBytes    *idio_entry_to_bytes        (const IdioEntry *self);
IdioEntry *idio_entry_from_bytes      (GBytes          *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioEntry, idio_entry_free)

G_END_DECLS
