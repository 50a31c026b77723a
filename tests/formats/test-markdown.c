/* test-markdown.c: Markdown as people and programs write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "format-test.h"

typedef struct
{
  const char *file;
  const char *expected;
} Case;

static const Case cases[] = {
  /* Front matter is what is YAML or TOML. All else between rules is prose. */
  { "---\n\nFirst entry.\n\n---\n\nSecond day.", "First entry.\n\nSecond day." },
  { "---\nFirst entry.\n\n---\n\nSecond day.", "First entry.\n\nSecond day." },
  { "---\nFirst entry.\n---\nSecond day.", "First entry.\n\nSecond day." },
  { "---\n\ntitle: a\n\n---\n\nProse.", "title: a\n\nProse." },
  { "---\nWe went home early, so: no cake.\n---\n\nProse.", "We went home early, so: no cake.\n\nProse." },
  { "---\nI ran. Then: I slept.\n---\n\nProse.", "I ran. Then: I slept.\n\nProse." },
  { "---\ntitle: a\nNot a key.\n---\n\nProse.", "title: a\nNot a key.\n\nProse." },
  { "---\ntitle: a\n", "title: a" },
  { "---\n---\n\nProse.", "Prose." },
  { "---\ntitle: a\n---\nProse.", "Prose." },
  { "--- \ntitle: a\n---\t\nProse.", "Prose." },
  { "---\ntitle: a\n...\n\nProse.\n\n---\n\nMore.", "Prose.\n\nMore." },
  { "---\ntitle: a\ntags:\n- b\n- c d\naliases: []\nlink: https://example.org\ndate created: 2024-03-03\n"
    "nested:\n  key: value\n  - x\nempty:\n\n# A comment\nabout: |\n  First line.\n\n  Second line.\n标签: 日记\n"
    "list: [\n  a,\n]\n\"quoted key\": b\n---\n\nProse.", "Prose." },
  { "---\r\ntitle: a\r\n---\r\n\r\nProse.\r\n", "Prose." },
  { "\xef\xbb\xbf---\ntitle: a\n---\nProse.", "Prose." },
  { "+++\ntitle = \"a\"\n\n[extra]\nb = [\n  1,\n]\n+++\n\nProse.", "Prose." },
  { "+++\nA plus.\n+++\n\nProse.", "+++\nA plus.\n+++\n\nProse." },

  /* Code */
  { "Before.\n\n``` \ncode\n```  \n\nAfter.", "Before.\n\nAfter." },
  { "Before.\n\n~~~ python\ncode\n```\n~~~\t\n\nAfter.", "Before.\n\nAfter." },
  { "Before.\n   ```\n   code\n   ```   \nAfter.", "Before.\n\nAfter." },
  { "- An item.\n\n  ```sh\n  code\n  ```\n\n  More.", "- An item.\nMore." },
  { "Before.\n\n    $ code\n    make install\n\nAfter.", "Before.\n\nAfter." },
  { "Before.\n\n    int\n    main (void)\n    {\n      return 0;\n    }\n\nAfter.", "Before.\n\nAfter." },
  { "Before.\n\n    ls -l\n\nAfter.", "Before.\n\nAfter." },
  { "Before.\n\n\tpip install x==2\n\nAfter.", "Before.\n\nAfter." },
  /* Verses are indented, too. */
  { "Before.\n\n    The river ran – and so did I;\n      the boat was late.\n\n    Nobody asked why.\n\nAfter.",
    "Before.\n\nThe river ran – and so did I;\n  the boat was late.\n\nNobody asked why.\n\nAfter." },
  { "Before.\r\n\r\n\tДолго мы шли\r\n\tвдоль реки.\r\n", "Before.\n\nДолго мы шли\nвдоль реки." },
  { "Voor.\n\n    我们沿着河走\n    船来晚了\n\nNa.", "Voor.\n\n我们沿着河走\n船来晚了\n\nNa." },
  { "```\n[^1]: code\n\n$$\n%%\n```\n\nAfter.", "After." },
  { "See `[[a]]`, `==b==`, `~~c~~`, `%%d%%`, `$$e$$` and `[^1]`.",
    "See [[a]], ==b==, ~~c~~, %%d%%, $$e$$ and [^1]." },

  /* HTML */
  { "Roses are red<br>violets are blue<br/>and so<br />on", "Roses are red\nviolets are blue\nand so\non" },
  { "<p align=\"center\">\nI wrote this.\n</p>\n\nAnd this.", "I wrote this.\n\nAnd this." },
  { "<p>I wrote <em>this</em>.<br>Really.</p>\n\n<!-- not\n\nthis -->\n\nAnd this.",
    "I wrote this.\nReally.\n\nAnd this." },
  { "<script>\nvar a;\n\nvar b;\n</script>\n\nProse.\n\n<style>\np { }\n</style>", "Prose." },
  { "<details>\n<summary>My plan</summary>\n\nI would *dig*.\n\n</details>\n\nAfter.",
    "My plan\n\nI would dig.\n\nAfter." },
  { "<div align=\"center\"><img src=\"logo.png\" alt=\"Logo\"></div>\n\nProse.", "Prose." },
  { "I press <kbd>Enter</kbd> <!-- hidden -->and <b>wait</b>, <del>never</del> <s>hardly</s> often.",
    "I press Enter and wait, often." },
  { "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n", "- One\n- Two" },
  { "- <p>In an item.</p>\n- Next.", "- In an item.\n- Next." },
  { "I &lt;3 caf&eacute;s &amp; AT&T, 3 < 4 > 2.", "I <3 cafés & AT&T, 3 < 4 > 2." },

  /* Quotations are others' words, callouts are not. */
  { "Mine.\n\n> Theirs.\nLazy too.\n\nMine again.", "Mine.\n\nMine again." },
  { "> [!note] My own thought\n> I would dig by hand.", "My own thought\nI would dig by hand." },
  { "> [!WARNING]\n> Mind the *gap*.\n>\n> > Theirs.\n>\n> - item\n\nAfter.", "Mind the gap.\n\n- item\n\nAfter." },
  { "> [!tip]- Folded\n> Words.", "Folded\nWords." },
  { "> [!quote] Somebody\n> Theirs.\n\nMine.", "Mine." },
  { "> [a link](https://example.org) of theirs\n\nMine.", "Mine." },

  /* Links to notes, and files shown in them */
  { "I met [[People/Priya|Priya]] and [[Jonas]].", "I met Priya and Jonas." },
  { "As in [[Note#Heading]], [[#Below]] and [[Note#^a1b2c3]].", "As in Note > Heading, Below and Note." },
  { "Look ![[picture.png]] here.\n\n![[Other note#Part|300]]\n\nMore.", "Look here.\n\nMore." },
  { "Not a link: [[ and ]] and [[]] and [x].", "Not a link: [[ and ]] and [[]] and [x]." },
  { "![A picture](a.png)Words with ![one](b.png) inside.", "Words with  inside." },

  /* Footnotes */
  { "I went home[^1] early [^long].\n\n[^1]: By train.\n[^long]: It was late.\n\n    So late.\n\nEnd.",
    "I went home early.\n\nBy train.\n\nIt was late.\n\nSo late.\n\nEnd." },
  { "Home[^1].\n[^1]: train", "Home.\n\ntrain" },
  { "Home[^a].\n\n[^a]: I *like*\nit.\n    Much.\n\nEnd.", "Home.\n\nI like\nit.\nMuch.\n\nEnd." },
  { "See [the map][1].\n\n[1]: https://example.org \"Map\"", "See the map." },

  /* Tables, also right below words */
  { "| a | b |\n|---|:-:|\n| 1 | 2 |\n\nAfter.", "After." },
  { "What I ate:\n| a | b |\n| --- | --- |\n| 1<br>x<br>y | **2** |\n\nAfter.", "What I ate:\n\nAfter." },
  { "a | b\n--|--\n1 | 2\nAnd these words.", "And these words." },
  { "This or that | or both\n|---|\nstays.", "This or that | or both\n|---|\nstays." },
  { "Words:\n|-|\n| 1 |", "Words:\n|-|\n| 1 |" },
  { "- Item\n\n  | a |\n  |---|\n  | 1 |\n- Next", "- Item\n- Next" },

  /* Tasks, marks, comments, math */
  { "- [ ] Buy milk\n- [x] Dig\n- [a] stays\n1. [X] one", "- Buy milk\n- Dig\n- [a] stays\n\n1. one" },
  { "This is ==very *important*== to me.", "This is very important to me." },
  { "If a == b and c == d, or ==x.", "If a == b and c == d, or ==x." },
  { "I was ~~sad~~ happy ~~gone~~. ~5 to ~6 ~~~ x ~~", "I was happy. ~5 to ~6 ~~~ x ~~" },
  { "~~All of it.~~ Kept.", "Kept." },
  { "Words %%a thought%% and more.\n\n%%\nHidden.\n\nThis too.\n%%\n\nEnd.", "Words and more.\n\nEnd." },
  { "%% Hidden,\nof two lines %%\n\nEnd, 100%% sure, 50%% or so.", "End, 100%% sure, 50%% or so." },
  { "%% Never closed.\n\nProse.", "%% Never closed.\n\nProse." },
  { "So we get\n\n$$\n\\begin{aligned}\nx\n= 5\n\\end{aligned}\n$$\n\nand $$y = 1$$ that is all.",
    "So we get\n\nand that is all." },
  { "$$x = 1$$\n\nIt is $x$ for $5 and $10.\n\n$$ is money\n\nand $$ is too.",
    "It is $x$ for $5 and $10.\n\n$$ is money\n\nand $$ is too." },
  { "#tag and #other/tag, #\n\n# Heading #\n\nTwo\n===\n", "#tag and #other/tag, #\n\nHeading\n\nTwo" },
  { "At <https://example.org/a_b_c> or https://example.org/a_b_c.",
    "At https://example.org/a_b_c or https://example.org/a_b_c." },
  { "A hard  \nbreak, a\\\nsecond, a\nsoft.", "A hard\nbreak, a\nsecond, a\nsoft." },
  { "One.\r\n\r\n- two\r\n- three\r\n\r\n> Theirs.\r\n\r\n| a |\r\n|---|\r\n| b |\r\n", "One.\n\n- two\n- three" },
  { "אני כותב [[פתק|כאן]] ==בעברית==[^1].\n\n[^1]: הערה", "אני כותב כאן בעברית.\n\nהערה" },
  { "我见了[[人/小明|小明]]，==很高兴==。~~不~~\n\n> [!note] 想法\n> 我的话。", "我见了小明，很高兴。\n\n想法\n我的话。" },
};

