/* subsidy.c - what a firm could claim: rules held against a profile, three-valued; amounts with their arithmetic; sums by region.
 *
 * Nothing that is unknown counts as met. What the firm is, has or has done answers a condition when its word is a kind of the clause's,
 * that is, ends with it (科技型中小企业 is a 中小企业, 大模型备案 a 备案, but no 大模型); what it is not, the other way round. An
 * amount answers where its key stands in the clause. Of clauses that the
 * document forbids to combine only the largest enters a sum; what different documents forbid of one another is not known here.
 */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/money.h"
#include "reason/internal.h"
#include "reason/subsidy.h"

/* A word of the list that is a kind of s; `reverse`: of which s is a kind. */
bool cedu__firm_kind(cedu_strs l, cedu_str s, bool reverse) {
    for (size_t i = 0; i < l.n; i++)
        if (l.p[i].n && (reverse ? cedu__ends(s, l.p[i]) : cedu__ends(l.p[i], s))) return true;
    return false;
}

/* The longest key that stands in the text. */
const cedu_firm_amount *cedu__firm_amount(const cedu_firm *f, cedu_str text) {
    const cedu_firm_amount *best = NULL;
    for (size_t i = 0; i < f->amount_count; i++)
        if (cedu__find(text, f->amounts[i].name, 0) >= 0 && (!best || f->amounts[i].name.n > best->name.n))
            best = &f->amounts[i];
    return best;
}

static cedu_truth compare(double have, cedu_modifier op, double want) {
    bool ok = op == CEDU_MOD_GT   ? have > want
              : op == CEDU_MOD_LT ? have < want
              : op == CEDU_MOD_LE ? have <= want
                                  : have >= want;
    return ok ? CEDU_TRUTH_YES : CEDU_TRUTH_NO;
}

/* Nobody of those named (、 and 或 between them) may be this firm: every one must be ruled out by is_not or has_not. */
static cedu_truth excluded(const cedu_firm *f, cedu_str s) {
    const cedu_strs lists[] = {f->is_not, f->has_not};
    const cedu_str or = CEDU_STR("或"), comma = CEDU_STR("、");
    for (size_t at = 0; at < s.n;) {
        ptrdiff_t a = cedu__find(s, or, at), b = cedu__find(s, comma, at);
        ptrdiff_t cut = a < 0 ? b : b < 0 ? a : a < b ? a : b;
        cedu_str part = cedu__sub(s, at, cut < 0 ? s.n : (size_t)cut);
        bool out = false;
        for (size_t l = 0; l < CEDU_COUNT(lists); l++)
            for (size_t i = 0; i < lists[l].n; i++) out |= lists[l].p[i].n && cedu__find(part, lists[l].p[i], 0) >= 0;
        if (!out) return CEDU_TRUTH_UNKNOWN;
        at = cut < 0 ? s.n : (size_t)cut + 3;
    }
    return CEDU_TRUTH_YES;
}

cedu_truth cedu__rule_judge(const cedu_firm *f, const cedu_rule *r, const cedu_condition *c, const char *today) {
    const cedu_firm_amount *m;
    switch (c->what) {
    case CEDU_CONDITION_region: return c->truth; /* decided before */
    case CEDU_CONDITION_payee:
        if (cedu__firm_kind(f->is, c->value, false) || cedu__firm_kind(f->has, c->value, false)) return CEDU_TRUTH_YES;
        if (cedu__firm_kind(f->is_not, c->value, true) || cedu__firm_kind(f->has_not, c->value, true)) return CEDU_TRUTH_NO;
        return CEDU_TRUTH_UNKNOWN;
    case CEDU_CONDITION_act:
        if ((m = cedu__firm_amount(f, c->value)) != NULL) return m->value > 0 ? CEDU_TRUTH_YES : CEDU_TRUTH_NO;
        if (cedu__firm_kind(f->has, c->value, false)) return CEDU_TRUTH_YES;
        return cedu__firm_kind(f->has_not, c->value, true) ? CEDU_TRUTH_NO : CEDU_TRUTH_UNKNOWN;
    case CEDU_CONDITION_number:
        m = cedu__firm_amount(f, c->value);
        return m ? compare(m->value, c->op, c->number) : CEDU_TRUTH_UNKNOWN;
    case CEDU_CONDITION_window:
        if (r->to.n && cedu__cmp(cedu__str(today), r->to) > 0) return CEDU_TRUTH_NO;
        if (r->from.n && cedu__cmp(cedu__str(today), r->from) < 0) return CEDU_TRUTH_NO;
        return r->to.n ? CEDU_TRUTH_YES : CEDU_TRUTH_UNKNOWN; /* an open end may have come since */
    case CEDU_CONDITION_exclusion: return excluded(f, c->value);
    case CEDU_CONDITION_seller:
    case CEDU_CONDITION_combining: break; /* of programmes, whose applications tell (src/desk) */
    }
    return CEDU_TRUTH_UNKNOWN;
}

