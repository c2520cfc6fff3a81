/* about.c - what a page is about: its sector, whether it is an administration's or the economy's business at all, and the sentences
 * that only speak of foreign places.
 *
 * Two sides are counted. For a page speak the measures, sectors and policies that a pack names; words of what only administrations do
 * (measures, payments, funds, units in charge); statements - a place or body of this country that does something which a whole word says
 * (建成, 力争, 同比增长, 位居: any cue of two characters or more of the groups below), or of which digits count something with the measure
 * word of institutions, at a time that is said or under its own name. Against it speak narrators, amounts spelled out, prices, degrees.
 * Unless the first are more, nothing is above the threshold. A page that talks like an advertisement, a match or a weather report (cue
 * group noise) more than of places gives nothing either.
 * To extend: words that tell such pages are rows of group noise (value story: of those who tell of themselves).
 */
#include "fact/reading.h"
#include "fact/text.h"

#define ACTS                                                                                                                   \
    (G(be) | G(have) | G(keep) | G(growth) | G(yoy) | G(share) | G(rank) | G(first) | G(top) | G(level) | G(plan) |            \
     G(forecast) | G(advise) | G(past) | G(lack) | G(rate_noun) | G(compare) | G(focus) | G(task) | G(act) | G(publish) |      \
     G(approve) | G(event_verb) | G(event_noun) | G(project_verb) | G(show) | G(speech) | G(according) | G(zone) | G(outcome))

static bool abroad(const fx *x, int32_t region) {
    return region >= 0 && cedu__starts(cedu__image_entry(x->im, region)->id, CEDU_STR("country."));
}
static bool at_home(const fx *x, int32_t region) { /* the world and what lies in it (欧洲) is neither */
    const cedu_entry *e = cedu__image_entry(x->im, region), *in = e ? cedu__image_entry(x->im, e->parent) : NULL;
    return e && !cedu__eqz(e->id, "world") && (cedu__eqz(e->id, "CN") || !in || !cedu__eqz(in->id, "world"));
}

static bool degrees(const fx *x, const cedu_mention *m) {
    return cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_dimension), "temp");
}

/* The clause opens with a place of this country (behind times and sources), and the figure is of things, people or much money. */
static bool of_its_own(const fx *x, const fact_clause *k, const cedu_mention *m) {
    enum { MUCH = 1000000 }; /* yuan: prices and wages are less */
    const fact_place *p = k->p0 < k->p1 ? &x->places.p[k->p0] : NULL;
    if (!p || p->role != ROLE_TOPIC || !at_home(x, p->entry) || !cedu__fact_at_head(x, k, p->start)) return false;
    return m->type == CEDU_MENTION_money ? m->value >= MUCH : cedu__fact_counts(x, m) && !cedu__fact_marks(x, m);
}

/* 企业420家, 某州包裹量达260万件, or in a clause that says when any figure in digits that has a unit. */
static bool counts(const fx *x, const fact_clause *k) {
    bool dated =
        cedu__fact_own_time(x, k, k->start, k->end) || (k->time && k->time->start >= x->sentences.p[k->sentence].start);
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        bool digits = x->text.p[m->core_start] >= '0' && x->text.p[m->core_start] <= '9';
        const cedu_mention *of = m->type == CEDU_MENTION_percent ? cedu__fact_mention_ending(x, k, m->start) : NULL;
        if (of && of->type == CEDU_MENTION_region) return true; /* 江西三成以上的窑炉改用了… */
        if (!digits || !m->has_value || m->refused || m->entry < 0 || !cedu__fact_is_number(m->type)) continue;
        if (degrees(x, m) || cedu__fact_marks(x, m)) continue;
        if (dated || cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_group), "thing") || of_its_own(x, k, m)) return true;
    }
    return false;
}

