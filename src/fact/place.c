/* place.c - the regions of a clause and what each does there: topic, scope of a rank, denominator, reference, part of a name.
 *
 * Words that stand for a region (全市) are places too, found by the nearest region of that level. What only names a thing (绍兴黄酒,
 * 中国—某国实验室), is an example (洛阳等10个枢纽) or a direction (对东盟出口) is no topic and hands nothing down.
 * To extend: a role is a case of role_of().
 */
#include "fact/reading.h"

bool cedu__fact_within(const fx *x, int32_t region, int32_t outer) {
    const cedu_entry *o = cedu__image_entry(x->im, outer);
    if (o && (cedu__eqz(o->id, "CN") || cedu__eqz(o->id, "world"))) return true;
    for (int guard = 0; region >= 0 && guard < 16; guard++) {
        if (region == outer) return true;
        const cedu_entry *e = cedu__image_entry(x->im, region);
        region = e ? e->parent : -1;
    }
    return false;
}

int32_t cedu__fact_region_at(const fx *x, uint32_t at, uint32_t stop, uint32_t *end) {
    cedu_hit h[16];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_region, cedu__sub(x->text, 0, stop), at, h, CEDU_COUNT(h));
    if (!n) return -1;
    size_t best = n - 1;
    int score = -1;
    for (size_t i = n; i > 0 && h[i - 1].end == h[n - 1].end; i--) {
        cedu_str l = cedu__image_attr(x->im, h[i - 1].entry, CEDU_ATTR_level);
        int high = cedu__eqz(l, "province") ? 3 : cedu__eqz(l, "prefecture") ? 2 : cedu__eqz(l, "county") ? 0 : 1;
        int s = high + (h[i - 1].weak ? 0 : 8) + (cedu__image_attr(x->im, h[i - 1].entry, CEDU_ATTR_to).n ? 0 : 16);
        if (s > score) score = s, best = i - 1;
    }
    *end = h[best].end;
    return h[best].entry;
}

bool cedu__fact_is_province(const fx *x, int32_t region) {
    return cedu__eqz(cedu__image_attr(x->im, region, CEDU_ATTR_level), "province");
}

bool cedu__fact_is_wide(const fx *x, int32_t region) {
    cedu_str l = cedu__image_attr(x->im, region, CEDU_ATTR_level);
    return cedu__eqz(l, "country") || cedu__eqz(l, "world");
}

static bool is_comma(uint32_t c) { return c == 0x3001; }
static bool is_dash(uint32_t c) { return c == '-' || c == 0x2014 || c == 0x2013 || c == 0xFF0D || c == 0x2500; }

/* Whether only list marks stand between a and b: 、 和 与 及 or a dash. */
static bool joins(const fx *x, const fact_clause *k, uint32_t a, uint32_t b) {
    if (a >= b) return false;
    while (a < b) {
        uint32_t n, c = cedu__fact_char(x, a, b, &n);
        const fact_cue *q = cedu__fact_cue_at(x, k, a);
        if (is_comma(c) || is_dash(c) || c == ' ') a = n;
        else if (c == 0x548C || c == 0x4E0E || c == 0x53CA) a = n;                                /* 和 与 及 */
        else if (q && (q->groups & G(link)) && q->end <= b && q->end - q->start == 6) a = q->end; /* 以及 */
        else return false;
    }
    return true;
}

#define HEADWORDS                                                                                                              \
    (G(link) | G(speech) | G(show) | G(according) | G(plan) | G(forecast) | G(past) | G(task_lead) | G(task) | G(have) |       \
     G(here) | G(publish) | G(approve) | G(baseline) | G(among) | G(be) | G(focus) | G(estimate) | G(advise) | G(event_verb) | \
     G(window) | G(yearly))

/* Whether the text from the clause's start to `at` is only times, cues, names of sources and marks: then what follows is its head. */
bool cedu__fact_at_head(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->start; i < at;) {
        const cedu_mention *m = cedu__fact_mention_at(x, k, i);
        const fact_cue *q = cedu__fact_cue_at(x, k, i);
        if (m && m->end <= at &&
            (m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_policy_title ||
             m->type == CEDU_MENTION_title || m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_person)) {
            i = m->end;
            continue;
        }
        if (q && q->end <= at && (q->groups & HEADWORDS)) {
            i = q->end;
            continue;
        }
        uint32_t n, c = cedu__fact_char(x, i, at, &n);
        if (cedu__is_han(c) || (c >= '0' && c <= '9') || (c | 32) - 'a' < 26) return false;
        i = n;
    }
    return true;
}

