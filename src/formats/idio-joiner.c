/* idio-joiner.c: short texts joined into long ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-chat-markup.h"
#include "formats/idio-decode.h"
#include "formats/idio-joiner.h"
#include "formats/idio-local-time.h"
#include "formats/idio-word-count.h"

/* Posts and notes with at least this many words are not joined. */
#define LONG_WORDS 100

/* Flush when more than this is held */
#define MAX_HELD_BYTES (4 * 1024 * 1024)

/* Among many people, the first ones name a conversation. */
#define MAX_PEOPLE 4

/* Memory for each message besides its text, in bytes */
#define MESSAGE_BYTES 64

/* Report progress after this many messages */
#define MESSAGES_PER_REPORT 4096

typedef struct
{
  gint64  time;
  guint   number;
  char   *text;
} Message;

typedef struct
{
  char      *key;
  int        period;
  GDateTime *time;
  GArray    *messages;
  IdioEntry *entry;
} Group;

struct _IdioJoiner
{
  IdioTakeFunc  take;
  gpointer      data;
  GQueue        groups;
  GHashTable   *by_key;
  GHashTable   *names;
  GPtrArray    *people;         /* who wrote in a conversation that has no name */
  gsize         n_held_bytes;
  guint         n_messages;
  gboolean      is_stopped;
};

static void
message_clear (gpointer data)
{
  Message *message = data;

  g_free (message->text);
}

