/* programme_run.c - a programme in operation: each operation is one posting on its book (store/ledger.h), or nothing.
 *
 * Accounts: source -> budget -> approved/CASE -> open/CASE -> held/CASE/ORDER -> payable/SELLER/CASE -> paid/SELLER. A case is one
 * application and its voucher. Records: rules (the file as opened), actor/NAME (the role), case/ID (its state), given/FIRM/YEAR (分).
 * Invariants: see ledger.h; further, what is approved never exceeds the entitlement, who acts in one role of a programme acts in no other,
 * and an operation that is refused leaves nothing behind. To add one: a row in `operations` and its function.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "desk/programme.h"
#include "store/sql.h"

/* ------------------------------------------------------------------ operations as given */
cedu_str cedu__operation_value(const cedu_operation *op, const char *key) {
    for (size_t i = 0; i < op->n; i++)
        if (cedu__eqz(op->p[i].key, key)) return op->p[i].value;
    return (cedu_str){0};
}

bool cedu__operation_set(cedu_operation *op, cedu_str key, cedu_str value, cedu_arena *a) {
    cedu_ledger_set *p = CEDU_NEW_N(a, cedu_ledger_set, op->n + 1);
    if (!p || !key.n) return false;
    for (size_t i = 0; i < op->n; i++)
        if (cedu__eq(op->p[i].key, key)) return false;
    if (op->n) memcpy(p, op->p, op->n * sizeof *p);
    p[op->n] = (cedu_ledger_set){cedu__arena_str(a, key), cedu__arena_str(a, value)};
    op->p = p, op->n++;
    return p[op->n - 1].value.p || !value.n;
}

cedu_status cedu__operation_read(cedu_str json, cedu_arena *a, cedu_operation *out, cedu_error *err) {
    *out = (cedu_operation){0};
    json_error_t je;
    json_t *root = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &je);
    if (!json_is_object(root)) {
        json_decref(root);
        return cedu__fail(err, CEDU_USAGE, "不是 JSON 对象", "no JSON object");
    }
    const char *key;
    json_t *v;
    cedu_status st = CEDU_OK;
    json_object_foreach(root, key, v) {
        cedu_buf b = {0};
        if (json_is_string(v)) cedu__buf_add(&b, json_string_value(v), json_string_length(v));
        else if (json_is_integer(v)) cedu__buf_f(&b, "%lld", (long long)json_integer_value(v));
        else if (json_is_real(v)) cedu__num_text(&b, json_real_value(v));
        else if (json_is_array(v))
            for (size_t i = 0; i < json_array_size(v); i++) {
                const json_t *one = json_array_get(v, i);
                if (i) cedu__buf_z(&b, "、");
                if (json_is_string(one)) cedu__buf_add(&b, json_string_value(one), json_string_length(one));
            }
        if (st == CEDU_OK && !cedu__operation_set(out, cedu__str(key), cedu__buf_view(&b), a))
            st = cedu__fail(err, CEDU_USAGE, "同一个键写了两次，或内存不足", "a key given twice, or out of memory");
        cedu__buf_release(&b);
    }
    json_decref(root);
    return st;
}

/* ------------------------------------------------------------------ one call */
typedef struct call {
    cedu_store *s;
    const cedu_operation *op;
    cedu_arena *a;
    cedu_programme p;
    cedu_posting post;
    cedu_str id, at;
    CEDU_VEC(cedu_ledger_entry) entries;
    CEDU_VEC(cedu_ledger_set) sets;
    cedu_buf answer;
    cedu_json j;
    cedu_error *err;
} call;

typedef struct state { /* of a case; a JSON object in its record */
    json_t *o;
} state;

#define GIVEN(key)        cedu__operation_value(x->op, key)
#define REFUSE(zh, en)    return cedu__fail(x->err, CEDU_USAGE, zh, en)
#define ACCOUNT(fmt, ...) cedu__arena_strf(x->a, fmt, __VA_ARGS__)
#define S(s)              (int)(s).n, (s).p

static void entry(call *x, cedu_str account, int64_t amount) {
    (void)CEDU_PUSH(x->a, &x->entries, ((cedu_ledger_entry){account, amount}));
}
static void transfer(call *x, cedu_str from, cedu_str to, int64_t amount) { entry(x, from, -amount), entry(x, to, amount); }
static void record(call *x, cedu_str key, cedu_str value) { (void)CEDU_PUSH(x->a, &x->sets, ((cedu_ledger_set){key, value})); }
static void say_money(call *x, const char *key, int64_t fen) {
    cedu_buf b = {0};
    cedu__money_text(&b, fen);
    cedu__json_key(&x->j, key), cedu__json_str(&x->j, cedu__buf_view(&b));
    cedu__buf_release(&b);
}
static void say(call *x, const char *key, cedu_str v) { cedu__json_key(&x->j, key), cedu__json_str(&x->j, v); }
static cedu_status balance(call *x, cedu_str account, int64_t *out) {
    return cedu__ledger_balance(x->s, x->post.book, account, out, x->err);
}