/* The nearest region said before that a word like 全市 can stand for; level prefecture accepts municipalities and zones below. */
static int32_t resolve_here(fx *x, cedu_str level, const fact_region *near, const fact_region *doc) {
    if (cedu__eqz(level, "country")) return cedu__image_by_id(x->im, CEDU_CLASS_region, CEDU_STR("CN"));
    const fact_region *try[2] = {near, doc};
    if (x->header) try[0] = doc, try[1] = near; /* a document speaks of its issuer's place */
    for (int t = 0; t < 2; t++) {
        int32_t r = try[t]->n ? try[t]->entry[0] : -1;
        for (int guard = 0; r >= 0 && guard < 8; guard++) {
            cedu_str l = cedu__image_attr(x->im, r, CEDU_ATTR_level);
            bool municipal = cedu__fact_word_ends(x->words, FACT_WORD_city, cedu__image_entry(x->im, r)->name);
            bool of_page = !doc->n || doc->entry[0] == r; /* a county-level city that a page only mentions is not 全市 */
            bool area = cedu__eqz(level, "area") &&
                        cedu__fact_word_ends(x->words, FACT_WORD_district, cedu__image_entry(x->im, r)->name);
            if (area || cedu__eq(l, level) || cedu__eqz(level, "zone") ||
                (cedu__eqz(level, "prefecture") && municipal &&
                 (cedu__eqz(l, "province") || (of_page && cedu__eqz(l, "county"))))) {
                x->here++;
                return r;
            }
            r = cedu__image_entry(x->im, r)->parent;
        }
    }
    int32_t r = near->n ? near->entry[0] : doc->n ? doc->entry[0] : -1;
    bool below = !cedu__eqz(level, "province"); /* 我市, and only a province has been named: which city is not said */
    if (below && (r < 0 || cedu__fact_is_wide(x, r) || cedu__fact_is_province(x, r))) {
        x->nowhere++;
        return -1;
    }
    return r;
}

/* 比全国[平均水平]高2.8个百分点: the word of more or less that compares with the place that ends at `at`; NULL = none. */
const fact_cue *cedu__fact_than(const fx *x, const fact_clause *k, uint32_t at) {
    enum { REACH = 24 }; /* bytes: the level that the other has */
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].start <= at + REACH; i++) {
        const fact_cue *q = &x->cues.p[i];
        if (q->start < at) continue;
        if (q->groups & G(growth)) return cedu__ends(cedu__fact_cue_value(x, q, FACT_I_growth), CEDU_STR("than")) ? q : NULL;
        if (!(q->groups & (G(rate_noun) | G(window) | G(yearly) | G(link)))) return NULL;
    }
    return NULL;
}

/* An ordinal that is a word for the first of its kind (首个, 首座). */
static bool first_word(const fx *x, const cedu_mention *m) {
    if (!m || m->type != CEDU_MENTION_ordinal) return false;
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
    for (size_t i = 0; i < n; i++)
        if (x->group_of[h[i].entry - x->cue_first] & G(first)) return true;
    return false;
}

/* The sign of the longest modifier (不到, 约, 不得超过) that ends at `at`; empty = none. */
cedu_str cedu__fact_sign_ending(const fx *x, uint32_t from, uint32_t at, uint32_t *start) {
    enum { LONGEST = 6 }; /* characters */
    cedu_hit h[4];
    cedu_str sign = {0};
    for (uint32_t i = at, steps = 0; i > from && steps < LONGEST; steps++) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, at), i, h, CEDU_COUNT(h));
        if (!n || h[n - 1].end != at) continue;
        *start = i;
        sign = cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_sign);
    }
    return sign;
}

cedu_modifier cedu__fact_bound_of(cedu_str sign) {
    for (int m = 0; sign.n && m < CEDU_MOD_COUNT; m++)
        if (cedu__eqz(sign, cedu_modifier_sign((cedu_modifier)m))) return (cedu_modifier)m;
    return CEDU_MOD_EQ;
}

/* Whether what is spoken of is smaller than a country. */
static bool near_is_narrow(const fx *x, const fact_clause *k) {
    int32_t r = k->region.n ? k->region.entry[0] : x->doc_region.n ? x->doc_region.entry[0] : -1;
    return r >= 0 && !cedu__fact_is_wide(x, r);
}

/* Whether a group of provinces or cities has the region, or one around it, for a member. */
static bool has_member(const fx *x, int32_t group, int32_t region) {
    cedu_str members = cedu__image_attr(x->im, group, CEDU_ATTR_members);
    for (int guard = 0; members.n && region >= 0 && guard < 16; guard++) {
        const cedu_entry *e = cedu__image_entry(x->im, region);
        if (!e) return false;
        if (cedu__find(members, e->id, 0) >= 0) return true; /* codes of six digits: none is part of another */
        region = e->parent;
    }
    return false;
}

