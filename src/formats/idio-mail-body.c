/* idio-mail-body.c: which of a mail's parts are its text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset.h"
#include "formats/idio-cms.h"
#include "formats/idio-enriched.h"
#include "formats/idio-flowed.h"
#include "formats/idio-html.h"
#include "formats/idio-mail-body.h"
#include "formats/idio-mail-part.h"
#include "formats/idio-mail-plain.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-marked-signature.h"
#include "formats/idio-prose.h"
#include "formats/idio-rtf-text.h"
#include "formats/idio-word-overlap.h"

/* How deep parts are read. Programs go down to six. */
#define MAX_DEPTH 32

/* Longer plain text is not a notice that a program can't show HTML. */
#define NOTICE_MAX_BYTES 600

typedef struct
{
  IdioEntryFlags  flags;

  /* Whether text parts count that have the name of a file or are attached: yes if there are no others */
  gboolean        takes_named;
  gboolean        has_mail;
  guint           depth;
} Body;

static char *get_text   (Body        *self,
                         GMimeObject *object);
static char *read_bytes (Body        *self,
                         const char  *data,
                         gsize        length);

static const char *
get_parameter (GMimeObject *object,
               const char  *name)
{
  return g_mime_content_type_get_parameter (g_mime_object_get_content_type (object), name);
}

static gboolean
has_parameter (GMimeObject *object,
               const char  *name,
               const char  *value)
{
  const char *found = get_parameter (object, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

static gboolean
is_type (GMimeObject *object,
         const char  *mime_type)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *media = g_mime_content_type_get_media_type (type);
  gsize length = strlen (media);

  return g_ascii_strncasecmp (mime_type, media, length) == 0 && mime_type[length] == '/' &&
         g_ascii_strcasecmp (mime_type + length + 1, g_mime_content_type_get_media_subtype (type)) == 0;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n\302\240")] == '\0';
}

static gboolean
looks_like_html (const char *text)
{
  text += strspn (text, " \t\r\n");

  return g_ascii_strncasecmp (text, "<html", 5) == 0 || g_ascii_strncasecmp (text, "<!doctype html", 14) == 0;
}

static char *
read_plain (Body        *self,
            GMimeObject *part,
            GByteArray  *bytes)
{
  const char *charset = get_parameter (part, "charset");
  g_autofree char *text = idio_charset_to_utf8 ((const char *) bytes->data, bytes->len, charset);
  gboolean is_locked = FALSE;

  if (looks_like_html (text))
    return idio_html_to_text (text, strlen (text), "UTF-8", IDIO_HTML_MAIL, NULL);

  if (has_parameter (part, "format", "flowed"))
    {
      char *joined = idio_flowed_join (text, has_parameter (part, "delsp", "yes"));

      g_free (text);
      text = joined;
    }

  idio_mail_plain_unwrap (text, &is_locked);
  idio_mail_plain_remove_pictures (text);

  if (is_locked && is_blank (text))
    self->flags |= IDIO_ENTRY_LOCKED;

  return g_steal_pointer (&text);
}

/* Where no character set was declared, the page may tell its own. */
static char *
read_html (GMimeObject *part,
           GByteArray  *bytes)
{
  const char *charset = get_parameter (part, "charset");
  const char *data = (const char *) bytes->data;
  g_autofree char *html = NULL;

  if (bytes->len == 0)
    return NULL;

  if (charset == NULL && !g_utf8_validate_len (data, bytes->len, NULL))
    return idio_html_to_text (data, bytes->len, NULL, IDIO_HTML_MAIL, NULL);

  html = idio_charset_to_utf8 (data, bytes->len, charset);

  return idio_html_to_text (html, strlen (html), "UTF-8", IDIO_HTML_MAIL, NULL);
}

/* What can't be read is no text. */
static char *
read_rtf (GByteArray *bytes)
{
  g_autoptr(IdioProse) prose = idio_prose_new ();
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_MAIL, NULL);

  idio_rtf_text_read ((const char *) bytes->data, bytes->len, prose, entry);

  return idio_prose_finish (prose, NULL);
}

