/* idio-found-models.c: models that other programs have on this computer
 *
 * Only names, sizes and the heads of files are read, and only in the folders where these programs keep their models.
 *
 * LM Studio: https://lmstudio.ai/docs/app/basics/import-model. Hugging Face:
 * https://huggingface.co/docs/huggingface_hub/guides/manage-cache. Ollama: https://docs.ollama.com/faq.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-thread.h"
#include "llm/idio-found-models.h"
#include "llm/idio-gguf.h"
#include "llm/idio-json.h"
#include "llm/idio-stored-model.h"

/* Models lie four folders deep. Links may lead anywhere. */
#define MAX_DEPTH  6
#define MAX_FILES  20000
#define MAX_MODELS 200

#define MAX_MANIFEST_BYTES (256 * 1024)

#define OLLAMA_MODEL_TYPE "application/vnd.ollama.image.model"

G_DEFINE_BOXED_TYPE (IdioFoundModel, idio_found_model, idio_found_model_copy, idio_found_model_free)

typedef struct _Search Search;

typedef void (*FileFunc) (Search     *search,
                          const char *path);

struct _Search
{
  GPtrArray  *models;
  GHashTable *seen;      /* of folders and files, as "device:inode" */
  guint       n_files;
  const char *source;
  const char *root;      /* of Ollama's models */
  FileFunc    func;
};

static gboolean
is_new (Search            *search,
        const struct stat *status)
{
  return g_hash_table_add (search->seen, g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                                          (guint64) status->st_dev, (guint64) status->st_ino));
}

/* Projectors, embeddings, later shards and what is broken are passed over. */
static void
add_model (Search     *search,
           const char *path,
           const char *name)
{
  g_autoptr(IdioGguf) gguf = NULL;
  IdioFoundModel *model;
  struct stat status;

  if (search->models->len >= MAX_MODELS || stat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      !is_new (search, &status) || !(gguf = idio_gguf_read (path, NULL)))
    return;

  model = g_new0 (IdioFoundModel, 1);
  model->path = g_strdup (path);
  model->name = g_strdup (name != NULL ? name : gguf->name);
  model->bytes = gguf->size;
  model->source = g_strdup (search->source);
  g_ptr_array_add (search->models, model);
}

static void
take_gguf (Search     *search,
           const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *key = NULL;
  guint n_files;

  if (!g_str_has_suffix (name, ".gguf") || strlen (name) == strlen (".gguf"))
    return;

  key = idio_stored_model_make_key (name, &n_files);

  if (g_str_equal (name, key))
    add_model (search, path, NULL);
}

/* Whether the name of a blob is one, and no path */
static gboolean
is_digest (const char *digest)
{
  return digest != NULL && g_str_has_prefix (digest, "sha256:") && strlen (digest) == strlen ("sha256:") + 64 &&
         digest[strspn (digest + strlen ("sha256:"), "0123456789abcdef") + strlen ("sha256:")] == '\0';
}

/* A link may lead anywhere: files of the kernel that say they are empty may have no end, or wait for what comes. */
static char *
read_manifest (const char *path)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  g_autofree char *text = NULL;
  struct stat status;
  ssize_t n_read;

  if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size == 0 ||
      status.st_size > MAX_MANIFEST_BYTES)
    return NULL;

  text = g_malloc0 ((gsize) status.st_size + 1);
  n_read = pread (fd, text, (size_t) status.st_size, 0);

  return n_read == status.st_size ? g_steal_pointer (&text) : NULL;
}

