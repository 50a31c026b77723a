/* idio-mail-words.h: what mail programs say, in many languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMailWords:
 * @IDIO_MAIL_WORDS_WROTE: between a name and a colon, above the mail that is answered
 * @IDIO_MAIL_WORDS_ATTRIBUTION_START: before the date, above the mail that is answered
 * @IDIO_MAIL_WORDS_DIVIDER_QUOTED: between rules, above the mail that is answered
 * @IDIO_MAIL_WORDS_DIVIDER_FORWARDED: the same for one that is forwarded
 * @IDIO_MAIL_WORDS_SUBJECT_FORWARDED: before the subject of a mail that was forwarded
 * @IDIO_MAIL_WORDS_SUBJECT_ANSWERED: before that of one that was answered
 * @IDIO_MAIL_WORDS_SENT_FROM: what devices and apps put below a mail
 * @IDIO_MAIL_WORDS_DEVICE: names of devices and apps
 * @IDIO_MAIL_WORDS_FOOTER: what mailing lists, services and scanners put below a mail
 * @IDIO_MAIL_WORDS_LEGAL: phrases in the legal notices of companies
 * @IDIO_MAIL_WORDS_BANNER: what mail servers put above a mail
 * @IDIO_MAIL_WORDS_AUTOMATIC: how automatic answers begin
 * @IDIO_MAIL_WORDS_RESPONSE: how the subjects of answers to invitations begin, and of receipts
 * @IDIO_MAIL_WORDS_INVITATION: how the blocks of calendars and meeting services begin
 * @IDIO_MAIL_WORDS_ASSISTANT: what says that somebody else wrote a mail
 * @IDIO_MAIL_WORDS_CONTACT_LABEL: before numbers and addresses in signatures
 * @IDIO_MAIL_WORDS_SIGN_OFF: before the name at the end
 * @IDIO_MAIL_WORDS_POSTSCRIPT: before what is added below that
 * @IDIO_MAIL_WORDS_ROBOT: in addresses that programs send from
 * @IDIO_MAIL_WORDS_ANSWERS_BELOW: what says that answers are within the mail below
 *
 * The lists in `data/words/mail`, each of which says what is in it.
 */
typedef enum
{
  IDIO_MAIL_WORDS_WROTE,
  IDIO_MAIL_WORDS_ATTRIBUTION_START,
  IDIO_MAIL_WORDS_DIVIDER_QUOTED,
  IDIO_MAIL_WORDS_DIVIDER_FORWARDED,
  IDIO_MAIL_WORDS_SUBJECT_FORWARDED,
  IDIO_MAIL_WORDS_SUBJECT_ANSWERED,
  IDIO_MAIL_WORDS_SENT_FROM,
  IDIO_MAIL_WORDS_DEVICE,
  IDIO_MAIL_WORDS_FOOTER,
  IDIO_MAIL_WORDS_LEGAL,
  IDIO_MAIL_WORDS_BANNER,
  IDIO_MAIL_WORDS_AUTOMATIC,
  IDIO_MAIL_WORDS_RESPONSE,
  IDIO_MAIL_WORDS_INVITATION,
  IDIO_MAIL_WORDS_ASSISTANT,
  IDIO_MAIL_WORDS_CONTACT_LABEL,
  IDIO_MAIL_WORDS_SIGN_OFF,
  IDIO_MAIL_WORDS_POSTSCRIPT,
  IDIO_MAIL_WORDS_ROBOT,
  IDIO_MAIL_WORDS_ANSWERS_BELOW,
} IdioMailWords;

gboolean idio_mail_words_match (IdioMailWords  words,
                                const char    *start,
                                const char    *end,
                                const char   **match_start,
                                const char   **match_end);

G_END_DECLS
