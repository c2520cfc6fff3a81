/* assess.c - a draft examined: whose it is, what the base knows of the matter, then one rule after another; at the end the points in the
 * order of the text. Invariants: a point names a part of the draft; evidence is never the draft itself (a base that holds the same file
 * does not prove it); without a region of its own only the draft is held against itself.
 */
#include "desk/assess_inner.h"

#include <stdlib.h>
#include <time.h>

#include "report/report.h"
#include "store/sql.h"

static const struct {
    const char *name, *zh, *en;
} classes[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_POINTS(CEDU__X)
#undef CEDU__X
};
static const char *const severities[][3] = {
    {"error", "应改", "must change"}, {"warning", "宜补", "should be added"}, {"hint", "提示", "hint"}};

const char *cedu__point_name(cedu_point_class c) { return (unsigned)c < CEDU_COUNT(classes) ? classes[c].name : "?"; }
const char *cedu__point_label(cedu_point_class c, bool english) {
    if ((unsigned)c >= CEDU_COUNT(classes)) return "?";
    return english ? classes[c].en : classes[c].zh;
}
const char *cedu__severity_name(cedu_severity s) { return (unsigned)s < CEDU_COUNT(severities) ? severities[s][0] : "?"; }
const char *cedu__severity_label(cedu_severity s, bool english) {
    return (unsigned)s < CEDU_COUNT(severities) ? severities[s][english ? 2 : 1] : "?";
}

/* ------------------------------------------------------------------ points */
#define MAX_EVIDENCE 8

cedu_point *assess_add(assess *x, cedu_point_class cls, cedu_severity sev, size_t part, cedu_str zh, cedu_str en,
                       const char *do_zh, const char *do_en) {
    if (part >= x->d->part_count) return NULL;
    for (size_t i = 0; i < x->points.n; i++) { /* said already */
        const cedu_point *q = &x->points.p[i];
        if (q->cls == cls && q->part == part && cedu__eq(q->zh, zh)) return NULL;
    }
    cedu_point p = {.cls = cls,
                    .severity = sev,
                    .part = part,
                    .zh = zh,
                    .en = en,
                    .advice_zh = cedu__str(do_zh),
                    .advice_en = cedu__str(do_en)};
    return CEDU_PUSH(x->a, &x->points, p) ? &x->points.p[x->points.n - 1] : NULL;
}

void assess_evidence(assess *x, cedu_point *p, const cedu_store_fact *f) {
    if (!p || p->evidence_count >= MAX_EVIDENCE) return;
    if (!p->evidence) p->evidence = CEDU_NEW_N(x->a, const cedu_store_fact *, MAX_EVIDENCE);
    for (size_t i = 0; p->evidence && i < p->evidence_count; i++)
        if (!strcmp(p->evidence[i]->fact.id, f->fact.id)) return;
    if (p->evidence) p->evidence[p->evidence_count++] = f;
}

void assess_also(assess *x, cedu_point *p, size_t part) {
    if (!p || part == p->part || part >= x->d->part_count) return;
    size_t *v = CEDU_NEW_N(x->a, size_t, p->also_count + 1);
    if (!v) return;
    for (size_t i = 0; i < p->also_count; i++)
        if ((v[i] = p->also[i]) == part) return;
    v[p->also_count++] = part;
    p->also = v;
}

/* ------------------------------------------------------------------ what rules ask */
size_t assess_part_at(const assess *x, uint32_t clean) {
    size_t lo = 0, hi = x->d->part_count;
    while (lo + 1 < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->d->parts[mid].place.clean_start <= clean) lo = mid;
        else hi = mid;
    }
    return lo;
}
size_t assess_part_of(const assess *x, const cedu_store_fact *f) { return assess_part_at(x, f->fact.place.clean_start); }