static char *
read_enriched (Body        *self,
               GMimeObject *part,
               GByteArray  *bytes)
{
  g_autofree char *text = read_plain (self, part, bytes);

  return idio_enriched_to_text (text);
}

/* Programs answer for a person who is invited. Who proposes or calls off a meeting writes something to it, or nothing;
 * and who attaches a calendar to a letter still wrote the letter. */
static void
take_calendar (Body        *self,
               GMimeObject *part)
{
  static const char * const own_methods[] = { "PUBLISH", "REQUEST", "ADD", "CANCEL" };
  gboolean is_own = get_parameter (part, "method") == NULL || g_mime_part_is_attachment (GMIME_PART (part));

  for (guint i = 0; i < G_N_ELEMENTS (own_methods); i++)
    is_own |= has_parameter (part, "method", own_methods[i]);

  if (!is_own)
    self->flags |= IDIO_ENTRY_AUTOMATIC;
}

static char *
read_cms (Body      *self,
          GMimePart *part)
{
  g_autoptr(GByteArray) bytes = idio_mail_part_decode (part);
  g_autoptr(GByteArray) octets = bytes->len > 0 ? idio_cms_dup_signed (bytes->data, bytes->len) : NULL;

  if (octets == NULL || octets->len == 0)
    {
      self->flags |= IDIO_ENTRY_LOCKED;
      return NULL;
    }

  return read_bytes (self, (const char *) octets->data, octets->len);
}

static gboolean
is_attachment (Body      *self,
               GMimePart *part)
{
  gboolean is_attached = g_mime_part_is_attachment (part);
  gboolean is_named = g_mime_part_get_filename (part) != NULL;

  return (is_attached && is_named) || (!self->takes_named && self->depth > 1 && (is_attached || is_named));
}

/* What has no type is plain text, and so is what has none that can be read, such as "text" (RFC 2045, 5.2). */
static gboolean
is_plain (GMimeObject *part)
{
  GMimeHeader *header = g_mime_header_list_get_header (g_mime_object_get_header_list (part), "Content-Type");
  const char *value = header != NULL ? g_mime_header_get_raw_value (header) : NULL;

  return is_type (part, "text/plain") || is_type (part, "text/markdown") || is_type (part, "text/x-markdown") ||
         value == NULL || strchr (value, '/') == NULL;
}

static char *
read_part (Body        *self,
           GMimeObject *object)
{
  GMimePart *part = GMIME_PART (object);
  g_autoptr(GByteArray) bytes = NULL;

  if (is_type (object, "application/pkcs7-mime") || is_type (object, "application/x-pkcs7-mime"))
    return read_cms (self, part);

  if (is_type (object, "text/calendar"))
    take_calendar (self, object);

  if (is_attachment (self, part))
    return NULL;

  if (is_type (object, "text/html") || is_type (object, "text/rtf") || is_type (object, "text/enriched") ||
      is_plain (object))
    bytes = idio_mail_part_decode (part);
  else
    return NULL;

  if (is_type (object, "text/html"))
    return read_html (object, bytes);

  if (is_type (object, "text/rtf"))
    return read_rtf (bytes);

  return is_plain (object) ? read_plain (self, object, bytes) : read_enriched (self, object, bytes);
}

/* A notice such as “This message is in HTML” is short, and its words are not in the HTML. */
static gboolean
is_notice (const char *plain,
           const char *rich)
{
  return strlen (rich) > strlen (plain) && idio_word_overlap (plain, rich) < 0.5;
}

