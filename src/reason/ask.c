/* ask.c - a question in words: read by the recogniser that reads pages, answered by claims with their quotations, or not at all.
 *
 * Regions, indicators, times and amounts are mentions; question words (which kind of value, the most, cities or provinces) are rows of the
 * packs' group `ask`. A question without a subject is not answered. A comparison (超过10EFLOPS) is only answered yes where the written
 * value decides it; what stays open is counted.
 */
#include <math.h>
#include <stdlib.h>

#include "match/match.h"
#include "reason/internal.h"

#define MAX_NAMES 32
#define MAX_SEEN  300 /* facts looked at to say what there is instead */

static cedu_civil civil_of(const char *day) {
    cedu_civil c = {0};
    c.year = (int16_t)atoi(day);
    if (strlen(day) >= 10) c.month = (int8_t)atoi(day + 5), c.day = (int8_t)atoi(day + 8);
    return c;
}

static void add_name(cedu_arena *a, cedu_strs *to, cedu_str name) {
    for (size_t i = 0; i < to->n; i++)
        if (cedu__eq(to->p[i], name)) return;
    cedu_str *p = (cedu_str *)to->p;
    if (!p && (p = CEDU_NEW_N(a, cedu_str, MAX_NAMES))) to->p = p;
    if (p && to->n < MAX_NAMES) p[to->n++] = name;
}

/* The longest indicator form in the words; -1 = none. A counted noun stands for its number (人工智能企业). */
static int32_t indicator_in(const cedu_image *im, cedu_str q, uint32_t *start, uint32_t *end) {
    int32_t best = -1;
    size_t longest = 0;
    for (size_t at = 0, len; at < q.n; at += len) {
        cedu_hit hits[64];
        (void)cedu__u8_at(q, at, &len);
        if (!len) break;
        size_t n = cedu__image_match(im, 1u << CEDU_CLASS_indicator, q, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].end - at > longest)
                longest = hits[i].end - at, best = hits[i].entry, *start = (uint32_t)at, *end = hits[i].end;
    }
    return best;
}

/* 核心产业规模 for 人工智能核心产业规模: the longest end of an indicator's form that stands in the question, four letters or more. The
 * entry, -1 = none, or several, which `may` then lists. */
static int32_t indicator_end_in(const cedu_image *im, cedu_str q, cedu_arena *a, uint32_t *start, uint32_t *end,
                                cedu_strs *may) {
    enum { LEAST = 4 };
    int32_t first = 0, count = 0, best = -1;
    size_t longest = 0;
    cedu__image_class(im, CEDU_CLASS_indicator, &first, &count);
    for (int32_t e = first; e < first + count; e++)
        for (size_t k = 0; k < cedu__image_form_count(im, e); k++) {
            cedu_str form = cedu__image_form(im, e, k);
            ptrdiff_t at = -1;
            size_t from = 0, len;
            for (; at < 0 && form.n - from >= LEAST * 3 && form.n - from >= longest; from += len)
                (void)cedu__u8_at(form, from, &len), at = cedu__find(q, cedu__sub(form, from, form.n), 0);
            if (at < 0) continue;
            size_t n = form.n - (from - len);
            if (n > longest) longest = n, best = -1, may->n = 0, *start = (uint32_t)at, *end = (uint32_t)((size_t)at + n);
            if (best < 0) best = e;
            add_name(a, may, cedu__image_entry(im, e)->name);
        }
    return may->n == 1 ? best : -1;
}

/* Which bytes of the question were made something of. */
typedef struct cover {
    cedu_str q;
    bool *used;
} cover;

static void use(cover *v, size_t start, size_t end) {
    for (size_t i = start; v->used && i < end && i < v->q.n; i++) v->used[i] = true;
}

static void use_form(cover *v, cedu_str form) {
    for (ptrdiff_t at = 0; form.n && (at = cedu__find(v->q, form, (size_t)at)) >= 0; at += (ptrdiff_t)form.n)
        use(v, (size_t)at, (size_t)at + form.n);
}

