/* doubt.c - what speaks against a numeric fact: a subject that is no noun phrase, a figure of speech, a place in a list, a form.
 *
 * Each doubt takes from the confidence; below the threshold a fact waits for review. Known indicators are doubted less.
 * To extend: a word that makes a clause suspect is a row of cue group noise (value clause, or noun for what only follows a number);
 * a unit that marks a place instead of an amount has group mark in units.tsv.
 */
#include "fact/reading.h"

bool cedu__fact_counts(const fx *x, const cedu_mention *m) {
    cedu_str d = m && m->type == CEDU_MENTION_quantity && m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_dimension)
                                                                        : (cedu_str){0};
    return cedu__eqz(d, "count") || cedu__eqz(d, "people") || cedu__eqz(d, "rank");
}

/* 对投资超过2亿元（新设或增资）或30亿元的项目，给予…: amounts of the phrase that says whom something is paid. */
static bool says_whom(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_sentence *s = &x->sentences.p[k->sentence];
    uint32_t n, at = cedu__fact_behind_article(x, k->start, k->end), mark;
    while (at < k->end && (n = at, mark = cedu__fact_char(x, at, k->end, &n),
                           (mark >= '0' && mark <= '9') || mark == '.' || mark == 0x3001 || mark == ' '))
        at = n;
    const fact_groups paid = G(subsidy) | G(cap) | G(voucher);
    if (cedu__fact_char(x, at, k->end, &n) != 0x5BF9 || cedu__fact_find_cue(x, k, k->start, m->start, paid))
        return false; /* 对 */
    uint32_t of = m->end;
    bool bound = m->modifier == CEDU_MOD_GE || m->modifier == CEDU_MOD_GT;
    if (bound && (cedu__fact_char(x, of, k->end, &n) == 0x7684 || m->type == CEDU_MENTION_money)) return true; /* 的 */
    if (m->type != CEDU_MENTION_money) return false;
    for (const fact_clause *c = k; c < &x->clauses.p[s->k1]; c++)
        if (cedu__fact_find_cue(x, c, c == k ? m->end : c->start, c->end, paid)) return true;
    return false;
}

/* Whether the sentence says a time before `at`. */
static bool dated(const fx *x, const fact_clause *k, uint32_t at) {
    return (k->time && k->time->start >= x->sentences.p[k->sentence].start) || cedu__fact_own_time(x, k, k->start, at);
}

/* 年产值达到1000亿元[台阶]: nothing stands behind it in the clause, and the sentence pays nobody. */
static bool stands_alone(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_sentence *s = &x->sentences.p[k->sentence];
    uint32_t n;
    if (m->modifier != CEDU_MOD_EQ && m->modifier != CEDU_MOD_ABOUT && !dated(x, k, m->start)) return false;
    return (!cedu__is_han(cedu__fact_char(x, m->end, k->end, &n)) || cedu__fact_step(x, k, m)) &&
           !(s->has & (G(subsidy) | G(cap) | G(voucher))) &&
           cedu__fact_char(x, x->clauses.p[s->k0].start, k->end, &n) != 0x5BF9;
}