/* ------------------------------------------------------------------ the amount */
bool cedu__rule_terms(const cedu_rule *r, cedu_terms *out) {
    const struct {
        double from;
        int64_t *to;
        bool (*make)(double, int64_t *);
    } parts[] = {{r->rate, &out->rate, cedu__rate_of},
                 {r->fixed, &out->fixed, cedu__money_of},
                 {r->cap, &out->cap, cedu__money_of},
                 {r->year_cap, &out->year_cap, cedu__money_of}};
    for (size_t i = 0; i < CEDU_COUNT(parts); i++) {
        *parts[i].to = -1;
        if (!isnan(parts[i].from) && (!parts[i].make(parts[i].from, parts[i].to) || *parts[i].to < 0)) return false;
    }
    return true;
}

bool cedu__rule_award(const cedu_terms *t, int64_t base, int64_t *raw, int64_t *award) {
    int64_t v;
    if (t->rate >= 0) {
        if (base < 0 || !cedu__money_share(base, t->rate, CEDU_RATE_ONE, &v)) return false;
    } else if (t->fixed >= 0) v = t->fixed;
    else return false;
    *raw = v;
    if (t->cap >= 0 && v > t->cap) v = t->cap;
    if (t->year_cap >= 0 && v > t->year_cap) v = t->year_cap;
    *award = v;
    return true;
}

static void reckon(const cedu_firm *f, cedu_offer *o, cedu_arena *a) {
    const cedu_rule *r = &o->rule;
    const cedu_str yuan = CEDU_STR("元");
    double cap = isnan(r->cap) ? r->year_cap : isnan(r->year_cap) ? r->cap : fmin(r->cap, r->year_cap);
    const char *of_year = isnan(r->year_cap) || cap != r->year_cap ? "" : "每年";
    if (r->pool) {
        o->amount_zh = "所写是总盘子，不是单个企业的额度", o->amount_en = "the amount written is the whole budget";
        return;
    }
    if (!isnan(r->rate)) {
        const cedu_firm_amount *m = cedu__firm_amount(f, r->base.n ? r->base : CEDU_STR(""));
        if (!m) m = cedu__firm_amount(f, r->purpose);
        cedu_terms t;
        int64_t of, all, got;
        if (m && m->value >= 0 && cedu__rule_terms(r, &t) && cedu__money_of(m->value, &of) &&
            cedu__rule_award(&t, of, &all, &got)) {
            double v = (double)all / 100;
            cedu_str base = cedu__reason_amount(a, m->value, yuan), raw = cedu__reason_amount(a, v, yuan);
            cedu_buf b = {0};
            cedu__buf_f(&b, "%.*s(%.*s)×", (int)base.n, base.p, (int)m->name.n, m->name.p);
            cedu__num_text(&b, r->rate);
            cedu__buf_f(&b, "%% = %.*s", (int)raw.n, raw.p);
            if (!isnan(cap)) {
                cedu_str c = cedu__reason_amount(a, cap, yuan);
                cedu__buf_f(&b, "；%s上限%.*s%s", of_year, (int)c.n, c.p, v > cap ? "，取上限" : "，未达上限");
            }
            o->has_amount = true, o->amount = (double)got / 100;
            o->formula = cedu__arena_str(a, cedu__buf_view(&b));
            cedu__buf_release(&b);
            return;
        }
        o->amount_zh = "企业情况里没有填计算基数的金额",
        o->amount_en = "the profile's [amounts] does not give what the rate is taken of";
    } else if (!isnan(r->fixed)) {
        o->has_amount = true, o->amount = !isnan(cap) && r->fixed > cap ? cap : r->fixed;
        cedu_str v = cedu__reason_amount(a, o->amount, yuan);
        if (isnan(r->fixed_max)) o->formula = cedu__arena_strf(a, "定额%.*s", (int)v.n, v.p);
        else { /* how much of the range, who decides says; what is sure is the lower end */
            cedu_str w = cedu__reason_amount(a, r->fixed_max, yuan);
            o->formula = cedu__arena_strf(a, "%.*s至%.*s，按下限计", (int)v.n, v.p, (int)w.n, w.p);
        }
        return;
    } else if (isnan(cap)) o->amount_zh = "原文没有写额度", o->amount_en = "the clause gives no amount";
    else o->amount_zh = "原文只写了上限", o->amount_en = "the clause gives only the upper bound";
    if (isnan(cap)) return;
    cedu_str c = cedu__reason_amount(a, cap, yuan);
    o->at_most = true, o->amount = cap;
    o->formula = cedu__arena_strf(a, "%s至多%.*s", of_year, (int)c.n, c.p);
}

