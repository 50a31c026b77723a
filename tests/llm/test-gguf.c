/* test-gguf.c: the head of a model file, which comes from anywhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "llm/idio-gguf.h"
#include "llm/idio-provider-error.h"

#define INCOMPLETE "This model file is incomplete. Download it again."
#define UNREADABLE "This model is in a form that Idiolect can’t read."
#define NO_WRITER  "This model does not write texts. Choose one made for chats."

#define HUGE (G_GUINT64_CONSTANT (1) << 63)

enum { UINT16 = 2, UINT32 = 4, INT32 = 5, STRING = 8, ARRAY = 9, UINT64 = 10 };

static const char *model_path;

static void
put (GByteArray *bytes,
     guint64     number,
     guint       n_bytes)
{
  guint64 little = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

static void
put_string (GByteArray *bytes,
            const char *string)
{
  put (bytes, strlen (string), 8);
  g_byte_array_append (bytes, (const guint8 *) string, (guint) strlen (string));
}

static GByteArray *
start (guint64 n_tensors,
       guint64 n_pairs)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "GGUF", 4);
  put (bytes, 3, 4);
  put (bytes, n_tensors, 8);
  put (bytes, n_pairs, 8);

  return bytes;
}

static void
put_key (GByteArray *bytes,
         const char *key,
         guint       type)
{
  put_string (bytes, key);
  put (bytes, type, 4);
}

static void
put_architecture (GByteArray *bytes)
{
  put_key (bytes, "general.architecture", STRING);
  put_string (bytes, "llama");
}

/* One number in F32, at @offset */
static void
put_tensor (GByteArray *bytes,
            guint64     n_dimensions,
            guint64     dimension,
            guint64     type,
            guint64     offset)
{
  put_string (bytes, "t");
  put (bytes, n_dimensions, 4);

  for (guint i = 0; i < MIN (n_dimensions, 4); i++)
    put (bytes, dimension, 8);

  put (bytes, type, 4);
  put (bytes, offset, 8);
}

/* Takes @bytes. */
static IdioGguf *
read_bytes (GByteArray  *bytes,
            guint64      n_zeros,
            GError     **error)
{
  g_autoptr(GByteArray) owned = bytes;
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "model.gguf", NULL);

  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  g_assert_cmpint (truncate (path, (off_t) (bytes->len + n_zeros)), ==, 0);

  return idio_gguf_read (path, error);
}

