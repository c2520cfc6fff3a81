/* clause.c - blocks to sentences and clauses, with cues laid over them.
 *
 * A sentence ends at 。！？； and at the block's end; a closing quotation mark after the stop belongs to it. A clause ends at ，
 * and ： as well, never inside （）【】《》. Half-width marks count where no digit stands on both sides (1,024 and 9:00 are numbers).
 * Cues are the longest forms at a place; those inside titles, organisations, persons and numbers are none.
 * All in one pass over the text; mentions and cues of a clause are slices of two sorted arrays.
 */
#include "fact/inner.h"

bool cedu__fact_is_number(cedu_mention_type t) {
    return t == CEDU_MENTION_number || t == CEDU_MENTION_percent || t == CEDU_MENTION_points || t == CEDU_MENTION_money ||
           t == CEDU_MENTION_quantity || t == CEDU_MENTION_ordinal;
}

static bool is_digit(cedu_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

/* Whether the sign at i is a small form (U+FE50 to U+FE6B). */
static bool is_small(cedu_str s, size_t i) { return i + 2 < s.n && !memcmp(s.p + i, "\xEF\xB9", 2); }

typedef enum stop { STOP_NONE, STOP_CLAUSE, STOP_SENTENCE, STOP_OPEN, STOP_CLOSE } stop;

/* &quot; &lt;: the mark ends a reference, no sentence. */
static bool in_reference(cedu_str s, size_t i) {
    size_t from = i;
    while (from > 0 && i - from < 5 && s.p[from - 1] >= 'a' && s.p[from - 1] <= 'z') from--;
    return from < i && from > 0 && s.p[from - 1] == '&';
}

static stop stop_of(cedu_str s, size_t i, uint32_t c) {
    bool between = i > 0 && is_digit(s, i - 1) && is_digit(s, i + 1);
    switch (c) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1B: return STOP_SENTENCE;
    case 0xFF0E: return is_small(s, i) && !(i > 0 && is_digit(s, i - 1)) ? STOP_SENTENCE : STOP_NONE; /* ﹒ for 。 */
    case ';': return in_reference(s, i) ? STOP_NONE : STOP_SENTENCE;
    case '!':
    case '?': return STOP_SENTENCE;
    case 0xFF0C:
    case 0xFF1A:
    case '|': return STOP_CLAUSE;
    case ',': return between ? STOP_NONE : STOP_CLAUSE;
    case ':': return between ? STOP_NONE : STOP_CLAUSE;
    case 0x300A:
    case 0xFF08:
    case '(':
    case 0x3010:
    case '[': return STOP_OPEN;
    case 0x300B:
    case 0xFF09:
    case ')':
    case 0x3011:
    case ']': return STOP_CLOSE;
    default: return STOP_NONE;
    }
}

/* Titles, organisations and persons hide what is inside them; numbers and times too. */
static bool opaque(cedu_mention_type t) {
    return t == CEDU_MENTION_policy_title || t == CEDU_MENTION_title || t == CEDU_MENTION_organisation ||
           t == CEDU_MENTION_person || t == CEDU_MENTION_document_number || t == CEDU_MENTION_time ||
           t == CEDU_MENTION_duration || t == CEDU_MENTION_set || cedu__fact_is_number(t);
}

static bool ends_in_body(const fx *x, uint32_t from, uint32_t end) { /* [from, end) ends in what bodies' names end in */
    for (uint32_t i = end; i > from && end - i < 24;) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_org_suffix, cedu__sub(x->text, 0, end), i, h, CEDU_COUNT(h));
        if (n && h[n - 1].end == end) return true;
    }
    return false;
}

/* 首台|套: the name of a kind of machine, no place in an order. */
static bool first_set(const fx *x, const cedu_mention *m) {
    size_t n;
    uint32_t c = m->type == CEDU_MENTION_ordinal && m->end < x->text.n ? cedu__u8_at(x->text, m->end, &n) : 0;
    if (c == '(' || c == 0xFF08) c = m->end + n < x->text.n ? cedu__u8_at(x->text, m->end + n, &n) : 0;
    return c == 0x5957 && cedu__u8_count(cedu__sub(x->text, m->start, m->end)) == 2;
}