/* A name that becomes part of an account: no slash, so that no name can look like another account. */
static cedu_status name_given(call *x, const char *key, cedu_str *out) {
    *out = GIVEN(key);
    if (out->n && out->n <= CEDU_LEDGER_MAX_KEY / 4 && !memchr(out->p, '/', out->n)) return CEDU_OK;
    return cedu__fail(x->err, CEDU_USAGE, "要写 %s（不含斜杠，至多 %d 字节）",
                      "%s is needed (without a slash, %d bytes at most)", key, CEDU_LEDGER_MAX_KEY / 4);
}

/* The amount asked for, else `all`; above zero. */
static cedu_status amount_given(call *x, int64_t all, int64_t *out) {
    cedu_str v = GIVEN("amount");
    *out = all;
    if (v.n && !cedu__money_parse(v, out))
        REFUSE("amount 以元计，至多两位小数", "amount is in yuan, with two decimals at most");
    if (*out <= 0) REFUSE("金额须大于零", "the amount must be above zero");
    return CEDU_OK;
}

/* ------------------------------------------------------------------ cases */
static cedu_str case_key(call *x) { return ACCOUNT("case/%.*s", S(x->id)); }

static cedu_status case_open(call *x, state *c) {
    cedu_str value;
    c->o = NULL;
    cedu_status st = cedu__ledger_record(x->s, x->post.book, case_key(x), x->a, &value, x->err);
    if (st != CEDU_OK) return st;
    if (value.p) c->o = json_loadb(value.p, value.n, 0, NULL);
    if (!json_is_object(c->o)) {
        json_decref(c->o), c->o = NULL;
        return cedu__fail(x->err, CEDU_NOT_FOUND, "没有这件申请：%.*s", "there is no such application: %.*s", S(x->id));
    }
    return CEDU_OK;
}
static const char *case_str(const state *c, const char *key) {
    const char *z = json_string_value(json_object_get(c->o, key));
    return z ? z : "";
}
static int64_t case_int(const state *c, const char *key) { return json_integer_value(json_object_get(c->o, key)); }
static void case_close(call *x, state *c) { /* written back */
    char *z = c->o ? json_dumps(c->o, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (z) record(x, case_key(x), cedu__arena_str(x->a, cedu__str(z)));
    else x->a->failed = true;
    free(z);
    json_decref(c->o), c->o = NULL;
}
static cedu_status case_is(call *x, const state *c, const char *want) {
    const char *now = case_str(c, "state");
    if (strcmp(now, want) == 0) return CEDU_OK;
    return cedu__fail(x->err, CEDU_USAGE, "申请 %.*s 现为 %s，应为 %s", "application %.*s is %s, not %s", S(x->id), now, want);
}

static cedu_status spent(call *x, cedu_str firm, cedu_spent **out, size_t *n) {
    cedu_ledger_sets all;
    cedu_str prefix = ACCOUNT("given/%.*s/", S(firm));
    cedu_status st = cedu__ledger_records(x->s, x->post.book, prefix, x->a, &all, x->err);
    if (st != CEDU_OK) return st;
    *out = CEDU_NEW_N(x->a, cedu_spent, all.n + 1), *n = 0;
    for (size_t i = 0; *out && i < all.n; i++)
        (*out)[(*n)++] = (cedu_spent){cedu__sub(all.p[i].key, prefix.n, all.p[i].key.n), strtoll(all.p[i].value.p, NULL, 10)};
    return CEDU_OK;
}

/* The application of a case again, as it was handed in. */
static cedu_application application(call *x, const state *c) {
    cedu_application k = {.id = x->id};
    const char *key;
    json_t *v;
    json_object_foreach(json_object_get(c->o, "said"), key, v)(void) cedu__application_set(
        &k, cedu__arena_str(x->a, cedu__str(key)), cedu__arena_str(x->a, cedu__str(json_string_value(v))), x->a);
    k.id = x->id;
    return k;
}

static cedu_status judged(call *x, const cedu_application *k, cedu_grant *g) {
    cedu_spent *before;
    size_t n;
    cedu_status st = spent(x, k->firm.name, &before, &n);
    if (st == CEDU_OK) cedu__programme_judge(&x->p, k, before, n, x->a, g);
    return st;
}

/* 对象：中小企业 of the conditions that came out as t. */
static cedu_str reasons(call *x, const cedu_grant *g, cedu_truth t, bool english) {
    cedu_buf b = {0};
    for (size_t i = 0; i < g->condition_count; i++)
        if (g->conditions[i].truth == t)
            cedu__buf_f(&b, "%s%s%s%.*s", b.n ? "；" : "", cedu__condition_name(g->conditions[i].what, english),
                        english ? ": " : "：", S(g->conditions[i].value));
    cedu_str s = cedu__arena_str(x->a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

static cedu_status remember(call *x, cedu_str firm, cedu_str date, int64_t amount) {
    cedu_str key = ACCOUNT("given/%.*s/%.*s", S(firm), 4, date.p), old;
    int64_t was = 0;
    for (size_t i = 0; i < x->sets.n; i++) /* twice in one allocation */
        if (cedu__eq(x->sets.p[i].key, key)) was = strtoll(x->sets.p[i].value.p, NULL, 10);
    cedu_status st = cedu__ledger_record(x->s, x->post.book, key, x->a, &old, x->err);
    if (st != CEDU_OK) return st;
    if (!was && old.p) was = strtoll(old.p, NULL, 10);
    if (!cedu__money_add(was, amount, &was)) return cedu__fail(x->err, CEDU_TOO_LARGE, "金额超出可记的范围", "out of range");
    record(x, key, ACCOUNT("%lld", (long long)was));
    return CEDU_OK;
}

/* ------------------------------------------------------------------ the operations */
static cedu_status op_open(call *x) {
    if (x->p.name.n) REFUSE("这个计划已经开办", "this programme is open already");
    cedu_str rules = GIVEN("rules");
    cedu_status st = cedu__programme_read(rules, (cedu_str){0}, x->a, &x->p, x->err);
    if (st != CEDU_OK) return st;
    record(x, CEDU_STR("rules"), rules);
    transfer(x, CEDU_STR(CEDU_LEDGER_SOURCE), CEDU_STR("budget"), x->p.budget);
    say_money(x, "budget", x->p.budget);
    return CEDU_OK;
}

static cedu_status op_apply(call *x) {
    static const char *const own[] = {"request", "op", "programme", "actor", "at", "id"};
    cedu_application k = {.id = x->id};
    cedu_str there, firm;
    cedu_status st = cedu__ledger_record(x->s, x->post.book, case_key(x), x->a, &there, x->err);
    if (st == CEDU_OK && there.p)
        st = cedu__fail(x->err, CEDU_USAGE, "已有编号为 %.*s 的申请", "there is an application %.*s already", S(x->id));
    if (st == CEDU_OK) st = name_given(x, "firm", &firm);
    if (st != CEDU_OK) return st;
    json_t *said = json_object();
    for (size_t i = 0; i < x->op->n && st == CEDU_OK; i++) {
        cedu_str key = x->op->p[i].key, v = x->op->p[i].value;
        bool skip = false;
        for (size_t m = 0; m < CEDU_COUNT(own); m++) skip |= cedu__eqz(key, own[m]);
        if (skip) continue;
        if (!cedu__application_set(&k, key, v, x->a))
            st = cedu__fail(x->err, CEDU_USAGE, "%.*s 的值不对：%.*s", "%.*s: not a value for it: %.*s", S(key), S(v));
        json_object_setn_new(said, key.p, key.n, json_stringn(v.n ? v.p : "", v.n));
    }
    if (!k.date.n)
        k.date = k.firm.as_of = cedu__sub(x->at, 0, 10), json_object_set_new(said, "date", json_stringn(k.date.p, k.date.n));
    cedu_grant g = {0};
    if (st == CEDU_OK) st = judged(x, &k, &g);
    if (st != CEDU_OK) return json_decref(said), st;
    static const char *const truths[] = {"unknown", "no", "yes"};
    state c = {json_object()};
    json_object_set_new(c.o, "said", said);
    json_object_set_new(c.o, "firm", json_stringn(firm.p, firm.n));
    json_object_set_new(c.o, "state", json_string("applied"));
    json_object_set_new(c.o, "entitled", json_integer(g.entitled));
    json_object_set_new(c.o, "order", json_integer(x->post.seq));
    if (g.rule) json_object_set_new(c.o, "rule", json_stringn(g.rule->rule.name.p, g.rule->rule.name.n));
    cedu_str no = reasons(x, &g, CEDU_TRUTH_NO, false), open = reasons(x, &g, CEDU_TRUTH_UNKNOWN, false);
    cedu_str why = g.eligible == CEDU_TRUTH_YES ? g.formula : g.eligible == CEDU_TRUTH_NO ? no : open;
    json_object_set_new(c.o, "why", json_stringn(why.n ? why.p : "", why.n));
    case_close(x, &c);
    say(x, "id", x->id), say(x, "eligible", cedu__str(truths[g.eligible]));
    say_money(x, "entitled", g.entitled);
    say(x, "formula", g.formula);
    if (g.eligible == CEDU_TRUTH_NO) say(x, "not_met", no);
    if (g.eligible != CEDU_TRUTH_YES) say(x, "unknown", open);
    return CEDU_OK;
}

static cedu_status op_approve(call *x) {
    state c;
    int64_t v = 0;
    cedu_grant g = {0};
    cedu_status st = case_open(x, &c);
    if (st != CEDU_OK) return st;
    if ((st = case_is(x, &c, "applied")) == CEDU_OK) {
        cedu_application k = application(x, &c);
        st = judged(x, &k, &g);
        if (st == CEDU_OK && g.eligible != CEDU_TRUTH_YES) {
            bool no = g.eligible == CEDU_TRUTH_NO;
            cedu_str why = reasons(x, &g, no ? CEDU_TRUTH_NO : CEDU_TRUTH_UNKNOWN, false),
                     en = reasons(x, &g, no ? CEDU_TRUTH_NO : CEDU_TRUTH_UNKNOWN, true);
            st = cedu__fail(x->err, CEDU_USAGE, "条件不符", "not eligible");
            if (x->err) {
                snprintf(x->err->zh, sizeof x->err->zh, "%s：%.*s", no ? "条件不符" : "尚有未知，不能当作符合", S(why));
                snprintf(x->err->en, sizeof x->err->en, "%s: %.*s", no ? "not eligible" : "unknown, which is not met", S(en));
                x->err->zh[cedu__u8_valid(x->err->zh, strlen(x->err->zh))] = 0;
                x->err->en[cedu__u8_valid(x->err->en, strlen(x->err->en))] = 0;
            }
        }
        if (st == CEDU_OK) st = amount_given(x, g.entitled, &v);
        if (st == CEDU_OK && v > g.entitled)
            st = cedu__fail(x->err, CEDU_USAGE, "超过应得的 %.*s", "above the entitlement of %.*s",
                            S(cedu__programme_yuan(x->a, g.entitled)));
        if (st == CEDU_OK) st = remember(x, k.firm.name, k.date, v);
    }
    if (st != CEDU_OK) return json_decref(c.o), st;
    transfer(x, CEDU_STR("budget"), ACCOUNT("approved/%.*s", S(x->id)), v);
    json_object_set_new(c.o, "state", json_string("approved"));
    json_object_set_new(c.o, "approved", json_integer(v));
    case_close(x, &c);
    say(x, "id", x->id), say_money(x, "approved", v);
    return CEDU_OK;
}

static cedu_status op_reject(call *x) {
    state c;
    cedu_str note = GIVEN("note");
    cedu_status st = case_open(x, &c);
    if (st != CEDU_OK) return st;
    if ((st = case_is(x, &c, "applied")) != CEDU_OK) return json_decref(c.o), st;
    json_object_set_new(c.o, "state", json_string("rejected"));
    json_object_set_new(c.o, "why", json_stringn(note.n ? note.p : "", note.n));
    case_close(x, &c);
    say(x, "id", x->id);
    return CEDU_OK;
}

/* All that is applied for and met, at once: entitlements in the order in which they came, allocated from what the budget still holds. */
static int in_order(const void *a, const void *b) {
    size_t x = ((const cedu_application *)a)->line, y = ((const cedu_application *)b)->line;
    return x < y ? -1 : x > y;
}
/* All that firms were granted before: given/FIRM/YEAR. */
static cedu_status before_all(call *x, cedu_prior **out, size_t *n) {
    cedu_ledger_sets all;
    cedu_status st = cedu__ledger_records(x->s, x->post.book, CEDU_STR("given/"), x->a, &all, x->err);
    if (st != CEDU_OK) return st;
    *out = CEDU_NEW_N(x->a, cedu_prior, all.n + 1), *n = 0;
    for (size_t i = 0; *out && i < all.n; i++) {
        cedu_str rest = cedu__sub(all.p[i].key, 6, all.p[i].key.n);
        const char *slash = memchr(rest.p, '/', rest.n);
        size_t k = slash ? (size_t)(slash - rest.p) : rest.n;
        if (k + 5 == rest.n)
            (*out)[(*n)++] =
                (cedu_prior){cedu__sub(rest, 0, k), cedu__sub(rest, k + 1, rest.n), strtoll(all.p[i].value.p, NULL, 10)};
    }
    return CEDU_OK;
}
static cedu_status op_allocate(call *x) {
    cedu_ledger_sets all;
    cedu_applications apps = {0};
    cedu_outcome o;
    cedu_prior *prior;
    size_t priors;
    int64_t left;
    cedu_str how = GIVEN("policy");
    if (how.n && !cedu__allocation_parse(how, &x->p.allocation))
        REFUSE("policy 可写 pro-rata、priority、max-min", "policy: pro-rata, priority, max-min");
    cedu_status st = cedu__ledger_records(x->s, x->post.book, CEDU_STR("case/"), x->a, &all, x->err);
    if (st == CEDU_OK) st = balance(x, CEDU_STR("budget"), &left);
    if (st != CEDU_OK) return st;
    apps.p = CEDU_NEW_N(x->a, cedu_application, all.n + 1);
    for (size_t i = 0; apps.p && i < all.n; i++) {
        state c = {json_loadb(all.p[i].value.p, all.p[i].value.n, 0, NULL)};
        x->id = cedu__sub(all.p[i].key, 5, all.p[i].key.n);
        if (strcmp(case_str(&c, "state"), "applied") == 0) {
            apps.p[apps.n] = application(x, &c);
            apps.p[apps.n++].line = (size_t)case_int(&c, "order");
        }
        json_decref(c.o);
    }
    if (!apps.n) REFUSE("没有待分配的申请", "no application waits");
    qsort(apps.p, apps.n, sizeof *apps.p, in_order);
    cedu_programme now = x->p;
    now.budget = left;
    if ((st = before_all(x, &prior, &priors)) != CEDU_OK) return st;
    if ((st = cedu__programme_simulate(&now, &apps, prior, priors, x->a, &o, x->err)) != CEDU_OK) return st;
    cedu__json_key(&x->j, "approved"), cedu__json_open(&x->j, '[');
    for (size_t i = 0; st == CEDU_OK && i < o.n; i++) {
        int64_t v = o.p[i].granted;
        state c;
        if (v <= 0) continue;
        x->id = apps.p[i].id;
        if ((st = case_open(x, &c)) != CEDU_OK) break;
        if ((st = remember(x, apps.p[i].firm.name, apps.p[i].date, v)) != CEDU_OK) {
            json_decref(c.o);
            break;
        }
        transfer(x, CEDU_STR("budget"), ACCOUNT("approved/%.*s", S(x->id)), v);
        json_object_set_new(c.o, "state", json_string("approved"));
        json_object_set_new(c.o, "approved", json_integer(v));
        json_object_set_new(c.o, "entitled", json_integer(o.p[i].entitled));
        case_close(x, &c);
        cedu__json_open(&x->j, '{');
        say(x, "id", x->id), say_money(x, "amount", v);
        cedu__json_close(&x->j, '}');
    }
    cedu__json_close(&x->j, ']');
    say_money(x, "demand", o.demand);
    return st;
}

static void add_days(char out[16], cedu_str from, int64_t days) {
    struct tm tm = {.tm_hour = 12};
    tm.tm_year = atoi(from.p) - 1900, tm.tm_mon = atoi(from.p + 5) - 1, tm.tm_mday = atoi(from.p + 8);
    time_t t = timegm(&tm) + (time_t)days * 86400;
    gmtime_r(&t, &tm);
    strftime(out, 16, "%Y-%m-%d", &tm);
}

static cedu_status op_issue(call *x) {
    state c;
    char until[16] = "";
    cedu_status st = case_open(x, &c);
    if (st != CEDU_OK) return st;
    if ((st = case_is(x, &c, "approved")) != CEDU_OK) return json_decref(c.o), st;
    int64_t v = case_int(&c, "approved");
    if (x->p.valid_days > 0) add_days(until, x->at, x->p.valid_days);
    transfer(x, ACCOUNT("approved/%.*s", S(x->id)), ACCOUNT("open/%.*s", S(x->id)), v);
    json_object_set_new(c.o, "state", json_string("issued"));
    json_object_set_new(c.o, "expires", json_string(until));
    case_close(x, &c);
    say(x, "id", x->id), say_money(x, "issued", v);
    say(x, "expires", until[0] ? cedu__arena_str(x->a, cedu__str(until)) : (cedu_str){0});
    return CEDU_OK;
}

static bool over(call *x, const state *c) {
    const char *until = case_str(c, "expires");
    return until[0] && cedu__cmp(cedu__sub(x->at, 0, 10), cedu__str(until)) > 0;
}

/* A part of a voucher moves: from, to, at most what `from` holds. */
static cedu_status part(call *x, cedu_str from, cedu_str to, const char *word) {
    int64_t have, v;
    cedu_status st = balance(x, from, &have);
    if (st == CEDU_OK) st = amount_given(x, have, &v);
    if (st != CEDU_OK) return st;
    if (v > have)
        return cedu__fail(x->err, CEDU_USAGE, "只有 %.*s 可用", "only %.*s is there", S(cedu__programme_yuan(x->a, have)));
    transfer(x, from, to, v);
    say(x, "id", x->id), say_money(x, word, v), say_money(x, "left", have - v);
    return CEDU_OK;
}

static cedu_status issued(call *x, bool *expired) {
    state c;
    cedu_status st = case_open(x, &c);
    if (st == CEDU_OK) st = case_is(x, &c, "issued");
    if (expired) *expired = st == CEDU_OK && over(x, &c);
    json_decref(c.o);
    return st;
}

static cedu_status op_reserve(call *x) {
    cedu_str order;
    bool gone;
    cedu_status st = name_given(x, "order", &order);
    if (st == CEDU_OK) st = issued(x, &gone);
    if (st != CEDU_OK) return st;
    if (gone) REFUSE("券已过期", "the voucher has expired");
    return part(x, ACCOUNT("open/%.*s", S(x->id)), ACCOUNT("held/%.*s/%.*s", S(x->id), S(order)), "reserved");
}

static cedu_status op_release(call *x) {
    cedu_str order;
    cedu_status st = name_given(x, "order", &order);
    if (st == CEDU_OK) st = issued(x, NULL);
    return st != CEDU_OK ? st
                         : part(x, ACCOUNT("held/%.*s/%.*s", S(x->id), S(order)), ACCOUNT("open/%.*s", S(x->id)), "released");
}

static cedu_status op_redeem(call *x) {
    cedu_str order, seller;
    cedu_status st = name_given(x, "order", &order);
    if (st == CEDU_OK) st = name_given(x, "seller", &seller);
    if (st == CEDU_OK) st = issued(x, NULL);
    if (st != CEDU_OK) return st;
    bool listed = false, any = false;
    for (size_t i = 0; i < x->p.rule_count; i++) {
        any |= !x->p.rules[i].sellers.n;
        for (size_t k = 0; k < x->p.rules[i].sellers.n; k++) listed |= cedu__eq(x->p.rules[i].sellers.p[k], seller);
    }
    if (!listed && !any) REFUSE("供应商不在名单内", "the seller is not on the list");
    return part(x, ACCOUNT("held/%.*s/%.*s", S(x->id), S(order)), ACCOUNT("payable/%.*s/%.*s", S(seller), S(x->id)),
                "redeemed");
}

static cedu_status op_refund(call *x) {
    cedu_str seller;
    cedu_status st = name_given(x, "seller", &seller);
    if (st == CEDU_OK) st = issued(x, NULL);
    return st != CEDU_OK
               ? st /* what is settled is no longer payable and cannot be taken back here */
               : part(x, ACCOUNT("payable/%.*s/%.*s", S(seller), S(x->id)), ACCOUNT("open/%.*s", S(x->id)), "refunded");
}

static cedu_status op_expire(call *x) {
    bool gone;
    int64_t v;
    cedu_str open = ACCOUNT("open/%.*s", S(x->id));
    cedu_status st = issued(x, &gone);
    if (st == CEDU_OK) st = balance(x, open, &v);
    if (st != CEDU_OK) return st;
    if (!gone) REFUSE("券还没有过期", "the voucher has not expired");
    if (!v) REFUSE("没有可收回的余额（预留的先释放）", "nothing is left to take back (release what is reserved first)");
    transfer(x, open, CEDU_STR("budget"), v);
    say(x, "id", x->id), say_money(x, "expired", v);
    return CEDU_OK;
}

static cedu_status op_settle(call *x) {
    cedu_str seller = GIVEN("seller");
    cedu_ledger_entries all;
    int64_t sum = 0;
    cedu_str prefix = seller.n ? ACCOUNT("payable/%.*s/", S(seller)) : CEDU_STR("payable/");
    cedu_status st = cedu__ledger_balances(x->s, x->post.book, prefix, x->a, &all, x->err);
    if (st != CEDU_OK) return st;
    cedu__json_key(&x->j, "paid"), cedu__json_open(&x->j, '[');
    for (size_t i = 0; i < all.n; i++) {
        cedu_str who = cedu__sub(all.p[i].account, 8, all.p[i].account.n);
        if (all.p[i].amount <= 0) continue;
        who.n = (size_t)((const char *)memchr(who.p, '/', who.n) - who.p);
        transfer(x, all.p[i].account, ACCOUNT("paid/%.*s", S(who)), all.p[i].amount);
        cedu__json_open(&x->j, '{');
        say(x, "seller", who), say(x, "id", cedu__sub(all.p[i].account, 9 + who.n, all.p[i].account.n));
        say_money(x, "amount", all.p[i].amount);
        cedu__json_close(&x->j, '}');
        sum += all.p[i].amount;
    }
    cedu__json_close(&x->j, ']');
    say_money(x, "sum", sum);
    if (!sum) REFUSE("没有待结算的款项", "nothing is to be settled");
    return CEDU_OK;
}

static cedu_status op_close(call *x) {
    int64_t v;
    cedu_status st = balance(x, CEDU_STR("budget"), &v);
    if (st != CEDU_OK) return st;
    if (v) transfer(x, CEDU_STR("budget"), CEDU_STR(CEDU_LEDGER_SOURCE), v);
    record(x, CEDU_STR("closed"), x->at);
    say_money(x, "returned", v);
    return CEDU_OK;
}

static const struct operation {
    const char *name, *role;
    bool id; /* of one application */
    cedu_status (*run)(call *x);
} operations[] = {
    {"open", "approve", false, op_open},         {"apply", "apply", true, op_apply},
    {"approve", "approve", true, op_approve},    {"reject", "approve", true, op_reject},
    {"allocate", "approve", false, op_allocate}, {"issue", "approve", true, op_issue},
    {"reserve", "apply", true, op_reserve},      {"release", "apply", true, op_release},
    {"redeem", "apply", true, op_redeem},        {"refund", "apply", true, op_refund},
    {"expire", "approve", true, op_expire},      {"settle", "settle", false, op_settle},
    {"close", "approve", false, op_close},
};

/* ------------------------------------------------------------------ who may */
static cedu_status may(call *x, const char *role) {
    cedu_str key = ACCOUNT("actor/%.*s", S(x->post.actor)), has;
    cedu_strs who = strcmp(role, "approve") == 0  ? x->p.approvers
                    : strcmp(role, "settle") == 0 ? x->p.settlers
                                                  : (cedu_strs){0};
    bool listed = !who.n;
    for (size_t i = 0; i < who.n; i++) listed |= cedu__eq(who.p[i], x->post.actor);
    if (!listed)
        return cedu__fail(x->err, CEDU_USAGE, "%.*s 不在这一岗位的名单内", "%.*s is not listed for this role",
                          S(x->post.actor));
    cedu_status st = cedu__ledger_record(x->s, x->post.book, key, x->a, &has, x->err);
    if (st != CEDU_OK) return st;
    if (!has.p) record(x, key, cedu__str(role));
    else if (!cedu__eqz(has, role))
        return cedu__fail(x->err, CEDU_USAGE, "职责分离：%.*s 已任 %.*s，不能再做 %s",
                          "separation of roles: %.*s is %.*s and cannot %s", S(x->post.actor), S(has), role);
    return CEDU_OK;
}

/* The same request gives the same text, whatever the order of its keys. */
static int by_key(const void *a, const void *b) {
    return cedu__cmp(((const cedu_ledger_set *)a)->key, ((const cedu_ledger_set *)b)->key);
}
static cedu_str canonical(const cedu_operation *op, cedu_arena *a) {
    cedu_ledger_set *p = cedu__arena_dup(a, op->p, op->n * sizeof *p);
    cedu_buf b = {0};
    cedu_json j = {.out = &b};
    if (!p) return (cedu_str){0};
    qsort(p, op->n, sizeof *p, by_key);
    cedu__json_open(&j, '{');
    for (size_t i = 0; i < op->n; i++)
        cedu__json_key(&j, cedu__arena_strf(a, "%.*s", S(p[i].key)).p),
            cedu__json_str(&j, p[i].value.p ? p[i].value : CEDU_STR(""));
    cedu__json_close(&j, '}');
    cedu_str s = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

static cedu_status perform(call *x, const struct operation *o, cedu_str *answer) {
    bool seen;
    cedu_str rules, closed, content = canonical(x->op, x->a);
    x->post.content = content;
    cedu_status st = cedu__ledger_seen(x->s, x->post.book, x->post.request, content, x->a, &seen, answer, x->err);
    if (st != CEDU_OK || seen) return st;
    if ((st = cedu__ledger_next(x->s, &x->post, x->err)) != CEDU_OK) return st;
    st = cedu__ledger_record(x->s, x->post.book, CEDU_STR("rules"), x->a, &rules, x->err);
    if (st == CEDU_OK) st = cedu__ledger_record(x->s, x->post.book, CEDU_STR("closed"), x->a, &closed, x->err);
    if (st != CEDU_OK) return st;
    if (rules.p) st = cedu__programme_read(rules, (cedu_str){0}, x->a, &x->p, x->err);
    else if (o->run != op_open)
        st = cedu__fail(x->err, CEDU_NOT_FOUND, "没有开办这个计划：%.*s", "there is no such programme: %.*s", S(x->post.book));
    if (st == CEDU_OK && closed.p && o->run != op_settle && o->run != op_refund && o->run != op_redeem && o->run != op_release)
        st = cedu__fail(x->err, CEDU_USAGE, "这个计划已经关闭", "this programme is closed");
    if (st == CEDU_OK) st = may(x, o->role);
    if (st != CEDU_OK) return st;
    cedu__json_open(&x->j, '{');
    say(x, "request", x->post.request), cedu__json_key(&x->j, "ok"), cedu__json_bool(&x->j, true);
    say(x, "op", x->post.op), say(x, "programme", x->post.book);
    st = o->run(x);
    cedu__json_close(&x->j, '}');
    if (st != CEDU_OK) return st;
    x->post.role = cedu__str(o->role), x->post.at = x->at;
    x->post.answer = cedu__arena_str(x->a, cedu__buf_view(&x->answer));
    x->post.entries = x->entries.p, x->post.entry_count = x->entries.n;
    x->post.sets = x->sets.p, x->post.set_count = x->sets.n;
    if (x->a->failed || x->answer.failed) return cedu__fail_nomem(x->err);
    *answer = x->post.answer;
    return cedu__ledger_post(x->s, &x->post, x->err);
}

static bool is_time(cedu_str s) { /* 2025-01-31, with or without T and more */
    if (s.n < 10 || s.n > 32 || s.p[4] != '-' || s.p[7] != '-' || (s.n > 10 && s.p[10] != 'T')) return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (s.p[i] < '0' || s.p[i] > '9')) return false;
    return true;
}

cedu_status cedu__programme_run(cedu_store *s, const cedu_operation *op, cedu_arena *a, cedu_str *answer, cedu_error *err) {
    call given = {.s = s, .op = op, .a = a, .err = err}, *x = &given;
    const struct operation *o = NULL;
    char now[24];
    *answer = (cedu_str){0};
    x->post =
        (cedu_posting){.book = GIVEN("programme"), .request = GIVEN("request"), .actor = GIVEN("actor"), .op = GIVEN("op")};
    for (size_t i = 0; i < CEDU_COUNT(operations); i++)
        if (cedu__eqz(x->post.op, operations[i].name)) o = &operations[i];
    if (!o)
        REFUSE("op 可写 open apply approve reject allocate issue reserve release redeem refund expire settle close",
               "op: open apply approve reject allocate issue reserve release redeem refund expire settle close");
    if (o->run == op_open) { /* the book has the name that the file gives */
        cedu_programme fresh;
        cedu_status read = cedu__programme_read(GIVEN("rules"), (cedu_str){0}, a, &fresh, err);
        if (read != CEDU_OK) return read;
        if (x->post.book.n && !cedu__eq(x->post.book, fresh.name))
            REFUSE("programme 与规则文件里的 name 不同", "programme is not the name in the rules");
        x->post.book = fresh.name, x->p.approvers = fresh.approvers;
    }
    if (!x->post.book.n || !x->post.request.n || !x->post.actor.n)
        REFUSE("每个操作都要写 request（请求编号）、programme（计划）、actor（经办人）",
               "every operation needs request (its id), programme and actor");
    if (x->post.book.n > CEDU_LEDGER_MAX_KEY / 4 || x->post.request.n > CEDU_LEDGER_MAX_KEY ||
        x->post.actor.n > CEDU_LEDGER_MAX_KEY / 4)
        REFUSE("request、programme 或 actor 太长", "request, programme or actor is too long");
    cedu__store_now(now);
    x->at = GIVEN("at").n ? GIVEN("at") : cedu__arena_str(a, cedu__str(now));
    if (!is_time(x->at))
        REFUSE("at 写作 2025-01-31 或 2025-01-31T09:00:00Z", "at is written 2025-01-31 or 2025-01-31T09:00:00Z");
    cedu_status st = o->id ? name_given(x, "id", &x->id) : CEDU_OK;
    if (st != CEDU_OK) return st;
    x->j.out = &x->answer;
    if ((st = cedu__ledger_begin(s, err)) == CEDU_OK) st = cedu__ledger_end(s, perform(x, o, answer), err);
    cedu__buf_release(&x->answer);
    if (st != CEDU_OK) *answer = (cedu_str){0};
    return st;
}
