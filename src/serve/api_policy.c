/* api_policy.c - what a firm could claim, and which policy carries out which: thin over reason/subsidy.h and reason/lineage.h. */
#include <math.h>
#include <stdlib.h>

#include "reason/lineage.h"
#include "reason/subsidy.h"
#include "serve/inner.h"

/* ------------------------------------------------------------------ subsidy */
#define ITEMS 64

/* Words between commas, Chinese ones too. */
static cedu_strs words_of(cedu_request *q, cedu_param_id id) {
    cedu_str s = q->str[id], *p = CEDU_NEW_N(q->arena, cedu_str, ITEMS);
    size_t n = 0;
    for (size_t at = 0, end; p && s.p && at <= s.n && n < ITEMS; at = end) {
        end = at;
        size_t skip = 0;
        while (end < s.n && !skip) {
            if (s.p[end] == ',') skip = 1;
            else if (cedu__starts(cedu__sub(s, end, s.n), CEDU_STR("，"))) skip = 3;
            else end++;
        }
        cedu_str w = cedu__trim(cedu__sub(s, at, end));
        if (w.n) p[n++] = w;
        end += skip ? skip : 1;
    }
    return (cedu_strs){p, n};
}

/* 智能算力:2000000,研发投入:3500000 */
static cedu_status amounts_of(cedu_request *q, cedu_firm *firm, cedu_error *err) {
    cedu_strs items = words_of(q, CEDU_PARAM_amount);
    cedu_firm_amount *p = CEDU_NEW_N(q->arena, cedu_firm_amount, items.n + 1);
    if (!p) return cedu__fail_nomem(err);
    for (size_t i = 0; i < items.n; i++) {
        cedu_str s = items.p[i];
        const char *colon = memchr(s.p, ':', s.n);
        char num[40] = {0}, *end = num;
        size_t at = colon ? (size_t)(colon - s.p) : 0;
        if (colon && s.n - at - 1 < sizeof num) {
            memcpy(num, colon + 1, s.n - at - 1);
            p[i] = (cedu_firm_amount){cedu__trim(cedu__sub(s, 0, at)), strtod(num, &end)};
        }
        if (end == num || *end || !isfinite(p[i].value) || !p[i].name.n)
            return cedu__fail(err, CEDU_USAGE, "amount 应写作 名称:数值，不是“%.*s”", "amount is name:number, not “%.*s”",
                              (int)s.n, s.p);
    }
    firm->amounts = p;
    firm->amount_count = items.n;
    return CEDU_OK;
}

static const char *truth(cedu_truth t) {
    static const char *const names[] = {"unknown", "no", "yes"};
    return names[t];
}

static void put_offer(cedu_json *j, const cedu_offer *o) {
    static const char *const stacks[] = {"unknown", "once", "adds"};
    const cedu_rule *r = &o->rule;
    cedu__json_open(j, '{');
    cedu__put_str(j, "region", o->region);
    cedu__put_str(j, "name", r->name);
    cedu__put_z(j, "state", truth(o->eligible));
    cedu__put_num(j, "amount", o->has_amount || o->at_most ? o->amount : NAN);
    cedu__put_bool(j, "at_most", o->at_most);
    cedu__put_str(j, "formula", o->formula);
    cedu__put_z(j, "why", o->amount_zh);
    cedu__put_z(j, "why_en", o->amount_en);
    cedu__json_key(j, "conditions");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < r->condition_count; i++) {
        const cedu_condition *k = &r->conditions[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "what", cedu__condition_name(k->what, true));
        cedu__put_z(j, "what_zh", cedu__condition_name(k->what, false));
        cedu__put_str(j, "text", k->text);
        cedu__put_str(j, "value", k->value);
        cedu__put_z(j, "state", truth(k->truth));
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_str(j, "payer", r->payer);
    cedu__put_num(j, "rate", r->rate);
    cedu__put_str(j, "base", r->base);
    cedu__put_num(j, "cap", r->cap);
    cedu__put_num(j, "year_cap", r->year_cap);
    cedu__put_str(j, "from", r->from);
    cedu__put_str(j, "to", r->to);
    cedu__put_z(j, "stack", stacks[r->stack]);
    cedu__put_str(j, "stack_quote", r->stack_quote);
    cedu__put_str(j, "window_quote", r->window_quote);
    cedu__put_str(j, "exclusion_quote", r->exclusion_quote);
    cedu__put_int(j, "sources", (int64_t)r->sources);
    cedu__put_maybe(j, "row", &r->fact);
    cedu__json_close(j, '}');
}

cedu_status cedu__api_subsidy(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_firm firm = {.as_of = q->str[CEDU_PARAM_as_of],
                      .is = words_of(q, CEDU_PARAM_is),
                      .is_not = words_of(q, CEDU_PARAM_is_not),
                      .has = words_of(q, CEDU_PARAM_has),
                      .has_not = words_of(q, CEDU_PARAM_has_not)};
    cedu_offers o;
    cedu_status st = amounts_of(q, &firm, err);
    if (st == CEDU_OK) st = cedu__reason_subsidy(q->desk->store, &firm, q->regions, &opt, q->arena, &o, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < o.n && i < end; i++) put_offer(j, &o.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "sums");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < o.sum_count; i++) {
        const cedu_offer_sum *s = &o.sums[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "region", s->region);
        cedu__put_int(j, "sure", (int64_t)s->sure);
        cedu__put_int(j, "open", (int64_t)s->open);
        cedu__put_int(j, "refused", (int64_t)s->refused);
        cedu__put_int(j, "without_amount", (int64_t)s->without_amount);
        cedu__put_num(j, "sum_sure", s->sum_sure);
        cedu__put_num(j, "sum_open", s->sum_open);
        cedu__put_num(j, "sum_most", s->sum_most);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, o.n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* ------------------------------------------------------------------ lineage */
static void put_policy_line(cedu_json *j, const char *key, const cedu_line_policy *p) {
    if (key) cedu__json_key(j, key);
    cedu__json_open(j, '{');
    cedu__put_str(j, "title", p->title);
    cedu__put_str(j, "region", p->region);
    cedu__put_str(j, "level", p->level);
    cedu__put_str(j, "date", p->date);
    cedu__put_z(j, "force", cedu__force_name(p->force));
    cedu__put_bool(j, "cited_only", p->policy == NULL);
    cedu__put_z(j, "fact", p->policy && p->policy->evidence ? p->policy->evidence->fact.id : NULL);
    cedu__json_close(j, '}');
}

cedu_status cedu__api_lineage(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_lineage l;
    cedu_status st = cedu__reason_lineage(q->desk->store, q->regions, &opt, q->arena, &l, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < l.line_count && i < end; i++) {
        const cedu_line *x = &l.lines[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "what", cedu__link_name(x->what));
        cedu__put_z(j, "what_zh", cedu__link_label(x->what, false));
        put_policy_line(j, "lower", x->lower);
        put_policy_line(j, "upper", x->upper);
        cedu__put_str(j, "quote", x->quote);
        cedu__put_bool(j, "odd", x->odd);
        cedu__put_z(j, "fact", x->fact.fact.id[0] ? x->fact.fact.id : NULL);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "policies");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < l.policy_count && i < CEDU_SERVE_MAX_ROWS; i++) put_policy_line(j, NULL, l.policies[i]);
    cedu__json_close(j, ']');
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, l.line_count > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