/* Returns: the text without what is marked as sure to be no prose of its writer */
static char *
dup_own (const IdioEntry *entry)
{
  g_autoptr(GString) own = g_string_new (NULL);
  guint end = 0;

  for (guint i = 0; entry->marks != NULL && i < entry->marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (entry->marks, IdioMark, i);

      g_assert_cmpuint (mark->start, >=, end);
      g_assert_cmpuint (mark->end, >, mark->start);
      g_assert_cmpuint (mark->end, <=, strlen (entry->text));

      if (mark->sure)
        {
          g_string_append_len (own, entry->text + end, mark->start - end);
          end = mark->end;
        }
    }

  g_string_append (own, entry->text + end);

  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&own)));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.md", cases[i].file, strlen (cases[i].file), &error);
      g_autofree char *texts = entries->len == 1 ? dup_own (entries->pdata[0]) : g_strdup ("(none)");

      if (error != NULL || !g_str_equal (texts, cases[i].expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", cases[i].file, error != NULL ? error->message : texts,
                            cases[i].expected);
    }
}

/* What is left out is there to be taken back in, as a reader sees it. */
static void
test_marks (void)
{
  static const struct { const char *file, *marked; IdioMarkKind kind; } marks[] = {
    { "Mine.\n\n> Theirs, *all*.\n> So.\n>\n> - one\n>\n> > Older.\n\nMine.", "Theirs, all.\nSo.\n\n- one\n\nOlder.",
      IDIO_MARK_QUOTE },
    { "> Theirs.", "Theirs.", IDIO_MARK_QUOTE },
    { "> | a | b |\n> |---|---|\n> | 1 | 2 |\n\nMine.", "| a | b |\n|---|---|\n| 1 | 2 |", IDIO_MARK_QUOTE },
    { "> ```\n> code\n> ```\n\nMine.", "code", IDIO_MARK_QUOTE },
    { "- Mine.\n\n  > Theirs &#8238;x&#x200b;y.\n- And mine.", "Theirs xy.", IDIO_MARK_QUOTE },
    { "&#8238;&#8238;Mine.\r\n\r\n> Theirs.\r\n\r\nMine &#8238;.\r\n", "Theirs.", IDIO_MARK_QUOTE },
    { "> 他们的话。\n\n我的话。", "他们的话。", IDIO_MARK_QUOTE },
    { "What I ate:\n| day | what |\n| --- | --- |\n| Monday | I had soup<br>and bread. |\n\nAfter.",
      "| day | what |\n| --- | --- |\n| Monday | I had soup\nand bread. |", IDIO_MARK_NO_PROSE },
    { "Mine.\n\n```\na = 1\n\nb = 2\n```\n\nMine.", "a = 1\n\nb = 2", IDIO_MARK_NO_PROSE },
    { "Mine.\n\n~~~\nNever closed, but mine as well.\n", "Never closed, but mine as well.", IDIO_MARK_NO_PROSE },
    { "Mine.\n\n    $ ls\n", "$ ls", IDIO_MARK_NO_PROSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.md", marks[i].file, strlen (marks[i].file), NULL);
      const IdioEntry *entry = entries->pdata[0];
      const IdioMark *mark;
      g_autofree char *marked = NULL;

      g_assert_nonnull (entry->marks);
      g_assert_cmpuint (entry->marks->len, ==, 1);
      mark = &g_array_index (entry->marks, IdioMark, 0);
      marked = g_strndup (entry->text + mark->start, mark->end - mark->start);
      g_strstrip (marked);

      if (!g_str_equal (marked, marks[i].marked) || mark->kind != marks[i].kind || !mark->sure)
        g_test_fail_printf ("%s\nmarks\n%s", marks[i].file, marked);
    }
}

/* They reach another process as they are, and from one that can't be trusted none that the text does not have. */
static void
test_packed (void)
{
  static const struct { guint start, end, kind; } bad[] = {
    { 0, 0, 0 }, { 3, 2, 0 }, { 0, 99, 0 }, { 1, 3, 0 }, { 0, 1, 0 }, { 0, 2, 7 }, { 0, 3, 0 },
  };
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_strdup ("é and more")), copy = NULL;
  g_autoptr(GBytes) bytes = NULL;

  idio_entry_add_mark (entry, 0, 2, IDIO_MARK_QUOTE, TRUE);
  idio_entry_add_mark (entry, 2, strlen (entry->text), IDIO_MARK_NO_PROSE, FALSE);
  bytes = idio_entry_to_bytes (entry);
  copy = idio_entry_from_bytes (bytes);
  g_assert_cmpmem (copy->marks->data, copy->marks->len * sizeof (IdioMark), entry->marks->data, 2 * sizeof (IdioMark));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      IdioMark *mark = &g_array_index (entry->marks, IdioMark, 0);
      g_autoptr(GBytes) wrong = NULL;

      *mark = (IdioMark) { bad[i].start, bad[i].end, bad[i].kind, TRUE };
      wrong = idio_entry_to_bytes (entry);
      g_assert_null (idio_entry_from_bytes (wrong));
    }
}