/* 绵竹: a short form that a page must not use, but a question may; of one region only. */
static bool short_region(const cedu_image *im, cover *v, size_t start, size_t end, cedu_arena *a, cedu_question *out) {
    for (size_t stop = end; stop > start + 3; stop = cedu__u8_prev(v->q, stop)) {
        cedu_strs others = {0};
        cedu_str name = cedu__reason_name_region(im, cedu__sub(v->q, start, stop), a, &others);
        if (!name.n || others.n) continue;
        add_name(a, &out->regions, name);
        use(v, start, stop);
        return true;
    }
    return false;
}

/* Runs of two Han letters and more that nothing was made of. */
static void unused_words(const cedu_image *im, cover *v, cedu_arena *a, cedu_question *out) {
    for (size_t i = 0, len; v->used && i < v->q.n;) {
        size_t start = i, letters = 0;
        while (i < v->q.n && !v->used[i] && cedu__is_han(cedu__u8_at(v->q, i, &len))) i += len, letters++;
        if (letters >= 2 && short_region(im, v, start, i, a, out)) {
            i = start; /* what is left behind it */
            while (i < v->q.n && v->used[i]) i++;
            continue;
        }
        if (letters >= 2) add_name(a, &out->unused, cedu__sub(v->q, start, i));
        if (letters == 0) (void)cedu__u8_at(v->q, i, &len), i += len ? len : 1;
    }
}

static void read_words(const cedu_image *im, cover *v, cedu_arena *a, cedu_question *out) {
    cedu_wordlist words = cedu__reason_wordlist(im, "ask", a);
    for (size_t i = 0; i < words.n; i++) {
        const cedu_word *w = &words.p[i];
        cedu_str value = w->value;
        if (cedu__find(v->q, w->form, 0) < 0) continue;
        use_form(v, w->form);
        if (cedu__starts(value, CEDU_STR("kind."))) {
            for (int k = 0; k < CEDU_FACT_KIND_COUNT; k++)
                if (cedu__eqz(cedu__sub(value, 5, value.n), cedu_fact_kind_name((cedu_fact_kind)k))) out->kinds |= 1u << k;
        } else if (cedu__eqz(value, "most")) out->order = 1;
        else if (cedu__eqz(value, "least")) out->order = -1;
        else if (cedu__eqz(value, "count")) out->counted = true;
        else if (cedu__starts(value, CEDU_STR("level.")) && !out->level.n) out->level = cedu__sub(value, 6, value.n);
        else if ((cedu__starts(value, CEDU_STR("ledger.")) || cedu__starts(value, CEDU_STR("facts."))) &&
                 (!out->ledger.n || (cedu__starts(out->ledger, CEDU_STR("facts.")) && value.p[0] == 'l'))) {
            bool only = cedu__ends(value, CEDU_STR("+")); /* the longest form comes first */
            out->ledger = cedu__sub(value, value.p[0] == 'l' ? 7 : 0, value.n - only);
            if (only) out->topic = w->form;
        }
    }
}

/* 占全国, 居全国第五: there the country is what is compared with. */
static void drop_scope(const cedu_image *im, cedu_question *q) {
    size_t n = 0;
    if (q->regions.n < 2 || !(q->kinds & (1u << CEDU_FACT_share | 1u << CEDU_FACT_rank))) return;
    for (size_t i = 0; i < q->regions.n; i++) {
        int32_t e = cedu__reason_region(im, q->regions.p[i]);
        cedu_str level = e >= 0 ? cedu__image_attr(im, e, CEDU_ATTR_level) : (cedu_str){0};
        if (!cedu__eqz(level, "country") && !cedu__eqz(level, "world")) ((cedu_str *)q->regions.p)[n++] = q->regions.p[i];
    }
    if (n) q->regions.n = n;
}

