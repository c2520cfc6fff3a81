/* programme_file.c - the file of a programme: TOML (base/toml.h) with the keys of one table; faults and warnings by line.
 *
 * Keys of a rule that stand before the first [[rule]] hold for all rules; without any [[rule]] they are the only one. To add a key: a row in
 * `keys` and what it does in programme_judge.c, a line in docs/desk-programmes.md.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/csv.h"
#include "desk/programme.h"
#include "report/report.h"

static const char *const allocations[][3] = {
#define CEDU__X(id, name, zh, en) {name, zh, en},
    CEDU_ALLOCATIONS(CEDU__X)
#undef CEDU__X
};
bool cedu__allocation_parse(cedu_str s, cedu_allocation *out) {
    for (size_t i = 0; i < CEDU_COUNT(allocations); i++)
        if (cedu__eqz(s, allocations[i][0])) return *out = (cedu_allocation)i, true;
    return false;
}
const char *cedu__allocation_name(cedu_allocation k) { return (unsigned)k < CEDU_COUNT(allocations) ? allocations[k][0] : "?"; }
const char *cedu__allocation_label(cedu_allocation k, bool english) {
    return (unsigned)k < CEDU_COUNT(allocations) ? allocations[k][1 + english] : "?";
}

/* ------------------------------------------------------------------ the keys */
typedef enum type { TEXT, DATE, MONEY, RATE, COUNT, LIST, HOW, STACK, NUMBER } type;
enum { GENERAL = 1, RULE = 2, TARGET = 4 }; /* where a key stands */
typedef struct key {
    const char *name;
    int scope;
    type type;
    size_t at;
} key;
#define P(f) offsetof(cedu_programme, f)
#define R(f) offsetof(cedu_programme_rule, f)
#define T(f) offsetof(cedu_programme_target, f)
static const key keys[] = {
    {"name", GENERAL, TEXT, P(name)},
    {"region", GENERAL, TEXT, P(region)},
    {"payer", GENERAL, TEXT, P(payer)},
    {"budget", GENERAL, MONEY, P(budget)},
    {"from", GENERAL, DATE, P(from)},
    {"to", GENERAL, DATE, P(to)},
    {"allocation", GENERAL, HOW, P(allocation)},
    {"priority", GENERAL, LIST, P(priority)},
    {"approvers", GENERAL, LIST, P(approvers)},
    {"settlers", GENERAL, LIST, P(settlers)},
    {"max_firms", GENERAL, COUNT, P(max_firms)},
    {"valid_days", GENERAL, COUNT, P(valid_days)},
    {"stack", GENERAL, STACK, P(adds)},
    {"name", RULE, TEXT, R(rule) + offsetof(cedu_rule, name)},
    {"rate", RULE, RATE, R(terms) + offsetof(cedu_terms, rate)},
    {"fixed", RULE, MONEY, R(terms) + offsetof(cedu_terms, fixed)},
    {"base", RULE, TEXT, R(rule) + offsetof(cedu_rule, base)},
    {"cap", RULE, MONEY, R(terms) + offsetof(cedu_terms, cap)},
    {"year_cap", RULE, MONEY, R(terms) + offsetof(cedu_terms, year_cap)},
    {"firm_cap", RULE, MONEY, R(firm_cap)},
    {"kinds", RULE, LIST, R(kinds)},
    {"requires", RULE, LIST, R(requires)},
    {"excludes", RULE, LIST, R(excludes)},
    {"where", RULE, LIST, R(where)},
    {"sellers", RULE, LIST, R(sellers)},
    {"not_with", RULE, LIST, R(not_with)},
    {"name", TARGET, TEXT, T(name)},
    {"measure", TARGET, TEXT, T(measure)},
    {"unit", TARGET, TEXT, T(unit)},
    {"value", TARGET, NUMBER, T(value)},
};
#undef P
#undef R
#undef T

