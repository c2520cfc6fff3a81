/* header.c - the head and foot of a page that is an official document itself: its title, who issued it, its number and dates.
 *
 * What is read, in one pass over the first blocks: a title (one to three lines), the lines above it (masthead, order), the number
 * below it, labelled lines of databases and portals (发文字号：…), the signature block, the sentence that says how it was adopted.
 * A title alone is a headline: a document needs evidence beside it (number, addressee, signature, labels …).
 * Issuers are named as the document names itself; 市, 省 without a name are resolved. The issuer's region is the document's: the
 * discourse stack starts with it, so that 全市 and 我省 further down mean it.
 * Words come from packs: page group `header` (they steer no clause), cue group `infobox` (labels), doc_types. All bounded by HEAD
 * blocks but the search for the signature and the day of effect, which are linear.
 * To extend: a word is a row in packs/core/header.tsv; a new label is a row of group infobox and a line in take_label().
 */
#include "fact/inner.h"

#define HEAD        48 /* main blocks in which a title, labels and a number are looked for */
#define MAX_ISSUERS 24
#define TITLE_MAX   600 /* bytes */
#define MAX_WORDS   256

typedef struct word {
    cedu_str form, value;
} word;

struct fact_header {
    cedu_str title, number, status, signed_on, published, effective, expires;
    fact_span title_at;  /* all its lines */
    fact_span quote;     /* the line that is quoted */
    fact_span number_at; /* the contexts */
    fact_span signed_at;
    cedu_str issuer[MAX_ISSUERS];
    fact_span issuer_at[MAX_ISSUERS];
    size_t issuers;
    fact_region region;
    bool weak; /* issuers were guessed from where they stand, no word says they are bodies */
};

typedef struct head {
    fx *x;
    word words[MAX_WORDS];
    size_t n_words;
    fact_span *b; /* blocks, trimmed */
    size_t n;
    size_t title, title_end; /* blocks [title, title_end) */
    struct fact_header h;
    struct fact_header label; /* what labelled lines say */
    unsigned labels;
    unsigned evidence;
    bool order;
} head;

/* ------------------------------------------------------------------ words and characters */
static void load_words(head *d) {
    int32_t first, count;
    cedu__image_class(d->x->im, CEDU_CLASS_page, &first, &count);
    for (int32_t i = first; i < first + count; i++) {
        if (!cedu__eqz(cedu__image_attr(d->x->im, i, CEDU_ATTR_group), "header")) continue;
        cedu_str value = cedu__image_attr(d->x->im, i, CEDU_ATTR_value);
        for (size_t k = 0; k < cedu__image_form_count(d->x->im, i) && d->n_words < MAX_WORDS; k++)
            d->words[d->n_words++] = (word){cedu__image_form(d->x->im, i, k), value};
    }
}

static uint32_t cp_at(const head *d, uint32_t i, uint32_t *next) {
    size_t n;
    uint32_t c = cedu__u8_at(d->x->text, i, &n);
    *next = i + (uint32_t)n;
    return c;
}

static bool blank(uint32_t c) { return c <= ' ' || c == 0x3000 || c == 0xA0; }
static bool opens(uint32_t c) { return c == '(' || c == 0xFF08 || c == '[' || c == 0x3014 || c == 0x3010 || c == 0xFF3B; }
static bool closes(uint32_t c) { return c == ')' || c == 0xFF09 || c == ']' || c == 0x3015 || c == 0x3011 || c == 0xFF3D; }
static bool colon(uint32_t c) { return c == ':' || c == 0xFF1A; }

static uint32_t skip_blank(const head *d, uint32_t i, uint32_t end) {
    for (uint32_t n; i < end && blank(cp_at(d, i, &n));) i = n;
    return i;
}

/* The longest word of a kind that starts at `i` and ends by `end`: its length, 0 = none. */
static uint32_t word_at(const head *d, const char *value, uint32_t i, uint32_t end) {
    cedu_str s = cedu__sub(d->x->text, i, end);
    size_t best = 0;
    for (size_t k = 0; k < d->n_words; k++)
        if (d->words[k].form.n > best && cedu__eqz(d->words[k].value, value) && cedu__starts(s, d->words[k].form))
            best = d->words[k].form.n;
    return (uint32_t)best;
}

static uint32_t word_ending(const head *d, const char *value, uint32_t from, uint32_t end) {
    cedu_str s = cedu__sub(d->x->text, from, end);
    size_t best = 0;
    for (size_t k = 0; k < d->n_words; k++)
        if (d->words[k].form.n > best && cedu__eqz(d->words[k].value, value) && cedu__ends(s, d->words[k].form))
            best = d->words[k].form.n;
    return (uint32_t)best;
}

static uint32_t find_word(const head *d, const char *value, uint32_t from, uint32_t end, uint32_t *len) {
    for (uint32_t i = from, n; i < end; i = n) {
        if ((*len = word_at(d, value, i, end))) return i;
        (void)cp_at(d, i, &n);
    }
    return end;
}

static size_t chars(const head *d, fact_span s) { return cedu__u8_count(cedu__fact_text(d->x, s.start, s.end)); }

/* Without blanks between Chinese characters: 国 务 院. */
static cedu_str squeeze(head *d, fact_span s) {
    s = cedu__fact_trim(d->x, s);
    char *p = s.end > s.start ? CEDU_NEW_N(d->x->arena, char, s.end - s.start) : NULL;
    if (!p) return (cedu_str){0};
    size_t n = 0;
    uint32_t last = 0;
    for (uint32_t i = s.start, next; i < s.end; i = next) {
        uint32_t c = cp_at(d, i, &next), after = next;
        if (blank(c)) {
            after = skip_blank(d, i, s.end);
            uint32_t q, f = after < s.end ? cp_at(d, after, &q) : 0;
            if (!(last >= 0x80 || f >= 0x80)) p[n++] = ' ';
            next = after;
            continue;
        }
        memcpy(p + n, d->x->text.p + i, next - i);
        n += next - i;
        last = c;
    }
    return (cedu_str){p, n};
}

/* Next character of a title for comparing: marks and widths that typists change do not count. 0 = end. */
static uint32_t loose_next(cedu_str s, size_t *i) {
    while (*i < s.n) {
        size_t n;
        uint32_t c = cedu__u8_at(s, *i, &n);
        *i += n;
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (blank(c) || c == 0x300A || c == 0x300B || c == '<' || c == '>' || c == 0x3008 || c == 0x3009 || c == '"' ||
            c == '\'' || (c >= 0x2018 && c <= 0x201D))
            continue;
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2500 || c == '~') return '-';
        if (opens(c)) return '(';
        if (closes(c)) return ')';
        return c;
    }
    return 0;
}

