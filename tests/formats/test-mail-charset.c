/* test-mail-charset.c: mails of which not all is in the character set that they declare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

#define HEAD "Message-ID: <1@example.org>\nMIME-Version: 1.0\nFrom: Jonas Lind <Jonas@Example.org>\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\n\n"

/* What a list appends is in another encoding and character set than the mail. */
static const struct { const char *mail, *expected; } appended[] = {
  { HEAD PLAIN "Über die Brücke zu Fuß\n____\nVerein f\374r Flu\337freunde, K\366ln-M\374lheim, Gr\374\337e an alle",
    "Über die Brücke zu Fuß\n____\nVerein f\uFFFDr Flu\uFFFDfreunde, K\uFFFDln-M\uFFFDlheim, Gr\uFFFD\uFFFDe an alle" },
  { HEAD "Content-Transfer-Encoding: 8bit\nContent-Type: text/html; charset=utf-8\n\n<p>Über die Brücke</p>"
    "<p>Gr\374\337e, K\366ln, sch\366n, \374ber</p>", "Über die Brücke\n\nGr\uFFFD\uFFFDe, K\uFFFDln, sch\uFFFDn, \uFFFDber" },
  { HEAD "Content-Transfer-Encoding: quoted-printable\n" PLAIN "=C3=9Cber Stra=C3=9Fen\n__\nGr=FC=DFe, K=F6ln",
    "Über Straßen\n__\nGr\uFFFD\uFFFDe, K\uFFFDln" },
  { HEAD "Content-Transfer-Encoding: base64\n" PLAIN "w5xiZXIgU3RyYcOfZW4gdW5kIEJyw7xja2Vu\nR3LDvMOfZQ==\n\n"
    "This was appended\n____\nList mailing list\n", "Über Straßen und BrückenGrüße" },
  { HEAD "Content-Transfer-Encoding: base64\n" PLAIN "w5xiZXIgU3RyYcOfZW4gdW5kIEJyw7xja2Vu\nR3LDvMOfZQo\n"
    "Gr\374\337e an alle!\n", "Über Straßen und BrückenGrüße" },
};

/* Also with the line ends that mail has on its way */
static void
test_appended (void)
{
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (appended); i++)
    {
      g_auto(GStrv) lines = g_strsplit (appended[i / 2].mail, "\n", -1);
      g_autofree char *mail = g_strjoinv (i % 2 == 0 ? "\n" : "\r\n", lines);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("mail.eml", mail, strlen (mail), NULL);
      const char *text = entries->len == 1 ? ((const IdioEntry *) entries->pdata[0])->text : NULL;

      if (g_strcmp0 (text, appended[i / 2].expected) != 0)
        g_test_fail_printf ("%s\nis\n%s", mail, text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-charset/appended", test_appended);

  return g_test_run ();
}