typedef struct change {
    cedu_str key, value;
    bool used;
} change;
typedef struct reading {
    cedu_arena *a;
    cedu_programme *p;
    cedu_programme_rule all, *rule; /* all: what holds for every rule */
    cedu_programme_target *target;
    CEDU_VEC(cedu_programme_rule) rules;
    CEDU_VEC(cedu_programme_target) targets;
    CEDU_VEC(cedu_programme_note) notes;
    CEDU_VEC(change) changes;
    uint64_t seen; /* keys of this section */
} reading;

static void note(reading *x, int line, bool error, const char *zh, const char *en) {
    (void)CEDU_PUSH(
        x->a, &x->notes,
        ((cedu_programme_note){line, error, cedu__arena_str(x->a, cedu__str(zh)), cedu__arena_str(x->a, cedu__str(en))}));
}
#define FAULT(zh, en) return note(x, line, true, zh, en)

static void put(reading *x, int line, const key *k, void *to, const cedu_toml_value *v) {
    char *at = (char *)to + k->at;
    switch (k->type) {
    case TEXT:
        if (v->kind != CEDU_TOML_STRING || !v->str.n) FAULT("这里应是字符串", "a string is expected");
        *(cedu_str *)at = v->str;
        return;
    case DATE:
        if (v->kind != CEDU_TOML_DATE) FAULT("日期写作 2025-01-31（不加引号）", "a date is written 2025-01-31, without quotes");
        *(cedu_str *)at = v->str;
        return;
    case MONEY:
        if (v->kind != CEDU_TOML_NUMBER || !cedu__money_parse(v->str, (int64_t *)at) || *(int64_t *)at < 0)
            FAULT("金额以元计，不为负，至多两位小数", "an amount is in yuan, not negative, with two decimals at most");
        return;
    case RATE:
        if (v->kind != CEDU_TOML_NUMBER || !cedu__rate_parse(v->str, (int64_t *)at))
            FAULT("比例是百分数，0 到 1000，至多四位小数", "a rate is a percentage, 0 to 1000, with four decimals at most");
        return;
    case COUNT:
        if (v->kind != CEDU_TOML_NUMBER || !(v->num >= 1 && v->num <= 1e9) || v->num > floor(v->num))
            FAULT("这里应是正整数", "a whole number above 0 is expected");
        *(int64_t *)at = (int64_t)v->num;
        return;
    case NUMBER:
        if (v->kind != CEDU_TOML_NUMBER) FAULT("这里应是数", "a number is expected");
        *(double *)at = v->num;
        return;
    case LIST: {
        cedu_str *one = v->kind == CEDU_TOML_STRING ? CEDU_NEW(x->a, cedu_str) : NULL;
        if (v->kind != CEDU_TOML_LIST && !one) FAULT("这里应是字符串数组", "an array of strings is expected");
        if (one) *one = v->str;
        *(cedu_strs *)at = one ? (cedu_strs){one, 1} : v->list;
        return;
    }
    case HOW:
        if (v->kind != CEDU_TOML_STRING || !cedu__allocation_parse(v->str, (cedu_allocation *)at))
            FAULT("allocation 可写 pro-rata、priority、max-min", "allocation is pro-rata, priority or max-min");
        return;
    case STACK:
        if (v->kind == CEDU_TOML_STRING && (cedu__eqz(v->str, "adds") || cedu__eqz(v->str, "once"))) {
            *(bool *)at = cedu__eqz(v->str, "adds");
            return;
        }
        FAULT("stack 可写 once（只取一条）或 adds（各条相加）", "stack is once (the best rule alone) or adds");
    }
}

