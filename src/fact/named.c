/* named.c - policies, and who issues, writes or hosts (persons and bodies are put out by bodies.c).
 *
 * A policy is one fact for a page, however often its title stands there: issuers, dates, number, status are gathered from the
 * sentences, information boxes and signature blocks around it. A short form (《规划》) is no policy of its own.
 * Organisations are facts where they speak, issue or are cited; persons where they have a post.
 */
#include "fact/bodies.h"

#define MAX_POLICIES 64
#define MAX_ISSUERS  16

typedef struct policy {
    const cedu_mention *m; /* first time */
    cedu_str title;
    cedu_str issuer[MAX_ISSUERS];
    fact_span issuer_at[MAX_ISSUERS];
    size_t issuers;
    const cedu_mention *number, *published, *signed_on, *effective, *expires;
    cedu_str status;
    bool today;   /* 今起施行 */
    double years; /* validity */
    size_t times; /* how often named */
    const fact_clause *k;
} policy;

typedef struct policies {
    policy p[MAX_POLICIES];
    size_t n;
} policies;

cedu_str cedu__fact_name(const fx *x, const cedu_mention *m) {
    return m->name.n ? m->name : cedu__fact_text(x, m->start, m->end);
}

/* 省政协, 市经信局 on a page of one place: the full name, when nothing in the mention says which. */
cedu_str cedu__fact_body(fx *x, const fact_clause *k, const cedu_mention *m) {
    static const struct {
        uint32_t c;
        const char *level;
    } bare[] = {{0x7701, "province"}, {0x5E02, "prefecture"}, {0x533A, "county"}, {0x53BF, "county"}}; /* 省 市 区 县 */
    cedu_str name = cedu__fact_name(x, m);
    size_t n;
    uint32_t c = name.n > 6 ? cedu__u8_at(name, 0, &n) : 0;
    const fact_region *from[] = {k ? &k->region : NULL, &x->doc_region};
    for (size_t i = 0; i < CEDU_COUNT(bare) && c; i++) {
        if (bare[i].c != c || m->type != CEDU_MENTION_organisation) continue;
        for (size_t t = 0; t < 2; t++)
            for (int32_t r = from[t] && from[t]->n == 1 ? from[t]->entry[0] : -1, guard = 0; r >= 0 && guard < 8; guard++) {
                const cedu_entry *e = cedu__image_entry(x->im, r);
                if (cedu__eqz(cedu__image_attr(x->im, r, CEDU_ATTR_level), bare[i].level))
                    return cedu__arena_strf(x->arena, "%.*s%.*s", (int)e->name.n, e->name.p, (int)(name.n - n), name.p + n);
                r = e->parent;
            }
    }
    return name;
}

static policy *find(policies *ps, cedu_str title) {
    for (size_t i = 0; i < ps->n; i++)
        if (cedu__eq(ps->p[i].title, title) || cedu__fact_same_title(ps->p[i].title, title))
            return &ps->p[i]; /* (2020―2022年), （2020-2022年） */
    return NULL;
}

static void add_issuer(policy *p, cedu_str s, fact_span at) {
    for (size_t i = 0; i < p->issuers; i++)
        if (cedu__eq(p->issuer[i], s)) return;
    if (p->issuers < MAX_ISSUERS && s.n) p->issuer_at[p->issuers] = at, p->issuer[p->issuers++] = s;
}

/* 省科技厅会同省财政厅: two bodies that read like one name. */
static void add_body(fx *x, policy *p, const fact_clause *k, const cedu_mention *o) {
    cedu_str s = cedu__fact_body(x, k, o), text = cedu__fact_text(x, o->start, o->end);
    for (uint32_t i = o->start + 3; i + 6 < o->end; i += (uint32_t)cedu__u8_len((unsigned char)x->text.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, o->end), i, h, CEDU_COUNT(h));
        if (!n || !(x->group_of[h[n - 1].entry - x->cue_first] & G(joint)) ||
            !cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_value), "with") || h[n - 1].end >= o->end)
            continue;
        add_issuer(p, cedu__sub(text, 0, i - o->start), (fact_span){o->start, i});
        add_issuer(p, cedu__sub(text, h[n - 1].end - o->start, text.n), (fact_span){h[n - 1].end, o->end});
        return;
    }
    add_issuer(p, s, (fact_span){o->start, o->end});
}

