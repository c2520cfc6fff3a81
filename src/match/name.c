/* name.c - organisations and persons.
 *
 * An organisation is a form of the lexicon (class org), or a place and a suffix (class org_suffix): from the suffix we walk back to
 * the nearest region, or 市, 省, 国家; firms and institutes may begin anywhere after a mark or a function word. The canonical name
 * of a government body is its region's name and the suffix row's: 市经信局 on a page of Chengdu is 成都市经济和信息化局.
 * A person is a surname and one or two characters behind a post, or between a mark and a verb of speech.
 * All walks are bounded, so a text of nothing but suffixes costs its length.
 */
#include "match/internal.h"

#define WALK 20 /* characters back from a suffix */

static cedu_mention *region_ending(cedu__scan *sc, size_t from, size_t to) { /* the last region that lies in [from, to] */
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 24; n++) {
        cedu_mention *m = &sc->out.p[k];
        if (m->type == CEDU_MENTION_region && m->start >= from && m->end <= to && !m->refused) return m;
        if (m->end + 200 < from) break;
    }
    return NULL;
}

static void push_org(cedu__scan *sc, size_t start, size_t end, int32_t entry, cedu_str name) {
    /* a longer organisation replaces those inside it that ended here */
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 12; n++) {
        cedu_mention *m = &sc->out.p[k];
        if (m->type != CEDU_MENTION_organisation) continue;
        if (m->start >= start && m->end <= end) {
            m->start = (uint32_t)start, m->end = (uint32_t)end, m->core_start = m->start, m->core_end = m->end;
            m->entry = entry, m->name = name;
            return;
        }
        if (m->start <= start && m->end >= end) return;
        break;
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_organisation, start, end);
    m.entry = entry, m.name = name;
    cedu__scan_push(sc, m);
}

void cedu__org_hit(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s;
    size_t len;
    if (h.weak || cedu__image_entry(sc->im, h.entry)->weak) return;
    uint32_t before = cedu__cp_before(s, at), after = cedu__fold_at(s, h.end, &len);
    uint32_t first = cedu__fold_at(s, at, &len);
    if (cedu__is_alpha(first) && (cedu__is_alpha(before) || cedu__is_digit(before))) return;
    if (cedu__is_alpha(cedu__cp_before(s, h.end)) && (cedu__is_alpha(after) || cedu__is_digit(after))) return;
    /* 市发改委, 省教育部 …: the suffix rule knows better */
    if (before == 0x5E02 || before == 0x7701 || before == 0x533A || before == 0x53BF) return;
    push_org(sc, at, h.end, h.entry, cedu__image_entry(sc->im, h.entry)->name);
}

/* The region that a bare 市 or 省 before a government body means. */
static int32_t own_region(cedu__scan *sc, const char *level) {
    int32_t r = sc->opt ? sc->opt->ref_region : -1;
    for (int n = 0; r >= 0 && n < 8; n++) {
        cedu_str lv = cedu__attr(sc, r, CEDU_ATTR_level);
        if (cedu__eqz(lv, level) || (strcmp(level, "prefecture") == 0 && cedu__eqz(lv, "province"))) return r;
        r = cedu__image_entry(sc->im, r)->parent;
    }
    return -1;
}

/* Characters that stand in no name: 的了在是将对由从等与向被把让为于据按以和及或并但而则其该此这
 * 那各每有到至就也都已又还更最使请经过给多些出几个家所批类种 */
static bool function_char(uint32_t c) {
    static const uint16_t codes[] = {0x4E0E, 0x4E2A, 0x4E3A, 0x4E5F, 0x4E86, 0x4E8E, 0x4E9B, 0x4ECE, 0x4EE5, 0x4F46,
                                     0x4F7F, 0x5176, 0x51E0, 0x51FA, 0x5219, 0x5230, 0x53C8, 0x53CA, 0x5404, 0x5411,
                                     0x548C, 0x5728, 0x591A, 0x5BB6, 0x5BF9, 0x5C06, 0x5C31, 0x5DF2, 0x5E76, 0x6216,
                                     0x6240, 0x6279, 0x628A, 0x6309, 0x636E, 0x662F, 0x66F4, 0x6700, 0x6709, 0x6B64,
                                     0x6BCF, 0x7531, 0x7684, 0x79CD, 0x7B49, 0x7C7B, 0x7ECF, 0x7ED9, 0x800C, 0x81F3,
                                     0x88AB, 0x8BA9, 0x8BE5, 0x8BF7, 0x8FC7, 0x8FD8, 0x8FD9, 0x90A3, 0x90FD}; /* ascending */
    return cedu__among(c, codes, CEDU_COUNT(codes));
}

