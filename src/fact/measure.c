/* measure.c - policy instruments: funds, subsidies with rate and cap, vouchers, procurement.
 *
 * Runs before number.c and marks the numbers it has taken. A rate (按…的30%) and a cap (最高500万元) of one measure are fields of one
 * fact; an award or the size of a fund is its value. Amounts that say who may claim (年营收1亿元以上) are no facts.
 */
#include "fact/inner.h"

static void finish(fx *x, cedu_fact *f, const fact_clause *k, fact_span quote, fact_span must) {
    if ((k->mood & G(advise)) && (k->source.how & G(speech))) return; /* somebody advises it: the recommendation holds it */
    fact_region own;
    const fact_region *reg =
        cedu__fact_own_region(x, k, k->start, must.start > k->start ? must.start : k->end, &own) ? &own : &k->region;
    cedu__fact_region(x, f, reg, quote);
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, must.start);
    enum { HEAD = 18 }; /* bytes: what opens a sentence */
    uint32_t opens = x->sentences.p[k->sentence].start;
    if (!t && k->time && k->time->start >= opens && k->time->start <= opens + HEAD && k->time->when.grain == CEDU_GRAIN_YEAR)
        t = k->time; /* 五年来，某市投入… */
    cedu__fact_period(x, f, k, t);
    cedu__fact_source(x, f, k);
    bool paid = t && !t->when.plan && x->in->date.year && !cedu__fact_after_publish(x, t) &&
                (t->when.end.year < x->in->date.year || (t->when.relative && t->when.start.year < t->when.end.year));
    if (!paid) f->stance = CEDU_STANCE_planned;
    if (!reg->n) f->confidence -= 0.45;
    if (!f->subject.n) f->confidence -= 0.4;
    if (k->foreign || x->noisy) f->confidence -= 0.6;
    if (f->confidence < 0.05) f->confidence = 0.05;
    cedu__fact_emit(x, f, quote, must);
}

static void money_value(fx *x, cedu_fact *f, const cedu_mention *m) {
    f->has_value = true;
    f->value = isnan(m->value) ? m->value_max : m->value;
    f->has_max = !isnan(m->value) && m->value_max > m->value; /* 500万元—1000万元 */
    if (f->has_max) f->value_max = m->value_max;
    f->modifier = m->modifier;
    cedu_str base = m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_base) : (cedu_str){0};
    f->unit = base.n ? base : cedu__fact_word(x->words, FACT_WORD_yuan);
    f->as_written = cedu__fact_text(x, m->start, m->end);
}

/* The phrase that ends in the cue: 人工智能产业母基金. */
static fact_span phrase_to(const fx *x, const fact_clause *k, const fact_cue *q) {
    uint32_t from = k->start;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].end <= q->start) from = x->m.p[i].end;
    uint32_t n;
    const fact_cue *sized = cedu__fact_cue_at(x, k, from); /* 50亿元|规模的|某基金 */
    if (sized && (sized->groups & G(fund_part)) && sized->end < q->start) from = sized->end;
    while (from < q->start && cedu__fact_char(x, from, q->start, &n) == 0x7684) from = n;
    fact_span np = cedu__fact_np_left(x, k, from, q->end);
    if (np.end < q->end) np.end = q->end;
    return np;
}

/* 专项[整治], 专项[培训]: a way of doing something, no money. What may stand behind a fund: 等, 引导, 作用, the end. */
static bool no_fund(const fx *x, const fact_clause *k, const fact_cue *q) {
    cedu_str text = cedu__fact_text(x, q->start, q->end);
    if (!cedu__fact_word_ends(x->words, FACT_WORD_earmark, text)) return false;
    uint32_t n, c = cedu__fact_char(x, q->end, k->end, &n);
    if (!cedu__is_han(c)) return false;
    const fact_cue *next = cedu__fact_cue_at(x, k, q->end);
    bool on = next && (next->groups & (G(link) | G(have) | G(subsidy) | G(past))) != 0;
    return !on && !cedu__fact_word_is(x->words, FACT_WORD_behind_earmark, cedu__fact_text(x, q->end, n));
}

