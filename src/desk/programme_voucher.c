/* programme_voucher.c - operations on vouchers and on the book: issue, reserve, release, redeem, refund, expire, settle, close. */
#include <time.h>

#include "desk/programme_call.h"

static void add_days(char out[16], cedu_str from, int64_t days) {
    struct tm tm = {.tm_hour = 12};
    tm.tm_year = atoi(from.p) - 1900, tm.tm_mon = atoi(from.p + 5) - 1, tm.tm_mday = atoi(from.p + 8);
    time_t t = timegm(&tm) + (time_t)days * 86400;
    gmtime_r(&t, &tm);
    strftime(out, 16, "%Y-%m-%d", &tm);
}

cedu_status op_issue(call *x) {
    state c;
    char until[16] = "";
    cedu_status st = case_open(x, &c);
    if (st != CEDU_OK) return st;
    if ((st = case_is(x, &c, "approved")) != CEDU_OK) return json_decref(c.o), st;
    int64_t v = case_int(&c, "approved");
    if (x->p.valid_days > 0) add_days(until, x->at, x->p.valid_days);
    call_transfer(x, ACCOUNT("approved/%.*s", S(x->id)), ACCOUNT("open/%.*s", S(x->id)), v);
    json_object_set_new(c.o, "state", json_string("issued"));
    json_object_set_new(c.o, "expires", json_string(until));
    case_close(x, &c);
    call_say(x, "id", x->id), call_say_money(x, "issued", v);
    call_say(x, "expires", until[0] ? cedu__arena_str(x->a, cedu__str(until)) : (cedu_str){0});
    return CEDU_OK;
}

static bool over(call *x, const state *c) {
    const char *until = case_str(c, "expires");
    return until[0] && cedu__cmp(cedu__sub(x->at, 0, 10), cedu__str(until)) > 0;
}

/* A part of a voucher moves: from, to, at most what `from` holds. */
static cedu_status part(call *x, cedu_str from, cedu_str to, const char *word) {
    int64_t have, v;
    cedu_status st = call_balance(x, from, &have);
    if (st == CEDU_OK) st = call_amount(x, have, &v);
    if (st != CEDU_OK) return st;
    if (v > have)
        return cedu__fail(x->err, CEDU_USAGE, "只有 %.*s 可用", "only %.*s is there", S(cedu__programme_yuan(x->a, have)));
    call_transfer(x, from, to, v);
    call_say(x, "id", x->id), call_say_money(x, word, v), call_say_money(x, "left", have - v);
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

cedu_status op_reserve(call *x) {
    cedu_str order;
    bool gone;
    cedu_status st = call_name(x, "order", &order);
    if (st == CEDU_OK) st = issued(x, &gone);
    if (st != CEDU_OK) return st;
    if (gone) REFUSE("券已过期", "the voucher has expired");
    return part(x, ACCOUNT("open/%.*s", S(x->id)), ACCOUNT("held/%.*s/%.*s", S(x->id), S(order)), "reserved");
}

cedu_status op_release(call *x) {
    cedu_str order;
    cedu_status st = call_name(x, "order", &order);
    if (st == CEDU_OK) st = issued(x, NULL);
    return st != CEDU_OK ? st
                         : part(x, ACCOUNT("held/%.*s/%.*s", S(x->id), S(order)), ACCOUNT("open/%.*s", S(x->id)), "released");
}

cedu_status op_redeem(call *x) {
    cedu_str order, seller;
    cedu_status st = call_name(x, "order", &order);
    if (st == CEDU_OK) st = call_name(x, "seller", &seller);
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

cedu_status op_refund(call *x) {
    cedu_str seller;
    cedu_status st = call_name(x, "seller", &seller);
    if (st == CEDU_OK) st = issued(x, NULL);
    return st != CEDU_OK
               ? st /* what is settled is no longer payable and cannot be taken back here */
               : part(x, ACCOUNT("payable/%.*s/%.*s", S(seller), S(x->id)), ACCOUNT("open/%.*s", S(x->id)), "refunded");
}

cedu_status op_expire(call *x) {
    bool gone;
    int64_t v;
    cedu_str open = ACCOUNT("open/%.*s", S(x->id));
    cedu_status st = issued(x, &gone);
    if (st == CEDU_OK) st = call_balance(x, open, &v);
    if (st != CEDU_OK) return st;
    if (!gone) REFUSE("券还没有过期", "the voucher has not expired");
    if (!v) REFUSE("没有可收回的余额（预留的先释放）", "nothing is left to take back (release what is reserved first)");
    call_transfer(x, open, CEDU_STR("budget"), v);
    call_say(x, "id", x->id), call_say_money(x, "expired", v);
    return CEDU_OK;
}

cedu_status op_settle(call *x) {
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
        call_transfer(x, all.p[i].account, ACCOUNT("paid/%.*s", S(who)), all.p[i].amount);
        cedu__json_open(&x->j, '{');
        call_say(x, "seller", who), call_say(x, "id", cedu__sub(all.p[i].account, 9 + who.n, all.p[i].account.n));
        call_say_money(x, "amount", all.p[i].amount);
        cedu__json_close(&x->j, '}');
        sum += all.p[i].amount;
    }
    cedu__json_close(&x->j, ']');
    call_say_money(x, "sum", sum);
    if (!sum) REFUSE("没有待结算的款项", "nothing is to be settled");
    return CEDU_OK;
}

cedu_status op_close(call *x) {
    int64_t v;
    cedu_status st = call_balance(x, CEDU_STR("budget"), &v);
    if (st != CEDU_OK) return st;
    if (v) call_transfer(x, CEDU_STR("budget"), CEDU_STR(CEDU_LEDGER_SOURCE), v);
    call_record(x, CEDU_STR("closed"), x->at);
    call_say_money(x, "returned", v);
    return CEDU_OK;
}
