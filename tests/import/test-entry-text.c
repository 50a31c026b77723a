/* test-entry-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-import-error.h"
#include "idio-test.h"
#include "import/idio-entry-text.h"
#include "text/idio-words.h"

#define WORDS "These are ten words and more, so that they are enough for a document."

static IdioText *
to_text (IdioMedium  medium,
         const char *account,
         const char *author,
         const char *editor)
{
  g_autoptr(IdioEntry) entry = idio_entry_new (medium, g_strdup (WORDS));
  g_autoptr(GError) error = NULL;
  IdioText *text;

  entry->account = g_strdup (account);
  entry->author = g_strdup (author);
  entry->editor = g_strdup (editor);
  text = idio_entry_to_text (entry, "Name.eml", IDIO_MIN_WORDS, NULL, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_audience (void)
{
  static const struct { IdioMedium medium; const char *account; IdioAudience audience; } cases[] = {
    { IDIO_MEDIUM_TEXT, NULL, IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_NOTE, NULL, IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_CHAT, "jonas", IDIO_AUDIENCE_FRIENDS },
    { IDIO_MEDIUM_POST, "jonas", IDIO_AUDIENCE_PUBLIC },
    { IDIO_MEDIUM_PROMPT, NULL, IDIO_AUDIENCE_ASSISTANT },
    { IDIO_MEDIUM_MAIL, "jonas@example.org", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@mail.example.co.uk", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@gmail.com", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@gmx.at", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@YAHOO.co.uk", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@web.de", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@web.example", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@localhost", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "@", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, NULL, IDIO_AUDIENCE_GENERAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioText) text = to_text (cases[i].medium, cases[i].account, NULL, NULL);

      g_test_message ("%u, %s", cases[i].medium, cases[i].account);
      g_assert_cmpint (text->audience, ==, cases[i].audience);
    }
}

/* Of what has several authors, they are kept; of a mail, the user is known to be its author. */
static void
test_authors (void)
{
  g_autoptr(IdioText) two = to_text (IDIO_MEDIUM_TEXT, NULL, "Anna", "Peter");
  g_autoptr(IdioText) one = to_text (IDIO_MEDIUM_TEXT, NULL, "Anna", "Anna");
  g_autoptr(IdioText) mail = to_text (IDIO_MEDIUM_MAIL, "jonas@example.org", "Jonas", "Petra");

  g_assert_cmpstr (two->author, ==, "Anna");
  g_assert_cmpstr (two->editor, ==, "Peter");
  g_assert_cmpstr (one->author, ==, "Anna");
  g_assert_null (one->editor);
  g_assert_null (mail->author);
  g_assert_null (mail->editor);
}

static IdioText *
mail_to_text (const char  *subject,
              const char  *body,
              GError     **error)
{
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_MAIL, g_strdup (body));

  entry->title = g_strdup (subject);

  return idio_entry_to_text (entry, "1.eml", IDIO_MIN_WORDS, NULL, NULL, error);
}

/* What a subject says of whose words a mail may be */
static void
test_subjects (void)
{
  static const struct { const char *subject, *kind; } cases[] = {
    { "Hall", NULL },
    { "Out of office next week", "automatic" },
    { "Accepted: Choir @ Tue 3 May", "automatic" },
    { "Fwd: A joke", "forwarded" },
    { "WG: Ein Witz", "forwarded" },
    { "Re: Fwd: A joke", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IdioText) text = mail_to_text (cases[i].subject, WORDS, &error);

      g_test_message ("%s", cases[i].subject);
      g_assert_no_error (error);
      g_assert_cmpstr (text->body, ==, WORDS);
      g_assert_cmpuint (text->parts->len, ==, cases[i].kind != NULL ? 1 : 0);

      if (cases[i].kind != NULL)
        {
          const IdioTextPart *part = g_ptr_array_index (text->parts, 0);

          g_assert_cmpstr (part->kind, ==, cases[i].kind);
          g_assert_true (idio_text_part_is_doubtful (part));
        }
    }
}

