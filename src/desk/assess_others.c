/* assess_others.c - the draft beside others: fields that other places claim, instruments that they have for the same goal, factors and
 * links of the chain that it does not speak about. Only for plans; hints, but for a factor that is missing.
 *
 * Overlap is that of `cedu overlap`: a field that everybody names weighs nothing, one that the country asks for is no sign of copying.
 */
#include "desk/assess_inner.h"

#define MAX_HINTS    6
#define MAX_OVERLAPS 10  /* the rarest first: a list of sixty hints is read by nobody */
#define LEAST_WEIGHT 0.2 /* ln(regions / regions that name it): what four of five name is no sign of anything */

static void put_list(cedu_buf *b, cedu_strs v, size_t most) {
    for (size_t i = 0; i < v.n && i < most; i++) cedu__buf_z(b, i ? "、" : ""), cedu__buf_str(b, v.p[i]);
}

static cedu_status overlap(assess *x, cedu_error *err) {
    CEDU_VEC(cedu_store_fact) v = {0};
    cedu_store_facts all;
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_focus};
    cedu_status st = cedu__store_list_facts(x->s, &f, x->a, &all, err);
    if (st != CEDU_OK || !x->region.n) return st;
    cedu_strs own = {0};
    CEDU_VEC(cedu_str) strengths = {0};
    for (size_t i = 0; i < all.n; i++) {
        bool mine = all.p[i].fact.region.n == 1 && cedu__eq(all.p[i].fact.region.p[0], x->region);
        if (!mine && strcmp(all.p[i].doc, x->own_doc) != 0) (void)CEDU_PUSH(x->a, &v, all.p[i]);
    }
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *d = &x->d->facts[i];
        if (d->fact.kind != CEDU_FACT_focus || !assess_own(x, &d->fact) ||
            assess_in_plain(x, &x->d->parts[assess_part_of(x, d)]))
            continue;
        cedu_store_fact copy = *d;
        if (!copy.fact.region.n) copy.fact.region = (cedu_strs){&x->region, 1};
        (void)CEDU_PUSH(x->a, &v, copy);
    }
    (void)own;
    cedu_store_facts some = {v.p, v.n};
    cedu_reason_options opt = x->reason;
    cedu_overlaps o;
    opt.facts = &some;
    st = cedu__reason_overlap(x->s, (cedu_strs){&x->region, 1}, &opt, x->a, &o, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < o.pair_count && strengths.n < 6; i++) { /* what only this draft names, against those most like it */
        cedu_strs only = cedu__eq(o.pairs[i].a, x->region) ? o.pairs[i].only_a : o.pairs[i].only_b;
        for (size_t k = 0; k < only.n && strengths.n < 6; k++) {
            bool seen = false;
            for (size_t m = 0; m < strengths.n; m++) seen |= cedu__eq(strengths.p[m], only.p[k]);
            for (size_t m = 0; m < o.n && !seen; m++) seen = cedu__eq(o.p[m].shared, only.p[k]);
            if (!seen) (void)CEDU_PUSH(x->a, &strengths, only.p[k]);
        }
    }
    cedu_buf b = {0};
    size_t told = 0;
    for (size_t i = 0; i < o.n && told < MAX_OVERLAPS; i++) {
        const cedu_overlap *p = &o.p[i];
        bool general = false; /* the item is nothing but such a word, or ends with one: 公共服务 */
        for (size_t k = 0; k < x->w.general.n; k++)
            general |= cedu__ends(p->shared, x->w.general.p[k].form) &&
                       cedu__u8_count(p->shared) <= cedu__u8_count(x->w.general.p[k].form) + 2;
        if (general || strcmp(p->level, "literal") != 0 || p->mandated || p->weight < LEAST_WEIGHT) continue;
        bool first = true; /* one point a field: the others that name it are its evidence */
        for (size_t k = 0; k < i && first; k++)
            first = !(cedu__eq(o.p[k].shared, p->shared) && !strcmp(o.p[k].level, "literal"));
        if (!first) continue;
        const cedu_overlap_side *mine = assess_is_draft(&p->a.fact) ? &p->a : &p->b;
        if (!assess_is_draft(&mine->fact)) continue;
        const cedu_store_fact *them[MAX_HINTS];
        cedu_str names[MAX_HINTS];
        size_t n = 0;
        for (size_t k = i; k < o.n; k++) {
            if (!cedu__eq(o.p[k].shared, p->shared) || strcmp(o.p[k].level, "literal") != 0) continue;
            const cedu_overlap_side *t = assess_is_draft(&o.p[k].a.fact) ? &o.p[k].b : &o.p[k].a;
            if (assess_is_draft(&t->fact) || n == MAX_HINTS) continue;
            cedu_store_fact *keep = CEDU_NEW(x->a, cedu_store_fact);
            if (!keep) return cedu__fail_nomem(err);
            *keep = t->fact;
            them[n] = keep, names[n++] = t->region;
        }
        b.n = 0;
        put_list(&b, (cedu_strs){names, n}, MAX_HINTS);
        cedu_str who = cedu__arena_str(x->a, cedu__buf_view(&b));
        b.n = 0;
        put_list(&b, (cedu_strs){strengths.p, strengths.n}, 4);
        cedu_str hint = strengths.n ? cedu__arena_strf(x->a, "错位的线索：他地没有提到%.*s", S(cedu__buf_view(&b)))
                                    : CEDU_STR("写明与上述地区在环节、场景或对象上的不同");
        cedu_point *pt =
            assess_add(x, CEDU_POINT_overlap, CEDU_SEVERITY_hint, assess_part_of(x, &mine->fact),
                       cedu__arena_strf(x->a, "“%.*s”：%.*s也列为重点（%zu 个有重点的地区中 %zu 个提到，权重 %.2f）",
                                        S(mine->item), S(who), o.regions, p->regions, p->weight),
                       cedu__arena_strf(x->a, "\"%.*s\": also a focus of %.*s (%zu of %zu regions name it, weight %.2f)",
                                        S(mine->item), S(who), p->regions, o.regions, p->weight),
                       "", "say how this differs in stage, scenario or customers");
        if (pt) pt->advice_zh = hint, told++;
        for (size_t k = 0; k < n; k++) assess_evidence(x, pt, them[k]);
    }
    cedu__buf_release(&b);
    return CEDU_OK;
}