/* The name of a fund or voucher: no verb in front, no half of a pair of quotation marks, no rest of 自治区级. */
static fact_span tool_name(const fx *x, const fact_clause *k, fact_span np, const fact_cue *v) {
    uint32_t n;
    for (uint32_t i = k->c0; i < k->c1; i++) { /* 发挥…基金, 深化…专项, 企业发放|创新券 */
        const fact_cue *q = &x->cues.p[i];
        bool tool = (v->groups & G(voucher)) && q->end <= v->start;
        if (q->start >= np.start && (tool || (q->end < v->start && q->start <= np.start + 6)) &&
            (q->groups & (G(task) | G(have))))
            np.start = q->end;
    }
    if (cedu__fact_char(x, np.start, np.end, &n) == 0x4EE5) np.start = n; /* 以 */
    cedu_str lead = cedu__fact_text(x, np.start, v->start);
    for (size_t i = 0; (v->groups & G(voucher)) && i < x->words->of[FACT_WORD_claim].n; i++) { /* 初创企业申领|创新券 */
        ptrdiff_t at = cedu__find(lead, x->words->of[FACT_WORD_claim].p[i], 0);
        if (at >= 0) return (fact_span){np.start + (uint32_t)at + (uint32_t)x->words->of[FACT_WORD_claim].p[i].n, np.end};
    }
    cedu_str text = cedu__fact_text(x, np.start, np.end);
    ptrdiff_t close = cedu__find(text, CEDU_STR("\xE2\x80\x9D"), 0),
              open = cedu__find(text, CEDU_STR("\xE2\x80\x9C"), 0); /* ” “ */
    if (close >= 0 && (open < 0 || open > close)) {
        cedu_str before = cedu__fact_text(x, k->start, np.start);
        ptrdiff_t last = -1;
        for (ptrdiff_t i = -1; (i = cedu__find(before, CEDU_STR("\xE2\x80\x9C"), (size_t)(i + 1))) >= 0;) last = i;
        np.start = last >= 0 ? k->start + (uint32_t)last : np.start + (uint32_t)close + 3;
    }
    if (cedu__fact_char(x, np.start, np.end, &n) == 0x7EA7) np.start = n; /* 级 */
    return np;
}

static void read_fund(fx *x, const fact_sentence *s) {
    const fact_cue *fund = NULL;
    const fact_clause *fk = NULL;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_cue *q = cedu__fact_last_cue(x, &x->clauses.p[i], x->clauses.p[i].start, x->clauses.p[i].end, G(fund));
        if (q && !fund) fund = q, fk = &x->clauses.p[i];
    }
    if (!fund) return;
    fact_span np = phrase_to(x, fk, fund);
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const fact_cue *form =
            cedu__fact_find_cue(x, k, k->start, k->end, G(noise)); /* 其管理规模不低于20亿元: who may apply */
        cedu_str says = form ? cedu__fact_cue_value(x, form, FACT_I_noise) : (cedu_str){0};
        if (cedu__eqz(says, "clause") || cedu__eqz(says, "must")) continue;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (m->type != CEDU_MENTION_money || m->refused || m->vague || !m->has_value || x->used[j]) continue;
            const fact_cue *part = cedu__fact_last_cue(x, k, k->start, m->start, G(fund_part));
            const fact_cue *make = cedu__fact_last_cue(x, k, k->start, m->start, G(have));
            bool apart = part && m->start - part->end <= 9;
            bool adjacent =
                k == fk && (m->start >= fund->end ? m->start - fund->end <= 12 : np.start <= m->end + 9); /* 规模的 */
            if (!apart && !(adjacent && make)) continue;
            cedu_fact f = cedu__fact_new(CEDU_FACT_instrument, "instrument.fund");
            cedu_str name = cedu__fact_text(x, np.start, np.end);
            cedu_str tail = apart ? cedu__fact_text(x, part->start, part->end) : (cedu_str){0};
            f.subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)name.n, name.p, (int)tail.n, tail.p ? tail.p : "");
            cedu__fact_str(x, &f, CEDU_FIELD_instrument_type, cedu__fact_text(x, fund->start, fund->end));
            money_value(x, &f, m);
            x->used[j] = 1;
            finish(x, &f, k, (fact_span){k == fk ? k->start : x->clauses.p[s->k0].start, k->end},
                   (fact_span){m->start, m->end});
        }
    }
}