/* 10G PON: figures and a letter before more letters are a name. */
static bool spells_on(const fx *x, const cedu_mention *m) {
    const char *p = x->text.p;
    uint32_t at = m->end;
    if (m->type != CEDU_MENTION_number || (p[at - 1] | 32) < 'a' || (p[at - 1] | 32) > 'z') return false;
    if (at < x->text.n && p[at] == ' ') at++;
    return at < x->text.n && (p[at] | 32) >= 'a' && (p[at] | 32) <= 'z';
}

/* Numbers inside a name (每万人…拥有量, 长三角, 5G) are part of it. */
static void keep_outer(fx *x) {
    uint32_t cover = 0, name_end = 0, word_end = 0;
    for (size_t i = 0; i < x->in->mentions.n; i++) {
        const cedu_mention *m = &x->in->mentions.p[i];
        if (m->type == CEDU_MENTION_cue || m->end <= cover || first_set(x, m)) continue;
        if (cedu__fact_is_number(m->type)) { /* a name of the same length comes after it */
            bool named = m->end <= word_end;
            for (size_t j = i + 1; j < x->in->mentions.n && x->in->mentions.p[j].start <= m->core_start && !named; j++) {
                const cedu_mention *o = &x->in->mentions.p[j];
                named = o->start <= m->core_start && o->end >= m->core_end &&
                        (o->type == CEDU_MENTION_sector || o->type == CEDU_MENTION_indicator);
            }
            if (named || spells_on(x, m)) continue;
        }
        if (m->type == CEDU_MENTION_time && m->when.grain == CEDU_GRAIN_YEAR && x->text.p[m->end - 1] >= '0' &&
            x->text.p[m->end - 1] <= '9') {
            size_t n; /* 2024世界…大会: a year without 年 before a name belongs to it */
            uint32_t c = cedu__u8_at(x->text, m->end, &n);
            if (cedu__is_han(c) && c != 0x5E74 && c != 0x81F3 && c != 0x5230) continue;
        }
        if (m->type == CEDU_MENTION_organisation) { /* 福建省算力规模和数据中心|机架数量: no name of a body holds a measure */
            bool measure = false;
            for (size_t j = i + 1; j < x->in->mentions.n && x->in->mentions.p[j].start < m->end && !measure; j++)
                measure = x->in->mentions.p[j].type == CEDU_MENTION_indicator || x->in->mentions.p[j].type == CEDU_MENTION_head;
            if (measure) { /* but the place at its head is one */
                uint32_t end = m->start;
                int32_t r = cedu__fact_region_at(x, m->start, m->end, &end);
                if (r >= 0 && end - m->start >= 6 && !cedu__fact_is_wide(x, r)) /* not 中国|电信 */
                    (void)CEDU_PUSH(x->arena, &x->m,
                                    ((cedu_mention){.start = m->start,
                                                    .end = end,
                                                    .core_start = m->start,
                                                    .core_end = end,
                                                    .type = CEDU_MENTION_region,
                                                    .entry = r}));
                continue;
            }
        }
        if (m->type == CEDU_MENTION_organisation) { /* 某大学副校长兼|某学院: a body ends where a post begins */
            uint32_t cut = 0;
            for (size_t j = i + 1; j < x->in->mentions.n && x->in->mentions.p[j].start < m->end && !cut; j++)
                if (x->in->mentions.p[j].type == CEDU_MENTION_post && x->in->mentions.p[j].start >= m->start + 9 &&
                    ends_in_body(x, m->start, x->in->mentions.p[j].start))
                    cut = x->in->mentions.p[j].start;
            if (cut) {
                cedu_mention body = *m;
                body.end = body.core_end = cut;
                body.entry = -1;
                body.name = cedu__sub(x->text, m->start, cut);
                (void)CEDU_PUSH(x->arena, &x->m, body);
                cover = cut;
                continue;
            }
        }
        if ((m->type == CEDU_MENTION_indicator || m->type == CEDU_MENTION_sector || m->type == CEDU_MENTION_region) &&
            m->end > word_end)
            word_end = m->end;
        bool name = m->type == CEDU_MENTION_indicator || m->type == CEDU_MENTION_sector || m->type == CEDU_MENTION_head;
        if (name && m->end <= name_end) continue;
        (void)CEDU_PUSH(x->arena, &x->m, *m);
        if (m->type == CEDU_MENTION_quantity && m->entry >= 0 &&
            cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_group), "aside") && !x->arena->failed) {
            cedu_str unit = cedu__image_entry(x->im, m->entry)->name; /* the mention is 三 of 三大; here it is one thing */
            if (cedu__starts(cedu__fact_text(x, m->end, (uint32_t)x->text.n), unit)) x->m.p[x->m.n - 1].end += (uint32_t)unit.n;
        }
        if (opaque(m->type) && m->end > cover) cover = m->end;
        if (name && m->end > name_end) name_end = m->end;
    }
}