/* An amount that is part of the phrase which the next number counts: 年营收[10亿元]以上企业15家, [2.5kW]标准机架6万个. */
bool cedu__fact_is_condition(const fx *x, const fact_clause *k, const cedu_mention *m) {
    if (m->type == CEDU_MENTION_ordinal || m->type == CEDU_MENTION_percent) return false;
    const fact_cue *who = cedu__fact_last_cue(x, k, k->start, m->start, G(condition));
    const fact_cue *told = who ? cedu__fact_cue_ending(x, k, who->start) : NULL; /* 预计|年产值60亿元: said, not required */
    bool said_of = told && (told->groups & (G(be) | G(forecast) | G(plan) | G(past))) && m->end == k->end;
    if (who && !said_of && m->type == CEDU_MENTION_money && m->start - who->end <= 12 && !stands_alone(x, k, m)) return true;
    if (m->type != CEDU_MENTION_number && says_whom(x, k, m)) return true;
    uint32_t n, c = cedu__fact_char(x, m->end, k->end, &n);
    const cedu_mention *other = c == 0x6216 ? cedu__fact_mention_at(x, k, n) : NULL; /* 超亿美元或10亿元以上的项目: both are */
    if (other && other->type == m->type) return cedu__fact_is_condition(x, k, other);
    cedu_str dim = m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_dimension) : (cedu_str){0};
    bool count = cedu__eqz(dim, "count") || cedu__eqz(dim, "people");
    char first = x->text.p[m->core_start];
    if (count && !(first >= '0' && first <= '9') && m->value >= 1e8 && fmod(log10(m->value), 1.0) == 0.0)
        return true; /* 百亿企业3家: how large, not how many */
    const fact_cue *verb = cedu__fact_cue_ending(x, k, m->start);
    if (cedu__eqz(dim, "people") && !(first >= '0' && first <= '9') && m->value >= 100 && fmod(log10(m->value), 1.0) == 0.0 &&
        cedu__is_han(c) && !(verb && (verb->groups & (G(have) | G(keep) | G(be) | G(plan)))))
        return true; /* 万人发明专利拥有量: per so many */
    const fact_cue *what = cedu__fact_cue_at(x, k, m->end);
    bool noun = what && !(what->groups & ~(G(works) | G(project_noun) | G(field) | G(task_lead)));
    if (count || !cedu__is_han(c) || (what && !noun)) return false;
    const fact_cue *said = cedu__fact_cue_ending(x, k, m->start);
    bool below = m->type == CEDU_MENTION_money && (m->modifier == CEDU_MOD_LE || m->modifier == CEDU_MOD_LT);
    if (below && m->end > m->core_end && !said) return true; /* 单笔50万元以下欠款 */
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *o = &x->m.p[i];
        if (o->start < m->end || !cedu__fact_is_number(o->type)) continue;
        for (uint32_t at = m->end; at < o->start; at = n)
            if ((c = cedu__fact_char(x, at, o->start, &n)) == 0x3001 || c == 0xFF0C) return false;
        if (o->type != CEDU_MENTION_quantity) return false;
        const fact_cue *does = cedu__fact_find_cue(x, k, m->end, o->start, G(have) | G(be));
        bool reaches = does && does->end == o->start && (does->groups & G(be)) && cedu__fact_counts(x, o) &&
                       cedu__fact_noun_ends(x, k, (fact_span){m->end, does->start}); /* 营收超10亿元企业达到5家 */
        return !does || (reaches && m->type == CEDU_MENTION_money && m->modifier != CEDU_MOD_EQ);
    }
    return false;
}

/* 就业, 对接活动: the character is of a word (cue groups other and event_noun, link of those that lead somewhere). */
static bool opens_word(const fx *x, cedu_str s) {
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, s, 0, h, CEDU_COUNT(h));
    if (!n || h[n - 1].end <= 3) return false;
    bool toward = cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_value), "toward");
    return toward || (x->group_of[h[n - 1].entry - x->cue_first] & (G(other) | G(event_noun)));
}

/* 每千人口托位数: 每 and a round number */
static bool per_head(cedu_str s) {
    size_t n, n2;
    uint32_t each = s.n ? cedu__u8_at(s, 0, &n) : 0, c = each == 0x6BCF && n < s.n ? cedu__u8_at(s, n, &n2) : 0;
    return c == 0x767E || c == 0x5343 || c == 0x4E07; /* 百 千 万 */
}