static void
check_refused (GByteArray *bytes,
               guint64     n_zeros,
               const char *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_bytes (bytes, n_zeros, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_good (void)
{
  GByteArray *bytes = start (1, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioGguf) model = NULL;

  put_architecture (bytes);
  put_tensor (bytes, 1, 4, 0, 0);
  model = read_bytes (bytes, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (model->name, ==, "model");
  g_assert_cmpuint (g_strv_length (model->control_tokens), ==, 0);
}

static void
test_counts (void)
{
  static const guint64 counts[] = { 2, 1000000, HUGE - 1, HUGE, G_MAXUINT64 };
  GByteArray *bytes;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      check_refused (start (counts[i], 0), 0, INCOMPLETE);
      check_refused (start (0, counts[i]), 0, INCOMPLETE);

      /* A key, a string and arrays of that length */
      bytes = start (1, 1);
      put (bytes, counts[i], 8);
      check_refused (bytes, 0, INCOMPLETE);

      bytes = start (1, 1);
      put_key (bytes, "k", STRING);
      put (bytes, counts[i], 8);
      check_refused (bytes, 0, INCOMPLETE);

      for (guint type = 0; type < 14; type++)
        {
          bytes = start (1, 1);
          put_key (bytes, "tokenizer.ggml.tokens", ARRAY);
          put (bytes, type, 4);
          put (bytes, counts[i], 8);
          check_refused (bytes, 0, INCOMPLETE);
        }
    }

  check_refused (start (0, 0), 100, NO_WRITER);
}

/* A hole in a file costs nothing, and holds any number of empty strings. */
static void
test_sparse (void)
{
  GByteArray *bytes = start (1, 1);

  put_key (bytes, "k", ARRAY);
  put (bytes, STRING, 4);
  put (bytes, G_GUINT64_CONSTANT (1) << 40, 8);
  check_refused (bytes, G_GUINT64_CONSTANT (1) << 40, UNREADABLE);

  check_refused (start (1, G_GUINT64_CONSTANT (1) << 40), G_GUINT64_CONSTANT (1) << 40, UNREADABLE);
}

static void
test_tensors (void)
{
  static const struct { guint64 n_dimensions, dimension, type, offset; } cases[] = {
    { 1, 4, 0, 1000 }, { 1, 4, 0, HUGE }, { 1, 4, 0, G_MAXUINT64 }, { 1, HUGE, 0, 0 }, { 1, G_MAXUINT64 / 4 + 1, 0, 0 },
    { 2, HUGE, 0, 0 }, { 4, 65536, 0, 0 }, { 9, 1, 0, 0 }, { G_MAXUINT32, 1, 0, 0 }, { 1, G_MAXUINT64 - 3, 1, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GByteArray *bytes = start (1, 1);

      put_architecture (bytes);
      put_tensor (bytes, cases[i].n_dimensions, cases[i].dimension, cases[i].type, cases[i].offset);
      check_refused (bytes, 100, INCOMPLETE);
    }
}

static void
test_numbers (void)
{
  static const char * const keys[] = {
    "general.alignment", "llama.block_count", "llama.attention.head_count", "llama.attention.head_count_kv",
    "llama.embedding_length", "llama.attention.key_length", "llama.context_length",
  };
  static const guint64 numbers[] = { 0, 1, HUGE - 1, HUGE, G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GByteArray *bytes = start (1, 1 + G_N_ELEMENTS (keys));
      g_autoptr(IdioGguf) model = NULL;
      g_autoptr(GError) error = NULL;

      put_architecture (bytes);

      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        {
          put_key (bytes, keys[j], UINT64);
          put (bytes, numbers[i], 8);
        }

      put_tensor (bytes, 1, 4, 0, 0);
      model = read_bytes (bytes, 1000, &error);
      g_assert_no_error (error);
      g_assert_true (idio_gguf_check_fits (model, G_MAXUINT64, NULL));
      g_assert_true (idio_gguf_check_fits (model, 1000000000, NULL) == (numbers[i] < 2));
    }
}

/* Arrays in arrays are in no model, and deep ones would use up the stack. */
static void
test_nested (void)
{
  GByteArray *bytes = start (1, 1);

  put_key (bytes, "k", ARRAY);

  for (guint i = 0; i < 100000; i++)
    {
      put (bytes, ARRAY, 4);
      put (bytes, 1, 8);
    }

  check_refused (bytes, 0, INCOMPLETE);
}

static void
test_control_tokens (void)
{
  static const struct { const char *token; guint type; } tokens[] = {
    { "hello", 1 }, { "<|end|>", 3 }, { "<unk>", 2 }, { "x", 3 }, { "<think>", 4 }, { "<0x0A>", 6 }, { "\xff\xfe", 3 },
    { "", 3 }, { "é", 3 }, { "<｜User｜>", 3 },
  };
  GByteArray *bytes = start (1, 3);
  g_autoptr(IdioGguf) model = NULL;

  put_key (bytes, "tokenizer.ggml.tokens", ARRAY);
  put (bytes, STRING, 4);
  put (bytes, G_N_ELEMENTS (tokens), 8);

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    put_string (bytes, tokens[i].token);

  put_key (bytes, "tokenizer.ggml.token_type", ARRAY);
  put (bytes, INT32, 4);
  put (bytes, G_N_ELEMENTS (tokens), 8);

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    put (bytes, tokens[i].type, 4);

  put_architecture (bytes);
  put_tensor (bytes, 1, 4, 0, 0);
  model = read_bytes (bytes, 100, NULL);
  g_assert_cmpuint (g_strv_length (model->control_tokens), ==, 3);
  g_assert_cmpstr (model->control_tokens[0], ==, "<|end|>");
  g_assert_cmpstr (model->control_tokens[1], ==, "<unk>");
  g_assert_cmpstr (model->control_tokens[2], ==, "<｜User｜>");
}

/* What is no file gives a reason, at once. */
static void
test_no_file (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *fifo = g_build_filename (dir, "fifo.gguf", NULL);
  const char * const paths[] = { dir, fifo, "/dev/zero", "/dev/null", "/does/not/exist", "" };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (idio_gguf_read (paths[i], &error));
      g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
    }
}

/* Names of files are bytes. */
static void
test_names (void)
{
  static const struct { const char *file, *name; } cases[] = {
    { "mod\xe8le.gguf", "mod\ufffdle" }, { "two\nlines.gguf", "two\ufffdlines" }, { "\x1b[31mred.gguf", "\ufffd[31mred" },
    { "\u202egro.gguf", "\ufffdgro" }, { "Modèle 7B", "Modèle 7B" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, cases[i].file, NULL);
      g_autoptr(IdioGguf) model = NULL;

      g_assert_cmpint (symlink (model_path, path), ==, 0);
      model = idio_gguf_read (path, NULL);
      g_assert_cmpstr (model->name, ==, cases[i].name);
    }
}

/* Writes the @part of a model of @n_parts, from 0, each with some tensors and so many bytes of zeros. */
static char *
write_part (const char *dir,
            const char *name,
            guint       part,
            guint       n_parts,
            guint       n_tensors,
            guint64     n_zeros)
{
  g_autoptr(GByteArray) bytes = start (n_tensors, 3);
  char *path = g_build_filename (dir, name, NULL);

  put_architecture (bytes);
  put_key (bytes, "split.no", UINT16);
  put (bytes, part, 2);
  put_key (bytes, "split.count", UINT16);
  put (bytes, n_parts, 2);

  /* 64 numbers in Q4_0 */
  for (guint i = 0; i < n_tensors; i++)
    put_tensor (bytes, 1, 64, 2, 0);

  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  g_assert_cmpint (truncate (path, (off_t) (bytes->len + n_zeros)), ==, 0);

  return path;
}

static void
check_path_refused (const char *path,
                    const char *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (idio_gguf_read (path, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
  g_assert_cmpstr (error->message, ==, sentence);
}

/* A model in parts is read from its first, and all the others have to be there, whole and under their names. */
static void
test_parts (void)
{
  static const char missing[] = "A part of this model is missing: “m-00003-of-00003.gguf”. Put all parts into one folder.";
  static const char renamed[] = "The files of this model were renamed. Their names have to end as they did when they were "
                                "downloaded, such as “-00001-of-00003.gguf”.";
  static const char not_first[] = "This is part 2 of 3 of a model. Choose the first part; the others stay beside it.";
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *first = write_part (dir, "m-00001-of-00003.gguf", 0, 3, 0, 100);
  g_autofree char *second = write_part (dir, "m-00002-of-00003.gguf", 1, 3, 1, 100);
  g_autofree char *third = NULL, *other = NULL, *few = NULL;
  g_autoptr(IdioGguf) model = NULL;
  g_autoptr(GError) error = NULL;

  check_path_refused (second, not_first);
  check_path_refused (first, missing);
  third = write_part (dir, "m-00003-of-00003.gguf", 2, 3, 1, 10);
  check_path_refused (first, INCOMPLETE);
  g_free (third);
  third = write_part (dir, "m-00003-of-00003.gguf", 2, 3, 2, 5000);

  model = idio_gguf_read (first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (model->name, ==, "m");
  g_assert_cmpuint (model->size, >, 5200);
  g_assert_cmpuint (model->repacked, ==, 3 * 36);

  other = write_part (dir, "m.gguf", 0, 3, 1, 100);
  check_path_refused (other, renamed);
  few = write_part (dir, "m-00001-of-00002.gguf", 0, 3, 1, 100);
  check_path_refused (few, renamed);
}

/* Numbers of parts that make no sense */
static void
test_odd_parts (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *whole = write_part (dir, "whole.gguf", 0, 1, 1, 100);
  g_autofree char *none = write_part (dir, "none.gguf", 0, 0, 1, 100);
  g_autofree char *beyond = write_part (dir, "m-00001-of-00002.gguf", 7, 2, 1, 100);
  g_autofree char *many = write_part (dir, "m-00001-of-65535.gguf", 0, 65535, 1, 100);
  g_autofree char *short_name = write_part (dir, "-1.gguf", 0, 2, 1, 100);
  g_autoptr(IdioGguf) whole_model = idio_gguf_read (whole, NULL);
  g_autoptr(IdioGguf) none_model = idio_gguf_read (none, NULL);

  g_assert_nonnull (whole_model);
  g_assert_nonnull (none_model);
  g_assert_null (idio_gguf_read (beyond, NULL));
  g_assert_null (idio_gguf_read (many, NULL));
  g_assert_null (idio_gguf_read (short_name, NULL));
}

/* As somebody who may not read it: the superuser may read everything. */
static void
test_no_permission (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = write_part (dir, "mine.gguf", 0, 1, 1, 100);
  gboolean is_superuser = geteuid () == 0;

  g_assert_cmpint (g_chmod (path, 0000), ==, 0);
  g_assert_true (!is_superuser || seteuid (65534) == 0);
  check_path_refused (path, "You have no permission to read the model file. Copy it to a folder of your own, and choose the "
                            "copy.");
  g_assert_true (!is_superuser || seteuid (0) == 0);
  check_path_refused ("/does/not/exist", "The model file can’t be opened. Was it moved or removed?");
}

static void
test_head (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioGguf) model = idio_gguf_read (model_path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (model->size, ==, 98362432);
  g_assert_cmpuint (model->context, ==, 8192);

  /* 30 layers, 3 heads, 64 keys and 64 values of 2 bytes */
  g_assert_cmpuint (model->token_bytes, ==, 30 * 3 * (64 + 64) * 2);
  g_assert_cmpuint (model->repacked, ==, 0);
  g_assert_cmpuint (model->memory, >, model->size);
  g_assert_true (strlen (model->name) > 0);
  g_assert_cmpuint (g_strv_length (model->control_tokens), ==, 17);
  g_assert_true (g_strv_contains ((const char * const *) model->control_tokens, "<|im_end|>"));

  g_assert_true (idio_gguf_check_fits (model, G_GUINT64_CONSTANT (8000000000), &error));
  g_assert_false (idio_gguf_check_fits (model, 300000000, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
}

/* Whatever the bytes, the head is read or refused. */
static void
test_random_heads (void)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (model_path, FALSE, NULL);
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "model.gguf", NULL);

  for (guint i = 0; i < 300; i++)
    {
      char data[4096];
      g_autoptr(GError) error = NULL;
      g_autoptr(IdioGguf) model = NULL;

      memcpy (data, g_mapped_file_get_contents (file), sizeof data);

      for (guint j = 0; j < 8; j++)
        data[g_test_rand_int_range (4, j < 4 ? 200 : sizeof data)] = (char) g_test_rand_int ();

      g_assert_true (g_file_set_contents (path, data, sizeof data, NULL));
      model = idio_gguf_read (path, &error);
      g_assert_true ((model == NULL) == (error != NULL));
    }
}

/* Nor does it matter where the file ends. */
static void
test_cut (void)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (model_path, FALSE, NULL);
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "model.gguf", NULL);

  for (gssize length = 0; length < 3000; length += 7)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents_full (path, g_mapped_file_get_contents (file), length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_assert_null (idio_gguf_read (path, &error));
      g_assert_nonnull (error);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/gguf/head", test_head);
  g_test_add_func ("/gguf/parts", test_parts);
  g_test_add_func ("/gguf/odd-parts", test_odd_parts);
  g_test_add_func ("/gguf/no-permission", test_no_permission);
  g_test_add_func ("/gguf/good", test_good);
  g_test_add_func ("/gguf/counts", test_counts);
  g_test_add_func ("/gguf/sparse", test_sparse);
  g_test_add_func ("/gguf/tensors", test_tensors);
  g_test_add_func ("/gguf/numbers", test_numbers);
  g_test_add_func ("/gguf/nested", test_nested);
  g_test_add_func ("/gguf/control-tokens", test_control_tokens);
  g_test_add_func ("/gguf/no-file", test_no_file);
  g_test_add_func ("/gguf/names", test_names);
  g_test_add_func ("/gguf/random-heads", test_random_heads);
  g_test_add_func ("/gguf/cut", test_cut);
}

int
main (int   argc,
      char *argv[])
{
  model_path = idio_test_get_model ();

  return idio_test_main (argc, argv, add_tests);
}