/* ------------------------------------------------------------------ changes of a variant */
static void value_of(reading *x, const key *k, cedu_str s, cedu_toml_value *v) {
    *v = (cedu_toml_value){.str = s};
    switch (k->type) {
    case LIST: v->kind = CEDU_TOML_LIST, v->list = cedu__csv_items(s, x->a); return;
    case DATE: v->kind = s.n == 10 && s.p[4] == '-' && s.p[7] == '-' ? CEDU_TOML_DATE : CEDU_TOML_STRING; return;
    case MONEY:
    case RATE:
    case COUNT:
    case NUMBER: {
        char z[64] = "", *end = z;
        size_t n = 0;
        for (size_t i = 0; i < s.n && n + 1 < sizeof z; i++)
            if (s.p[i] != '_') z[n++] = s.p[i];
        v->num = strtod(z, &end);
        v->kind = n && !*end ? CEDU_TOML_NUMBER : CEDU_TOML_STRING;
        v->str = cedu__arena_str(x->a, cedu__str(z));
        return;
    }
    default: return;
    }
}

static bool read_changes(reading *x, cedu_str s) {
    for (size_t from = 0, i = 0, len; i <= s.n; i += len ? len : 1) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (i < s.n && c != ',' && c != 0xFF0C && c != '\n') continue;
        cedu_str one = cedu__trim(cedu__sub(s, from, i));
        from = i + len;
        if (!one.n) continue;
        const char *eq = memchr(one.p, '=', one.n);
        size_t k = eq ? (size_t)(eq - one.p) : 0;
        cedu_str name = cedu__trim(cedu__sub(one, 0, k));
        bool known = cedu__eqz(name, "target") || cedu__starts(name, CEDU_STR("target."));
        for (size_t j = 0; j < CEDU_COUNT(keys); j++)
            known |= keys[j].scope != TARGET && strcmp(keys[j].name, "name") != 0 && cedu__eqz(name, keys[j].name);
        if (!eq || !known) {
            char zh[160], en[160];
            snprintf(zh, sizeof zh, "改动“%.*s”不认识；写作 rate=40,cap=600000", (int)(one.n < 60 ? one.n : 60), one.p);
            snprintf(en, sizeof en, "the change “%.*s” is not known; write rate=40,cap=600000", (int)(one.n < 60 ? one.n : 60),
                     one.p);
            note(x, 0, true, zh, en);
            return false;
        }
        (void)CEDU_PUSH(x->a, &x->changes, ((change){name, cedu__trim(cedu__sub(one, k + 1, one.n)), false}));
    }
    return true;
}

static change *changed(reading *x, cedu_str name) {
    for (size_t i = x->changes.n; i-- > 0;)
        if (cedu__eq(x->changes.p[i].key, name)) return &x->changes.p[i];
    return NULL;
}

/* ------------------------------------------------------------------ the file */
static void take(reading *x, int line, cedu_str name, const cedu_toml_value *given) {
    int scope = x->target ? TARGET : x->rule != &x->all ? RULE : GENERAL | RULE;
    for (size_t i = 0; i < CEDU_COUNT(keys); i++) {
        const key *k = &keys[i];
        if (!(k->scope & scope) || !cedu__eqz(name, k->name)) continue;
        if (x->seen >> i & 1u) FAULT("同一个键写了两次", "a key is given twice");
        x->seen |= 1ull << i;
        cedu_toml_value v = *given;
        change *c = x->target ? NULL : changed(x, name);
        if (c && strcmp(k->name, "name") != 0) {
            c->used = true;
            if (cedu__eqz(c->value, "none")) return; /* as if it were not written */
            value_of(x, k, c->value, &v);
        }
        put(x, line, k, k->scope == GENERAL ? (void *)x->p : k->scope == RULE ? (void *)x->rule : (void *)x->target, &v);
        return;
    }
    char zh[200], en[200];
    snprintf(zh, sizeof zh, "不认识的键 %.*s", (int)(name.n < 60 ? name.n : 60), name.p);
    snprintf(en, sizeof en, "an unknown key %.*s", (int)(name.n < 60 ? name.n : 60), name.p);
    note(x, line, true, zh, en);
}