/* 投资3亿元以上的项目, 采购达100万元（含）以上的企业, 返修率不超过3%的企业: who is meant, not what is paid. */
static bool says_who(const fx *x, const fact_clause *k, const cedu_mention *m) {
    bool paid_behind = m->type == CEDU_MENTION_money;
    for (uint32_t i = k->m0; i < k->m1 && !paid_behind; i++) /* a share: only where an amount follows */
        paid_behind = m->type == CEDU_MENTION_percent && x->m.p[i].type == CEDU_MENTION_money && x->m.p[i].start > m->end;
    if (!paid_behind) return false;
    if (m->modifier != CEDU_MOD_GE && m->modifier != CEDU_MOD_GT && m->modifier != CEDU_MOD_LT && m->modifier != CEDU_MOD_LE)
        return false;
    uint32_t n, at = m->end, stop = k->end;
    const fact_cue *paid = cedu__fact_find_cue(x, k, at, stop, G(subsidy) | G(voucher) | G(fund));
    if (cedu__fact_char(x, at, stop, &n) == 0x7684) at = n; /* 的 */
    else return false;
    return paid == NULL || paid->start != at; /* 5万元以下的补助 */
}

static void describe(fx *x, cedu_fact *f, const fact_sentence *s, const fact_clause *k, uint32_t at, const fact_cue *kind) {
    fact_span p = cedu__fact_purpose(x, s, k, at);
    if (p.end > p.start) {
        cedu_str t = cedu__fact_text(x, p.start, p.end);
        const cedu_str firm = cedu__fact_word(x->words, FACT_WORD_enterprise);
        f->subject = t;
        if (cedu__ends(t, firm)) {
            cedu__fact_list(x, f, CEDU_FIELD_beneficiaries, &t, 1);
            cedu_str what = cedu__sub(t, 0, t.n - firm.n), type = kind ? cedu__fact_cue_value(x, kind, FACT_I_subsidy) : t;
            const cedu_str of = CEDU_STR("\xE7\x9A\x84"); /* 的 */
            if (cedu__ends(what, of)) what.n -= of.n;
            if (kind && type.n && what.n >= 6 && cedu__find(what, of, 0) < 0 &&
                cedu__fact_find_cue(x, k, at, k->end, G(subsidy))) /* 首次上云[企业]补助 */
                f->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)what.n, what.p, (int)type.n, type.p);
        }
    }
    if (kind) {
        cedu_str v = cedu__fact_cue_value(x, kind, FACT_I_subsidy);
        cedu__fact_str(x, f, CEDU_FIELD_instrument_type, v.n ? v : cedu__fact_text(x, kind->start, kind->end));
        if (!f->subject.n || (kind->groups & G(voucher))) f->subject = cedu__fact_text(x, kind->start, kind->end);
    }
}

/* 投入数字化改造[补助]资金12.7亿元: the money is called by what it is for, right before its amount. */
static void name_money(fx *x, cedu_fact *f, const fact_clause *k, const cedu_mention *m, const fact_cue *kind) {
    if (!kind || (kind->groups & G(voucher)) || !cedu__eq(f->subject, cedu__fact_text(x, kind->start, kind->end))) return;
    fact_span np = cedu__fact_np_left(x, k, k->start, m->start);
    const fact_cue *verb = kind->start == np.start ? cedu__fact_find_cue(x, k, k->start, kind->start, G(have)) : NULL;
    bool plain = verb && verb->end < np.start; /* 投入|数字化改造补助资金: the second verb is part of the name */
    for (uint32_t i = plain ? verb->end : np.start, n, c; i < np.start; i = n)
        plain &= (c = cedu__fact_char(x, i, np.start, &n)) != 0x3001 && c != 0x5BF9 && c != 0x7684; /* 、对的 */
    if (plain) np.start = verb->end;
    size_t wide = np.end > np.start ? cedu__u8_count(cedu__fact_text(x, np.start, np.end)) : 0;
    if (kind->start <= np.start || kind->end > np.end || np.end - kind->end > 12 || wide > CEDU_FACT_SUBJECT) return;
    f->subject = cedu__fact_text(x, np.start, np.end);
}

