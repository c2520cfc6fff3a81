/* api_desk.c - the desk over HTTP: a draft examined (read, never stored), a table of the user's own looked at and imported, what was imported.
 *
 * Files come as base64 in a JSON body. An import is looked at first: without `write` nothing is written; with it the same checks run
 * again and one problem refuses the whole. */
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>

#include "desk/out.h"
#include "draft.h"
#include "input/input.h"
#include "serve/inner.h"

static cedu_str text(cedu_request *q, const json_t *body, const char *key) {
    const json_t *v = json_object_get(body, key);
    return json_is_string(v) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)})
                             : (cedu_str){0};
}

/* The file of a body: its name is a label. */
static cedu_status file_of(cedu_request *q, const json_t *body, cedu_str *name, cedu_str *bytes, cedu_error *err) {
    cedu_str b = text(q, body, "base64");
    unsigned char *p = cedu__arena_raw(q->arena, b.n / 4 * 3 + 4);
    size_t n = 0;
    *name = text(q, body, "name");
    if (!p) return cedu__fail_nomem(err);
    if (!name->n || name->n > 400 || !b.p ||
        sodium_base642bin(p, b.n / 4 * 3 + 4, b.p, b.n, "\r\n ", &n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return cedu__fail(err, CEDU_USAGE, "应有 name 和 base64（文件内容）", "a body has name and base64, the file's bytes");
    *bytes = (cedu_str){(const char *)p, n};
    return CEDU_OK;
}

/* ------------------------------------------------------------------ a draft */
static void put_parts(cedu_json *j, const cedu_draft *d) {
    cedu__json_key(j, "parts");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < d->part_count; i++) {
        const cedu_draft_part *p = &d->parts[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "text", p->text);
        cedu__put_int(j, "block", p->block);
        cedu__put_bool(j, "heading", p->heading);
        cedu__put_bool(j, "title", p->title);
        cedu__put_int(j, "start", p->place.start);
        cedu__put_int(j, "end", p->place.end);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static cedu_status examine(cedu_request *q, cedu_json *j, cedu_str name, cedu_str bytes, cedu_str region, cedu_error *err) {
    cedu_members *ms;
    cedu_member m;
    cedu_status st = cedu__input_open_bytes(bytes.p, bytes.n, name.p, NULL, &ms, err);
    if (st != CEDU_OK) return st;
    if (!cedu__input_member(ms, &m)) {
        cedu__input_members_free(ms);
        return cedu__fail(err, CEDU_BAD_INPUT, "文件是空的", "the file is empty");
    }
    st = m.status;
    if (st != CEDU_OK && err) *err = m.err;
    if (st == CEDU_OK) st = cedu__input_convert(&m, name.p, err);
    cedu_page *page = NULL;
    cedu_draft d;
    cedu_assessment a;
    cedu_assess_options opt = {.reason = cedu__serve_reason(q), .region = region};
    if (st == CEDU_OK) {
        cedu_input in = cedu__input_page(name.p, &m);
        st = cedu_worker_read(q->desk->worker, &in, NULL, &page, err);
    }
    if (st == CEDU_OK) st = cedu__draft_of(page, q->arena, &d, err);
    if (st == CEDU_OK) st = cedu__desk_assess(q->desk->store, &d, &opt, q->arena, &a, err);
    if (st == CEDU_OK) {
        cedu__json_open(j, '{');
        cedu__put_int(j, "v", CEDU_CONTRACT);
        cedu__json_key(j, "assessment");
        j->comma = false;
        cedu__assess_summary_json(&d, &a, j->out);
        j->comma = true;
        put_parts(j, &d);
        cedu__json_key(j, "points");
        cedu__json_open(j, '[');
        for (size_t i = 0; i < a.n; i++) {
            if (i) cedu__buf_char(j->out, ',');
            cedu__assess_point_json(&d, &a.p[i], j->out);
        }
        j->comma = a.n > 0;
        cedu__json_close(j, ']');
        cedu__json_close(j, '}');
    }
    cedu_page_free(page);
    cedu__input_member_release(&m);
    cedu__input_members_free(ms);
    return st;
}

cedu_status cedu__api_assess(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_str name, bytes, region = {0};
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    st = file_of(q, body, &name, &bytes, err);
    cedu_str given = text(q, body, "region");
    if (st == CEDU_OK && given.n) st = cedu__serve_region(q->engine, given, &region, err);
    json_decref(body);
    return st == CEDU_OK ? examine(q, j, name, bytes, region, err) : st;
}

/* ------------------------------------------------------------------ a table */
static cedu_status bring(cedu_request *q, cedu_json *j, const json_t *body, cedu_error *err) {
    cedu_str name, bytes, map[64];
    cedu_import im;
    cedu_import_result r = {0};
    const json_t *given = json_object_get(body, "map");
    size_t n = 0;
    bool write = json_is_true(json_object_get(body, "write"));
    cedu_status st = file_of(q, body, &name, &bytes, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < json_array_size(given) && n < CEDU_COUNT(map); i++) {
        const json_t *v = json_array_get(given, i);
        if (json_is_string(v)) map[n++] = cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)});
    }
    st = cedu__import_open(q->engine->image, text(q, body, "kind"), name, bytes, text(q, body, "sheet"), (cedu_strs){map, n},
                           q->arena, &im, err);
    if (st != CEDU_OK) return st;
    bool wrote = write && !im.problem_count && im.row_count;
    if (wrote) {
        cedu_str who = q->caller && q->caller->known ? cedu__str(q->caller->name) : (cedu_str){0};
        cedu_store *s = cedu__serve_judge(q->server);
        if (!s) return cedu__fail(err, CEDU_USAGE, "这里只能读", "read-only here");
        st = cedu__import_write(s, &im, who, q->arena, &r, err);
        cedu__serve_judged(q->server);
        if (st != CEDU_OK) return st;
    }
    q->target = cedu__arena_strf(q->arena, "%.*s %.*s", (int)im.kind.name.n, im.kind.name.p, (int)name.n, name.p);
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__import_json(j, &im, &r);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_import(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    st = bring(q, j, body, err);
    json_decref(body);
    return st;
}

cedu_status cedu__api_template(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_desk_kind k;
    cedu_status st = cedu__desk_kind(q->engine->image, q->str[CEDU_PARAM_ledger], q->arena, &k, err);
    if (st == CEDU_OK) st = cedu__import_template(&k, false, j->out, err);
    q->download = CEDU_STR("template.xlsx");
    q->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return st;
}

/* ------------------------------------------------------------------ what was imported */
static void put_row(cedu_request *q, cedu_json *j, cedu_str kind, const cedu_desk_row *r) {
    cedu__json_open(j, '{');
    cedu__put_str(j, "kind", kind);
    cedu__put_str(j, "key", r->key);
    cedu__json_key(j, "cells");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < r->n; i++) {
        const cedu_desk_cell *c = &r->cells[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "field", c->field);
        cedu__put_str(j, "value", c->value);
        cedu__json_key(j, "number");
        if (c->has_number) cedu__json_num(j, c->number);
        else cedu__json_null(j);
        cedu__put_str(j, "unit", c->unit);
        cedu__put_str(j, "as_written", c->as_written);
        cedu__put_str(j, "where", cedu__desk_where(c, false, q->arena));
        cedu__put_z(j, "sha256", c->sha256);
        cedu__put_str(j, "imported_at", c->imported_at);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
}

cedu_status cedu__api_userdata(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_strs kinds;
    cedu_desk_kind one;
    cedu_status st = cedu__desk_kinds(q->engine->image, q->arena, &kinds, err);
    if (st == CEDU_OK && q->has[CEDU_PARAM_ledger]) {
        st = cedu__desk_kind(q->engine->image, q->str[CEDU_PARAM_ledger], q->arena, &one, err);
        kinds = (cedu_strs){&one.name, 1};
    }
    if (st != CEDU_OK) return st;
    size_t at = 0;
    bool more = false;
    cedu__rows_open(j);
    for (size_t k = 0; k < kinds.n && st == CEDU_OK; k++) {
        cedu_desk_rows rows;
        if ((st = cedu__desk_rows(q->desk->store, kinds.p[k], q->arena, &rows, err)) != CEDU_OK) break;
        for (size_t i = 0; i < rows.n; i++, at++) {
            if (at < q->offset) continue;
            if (at >= q->offset + q->limit) more = true;
            else put_row(q, j, kinds.p[k], &rows.p[i]);
        }
    }
    cedu__rows_close(j, q, more);
    return st;
}
