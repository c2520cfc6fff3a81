/* share_out.c - which number goes with what: 分别 and 均 hand out numbers and subjects, 翻番 has none, the rest is read one by one. */
#include "fact/reading.h"

/* ------------------------------------------------------------------ one unit for several numbers */
/* The figure that a number is written with, in Arabic digits; 0 = it is written otherwise. *end: the byte behind it. */
static double digits_of(const fx *x, const cedu_mention *m, uint32_t *end) {
    double v = 0, place = 0;
    uint32_t i = m->core_start;
    for (; i < m->core_end; i++) {
        char c = x->text.p[i];
        if (c >= '0' && c <= '9') {
            if (place != 0) v += (c - '0') * place, place /= 10;
            else v = v * 10 + (c - '0');
        } else if (c == '.' && place == 0) place = 0.1;
        else break;
    }
    *end = i;
    return v;
}

/* 20|、|30万元, 3个|和|5个百分点: whether a takes its unit from b; then a's value is in b's. */
static bool takes_unit(const fx *x, cedu_mention *a, const cedu_mention *b) {
    uint32_t a_end, b_end, n;
    uint32_t c = cedu__fact_char(x, a->end, b->start, &n);
    if (n != b->start || (c != 0x3001 && c != 0x548C && c != 0x4E0E && c != 0x6216)) return false; /* 、和与或 */
    bool number = a->type == CEDU_MENTION_number, piece = a->type == CEDU_MENTION_quantity;
    if (piece && (b->type == CEDU_MENTION_duration || b->type == CEDU_MENTION_time) &&
        cedu__fact_char_before(x, a->end) == 0x4E2A)
        a->has_value = false; /* 4个和2个工作日: a length, nothing that is counted */
    bool full = b->type == CEDU_MENTION_money || b->type == CEDU_MENTION_percent || b->type == CEDU_MENTION_points ||
                b->type == CEDU_MENTION_quantity;
    if ((!number && !piece) || !full || !a->has_value || !b->has_value || a->refused || b->refused || a->has_max ||
        b->has_max || a->vague || b->vague || b->entry < 0)
        return false;
    double of_a = digits_of(x, a, &a_end), of_b = digits_of(x, b, &b_end), factor = cedu__image_entry(x->im, b->entry)->factor;
    if (of_a <= 0 || of_b <= 0 || !(factor > 0)) return false;
    cedu_str unit_a = cedu__fact_text(x, a_end, a->core_end), unit_b = cedu__fact_text(x, b_end, b->core_end);
    if (piece && (unit_a.n != 3 || unit_b.n <= 3 || !cedu__starts(unit_b, unit_a))) return false; /* 个|百分点 */
    if (cedu__starts(unit_b, unit_a)) a->value = of_a * b->value / of_b;           /* 20、30万元; 100亿和200亿元 */
    else if (b->type == CEDU_MENTION_money) a->value *= unit_b.n > 3 ? 1 : factor; /* 80万和1亿元 */
    else return false;
    a->type = b->type, a->entry = b->entry;
    return true;
}

/* 产业规模突破500亿: a round figure without a unit, right behind a word that measures money. */
static bool bare_money(const fx *x, const fact_clause *k, uint32_t j) {
    const cedu_mention *m = &x->m.p[j];
    uint32_t last = cedu__fact_char_before(x, m->core_end), n;
    if (m->type != CEDU_MENTION_number || !m->has_value || m->refused || m->value < 1e6 || (last != 0x4EBF && last != 0x4E07))
        return false; /* 亿 万 */
    if (m->end < k->end && cedu__is_han(cedu__fact_char(x, m->end, k->end, &n))) return false;
    for (uint32_t i = j; i > k->m0; i--) {
        const cedu_mention *of = &x->m.p[i - 1];
        if (cedu__fact_is_number(of->type)) return false;
        if (of->type != CEDU_MENTION_indicator && of->type != CEDU_MENTION_head) continue;
        if (m->start < of->end || !cedu__eqz(cedu__image_attr(x->im, of->entry, CEDU_ATTR_dimension), "money")) return false;
        const fact_cue *verb = cedu__fact_cue_at(x, k, of->end);
        return m->start == of->end ||
               (verb && (verb->groups & (G(be) | G(plan) | G(past) | G(link))) && m->start - of->end <= 24);
    }
    return false;
}