/* ------------------------------------------------------------------ factors and the chain */
/* The first goal or task part in which a form of the row stands, names of offices aside; -1 = none. */
static ptrdiff_t addressed(const assess *x, cedu_wordlist l, cedu_str row) {
    for (size_t i = 0; i < x->d->part_count; i++) {
        const cedu_draft_part *p = &x->d->parts[i];
        if (p->title || i == 0 || assess_in_plain(x, p)) continue;
        for (size_t k = 0; k < l.n; k++) {
            if (!cedu__eq(l.p[k].name, row)) continue;
            for (ptrdiff_t at = 0; (at = cedu__find(p->text, l.p[k].form, (size_t)at)) >= 0; at += (ptrdiff_t)l.p[k].form.n) {
                uint32_t byte = p->place.clean_start + (uint32_t)at;
                bool office = false;
                for (size_t m = 0; m < x->d->mentions.n && x->d->mentions.p[m].start <= byte && !office; m++)
                    office = x->d->mentions.p[m].type == CEDU_MENTION_organisation && x->d->mentions.p[m].end > byte;
                if (!office) return (ptrdiff_t)i;
            }
        }
    }
    return -1;
}

static bool serves(cedu_str words, cedu_str text) { /* any of 甲/乙/丙 */
    for (size_t at = 0; words.n && at <= words.n;) {
        ptrdiff_t bar = cedu__find(words, CEDU_STR("/"), at);
        size_t end = bar < 0 ? words.n : (size_t)bar;
        if (end > at && cedu__find(text, cedu__sub(words, at, end), 0) >= 0) return true;
        at = end + 1;
    }
    return false;
}