static bool is_cap(const fx *x, const fact_clause *k, const cedu_mention *m) {
    if (m->modifier == CEDU_MOD_LE) return true;
    const fact_cue *c = cedu__fact_last_cue(x, k, k->start, m->start + 12 < k->end ? m->start + 12 : k->end, G(cap));
    if (!c || c->start > m->start) return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].start > c->start && x->m.p[i].end < m->start) return false;
    return true;
}

/* 按投资额的20%, 不超过合同金额5%, 30%的补贴. */
static bool is_rate(const fx *x, const fact_clause *k, const cedu_mention *m) {
    uint32_t near = m->end + 15 < k->end ? m->end + 15 : k->end;
    return cedu__fact_find_cue(x, k, k->start, m->start, G(per)) || cedu__fact_find_cue(x, k, m->end, near, G(subsidy)) ||
           is_cap(x, k, m);
}

/* 分别给予不超过A、B和C: the first of the amounts behind 分别, when there are several up to m; NULL = no tiers. */
static const cedu_mention *first_tier(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_cue *resp = cedu__fact_last_cue(x, k, k->start, m->start, G(respectively));
    const cedu_mention *first = NULL;
    size_t n = 0;
    for (uint32_t i = k->m0; resp && i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_money && x->m.p[i].start >= resp->end && ++n == 1) first = &x->m.p[i];
    return n > 1 ? first : NULL;
}

/* 对国家级、省级平台的企业，分别给予A、B: the i-th amount is for the i-th of what was listed, names or bounds. */
static void tier(fx *x, cedu_fact *f, const fact_sentence *s, const fact_clause *k, uint32_t j) {
    const fact_cue *resp = cedu__fact_find_cue(x, k, k->start, k->end, G(respectively));
    if (!resp || x->m.p[j].start < resp->end) return;
    size_t n = 0, which = 0, bounds = 0;
    const cedu_mention *b[8];
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_money && x->m.p[i].start > resp->start) {
            if (i == j) which = n;
            n++;
        }
    for (uint32_t i = x->clauses.p[s->k0].m0; i < k->m1 && x->m.p[i].start < resp->start; i++)
        if (x->m.p[i].type == CEDU_MENTION_money && bounds < 8) b[bounds++] = &x->m.p[i];
    if (n < 2 || n > 8) return;
    if (bounds == 0) { /* 通过2级、3级认证的企业，分别给予…: the run of as many numbers as there are amounts */
        const cedu_mention *run[8];
        size_t len = 0;
        for (uint32_t i = x->clauses.p[s->k0].m0; i < k->m1 && x->m.p[i].start < resp->start && len <= n; i++) {
            const cedu_mention *q = &x->m.p[i];
            if (q->type != CEDU_MENTION_quantity && q->type != CEDU_MENTION_ordinal && q->type != CEDU_MENTION_number) continue;
            uint32_t n2;
            bool next = len && run[len - 1]->end < q->start && cedu__fact_char(x, run[len - 1]->end, q->start, &n2) == 0x3001 &&
                        n2 == q->start;
            if (!next) len = 0;
            if (len < 8) run[len++] = q;
        }
        if (len == n) {
            for (size_t i = 0; i < len; i++) x->used[run[i] - x->m.p] = 1; /* names of tiers, nothing that is counted */
            fact_span of = cedu__fact_purpose(x, s, k, x->m.p[j].start);
            cedu_str own = cedu__fact_text(x, run[which]->start, run[which]->end);
            if (of.start <= run[0]->start && of.end >= run[len - 1]->end) { /* 达到10家、20家的园区: 达到[20家]的园区 */
                cedu_str head = cedu__fact_text(x, of.start, run[0]->start),
                         tail = cedu__fact_text(x, run[len - 1]->end, of.end);
                f->subject =
                    cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)head.n, head.p, (int)own.n, own.p, (int)tail.n, tail.p);
                return;
            }
            if (of.start >= s->start && of.end > of.start) {
                f->subject = cedu__arena_strf(x->arena, "%.*s\xEF\xBC\x88%.*s\xEF\xBC\x89", (int)f->subject.n, f->subject.p,
                                              (int)own.n, own.p); /* （3级） */
                return;
            }
            memcpy(b, run, n * sizeof *b); /* nothing but the words around the tiers says what for */
            bounds = n;
        }
    }
    if (bounds == n) {                                             /* 突破1亿元、5亿元的企业，分别奖励… */
        for (size_t i = 0; i < n; i++) x->used[b[i] - x->m.p] = 1; /* what must be reached, nothing that is told */
        const fact_clause *c = k;
        while (c > x->clauses.p && c->start > b[0]->start) c--;
        uint32_t from = cedu__fact_np_left(x, c, c->start, b[0]->start).start, to = c->end;
        if (from < c->start || from > b[0]->start) from = c->start;
        for (uint32_t r = c->p0; r < c->p1; r++)
            if (x->places.p[r].start > b[n - 1]->end && x->places.p[r].start < to) to = x->places.p[r].start;
        cedu_str head = cedu__fact_text(x, from, b[0]->start), own = cedu__fact_text(x, b[which]->start, b[which]->end),
                 tail = cedu__fact_text(x, b[n - 1]->end, to);
        f->subject = cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)head.n, head.p, (int)own.n, own.p, (int)tail.n, tail.p);
        return;
    }
    fact_span p = cedu__fact_purpose(x, s, k, x->m.p[j].start), it[8];
    uint32_t from = resp->end, n3; /* 分别给予国家级100万元、省级50万元: each amount behind its tier */
    for (uint32_t i = k->m0; i < j; i++)
        if (cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].end > from) from = x->m.p[i].end;
    for (uint32_t q = k->c0; q < k->c1; q++)
        if (x->cues.p[q].start >= from && x->cues.p[q].end <= x->m.p[j].start && (x->cues.p[q].groups & (G(subsidy) | G(have))))
            from = x->cues.p[q].end;
    if (cedu__fact_char(x, from, x->m.p[j].start, &n3) == 0x3001) from = n3;
    cedu_str label = cedu__fact_text(x, from, x->m.p[j].start);
    if (label.n && cedu__u8_count(label) <= 6 && f->subject.n) {
        f->subject = cedu__arena_strf(x->arena, "%.*s\xEF\xBC\x88%.*s\xEF\xBC\x89", (int)f->subject.n, f->subject.p,
                                      (int)label.n, label.p); /* （国家级） */
        return;
    }
    size_t c = p.end > p.start ? cedu__fact_items(x, p, it, 8) : 0;
    if (c != n) return;
    cedu_str own = cedu__fact_text(x, it[which].start, it[which].end),
             last = cedu__fact_text(x, it[n - 1].start, it[n - 1].end);
    f->subject = own;
    if (which + 1 == n || own.n < 3) return;
    cedu_str mark = cedu__sub(own, own.n - 3, own.n); /* 国家[级], 省[级]平台: what follows belongs to both */
    ptrdiff_t at = cedu__find(last, mark, 0);
    if (at < 0) return;
    cedu_str tail = cedu__sub(last, (size_t)at + 3, last.n);
    f->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)own.n, own.p, (int)tail.n, tail.p);
}

