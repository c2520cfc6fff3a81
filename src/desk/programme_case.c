/* programme_case.c - operations on applications: open, apply, approve, reject, allocate. */
#include "desk/programme_call.h"

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
    call_record(x, key, ACCOUNT("%lld", (long long)was));
    return CEDU_OK;
}

/* ------------------------------------------------------------------ the operations */
cedu_status op_open(call *x) {
    if (x->p.name.n) REFUSE("这个计划已经开办", "this programme is open already");
    cedu_str rules = GIVEN("rules");
    cedu_status st = cedu__programme_read(rules, (cedu_str){0}, x->a, &x->p, x->err);
    if (st != CEDU_OK) return st;
    call_record(x, CEDU_STR("rules"), rules);
    call_transfer(x, CEDU_STR(CEDU_LEDGER_SOURCE), CEDU_STR("budget"), x->p.budget);
    call_say_money(x, "budget", x->p.budget);
    return CEDU_OK;
}

cedu_status op_apply(call *x) {
    static const char *const own[] = {"request", "op", "programme", "actor", "at", "id"};
    cedu_application k = {.id = x->id};
    cedu_str there, firm;
    cedu_status st = cedu__ledger_record(x->s, x->post.book, case_key(x), x->a, &there, x->err);
    if (st == CEDU_OK && there.p)
        st = cedu__fail(x->err, CEDU_USAGE, "已有编号为 %.*s 的申请", "there is an application %.*s already", S(x->id));
    if (st == CEDU_OK) st = call_name(x, "firm", &firm);
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
    call_say(x, "id", x->id), call_say(x, "eligible", cedu__str(truths[g.eligible]));
    call_say_money(x, "entitled", g.entitled);
    call_say(x, "formula", g.formula);
    if (g.eligible == CEDU_TRUTH_NO) call_say(x, "not_met", no);
    if (g.eligible != CEDU_TRUTH_YES) call_say(x, "unknown", open);
    return CEDU_OK;
}

cedu_status op_approve(call *x) {
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
        if (st == CEDU_OK) st = call_amount(x, g.entitled, &v);
        if (st == CEDU_OK && v > g.entitled)
            st = cedu__fail(x->err, CEDU_USAGE, "超过应得的 %.*s", "above the entitlement of %.*s",
                            S(cedu__programme_yuan(x->a, g.entitled)));
        if (st == CEDU_OK) st = remember(x, k.firm.name, k.date, v);
    }
    if (st != CEDU_OK) return json_decref(c.o), st;
    call_transfer(x, CEDU_STR("budget"), ACCOUNT("approved/%.*s", S(x->id)), v);
    json_object_set_new(c.o, "state", json_string("approved"));
    json_object_set_new(c.o, "approved", json_integer(v));
    case_close(x, &c);
    call_say(x, "id", x->id), call_say_money(x, "approved", v);
    return CEDU_OK;
}

cedu_status op_reject(call *x) {
    state c;
    cedu_str note = GIVEN("note");
    cedu_status st = case_open(x, &c);
    if (st != CEDU_OK) return st;
    if ((st = case_is(x, &c, "applied")) != CEDU_OK) return json_decref(c.o), st;
    json_object_set_new(c.o, "state", json_string("rejected"));
    json_object_set_new(c.o, "why", json_stringn(note.n ? note.p : "", note.n));
    case_close(x, &c);
    call_say(x, "id", x->id);
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
cedu_status op_allocate(call *x) {
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
    if (st == CEDU_OK) st = call_balance(x, CEDU_STR("budget"), &left);
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
        call_transfer(x, CEDU_STR("budget"), ACCOUNT("approved/%.*s", S(x->id)), v);
        json_object_set_new(c.o, "state", json_string("approved"));
        json_object_set_new(c.o, "approved", json_integer(v));
        json_object_set_new(c.o, "entitled", json_integer(o.p[i].entitled));
        case_close(x, &c);
        cedu__json_open(&x->j, '{');
        call_say(x, "id", x->id), call_say_money(x, "amount", v);
        cedu__json_close(&x->j, '}');
    }
    cedu__json_close(&x->j, ']');
    call_say_money(x, "demand", o.demand);
    return st;
}