static cedu_status read_question(const cedu_image *im, cedu_str q, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_question *out, cedu_error *err) {
    char day[16];
    cedu__reason_today(opt, day);
    cedu_mentions m;
    cedu_match_options mo = {.ref = civil_of(day), .ref_region = -1};
    cedu_status st = cedu__match_run(im, q, &mo, a, &m, err);
    if (st != CEDU_OK) return st;
    int32_t sector = -1;
    cover v = {q, CEDU_NEW_N(a, bool, q.n + 1)};
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *x = &m.p[i];
        use(&v, x->start, x->end);
        const cedu_entry *e = x->entry >= 0 ? cedu__image_entry(im, x->entry) : NULL;
        switch (x->type) {
        case CEDU_MENTION_region:
            if (e) add_name(a, &out->regions, e->name);
            break;
        case CEDU_MENTION_sector:
            if (sector < 0) sector = x->entry;
            break;
        case CEDU_MENTION_time:
            if (x->when.start.year && (!out->year_from || x->when.start.year < out->year_from))
                out->year_from = x->when.start.year;
            if (x->when.end.year > out->year_to) out->year_to = x->when.end.year;
            break;
        case CEDU_MENTION_money:
        case CEDU_MENTION_quantity:
        case CEDU_MENTION_percent:
            if (!x->has_value || x->refused) break;
            out->has_limit = true, out->limit = x->value, out->op = x->modifier;
            out->limit_unit = x->type == CEDU_MENTION_percent ? CEDU_STR("%")
                              : e                             ? cedu__image_attr(im, x->entry, CEDU_ATTR_base)
                                                              : (cedu_str){0};
            if (!out->limit_unit.n && e) out->limit_unit = e->name;
            break;
        default: break;
        }
    }
    read_words(im, &v, a, out);
    uint32_t start = 0, end = 0;
    int32_t ind = indicator_in(im, q, &start, &end);
    cedu_strs may = {0};
    if (ind < 0) ind = indicator_end_in(im, q, a, &start, &end, &may);
    if (ind >= 0) {
        const cedu_entry *e = cedu__image_entry(im, ind);
        out->subject_key = e->id;
        add_name(a, &out->subjects, e->name);
        use(&v, start, end);
    } else if (sector >= 0) {
        out->subject_key = cedu__image_entry(im, sector)->name;
        add_name(a, &out->subjects, out->subject_key);
    }
    unused_words(im, &v, a, out);
    drop_scope(im, out);
    if (!out->subject_key.n && !out->ledger.n && may.n)
        out->may_be = may, out->why_zh = CEDU_STR("问的可以是几个指标，请写全"),
        out->why_en = CEDU_STR("several indicators may be meant: write one in full");
    else if (!out->subject_key.n && !out->ledger.n)
        out->why_zh = CEDU_STR("没有认出问的是哪个指标；cedu list subjects 列出已有的指标"),
        out->why_en = CEDU_STR("no indicator was recognised; cedu list subjects shows those known");
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* 1 = fits, 0 = does not, -1 = the written value does not decide. */
static int fits(const cedu_question *q, const cedu_claim *c) {
    if (!q->has_limit) return 1;
    if (q->limit_unit.n && c->unit.n && !cedu__eq(q->limit_unit, c->unit)) return 0;
    cedu_interval iv = c->disagree ? c->intervals[c->best] : c->interval;
    double v = q->limit;
    switch (q->op) {
    case CEDU_MOD_GT: return iv.lo > v || (iv.lo == v && iv.lo_open) ? 1 : iv.hi <= v ? 0 : -1;
    case CEDU_MOD_GE: return iv.lo >= v ? 1 : iv.hi < v ? 0 : -1;
    case CEDU_MOD_LT: return iv.hi < v || (iv.hi == v && iv.hi_open) ? 1 : iv.lo >= v ? 0 : -1;
    case CEDU_MOD_LE: return iv.hi <= v ? 1 : iv.lo > v ? 0 : -1;
    default: return iv.lo <= v && v <= iv.hi;
    }
}

static bool of_level(const cedu_image *im, cedu_strs regions, cedu_str level) {
    if (!level.n) return true;
    for (size_t i = 0; i < regions.n; i++) {
        int32_t e = cedu__reason_region(im, regions.p[i]);
        cedu_str l = e >= 0 ? cedu__image_attr(im, e, CEDU_ATTR_level) : (cedu_str){0};
        bool municipality = cedu__eqz(l, "province") && cedu__ends(regions.p[i], CEDU_STR("市"));
        if (cedu__eqz(level, "city") ? cedu__eqz(l, "prefecture") || municipality : cedu__eq(l, level)) return true;
    }
    return false;
}

static bool asked_years(const cedu_question *q, const cedu_store_fact *f) {
    return !q->year_from || (f->year_from > 0 && f->year_to <= q->year_to && f->year_to >= q->year_from);
}

