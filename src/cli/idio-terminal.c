/* idio-terminal.c: what is printed, without what a terminal would obey
 *
 * Titles, file names, drafts and the errors of servers are others' text. A terminal takes some of its characters for
 * commands, and some turn around the text that follows them. All that idiolect-cli prints goes through here, and such
 * characters are shown as escapes, also where the output is no terminal: it may get to one later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/idio-terminal.h"

#define ZERO_WIDTH_NON_JOINER      0x200c
#define RIGHT_TO_LEFT_MARK         0x200f
#define LEFT_TO_RIGHT_EMBEDDING    0x202a
#define RIGHT_TO_LEFT_OVERRIDE     0x202e
#define LEFT_TO_RIGHT_ISOLATE      0x2066
#define NOMINAL_DIGIT_SHAPES       0x206f
#define INTERLINEAR_ANCHOR         0xfff9
#define INTERLINEAR_TERMINATOR     0xfffb
#define TAG_FIRST                 0xe0000
#define TAG_LAST                  0xe007f

typedef enum
{
  FORM_LINE,  /* a name, a title or a sentence: it ends where its line does, and nothing in it is hidden */
  FORM_TEXT,  /* a text of several lines, in which spaces without a width part the words of some languages */
  FORM_JSON,  /* as the JSON printer made it: what it left as it is, is in strings */
} Form;

/* The first error of standard output */
static int output_errno;

static gboolean
is_harmless (gunichar c,
             Form     form)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return form != FORM_LINE && (c == '\n' || (c == '\t' && form == FORM_TEXT));

    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
      return FALSE;

    case G_UNICODE_FORMAT:
      if ((c >= LEFT_TO_RIGHT_EMBEDDING && c <= RIGHT_TO_LEFT_OVERRIDE) ||
          (c >= LEFT_TO_RIGHT_ISOLATE && c <= NOMINAL_DIGIT_SHAPES) ||
          (c >= INTERLINEAR_ANCHOR && c <= INTERLINEAR_TERMINATOR))
        return FALSE;

      /* Joiners and marks of direction are part of how some languages, and emoji, are written. */
      return form == FORM_TEXT || c == 0xad || c < 0x180e || (c >= ZERO_WIDTH_NON_JOINER && c <= RIGHT_TO_LEFT_MARK);

    default:
      return TRUE;
    }
}

static void
append_escape (GString  *escaped,
               gunichar  c,
               Form      form)
{
  if (form == FORM_JSON && c > 0xffff)
    g_string_append_printf (escaped, "\\u%04X\\u%04X", 0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
  else if (form == FORM_JSON || (c > 0xff && c <= 0xffff))
    g_string_append_printf (escaped, "\\u%04X", c);
  else if (c == '\n' || c == '\r' || c == '\t')
    g_string_append (escaped, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
  else
    g_string_append_printf (escaped, c > 0xff ? "\\U%08X" : "\\x%02X", c);
}

/* What is no UTF-8, as in the name of a file, is shown byte by byte. */
static char *
escape (const char *text,
        Form        form,
        gboolean    only_ascii)
{
  GString *escaped = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);
      const char *next = text + 1;

      if (c == (gunichar) -1 || c == (gunichar) -2)
        g_string_append_printf (escaped, "\\x%02X", (guchar) *text);
      else
        {
          next = g_utf8_next_char (text);

          if (is_harmless (c, form) && (c < 0x80 || !only_ascii))
            g_string_append_len (escaped, text, next - text);
          else
            append_escape (escaped, c, form);
        }

      text = next;
    }

  return g_string_free_and_steal (escaped);
}

static gboolean
is_narrow_terminal (FILE *stream)
{
  return isatty (fileno (stream)) && !g_get_charset (NULL);
}

/* A program gets UTF-8 whatever the locale, so that nothing is lost. A terminal that shows other letters gets those:
 * the bytes of UTF-8 might be commands there. */
static void
put (FILE       *stream,
     const char *text)
{
  if (is_narrow_terminal (stream))
    {
      if (stream == stdout)
        g_print ("%s", text);
      else
        g_printerr ("%s", text);
    }
  else if (fputs (text, stream) == EOF && stream == stdout && output_errno == 0)
    output_errno = errno;
}

static void
put_line (FILE       *stream,
          const char *format,
          va_list     args)
{
  g_autofree char *line = g_strdup_vprintf (format, args);
  g_autofree char *escaped = escape (line, FORM_LINE, FALSE);

  put (stream, escaped);
  put (stream, "\n");
}

/**
 * idio_terminal_print_line:
 * @format: a line without its end, as for printf()
 * @...: its values
 *
 * Prints one line on standard output, whatever the values are.
 */
void
idio_terminal_print_line (const char *format,
                          ...)
{
  va_list args;

  va_start (args, format);
  put_line (stdout, format, args);
  va_end (args);
}

/**
 * idio_terminal_print_text:
 * @text: lines
 *
 * Prints a text on standard output, with its lines and tabs.
 */
void
idio_terminal_print_text (const char *text)
{
  g_autofree char *escaped = escape (text, FORM_TEXT, FALSE);

  put (stdout, escaped);
}

/**
 * idio_terminal_print_json:
 * @json: a value in JSON
 *
 * Prints the value on standard output. It means the same, whatever is escaped.
 */
void
idio_terminal_print_json (const char *json)
{
  g_autofree char *escaped = escape (json, FORM_JSON, is_narrow_terminal (stdout));

  put (stdout, escaped);
  put (stdout, "\n");
}

/**
 * idio_terminal_print_error:
 * @format: a line without its end, as for printf()
 * @...: its values
 *
 * Prints one line on standard error, after what is to be on standard output.
 */
void
idio_terminal_print_error (const char *format,
                           ...)
{
  va_list args;

  fflush (stdout);
  va_start (args, format);
  put_line (stderr, format, args);
  va_end (args);
}

/**
 * idio_terminal_progress:
 * @format: (nullable): what is being done, as for printf(); %NULL clears the line
 * @...: its values
 *
 * Shows progress on standard error, where that is a terminal.
 */
void
idio_terminal_progress (const char *format,
                        ...)
{
  g_autofree char *message = NULL, *escaped = NULL;
  va_list args;

  if (!isatty (STDERR_FILENO))
    return;

  va_start (args, format);
  message = format != NULL ? g_strdup_vprintf (format, args) : g_strdup ("");
  va_end (args);
  escaped = escape (message, FORM_LINE, FALSE);

  /* Back to the begin of the line, and clear what is longer there. */
  put (stderr, "\r");
  put (stderr, escaped);
  put (stderr, "\033[K");
}

/**
 * idio_terminal_flush:
 * @error: (out): a location for an error
 *
 * Returns: whether all that was printed on standard output is there
 */
gboolean
idio_terminal_flush (GError **error)
{
  if (fflush (stdout) == EOF && output_errno == 0)
    output_errno = errno;

  if (output_errno == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (output_errno), "%s", g_strerror (output_errno));

  return FALSE;
}