/* Why a mail without words of the user is none */
static void
test_nothing_own (void)
{
  static const struct { const char *body, *reason; } cases[] = {
    { "> " WORDS, "It has only quoted or forwarded text." },
    { "-- \nJonas Lind", "It has only a signature." },
    { "Sent from my iPhone", "It has only a signature." },
    { "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "There are no words of your own in it." },
    { "", "There are no words in it." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (mail_to_text ("Hall", cases[i].body, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].reason);
    }
}

/* Who sent a mail for its author may have written it. */
static void
test_assistants (void)
{
  static const struct { const char *author, *sender; gboolean is_doubtful; } cases[] = {
    { "Mara Holt", "Ada Berg", TRUE },
    { "Mara Holt", "ada@example.org", TRUE },
    { NULL, "ada@example.org", TRUE },
    { "Mara Holt", NULL, FALSE },
    { "Mara Holt", "Holt, Mara", FALSE },
    { "Mara Holt", "mara@example.org", FALSE },
    { "Mara Holt", "mholt@example.org", FALSE },
    { "Mara Holt", "sunny77@example.net", FALSE },
    { "Mara Holt", "noreply@example.org", FALSE },
    { "Mara Holt", "list-bounces@example.org", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioText) text = to_text (IDIO_MEDIUM_MAIL, "mara@example.org", cases[i].author, cases[i].sender);
      const IdioTextPart *part = text->parts->len > 0 ? g_ptr_array_index (text->parts, 0) : NULL;

      g_test_message ("%s", cases[i].sender);
      g_assert_cmpstr (text->body, ==, WORDS);
      g_assert_cmpuint (text->parts->len, ==, cases[i].is_doubtful);
      g_assert_true (part == NULL || (idio_text_part_is_doubtful (part) && part->length == strlen (WORDS)));
      g_assert_true (part == NULL || g_str_equal (part->kind, "assistant"));
    }
}

/* What is in [] was inserted, in {} it is marked as perhaps quoted, in <> as quoted for sure. */
static IdioText *
to_text_inserted (const char         *words,
                  const char         *author,
                  const char         *editor,
                  const char * const *inserters,
                  const char * const *user)
{
  g_autoptr(IdioEntry) entry = NULL;
  g_autoptr(GString) plain = g_string_new (NULL);
  g_autoptr(GPtrArray) insertions = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_insertion_free);
  gsize mark_start = 0;

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  for (const char *p = words; *p != '\0'; p++)
    if (*p == '[')
      {
        IdioInsertion *insertion = g_new0 (IdioInsertion, 1);

        insertion->start = plain->len;
        insertion->author = g_strdup (inserters[insertions->len]);
        g_ptr_array_add (insertions, insertion);
      }
    else if (*p == ']')
      {
        IdioInsertion *insertion = g_ptr_array_index (insertions, insertions->len - 1);

        insertion->length = plain->len - insertion->start;
      }
    else if (*p == '{' || *p == '<')
      mark_start = plain->len;
    else if (*p == '}' || *p == '>')
      idio_entry_add_mark (entry, mark_start, plain->len, IDIO_MARK_QUOTE, *p == '>');
    else
      g_string_append_c (plain, *p);

  entry->text = g_string_free_and_steal (g_steal_pointer (&plain));
  entry->author = g_strdup (author);
  entry->editor = g_strdup (editor);
  entry->insertions = g_steal_pointer (&insertions);

  return idio_entry_to_text (entry, "Name.docx", 1, user, NULL, NULL);
}

/* What was inserted by others is kept and told; who wrote the document is none of them. */
static void
test_inserters (void)
{
  static const struct { const char *author, *editor, *inserters[2]; guint n_parts; const char *user[3]; } cases[] = {
    { "Jonas Lind", "Ann Lee", { "Ann Lee", "Jonas Lind" }, 1 },
    { "Jonas Lind", "Jonas Lind", { "Ann Lee", "Ann Lee" }, 2 },
    { "Jonas Lind", "Jonas Lind", { "Lind, Jonas", "jonas lind" }, 0 },
    { "Jonas Lind", "Ann Lee", { "Ann Lee", "Ann Lee" }, 2 },
    { "Jonas Lind", "Ann Lee", { "Tom", "Ann Lee" }, 2 },
    { NULL, "Ann Lee", { "Tom", "Ann Lee" }, 1 },
    { NULL, NULL, { "Ann Lee", "Ann Lee" }, 2 },
    { NULL, NULL, { "", "" }, 0 },
    { "Jonas Lind", NULL, { "", "Jonas Lind" }, 1 },
    { "Jonas Lind", NULL, { "Author", "Author" }, 0 },

    /* Where it is known who the user is */
    { "Jonas Lind", "Ann Lee", { "Ann Lee", "Ann Lee" }, 2, { "jonas.lind@example.org", "Jonas Lind" } },
    { "Jonas Lind", "Ann Lee", { "Ann Lee", "Ann Lee" }, 0, { "ann.lee@example.org" } },
    { "Jonas Lind", "Ann Lee", { "Jonas Lind", "Ann Lee" }, 1, { "Ann Lee" } },
    { NULL, NULL, { "Ann Lee", "Ann Lee" }, 0, { "Ann Lee" } },
    { "Jonas Lind", "Ann Lee", { "Ann Lee", "Ann Lee" }, 2, { "Tom Hill" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioText) text = to_text_inserted ("I [was] here [once].", cases[i].author, cases[i].editor,
                                                   cases[i].inserters,
                                                   cases[i].user[0] != NULL ? cases[i].user : NULL);

      g_test_message ("%u", i);
      g_assert_cmpstr (text->body, ==, "I was here once.");
      g_assert_cmpstr (text->medium, ==, "text");
      g_assert_cmpuint (text->parts->len, ==, cases[i].n_parts);

      for (guint j = 0; j < text->parts->len; j++)
        g_assert_true (idio_text_part_is_doubtful (g_ptr_array_index (text->parts, j)));
    }
}

/* Left out, no space is too much or missing; taken back in, all is as it was. */
static void
test_inserted (void)
{
  static const struct { const char *words, *without; } cases[] = {
    { "I [was] here.", "I here." },
    { "[Well,] I was here.", "I was here." },
    { "I was here[, once].", "I was here." },
    { "I was here. [And] [then]", "I was here." },
    { "I was here[!]", "I was here" },
    { "[Well,] [then] I was here.", "I was here." },
    { "It is un[re]lated.", "It is unlated." },
    { "I was [, ]here[.] Then", "I was here Then" },
    { "One[ two] three[ and four]\nFive", "One three\nFive" },
    { "One.\n\n[Two.]\n\nThree.", "One.\n\nThree." },
    { "[One.]\n\nTwo.", "Two." },
    { "One.\n\n[Two.]", "One." },
    { "One. [Two.]\n\nThree.", "One.\n\nThree." },
    { "One.\n\n[Two.] Three.", "One.\n\nThree." },
    { "  One [zwei — und drei] vier\n", "One vier" },
    { "One.\n\n{Two [and three] four.}\n\nFive.", "One.\n\n\n\nFive." },
    { "{One.\n\n[Two.]\n\nThree.}\n\nFour.", "Four." },
  };
  static const char * const inserters[] = { "Tom", "Ann Lee" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
      g_autoptr(IdioText) text = to_text_inserted (cases[i].words, "Jonas", NULL, inserters, NULL);
      g_autoptr(IdioText) without = NULL;
      g_autoptr(IdioText) again = NULL;
      g_autoptr(GArray) ids = NULL;
      g_autoptr(GError) error = NULL;
      guint n_parts = text->parts->len;
      gint64 id;

      g_test_message ("%s", cases[i].words);
      g_ptr_array_add (texts, idio_text_copy (text));
      ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
      id = g_array_index (ids, gint64, 0);

      for (guint j = 0; j < n_parts; j++)
        id = dex_await_int64 (idio_corpus_change_part (corpus, id, j, idio_count_words), &error);

      g_assert_no_error (error);
      without = idio_test_await_boxed (idio_corpus_load_text (corpus, id));
      g_assert_cmpstr (without->body, ==, cases[i].without);

      for (guint j = 0; j < n_parts; j++)
        id = dex_await_int64 (idio_corpus_change_part (corpus, id, j, idio_count_words), &error);

      g_assert_no_error (error);
      again = idio_test_await_boxed (idio_corpus_load_text (corpus, id));
      g_assert_cmpstr (again->body, ==, text->body);
    }
}

/* Returns: the text with the parts in it as to_text_inserted() has them, and what was left out in its place */
static char *
list_parts (const IdioText *text)
{
  GString *list = g_string_new (NULL);
  gsize end = 0;

  for (guint i = 0; i < text->parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (text->parts, i);
      const char *marks = g_str_equal (part->kind, "inserted") ? "[]" : part->length > 0 ? "{}" : "<>";

      g_assert_cmpuint (part->start, >=, end);
      g_string_append_len (list, text->body + end, (gssize) (part->start - end));
      g_string_append_c (list, marks[0]);
      g_string_append_len (list, text->body + part->start, (gssize) part->length);
      g_string_append (list, part->text);
      g_string_append_c (list, marks[1]);
      end = part->start + part->length;
    }

  g_string_append (list, text->body + end);

  return g_string_free_and_steal (list);
}

/* What was inserted in what is marked is kept, and nothing is lost or there twice; no line of a doubtful part is cut. */
static void
test_inserted_in_marks (void)
{
  static const struct { const char *words, *body, *parts; } cases[] = {
    { "Mine.\n\n{Theirs [or hers] it is.}\n\nMine.", "Mine.\n\nTheirs or hers it is.\n\nMine.",
      "Mine.\n\n{Theirs or hers it is.}\n\nMine." },
    { "Mine.\n\n{[Hers.]}\n\nMine.", "Mine.\n\nHers.\n\nMine.", "Mine.\n\n[Hers.\n\n]Mine." },
    { "{Theirs.\n\n[Hers – 她的。]\n\nTheirs.}\n\nMine.", "Theirs.\n\nHers – 她的。\n\nTheirs.\n\nMine.",
      "{Theirs.\n\n}[Hers – 她的。\n\n]{Theirs.}\n\nMine." },
    { "Mine [and hers.\n\n{Hers,} too], mine.", "Mine and hers.\n\nHers, too, mine.",
      "Mine [and hers.\n\nHers, too], mine." },
    { "Mine [and hers.\n\n{Hers], theirs.}", "Mine and hers.\n\nHers, theirs.", "Mine [and hers.\n\n]{Hers, theirs.}" },
    { "Mine.\n\n<Theirs.\n\n[Hers.]\n\nTheirs.\n\n>Mine.", "Mine.\n\nHers.\n\nMine.",
      "Mine.\n\n<Theirs.\n\n>[Hers.\n\n]<Theirs.\n\n>Mine." },
    { "Mine.\n\n<Theirs [and hers], theirs.>", "Mine.\n\nand hers", "Mine.\n\n<Theirs >[and hers]<, theirs.>" },
    { "<[Hers.]>", "Hers.", "[Hers.]" },
    { "{Theirs.}\n\n<Theirs.>\n\nMine, [hers].", "Theirs.\n\nMine, hers.", "{Theirs.}\n\n<Theirs.>Mine, [hers]." },
  };
  static const char * const inserters[] = { "Ann Lee", "Ann Lee" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioText) text = to_text_inserted (cases[i].words, "Jonas Lind", NULL, inserters, NULL);
      g_autofree char *parts = list_parts (text);

      g_assert_cmpstr (text->body, ==, cases[i].body);
      g_assert_cmpstr (parts, ==, cases[i].parts);
    }
}

/* What a format marks becomes a part: left out if that is sure, else kept. It is no mail for that. */
static void
test_marks (void)
{
  const char *words = WORDS "\n\nTheirs.\n\n" WORDS "\n\n| a | b |\n\nPerhaps theirs.";
  const char *quote = strstr (words, "Theirs"), *table = strstr (words, "|"), *last = strstr (words, "Perhaps");
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_strdup (words));
  g_autoptr(IdioText) text = NULL;
  const IdioTextPart *part;

  idio_entry_add_mark (entry, (gsize) (quote - words), (gsize) (quote - words) + strlen ("Theirs.\n\n"), IDIO_MARK_QUOTE,
                       TRUE);
  idio_entry_add_mark (entry, (gsize) (table - words), (gsize) (last - words), IDIO_MARK_NO_PROSE, TRUE);
  idio_entry_add_mark (entry, (gsize) (last - words), strlen (words), IDIO_MARK_QUOTE, FALSE);
  text = idio_entry_to_text (entry, "a.md", IDIO_MIN_WORDS, NULL, NULL, NULL);

  g_assert_cmpstr (text->body, ==, WORDS "\n\n" WORDS "\n\nPerhaps theirs.");
  g_assert_cmpstr (text->medium, ==, "text");
  g_assert_cmpuint (text->parts->len, ==, 3);

  part = text->parts->pdata[0];
  g_assert_cmpstr (part->text, ==, "Theirs.\n\n");
  g_assert_cmpstr (part->kind, ==, "quote");
  g_assert_cmpuint (part->length, ==, 0);

  part = text->parts->pdata[1];
  g_assert_cmpstr (part->text, ==, "| a | b |\n\n");
  g_assert_cmpstr (part->kind, ==, "no-prose");

  part = text->parts->pdata[2];
  g_assert_cmpstr (text->body + part->start, ==, "Perhaps theirs.");
  g_assert_cmpuint (part->length, ==, strlen ("Perhaps theirs."));
}