/* "manifests/registry.ollama.ai/library/gemma3/4b" is the model "gemma3:4b"; its files are named by their checksums. */
static void
take_manifest (Search     *search,
               const char *path)
{
  g_autofree char *json = NULL, *tag = g_path_get_basename (path), *folder = g_path_get_dirname (path);
  g_autofree char *model = g_path_get_basename (folder), *name = g_strconcat (model, ":", tag, NULL);
  g_autofree char *display_name = g_filename_display_name (name);
  g_autoptr(JsonNode) root = NULL;
  JsonArray *layers;

  if (!(json = read_manifest (path)) || !(root = idio_json_parse (json)) ||
      !JSON_NODE_HOLDS_OBJECT (root) || !(layers = idio_json_get_array (json_node_get_object (root), "layers")))
    return;

  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      JsonNode *node = json_array_get_element (layers, i);
      JsonObject *layer = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *digest = idio_json_get_string (layer, "digest");
      g_autofree char *blob = NULL;

      if (g_strcmp0 (idio_json_get_string (layer, "mediaType"), OLLAMA_MODEL_TYPE) != 0 || !is_digest (digest))
        continue;

      blob = g_strdup_printf ("%s/blobs/sha256-%s", search->root, digest + strlen ("sha256:"));
      add_model (search, blob, display_name);
    }
}

static void
walk (Search     *search,
      const char *folder,
      guint       depth)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;
  struct stat status;

  if (depth > MAX_DEPTH || stat (folder, &status) != 0 || !S_ISDIR (status.st_mode) || !is_new (search, &status))
    return;

  dir = g_dir_open (folder, 0, NULL);

  while (dir != NULL && search->n_files < MAX_FILES && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      search->n_files++;

      if (stat (path, &status) != 0)
        continue;

      if (S_ISDIR (status.st_mode))
        walk (search, path, depth + 1);
      else if (S_ISREG (status.st_mode))
        search->func (search, path);
    }
}

static void
look_for_ggufs (Search     *search,
                const char *source,
                const char *folder)
{
  search->source = source;
  search->func = take_gguf;
  search->n_files = 0;
  walk (search, folder, 0);
}

static void
look_for_manifests (Search     *search,
                    const char *root)
{
  g_autofree char *manifests = g_build_filename (root, "manifests", NULL);

  search->source = "Ollama";
  search->root = root;
  search->func = take_manifest;
  search->n_files = 0;
  walk (search, manifests, 0);
}

static void
look_everywhere (Search *search)
{
  const char *home = g_get_home_dir ();
  g_autofree char *lm_studio = g_build_filename (home, ".lmstudio", "models", NULL);
  g_autofree char *old_lm_studio = g_build_filename (home, ".cache", "lm-studio", "models", NULL);
  g_autofree char *ollama = g_build_filename (home, ".ollama", "models", NULL);
  g_autofree char *hugging_face = g_build_filename (home, ".cache", "huggingface", "hub", NULL);

  look_for_ggufs (search, "LM Studio", lm_studio);
  look_for_ggufs (search, "LM Studio", old_lm_studio);

  if (g_getenv ("OLLAMA_MODELS") != NULL)
    look_for_manifests (search, g_getenv ("OLLAMA_MODELS"));

  look_for_manifests (search, ollama);
  look_for_manifests (search, "/usr/share/ollama/.ollama/models");

  if (g_getenv ("HF_HOME") != NULL)
    {
      g_autofree char *hub = g_build_filename (g_getenv ("HF_HOME"), "hub", NULL);

      look_for_ggufs (search, "Hugging Face", hub);
    }

  look_for_ggufs (search, "Hugging Face", hugging_face);
}

static DexFuture *
search_thread (gpointer data)
{
  Search search = { NULL, };

  search.models = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_found_model_free);
  search.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  look_everywhere (&search);
  g_hash_table_unref (search.seen);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, search.models);
}

IdioFoundModel *
idio_found_model_copy (const IdioFoundModel *self)
{
  IdioFoundModel *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->path = g_strdup (self->path);
  copy->source = g_strdup (self->source);

  return copy;
}

void
idio_found_model_free (IdioFoundModel *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self->source);
  g_free (self);
}

/**
 * idio_found_models_list:
 *
 * Looks, when the user asks for it, where LM Studio, Ollama and the tools of Hugging Face keep models. They are used
 * where they are, and never changed.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioFoundModel, each a whole model that writes texts
 */
DexFuture *
idio_found_models_list (void)
{
  return idio_thread_spawn ("[idiolect-find]", search_thread, NULL, NULL);
}
