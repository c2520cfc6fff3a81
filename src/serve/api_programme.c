/* api_programme.c - programmes over HTTP: what-if of what the browser sends (nothing is kept), programmes of the base as they stand, operations
 * on them, the auditor's workbook. Thin over desk/programme.h, desk/whatif.h.
 */
#include <jansson.h>

#include "desk/out.h"
#include "serve/inner.h"

#define MAX_VARIANTS  8
#define LAST_POSTINGS 50 /* that a programme shows; the workbook has all */

static cedu_str text_of(cedu_request *q, const json_t *o, const char *key) {
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)})
                             : (cedu_str){0};
}
static void open_list(cedu_json *j, const char *key) { cedu__json_key(j, key), cedu__json_open(j, '['); }

/* ------------------------------------------------------------------ what if */
cedu_status cedu__api_whatif(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    cedu_whatif_variant v[MAX_VARIANTS + 1];
    cedu_applications apps = {0};
    cedu_whatif w;
    const json_t *more = json_object_get(body, "variants");
    size_t n = 1;
    v[0] = (cedu_whatif_variant){.name = CEDU_STR("基准"), .text = text_of(q, body, "rules")};
    for (size_t i = 0; i < json_array_size(more) && n <= MAX_VARIANTS; i++) {
        const json_t *one = json_array_get(more, i);
        cedu_str s = json_is_string(one)
                         ? cedu__arena_str(q->arena, (cedu_str){json_string_value(one), json_string_length(one)})
                         : (cedu_str){0};
        if (s.n) v[n++] = (cedu_whatif_variant){.name = s, .text = v[0].text, .changes = s};
    }
    cedu_str table = text_of(q, body, "applications");
    json_decref(body);
    if (!v[0].text.n || !table.n)
        return cedu__fail(err, CEDU_USAGE, "要有 rules 和 applications", "rules and applications are needed");
    if ((st = cedu__applications_read(table, q->arena, &apps, err)) != CEDU_OK) return st;
    if ((st = cedu__whatif(v, n, &apps, q->arena, &w, err)) != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = 0; i < w.n; i++) cedu__whatif_json(j, &w, i, q->arena);
    cedu__rows_close(j, q, false);
    return CEDU_OK;
}

/* ------------------------------------------------------------------ programmes of the base */
/* The last ones, newest first. */
static cedu_status put_postings(cedu_request *q, cedu_json *j, cedu_str book, int64_t count, cedu_error *err) {
    cedu_postings all;
    cedu_status st = cedu__ledger_postings(q->desk->store, book, count > LAST_POSTINGS ? count - LAST_POSTINGS : 0,
                                           LAST_POSTINGS, q->arena, &all, err);
    if (st != CEDU_OK) return st;
    open_list(j, "log");
    for (size_t i = all.n; i-- > 0;) {
        const cedu_posting *p = &all.p[i];
        cedu__json_open(j, '{');
        cedu__put_int(j, "seq", p->seq);
        cedu__put_str(j, "at", p->at), cedu__put_str(j, "actor", p->actor), cedu__put_str(j, "role", p->role);
        cedu__put_str(j, "op", p->op), cedu__put_str(j, "request", p->request), cedu__put_str(j, "answer", p->answer);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    return CEDU_OK;
}

cedu_status cedu__api_programmes(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_strs books;
    cedu_status st = cedu__ledger_books(q->desk->store, q->arena, &books, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < books.n && i < q->offset + q->limit; i++) {
        cedu_statement t;
        cedu_ledger_audit_result a;
        if (cedu__programme_statement(q->desk->store, books.p[i], q->arena, &t, err) != CEDU_OK)
            continue; /* no book of a programme */
        if ((st = cedu__ledger_audit(q->desk->store, books.p[i], (cedu_str){0}, q->arena, &a, err)) != CEDU_OK) return st;
        cedu__json_open(j, '{');
        cedu__statement_json(j, &t);
        cedu__put_int(j, "postings", a.postings), cedu__put_int(j, "problems", (int64_t)a.problem_count);
        cedu__put_str(j, "head", cedu__arena_str(q->arena, cedu__str(a.head)));
        if ((st = put_postings(q, j, books.p[i], a.postings, err)) != CEDU_OK) return st;
        cedu__json_close(j, '}');
    }
    cedu__rows_close(j, q, books.n > q->offset + q->limit);
    return CEDU_OK;
}

/* One operation; its keys are the body's. In a team the actor is who is logged in. */
cedu_status cedu__api_operation(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_operation given, op = {0};
    cedu_str answer;
    if (!q->body.p) return cedu__fail(err, CEDU_BAD_INPUT, "没有正文", "there is no body");
    cedu_status st = cedu__operation_read(q->body, q->arena, &given, err);
    if (st != CEDU_OK) return st;
    bool known = q->caller && q->caller->known;
    for (size_t i = 0; i < given.n; i++)
        if (!(known && cedu__eqz(given.p[i].key, "actor")) &&
            !cedu__operation_set(&op, given.p[i].key, given.p[i].value, q->arena))
            return cedu__fail_nomem(err);
    if (known && !cedu__operation_set(&op, CEDU_STR("actor"), cedu__str(q->caller->name), q->arena))
        return cedu__fail_nomem(err);
    cedu_store *s = cedu__serve_judge(q->server);
    if (!s) return cedu__fail(err, CEDU_USAGE, "这里只能读", "read-only here");
    st = cedu__programme_run(s, &op, q->arena, &answer, err);
    cedu__serve_judged(q->server);
    if (st != CEDU_OK) return st;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_str(j, "answer", answer);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* ------------------------------------------------------------------ for the auditor */
cedu_status cedu__api_statement(cedu_request *q, cedu_json *j, cedu_error *err) {
    q->download = CEDU_STR("statement.xlsx");
    q->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return cedu__programme_xlsx(q->desk->store, q->str[CEDU_PARAM_programme], false, q->arena, j->out, err);
}
