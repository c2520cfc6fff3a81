/* whatif.c - see whatif.h. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/whatif.h"

#define KIND "programme" /* of saved scenarios */

cedu_status cedu__whatif(const cedu_whatif_variant *v, size_t n, const cedu_applications *x, cedu_arena *a, cedu_whatif *out,
                         cedu_error *err) {
    *out = (cedu_whatif){CEDU_NEW_N(a, cedu_whatif_result, n + 1), 0};
    for (size_t i = 0; out->p && i < n; i++) {
        cedu_whatif_result *r = &out->p[out->n++];
        r->name = v[i].name;
        cedu_error e;
        cedu_status st = cedu__programme_read(v[i].text, v[i].changes, a, &r->programme, &e);
        if (st == CEDU_OK) st = cedu__programme_simulate(&r->programme, x, NULL, 0, a, &r->outcome, &e);
        if (st == CEDU_OK) continue;
        if (err) {
            err->status = st;
            snprintf(err->zh, sizeof err->zh, "方案 %.*s：%.150s", (int)(v[i].name.n < 80 ? v[i].name.n : 80), v[i].name.p,
                     e.zh);
            snprintf(err->en, sizeof err->en, "variant %.*s: %.150s", (int)(v[i].name.n < 80 ? v[i].name.n : 80), v[i].name.p,
                     e.en);
            err->zh[cedu__u8_valid(err->zh, strlen(err->zh))] = 0;
            err->en[cedu__u8_valid(err->en, strlen(err->en))] = 0;
        }
        return st;
    }
    return out->p && !a->failed ? CEDU_OK : cedu__fail_nomem(err);
}

double cedu__whatif_first(const cedu_whatif *w, const cedu_programme_target *t) {
    for (size_t i = 0; w->n && i < w->p[0].programme.target_count; i++) {
        const cedu_programme_target *k = &w->p[0].programme.targets[i];
        if (cedu__eq(k->name, t->name) && cedu__eq(k->measure, t->measure)) return w->p[0].outcome.reached[i];
    }
    return NAN;
}

/* ------------------------------------------------------------------ published rules */
static bool has_amount(const cedu_rule *r) { return !r->pool && (!isnan(r->rate) || !isnan(r->fixed)); }

static void amount(cedu_buf *b, const char *key, double v) {
    cedu__buf_f(b, "%s%s=", b->n ? "," : "", key);
    if (isnan(v)) cedu__buf_z(b, "none");
    else cedu__num_text(b, v);
}

cedu_status cedu__whatif_published(cedu_store *s, const cedu_image *im, cedu_str fact, cedu_str text, cedu_arena *a,
                                   cedu_whatif_variant *out, cedu_error *err) {
    cedu_store_fact f;
    cedu_str clean;
    cedu_rule r;
    cedu_status st = cedu__store_fact(s, fact, a, &f, err);
    if (st == CEDU_OK) st = cedu__store_clean(s, f.document, a, &clean, err);
    if (st != CEDU_OK) return st;
    if (f.fact.kind != CEDU_FACT_instrument || !cedu__rule_read(im, &f, clean, a, &r) || !has_amount(&r))
        return cedu__fail(err, CEDU_USAGE, "事实 %s 不是写明额度的条款：cedu programme rules 列出可用的",
                          "fact %s is no clause with an amount: cedu programme rules lists those that are", f.fact.id);
    cedu_buf b = {0};
    amount(&b, "rate", r.rate);
    amount(&b, "fixed", isnan(r.rate) ? r.fixed : NAN);
    amount(&b, "cap", r.cap), amount(&b, "year_cap", r.year_cap);
    *out = (cedu_whatif_variant){.text = text, .changes = cedu__arena_str(a, cedu__buf_view(&b))};
    cedu_str where = f.fact.region.n ? f.fact.region.p[0] : (cedu_str){0};
    out->name = cedu__arena_strf(a, "%.*s %.8s", (int)where.n, where.n ? where.p : "", f.fact.id);
    cedu__buf_release(&b);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__whatif_rules(cedu_store *s, const cedu_image *im, cedu_strs places, cedu_arena *a, cedu_buf *out,
                               cedu_error *err) {
    cedu_store_facts all;
    cedu_store_fact_filter filter = {.kinds = 1u << CEDU_FACT_instrument};
    cedu_status st = cedu__store_list_facts(s, &filter, a, &all, err);
    CEDU_VEC(cedu_str) known = {0};
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) {
        const cedu_store_fact *f = &all.p[i];
        cedu_rule r;
        cedu_str clean;
        bool wanted = !places.n, again = false;
        for (size_t k = 0; k < f->fact.region.n; k++)
            for (size_t m = 0; m < places.n; m++) wanted |= cedu__eq(f->fact.region.p[k], places.p[m]);
        for (size_t k = 0; k < known.n; k++) again |= cedu__eq(known.p[k], f->clean_quote);
        if (!wanted || again || f->fact.review || f->status == CEDU_STATUS_rejected) continue;
        if ((st = cedu__store_clean(s, f->document, a, &clean, err)) != CEDU_OK) break;
        if (!cedu__rule_read(im, f, clean, a, &r) || !has_amount(&r)) continue;
        (void)CEDU_PUSH(a, &known, f->clean_quote);
        if (out->n) cedu__buf_z(out, "\n# ----\n");
        cedu__programme_of_rule(&r, f->fact.region.n ? f->fact.region.p[0] : (cedu_str){0}, -1, out);
    }
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

/* ------------------------------------------------------------------ saved */
cedu_status cedu__whatif_save(cedu_store *s, cedu_str name, const cedu_whatif_variant *v, cedu_arena *a, cedu_error *err) {
    json_t *o = json_object();
    json_object_set_new(o, "text", json_stringn(v->text.n ? v->text.p : "", v->text.n));
    json_object_set_new(o, "changes", json_stringn(v->changes.n ? v->changes.p : "", v->changes.n));
    char *z = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);
    cedu_str body = cedu__arena_str(a, cedu__str(z));
    free(z);
    json_decref(o);
    return body.n ? cedu__scenario_save(s, CEDU_STR(KIND), name, body, err) : cedu__fail_nomem(err);
}

cedu_status cedu__whatif_saved(cedu_store *s, cedu_str name, cedu_arena *a, cedu_whatif_variant *out, cedu_error *err) {
    cedu_ledger_sets all;
    cedu_status st = cedu__scenario_list(s, CEDU_STR(KIND), a, &all, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < all.n; i++) {
        if (!cedu__eq(all.p[i].key, name)) continue;
        json_t *o = json_loadb(all.p[i].value.p, all.p[i].value.n, 0, NULL);
        const char *text = json_string_value(json_object_get(o, "text")),
                   *changes = json_string_value(json_object_get(o, "changes"));
        *out = (cedu_whatif_variant){name, cedu__arena_str(a, cedu__str(text)), cedu__arena_str(a, cedu__str(changes))};
        json_decref(o);
        return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
    }
    return cedu__fail(err, CEDU_NOT_FOUND, "%.*s 不是文件，也没有存过这个方案",
                      "%.*s is no file, and no variant was kept under this name", (int)name.n, name.p);
}