static int descending(const void *x, const void *y) {
    const cedu_claim *a = x, *b = y;
    double v = a->facts[a->best].fact.value, w = b->facts[b->best].fact.value;
    return v != w ? (v > w ? -1 : 1)
                  : cedu__cmp(a->regions.n ? a->regions.p[0] : (cedu_str){0}, b->regions.n ? b->regions.p[0] : (cedu_str){0});
}
static int ascending(const void *x, const void *y) { return descending(y, x); }

static void select_claims(const cedu_image *im, const cedu_claims *all, cedu_arena *a, cedu_answer *out) {
    const cedu_question *q = &out->q;
    cedu_claim *p = CEDU_NEW_N(a, cedu_claim, all->n + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < all->n; i++) {
        const cedu_claim *c = &all->p[i];
        if (!asked_years(q, &c->facts[c->best]) || !of_level(im, c->regions, q->level)) continue;
        int f = fits(q, c);
        if (f < 0) out->uncertain++;
        if (f == 1) p[n++] = *c;
    }
    if (n && q->order) qsort(p, n, sizeof *p, q->order > 0 ? descending : ascending);
    out->claims = (cedu_claims){p, p ? n : 0};
}

/* Kinds of facts by name: facts.policy, facts.rank,share. */
static uint32_t kinds_of(cedu_str names) {
    uint32_t out = 0;
    for (size_t at = 0; at < names.n;) {
        const char *comma = memchr(names.p + at, ',', names.n - at);
        size_t end = comma ? (size_t)(comma - names.p) : names.n;
        for (int k = 0; k < CEDU_FACT_KIND_COUNT; k++)
            if (cedu__eqz(cedu__sub(names, at, end), cedu_fact_kind_name((cedu_fact_kind)k))) out |= 1u << k;
        at = end + 1;
    }
    return out;
}

/* Not all of a large base: the documents added last in which the list's words stand; of a list that has none the latest facts. */
static void few_of_many(const cedu_ledger_kind *kind, const cedu_question *q, cedu_reason_options *few, cedu_arena *a) {
    CEDU_VEC(cedu_str) v = {0};
    cedu_wordlist words = cedu__reason_wordlist(few->image, "ledger", a);
    if (q->topic.n) (void)CEDU_PUSH(a, &v, q->topic);
    for (size_t i = 0; kind->by_words && !q->topic.n && i < words.n; i++)
        if (cedu__eqz(words.p[i].value, kind->name)) (void)CEDU_PUSH(a, &v, words.p[i].form);
    few->said = (cedu_strs){v.p, v.n}, few->newest = v.n ? CEDU_MAX_LIST_DOCUMENTS : 0;
    if (!v.n) few->recent = CEDU_MAX_REGION_FACTS;
}

/* A question after a list: rows of a ledger. */
static cedu_status answer_list(cedu_store *s, const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out,
                               cedu_error *err) {
    const cedu_question *q = &out->q;
    cedu_ledger_kind own = {"facts", "", "", 0, false};
    const cedu_ledger_kind *kind = cedu__ledger_find(q->ledger);
    if (!kind && (own.kinds = kinds_of(cedu__sub(q->ledger, 6, q->ledger.n)))) kind = &own;
    if (!kind) return CEDU_OK;
    cedu_ledger_rows all;
    cedu_reason_options few = *opt;
    if (q->regions.n) few.recent = CEDU_MAX_REGION_FACTS * q->regions.n;
    size_t size = 0;
    cedu_status st = q->regions.n
                         ? cedu__store_region_size(s, cedu__reason_inside(opt->image, q->regions, a), few.recent, &size, err)
                         : cedu__store_size(s, &size, err);
    if (q->regions.n) out->latest = size > few.recent ? few.recent : 0, size = 0;
    if (st == CEDU_OK && size > CEDU_MAX_SCANNED_FACTS)
        few_of_many(kind, &out->q, &few, a), out->newest = few.newest, out->latest = few.recent;
    if (st == CEDU_OK) st = cedu__reason_ledger(s, kind, q->regions, &few, a, &all, err);
    size_t n = 0;
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) {
        const cedu_store_fact *f = &all.p[i].fact;
        bool topic = !q->topic.n || cedu__find(all.p[i].name, q->topic, 0) >= 0;
        if (topic && asked_years(q, f) && of_level(opt->image, f->fact.region, q->level)) all.p[n++] = all.p[i];
    }
    out->rows = (cedu_ledger_rows){all.p, n};
    return st;
}

