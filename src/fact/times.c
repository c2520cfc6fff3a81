/* times.c - times that the clause around them bends: 自今年3月政策实施以来 is a span up to the page's date; a day without a year that lies
 * months ahead of the page belongs to the year before, where nothing speaks of what is to come.
 *
 * Runs once, before context.c hands times on. To extend: another construction is a function that changes a mention's period.
 */
#include "fact/inner.h"

/* 自2022年专项行动启动|以来: the span that begins there ends with the page. */
static void since_then(fx *x, const fact_clause *k, cedu_mention *m) {
    enum { BETWEEN = 60 }; /* bytes */
    const fact_cue *q = cedu__fact_cue_ending(x, k, k->end);
    if (!q || m->when.since || m->when.plan || !m->when.start.year || m->end >= q->start || q->start - m->end > BETWEEN) return;
    if (!cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_window), "since") || m->start > k->start + 3) return;
    m->when.since = m->when.interval = true;
    m->when.end = x->in->date;
    if (m->when.end.year) m->when.relative = true;
}

/* A day or month written in digits without its year (12月5日). */
static bool yearless(const fx *x, const cedu_mention *m) {
    bool month = false;
    for (uint32_t i = m->start, n; i < m->end; i = n) {
        uint32_t c = cedu__fact_char(x, i, m->end, &n);
        if ((i == m->start && (c < '0' || c > '9')) || c == 0x5E74) return false; /* 年 */
        month |= c == 0x6708;                                                     /* 月 */
    }
    return month && m->when.relative && m->when.start.month && !m->when.deadline && !m->when.since;
}

/* 12月5日，某市举办博览会, in August: last December, unless a plan, a forecast or a status says that it is to come. */
static void last_year(fx *x, const fact_sentence *s, const fact_clause *k, cedu_mention *m) {
    enum { AHEAD = 2 }; /* months */
    const cedu_civil *d = &x->in->date;
    const fact_groups to_come = G(plan) | G(forecast) | G(advise) | G(status) | G(task_unit) | G(cap),
                      told = G(event_verb) | G(event_noun) | G(publish) | G(project_verb) | G(past) | G(be) | G(have);
    uint32_t n, c = cedu__fact_char(x, m->end, k->end, &n);
    if (!d->year || !d->month || m->start != k->start || !yearless(x, m) || m->when.start.year != d->year) return;
    if (m->when.start.month - d->month < AHEAD || (s->has & to_come) || !(s->has & told)) return;
    if (c == 0x524D || c == 0x8D77 || c == 0x6B62 || c == 0xFF1A || c == ':' || x->in->blocks[k->block].title)
        return; /* 前 起 止 */
    m->when.start.year--;
    if (m->when.end.year) m->when.end.year--;
}

void cedu__fact_bend_times(fx *x) {
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const bool since = (k->has & G(window)) != 0, first = x->sentences.p[k->sentence].k0 == i && !x->header;
        if (!since && !first) continue;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            cedu_mention *m = &x->m.p[j];
            if (m->start > k->start + 3) break;
            if (m->type != CEDU_MENTION_time || m->refused) continue;
            if (since) since_then(x, k, m);
            if (first) last_year(x, &x->sentences.p[k->sentence], k, m);
        }
    }
}