static void
test_headings (void)
{
  static const struct
  {
    const char *file;
    const char *title;
  } titles[] = {
    { "# ==My== `code` [[a|trip]] ~~not~~\n\nWords.", "My code trip" },
    { "---\na: b\n---\n\nTitle\n=====\n\nWords.", "Title" },
    { "Words.\n\n# Later", NULL },
    { "# ![](a.png)\n\nWords.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.md", titles[i].file, strlen (titles[i].file), NULL);

      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, titles[i].title);
    }
}

/* What is open is looked for once, and not for each mark. */
static void
test_many_marks (void)
{
  static const char * const units[] = {
    "==a ", "~~a ", " %%a ", " $$a ", "[[a ", "![[", "[^", "[^1]: ", "<del>", "$$a\n", "%%a\n", "a|\n", "|-|\n",
    "[^1]: a\n", "> [!a]\n", "<b>\n\n", "---\n", "a: b\n", "\n    \n", "- [ ] ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) file = g_string_new ("Words.\n\n");
      g_autoptr(GPtrArray) entries = NULL;

      while (file->len < 50 * 1000)
        g_string_append (file, units[i]);

      g_string_append (file, "\n\nLast words.\n");
      entries = idio_test_read_format ("a.md", file->str, file->len, NULL);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_true (g_str_has_prefix (((IdioEntry *) entries->pdata[0])->text, "Words.\n"));

      g_assert_nonnull (strstr (((IdioEntry *) entries->pdata[0])->text, "Last words."));
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/markdown/cases", test_cases);
  g_test_add_func ("/formats/markdown/marks", test_marks);
  g_test_add_func ("/formats/markdown/packed", test_packed);
  g_test_add_func ("/formats/markdown/headings", test_headings);
  g_test_add_func ("/formats/markdown/many-marks", test_many_marks);

  return g_test_run ();
}
