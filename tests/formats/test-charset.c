/* test-charset.c: texts that do not tell which character set they are in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-charset.h"
#include "formats/idio-decode.h"
#include "formats/idio-import-error.h"

typedef struct
{
  const char *charset;
  const char *expected;
  const char *text;
} Case;

/* What iconv calls a character set, how it is to be recognized (NULL: without a doubt), and a text in it */
static const Case cases[] = {
  { "WINDOWS-1250", "windows-1250", "Cześć, dziękuję" },
  { "WINDOWS-1250", "windows-1250", "Zażółć gęślą jaźń" },
  { "WINDOWS-1250", "windows-1250", "W załączeniu przesyłam fakturę za styczeń. Proszę o potwierdzenie." },
  { "WINDOWS-1250", "windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy." },
  { "WINDOWS-1250", "windows-1250", "Čau, kdy se uvidíme?" },
  { "WINDOWS-1250", "windows-1250", "Köszönöm a levelét, időben fogok válaszolni rá, és üdvözlöm a hűséges "
    "gyűjtőket." },
  { "WINDOWS-1250", "windows-1250", "Mulţumesc pentru ajutor, ne vedem săptămâna viitoare." },
  { "WINDOWS-1250", "windows-1250", "Ďakujem, prídem zajtra večer." },
  { "ISO-8859-2", "ISO-8859-2", "Proszę przysłać książkę, którą pożyczyłaś w środę." },
  { "CP852", "IBM852", "Zażółć gęślą jaźń, proszę cię bardzo" },
  { "WINDOWS-1251", "windows-1251", "Привет" },
  { "WINDOWS-1251", "windows-1251", "Здравствуйте, Анна! Высылаю договор." },
  { "WINDOWS-1251", "windows-1251", "<div class=\"main\" style=\"margin: 0\"><p>Здравствуйте, Анна!</p></div>" },
  { "WINDOWS-1251", "windows-1251", "Файл report.docx лежит в папке Documents, смотри README." },
  { "WINDOWS-1251", "windows-1251", "Дякую за листа, побачимось у п'ятницю." },
  { "WINDOWS-1251", "windows-1251", "Благодаря за писмото." },
  { "WINDOWS-1251", "windows-1251", "Хвала на писму, видимо се сутра." },
  { "KOI8-R", "KOI8-U", "Привет" },
  { "KOI8-R", "KOI8-U", "Здравствуйте, Анна! Высылаю договор." },
  { "CP866", "IBM866", "Здравствуйте, Анна! Высылаю договор." },
  { "ISO-8859-5", "ISO-8859-5", "Здравствуйте, Анна! Высылаю договор." },
  { "MACINTOSH", "macintosh", "Grüße aus Köln, schöne Tage für euch!" },
  { "MACINTOSH", "macintosh", "Café crème à la carte, c’est déjà ça." },
  { "MACINTOSH", "macintosh", "“It’s fine,” she said… and it was." },
  { "WINDOWS-1253", "windows-1253", "Καλημέρα σας, τι κάνετε;" },
  { "WINDOWS-1253", "windows-1253", "Αγαπητή Άννα, ευχαριστώ για το γράμμα σου." },
  { "WINDOWS-1253", "windows-1253", "Τα λέμε αύριο. Άλλωστε ο Άρης και η Αθηνά θα έρθουν το βράδυ." },
  { "ISO-8859-7", "ISO-8859-7", "Αγαπητή Άννα, ευχαριστώ για το γράμμα σου." },
  { "ISO-8859-7", "ISO-8859-7", "Σ’ ευχαριστώ για όλα, Άρη. Θα τα πούμε απ’ το τηλέφωνο." },
  { "WINDOWS-1254", "windows-1254", "Teşekkürler, yarın görüşürüz." },
  { "WINDOWS-1255", "windows-1255", "שלום, מה שלומך?" },
  { "WINDOWS-1256", "windows-1256", "السلام عليكم ورحمة الله" },
  { "ISO-8859-6", "ISO-8859-6", "السلام عليكم ورحمة الله" },
  { "ISO-8859-6", "ISO-8859-6", "وصلت رسالتك أمس، شكرا لك على كل شيء." },
  { "WINDOWS-1257", "windows-1257", "Ačiū už laišką, iki pasimatymo rytoj." },
  { "WINDOWS-1257", "windows-1257", "Paldies par vēstuli, tiekamies rīt." },
  { "CP874", "windows-874", "สวัสดีครับ ขอบคุณมาก" },
  { "SHIFT_JIS", "Shift_JIS", "こんにちは" },
  { "SHIFT_JIS", "Shift_JIS", "お世話になっております。田中です。" },
  { "EUC-JP", "EUC-JP", "会議の件、了解しました。" },
  { "ISO-2022-JP", "ISO-2022-JP", "お世話になっております。田中です。" },
  { "EUC-KR", "EUC-KR", "안녕하세요" },
  { "EUC-KR", "EUC-KR", "회의 자료를 보내드립니다." },
  { "GB18030", "GB18030", "你好，世界。" },
  { "GB18030", "GB18030", "我明天去北京开会。" },
  { "BIG5", "Big5", "謝謝你的來信" },
  { "BIG5", "Big5", "我明天去台北開會。" },
  { "UTF-16LE", "UTF-16LE", "Hello there" },
  { "UTF-16LE", "UTF-16LE", "Привет, как дела?" },
  { "UTF-16BE", "UTF-16BE", "Grüße – „ja“\nund 日本" },
  { "UTF-16BE", "UTF-16BE", "你好，世界。 明天见\nok" },
  { "UTF-16LE", "UTF-16LE", "田中さん\nありがとうございました。また明日お会いしましょう。\n" },
  { "UTF-16BE", "UTF-16BE", "田中さん\nありがとうございました。また明日お会いしましょう。\n" },
  { "UTF-16LE", "UTF-16LE", "\u3000きょうはあめがふりました。\n\u3000\u3000あしたもふるでしょう。\n" },
  { "UTF-16BE", "UTF-16BE", "\u3000きょうはあめがふりました。\n\u3000\u3000あしたもふるでしょう。\n" },
  { "UTF-16LE", "UTF-16LE", "สวัสดีครับ ขอบคุณมาก\nพรุ่งนี้เจอกันที่สถานี" },
  { "UTF-16BE", "UTF-16BE", "สวัสดีครับ ขอบคุณมาก\nพรุ่งนี้เจอกันที่สถานี" },
  { "UTF-16LE", "UTF-16LE", "कल सुबह मिलते हैं, धन्यवाद।\nराम" },
  { "UTF-16BE", "UTF-16BE", "நன்றி, நாளை சந்திப்போம்.\nராம்" },
  { "UTF-16LE", "UTF-16LE", "کتاب‌ها را دیروز خواندم، ممنونم" },
  { "UTF-16LE", "UTF-16LE", "내일 만나요, 가가가\n고마워요" },
  { "UTF-32LE", "UTF-32LE", "Hello 😀" },
  { "UTF-32BE", "UTF-32BE", "Привет" },
  { "UTF-8", NULL, "Zażółć gęślą jaźń" },
};