/* Whether the place holds what is spoken of, or what the clause named before it, and more. */
static bool holds_more(const fx *x, const fact_clause *k, const fact_place *p) {
    if (p->entry < 0) return false;
    if (cedu__fact_is_wide(x, p->entry)) return true;
    const fact_place *t = p > &x->places.p[k->p0] && p[-1].role == ROLE_TOPIC ? p - 1 : NULL;
    int32_t r = t ? t->entry : k->region.n ? k->region.entry[0] : -1;
    return r >= 0 && r != p->entry && (cedu__fact_within(x, r, p->entry) || has_member(x, p->entry, r));
}

/* 产值[全国]排名第三, 产量在[全省]各市中居第二位: among whom something has its place, up to the word of rank. */
static bool ranks_among(const fx *x, const fact_clause *k, const fact_place *p) {
    enum { REACH = 36 }; /* bytes: twelve characters */
    const fact_cue *r = cedu__fact_find_cue(x, k, p->end, k->end, G(rank));
    const cedu_mention *m = r && r->start - p->end <= REACH ? cedu__fact_mention_at(x, k, r->end) : NULL;
    if (!m || m->type != CEDU_MENTION_ordinal || !holds_more(x, k, p)) return false;
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].start < r->start; i++)
        if (x->m.p[i].start >= p->end && cedu__fact_is_measure(x->m.p[i].type)) return false;
    return !cedu__fact_find_cue(x, k, p->end, r->start, G(be) | G(have) | G(growth) | G(share));
}

/* 产量在[全省]的比重, 产量[全国]占比: the whole, before the word of share. */
static bool shares_in(const fx *x, const fact_clause *k, const fact_place *p, const fact_cue *before) {
    uint32_t n, at = p->end;
    if (cedu__fact_char(x, at, k->end, &n) == 0x7684) at = n; /* 的 */
    const fact_cue *s = cedu__fact_cue_at(x, k, at);
    if (!s || (!(s->groups & G(share)) && !cedu__eqz(cedu__fact_cue_value(x, s, FACT_I_rate_noun), "part"))) return false;
    bool in = before && cedu__eqz(cedu__fact_cue_value(x, before, FACT_I_link), "back"); /* 在 */
    bool noun = (s->groups & G(rate_noun)) != 0 && p->start > k->start;
    return holds_more(x, k, p) && (in || (noun && cedu__fact_is_wide(x, p->entry)));
}

/* 拥有[全国]33%的企业: the whole, right before how much of it. */
static bool part_follows(const fx *x, const fact_clause *k, const fact_place *p, const cedu_mention *m) {
    uint32_t n;
    bool part = m && (m->type == CEDU_MENTION_percent || (m->type == CEDU_MENTION_number && m->value > 0 && m->value < 1));
    return part && cedu__fact_char(x, m->end, k->end, &n) == 0x7684 && holds_more(x, k, p) && /* 的 */
           cedu__fact_verb_in(x, n, k->end) == k->end; /* 某省三成的企业采用…: where those are that do so */
}

/* 北京9月10日电 over a report about the country: where it was sent from, when the page's text does not name the place again and speaks of
 * the country instead. */
static bool only_sent_from(const fx *x, const fact_clause *k, const fact_place *p) {
    enum { HEAD = 1200 }; /* bytes: a dateline stands at the head of a page */
    uint32_t n;
    const cedu_mention *day = cedu__fact_mention_at(x, k, p->end);
    if (p->start > HEAD || !day || day->type != CEDU_MENTION_time ||
        !cedu__fact_is_wire(cedu__fact_char(x, day->end, k->end, &n)))
        return false;
    bool country = false;
    for (size_t i = 0; i < x->m.n; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->entry < 0 || m->start == p->start) continue;
        if (m->type == CEDU_MENTION_region && cedu__fact_within(x, m->entry, p->entry)) return false;
        country |= m->type == CEDU_MENTION_organisation &&
                   (cedu__starts(m->name, cedu__fact_word(x->words, FACT_WORD_nation)) || /* orgs.tsv has no local bodies */
                    (cedu__image_entry(x->im, m->entry)->cls == CEDU_CLASS_org &&
                     cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_level), "government")));
    }
    for (size_t i = 0; i < x->cues.n && !country; i++)
        country = cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_here), "country");
    return country;
}