static void
group_free (Group *self)
{
  g_free (self->key);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_array_unref (self->messages);
  g_clear_pointer (&self->entry, idio_entry_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Group, group_free)

/**
 * idio_joiner_new:
 * @take: takes the joined texts
 * @data: for @take
 *
 * Returns: (transfer full): a joiner that holds nothing yet
 */
IdioJoiner *
idio_joiner_new (IdioTakeFunc take,
                 gpointer     data)
{
  IdioJoiner *self = g_new0 (IdioJoiner, 1);

  self->take = take;
  self->data = data;
  g_queue_init (&self->groups);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->people = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
idio_joiner_free (IdioJoiner *self)
{
  g_hash_table_unref (self->by_key);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_ptr_array_unref (self->people);
  g_queue_clear_full (&self->groups, (GDestroyNotify) group_free);
  g_free (self);
}

/**
 * idio_joiner_set_names:
 * @self: a joiner
 * @names: (nullable) (element-type utf8 utf8): the name of each account
 *
 * Sets who the authors are of messages that idio_joiner_take() gets with nothing but an account, and who the people are
 * that they name.
 */
void
idio_joiner_set_names (IdioJoiner *self,
                       GHashTable *names)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  self->names = names != NULL ? g_hash_table_ref (names) : NULL;
}

static gboolean
hand_out (IdioJoiner *self,
          IdioEntry  *entry)
{
  if (self->is_stopped)
    {
      g_clear_pointer (&entry, idio_entry_free);
      return FALSE;
    }

  self->is_stopped = !self->take (entry, self->data);

  return !self->is_stopped;
}

static int
compare_messages (gconstpointer a,
                  gconstpointer b)
{
  const Message *first = a, *second = b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;

  return first->number < second->number ? -1 : 1;
}

static char *
dup_title (const IdioEntry *entry,
           GDateTime       *time)
{
  gboolean is_chat = entry->medium == IDIO_MEDIUM_CHAT;
  const char *name = entry->medium == IDIO_MEDIUM_POST ? _("Posts") : _("Notes");
  g_autofree char *date = NULL;

  if (is_chat)
    name = entry->place != NULL && *entry->place != '\0' ? entry->place : entry->recipients ?: _("Chat");

  if (time == NULL)
    return g_strdup (name);

  /* Translators: a date with the year, in g_date_time_format()'s terms, such as "Mar 3, 2024"; and a month */
  date = g_date_time_format (time, is_chat ? C_("date", "%b %-e, %Y") : C_("date", "%B %Y"));

  /* Translators: a conversation and a date, such as "Priya, Mar 3, 2024"; or "Notes, March 2024" */
  return g_strdup_printf (C_("conversation", "%s, %s"), name, date);
}

/* An account, such as a number, names nobody. */
static void
note_person (IdioJoiner      *self,
             const IdioEntry *message)
{
  if (message->medium != IDIO_MEDIUM_CHAT || message->place != NULL || message->author == NULL ||
      *message->author == '\0' || g_strcmp0 (message->author, message->account) == 0 ||
      self->people->len > MAX_PEOPLE ||
      g_ptr_array_find_with_equal_func (self->people, message->author, g_str_equal, NULL))
    return;

  g_ptr_array_add (self->people, g_strdup (message->author));
}

/* A conversation without a name is called by those with whom it is: "Priya", or "Ann, Omar, Priya, …". */
static char *
dup_people (IdioJoiner      *self,
            const IdioEntry *entry)
{
  g_autoptr(GString) people = g_string_new (NULL);
  guint n_people = 0;

  for (guint i = 0; i < self->people->len; i++)
    {
      const char *name = g_ptr_array_index (self->people, i);

      if (g_strcmp0 (name, entry->author) != 0)
        g_string_append_printf (people, "%s%s", n_people > 0 ? ", " : "", n_people < MAX_PEOPLE ? name : "…");

      n_people += g_strcmp0 (name, entry->author) != 0;
    }

  return n_people > 0 ? g_string_free_and_steal (g_steal_pointer (&people)) : NULL;
}

static gboolean
hand_out_group (IdioJoiner *self,
                Group      *group)
{
  const char *between = group->entry->medium == IDIO_MEDIUM_CHAT ? "\n" : "\n\n";
  g_autoptr(GString) text = g_string_new (NULL);
  IdioEntry *entry = g_steal_pointer (&group->entry);

  g_array_sort (group->messages, compare_messages);

  for (guint i = 0; i < group->messages->len; i++)
    {
      if (i > 0)
        g_string_append (text, between);

      g_string_append (text, g_array_index (group->messages, Message, i).text);
    }

  entry->time = g_array_index (group->messages, Message, 0).time;
  entry->text = g_string_free_and_steal (g_steal_pointer (&text));

  return hand_out (self, entry);
}

/* Hands out all groups except those of @period, if that is not 0. */
static gboolean
flush (IdioJoiner *self,
       int         period)
{
  for (GList *link = self->groups.head, *next; link != NULL; link = next)
    {
      g_autoptr(Group) group = NULL;

      next = link->next;

      if (period != 0 && ((Group *) link->data)->period == period)
        continue;

      group = link->data;
      g_queue_delete_link (&self->groups, link);
      g_hash_table_remove (self->by_key, group->key);

      for (guint i = 0; i < group->messages->len; i++)
        self->n_held_bytes -= strlen (g_array_index (group->messages, Message, i).text) + MESSAGE_BYTES;

      if (group->messages->len > 1)
        g_clear_pointer (&group->entry->title, g_free);

      if (group->entry->medium == IDIO_MEDIUM_CHAT && group->entry->place == NULL)
        group->entry->recipients = dup_people (self, group->entry);

      /* The name of a conversation may be that of a folder in an archive, which only the archive knows. */
      if (group->entry->title == NULL && (group->entry->medium != IDIO_MEDIUM_CHAT || group->entry->place != NULL))
        group->entry->title = dup_title (group->entry, group->time);

      if (!hand_out_group (self, group))
        return FALSE;
    }

  return TRUE;
}

static Group *
find_group (IdioJoiner *self,
            IdioEntry  *message,
            GDateTime  *time)
{
  gboolean is_chat = message->medium == IDIO_MEDIUM_CHAT;
  int period = time == NULL ? 0 : (g_date_time_get_year (time) * 12 + g_date_time_get_month (time)) * 32 +
                                  (is_chat ? g_date_time_get_day_of_month (time) : 0);
  g_autofree char *key = g_strdup_printf ("%d\n%d\n%d\n%s\n%s\n%s", message->medium, (int) message->flags, period,
                                          message->place ?: "", message->author ?: "", message->account ?: "");
  Group *group = g_hash_table_lookup (self->by_key, key);

  if (group != NULL)
    return group;

  group = g_new0 (Group, 1);
  group->key = g_steal_pointer (&key);
  group->period = period;
  group->time = time != NULL ? g_date_time_ref (time) : NULL;
  group->messages = g_array_new (FALSE, FALSE, sizeof (Message));
  g_array_set_clear_func (group->messages, message_clear);
  g_queue_push_tail (&self->groups, group);
  g_hash_table_insert (self->by_key, group->key, group);

  return group;
}

/* A message that is nothing but links */
static gboolean
is_link (const char *text)
{
  const char *p = text;

  while (g_ascii_strncasecmp (p, "http://", 7) == 0 || g_ascii_strncasecmp (p, "https://", 8) == 0 ||
         g_ascii_strncasecmp (p, "www.", 4) == 0)
    {
      p += strcspn (p, " \t\n");
      p += strspn (p, " \t\n");
    }

  return *p == '\0';
}

/* Makes the title of a note its first line, unless it is already. */
static char *
steal_text (IdioEntry *message)
{
  char *text = g_steal_pointer (&message->text);
  g_autofree char *untitled = NULL;

  if (message->medium != IDIO_MEDIUM_NOTE || message->title == NULL || g_str_has_prefix (text, message->title))
    return text;

  untitled = text;

  return g_strconcat (message->title, "\n", untitled, NULL);
}

static gboolean
hold (IdioJoiner *self,
      IdioEntry  *entry,
      GDateTime  *time)
{
  g_autoptr(IdioEntry) message = entry;
  Group *group = find_group (self, message, time);
  Message part = { .time = message->time, .number = self->n_messages };

  if (group->entry == NULL)
    {
      part.text = g_steal_pointer (&message->text);
      group->entry = g_steal_pointer (&message);
    }
  else
    {
      Message *first = &g_array_index (group->messages, Message, 0);

      /* The title of the first becomes part of its text when a second is joined to it. */
      if (group->entry->title != NULL)
        {
          self->n_held_bytes -= strlen (first->text);
          group->entry->text = first->text;
          first->text = steal_text (group->entry);
          self->n_held_bytes += strlen (first->text);
          g_clear_pointer (&group->entry->title, g_free);
        }

      part.text = steal_text (message);
    }

  self->n_held_bytes += strlen (part.text) + MESSAGE_BYTES;
  g_array_append_val (group->messages, part);

  if (self->n_held_bytes <= MAX_HELD_BYTES)
    return TRUE;

  return flush (self, group->period) && (self->n_held_bytes <= MAX_HELD_BYTES || flush (self, 0));
}

/**
 * idio_joiner_add:
 * @self: a joiner
 * @message: (transfer full): a chat message, a post or a note; its text need not be tidied, and may be missing
 * @time: (nullable): when it was written, in the zone where its day is to be told; else its own time, in the local zone
 *
 * Adds a message. Empty ones, and chat messages and posts that are only links, are dropped.
 *
 * Returns: whether to go on
 */
gboolean
idio_joiner_add (IdioJoiner *self,
                 IdioEntry  *message,
                 GDateTime  *time)
{
  g_autoptr(IdioEntry) entry = message;
  g_autoptr(GDateTime) local = NULL;

  if (self->is_stopped)
    return FALSE;

  if (++self->n_messages % MESSAGES_PER_REPORT == 0 && !hand_out (self, NULL))
    return FALSE;

  if (entry->text == NULL)
    return TRUE;

  idio_decode_tidy (entry->text, NULL);
  g_strstrip (entry->text);

  if (*entry->text == '\0' || (entry->medium != IDIO_MEDIUM_NOTE && is_link (entry->text)))
    return TRUE;

  if (strlen (entry->text) > MAX_HELD_BYTES ||
      (entry->medium != IDIO_MEDIUM_CHAT && idio_estimate_words (entry->text) >= LONG_WORDS))
    return hand_out (self, g_steal_pointer (&entry));

  note_person (self, entry);

  if (time != NULL)
    entry->time = g_date_time_to_unix (time);
  else if (entry->time != 0)
    time = local = idio_local_time_new_unix (entry->time);

  return hold (self, g_steal_pointer (&entry), time);
}

/* Puts names in place of accounts. */
static void
name_people (IdioJoiner *self,
             IdioEntry  *message)
{
  char *named = message->text != NULL ? idio_chat_markup_name_people (message->text, self->names) : NULL;

  if (named != NULL)
    {
      g_free (message->text);
      message->text = named;
    }

  if (message->account != NULL && self->names != NULL && g_strcmp0 (message->author, message->account) == 0)
    g_set_str (&message->author, g_hash_table_lookup (self->names, message->account) ?: message->account);
}

/**
 * idio_joiner_take:
 * @entry: (transfer full) (nullable): a text
 * @joiner: an #IdioJoiner
 *
 * An #IdioTakeFunc that joins posts and notes, and hands out all other texts as they are, but for a title for
 * conversations that have none.
 *
 * Returns: whether to go on
 */
gboolean
idio_joiner_take (IdioEntry *entry,
                  gpointer   joiner)
{
  IdioJoiner *self = joiner;

  if (entry != NULL && entry->text != NULL &&
      (entry->medium == IDIO_MEDIUM_POST || entry->medium == IDIO_MEDIUM_NOTE))
    return idio_joiner_add (self, entry, NULL);

  if (entry != NULL && entry->medium == IDIO_MEDIUM_CHAT)
    name_people (self, entry);

  if (entry != NULL && entry->medium == IDIO_MEDIUM_CHAT && entry->title == NULL)
    {
      g_autoptr(GDateTime) time = entry->time != 0 ? idio_local_time_new_unix (entry->time) : NULL;

      entry->title = dup_title (entry, time);
    }

  return hand_out (self, entry);
}

/**
 * idio_joiner_finish:
 * @self: a joiner
 *
 * Hands out what is still held.
 *
 * Returns: whether to go on
 */
gboolean
idio_joiner_finish (IdioJoiner *self)
{
  return !self->is_stopped && flush (self, 0);
}