static bool datable(const cedu_mention *t) { return t->when.grain == CEDU_GRAIN_DAY || t->when.grain == CEDU_GRAIN_MONTH; }

/* P3Y; a length in seconds where the match room gives one. */
double cedu__fact_years(const cedu_mention *d) {
    double v = 0;
    if (d->timex.n > 2 && d->timex.p[0] == 'P' && d->timex.p[d->timex.n - 1] == 'Y') {
        for (size_t i = 1; i + 1 < d->timex.n && d->timex.p[i] >= '0' && d->timex.p[i] <= '9'; i++)
            v = v * 10 + (d->timex.p[i] - '0');
        return v;
    }
    return isnan(d->duration) ? 0 : d->duration / (365.0 * 86400);
}

/* 从5月1日开始，…正式执行: the clause before is nothing but the day. */
static const cedu_mention *day_before(const fx *x, const fact_sentence *s, const fact_clause *k) {
    if (k == &x->clauses.p[s->k0] || k[-1].m1 == k[-1].m0) return NULL;
    const cedu_mention *t = &x->m.p[k[-1].m1 - 1];
    uint32_t last = t->end > t->start ? cedu__fact_char_before(x, t->end) : 0;
    bool begins = last == 0x8D77 || last == 0x59CB; /* 起 始 */
    return t->type == CEDU_MENTION_time && datable(t) && begins && t->end == k[-1].end ? t : NULL;
}

/* Whether what follows the body up to `stop` says that it wrote something: 牵头起草. */
static bool writes(const fx *x, const cedu_mention *o, uint32_t stop) {
    uint32_t at = o->end;
    for (bool more = true; more && at < stop;) {
        more = false;
        for (size_t i = 0; i < x->words->of[FACT_WORD_leading].n && !more; i++)
            if (cedu__starts(cedu__fact_text(x, at, stop), x->words->of[FACT_WORD_leading].p[i]))
                at += (uint32_t)x->words->of[FACT_WORD_leading].p[i].n, more = true;
    }
    for (size_t i = 0; at < stop && i < x->words->of[FACT_WORD_drafts].n; i++)
        if (cedu__starts(cedu__fact_text(x, at, stop), x->words->of[FACT_WORD_drafts].p[i])) return true;
    return false;
}

/* 甲局起草、乙办印发: who only wrote it, where another body stands between and its issue; 经甲审议: who let it pass. */
static bool drafts(const fx *x, const cedu_mention *o, const fact_cue *pub) {
    uint32_t before = o->start >= 3 ? cedu__fact_char_before(x, o->start) : 0;
    if (before == 0x7ECF && (o->start < 6 || cedu__fact_char_before(x, o->start - 3) != 0x5DF2)) return true; /* 经, not 已经 */
    if (!writes(x, o, pub->start)) return false;
    for (const cedu_mention *n = o + 1; n < x->m.p + x->m.n && n->start < pub->start; n++)
        if (n->type == CEDU_MENTION_organisation) return true;
    return false;
}

