/* idio-nick.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"

/**
 * idio_nick_from_value:
 * @enum_type: the type of an enumeration
 * @value: a value of it
 *
 * The database, the command line and the prompts write enumerations as their nicks.
 *
 * Returns: (transfer none): the nick of @value, such as "work-mail"
 */
const char *
idio_nick_from_value (GType enum_type,
                      int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (enum_type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}

/**
 * idio_nick_to_value:
 * @enum_type: the type of an enumeration
 * @nick: (nullable): a text that should be the nick of a value
 * @value: (out) (type int): a pointer to a variable of that enumeration, left alone if there is no such value
 *
 * Returns: whether there is a value with that nick
 */
gboolean
idio_nick_to_value (GType       enum_type,
                    const char *nick,
                    gpointer    value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (enum_type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found == NULL)
    return FALSE;

  *(int *) value = found->value;

  return TRUE;
}

/**
 * idio_nick_list:
 * @enum_type: the type of an enumeration
 *
 * Returns: (transfer full): all nicks with commas between them, for messages
 */
char *
idio_nick_list (GType enum_type)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (enum_type);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", klass->values[i].value_nick);

  return g_string_free_and_steal (list);
}