/* ------------------------------------------------------------------ all offers */
typedef struct offers {
    cedu_arena *a;
    CEDU_VEC(cedu_offer) v;
} offers;

static bool same_number(double x, double y) { return x == y || (isnan(x) && isnan(y)); }

/* A repost, or a print of the same clause: one offer with one source more. A shorter reading without amounts gives way. */
static bool known(offers *l, const cedu_offer *o) {
    const cedu_rule *r = &o->rule;
    bool bare = isnan(r->rate) && isnan(r->fixed) && isnan(r->cap) && isnan(r->year_cap);
    for (size_t i = 0; i < l->v.n; i++) {
        cedu_rule *k = &l->v.p[i].rule;
        if (!cedu__eq(l->v.p[i].region, o->region)) continue;
        bool inside = cedu__find(k->fact.clean_quote, r->fact.clean_quote, 0) >= 0;
        bool same = cedu__eq(k->fact.clean_quote, r->fact.clean_quote) && same_number(k->rate, r->rate) &&
                    same_number(k->fixed, r->fixed) && same_number(k->cap, r->cap) && same_number(k->year_cap, r->year_cap);
        if (same && k->fact.cluster != r->fact.cluster) k->sources++;
        if (same || (bare && inside)) return true;
        bool other_bare = isnan(k->rate) && isnan(k->fixed) && isnan(k->cap) && isnan(k->year_cap);
        if (other_bare && !bare && cedu__find(r->fact.clean_quote, k->fact.clean_quote, 0) >= 0) {
            l->v.p[i] = *o;
            return true;
        }
    }
    return false;
}

static cedu_truth where(const cedu_image *im, cedu_str region, cedu_strs firm) {
    cedu_truth t = firm.n ? CEDU_TRUTH_NO : CEDU_TRUTH_UNKNOWN;
    for (size_t i = 0; i < firm.n; i++) {
        cedu_lie lie = cedu__reason_lie(im, firm.p[i], region);
        if (lie == CEDU_LIE_SAME || lie == CEDU_LIE_INSIDE) return CEDU_TRUTH_YES;
        if (lie == CEDU_LIE_CONTAINS || lie == CEDU_LIE_UNKNOWN || lie == CEDU_LIE_OVERLAP) t = CEDU_TRUTH_UNKNOWN;
    }
    return t;
}

static cedu_status offer(offers *l, const cedu_firm *firm, cedu_strs places, const cedu_image *im, const cedu_store_fact *f,
                         cedu_str text, const char *today) {
    cedu_offer o = {0};
    if (!cedu__rule_read(im, f, text, l->a, &o.rule)) return CEDU_OK;
    for (size_t i = 0; i < f->fact.region.n; i++) {
        cedu_offer one = o;
        cedu_rule *r = &one.rule;
        one.region = f->fact.region.p[i];
        cedu_condition at = {CEDU_CONDITION_region, one.region, one.region, CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN};
        at.truth = where(im, one.region, places.n ? places : firm->regions);
        if (places.n && at.truth == CEDU_TRUTH_NO) continue; /* not asked for */
        cedu_condition *c = CEDU_NEW_N(l->a, cedu_condition, r->condition_count + 1);
        if (!c) return CEDU_NOMEM;
        c[0] = at;
        one.eligible = at.truth;
        for (size_t k = 0; k < r->condition_count; k++) {
            c[k + 1] = r->conditions[k];
            cedu_truth t = c[k + 1].truth = cedu__rule_judge(firm, r, &c[k + 1], today);
            if (t == CEDU_TRUTH_NO || one.eligible == CEDU_TRUTH_NO) one.eligible = CEDU_TRUTH_NO;
            else if (t == CEDU_TRUTH_UNKNOWN) one.eligible = CEDU_TRUTH_UNKNOWN;
        }
        r->conditions = c, r->condition_count++;
        reckon(firm, &one, l->a);
        if (!known(l, &one) && !CEDU_PUSH(l->a, &l->v, one)) return CEDU_NOMEM;
    }
    return CEDU_OK;
}

