/* header_lines.c - what one line of an official document's head or foot is: bodies, a number, an order, a day.
 *
 * A line counts only when it is nothing else: words left over make it text. Words come from packs/core/header.tsv; all walks are
 * bounded by the line, and lines are looked at only up to the lengths that such lines have.
 */
#include "fact/head.h"

/* ------------------------------------------------------------------ words and characters */
const void *cedu__head_words(const cedu_image *im, cedu_arena *a) {
    static const char *const names[] = {
#define CEDU__X(name) #name,
        HEAD_WORDS(CEDU__X)
#undef CEDU__X
    };
    int32_t first, count;
    size_t n = 0;
    head_words *d = CEDU_NEW(a, head_words);
    if (!d) return NULL;
    cedu__image_class(im, CEDU_CLASS_page, &first, &count);
    for (int kind = 0; kind < WORD_KINDS; kind++) {
        d->first[kind] = (uint16_t)n;
        for (int32_t i = first; i < first + count; i++) {
            if (!cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_value), names[kind]) ||
                !cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_group), "header"))
                continue;
            for (size_t k = 0; k < cedu__image_form_count(im, i) && n < MAX_WORDS; k++) {
                cedu_str form = cedu__image_form(im, i, k);
                size_t at = n++;
                for (; at > d->first[kind] && d->p[at - 1].n < form.n; at--) d->p[at] = d->p[at - 1];
                d->p[at] = form;
            }
        }
    }
    d->first[WORD_KINDS] = (uint16_t)n;
    return d;
}

/* The longest word of a kind that starts at `i` and ends by `end`: its length, 0 = none. */
uint32_t cedu__head_word_at(const head *d, word_kind kind, uint32_t i, uint32_t end) {
    const char *p = d->x->text.p + i;
    size_t room = end > i ? end - i : 0;
    for (size_t k = d->words->first[kind]; room && k < d->words->first[kind + 1]; k++) {
        cedu_str w = d->words->p[k];
        if (w.n <= room && w.p[0] == p[0] && w.p[w.n - 1] == p[w.n - 1] && memcmp(w.p, p, w.n) == 0) return (uint32_t)w.n;
    }
    return 0;
}

uint32_t cedu__head_word_ending(const head *d, word_kind kind, uint32_t from, uint32_t end) {
    const char *p = d->x->text.p + end;
    size_t room = end > from ? end - from : 0;
    for (size_t k = d->words->first[kind]; room && k < d->words->first[kind + 1]; k++) {
        cedu_str w = d->words->p[k];
        if (w.n <= room && w.p[w.n - 1] == p[-1] && memcmp(w.p, p - w.n, w.n) == 0) return (uint32_t)w.n;
    }
    return 0;
}

uint32_t cedu__head_find_word(const head *d, word_kind kind, uint32_t from, uint32_t end, uint32_t *len) {
    for (uint32_t i = from, n; i < end; i = n) {
        if ((*len = cedu__head_word_at(d, kind, i, end))) return i;
        (void)cp_at(d, i, &n);
    }
    *len = 0;
    return end;
}

size_t cedu__head_chars(const head *d, fact_span s) { return cedu__u8_count(cedu__fact_text(d->x, s.start, s.end)); }

