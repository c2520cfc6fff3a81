/* refer.c - what short names and pronouns stand for: the cheap and certain kind of reference.
 *
 * 某某研究院(以下简称“研究院”) names a short form, which later stands for the whole; 《规划》 is the last title that ends so;
 * 该市 the last city, 该公司 the last firm, 上述方案 the last scheme, 他 the last person of the paragraph. What a word stands for
 * is in `refers`; when it cannot be told the mention is dropped (or, for a cue, left as it was): never a guess between two.
 *
 * Invariants: at most CEDU__ALIASES short forms a text, each looked for once, so the whole is linear. To extend: a row in NOUNS.
 */
#include "match/internal.h"

/* ------------------------------------------------------------------ short forms that a text introduces */
/* The keyword at i (以下简称 …): the byte after it, 0 = none. */
static size_t keyword(cedu_str s, size_t i) {
    static const char *const WORDS[] = {"以下简称为", "以下简称", "以下统称为", "以下统称", "以下称",
                                        "下简称",     "下称",     "简称为",     "简称"};
    for (size_t n = 0; n < CEDU_COUNT(WORDS); n++) {
        size_t l = cedu__lit(s, i, WORDS[n]);
        if (l) return i + l;
    }
    return 0;
}

void cedu__alias_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t k = keyword(s, at), len, before = at;
    if (!k || sc->aliases_n >= CEDU__ALIASES || (sc->aliases_n && at < sc->aliases[sc->aliases_n - 1].end)) return;
    uint32_t c = cedu__cp_before(s, before);
    while (c == ' ') before--, c = cedu__cp_before(s, before);
    if (c != '(' && c != ',' && c != 0x3014) return;
    size_t target_end = cedu__u8_prev(s, before);
    c = cedu__fold_at(s, k, &len);
    while (c == ':' || c == ' ') k += len, c = cedu__fold_at(s, k, &len);
    bool quoted = c == 0x201C || c == '"' || c == 0x2018 || c == 0x300C || c == 0x300E;
    if (quoted) k += len, c = cedu__fold_at(s, k, &len);
    size_t e = k, chars = 0;
    bool marks = c == 0x300A;
    for (; e < s.n && chars <= 24; e += len, chars++) {
        c = cedu__fold_at(s, e, &len);
        if (marks && c == 0x300B) {
            e += len, chars++;
            break;
        }
        if (marks && c == 0x300A && e == k) continue;
        if (!cedu__is_han(c) && !cedu__is_alpha(c) && !cedu__is_digit(c)) break;
    }
    if (chars < 2 || chars > 24) return;
    if (!marks && !quoted && c != ')' && c != ',') return;
    sc->aliases[sc->aliases_n++] =
        (cedu__alias){.target_end = (uint32_t)target_end, .start = (uint32_t)k, .end = (uint32_t)e, .seen = sc->out.n};
}

static bool nameable(cedu_mention_type t) {
    return t == CEDU_MENTION_organisation || t == CEDU_MENTION_policy_title || t == CEDU_MENTION_title ||
           t == CEDU_MENTION_region;
}

static cedu_str name_of(const cedu__scan *sc, const cedu_mention *m) {
    return m->name.n ? m->name : m->entry >= 0 ? cedu__image_entry(sc->im, m->entry)->name : (cedu_str){0};
}

/* A word that many things are called (公司, 方案) is no name outside 《》. */
static bool generic(const cedu__scan *sc, const cedu__alias *a) {
    if (cedu__lit(sc->s, a->start, "《")) return false;
    cedu_hit h = cedu__scan_longest(
        sc, 1u << CEDU_CLASS_org_suffix | 1u << CEDU_CLASS_doc_type | 1u << CEDU_CLASS_head | 1u << CEDU_CLASS_cue, a->start);
    return h.entry >= 0 && h.end >= a->end;
}

void cedu__aliases(cedu__scan *sc) {
    cedu_str s = sc->s;
    for (size_t k = 0; k < sc->aliases_n; k++) {
        const cedu__alias *a = &sc->aliases[k];
        cedu_mention target = {0};
        bool found = false;
        size_t from = a->seen > 160 ? a->seen - 160 : 0;
        for (size_t q = from; q < a->seen; q++) /* the longest mention that ends at the bracket */
            if (sc->out.p[q].end == a->target_end && nameable(sc->out.p[q].type) && !sc->out.p[q].refused &&
                (!found || sc->out.p[q].start < target.start))
                target = sc->out.p[q], found = true;
        if (!found || generic(sc, a)) continue;
        cedu_str name = name_of(sc, &target), form = cedu__sub(s, a->start, a->end);
        if (!name.n) continue;
        for (const char *p = s.p + a->start, *stop = s.p + s.n; (p = memmem(p, (size_t)(stop - p), form.p, form.n));
             p += form.n) {
            cedu_mention m = cedu__mention_new(target.type, (size_t)(p - s.p), (size_t)(p - s.p) + form.n);
            m.entry = target.entry, m.name = target.name, m.refers = name;
            if (!cedu__scan_push(sc, m)) return;
        }
    }
}

/* ------------------------------------------------------------------ 该公司, 上述方案 */
static const struct noun {
    const char *z, *level; /* level of org_suffixes.tsv; NULL = a document of that type */
} NOUNS[] = {{"公司", "company"}, {"企业", "company"},     {"集团", "company"}, {"校", "university"}, {"学校", "university"},
             {"院", "institute"}, {"研究院", "institute"}, {"局", "bureau"},    {"委员会", "bureau"}, {"部门", "bureau"},
             {"实施方案", NULL},  {"行动方案", NULL},      {"方案", NULL},      {"行动计划", NULL},   {"规划", NULL},
             {"指导意见", NULL},  {"意见", NULL},          {"若干措施", NULL},  {"办法", NULL},       {"通知", NULL},
             {"条例", NULL}};

