/* nameless.c - who and what a page speaks of without a name: 某市经信局相关负责人介绍, 某部近日印发通知, 根据某市的规划.
 *
 * Such a person has a post and a body, such a policy a type and an issuer; neither has a name or a title. Only what a verb of speech,
 * a verb of publishing or 根据 vouches for is one.
 * To extend: posts without a name are cue group someone; types of documents are doc_types.tsv.
 */
#include "fact/text.h"

static bool told(const fx *x, cedu_fact_kind kind, cedu_str subject, cedu_str body) {
    for (size_t i = 0; i < x->out.n; i++) {
        const cedu_fact *f = &x->out.p[i];
        if (f->kind != kind || !cedu__eq(f->subject, subject)) continue;
        for (const cedu_field *d = f->fields; d; d = d->next)
            if (d->id == CEDU_FIELD_organisation && cedu__eq(d->str, body)) return true;
    }
    return false;
}

/* 某市经信局相关负责人介绍: the body directly before, a verb of speech directly behind, no name between. */
static void read_someone(fx *x, const fact_clause *k) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        const fact_cue *says = q->groups & G(someone) ? cedu__fact_cue_at(x, k, q->end) : NULL;
        const cedu_mention *body = says && (says->groups & G(speech)) ? cedu__fact_mention_ending(x, k, q->start) : NULL;
        if (!body || body->type != CEDU_MENTION_organisation || k->foreign) continue;
        cedu_str post = cedu__fact_text(x, q->start, q->end), org = cedu__fact_body(x, k, body);
        if (told(x, CEDU_FACT_person, post, org)) continue;
        cedu_fact f = cedu__fact_new(CEDU_FACT_person, "person.nameless");
        f.subject = post;
        f.confidence = 0.8;
        cedu__fact_str(x, &f, CEDU_FIELD_title, post);
        cedu__fact_str(x, &f, CEDU_FIELD_organisation, org);
        fact_span at = {0}, quote = {body->start, q->end};
        int32_t r = cedu__fact_hidden_region(x, body->start, body->end, &at);
        fact_region reg = {.entry = {r}, .n = r >= 0, .at = at};
        if (reg.n) cedu__fact_region(x, &f, &reg, quote);
        cedu__fact_emit(x, &f, quote, quote);
    }
}

/* A type of policy that begins at `at` and ends the clause; its end, 0 = none. */
static uint32_t bare_type(const fx *x, const fact_clause *k, uint32_t at, cedu_str *type) {
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, cedu__sub(x->text, 0, k->end), at, h, CEDU_COUNT(h));
    if (!n || h[n - 1].end != k->end || !cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_level), "policy"))
        return 0;
    *type = cedu__image_entry(x->im, h[n - 1].entry)->name;
    return (uint32_t)h[n - 1].end;
}

static void put(fx *x, const fact_clause *k, cedu_str type, const cedu_mention *issuer, fact_span quote) {
    cedu_fact f = cedu__fact_new(CEDU_FACT_policy, "policy.nameless");
    f.subject = type;
    f.confidence = 0.75;
    cedu__fact_str(x, &f, CEDU_FIELD_doc_type, type);
    bool body = issuer->type == CEDU_MENTION_organisation;
    cedu_str name = body ? cedu__fact_body(x, k, issuer) : cedu__image_entry(x->im, issuer->entry)->name;
    if (name.n) cedu__fact_list(x, &f, CEDU_FIELD_issuers, &name, 1);
    fact_span at = quote;
    cedu_str id = body && issuer->entry >= 0 ? cedu__image_attr(x->im, issuer->entry, CEDU_ATTR_region) : (cedu_str){0};
    int32_t r = id.n   ? cedu__image_by_id(x->im, CEDU_CLASS_region, id)
                : body ? cedu__fact_hidden_region(x, issuer->start, issuer->end, &at)
                       : issuer->entry;
    fact_region own = {.entry = {r}, .n = r >= 0, .at = at};
    cedu__fact_settle(x, &f, k, own.n ? &own : &k->region, quote.end, quote);
    cedu__fact_emit(x, &f, quote, quote);
}

/* 某部近日印发通知: a body, perhaps a time, a verb of publishing, a type and nothing more. */
static void read_issued(fx *x, const fact_clause *k) {
    cedu_str type;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_policy_title) return;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        uint32_t end = q->groups & G(publish) ? bare_type(x, k, q->end, &type) : 0, n, at = q->start;
        if (!end) continue;
        const cedu_mention *m = cedu__fact_mention_ending(x, k, at);
        if (m && m->type == CEDU_MENTION_time) m = cedu__fact_mention_ending(x, k, at = m->start);
        (void)cedu__fact_char(x, at, k->end, &n);
        if (m && m->type == CEDU_MENTION_organisation && m->start >= k->start) put(x, k, type, m, (fact_span){m->start, end});
    }
}

/* 根据某市的规划，… */
static void read_cited(fx *x, const fact_clause *k) {
    const fact_cue *acc = cedu__fact_cue_at(x, k, k->start);
    const cedu_mention *m = acc && (acc->groups & G(according)) ? cedu__fact_mention_at(x, k, acc->end) : NULL;
    cedu_str type;
    uint32_t n;
    if (!m || (m->type != CEDU_MENTION_region && m->type != CEDU_MENTION_organisation)) return;
    uint32_t at = m->end;
    if (cedu__fact_char(x, at, k->end, &n) == 0x7684) at = n; /* 的 */
    uint32_t end = bare_type(x, k, at, &type);
    if (end) put(x, k, type, m, (fact_span){k->start, end});
}

void cedu__fact_read_nameless(fx *x) {
    if (!x->relevant || x->noisy) return;
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_someone(x, k);
        read_issued(x, k);
        read_cited(x, k);
    }
}