static const cedu_field *field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}
static bool has_measure(const cedu_fact *f) { return f->has_value || field(f, CEDU_FIELD_rate) || field(f, CEDU_FIELD_cap); }

/* Clauses of other places whose words say that they serve the same; at most MAX_HINTS, one a region. */
static size_t clauses(const assess *x, const cedu_store_facts *tools, cedu_str words, const cedu_store_fact **out) {
    size_t n = 0;
    for (size_t i = 0; i < tools->n && n < MAX_HINTS; i++) {
        const cedu_store_fact *t = &tools->p[i];
        if (!t->fact.region.n || assess_own(x, &t->fact) || t->fact.review || t->fact.denied || !has_measure(&t->fact) ||
            !strcmp(t->doc, x->own_doc) || !serves(words, t->clean_quote) || !assess_has(x->w.claim, t->clean_quote))
            continue;
        bool seen = false;
        for (size_t k = 0; k < n; k++) seen |= cedu__eq(out[k]->fact.region.p[0], t->fact.region.p[0]);
        if (!seen) out[n++] = t;
    }
    return n;
}

static void hint_clauses(assess *x, size_t part, cedu_str what, const cedu_store_fact **them, size_t n) {
    cedu_buf b = {0};
    for (size_t i = 0; i < n && i < 3; i++) {
        cedu__buf_z(&b, i ? "；" : "");
        cedu__buf_str(&b, them[i]->fact.region.p[0]);
        cedu__buf_z(&b, "：");
        cedu__buf_str(&b, them[i]->clean_quote);
    }
    cedu_str say = cedu__arena_str(x->a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    cedu_point *pt = ASSESS_POINT(x, instrument_hint, hint, part, "可参照条款，写明比例、上限和对象",
                                  "see these clauses: rate, cap, who is paid", "%.*s：他地的条款——%.*s",
                                  "%.*s: clauses of other places: %.*s", S(what), S(say));
    for (size_t i = 0; i < n; i++) assess_evidence(x, pt, them[i]);
}

static cedu_status instruments(assess *x, cedu_error *err) {
    cedu_store_facts tools;
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_instrument};
    cedu_status st = cedu__store_list_facts(x->s, &f, x->a, &tools, err);
    if (st != CEDU_OK) return st;
    const cedu_store_fact *them[MAX_HINTS];
    CEDU_VEC(cedu_str) told = {0};
    for (size_t i = 0; i < x->d->part_count; i++) { /* support that has no measure */
        const cedu_draft_part *p = &x->d->parts[i];
        if (p->heading || p->title || assess_in_plain(x, p) || !assess_has(x->w.support, p->text) ||
            assess_has(x->w.measured, p->text))
            continue;
        bool hinted = false;
        for (size_t k = 0; k < x->w.factor.n && !hinted; k++) {
            if (!serves(x->w.factor.p[k].value, p->text)) continue;
            size_t n = clauses(x, &tools, x->w.factor.p[k].value, them);
            if (n)
                hint_clauses(x, i, x->w.factor.p[k].name, them, n), hinted = true,
                                                                    (void)CEDU_PUSH(x->a, &told, x->w.factor.p[k].name);
        }
        (void)assess_add(x, CEDU_POINT_no_quantity, CEDU_SEVERITY_warning, i, CEDU_STR("承诺的支持没有写明比例或上限"),
                         CEDU_STR("the support promised has neither rate nor cap"), "写明比例、上限、对象和期限",
                         "say the rate, the cap, who is paid and until when");
    }
    for (size_t k = 0; k < x->w.factor.n; k++) { /* a goal without any instrument, where others have one */
        cedu_str name = x->w.factor.p[k].name;
        bool seen = false;
        for (size_t m = 0; m < told.n; m++) seen |= cedu__eq(told.p[m], name);
        for (size_t m = 0; m < x->d->fact_count && !seen; m++)
            seen = x->d->facts[m].fact.kind == CEDU_FACT_instrument && has_measure(&x->d->facts[m].fact) &&
                   serves(x->w.factor.p[k].value, x->d->facts[m].clean_quote);
        if (seen) continue;
        (void)CEDU_PUSH(x->a, &told, name);
        ptrdiff_t at = addressed(x, x->w.factor, name);
        size_t n = at >= 0 ? clauses(x, &tools, x->w.factor.p[k].value, them) : 0;
        if (n) hint_clauses(x, (size_t)at, name, them, n);
    }
    return CEDU_OK;
}