/* Reads one sentence that names the policy `p` with mention `m`. */
static void read_sentence(fx *x, policy *p, const fact_sentence *s, const cedu_mention *m) {
    const fact_cue *pub = NULL;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t c = k->c0; c < k->c1; c++) {
            const fact_cue *q = &x->cues.p[c];
            bool near = q->end <= m->start ? m->start - q->end < 240 : true;
            if ((q->groups & G(publish)) && near && !(pub && pub->start < m->start && q->start > m->end)) pub = q;
            if (!(q->groups & (G(status) | G(infobox)))) continue; /* 发布日期为5月13日: a label's words in a sentence */
            cedu_str v = cedu__fact_cue_value(x, q, q->groups & G(status) ? FACT_I_status : FACT_I_infobox);
            const cedu_mention *t = NULL, *after = NULL;
            for (uint32_t j = k->m0; j < k->m1; j++) {
                const cedu_mention *o = &x->m.p[j];
                if (o->type == CEDU_MENTION_time && o->end <= q->start && datable(o)) t = o;
                if (o->start >= q->end && !after && (o->type == CEDU_MENTION_time || o->type == CEDU_MENTION_duration))
                    after = o;
            }
            const cedu_mention *of = NULL; /* of two titles, the one right before */
            for (uint32_t j = x->clauses.p[s->k0].m0; j < x->clauses.p[s->k1 - 1].m1; j++)
                if (x->m.p[j].type == CEDU_MENTION_policy_title && x->m.p[j].end <= q->start) of = &x->m.p[j];
            if (of && of->start != m->start && m->end > m->start) continue;
            bool begins = (q->groups & G(status) && cedu__eqz(v, "effective")) || cedu__eqz(v, "effective.at");
            if (begins && !t && !p->effective) p->effective = day_before(x, s, k);
            if (cedu__eqz(v, "effective.at") && t && t->end == q->start && !p->effective) p->effective = t;
            if (cedu__eqz(v, "signed") && t && (t->end == q->start || !after)) p->signed_on = t; /* 6月12日成文 */
            else if (cedu__eqz(v, "signed") && after && after->type == CEDU_MENTION_time) p->signed_on = after;
            const cedu_mention *day = q->groups & G(infobox) && after && after->type == CEDU_MENTION_time ? after : NULL;
            if (cedu__eqz(v, "published") && day && !p->published) p->published = day;
            if (cedu__eqz(v, "effective") && (day || t) && !p->effective) p->effective = day ? day : t;
            if (cedu__eqz(v, "until") && after && after->type == CEDU_MENTION_time) p->expires = after;
            if (cedu__eqz(v, "until") && after && after->type == CEDU_MENTION_duration) p->years = cedu__fact_years(after);
            if (cedu__eqz(v, "repeal") && q->start >= m->end) p->status = cedu__fact_text(x, q->start, q->end);
            if (cedu__eqz(v, "today")) p->today = true;
            if (cedu__eqz(v, "draft") && q->start >= m->start) p->status = CEDU_STR("draft");
        }
    }
    for (uint32_t i = s->k0; pub && i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *o = &x->m.p[j];
            if (o->end > pub->start && !(o->start > m->end && o->end <= pub->start)) continue;
            const fact_cue *nod = cedu__fact_cue_at(x, k, o->end); /* 已经市政府同意: approves, does not issue */
            if (nod && (nod->groups & G(assent))) continue;
            if (o->type == CEDU_MENTION_organisation && !drafts(x, o, pub)) add_body(x, p, k, o);
            const fact_cue *effect = o->type == CEDU_MENTION_time ? cedu__fact_cue_at(x, k, o->end) : NULL;
            if (effect && (effect->groups & G(status))) continue;                               /* …起施行 */
            bool near = pub->start < m->end + 60 || (o->start >= m->end && k->end >= pub->end); /* 某办于6月20日发布 */
            if (o->type == CEDU_MENTION_time && datable(o) && !p->published && near) p->published = o;
        }
    }
    if (pub && !p->issuers)
        for (uint32_t i = s->k0; i < s->k1; i++) {
            const fact_clause *k = &x->clauses.p[i];
            const fact_cue *why =
                cedu__fact_cue_at(x, k, k->start); /* 为贯彻国家和某省关于…的部署，制定…: not by the province */
            if (why && (why->groups & (G(link) | G(according) | G(be))) && k->end < pub->start) continue;
            for (uint32_t j = k->p0; j < k->p1; j++) {
                const fact_place *o = &x->places.p[j];
                if (o->end <= pub->start && o->role == ROLE_TOPIC && pub->start - o->end < 60)
                    add_issuer(p, cedu__image_entry(x->im, o->entry)->name, (fact_span){o->start, o->end});
            }
        }
}

static const fact_sentence *sentence_at(const fx *x, uint32_t at) {
    size_t lo = 0, hi = x->sentences.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->sentences.p[mid].end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo < x->sentences.n ? &x->sentences.p[lo] : NULL;
}

static const fact_clause *clause_at(const fx *x, const fact_sentence *s, uint32_t at) {
    for (uint32_t i = s->k0; i < s->k1; i++)
        if (x->clauses.p[i].end > at) return &x->clauses.p[i];
    return &x->clauses.p[s->k0];
}