static bool begins_clause(cedu_str s, size_t at) {
    if (at == 0) return true;
    size_t len;
    uint32_t c = cedu__u8_at(s, cedu__u8_prev(s, at), &len);
    return !cedu__is_han(c) && !(c >= '0' && c <= '9');
}
bool assess_has(cedu_wordlist l, cedu_str s) {
    for (size_t i = 0; i < l.n; i++)
        for (ptrdiff_t at = 0; (at = cedu__find(s, l.p[i].form, (size_t)at)) >= 0; at += (ptrdiff_t)l.p[i].form.n)
            if (!cedu__eqz(l.p[i].value, "start") || begins_clause(s, (size_t)at)) return true;
    return false;
}
bool assess_is_draft(const cedu_store_fact *f) { return f->row < 0; }
cedu_str assess_key(const cedu_fact *f) { return f->subject_id.n ? f->subject_id : f->subject; }

size_t assess_numbers(const assess *x, const cedu_draft_part *p) {
    size_t n = 0;
    for (size_t i = 0; i < x->d->mentions.n && x->d->mentions.p[i].start < p->place.clean_end; i++) {
        const cedu_mention *m = &x->d->mentions.p[i];
        if (m->start < p->place.clean_start || !m->has_value || m->vague) continue;
        n += m->type == CEDU_MENTION_number || m->type == CEDU_MENTION_percent || m->type == CEDU_MENTION_points ||
             m->type == CEDU_MENTION_money || m->type == CEDU_MENTION_quantity;
    }
    return n;
}

/* 第一章 above 第一节 above 一、 above （一） above everything else that is a heading. */
static int heading_level(cedu_str h) {
    static const char *const marks[] = {"章", "节", "、"};
    size_t len;
    uint32_t c = cedu__u8_at(h, 0, &len);
    if (c == 0xFF08 || c == '(') return 4;
    for (int i = 0; i < 3; i++) {
        ptrdiff_t at = cedu__find(h, cedu__str(marks[i]), 0);
        if (at >= 0 && at <= 12) return i + 1;
    }
    return c == '#' ? 3 : 5;
}

/* The heading that a part stands under, and those above it: any of them with a word of the group. */
static bool under(const assess *x, const cedu_draft_part *p, cedu_wordlist l) {
    for (int s = p->section, level = 9; s >= 0; s--) {
        const cedu_draft_part *h = &x->d->parts[s];
        if (!h->heading || heading_level(h->text) >= level) continue;
        level = heading_level(h->text);
        if (assess_has(l, h->text)) return true;
        if (level <= 1) break;
    }
    return false;
}
bool assess_in_plain(const assess *x, const cedu_draft_part *p) { return under(x, p, x->w.plain) && !under(x, p, x->w.goal); }
bool assess_in_guide(const assess *x, const cedu_draft_part *p) { return under(x, p, x->w.guide) && !under(x, p, x->w.goal); }
bool assess_in_goal(const assess *x, const cedu_draft_part *p) { return under(x, p, x->w.goal); }

bool assess_own(const assess *x, const cedu_fact *f) {
    if (!f->region.n) return true;
    if (!x->region.n) return false;
    for (size_t i = 0; i < f->region.n; i++)
        if (!cedu__eq(f->region.p[i], x->region)) return false;
    return true;
}
bool assess_higher(const assess *x, const cedu_fact *f) {
    return x->region.n && f->region.n == 1 && cedu__reason_lie(x->im, x->region, f->region.p[0]) == CEDU_LIE_INSIDE;
}

bool assess_is_target(const assess *x, const cedu_store_fact *f) {
    const cedu_fact *k = &f->fact;
    if (!k->has_value || k->denied || k->review || !assess_own(x, k)) return false;
    bool wanted = k->kind == CEDU_FACT_target ||
                  (k->stance == CEDU_STANCE_planned &&
                   (k->kind == CEDU_FACT_growth || k->kind == CEDU_FACT_share || k->kind == CEDU_FACT_rank));
    if (!wanted) return false;
    const cedu_draft_part *p = &x->d->parts[assess_part_of(x, f)];
    if (p->title || assess_in_plain(x, p)) return false;
    if (f->year_to > 0 && f->year_to < x->year) return false; /* a value of the past, whatever was read */
    for (size_t i = 0; i < x->w.shape.n; i++)
        if (cedu__ends(f->fact.as_written, x->w.shape.p[i].form)) return false;
    return !assess_has(x->w.already, f->clean_quote);
}

