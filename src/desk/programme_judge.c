/* programme_judge.c - applications read, and each held against the rules: met, open (something is unknown) or refused, with the reasons and
 * the arithmetic. The conditions are judged by the code that judges instruments (cedu__rule_judge); what only an application knows (seller,
 * other awards) and what a file says more plainly than a clause (kinds, exclusions, region) is judged here.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/csv.h"
#include "desk/programme.h"

/* ------------------------------------------------------------------ applications */
typedef enum column { ID, FIRM, DAY, REGION, IS, IS_NOT, HAS, HAS_NOT, SELLER, ENJOYED, SCORE, COLUMNS } column;
static const char *const headings[COLUMNS] = {[ID] = "|id|编号|申请编号|",
                                              [FIRM] = "|firm|企业|企业名称|申请单位|",
                                              [DAY] = "|date|日期|申请日期|",
                                              [REGION] = "|region|地区|所在地区|",
                                              [IS] = "|is|是|类型|企业类型|",
                                              [IS_NOT] = "|is_not|不是|",
                                              [HAS] = "|has|有|资质|",
                                              [HAS_NOT] = "|has_not|没有|",
                                              [SELLER] = "|seller|供应商|服务商|",
                                              [ENJOYED] = "|enjoyed|已享受|已享受政策|",
                                              [SCORE] = "|score|评分|得分|"};

static column column_of(cedu_str heading) {
    if (heading.n && memchr(heading.p, '|', heading.n)) return COLUMNS;
    for (int i = 0; i < COLUMNS; i++)
        for (ptrdiff_t at = 0; (at = cedu__find(cedu__str(headings[i]), heading, (size_t)at)) >= 0; at++)
            if (heading.n && at > 0 && headings[i][at - 1] == '|' && headings[i][(size_t)at + heading.n] == '|')
                return (column)i;
    return COLUMNS;
}

static bool is_day(cedu_str s) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (s.p[i] < '0' || s.p[i] > '9')) return false;
    int m = (s.p[5] - '0') * 10 + s.p[6] - '0', d = (s.p[8] - '0') * 10 + s.p[9] - '0';
    return m >= 1 && m <= 12 && d >= 1 && d <= days[m - 1];
}

static bool number(cedu_str s, double *out) {
    char z[64], *end;
    size_t n = 0;
    for (size_t i = 0; i < s.n && n + 1 < sizeof z; i++)
        if (s.p[i] != '_' && s.p[i] != ',') z[n++] = s.p[i];
    z[n] = 0;
    if (!n || strspn(z, "0123456789.+-eE") != n) return false;
    *out = strtod(z, &end);
    return !*end && isfinite(*out) && fabs(*out) <= 1e15;
}

bool cedu__application_set(cedu_application *x, cedu_str heading, cedu_str v, cedu_arena *a) {
    cedu_strs *const lists[COLUMNS] = {[REGION] = &x->firm.regions, [IS] = &x->firm.is,           [IS_NOT] = &x->firm.is_not,
                                       [HAS] = &x->firm.has,        [HAS_NOT] = &x->firm.has_not, [ENJOYED] = &x->enjoyed};
    column c = column_of(heading);
    if (!v.n) return true; /* unknown */
    if (c != COLUMNS && lists[c]) {
        *lists[c] = cedu__eqz(v, "无") || cedu__eqz(v, "none") ? (cedu_strs){0} : cedu__csv_items(v, a);
        x->knows_enjoyed |= c == ENJOYED;
        return true;
    }
    switch (c) {
    case ID: x->id = v; return true;
    case FIRM: x->firm.name = v; return true;
    case DAY: x->date = x->firm.as_of = v; return is_day(v);
    case SELLER: x->seller = v; return true;
    case SCORE: return number(v, &x->score);
    default: break;
    }
    double d;
    if (!number(v, &d) || d < 0) return false;
    cedu_firm_amount *p = CEDU_NEW_N(a, cedu_firm_amount, x->firm.amount_count + 1);
    if (!p) return false;
    if (x->firm.amount_count) memcpy(p, x->firm.amounts, x->firm.amount_count * sizeof *p);
    p[x->firm.amount_count++] = (cedu_firm_amount){heading, d};
    x->firm.amounts = p;
    return true;
}

