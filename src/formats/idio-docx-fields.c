/* idio-docx-fields.c: the fields of a Word document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-docx-fields.h"
#include "formats/idio-office-field.h"

/* How deep fields in fields are told apart, and how much of a code is looked at */
#define MAX_FIELDS 64
#define MAX_CODE_BYTES 1000

typedef struct
{
  GString  *code;
  gboolean  in_result;
  gboolean  generated;
} Field;

struct _IdioDocxFields
{
  GPtrArray *fields;
};

static void
field_free (Field *self)
{
  g_string_free (self->code, TRUE);
  g_free (self);
}

static Field *
get_last (IdioDocxFields *self)
{
  return self->fields->len > 0 ? g_ptr_array_index (self->fields, self->fields->len - 1) : NULL;
}

IdioDocxFields *
idio_docx_fields_new (void)
{
  IdioDocxFields *self = g_new0 (IdioDocxFields, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);

  return self;
}

void
idio_docx_fields_free (IdioDocxFields *self)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

/**
 * idio_docx_fields_begin:
 * @self: fields
 * @code: (nullable): the code of a field whose result follows, or %NULL if the code follows
 */
void
idio_docx_fields_begin (IdioDocxFields *self,
                        const char     *code)
{
  Field *field;

  if (self->fields->len >= MAX_FIELDS)
    return;

  field = g_new0 (Field, 1);
  field->code = g_string_new (code);
  field->in_result = code != NULL;
  field->generated = code != NULL && idio_office_field_is_generated (code);
  g_ptr_array_add (self->fields, field);
}

void
idio_docx_fields_append_code (IdioDocxFields *self,
                              const char     *text)
{
  Field *field = get_last (self);

  if (field != NULL && field->code->len < MAX_CODE_BYTES)
    g_string_append (field->code, text);
}

/**
 * idio_docx_fields_separate:
 * @self: fields
 *
 * The code of the field that began last is complete, its result follows.
 */
void
idio_docx_fields_separate (IdioDocxFields *self)
{
  Field *field = get_last (self);

  if (field == NULL)
    return;

  field->in_result = TRUE;
  field->generated = idio_office_field_is_generated (field->code->str);
}

/**
 * idio_docx_fields_end:
 * @self: fields
 *
 * The field that began last ends.
 *
 * Returns: (transfer full) (nullable): what it shows, if that is in its code
 */
char *
idio_docx_fields_end (IdioDocxFields *self)
{
  Field *field = get_last (self);
  char *text = field != NULL ? idio_office_field_dup_text (field->code->str) : NULL;

  if (field != NULL)
    g_ptr_array_remove_index (self->fields, self->fields->len - 1);

  return text;
}

/**
 * idio_docx_fields_end_open:
 * @self: fields
 *
 * Forgets fields that came to no result, because their ends were deleted.
 */
void
idio_docx_fields_end_open (IdioDocxFields *self)
{
  while (get_last (self) != NULL && !get_last (self)->in_result)
    g_ptr_array_remove_index (self->fields, self->fields->len - 1);
}

/**
 * idio_docx_fields_are_shown:
 * @self: fields
 *
 * Returns: whether text is shown here: it is not part of a code, nor of what a program made
 */
gboolean
idio_docx_fields_are_shown (IdioDocxFields *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      if (!field->in_result || field->generated)
        return FALSE;
    }

  return TRUE;
}