int cedu__fact_group(cedu_str name) {
    static const char *const names[] = {
#define CEDU__X(name) #name,
        CEDU_FACT_GROUPS(CEDU__X)
#undef CEDU__X
    };
    for (size_t n = 0; n < CEDU_COUNT(names); n++)
        if (cedu__eqz(name, names[n])) return (int)n;
    return -1;
}

static const void *make_groups(const cedu_image *im, cedu_arena *a) {
    int32_t first, count;
    cedu__image_class(im, CEDU_CLASS_cue, &first, &count);
    fact_groups *of = CEDU_NEW_N(a, fact_groups, (size_t)count + 1);
    for (int32_t i = 0; of && i < count; i++) {
        int g = cedu__fact_group(cedu__image_attr(im, first + i, CEDU_ATTR_group));
        if (g >= 0) of[i] = (fact_groups)1 << g;
    }
    return of;
}

static bool load_groups(fx *x) {
    cedu__image_class(x->im, CEDU_CLASS_cue, &x->cue_first, &x->cue_count);
    x->group_of = cedu__image_table(x->im, make_groups);
    return x->group_of != NULL;
}

static bool is_cue(const fx *x, int32_t entry) { return entry >= x->cue_first && entry - x->cue_first < x->cue_count; }

static bool number_at(const fx *x, size_t from, uint32_t at, bool rate) {
    for (size_t i = from; i < x->m.n && x->m.p[i].start <= at; i++) {
        cedu_mention_type t = x->m.p[i].type;
        if (x->m.p[i].start == at &&
            (t == CEDU_MENTION_percent || t == CEDU_MENTION_points || (!rate && cedu__fact_is_number(t))))
            return true;
    }
    return false;
}

/* Whether what looks like 中 or 内 goes on as a word: neither a mark, a number nor another cue (`w`: the first word behind) follows. */
static bool within_word(const fx *x, cedu_str s, size_t mi, const cedu_match_word *w, uint32_t at) {
    size_t n;
    if (at >= s.n || !cedu__is_han(cedu__u8_at(s, at, &n)) || number_at(x, mi, at, false)) return false;
    if (cedu__u8_at(s, at, &n) == 0x7684) return false; /* …中的应用 */
    for (const cedu_match_word *end = x->in->mentions.words + x->in->mentions.word_n; w < end && w->start <= at; w++)
        if (w->start == at && w->end <= s.n && is_cue(x, w->entry)) return false;
    return true;
}

/* Where the first opaque mention starts that the longest of the words [w0, w1) at `i` begins before and ends inside; UINT32_MAX = none. */
static uint32_t hidden_before(const fx *x, size_t mi, uint32_t i, const cedu_match_word *w, size_t w0, size_t w1) {
    uint32_t end = i;
    for (size_t h = w0; h < w1; h++)
        if (is_cue(x, w[h].entry) && w[h].end > end) end = w[h].end;
    for (; mi < x->m.n && x->m.p[mi].start < end; mi++) {
        const cedu_mention *o = &x->m.p[mi];
        bool name = opaque(o->type) || o->type == CEDU_MENTION_indicator; /* 占|地区生产总值, not 占地 */
        if (o->start > i && name && end < o->end) return o->start;
    }
    return UINT32_MAX;
}