/* Whether the character c at p ends the walk back through a name: 据, but not in 数据. */
static bool breaks_name(cedu_str s, size_t p, uint32_t c) {
    if (!function_char(c)) return false;
    return !((c == 0x636E && cedu__cp_before(s, p) == 0x6570) || cedu__lit(s, p, "出口") || cedu__lit(s, p, "出版"));
}

/* 市经信局、科技局和财政局: those after the first share its region. */
static void push_listed(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s;
    if (at < 3 || !(cedu__lit(s, at - 3, "、") || cedu__lit(s, at - 3, "和") || cedu__lit(s, at - 3, "与"))) return;
    const cedu_entry *e = cedu__image_entry(sc->im, h.entry);
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 12; n++) {
        const cedu_mention *m = &sc->out.p[k];
        if (m->type != CEDU_MENTION_organisation || m->end != at - 3) continue;
        const cedu_entry *o = cedu__image_entry(sc->im, m->entry);
        if (!o || o->cls != CEDU_CLASS_org_suffix || !cedu__ends(m->name, o->name)) return;
        int own = (int)(m->name.n - o->name.n);
        cedu_str level = cedu__attr(sc, h.entry, CEDU_ATTR_level);
        if (own > 0 && cedu__eqz(level, "bureau"))
            push_org(sc, at, h.end, h.entry,
                     cedu__arena_strf(sc->arena, "%.*s%.*s", own, m->name.p, (int)e->name.n, e->name.p));
        return;
    }
}

/* Cues that are nouns and stand inside names: 技术, 数据中心. */
static bool noun_cue(const cedu__scan *sc, int32_t entry, cedu_str level) {
    static const char *const GROUPS[] = {"other",        "field",        "vision",    "zone",
                                         "project_noun", "measure_noun", "rate_noun", "fund"};
    cedu_str g = cedu__attr(sc, entry, CEDU_ATTR_group);
    if (cedu__eqz(level, "facility")) return cedu__eqz(g, "other");
    for (size_t q = 0; q < CEDU_COUNT(GROUPS); q++)
        if (cedu__eqz(g, GROUPS[q])) return true;
    return false;
}

/* 某大学（某市）某某研究中心: a centre belongs to the body before it when only a place in brackets and a name of its own stand between. */
static bool part_of_body(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s;
    size_t len, own = 0, chars = 0;
    const cedu_mention *body = NULL;
    bool open = false;
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 12 && !body; n++)
        if (sc->out.p[k].type == CEDU_MENTION_organisation) body = &sc->out.p[k];
    if (!body || body->end >= at || at - body->end > 3 * WALK || body->end - body->start < 12) return false;
    for (size_t k = body->end; k < at; k += len) {
        uint32_t c = cedu__fold_at(s, k, &len);
        if (k == body->end && c == '(') open = true;
        else if (c == ')' && open && !own) own = k + len, chars = 0;
        else if (!cedu__is_han(c) || function_char(c)) return false;
        else chars++;
        cedu_hit v = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue, k);
        if (v.entry >= 0 && v.end <= at && v.end - k >= 6 && !noun_cue(sc, v.entry, CEDU_STR("")) &&
            !cedu__eqz(cedu__attr(sc, v.entry, CEDU_ATTR_group), "here"))
            return false;
    }
    if (!own || chars < 2) return false;
    push_org(sc, body->start, h.end, -1, cedu__sub(s, body->start, h.end));
    return true;
}

/* Whether a cue of two characters ends here: 联合|省财政厅, 会同|市科技局. */
static bool cue_ends(const cedu__scan *sc, size_t at) {
    size_t p = at;
    for (int i = 0; i < 2; i++) {
        if (p == 0 || !cedu__is_han(cedu__cp_before(sc->s, p))) return false;
        p = cedu__u8_prev(sc->s, p);
    }
    cedu_hit v = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue, p);
    return v.entry >= 0 && v.end == at;
}