/* A piece is no money where cards and disks are counted: 加速卡10240块. */
static bool pieces(const fx *x, const cedu_mention *m) {
    return m->type == CEDU_MENTION_money && m->entry >= 0 && cedu__fact_char_before(x, m->core_end) == 0x5757;
}

/* 营收[过]千亿元, 企业[才]58家: a word of one character that bounds or belittles a figure, right behind what is measured. */
static void bound_by(const fx *x, const fact_clause *k, cedu_mention *m) {
    if (m->start < k->start + 6 || m->start != m->core_start || m->modifier != CEDU_MOD_EQ) return;
    const uint32_t c = cedu__fact_char_before(x, m->start), at = (uint32_t)cedu__u8_prev(x->text, m->start);
    if (c != 0x8FC7 && c != 0x624D) return; /* 过 才 */
    const cedu_mention *of = cedu__fact_mention_ending(x, k, at);
    if (!(of && cedu__fact_is_measure(of->type)) &&
        !cedu__ends(cedu__fact_text(x, k->start, at), cedu__fact_word(x->words, FACT_WORD_enterprise)))
        return;
    m->start = at;
    if (c == 0x8FC7) m->modifier = CEDU_MOD_GT;
}

/* 分别给予20、30、40万元, 分别提高3个和5个百分点: the unit behind the last is that of all. Figures without a unit take what they measure. */
void cedu__fact_share_units(fx *x) {
    const int32_t yuan = cedu__image_by_id(x->im, CEDU_CLASS_unit, CEDU_STR("cny")),
                  piece = cedu__image_by_id(x->im, CEDU_CLASS_unit, CEDU_STR("n.piece"));
    for (size_t i = 0; i < x->clauses.n; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const fact_cue *resp = cedu__fact_find_cue(x, k, k->start, k->end, G(respectively));
        for (uint32_t j = k->m1; resp && j > k->m0 + 1 && x->m.p[j - 2].start >= resp->end; j--)
            (void)takes_unit(x, &x->m.p[j - 2], &x->m.p[j - 1]);
        for (uint32_t j = k->m0; j < k->m1; j++)
            if (yuan >= 0 && bare_money(x, k, j)) x->m.p[j].type = CEDU_MENTION_money, x->m.p[j].entry = yuan;
            else if (piece >= 0 && pieces(x, &x->m.p[j])) x->m.p[j].type = CEDU_MENTION_quantity, x->m.p[j].entry = piece;
            else if (cedu__fact_usable(&x->m.p[j])) bound_by(x, k, &x->m.p[j]);
    }
}

/* ------------------------------------------------------------------ 分别, 均 */
static size_t numbers_between(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, uint32_t *out, size_t max) {
    size_t n = 0;
    for (uint32_t i = k->m0; i < k->m1 && n < max; i++)
        if (cedu__fact_usable(&x->m.p[i]) && !x->used[i] && x->m.p[i].start >= a && x->m.p[i].end <= b) out[n++] = i;
    return n;
}

#define MAX_ITEMS 12

/* 智能终端、智能汽车产量: the head that the last item ends in belongs to all; 增加值占地区生产总值比重 is one. */
static cedu_str common_head(const fx *x, const fact_clause *k, fact_span last) {
    const fact_cue *of = cedu__fact_find_cue(x, k, last.start, last.end, G(share));
    for (uint32_t i = of ? of->start : last.start; i > last.start + 3 && of->start - i < 24;) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        if (cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__fact_text(x, i, of->start)) >= 0)
            return cedu__fact_text(x, i, last.end);
    }
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_head && x->m.p[i].end == last.end && x->m.p[i].start > last.start)
            return cedu__fact_text(x, x->m.p[i].start, x->m.p[i].end);
    return (cedu_str){0};
}