static fact_role role_of(const fx *x, const fact_clause *k, const fact_place *p) {
    const fact_cue *before = cedu__fact_cue_ending(x, k, p->start);
    uint32_t at = p->end, n;
    const fact_cue *after = cedu__fact_cue_at(x, k, at);
    if (after && (after->groups & G(link)) && after->end - at == 6) after = cedu__fact_cue_at(x, k, at = after->end); /* 地区 */
    const cedu_mention *m = cedu__fact_mention_at(x, k, at);
    if (before && (before->groups & G(share))) return ROLE_DENOMINATOR;
    if (before && (before->groups & G(compare))) return ROLE_REFERENCE;
    bool first_place = p == &x->places.p[k->p0];
    int32_t topic = !first_place && p[-1].role == ROLE_TOPIC ? p[-1].entry : k->region.n ? k->region.entry[0] : -1;
    if (before && (before->groups & G(baseline)) && p->entry != topic && cedu__fact_than(x, k, p->end))
        return ROLE_REFERENCE; /* 比全国快2.9个百分点 */
    if (part_follows(x, k, p, m)) return ROLE_DENOMINATOR;
    if (ranks_among(x, k, p)) return ROLE_SCOPE;
    if (shares_in(x, k, p, before)) return ROLE_DENOMINATOR;
    if (((after && (after->groups & G(first))) || first_word(x, m)) && first_place && !k->region.n && p->entry >= 0 &&
        !cedu__fact_is_wide(x, p->entry) && cedu__fact_at_head(x, k, p->start))
        return ROLE_TOPIC; /* 沈阳首个…: it is also where */
    uint32_t tail = m && m->type == CEDU_MENTION_ordinal ? cedu__fact_char_before(x, m->end) : 0;
    bool session = tail == 0x5C4A || tail == 0x6B21 || tail == 0x671F || /* 某区第十届人民代表大会: 届 次 期 count meetings */
                   (tail == 0x6279 && p->entry >= 0 && !cedu__fact_is_wide(x, p->entry)); /* 某省第四批名单: 批 */
    if ((tail && !session) || (after && (after->groups & (G(first) | G(level))))) return ROLE_SCOPE;
    if (before && (before->groups & G(rank))) return ROLE_SCOPE;
    if (before && cedu__eqz(cedu__fact_cue_value(x, before, FACT_I_be), "is") && cedu__fact_find_cue(x, k, at, k->end, G(top)))
        return ROLE_SCOPE;                                    /* 是全市面积最大的基地 */
    const fact_cue *over = cedu__fact_cue_at(x, k, p->start); /* 全国领先 */
    if (over && (over->groups & G(level)) && over->end > p->end) return ROLE_SCOPE;
    uint32_t sign;
    if (cedu__fact_char(x, at, k->end, &n) == 0x7684 && /* 为 A 的 1/2, 不到 A 的一成 */
        ((before && (before->groups & G(be))) || cedu__fact_sign_ending(x, k->start, p->start, &sign).n > 0)) {
        const cedu_mention *v = cedu__fact_mention_at(x, k, n);
        if (v && (v->type == CEDU_MENTION_number || v->type == CEDU_MENTION_percent || v->type == CEDU_MENTION_quantity))
            return ROLE_REFERENCE;
    }
    bool dash = is_dash(cedu__fact_char(x, p->end, k->end, &n));
    bool second = !first_place && p[-1].role == ROLE_TOPIC && !p->joined; /* 某市率先在全国上线… */
    bool in_wide = p->entry >= 0 && cedu__fact_is_wide(x, p->entry) && near_is_narrow(x, k) && p->start > k->start &&
                   cedu__fact_char_before(x, p->start) == 0x5728; /* 在 */
    if (in_wide) return ROLE_INSIDE;
    const fact_cue *held = cedu__fact_cue_at(x, k, p->end);
    if (!first_place && held && (held->groups & G(event_verb)) && p[-1].role == ROLE_TOPIC && p->start > k->start &&
        cedu__fact_char_before(x, p->start) == 0x5728)
        return ROLE_INSIDE; /* 某省开工动员会在某市举行: the venue */
    uint32_t wire = m && m->type == CEDU_MENTION_time && first_place && p + 1 < &x->places.p[k->p1]
                        ? cedu__fact_char(x, m->end, k->end, &n)
                        : 0;
    const cedu_mention *word = wire ? cedu__fact_mention_at(x, k, m->end) : NULL; /* 2022年[电子]信息 */
    if (cedu__fact_is_wire(wire) && m->when.grain == CEDU_GRAIN_DAY && !(word && cedu__fact_is_measure(word->type)))
        return ROLE_INSIDE; /* 合肥4月8日电 */
    if (only_sent_from(x, k, p)) return ROLE_INSIDE;
    if (before && cedu__eqz(cedu__fact_cue_value(x, before, FACT_I_be), "exceed") && before->start == k->start)
        return ROLE_INSIDE; /* 超过某省会，…: what was passed is not what is spoken of */
    bool strategy = p->entry >= 0 && x->doc_region.n && x->doc_region.entry[0] != p->entry && near_is_narrow(x, k) &&
                    cedu__eqz(cedu__image_attr(x->im, p->entry, CEDU_ATTR_level), "cluster") && p->start == k->start &&
                    cedu__fact_cue_at(x, k, p->end) &&
                    cedu__eqz(cedu__fact_cue_value(x, cedu__fact_cue_at(x, k, p->end), FACT_I_link), "toward");
    if (strategy) return ROLE_INSIDE; /* 京津冀[协同]发展走深走实: a name, in the report of one of its cities */
    bool won = before && (before->groups & (G(have) | G(keep))) &&
               (before->groups & G(keep) || before->end - before->start <= 6) &&
               cedu__is_han(cedu__fact_char(x, p->end, k->end, &n)) && !after; /* 入选全国…案例3个 */
    if (p->entry >= 0 && cedu__fact_is_wide(x, p->entry) && won) return ROLE_INSIDE;
    int32_t here = k->region.n ? k->region.entry[0] : -1;
    if (won && (before->groups & G(keep)) && here >= 0 && here != p->entry && cedu__fact_within(x, here, p->entry))
        return ROLE_INSIDE;
    if (won && here >= 0 && here != p->entry && cedu__fact_within(x, here, p->entry) &&
        ((m && cedu__fact_is_number(m->type)) || (x->header && (before->groups & (G(approve) | G(project_verb))))))
        return ROLE_INSIDE; /* 入选某市十大…; 建成某省示范企业30家, in a document of one of its cities */
    if (p->entry >= 0 && cedu__fact_is_wide(x, p->entry) && (!cedu__fact_at_head(x, k, p->start) || dash || second))
        return ROLE_INSIDE; /* 中国—某国实验室 */
    uint32_t n2;
    if (dash && cedu__is_han(cedu__fact_char(x, n, k->end, &n2)) && p + 1 == &x->places.p[k->p1])
        return ROLE_INSIDE;      /* 某走廊—某沙漠边缘阻击战 */
    const fact_place *first = p; /* 面向东盟和西南地区 */
    while (first > &x->places.p[k->p0] && first->joined) first--;
    if (first->start > k->start && cedu__fact_char_before(x, first->start) == 0x5BF9) return ROLE_INSIDE; /* 对东盟出口 */
    if (cedu__fact_word_ends(x->words, FACT_WORD_except, cedu__fact_text(x, k->start, first->start)) &&
        cedu__fact_char(x, p->end, k->end, &n) == 0x5916)
        return ROLE_INSIDE; /* 除厦门外 */
    if (first->start > k->start && cedu__fact_char_before(x, first->start) == 0x81F3 && first->start == k->start + 3)
        return ROLE_INSIDE; /* 至甲市、乙市的线路 */
    const fact_cue *toward = first == p ? before : cedu__fact_cue_ending(x, k, first->start);
    if (toward && (toward->groups & G(link)) && cedu__eqz(cedu__fact_cue_value(x, toward, FACT_I_link), "toward"))
        return ROLE_INSIDE;
    const fact_place *last = p;
    while (last + 1 < &x->places.p[k->p1] && last[1].joined) last++;
    bool several = last > first && toward && (toward->groups & G(have)) && (toward->groups & G(task)) && k->region.n &&
                   !cedu__fact_is_wide(x, k->region.entry[0]) && cedu__fact_within(x, p->entry, k->region.entry[0]);
    const fact_cue *behind = several ? cedu__fact_cue_at(x, k, last->end) : NULL;
    if (several && cedu__is_han(cedu__fact_char(x, last->end, k->end, &n)) &&
        (!behind || !(behind->groups & ~(G(here) | G(field)))))
        return ROLE_INSIDE; /* 建设甲市、乙市国家枢纽: what is built, for the whole that builds it */
    if (cedu__fact_quoted_name(x, k, p->start, p->end) && !(p->start == k->start + 3 && k->opens_quote))
        return ROLE_INSIDE; /* “拉萨不夜城” */
    return ROLE_TOPIC;
}

