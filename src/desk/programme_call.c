/* programme_call.c - see programme_call.h. */
#include "desk/programme_call.h"

void call_entry(call *x, cedu_str account, int64_t amount) {
    (void)CEDU_PUSH(x->a, &x->entries, ((cedu_ledger_entry){account, amount}));
}
void call_transfer(call *x, cedu_str from, cedu_str to, int64_t amount) {
    call_entry(x, from, -amount), call_entry(x, to, amount);
}
void call_record(call *x, cedu_str key, cedu_str value) { (void)CEDU_PUSH(x->a, &x->sets, ((cedu_ledger_set){key, value})); }
void call_say_money(call *x, const char *key, int64_t fen) {
    cedu_buf b = {0};
    cedu__money_text(&b, fen);
    cedu__json_key(&x->j, key), cedu__json_str(&x->j, cedu__buf_view(&b));
    cedu__buf_release(&b);
}
void call_say(call *x, const char *key, cedu_str v) { cedu__json_key(&x->j, key), cedu__json_str(&x->j, v); }
cedu_status call_balance(call *x, cedu_str account, int64_t *out) {
    return cedu__ledger_balance(x->s, x->post.book, account, out, x->err);
}

/* A name that becomes part of an account: no slash, so that no name can look like another account. */
cedu_status call_name(call *x, const char *key, cedu_str *out) {
    *out = GIVEN(key);
    if (out->n && out->n <= CEDU_LEDGER_MAX_KEY / 4 && !memchr(out->p, '/', out->n)) return CEDU_OK;
    return cedu__fail(x->err, CEDU_USAGE, "要写 %s（不含斜杠，至多 %d 字节）",
                      "%s is needed (without a slash, %d bytes at most)", key, CEDU_LEDGER_MAX_KEY / 4);
}

/* The amount asked for, else `all`; above zero. */
cedu_status call_amount(call *x, int64_t all, int64_t *out) {
    cedu_str v = GIVEN("amount");
    *out = all;
    if (v.n && !cedu__money_parse(v, out))
        REFUSE("amount 以元计，至多两位小数", "amount is in yuan, with two decimals at most");
    if (*out <= 0) REFUSE("金额须大于零", "the amount must be above zero");
    return CEDU_OK;
}

/* ------------------------------------------------------------------ cases */
cedu_str case_key(call *x) { return ACCOUNT("case/%.*s", S(x->id)); }

cedu_status case_open(call *x, state *c) {
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
const char *case_str(const state *c, const char *key) {
    const char *z = json_string_value(json_object_get(c->o, key));
    return z ? z : "";
}
int64_t case_int(const state *c, const char *key) { return json_integer_value(json_object_get(c->o, key)); }
void case_close(call *x, state *c) { /* written back */
    char *z = c->o ? json_dumps(c->o, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (z) call_record(x, case_key(x), cedu__arena_str(x->a, cedu__str(z)));
    else x->a->failed = true;
    free(z);
    json_decref(c->o), c->o = NULL;
}
cedu_status case_is(call *x, const state *c, const char *want) {
    const char *now = case_str(c, "state");
    if (strcmp(now, want) == 0) return CEDU_OK;
    return cedu__fail(x->err, CEDU_USAGE, "申请 %.*s 现为 %s，应为 %s", "application %.*s is %s, not %s", S(x->id), now, want);
}
