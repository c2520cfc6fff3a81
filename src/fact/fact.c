/* fact.c - the fact room's table of contents: clauses, contexts, then each reader over each sentence, then order and duplicates.
 *
 * What a page is about and whether it is believed at all: about.c.
 */
#include <stdlib.h>

#include "fact/text.h"

/* What of same_fact() is settled by equality, as one number: most pairs differ in it, and then the facts are not looked at. */
static uint64_t sameness(const cedu_fact *f) {
    uint64_t h = (uint64_t)f->kind << 1 | f->has_value;
    if (!f->has_value) h ^= ((uint64_t)f->place.clean_start << 32 | f->place.clean_end) * 0x9E3779B97F4A7C15u;
    const cedu_str of[] = {f->subject, f->period, f->region.n ? f->region.p[0] : (cedu_str){0},
                           f->has_value ? f->unit : (cedu_str){0}};
    for (size_t i = 0; i < CEDU_COUNT(of); i++) h = (h ^ cedu__hash(of[i])) * 0x9E3779B97F4A7C15u;
    return h;
}

static bool same_fact(const cedu_fact *a, const cedu_fact *b) {
    if (a->kind != b->kind || a->has_value != b->has_value || !cedu__eq(a->subject, b->subject) ||
        !cedu__eq(a->period, b->period))
        return false;
    if (a->region.n != b->region.n || (a->region.n && !cedu__eq(a->region.p[0], b->region.p[0]))) return false;
    if (a->has_value) return fabs(a->value - b->value) <= 1e-9 * fabs(a->value) && cedu__eq(a->unit, b->unit);
    return a->place.clean_start == b->place.clean_start && a->place.clean_end == b->place.clean_end &&
           (!a->fields || !b->fields || (a->fields->id == b->fields->id && cedu__eq(a->fields->str, b->fields->str)));
}

/* Where a paragraph or a lead says it and the text near it again: in blocks beside each other, or one of them at the head. Elsewhere, in
 * a plan's aims and its tables, the same fact stands at two places and each has its bytes. */
static bool together(const fx *x, const cedu_fact *a, const cedu_fact *b) {
    enum { HEAD = 3, BESIDE = 2 }; /* blocks */
    size_t at[2] = {0, 0};
    const uint32_t place[2] = {a->place.clean_start, b->place.clean_start};
    for (size_t f = 0; f < 2; f++) {
        size_t lo = 0, hi = x->in->block_count;
        while (lo < hi) {
            size_t mid = (lo + hi) / 2;
            if (x->in->blocks[mid].end <= place[f]) lo = mid + 1;
            else hi = mid;
        }
        at[f] = lo;
        if (lo >= x->in->block_count || lo < HEAD || x->in->blocks[lo].title) return true;
    }
    return at[0] > at[1] ? at[0] - at[1] <= BESIDE : at[1] - at[0] <= BESIDE;
}

#define ALIKE_FACTS 200 /* the same fact is looked for among so many before it */

/* The same fact of the same words, or of an abstract and the text, once. Returns how many stay. */
static size_t drop_same(fx *x) {
    uint64_t seen[ALIKE_FACTS];
    uint8_t ever[4096] = {0}; /* by the low bits of a key: mostly nothing alike was there */
    cedu_fact *f = x->out.p;
    size_t n = 0;
    for (size_t i = 0; i < x->out.n; i++) {
        uint64_t key = sameness(&f[i]);
        bool again = false;
        size_t from = n > ALIKE_FACTS ? n - ALIKE_FACTS : 0; /* seen[k] is of the one fact k, k + 200 … behind `from` */
        for (size_t k = 0; ever[key & 4095] && k < n - from && !again; k++) {
            if (seen[k] != key) continue;
            cedu_fact *have = &f[from + (k + ALIKE_FACTS - from % ALIKE_FACTS) % ALIKE_FACTS];
            again = same_fact(have, &f[i]) && (!f[i].has_value || together(x, have, &f[i]));
            if (again && f[i].confidence > have->confidence) *have = f[i]; /* a headline is short of words */
        }
        if (again) continue;
        seen[n % ALIKE_FACTS] = key;
        ever[key & 4095] = 1;
        if (n != i) f[n] = f[i];
        n++;
    }
    return n;
}

static int by_place(const void *p, const void *q) {
    const cedu_fact *a = p, *b = q;
    if (a->place.clean_start != b->place.clean_start) return a->place.clean_start < b->place.clean_start ? -1 : 1;
    if (a->place.clean_end != b->place.clean_end) return a->place.clean_end < b->place.clean_end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return a->as_written.p < b->as_written.p ? -1 : a->as_written.p > b->as_written.p;
}

cedu_status cedu__fact_extract(const cedu_image *im, const cedu_fact_input *in, cedu_arena *arena, cedu_facts *out,
                               cedu_error *err) {
    fx x = {.im = im, .in = in, .arena = arena, .text = in->text, .words = cedu__fact_words(im)};
    *out = (cedu_facts){0};
    if (!x.words || !cedu__fact_clauses(&x)) return cedu__fail_nomem(err);
    cedu__fact_share_units(&x);
    cedu__fact_take_stock(&x);
    cedu__fact_read_header(&x);
    cedu__fact_bend_times(&x);
    cedu__fact_contexts(&x);
    cedu__fact_judge_page(&x);
    cedu__fact_read_tables(&x);
    for (size_t i = 0; i < x.sentences.n; i++) {
        const fact_sentence *s = &x.sentences.p[i];
        if (in->blocks[s->block].byline) continue;
        cedu__fact_read_patterns(&x, s);
        cedu__fact_read_measures(&x, s);
        cedu__fact_read_numbers(&x, s);
        cedu__fact_read_ranks(&x, s);
        cedu__fact_read_speech(&x, s);
        cedu__fact_read_registry(&x, s);
        cedu__fact_read_things(&x, s);
        cedu__fact_read_focus(&x, s);
        cedu__fact_read_tasks(&x, s); /* last: leaves what the others took */
    }
    cedu__fact_read_named(&x);
    cedu__fact_read_box(&x);
    cedu__fact_read_credits(&x);
    cedu__fact_read_nameless(&x);
    cedu__fact_put_header(&x);
    if (arena->failed) return cedu__fail_nomem(err);
    if (x.out.n > 1) qsort(x.out.p, x.out.n, sizeof *x.out.p, by_place);
    *out = (cedu_facts){.p = x.out.p, .n = drop_same(&x), .tries = x.tries.p, .try_n = x.tries.n};
    return CEDU_OK;
}