static void add_place(fx *x, fact_clause *k, fact_place p) {
    const cedu_entry *e = cedu__image_entry(x->im, p.entry);
    if (e && e->parent >= 0 && cedu__eqz(cedu__image_attr(x->im, p.entry, CEDU_ATTR_level), "park"))
        p.entry = e->parent; /* zones.tsv */
    if (x->places.n > k->p0) {
        fact_place *last = &x->places.p[x->places.n - 1];
        uint32_t n, gap = last->end;
        uint32_t c = cedu__fact_char(x, gap, p.start, &n);
        bool touching = gap == p.start || ((c == 0xFF08 || c == '(') && n == p.start);
        if (touching && p.entry >= 0 && last->entry >= 0 && cedu__fact_within(x, p.entry, last->entry)) {
            last->entry = p.entry; /* 四川成都, 天津（滨海新区）: the finer one */
            last->end = p.end;
            if (c == 0xFF08 || c == '(') last->end = p.end + (uint32_t)(n - gap);
            return;
        }
        p.joined = joins(x, k, last->end, p.start);
    }
    (void)CEDU_PUSH(x->arena, &x->places, p);
}

/* Districts share names (长安区), and some are everyday words (新建): the one inside the region spoken of wins, and a short form
 * of a district elsewhere is no place. A single character never is. */
