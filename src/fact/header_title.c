/* header_title.c - the title of an official document: one to three lines, and who issued it by the words before 关于.
 *
 * A title is 甲关于…, 关于…的通知 or a name that ends as a type of document does. Databases repeat it; one's own line is quoted.
 * Nothing here decides that the page is a document: that takes evidence around the title (header.c).
 */
#include "fact/head.h"

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

/* Whether a line ends as a document's title does: …的通知, …行动方案（试行）. */
bool cedu__head_typed_end(const head *d, fact_span s) {
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
        if (!depth && (*len = cedu__head_word_at(d, WORD_about, i, s.end))) return i;
    }
    *len = 0;
    return s.end;
}

static shape shape_of(head *d, fact_span s, struct fact_header *who) {
    *who = (struct fact_header){0};
    size_t count = cedu__head_chars(d, s);
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
    bool typed = cedu__head_typed_end(d, s);
    uint32_t len, about = about_at(d, s, &len);
    if (len && about == s.start) return typed ? SHAPE_ABOUT : SHAPE_NONE;
    uint32_t q, end = without_brackets(d, s), stop = cedu__head_read_bodies(d, s.start, len ? about : s.end, true, who);
    bool carried = cedu__head_word_at(d, WORD_carry, stop, s.end) > 0;
    cedu_str tail = cedu__fact_text(d->x, about, end); /* 关于…的声明: any short noun will do */
    ptrdiff_t de = -1;
    for (size_t i = tail.n; i > 0 && tail.n - i < 24 && de < 0; i--)
        if (cedu__starts(cedu__sub(tail, i - 1, tail.n), CEDU_STR("的"))) de = (ptrdiff_t)i - 1;
    bool headed = who->issuers && (carried || (len && (stop == about || cedu__head_word_at(d, WORD_others, stop, about))));
    if (headed && !who->weak && (typed || (len && de > 0))) return SHAPE_ISSUED;
    if (headed && len && who->weak && (typed || de > 0) && about - s.start < 120) return SHAPE_ABOUT;
    who->issuers = 0;
    (void)q;
    return typed && !comma && count <= 90 ? SHAPE_NAMED : SHAPE_NONE;
}

/* （2021—2025年）, （试行） on a line of its own under a title. */
static bool title_bracket(const head *d, fact_span s) {
    fact_span in = cedu__head_unbracket(d, s);
    if (in.start == s.start || in.end <= in.start || in.end - in.start > 60 || cedu__head_day_line(d, s)) return false;
    if (cedu__head_word_at(d, WORD_draft, in.start, in.end) == in.end - in.start ||
        cedu__head_word_at(d, WORD_trial, in.start, in.end) == in.end - in.start)
        return true;
    const cedu_mention *t = cedu__head_mention_starting(d, CEDU_MENTION_time, in.start, in.end);
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
    if (i < HEAD && d->labelled[i]) return true;
    if (s.end <= s.start || s.end - s.start > TITLE_MAX || cedu__head_day_line(d, s) ||
        cedu__head_number_line(d, s, &num, &at, &day))
        return true;
    if (cedu__head_order_lines(d, i, &body, &num, &at)) return true;
    return colon(cp_at(d, (uint32_t)cedu__u8_prev(d->x->text, s.end), &q));
}

static bool own_name(const head *d, cedu_str t) {
    return cedu__head_same_title(t, d->x->in->title) || cedu__head_same_title(t, d->label.title);
}

/* A title over several lines: its first line must promise one that goes on (甲关于…, 关于…, a body over a line 关于…), or the lines
 * together are what the page calls itself; the last ends as a title does. */