static bool same_title(cedu_str a, cedu_str b) {
    if (!a.n || !b.n) return false;
    for (size_t i = 0, j = 0;;) {
        uint32_t c = loose_next(a, &i), e = loose_next(b, &j);
        if (c != e) return false;
        if (!c) return true;
    }
}

/* ------------------------------------------------------------------ mentions */
static size_t first_mention(const fx *x, uint32_t at) {
    size_t lo = 0, hi = x->in->mentions.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->in->mentions.p[mid].start < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* The first mention of a type that starts in [a, b) and ends there. */
static const cedu_mention *mention_in(const head *d, cedu_mention_type t, uint32_t a, uint32_t b) {
    const cedu_mentions *m = &d->x->in->mentions;
    for (size_t i = first_mention(d->x, a); i < m->n && m->p[i].start < b; i++)
        if (m->p[i].type == t && m->p[i].end <= b) return &m->p[i];
    return NULL;
}

static const cedu_mention *mention_starting(const head *d, cedu_mention_type t, uint32_t a, uint32_t b) {
    const cedu_mention *m = mention_in(d, t, a, b);
    return m && m->start == a ? m : NULL;
}

static bool is_day(const cedu_mention *t) {
    return t && t->type == CEDU_MENTION_time && !t->refused && !t->when.interval && t->when.grain == CEDU_GRAIN_DAY &&
           t->when.start.year > 1900;
}

static fact_span unbracket(const head *d, fact_span s) {
    uint32_t n;
    if (s.end <= s.start || !opens(cp_at(d, s.start, &n))) return s;
    uint32_t last = (uint32_t)cedu__u8_prev(d->x->text, s.end), q;
    if (last < n || !closes(cp_at(d, last, &q))) return s;
    return cedu__fact_trim(d->x, (fact_span){n, last});
}

/* A line that is a day and nothing else, brackets aside. */
static const cedu_mention *day_line(const head *d, fact_span s) {
    s = unbracket(d, s);
    if (s.end - s.start > 60 || s.end <= s.start) return NULL;
    const cedu_mention *t = mention_starting(d, CEDU_MENTION_time, s.start, s.end);
    return is_day(t) && t->end == s.end ? t : NULL;
}

/* ------------------------------------------------------------------ bodies */
static void add_issuer(struct fact_header *h, cedu_str name, fact_span at) {
    for (size_t i = 0; i < h->issuers; i++)
        if (cedu__eq(h->issuer[i], name)) return;
    if (h->issuers < MAX_ISSUERS && name.n) h->issuer_at[h->issuers] = at, h->issuer[h->issuers++] = name;
}

/* Whether a body's name begins at `i`: one from the lexicon, or a place. */
static bool body_starts(const head *d, uint32_t i, uint32_t end) {
    const cedu_mention *m = mention_starting(d, CEDU_MENTION_organisation, i, end);
    if (!m) return false;
    const cedu_entry *e = cedu__image_entry(d->x->im, m->entry);
    return (e && e->cls == CEDU_CLASS_org) || mention_starting(d, CEDU_MENTION_region, i, end) != NULL;
}

static bool body_ends(const head *d, uint32_t from, uint32_t end) {
    if (word_ending(d, "org_end", from, end)) return true;
    const cedu_mentions *m = &d->x->in->mentions;
    for (size_t i = first_mention(d->x, from); i < m->n && m->p[i].start < end; i++)
        if (m->p[i].type == CEDU_MENTION_organisation && m->p[i].end == end) return true;
    return false;
}

/* The name as the document gives it; one that begins with a bare 市 or 省 (市发展改革委) as the recogniser completed it. */
static cedu_str body_name(head *d, fact_span s) {
    const cedu_mention *m = mention_starting(d, CEDU_MENTION_organisation, s.start, s.end);
    cedu_str name = squeeze(d, s);
    if (!m || m->end != s.end || !m->name.n || cedu__eq(m->name, name)) return name;
    const cedu_entry *e = cedu__image_entry(d->x->im, m->entry);
    bool placed = (e && e->cls == CEDU_CLASS_org) || mention_starting(d, CEDU_MENTION_region, s.start, s.end) != NULL;
    return placed ? name : m->name;
}

/* Issuers in [a, b): 甲、乙, 甲 乙, glued ones. Stops before a verb that carries (印发); returns where it stopped. */
static uint32_t read_bodies(head *d, uint32_t a, uint32_t b, bool verbs, struct fact_header *out) {
    uint32_t i = skip_blank(d, a, b), start = i, depth = 0;
    while (i < b) {
        uint32_t next, c = cp_at(d, i, &next), l = 0;
        if (opens(c)) depth++;
        if (closes(c) && depth) depth--;
        bool ended = depth == 0 && i > start && body_ends(d, start, i);
        if (ended && (l = word_at(d, "others", i, b)) && b - i <= 30 && (i + l == b || body_ends(d, i + l, b))) break;
        if (ended && verbs && word_at(d, "carry", i, b) && !body_ends(d, start, i + word_at(d, "carry", i, b))) break;
        bool mark = depth == 0 && (c == 0x3001 || c == 0xFF0C || c == ',' || c == '\t');
        bool gap = ended && blank(c);
        if (gap) { /* 国 务 院: only before the next body, or before a verb */
            uint32_t after = skip_blank(d, i, b);
            gap = after >= b || body_starts(d, after, b) || c == 0x3000 || c == '\t';
        }
        if (mark || gap || (ended && body_starts(d, i, b) && i > start)) {
            fact_span s = cedu__fact_trim(d->x, (fact_span){start, i});
            if (s.end > s.start) {
                if (!body_ends(d, s.start, s.end)) out->weak = true;
                add_issuer(out, body_name(d, s), s);
            }
            start = mark ? next : gap ? skip_blank(d, i, b) : i;
            i = start > i ? start : next;
            continue;
        }
        i = next;
    }
    fact_span s = cedu__fact_trim(d->x, (fact_span){start, i});
    if (s.end > s.start) {
        if (!body_ends(d, s.start, s.end)) out->weak = true;
        add_issuer(out, body_name(d, s), s);
    }
    return i;
}

/* A line of bodies and nothing else; (盖章) behind them is let go. */
static bool body_line(head *d, fact_span s, struct fact_header *out) {
    if (s.end - s.start > 400 || s.end - s.start < 6) return false;
    for (;;) {
        uint32_t q, last = (uint32_t)cedu__u8_prev(d->x->text, s.end);
        if (last <= s.start || !closes(cp_at(d, last, &q))) break;
        uint32_t l = word_ending(d, "seal", s.start, last);
        uint32_t open = l ? (uint32_t)cedu__u8_prev(d->x->text, last - l) : 0;
        if (!l || open <= s.start || !opens(cp_at(d, open, &q))) break;
        s = cedu__fact_trim(d->x, (fact_span){s.start, open});
    }
    for (uint32_t i = s.start, n; i < s.end; i = n) {
        uint32_t c = cp_at(d, i, &n);
        if (c == 0x3002 || c == 0xFF1B || c == 0xFF0C || colon(c) || (c >= '0' && c <= '9' && s.end - i < 6)) return false;
    }
    struct fact_header got = {0};
    if (read_bodies(d, s.start, s.end, false, &got) != s.end || got.weak || !got.issuers) return false;
    for (size_t i = 0; i < got.issuers; i++) { /* a body in full: a place, a lexicon entry, or one of the title's */
        fact_span at = got.issuer_at[i];
        bool own = mention_starting(d, CEDU_MENTION_organisation, at.start, at.end) != NULL ||
                   mention_starting(d, CEDU_MENTION_region, at.start, at.end) != NULL;
        for (size_t k = 0; k < d->h.issuers; k++) own |= cedu__eq(d->h.issuer[k], got.issuer[i]);
        if (!own || cedu__u8_count(got.issuer[i]) > 40) return false;
    }
    for (size_t i = 0; out && i < got.issuers; i++) add_issuer(out, got.issuer[i], got.issuer_at[i]);
    return true;
}

/* ------------------------------------------------------------------ numbers */
/* A line that is a document's number, brackets aside; its day, if it has one, in *day. */
static bool number_line(head *d, fact_span line, cedu_str *out, fact_span *at, const cedu_mention **day) {
    fact_span s = unbracket(d, line);
    if (s.end - s.start > 160) return false;
    const cedu_mention *m = mention_in(d, CEDU_MENTION_document_number, s.start, s.end);
    if (!m || m->start - s.start > 60) return false;
    fact_span before = {s.start, m->start};
    for (uint32_t i = before.start, n; i < before.end; i = n) { /* 科技与数字〔2013〕… the recogniser may begin too late */
        uint32_t c = cp_at(d, i, &n);
        if (!cedu__is_han(c) && !blank(c) && (c | 32) - 'a' >= 26 && !(c >= '0' && c <= '9')) return false;
    }
    uint32_t rest = skip_blank(d, m->end, s.end), q;
    while (rest < s.end && (cp_at(d, rest, &q) == ',' || cp_at(d, rest, &q) == 0xFF0C || closes(cp_at(d, rest, &q)) ||
                            opens(cp_at(d, rest, &q))))
        rest = skip_blank(d, q, s.end);
    *day = NULL;
    if (rest < s.end) {
        const cedu_mention *t = mention_starting(d, CEDU_MENTION_time, rest, s.end);
        if (!is_day(t) || s.end - t->end > 6) return false;
        *day = t;
    }
    cedu_str lead = squeeze(d, before), name = m->name.n ? m->name : squeeze(d, (fact_span){m->start, m->end});
    *out = lead.n ? cedu__arena_strf(d->x->arena, "%.*s%.*s", (int)lead.n, lead.p, (int)name.n, name.p) : name;
    *at = (fact_span){s.start, m->end};
    return true;
}

/* 第44号, (第44号): what stands under an order. */
static bool ordinal_line(const head *d, fact_span line, fact_span *num) {
    fact_span s = unbracket(d, line);
    if (s.end - s.start > 24 || s.end - s.start < 7) return false;
    cedu_str t = cedu__fact_text(d->x, s.start, s.end);
    *num = s;
    return cedu__starts(t, CEDU_STR("第")) && cedu__ends(t, CEDU_STR("号"));
}

/* 某省人民政府令 with its number on the same or the next line. Returns the blocks it takes, 0 = none. */
static size_t order_lines(head *d, size_t i, fact_span *body, cedu_str *number, fact_span *at) {
    fact_span s = d->b[i], num = {0, 0};
    if (s.end - s.start > 240 || s.end <= s.start) return 0;
    size_t used = 1;
    uint32_t l, end = s.end;
    for (uint32_t k = s.start, n; k < s.end; k = n) { /* on the same line */
        (void)cp_at(d, k, &n);
        if (ordinal_line(d, (fact_span){k, s.end}, &num)) {
            end = cedu__fact_trim(d->x, (fact_span){s.start, k}).end;
            break;
        }
        num.end = 0;
    }
    l = word_ending(d, "order", s.start, end);
    if (!l || !body_ends(d, s.start, cedu__fact_trim(d->x, (fact_span){s.start, end - l}).end)) return 0;
    for (size_t k = i + 1; !num.end && k < d->n && k <= i + 2; k++) {
        if (d->b[k].end <= d->b[k].start) continue;
        if (!ordinal_line(d, d->b[k], &num)) break;
        used = k - i + 1;
    }
    if (!num.end) return 0;
    *body = cedu__fact_trim(d->x, (fact_span){s.start, end - l});
    cedu_str a = squeeze(d, (fact_span){s.start, end}), b = squeeze(d, num);
    *number = cedu__arena_strf(d->x->arena, "%.*s%.*s", (int)a.n, a.p, (int)b.n, b.p);
    *at = used == 1 ? (fact_span){s.start, s.end} : num;
    return used;
}

/* ------------------------------------------------------------------ titles */
typedef enum shape { SHAPE_NONE, SHAPE_NAMED, SHAPE_ABOUT, SHAPE_ISSUED } shape;

/* Where brackets at the end begin: (试行), （2021—2025年）; s.end when there are none. */
static uint32_t without_brackets(const head *d, fact_span s) {
    for (int guard = 0; guard < 3; guard++) {
        uint32_t q, last = (uint32_t)cedu__u8_prev(d->x->text, s.end);
        if (last <= s.start || !closes(cp_at(d, last, &q))) break;
        uint32_t i = last;
        int depth = 1;
        while (i > s.start && depth) {
            i = (uint32_t)cedu__u8_prev(d->x->text, i);
            uint32_t c = cp_at(d, i, &q);
            depth += closes(c) ? 1 : opens(c) ? -1 : 0;
        }
        if (depth || i <= s.start) break;
        s.end = cedu__fact_trim(d->x, (fact_span){s.start, i}).end;
    }
    return s.end;
}

static bool typed_end(const head *d, fact_span s) {
    uint32_t end = without_brackets(d, s), q, last = (uint32_t)cedu__u8_prev(d->x->text, end);
    if (last > s.start && (cp_at(d, last, &q) == 0x300B || cp_at(d, last, &q) == 0x201D)) end = last; /* 《…办法》 */
    uint32_t from = end > s.start + 45 ? end - 45 : s.start;
    while (from < end && ((unsigned char)d->x->text.p[from] & 0xC0) == 0x80) from++;
    cedu_str t = cedu__sub(d->x->text, 0, end);
    for (uint32_t i = from, n; i < end; i = n) {
        cedu_hit h[8];
        size_t k = cedu__image_match(d->x->im, 1u << CEDU_CLASS_doc_type, t, i, h, CEDU_COUNT(h));
        while (k-- > 0)
            if (h[k].end == end && cedu__eqz(cedu__image_attr(d->x->im, h[k].entry, CEDU_ATTR_level), "policy")) return true;
        (void)cp_at(d, i, &n);
    }
    return false;
}

/* 关于 outside of 《》 and “”; s.end when there is none. */
static uint32_t about_at(const head *d, fact_span s, uint32_t *len) {
    int depth = 0;
    for (uint32_t i = s.start, n; i < s.end; i = n) {
        uint32_t c = cp_at(d, i, &n);
        if (c == 0x300A || c == 0x201C) depth++;
        if ((c == 0x300B || c == 0x201D) && depth) depth--;
        if (!depth && (*len = word_at(d, "about", i, s.end))) return i;
    }
    *len = 0;
    return s.end;
}

static shape shape_of(head *d, fact_span s, struct fact_header *who) {
    *who = (struct fact_header){0};
    size_t count = chars(d, s);
    if (count < 6 || s.end - s.start > TITLE_MAX) return SHAPE_NONE;
    int depth = 0;
    bool comma = false;
    uint32_t last = 0;
    for (uint32_t i = s.start, n; i < s.end; i = n) {
        uint32_t c = cp_at(d, i, &n);
        if (c == 0x300A || c == 0x201C || opens(c)) depth++;
        if ((c == 0x300B || c == 0x201D || closes(c)) && depth) depth--;
        if (c == '\t' || c == 0x3002 || c == 0xFF1B || c == 0xFF1F || c == 0xFF01 || c == '?' || c == ';') return SHAPE_NONE;
        comma |= !depth && (c == 0xFF0C || c == ',');
        last = c;
    }
    if (colon(last) || last == 0x3001 || last == 0xFF0C || last == ',') return SHAPE_NONE;
    bool typed = typed_end(d, s);
    uint32_t len, about = about_at(d, s, &len);
    if (len && about == s.start) return typed ? SHAPE_ABOUT : SHAPE_NONE;
    uint32_t q, end = without_brackets(d, s), stop = read_bodies(d, s.start, len ? about : s.end, true, who);
    bool carried = word_at(d, "carry", stop, s.end) > 0;
    cedu_str tail = cedu__fact_text(d->x, about, end); /* 关于…的声明: any short noun will do */
    ptrdiff_t de = -1;
    for (size_t i = tail.n; i > 0 && tail.n - i < 24 && de < 0; i--)
        if (cedu__starts(cedu__sub(tail, i - 1, tail.n), CEDU_STR("的"))) de = (ptrdiff_t)i - 1;
    bool headed = who->issuers && (carried || (len && (stop == about || word_at(d, "others", stop, about))));
    if (headed && !who->weak && ((len && (typed || de > 0 || len)) || (carried && typed)))
        return typed || de > 0 || len ? SHAPE_ISSUED : SHAPE_NONE;
    if (headed && len && who->weak && (typed || de > 0) && about - s.start < 120) return SHAPE_ABOUT;
    who->issuers = 0;
    (void)q;
    return typed && !comma && count <= 90 ? SHAPE_NAMED : SHAPE_NONE;
}

/* （2021—2025年）, （试行） on a line of its own under a title. */
static bool title_bracket(const head *d, fact_span s) {
    fact_span in = unbracket(d, s);
    if (in.start == s.start || in.end <= in.start || in.end - in.start > 60 || day_line(d, s)) return false;
    if (word_at(d, "draft", in.start, in.end) == in.end - in.start ||
        word_at(d, "trial", in.start, in.end) == in.end - in.start)
        return true;
    const cedu_mention *t = mention_starting(d, CEDU_MENTION_time, in.start, in.end);
    return t && t->end == in.end && t->when.interval && t->when.grain == CEDU_GRAIN_YEAR;
}

static cedu_str join(head *d, size_t a, size_t b) {
    cedu_buf all = {0};
    for (size_t i = a; i < b; i++) {
        cedu_str s = cedu__fact_text(d->x, d->b[i].start, d->b[i].end);
        cedu__buf_str(&all, s);
    }
    cedu_str s = all.n ? cedu__arena_str(d->x->arena, cedu__buf_view(&all)) : (cedu_str){0};
    if (all.failed) d->x->arena->failed = true;
    cedu__buf_release(&all);
    return s;
}

/* A line that cannot be a part of a title. */
static bool other_line(head *d, size_t i) {
    fact_span s = d->b[i], at, body;
    cedu_str num;
    const cedu_mention *day;
    uint32_t q;
    if (s.end <= s.start || s.end - s.start > TITLE_MAX || day_line(d, s) || number_line(d, s, &num, &at, &day)) return true;
    if (order_lines(d, i, &body, &num, &at)) return true;
    return colon(cp_at(d, (uint32_t)cedu__u8_prev(d->x->text, s.end), &q));
}

/* Several lines are read as one text: the second and third may begin anywhere, so they are tried in a copy of the page's head. */
static shape joined_shape(head *d, size_t a, size_t b, struct fact_header *who) {
    shape first = shape_of(d, d->b[a], who);
    if (b == a + 1) return first;
    struct fact_header keep = *who;
    /* the head must promise a title that goes on: 甲关于…, 关于…, or what the page calls itself */
    uint32_t len, about = about_at(d, d->b[a], &len);
    bool promise = len > 0;
    if (len && about > d->b[a].start) {
        *who = (struct fact_header){0};
        promise = read_bodies(d, d->b[a].start, about, true, who) <= about && who->issuers && !who->weak;
    } else *who = keep;
    cedu_str whole = join(d, a, b);
    bool named = same_title(whole, d->x->in->title);
    if (!promise && !named) return SHAPE_NONE;
    if (!typed_end(d, d->b[b - 1])) return SHAPE_NONE;
    return who->issuers ? SHAPE_ISSUED : len ? SHAPE_ABOUT : SHAPE_NAMED;
}

/* How much of a title was retyped on a plain keyboard: hyphens for dashes, straight quotes, left-over markup. */
static size_t wear(cedu_str t) {
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) n += t.p[i] == '-' || t.p[i] == '"' || t.p[i] == '&' || t.p[i] == '~';
    return n;
}