/* 城镇和农村|常住居民人均收入, 手机和汽车|企业产值: where in the last item begins what both are said to be of; its head otherwise. */
static size_t shared_from(const fx *x, cedu_str own, cedu_str last, cedu_str head) {
    size_t from = last.n - head.n;
    if (cedu__fact_word_ends(x->words, FACT_WORD_trade, own)) return from; /* 制造业、…战略性新兴产业增加值 */
    for (size_t w = 0; w < x->words->of[FACT_WORD_shared].n; w++) { /* 城镇居民、农村居民|人均收入: says it itself */
        cedu_str word = x->words->of[FACT_WORD_shared].p[w];
        ptrdiff_t at = cedu__ends(own, word) ? cedu__find(last, word, 0) : -1;
        if (at >= 0 && (size_t)at + word.n <= from) return (size_t)at + word.n;
    }
    for (size_t i = cedu__u8_len((unsigned char)last.p[0]); i < from; i += cedu__u8_len((unsigned char)last.p[i]))
        if (cedu__fact_word_begins(x->words, FACT_WORD_shared, cedu__sub(last, i, last.n))) return i;
    return from;
}

/* 一二三产增加值: the bytes of the n numerals in a row, 一 first, that np begins with; 0 = it does not. */
static uint32_t numbered(const fx *x, fact_span np, size_t n) {
    static const uint16_t order[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94}; /* 一二三四五 */
    uint32_t at = np.start, next = at;
    for (size_t i = 0; i < n; i++, at = next) {
        if (i && cedu__fact_char(x, at, np.end, &next) == 0x3001) at = next; /* 一、二、三产 */
        if (i >= CEDU_COUNT(order) || cedu__fact_char(x, at, np.end, &next) != order[i]) return 0;
    }
    return at - np.start;
}

