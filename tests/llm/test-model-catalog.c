/* test-model-catalog.c: which models there are, and which one is for this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "llm/idio-download-state.h"
#include "llm/idio-model-catalog.h"

#define GB G_GUINT64_CONSTANT (1000000000)

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF"

#define PART(url, bytes) "{\"urls\": [\"" url "\"], \"bytes\": " #bytes ", \"sha256\": \"" SUM "\"}"

#define GOOD_PART PART ("https://example.org/m.gguf", 1000)

static void
write_catalog (const char *json)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "idiolect", NULL);

  g_mkdir_with_parents (folder, 0700);
  idio_test_write (folder, "models.json", json);
}

/* What comes with the program: small and quick first, all pinned. */
static void
test_built_in (void)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;
  guint n_models;

  write_catalog ("{\"models\": []}");
  catalog = idio_model_catalog_new ();
  n_models = g_list_model_get_n_items (G_LIST_MODEL (catalog));
  g_assert_cmpstr (idio_model_catalog_get_problems (catalog)[0], ==, NULL);
  g_assert_cmpuint (n_models, >=, 3);
  g_assert_cmpuint (n_models, <=, 5);

  for (guint i = 0; i < n_models; i++)
    {
      g_autoptr(IdioModelEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);
      const IdioModelFile *file = idio_model_entry_get_file (entry, 0);
      const IdioModelPart *part = g_ptr_array_index (file->parts, 0);

      g_assert_cmpuint (idio_model_entry_get_memory (entry), >, idio_model_entry_get_bytes (entry));
      g_assert_cmpstr (idio_model_entry_get_good_for (entry), !=, "");
      g_assert_nonnull (idio_model_entry_get_license (entry));
      g_assert_nonnull (idio_model_entry_get_license_url (entry));
      g_assert_nonnull (idio_model_entry_get_languages (entry)[0]);

      /* A branch may be changed; a commit can't. */
      g_assert_true (g_regex_match_simple ("^https://huggingface\\.co/[^/]+/[^/]+/resolve/[0-9a-f]{40}/[^/]+\\.gguf$",
                                           part->urls[0], G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT));
    }
}

static void
test_recommend (void)
{
  const struct { guint64 memory; guint n_cores; guint64 gpu_memory; const char *id; } machines[] = {
    { 1 * GB, 2, 0, NULL },
    { 2 * GB, 64, 0, "qwen3.5-2b" },
    { 4 * GB, 4, 0, "qwen3.5-2b" },
    { 8 * GB, 1, 0, "qwen2.5-coder-1.5b" },
    { 8 * GB, 2, 0, "qwen3.5-2b" },
    { 8 * GB, 4, 0, "gemma-4-e2b" },
    { 8 * GB, 16, 0, "gemma-4-e2b" },
    { 12 * GB, 4, 0, "gemma-4-e2b" },
    { 12 * GB, 8, 0, "gemma-4-e4b" },
    { 16 * GB, 4, 0, "gemma-4-e2b" },
    { 16 * GB, 6, 0, "gemma-4-e4b" },
    { 16 * GB, 8, 0, "gemma-4-12b" },
    { 64 * GB, 32, 0, "gemma-4-12b" },
    { 8 * GB, 2, 6 * GB, "gemma-4-e2b" },
    { 8 * GB, 2, 8 * GB, "gemma-4-e4b" },
    { 16 * GB, 4, 12 * GB, "gemma-4-12b" },
    { 0, 0, 0, NULL },
    { G_MAXUINT64, G_MAXUINT, G_MAXUINT64, "gemma-4-12b" },
  };
  g_autoptr(IdioModelCatalog) catalog = NULL;

  write_catalog ("{\"models\": []}");
  catalog = idio_model_catalog_new ();

  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      IdioModelEntry *entry = idio_model_catalog_recommend (catalog, machines[i].memory, machines[i].n_cores,
                                                            machines[i].gpu_memory);

      g_test_message ("%u", i);
      g_assert_cmpstr (entry != NULL ? idio_model_entry_get_id (entry) : NULL, ==, machines[i].id);
    }
}

