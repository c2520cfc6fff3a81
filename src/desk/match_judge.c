/* match_judge.c - constraints and points of one pair; which pairs need a look at all (by sector); the candidates of a need. */
#include <math.h>
#include <stdlib.h>

#include "desk/match.h"

static const char *const tests[][3] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_MATCH_TESTS(CEDU__X)
#undef CEDU__X
};
static const char *const criteria[][3] = {
#define CEDU__X(name, weight, zh, en) {#name, zh, en},
    CEDU_MATCH_CRITERIA(CEDU__X)
#undef CEDU__X
};
const char *cedu__match_test_name(cedu_match_test t) { return tests[t][0]; }
const char *cedu__match_test_label(cedu_match_test t, bool english) { return tests[t][1 + english]; }
const char *cedu__match_criterion_name(cedu_match_criterion c) { return criteria[c][0]; }
const char *cedu__match_criterion_label(cedu_match_criterion c, bool english) { return criteria[c][1 + english]; }

const cedu_match_weights cedu__match_defaults = {.of =
                                                     {
#define CEDU__X(name, weight, zh, en) weight,
                                                         CEDU_MATCH_CRITERIA(CEDU__X)
#undef CEDU__X
                                                     },
                                                 .assigned = 100,
                                                 .hard = (1u << CEDU_MATCH_TEST_COUNT) - 1 - (1u << CEDU_MATCH_region),
                                                 .unknown_capacity = -1};

/* ------------------------------------------------------------------ words */
static bool shares(cedu_words a, cedu_words b) {
    for (size_t i = 0, k = 0; i < a.n && k < b.n;) {
        if (a.p[i] == b.p[k]) return true;
        if (a.p[i] < b.p[k]) i++;
        else k++;
    }
    return false;
}
static bool has_all(cedu_words of, cedu_words in) {
    size_t k = 0;
    for (size_t i = 0; i < of.n; i++) {
        while (k < in.n && in.p[k] < of.p[i]) k++;
        if (k == in.n || in.p[k] != of.p[i]) return false;
    }
    return true;
}
static cedu_truth given(bool known, bool ok) { return !known ? CEDU_TRUTH_UNKNOWN : ok ? CEDU_TRUTH_YES : CEDU_TRUTH_NO; }

static bool inside(cedu_str place, cedu_str region) { return cedu__starts(place, region) || cedu__starts(region, place); }

static int64_t capacity(const cedu_match *m, const cedu_match_row *s) {
    return s->capacity >= 0 ? s->capacity : m->weights.unknown_capacity;
}

static cedu_truth test(const cedu_match *m, const cedu_match_row *n, const cedu_match_row *s, cedu_match_test t, bool *asked) {
    *asked = true;
    switch (t) {
    case CEDU_MATCH_sector:
        return (*asked = n->sectors.n) ? given(s->sectors.n, shares(n->sectors, s->sectors)) : CEDU_TRUTH_YES;
    case CEDU_MATCH_tasks: return (*asked = n->tasks.n) ? given(s->tasks.n, has_all(n->tasks, s->tasks)) : CEDU_TRUTH_YES;
    case CEDU_MATCH_data: return (*asked = n->data.n) ? given(s->data.n, has_all(n->data, s->data)) : CEDU_TRUTH_YES;
    case CEDU_MATCH_qualifications:
        return (*asked = n->qualifications.n) ? given(s->qualifications.n, has_all(n->qualifications, s->qualifications))
                                              : CEDU_TRUTH_YES;
    case CEDU_MATCH_compute:
        return (*asked = !isnan(n->compute)) ? given(!isnan(s->compute), s->compute >= n->compute) : CEDU_TRUTH_YES;
    case CEDU_MATCH_budget: return (*asked = n->money >= 0) ? given(s->money >= 0, s->money <= n->money) : CEDU_TRUTH_YES;
    case CEDU_MATCH_deadline: return (*asked = n->day.n) ? given(s->day.n, cedu__cmp(s->day, n->day) <= 0) : CEDU_TRUTH_YES;
    case CEDU_MATCH_region: return (*asked = n->region.n) ? given(s->region.n, inside(s->region, n->region)) : CEDU_TRUTH_YES;
    case CEDU_MATCH_capacity: return given(capacity(m, s) >= 0, capacity(m, s) > 0);
    default: return CEDU_TRUTH_UNKNOWN;
    }
}

