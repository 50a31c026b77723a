/* idio-machine.c: what a process can have of this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-machine.h"

/* What is believed of a computer that does not tell */
#define DEFAULT_MEMORY (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* More than any computer has, as a bound for what files claim */
#define MAX_CORES 4096

/* Reads a file below @root; NULL if there is none. */
static char *
read_below (const char *root,
            const char *path)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  char *text = NULL;

  return g_file_get_contents (full, &text, NULL, NULL) ? text : NULL;
}

/* The number after @name at the start of a line, or @otherwise */
static guint64
find_number (const char *text,
             const char *name,
             guint64     otherwise)
{
  gsize length = strlen (name);

  for (const char *line = text; line != NULL; line = (line = strchr (line, '\n')) != NULL ? line + 1 : NULL)
    if (strncmp (line, name, length) == 0 && (line[length] == ':' || line[length] == ' '))
      {
        const char *number = line + length + 1;
        char *end;
        guint64 value = g_ascii_strtoull (number, &end, 10);

        return end != number ? value : otherwise;
      }

  return otherwise;
}

static guint64
from_kibibytes (guint64 n)
{
  return n < G_MAXUINT64 / 1024 ? n * 1024 : G_MAXUINT64;
}

/* A file with one number in it. “max”, and no file, stand for no limit. */
static guint64
read_limit (const char *root,
            const char *group,
            const char *name)
{
  g_autofree char *path = g_build_filename (group, name, NULL);
  g_autofree char *text = read_below (root, path);
  char *end;
  guint64 value;

  if (text == NULL)
    return G_MAXUINT64;

  value = g_ascii_strtoull (text, &end, 10);

  return end != text ? value : G_MAXUINT64;
}

/* “200000 100000” in cpu.max: 200 ms of processor time in each 100 ms */
static void
apply_quota (IdioMachine *self,
             const char  *root,
             const char  *group)
{
  g_autofree char *path = g_build_filename (group, "cpu.max", NULL);
  g_autofree char *text = read_below (root, path);
  char *end;
  guint64 quota, period;

  if (text == NULL || !g_ascii_isdigit (*text))
    return;

  quota = g_ascii_strtoull (text, &end, 10);
  period = g_ascii_strtoull (end, NULL, 10);

  if (period > 0)
    self->n_cores = (guint) MIN (self->n_cores, MAX (1, quota / period));
}

/* Memory that holds files counts as used in a group, and is given back when it is needed. */
static void
apply_memory_limit (IdioMachine *self,
                    const char  *root,
                    const char  *group)
{
  guint64 limit = MIN (read_limit (root, group, "memory.max"), read_limit (root, group, "memory.high"));
  g_autofree char *path = g_build_filename (group, "memory.stat", NULL);
  g_autofree char *stat = NULL;
  guint64 used, files;

  if (limit == G_MAXUINT64)
    return;

  stat = read_below (root, path);
  used = read_limit (root, group, "memory.current");
  files = find_number (stat, "inactive_file", 0) + find_number (stat, "active_file", 0);
  used = used == G_MAXUINT64 || used < files ? 0 : used - files;

  self->memory = MIN (self->memory, limit);
  self->available = MIN (self->available, limit > used ? limit - used : 0);
}

/* The limits of control groups (version 2), each within those above it. */
static void
apply_groups (IdioMachine *self,
              const char  *root)
{
  g_autofree char *text = read_below (root, "proc/self/cgroup");
  g_autofree char *group = NULL;
  const char *line = text != NULL ? g_strstr_len (text, -1, "0::/") : NULL;

  if (line == NULL)
    return;

  group = g_strndup (line + strlen ("0::"), strcspn (line, "\n") - strlen ("0::"));

  while (TRUE)
    {
      g_autofree char *path = g_build_filename ("sys/fs/cgroup", group, NULL);
      char *slash;

      apply_quota (self, root, path);
      apply_memory_limit (self, root, path);

      if ((slash = strrchr (group, '/')) == NULL || group[1] == '\0')
        break;

      slash[slash == group] = '\0';
    }
}

/* Adds the cores of processors @first to @last. Processors that share a core name the same list of siblings. */
static void
add_cores (GHashTable *cores,
           const char *root,
           guint64     first,
           guint64     last)
{
  for (guint64 i = first; i <= last && i < MAX_CORES; i++)
    {
      g_autofree char *path = g_strdup_printf ("sys/devices/system/cpu/cpu%" G_GUINT64_FORMAT
                                               "/topology/thread_siblings_list", i);
      char *siblings = read_below (root, path);

      g_hash_table_add (cores, siblings != NULL ? siblings : g_strdup_printf ("%" G_GUINT64_FORMAT, i));
    }
}

/* Two threads on one core only wait for each other when all they do is multiply. */
static guint
count_cores (const char *root)
{
  g_autoptr(GHashTable) cores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *status = read_below (root, "proc/self/status");
  const char *list = status != NULL ? strstr (status, "\nCpus_allowed_list:") : NULL;
  const char *p = list != NULL ? strchr (list, ':') + 1 : NULL;

  /* Such as “0-3,8” */
  while (p != NULL && *p != '\0' && *p != '\n')
    {
      char *end;
      guint64 first = g_ascii_strtoull (p, &end, 10), last = first;

      if (end == p)
        break;

      if (*end == '-')
        last = g_ascii_strtoull (end + 1, &end, 10);

      add_cores (cores, root, first, last);
      p = *end == ',' ? end + 1 : NULL;
    }

  return g_hash_table_size (cores) > 0 ? g_hash_table_size (cores) : g_get_num_processors ();
}

/**
 * idio_machine_read:
 * @self: (out caller-allocates): what is found
 * @root: (type filename): the folder with `proc` and `sys` in it: "/", or another in tests
 *
 * Looks at what the process can have now. What the files of the kernel do not tell is guessed. May be called from any
 * thread.
 */
void
idio_machine_read (IdioMachine *self,
                   const char  *root)
{
  g_autofree char *meminfo = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (root != NULL);

  meminfo = read_below (root, "proc/meminfo");
  self->n_cores = count_cores (root);
  self->memory = from_kibibytes (find_number (meminfo, "MemTotal", DEFAULT_MEMORY / 1024));
  self->available = MIN (from_kibibytes (find_number (meminfo, "MemAvailable", self->memory / 1024)), self->memory);
  self->swap = from_kibibytes (find_number (meminfo, "SwapFree", 0));
  apply_groups (self, root);
}