void cedu__refer_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, at, "该"), best = 0, len;
    if (!l && !(l = cedu__lit(s, at, "上述"))) return;
    const struct noun *noun = NULL;
    for (size_t n = 0; n < CEDU_COUNT(NOUNS); n++) {
        size_t z = cedu__lit(s, at + l, NOUNS[n].z);
        if (z > best) best = z, noun = &NOUNS[n];
    }
    if (!noun || cedu__in_set(cedu__cp_before(s, at), "应理活本不")) return;
    if (best == 3 && cedu__in_set(cedu__fold_at(s, at + l + best, &len), "士长友区部面势子限线落墙庭舍园史徽训风门车内外里墅"))
        return; /* 该院士, 该校友, 该局部 */
    cedu_mention m = cedu__mention_new(noun->level ? CEDU_MENTION_organisation : CEDU_MENTION_policy_title, at, at + l + best);
    m.pending = true;
    m.core_start = (uint32_t)(at + l);
    cedu__scan_push(sc, m);
}

static bool ends_so(cedu_str name, cedu_str tail) {
    if (name.n > 3 && (unsigned char)name.p[name.n - 1] == ')') { /* 规划(2021-2025年) */
        size_t k = name.n;
        while (k > 0 && name.p[k - 1] != '(') k--;
        if (k > 1) name.n = k - 1;
    }
    static const char CLOSE[] = "）", OPEN[] = "（";
    if (cedu__ends(name, CEDU_STR(CLOSE))) {
        size_t k = name.n;
        while (k >= 3 && memcmp(name.p + k - 3, OPEN, 3) != 0) k--;
        if (k > 3) name.n = k - 3;
    }
    return cedu__ends(name, tail);
}

/* The last of the mentions before p[i] that fits; NULL = none, or none near enough. */
static const cedu_mention *last_such(const cedu__scan *sc, const cedu_mention *p, size_t i, cedu_mention_type type,
                                     cedu_str tail, const char *level) {
    for (size_t k = i, seen = 0; k-- > 0 && seen < 64;) {
        if (i - k > 800 || p[i].start > p[k].end + 6000) return NULL; /* however dense the text, the look back is bounded */
        if (p[k].type != type || p[k].pending) continue;
        seen++;
        cedu_str name = p[k].refers.n ? p[k].refers : name_of(sc, &p[k]);
        if (type == CEDU_MENTION_policy_title) {
            if (name.n > tail.n && ends_so(name, tail)) return &p[k];
            continue;
        }
        cedu_str lv = p[k].entry >= 0 ? cedu__attr(sc, p[k].entry, CEDU_ATTR_level) : (cedu_str){0};
        bool firm = strcmp(level, "company") == 0 && (cedu__ends(name, CEDU_STR("公司")) || cedu__ends(name, CEDU_STR("集团")));
        bool school =
            strcmp(level, "university") == 0 && (cedu__ends(name, CEDU_STR("大学")) || cedu__ends(name, CEDU_STR("学院")));
        bool house = strcmp(level, "institute") == 0 && (cedu__ends(name, CEDU_STR("院")) || cedu__ends(name, CEDU_STR("所")));
        bool fits = firm || school || house || cedu__eqz(lv, level);
        return fits ? &p[k] : NULL; /* another organisation in between: which one is meant is open */
    }
    return NULL;
}

/* Over the settled list: fills `refers`, drops what stays open. Returns the new count. */
size_t cedu__resolve_refers(const cedu__scan *sc, cedu_mention *p, size_t n) {
    size_t w = 0;
    cedu_str person = {0};
    size_t person_end = 0;
    for (size_t i = 0; i < n; i++) {
        cedu_mention m = p[i];
        if (w != i) p[w] = m;
        if (m.type == CEDU_MENTION_person) person = m.name, person_end = m.end;
        if (m.pending) {
            cedu_str tail = cedu__sub(sc->s, m.core_start, m.end);
            const struct noun *noun = NULL;
            for (size_t q = 0; q < CEDU_COUNT(NOUNS); q++)
                if (cedu__eqz(tail, NOUNS[q].z)) noun = &NOUNS[q];
            const cedu_mention *t = last_such(sc, p, w, m.type, tail, noun && noun->level ? noun->level : "");
            if (!t) continue;
            m.refers = t->refers.n ? t->refers : name_of(sc, t);
            m.name = t->name, m.entry = t->entry, m.core_start = m.start, m.pending = false;
            p[w] = m;
        } else if ((m.type == CEDU_MENTION_policy_title || m.type == CEDU_MENTION_title) && !m.refers.n && m.name.n <= 24) {
            cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_doc_type, m.core_start); /* 《规划》 */
            if (h.entry >= 0 && h.end == m.core_end) {
                const cedu_mention *t = last_such(sc, p, w, CEDU_MENTION_policy_title, m.name, "");
                if (t) p[w].refers = t->refers.n ? t->refers : name_of(sc, t);
            }
        } else if (m.type == CEDU_MENTION_cue && person.n && m.start > person_end && m.end - m.start == 3 &&
                   (cedu__lit(sc->s, m.start, "他") || cedu__lit(sc->s, m.start, "她")) &&
                   !memchr(sc->s.p + person_end, '\n', m.start - person_end)) {
            p[w].refers = person;
        }
        w++;
    }
    return w;
}