/* Where the body ends to which another is joined by a short word and 省 or 市 (某省某厅会同省…); 0 = none such in (from, at). */
static size_t body_before(const cedu__scan *sc, size_t from, size_t at) {
    if (!cedu__in_set(cedu__cp_before(sc->s, at), "省市区县")) return 0;
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 12; n++) {
        const cedu_mention *m = &sc->out.p[k];
        if (m->type != CEDU_MENTION_organisation || m->end > at) continue;
        return m->end >= from && at - m->end >= 6 && at - m->end <= 12 ? m->end : 0;
    }
    return 0;
}

void cedu__suffix_hit(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s, level = cedu__attr(sc, h.entry, CEDU_ATTR_level);
    const cedu_entry *e = cedu__image_entry(sc->im, h.entry);
    size_t len, limit = at, n = 0;
    bool gov = cedu__eqz(level, "bureau") || cedu__eqz(level, "government"), generic = cedu__eqz(level, "generic");
    for (size_t k = sc->traps.n, t = 0; k-- > 0 && t < 8; t++)
        if (sc->traps.p[k].start <= at && sc->traps.p[k].end >= h.end && sc->traps.p[k].start < at) return;
    /* 办公室主任, 公司治理: a suffix inside a longer word of its own is fine, but 学院路, 银行业 are not */
    uint32_t after = cedu__fold_at(s, h.end, &len);
    if (!gov && cedu__in_set(after, "路业街界类化级制型")) return;
    while (limit > 0 && n < WALK) {
        size_t p = cedu__u8_prev(s, limit);
        uint32_t c = cedu__fold_at(s, p, &len);
        if (!(cedu__is_han(c) || cedu__is_alpha(c) || c == ')' || (n > 0 && (c == '(' || c == 0xB7)) || cedu__is_digit(c)))
            break;
        limit = p, n++;
    }
    cedu_mention *r = region_ending(sc, limit, at), *inner = NULL;
    size_t body = gov && r ? body_before(sc, r->end, at) : 0;
    if (body) limit = body, r = NULL; /* 江苏省科技厅会同|省财政厅 */
    if (r && !gov && !generic && r->end < s.n && cedu__cp_before(s, r->start) == '(' && cedu__fold_at(s, r->end, &len) == ')') {
        inner = r; /* 某某软件(中国)有限公司: the place is part of the name, which begins before it */
        r = region_ending(sc, limit, cedu__u8_prev(s, inner->start));
    }
    if (r && !gov && !generic && cedu__in_set(cedu__fold_at(s, r->start, &len), "全我本该各")) r = NULL; /* 全市公立医院 */
    if (gov || generic) {
        int32_t region = -1;
        size_t start;
        cedu_str mid;
        if (r && !r->vague) {
            start = r->start, region = r->entry, mid = cedu__sub(s, r->end, at);
        } else if (r) {
            return;
        } else {
            /* 市, 省, 区, 县, 国家 directly before, or before the middle of a generic one */
            size_t p = at;
            static const struct {
                const char *z, *level;
            } OWN[] = {{"市", "prefecture"}, {"省", "province"}, {"区", "county"}, {"县", "county"}, {"国家", "country"}};
            start = at, mid = (cedu_str){s.p + at, 0};
            bool found = false;
            for (size_t steps = 0; p > limit && steps < (generic ? 10u : 1u) && !found; steps++) {
                p = cedu__u8_prev(s, p);
                for (size_t k = 0; k < CEDU_COUNT(OWN); k++) {
                    size_t zl = strlen(OWN[k].z);
                    if (p + cedu__u8_len((unsigned char)s.p[p]) >= zl) {
                        size_t q = p + cedu__u8_len((unsigned char)s.p[p]) - zl;
                        if (q < limit || !cedu__lit(s, q, OWN[k].z)) continue;
                        uint32_t b = cedu__cp_before(s, q);
                        if (k < 4 && cedu__is_han(b) && !function_char(b) && !cedu__in_set(b, "，、经由商") && !cue_ends(sc, q))
                            continue;
                        start = q, mid = cedu__sub(s, q + zl, at), region = k < 4 ? own_region(sc, OWN[k].level) : -1,
                        found = true;
                        break;
                    }
                }
            }
            if (!found) {
                push_listed(sc, at, h);
                return;
            }
        }
        size_t mid_chars = 0;
        for (size_t k = 0; k < mid.n;) {
            uint32_t c = cedu__u8_at(mid, k, &len);
            if (!cedu__is_han(c) || (breaks_name(mid, k, c) && c != 0x548C && c != 0x4E0E)) return;
            k += len, mid_chars++;
        }
        if (generic && (mid_chars < 2 || mid_chars > 14)) return;
        if (gov && mid_chars > 6) return;
        if (cedu__eqz(level, "government") && mid.n >= 3 && r && !cedu__in_set(cedu__cp_before(s, at), "市区县州盟旗镇乡道园"))
            return; /* 推进数字政府 */
        /* 成都市政府: 政府 of the region; a middle such as 高新区 is part of the name */
        cedu_str rn = region >= 0 ? cedu__image_entry(sc->im, region)->name : (cedu_str){0};
        cedu_str own = generic ? cedu__sub(s, at, h.end) : e->name;
        cedu_str name = rn.n
                            ? cedu__arena_strf(sc->arena, "%.*s%.*s%.*s", (int)rn.n, rn.p, (int)mid.n, mid.p, (int)own.n, own.p)
                            : cedu__arena_strf(sc->arena, "%.*s%.*s", (int)(at - start), s.p + start, (int)own.n, own.p);
        push_org(sc, start, h.end, h.entry, name);
        return;
    }
    if (cedu__eqz(level, "facility") && part_of_body(sc, at, h)) return;
    /* firms, universities, institutes: to the nearest region, or to a mark or function word */
    size_t start = at, chars = 0;
    bool paren = false;
    while (start > limit) {
        if (r && start <= r->end) { /* 都 in 成都 ends no name */
            start = r->start;
            break;
        }
        size_t p = cedu__u8_prev(s, start);
        uint32_t c = cedu__fold_at(s, p, &len);
        if (c == ')') paren = true;
        if (c == '(') {
            if (!paren) break;
            paren = false;
        }
        if (cedu__is_han(c) && breaks_name(s, p, c) && !(c == 0x548C && r && r->end <= p)) break;
        if (r && p < r->start) break;
        start = p, chars++;
    }
    if (r && r->start >= start) {
        /* prefer the region, unless the word before it belongs to the name (北京 in 中关村北京 …) */
        size_t mid_chars = 0;
        for (size_t k = r->end; k < at; k += cedu__u8_len((unsigned char)s.p[k])) mid_chars++;
        bool bank = cedu__eqz(level, "bank"); /* 江苏银行, but not 江苏银行业 */
        if (bank &&
            (mid_chars || r->end - r->start != 6 || cedu__in_set(cedu__fold_at(s, h.end, &len), "业机保间信贷监网账卡存")))
            return;
        bool small = mid_chars == 0 && !cedu__eqz(level, "university") && !cedu__eqz(level, "media") && !bank;
        if (small) {
            if (cedu__ends(cedu__sub(s, at, h.end), CEDU_STR("有限公司")))
                r->vague = r->refused = true; /* 数字某省集团有限公司 */
            return;
        }
        /* 某市建成3座智算中心, 某市新建数据中心: a sentence, not a name */
        for (size_t k = r->end; k < at; k += len) {
            uint32_t c = cedu__fold_at(s, k, &len);
            cedu_hit v = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue | 1u << CEDU_CLASS_time_name, k);
            if (cedu__is_digit(c) || (cedu__eqz(level, "facility") && cedu__is_numeral(c))) return;
            if (v.entry < 0 || v.end > at) continue;
            bool name_word = noun_cue(sc, v.entry, level);
            bool cue = v.cls == CEDU_CLASS_cue;
            if (cue && cedu__eqz(level, "company") && k > r->end) continue; /* a verb would stand right behind the place */
            if (!name_word && (v.end - k >= 6 || cedu__in_set(c, "拟将已建新"))) return;
        }
        if (cedu__eqz(level, "facility") && (cedu__lit(s, r->end, "大型") || cedu__lit(s, r->end, "新建") ||
                                             cedu__lit(s, r->end, "重点") || cedu__lit(s, r->end, "各")))
            return;
        start = r->start;
    } else {
        const size_t min = 2;
        bool plain = h.end - at == 6 && (cedu__lit(s, at, "公司") || cedu__lit(s, at, "集团"));
        if (cedu__eqz(level, "facility") || (plain && cedu__lit(s, at, "公司")))
            return; /* 数据中心, 重点实验室, 子公司: kinds, not names */
        if (chars < min || chars > (plain ? 5u : 14u)) return;
        /* verbs that often stand before: 建设, 成立, 支持 … are cut off by the cues */
        for (size_t k = start; k < at;) {
            cedu_hit c = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue, k);
            bool noun = c.entry >= 0 && (noun_cue(sc, c.entry, level) || (k > start && cedu__eqz(level, "company")));
            if (c.entry >= 0 && c.end <= at && c.end - k >= 6 && !noun) start = c.end, k = c.end;
            else k += cedu__u8_len((unsigned char)s.p[k]);
        }
        while (start < at && cedu__is_digit(cedu__fold_at(s, start, &len))) start += len; /* a number in a list */
        chars = 0;
        for (size_t k = start; k < at; k += cedu__u8_len((unsigned char)s.p[k])) chars++;
        if (chars < min) return;
        for (size_t k = start; k < at; k += len)
            if (cedu__is_digit(cedu__fold_at(s, k, &len)) || (k == start && cedu__is_numeral(cedu__fold_at(s, k, &len))))
                return;
    }
    /* generic words are no names: 高新技术企业集团, 相关公司, 重点实验室 */
    cedu_str text = cedu__sub(s, start, at);
    static const char *const COMMON[] = {"国家级", "省级", "重点",   "相关",   "龙头",     "上市", "子",   "母",
                                         "多家",   "若干", "互联网", "科技",   "高等",     "职业", "企业", "产业",
                                         "创新",   "联合", "工程",   "国家",   "人工智能", "技术", "专业", "一流",
                                         "综合",   "学术", "新型",   "省部级", "大型",     "知名", "独立"};
    for (size_t k = 0; k < CEDU_COUNT(COMMON); k++)
        if (cedu__eqz(text, COMMON[k])) return;
    if (inner && inner->start >= start) inner->vague = inner->refused = true;
    /* the region inside a firm's or university's name is not a place spoken of */
    if (r && r->start >= start && !cedu__eqz(level, "association") && !cedu__eqz(level, "facility"))
        r->vague = true, r->refused = true;
    push_org(sc, start, h.end, -1, cedu__sub(s, start, h.end)); /* moves the mentions: inner and r are behind us */
}