/* Databases print the title above the document. The document's own, the last one, is quoted unless it is more worn. */
static void prefer_own_title(head *d) {
    cedu_str best = d->h.title;
    for (size_t i = d->title_end; i < d->n && i < d->title_end + 4; i++) {
        cedu_str t = cedu__fact_text(d->x, d->b[i].start, d->b[i].end);
        if (!same_title(t, best)) continue;
        d->evidence++;
        if (wear(t) > wear(best)) continue;
        best = t;
        d->h.title_at = d->h.quote = d->b[i];
        struct fact_header who = {0};
        if (d->h.issuers && shape_of(d, d->b[i], &who) && who.issuers == d->h.issuers)
            for (size_t k = 0; k < who.issuers; k++) d->h.issuer[k] = who.issuer[k], d->h.issuer_at[k] = who.issuer_at[k];
    }
    d->h.title = best;
}

static bool find_title(head *d) {
    size_t best = SIZE_MAX, best_end = 0, limit = d->n < HEAD ? d->n : HEAD;
    struct fact_header who = {0}, best_who = {0};
    shape got = SHAPE_NONE;
    for (size_t i = 0; i < limit; i++) {
        if (other_line(d, i)) continue;
        size_t end = i + 1;
        shape sh = SHAPE_NONE;
        for (; end <= i + 3 && end <= d->n; end++) {
            if (end > i + 1 && (other_line(d, end - 1) || chars(d, d->b[end - 1]) > 60 || title_bracket(d, d->b[end - 1]))) {
                end = i + 4;
                break;
            }
            sh = joined_shape(d, i, end, &who);
            bool whole = sh && (typed_end(d, (fact_span){d->b[i].start, d->b[end - 1].end}) ||
                                same_title(join(d, i, end), d->x->in->title));
            if (sh && (whole || end == i + 3)) break;
            if (sh == SHAPE_ISSUED && end == i + 1) { /* 甲关于…的部署说明: ends as no type, and nothing goes on */
                struct fact_header more;
                bool longer = false;
                for (size_t e = end + 1; e <= i + 3 && e <= d->n && !other_line(d, e - 1); e++)
                    longer |= joined_shape(d, i, e, &more) != SHAPE_NONE;
                if (!longer) break;
            }
            sh = SHAPE_NONE;
        }
        if (!sh || end > i + 3) continue;
        bool named = same_title(join(d, i, end), d->x->in->title);
        shape value = named && sh < SHAPE_ISSUED ? sh + 1 : sh;
        if (value > got || best == SIZE_MAX) best = i, best_end = end, best_who = who, got = value;
        if (sh == SHAPE_ISSUED) break;
        if (value >= SHAPE_ABOUT) limit = i + 12 < limit ? i + 12 : limit; /* nothing better is far */
    }
    if (best == SIZE_MAX) return false;
    d->title = best;
    d->title_end = best_end;
    if (best_end < d->n && title_bracket(d, d->b[best_end]) && typed_end(d, d->b[best_end - 1])) d->title_end++;
    for (size_t i = 0; i < best_who.issuers; i++) add_issuer(&d->h, best_who.issuer[i], best_who.issuer_at[i]);
    d->h.weak = best_who.weak;
    fact_span at = {d->b[best].start, d->b[d->title_end - 1].end};
    d->h.title_at = at;
    d->h.quote = d->b[best];
    cedu_str t = join(d, best, d->title_end);
    uint32_t q, last = (uint32_t)cedu__u8_prev(t, t.n);
    if (cedu__starts(t, CEDU_STR("《")) && cedu__find(t, CEDU_STR("》"), 0) == (ptrdiff_t)last) t = cedu__sub(t, 3, last);
    d->h.title = t;
    (void)q;
    d->evidence += got == SHAPE_ISSUED ? 2 : got == SHAPE_ABOUT ? 1 : 0;
    prefer_own_title(d);
    return true;
}

