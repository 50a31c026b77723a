/* idio-index.c: the index of words
 *
 * SQLite looks between its operations whether it was interrupted, and to put one text of many megabytes into the index
 * is a single operation. Its own tokenizer is wrapped here, so that it looks at each word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-index.h"

/* The one that the schema names */
#define TOKENIZER "unicode61"

typedef struct
{
  sqlite3        *db;
  fts5_tokenizer  wrapped;
  void           *wrapped_data;
} Module;

typedef struct
{
  Module         *module;
  Fts5Tokenizer  *wrapped;
} Tokenizer;

typedef int (*TokenFunc) (void       *data,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

typedef struct
{
  sqlite3   *db;
  TokenFunc  func;
  void      *data;
} Taker;

static int
create (void           *data,
        const char    **arguments,
        int             n_arguments,
        Fts5Tokenizer **created)
{
  Module *module = data;
  Tokenizer *self = g_new0 (Tokenizer, 1);
  int result;

  self->module = module;
  result = module->wrapped.xCreate (module->wrapped_data, arguments, n_arguments, &self->wrapped);

  if (result != SQLITE_OK)
    g_clear_pointer (&self, g_free);

  *created = (Fts5Tokenizer *) self;

  return result;
}

static void
delete (Fts5Tokenizer *tokenizer)
{
  Tokenizer *self = (Tokenizer *) tokenizer;

  self->module->wrapped.xDelete (self->wrapped);
  g_free (self);
}

static int
take_token (void       *data,
            int         flags,
            const char *token,
            int         length,
            int         start,
            int         end)
{
  Taker *taker = data;

  if (sqlite3_is_interrupted (taker->db))
    return SQLITE_INTERRUPT;

  return taker->func (taker->data, flags, token, length, start, end);
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *data,
          int            flags,
          const char    *text,
          int            length,
          TokenFunc      func)
{
  Tokenizer *self = (Tokenizer *) tokenizer;
  Taker taker = { .db = self->module->db, .func = func, .data = data };

  return self->module->wrapped.xTokenize (self->wrapped, &taker, flags, text, length, take_token);
}

static fts5_api *
find_api (sqlite3 *db)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?)", -1, &statement, NULL) != SQLITE_OK)
    return NULL;

  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  return api;
}

/**
 * idio_index_make_stoppable:
 * @db: a connection that has not used the index yet
 *
 * Makes sqlite3_interrupt() stop the reading of a text for the index. What is in the index does not change by it.
 */
void
idio_index_make_stoppable (sqlite3 *db)
{
  fts5_tokenizer stoppable = { .xCreate = create, .xDelete = delete, .xTokenize = tokenize };
  fts5_api *api = find_api (db);
  Module *module;

  if (api == NULL)
    return;

  module = g_new0 (Module, 1);
  module->db = db;

  /* What is asked for again, as while another program holds the database, is there already. */
  if (api->xFindTokenizer (api, TOKENIZER, &module->wrapped_data, &module->wrapped) != SQLITE_OK ||
      module->wrapped.xTokenize == tokenize ||
      api->xCreateTokenizer (api, TOKENIZER, module, &stoppable, g_free) != SQLITE_OK)
    g_free (module);
}
