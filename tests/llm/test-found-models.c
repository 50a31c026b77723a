/* test-found-models.c: models that other programs have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "idio-test.h"
#include "llm/idio-found-models.h"

static char *home;

static void
put_string (GByteArray *bytes,
            const char *string)
{
  guint64 length = GUINT64_TO_LE (strlen (string));

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) string, (guint) strlen (string));
}

/* A head with one pair of strings, one tensor of one number, and its data. */
static void
put_model (const char *path,
           const char *architecture)
{
  static const guint8 begin[] = { 'G', 'G', 'U', 'F', 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 string_type[] = { 8, 0, 0, 0 };
  static const guint8 shape[] = { 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 padding[64] = { 0, };
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *full_path = g_build_filename (home, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full_path);

  g_byte_array_append (bytes, begin, sizeof begin);
  put_string (bytes, "general.architecture");
  g_byte_array_append (bytes, string_type, sizeof string_type);
  put_string (bytes, architecture);
  put_string (bytes, "t");
  g_byte_array_append (bytes, shape, sizeof shape);
  g_byte_array_append (bytes, padding, sizeof padding);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (full_path, (const char *) bytes->data, bytes->len, NULL));
}

static void
put_text (const char *path,
          const char *text)
{
  g_autofree char *full_path = g_build_filename (home, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full_path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (full_path, text, -1, NULL));
}

static void
put_link (const char *path,
          const char *target)
{
  g_autofree char *full_path = g_build_filename (home, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full_path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_cmpint (symlink (target, full_path), ==, 0);
}

static void
assert_found (GPtrArray  *found,
              const char *name,
              const char *source,
              const char *path)
{
  g_autofree char *full_path = g_build_filename (home, path, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const IdioFoundModel *model = g_ptr_array_index (found, i);

      if (g_str_equal (model->path, full_path))
        {
          g_assert_cmpstr (model->name, ==, name);
          g_assert_cmpstr (model->source, ==, source);
          g_assert_cmpuint (model->bytes, >, 0);
          return;
        }
    }

  g_error ("%s was not found", path);
}

static GPtrArray *
find (void)
{
  return idio_test_await_boxed (idio_found_models_list ());
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) found = find ();

  g_assert_cmpuint (found->len, ==, 0);
}

#define BLOB "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define MANIFEST(digest) \
  "{\"layers\": [{\"mediaType\": \"application/vnd.ollama.image.license\", \"digest\": \"sha256:" BLOB "\"}, " \
  "{\"mediaType\": \"application/vnd.ollama.image.model\", \"digest\": \"" digest "\"}]}"

static void
test_found (void)
{
  g_autoptr(GPtrArray) found = NULL;

  put_model (".lmstudio/models/google/gemma/gemma-4.Q4_0.gguf", "gemma4");
  put_model (".lmstudio/models/google/gemma/mmproj-gemma-4.gguf", "clip");
  put_model (".lmstudio/models/nomic/embed/embed.gguf", "nomic-bert");
  put_model (".lmstudio/models/big/big/big-00001-of-00002.gguf", "llama");
  put_model (".lmstudio/models/big/big/big-00002-of-00002.gguf", "llama");
  put_text (".lmstudio/models/google/gemma/notes.txt", "GGUF");
  put_text (".lmstudio/models/google/gemma/broken.gguf", "GGUF");
  put_text (".lmstudio/models/google/gemma/.gguf", "GGUF");

  put_model (".ollama/models/blobs/sha256-" BLOB, "qwen35");
  put_text (".ollama/models/manifests/registry.ollama.ai/library/qwen3.5/2b", MANIFEST ("sha256:" BLOB));
  put_text (".ollama/models/manifests/registry.ollama.ai/library/qwen3.5/latest", MANIFEST ("sha256:" BLOB));
  put_text (".ollama/models/manifests/registry.ollama.ai/library/bad/1", MANIFEST ("sha256:x/secret"));
  put_model (".ollama/models/blobs/sha256-x/secret", "llama");
  put_text (".ollama/models/manifests/registry.ollama.ai/library/bad/2", "{\"layers\": [1, {}]}");
  put_text (".ollama/models/manifests/registry.ollama.ai/library/bad/3", "[");

  put_model (".cache/huggingface/hub/models--o--m/blobs/abc", "llama");
  put_link (".cache/huggingface/hub/models--o--m/snapshots/1/m.gguf", "../../blobs/abc");
  put_link (".cache/huggingface/hub/models--o--m/snapshots/2/m.gguf", "../../blobs/abc");
  put_link (".cache/huggingface/hub/models--o--m/snapshots/2/gone.gguf", "../../blobs/gone");

  /* Links that lead round. */
  put_link (".cache/huggingface/hub/models--o--m/snapshots/1/round", "../../..");
  put_link (".lmstudio/models/self", ".");
  put_link (".lmstudio/models/me.gguf", "me.gguf");

  found = find ();
  assert_found (found, "gemma-4.Q4_0", "LM Studio", ".lmstudio/models/google/gemma/gemma-4.Q4_0.gguf");
  assert_found (found, "big", "LM Studio", ".lmstudio/models/big/big/big-00001-of-00002.gguf");
  g_assert_cmpuint (found->len, ==, 4);

  for (guint i = 0; i < found->len; i++)
    {
      const IdioFoundModel *model = g_ptr_array_index (found, i);

      /* One file by two names is one model. */
      if (g_str_equal (model->source, "Ollama"))
        g_assert_true (g_str_equal (model->name, "qwen3.5:2b") || g_str_equal (model->name, "qwen3.5:latest"));
      else if (g_str_equal (model->source, "Hugging Face"))
        g_assert_cmpstr (model->name, ==, "m");
    }
}

/* A folder with too much in it ends the search, not the program. */
/* How many bytes this process has read so far, or 0 if the kernel does not count them */
static guint64
count_read (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/io", &text, NULL, NULL) || !g_str_has_prefix (text, "rchar: "))
    return 0;

  return g_ascii_strtoull (text + strlen ("rchar: "), NULL, 10);
}

/* A link may lead to where files of the kernel are, which say that they are empty and never end. */
static void
test_endless (void)
{
  g_autoptr(GPtrArray) found = NULL;
  guint64 n_before;

  put_link (".ollama/models/manifests/registry.ollama.ai/library/odd/1", "/proc/self/pagemap");
  put_link (".ollama/models/manifests/registry.ollama.ai/library/odd/2", "/dev/zero");
  n_before = count_read ();
  found = find ();
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpuint (count_read () - n_before, <, 16 * 1024 * 1024);
}

static void
test_deep (void)
{
  g_autoptr(GPtrArray) found = NULL;

  put_model (".cache/lm-studio/models/1/2/3/deep.gguf", "llama");
  put_model (".cache/lm-studio/models/1/2/3/4/5/6/7/8/too-deep.gguf", "llama");
  found = find ();
  assert_found (found, "deep", "LM Studio", ".cache/lm-studio/models/1/2/3/deep.gguf");

  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (((IdioFoundModel *) g_ptr_array_index (found, i))->name, !=, "too-deep");
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/found-models/nothing", test_nothing);
  idio_test_add_fiber ("/found-models/found", test_found);
  idio_test_add_fiber ("/found-models/endless", test_endless);
  idio_test_add_fiber ("/found-models/deep", test_deep);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  home = g_dir_make_tmp ("idiolect-home-XXXXXX", NULL);
  g_setenv ("HOME", home, TRUE);
  g_unsetenv ("HF_HOME");
  g_unsetenv ("OLLAMA_MODELS");
  result = idio_test_main (argc, argv, add_tests);
  idio_test_remove_tree (home);
  g_free (home);

  return result;
}