/* Lays cues over one block. `mi` walks the outer mentions, `wi` the words. */
static void lay_cues(fx *x, uint32_t from, uint32_t to, size_t *mi, size_t *wi) {
    cedu_str s = cedu__sub(x->text, 0, to);
    const cedu_match_word *w = x->in->mentions.words;
    const size_t word_n = x->in->mentions.word_n;
    while (*wi < word_n && w[*wi].start < from) (*wi)++;
    for (uint32_t free = from; *wi < word_n && w[*wi].start < to;) { /* up to `free` something has taken the text */
        uint32_t i = w[*wi].start;
        size_t w0 = *wi;
        while (*wi < word_n && w[*wi].start == i) (*wi)++;
        if (i < free) continue;
        while (*mi < x->m.n && x->m.p[*mi].end <= i) (*mi)++;
        if (*mi < x->m.n && x->m.p[*mi].start <= i && opaque(x->m.p[*mi].type)) {
            free = x->m.p[*mi].end;
            if (x->m.p[*mi].type != CEDU_MENTION_time || x->m.p[*mi].start != i) continue;
            for (size_t h = w0; h < *wi; h++) /* 即日起|施行: goes on behind the time that it begins with */
                if (is_cue(x, w[h].entry) && w[h].end > free && w[h].end <= to &&
                    (x->group_of[w[h].entry - x->cue_first] & G(status))) {
                    fact_cue over = {.start = i, .end = w[h].end, .entry = {w[h].entry, -1, -1, -1}, .groups = G(status)};
                    (void)CEDU_PUSH(x->arena, &x->cues, over);
                    free = w[h].end;
                    break;
                }
            continue;
        }
        uint32_t hidden = hidden_before(x, *mi, i, w, w0, *wi); /* 扩大|到2022年: a cue does not reach into what is hidden */
        fact_cue cue = {.start = i, .end = i, .entry = {-1, -1, -1, -1}};
        int k = 0;
        for (size_t h = w0; h < *wi && w[h].end <= to; h++) {
            if (!is_cue(x, w[h].entry)) {
                (void)CEDU_PUSH(x->arena, &x->triggers, ((fact_trigger){i, w[h].entry}));
                continue;
            }
            if (w[h].end > hidden && cue.end > i) continue;
            if (w[h].end > cue.end) cue = (fact_cue){.start = i, .end = w[h].end, .entry = {-1, -1, -1, -1}}, k = 0;
            cue.groups |= x->group_of[w[h].entry - x->cue_first];
            if (k < 4) cue.entry[k++] = w[h].entry;
        }
        if (cue.end == i) continue;
        free = cue.end;
        if ((cue.groups & G(within)) && cue.end - i == 3 && within_word(x, s, *mi, w + *wi, cue.end))
            continue; /* 高中, 白内障 */
        cedu_str way = cue.groups & G(growth) ? cedu__fact_cue_value(x, &cue, FACT_I_growth) : (cedu_str){0};
        bool apart = (cedu__ends(way, CEDU_STR("bare")) && hidden == UINT32_MAX && !number_at(x, *mi, cue.end, false)) ||
                     (cedu__ends(way, CEDU_STR("than")) && !number_at(x, *mi, cue.end, true)); /* 快2.9个百分点 */
        bool word = (cue.groups & G(other)) &&
                    !(cue.groups & (G(act) | G(outcome) | G(zone) | G(target_noun))); /* 增强: no growth, but a verb */
        if (word && (cue.groups & G(speech))) /* a noun, but not right behind who says it: 某教授某某|分析 */
            for (size_t j = *mi; word && j > 0 && *mi - j < 3; j--)
                word = x->m.p[j - 1].type != CEDU_MENTION_person || x->m.p[j - 1].end != i || i - x->m.p[j - 1].start < 9;
        if ((cue.groups & G(advise)) && number_at(x, *mi, cue.end, false)) continue; /* 办结建议608件 */
        if (!word && !apart) (void)CEDU_PUSH(x->arena, &x->cues, cue);
    }
}