/* A、B分别达1、2: each number gets its item; items are phrases, regions, or the facts just said. */
static bool distribute(fx *x, const fact_clause *k) {
    const fact_cue *resp = cedu__fact_find_cue(x, k, k->start, k->end, G(respectively));
    uint32_t num[MAX_ITEMS];
    if (!resp) return false;
    size_t n = numbers_between(x, k, resp->end, k->end, num, MAX_ITEMS);
    if (n < 2) return false;
    fact_region places;
    bool named = cedu__fact_own_region(x, k, k->start, resp->start, &places);
    if (!named && k->region.n == n && k->region.at.start >= x->sentences.p[k->sentence].start) /* 分布在甲和乙，分别为… */
        places = k->region, named = true, places.at = (fact_span){k->start, k->start};
    if (named && places.n == n) {
        fact_region one[MAX_ITEMS];
        fact_span np = cedu__fact_np_left(x, k, places.at.end, resp->start);
        for (size_t i = 0; i < n; i++) {
            one[i] = (fact_region){.entry = {places.entry[i]}, .n = 1, .at = places.at};
            reading r = {.k = k,
                         .m = &x->m.p[num[i]],
                         .from = np.end > np.start || x->m.p[num[i]].type != CEDU_MENTION_quantity ? resp->start
                                 : i                                                               ? x->m.p[num[i - 1]].end
                                                                                                   : resp->end,
                         .np = np,
                         .region_as = &one[i],
                         .quote_from = k->start};
            cedu__fact_read_one(x, &r);
        }
        return true;
    }
    const fact_cue *rate = cedu__fact_last_cue(x, k, k->start, resp->start, G(growth)); /* 增速|分别达 */
    if (rate && (rate->end != resp->start || cedu__fact_swallowed(x, k, rate))) rate = NULL;
    const uint32_t grows = rate ? rate->start : resp->start;
    uint32_t until = grows; /* 从A和B分别提高到C和D: what it is of stands before what was */
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].end < resp->start; i++)
        if (cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_link), "from") &&
            numbers_between(x, k, x->cues.p[i].end, resp->start, num, MAX_ITEMS) == n)
            until = x->cues.p[i].start;
    (void)numbers_between(x, k, resp->end, k->end, num, MAX_ITEMS);
    fact_span np = cedu__fact_np_left(x, k, k->start, until), items[MAX_ITEMS];
    size_t c = np.end > np.start ? cedu__fact_items(x, np, items, MAX_ITEMS) : 0;
    uint32_t row = numbered(x, np, n);
    if (row) c = 1;
    const fact_cue *verb = c == 1 && n == 2 ? cedu__fact_cue_ending(x, k, np.start) : NULL; /* 接待游客、|实现|旅游花费分别 */
    uint32_t mark = verb && verb->start > k->start + 6 ? (uint32_t)cedu__u8_prev(x->text, verb->start) : 0, behind;
    if (mark && (verb->groups & (G(have) | G(be) | G(keep))) && cedu__fact_char(x, mark, verb->start, &behind) == 0x3001) {
        items[1] = np;
        items[0] = cedu__fact_np_left(x, k, k->start, mark);
        if (items[0].end > items[0].start) c = 2;
    }
    if (c > n) { /* 软件和信息服务业、租赁和商务服务业增加值分别: what 和 joins is one item of them */
        size_t whole = cedu__fact_listed(x, np, items, MAX_ITEMS);
        if (whole == n) c = n;
    }
    if (c == n) {
        fact_span last = items[n - 1];
        cedu_str head = common_head(x, k, last);
        const cedu_mention *bound = &x->m.p[num[0]]; /* 分别超过A和B: the bound before the first is of all */
        for (size_t i = 0; i < n; i++) {
            cedu_mention m = x->m.p[num[i]];
            if (bound->start < bound->core_start && m.modifier == CEDU_MOD_EQ) m.modifier = bound->modifier;
            reading r = {.k = k, .m = &m, .from = grows, .np = items[i], .quote_from = k->start};
            size_t before = x->out.n;
            cedu__fact_read_one(x, &r);
            if (x->out.n == before) continue;
            cedu_fact *f = &x->out.p[x->out.n - 1];
            cedu_str own = cedu__fact_text(x, items[i].start, items[i].end);
            cedu_str tail = cedu__fact_text(x, last.start, last.end);
            if (!head.n || i + 1 == n || cedu__fact_ends_in_head(x, own) || f->subject_id.n) continue;
            size_t cut = shared_from(x, own, tail, head);
            f->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)own.n, own.p, (int)(tail.n - cut), tail.p + cut);
        }
        return true;
    }
    if (c >= 1) {                             /* 城乡居民收入分别增长6%和7.4%: of both, no word says which */
        bool lost = c > 1 || (n > 2 && !row); /* 甲地X产业、乙地Y产业规模分别: an item was not read */
        for (uint32_t i = k->p0 + 1; i < k->p1; i++) lost |= x->places.p[i].end <= np.start && !x->places.p[i].joined;
        for (size_t i = 0; i < n; i++) {
            reading r = {.k = k,
                         .m = &x->m.p[num[i]],
                         .from = resp->start,
                         .np = np,
                         .quote_from = k->start,
                         .penalty = lost  ? 0.5
                                    : row ? 0
                                          : 0.1};
            size_t before = x->out.n;
            cedu__fact_read_one(x, &r);
            if (row && x->out.n > before) {
                cedu_str all = cedu__fact_text(x, np.start, np.end), rest = cedu__sub(all, row, all.n);
                cedu_str one = cedu__sub(all, i * ((row - 3) / (n - 1)), all.n); /* the i-th numeral */
                x->out.p[x->out.n - 1].subject = cedu__arena_strf(x->arena, "%.*s%.*s", 3, one.p, (int)rest.n, rest.p);
            }
        }
        return true;
    }
    fact_memory back[MAX_ITEMS]; /* 较2019年分别增长83%、67%: what the sentence has just counted */
    size_t have = 0;
    for (size_t i = x->memory.n; i > 0 && have < n && x->memory.p[i - 1].sentence == k->sentence; i--)
        back[have++] = x->memory.p[i - 1];
    if (have < n) return false;
    cedu_str said = {0};
    for (size_t i = 0; i < n; i++) {
        const fact_memory *b = &back[n - 1 - i];
        const cedu_mention *m = &x->m.p[num[i]];
        reading r = {.k = k,
                     .m = m,
                     .from = m->type != CEDU_MENTION_quantity ? grows
                             : i                              ? x->m.p[num[i - 1]].end
                                                              : resp->end,
                     .region_as = &b->region,
                     .quote_from = x->sentences.p[k->sentence].start};
        fact_memory of = *b; /* find_subject() takes the last one */
        if (said.n) of.subject = said, of.subject_id = (cedu_str){0};
        (void)CEDU_PUSH(x->arena, &x->memory, of);
        size_t before = x->out.n;
        cedu__fact_read_one(x, &r);
        if (x->out.n == before) continue;
        x->out.p[x->out.n - 1].rule = CEDU_STR("growth.distributive");
        if (r.np.end > r.np.start) said = x->out.p[x->out.n - 1].subject; /* 分别集聚企业3家以及2家 */
    }
    return true;
}

