/* test-document-list.c: documents in the order in which they are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <time.h>

#include "idio-fiber.h"
#include "ui-test.h"
#include "ui/idio-document-list.h"

#define MANY 20000

static IdioDocument *
make_document (gint64 id)
{
  g_autofree char *title = g_strdup_printf ("%s %d of the year", id % 2 ? "Örtliche Übung" : "Letter",
                                            g_test_rand_int_range (0, 500));

  return idio_document_new (id, title, "Beginning", (guint) g_test_rand_int_range (1, 50), IDIO_AUDIENCE_GENERAL,
                            g_test_rand_int_range (0, 100), g_test_rand_int_range (0, 120), FALSE);
}

static GListStore *
make_documents (guint n)
{
  GListStore *documents = g_list_store_new (IDIO_TYPE_DOCUMENT);
  g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (made, make_document (i + 1));

  g_list_store_splice (documents, 0, 0, made->pdata, made->len);

  return documents;
}

static gint
compare (gconstpointer a,
         gconstpointer b,
         gpointer      order)
{
  IdioDocument *x = *(IdioDocument * const *) a, *y = *(IdioDocument * const *) b;
  gint64 difference = 0;

  if (GPOINTER_TO_INT (order) == IDIO_DOCUMENT_ORDER_TITLE)
    difference = g_utf8_collate (idio_document_get_title (x), idio_document_get_title (y));
  else if (GPOINTER_TO_INT (order) == IDIO_DOCUMENT_ORDER_LONGEST)
    difference = (gint64) idio_document_get_n_words (y) - idio_document_get_n_words (x);
  else if (GPOINTER_TO_INT (order) == IDIO_DOCUMENT_ORDER_OLDEST)
    difference = idio_document_get_date (x) - idio_document_get_date (y);
  else
    difference = idio_document_get_date (y) - idio_document_get_date (x);

  if (difference == 0)
    difference = idio_document_get_id (x) - idio_document_get_id (y);

  return (difference > 0) - (difference < 0);
}

static gboolean
is_found (GArray *found,
          gint64  id)
{
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_array_index (found, gint64, i) == id)
      return TRUE;

  return found == NULL;
}

static GPtrArray *
sort_at_once (GListModel        *documents,
              IdioDocumentOrder  order,
              GArray            *found)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      if (is_found (found, idio_document_get_id (document)))
        g_ptr_array_add (sorted, g_steal_pointer (&document));
    }

  g_ptr_array_sort_with_data (sorted, compare, GINT_TO_POINTER (order));

  return sorted;
}

static void
assert_same (IdioDocumentList *list,
             GPtrArray        *expected)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, expected->len);

  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (list), i);
      guint position;

      g_assert_true (document == g_ptr_array_index (expected, i));
      g_assert_true (idio_document_list_find (list, document, &position));
      g_assert_cmpuint (position, ==, i);
    }
}

/* Keeps what a list that listens to the changes believes, as a view does. */
static void
follow (GListModel *list,
        guint       position,
        guint       n_removed,
        guint       n_added,
        GPtrArray  *followed)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (followed, position, n_removed);

  for (guint i = position; i < position + n_added; i++)
    g_ptr_array_insert (followed, (gint) i, g_list_model_get_item (list, i));
}

static void
assert_none_gone (GListModel *documents,
                  GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (list, i);

      g_assert_true (g_list_store_find (G_LIST_STORE (documents), document, NULL));
    }
}