/* ------------------------------------------------------------------ labels */
static const cedu_entry *label_at(const head *d, uint32_t i, uint32_t end, uint32_t *after) {
    cedu_hit h[16];
    size_t n = cedu__image_match(d->x->im, 1u << CEDU_CLASS_cue, cedu__sub(d->x->text, 0, end), i, h, CEDU_COUNT(h));
    while (n-- > 0)
        if (cedu__eqz(cedu__image_attr(d->x->im, h[n].entry, CEDU_ATTR_group), "infobox")) {
            *after = h[n].end;
            return cedu__image_entry(d->x->im, h[n].entry);
        }
    return NULL;
}

static void take_label(head *d, cedu_str what, fact_span v) {
    struct fact_header *h = &d->label;
    const cedu_mention *t = mention_in(d, CEDU_MENTION_time, v.start, v.end);
    cedu_str day = is_day(t) ? cedu__fact_when(d->x, &t->when) : (cedu_str){0};
    if (v.end <= v.start) return;
    d->labels++;
    const struct {
        const char *what;
        cedu_str *to;
    } days[] = {
        {"published", &h->published}, {"signed", &h->signed_on}, {"effective", &h->effective}, {"expires", &h->expires}};
    for (size_t i = 0; i < CEDU_COUNT(days); i++)
        if (cedu__eqz(what, days[i].what) && !days[i].to->n) {
            *days[i].to = day;
            if (i == 1 && day.n) h->signed_at = (fact_span){t->start, t->end};
        }
    const cedu_mention *no = mention_in(d, CEDU_MENTION_document_number, v.start, v.end), *dt;
    if (cedu__eqz(what, "number") && !h->number.n) {
        fact_span num;
        if (!number_line(d, v, &h->number, &h->number_at, &dt) && no)
            h->number = no->name, h->number_at = (fact_span){no->start, no->end};
        else if (!h->number.n && ordinal_line(d, v, &num)) h->number = squeeze(d, v), h->number_at = v;
    }
    if (cedu__eqz(what, "issuer") && !h->issuers && v.end - v.start < 400) {
        (void)read_bodies(d, v.start, v.end, false, h);
        if (h->weak) h->issuers = 0;
    }
    if (cedu__eqz(what, "title") && !h->title.n && chars(d, v) > 6 && chars(d, v) < 160) {
        uint32_t q, last = (uint32_t)cedu__u8_prev(d->x->text, v.end);
        h->title_at = v;
        h->quote = v;
        cedu_str s = cedu__fact_text(d->x, v.start, v.end);
        bool marks = cedu__starts(s, CEDU_STR("《")) && cp_at(d, last, &q) == 0x300B;
        h->title = marks ? cedu__sub(s, 3, s.n - 3) : s;
    }
    static const char *const force[] = {"force.in_force", "force.repealed", "force.pending"};
    for (size_t i = 0; cedu__eqz(what, "force") && i < CEDU_COUNT(force); i++)
        if (word_at(d, force[i], v.start, v.end) == v.end - v.start)
            h->status = cedu__sub(cedu__str(force[i]), 6, strlen(force[i]));
}