/* A和B均列全国第7位: one number, several subjects. */
static bool share_out(fx *x, const fact_clause *k) {
    const fact_cue *all = cedu__fact_find_cue(x, k, k->start, k->end, G(all));
    uint32_t num[2];
    fact_span items[MAX_ITEMS];
    if (!all || numbers_between(x, k, k->start, all->start, num, 1) || numbers_between(x, k, all->end, k->end, num, 2) != 1)
        return false; /* one number */
    fact_span np = cedu__fact_np_left(x, k, k->start, all->start);
    size_t n = np.end > np.start ? cedu__fact_items(x, np, items, MAX_ITEMS) : 0;
    if (n < 2) return false;
    cedu_str head = common_head(x, k, items[n - 1]);
    for (size_t i = 0; i < n; i++) {
        reading r = {.k = k, .m = &x->m.p[num[0]], .from = all->start, .np = items[i], .quote_from = k->start};
        size_t before = x->out.n;
        cedu__fact_read_one(x, &r);
        cedu_fact *f = x->out.n > before ? &x->out.p[x->out.n - 1] : NULL;
        cedu_str own = cedu__fact_text(x, items[i].start, items[i].end);
        if (f && head.n && i + 1 < n && !cedu__fact_ends_in_head(x, own) && !f->subject_id.n)
            f->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)own.n, own.p, (int)head.n, head.p);
    }
    return true;
}

/* 翻一番 and the like: a growth without a numeral of its own. */
static void read_doubling(fx *x, const fact_clause *k) {
    uint32_t from = k->start; /* 收入翻一番、利润翻两番: behind the one before */
    for (uint32_t i = k->c0; i < k->c1; i++) {
        const fact_cue *q = &x->cues.p[i];
        cedu_str v = q->groups & G(growth) ? cedu__fact_cue_value(x, q, FACT_I_growth) : (cedu_str){0};
        double value = cedu__eqz(v, "double") ? 100 : cedu__eqz(v, "double2") ? 300 : cedu__eqz(v, "double3") ? 700 : 0;
        uint32_t n;
        cedu_hit h[4]; /* 翻一番|以上 */
        size_t bound = value > 0 ? cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, k->end), q->end, h,
                                                     CEDU_COUNT(h))
                                 : 0;
        if (bound && !cedu__eqz(cedu__image_attr(x->im, h[bound - 1].entry, CEDU_ATTR_side), "after")) bound = 0;
        if (value <= 0 || (!bound && cedu__is_han(cedu__fact_char(x, q->end, k->end, &n)) && !cedu__fact_cue_at(x, k, q->end) &&
                           n < k->end && cedu__fact_char(x, q->end, k->end, &n) != 0x7684))
            continue; /* 倍增干劲 */
        cedu_mention m = {.start = q->start,
                          .end = q->end,
                          .core_start = q->start,
                          .core_end = q->end,
                          .type = CEDU_MENTION_percent,
                          .has_value = true,
                          .value = value,
                          .entry = -1};
        if (bound) m.modifier = cedu__fact_bound_of(cedu__image_attr(x->im, h[bound - 1].entry, CEDU_ATTR_sign));
        reading r = {.k = k, .m = &m, .from = from, .quote_from = k->start};
        from = q->end;
        const cedu_mention *t = cedu__fact_own_time(x, k, k->start, q->start);
        fact_groups mood = cedu__fact_mood_at(x, k, q->start, t ? t : k->time);
        r.rule = "growth.doubling";
        cedu__fact_read_growth(x, &r, q, mood, t);
    }
}

