/* idio-test.h: what many tests need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

void        idio_test_add_fiber    (const char *path,
                                    void      (*func) (void));
char       *idio_test_make_dir     (void);
void        idio_test_write        (const char *dir,
                                    const char *name,
                                    const char *text);
void        idio_test_remove_tree  (const char *path);
IdioStore  *idio_test_open_store   (const char *dir);
IdioCorpus *idio_test_open_corpus  (const char *dir);
IdioCorpus *idio_test_open_example (const char *dir);
void        idio_test_add_example  (IdioCorpus *corpus);
GPtrArray  *idio_test_load_texts   (IdioCorpus *corpus);
void        idio_test_wait_closed  (const char *dir);
void        idio_test_run_sql      (IdioStore  *store,
                                    const char *sql);
sqlite3    *idio_test_make_older   (const char *dir,
                                    gint64      version);
const char *idio_test_get_model    (void);
int         idio_test_main         (int         argc,
                                    char       *argv[],
                                    void      (*add_tests) (void));

/* Awaits a future that must resolve, within a test made with idio_test_add_fiber(). */
#define idio_test_await(future)                              \
  G_STMT_START {                                             \
    GError *__error = NULL;                                  \
    if (!dex_await ((future), &__error))                     \
      g_error ("%s: %s", G_STRLOC, __error->message);        \
  } G_STMT_END

#define idio_test_await_boxed(future)                        \
  ({                                                         \
    GError *__error = NULL;                                  \
    gpointer __boxed = dex_await_boxed ((future), &__error); \
    if (__error != NULL)                                     \
      g_error ("%s: %s", G_STRLOC, __error->message);        \
    __boxed;                                                 \
  })

#define idio_test_await_object(future)                         \
  ({                                                           \
    GError *__error = NULL;                                    \
    gpointer __object = dex_await_object ((future), &__error); \
    if (__error != NULL)                                       \
      g_error ("%s: %s", G_STRLOC, __error->message);          \
    __object;                                                  \
  })

/* Awaits a future that must be rejected with that error. */
#define idio_test_await_error(future, domain, code)          \
  G_STMT_START {                                             \
    g_autoptr(GError) __error = NULL;                        \
    g_assert_false (dex_await ((future), &__error));         \
    g_assert_error (__error, (domain), (gint) (code));       \
  } G_STMT_END

G_END_DECLS