cedu_status cedu__applications_read(cedu_str text, cedu_arena *a, cedu_applications *out, cedu_error *err) {
    cedu_csv t;
    *out = (cedu_applications){0};
    cedu_status st = cedu__csv_read(text, a, &t, err);
    if (st != CEDU_OK) return st;
    bool has[COLUMNS + 1] = {0};
    for (size_t i = 0; i < t.head.n; i++) has[column_of(t.head.cells[i])] = true;
    if (!has[FIRM] || !has[DAY])
        return cedu__fail(err, CEDU_USAGE, "申请表要有“企业”和“日期”两列", "applications need the columns firm and date");
    out->p = CEDU_NEW_N(a, cedu_application, t.n + 1);
    for (size_t i = 0; out->p && i < t.n; i++) {
        cedu_application *x = &out->p[out->n++];
        x->line = t.rows[i].line;
        for (size_t k = 0; k < t.rows[i].n; k++)
            if (!cedu__application_set(x, t.head.cells[k], t.rows[i].cells[k], a))
                return cedu__fail(err, CEDU_USAGE, "申请表第 %zu 行“%.*s”列的值不对：%.*s",
                                  "applications, line %zu, column %.*s: not a value for it: %.*s", x->line,
                                  (int)(t.head.cells[k].n < 40 ? t.head.cells[k].n : 40), t.head.cells[k].p,
                                  (int)(t.rows[i].cells[k].n < 40 ? t.rows[i].cells[k].n : 40), t.rows[i].cells[k].p);
        if (!x->firm.name.n || !x->date.n)
            return cedu__fail(err, CEDU_USAGE, "申请表第 %zu 行没有企业或日期", "applications, line %zu: no firm or no date",
                              x->line);
        if (!x->id.n) x->id = cedu__arena_strf(a, "%zu", x->line);
        for (size_t k = 0; has[ID] && k + 1 < out->n; k++)
            if (cedu__eq(out->p[k].id, x->id))
                return cedu__fail(err, CEDU_USAGE, "申请表第 %zu 行与第 %zu 行编号相同：%.*s",
                                  "applications, line %zu has the id of line %zu: %.*s", x->line, out->p[k].line, (int)x->id.n,
                                  x->id.p);
    }
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ conditions */
static bool any_kind(const cedu_firm *f, cedu_str s) {
    return cedu__firm_kind(f->is, s, false) || cedu__firm_kind(f->has, s, false);
}

static cedu_truth in_list(cedu_strs l, cedu_str s) {
    for (size_t i = 0; i < l.n; i++)
        if (cedu__eq(l.p[i], s)) return CEDU_TRUTH_YES;
    return CEDU_TRUTH_NO;
}

/* A firm in a district of the region is in the region: full names begin alike. */
static cedu_truth inside(cedu_strs where, cedu_str region) {
    for (size_t i = 0; i < where.n; i++)
        if (cedu__starts(where.p[i], region)) return CEDU_TRUTH_YES;
    return where.n ? CEDU_TRUTH_NO : CEDU_TRUTH_UNKNOWN;
}

static cedu_truth judge(const cedu_programme_rule *r, const cedu_condition *c, const cedu_application *x, const char *day) {
    cedu_truth t = CEDU_TRUTH_NO;
    switch (c->what) {
    case CEDU_CONDITION_region: return inside(x->firm.regions, c->value);
    case CEDU_CONDITION_payee: /* any of them */
        for (size_t i = 0; i < r->kinds.n && t != CEDU_TRUTH_YES; i++) {
            cedu_condition one = *c;
            one.value = r->kinds.p[i];
            cedu_truth k = cedu__rule_judge(&x->firm, &r->rule, &one, day);
            if (k != CEDU_TRUTH_NO) t = k;
        }
        return t;
    case CEDU_CONDITION_exclusion:
        return any_kind(&x->firm, c->value) ? CEDU_TRUTH_NO : cedu__rule_judge(&x->firm, &r->rule, c, day);
    case CEDU_CONDITION_seller: return x->seller.n ? in_list(r->sellers, x->seller) : CEDU_TRUTH_UNKNOWN;
    case CEDU_CONDITION_combining:
        if (in_list(x->enjoyed, c->value) == CEDU_TRUTH_YES) return CEDU_TRUTH_NO;
        return x->knows_enjoyed ? CEDU_TRUTH_YES : CEDU_TRUTH_UNKNOWN;
    default: return cedu__rule_judge(&x->firm, &r->rule, c, day);
    }
}

/* ------------------------------------------------------------------ what it comes to */
static void bound(cedu_buf *b, int64_t limit, int64_t *left, const char *what, cedu_arena *a) {
    if (limit < 0 || *left <= limit) return;
    cedu_str s = cedu__programme_yuan(a, limit);
    cedu__buf_f(b, "；%s%.*s，取此数", what, (int)s.n, s.p);
    *left = limit;
}

static int64_t rest_of(int64_t cap, int64_t used) { return cap < 0 ? -1 : cap > used ? cap - used : 0; }

/* `used`, `used_year`: given to the firm before. false: cannot be reckoned. */
static bool reckon(const cedu_programme_rule *r, const cedu_application *x, int64_t used, int64_t used_year, cedu_arena *a,
                   int64_t *out, cedu_str *formula) {
    cedu_terms bare = {r->terms.rate, r->terms.fixed, -1, -1};
    const cedu_firm_amount *m = r->terms.rate >= 0 ? cedu__firm_amount(&x->firm, r->rule.base) : NULL;
    int64_t base = -1, raw, v;
    if (m && !cedu__money_of(m->value, &base)) return false;
    if (!cedu__rule_award(&bare, base, &raw, &v)) return false;
    cedu_buf b = {0};
    cedu_str shown = cedu__programme_yuan(a, raw), of = cedu__programme_yuan(a, base > 0 ? base : 0);
    if (m) {
        cedu__buf_f(&b, "%.*s(%.*s)×", (int)of.n, of.p, (int)m->name.n, m->name.p);
        cedu__num_text(&b, (double)r->terms.rate / 10000);
        cedu__buf_f(&b, "%% = %.*s", (int)shown.n, shown.p);
    } else cedu__buf_f(&b, "定额%.*s", (int)shown.n, shown.p);
    bound(&b, r->terms.cap, &v, "每次上限", a);
    bound(&b, rest_of(r->terms.year_cap, used_year), &v, used_year ? "年度上限余" : "年度上限", a);
    bound(&b, rest_of(r->firm_cap, used), &v, used ? "每家上限余" : "每家上限", a);
    *out = v;
    *formula = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return true;
}

void cedu__programme_judge(const cedu_programme *p, const cedu_application *x, const cedu_spent *before, size_t before_count,
                           cedu_arena *a, cedu_grant *out) {
    *out = (cedu_grant){.app = x, .eligible = CEDU_TRUTH_NO};
    char today[16] = "";
    if (x->date.n == 10) memcpy(today, x->date.p, 10);
    int64_t used = 0, used_year = 0;
    for (size_t i = 0; i < before_count; i++) {
        used += before[i].amount;
        if (cedu__starts(x->date, before[i].year)) used_year += before[i].amount;
    }
    size_t best_no = SIZE_MAX, best_open = SIZE_MAX;
    bool have = false;
    for (size_t i = 0; i < p->rule_count; i++) {
        const cedu_programme_rule *r = &p->rules[i];
        cedu_condition *c = CEDU_NEW_N(a, cedu_condition, r->rule.condition_count + 2);
        if (!c) return;
        size_t n = r->rule.condition_count, no = 0, open = 0;
        for (size_t k = 0; k < n; k++) {
            c[k] = r->rule.conditions[k];
            c[k].truth = judge(r, &c[k], x, today);
            no += c[k].truth == CEDU_TRUTH_NO, open += c[k].truth == CEDU_TRUTH_UNKNOWN;
        }
        int64_t v = 0;
        cedu_str formula = {0};
        bool reckoned = reckon(r, x, used, used_year, a, &v, &formula);
        if (!reckoned) { /* what the rate is taken of is not given: open */
            c[n++] = (cedu_condition){CEDU_CONDITION_number, r->rule.base, r->rule.base, CEDU_MOD_GE, 0, CEDU_TRUTH_UNKNOWN};
            open++;
        }
        cedu_truth t = no ? CEDU_TRUTH_NO : open ? CEDU_TRUTH_UNKNOWN : CEDU_TRUTH_YES;
        if (t == CEDU_TRUTH_YES && have && p->adds) {
            int64_t sum;
            if (!cedu__money_add(out->entitled, v, &sum)) continue;
            out->formula = cedu__arena_strf(a, "%.*s ＋ %.*s", (int)out->formula.n, out->formula.p, (int)formula.n, formula.p);
            out->entitled = sum, used += v, used_year += v;
            continue;
        }
        bool better =
            t == CEDU_TRUTH_YES ? !have || v > out->entitled : !have && (no < best_no || (no == best_no && open < best_open));
        if (!better) continue;
        have |= t == CEDU_TRUTH_YES, best_no = no, best_open = open;
        out->rule = r, out->eligible = t, out->conditions = c, out->condition_count = n;
        out->entitled = t == CEDU_TRUTH_YES ? v : 0;
        out->formula = formula;
        if (p->adds && t == CEDU_TRUTH_YES) used += v, used_year += v;
    }
    if (out->eligible == CEDU_TRUTH_YES && !out->entitled)
        out->why_zh = "上限已用完，或金额为零", out->why_en = "the cap is used up, or the amount is zero";
}