/* 2.发放“模型券”。…给予最高200万元支持: the voucher that a paragraph's first words are about is what its amounts are paid as. */
static const fact_cue *opening_voucher(const fx *x, const fact_sentence *s) {
    const fact_sentence *first = s;
    while (first > x->sentences.p && first[-1].block == s->block) first--;
    if (first == s || cedu__u8_count(cedu__fact_text(x, first->start, first->end)) > CEDU_FACT_OPENING) return NULL;
    const fact_clause *k = &x->clauses.p[first->k0];
    return cedu__fact_find_cue(x, k, k->start, k->end, G(voucher));
}

/* 按照补助额的1/3: a fraction is a rate too. */
static bool is_part(const fx *x, const cedu_mention *m) {
    return m->type == CEDU_MENTION_number && m->value > 0 && m->value < 1 &&
           !memchr(x->text.p + m->start, '.', m->end - m->start);
}

/* 补助比例提高至30%: the rate is called by its name. */
static bool names_rate(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_cue *of = cedu__fact_last_cue(x, k, k->start, m->start, G(rate_noun));
    const fact_cue *aid = of ? cedu__fact_cue_ending(x, k, of->start) : NULL;
    return aid && (aid->groups & G(subsidy)) && m->start - of->end <= 18;
}

/* Puts out the instruments with rates, caps and amounts of a sentence; false = none. */
static bool read_subsidy(fx *x, const fact_sentence *s) {
    fact_groups all = s->has;
    if (!(all & (G(subsidy) | G(voucher) | G(cap)))) return false;
    const fact_cue *kind = NULL;
    for (uint32_t i = x->clauses.p[s->k0].c0; i < x->clauses.p[s->k1 - 1].c1; i++) {
        const fact_cue *q = &x->cues.p[i];
        if (!(q->groups & (G(subsidy) | G(voucher)))) continue;
        bool weak = kind && (kind->groups & G(subsidy)) &&
                    cedu__fact_word_is(x->words, FACT_WORD_aid, cedu__fact_cue_value(x, kind, FACT_I_subsidy));
        if (!kind || weak || ((q->groups & G(voucher)) && !(kind->groups & G(voucher)))) kind = q;
    }
    if (!kind) return false;
    const fact_cue *headed = kind->groups & G(voucher) ? NULL : opening_voucher(x, s);
    if (headed) kind = headed;
    size_t before = x->out.n;
    cedu_fact f = cedu__fact_new(CEDU_FACT_instrument, "instrument.rate_cap");
    const fact_clause *fk = NULL;
    fact_span must = {0, 0};
    bool rate = false, cap = false, rule = (all & (G(cap) | G(per))) != 0; /* a bound is of a rule, not of what was paid */
    for (uint32_t j = x->clauses.p[s->k0].m0; j < x->clauses.p[s->k1 - 1].m1; j++)
        rule |= x->m.p[j].type == CEDU_MENTION_money && x->m.p[j].modifier == CEDU_MOD_LE;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const fact_cue *done = cedu__fact_find_cue(x, k, k->start, k->end, G(past)); /* but 累计最高90万元 */
        bool reviewed = k->section == SECTION_REVIEW && !rule;                       /* what was paid, not what will be */
        bool past = reviewed || (done && !cedu__eqz(cedu__fact_cue_value(x, done, FACT_I_past), "weak"));
        past |= done && !past && !rule;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (!cedu__fact_is_number(m->type) || m->refused || m->vague || !m->has_value || x->used[j]) continue;
            if (says_who(x, k, m) || (cedu__fact_find_cue(x, k, k->start, m->start, G(condition)) &&
                                      !cedu__fact_find_cue(x, k, k->start, m->start, G(subsidy)))) {
                x->used[j] = 1;
                continue;
            }
            bool part = is_part(x, m), named = names_rate(x, k, m);
            if ((m->type == CEDU_MENTION_percent || part) && !rate && (named || (!past && is_rate(x, k, m)))) {
                cedu__fact_num(x, &f, CEDU_FIELD_rate, part ? round(m->value * 1e4) / 100 : m->value);
                rate = true;
                x->used[j] = 1;
                if (!fk) fk = k, must = (fact_span){m->start, m->end};
            } else if (named && rate) {
                x->used[j] = 1; /* 其中，使用其他设施的补贴比例不超过20%: another rate is no share */
            } else if (m->type == CEDU_MENTION_money && !past && is_cap(x, k, m) && !cap && !first_tier(x, k, m)) {
                cedu__fact_num(x, &f, CEDU_FIELD_cap, isnan(m->value) ? m->value_max : m->value);
                cap = true;
                x->used[j] = 1;
                if (!fk) fk = k, must = (fact_span){m->start, m->end};
            } else if (m->type == CEDU_MENTION_money && !past) {
                bool near = cedu__fact_find_cue(x, k, k->start, k->end, G(subsidy)) != NULL ||
                            (cedu__fact_find_cue(x, k, k->start, m->start, G(have)) && (kind->groups & G(voucher)));
                if (!near) continue;
                cedu_fact v = cedu__fact_new(CEDU_FACT_instrument, "instrument.amount");
                describe(x, &v, s, k, m->start, kind);
                name_money(x, &v, k, m, kind);
                tier(x, &v, s, k, j);
                const cedu_mention *first = first_tier(x, k, m);
                if (first && is_cap(x, k, first)) {
                    cedu__fact_num(x, &v, CEDU_FIELD_cap, isnan(m->value) ? m->value_max : m->value);
                    v.as_written = cedu__fact_text(x, m->start, m->end);
                } else money_value(x, &v, m);
                x->used[j] = 1;
                finish(x, &v, k, (fact_span){s->start, k->end}, (fact_span){m->start, m->end});
            }
        }
    }
    if (!fk) return x->out.n > before;
    describe(x, &f, s, fk, must.start, kind);
    finish(x, &f, fk, (fact_span){s->start, x->clauses.p[s->k1 - 1].end}, must);
    return true;
}