static int32_t settle_region(const fx *x, const cedu_mention *m, int32_t about) {
    if (m->end - m->start <= 3) return -1;
    if (about < 0 || cedu__fact_within(x, m->entry, about)) return m->entry;
    cedu_hit h[16];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_region, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
    for (int32_t up = about; up >= 0; up = cedu__image_entry(x->im, up)->parent) {
        if (cedu__fact_is_wide(x, up)) break;
        for (size_t i = 0; i < n; i++)
            if (h[i].end == m->end && h[i].entry != up && cedu__fact_within(x, h[i].entry, up)) return h[i].entry;
    }
    bool county = cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_level), "county");
    return county && m->end - m->start <= 6 && !cedu__fact_is_wide(x, about) ? -1 : m->entry;
}

/* 绍兴黄酒、金华火腿: things of a list, each with its place in its name; no number, verb or 分别 between. */
static bool named_by_place(const fx *x, const fact_clause *k, const fact_place *p, const fact_place *q) {
    if (p->role != ROLE_TOPIC && p->role != ROLE_INSIDE) return false;
    if (q->joined || q->start - p->end < 6 || q->start - p->end > 48 || cedu__fact_is_wide(x, q->entry)) return false;
    uint32_t n, last = (uint32_t)cedu__u8_prev(x->text, q->start);
    if (cedu__fact_char(x, last, q->start, &n) != 0x3001 || cedu__fact_find_cue(x, k, k->start, k->end, G(respectively)))
        return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= p->end && x->m.p[i].end <= q->start &&
            (cedu__fact_is_number(x->m.p[i].type) || x->m.p[i].type == CEDU_MENTION_time))
            return false;
    return !cedu__fact_find_cue(x, k, p->end, q->start, G(be) | G(growth) | G(share) | G(rank) | G(have));
}

/* The 等 behind a place, names that no pack has between them (洛阳[、某地]等); NULL = none. */
static const fact_cue *etc_behind(const fx *x, const fact_clause *k, uint32_t at) {
    uint32_t n;
    for (uint32_t i = at, wide = 0; i < k->end && i - at <= 40; i = n) {
        const fact_cue *q = cedu__fact_cue_at(x, k, i);
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        if (q && (q->groups & G(etc))) return q;
        wide = c == 0x3001 ? 0 : wide + 1;
        if ((i == at && c != 0x3001) || (c != 0x3001 && !cedu__is_han(c)) || q || wide > 4)
            break; /* names have four characters at most */
    }
    return NULL;
}

/* 洛阳等10个枢纽, 黄石、咸宁等文明城市12个: examples of what the wider region has. */
static void drop_examples(fx *x, const fact_clause *k, const fact_region *near, const fact_region *doc) {
    for (uint32_t i = k->p1; i > k->p0; i--) {
        fact_place *p = &x->places.p[i - 1];
        const fact_cue *etc = etc_behind(x, k, p->end);
        if (p->role != ROLE_TOPIC || !etc || !(etc->groups & G(etc))) continue;
        const cedu_mention *count = NULL;
        for (uint32_t j = k->m0; j < k->m1 && !count; j++)
            if (x->m.p[j].start >= etc->end && cedu__fact_is_number(x->m.p[j].type)) count = &x->m.p[j];
        if (!count || !cedu__fact_counts(x, count) || count->start - etc->end > 36) continue;
        if (cedu__fact_find_cue(x, k, etc->end, count->start, G(be) | G(growth) | G(have) | G(respectively) | G(all))) continue;
        if (cedu__find(cedu__fact_text(x, etc->end, count->start), CEDU_STR("\xE3\x80\x81"), 0) >= 0) continue; /* 、 */
        uint32_t first = i - 1;
        while (first > k->p0 && x->places.p[first].joined) first--;
        bool within = true;
        for (uint32_t j = first; j < i; j++) {
            int32_t e = x->places.p[j].entry;
            bool in_near = near->n && near->entry[0] != e && !cedu__fact_is_wide(x, near->entry[0]) &&
                           cedu__fact_within(x, e, near->entry[0]);
            within &= in_near || (doc->n && doc->entry[0] != e && !cedu__fact_is_wide(x, doc->entry[0]) &&
                                  cedu__fact_within(x, e, doc->entry[0]));
        }
        for (uint32_t j = first; within && j < i; j++) x->places.p[j].role = ROLE_INSIDE;
    }
}