/* The HTML among some parts, or in one of them with its pictures */
static GMimeObject *
find_html (GMimeMultipart *multipart)
{
  for (int i = 0; i < g_mime_multipart_get_count (multipart); i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);

      if (is_type (part, "multipart/related") && g_mime_multipart_get_count (GMIME_MULTIPART (part)) > 0)
        part = g_mime_multipart_get_part (GMIME_MULTIPART (part), 0);

      if (GMIME_IS_PART (part) && is_type (part, "text/html"))
        return part;
    }

  return NULL;
}

/* Many programs say only in the HTML where the signature is. */
static char *
mark_signature (GMimeMultipart *multipart,
                char           *plain)
{
  GMimeObject *html = idio_marked_signature_is_in (plain) ? NULL : find_html (multipart);
  g_autoptr(GByteArray) bytes = html != NULL ? idio_mail_part_decode (GMIME_PART (html)) : NULL;
  g_autofree char *rich = NULL, *taken = plain;

  if (bytes != NULL && bytes->len > 0 && idio_marked_signature_may_be ((const char *) bytes->data, bytes->len))
    rich = read_html (html, bytes);

  return rich != NULL ? idio_marked_signature_copy (plain, rich) : g_steal_pointer (&taken);
}

/* The same in several ways, plainest first. Plain text is what was written; HTML says what was quoted more clearly, but
 * is a picture of it. */
static char *
read_alternative (Body           *self,
                  GMimeMultipart *multipart)
{
  int n_parts = g_mime_multipart_get_count (multipart);
  g_autofree char *plain = NULL;
  g_autofree char *rich = NULL;

  for (int i = 0; i < n_parts; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);
      char **text = GMIME_IS_PART (part) && is_type (part, "text/plain") ? &plain : &rich;

      /* The flags of all are asked; the HTML itself only where it may be needed. */
      if (is_blank (*text) && (text == &plain || plain == NULL || strlen (plain) <= NOTICE_MAX_BYTES ||
                               !is_type (part, "text/html")))
        {
          g_free (*text);
          *text = get_text (self, part);
        }
    }

  if (is_blank (plain) || (!is_blank (rich) && strlen (plain) <= NOTICE_MAX_BYTES && is_notice (plain, rich)))
    return g_steal_pointer (&rich);

  return mark_signature (multipart, g_steal_pointer (&plain));
}

/* Of a page and its pictures, the page */
static char *
read_related (Body           *self,
              GMimeMultipart *multipart)
{
  const char *start = get_parameter (GMIME_OBJECT (multipart), "start");
  GMimeObject *root = NULL;

  if (start != NULL)
    {
      g_autofree char *id = g_strdup (start);

      g_strdelimit (id, "<>", ' ');
      root = g_mime_multipart_get_subpart_from_content_id (multipart, g_strstrip (id));
    }

  if (root == NULL && g_mime_multipart_get_count (multipart) > 0)
    root = g_mime_multipart_get_part (multipart, 0);

  return root != NULL ? get_text (self, root) : NULL;
}

static gboolean
is_same (const char    *text,
         const GString *other)
{
  gsize length = strlen (text);

  return length > other->len / 2 && length / 2 < other->len && idio_word_overlap (text, other->str) > 0.8;
}

/* One after the other. Some programs send the same text plain and as HTML so, as if both were to be read. */
static char *
read_mixed (Body           *self,
            GMimeMultipart *multipart)
{
  int n_parts = g_mime_multipart_get_count (multipart);
  g_autoptr(GString) all = g_string_new (NULL);

  for (int i = 0; i < n_parts; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);
      g_autofree char *text = get_text (self, part);

      if (is_blank (text) || (is_type (part, "text/html") && is_same (text, all)))
        continue;

      if (all->len > 0)
        g_string_append (all, "\n\n");

      g_string_append (all, g_strchomp (text));
    }

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static char *
read_multipart (Body           *self,
                GMimeMultipart *multipart)
{
  GMimeObject *object = GMIME_OBJECT (multipart);

  if (is_type (object, "multipart/encrypted"))
    {
      self->flags |= IDIO_ENTRY_LOCKED;
      return NULL;
    }

  if (is_type (object, "multipart/report"))
    self->flags |= IDIO_ENTRY_AUTOMATIC;

  if (is_type (object, "multipart/alternative"))
    return read_alternative (self, multipart);

  if (is_type (object, "multipart/related"))
    return read_related (self, multipart);

  return read_mixed (self, multipart);
}