static void gather(fx *x, policies *ps) {
    for (size_t i = 0; i < x->m.n; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->type == CEDU_MENTION_document_number && ps->n) { /* behind its title, or under it */
            policy *last = &ps->p[ps->n - 1];
            if (!last->number && m->start - last->m->end < 400) last->number = m;
        }
        if (m->type != CEDU_MENTION_policy_title) continue;
        cedu_str full = cedu__fact_resolve_title(x, m);
        const fact_sentence *s = sentence_at(x, m->start);
        if (!s) continue;
        policy *p = find(ps, full);
        if (!p) {
            if (cedu__u8_count(full) <= 4 || ps->n == MAX_POLICIES) continue;
            p = &ps->p[ps->n++];
            *p = (policy){.m = m, .title = full, .k = clause_at(x, s, m->start)};
        }
        p->times++;
        read_sentence(x, p, s, m);
        if (s + 1 < x->sentences.p + x->sentences.n && s[1].block == s->block) { /* 该文件…自…起施行 */
            fact_groups g = 0;
            for (uint32_t k = s[1].k0; k < s[1].k1; k++)
                for (uint32_t c = x->clauses.p[k].c0; c < x->clauses.p[k].c1; c++) g |= x->cues.p[c].groups;
            bool own = false;
            for (uint32_t k = s[1].k0; k < s[1].k1; k++)
                for (uint32_t j = x->clauses.p[k].m0; j < x->clauses.p[k].m1; j++)
                    own |= x->m.p[j].type == CEDU_MENTION_policy_title;
            if ((g & G(status)) && !own) read_sentence(x, p, s + 1, m);
        }
    }
}

static policy *chief(policies *ps) {
    policy *best = NULL;
    for (size_t i = 0; i < ps->n; i++)
        if (!best || ps->p[i].times > best->times) best = &ps->p[i];
    return best;
}

static const cedu_mention *first_of(const fx *x, uint32_t a, uint32_t b, cedu_mention_type t) {
    size_t lo = 0, hi = x->m.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->m.p[mid].start < a) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < x->m.n && x->m.p[lo].start < b; lo++)
        if (x->m.p[lo].type == t) return &x->m.p[lo];
    return NULL;
}

/* Lines of an information box: 发文字号：…  They belong to the policy the page is about. */
static void read_boxes(fx *x, policies *ps) {
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const cedu_fact_block *b = &x->in->blocks[k->block];
        if (k->start != b->start || b->end - b->start > 400) continue;
        const fact_cue *q = cedu__fact_cue_at(x, k, k->start);
        if (!q || !(q->groups & G(infobox))) continue;
        cedu_str what = cedu__fact_cue_value(x, q, FACT_I_infobox);
        fact_span v = cedu__fact_trim(x, (fact_span){q->end, b->end});
        size_t n;
        while (v.start < v.end) {
            uint32_t c = cedu__u8_at(x->text, v.start, &n);
            if (c != ':' && c != 0xFF1A && c != ' ' && c != 0x3000) break;
            v.start += (uint32_t)n;
        }
        if (cedu__eqz(what, "title") && !ps->n && v.end > v.start && cedu__u8_count(cedu__fact_text(x, v.start, v.end)) > 6) {
            cedu_mention *m = CEDU_NEW(x->arena, cedu_mention);
            if (!m) return;
            *m = (cedu_mention){.start = v.start, .end = v.end, .type = CEDU_MENTION_policy_title, .entry = -1};
            ps->p[ps->n++] = (policy){.m = m, .title = cedu__fact_text(x, v.start, v.end), .times = 1, .k = k};
        }
    }
    policy *p = chief(ps);
    for (size_t i = 0; p && !p->effective && i < x->sentences.n; i++) { /* 本办法自…起施行: of the page's policy */
        const fact_sentence *s = &x->sentences.p[i];
        bool status = false, other = false;
        for (uint32_t c = s->k0; c < s->k1; c++) {
            const fact_clause *k = &x->clauses.p[c];
            status |= cedu__fact_find_cue(x, k, k->start, k->end, G(status)) != NULL;
            for (uint32_t j = k->m0; j < k->m1; j++) other |= x->m.p[j].type == CEDU_MENTION_policy_title;
        }
        if (status && !other) {
            cedu_mention at = {.start = s->start, .end = s->start};
            cedu_str before = p->status;
            size_t had = p->issuers;
            read_sentence(x, p, s, &at);
            p->status = before;
            p->issuers = had;
        }
    }
    for (size_t i = 0; p && i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const cedu_fact_block *b = &x->in->blocks[k->block];
        if (k->start != b->start || b->end - b->start > 400) continue;
        const fact_cue *q = cedu__fact_cue_at(x, k, k->start);
        if (!q || !(q->groups & G(infobox))) continue;
        cedu_str what = cedu__fact_cue_value(x, q, FACT_I_infobox);
        const cedu_mention *t = first_of(x, q->end, b->end, CEDU_MENTION_time);
        const cedu_mention *o = first_of(x, q->end, b->end, CEDU_MENTION_organisation);
        const cedu_mention *d = first_of(x, q->end, b->end, CEDU_MENTION_document_number);
        if (cedu__eqz(what, "published") && t) p->published = t;
        if (cedu__eqz(what, "signed") && t) p->signed_on = t;
        if (cedu__eqz(what, "effective") && t) p->effective = t;
        if (cedu__eqz(what, "number") && d) p->number = d;
        if (cedu__eqz(what, "issuer") && o) add_issuer(p, cedu__fact_name(x, o), (fact_span){o->start, o->end});
    }
}

