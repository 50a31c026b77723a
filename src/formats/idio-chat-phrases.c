/* idio-chat-phrases.c: what chat programs write into messages when they export them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-chat-phrases.h"

/* Messages that are a program's, without the stop at the end and in lowercase. On iOS and in angle brackets, they are
 * told by their shape. */
static const char * const messages[] = {
  "null", "this message was deleted", "you deleted this message", "this message was deleted by admin",
  "missed voice call", "missed video call", "missed group voice call", "missed group video call", "missed call",
  "you were added", "du wurdest hinzugefügt", "vous avez été ajouté(e)",
  "waiting for this message", "waiting for this message. this may take a while", "live location shared",
  "warte auf diese nachricht", "warte auf diese nachricht. dies kann eine weile dauern",
  "warten auf diese nachricht", "warten auf diese nachricht. dies kann etwas dauern",
  "en attente de ce message", "en attente de ce message. cela peut prendre du temps",
  "esperando el mensaje", "esperando este mensaje", "esperando el mensaje. esto puede tomar tiempo",
  "esperando este mensaje. esto puede tardar un tiempo", "in attesa del messaggio",
  "in attesa del messaggio. potrebbe volerci del tempo", "aguardando mensagem",
  "aguardando mensagem. essa ação pode levar alguns instantes", "a aguardar mensagem", "wachten op dit bericht",
  "wachten op dit bericht. dit kan even duren", "väntar på detta meddelande",
  "väntar på detta meddelande. det kan ta en stund", "venter på denne besked", "venter på denne meldingen",
  "odotetaan tätä viestiä", "oczekiwanie na tę wiadomość", "oczekiwanie na wiadomość. może to chwilę potrwać",
  "čeká se na tuto zprávu", "várakozás erre az üzenetre", "ожидание сообщения",
  "ожидание сообщения. это может занять некоторое время", "очікування повідомлення", "bu mesaj bekleniyor",
  "bu mesaj bekleniyor. bu işlem biraz zaman alabilir", "في انتظار هذه الرسالة", "menunggu pesan ini",
  "đang chờ tin nhắn này", "正在等待此消息", "正在等待此訊息", "このメッセージを待っています", "메시지를 기다리는 중",
  "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht", "verpasster sprachanruf",
  "verpasster videoanruf", "live-standort wird geteilt",
  "ce message a été supprimé", "ce message a été effacé", "vous avez supprimé ce message",
  "vous avez effacé ce message", "appel vocal manqué", "appel vidéo manqué", "localisation en direct partagée",
  "se eliminó este mensaje", "este mensaje fue eliminado", "eliminaste este mensaje", "este mensaje se eliminó",
  "llamada perdida", "videollamada perdida", "llamada de voz perdida", "ubicación en tiempo real compartida",
  "questo messaggio è stato eliminato", "hai eliminato questo messaggio", "chiamata vocale persa",
  "chiamata persa", "videochiamata persa", "posizione attuale condivisa",
  "mensagem apagada", "esta mensagem foi apagada", "esta mensagem foi eliminada", "você apagou esta mensagem",
  "apagou esta mensagem", "ligação de voz perdida", "ligação de vídeo perdida", "chamada de voz perdida",
  "chamada de vídeo perdida", "chamada de voz não atendida", "chamada de vídeo não atendida",
  "dit bericht is verwijderd", "je hebt dit bericht verwijderd", "u hebt dit bericht verwijderd",
  "gemiste spraakoproep", "gemiste video-oproep", "gemiste videogesprek",
  "detta meddelande raderades", "du raderade detta meddelande", "det här meddelandet har raderats",
  "du raderade det här meddelandet", "missat röstsamtal", "missat videosamtal",
  "denne besked blev slettet", "du slettede denne besked", "mistet stemmeopkald", "ubesvaret taleopkald",
  "denne meldingen ble slettet", "du slettet denne meldingen", "tapt taleanrop", "tapt videoanrop",
  "tämä viesti poistettiin", "poistit tämän viestin", "vastaamaton äänipuhelu", "vastaamaton videopuhelu",
  "ta wiadomość została usunięta", "usunięto tę wiadomość", "wiadomość została usunięta",
  "nieodebrane połączenie głosowe", "nieodebrane połączenie wideo",
  "tato zpráva byla odstraněna", "tato zpráva byla smazána", "tuto zprávu jste smazali", "zmeškaný hlasový hovor",
  "táto správa bola vymazaná", "túto správu ste vymazali", "zmeškaný hlasový hovor",
  "ezt az üzenetet törölték", "törölted ezt az üzenetet", "nem fogadott hanghívás", "nem fogadott videohívás",
  "acest mesaj a fost șters", "ați șters acest mesaj", "ai șters acest mesaj", "apel vocal pierdut",
  "данное сообщение удалено", "вы удалили данное сообщение", "сообщение удалено", "это сообщение удалено",
  "пропущенный аудиозвонок", "пропущенный видеозвонок", "пропущенный звонок",
  "це повідомлення видалено", "ви видалили це повідомлення", "пропущений аудіовиклик", "пропущений відеовиклик",
  "това съобщение бе изтрито", "изтрихте това съобщение", "ова порука је обрисана",
  "ova poruka je izbrisana", "ova je poruka izbrisana", "izbrisali ste ovu poruku",
  "αυτό το μήνυμα διαγράφηκε", "διαγράψατε αυτό το μήνυμα", "αναπάντητη φωνητική κλήση", "αναπάντητη βιντεοκλήση",
  "bu mesaj silindi", "bu mesajı sildiniz", "cevapsız sesli arama", "cevapsız görüntülü arama",
  "تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة", "مكالمة صوتية فائتة", "مكالمة فيديو فائتة",
  "הודעה זו נמחקה", "מחקת הודעה זו", "שיחה קולית שלא נענתה", "שיחת וידאו שלא נענתה",
  "این پیام حذف شد", "این پیام حذف شده است", "شما این پیام را حذف کردید", "تماس صوتی بی‌پاسخ",
  "यह मैसेज डिलीट किया गया", "यह मैसेज डिलीट किया गया था", "आपने यह मैसेज डिलीट किया", "यह संदेश हटा दिया गया है",
  "pesan ini telah dihapus", "pesan ini dihapus", "anda menghapus pesan ini", "panggilan suara tak terjawab",
  "panggilan video tak terjawab", "mesej ini telah dipadamkan", "anda memadamkan mesej ini",
  "tin nhắn này đã bị xóa", "bạn đã xóa tin nhắn này", "cuộc gọi thoại nhỡ", "cuộc gọi video nhỡ",
  "ข้อความนี้ถูกลบแล้ว", "ข้อความนี้ถูกลบ", "คุณลบข้อความนี้แล้ว", "คุณได้ลบข้อความนี้",
  "このメッセージは削除されました", "メッセージを削除しました", "不在着信", "音声通話に不在着信",
  "此訊息已刪除", "此訊息已被刪除", "您已刪除此訊息", "你已刪除此訊息", "此消息已删除", "此消息已被删除", "您已删除此消息",
  "未接語音通話", "未接语音通话", "未接視訊通話", "未接视频通话",
  "삭제된 메시지입니다", "이 메시지는 삭제되었습니다", "회원님이 이 메시지를 삭제했습니다", "부재중 음성전화", "부재중 영상통화",
};