/* What no text says of the regions asked about, but what follows. */
static cedu_status answer_derived(cedu_store *s, const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out,
                                  cedu_error *err) {
    const cedu_question *q = &out->q;
    cedu_store_fact_filter f = {.regions = q->regions, .subject_key = q->subject_key};
    cedu_derived_list all;
    cedu_status st = cedu__reason_derive(s, &f, opt, a, &all, err);
    cedu_derived *p = st == CEDU_OK ? CEDU_NEW_N(a, cedu_derived, all.n + 1) : NULL;
    size_t n = 0;
    for (size_t i = 0; p && i < all.n; i++) {
        const cedu_derived *d = &all.p[i];
        int year = d->period.n >= 4 ? atoi(cedu__arena_str(a, cedu__sub(d->period, 0, 4)).p) : 0;
        bool there = false;
        for (size_t r = 0; r < q->regions.n; r++) there |= cedu__eq(d->region, q->regions.p[r]);
        if (!there || (q->year_from && (year < q->year_from || year > q->year_to))) continue;
        uint32_t kinds = q->kinds ? q->kinds : 1u << CEDU_FACT_observation;
        if (!(kinds >> d->kind & 1u) || d->verdict != CEDU_VERDICT_NEW) continue;
        p[n++] = *d;
    }
    out->derived = (cedu_derived_list){p, n};
    return st;
}

/* ------------------------------------------------------------------ which facts to look at */
typedef struct asked { /* the indicators asked about; none: every subject whose name has `part` in it */
    cedu_strs keys;
    cedu_str part;
} asked;

static bool names(const cedu_image *im, int32_t e, cedu_str part) {
    if (cedu__find(cedu__image_entry(im, e)->name, part, 0) >= 0) return true;
    for (size_t k = 0; k < cedu__image_form_count(im, e); k++)
        if (cedu__find(cedu__image_form(im, e, k), part, 0) >= 0) return true;
    return false;
}

/* A sector stands in the names of several indicators. In a large base they are those of the packs, of the unit asked about where one is, and
 * those whose name begins so. */
static cedu_status find_keys(cedu_store *s, const cedu_image *im, const cedu_question *q, cedu_arena *a, asked *out,
                             cedu_error *err) {
    size_t size = 0, n = 0;
    cedu_strs more;
    cedu_str *p = CEDU_NEW_N(a, cedu_str, CEDU_MAX_SECTOR_KEYS);
    int32_t first = 0, count = 0;
    if (!p) return cedu__fail_nomem(err);
    *out = (asked){.part = q->subject_key};
    if (cedu__image_by_id(im, CEDU_CLASS_indicator, q->subject_key) >= 0) {
        p[0] = q->subject_key, *out = (asked){{p, 1}, {0}};
        return CEDU_OK;
    }
    cedu_status st = cedu__store_size(s, &size, err);
    if (st != CEDU_OK || size <= CEDU_MAX_SCANNED_FACTS) return st;
    cedu__image_class(im, CEDU_CLASS_indicator, &first, &count);
    for (int32_t e = first; e < first + count && n < CEDU_MAX_SECTOR_KEYS; e++)
        if (names(im, e, q->subject_key) &&
            (!q->limit_unit.n || cedu__eq(cedu__image_attr(im, e, CEDU_ATTR_unit), q->limit_unit)))
            p[n++] = cedu__image_entry(im, e)->id;
    if ((st = cedu__store_keys(s, q->subject_key, CEDU_MAX_SECTOR_KEYS - n, a, &more, err)) != CEDU_OK) return st;
    for (size_t i = 0; i < more.n; i++) p[n++] = more.p[i];
    *out = (asked){{p, n}, {0}};
    return CEDU_OK;
}