/* One entry takes the place of another where that was, and one is new; what is not known is passed over. */
static void
test_user (void)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;
  g_autoptr(IdioModelEntry) first = NULL;
  IdioModelEntry *entry;

  write_catalog ("\xef\xbb\xbf{\"models\": ["
                 "{\"id\": \"qwen2.5-coder-1.5b\", \"file\": \"own.gguf\", \"parts\": [" GOOD_PART "]}, "
                 "{\"id\": \"my\", \"name\": \"Mine\", \"memory\": 1, \"color\": {\"a\": []}, \"thinking\": \"switch\", "
                 "\"languages\": [\"en\", 1, null], \"license\": 7, \"license_url\": \"http://example.org\", "
                 "\"capability\": \"../x\", "
                 "\"file\": \"my.gguf\", \"parts\": [" GOOD_PART ", " PART ("http://[::1]:80/x", 1) "]}]}");
  catalog = idio_model_catalog_new ();
  g_assert_cmpstr (idio_model_catalog_get_problems (catalog)[0], ==, NULL);
  first = g_list_model_get_item (G_LIST_MODEL (catalog), 0);
  g_assert_cmpstr (idio_model_entry_get_id (first), ==, "qwen2.5-coder-1.5b");
  g_assert_cmpstr (idio_model_entry_get_name (first), ==, "qwen2.5-coder-1.5b");
  g_assert_cmpuint (idio_model_entry_get_bytes (first), ==, 1000);
  g_assert_cmpstr (idio_model_entry_get_good_for (first), ==, "");

  entry = idio_model_catalog_find (catalog, "my");
  g_assert_cmpuint (idio_model_entry_get_bytes (entry), ==, 1001);
  g_assert_cmpuint (idio_model_entry_get_memory (entry), ==, 1001);
  g_assert_cmpint ((gint) idio_model_entry_get_thinking (entry), ==, (gint) IDIO_THINKING_SWITCH);
  g_assert_cmpuint (g_strv_length ((GStrv) idio_model_entry_get_languages (entry)), ==, 1);
  g_assert_null (idio_model_entry_get_license (entry));
  g_assert_null (idio_model_entry_get_license_url (entry));
  g_assert_cmpstr (idio_model_entry_get_capability (entry), ==, "unmeasured");
  g_assert_null (idio_model_catalog_find (catalog, "nobody"));
}