/* Whether the sentence only opens a paragraph that goes on to say what is paid. */
static bool only_opens(const fx *x, const fact_sentence *s) {
    const fact_sentence *end = x->sentences.p + x->sentences.n;
    bool first = s == x->sentences.p || s[-1].block != s->block;
    if (!first || cedu__u8_count(cedu__fact_text(x, s->start, s->end)) > CEDU_FACT_OPENING) return false;
    for (const fact_sentence *t = s + 1; t < end && t->block == s->block; t++) {
        if (!(t->has & (G(subsidy) | G(voucher)))) continue;
        for (uint32_t j = x->clauses.p[t->k0].m0; j < x->clauses.p[t->k1 - 1].m1; j++)
            if (x->m.p[j].type == CEDU_MENTION_money || x->m.p[j].type == CEDU_MENTION_percent) return true;
    }
    return false;
}

/* 算力券支持对象, 算力券管理办法: a word of administration in whose name the voucher stands, unless the clause does something with it
 * (发放, 探索, 建立); 为规范…: what a document is for. Neither grants anything. */
static bool only_named(const fx *x, const fact_clause *k, const fact_cue *v) {
    uint32_t n;
    if (x->in->blocks[k->block].title || cedu__fact_char(x, k->start, k->end, &n) == 0x4E3A) return true; /* 为 */
    if (cedu__fact_last_cue(x, k, k->start, v->start, G(have) | G(task) | G(task_lead) | G(plan) | G(publish))) return false;
    for (uint32_t i = k->c0; i < k->c1; i++) /* 按服务券政策支持企业 */
        if (x->cues.p[i].start >= v->end && (x->cues.p[i].groups & G(have)) && (x->cues.p[i].groups & G(task))) return false;
    uint32_t by = cedu__fact_char(x, v->end, k->end, &n) == 0x7684 ? n : v->end; /* 以算力券的形式 */
    for (size_t i = 0; i < x->words->of[FACT_WORD_manner].n; i++)
        if (cedu__starts(cedu__fact_text(x, by, k->end), x->words->of[FACT_WORD_manner].p[i])) return false;
    if (cedu__fact_word_begins(x->words, FACT_WORD_favour, cedu__fact_text(x, v->end, k->end))) return false; /* 创新券|帮助… */
    const fact_cue *next = cedu__fact_cue_at(x, k, v->end);
    bool does = next && (next->groups & (G(have) | G(subsidy) | G(link) | G(be) | G(etc) | G(approve) | G(cap)));
    return !does && cedu__is_han(cedu__fact_char(x, v->end, k->end, &n));
}