/* ------------------------------------------------------------------ points */
static int days_of(cedu_str iso) { /* days since 1970-01-01, civil calendar */
    int y = 0, m = 0, d = 0;
    for (int i = 0; i < 4; i++) y = y * 10 + (iso.p[i] - '0');
    m = (iso.p[5] - '0') * 10 + iso.p[6] - '0', d = (iso.p[8] - '0') * 10 + iso.p[9] - '0';
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int32_t part(double share) {
    return share <= 0 || isnan(share) ? 0 : share >= 1 ? CEDU_MATCH_POINTS : (int32_t)(share * CEDU_MATCH_POINTS);
}

static int32_t points(const cedu_match_row *n, const cedu_match_row *s, cedu_match_criterion c) {
    switch (c) {
    case CEDU_MATCH_BY_near: return n->region.n && s->region.n && inside(s->region, n->region) ? CEDU_MATCH_POINTS : 0;
    case CEDU_MATCH_BY_price:
        return n->money > 0 && s->money >= 0 && s->money <= n->money
                   ? (int32_t)((__int128)(n->money - s->money) * CEDU_MATCH_POINTS / n->money)
                   : 0;
    case CEDU_MATCH_BY_early: /* a year ahead is as early as anybody needs */
        return n->day.n && s->day.n ? part((days_of(n->day) - days_of(s->day)) / 365.0) : 0;
    case CEDU_MATCH_BY_focus: /* of what the supplier offers, how much is asked for */
        return n->tasks.n && s->tasks.n && has_all(n->tasks, s->tasks) ? (int32_t)(n->tasks.n * CEDU_MATCH_POINTS / s->tasks.n)
                                                                       : 0;
    case CEDU_MATCH_BY_reserve: return n->compute > 0 && s->compute > 0 ? part(s->compute / n->compute - 1) : 0;
    default: return 0;
    }
}

void cedu__match_judge(const cedu_match *m, size_t need, size_t supplier, cedu_match_pair *out) {
    const cedu_match_row *n = &m->needs[need], *s = &m->suppliers[supplier];
    *out = (cedu_match_pair){.all = CEDU_TRUTH_YES, .score = m->weights.assigned * CEDU_MATCH_POINTS};
    for (int t = 0; t < CEDU_MATCH_TEST_COUNT; t++) {
        bool asked;
        out->truth[t] = test(m, n, s, (cedu_match_test)t, &asked);
        if (asked) out->asked |= 1u << t;
        if (!(m->weights.hard >> t & 1u)) continue;
        if (out->truth[t] == CEDU_TRUTH_NO || out->all == CEDU_TRUTH_NO) out->all = CEDU_TRUTH_NO;
        else if (out->truth[t] == CEDU_TRUTH_UNKNOWN) out->all = CEDU_TRUTH_UNKNOWN;
    }
    for (int c = 0; c < CEDU_MATCH_CRITERION_COUNT; c++)
        out->score += m->weights.of[c] * (out->points[c] = points(n, s, (cedu_match_criterion)c));
}

cedu_truth cedu__match_quick(const cedu_match *m, size_t need, size_t supplier, int64_t *score) {
    const cedu_match_row *n = &m->needs[need], *s = &m->suppliers[supplier];
    cedu_truth all = CEDU_TRUTH_YES;
    for (int t = 0; t < CEDU_MATCH_TEST_COUNT; t++) {
        bool asked;
        if (!(m->weights.hard >> t & 1u)) continue;
        cedu_truth k = test(m, n, s, (cedu_match_test)t, &asked);
        if (k == CEDU_TRUTH_NO) return k;
        if (k == CEDU_TRUTH_UNKNOWN) all = k;
    }
    *score = m->weights.assigned * CEDU_MATCH_POINTS;
    for (int c = 0; c < CEDU_MATCH_CRITERION_COUNT; c++)
        if (m->weights.of[c]) *score += m->weights.of[c] * points(n, s, (cedu_match_criterion)c);
    return all;
}

/* ------------------------------------------------------------------ by sector */
void cedu__match_walk_open(cedu_match_walk *w, const cedu_match *m, size_t need) {
    *w = (cedu_match_walk){.m = m, .need = need};
    w->all = !m->needs[need].sectors.n || !(m->weights.hard >> CEDU_MATCH_sector & 1u);
}

bool cedu__match_walk_next(cedu_match_walk *w, size_t *supplier) {
    const cedu_match *m = w->m;
    if (w->all) return *supplier = w->at, w->at++ < m->supplier_count;
    cedu_words sectors = m->needs[w->need].sectors;
    for (; w->sector <= sectors.n; w->sector++, w->at = 0) {
        size_t b = w->sector < sectors.n ? sectors.p[w->sector] : m->words.n; /* at last those whose sector is unknown */
        for (; w->at < m->block_size[b]; w->at++) {
            size_t s = m->block[b][w->at];
            bool before = false; /* named by an earlier sector of this need */
            for (size_t k = 0; k < w->sector && k < sectors.n && !before; k++)
                before = shares((cedu_words){&sectors.p[k], 1}, m->suppliers[s].sectors);
            if (before) continue;
            *supplier = s, w->at++;
            return true;
        }
    }
    return false;
}

static int rank(cedu_truth t) { return t == CEDU_TRUTH_YES ? 0 : t == CEDU_TRUTH_UNKNOWN ? 1 : 2; }
static int better(const void *x, const void *y) {
    const cedu_match_candidate *a = x, *b = y;
    if (a->truth != b->truth) return rank(a->truth) - rank(b->truth);
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return a->supplier < b->supplier ? -1 : a->supplier > b->supplier;
}

bool cedu__match_candidates(const cedu_match *m, size_t need, size_t limit, bool refused, cedu_arena *a,
                            cedu_match_candidates *out) {
    *out = (cedu_match_candidates){0};
    size_t room = limit * 2 + 16, n = 0;
    cedu_match_candidate *p = CEDU_NEW_N(a, cedu_match_candidate, room);
    if (!p) return false;
    cedu_match_walk w;
    cedu__match_walk_open(&w, m, need);
    if (refused) w.all = true;
    size_t seen = 0;
    for (size_t s; cedu__match_walk_next(&w, &s); seen++) {
        int64_t score = 0;
        cedu_truth t = cedu__match_quick(m, need, s, &score);
        out->met += t == CEDU_TRUTH_YES, out->open += t == CEDU_TRUTH_UNKNOWN, out->refused += t == CEDU_TRUTH_NO;
        if (t == CEDU_TRUTH_NO && !refused) continue;
        if (n == room) qsort(p, n, sizeof *p, better), n = limit; /* the others cannot come back */
        p[n++] = (cedu_match_candidate){(uint32_t)s, t, score};
    }
    out->refused += m->supplier_count - seen; /* of another sector */
    if (n) qsort(p, n, sizeof *p, better);
    out->p = p, out->n = n < limit ? n : limit;
    return true;
}