bool assess_apart(const cedu_fact *a, cedu_interval ia, const cedu_fact *b, cedu_interval ib) {
    bool goal = a->kind == CEDU_FACT_target || a->stance == CEDU_STANCE_planned;
    if (!goal) return cedu__reason_disjoint(ia, ib);
    double hi = fmax(fabs(a->value), fabs(b->value));
    bool in_range = (a->has_max && b->value >= a->value && b->value <= a->value_max) ||
                    (b->has_max && a->value >= b->value && a->value <= b->value_max);
    return !in_range && fabs(a->value - b->value) > 0.005 * hi;
}

cedu_str assess_amount(assess *x, double v, cedu_str unit) {
    cedu_buf b = {0};
    cedu__report_number(&b, v, unit, (cedu_str){0});
    cedu_str s = cedu__arena_str(x->a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}
cedu_str assess_value(assess *x, const cedu_fact *f) {
    cedu_buf b = {0};
    cedu__report_value(&b, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
    cedu_str s = cedu__arena_str(x->a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}
cedu_str assess_doc_name(const cedu_store_fact *f) { return f->title.n ? f->title : f->file; }

const cedu_store_fact *assess_observed(const assess *x, const cedu_fact *like, bool draft, int up_to) {
    const cedu_store_fact *best = NULL;
    for (size_t i = 0; i < x->both.n; i++) {
        const cedu_store_fact *f = &x->both.p[i];
        if (assess_is_draft(f) != draft || f->fact.kind != CEDU_FACT_observation || !f->fact.has_value || f->fact.denied ||
            f->fact.review)
            continue;
        if (f->fact.stance == CEDU_STANCE_planned || !assess_own(x, &f->fact) ||
            !cedu__eq(assess_key(&f->fact), assess_key(like)) || !cedu__eq(f->fact.unit, like->unit))
            continue;
        if (f->year_to <= 0 || f->year_to == 9999 || (up_to && f->year_to > up_to)) continue;
        if (!best || f->year_to > best->year_to) best = f;
    }
    return best;
}

/* ------------------------------------------------------------------ whose plan */
static cedu_str level_of(const assess *x, cedu_str region) {
    int32_t e = cedu__reason_region(x->im, region);
    return e >= 0 ? cedu__image_attr(x->im, e, CEDU_ATTR_level) : (cedu_str){0};
}

static cedu_str own_region(const assess *x) {
    if (x->opt->region.n) return x->opt->region;
    const cedu_draft *d = x->d;
    for (size_t i = 0; i < d->fact_count; i++) /* the title says it */
        if (d->facts[i].fact.kind == CEDU_FACT_policy && d->facts[i].fact.region.n == 1 && d->part_count &&
            assess_part_of(x, &d->facts[i]) <= 1)
            return d->facts[i].fact.region.p[0];
    for (size_t i = 0; i < d->mentions.n && d->part_count && d->mentions.p[i].start < d->parts[0].place.clean_end; i++)
        if (d->mentions.p[i].type == CEDU_MENTION_region && d->mentions.p[i].entry >= 0)
            return cedu__image_entry(x->im, d->mentions.p[i].entry)->name;
    cedu_str best = {0};
    size_t most = 0;
    for (size_t i = 0; i < d->fact_count; i++) {
        if (d->facts[i].fact.region.n != 1) continue;
        cedu_str r = d->facts[i].fact.region.p[0], level = level_of(x, r);
        if (cedu__eqz(level, "world") || cedu__eqz(level, "country")) continue;
        size_t n = 0;
        for (size_t k = 0; k < d->fact_count; k++)
            n += d->facts[k].fact.region.n == 1 && cedu__eq(d->facts[k].fact.region.p[0], r);
        if (n > most) most = n, best = r;
    }
    return most * 2 >= d->fact_count || most >= 3 ? best : (cedu_str){0};
}

/* A plan is one by its kind or by what its title ends with, and sets goals or tasks; news tells, and of many places. */
static bool named_plan(const assess *x, cedu_str title) {
    for (size_t i = 0; i < x->w.plan.n; i++)
        for (ptrdiff_t at = 0; (at = cedu__find(title, x->w.plan.p[i].form, (size_t)at)) >= 0;
             at += (ptrdiff_t)x->w.plan.p[i].form.n) {
            size_t end = (size_t)at + x->w.plan.p[i].form.n, len;
            uint32_t c = cedu__u8_at(title, end, &len);
            if (end == title.n || c == 0xFF08 || c == '(' || c == 0x300B || c == '.') return true;
        }
    return false;
}
static bool is_plan(const assess *x) {
    size_t goals = 0, told = 0, own = 0, placed = 0;
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_fact *f = &x->d->facts[i].fact;
        goals += f->kind == CEDU_FACT_target || f->kind == CEDU_FACT_task || f->kind == CEDU_FACT_safeguard ||
                 f->kind == CEDU_FACT_instrument || f->kind == CEDU_FACT_focus;
        told += f->kind == CEDU_FACT_statement || f->kind == CEDU_FACT_event;
        placed += f->region.n > 0, own += f->region.n > 0 && assess_own(x, f);
    }
    bool kind = cedu__eqz(x->d->doc_type, "policy") || cedu__eqz(x->d->doc_type, "draft");
    for (size_t i = 0; i < x->d->part_count && i < 2; i++) kind |= named_plan(x, x->d->parts[i].text);
    kind |= named_plan(x, x->d->title);
    if (!goals || (x->region.n && own * 2 < placed)) return false;
    return kind ? told <= goals : goals >= 4 && told == 0 && !cedu__eqz(x->d->doc_type, "news");
}

static int year_of(cedu_str s) {
    int y = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9') return 0;
        y = y * 10 + (s.p[i] - '0');
    }
    return y;
}

/* ------------------------------------------------------------------ what the base knows of it */
static int by_row(const void *p, const void *q) {
    const cedu_store_fact *a = p, *b = q;
    return a->row < b->row ? -1 : a->row > b->row;
}

static cedu_status gather(assess *x, cedu_error *err) {
    fact_vec v = {0};
    cedu_store_facts some;
    cedu_status st = CEDU_OK;
    if (x->region.n) {
        CEDU_VEC(cedu_str) around = {0};
        int32_t first = 0, count = 0;
        (void)CEDU_PUSH(x->a, &around, x->region);
        cedu__image_class(x->im, CEDU_CLASS_region, &first, &count);
        for (int32_t e = first; e < first + count; e++)
            if (cedu__reason_lie(x->im, x->region, cedu__image_entry(x->im, e)->name) == CEDU_LIE_INSIDE)
                (void)CEDU_PUSH(x->a, &around, cedu__image_entry(x->im, e)->name);
        for (size_t i = 0; st == CEDU_OK && i < around.n; i++) {
            cedu_store_fact_filter f = {.regions = {&around.p[i], 1}, .recent = CEDU_MAX_REGION_FACTS};
            if ((st = cedu__store_list_facts(x->s, &f, x->a, &some, err)) == CEDU_OK)
                for (size_t k = 0; k < some.n; k++) (void)CEDU_PUSH(x->a, &v, some.p[k]);
        }
    }
    for (size_t i = 0; st == CEDU_OK && i < x->d->fact_count; i++) {
        const cedu_fact *f = &x->d->facts[i].fact;
        cedu_str key = assess_key(f);
        bool seen = !f->has_value || !key.n;
        for (size_t k = 0; k < i && !seen; k++)
            seen = x->d->facts[k].fact.has_value && cedu__eq(assess_key(&x->d->facts[k].fact), key);
        if (seen) continue;
        cedu_store_fact_filter filter = {.subject_key = key, .numeric = true, .limit = CEDU_MAX_SUBJECT_FACTS};
        if ((st = cedu__store_list_facts(x->s, &filter, x->a, &some, err)) == CEDU_OK)
            for (size_t k = 0; k < some.n; k++) (void)CEDU_PUSH(x->a, &v, some.p[k]);
    }
    if (st != CEDU_OK) return st;
    if (v.n) qsort(v.p, v.n, sizeof *v.p, by_row);
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++)
        if ((!n || v.p[n - 1].row != v.p[i].row) && strcmp(v.p[i].doc, x->own_doc) != 0 &&
            v.p[i].status != CEDU_STATUS_rejected)
            v.p[n++] = v.p[i];
    x->base = (cedu_store_facts){v.p, n};
    cedu_store_fact *both = CEDU_NEW_N(x->a, cedu_store_fact, n + x->d->fact_count + 1);
    if (!both) return cedu__fail_nomem(err);
    if (n) memcpy(both, v.p, n * sizeof *both);
    if (x->d->fact_count) memcpy(both + n, x->d->facts, x->d->fact_count * sizeof *both);
    x->both = (cedu_store_facts){both, n + x->d->fact_count};
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static void read_words(assess *x) {
#define CEDU__X(name) x->w.name = cedu__reason_wordlist(x->im, "assess." #name, x->a);
    ASSESS_WORDS(CEDU__X)
#undef CEDU__X
    x->w.scope = cedu__reason_wordlist(x->im, "scope", x->a);
    x->w.claim = cedu__reason_wordlist(x->im, "claim", x->a);
}

static int in_order(const void *p, const void *q) {
    const cedu_point *a = p, *b = q;
    if (a->part != b->part) return a->part < b->part ? -1 : 1;
    if (a->cls != b->cls) return a->cls < b->cls ? -1 : 1;
    return cedu__cmp(a->zh, b->zh);
}

cedu_status cedu__desk_assess(cedu_store *s, const cedu_draft *d, const cedu_assess_options *opt, cedu_arena *a,
                              cedu_assessment *out, cedu_error *err) {
    assess x = {.s = s, .d = d, .opt = opt, .reason = opt->reason, .im = opt->reason.image, .a = a, .own_doc = d->sha256};
    *out = (cedu_assessment){0};
    x.backed = CEDU_NEW_N(a, bool, d->fact_count + 1), x.flagged = CEDU_NEW_N(a, bool, d->fact_count + 1);
    if (!x.backed || !x.flagged) return cedu__fail_nomem(err);
    read_words(&x);
    x.region = d->part_count ? own_region(&x) : (cedu_str){0};
    x.year = year_of(d->published);
    for (size_t i = 0; i < d->fact_count && !x.year; i++) /* 行动方案（2025—2027年） */
        if (d->facts[i].fact.kind == CEDU_FACT_policy && d->facts[i].year_from > 0 && assess_part_of(&x, &d->facts[i]) <= 1)
            x.year = d->facts[i].year_from;
    if (!x.year) {
        time_t now = time(NULL);
        struct tm tm;
        x.year = opt->reason.as_of.n ? year_of(opt->reason.as_of) : localtime_r(&now, &tm) ? tm.tm_year + 1900 : 0;
    }
    x.plan = d->part_count && is_plan(&x);
    for (size_t i = 0; i < d->part_count && i < 3; i++) x.domain |= assess_has(x.w.domain, d->parts[i].text);
    cedu_status (*const rules[])(assess *, cedu_error *) = {assess_figures, assess_growth, assess_goals,
                                                            assess_others,  assess_names,  assess_copied};
    cedu_status st = d->part_count ? gather(&x, err) : CEDU_OK;
    for (size_t i = 0; st == CEDU_OK && d->part_count && i < CEDU_COUNT(rules); i++) st = rules[i](&x, err);
    if (st == CEDU_OK && a->failed) st = cedu__fail_nomem(err);
    if (st != CEDU_OK) return st;
    if (x.points.n) qsort(x.points.p, x.points.n, sizeof *x.points.p, in_order);
    *out = (cedu_assessment){
        .region = x.region, .plan = x.plan, .p = x.points.p, .n = x.points.n, .facts = d->fact_count, .base_facts = x.base.n};
    for (size_t i = 0; i < out->n; i++) out->counts[out->p[i].cls]++;
    for (size_t i = 0; i < d->fact_count; i++) out->targets += assess_is_target(&x, &d->facts[i]);
    return CEDU_OK;
}