/* 支持中小企业租用…, 向初创团队发放, 帮助…: who is helped, up to the noun of somebody that can be counted; empty = nobody. */
static cedu_str helped(const fx *x, uint32_t at, uint32_t stop) {
    static const fact_word w[] = {FACT_WORD_favour, FACT_WORD_toward};
    for (uint32_t i = at, n; i < stop; i = n) {
        (void)cedu__fact_char(x, i, stop, &n);
        uint32_t from = 0;
        for (size_t j = 0; j < 2 && !from; j++)
            for (size_t q = 0; q < x->words->of[w[j]].n && !from; q++)
                if (cedu__starts(cedu__fact_text(x, i, stop), x->words->of[w[j]].p[q]))
                    from = i + (uint32_t)x->words->of[w[j]].p[q].n;
        for (uint32_t e = from, m; from && e < stop && e - from <= 36; e = m) { /* 企业[购买符合…] */
            (void)cedu__fact_char(x, e, stop, &m);
            cedu_str b = cedu__fact_text(x, from, m);
            if (cedu__u8_count(b) > 1 && cedu__fact_word_ends(x->words, FACT_WORD_payee, b)) return b;
        }
    }
    return (cedu_str){0};
}

/* What the procurement at a cue is called: first use, where the word only says what is bought (首台套). */
static cedu_str procured(const fx *x, const fact_cue *q) {
    cedu_str v = q->groups & G(procurement) ? cedu__fact_cue_value(x, q, FACT_I_procurement) : (cedu_str){0};
    return cedu__eqz(v, "product") ? cedu__fact_word(x->words, FACT_WORD_first_use) : v;
}