/* A place as facts write it is of the level asked for: 成都市, ["成都市","杭州市"]. */
static bool place_fits(const cedu_image *im, cedu_str place, cedu_str level) {
    if (!level.n || place.p[0] != '[') return of_level(im, (cedu_strs){&place, 1}, level);
    for (size_t at = 0; at < place.n;) {
        ptrdiff_t from = cedu__find(place, CEDU_STR("\""), at),
                  to = from < 0 ? -1 : cedu__find(place, CEDU_STR("\""), (size_t)from + 1);
        if (to < 0) break;
        cedu_str one = cedu__sub(place, (size_t)from + 1, (size_t)to);
        if (of_level(im, (cedu_strs){&one, 1}, level)) return true;
        at = (size_t)to + 1;
    }
    return false;
}

/* The claims of one indicator, everywhere: of one with very many facts the latest of each region. */
static cedu_status claims_anywhere(cedu_store *s, const cedu_store_fact_filter *filter, size_t keys, size_t *left,
                                   const cedu_reason_options *opt, cedu_arena *a, cedu_claims *all, cedu_answer *out,
                                   cedu_error *err) {
    const size_t least = keys > 1 ? 1 : 2, share = CEDU_MAX_REGION_FACTS / keys;
    cedu_store_fact_filter f = *filter;
    cedu_strs places = {0};
    size_t size = 0;
    cedu_status st = cedu__store_subject_size(s, f.subject_key, CEDU_MAX_REGION_FACTS, &size, err);
    if (st == CEDU_OK && size > CEDU_MAX_REGION_FACTS) {
        if ((st = cedu__store_places(s, f.subject_key, a, &places, err)) != CEDU_OK) return st;
        cedu_str *p = (cedu_str *)places.p;
        size_t n = 0;
        for (size_t i = 0; i < places.n; i++)
            if (place_fits(opt->image, p[i], out->q.level)) p[n++] = p[i];
        *all = (cedu_claims){0};
        if (!n) return CEDU_OK;
        f.places = (cedu_strs){p, n}, f.each = share / n > least ? share / n : least;
        *left -= f.each * n < *left ? f.each * n : *left;
        if (opt->as_of.n || opt->known_by.n) f.each *= 4; /* the latest may be too late */
        if (!out->each || f.each < out->each) out->each = f.each;
    }
    return st == CEDU_OK ? cedu__reason_claims(s, &f, opt, a, all, err) : st;
}

static cedu_status claims_asked(cedu_store *s, const asked *v, const cedu_store_fact_filter *filter,
                                const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out, cedu_error *err) {
    cedu_store_fact_filter f = *filter;
    cedu_claims one, all = {0};
    cedu_status st = CEDU_OK;
    size_t left = CEDU_MAX_REGION_FACTS;
    f.subject = v->part;
    if (!v->keys.n && v->part.n) st = cedu__reason_claims(s, &f, opt, a, &all, err);
    for (size_t i = 0; st == CEDU_OK && left && i < v->keys.n; i++) {
        f.subject_key = v->keys.p[i];
        st = f.regions.n ? cedu__reason_claims(s, &f, opt, a, &one, err)
                         : claims_anywhere(s, &f, v->keys.n, &left, opt, a, &one, out, err);
        if (v->keys.n > 1 && st == CEDU_OK && one.n) add_name(a, &out->looked_at, one.p[0].subject);
        if (st != CEDU_OK || !one.n) continue;
        cedu_claim *p = CEDU_NEW_N(a, cedu_claim, all.n + one.n);
        if (!p) return cedu__fail_nomem(err);
        if (all.n) memcpy(p, all.p, all.n * sizeof *p);
        memcpy(p + all.n, one.p, one.n * sizeof *p);
        all = (cedu_claims){p, all.n + one.n};
    }
    if (st == CEDU_OK) select_claims(opt->image, &all, a, out);
    return st;
}