/* What is told of a medium that was not exported, on iOS */
static const char * const media[] = {
  "image omitted", "video omitted", "audio omitted", "sticker omitted", "gif omitted", "document omitted",
  "contact card omitted", "video note omitted",
  "bild weggelassen", "video weggelassen", "audio weggelassen", "sticker weggelassen", "gif weggelassen",
  "dokument weggelassen", "kontaktkarte ausgelassen", "kontaktkarte weggelassen",
  "imagen omitida", "video omitido", "audio omitido", "sticker omitido", "gif omitido", "documento omitido",
  "tarjeta de contacto omitida", "image absente", "vidéo absente", "audio omis", "sticker omis", "gif retiré",
  "document manquant", "fiche contact non incluse", "immagine omessa", "video omesso", "audio omesso",
  "sticker non incluso", "gif esclusa", "documento omesso", "scheda contatto omessa", "imagem ocultada",
  "imagem omitida", "vídeo omitido", "áudio ocultado", "áudio omitido", "figurinha omitida", "autocolante omitido",
  "cartão do contato omitido", "afbeelding weggelaten", "video weggelaten", "audio weggelaten", "sticker weggelaten",
  "gif weggelaten", "document weggelaten", "contactkaart weggelaten", "изображение отсутствует",
  "видео отсутствует", "аудиофайл отсутствует", "стикер отсутствует", "документ отсутствует",
  "görüntü dahil edilmedi", "video dahil edilmedi", "ses dahil edilmedi", "çıkartma dahil edilmedi",
  "belge dahil edilmedi", "bild utelämnad", "video utelämnad", "ljud utelämnat", "obraz pominięty", "pominięto obraz",
  "画像は含まれていません", "ビデオは含まれていません", "图像已忽略", "视频已忽略", "图片已省略", "影片已略去", "圖片已略去",
  "이미지 생략됨", "동영상 생략됨",
};