/* Changes of keys that the file does not have: as if they stood at its top. */
static void rest(reading *x) {
    cedu_programme_rule *was = x->rule;
    x->rule = &x->all, x->target = NULL;
    for (size_t i = 0; i < x->changes.n; i++)
        for (size_t k = 0; k < CEDU_COUNT(keys) && !x->changes.p[i].used; k++)
            if (keys[k].scope != TARGET && strcmp(keys[k].name, "name") != 0 && cedu__eqz(x->changes.p[i].key, keys[k].name)) {
                cedu_toml_value v;
                x->changes.p[i].used = true;
                if (cedu__eqz(x->changes.p[i].value, "none")) continue;
                value_of(x, &keys[k], x->changes.p[i].value, &v);
                put(x, 0, &keys[k], keys[k].scope == GENERAL ? (void *)x->p : (void *)&x->all, &v);
                for (size_t r = 0; r < x->rules.n && keys[k].scope == RULE; r++) put(x, 0, &keys[k], &x->rules.p[r], &v);
            }
    x->rule = was;
}

static void goals(reading *x) {
    for (size_t i = 0; i < x->changes.n; i++) {
        cedu_str name = x->changes.p[i].key, of = {0};
        if (cedu__starts(name, CEDU_STR("target."))) of = cedu__sub(name, 7, name.n);
        else if (!cedu__eqz(name, "target")) continue;
        bool met = false;
        for (size_t k = 0; k < x->targets.n; k++) {
            static const key goal = {"value", TARGET, NUMBER, offsetof(cedu_programme_target, value)};
            cedu_toml_value v;
            if (of.n && !cedu__eq(of, x->targets.p[k].name)) continue;
            value_of(x, &goal, x->changes.p[i].value, &v);
            put(x, 0, &goal, &x->targets.p[k], &v);
            met = true;
        }
        if (!met) note(x, 0, true, "没有要改的目标", "there is no such target to change");
    }
}

/* "年营收 >= 20000000" as a condition. */
static bool comparison(reading *x, cedu_str s, cedu_condition *out) {
    static const struct {
        const char *sign;
        cedu_modifier op;
    } signs[] = {{">=", CEDU_MOD_GE}, {"<=", CEDU_MOD_LE}, {">", CEDU_MOD_GT}, {"<", CEDU_MOD_LT}};
    for (size_t i = 0; i < CEDU_COUNT(signs); i++) {
        ptrdiff_t at = cedu__find(s, cedu__str(signs[i].sign), 0);
        if (at < 0) continue;
        cedu_str name = cedu__trim(cedu__sub(s, 0, (size_t)at)),
                 num = cedu__trim(cedu__sub(s, (size_t)at + strlen(signs[i].sign), s.n));
        int64_t fen;
        if (!name.n || !cedu__money_parse(num, &fen)) return false;
        *out = (cedu_condition){CEDU_CONDITION_number, s, cedu__arena_str(x->a, name), signs[i].op, (double)fen / 100,
                                CEDU_TRUTH_UNKNOWN};
        return true;
    }
    return false;
}