/* Nothing fits: what there is of the subject, in the regions asked about, else anywhere. */
static cedu_status what_there_is(cedu_store *s, const asked *v, const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out,
                                 cedu_error *err) {
    cedu_store_fact_filter any = {.subject = v->part, .numeric = true, .by_subject = true, .limit = MAX_SEEN};
    cedu_status st = CEDU_OK;
    size_t asked_for = v->keys.n ? v->keys.n : v->part.n > 0;
    for (int round = out->q.regions.n ? 0 : 1; round < 2 && !out->known_regions.n; round++)
        for (size_t k = 0; k < asked_for; k++) {
            cedu_store_facts some;
            if (v->keys.n) any.subject_key = v->keys.p[k];
            any.regions = round == 0 ? out->q.regions : (cedu_strs){0}, any.recent = round == 0 ? MAX_SEEN : 0;
            if ((st = cedu__store_list_facts(s, &any, a, &some, err)) != CEDU_OK) return st;
            for (size_t i = 0; i < some.n; i++) {
                const cedu_fact *seen = &some.p[i].fact;
                if (!cedu__reason_usable(&some.p[i], opt, false)) continue;
                if (seen->region.n) add_name(a, &out->known_regions, seen->region.p[0]);
                if (seen->period.n) add_name(a, &out->known_years, seen->period);
            }
        }
    return st;
}

cedu_status cedu__reason_ask(cedu_store *s, cedu_str question, const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out,
                             cedu_error *err) {
    *out = (cedu_answer){0};
    const cedu_image *im = opt ? opt->image : NULL;
    if (!im) return cedu__fail(err, CEDU_USAGE, "没有知识包，读不懂问题", "no packs, so the question cannot be read");
    if (cedu__u8_valid(question.p, question.n) != question.n)
        return cedu__fail(err, CEDU_USAGE, "问题不是 UTF-8", "the question is not UTF-8");
    cedu_status st = read_question(im, question, opt, a, &out->q, err);
    if (st != CEDU_OK || out->q.why_zh.n) return st;
    const cedu_question *q = &out->q;
    /* A list is meant where no number is asked for. */
    bool list = q->ledger.n && (!q->subject_key.n || (q->topic.n && !q->counted && !q->has_limit && !q->order && !q->kinds));
    if (list && ((st = answer_list(s, opt, a, out, err)) != CEDU_OK || out->rows.n)) return st;
    if (!q->subject_key.n) {
        out->q.why_zh = CEDU_STR("知识库里没有符合条件的条目"), out->q.why_en = CEDU_STR("no entry of the base fits");
        return CEDU_OK;
    }
    asked v = {0};
    if ((st = find_keys(s, im, q, a, &v, err)) != CEDU_OK) return st;
    cedu_store_fact_filter f = {.regions = q->regions,
                                .kinds = q->kinds,
                                .year_from = q->year_from,
                                .year_to = q->year_to,
                                .recent = q->regions.n ? CEDU_MAX_NEAR_FACTS * q->regions.n : 0};
    static const uint32_t usual[] = {1u << CEDU_FACT_observation, 1u << CEDU_FACT_target | 1u << CEDU_FACT_forecast,
                                     1u << CEDU_FACT_growth | 1u << CEDU_FACT_share | 1u << CEDU_FACT_rank |
                                         1u << CEDU_FACT_ratio};
    for (size_t i = 0; i < CEDU_COUNT(usual) && !out->claims.n;
         i++) { /* what was not said: what is, then what is planned, then the rest */
        if (!q->kinds) f.kinds = usual[i];
        if ((st = claims_asked(s, &v, &f, opt, a, out, err)) != CEDU_OK) return st;
        if (i == 0 && !out->claims.n && v.keys.n == 1 && q->regions.n && !q->has_limit && !q->order && !out->uncertain &&
            (st = answer_derived(s, opt, a, out, err)) != CEDU_OK)
            return st;
        if (q->kinds || out->derived.n) break;
    }
    if (out->claims.n || out->derived.n) return CEDU_OK;
    bool plain = !q->has_limit && !q->order;
    if (q->ledger.n && !list && plain && ((st = answer_list(s, opt, a, out, err)) != CEDU_OK || out->rows.n)) return st;
    if ((st = what_there_is(s, &v, opt, a, out, err)) != CEDU_OK) return st;
    out->q.why_zh = out->uncertain                               ? CEDU_STR("原文所写的数值不足以判断")
                    : out->known_regions.n || out->known_years.n ? CEDU_STR("没有符合条件的数据")
                                                                 : CEDU_STR("知识库里没有这个指标的数据");
    out->q.why_en = out->uncertain                               ? CEDU_STR("the written values do not decide it")
                    : out->known_regions.n || out->known_years.n ? CEDU_STR("there are no data that fit")
                                                                 : CEDU_STR("the knowledge base has no data about it");
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