static cedu_status gaps(assess *x, cedu_error *err) {
    CEDU_VEC(cedu_str) names = {0};
    size_t there = 0;
    for (size_t k = 0; k < x->w.factor.n; k++) {
        bool seen = false;
        for (size_t m = 0; m < names.n; m++) seen |= cedu__eq(names.p[m], x->w.factor.p[k].name);
        if (!seen) (void)CEDU_PUSH(x->a, &names, x->w.factor.p[k].name);
    }
    bool *has = CEDU_NEW_N(x->a, bool, names.n + 1);
    for (size_t m = 0; has && m < names.n; m++) there += has[m] = addressed(x, x->w.factor, names.p[m]) >= 0;
    if (!has || (!x->domain && there < 3)) return CEDU_OK;
    size_t title = 0; /* where what is missing is shown */
    while (title + 1 < x->d->part_count && title < 8 && !x->d->parts[title].title) title++;
    if (!x->d->parts[title].title) title = 0;
    for (size_t m = 0; m < names.n; m++) {
        if (has[m]) continue;
        (void)ASSESS_POINT(x, factor_gap, warning, title, "补一条任务，或说明为何不涉及",
                           "add a task, or say why it is left out", "全文的任务和目标没有涉及“%.*s”",
                           "no task or goal speaks about \"%.*s\"", S(names.p[m]));
    }
    if (!x->region.n) return CEDU_OK;
    cedu_chain chain;
    cedu_status st = cedu__reason_chain(x->s, x->region, &x->reason, x->a, &chain, err);
    cedu_wordlist stage = cedu__reason_wordlist(x->im, "stage", x->a);
    cedu_buf b = {0};
    size_t missing = 0;
    for (size_t i = 0; st == CEDU_OK && i < chain.n; i++) {
        const cedu_chain_cell *c = &chain.p[i];
        bool factor = false;
        for (size_t m = 0; m < names.n; m++) factor |= cedu__eq(names.p[m], c->stage);
        if (factor || addressed(x, stage, c->stage) >= 0) continue;
        if (c->gap && strcmp(c->gap->doc, x->own_doc) != 0) {
            cedu_point *pt = ASSESS_POINT(
                x, chain_gap, warning, 0, "补上这一环节，或说明由外地配套", "add this link, or say who else supplies it",
                "产业链的“%.*s”：库内有本地自陈的短板，草案没有涉及",
                "link \"%.*s\": the base has a gap that the region itself states, the draft is silent", S(c->stage));
            assess_evidence(x, pt, c->gap);
        } else cedu__buf_z(&b, missing++ ? "、" : ""), cedu__buf_str(&b, c->stage);
    }
    if (missing)
        (void)ASSESS_POINT(x, chain_gap, hint, title, "核对是否有意略去", "check whether they were left out on purpose",
                           "产业链环节没有涉及：%.*s", "links of the chain that are not addressed: %.*s",
                           S(cedu__buf_view(&b)));
    cedu__buf_release(&b);
    return st;
}

cedu_status assess_others(assess *x, cedu_error *err) {
    if (!x->plan) return CEDU_OK;
    cedu_status st = overlap(x, err);
    if (st == CEDU_OK) st = instruments(x, err);
    if (st == CEDU_OK) st = gaps(x, err);
    return st;
}