/* 五方面12项任务: what is counted stands in so many groups; the groups are no figure. */
static bool groups(const fx *x, const fact_clause *k, uint32_t j) {
    const cedu_mention *m = &x->m.p[j];
    if (j + 1 >= k->m1 || m[1].start != m->end || !cedu__fact_usable(m) || !cedu__fact_usable(m + 1) ||
        cedu__fact_is_condition(x, k, m))
        return false;
    for (int i = 0; i < 2; i++)
        if (!cedu__fact_counts(x, m + i) || cedu__fact_marks(x, m + i)) return false;
    return true;
}

/* 居全国[15个]副省级城市第三位, 在[21个]市州中排名第二: how many there are among whom somebody has a place; no figure of its own. */
#define RIVALS 2 /* in fx.used */
static bool rivals(const fx *x, const fact_clause *k, bool more, uint32_t j) {
    enum { SCOPE = 30 }; /* bytes before the count, and behind it */
    const cedu_mention *m = &x->m.p[j], *o = m + 1;
    if (!cedu__fact_counts(x, m)) return false;
    const fact_cue *opens = cedu__fact_cue_at(x, k, k->start), *ends = cedu__fact_cue_ending(x, k, k->end);
    if (opens && ends && (ends->groups & G(within)) && cedu__eqz(cedu__fact_cue_value(x, opens, FACT_I_link), "back"))
        return more && m->start - opens->end <= SCOPE && (k[1].has & G(rank)); /* 在全国15个城市中，某市排名第三 */
    while (o < x->m.p + k->m1 && !cedu__fact_is_number(o->type)) o++;
    if (o == x->m.p + k->m1 || o->type != CEDU_MENTION_ordinal || o->start - m->end > SCOPE) return false;
    const fact_cue *verb = cedu__fact_last_cue(x, k, k->start, o->start, G(rank)), *open = verb;
    if (verb && verb->start >= m->end) {
        const fact_cue *in = cedu__fact_cue_ending(x, k, verb->start);
        if (!in || !(in->groups & (G(within) | G(among)))) return false;
        open = cedu__fact_last_cue(x, k, k->start, m->start, G(link));
        if (!open || !cedu__eqz(cedu__fact_cue_value(x, open, FACT_I_link), "back")) return false;
    } else if (cedu__fact_find_cue(x, k, m->end, o->start, G(be) | G(have) | G(keep) | G(within))) return false;
    if (!open || m->start - open->end > SCOPE) return false;
    for (uint32_t i = m->end, n; i < o->start; i = n)
        if (!cedu__is_han(cedu__fact_char(x, i, o->start, &n))) return false;
    return true;
}

void cedu__fact_read_numbers(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t j = k->m0; (s->has & G(rank)) && j < k->m1; j++)
            if (rivals(x, k, i + 1 < s->k1, j)) x->used[j] = RIVALS;
        read_doubling(x, k);
        if (distribute(x, k) || share_out(x, k)) continue;
        uint32_t from = k->start;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (m->type == CEDU_MENTION_duration || (m->type == CEDU_MENTION_time && m->when.relative))
                cedu__fact_read_length(x, k, m, from);
            if (!cedu__fact_is_number(m->type) || cedu__fact_quoted_name(x, k, m->start, m->end)) continue;
            if (cedu__fact_sums_places(x, k, m) || x->used[j] == RIVALS) continue;
            if (m->end <= from && from > k->start) continue; /* an attribute: 100所[海拔1500米以上]农村学校 */
            if (groups(x, k, j)) {
                from = m->end;
                continue;
            }
            if (cedu__fact_usable(m) && !x->used[j]) {
                reading r = {.k = k, .m = m, .from = from, .quote_from = k->start};
                if (!(j > k->m0 && cedu__fact_usable(&x->m.p[j - 1]) && x->m.p[j - 1].end == m->start &&
                      !cedu__fact_is_condition(x, k, &x->m.p[j - 1]) && x->m.p[j - 1].type != CEDU_MENTION_ordinal &&
                      !groups(x, k, j - 1)))
                    cedu__fact_read_one(x, &r);
                if (r.taken > m->end) {
                    from = r.taken;
                    continue;
                }
            }
            if (cedu__fact_was_from(x, k, m)) continue; /* 占比从14%…: goes on */
            if (!cedu__fact_is_condition(x, k, m)) from = m->end;
        }
    }
}