/* Each is left out with a sentence, and what stands after it is used. */
static void
test_wrong_entries (void)
{
  const char * const entries[] = {
    "1", "null", "[]", "{}",
    "{\"id\": \"\", \"file\": \"a.gguf\", \"parts\": [" GOOD_PART "]}",
    "{\"id\": \"../a\", \"file\": \"a.gguf\", \"parts\": [" GOOD_PART "]}",
    "{\"id\": \"a b\", \"file\": \"a.gguf\", \"parts\": [" GOOD_PART "]}",
    "{\"id\": \"a\", \"parts\": [" GOOD_PART "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": []}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": {}}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [1]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [{\"urls\": [\"https://e.org\"], \"sha256\": \"" SUM "\"}]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [{\"urls\": [\"https://e.org\"], \"bytes\": 1}]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [{\"urls\": [\"https://e.org\"], \"bytes\": 1, \"sha256\": \"abc\"}]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [{\"urls\": [], \"bytes\": 1, \"sha256\": \"" SUM "\"}]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https://e.org", 0) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https://e.org", -5) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https://e.org", 9223372036854775807) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https://e.org", 17592186044416) ", "
    PART ("https://e.org", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("http://example.org/m", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("http://192.168.1.1/m", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("file:///etc/passwd", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("ftp://localhost/m", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https://user:pass@example.org/m", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("https:///m", 1) "]}",
    "{\"id\": \"a\", \"file\": \"a.gguf\", \"parts\": [" PART ("m.gguf", 1) "]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"models\": [%s, {\"id\": \"after\", \"file\": \"b.gguf\", \"parts\": ["
                                               GOOD_PART "]}]}", entries[i]);
      g_autoptr(IdioModelCatalog) catalog = NULL;
      const char * const *problems;

      write_catalog (json);
      catalog = idio_model_catalog_new ();
      problems = idio_model_catalog_get_problems (catalog);
      g_test_message ("%s: %s", entries[i], problems[0]);
      g_assert_cmpuint (g_strv_length ((GStrv) problems), ==, 1);
      g_assert_true (g_str_has_suffix (problems[0], "."));
      g_assert_null (idio_model_catalog_find (catalog, "a"));
      g_assert_nonnull (idio_model_catalog_find (catalog, "after"));
    }
}

/* Nothing may be written outside of the folder of models, nor in place of what else is in it. */
static void
test_file_names (void)
{
  const char * const wrong[] = {
    "", ".gguf", "..gguf", "../a.gguf", "/etc/a.gguf", "a/b.gguf", "a\\b.gguf", "a.gguf/", "..", "a.gguf.part", "a.txt",
    "-a.gguf", ".a.gguf", "a b.gguf", "a\n.gguf", "ä.gguf", "a%2fb.gguf", "a.GGUF",
  };
  const char * const right[] = { "a.gguf", "A-1_b.Q4_K_M.gguf", "a..b.gguf", "0.gguf" };
  g_autofree char *name = g_strnfill (300, 'a');
  g_autofree char *long_name = g_strconcat (name, ".gguf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (idio_model_file_name_is_valid (wrong[i]));

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (idio_model_file_name_is_valid (right[i]));

  g_assert_false (idio_model_file_name_is_valid (long_name));
}

static void
test_redirects (void)
{
  const struct { const char *url, *next; gboolean good; } steps[] = {
    { "https://a.org/m", "https://b.org/n?sig=1", TRUE },
    { "https://a.org/m", "http://a.org/m", FALSE },
    { "https://a.org/m", "http://127.0.0.1/m", FALSE },
    { "https://a.org/m", "ftp://a.org/m", FALSE },
    { "https://a.org/m", "https://user:pass@a.org/m", FALSE },
    { "http://127.0.0.1/m", "http://localhost:80/m", TRUE },
    { "http://127.0.0.1/m", "https://a.org/m", TRUE },
    { "http://127.0.0.1/m", "http://a.org/m", FALSE },
    { "http://127.0.0.1/m", "http://192.168.0.1/m", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (idio_model_url_may_lead_to (steps[i].url, steps[i].next), ==, steps[i].good);
}

static void
test_shard_names (void)
{
  const struct { const char *first, *second; gboolean good; } names[] = {
    { "a-00001-of-00002.gguf", "a-00002-of-00002.gguf", TRUE },
    { "a.gguf", "a.gguf", FALSE },
    { "a.gguf", "../b.gguf", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"models\": [{\"id\": \"a\", \"parts\": ["
                                               "{\"file\": \"%s\", \"urls\": [\"https://e.org\"], \"bytes\": 1, "
                                               "\"sha256\": \"" SUM "\"}, "
                                               "{\"file\": \"%s\", \"urls\": [\"https://e.org\"], \"bytes\": 2, "
                                               "\"sha256\": \"" SUM "\"}]}]}", names[i].first, names[i].second);
      g_autoptr(IdioModelCatalog) catalog = NULL;
      IdioModelEntry *entry;

      write_catalog (json);
      catalog = idio_model_catalog_new ();
      entry = idio_model_catalog_find (catalog, "a");
      g_assert_cmpint (entry != NULL, ==, names[i].good);

      if (entry != NULL)
        g_assert_cmpuint (idio_model_entry_get_n_files (entry), ==, 2);
    }
}

/* The list as a whole is not one; the built-in one is used. */
static void
test_wrong_lists (void)
{
  const char * const lists[] = { "", "{", "[]", "{\"models\": {}}", "{\"models\": null}", "\xff\xfe", "{} {}" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(IdioModelCatalog) catalog = NULL;

      write_catalog (lists[i]);
      catalog = idio_model_catalog_new ();
      g_assert_cmpuint (g_strv_length ((GStrv) idio_model_catalog_get_problems (catalog)), ==, 1);
      g_assert_nonnull (idio_model_catalog_find (catalog, "gemma-4-e2b"));
    }
}

/* Thousands of wrong entries are told in some lines. */
static void
test_many (void)
{
  GString *json = g_string_new ("{\"models\": [0");
  g_autofree char *text = NULL;
  g_autoptr(IdioModelCatalog) catalog = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (json, ", 1, {\"id\": \"m%u\", \"file\": \"a%u.gguf\", \"parts\": [" GOOD_PART "]}", i, i);

  g_string_append (json, "]}");
  text = g_string_free_and_steal (json);
  write_catalog (text);
  catalog = idio_model_catalog_new ();
  g_assert_cmpuint (g_strv_length ((GStrv) idio_model_catalog_get_problems (catalog)), <=, 20);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (catalog)), ==, 1000);
}

/* Two models of one file would take each other's place. */
static void
test_same_file (void)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;

  write_catalog ("{\"models\": [{\"id\": \"one\", \"file\": \"same.gguf\", \"parts\": [" GOOD_PART "]}, "
                 "{\"id\": \"two\", \"file\": \"Same.gguf\", \"parts\": [" GOOD_PART "]}, "
                 "{\"id\": \"one\", \"name\": \"One\", \"file\": \"same.gguf\", \"parts\": [" GOOD_PART "]}]}");
  catalog = idio_model_catalog_new ();
  g_assert_null (idio_model_catalog_find (catalog, "two"));
  g_assert_cmpstr (idio_model_entry_get_name (idio_model_catalog_find (catalog, "one")), ==, "One");
  g_assert_cmpuint (g_strv_length ((GStrv) idio_model_catalog_get_problems (catalog)), ==, 1);
  g_assert_nonnull (strstr (idio_model_catalog_get_problems (catalog)[0], "file of the same name"));
}

static void
test_words (void)
{
  const struct { IdioDownloadState state; guint64 n_done, n_total; guint seconds_left; const char *words; } rows[] = {
    { IDIO_DOWNLOAD_STATE_IDLE, 0, 3349516256, 0, "3.3 GB, about 9 minutes at 50 Mbit/s" },
    { IDIO_DOWNLOAD_STATE_IDLE, 0, 1000, 0, "1.0 kB, about 1 minute at 50 Mbit/s" },
    { IDIO_DOWNLOAD_STATE_IDLE, 1200000000, 3349516256, 0, "1.2 GB of 3.3 GB are here" },
    { IDIO_DOWNLOAD_STATE_CHECKING, 500000000, 3349516256, 0, "Checking what is there already: 500.0 MB of 3.3 GB" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 0, 3349516256, 0, "0 bytes of 3.3 GB" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 1, "1.0 kB of 2.0 kB, less than a minute left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 59, "1.0 kB of 2.0 kB, less than a minute left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 60, "1.0 kB of 2.0 kB, about 1 minute left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 61, "1.0 kB of 2.0 kB, about 2 minutes left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 5340, "1.0 kB of 2.0 kB, about 89 minutes left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 5400, "1.0 kB of 2.0 kB, about 2 hours left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, 3 * 3600, "1.0 kB of 2.0 kB, about 3 hours left" },
    { IDIO_DOWNLOAD_STATE_RUNNING, 1000, 2000, G_MAXUINT, "1.0 kB of 2.0 kB, about 1193046 hours left" },
    { IDIO_DOWNLOAD_STATE_WAITING, 1000, 2000, 5, "1.0 kB of 2.0 kB. There is no connection: trying again…" },
    { IDIO_DOWNLOAD_STATE_STOPPED, 0, 2000, 5, "Stopped before anything was downloaded." },
    { IDIO_DOWNLOAD_STATE_STOPPED, 1000, 2000, 5, "Stopped. 1.0 kB of 2.0 kB are kept, and the download can go on from there." },
    { IDIO_DOWNLOAD_STATE_FINISHED, 2000, 2000, 0, "Downloaded" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = idio_download_state_describe (rows[i].state, rows[i].n_done, rows[i].n_total,
                                                             rows[i].seconds_left);
      g_auto(GStrv) parts = g_strsplit (words, "\u00a0", -1);
      g_autofree char *plain = g_strjoinv (" ", parts);

      g_assert_cmpstr (plain, ==, rows[i].words);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/model-catalog/built-in", test_built_in);
  g_test_add_func ("/model-catalog/recommend", test_recommend);
  g_test_add_func ("/model-catalog/user", test_user);
  g_test_add_func ("/model-catalog/wrong-entries", test_wrong_entries);
  g_test_add_func ("/model-catalog/file-names", test_file_names);
  g_test_add_func ("/model-catalog/redirects", test_redirects);
  g_test_add_func ("/model-catalog/shard-names", test_shard_names);
  g_test_add_func ("/model-catalog/wrong-lists", test_wrong_lists);
  g_test_add_func ("/model-catalog/many", test_many);
  g_test_add_func ("/model-catalog/same-file", test_same_file);
  g_test_add_func ("/model-catalog/words", test_words);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