/* What people of Western Europe write, of any length. None of it may become something else. */
static const char * const western[] = {
  "Grüße", "Käse", "déjà vu", "señor", "¿Qué tal?", "naïve "
  "façade", "Ångström", "Ærø", "Müller", "à", "É", "ñ", "ü", "ß",
  "café “ok” €", "Das „Menü“ ist gut – wirklich…", "São Paulo não é aqui", "Þetta er íslenska", "l’été", "£5 for ½ "
  "of it",
  "“quotes” … – €", "§ 5 Abs. 2", "20 °C", "© 2020", "It costs €5", "résumé", "Årsmöte på lördag", "Blåbær", "Fête",
  "Noël", "cœur", "Übung", "ÜBERSICHT DER MASSNAHMEN", "DAS MENÜ: „MENÜ“", "élève à Évry", "El niño comió piña", "Ação",
  "Hyvää päivää", "Tschüß", "VÄLKOMMEN", "ÇA VA", "l'Église est là", "naïveté, où", "«Oui», dit-elle", "„So“, sagte er",
  "Jürgen & Söhne", "per piacere, perché è così", "più o meno", "città", "avô e avó", "coração", "È vero", "Ça alors !",
  "L’œuvre n’est pas finie, hélas…", "Je t’écris de l’hôtel où nous étions l’été dernier.", "Où êtes-vous ?",
  "Ich hätte gern früher geantwortet, aber ich war in Österreich.", "Viele Grüße aus Köln", "Für Fragen: 0 30 / 12 34",
  "Mañana te llamaré, ¿de acuerdo?", "¡Qué sorpresa más agradable! Aún no lo había pensado.", "Está aquí, en el "
  "jardín.",
  "Obrigado pela atenção, até amanhã.", "Não sei se há solução, mas já vi piores situações.", "Três pães, por favor.",
  "Perché non è più qui? Verrà lunedì.", "Ciò che è stato è stato, e così sarà.", "La libertà è un'altra cosa.",
  "Tack för hjälpen! Vi ses på måndag, hälsar Åsa.", "Jag är på väg hem nu, får jag låna bilen i kväll?", "smörgås",
  "Tak for sidst, vi ses på søndag.", "Jeg håber, at I får en hyggelig påske på Læsø.", "Kære Søren", "blåbærgrød",
  "Takk for maten, vi sees på lørdag.", "Jeg har ikke fått svar på spørsmålet mitt ennå.", "Ærlig talt, nå er det nok.",
  "Één ding nog: de coördinatie is geregeld.", "Het idee is naïef, maar reëel.", "Beëindig dit financiële geëmmer.",
  "Hyvä ystävä, näemme ensi viikolla Jyväskylässä.", "Tämä on tärkeää minulle.", "Äiti söi öljyä.",
  "Þakka þér fyrir bréfið. Við sjáumst á þriðjudaginn.", "Góðan daginn, hvað segir þú gott?", "Ég kem á morgun.",
  "Gràcies per l’ajuda, ens veiem demà al matí.", "La nostra col·lecció és força àmplia.", "Això és tot, què més vols?",
  "Grazas pola túa carta, xa falaremos mañá.", "Go raibh míle maith agat, feicfidh mé amárach thú.", "Dia dhuit, a "
  "Sheán",
  "Faleminderit për letrën, shihemi së shpejti.", "Çfarë të bëjmë?", "The “fiancée” ordered crème brûlée – twice.",
  "My naïve coöperation cost £40, i.e. €46.", "Dr. Muñoz met Mr. Lefèvre at the Café Zoë.", "½ l Milch, ¼ l "
  "Öl", "100 µm",
  "Temperatur: 5 °C",
};