/* 发文字号：…, 【发布部门】…, cells of a table; several on a line; a value on the next line. */
static void read_labels(head *d) {
    size_t limit = d->n < HEAD ? d->n : HEAD;
    cedu_str open_what = {0};
    for (size_t i = 0; i < limit; i++) {
        fact_span s = d->b[i];
        if (s.end <= s.start || s.end - s.start > 900) continue;
        cedu_str what = open_what;
        uint32_t value = s.start;
        open_what = (cedu_str){0};
        bool head_place = true;
        uint32_t before = 0;
        for (uint32_t k = s.start, n; k <= s.end; k = n) {
            uint32_t c = k < s.end ? cp_at(d, k, &n) : (n = k + 1, 0), after = 0;
            const cedu_entry *e = k < s.end && head_place ? label_at(d, k, s.end, &after) : NULL;
            uint32_t q, f = e && after < s.end ? cp_at(d, after, &q) : 0;
            /* at the line's head the colon may have got lost; elsewhere a mark must follow */
            bool marked = e && (after >= s.end || colon(f) || f == 0x3011 || f == ']' || f == '\t' || blank(f));
            bool bare = e && !marked && k == s.start &&
                        !cedu__eqz(cedu__image_attr(d->x->im, (int32_t)cedu__image_by_id(d->x->im, CEDU_CLASS_cue, e->id),
                                                    CEDU_ATTR_value),
                                   "title");
            if (bare) { /* 发文机关某市人民政府: what follows must be of the label's kind */
                bare = mention_starting(d, CEDU_MENTION_organisation, after, s.end) ||
                       mention_starting(d, CEDU_MENTION_time, after, s.end) ||
                       mention_starting(d, CEDU_MENTION_document_number, after, s.end);
            } else if (e && !marked && k == s.start) marked = f == 0x300A;
            if (k == s.end || marked || bare) {
                fact_span v = cedu__fact_trim(d->x, (fact_span){value, k});
                while (v.end > v.start && cp_at(d, (uint32_t)cedu__u8_prev(d->x->text, v.end), &q) == 0x3010)
                    v = cedu__fact_trim(d->x, (fact_span){v.start, v.end - 3});
                if (what.n) take_label(d, what, v);
                if (k == s.end) break;
                what = cedu__image_attr(d->x->im, cedu__image_by_id(d->x->im, CEDU_CLASS_cue, e->id), CEDU_ATTR_value);
                value = after;
                while (value < s.end) {
                    f = cp_at(d, value, &q);
                    if (!colon(f) && f != 0x3011 && f != ']' && !blank(f)) break;
                    value = q;
                }
                n = value > k ? value : n;
                if (value >= s.end) { /* the value is the next line's */
                    open_what = what;
                    break;
                }
                head_place = true;
                before = 0;
                continue;
            }
            head_place = c == '\t' || c == 0x3010 || c == 0x3000 || (c == ' ' && (before == ' ' || k > s.start)) || c == '|' ||
                         c == 0xFF1B;
            before = c;
        }
    }
}