static cedu_str joined(cedu_arena *a, cedu_strs l, const char *between) {
    cedu_buf b = {0};
    for (size_t i = 0; i < l.n; i++) {
        if (i) cedu__buf_z(&b, between);
        cedu__buf_str(&b, l.p[i]);
    }
    cedu_str s = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

static void conditions(reading *x, cedu_programme_rule *r) {
    CEDU_VEC(cedu_condition) v = {0};
    const cedu_condition none = {CEDU_CONDITION_region, {0}, {0}, CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN};
#define ADD(w, s)                                                                                                              \
    do {                                                                                                                       \
        cedu_condition c_ = none;                                                                                              \
        c_.what = CEDU_CONDITION_##w, c_.text = c_.value = (s);                                                                \
        (void)CEDU_PUSH(x->a, &v, c_);                                                                                         \
    } while (0)
    if (x->p->region.n) ADD(region, x->p->region);
    ADD(window, cedu__arena_strf(x->a, "%.*s/%.*s", (int)x->p->from.n, x->p->from.p, (int)x->p->to.n, x->p->to.p));
    if (r->kinds.n) ADD(payee, joined(x->a, r->kinds, "、"));
    for (size_t i = 0; i < r->requires.n; i++) ADD(act, r->requires.p[i]);
    for (size_t i = 0; i < r->where.n; i++) {
        cedu_condition c;
        if (comparison(x, r->where.p[i], &c)) (void)CEDU_PUSH(x->a, &v, c);
        else note(x, r->line, true, "where 写作 \"年营收 >= 20000000\"", "where is written \"年营收 >= 20000000\"");
    }
    for (size_t i = 0; i < r->excludes.n; i++) ADD(exclusion, r->excludes.p[i]);
    if (r->sellers.n) ADD(seller, joined(x->a, r->sellers, "、"));
    for (size_t i = 0; i < r->not_with.n; i++) ADD(combining, r->not_with.p[i]);
#undef ADD
    r->rule.conditions = v.p, r->rule.condition_count = v.n;
    r->rule.from = x->p->from, r->rule.to = x->p->to, r->rule.payer = x->p->payer;
}

/* ------------------------------------------------------------------ what a file should have */
static bool day(cedu_str s) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (s.n != 10) return false;
    int m = (s.p[5] - '0') * 10 + s.p[6] - '0', d = (s.p[8] - '0') * 10 + s.p[9] - '0';
    return m >= 1 && m <= 12 && d >= 1 && d <= days[m - 1];
}

static void whole(reading *x) {
    cedu_programme *p = x->p;
    if (!p->name.n) note(x, 1, true, "没有写 name", "name is missing");
    if (p->budget <= 0) note(x, 1, true, "没有写 budget（总盘子，元），或为零", "budget (yuan) is missing or zero");
    if (!day(p->from) || !day(p->to))
        note(x, 1, true, "from 和 to 都要写，且是存在的日期", "from and to must both be given and exist");
    else if (cedu__cmp(p->from, p->to) > 0) note(x, 1, true, "from 晚于 to", "from is after to");
    if (!p->region.n) note(x, 1, false, "没有写 region：不限地区", "no region: open to all places");
    if (p->valid_days < 0) note(x, 1, false, "没有写 valid_days：券不会过期", "no valid_days: vouchers do not expire");
    if (p->allocation == CEDU_ALLOCATE_priority && !p->priority.n)
        note(x, 1, false, "按优先次序分配而没有写 priority：只按评分和日期",
             "by priority without a list: by score and date alone");
    if (p->allocation != CEDU_ALLOCATE_priority && p->priority.n)
        note(x, 1, false, "写了 priority，但分配方式不是 priority：只在 max_firms 时起作用",
             "priority is given but not allocated by: it matters for max_firms alone");
}

static void each(reading *x, cedu_programme_rule *r) {
    const cedu_terms *t = &r->terms;
    int line = r->line;
    if (t->rate < 0 && t->fixed < 0)
        note(x, line, true, "这一条没有 rate 也没有 fixed：给多少没有写", "a rule needs rate or fixed");
    if (t->rate >= 0 && t->fixed >= 0) note(x, line, true, "rate 与 fixed 只写一个", "rate or fixed, not both");
    if (t->rate >= 0 && !r->rule.base.n)
        note(x, line, true, "写了 rate，要用 base 写明按什么金额", "rate needs base: of which amount");
    if (t->rate >= 0 && t->cap < 0 && t->year_cap < 0 && r->firm_cap < 0)
        note(x, line, false, "没有任何上限：一家可以用完整个盘子", "no cap at all: one firm may take the whole budget");
    if (t->cap >= 0 && t->year_cap >= 0 && t->cap > t->year_cap)
        note(x, line, false, "cap 大于 year_cap：cap 不会起作用", "cap is above year_cap and never matters");
    if (t->year_cap >= 0 && r->firm_cap >= 0 && t->year_cap > r->firm_cap)
        note(x, line, false, "year_cap 大于 firm_cap：year_cap 不会起作用", "year_cap is above firm_cap and never matters");
    if (x->p->budget > 0 && t->cap > x->p->budget) note(x, line, false, "cap 大于总盘子", "cap is above the budget");
    if (!r->kinds.n) note(x, line, false, "没有写 kinds：不限申请者的类型", "no kinds: anybody may apply");
    for (size_t i = 0; i < r->excludes.n; i++)
        for (size_t k = 0; k < r->kinds.n; k++)
            if (cedu__eq(r->excludes.p[i], r->kinds.p[k]))
                note(x, line, true, "同一类既给又除外", "one kind is both eligible and excluded");
}