/* Where a block's text begins: behind the dash of a paragraph that is a point of the one before (——创新能力持续增强。). */
uint32_t cedu__fact_after_dash(const fx *x, const cedu_fact_block *b) {
    uint32_t i = b->start, n, dashes = 0;
    for (uint32_t c; i < b->end; i = n) {
        c = cedu__fact_char(x, i, b->end, &n);
        if (c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0xFF0D || c == '-') dashes++;
        else if (c != ' ' && c != 0x3000) break;
    }
    return dashes >= 2 ? i : b->start;
}

#define MAX_CLAUSE  3000 /* bytes */
#define MAX_CLAUSES 64   /* of one sentence */

static void cut_block(fx *x, uint32_t bi) {
    const cedu_fact_block *b = &x->in->blocks[bi];
    cedu_str s = cedu__sub(x->text, 0, b->end);
    uint32_t from = cedu__fact_after_dash(x, b), sent = from, clause = from, k0 = (uint32_t)x->clauses.n;
    int depth = 0;
    bool quoted = false, opens = false;
    for (size_t i = from; i <= b->end;) {
        size_t len = 1;
        unsigned char lead = i < b->end ? (unsigned char)s.p[i] : 0;
        if (lead >= 0xE4 && lead <= 0xE9 && i - clause <= MAX_CLAUSE) { /* U+4000 to U+9FFF: no mark, most of the text */
            i += 3;
            continue;
        }
        uint32_t c = i < b->end ? cedu__plain_sign(cedu__u8_at(s, i, &len)) : 0;
        stop t = i < b->end ? stop_of(s, i, c) : STOP_SENTENCE;
        if (t == STOP_OPEN) depth++;
        if (t == STOP_CLOSE && depth > 0) depth--;
        if (c == 0x201C && i == clause) opens = true;
        if (c == 0x201C) quoted = true;
        if (c == 0x201D) quoted = false;
        if (depth > 0 && t == STOP_SENTENCE && i < b->end && c == 0x3002) depth = 0; /* a bracket that was never closed */
        if (t == STOP_NONE && i - clause > MAX_CLAUSE)
            t = STOP_CLAUSE, len = 0, depth = 0; /* no page writes so: bounds the work */
        if (t == STOP_CLAUSE && x->clauses.n - k0 >= MAX_CLAUSES) t = STOP_SENTENCE;
        if ((t == STOP_CLAUSE || t == STOP_SENTENCE) && (depth == 0 || i == b->end)) {
            if (i > clause)
                (void)CEDU_PUSH(x->arena, &x->clauses,
                                ((fact_clause){.start = clause,
                                               .end = (uint32_t)i,
                                               .block = bi,
                                               .sentence = (uint32_t)x->sentences.n,
                                               .opens_quote = opens,
                                               .in_quote = quoted}));
            clause = (uint32_t)(i + len);
            opens = false;
            if (t == STOP_SENTENCE) {
                size_t n2;
                while (clause < b->end && cedu__u8_at(s, clause, &n2) == 0x201D) clause += (uint32_t)n2, quoted = false;
                if (x->clauses.n > k0)
                    (void)CEDU_PUSH(x->arena, &x->sentences,
                                    ((fact_sentence){.start = sent,
                                                     .end = clause < b->end ? clause : b->end,
                                                     .k0 = k0,
                                                     .k1 = (uint32_t)x->clauses.n,
                                                     .block = bi}));
                k0 = (uint32_t)x->clauses.n;
                sent = clause;
                if (clause > i + len) {
                    i = clause;
                    continue;
                }
            }
        }
        i += len;
    }
}

#define CLAUSE_BYTES 48   /* about one clause */
#define MOST_ROOM    4096 /* clauses */