/* Whatever is done at whatever moment, the list becomes what sorting all at once would give, and never has what is gone. */
static void
test_changes (void)
{
  g_autoptr(GListStore) documents = make_documents (50);
  g_autoptr(IdioDocumentList) list = idio_document_list_new (G_LIST_MODEL (documents));
  g_autoptr(GPtrArray) followed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) found = NULL;
  IdioDocumentOrder order = IDIO_DOCUMENT_ORDER_NEWEST;

  g_signal_connect (list, "items-changed", G_CALLBACK (follow), followed);

  for (guint step = 0; step < 400; step++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (documents));
      guint position = (guint) g_test_rand_int_range (0, (gint) n + 1);

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          order = (IdioDocumentOrder) g_test_rand_int_range (0, 4);
          idio_document_list_set_order (list, order);
          break;

        case 1:
          g_clear_pointer (&found, g_array_unref);

          if (g_test_rand_bit ())
            {
              found = g_array_new (FALSE, FALSE, sizeof (gint64));

              for (gint64 id = g_test_rand_int_range (0, 9); id < 500; id += g_test_rand_int_range (1, 9))
                g_array_append_val (found, id);
            }

          idio_document_list_set_found (list, found);
          break;

        case 2:
          {
            g_autoptr(IdioDocument) document = make_document (1000 + step);

            g_list_store_append (documents, document);
          }
          break;

        case 3:
          if (position < n)
            {
              g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (documents), position);
              g_autofree char *title = g_strdup_printf ("Renamed %d", g_test_rand_int_range (0, 500));

              idio_document_set_title (document, title);
              idio_document_list_update_titles (list);
            }
          break;

        case 4:
          g_list_store_splice (documents, position, MIN (n - position, 3), NULL, 0);
          assert_none_gone (G_LIST_MODEL (documents), G_LIST_MODEL (list));
          break;

        default:
          dex_await (dex_timeout_new_msec (g_test_rand_int_range (0, 2)), NULL);
          assert_none_gone (G_LIST_MODEL (documents), G_LIST_MODEL (list));
          break;
        }

      if (step % 20 == 19)
        {
          g_autoptr(GPtrArray) expected = NULL;

          ui_test_wait_for (idio_document_list_is_settled (list));
          expected = sort_at_once (G_LIST_MODEL (documents), order, found);
          assert_same (list, expected);
          g_assert_cmpuint (followed->len, ==, expected->len);

          for (guint i = 0; i < expected->len; i++)
            g_assert_true (g_ptr_array_index (followed, i) == g_ptr_array_index (expected, i));
        }
    }

  g_signal_handlers_disconnect_by_data (list, followed);
}

static void
note_added (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            guint      *most)
{
  /* A view has all the rows that it makes then. */
  if (position < 150)
    *most = MAX (*most, n_added);
}

/* For the first documents a view makes rows: a few at a time. */
static void
test_first_rows (void)
{
  g_autoptr(GListStore) documents = make_documents (1000);
  g_autoptr(IdioDocumentList) list = idio_document_list_new (G_LIST_MODEL (documents));
  g_autoptr(GPtrArray) expected = sort_at_once (G_LIST_MODEL (documents), IDIO_DOCUMENT_ORDER_NEWEST, NULL);
  guint most = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (note_added), &most);
  ui_test_wait_for (idio_document_list_is_settled (list));
  g_assert_cmpuint (most, >, 0);
  g_assert_cmpuint (most, <=, 10);
  assert_same (list, expected);
}

static gint64
read_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * (gint64) 1000000 + now.tv_nsec / 1000;
}

static gint
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* The least that it takes to sort titles */
static void
sort_titles (GListModel *documents)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      g_ptr_array_add (keys, g_utf8_collate_key (idio_document_get_title (document), -1));
    }

  g_ptr_array_sort (keys, compare_keys);
}

/* The main thread does little of the work: a part of what it would be to sort there. */
static void
test_main_thread (void)
{
  g_autoptr(GListStore) documents = make_documents (MANY);
  g_autoptr(IdioDocumentList) list = idio_document_list_new (G_LIST_MODEL (documents));
  g_autoptr(GPtrArray) expected = NULL;
  gint64 start, sorting, listing;

  ui_test_wait_for (idio_document_list_is_settled (list));
  expected = sort_at_once (G_LIST_MODEL (documents), IDIO_DOCUMENT_ORDER_TITLE, NULL);
  start = read_work ();
  sort_titles (G_LIST_MODEL (documents));
  sorting = read_work () - start;

  start = read_work ();
  idio_document_list_set_order (list, IDIO_DOCUMENT_ORDER_TITLE);
  ui_test_wait_for (idio_document_list_is_settled (list));
  listing = read_work () - start;

  g_test_message ("%" G_GINT64_FORMAT " µs to sort, %" G_GINT64_FORMAT " µs in the main thread", sorting, listing);
  g_assert_cmpint (listing, <, sorting / 2);
  assert_same (list, expected);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/document-list/changes", test_changes);
  idio_test_add_fiber ("/document-list/first-rows", test_first_rows);
  idio_test_add_fiber ("/document-list/main-thread", test_main_thread);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
