/* programme_run.c - a programme in operation: each operation is one posting on its book (store/ledger.h), or nothing.
 *
 * Accounts: source -> budget -> approved/CASE -> open/CASE -> held/CASE/ORDER -> payable/SELLER/CASE -> paid/SELLER. A case is one
 * application and its voucher. Records: rules (the file as opened), actor/NAME (the role), case/ID (its state), given/FIRM/YEAR (分).
 * Invariants: see ledger.h; further, what is approved never exceeds the entitlement, who acts in one role of a programme acts in no other,
 * and an operation that is refused leaves nothing behind. To add one: a row in
 * `operations`, its function in programme_case.c or programme_voucher.c, its line in programme_call.h.
 */
#include "desk/programme_call.h"
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
    if (!has.p) call_record(x, key, cedu__str(role));
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
    call_say(x, "request", x->post.request), cedu__json_key(&x->j, "ok"), cedu__json_bool(&x->j, true);
    call_say(x, "op", x->post.op), call_say(x, "programme", x->post.book);
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
    cedu_status st = o->id ? call_name(x, "id", &x->id) : CEDU_OK;
    if (st != CEDU_OK) return st;
    x->j.out = &x->answer;
    if ((st = cedu__ledger_begin(s, err)) == CEDU_OK) st = cedu__ledger_end(s, perform(x, o, answer), err);
    cedu__buf_release(&x->answer);
    if (st != CEDU_OK) *answer = (cedu_str){0};
    return st;
}