/* Mails in the mail are other mails: what is in them is not in this one. */
static char *
get_text (Body        *self,
          GMimeObject *object)
{
  char *text = NULL;

  if (self->depth >= MAX_DEPTH)
    return NULL;

  self->depth++;

  if (GMIME_IS_MULTIPART (object))
    text = read_multipart (self, GMIME_MULTIPART (object));
  else if (GMIME_IS_PART (object))
    text = read_part (self, object);
  else
    self->has_mail = TRUE;

  self->depth--;

  return text;
}

/* Reads a part that is not in the mail as it came. */
static char *
read_bytes (Body       *self,
            const char *data,
            gsize       length)
{
  g_autoptr(GByteArray) bytes = idio_mailbox_limit (data, length);
  g_autoptr(GMimeStream) stream = NULL;
  g_autoptr(GMimeParser) parser = NULL;
  g_autoptr(GMimeObject) part = NULL;

  if (bytes == NULL || bytes->len == 0)
    return NULL;

  stream = g_mime_stream_mem_new_with_buffer ((const char *) bytes->data, bytes->len);
  parser = g_mime_parser_new_with_stream (stream);
  part = g_mime_parser_construct_part (parser, NULL);

  return part != NULL ? get_text (self, part) : NULL;
}

/* Where the boundary that the head tells is nowhere, and another is: parts again. What is no part is the text. */
static char *
read_unbounded (Body       *self,
                const char *body)
{
  const char *line = body != NULL ? strstr (body, "--") : NULL;
  g_autofree char *mail = NULL;

  while (line != NULL && ((line != body && line[-1] != '\n') ||
                          g_ascii_strncasecmp (line + strcspn (line, "\n"), "\nContent-", 9) != 0))
    line = strstr (line + 1, "\n--") != NULL ? strstr (line + 1, "\n--") + 1 : NULL;

  if (line == NULL)
    return idio_charset_to_utf8 (body != NULL ? body : "", body != NULL ? strlen (body) : 0, NULL);

  mail = g_strdup_printf ("Content-Type: multipart/mixed; boundary=\"%.*s\"\n\n%s",
                          (int) strcspn (line + 2, "\r\n\"\\"), line + 2, body);
  return read_bytes (self, mail, strlen (mail));
}

/**
 * idio_mail_body_get_text:
 * @body: the body of a mail
 * @flags: (inout): gets what the parts tell of the mail
 *
 * Returns: (transfer full): its text as it was read, without attachments, empty if there is none
 */
char *
idio_mail_body_get_text (GMimeObject    *body,
                         IdioEntryFlags *flags)
{
  Body self = { 0 };
  g_autofree char *text = NULL;

  if (GMIME_IS_MULTIPART (body) && g_mime_multipart_get_count (GMIME_MULTIPART (body)) == 0)
    {
      text = read_unbounded (&self, g_mime_multipart_get_prologue (GMIME_MULTIPART (body)));
    }
  else
    {
      text = get_text (&self, body);

      if (is_blank (text))
        {
          self.takes_named = TRUE;
          g_free (text);
          text = get_text (&self, body);
        }
    }

  /* With words of one's own around it, it is a mail with an attachment. */
  if (self.has_mail && is_blank (text))
    self.flags |= IDIO_ENTRY_FORWARDED;

  if (!is_blank (text))
    self.flags &= ~(IdioEntryFlags) IDIO_ENTRY_LOCKED;

  *flags |= self.flags;

  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}