/* ------------------------------------------------------------------ persons */
static size_t surname_at(const cedu__scan *sc, size_t i) {
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t n = cedu__image_match(sc->im, 1u << CEDU_CLASS_post, sc->s, i, hits, CEDU_MATCH_HITS), best = 0;
    for (size_t k = 0; k < n; k++)
        if (cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_group), "surname") && hits[k].end > best) best = hits[k].end;
    return best;
}

/* End of a verb of speech at i, 0 = none. */
static size_t speech_at(const cedu__scan *sc, size_t i) {
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t n = cedu__image_match(sc->im, 1u << CEDU_CLASS_cue, sc->s, i, hits, CEDU_MATCH_HITS), best = 0;
    for (size_t k = 0; k < n; k++)
        if (cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_group), "speech") && hits[k].end > best) best = hits[k].end;
    return best;
}

static bool name_stop(uint32_t c) {
    return !cedu__is_han(c) || function_char(c) ||
           cedu__in_set(c, "说称在率指表介认出主强谈参带说曾均同今昨向建告透分先女们长会作宣致解任");
}

/* A name at i: surname and one or two characters. `speech`: only before a verb of speech. Returns the end or 0. */
static size_t name_at(const cedu__scan *sc, size_t i, bool speech) {
    cedu_str s = sc->s;
    size_t a = surname_at(sc, i), len, l2;
    if (!a) return 0;
    uint32_t c1 = cedu__fold_at(s, a, &len);
    if (!cedu__is_han(c1)) return 0;
    size_t b = a + len;
    /* words that begin like a name: 成果, 时空; 主任任组长 */
    static const unsigned WORDS = 1u << CEDU_CLASS_cue | 1u << CEDU_CLASS_trap | 1u << CEDU_CLASS_post |
                                  1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_indicator | 1u << CEDU_CLASS_head |
                                  1u << CEDU_CLASS_doc_type | 1u << CEDU_CLASS_org_suffix | 1u << CEDU_CLASS_region;
    cedu_hit w = cedu__scan_longest(sc, WORDS, i), w2 = cedu__scan_longest(sc, 1u << CEDU_CLASS_post, a);
    if (!w.weak && w.entry >= 0 && w.end >= b) return 0;
    if (w2.entry >= 0) return 0;
    uint32_t c2 = cedu__fold_at(s, b, &l2);
    if (speech) {
        size_t v = cedu__is_han(c2) ? speech_at(sc, b + l2) : 0;
        if (v && !function_char(c1) && !function_char(c2)) return b + l2;
        v = speech_at(sc, b);
        return v && !function_char(c1) ? b : 0;
    }
    if (c2 == 0x5411 && speech_at(sc, b + l2)) return b + l2; /* 蔡可向指出, but not 蔡可|向记者 */
    if (function_char(c1)) return cedu__is_han(c2) && !function_char(c2) && speech_at(sc, b + l2) ? b + l2 : 0;
    if (name_stop(c2)) {
        /* 说, 表 … may be the name's own last character: only when speech follows them */
        if (cedu__is_han(c2) && !function_char(c2) && !speech_at(sc, b) &&
            (speech_at(sc, b + l2) || !cedu__is_han(cedu__fold_at(s, b + l2, &len))))
            return b + l2; /* 李晓强， */
        return b;
    }
    if (speech_at(sc, b + l2)) return b + l2;                                  /* 陈立新|建议, though 新建 is a word */
    if (cedu__scan_longest(sc, 1u << CEDU_CLASS_post, b).entry >= 0) return b; /* 王强教授 */
    cedu_hit cue = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue, b);
    if (cue.entry >= 0 && cue.end - b >= 6) return b;
    return b + l2;
}