static char *
convert (const char  *text,
         const char  *charset,
         gsize       *length)
{
  g_autoptr(GError) error = NULL;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, length, &error);

  g_assert_no_error (error);

  return bytes;
}

static void
check (const char *text,
       const char *charset,
       const char *expected)
{
  gsize length;
  g_autofree char *data = convert (text, charset, &length);
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  const char *found = NULL;
  g_autofree char *decoded = idio_decode_guess (bytes, &found, NULL, NULL);
  g_autofree char *as = idio_decode_as (data, length, charset);

  if (g_strcmp0 (decoded, text) != 0 || g_strcmp0 (found, expected) != 0)
    g_test_fail_printf ("“%s” in %s is “%s” in %s", text, charset, decoded, found);

  /* Where it is told, there is no doubt. */
  g_assert_cmpstr (as, ==, text);

  if (found != NULL)
    g_assert_cmpstr (idio_decode_describe (found), !=, found);
}

static void
test_guess (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, cases[i].charset, cases[i].expected);
}

static void
test_western (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    check (western[i], "WINDOWS-1252", IDIO_CHARSET_WESTERN);
}

/* Letters after a lot of ASCII count as much. */
static void
test_long (void)
{
  g_autoptr(GString) ascii = g_string_new (NULL);
  g_autofree char *polish = NULL, *german = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (ascii, "plain words\n");

  polish = g_strconcat (ascii->str, "Cześć, dziękuję za książkę", NULL);
  german = g_strconcat (ascii->str, "Grüße, schöne", NULL);
  check (polish, "WINDOWS-1250", "windows-1250");
  check (german, "WINDOWS-1252", IDIO_CHARSET_WESTERN);
}

/* The excerpt of a reading, or NULL if there is none in that character set */
static const char *
find_excerpt (GPtrArray  *decodings,
              const char *charset)
{
  for (guint i = 0; i < decodings->len; i++)
    {
      const IdioDecoding *decoding = g_ptr_array_index (decodings, i);

      if (g_str_equal (decoding->charset, charset))
        return decoding->excerpt;
    }

  return NULL;
}