cedu_status cedu__programme_read(cedu_str text, cedu_str changes, cedu_arena *a, cedu_programme *out, cedu_error *err) {
    *out = (cedu_programme){.text = text, .budget = -1, .max_firms = -1, .valid_days = -1};
    reading x = {.a = a, .p = out};
    x.all = (cedu_programme_rule){.line = 1,
                                  .rule = {.rate = NAN, .fixed = NAN, .cap = NAN, .year_cap = NAN, .sources = 0},
                                  .terms = {-1, -1, -1, -1},
                                  .firm_cap = -1};
    x.rule = &x.all;
    cedu_toml t;
    cedu_toml_value v;
    cedu_str name;
    cedu_error e = {0};
    cedu__toml_open(&t, text, "规则文件", "rules", a, &e);
    bool ok = read_changes(&x, changes);
    for (cedu_toml_item item; ok && (item = cedu__toml_next(&t, &name, &v)) != CEDU_TOML_END;) {
        if (item == CEDU_TOML_VALUE) {
            take(&x, t.line, name, &v);
            continue;
        }
        x.seen = 0, x.target = NULL;
        if (item == CEDU_TOML_TABLES && cedu__eqz(name, "rule")) {
            cedu_programme_rule r = x.all;
            r.line = t.line;
            x.rule = CEDU_PUSH(a, &x.rules, r) ? &x.rules.p[x.rules.n - 1] : &x.all;
        } else if (item == CEDU_TOML_TABLES && cedu__eqz(name, "target")) {
            cedu_programme_target g = {.line = t.line, .value = NAN};
            x.target = CEDU_PUSH(a, &x.targets, g) ? &x.targets.p[x.targets.n - 1] : NULL;
        } else note(&x, t.line, true, "只有 [[rule]] 和 [[target]]", "there are [[rule]] and [[target]] alone");
    }
    if (t.bad) {
        static const cedu_str colon = {"：", 3};
        cedu_str zh = cedu__str(e.zh);
        ptrdiff_t at = cedu__find(zh, colon, 0);
        note(&x, t.line, true, at >= 0 ? e.zh + at + 3 : e.zh, e.en);
    }
    rest(&x);
    goals(&x);
    if (!x.rules.n) (void)CEDU_PUSH(a, &x.rules, x.all);
    if (!t.bad && ok) {
        whole(&x);
        for (size_t i = 0; i < x.rules.n; i++) {
            if (!x.rules.p[i].rule.name.n) x.rules.p[i].rule.name = cedu__arena_strf(a, "第%zu条", i + 1);
            conditions(&x, &x.rules.p[i]), each(&x, &x.rules.p[i]);
        }
        for (size_t i = 0; i < x.targets.n; i++)
            if (isnan(x.targets.p[i].value) || !x.targets.p[i].measure.n)
                note(&x, x.targets.p[i].line, true, "目标要写 measure 和 value", "a target needs measure and value");
    }
    out->rules = x.rules.p, out->rule_count = x.rules.n;
    out->targets = x.targets.p, out->target_count = x.targets.n;
    out->notes = x.notes.p, out->note_count = x.notes.n;
    if (a->failed) return cedu__fail_nomem(err);
    for (size_t i = 0; i < out->note_count; i++)
        if (out->notes[i].error) {
            if (err) {
                err->status = CEDU_USAGE;
                const cedu_programme_note *n = &out->notes[i];
                char zh[64] = "", en[64] = "";
                if (n->line) { /* else it is of the changes, not of the file */
                    snprintf(zh, sizeof zh, "规则文件第 %d 行：", n->line);
                    snprintf(en, sizeof en, "rules, line %d: ", n->line);
                }
                snprintf(err->zh, sizeof err->zh, "%s%.190s", zh, n->zh.p);
                snprintf(err->en, sizeof err->en, "%s%.190s", en, n->en.p);
                err->zh[cedu__u8_valid(err->zh, strlen(err->zh))] = 0;
            }
            return CEDU_USAGE;
        }
    return CEDU_OK;
}