/* ------------------------------------------------------------------ what stands around the title */
static void read_above(head *d) {
    size_t from = d->title > 8 ? d->title - 8 : 0;
    struct fact_header up = {0};
    for (size_t i = from; i < d->title; i++) {
        fact_span s = d->b[i], body, at;
        cedu_str num;
        const cedu_mention *day;
        size_t used = order_lines(d, i, &body, &num, &at);
        if (used) {
            d->order = true;
            d->evidence += 2;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            (void)read_bodies(d, body.start, body.end, false, &up);
            i += used - 1;
            continue;
        }
        if (s.end <= s.start) continue;
        if (number_line(d, s, &num, &at, &day)) {
            d->evidence++;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            continue;
        }
        uint32_t l = word_ending(d, "masthead", s.start, s.end);
        if (body_line(d, (fact_span){s.start, cedu__fact_trim(d->x, (fact_span){s.start, s.end - l}).end}, &up) && l)
            d->evidence++;
    }
    if (!d->h.issuers && !up.weak)
        for (size_t i = 0; i < up.issuers; i++) add_issuer(&d->h, up.issuer[i], up.issuer_at[i]);
}

/* 2020年12月24日某会第二十六次会议通过: the day a law was adopted, and by whom. */
static bool adoption_line(head *d, fact_span s, struct fact_header *who) {
    uint32_t len, l, meet;
    if (s.end - s.start > 900) return false;
    uint32_t at = find_word(d, "adopted", s.start, s.end, &len);
    meet = find_word(d, "meeting", s.start, s.end, &l);
    if (!len || !l) return false;
    const cedu_mention *t = mention_in(d, CEDU_MENTION_time, s.start, s.end);
    if (!is_day(t)) return false;
    if (!d->h.signed_on.n) {
        d->h.signed_on = cedu__fact_when(d->x, &t->when);
        d->h.signed_at = (fact_span){t->start, t->end};
    }
    const cedu_mention *o = mention_in(d, CEDU_MENTION_organisation, s.start, meet);
    if (o && who) add_issuer(who, o->name.n ? o->name : cedu__fact_text(d->x, o->start, o->end), (fact_span){o->start, o->end});
    (void)at;
    return true;
}

static void read_below(head *d, struct fact_header *law) {
    size_t to = d->title_end + 8 < d->n ? d->title_end + 8 : d->n;
    bool addressed = false;
    const cedu_mention *bracketed = NULL;
    for (size_t i = d->title_end; i < to; i++) {
        fact_span s = d->b[i], at, body;
        cedu_str num;
        const cedu_mention *day = NULL;
        uint32_t q;
        if (s.end <= s.start) continue;
        size_t used = addressed ? 0 : order_lines(d, i, &body, &num, &at);
        if (used) {
            d->order = true;
            d->evidence += 2;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            if (!d->h.issuers) (void)read_bodies(d, body.start, body.end, false, law);
            i += used - 1;
            continue;
        }
        if (!addressed && number_line(d, s, &num, &at, &day)) {
            d->evidence += 2;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            if (day && !d->h.signed_on.n)
                d->h.signed_on = cedu__fact_when(d->x, &day->when), d->h.signed_at = (fact_span){day->start, day->end};
            continue;
        }
        if (adoption_line(d, s, law)) {
            d->evidence += 2;
            continue;
        }
        const cedu_mention *t = day_line(d, s);
        fact_span in = unbracket(d, s);
        if (t && in.start != s.start && !bracketed && i < d->title_end + 4) bracketed = t;
        if (!addressed && colon(cp_at(d, (uint32_t)cedu__u8_prev(d->x->text, s.end), &q)) && s.end - s.start < 900 &&
            s.end - s.start > 9) {
            addressed = true;
            d->evidence++;
        }
    }
    if (bracketed) d->evidence++;
    if (bracketed && !d->h.signed_on.n) {
        d->h.signed_on = cedu__fact_when(d->x, &bracketed->when);
        d->h.signed_at = (fact_span){bracketed->start, bracketed->end};
    }
}

