/* kit.h - hand-made pages for the tests of store and reason: a text, and facts whose quotations are found in it.
 *
 * Offsets are right by construction: the payload is the UTF-8 text itself. */
#ifndef KIT_H
#define KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/store.h"

#define FP1 "1111111111111111111111111111111111111111111111111111111111111111"
#define FP2 "2222222222222222222222222222222222222222222222222222222222222222"

typedef struct kit_fact {
    cedu_fact_kind kind;
    const char *region, *subject, *period;
    double value;
    const char *unit, *written; /* unit NULL: no value */
    cedu_modifier modifier;
    const char *quote;   /* must occur in the text */
    const char *source;  /* NULL = none */
    cedu_field_id field; /* one field, when `field_value` is set */
    const char *field_value;
    cedu_stance stance;
    double max; /* of a range; 0 = none */
} kit_fact;

typedef struct kit {
    char dir[64], path[96];
    cedu_store *s;
    cedu_arena a;
    cedu_error err;
} kit;

static inline void kit_ok_(kit *k, cedu_status st, const char *file, int line) {
    if (st != CEDU_OK) print_message("%s:%d: %s: %s\n", file, line, k->err.en, k->err.zh);
    assert_int_equal(st, CEDU_OK);
}
#define kit_ok(k, st) kit_ok_((k), (st), __FILE__, __LINE__)

static inline void kit_open(kit *k) {
    kit_ok(k, cedu__store_open(k->path, &(cedu_store_options){.create = true, .busy_ms = 300}, &k->s, &k->err));
}

static inline int kit_setup(void **state) {
    kit *k = calloc(1, sizeof *k);
    snprintf(k->dir, sizeof k->dir, "/tmp/cedu-unit-XXXXXX");
    if (!mkdtemp(k->dir)) return -1;
    snprintf(k->path, sizeof k->path, "%s/k.db", k->dir);
    cedu__arena_init(&k->a, 64 << 20);
    kit_open(k);
    *state = k;
    return 0;
}

static inline int kit_teardown(void **state) {
    kit *k = *state;
    cedu__store_close(k->s);
    cedu__arena_release(&k->a);
    char cmd[192];
    snprintf(cmd, sizeof cmd, "chmod -R u+w %s; rm -rf %s", k->dir, k->dir);
    int rc = system(cmd);
    free(k);
    return rc;
}

static inline uint32_t kit_cps(const char *p, size_t n) { return (uint32_t)cedu__u8_count((cedu_str){p, n}); }

/* Adds a page; the id of fact i is made of the text's hash and i. */
static inline cedu_status kit_try(kit *k, const char *file, const char *published, const char *text, const kit_fact *v,
                                  size_t n, const char *fingerprint, bool replace, cedu_store_added *out) {
    cedu_arena *a = &k->a;
    cedu_str clean = cedu__str(text);
    cedu_document doc = {.file = cedu__str(file),
                         .encoding = CEDU_STR("UTF-8"),
                         .published = cedu__str(published),
                         .title = CEDU_STR("试验文稿"),
                         .outlet = CEDU_STR("试验报"),
                         .bytes = clean.n};
    cedu__sha256_hex(clean.p, clean.n, doc.sha256);
    cedu_fact *facts = CEDU_NEW_N(a, cedu_fact, n + 1);
    const cedu_fact **pointers = CEDU_NEW_N(a, const cedu_fact *, n + 1);
    cedu_str *quotes = CEDU_NEW_N(a, cedu_str, n + 1);
    for (size_t i = 0; i < n; i++) {
        cedu_fact *f = &facts[i];
        ptrdiff_t at = cedu__find(clean, cedu__str(v[i].quote), 0);
        assert_true(at >= 0);
        uint32_t from = (uint32_t)at, to = from + (uint32_t)strlen(v[i].quote);
        snprintf(f->id, sizeof f->id, "%.24s%08zx", doc.sha256, i);
        cedu_str *region = CEDU_NEW_N(a, cedu_str, 2); /* "甲市,乙市": of both */
        const char *both = v[i].region ? strchr(v[i].region, ',') : NULL;
        region[0] = cedu__str(v[i].region);
        if (both) region[0].n = (size_t)(both - v[i].region), region[1] = cedu__str(both + 1);
        f->kind = v[i].kind, f->subject = cedu__str(v[i].subject), f->period = cedu__str(v[i].period);
        if (v[i].region) f->region = (cedu_strs){region, both ? 2 : 1};
        f->has_max = v[i].max > 0, f->value_max = v[i].max;
        f->has_value = v[i].unit != NULL, f->value = v[i].value, f->unit = cedu__str(v[i].unit);
        f->as_written = cedu__str(v[i].written), f->modifier = v[i].modifier, f->source = cedu__str(v[i].source);
        f->stance = v[i].stance, f->confidence = 0.9, f->rule = CEDU_STR("hand.made");
        uint32_t cf = kit_cps(text, from), ct = kit_cps(text, to);
        f->place = (cedu_place){from, to, cf, ct, from, to};
        if (v[i].field_value) {
            cedu_field *x = CEDU_NEW(a, cedu_field);
            *x = (cedu_field){.id = v[i].field, .str = cedu__str(v[i].field_value)};
            f->fields = x;
        }
        pointers[i] = f;
        quotes[i] = cedu__sub(clean, from, to);
    }
    cedu_store_page page = {.doc = &doc,
                            .payload = clean,
                            .clean = clean,
                            .facts = pointers,
                            .quotes = quotes,
                            .fact_count = n,
                            .fingerprint = fingerprint};
    return cedu__store_add(k->s, &page, replace, out, &k->err);
}

static inline cedu_store_added kit_add(kit *k, const char *file, const char *published, const char *text, const kit_fact *v,
                                       size_t n) {
    cedu_store_added added;
    kit_ok(k, kit_try(k, file, published, text, v, n, FP1, false, &added));
    return added;
}

static inline size_t kit_problems(kit *k) {
    cedu_store_problems p;
    kit_ok(k, cedu__store_check(k->s, &k->a, &p, &k->err));
    for (size_t i = 0; i < p.n; i++) print_message("problem: %s: %s\n", p.p[i].where.p, p.p[i].en.p);
    return p.n;
}

#endif