/* 甲区和乙区 by their short names (香洲、金湾和斗门分别…): words that only name a place inside the region spoken of, in a list that is
 * handed something out. */
static void find_bare_list(fx *x, fact_clause *k, const fact_region *near) {
    if (!(k->has & G(respectively)) || near->n != 1 || cedu__fact_is_wide(x, near->entry[0])) return;
    fact_place found[FACT_MAX_REGIONS];
    size_t n = 0;
    uint32_t at = k->start, next;
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, at)) && (q->groups & (G(among) | G(link)));) at = q->end;
    while (n < FACT_MAX_REGIONS) {
        cedu_hit h[16];
        size_t hits = cedu__image_match(x->im, 1u << CEDU_CLASS_region, cedu__sub(x->text, 0, k->end), at, h, CEDU_COUNT(h));
        int32_t in = -1;
        for (size_t i = hits; i > 0 && in < 0; i--)
            if (h[i - 1].end - at >= 6 && h[i - 1].entry != near->entry[0] &&
                cedu__fact_within(x, h[i - 1].entry, near->entry[0]))
                in = h[i - 1].entry, next = (uint32_t)h[i - 1].end;
        if (in < 0) return;
        found[n] = (fact_place){.start = at, .end = next, .entry = in, .joined = n > 0};
        n++;
        uint32_t c = cedu__fact_char(x, next, k->end, &at);
        if (!cedu__fact_joins(c)) break;
    }
    for (size_t i = 0; n > 1 && i < n; i++) (void)CEDU_PUSH(x->arena, &x->places, found[i]);
}

void cedu__fact_find_places(fx *x, fact_clause *k, const fact_region *near, const fact_region *doc) {
    k->p0 = (uint32_t)x->places.n;
    uint32_t c = k->c0;
    for (uint32_t i = k->m0; i <= k->m1; i++) {
        uint32_t upto = i < k->m1 ? x->m.p[i].start : k->end;
        for (; c < k->c1 && x->cues.p[c].start < upto; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (!(q->groups & G(here)) || (x->places.n > k->p0 && x->places.p[x->places.n - 1].end > q->start)) continue;
            fact_region just = {0}; /* 天津[全市] */
            if (x->places.n > k->p0) just.entry[just.n++] = x->places.p[x->places.n - 1].entry;
            int32_t r = resolve_here(x, cedu__fact_cue_value(x, q, FACT_I_here), just.n ? &just : near, doc);
            if (r >= 0) add_place(x, k, (fact_place){.start = q->start, .end = q->end, .entry = r});
        }
        if (i == k->m1) break;
        const cedu_mention *m = &x->m.p[i];
        if (m->type != CEDU_MENTION_region || m->entry < 0) continue;
        if (x->places.n > k->p0 && x->places.p[x->places.n - 1].end > m->start) continue;
        int32_t about = x->places.n > k->p0 ? x->places.p[x->places.n - 1].entry
                        : near->n           ? near->entry[0]
                        : doc->n            ? doc->entry[0]
                                            : -1;
        int32_t r = settle_region(x, m, about);
        if (r >= 0) add_place(x, k, (fact_place){.start = m->start, .end = m->end, .entry = r});
    }
    if (x->places.n == k->p0) find_bare_list(x, k, near->n ? near : doc);
    k->p1 = (uint32_t)x->places.n;
    for (uint32_t i = k->p0; i < k->p1; i++) {
        fact_place *p = &x->places.p[i];
        p->role = role_of(x, k, p);
        bool with = p->joined && i > k->p0;
        if (with && (p->role == ROLE_INSIDE || p[-1].role == ROLE_REFERENCE)) p->role = p[-1].role; /* 超越甲、乙、丙 */
        uint32_t n;
        if (p->joined && i > k->p0 && p[-1].role == ROLE_INSIDE && cedu__fact_is_wide(x, p[-1].entry) &&
            is_dash(cedu__fact_char(x, p[-1].end, p->start, &n)))
            p->role = ROLE_INSIDE; /* 中国-东盟某中心 */
        if (i > k->p0 && named_by_place(x, k, p - 1, p)) {
            uint32_t end = p[-1].end;
            int32_t wider = cedu__fact_region_at(x, p[-1].start, p[-1].end, &end);
            if (wider >= 0 && end < p[-1].end) p[-1].entry = wider, p[-1].end = end; /* 云南省[普洱咖啡]、昆明鲜花 */
            else p[-1].role = ROLE_INSIDE;
            p->role = ROLE_INSIDE;
        }
    }
    drop_examples(x, k, near, doc);
}