static int order(const void *x, const void *y) {
    static const int rank[] = {1, 2, 0}; /* unknown, no, yes */
    const cedu_offer *a = x, *b = y;
    int c = cedu__cmp(a->region, b->region);
    if (c) return c;
    if (a->eligible != b->eligible) return rank[a->eligible] - rank[b->eligible];
    double v = a->has_amount || a->at_most ? a->amount : -1, w = b->has_amount || b->at_most ? b->amount : -1;
    if (v != w) return v > w ? -1 : 1;
    return a->rule.fact.row < b->rule.fact.row ? -1 : a->rule.fact.row > b->rule.fact.row;
}

/* Of clauses of one document that exclude one another, and of the tiers of one clause, only the largest: the offers of a region stand
 * together, largest first. */
static bool shadowed(const cedu_offer *p, size_t first, size_t i) {
    for (size_t k = first; k < i; k++) {
        if (p[k].rule.fact.document != p[i].rule.fact.document || !p[k].has_amount || p[k].eligible == CEDU_TRUTH_NO) continue;
        bool once = p[k].rule.stack == CEDU_STACK_ONCE && p[i].rule.stack == CEDU_STACK_ONCE;
        bool tier = cedu__eq(p[k].rule.fact.clean_quote, p[i].rule.fact.clean_quote);
        if ((once || tier) && p[k].amount >= p[i].amount) return true;
    }
    return false;
}

static void sum(offers *l, cedu_offers *out) {
    cedu_offer_sum *s = CEDU_NEW_N(l->a, cedu_offer_sum, l->v.n + 1);
    for (size_t i = 0, first = 0; s && i < l->v.n; i++) {
        const cedu_offer *o = &l->v.p[i];
        if (!i || !cedu__eq(o->region, l->v.p[i - 1].region)) first = i, s[out->sum_count++].region = o->region;
        cedu_offer_sum *t = &s[out->sum_count - 1];
        if (o->eligible == CEDU_TRUTH_NO) {
            t->refused++;
            continue;
        }
        bool sure = o->eligible == CEDU_TRUTH_YES;
        t->sure += sure, t->open += !sure, t->without_amount += !o->has_amount;
        if (o->at_most) t->sum_most += o->amount;
        if (!o->has_amount || shadowed(l->v.p, first, i)) continue;
        if (sure) t->sum_sure += o->amount;
        else t->sum_open += o->amount;
    }
    out->sums = s;
}

cedu_status cedu__reason_subsidy(cedu_store *s, const cedu_firm *firm, cedu_strs places, const cedu_reason_options *opt,
                                 cedu_arena *a, cedu_offers *out, cedu_error *err) {
    *out = (cedu_offers){0};
    if (!opt || !opt->image)
        return cedu__fail(err, CEDU_USAGE, "没有知识包，读不懂条款", "no packs, so clauses cannot be read");
    char today[16];
    cedu__reason_today(opt, today);
    if (firm->as_of.n == 10 && !opt->as_of.n) memcpy(today, firm->as_of.p, 10), today[10] = 0;
    cedu_store_facts all;
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_instrument};
    cedu__reason_around(&f, places, opt, a);
    cedu_status st = cedu__store_list_facts(s, &f, a, &all, err);
    offers l = {.a = a};
    cedu_arena page; /* one document's text */
    cedu__arena_init(&page, CEDU_MAX_SCRATCH);
    cedu_str text = {0};
    int64_t at = 0;
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) { /* in order of documents: each text is read once */
        if (!cedu__reason_usable(&all.p[i], opt, false)) continue;
        if (!text.p || all.p[i].document != at) {
            cedu__arena_reset(&page);
            st = cedu__store_clean(s, at = all.p[i].document, &page, &text, err);
        }
        if (st == CEDU_OK) st = offer(&l, firm, places, opt->image, &all.p[i], text, today);
    }
    cedu__arena_release(&page);
    if (st == CEDU_OK && l.v.n) qsort(l.v.p, l.v.n, sizeof *l.v.p, order);
    if (st == CEDU_OK) sum(&l, out);
    out->p = l.v.p, out->n = l.v.n;
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}