/* Without blanks between Chinese characters: 国 务 院. */
cedu_str cedu__head_squeeze(head *d, fact_span s) {
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

bool cedu__head_same_title(cedu_str a, cedu_str b) {
    if (!a.n || !b.n) return false;
    for (size_t i = 0, j = 0;;) {
        uint32_t c = loose_next(a, &i), e = loose_next(b, &j);
        if (c != e) return false;
        if (!c) return true;
    }
}

/* ------------------------------------------------------------------ mentions */
/* The first mention of a type that starts in [a, b) and ends there. */
const cedu_mention *cedu__head_mention_in(const head *d, cedu_mention_type t, uint32_t a, uint32_t b) {
    const cedu_mentions *m = &d->x->in->mentions;
    for (size_t i = cedu__fact_first_mention(d->x, a); i < m->n && m->p[i].start < b; i++)
        if (m->p[i].type == t && m->p[i].end <= b) return &m->p[i];
    return NULL;
}

const cedu_mention *cedu__head_mention_starting(const head *d, cedu_mention_type t, uint32_t a, uint32_t b) {
    const cedu_mention *m = cedu__head_mention_in(d, t, a, b);
    return m && m->start == a ? m : NULL;
}

bool cedu__head_is_day(const cedu_mention *t) {
    return t && t->type == CEDU_MENTION_time && !t->refused && !t->when.interval && t->when.grain == CEDU_GRAIN_DAY &&
           t->when.start.year > 1900;
}

fact_span cedu__head_unbracket(const head *d, fact_span s) {
    uint32_t n;
    if (s.end <= s.start || !opens(cp_at(d, s.start, &n))) return s;
    uint32_t last = (uint32_t)cedu__u8_prev(d->x->text, s.end), q;
    if (last < n || !closes(cp_at(d, last, &q))) return s;
    return cedu__fact_trim(d->x, (fact_span){n, last});
}

/* A line that is a day and nothing else, brackets aside. */
const cedu_mention *cedu__head_day_line(const head *d, fact_span s) {
    s = cedu__head_unbracket(d, s);
    if (s.end - s.start > 60 || s.end <= s.start) return NULL;
    const cedu_mention *t = cedu__head_mention_starting(d, CEDU_MENTION_time, s.start, s.end);
    return cedu__head_is_day(t) && t->end == s.end ? t : NULL;
}

/* ------------------------------------------------------------------ bodies */
void cedu__head_add_issuer(struct fact_header *h, cedu_str name, fact_span at) {
    for (size_t i = 0; i < h->issuers; i++)
        if (cedu__eq(h->issuer[i], name)) return;
    if (h->issuers < MAX_ISSUERS && name.n) h->issuer_at[h->issuers] = at, h->issuer[h->issuers++] = name;
}

/* Whether a body's name begins at `i`: one from the lexicon, or a place. */
static bool body_starts(const head *d, uint32_t i, uint32_t end) {
    const cedu_mention *m = cedu__head_mention_starting(d, CEDU_MENTION_organisation, i, end);
    if (!m) return false;
    const cedu_entry *e = cedu__image_entry(d->x->im, m->entry);
    return (e && e->cls == CEDU_CLASS_org) || cedu__head_mention_starting(d, CEDU_MENTION_region, i, end) != NULL;
}

static bool body_ends(const head *d, uint32_t from, uint32_t end) {
    if (cedu__head_word_ending(d, WORD_org_end, from, end)) return true;
    const cedu_mentions *m = &d->x->in->mentions;
    for (size_t i = cedu__fact_first_mention(d->x, from); i < m->n && m->p[i].start < end; i++)
        if (m->p[i].type == CEDU_MENTION_organisation && m->p[i].end == end) return true;
    return false;
}

/* The name as the document gives it; one that begins with a bare 市 or 省 (市发展改革委) as the recogniser completed it. */
static cedu_str body_name(head *d, fact_span s) {
    const cedu_mention *m = cedu__head_mention_starting(d, CEDU_MENTION_organisation, s.start, s.end);
    cedu_str name = cedu__head_squeeze(d, s);
    if (!m || m->end != s.end || !m->name.n || cedu__eq(m->name, name)) return name;
    const cedu_entry *e = cedu__image_entry(d->x->im, m->entry);
    bool placed =
        (e && e->cls == CEDU_CLASS_org) || cedu__head_mention_starting(d, CEDU_MENTION_region, s.start, s.end) != NULL;
    return placed ? name : m->name;
}

/* Issuers in [a, b): 甲、乙, 甲 乙, glued ones. Stops before a verb that carries (印发); returns where it stopped. */
uint32_t cedu__head_read_bodies(head *d, uint32_t a, uint32_t b, bool verbs, struct fact_header *out) {
    uint32_t i = skip_blank(d, a, b), start = i, depth = 0;
    while (i < b) {
        uint32_t next, c = cp_at(d, i, &next), l = 0;
        if (opens(c)) depth++;
        if (closes(c) && depth) depth--;
        bool ended = depth == 0 && i > start && body_ends(d, start, i);
        if (ended && (l = cedu__head_word_at(d, WORD_others, i, b)) && b - i <= 30) break;
        if (ended && verbs && cedu__head_word_at(d, WORD_carry, i, b) &&
            !body_ends(d, start, i + cedu__head_word_at(d, WORD_carry, i, b)))
            break;
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
                cedu__head_add_issuer(out, body_name(d, s), s);
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
        cedu__head_add_issuer(out, body_name(d, s), s);
    }
    return i;
}

/* A line of bodies and nothing else; (盖章) behind them is let go. */
bool cedu__head_body_line(head *d, fact_span s, struct fact_header *out) {
    if (s.end - s.start > 400 || s.end - s.start < 6) return false;
    for (;;) {
        uint32_t q, last = (uint32_t)cedu__u8_prev(d->x->text, s.end);
        if (last <= s.start || !closes(cp_at(d, last, &q))) break;
        uint32_t l = cedu__head_word_ending(d, WORD_seal, s.start, last);
        uint32_t open = l ? (uint32_t)cedu__u8_prev(d->x->text, last - l) : 0;
        if (!l || open <= s.start || !opens(cp_at(d, open, &q))) break;
        s = cedu__fact_trim(d->x, (fact_span){s.start, open});
    }
    if (!body_ends(d, s.start, s.end)) return false;
    for (uint32_t i = s.start, n; i < s.end; i = n) {
        uint32_t c = cp_at(d, i, &n);
        if (c == 0x3002 || c == 0xFF1B || c == 0xFF0C || colon(c) || (c >= '0' && c <= '9' && s.end - i < 6)) return false;
    }
    struct fact_header got = {0};
    if (cedu__head_read_bodies(d, s.start, s.end, false, &got) != s.end || got.weak || !got.issuers) return false;
    for (size_t i = 0; i < got.issuers; i++) { /* a body in full: a place, a lexicon entry, or one of the title's */
        fact_span at = got.issuer_at[i];
        bool own = cedu__head_mention_starting(d, CEDU_MENTION_organisation, at.start, at.end) != NULL ||
                   cedu__head_mention_starting(d, CEDU_MENTION_region, at.start, at.end) != NULL;
        for (size_t k = 0; k < d->h.issuers; k++) own |= cedu__eq(d->h.issuer[k], got.issuer[i]);
        if (!own || cedu__u8_count(got.issuer[i]) > 40) return false;
    }
    for (size_t i = 0; out && i < got.issuers; i++) cedu__head_add_issuer(out, got.issuer[i], got.issuer_at[i]);
    return true;
}

/* ------------------------------------------------------------------ numbers */
/* A line that is a document's number, brackets aside; its day, if it has one, in *day. */
bool cedu__head_number_line(head *d, fact_span line, cedu_str *out, fact_span *at, const cedu_mention **day) {
    fact_span s = cedu__head_unbracket(d, line);
    if (s.end - s.start > 160) return false;
    const cedu_mention *m = cedu__head_mention_in(d, CEDU_MENTION_document_number, s.start, s.end);
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
        const cedu_mention *t = cedu__head_mention_starting(d, CEDU_MENTION_time, rest, s.end);
        if (!cedu__head_is_day(t) || s.end - t->end > 6) return false;
        *day = t;
    }
    cedu_str lead = cedu__head_squeeze(d, before),
             name = m->name.n ? m->name : cedu__head_squeeze(d, (fact_span){m->start, m->end});
    *out = lead.n ? cedu__arena_strf(d->x->arena, "%.*s%.*s", (int)lead.n, lead.p, (int)name.n, name.p) : name;
    *at = (fact_span){s.start, m->end};
    return true;
}