/* Bodies on lines, then a day; or both on one line. The first such block behind the title is the document's own. */
static void read_signature(head *d, struct fact_header *who) {
    const cedu_mention *loose = NULL;
    struct fact_header run = {0};
    size_t gap = 0;
    for (size_t i = d->title_end; i < d->n; i++) {
        fact_span s = d->b[i];
        if (s.end <= s.start) continue;
        const cedu_mention *t = day_line(d, s);
        bool bracketed = unbracket(d, s).start != s.start;
        if (t && run.issuers && !bracketed) {
            d->h.signed_on = cedu__fact_when(d->x, &t->when);
            d->h.signed_at = (fact_span){t->start, t->end};
            *who = run;
            d->evidence += 2;
            return;
        }
        if (t && !bracketed && !loose && i > d->title_end && (i < HEAD * 2 || i + 3 >= d->n)) loose = t;
        if (s.end - s.start < 300) {
            const cedu_mention *tail = NULL; /* 某市发展和改革委员会 2021年5月18日 */
            const cedu_mentions *m = &d->x->in->mentions;
            for (size_t k = first_mention(d->x, s.start); k < m->n && m->p[k].start < s.end; k++)
                if (m->p[k].end == s.end && is_day(&m->p[k])) tail = &m->p[k];
            if (tail && tail->start > s.start && body_line(d, cedu__fact_trim(d->x, (fact_span){s.start, tail->start}), &run)) {
                d->h.signed_on = cedu__fact_when(d->x, &tail->when);
                d->h.signed_at = (fact_span){tail->start, tail->end};
                *who = run;
                d->evidence += 2;
                return;
            }
        }
        if (body_line(d, s, &run)) {
            gap = 0;
            continue;
        }
        bool small = run.issuers && s.end - s.start <= 90 && ++gap <= 2 && unbracket(d, s).start != s.start; /* (某局代章) */
        if (!small) run = (struct fact_header){0}, gap = 0;
    }
    if (d->h.signed_on.n || !loose) return;
    d->h.signed_on = cedu__fact_when(d->x, &loose->when);
    d->h.signed_at = (fact_span){loose->start, loose->end};
}

/* 自…起施行, 有效期至…, 有效期五年: said of this document where no other is named. */
static void read_validity(head *d) {
    fx *x = d->x;
    double years = 0;
    const cedu_mention *from = NULL;
    for (size_t i = 0; i < x->sentences.n; i++) {
        const fact_sentence *s = &x->sentences.p[i];
        fact_groups g = 0;
        for (uint32_t k = s->k0; k < s->k1; k++)
            for (uint32_t c = x->clauses.p[k].c0; c < x->clauses.p[k].c1; c++) g |= x->cues.p[c].groups;
        if (!(g & G(status))) continue;
        bool other = false;
        for (uint32_t k = s->k0; k < s->k1; k++)
            for (uint32_t j = x->clauses.p[k].m0; j < x->clauses.p[k].m1; j++)
                other |= x->m.p[j].type == CEDU_MENTION_policy_title && !same_title(x->m.p[j].name, d->h.title) &&
                         cedu__find(d->h.title, x->m.p[j].name, 0) < 0;
        for (uint32_t k = s->k0; k < s->k1; k++) {
            const fact_clause *c = &x->clauses.p[k];
            for (uint32_t q = c->c0; q < c->c1; q++) {
                const fact_cue *cue = &x->cues.p[q];
                if (!(cue->groups & G(status))) continue;
                cedu_str v = cedu__fact_cue_value(x, cue, FACT_I_status);
                const cedu_mention *before = NULL, *after = NULL;
                for (uint32_t j = c->m0; j < c->m1; j++) {
                    const cedu_mention *m = &x->m.p[j];
                    if (is_day(m) && m->end <= cue->start && cue->start - m->end < 30) before = m;
                    if (!after && m->start >= cue->end && m->start - cue->end < 12 &&
                        (is_day(m) || m->type == CEDU_MENTION_duration))
                        after = m;
                }
                if (cedu__eqz(v, "effective") && before && !d->h.effective.n && (!other || k == s->k0))
                    d->h.effective = cedu__fact_when(x, &before->when), from = before;
                if (!cedu__eqz(v, "until") || !after || other || d->h.expires.n) continue;
                if (after->type == CEDU_MENTION_time) d->h.expires = cedu__fact_when(x, &after->when);
                else years = after->duration / (365.0 * 86400);
            }
        }
    }
    if (!d->h.expires.n && from && years >= 0.9 && years < 50) {
        cedu_when w = from->when;
        if (w.start.day > 1) w.start.day--, w.end = w.start;
        d->h.expires = cedu__fact_shift(x, &w, (int)(years + 0.5), 0);
    }
}

/* ------------------------------------------------------------------ region */
/* The region of the body in [a, b): its place; the country for a national one. */
static int32_t body_region(const fx *x, uint32_t a, uint32_t b, fact_span *at) {
    int32_t r = cedu__fact_hidden_region(x, a, b, at);
    if (r >= 0) return r;
    const cedu_mentions *m = &x->in->mentions;
    for (size_t i = first_mention(x, a); i < m->n && m->p[i].start < b; i++) {
        if (m->p[i].type != CEDU_MENTION_organisation) continue;
        const cedu_entry *e = cedu__image_entry(x->im, m->p[i].entry);
        if (!e || e->cls != CEDU_CLASS_org || !cedu__eqz(cedu__image_attr(x->im, m->p[i].entry, CEDU_ATTR_level), "government"))
            return -1;
        *at = (fact_span){m->p[i].start, m->p[i].end};
        return cedu__image_by_id(x->im, CEDU_CLASS_region, CEDU_STR("CN"));
    }
    return -1;
}

static void set_region(head *d) {
    fact_span at = {0, 0};
    int32_t r = -1;
    for (size_t i = 0; i < d->h.issuers && r < 0; i++)
        r = body_region(d->x, d->h.issuer_at[i].start, d->h.issuer_at[i].end, &at);
    if (r < 0) r = cedu__fact_hidden_region(d->x, d->h.title_at.start, d->h.title_at.end, &at);
    if (r >= 0) d->h.region = (fact_region){.entry = {r}, .n = 1, .at = at};
}

int32_t cedu__fact_issuer_region(const cedu_image *im, const cedu_fact_input *in, cedu_arena *arena) {
    if (!in->title.n || in->title.n > TITLE_MAX || !(cedu__eqz(in->doc_type, "policy") || cedu__eqz(in->doc_type, "draft")))
        return -1;
    cedu_match_options opt = {.ref = in->date, .ref_region = -1};
    cedu_fact_input small = *in;
    cedu_error err;
    small.text = in->title;
    if (cedu__match_run(im, in->title, &opt, arena, &small.mentions, &err) != CEDU_OK) return -1;
    fx x = {.im = im, .in = &small, .arena = arena, .text = in->title};
    fact_span at;
    ptrdiff_t about = cedu__find(in->title, CEDU_STR("关于"), 0);
    uint32_t end = (uint32_t)(about > 0 ? (size_t)about : in->title.n);
    for (size_t i = 0; i < small.mentions.n && small.mentions.p[i].start < end; i++) {
        const cedu_mention *m = &small.mentions.p[i];
        if (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_organisation) return body_region(&x, m->start, end, &at);
    }
    return -1;
}