/* A text can be read in a few ways, the right one among them, each of which looks different. */
static void
test_list (void)
{
  static const struct { const char *text, *charset; guint n_most; } texts[] = {
    { "Cześć, dziękuję za książkę.", "windows-1250", 12 },
    { "Cześć, dziękuję za książkę.", "ISO-8859-2", 12 },
    { "Привет, как у тебя дела?", "windows-1251", 12 },
    { "Привет, как у тебя дела?", "KOI8-U", 12 },
    { "Καλημέρα σας, τι κάνετε;", "windows-1253", 14 },
    { "日本語の文章です。", "Shift_JIS", 8 },
    { "谢谢你的来信。", "GB18030", 8 },
    { "café, naïve, déjà vu", "macintosh", 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length;
      g_autofree char *data = convert (texts[i].text, texts[i].charset, &length);
      g_autoptr(GBytes) bytes = g_bytes_new (data, length);
      g_autoptr(GPtrArray) decodings = idio_decode_list (bytes, texts[i].charset);
      g_autoptr(GHashTable) excerpts = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpstr (find_excerpt (decodings, texts[i].charset), ==, texts[i].text);
      g_assert_cmpstr (((IdioDecoding *) g_ptr_array_index (decodings, 0))->charset, ==, texts[i].charset);

      for (guint j = 0; j < decodings->len; j++)
        if (!g_hash_table_add (excerpts, ((IdioDecoding *) g_ptr_array_index (decodings, j))->excerpt))
          g_test_fail_printf ("“%s” is listed twice", ((IdioDecoding *) g_ptr_array_index (decodings, j))->excerpt);

      g_test_message ("“%s” in %s: %u readings", texts[i].text, texts[i].charset, decodings->len);

      for (guint j = 0; j < decodings->len; j++)
        g_test_message ("  %s", ((IdioDecoding *) g_ptr_array_index (decodings, j))->excerpt);

      if (decodings->len < 2 || decodings->len > texts[i].n_most)
        g_test_fail_printf ("“%s” in %s: %u readings", texts[i].text, texts[i].charset, decodings->len);
    }
}

/* The excerpt is where the readings differ, however long the text before it is; and is of one line. */
static void
test_excerpt (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL, none = g_bytes_new_static ("\x81\x8d\x8f\x90\0\1\2\3", 8);
  g_autoptr(GPtrArray) decodings = NULL, of_none = NULL;
  gsize length;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "plain words\n");

  g_string_append (text, "one two three four five six seven eight nine ten Cześć, Jonas\nmore words");
  data = convert (text->str, "WINDOWS-1250", &length);
  bytes = g_bytes_new (data, length);
  decodings = idio_decode_list (bytes, NULL);
  g_assert_cmpstr (find_excerpt (decodings, "windows-1250"), ==, "six seven eight nine ten Cześć, Jonas more words");

  of_none = idio_decode_list (none, "windows-1250");
  g_assert_cmpuint (of_none->len, ==, 0);
}