/* What stories, small advertisements and weather reports are full of: amounts spelled out, prices, degrees. */
static size_t told(const fx *x) {
    enum {
        WEATHER = 8,   /* statements that outweigh one degree: a report on the weather has several */
        PRICE = 20000, /* yuan: what people pay; two of them or more count */
        SMALL = 100    /* yuan: … each of these by itself */
    };
    size_t story = 0, prices = 0;
    for (size_t i = 0; i < x->m.n; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (!cedu__fact_is_number(m->type) || !m->has_value || m->entry < 0) continue;
        bool money = m->type == CEDU_MENTION_money;
        bool spelled = x->text.p[m->core_start] < '0' || x->text.p[m->core_start] > '9';
        bool each = m->value > 0 && fmod(log10(m->value), 1.0) == 0.0; /* 每万人 */
        story += spelled && !each && m->value >= 10 && (money || cedu__fact_counts(x, m));
        if (degrees(x, m)) story += WEATHER;
        prices += money && !spelled && m->value < PRICE;
        story += money && !spelled && m->value < SMALL;
    }
    return story + (prices > 1 ? prices : 0);
}

/* Whether a clause says what a place or a body of this country does or has. */
static bool states(const fx *x, const fact_clause *k) {
    if (k->foreign) return false;
    bool says = false, home = k->region.n && at_home(x, k->region.entry[0]);
    for (uint32_t c = k->c0; c < k->c1 && !says; c++)
        says = (x->cues.p[c].groups & ACTS) && x->cues.p[c].end - x->cues.p[c].start >= 6; /* two characters */
    for (uint32_t i = k->m0; i < k->m1; i++) { /* 某省工信厅公示…: a body of a place */
        uint32_t end;
        if (x->m.p[i].type != CEDU_MENTION_organisation) continue;
        if (at_home(x, cedu__fact_region_at(x, x->m.p[i].start, x->m.p[i].end, &end))) return true;
        home |= says;
    }
    bool dated = k->time || cedu__fact_own_time(x, k, k->start, k->end);
    bool here = dated && k->region.n && at_home(x, k->region.entry[0]) && !cedu__fact_is_wide(x, k->region.entry[0]);
    for (uint32_t p = k->p0; p < k->p1 && !(home && here); p++) {
        bool own = x->places.p[p].role == ROLE_TOPIC && at_home(x, x->places.p[p].entry);
        home |= own;
        here |= own && !cedu__fact_is_wide(x, x->places.p[p].entry); /* 全国1800家门店: of an advertisement, too */
    }
    return (home && says) || (here && counts(x, k));
}

/* More is stated, measured, paid for and named than told. */
static bool is_relevant(const fx *x) {
    const fact_groups of_bodies = G(measure_noun) | G(subsidy) | G(voucher) | G(fund) | G(task_unit) | G(project_noun);
    size_t story = told(x), said = 0;
    for (size_t i = 0; i < x->cues.n; i++) {
        const fact_cue *q = &x->cues.p[i];
        said += (q->groups & of_bodies) != 0;
        story += (q->groups & G(noise)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_noise), "story");
    }
    for (size_t i = 0; i < x->m.n && said <= story; i++) {
        cedu_mention_type t = x->m.p[i].type;
        said += cedu__fact_is_measure(t) || t == CEDU_MENTION_policy_title;
    }
    for (size_t i = 0; i < x->in->mentions.n && said <= story; i++) /* inside names too: 人工智能学会 */
        said += x->in->mentions.p[i].type == CEDU_MENTION_sector;
    for (size_t i = 0; i < x->clauses.n && said <= story; i++) said += states(x, &x->clauses.p[i]);
    return said > story;
}

/* The sector that the page speaks of most (a quarter of the time, or in its title); whether it talks of other things than of places. */
void cedu__fact_take_stock(fx *x) {
    int32_t first, count, best = -1;
    cedu__image_class(x->im, CEDU_CLASS_sector, &first, &count);
    uint16_t *seen = count > 0 ? CEDU_NEW_N(x->arena, uint16_t, (size_t)count) : NULL;
    size_t noise = 0, places = 0, all = 0;
    for (size_t i = 0; i < x->m.n; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->type == CEDU_MENTION_region) places++;
        if (m->type != CEDU_MENTION_sector || !seen || m->entry < first) continue;
        int32_t e = m->entry - first;
        if (seen[e] < UINT16_MAX) seen[e]++;
        if (best < 0 || seen[e] > seen[best]) best = e;
    }
    for (size_t i = 0; i < x->cues.n; i++)
        noise += (x->cues.p[i].groups & G(noise)) && !cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_noise).n;
    x->noisy = noise > 0 && noise * 3 > places * 2;
    for (int32_t e = 0; seen && e < count; e++) all += seen[e];
    bool titled = best >= 0 && x->in->title.n && cedu__find(x->in->title, cedu__image_entry(x->im, first + best)->name, 0) >= 0;
    if (best >= 0 && (titled || seen[best] * 4u > all)) /* a report on everything has no domain */
        x->domain = cedu__image_entry(x->im, first + best)->name;
}

