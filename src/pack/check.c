/* check.c - what the author of a pack should look at although it compiles (`cedu pack check`).
 *
 * Every finding is one call of `warn`, with the file and line in front. What is normal for a class is not reported: places
 * share names, units share words. The rules are the functions of the table at the end; add one there.
 */
#include <stdio.h>

#include "pack/build.h"

typedef struct checker {
    const cedu_pack_rows *rows;
    const cedu_image *im;
    cedu_pack_warn *warn;
    void *ctx;
} checker;

static void say(const checker *c, int32_t entry, const char *zh, const char *en, ...) __attribute__((format(printf, 3, 5)))
__attribute__((format(printf, 4, 5)));
static void say(const checker *c, int32_t entry, const char *zh, const char *en, ...) {
    char z[400], e[400];
    uint32_t line;
    cedu_str file = cedu__image_where(c->im, entry, &line);
    int n = snprintf(z, sizeof z, "%.*s:%u: ", cedu__pack_shown(file, 100), file.p, line);
    memcpy(e, z, sizeof z);
    va_list ap, again;
    va_start(ap, en);
    va_copy(again, ap);
    vsnprintf(z + n, sizeof z - (size_t)n, zh, ap);
    vsnprintf(e + n, sizeof e - (size_t)n, en, again);
    va_end(again);
    va_end(ap);
    z[cedu__u8_valid(z, strlen(z))] = 0; /* a name cut in the middle of a character */
    e[cedu__u8_valid(e, strlen(e))] = 0;
    c->warn(c->ctx, z, e);
}
#define S(s) cedu__pack_shown((s), 80), (s).p

/* Classes in which one form for two entries is a mistake, unless a form is weak or the groups differ. */
#define UNIQUE_CLASSES                                                                                                         \
    (1u << CEDU_CLASS_indicator | 1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_doc_type | 1u << CEDU_CLASS_head |                \
     1u << CEDU_CLASS_org_suffix | 1u << CEDU_CLASS_time_name | 1u << CEDU_CLASS_modifier | 1u << CEDU_CLASS_cue)

static void shared_forms(const checker *c, int32_t e, const cedu_entry *en) {
    if (!(UNIQUE_CLASSES >> en->cls & 1u)) return;
    for (size_t k = 0; k < cedu__image_form_count(c->im, e); k++) {
        cedu_str f = cedu__image_form(c->im, e, k);
        cedu_hit hits[64];
        size_t n = cedu__image_match(c->im, 1u << en->cls, f, 0, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++) {
            if (hits[i].end != f.n || hits[i].entry >= e || hits[i].weak || cedu__image_form_weak(c->im, e, k)) continue;
            if (!cedu__eq(cedu__image_attr(c->im, hits[i].entry, CEDU_ATTR_group), cedu__image_attr(c->im, e, CEDU_ATTR_group)))
                continue;
            cedu_str other = cedu__image_entry(c->im, hits[i].entry)->id;
            say(c, e, "“%.*s”也是“%.*s”的写法；请留在一处，或在写法前加 ~",
                "'%.*s' is also a form of '%.*s'; keep one, or put ~ before it", S(f), S(other));
        }
    }
}

/* A form that is a trap as well. */
static void shadowed_forms(const checker *c, int32_t e, const cedu_entry *en) {
    if (en->cls == CEDU_CLASS_trap || en->cls == CEDU_CLASS_page) return;
    for (size_t k = 0; k < cedu__image_form_count(c->im, e); k++) {
        cedu_str f = cedu__image_form(c->im, e, k);
        int32_t trap = cedu__image_by_form(c->im, CEDU_CLASS_trap, f);
        cedu_str group = cedu__image_attr(c->im, trap, CEDU_ATTR_group);
        if (group.p && !cedu__eqz(group, "region")) continue; /* these say only that no number, unit or suffix is in them */
        if (trap >= 0)
            say(c, e, "“%.*s”同时是 trap，永远不会被识别；请删去其一",
                "'%.*s' is a trap as well and never recognised; remove one of them", S(f));
    }
}

static void single_characters(const checker *c, int32_t e, const cedu_entry *en) {
    if (!((1u << CEDU_CLASS_region | 1u << CEDU_CLASS_org | 1u << CEDU_CLASS_indicator | 1u << CEDU_CLASS_sector) >> en->cls &
          1u))
        return;
    for (size_t k = 0; k < cedu__image_form_count(c->im, e); k++) {
        cedu_str f = cedu__image_form(c->im, e, k);
        if (cedu__u8_count(f) == 1 && !cedu__image_form_weak(c->im, e, k))
            say(c, e, "单字“%.*s”会到处命中；请写成 ~%.*s", "the single character '%.*s' hits everywhere; write ~%.*s", S(f),
                S(f));
    }
}

static void examples(const checker *c, int32_t e, const cedu_entry *en) {
    cedu_str ex = cedu__image_example(c->im, e);
    if (!ex.p) {
        if (en->cls == CEDU_CLASS_indicator || en->cls == CEDU_CLASS_cue)
            say(c, e, "“%.*s”没有例句(example)", "'%.*s' has no example sentence", S(en->name));
        return;
    }
    if (en->cls == CEDU_CLASS_page) return;
    for (size_t at = 0, len; at < ex.n; at += len) {
        cedu_hit hits[64];
        (void)cedu__u8_at(ex, at, &len);
        size_t n = cedu__image_match(c->im, 1u << en->cls, ex, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].entry == e) return;
    }
    say(c, e, "例句中没有“%.*s”的任何写法", "the example holds no form of '%.*s'", S(en->name));
}

static void (*const rules[])(const checker *, int32_t, const cedu_entry *) = {shared_forms, shadowed_forms, single_characters,
                                                                              examples};

cedu_status cedu__pack_check(const char *const *dirs, size_t n, cedu_pack_warn *warn, void *ctx, cedu_error *err) {
    cedu_arena arena;
    cedu_pack_rows rows;
    cedu_image *im = NULL;
    cedu__arena_init(&arena, CEDU_MAX_SCRATCH);
    cedu_status s = cedu__pack_load(&arena, dirs, n, &rows, err);
    if (s == CEDU_OK) s = cedu__image_build(&arena, &rows, &im, err);
    if (s == CEDU_OK) {
        checker c = {&rows, im, warn, ctx};
        for (int32_t e = 0; (size_t)e < cedu__image_entries(im); e++)
            for (size_t k = 0; k < CEDU_COUNT(rules); k++) rules[k](&c, e, cedu__image_entry(im, e));
        for (size_t r = 0; r < rows.rows.n; r++) {
            const cedu_pack_row *row = &rows.rows.p[r];
            int32_t e = cedu__image_by_id(im, row->cls, row->id);
            if (row->doubled)
                say(&c, e, "“%.*s”有 %u 个写法重复", "'%.*s' repeats %u of its forms", S(row->name), row->doubled);
        }
    }
    cedu__image_free(im);
    cedu__arena_release(&arena);
    return s;
}