/* A signature block: lines of nothing but organisations, then a date. */
static void read_signature(fx *x, policies *ps) {
    policy *p = chief(ps);
    if (!p) return;
    size_t m = 0, run = 0, first = 0;
    for (size_t b = 0; b < x->in->block_count; b++) {
        const cedu_fact_block *k = &x->in->blocks[b];
        while (m < x->m.n && x->m.p[m].start < k->start) m++;
        uint32_t at = k->start;
        size_t j = m, orgs = 0;
        for (; j < x->m.n && x->m.p[j].start < k->end; j++) {
            if (x->m.p[j].type != CEDU_MENTION_organisation) continue;
            if (cedu__trim(cedu__fact_text(x, at, x->m.p[j].start)).n) break;
            at = x->m.p[j].end;
            orgs++;
        }
        bool pure = orgs && !cedu__trim(cedu__fact_text(x, at, k->end)).n;
        if (pure) {
            if (!run) first = m;
            run++;
            continue;
        }
        const cedu_mention *t = run ? first_of(x, k->start, k->end, CEDU_MENTION_time) : NULL;
        bool date = t && t->when.grain == CEDU_GRAIN_DAY && t->start <= k->start + 3 && t->end + 6 >= k->end;
        if (run && (date || run >= 2)) {
            for (size_t i = first; i < m; i++)
                if (x->m.p[i].type == CEDU_MENTION_organisation)
                    add_issuer(p, cedu__fact_name(x, &x->m.p[i]), (fact_span){x->m.p[i].start, x->m.p[i].end});
            if (date && !p->signed_on) p->signed_on = t;
        }
        run = 0;
    }
}

static void policy_period(fx *x, cedu_fact *f, const cedu_mention *m) {
    for (size_t i = 0; i < x->in->mentions.n; i++) {
        const cedu_mention *t = &x->in->mentions.p[i];
        if (t->start >= m->end) break;
        if (t->start < m->start || t->type != CEDU_MENTION_time || !t->when.start.year) continue;
        f->period = cedu__fact_when(x, &t->when);
        f->period_basis = t->when.plan ? CEDU_STR("plan_name") : CEDU_STR("explicit");
        if (!t->when.plan) return;
    }
}

/* 自2023年3月1日起: the day it begins. */
static cedu_str first_day(fx *x, const cedu_mention *t) {
    const cedu_civil *d = &t->when.start;
    return t->when.grain == CEDU_GRAIN_DAY && d->day ? cedu__arena_strf(x->arena, "%04d-%02d-%02d", d->year, d->month, d->day)
                                                     : cedu__fact_when(x, &t->when);
}

