/* tables.c - what rooms make of an image once for all pages: tables of words in the form they search.
 *
 * A table is known by the function that makes it. Looking one up is a few atomic loads; making one is rare and holds the lock, so
 * that each is made once. A table that could not be made (memory) leaves no trace and is tried again by the next page.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/trace.h"
#include "pack/layout.h"

typedef struct table {
    _Atomic(cedu_table_maker *) make;
    const void *made; /* set before `make` */
    cedu_arena arena;
} table;

struct cedu_tables {
    pthread_mutex_t lock;
    table t[CEDU_IMAGE_TABLES];
};

static const void *known(struct cedu_tables *d, cedu_table_maker *make) {
    for (size_t i = 0; i < CEDU_IMAGE_TABLES; i++) {
        cedu_table_maker *m = atomic_load_explicit(&d->t[i].make, memory_order_acquire);
        if (m == make) return d->t[i].made;
        if (!m) break;
    }
    return NULL;
}

const void *cedu__image_table(const cedu_image *im, cedu_table_maker *make) {
    struct cedu_tables *d = im->tables;
    const void *made = known(d, make);
    if (made) return made;
    pthread_mutex_lock(&d->lock);
    made = known(d, make); /* somebody was quicker */
    for (size_t i = 0; !made && i < CEDU_IMAGE_TABLES; i++) {
        table *t = &d->t[i];
        if (atomic_load_explicit(&t->make, memory_order_relaxed)) continue;
        cedu__arena_init(&t->arena, CEDU_MAX_SCRATCH);
        made = make(im, &t->arena);
        if (t->arena.failed) made = NULL;
        if (!made) {
            cedu__arena_release(&t->arena);
            break;
        }
        t->made = made;
        atomic_store_explicit(&t->make, make, memory_order_release);
        CEDU_TRACE(pack, "table %zu made", i);
    }
    pthread_mutex_unlock(&d->lock);
    return made;
}

bool cedu__image_tables(cedu_image *im) {
    im->tables = cedu__malloc(sizeof *im->tables);
    if (!im->tables) return false;
    memset(im->tables, 0, sizeof *im->tables);
    if (pthread_mutex_init(&im->tables->lock, NULL) == 0) return true;
    free(im->tables);
    im->tables = NULL;
    return false;
}

void cedu__image_tables_free(cedu_image *im) {
    if (!im->tables) return;
    for (size_t i = 0; i < CEDU_IMAGE_TABLES; i++)
        if (im->tables->t[i].made) cedu__arena_release(&im->tables->t[i].arena);
    pthread_mutex_destroy(&im->tables->lock);
    free(im->tables);
    im->tables = NULL;
}