/* 对首版次软件实行|首购订购: the procurement of a clause; what is bought where nothing else says how; NULL = none. */
static const fact_cue *bought(const fx *x, const fact_clause *k) {
    const fact_cue *first = cedu__fact_find_cue(x, k, k->start, k->end, G(procurement));
    for (const fact_cue *q = first; q; q = cedu__fact_find_cue(x, k, q->end, k->end, G(procurement)))
        if (!cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_procurement), "product")) {
            const fact_cue *on = cedu__fact_cue_at(x, k, q->end); /* 政府采购|首购订购: the closer word */
            return on && (on->groups & G(procurement)) ? on : q;
        }
    return first;
}

/* Vouchers and procurement without an amount: 通过科技创新券支持中小企业租用算力. */
static void read_support(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        bool number = false;
        for (uint32_t j = k->m0; j < k->m1; j++) /* 第二批场景清单 pays nothing */
            number |= cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].type != CEDU_MENTION_ordinal;
        const fact_cue *v = number ? NULL : cedu__fact_find_cue(x, k, k->start, k->end, G(voucher));
        if (!v && !number) v = bought(x, k);
        if (!v && !number) { /* 发挥某专项引导作用: a fund, not its kind */
            const fact_cue *fund = cedu__fact_find_cue(x, k, k->start, k->end, G(fund)),
                           *use = fund ? cedu__fact_find_cue(x, k, k->start, fund->start, G(task)) : NULL;
            if (use && use->start <= k->start + 18 && fund->start - use->end >= 12 && fund->start - use->end <= 60) v = fund;
        }
        if (!v || (cedu__fact_find_cue(x, k, k->start, k->end, G(past)) && !(v->groups & G(voucher)))) continue;
        if ((v->groups & G(fund)) && no_fund(x, k, v)) continue;
        if ((v->groups & G(voucher)) && only_named(x, k, v)) continue;
        if ((v->groups & G(procurement)) && !cedu__fact_find_cue(x, k, k->start, k->end, G(have) | G(task))) {
            if (!cedu__fact_word_is(x->words, FACT_WORD_first_use, cedu__fact_cue_value(x, v, FACT_I_procurement))) continue;
        }
        cedu_fact f = cedu__fact_new(CEDU_FACT_instrument, "instrument.support");
        fact_span np = phrase_to(x, k, v);
        ptrdiff_t open = cedu__find(cedu__fact_text(x, np.start, np.end), CEDU_STR("\xE2\x80\x9C"), 0); /* 扩容“算力券”: “ */
        if (open >= 0 && cedu__find(cedu__fact_text(x, np.start, v->start), CEDU_STR("\xE2\x80\x9D"), 0) < 0)
            np.start += (uint32_t)open + 3;
        else if (v->groups & (G(voucher) | G(fund))) np = tool_name(x, k, np, v);
        f.subject =
            v->groups & (G(voucher) | G(fund)) ? cedu__fact_text(x, np.start, np.end) : cedu__fact_text(x, v->start, v->end);
        cedu_str type = procured(x, v);
        cedu__fact_str(x, &f, CEDU_FIELD_instrument_type, type.n ? type : cedu__fact_text(x, v->start, v->end));
        cedu_str who = helped(x, v->end, k->end);
        if (!who.n) who = helped(x, k->start, v->start);
        if (who.n) cedu__fact_list(x, &f, CEDU_FIELD_beneficiaries, &who, 1);
        cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, k->start, k->end));
        finish(x, &f, k, (fact_span){k->start, k->end}, (fact_span){v->start, v->end});
    }
}

void cedu__fact_read_measures(fx *x, const fact_sentence *s) {
    read_fund(x, s);
    bool paid = read_subsidy(x, s); /* its clauses without a number say the same again */
    if (!paid && !only_opens(x, s)) read_support(x, s);
}
