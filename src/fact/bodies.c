/* bodies.c - persons with the bodies and posts before their names, organisations with what they do on the page (speaker, issuer, source). */
#include "fact/bodies.h"

void cedu__fact_put_org(fx *x, const fact_clause *k, const cedu_mention *m, const char *role, fact_names *seen) {
    cedu_str name = cedu__fact_body(x, k, m);
    if (k->foreign || cedu__image_by_form(x->im, CEDU_CLASS_org_suffix, cedu__fact_text(x, m->start, m->end)) >= 0)
        return; /* 行业协会: a kind of body, no name */
    for (size_t i = seen->n > 256 ? seen->n - 256 : 0; i < seen->n; i++)
        if (cedu__eq(seen->p[i], name)) return;
    (void)CEDU_PUSH(x->arena, seen, name);
    cedu_fact f = cedu__fact_new(CEDU_FACT_organisation, "organisation.role");
    f.subject = name;
    cedu__fact_str(x, &f, CEDU_FIELD_name, name);
    cedu__fact_str(x, &f, CEDU_FIELD_role, cedu__str(role));
    cedu_str written = cedu__fact_text(x, m->start, m->end);
    if (!cedu__eq(written, name)) cedu__fact_list(x, &f, CEDU_FIELD_aliases, &written, 1);
    fact_span at, quote = {m->start, m->end};
    int32_t r = cedu__fact_hidden_region(x, m->start, m->end, &at);
    fact_region reg = {.entry = {r}, .n = r >= 0, .at = at};
    if (reg.n) cedu__fact_region(x, &f, &reg, quote);
    cedu__fact_emit(x, &f, quote, quote);
}

static fact_posts posts_of(const fx *x, const fact_clause *k, const cedu_mention *m) {
    fact_posts p = {.first = m->start};
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *o = &x->m.p[i];
        if (o->start >= m->start) break;
        if (m->start - o->end >= 120) continue;
        if (o->type == CEDU_MENTION_person)
            p = (fact_posts){.first = m->start}; /* 记者甲、通讯员|乙: what stands before is his */
        else if (o->type == CEDU_MENTION_organisation) {
            bool goes_on =
                p.orgs && cedu__find(cedu__fact_text(x, p.org[p.orgs - 1]->end, o->start), CEDU_STR("\xE3\x80\x81"), 0) >= 0;
            if (!goes_on) p.orgs = 0; /* another body's affair before: only what a list of posts joins counts */
            if (p.orgs < CEDU_COUNT(p.org)) p.org[p.orgs++] = o;
            if (p.orgs == 1) p.first = o->start, p.title = o->end;
        } else if (o->type == CEDU_MENTION_post && !p.orgs && !p.title) p.first = p.title = o->start;
    }
    return p;
}

static bool han_only(const fx *x, uint32_t at, uint32_t end) { /* not 某市讯（ */
    uint32_t n;
    for (; at < end; at = n)
        if (!cedu__is_han(cedu__fact_char(x, at, end, &n))) return false;
    return true;
}

void cedu__fact_put_person(fx *x, const fact_clause *k, const cedu_mention *m, fact_posts *out) {
    fact_posts p = *out = posts_of(x, k, m);
    uint32_t post = p.title, end = m->start;
    if (!post || post >= end) return;
    const fact_place *place = NULL; /* a body whose name no pack has: from its place to the post */
    for (uint32_t i = k->p0; !p.orgs && i < k->p1; i++)
        if (x->places.p[i].end <= post && post - x->places.p[i].start < 60) place = &x->places.p[i];
    fact_span t = cedu__fact_trim(x, (fact_span){post, end});
    if (t.end <= t.start || cedu__u8_count(cedu__fact_text(x, t.start, t.end)) > 24) return;
    cedu_str name = cedu__fact_name(x, m);
    for (size_t i = x->out.n > 64 ? x->out.n - 64 : 0; i < x->out.n; i++)
        if (x->out.p[i].kind == CEDU_FACT_person && cedu__eq(x->out.p[i].subject, name)) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_person, "person.post");
    f.subject = name;
    cedu__fact_str(x, &f, CEDU_FIELD_name, name);
    cedu__fact_str(x, &f, CEDU_FIELD_title, cedu__fact_text(x, t.start, t.end));
    cedu_str orgs = p.orgs ? cedu__fact_body(x, k, p.org[0]) : (cedu_str){0};
    for (size_t i = 1; i < p.orgs; i++) {
        cedu_str next = cedu__fact_body(x, k, p.org[i]);
        orgs = cedu__arena_strf(x->arena, "%.*s\xE3\x80\x81%.*s", (int)orgs.n, orgs.p, (int)next.n, next.p);
    }
    if (orgs.n) cedu__fact_str(x, &f, CEDU_FIELD_organisation, orgs);
    else if (place && place->end < post && han_only(x, place->start, post))
        cedu__fact_str(x, &f, CEDU_FIELD_organisation, cedu__fact_text(x, place->start, post));
    fact_span quote = {p.orgs ? p.first : t.start, m->end}, at = {0};
    int32_t r = p.orgs ? cedu__fact_hidden_region(x, p.org[0]->start, p.org[0]->end, &at) : -1;
    fact_region reg = {.entry = {r}, .n = r >= 0, .at = at};
    if (r < 0 && place) reg = (fact_region){.entry = {place->entry}, .n = 1, .at = {place->start, place->end}};
    if (r < 0 && place && han_only(x, place->start, post)) quote.start = place->start;
    if (reg.n) cedu__fact_region(x, &f, &reg, quote);
    if (k->foreign) f.confidence -= 0.6;
    cedu__fact_emit(x, &f, quote, (fact_span){m->start, m->end});
}

bool cedu__fact_is_paper(const fx *x, cedu_str name) {
    for (size_t i = 0; i < name.n; i += cedu__u8_len((unsigned char)name.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_org | 1u << CEDU_CLASS_org_suffix, name, i, h, CEDU_COUNT(h));
        if (n && h[n - 1].end == name.n && cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_level), "media"))
            return true;
    }
    return false;
}

/* The page's outlet, where the text says it; a newspaper that is cited. */
void cedu__fact_read_media(fx *x, fact_names *seen) {
    if (x->clauses.n && x->in->outlet.n)
        for (size_t b = 0; b < x->in->block_count && b < 12; b++) {
            cedu_str line = cedu__fact_text(x, x->in->blocks[b].start, x->in->blocks[b].end);
            cedu_str name = x->in->outlet;
            for (size_t i = 0; i < name.n; i++) /* 高新院 achie.org: without its address */
                if (name.p[i] == ' ') name.n = i;
            ptrdiff_t at = x->in->blocks[b].byline && name.n >= 6 ? cedu__find(line, name, 0) : -1;
            if (at < 0) continue;
            cedu_mention m = {
                .start = x->in->blocks[b].start + (uint32_t)at, .type = CEDU_MENTION_organisation, .entry = -1, .name = name};
            m.end = m.start + (uint32_t)name.n;
            cedu__fact_put_org(x, &x->clauses.p[0], &m, "source", seen);
            break;
        }
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const fact_cue *acc = cedu__fact_cue_at(x, k, k->start);
        if (!acc || !(acc->groups & G(according))) continue;
        const cedu_mention *m = cedu__fact_mention_at(x, k, acc->end);
        if (!m || m->type != CEDU_MENTION_title || !m->name.n) continue;
        if (!cedu__fact_is_paper(x, m->name)) continue;
        cedu_mention o = *m;
        o.type = CEDU_MENTION_organisation;
        cedu__fact_put_org(x, k, &o, "source", seen);
    }
}
