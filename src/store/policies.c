/* policies.c - mentions of one policy on one line: by its title, then by its document number. */
#include <stdlib.h>

#include "store/internal.h"

static const cedu_field *field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}

static cedu_str field_str(const cedu_fact *f, cedu_field_id id) {
    const cedu_field *x = field(f, id);
    return x ? x->str : (cedu_str){0};
}

static cedu_str policy_title(const cedu_fact *f) {
    cedu_str t = field_str(f, CEDU_FIELD_title);
    return t.n ? t : f->subject;
}

static size_t fullness(const cedu_fact *f) {
    size_t n = 0;
    for (const cedu_field *x = f->fields; x; x = x->next) n++;
    return n;
}

typedef struct policy_ref { /* one fact with what it is grouped by */
    const cedu_store_fact *f;
    cedu_str number, title;
    size_t group;
} policy_ref;

static int by_title(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    int c = cedu__cmp(a->title, b->title);
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_number(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    int c = cedu__cmp(a->number, b->number);
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_group(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

/* Same title = one policy; then what shares a document number joins, unless the number is absent. Editions of one title with two
 * numbers stay one line only when a fact without a number ties them, so groups are first made of (title, number). */
static void group(policy_ref *v, size_t n) {
    qsort(v, n, sizeof *v, by_title);
    for (size_t i = 0, j; i < n; i = j) {
        cedu_str number = {0};
        bool two = false;
        for (j = i; j < n && v[i].title.n && cedu__eq(v[j].title, v[i].title); j++) {
            if (!v[j].number.n) continue;
            if (!number.n) number = v[j].number;
            else two |= !cedu__eq(number, v[j].number);
        }
        if (j == i) j = i + 1; /* without a title: alone */
        for (size_t k = i; k < j; k++)
            if (!v[k].number.n && !two) v[k].number = number;
    }
    qsort(v, n, sizeof *v, by_number);
    for (size_t i = 0; i < n; i++) {
        v[i].group = i;
        if (i && v[i].number.n && cedu__eq(v[i].number, v[i - 1].number)) v[i].group = v[i - 1].group;
    }
    qsort(v, n, sizeof *v, by_title);
    for (size_t i = 1; i < n; i++)
        if (!v[i].number.n && v[i].title.n && cedu__eq(v[i].title, v[i - 1].title) && !v[i - 1].number.n)
            v[i].group = v[i - 1].group;
    qsort(v, n, sizeof *v, by_group);
}

static void take_longer(cedu_strs *to, cedu_strs from) {
    if (from.n > to->n) *to = from;
}

static size_t distinct(cedu_arena *a, const policy_ref *v, size_t n, bool cluster) {
    int64_t *seen = CEDU_NEW_N(a, int64_t, n);
    size_t k = 0;
    for (size_t i = 0; seen && i < n; i++) {
        int64_t id = cluster ? v[i].f->cluster : v[i].f->document;
        size_t m = 0;
        while (m < k && seen[m] != id) m++;
        if (m == k) seen[k++] = id;
    }
    return k;
}

static cedu_store_policy merge(cedu_arena *a, const policy_ref *v, size_t n) {
    cedu_store_policy p = {.facts = n, .evidence = v[0].f};
    for (size_t i = 0; i < n; i++) {
        const cedu_fact *f = &v[i].f->fact;
        const struct {
            cedu_str *to;
            cedu_str from;
        } take[] = {{&p.title, v[i].title},
                    {&p.document_number, v[i].number},
                    {&p.doc_type, field_str(f, CEDU_FIELD_doc_type)},
                    {&p.status, field_str(f, CEDU_FIELD_status)},
                    {&p.signed_on, field_str(f, CEDU_FIELD_signed)},
                    {&p.published, field_str(f, CEDU_FIELD_published)},
                    {&p.effective, field_str(f, CEDU_FIELD_effective)},
                    {&p.expires, field_str(f, CEDU_FIELD_expires)}};
        for (size_t k = 0; k < CEDU_COUNT(take); k++)
            if (take[k].from.n > take[k].to->n) *take[k].to = take[k].from;
        const cedu_field *issuers = field(f, CEDU_FIELD_issuers);
        if (issuers) take_longer(&p.issuers, issuers->strs);
        take_longer(&p.regions, f->region);
        if (fullness(f) > fullness(&p.evidence->fact)) p.evidence = v[i].f;
    }
    p.documents = distinct(a, v, n, false);
    p.sources = distinct(a, v, n, true);
    return p;
}

static cedu_str policy_date(const cedu_store_policy *p) {
    return p->published.n ? p->published : p->signed_on.n ? p->signed_on : p->effective;
}

static int newest_first(const void *x, const void *y) {
    const cedu_store_policy *a = x, *b = y;
    int c = cedu__cmp(policy_date(b), policy_date(a));
    return c ? c : cedu__cmp(a->title, b->title);
}

cedu_status cedu__store_policies_of(const cedu_store_facts *facts, cedu_arena *a, cedu_store_policies *out, cedu_error *err) {
    *out = (cedu_store_policies){0};
    policy_ref *v = CEDU_NEW_N(a, policy_ref, facts->n + 1);
    cedu_store_policy *p = CEDU_NEW_N(a, cedu_store_policy, facts->n + 1);
    size_t m = 0, n = 0;
    if (!v || !p) return cedu__fail_nomem(err);
    for (size_t i = 0; i < facts->n; i++)
        if (facts->p[i].fact.kind == CEDU_FACT_policy)
            v[m++] = (policy_ref){.f = &facts->p[i],
                                  .number = field_str(&facts->p[i].fact, CEDU_FIELD_document_number),
                                  .title = policy_title(&facts->p[i].fact)};
    if (m) group(v, m);
    for (size_t i = 0, j; i < m; i = j) {
        for (j = i + 1; j < m && v[j].group == v[i].group;) j++;
        p[n++] = merge(a, v + i, j - i);
    }
    if (n) qsort(p, n, sizeof *p, newest_first);
    out->p = p, out->n = n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__store_policies(cedu_store *s, cedu_str region, size_t recent, cedu_arena *a, cedu_store_policies *out,
                                 cedu_error *err) {
    *out = (cedu_store_policies){0};
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_policy, .regions = {&region, region.n ? 1 : 0}, .recent = recent};
    cedu_store_facts facts;
    cedu_status rc = cedu__store_list_facts(s, &f, a, &facts, err);
    return rc == CEDU_OK ? cedu__store_policies_of(&facts, a, out, err) : rc;
}