void cedu__fact_lift_here(fx *x, const fact_clause *k, fact_region *later) {
    const fact_cue *q = later->n ? cedu__fact_find_cue(x, k, k->start, k->end, G(here)) : NULL;
    for (uint32_t p = k->p0; q && p < k->p1; p++)
        if (x->places.p[p].start <= q->start) q = NULL; /* explained, or not the first */
    cedu_str level = q ? cedu__fact_cue_value(x, q, FACT_I_here) : (cedu_str){0};
    if (!q || cedu__eqz(level, "country")) return;
    int32_t r = resolve_here(x, level, later, later);
    *later = r >= 0 ? (fact_region){.entry = {r}, .n = 1, .at = {q->start, q->end}} : (fact_region){0};
}

/* 甲、乙、丙[三市]的产值合计…: as many places as the list before has, and nothing that is counted. */
bool cedu__fact_sums_places(const fx *x, const fact_clause *k, const cedu_mention *m) {
    if (m->type != CEDU_MENTION_quantity || !m->has_value || m->value < 2 || m->value > FACT_MAX_REGIONS) return false;
    for (uint32_t i = k->p1; i > k->p0; i--) {
        if (x->places.p[i - 1].end != m->start) continue;
        fact_region list;
        cedu_hit h[8];
        cedu__fact_places_ending(x, k, i - 1, &list);
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
        for (size_t j = 0; j < n; j++) /* 三市, 两地, but not 四大 */
            if (h[j].end == m->end && (x->group_of[h[j].entry - x->cue_first] & G(joint))) return (double)list.n == m->value;
        return false;
    }
    return false;
}

void cedu__fact_places_ending(const fx *x, const fact_clause *k, uint32_t last, fact_region *out) {
    uint32_t first = last;
    while (first > k->p0 && x->places.p[first].joined) first--;
    *out = (fact_region){.at = {x->places.p[first].start, x->places.p[last].end}};
    for (uint32_t i = first; i <= last && out->n < FACT_MAX_REGIONS; i++) out->entry[out->n++] = x->places.p[i].entry;
}

/* 绍兴某遗址考古取得进展，新增…: a place that a thing is called by, in a clause without a figure, where a region around it is spoken of.
 * What follows is not of that place. */
bool cedu__fact_names_a_thing(const fx *x, const fact_clause *k, const fact_place *p) {
    const fact_region *whole = k->region.n ? &k->region : &x->doc_region;
    if (!whole->n || p->entry < 0 || p->entry == whole->entry[0] || cedu__fact_is_wide(x, whole->entry[0])) return false;
    bool around = cedu__fact_within(x, p->entry, whole->entry[0]) || cedu__fact_is_wide(x, p->entry) ||
                  cedu__eqz(cedu__image_attr(x->im, p->entry, CEDU_ATTR_level), "cluster");
    uint32_t n, first = cedu__fact_char(x, p->start, p->end, &n);
    if ((!around && !x->header) || first == 0x5168 || first == 0x4E16) return false; /* 全球各国, 世界: of all of them */
    if (!cedu__is_han(cedu__fact_char(x, p->end, k->end, &n))) return false;
    const fact_cue *q = cedu__fact_cue_at(x, k, p->end);
    if (q && (q->groups & HEADWORDS)) return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type)) return false;
    return true;
}

bool cedu__fact_own_region(const fx *x, const fact_clause *k, uint32_t from, uint32_t at, fact_region *out) {
    for (uint32_t i = k->p1; i > k->p0; i--) {
        const fact_place *p = &x->places.p[i - 1];
        if (p->end > at || p->start < from || p->role != ROLE_TOPIC) continue;
        cedu__fact_places_ending(x, k, i - 1, out);
        return true;
    }
    return false;
}