/* What the places and bodies of a clause tell of where it is. */
static void look_round(const fx *x, const fact_clause *c, bool ours, bool *foreign, bool *home) {
    const bool says = (c->has & G(foreign)) != 0;
    *foreign |= says;
    for (uint32_t m = c->m0; m < c->m1; m++) { /* 某国某部: a body is at home where its name says */
        uint32_t end;
        int32_t r =
            x->m.p[m].type == CEDU_MENTION_organisation ? cedu__fact_region_at(x, x->m.p[m].start, x->m.p[m].end, &end) : -1;
        *foreign |= abroad(x, r);
        *home |= at_home(x, r);
    }
    for (uint32_t p = c->p0; p < c->p1; p++) {
        const fact_place *at = &x->places.p[p];
        const fact_cue *q = says ? cedu__fact_cue_at(x, c, at->start) : NULL;
        uint32_t n, word = cedu__fact_char(x, at->start, c->end, &n);
        bool theirs = *foreign && cedu__eqz(cedu__image_entry(x->im, at->entry)->id, "CN") &&
                      (word == 0x5168 || word == 0x56FD); /* 占某国全国的一半, 对国内生产总值: 全 国 */
        *foreign |= abroad(x, at->entry) || (q && (q->groups & G(foreign)));
        bool partner = ours && !abroad(x, at->entry); /* 对东盟、欧盟出口: of a page on a place of ours */
        *home |= (at_home(x, at->entry) || partner) && !theirs;
    }
}

/* Sentences that only speak of foreign places, and those behind them that name none and inherit one or nothing. */
static void mark_foreign(fx *x) {
    bool before = false;
    for (size_t i = 0; i < x->sentences.n; i++) {
        const fact_sentence *s = &x->sentences.p[i];
        const fact_region *topic = &x->clauses.p[s->k0].region;
        bool goes_on = before && !topic->n && x->sentences.p[i - 1].block == s->block;
        bool foreign = goes_on || (topic->n && abroad(x, topic->entry[0])), ours = topic->n && at_home(x, topic->entry[0]),
             home = false;
        for (uint32_t k = s->k0; k < s->k1; k++) look_round(x, &x->clauses.p[k], ours, &foreign, &home);
        before = foreign && !home;
        for (uint32_t k = s->k0; before && k < s->k1; k++) x->clauses.p[k].foreign = true;
    }
}

/* Whether a clause is administrations' or the economy's business: it names a policy, body of state, indicator or sector, or a word of what
 * only administrations do. */
static bool business(const fx *x, const fact_clause *k) {
    if (k->has & (G(here) | G(task_unit) | G(measure_noun) | G(subsidy) | G(fund) | G(yoy) | G(zone) | G(project_noun)))
        return true;
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_document_number || cedu__fact_is_measure(m->type) ||
            m->type == CEDU_MENTION_sector)
            return true;
        cedu_str level =
            m->type == CEDU_MENTION_organisation ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_level) : (cedu_str){0};
        if (cedu__eqz(level, "bureau") || cedu__eqz(level, "government")) return true;
    }
    return false;
}

/* An essay, a test of cars, a story: a page with much prose, of which hardly a clause is such business. Of 250 policies, reports and news
 * on industry none has less than one clause in eleven; of 60 pages on other things (corpora of web pages) two thirds have less than one
 * in sixteen. */
static bool something_else(const fx *x) {
    enum { PROSE = 16, ONE_IN = 16 }; /* clauses */
    size_t all = 0, own = 0;
    for (size_t i = 0; i < x->clauses.n && !x->header; i++) {
        const cedu_fact_block *b = &x->in->blocks[x->clauses.p[i].block];
        if (b->row || b->item) continue;
        all++;
        own += business(x, &x->clauses.p[i]);
    }
    return all >= PROSE && own * ONE_IN < all;
}

void cedu__fact_judge_page(fx *x) {
    mark_foreign(x);
    x->relevant = is_relevant(x) && !something_else(x);
}