static void put_policy(fx *x, const policy *p) {
    cedu_fact f = cedu__fact_new(CEDU_FACT_policy, "policy.title");
    f.subject = p->title;
    cedu__fact_str(x, &f, CEDU_FIELD_title, p->title);
    if (p->issuers) cedu__fact_list(x, &f, CEDU_FIELD_issuers, p->issuer, p->issuers);
    if (p->number) cedu__fact_str(x, &f, CEDU_FIELD_document_number, cedu__fact_name(x, p->number));
    const struct {
        cedu_field_id id;
        const cedu_mention *t;
    } dates[] = {{CEDU_FIELD_signed, p->signed_on},
                 {CEDU_FIELD_published, p->published},
                 {CEDU_FIELD_effective, p->effective},
                 {CEDU_FIELD_expires, p->expires}};
    for (size_t i = 0; i < CEDU_COUNT(dates); i++)
        if (dates[i].t) cedu__fact_str(x, &f, dates[i].id, first_day(x, dates[i].t));
    if (p->today && x->in->date.year && !p->effective)
        cedu__fact_str(
            x, &f, CEDU_FIELD_effective,
            p->published ? first_day(x, p->published)
                         : cedu__arena_strf(x->arena, "%04d-%02d-%02d", x->in->date.year, x->in->date.month, x->in->date.day));
    if (!p->expires && p->effective && p->years >= 0.9 && p->years < 50) {
        cedu_when w = p->effective->when;
        w.end = w.start;
        if (w.start.day > 1) w.start.day--, w.end = w.start;
        cedu__fact_str(x, &f, CEDU_FIELD_expires, cedu__fact_shift(x, &w, (int)(p->years + 0.5), 0));
    }
    cedu__fact_str(x, &f, CEDU_FIELD_status, p->status);
    cedu_str t = p->title;
    for (size_t i = 0, best = 0; i < t.n; i += cedu__u8_len((unsigned char)t.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, t, i, h, CEDU_COUNT(h));
        if (n && h[n - 1].end > best) {
            best = h[n - 1].end;
            cedu_field *old = (cedu_field *)f.fields;
            while (old && old->id != CEDU_FIELD_doc_type) old = (cedu_field *)old->next;
            if (old) old->str = cedu__image_entry(x->im, h[n - 1].entry)->name;
            else cedu__fact_str(x, &f, CEDU_FIELD_doc_type, cedu__image_entry(x->im, h[n - 1].entry)->name);
        }
    }
    fact_span quote = {p->m->start, p->m->end}, at;
    int32_t r = cedu__fact_hidden_region(x, p->m->start, p->m->end, &at);
    fact_region reg = {.entry = {r}, .n = r >= 0, .at = r >= 0 ? at : quote};
    if (r < 0 && p->issuers && (r = cedu__fact_hidden_region(x, p->issuer_at[0].start, p->issuer_at[0].end, &at)) >= 0)
        reg = (fact_region){.entry = {r}, .n = 1, .at = at};
    if (!reg.n) reg = p->k->region;
    cedu__fact_region(x, &f, &reg, quote);
    policy_period(x, &f, p->m);
    cedu__fact_emit(x, &f, quote, quote);
}