/* A subject is a noun phrase: it opens with no function word or mark and does not end in a word that needs an object. */
static bool plausible(const fx *x, cedu_str s) {
    /* 与且为也了于从以但则占即及向和如对将就并把每的着等被还都 */
    static const uint16_t never_first[] = {0x4E0E, 0x4E14, 0x4E3A, 0x4E5F, 0x4E86, 0x4E8E, 0x4ECE, 0x4EE5, 0x4F46, 0x5219,
                                           0x5360, 0x5373, 0x53CA, 0x5411, 0x548C, 0x5982, 0x5BF9, 0x5C06, 0x5C31, 0x5E76,
                                           0x628A, 0x6BCF, 0x7684, 0x7740, 0x7B49, 0x88AB, 0x8FD8, 0x90FD};
    size_t n, cps = 0;
    for (size_t i = 0; i < s.n; i += n, cps++) {
        uint32_t c = cedu__u8_at(s, i, &n);
        if (c == 0xFF0C || c == 0x3002 || c == 0xFF1B || c == 0xD7 || c == '=' || c == '\n' || c == '\t' || c == 0xFF1A)
            return false;
        if (!i && cedu__among(c, never_first, CEDU_COUNT(never_first)) && !opens_word(x, s) && !per_head(s)) return false;
        if (!i && !cedu__is_han(c) && !(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z') && c != 0x201C)
            return false;
    }
    return cps >= 2;
}

/* 49甲社 50乙社 51丙社: numbers that count up are places in a list. */
static bool enumerates(const fx *x, const fact_clause *k) {
    size_t up = 0, all = 0;
    const cedu_mention *last = NULL;
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (!cedu__fact_is_number(m->type) || !m->has_value) continue;
        up += last && m->value == last->value + 1;
        last = m;
        all++;
    }
    return all >= 6 && up * 2 >= all;
}

/* 三家企业获评…: what stands behind the number is said to have got something. */
static bool won_behind(const fx *x, const fact_clause *k, fact_span np) {
    const fact_cue *q = cedu__fact_cue_at(x, k, np.end);
    return q && (q->groups & (G(have) | G(keep) | G(approve) | G(rank) | G(win) | G(all) | G(past))) && q->end < k->end;
}

/* 某集团[58所]落户某市: the number of an institute, a bureau, a works behind the name of what it belongs to, not how many they are:
 * no verb and no noun of what is counted stand before it, and it does something. */
static bool names_body(const fx *x, const fact_clause *k, const reading *r) {
    const cedu_mention *m = r->m;
    static const uint16_t bodies[] = {0x5382, 0x5904, 0x5BA4, 0x5C40, 0x6240, 0x9662}; /* 厂处室局所院 */
    uint32_t last = cedu__fact_char_before(x, m->end), n;
    bool body = cedu__among(last, bodies, CEDU_COUNT(bodies));
    if (!body || !cedu__fact_counts(x, m) || m->start < k->start + 6) return false;
    const cedu_mention *whose = cedu__fact_mention_ending(x, k, m->start);
    uint32_t tail = cedu__fact_char_before(x, m->start); /* 集团 公司 */
    if (r->np.start < m->end && tail != 0x56E2 && tail != 0x53F8 && !(whose && whose->type == CEDU_MENTION_organisation))
        return false;
    const fact_cue *verb = cedu__fact_cue_ending(x, k, m->start), *does = cedu__fact_cue_at(x, k, m->end);
    if (verb || !cedu__is_han(cedu__fact_char_before(x, m->start)) || !cedu__is_han(cedu__fact_char(x, m->end, k->end, &n)))
        return false;
    if (!does || !(does->groups & (G(task) | G(act) | G(have) | G(keep) | G(project_verb) | G(publish) | G(link) | G(speech))))
        return false;
    return !cedu__fact_find_cue(x, k, k->start, m->start, G(have) | G(be) | G(keep) | G(project_verb)) &&
           !cedu__fact_noun_ends(x, k, (fact_span){k->start, m->start});
}

/* Whether [a, b) names a project (项目, 工程). */
static bool works_in(const fx *x, uint32_t a, uint32_t b) {
    cedu_str s = cedu__fact_text(x, a, b > a ? b : a);
    for (size_t i = 0; i < x->words->of[FACT_WORD_works].n; i++)
        if (cedu__find(s, x->words->of[FACT_WORD_works].p[i], 0) >= 0) return true;
    return false;
}

/* Doubts about a subject that no pack knows: what reads like a form, a headline's number or the rest of a sentence is none. */
double cedu__fact_doubts(const fx *x, const fact_clause *k, const reading *r, const cedu_fact *f) {
    cedu_str s = f->subject;
    double d = 0;
    for (uint32_t i = k->c0; i < k->c1; i++) {
        cedu_str form = x->cues.p[i].groups & G(noise) ? cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_noise) : (cedu_str){0};
        if (cedu__eqz(form, "clause") ||
            (cedu__eqz(form, "must") && !(f->kind == CEDU_FACT_target && dated(x, k, r->m->start))))
            d = 0.5;
    }
    uint32_t of = r->m->start > k->start ? (uint32_t)cedu__u8_prev(x->text, r->m->start) : k->start, past_it;
    const cedu_mention *then =
        of > k->start && cedu__fact_char(x, of, r->m->start, &past_it) == 0x7684 ? cedu__fact_mention_ending(x, k, of) : NULL;
    if (then && then->type == CEDU_MENTION_time &&
        cedu__fact_word_ends(x->words, FACT_WORD_same_period, cedu__fact_text(x, then->start, then->end)))
        return 0.7;                                          /* 远超去年同期的3.2%: what is compared with */
    const fact_sentence *all = &x->sentences.p[k->sentence]; /* 若每家增长10%，还需300亿元 */
    for (uint32_t i = x->clauses.p[all->k0].c0; i < k->c1 && x->cues.p[i].start < r->m->start; i++)
        if ((x->cues.p[i].groups & G(noise)) && cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_noise), "unreal"))
            return 0.7;
    if (f->subject_id.n) return d > 0 ? 0.3 : 0;
    uint32_t next;
    size_t open = 0, close = 0, cps = 0, last_item = 0;
    for (size_t i = 0; i < s.n; cps++) {
        size_t n;
        uint32_t c = cedu__u8_at(s, i, &n);
        if (c == '&' && open > close && cedu__starts(cedu__sub(s, i, s.n), CEDU_STR("&quot;")))
            n = 6, c = 0x201D; /* “X&quot; */
        open += c == 0xFF08 || c == '(' || c == 0x201C || c == 0x300A;
        close += c == 0xFF09 || c == ')' || c == 0x201D || c == 0x300B;
        if (c == '&' || c == ';' || c == '.') d += 0.3;
        if (cps <= 2 && c == 0x3001 && cedu__fact_numbers_a_heading(s)) d += 0.4; /* 七、 */
        if (c == 0x3001) last_item = cps;
        if (c == 0x4E14 && i > 0) d += 0.5; /* 不占用农田且面积: a condition */
        i += n;
    }
    const cedu_str amount = cedu__fact_word(x->words, FACT_WORD_amount);
    uint32_t only = s.n == amount.n + 3 ? cedu__u8_at(s, 0, &(size_t){0}) : 0; /* 仅124款, 除前10城外: 仅 外 比 近 约 达 */
    if (cedu__ends(s, amount) &&
        (only == 0x4EC5 || only == 0x5916 || only == 0x6BD4 || only == 0x8FD1 || only == 0x7EA6 || only == 0x8FBE))
        d += 0.5;
    const fact_cue *begins = cedu__fact_cue_at(x, k, r->np.start);
    bool than = begins && (begins->groups & G(compare)) && !cedu__eqz(cedu__fact_cue_value(x, begins, FACT_I_compare), "pull");
    if (than && begins->end < r->np.end) d += 0.5; /* 快于全市平均增速2.8个百分点 */
    if (open != close) d += 0.4;
    bool trade = f->kind == CEDU_FACT_growth && cedu__fact_char(x, r->np.start, r->np.end, &next) == 0x5BF9; /* 对…国家进出口 */
    const fact_cue *towards = cedu__fact_cue_ending(x, k, r->np.end); /* 对工业增长贡献率 */
    trade |= cedu__fact_char(x, r->np.start, r->np.end, &next) == 0x5BF9 && towards && (towards->groups & G(rate_noun));
    if (cedu__fact_char(x, r->np.start, r->np.end, &next) == 0x5BF9) { /* 对俄跨境电商包裹量 */
        const cedu_mention *with = cedu__fact_mention_at(x, k, next);
        trade |= with && with->type == CEDU_MENTION_region;
    }
    if (!trade && !plausible(x, s)) d += 0.5;
    if (k->m1 - k->m0 >= 8 && enumerates(x, k)) d += 0.5;
    if (cps - last_item > 24) d += 0.4; /* A、B、C…: one of them alone */
    const size_t own_chars = cps - last_item - (cedu__ends(s, amount) ? 2 : 0);
    if (last_item && own_chars == 2) d += 0.5; /* 甘电入浙、金|七门核电: a character is no thing */
    cedu_str dim = r->m->entry >= 0 ? cedu__image_attr(x->im, r->m->entry, CEDU_ATTR_dimension) : (cedu_str){0};
    bool technical = cedu__eqz(dim, "freq") || cedu__eqz(dim, "voltage") || cedu__eqz(dim, "dose") || cedu__eqz(dim, "length");
    double factor = r->m->entry >= 0 ? cedu__image_entry(x->im, r->m->entry)->factor : 1;
    if (technical && factor != 1 && factor < 1000 && r->m->end < k->end &&
        cedu__is_han(cedu__fact_char(x, r->m->end, k->end, &next)) && !cedu__fact_cue_at(x, k, r->m->end))
        d += 0.5; /* 8英寸晶圆: what one thing is like */
    const fact_cue *stated = cedu__fact_cue_ending(x, k, r->m->start);
    const bool said = stated && (stated->groups & (G(have) | G(be) | G(keep)));
    const bool name_on = r->m->type == CEDU_MENTION_quantity && cedu__is_han(cedu__fact_char(x, r->m->end, k->end, &next));
    if (name_on && cedu__eqz(dim, "length") && factor == 1 && !said && !cedu__fact_cue_at(x, k, r->m->end))
        d += 0.5; /* 9米挑高大堂 */
    const cedu_str led = cedu__fact_text(x, k->start, r->m->start);
    const bool capacity = name_on && cedu__fact_word_ends(x->words, FACT_WORD_capacity, led); /* 年产1000万件某产品项目 */
    if (capacity || (name_on && !cedu__fact_counts(x, r->m) && r->np.end == r->m->start && r->np.end > r->np.start)) {
        fact_span job = cedu__fact_np_right(x, k, r->m->end);
        if (works_in(x, capacity ? r->m->end : job.start, capacity ? k->end : job.end))
            d += 0.5; /* 对某合作社2000吨冷库项目给予…: how large the project is */
    }
    bool compute = cedu__eqz(dim, "compute"), known = false;
    const fact_sentence *t = &x->sentences.p[k->sentence];
    for (uint32_t i = x->clauses.p[t->k0].m0; i < x->clauses.p[t->k1 - 1].m1; i++)
        known |= x->m.p[i].type == CEDU_MENTION_indicator || x->m.p[i].type == CEDU_MENTION_sector;
    known |= cedu__fact_recall(x, k->sentence, k->block) != NULL;
    for (const fact_clause *c = k; compute && !known && c > x->clauses.p && c[-1].block == k->block && k - c < 8; c--)
        for (uint32_t i = c[-1].m0; i < c[-1].m1; i++)
            known |= x->m.p[i].type == CEDU_MENTION_sector || x->m.p[i].type == CEDU_MENTION_indicator;
    if (compute && !known) d += 0.6;                               /* 720P is a picture */
    const fact_cue *rate = cedu__fact_cue_ending(x, k, r->np.end); /* 人均预期寿命达到80岁 */
    const fact_memory *last =
        r->np.end <= r->np.start ? cedu__fact_recall(x, k->sentence, k->block) : NULL; /* 从75岁升至77岁 */
    bool measure = (rate && (rate->groups & G(rate_noun))) || (last && last->sentence == k->sentence && last->at >= k->start);
    bool bounded = f->kind == CEDU_FACT_target && r->m->modifier == CEDU_MOD_GE && /* 每季度至少3场 */
                   !cedu__is_han(cedu__fact_char(x, r->m->end, k->end, &next));
    const cedu_str place = r->m->entry >= 0 ? cedu__image_attr(x->im, r->m->entry, CEDU_ATTR_group) : (cedu_str){0};
    bool often = cedu__eqz(place, "often") && fabs(r->m->value) < 1000;        /* 下载量1.2亿次 is an amount */
    if (!measure && !bounded && (often || cedu__eqz(place, "mark"))) d += 0.5; /* 8级, 60周年, 3次 */
    char first = x->text.p[r->m->core_start];
    bool ratio = f->kind == CEDU_FACT_ratio; /* 是上年的两倍 */
    const uint32_t behind = cedu__fact_char(x, r->m->end, k->end, &next);
    const bool least = r->m->modifier == CEDU_MOD_GE || r->m->modifier == CEDU_MOD_GT;
    bool one = false; /* 总投资超500亿元的[某地]某基地: of one thing that has a name */
    for (uint32_t i = k->m0; i < k->m1; i++)
        one |=
            x->m.p[i].start == next && (x->m.p[i].type == CEDU_MENTION_region || x->m.p[i].type == CEDU_MENTION_organisation);
    const bool most = r->m->modifier == CEDU_MOD_LE || r->m->modifier == CEDU_MOD_LT; /* 20毫秒以内的网络: what one is like */
    if (behind == 0x7684 && !one &&
        ((least && r->m->type == CEDU_MENTION_money) || (most && !cedu__fact_counts(x, r->m) && r->m->end > r->m->core_end)))
        d += 0.5;                                                 /* 产值超10亿元的企业: which ones */
    if (behind == 0x4E00 && cedu__fact_counts(x, r->m)) d += 0.6; /* “四个一” */
    bool words = !(first >= '0' && first <= '9') && fabs(r->m->value) <= 12 && r->m->type == CEDU_MENTION_quantity && !ratio;
    if (words && fabs(r->m->value) <= 2 && !cedu__fact_counts(x, r->m)) d += 0.5; /* 一物一码 */
    const fact_cue *beside = cedu__fact_cue_at(x, k, r->m->end); /* 与规划确定的1200P相比: what is compared with */
    if (beside && (beside->groups & G(baseline)) && cedu__fact_cue_value(x, beside, FACT_I_baseline).n) d += 0.6;
    cedu_str core = cedu__sub(x->text, r->m->core_start, r->m->core_end);
    ptrdiff_t zero = cedu__fact_counts(x, r->m) ? cedu__find(core, CEDU_STR(".0"), 0) : -1;
    if (zero >= 0 && !((size_t)zero + 2 < core.n && core.p[zero + 2] >= '0' && core.p[zero + 2] <= '9')) d += 0.6; /* 2.0平台 */
    const uint32_t scale = cedu__fact_char_before(x, r->m->core_end);
    if (r->np.start >= r->m->end && cedu__fact_counts(x, r->m) && r->m->value != floor(r->m->value) && scale != 0x4E07 &&
        scale != 0x4EBF)
        d += 0.5; /* 10.5代厂: nothing of which there is a half is counted */
    if (names_body(x, k, r)) d += 0.6;
    const bool noun_unit = r->m->type == CEDU_MENTION_quantity && f->unit.n >= 6 && cedu__fact_counts(x, r->m);
    const bool row = r->m->start == x->in->blocks[k->block].start && r->np.start >= r->m->end && r->m->value < 100;
    if (noun_unit && r->m->end == r->m->core_end && row) d += 0.5; /* 17平台信息化体系: the place of a row */
    size_t digits = 0;
    for (uint32_t i = r->m->core_start; i < r->m->core_end && x->text.p[i] >= '0' && x->text.p[i] <= '9'; i++) digits++;
    if (digits >= 10) d += 0.5;                /* a telephone number */
    for (uint32_t i = k->c0; i < k->c1; i++) { /* 六个方面, 三个千亿元台阶 */
        const fact_cue *q = &x->cues.p[i];
        if ((q->groups & G(noise)) && q->start >= r->m->end && q->start - r->m->end <= 15 &&
            (cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_noise), "noun") ||
             (cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_noise), "step") && !cedu__fact_step(x, k, r->m))) &&
            !cedu__eqz(f->rule, "observation.listed") &&
            cedu__find(cedu__fact_text(x, r->m->end, q->start), CEDU_STR("\xE3\x80\x81"), 0) < 0) /* not beyond 、 */
            d += 0.5;
    }
    bool listed = cedu__eqz(f->rule, "observation.listed");
    uint32_t end, tail = cedu__fact_char(x, (uint32_t)cedu__u8_prev(x->text, r->m->end), r->m->end, &end);
    bool thing = r->m->entry >= 0 && cedu__eqz(cedu__image_attr(x->im, r->m->entry, CEDU_ATTR_group), "thing");
    if (words && f->unit.n && cedu__fact_counts(x, r->m) && !listed)
        d += (known || thing) && tail != 0x5927 ? 0.15 : 0.45; /* 两条底线, 三大优势: a way to speak, not a figure */
    else if (tail == 0x5927 && !listed)
        d += cedu__u8_count(cedu__fact_text(x, r->np.start, r->np.end)) > 3 ? 0.2 : 0.5; /* 7大算力平台, 6大板块 */
    const fact_cue *whole = cedu__fact_cue_at(x, k, r->np.end); /* 20户以上自然村全部通路: which ones, not how many */
    if (r->m->modifier == CEDU_MOD_GE && r->m->end > r->m->core_end && cedu__fact_counts(x, r->m) && r->np.start == r->m->end &&
        ((whole && (whole->groups & G(all))) || (whole && cedu__fact_char_before(x, r->np.end) == 0x5168))) /* 全 */
        d += 0.5;
    if (words && r->np.start >= r->m->end && !listed && !won_behind(x, k, r->np)) {
        const bool glued = r->m->start > k->start && cedu__is_han(cedu__fact_char_before(x, r->m->start)) &&
                           !cedu__fact_cue_ending(x, k, r->m->start) && !cedu__fact_mention_ending(x, k, r->m->start);
        const fact_groups verbs = G(have) | G(be) | G(keep) | G(approve) | G(past) | G(plan) | G(publish) | G(subsidy);
        if (glued || !cedu__fact_find_cue(x, k, k->start, r->m->start, verbs)) d += 0.3; /* 以八台山为核心, 金七门核电 */
    }
    uint32_t also = cedu__fact_char(x, r->m->core_start, r->m->end, &next);
    bool round = also == 0x767E || also == 0x5343 || also == 0x4E07; /* 百 千 万 */
    if (round && r->np.start == r->m->end && r->m->end == r->m->core_end &&
        cedu__fact_find_cue(x, k, r->np.start, r->np.end, G(etc)))
        d += 0.6;                                                                      /* 千户苗寨等景区: a name */
    if (round && (behind == 0x767E || behind == 0x5343 || behind == 0x4E07)) d += 0.6; /* 百城万企行动 */
    bool own = cedu__fact_domain(x, r->np).n > 0;
    const fact_cue *made = cedu__fact_cue_ending(x, k, r->m->start), *won = cedu__fact_cue_at(x, k, r->np.end);
    bool named = won && r->np.start >= r->m->end && r->np.end - r->np.start <= (thing ? 30 : 12) &&
                 (won->groups & (G(have) | G(keep) | G(approve) | G(rank))) && won->end < k->end &&
                 (known || thing);                                            /* 两家企业获评国家级…: a figure too */
    if (words && named && f->unit.n && cedu__fact_counts(x, r->m)) d -= 0.15; /* 建成3个… is a figure; 1个… may be "a" */
    bool done = made && !words && ((made->groups & G(keep)) || ((made->groups & G(have)) && fabs(r->m->value) > 1));
    const cedu_mention *part =
        cedu__fact_mention_ending(x, k, r->m->start); /* 甲市6家、乙县2家: what holds for one holds for all */
    bool label = (part && part->type == CEDU_MENTION_region) || (r->region_as && r->region_as->at.end == r->m->start);
    bool shared = label && r->np.end <= r->np.start && cedu__fact_recall(x, k->sentence, k->block);
    if (!own && !listed && !shared && !ratio && !bounded && !(r->m->has_max && !words) && f->kind != CEDU_FACT_growth &&
        r->m->type == CEDU_MENTION_quantity && fabs(r->m->value) < 4 && (words || cedu__fact_counts(x, r->m)))
        d += done ? 0.1 : named ? 0.2 : known ? 0.3 : 0.35;
    uint32_t before = r->m->start > k->start ? cedu__fact_char_before(x, r->m->start) : 0;
    if (before == 0xFF08 || before == '(') d += 0.4; /* a remark in brackets */
    return d;
}

double cedu__fact_believed(const fx *x, const reading *r, const cedu_fact *f, double raw) {
    if (raw < 0.5) return raw < 0.05 ? 0.05 : raw;
    char first = x->text.p[r->m->core_start];
    bool digits = first >= '0' && first <= '9', percent = cedu__eqz(f->unit, "%");
    double c = raw >= 0.75 ? 0.95 : 0.88;                     /* inherited subjects, figures under four: a little less */
    if (cedu__eqz(f->period_basis, "publish_date")) c -= 0.2; /* nothing says when */
    if (cedu__eqz(f->rule, "observation.listed")) c -= 0.15;
    if (cedu__eqz(f->rule, "share.of_whole")) c -= 0.15; /* no word says share */
    if (!digits) c -= 0.15;                              /* 三大, 两家: also ways to speak */
    else if (!percent && fabs(f->value) < 10) c -= 0.1;
    return c < 0.5 ? 0.5 : c;
}