/* What a chat begins with; on iOS it has the other's name before it. */
static const char * const notices[] = {
  "messages and calls are end-to-end encrypted", "messages to this chat and calls are now secured",
  "messages to this group are now secured", "nachrichten und anrufe sind ende-zu-ende-verschlüsselt",
  "nachrichten in diesem chat sowie anrufe sind jetzt mit", "los mensajes y las llamadas están cifrados",
  "los mensajes en este chat y las llamadas ahora están", "les messages et les appels sont chiffrés",
  "les messages que vous envoyez dans cette discussion", "i messaggi e le chiamate sono crittografat",
  "i messaggi in questa chat e le chiamate", "as mensagens e as ligações são protegidas",
  "as mensagens e ligações são protegidas", "as mensagens e as chamadas são encriptadas",
  "berichten en oproepen worden end-to-end versleuteld", "сообщения и звонки защищены сквозным шифрованием",
};

/* What is in the words for "edited", in the mark "<This message was edited>" at the end of a message */
static const char * const edited[] = {
  "edit", "bearbeitet", "modif", "bewerkt", "redig", "muokattu", "upraven", "szerkeszt", "uređen", "editat", "измен",
  "отредакт", "редаг", "редакт", "επεξεργ", "düzenlen", "تعديل", "ویرایش", "נערכה", "संपादित", "एडिट", "disunting",
  "chỉnh sửa", "แก้ไข", "編集", "编辑", "編輯", "수정",
};

static char *
find_line_end (char *text)
{
  char *end = strchr (text, '\n');

  return end != NULL ? end : text + strlen (text);
}

/* "<Media omitted>", in all languages: two words, or one in another script, and nothing else */
static gboolean
is_in_angle_brackets (const char *text)
{
  gsize length = strlen (text);

  return length > 2 && length < 200 && text[0] == '<' && text[length - 1] == '>' &&
         strcspn (text + 1, "<>\n") == length - 2 && (strchr (text, ' ') != NULL || !g_str_is_ascii (text));
}