/* ------------------------------------------------------------------ policies without marks */
/* 某市“十四五”规划纲要, 2021年某市政府工作报告: a plan's period, or a place, right before the type. */
static void gather_unmarked(fx *x, policies *ps) {
    for (size_t i = 0; i < x->m.n && ps->n < MAX_POLICIES; i++) {
        const cedu_mention *m = &x->m.p[i];
        bool plan = m->type == CEDU_MENTION_time && m->when.plan, body = m->type == CEDU_MENTION_organisation;
        if (!plan && !body) continue;
        uint32_t at = m->end, start = m->start;
        size_t n;
        if (cedu__u8_at(x->text, at, &n) == 0x201D) at += (uint32_t)n;
        const fact_sentence *s = sentence_at(x, at);
        if (!s || s->start > at) continue;
        if (body) { /* …政府|工作报告 */
            cedu_str name = cedu__fact_text(x, m->start, m->end);
            if (!cedu__fact_word_ends(x->words, FACT_WORD_government, name)) continue;
        }
        cedu_hit h[8];
        size_t hits = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, cedu__sub(x->text, 0, s->end), at, h, CEDU_COUNT(h));
        if (!hits) continue;
        cedu_str level = cedu__image_attr(x->im, h[hits - 1].entry, CEDU_ATTR_level);
        if (body ? !cedu__eqz(level, "report") || h[hits - 1].end - at < 12 : !cedu__eqz(level, "policy")) continue;
        if (body && i > 0 && x->m.p[i - 1].end == m->start && x->m.p[i - 1].type == CEDU_MENTION_time &&
            !x->m.p[i - 1].when.relative) /* not 今年 */
            start = x->m.p[i - 1].start;
        if (plan && i > 0 && x->m.p[i - 1].type == CEDU_MENTION_region && m->start - x->m.p[i - 1].end <= 3)
            start = x->m.p[i - 1].start;
        uint32_t open = start > 3 ? (uint32_t)cedu__u8_prev(x->text, start) : start;
        if (plan && start == m->start && cedu__u8_at(x->text, open, &n) == 0x201C) start = open;
        uint32_t end = h[hits - 1].end;
        hits = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, cedu__sub(x->text, 0, s->end), end, h, CEDU_COUNT(h));
        if (plan && hits) end = h[hits - 1].end; /* 规划|建议 */
        cedu_str title = cedu__fact_text(x, start, end);
        if (find(ps, title)) continue;
        cedu_mention *t = CEDU_NEW(x->arena, cedu_mention);
        if (!t) return;
        *t = (cedu_mention){.start = start, .end = end, .type = CEDU_MENTION_policy_title, .entry = -1};
        policy *p = &ps->p[ps->n++];
        *p = (policy){.m = t, .title = title, .times = 0, .k = clause_at(x, s, start)};
        if (body) add_issuer(p, m->name.n ? m->name : cedu__fact_text(x, m->start, m->end), (fact_span){m->start, m->end});
    }
}

static bool names_policy(const fx *x, const fact_clause *k) {
    const fact_sentence *s = &x->sentences.p[k->sentence];
    for (uint32_t j = x->clauses.p[s->k0].m0; j < x->clauses.p[s->k1 - 1].m1; j++)
        if (x->m.p[j].type == CEDU_MENTION_policy_title) return true;
    return false;
}

void cedu__fact_read_named(fx *x) {
    policies *ps = CEDU_NEW(x->arena, policies);
    if (!ps) return;
    gather(x, ps);
    gather_unmarked(x, ps);
    read_boxes(x, ps);
    read_signature(x, ps);
    fact_names seen = {0};
    cedu__fact_read_media(x, &seen);
    for (size_t i = 0; i < ps->n; i++)
        if (!cedu__fact_is_header(x, ps->p[i].title)) put_policy(x, &ps->p[i]);
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (m->type == CEDU_MENTION_person) {
                fact_posts p;
                cedu__fact_put_person(x, k, m, &p);
                for (size_t q = 0; q < p.orgs; q++) cedu__fact_put_org(x, k, p.org[q], "speaker", &seen);
            } else if (m->type == CEDU_MENTION_organisation) {
                const fact_cue *meeting =
                    cedu__fact_find_cue(x, k, m->end, m->end + 24 < k->end ? m->end + 24 : k->end, G(event_noun));
                bool cited = k->source.at.start <= m->start && k->source.at.end >= m->end;
                const fact_cue *issues = cedu__fact_cue_at(x, k, m->end);
                bool issuer = cedu__fact_header_issuer(x, m->start) || (issues && (issues->groups & G(publish)));
                for (size_t p = 0; p < ps->n && !issuer; p++)
                    for (size_t q = 0; q < ps->p[p].issuers; q++) issuer |= ps->p[p].issuer_at[q].start == m->start;
                bool approver = issues && (issues->groups & G(assent)), drafter = names_policy(x, k) && writes(x, m, k->end);
                if (cited || issuer || approver || meeting || drafter)
                    cedu__fact_put_org(x, k, m,
                                       cited      ? "source"
                                       : issuer   ? "issuer"
                                       : approver ? "approver"
                                       : drafter  ? "drafter"
                                                  : "host",
                                       &seen);
            }
        }
    }
}