/* 第44号, (第44号): what stands under an order. */
bool cedu__head_ordinal_line(const head *d, fact_span line, fact_span *num) {
    fact_span s = cedu__head_unbracket(d, line);
    if (s.end - s.start > 24 || s.end - s.start < 7) return false;
    cedu_str t = cedu__fact_text(d->x, s.start, s.end);
    *num = s;
    return cedu__starts(t, CEDU_STR("第")) && cedu__ends(t, CEDU_STR("号"));
}

/* 某省人民政府令 with its number on the same or the next line. Returns the blocks it takes, 0 = none. */
size_t cedu__head_order_lines(head *d, size_t i, fact_span *body, cedu_str *number, fact_span *at) {
    fact_span s = d->b[i], num = {0, 0};
    if (s.end - s.start > 240 || s.end <= s.start) return 0;
    size_t used = 1;
    uint32_t l, end = s.end;
    for (uint32_t k = s.start, n; k < s.end; k = n) { /* on the same line */
        (void)cp_at(d, k, &n);
        if (cedu__head_ordinal_line(d, (fact_span){k, s.end}, &num)) {
            end = cedu__fact_trim(d->x, (fact_span){s.start, k}).end;
            break;
        }
        num.end = 0;
    }
    l = cedu__head_word_ending(d, WORD_order, s.start, end);
    if (!l || !body_ends(d, s.start, cedu__fact_trim(d->x, (fact_span){s.start, end - l}).end)) return 0;
    for (size_t k = i + 1; !num.end && k < d->n && k <= i + 2; k++) {
        if (d->b[k].end <= d->b[k].start) continue;
        if (!cedu__head_ordinal_line(d, d->b[k], &num)) break;
        used = k - i + 1;
    }
    if (!num.end) return 0;
    *body = cedu__fact_trim(d->x, (fact_span){s.start, end - l});
    cedu_str a = cedu__head_squeeze(d, (fact_span){s.start, end}), b = cedu__head_squeeze(d, num);
    *number = cedu__arena_strf(d->x->arena, "%.*s%.*s", (int)a.n, a.p, (int)b.n, b.p);
    *at = used == 1 ? (fact_span){s.start, s.end} : num;
    return used;
}