bool cedu__fact_clauses(fx *x) {
    if (!load_groups(x)) return false;
    size_t some =
        x->text.n / CLAUSE_BYTES < MOST_ROOM ? x->text.n / CLAUSE_BYTES : MOST_ROOM; /* a long text grows from there */
    if (!CEDU_ROOM(x->arena, &x->clauses, some) || !CEDU_ROOM(x->arena, &x->cues, some * 2)) return false;
    keep_outer(x);
    x->used = CEDU_NEW_N(x->arena, uint8_t, x->m.n + 1);
    if (!x->used) return false;
    x->headings = CEDU_NEW_N(x->arena, uint8_t, x->in->block_count + 1);
    size_t mi = 0, wi = 0;
    for (size_t i = 0; i < x->in->block_count; i++) {
        lay_cues(x, x->in->blocks[i].start, x->in->blocks[i].end, &mi, &wi);
        cut_block(x, (uint32_t)i);
    }
    uint32_t m = 0, c = 0;
    for (size_t i = 0; i < x->clauses.n; i++) {
        fact_clause *k = &x->clauses.p[i];
        while (m < x->m.n && x->m.p[m].start < k->start) m++;
        k->m0 = m;
        while (m < x->m.n && x->m.p[m].start < k->end) m++;
        k->m1 = m;
        while (c < x->cues.n && x->cues.p[c].start < k->start) c++;
        k->c0 = c;
        while (c < x->cues.n && x->cues.p[c].start < k->end) k->has |= x->cues.p[c++].groups;
        k->c1 = c;
    }
    for (size_t i = 0; i < x->sentences.n; i++) {
        fact_sentence *s = &x->sentences.p[i];
        for (uint32_t q = x->clauses.p[s->k0].c0; q < x->clauses.p[s->k1 - 1].c1; q++) s->has |= x->cues.p[q].groups;
    }
    return !x->arena->failed;
}

/* ------------------------------------------------------------------ looking up */
const fact_cue *cedu__fact_cue_at(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].start <= at; i++)
        if (x->cues.p[i].start == at) return &x->cues.p[i];
    return NULL;
}

const fact_cue *cedu__fact_cue_ending(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].end <= at; i++)
        if (x->cues.p[i].end == at) return &x->cues.p[i];
    return NULL;
}

const fact_cue *cedu__fact_find_cue(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, fact_groups g) {
    if (!(k->has & g)) return NULL;
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].end <= b; i++)
        if (x->cues.p[i].start >= a && (x->cues.p[i].groups & g)) return &x->cues.p[i];
    return NULL;
}

const fact_cue *cedu__fact_last_cue(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, fact_groups g) {
    if (!(k->has & g)) return NULL;
    for (uint32_t i = k->c1; i > k->c0 && x->cues.p[i - 1].start >= a; i--)
        if (x->cues.p[i - 1].end <= b && (x->cues.p[i - 1].groups & g)) return &x->cues.p[i - 1];
    return NULL;
}

cedu_str cedu__fact_cue_value(const fx *x, const fact_cue *c, enum fact_group_index g) {
    for (int i = 0; i < 4 && c->entry[i] >= 0; i++)
        if (x->group_of[c->entry[i] - x->cue_first] & ((fact_groups)1 << g))
            return cedu__image_attr(x->im, c->entry[i], CEDU_ATTR_value);
    return (cedu_str){0};
}

const cedu_mention *cedu__fact_mention_at(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].start <= at; i++)
        if (x->m.p[i].start == at) return &x->m.p[i];
    return NULL;
}

const cedu_mention *cedu__fact_mention_ending(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].start < at; i++)
        if (x->m.p[i].end == at) return &x->m.p[i];
    return NULL;
}

bool cedu__fact_quoted_name(const fx *x, const fact_clause *k, uint32_t a, uint32_t b) {
    uint32_t open = 0, i = a;
    size_t n;
    for (int steps = 0; i > k->start && steps < 12; steps++) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        uint32_t c = cedu__u8_at(x->text, i, &n);
        if (c == 0x201D) return false;
        if (c == 0x201C) {
            open = i;
            break;
        }
    }
    if (!open && !(i == a && k->start == a)) return false;
    i = b;
    for (int steps = 0; i < k->end && steps < 12; steps++, i += (uint32_t)n) {
        uint32_t c = cedu__u8_at(x->text, i, &n);
        if (c == 0x201C) return false;
        if (c == 0x201D) return true;
    }
    return false;
}