static shape joined_shape(head *d, size_t a, size_t b, struct fact_header *who) {
    fact_span first = d->b[a];
    if (b == a + 1) return shape_of(d, first, who);
    *who = (struct fact_header){0};
    if (!cedu__head_typed_end(d, d->b[b - 1])) return SHAPE_NONE;
    uint32_t len, about = about_at(d, first, &len), l2, end = len ? about : first.end;
    bool over = !len && about_at(d, d->b[a + 1], &l2) == d->b[a + 1].start && l2;
    if (len && about == first.start) return SHAPE_ABOUT;
    if (len || over) {
        uint32_t stop = cedu__head_read_bodies(d, first.start, end, true, who);
        bool whole = stop >= end || (cedu__head_word_at(d, WORD_others, stop, end) && end - stop <= 30);
        if (whole && who->issuers && !who->weak && (len || who->issuers == 1)) return SHAPE_ISSUED;
    }
    who->issuers = 0;
    return own_name(d, join(d, a, b)) ? len ? SHAPE_ABOUT : SHAPE_NAMED : SHAPE_NONE;
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
        if (!cedu__head_same_title(t, best)) continue;
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

#define TITLE_LINES 5

/* Whether the lines are a whole: no 《 left open, and the next line does not go on with 的通知 or （2021—2025年）的通知. */
static bool closed(const head *d, size_t a, size_t b) {
    int depth = 0;
    uint32_t n;
    for (size_t k = a; k < b; k++)
        for (uint32_t i = d->b[k].start; i < d->b[k].end; i = n) {
            uint32_t c = cp_at(d, i, &n);
            depth += c == 0x300A ? 1 : c == 0x300B ? -1 : 0;
        }
    if (depth > 0) return false;
    if (b >= d->n || d->b[b].end <= d->b[b].start) return true;
    uint32_t i = d->b[b].start, end = d->b[b].end;
    if (opens(cp_at(d, i, &n)))
        while (i < end && !closes(cp_at(d, i, &n))) i = n;
    if (i > d->b[b].start) i = i < end ? n : end;
    return !(i < end && cp_at(d, i, &n) == 0x7684); /* 的 */
}

/* How many lines from `i` on are one title; 0 = none. What the page calls itself is best, then the first end that a type of
 * document makes, then 甲关于…的说明, which ends as no type. */
static size_t title_lines(head *d, size_t i, shape *sh, struct fact_header *who) {
    size_t typed = 0, named = 0, loose = 0;
    bool named_ends = false;
    shape at[TITLE_LINES + 1] = {SHAPE_NONE};
    struct fact_header *whos = CEDU_NEW_N(d->x->arena, struct fact_header, TITLE_LINES + 1);
    if (!whos) return 0;
    for (size_t k = 1; k <= TITLE_LINES && i + k <= d->n; k++) {
        size_t last = i + k - 1;
        if (k > 1 && (other_line(d, last) || cedu__head_chars(d, d->b[last]) > 60 || title_bracket(d, d->b[last]))) break;
        at[k] = joined_shape(d, i, i + k, &whos[k]);
        if (!at[k]) continue;
        bool ends = cedu__head_typed_end(d, d->b[last]) && closed(d, i, i + k), own = own_name(d, join(d, i, i + k));
        if (own && (ends || !named)) named = k, named_ends = ends;
        if (ends && !typed) typed = k;
        if (!loose && at[k] == SHAPE_ISSUED) loose = k;
    }
    size_t n = named && named_ends ? named : typed ? typed : named ? named : loose;
    if (!n) return 0;
    *sh = at[n];
    *who = whos[n];
    return n;
}

bool cedu__head_find_title(head *d) {
    size_t best = SIZE_MAX, best_end = 0, limit = d->n < HEAD ? d->n : HEAD;
    struct fact_header who = {0}, best_who = {0};
    shape got = SHAPE_NONE;
    for (size_t i = 0; i < limit; i++) {
        shape sh = SHAPE_NONE;
        size_t n = other_line(d, i) ? 0 : title_lines(d, i, &sh, &who);
        if (!n) continue;
        shape value = sh < SHAPE_ISSUED && own_name(d, join(d, i, i + n)) ? sh + 1 : sh;
        if (value > got || best == SIZE_MAX) best = i, best_end = i + n, best_who = who, got = value;
        if (sh == SHAPE_ISSUED) break;
        if (value >= SHAPE_ABOUT) limit = i + 12 < limit ? i + 12 : limit; /* nothing better is far */
    }
    if (best == SIZE_MAX) return false;
    d->title = best;
    d->title_end = best_end;
    if (best_end < d->n && title_bracket(d, d->b[best_end]) && cedu__head_typed_end(d, d->b[best_end - 1])) d->title_end++;
    for (size_t i = 0; i < best_who.issuers; i++) cedu__head_add_issuer(&d->h, best_who.issuer[i], best_who.issuer_at[i]);
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