/* What has only quotes is refused with that reason, and what has only a table with another. */
static void
test_only_marks (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_strdup (WORDS));
      g_autoptr(GError) error = NULL;

      idio_entry_add_mark (entry, 0, strlen (WORDS), i == 0 ? IDIO_MARK_QUOTE : IDIO_MARK_NO_PROSE, TRUE);
      g_assert_null (idio_entry_to_text (entry, "a.md", IDIO_MIN_WORDS, NULL, NULL, &error));
      g_assert_error (error, IDIO_IMPORT_ERROR, (i == 0 ? IDIO_IMPORT_ERROR_ONLY_QUOTED : IDIO_IMPORT_ERROR_EMPTY));
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/entry-text/inserters", test_inserters);
  idio_test_add_fiber ("/entry-text/inserted", test_inserted);
  g_test_add_func ("/entry-text/inserted-in-marks", test_inserted_in_marks);

  g_test_add_func ("/entry-text/audience", test_audience);
  g_test_add_func ("/entry-text/assistants", test_assistants);
  g_test_add_func ("/entry-text/subjects", test_subjects);
  g_test_add_func ("/entry-text/nothing-own", test_nothing_own);
  g_test_add_func ("/entry-text/authors", test_authors);
  g_test_add_func ("/entry-text/marks", test_marks);
  g_test_add_func ("/entry-text/only-marks", test_only_marks);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
