/* idio-plain-head.c: the head of a mail, where it is in the form that nearly all are in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-plain-head.h"

/* Types of bodies of which the head tells nothing of the mail that counts */
static const char * const plain_types[] = {
  "text/plain", "text/html", "multipart/alternative", "multipart/mixed", "multipart/related",
};

typedef struct
{
  const char *name;
  gsize       n_name;
  char       *value;
} Header;

struct _IdioPlainHead
{
  char   *text;
  GArray *headers;
};

/* Printable ASCII, in lines. Without a way out the compiler makes it look at many characters at once. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  guchar n_odd = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      n_odd |= (c < ' ' || c > '~') & (c != '\n') & (c != '\t') & (c != '\r');
    }

  for (const char *r = text; n_odd == 0 && (r = strchr (r, '\r')); r++)
    n_odd |= r[1] != '\n';

  return n_odd == 0;
}

/* Takes one line, which ends at @end. */
static gboolean
take_line (IdioPlainHead *self,
           char          *line,
           char          *end)
{
  gsize n_blank = strspn (line, " \t\r"), n_name = 0;

  if (n_blank > 0 && line[0] != '\r')
    return self->headers->len > 0 && line + n_blank < end;

  while (g_ascii_isalnum (line[n_name]) || line[n_name] == '-')
    n_name++;

  if (n_name == 0 || line[n_name] != ':')
    return FALSE;

  /* Ends the header before, too. */
  if (line > self->text)
    line[-1] = '\0';

  g_array_append_val (self->headers, ((Header) { line, n_name, line + n_name + 1 }));

  return TRUE;
}

static gboolean
take_lines (IdioPlainHead *self)
{
  char *line = self->text, *end;

  while (*line != '\0' && *line != '\n' && !(line[0] == '\r' && line[1] == '\n'))
    {
      end = strchr (line, '\n');

      if (end == NULL || !take_line (self, line, end))
        return FALSE;

      line = end + 1;
    }

  if (line > self->text)
    line[-1] = '\0';

  return TRUE;
}

static gboolean
has_plain_type (const IdioPlainHead *self)
{
  const char *value = idio_plain_head_get (self, "Content-Type");

  if (value == NULL)
    return TRUE;

  value += strspn (value, " ");

  for (guint i = 0; i < G_N_ELEMENTS (plain_types); i++)
    {
      gsize n = strlen (plain_types[i]);

      if (g_ascii_strncasecmp (value, plain_types[i], n) == 0 && strchr ("; \r\n", value[n]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_plain_head_new:
 * @head: (array length=length) (nullable): the head of a mail
 * @length: its length
 *
 * Returns: (transfer full) (nullable): the head, or %NULL if only a parser can tell what is in it
 */
IdioPlainHead *
idio_plain_head_new (const char *head,
                     gsize       length)
{
  g_autoptr(IdioPlainHead) self = g_new0 (IdioPlainHead, 1);

  self->text = g_strndup (length > 0 ? head : "", length);
  self->headers = g_array_sized_new (FALSE, FALSE, sizeof (Header), 16);

  return is_plain (self->text, length) && take_lines (self) && has_plain_type (self) ? g_steal_pointer (&self) : NULL;
}

void
idio_plain_head_free (IdioPlainHead *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->headers, g_array_unref);
  g_free (self);
}

/**
 * idio_plain_head_get:
 * @self: a head
 * @name: the name of a header
 *
 * Returns: (transfer none) (nullable): the value of the first header of that name, as it is in the mail
 */
const char *
idio_plain_head_get (const IdioPlainHead *self,
                     const char          *name)
{
  gsize n_name = strlen (name);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const Header *header = &g_array_index (self->headers, Header, i);

      if (header->n_name == n_name && g_ascii_strncasecmp (header->name, name, n_name) == 0)
        return header->value;
    }

  return NULL;
}

/* Where a name ends that nothing in it makes anything else than a name: "Lee, Ann" only in quotes */
static const char *
skip_name (const char *value)
{
  gboolean is_quoted = *value == '"';
  const char *end = value + is_quoted;

  while (g_ascii_isalnum (*end) || (*end != '\0' && strchr (is_quoted ? " .,'-_" : " -_", *end) != NULL))
    end++;

  if (!is_quoted)
    return end;

  return *end == '"' ? end + 1 + strspn (end + 1, " ") : value;
}

/* "ann.lee+x@example.org": words with "." between them, and "@" between two of these */
static gboolean
is_plain_address (const char *address,
                  gsize       length)
{
  guint n_ats = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean is_end = i == 0 || i + 1 == length;

      if (g_ascii_isalnum (address[i]))
        continue;

      if (is_end || strchr ("@._+-", address[i]) == NULL || !g_ascii_isalnum (address[i + 1]))
        return FALSE;

      n_ats += address[i] == '@';
    }

  return n_ats == 1;
}

/* The name without quotes; parsers differ about what more than one space means */
static gboolean
take_name (const char  *name,
           gsize        length,
           char       **taken)
{
  g_autofree char *copy = NULL;

  if (*name == '"')
    {
      name++;
      length = (gsize) ((const char *) memrchr (name, '"', length - 1) - name);
    }

  copy = g_strstrip (g_strndup (name, length));

  if (strstr (copy, "  ") != NULL || strchr (copy, '\'') != NULL)
    return FALSE;

  *taken = *copy != '\0' ? g_steal_pointer (&copy) : NULL;

  return TRUE;
}

/**
 * idio_plain_head_dup_account:
 * @self: a head
 * @header: which header, such as "From"
 * @name: (out) (optional): the name in it, if there is one
 *
 * Returns: (transfer full) (nullable): the address in that header, in lower case, if there is one only, and that and the
 *   name are plain: "Ann Lee <ann@example.org>"
 */
char *
idio_plain_head_dup_account (const IdioPlainHead  *self,
                             const char           *header,
                             char                **name)
{
  const char *value = idio_plain_head_get (self, header), *address;
  gsize length;
  gboolean has_brackets;

  if (value == NULL)
    return NULL;

  value += strspn (value, " ");
  address = skip_name (value);
  has_brackets = *address == '<';
  address = has_brackets ? address + 1 : value;
  length = strcspn (address, has_brackets ? ">" : " \r");

  if (!is_plain_address (address, length) || address[length + has_brackets] != '\0')
    return NULL;

  if (name != NULL && !take_name (value, has_brackets ? (gsize) (address - value) - 1 : 0, name))
    return NULL;

  return g_ascii_strdown (address, (gssize) length);
}