/* ------------------------------------------------------------------ in words */
cedu_str cedu__programme_yuan(cedu_arena *a, int64_t fen) {
    cedu_buf b = {0};
    int64_t yuan = fen / 100;
    if (fen % 100 || (yuan % 100 && yuan >= 10000)) { /* every 分 counts: no scale word that would round */
        cedu__money_text(&b, fen);
        cedu__buf_z(&b, "元");
    } else cedu__report_number(&b, (double)yuan, CEDU_STR("元"), (cedu_str){0});
    cedu_str s = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

typedef struct words {
    cedu_buf b;
    cedu_arena *a;
    bool english;
} words;
static void say(words *w, const char *zh, const char *en) { cedu__buf_z(&w->b, w->english ? en : zh); }
static void money(words *w, const char *zh, const char *en, int64_t fen) {
    if (fen < 0) return;
    say(w, zh, en);
    cedu__buf_str(&w->b, cedu__programme_yuan(w->a, fen));
}
static void list(words *w, const char *zh, const char *en, cedu_strs l, const char *zh_between, const char *en_between) {
    if (!l.n) return;
    say(w, zh, en);
    cedu__buf_str(&w->b, joined(w->a, l, w->english ? en_between : zh_between));
}

cedu_str cedu__programme_sentence(const cedu_programme *p, const cedu_programme_rule *r, bool english, cedu_arena *a) {
    words w = {.a = a, .english = english};
    if (!r) {
        cedu__buf_str(&w.b, p->name);
        say(&w, "：", ": ");
        if (p->payer.n) cedu__buf_str(&w.b, p->payer), say(&w, "出资，", " pays; ");
        money(&w, "总盘子", "the budget is ", p->budget);
        say(&w, "；受理", "; applications from ");
        cedu__buf_str(&w.b, p->from), say(&w, "至", " to "), cedu__buf_str(&w.b, p->to);
        say(&w, "的申请", "");
        if (p->region.n) say(&w, "，限", "; firms in "), cedu__buf_str(&w.b, p->region);
        say(&w, "；申请超过盘子时", "; where demand exceeds it: ");
        say(&w, cedu__allocation_label(p->allocation, false), cedu__allocation_label(p->allocation, true));
        say(&w, "分配", "");
        list(&w, "，先后为", ", first ", p->priority, "、", ", ");
        if (p->max_firms > 0)
            say(&w, "；至多", "; at most "), cedu__buf_f(&w.b, "%lld", (long long)p->max_firms), say(&w, "家", " firms");
        if (p->valid_days > 0)
            say(&w, "；券自发放起", "; vouchers hold for "), cedu__buf_f(&w.b, "%lld", (long long)p->valid_days),
                say(&w, "天内有效", " days");
        if (p->rule_count > 1)
            say(&w, p->adds ? "；符合几条的各条相加" : "；符合几条的只取额度最大的一条",
                p->adds ? "; rules add up" : "; of several rules the largest alone");
    } else {
        cedu__buf_str(&w.b, r->rule.name);
        say(&w, "：", ": ");
        if (r->kinds.n) list(&w, "给", "for ", r->kinds, "或", " or "), say(&w, "，", ", ");
        if (r->terms.rate >= 0) {
            say(&w, "按", ""), cedu__buf_str(&w.b, r->rule.base), say(&w, "的", " × ");
            cedu__num_text(&w.b, (double)r->terms.rate / 10000);
            cedu__buf_z(&w.b, "%");
        } else money(&w, "定额", "a fixed ", r->terms.fixed);
        money(&w, "，每次申请最多", ", at most a time ", r->terms.cap);
        money(&w, "，每家每年最多", ", a firm and year ", r->terms.year_cap);
        money(&w, "，每家合计最多", ", a firm altogether ", r->firm_cap);
        list(&w, "；须有", "; must have ", r->requires, "、", ", ");
        list(&w, "；须", "; must be ", r->where, "、", ", ");
        list(&w, "；不给", "; never for ", r->excludes, "、", ", ");
        list(&w, "；限向", "; bought from ", r->sellers, "、", ", ");
        if (r->sellers.n) say(&w, "购买", "");
        list(&w, "；不得与", "; not together with ", r->not_with, "、", ", ");
        if (r->not_with.n) say(&w, "同享", "");
    }
    say(&w, "。", ".");
    cedu_str s = cedu__arena_str(a, cedu__buf_view(&w.b));
    cedu__buf_release(&w.b);
    return s;
}

/* ------------------------------------------------------------------ a published rule as a file */
static void quoted(cedu_buf *b, cedu_str s) {
    cedu__buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\') cedu__buf_char(b, '\\');
        cedu__buf_char(b, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
    cedu__buf_char(b, '"');
}
static void line(cedu_buf *b, const char *k, cedu_str v) {
    if (!v.n) return;
    cedu__buf_f(b, "%s = ", k), quoted(b, v), cedu__buf_char(b, '\n');
}
static void number(cedu_buf *b, const char *k, double v) {
    if (isnan(v)) return;
    cedu__buf_f(b, "%s = ", k), cedu__num_text(b, v), cedu__buf_char(b, '\n');
}
static void items(cedu_buf *b, const char *k, const cedu_rule *r, cedu_condition_what what) {
    size_t n = 0;
    for (size_t i = 0; i < r->condition_count; i++) {
        const cedu_condition *c = &r->conditions[i];
        if (c->what != what || !c->value.n) continue;
        cedu__buf_z(b, n++ ? ", " : k);
        quoted(b, c->value);
    }
    if (n) cedu__buf_z(b, "]\n");
}

void cedu__programme_of_rule(const cedu_rule *r, cedu_str region, int64_t budget, cedu_buf *b) {
    cedu_str title = r->fact.title.n ? r->fact.title : r->name;
    cedu__buf_f(b, "# 依据 %s，", r->fact.fact.id), cedu__buf_str(b, title), cedu__buf_char(b, '\n');
    line(b, "name", title);
    line(b, "region", region), line(b, "payer", r->payer);
    if (budget > 0) cedu__buf_z(b, "budget = "), cedu__money_text(b, budget), cedu__buf_char(b, '\n');
    else cedu__buf_z(b, "# budget = （条款没有写）\n");
    if (r->from.n) cedu__buf_f(b, "from = %.*s\n", (int)r->from.n, r->from.p);
    else cedu__buf_z(b, "# from = （条款没有写）\n");
    if (r->to.n) cedu__buf_f(b, "to = %.*s\n", (int)r->to.n, r->to.p);
    else cedu__buf_z(b, "# to = （条款没有写）\n");
    if (r->stack == CEDU_STACK_ADDS) cedu__buf_z(b, "stack = \"adds\"\n");
    cedu__buf_z(b, "\n[[rule]]\n");
    line(b, "name", r->name);
    if (!isnan(r->rate)) number(b, "rate", r->rate), line(b, "base", r->base.n ? r->base : CEDU_STR("金额"));
    else number(b, "fixed", r->fixed);
    number(b, "cap", r->cap), number(b, "year_cap", r->year_cap);
    items(b, "kinds = [", r, CEDU_CONDITION_payee);
    items(b, "requires = [", r, CEDU_CONDITION_act);
    items(b, "excludes = [", r, CEDU_CONDITION_exclusion);
}
