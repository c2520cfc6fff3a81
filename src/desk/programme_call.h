/* programme_call.h - what the files of programme_run share: one operation on its way to a posting, and the state of a case. No other file
 * includes it. An operation op_NAME() checks what it is given, adds entries, records and words of its answer to the call, and leaves
 * everything else to programme_run.c; what it refuses leaves nothing behind. */
#ifndef CEDU_DESK_PROGRAMME_CALL_H
#define CEDU_DESK_PROGRAMME_CALL_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/programme.h"

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

/* ------------------------------------------------------------------ of a call (programme_call.c) */
void call_entry(call *x, cedu_str account, int64_t amount);
void call_transfer(call *x, cedu_str from, cedu_str to, int64_t amount);
void call_record(call *x, cedu_str key, cedu_str value);
void call_say(call *x, const char *key, cedu_str v);
void call_say_money(call *x, const char *key, int64_t fen);
cedu_status call_balance(call *x, cedu_str account, int64_t *out);
cedu_status call_name(call *x, const char *key, cedu_str *out); /* part of an account: no slash */
cedu_status call_amount(call *x, int64_t all, int64_t *out);    /* the amount asked for, else `all`; above zero */

/* ------------------------------------------------------------------ of a case */
cedu_str case_key(call *x);
cedu_status case_open(call *x, state *c); /* to be closed with case_close() (written back) or json_decref(c->o) */
void case_close(call *x, state *c);
const char *case_str(const state *c, const char *key);
int64_t case_int(const state *c, const char *key);
cedu_status case_is(call *x, const state *c, const char *want);

/* ------------------------------------------------------------------ operations: programme_case.c, programme_voucher.c */
cedu_status op_open(call *x);
cedu_status op_apply(call *x);
cedu_status op_approve(call *x);
cedu_status op_reject(call *x);
cedu_status op_allocate(call *x);
cedu_status op_issue(call *x);
cedu_status op_reserve(call *x);
cedu_status op_release(call *x);
cedu_status op_redeem(call *x);
cedu_status op_refund(call *x);
cedu_status op_expire(call *x);
cedu_status op_settle(call *x);
cedu_status op_close(call *x);

#endif