/* ------------------------------------------------------------------ the whole */
static void take_over(struct fact_header *h, const struct fact_header *l) {
    const struct {
        cedu_str *to, from;
    } v[] = {{&h->number, l->number},
             {&h->status, l->status},
             {&h->published, l->published},
             {&h->effective, l->effective},
             {&h->expires, l->expires}};
    for (size_t i = 0; i < CEDU_COUNT(v); i++)
        if (!v[i].to->n) *v[i].to = v[i].from;
    if (l->signed_on.n) h->signed_on = l->signed_on, h->signed_at = l->signed_at;
    if (!h->number_at.end) h->number_at = l->number_at;
}

static void take_issuers(struct fact_header *h, const struct fact_header *from) {
    for (size_t i = 0; i < from->issuers; i++) add_issuer(h, from->issuer[i], from->issuer_at[i]);
}

void cedu__fact_read_header(fx *x) {
    static const char *const never[] = {"interpretation", "speech"};
    for (size_t i = 0; i < CEDU_COUNT(never); i++)
        if (cedu__eqz(x->in->doc_type, never[i])) return;
    head *d = CEDU_NEW(x->arena, head);
    if (!d) return;
    *d = (head){.x = x, .n = x->in->block_count};
    d->b = CEDU_NEW_N(x->arena, fact_span, d->n + 1);
    if (!d->b) return;
    for (size_t i = 0; i < d->n; i++) d->b[i] = cedu__fact_trim(x, (fact_span){x->in->blocks[i].start, x->in->blocks[i].end});
    load_words(d);
    read_labels(d);
    bool titled = find_title(d);
    if (d->label.title.n && (!titled || d->labels >= 3)) {
        bool same = titled && same_title(d->label.title, d->h.title);
        if (!same && !titled) {
            d->h.title = d->label.title, d->h.title_at = d->label.title_at, d->h.quote = d->label.quote;
            d->title = d->title_end = 0;
            titled = true;
        }
    }
    if (!titled) return;
    struct fact_header law = {0}, foot = {0};
    bool named = d->h.issuers > 0;
    if (d->title_end) read_above(d);
    read_below(d, &law);
    if (d->title_end) read_signature(d, &foot);
    if (d->labels >= 2) d->evidence += d->labels > 3 ? 3 : d->labels;
    if (cedu__eqz(x->in->doc_type, "policy") || cedu__eqz(x->in->doc_type, "draft")) d->evidence++;
    if (d->evidence < 3) return;
    if (cedu__eqz(x->in->doc_type, "encyclopedia") && (d->labels < 2 || !(d->label.number.n || d->label.issuers))) return;
    take_over(&d->h, &d->label);
    uint32_t l, more = d->h.issuers ? d->h.issuer_at[d->h.issuers - 1].end : 0;
    bool others = named && (l = word_at(d, "others", more, d->h.title_at.end)) > 0;
    if (others && foot.issuers > d->h.issuers) d->h.issuers = 0; /* 甲等五部门: the signatures name them all */
    if (!named && foot.issuers) d->h.issuers = 0;                /* an order: the body signs by its own name */
    if (!named && !foot.issuers && d->label.issuers) d->h.issuers = 0;
    if (!d->h.issuers) take_issuers(&d->h, foot.issuers ? &foot : d->label.issuers ? &d->label : &law);
    read_validity(d);
    uint32_t len;
    if (!d->h.status.n && find_word(d, "draft", d->h.title_at.start, d->h.title_at.end, &len) < d->h.title_at.end)
        d->h.status = CEDU_STR("draft");
    set_region(d);
    x->header = &d->h;
    if (d->h.region.n) x->doc_region = d->h.region;
}

bool cedu__fact_is_header(const fx *x, cedu_str title) { return x->header && same_title(x->header->title, title); }

bool cedu__fact_header_issuer(const fx *x, uint32_t at) {
    for (size_t i = 0; x->header && i < x->header->issuers; i++)
        if (x->header->issuer_at[i].start == at) return true;
    return false;
}

/* The type of document that stands last in the title. */
static cedu_str type_of(const fx *x, cedu_str t) {
    cedu_str type = {0};
    for (size_t i = 0, best = 0; i < t.n; i += cedu__u8_len((unsigned char)t.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, t, i, h, CEDU_COUNT(h));
        if (n && h[n - 1].end > best) best = h[n - 1].end, type = cedu__image_entry(x->im, h[n - 1].entry)->name;
    }
    return type;
}

void cedu__fact_put_header(fx *x) {
    const struct fact_header *h = x->header;
    if (!h) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_policy, "policy.header");
    f.confidence = 0.95;
    f.subject = h->title;
    cedu__fact_str(x, &f, CEDU_FIELD_title, h->title);
    if (h->issuers) cedu__fact_list(x, &f, CEDU_FIELD_issuers, h->issuer, h->issuers);
    const struct {
        cedu_field_id id;
        cedu_str s;
    } v[] = {{CEDU_FIELD_document_number, h->number}, {CEDU_FIELD_status, h->status},       {CEDU_FIELD_signed, h->signed_on},
             {CEDU_FIELD_published, h->published},    {CEDU_FIELD_effective, h->effective}, {CEDU_FIELD_expires, h->expires}};
    for (size_t i = 0; i < CEDU_COUNT(v); i++) cedu__fact_str(x, &f, v[i].id, v[i].s);
    cedu__fact_str(x, &f, CEDU_FIELD_doc_type, type_of(x, h->title));
    cedu__fact_region(x, &f, &h->region, h->quote);
    if (h->number_at.end) cedu__fact_context(x, &f, CEDU_STR("document_number"), h->number_at);
    if (h->signed_at.end) cedu__fact_context(x, &f, CEDU_STR("date"), h->signed_at);
    const cedu_mentions *m = &x->in->mentions;
    for (size_t i = first_mention(x, h->title_at.start); i < m->n && m->p[i].start < h->title_at.end; i++) {
        const cedu_mention *t = &m->p[i];
        if (t->type != CEDU_MENTION_time || !t->when.start.year || t->when.relative || (f.period.n && t->when.plan)) continue;
        f.period = cedu__fact_when(x, &t->when);
        f.period_basis = t->when.plan ? CEDU_STR("plan_name") : CEDU_STR("explicit");
        if (!t->when.plan) break;
    }
    cedu__fact_emit(x, &f, h->quote, h->quote);
}