static void
test_repaired (void)
{
  static const struct { const char *bytes; gsize length; const char *text; } repaired[] = {
    { "caf\xc3\xa9 \xff ok", 10, "café \uFFFD ok" },
    { "Gr\xc3\xbc\xc3\x9f" "e, \x96 sch\xc3\xb6n", 18, "Grüße, \uFFFD schön" },
    { "\xef\xbb\xbf" "a\xff", 5, "a\uFFFD" },
    { "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1", 11, "Приве" },
    { "plain\0", 6, "plain" },
    { "caf\xc3\xa9\0\0\0", 8, "café" },
    { "caf\xe9\0", 5, "café" },
    { "text with a \0 nul in it!", 24, "text with a  nul in it!" },
    { "\0This is my caf\xc3\xa9.", 18, "This is my café." },
    { "caf\0\xe9 ol\xe9", 9, "café olé" },
    { "\xef\xbb\xbf" "caf\0\xc3\xa9", 9, "café" },
    { "\xff\xfe\0\0h\0\0\0i\0\0\0", 12, "hi" },
    { "\0\0\xfe\xff\0\0\0h\0\0\0i", 12, "hi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (repaired); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (repaired[i].bytes, repaired[i].length);
      g_autofree char *text = idio_decode (bytes, NULL, NULL);

      g_assert_cmpstr (text, ==, repaired[i].text);
    }
}

/* What is cut off within a character, or has half of one in it, is read but for that. */
static void
test_cut (void)
{
  static const struct { const char *charset, *mark, *text; gsize n_cut; } texts[] = {
    { "UTF-16LE", "\xff\xfe", "Dear Tom, I left", 1 },
    { "UTF-16BE", "\xfe\xff", "Dear Tom, I left", 1 },
    { "UTF-16LE", "\xff\xfe", "お世話になっております", 1 },
    { "UTF-16LE", "", "Dear Tom, I left", 1 },
    { "UTF-16BE", "", "Привет, как у тебя дела", 1 },
    { "UTF-16BE", "", "สวัสดีครับ ขอบคุณมาก", 1 },
    { "UTF-32LE", "", "Dear Tom, I left", 3 },
    { "UTF-32BE", "", "Dear Tom, I left", 1 },
    { "SHIFT_JIS", "", "会議の件、了解しました。ありがとう", 1 },
    { "EUC-JP", "", "会議の件、了解しました。ありがとう", 1 },
    { "EUC-KR", "", "안녕하세요, 회의 자료를 보내드립니다", 1 },
    { "GB18030", "", "我明天去北京开会，谢谢你的来信", 1 },
    { "BIG5", "", "我明天去台北開會，謝謝你的來信", 1 },
    { "UTF-8", "", "Привет, как у тебя дела", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length, mark = strlen (texts[i].mark);
      g_autofree char *converted = convert (texts[i].text, texts[i].charset, &length);
      g_autofree char *data = g_malloc (mark + length);
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      const char *last = g_utf8_find_prev_char (texts[i].text, texts[i].text + strlen (texts[i].text));
      g_autofree char *expected = g_strndup (texts[i].text, (gsize) (last - texts[i].text));

      memcpy (data, texts[i].mark, mark);
      memcpy (data + mark, converted, length);
      bytes = g_bytes_new (data, mark + length - texts[i].n_cut);
      text = idio_decode (bytes, NULL, NULL);

      if (g_strcmp0 (text, expected) != 0)
        g_test_fail_printf ("“%s” in %s, cut, is “%s”", texts[i].text, texts[i].charset, text);
    }
}

/* Half of a pair of UTF-16, anywhere */
static void
test_half_pair (void)
{
  static const char * const charsets[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < 4; i++)
    {
      const char *charset = charsets[i % 2], *words = "Wir gehen am Montag an den See, \uE000 und du?";
      gsize length;
      g_autofree char *data = convert (words, charset, &length);
      g_autofree char *marked = g_strconcat (i % 2 == 0 ? "\xff\xfe" : "\xfe\xff", "", NULL);
      g_autoptr(GByteArray) all = g_byte_array_new ();
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      /* With a mark and without */
      if (i < 2)
        g_byte_array_append (all, (const guint8 *) marked, 2);

      g_byte_array_append (all, (const guint8 *) data, (guint) length);

      for (guint j = 0; j < all->len; j++)
        if (all->data[j] == 0xe0)
          all->data[j] = 0xd8;

      bytes = g_bytes_new (all->data, all->len);
      text = idio_decode (bytes, NULL, NULL);
      g_assert_cmpstr (text, ==, "Wir gehen am Montag an den See, \uFFFD und du?");
    }
}

/* A text in UTF-8 with a footer in another character set stays what it is; one in another character set too. */
static void
test_mixed (void)
{
  static const struct { const char *text, *footer, *charset; gboolean guessed; } texts[] = {
    { "Über die Brücke zu Fuß", "Verein für Flußfreunde, Köln-Mülheim, Grüße an alle Mitglieder!", "ISO-8859-1", TRUE },
    { "Über die Brücke", "Grüße an alle Mitglieder für schöne Tage, übrigens öfter", "ISO-8859-1", FALSE },
    { "Привет, Аня", "Подписаться: имя", "KOI8-R", TRUE },
    { "日本語の文章です。", "Für Köln, Grüße", "ISO-8859-1", TRUE },
    { "I left – “late” as ever", "Grüße für Köln", "ISO-8859-1", TRUE },
    { "L’été à Évry", "Désinscription: à côté, été, forêt", "MACINTOSH", TRUE },
    { "Cześć, dziękuję", "Wypisz się: źródło, żółty", "ISO-8859-2", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length;
      g_autofree char *footer = convert (texts[i].footer, texts[i].charset, &length);
      g_autofree char *mixed = g_strdup_printf ("%s\n____\n%s\n", texts[i].text, footer);
      g_autofree char *start = g_strdup_printf ("%s\n____\n", texts[i].text);
      g_autoptr(GBytes) bytes = g_bytes_new (mixed, strlen (mixed));
      g_autofree char *declared = idio_decode_as (mixed, strlen (mixed), "UTF-8");
      g_autofree char *mail = idio_charset_to_utf8 (mixed, strlen (mixed), "utf-8");
      g_autofree char *guessed = idio_decode (bytes, NULL, NULL);

      if (!g_str_has_prefix (declared, start) || !g_str_has_prefix (mail, start))
        g_test_fail_printf ("“%s”: “%s”, “%s”", mixed, declared, mail);

      if (texts[i].guessed && !g_str_has_prefix (guessed, start))
        g_test_fail_printf ("“%s”: “%s”", texts[i].text, guessed);
    }

  /* None of these is UTF-8, though it is declared and some letters look so. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].expected != NULL && !g_str_has_prefix (cases[i].charset, "UTF-") &&
        !g_str_equal (cases[i].charset, "ISO-2022-JP"))
      {
        gsize length;
        g_autofree char *data = convert (cases[i].text, cases[i].charset, &length);
        g_autofree char *text = idio_decode_as (data, length, "utf-8");
        g_autofree char *mail = idio_charset_to_utf8 (data, length, "utf-8");

        if (!g_str_equal (text, cases[i].text) || !g_str_equal (mail, cases[i].text))
          g_test_fail_printf ("%s: “%s”, “%s”", cases[i].charset, text, mail);
      }
}

/* One NUL in a hundred bytes is an accident, two are not. */
static void
test_nuls (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) good = NULL, bad = NULL;
  g_autofree char *decoded = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "Grüße aus Köln.\n");

  for (guint i = 1; i <= text->len / 100; i++)
    g_string_insert_len (text, i * 100 - 1, "\0", 1);

  good = g_bytes_new (text->str, text->len);
  decoded = idio_decode (good, NULL, NULL);
  g_assert_nonnull (decoded);
  g_assert_true (g_str_has_prefix (decoded, "Grüße aus Köln.\nGrüße"));
  g_assert_true (g_str_has_suffix (decoded, "Grüße aus Köln.\n"));
  g_assert_cmpuint (strlen (decoded), ==, 100 * strlen ("Grüße aus Köln.\n"));

  g_string_insert_len (text, 0, "\0\0\0\0", 4);
  bad = g_bytes_new (text->str, text->len);
  g_assert_null (idio_decode (bad, NULL, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_BINARY);
}

/* Programs, pictures, and tables of numbers */
static void
test_binary (void)
{
  static const struct { const char *bytes; gsize length; } binary[] = {
    { "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0", 20 },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", 19 },
    { "GIF89a\1\0\1\0\x80\0\0", 13 },
    { "text with \0 two \0 nuls in it!", 29 },
    { "abc\0d\1e", 7 },
    { "\1\0\2\0\3\0\4\0\5\0\6\0", 12 },
    { "\0\0\x80\x3f\0\0\0\x40\xcd\xcc\xcc\x3d", 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (binary); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (binary[i].bytes, binary[i].length);
      g_autoptr(GError) error = NULL;

      g_assert_null (idio_decode (bytes, NULL, &error));
      g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_BINARY);
    }
}

/* What a page or mail says of itself may be wrong. */
static void
test_told (void)
{
  static const struct { const char *bytes, *charset, *text; } told[] = {
    { "caf\xc3\xa9", "iso-8859-1", "café" },
    { "caf\xe9 \x93ok\x94", "iso-8859-1", "café “ok”" },
    { "caf\xe9", "utf-8", "café" },
    { "caf\xe9", "us-ascii", "café" },
    { "caf\xe9", "x-nonsense", "café" },
    { "Cze\x9c\xe6", "windows-1250", "Cześć" },
    { "\x1b$B$3\x1b(B", "iso-2022-jp", "こ" },
    { "\x82\xb1\x85", "shift_jis", "こ" },
    { "\xb0\xa1\x81\x41", "ks_c_5601-1987", "가갂" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *text = idio_decode_as (told[i].bytes, strlen (told[i].bytes), told[i].charset);

      g_assert_cmpstr (text, ==, told[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/guess", test_guess);
  g_test_add_func ("/charset/western", test_western);
  g_test_add_func ("/charset/long", test_long);
  g_test_add_func ("/charset/list", test_list);
  g_test_add_func ("/charset/excerpt", test_excerpt);
  g_test_add_func ("/charset/repaired", test_repaired);
  g_test_add_func ("/charset/cut", test_cut);
  g_test_add_func ("/charset/half-pair", test_half_pair);
  g_test_add_func ("/charset/mixed", test_mixed);
  g_test_add_func ("/charset/nuls", test_nuls);
  g_test_add_func ("/charset/binary", test_binary);
  g_test_add_func ("/charset/told", test_told);

  return g_test_run ();
}