static void push_person(cedu__scan *sc, size_t start, size_t end) {
    cedu_mention m = cedu__mention_new(CEDU_MENTION_person, start, end);
    m.name = cedu__sub(sc->s, start, end);
    cedu__scan_push(sc, m);
}

void cedu__persons(cedu__scan *sc) {
    cedu_str s = sc->s;
    size_t n = sc->out.n, last = 0, len;
    for (size_t k = 0; k < n; k++) { /* behind posts */
        if (sc->out.p[k].type != CEDU_MENTION_post) continue;
        size_t i = sc->out.p[k].end;
        if (i < last) continue;
        if (cedu__fold_at(s, i, &len) == ' ') i += len;
        bool inside_post = false;
        for (size_t q = k + 1; q < n && sc->out.p[q].start <= i; q++)
            if (sc->out.p[q].start == i &&
                (sc->out.p[q].type == CEDU_MENTION_post || sc->out.p[q].type == CEDU_MENTION_organisation))
                inside_post = true;
        if (inside_post) continue;
        size_t e = name_at(sc, i, false);
        if (!e) continue;
        uint32_t after = cedu__fold_at(s, e, &len);
        /* a name is followed by a mark, a function word, or a verb */
        cedu_hit cue = cedu__scan_longest(sc, 1u << CEDU_CLASS_cue | 1u << CEDU_CLASS_post, e);
        if (cedu__is_han(after) && !function_char(after) && !name_stop(after) && cue.entry < 0) continue;
        push_person(sc, i, e);
        last = e;
    }
    /* before verbs of speech, behind a mark */
    for (size_t k = 0; k < n; k++) {
        if (sc->out.p[k].type != CEDU_MENTION_cue || sc->out.p[k].entry < 0) continue;
        if (!cedu__eqz(cedu__attr(sc, sc->out.p[k].entry, CEDU_ATTR_group), "speech")) continue;
        size_t v = sc->out.p[k].start, i = v;
        for (int c = 1; c <= 4 && i > 0; c++) {
            i = cedu__u8_prev(s, i);
            if (c < 2) continue;
            uint32_t b = cedu__cp_before(s, i);
            if (cedu__is_han(b) || cedu__is_alpha(b)) continue;
            size_t e = name_at(sc, i, true);
            if (e != v) continue;
            bool taken = false;
            for (size_t q = k > 12 ? k - 12 : 0; q < sc->out.n && q < k + 12; q++) {
                const cedu_mention *m = &sc->out.p[q];
                if ((m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_post ||
                     m->type == CEDU_MENTION_person || m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_sector) &&
                    m->start < e && m->end > i)
                    taken = true;
            }
            if (!taken) push_person(sc, i, e);
            break;
        }
    }
}