/* "IMG-20250512-WA0001.jpg (file attached)" in the first line, before the caption. */
static gboolean
is_attachment (const char *text,
               gsize       length)
{
  const char *paren = g_strrstr_len (text, (gssize) length, " (");
  const char *dot = paren != NULL ? g_strrstr_len (text, paren - text, ".") : NULL;

  if (dot == NULL || text[length - 1] != ')' || paren - dot < 3 || paren - dot > 6)
    return FALSE;

  for (const char *p = dot + 1; p < paren; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;

  return memchr (text, '(', (gsize) (paren - text)) == NULL;
}

/* "Location: https://maps.google.com/…", in all languages */
static gboolean
is_location (const char *text)
{
  const char *colon = strstr (text, ": http");

  return colon != NULL && colon > text && strcspn (text, " \n") >= (gsize) (colon - text) &&
         strcspn (colon + 2, " \n") == strlen (colon + 2);
}

static gboolean
is_listed (const char         *text,
           const char * const *list,
           gsize               n_listed)
{
  for (gsize i = 0; i < n_listed; i++)
    if (g_str_equal (text, list[i]))
      return TRUE;

  return FALSE;
}

/* "plan.pdf • 3 pages document omitted", with a mark of direction before what is told */
static void
cut_medium (char *text)
{
  char *mark = g_strrstr (text, "\xe2\x80\x8e");
  g_autofree char *told = mark != NULL ? g_utf8_strdown (mark + 3, -1) : NULL;
  char *line;

  if (told == NULL || !is_listed (told, media, G_N_ELEMENTS (media)))
    return;

  *mark = '\0';
  line = strrchr (text, '\n');
  *(line != NULL ? line : text) = '\0';
}

static gboolean
says_edited (const char *mark)
{
  g_autofree char *folded = g_utf8_strdown (mark, -1);

  for (guint i = 0; i < G_N_ELEMENTS (edited); i++)
    if (strstr (folded, edited[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* “OPTION: At six (1 vote)”, in all languages. Returns the length of what is before the colon, or 0. */
static gsize
get_option_length (const char *line,
                   gsize       length)
{
  gsize n = strcspn (line, " :\n");
  const char *paren = g_strrstr_len (line, (gssize) length, "(");

  if (n == 0 || line[n] != ':' || line[n + 1] != ' ' || paren == NULL || line[length - 1] != ')')
    return 0;

  for (const char *p = paren; p < line + length; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return n;

  return 0;
}

/* Of a poll the question is kept: “POLL:⏎When do we eat?⏎OPTION: At six (1 vote)⏎OPTION: At eight (0 votes)” */
static void
cut_poll (char *text)
{
  char *question = find_line_end (text), *options = NULL;
  gsize word = 0;
  guint n_options = 0;

  if (question == text || question[-1] != ':' || *question == '\0' ||
      memchr (text, ' ', (gsize) (question - text)) != NULL)
    return;

  for (char *line = ++question; *line != '\0';)
    {
      char *end = find_line_end (line);
      gsize length = get_option_length (line, (gsize) (end - line));

      if (length > 0 && options == NULL)
        {
          options = line;
          word = length;
        }

      if (options != NULL && *line != '\n' && (length != word || strncmp (line, options, word) != 0))
        return;

      n_options += length > 0;
      line = end + (*end == '\n' ? 1 : 0);
    }

  if (n_options < 2)
    return;

  *options = '\0';
  memmove (text, question, strlen (question) + 1);
}

/**
 * idio_chat_phrase_is_notice:
 * @text: a message, tidied and stripped
 *
 * Returns: whether it is the sentence about encryption that conversations of WhatsApp begin with
 */
gboolean
idio_chat_phrase_is_notice (const char *text)
{
  g_autofree char *beginning = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, 100), 60));
  g_autofree char *folded = g_utf8_strdown (beginning, -1);

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_str_has_prefix (folded, notices[i]))
      return TRUE;

  return FALSE;
}

/**
 * idio_chat_phrase_is_program:
 * @text: a message, tidied and stripped
 *
 * Returns: whether a program wrote all of it, in one of the languages that chat programs come in
 */
gboolean
idio_chat_phrase_is_program (const char *text)
{
  g_autofree char *folded = NULL;
  gsize length = strlen (text);

  if (is_in_angle_brackets (text) || is_location (text))
    return TRUE;

  if (idio_chat_phrase_is_notice (text))
    return TRUE;

  if (length > 200)
    return FALSE;

  folded = g_utf8_strdown (text, -1);
  length = strlen (folded);

  if (g_str_has_suffix (folded, "."))
    folded[length - 1] = '\0';
  else if (g_str_has_suffix (folded, "。") || g_str_has_suffix (folded, "।"))
    folded[length - 3] = '\0';

  return is_listed (folded, messages, G_N_ELEMENTS (messages)) || is_listed (folded, media, G_N_ELEMENTS (media));
}

/**
 * idio_chat_phrase_cut:
 * @text: (inout): a message of WhatsApp, stripped
 *
 * Cuts off what the program added before or after the words: the name of a file, the options of a poll, a mark that it
 * was edited.
 */
void
idio_chat_phrase_cut (char *text)
{
  char *end = find_line_end (text), *mark;
  gsize length;

  if (end > text && is_attachment (text, (gsize) (end - text)))
    memmove (text, end, strlen (end) + 1);

  cut_poll (text);
  cut_medium (text);
  length = strlen (text);
  mark = length > 2 && text[length - 1] == '>' ? strrchr (text, '<') : NULL;

  /* On iOS there is a mark of direction before it. */
  if (mark == NULL || strchr (mark, '\n') != NULL)
    return;

  if (mark - text >= 3 && memcmp (mark - 3, "\xe2\x80\x8e", 3) == 0)
    mark[-3] = '\0';
  else if (strlen (mark) < 200 && says_edited (mark))
    *mark = '\0';
}
