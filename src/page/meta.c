/* meta.c - title, date of publication, outlet, authors, editor, site, address, kind of document.
 *
 * Visible lines near the title come first, then <meta>, then JSON-LD; never the prose and never the footer. Values are raw
 * (repair comes later); those that stand in the article's text have their place. Labels are found in the folded text and
 * read in the original, so that `编 輯:` and `聯(lián)系` match. A date after a label of signing (成文日期) is not the day of publication.
 */
#include "page/page_priv.h"

#define G(name) (1u << CUE_##name)
#define LABELS                                                                                                                 \
    (G(source) | G(published) | G(signed) | G(author) | G(editor) | G(counter) | G(share) | G(infobox) | G(tags) | G(comment))

#define skip_blanks cedu__page_skip_blanks
#define any_of      cedu__page_any_of
#define iso         cedu__page_iso

/* ------------------------------------------------------------------ a line with labels */
typedef struct line {
    cedu_raw *r;
    const cedu_leaf *l;
    cedu_str s, f;  /* the text, the folded text */
    uint32_t *back; /* folded byte -> byte of s */
    uint32_t final; /* where s begins in the article's text */
} line;

typedef struct meta_job {
    cedu_raw *r;
    cedu_article *out;
    const uint32_t *final_of;
    CEDU_VEC(cedu_meta) authors;
    cedu_date pub; /* y == 0: none */
    double pub_trust;
} meta_job;

static line line_of(const meta_job *j, size_t i) {
    line n = {.r = j->r, .l = &j->r->leaf.p[i], .final = j->final_of[i]};
    n.s = cedu__sub((cedu_str){j->r->text.p, j->r->text.n}, n.l->start, n.l->end);
    n.f = cedu__page_fold(j->r->a, n.s, &n.back);
    return n;
}

static bool shown(const cedu_leaf *l) { return (!l->hidden || l->main) && l->end > l->start; }

static cedu_meta value_at(const line *n, size_t from, size_t to) {
    cedu_str raw = cedu__sub(n->s, from, to), s = cedu__trim(raw);
    size_t lead = (size_t)(s.p - raw.p);
    cedu_meta m = {.s = s};
    if (!s.n) return (cedu_meta){0};
    if (shown(n->l)) {
        m.placed = true;
        m.start = n->final + (uint32_t)(from + lead);
        m.end = m.start + (uint32_t)s.n;
    }
    return m;
}

/* End of the value that begins at folded byte `at`: the next label, date, bracket or bar. */
static size_t value_end(const line *n, size_t at, bool names) {
    size_t i = at, len;
    cedu_date d;
    size_t date = SIZE_MAX;
    if (n->back && cedu__page_date(n->s, n->back[at], &d)) date = d.start;
    for (; i < n->f.n; i += len) {
        uint32_t c = cedu__u8_at(n->f, i, &len);
        if (n->back[i] >= date) break;
        if (c == '|' || c == 0xFF5C || c == ')' || c == 0xFF09 || c == 0x3011 || c == ']' || c == '(' || c == 0xFF08 ||
            c == 0x3010 || c == '[' || c == 0x3002 || c == 0x4E28 || c == '>' || c == '<')
            break;
        if (!names && (c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B)) break;
        if (i > at && cedu__cues_at(n->r->cues, n->f, i, LABELS)) break;
    }
    return i;
}

/* First end of an inline element behind byte `from` of the line, if a word follows it at once; n->s.n when there is none. */
static size_t seam_after(const line *n, size_t from) {
    const cedu_raw *r = n->r;
    uint32_t base = (uint32_t)(n->s.p - r->text.p), want = base + (uint32_t)from;
    size_t lo = 0, hi = r->seams.n, len;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (r->seams.p[mid] <= want) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < r->seams.n && r->seams.p[lo] < base + n->s.n; lo++)
        if (cedu__is_han(cedu__u8_at(n->s, r->seams.p[lo] - base, &len))) return r->seams.p[lo] - base;
    return n->s.n;
}

static size_t after_colon(const line *n, size_t f) {
    size_t len;
    for (;; f += len) {
        uint32_t c = cedu__u8_at(n->f, f, &len);
        if (c != ':' && c != '/' && c != 0xFF0F && c != 0x4E28 && c != '|' && c != 0xFF5C && c != 0xB7 && c != '>' &&
            c != '[' && c != 0x3010)
            return f;
    }
}

/* Outlet: the first token, and Latin ones after it (a domain). */
static cedu_meta outlet_at(const line *n, size_t f, size_t fend) {
    size_t from = n->back[f], to = n->back[fend], len;
    from = skip_blanks(n->s, from);
    size_t seam = seam_after(n, from);
    if (seam < to && seam >= from + 6) to = seam;
    for (size_t i = from; i < to; i += len) {
        uint32_t c = cedu__u8_at(n->s, i, &len);
        if (c != ' ') continue;
        uint32_t next = cedu__u8_at(n->s, i + 1, &len);
        len = 1;
        if (!((next | 32) >= 'a' && (next | 32) <= 'z')) {
            to = i;
            break;
        }
    }
    cedu_meta m = value_at(n, from, to);
    if (cedu__u8_count(m.s) > 40 || memchr(m.s.p ? m.s.p : "", '=', m.s.n)) return (cedu_meta){0};
    return m;
}

static bool plain_word(const meta_job *j, cedu_str s) {
    cedu_str f = cedu__page_fold(j->r->a, s, NULL);
    const cedu_cue *q = cedu__cues_at(j->r->cues, f, 0, G(plainword));
    return q && q->form.n == f.n;
}

static bool name_like(cedu_str s) {
    size_t han = 0, other = 0, latin = 0;
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (cedu__is_han(c)) han++;
        else if (((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.' || c == '-' || c == '\'') latin++;
        else if (c != 0xB7 && c != 0x2022 && c != 0x30FB && c != ' ') other++;
    }
    if (other) return false;
    return han ? han >= 2 && han + latin <= 16 && (han <= 4 || latin || s.n > han * 3) : latin >= 3 && latin <= 40;
}

/* Ends like a firm, an office or a medium, or is a word like 本站. */
static bool no_person(const meta_job *j, cedu_str s) {
    cedu_str f = cedu__page_fold(j->r->a, s, NULL);
    for (size_t i = 0, len; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(j->r->cues, f, i, G(noperson));
        (void)cedu__u8_at(f, i, &len);
        if (q && i + q->form.n == f.n) return true;
    }
    return plain_word(j, s);
}

/* A surname and one or two characters, nothing else: what may be taken for a person without a label. */
static bool bare_person(const meta_job *j, cedu_str s) {
    size_t chars = cedu__u8_count(s), len;
    if (chars * 3 != s.n || chars < 2 || chars > 4) return false;
    for (size_t i = 0; i < s.n; i += len)
        if (!cedu__is_han(cedu__u8_at(s, i, &len))) return false;
    const cedu_cue *q = cedu__cues_at(j->r->cues, s, 0, G(surname));
    size_t given = q ? chars - cedu__u8_count(q->form) : 0;
    if (!q || given < 1 || given > 2 || no_person(j, s)) return false;
    return !cedu__cues_at(j->r->cues, s, 0, ~(G(surname) | G(container) | G(metaname) | G(scriptvar) | G(noperson)));
}

static bool name_break(uint32_t c) {
    return c == ' ' || c == 0x3001 || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '/' || c == '&' || c == 0xFF0F;
}

static void add_author(meta_job *j, cedu_meta m) {
    if (!name_like(m.s) || plain_word(j, m.s) || j->authors.n >= 40) return;
    if (cedu__ends(m.s, CEDU_STR("摄")) || cedu__ends(m.s, CEDU_STR("攝"))) return; /* took the picture */
    for (size_t i = 0; i < j->authors.n; i++)
        if (cedu__eq(j->authors.p[i].s, m.s)) return;
    (void)CEDU_PUSH(j->r->a, &j->authors, m);
}

/* Names in s[from, to): separated by blanks and commas; single characters with blanks between them are one name (李 景). */
static void add_names(meta_job *j, const line *n, size_t from, size_t to) {
    for (size_t i = from; i < to;) {
        size_t len = 0;
        while (i < to && (name_break(cedu__u8_at(n->s, i, &len)) || cedu__u8_at(n->s, i, &len) == ':')) i += len;
        size_t start = i, chars = 0;
        while (i < to && !name_break(cedu__u8_at(n->s, i, &len))) i += len, chars++;
        if (i <= start) break;
        size_t end = i;
        if (chars == 1 && i + 1 < to && n->s.p[i] == ' ') {
            size_t k = i + 1, more = 0, l2 = 0;
            while (k < to && !name_break(cedu__u8_at(n->s, k, &l2))) k += l2, more++;
            if (more == 1) end = i = k;
        } else if (chars >= 3 && (unsigned char)n->s.p[start] < 0x80) {
            /* Latin names hold blanks. */
            size_t k = i;
            while (k < to && n->s.p[k] == ' ' && k + 1 < to && (n->s.p[k + 1] | 32) >= 'a' && (n->s.p[k + 1] | 32) <= 'z') {
                k++;
                while (k < to && !name_break(cedu__u8_at(n->s, k, &len))) k += len;
            }
            end = i = k;
        }
        cedu_meta m = value_at(n, start, end);
        if (chars == 1 && end > start + 3) { /* without the inner blank */
            char *p = cedu__arena_alloc(j->r->a, m.s.n + 1);
            size_t w = 0;
            if (!p) return;
            for (size_t k = 0; k < m.s.n; k++)
                if (m.s.p[k] != ' ') p[w++] = m.s.p[k];
            m.s = (cedu_str){p, w};
        }
        size_t after = skip_blanks(n->s, end);
        if (after < n->s.n && (cedu__starts(cedu__sub(n->s, after, n->s.n), CEDU_STR("摄")) ||
                               cedu__starts(cedu__sub(n->s, after, n->s.n), CEDU_STR("攝"))))
            continue;
        /* 新华日报记者 X: what stands before a label is not a name; labels inside were cut by the caller. */
        add_author(j, m);
    }
}

/* What a visible date is worth as the day of publication. The first of the best ones is taken. */
enum { BARE = 1, WITH_TIME, WITH_SOURCE, WEAKLY_LABELLED /* 更新时间, 发文日期 */, LABELLED };

static void set_date(meta_job *j, const line *n, const cedu_date *d, double trust) {
    if (d->d < 0 || d->range || (j->pub.y && j->pub_trust >= trust)) return;
    j->pub = *d;
    j->pub_trust = trust;
    j->out->published = value_at(n, d->start, d->end);
    j->out->published.s = iso(j->r->a, d);
}

/* Reads every label of a line: outlet, authors, editor, published. `near`: the line belongs to the article's head. */
static void read_labels(meta_job *j, const line *n, uint32_t want) {
    cedu_article *o = j->out;
    size_t len;
    for (size_t i = 0; i < n->f.n; i += len) {
        (void)cedu__u8_at(n->f, i, &len);
        const cedu_cue *q = cedu__cues_at(n->r->cues, n->f, i, want | G(infobox) | G(signed));
        if (!q) continue;
        size_t v = after_colon(n, i + q->form.n), end = value_end(n, v, q->group == CUE_author);
        bool colon = v > i + q->form.n || q->form.p[q->form.n - 1] == ':';
        /* The label must stand by itself: at the start, or with a colon, or after a blank or bracket. */
        bool alone = i == 0 || colon || (n->back[i] > 0 && (n->s.p[n->back[i] - 1] == ' ' || n->s.p[n->back[i] - 1] == '(')) ||
                     q->group == CUE_author;
        len = q->form.n;
        if (!alone || !(want >> q->group & 1u)) continue;
        if (q->group == CUE_source && !o->outlet.s.p && end > v) {
            cedu_meta m = outlet_at(n, v, end);
            if (m.s.n >= 4 && !(plain_word(j, m.s))) o->outlet = m;
        } else if (q->group == CUE_editor && !o->editor.s.p && end > v) {
            cedu_meta m = outlet_at(n, v, end);
            if (m.s.n && name_like(m.s)) o->editor = m;
        } else if (q->group == CUE_author && end > v) {
            add_names(j, n, n->back[v], n->back[end]);
        } else if (q->group == CUE_published) {
            cedu_date d;
            if (cedu__page_date(n->s, n->back[v], &d) && d.start <= n->back[v] + 4)
                set_date(j, n, &d, q->value.n ? WEAKLY_LABELLED : LABELLED);
        }
    }
}

/* A date that no label of signing precedes. */
static bool plain_date(const line *n, const cedu_leaf *before, cedu_date *d) {
    if (!cedu__page_date(n->s, 0, d) || d->d < 0) return false;
    if (n->l->has & G(signed) || (before && before->begins & G(signed) && before->chars <= 10)) return false;
    return true;
}

/* Worth of a date that stands by itself, at the start of its line, with a time of day, or among labels; 0 = the date of an event. */
static double byline_date(const cedu_leaf *l, const cedu_date *d) {
    if (l->has & (G(source) | G(published) | G(author) | G(counter))) return WITH_SOURCE;
    if (d->hh >= 0) return WITH_TIME;
    if (l->dateonly || (l->date_first && l->chars <= 45 && !l->stop)) return BARE;
    return 0;
}

/* A short line right below the title that ends with its date: By 某某 · 2021-02-23. */
static bool ends_with_date(const line *n, const cedu_date *d) {
    size_t at = d->end, len;
    for (; at < n->s.n; at += len) {
        uint32_t c = cedu__u8_at(n->s, at, &len);
        if (c != ' ' && c != ')' && c != 0xFF09 && c != ']' && c != 0x3011) return false;
    }
    return n->l->chars <= 30 && !n->l->stop && !n->l->list_mark;
}

/* 2021年2月23日 08:03 第一財經: what stands after the date is the medium, or [ a person ]. */
static void after_date(meta_job *j, const line *n, const cedu_date *d) {
    cedu_raw *r = j->r;
    size_t k = cedu__page_skip_blanks(n->s, d->end), f = 0, c, len;
    if (k >= n->s.n || n->s.n - k > 90) return;
    uint32_t first = cedu__u8_at(n->s, k, &len);
    while (f < n->f.n && n->back[f] < k) f++;
    f = after_colon(n, f);
    if (f >= n->f.n) return;
    if (first == '[' || first == 0x3010) {
        cedu_meta m = value_at(n, n->back[f], n->back[value_end(n, f, false)]);
        if (bare_person(j, m.s)) add_author(j, m);
        return;
    }
    if (j->out->outlet.s.p || n->s.n - k > 45) return;
    if (cedu__cues_at(r->cues, n->f, f, ~(G(container) | G(metaname) | G(doctype) | G(surname) | G(noperson) | G(scriptvar))))
        return;
    cedu_meta m = outlet_at(n, f, value_end(n, f, false));
    c = cedu__u8_count(m.s);
    for (size_t i = 0; i < m.s.n; i++)
        if (m.s.p[i] >= '0' && m.s.p[i] <= '9') return; /* 阅读105次 */
    if (bare_person(j, m.s)) add_author(j, m);
    else if (plain_word(j, m.s)) return;
    else if (c >= 2 && c <= 14 && cedu__is_han(cedu__u8_at(m.s, 0, &len))) j->out->outlet = m;
}

/* 由某某张贴, anywhere in the line. */
static void posted_by(meta_job *j, const line *n) {
    cedu_str by = CEDU_STR("由");
    ptrdiff_t at = cedu__find(n->f, by, 0);
    size_t len;
    if (at < 0 || at > 60) return;
    for (size_t i = (size_t)at + by.n, chars = 0; i < n->f.n && chars <= 12; i += len, chars++) {
        (void)cedu__u8_at(n->f, i, &len);
        if (chars < 2 || !cedu__cues_at(j->r->cues, n->f, i, G(posted))) continue;
        cedu_meta m = value_at(n, n->back[(size_t)at + by.n], n->back[i]);
        if (!no_person(j, m.s)) add_author(j, m);
        return;
    }
}

/* A name alone on a line below the title: 胡某, 胡 某. */
static void bare_author(meta_job *j, const line *n) {
    if (n->l->chars > 4) {
        posted_by(j, n);
        return;
    }
    cedu_meta m = value_at(n, 0, n->s.n);
    m.s = cedu__page_fold(j->r->a, m.s, NULL);
    if (bare_person(j, m.s)) add_author(j, m);
}

/* The cell or line before this one is the label of a day: what it is worth; 0 = it is none. */
static double label_before(meta_job *j, size_t i) {
    while (i-- > 0) {
        const cedu_leaf *l = &j->r->leaf.p[i];
        if (l->hidden || l->end == l->start) continue;
        if (!(l->begins & G(published)) || l->chars > 8) return 0;
        line n = line_of(j, i);
        const cedu_cue *q = cedu__cues_at(j->r->cues, n.f, 0, G(published));
        return !q ? 0 : q->value.n ? WEAKLY_LABELLED : LABELLED;
    }
    return 0;
}

static void visible(meta_job *j) {
    cedu_raw *r = j->r;
    size_t core = r->core_start, from, to = core < r->leaf.n ? core : r->leaf.n;
    if (r->title != SIZE_MAX) from = r->title_end;
    else from = to > 8 ? to - 8 : 0;
    if (to > from + 25) to = from + 25;
    cedu_date d;
    double trust;
    for (size_t i = from; i < to; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->chars > 200 || l->end == l->start) continue;
        line n = line_of(j, i);
        read_labels(j, &n, G(source) | G(author) | G(editor) | G(published));
        if (l->chars <= 100 && l->punct <= 6 && plain_date(&n, i ? l - 1 : NULL, &d) &&
            ((trust = byline_date(l, &d)) > 0 ||
             (r->title != SIZE_MAX && i <= from + 2 && ends_with_date(&n, &d) && (trust = BARE) > 0))) {
            double labelled = l->dateonly ? label_before(j, i) : 0;
            set_date(j, &n, &d, labelled > 0 ? labelled : trust);
            after_date(j, &n, &d);
        }
        if (!j->authors.n && r->title != SIZE_MAX && i < from + 6 && l->chars <= 60) bare_author(j, &n);
    }
    /* Above the title: only lines that are nothing else. */
    for (size_t i = r->title == SIZE_MAX ? 0 : r->title, seen = 0; i-- > 0 && seen < 6 && !j->pub.y && r->html;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->end == l->start) continue;
        seen++;
        if (!l->dateonly && !(l->date_first && l->chars <= 45 && l->has & (G(source) | G(published) | G(counter)))) continue;
        line n = line_of(j, i);
        if (plain_date(&n, NULL, &d)) set_date(j, &n, &d, BARE);
    }
}

/* (经济日报记者 …) and 责任编辑 at the end; (记者 …) in the first paragraph. */
static void ends(meta_job *j) {
    cedu_raw *r = j->r;
    size_t seen = 0, last = r->last;
    /* The editor's line may stand just below the article. */
    for (size_t i = last; i < r->leaf.n && i < last + 6; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->has & G(editor) && l->chars <= 40 && !l->hidden) {
            line n = line_of(j, i);
            read_labels(j, &n, G(editor));
        }
        if (l->dated && l->chars <= 80 && !l->hidden && !j->authors.n) { /* 由某某张贴 2005-06-14 */
            line n = line_of(j, i);
            posted_by(j, &n);
        }
    }
    for (size_t i = last; i-- > r->first && seen < 5;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main || l->end == l->start) continue;
        seen++;
        line n = line_of(j, i);
        if (l->chars <= 6 && seen <= 3 && !j->authors.n) { /* （某某） */
            cedu_str f = n.f;
            size_t open, close;
            (void)cedu__u8_at(f, 0, &open);
            if (f.n > open && (cedu__starts(f, CEDU_STR("(")) || cedu__starts(f, CEDU_STR("（")))) {
                close = cedu__u8_prev(f, f.n);
                cedu_str name = cedu__sub(f, open, close > open ? close : open);
                if (bare_person(j, name)) {
                    cedu_meta m = value_at(&n, n.back[open], n.back[close]);
                    m.s = name;
                    add_author(j, m);
                    continue;
                }
            }
        }
        if (l->dated && l->chars <= 80 && !j->authors.n) posted_by(j, &n);
        if (l->chars <= 80) {
            uint32_t want = (l->has & G(editor) ? G(editor) : 0) | (l->has & G(author) && l->chars <= 60 ? G(author) : 0);
            if (j->authors.n) want &= ~G(author);
            if (want) read_labels(j, &n, want);
        } else if (!j->authors.n && seen <= 2) {
            /* A bracket that ends the paragraph. */
            size_t open = n.s.n;
            while (open > 0 && n.s.n - open < 160 && n.s.p[open - 1] != '(' &&
                   !(open >= 3 && memcmp(n.s.p + open - 3, "（", 3) == 0))
                open--;
            if (open && n.s.n - open < 160) {
                line tail = n;
                tail.s = cedu__sub(n.s, open, n.s.n);
                tail.final += (uint32_t)open;
                tail.f = cedu__page_fold(r->a, tail.s, &tail.back);
                if (tail.back) read_labels(j, &tail, G(author));
            }
        }
    }
    for (size_t i = r->first, k = 0; i < r->last && k < 2 && !j->authors.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main || l->chars < 12 || i < r->core_start) continue;
        k++;
        line n = line_of(j, i);
        cedu_str head = cedu__sub(n.s, 0, n.s.n < 150 ? n.s.n : 150);
        ptrdiff_t open = cedu__find(head, CEDU_STR("（"), 0);
        size_t w = 3;
        if (open < 0) open = cedu__find(head, CEDU_STR("("), 0), w = 1;
        if (open < 0) continue;
        line in = n;
        in.s = cedu__sub(n.s, (size_t)open + w, n.s.n);
        in.final += (uint32_t)((size_t)open + w);
        in.f = cedu__page_fold(r->a, in.s, &in.back);
        if (!in.back) continue;
        const cedu_cue *q = cedu__cues_at(r->cues, in.f, 0, G(author));
        if (q) {
            size_t v = after_colon(&in, q->form.n);
            add_names(j, &in, in.back[v], in.back[value_end(&in, v, true)]);
        }
    }
}

/* Where `Title_Site` is cut; s.n when nowhere. */
static size_t suffix_at(cedu_str s, size_t max_tail) {
    static const char *const seps[] = {"_", "|", "｜", "丨", " - ", " – ", " — ", "-", "—", "–", "»", "﹣", NULL};
    for (size_t i = s.n; i-- > 0;) {
        size_t n = any_of(s, i, seps), len;
        if (!n) continue;
        uint32_t before = i ? cedu__u8_at(s, cedu__u8_prev(s, i), &len) : 0, after = cedu__u8_at(s, i + n, &len);
        if (i && (before == 0x2014 || after == 0x2014 || before == '-' || after == '-')) continue; /* —— is a part of titles */
        if ((before - '0' < 10u || before == 0x5E74) && after - '0' < 10u) continue;               /* 2022-2025 */
        cedu_str head = cedu__trim(cedu__sub(s, 0, i)), tail = cedu__trim(cedu__sub(s, i + n, s.n));
        if (cedu__u8_count(tail) > max_tail || cedu__u8_count(head) < 5) return s.n;
        return i;
    }
    return s.n;
}

static bool word_char(uint32_t c) {
    return cedu__is_han(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '.';
}

/* Without signs at both ends: `_试验博客` -> `试验博客`. */
static cedu_str without_seps(cedu_str s) {
    size_t len;
    while (s.n && !word_char(cedu__u8_at(s, 0, &len))) s = cedu__sub(s, len, s.n);
    while (s.n && !word_char(cedu__u8_at(s, cedu__u8_prev(s, s.n), &len))) s.n = cedu__u8_prev(s, s.n);
    return s;
}

/* The window's title of a blog: 文章名_某某_新浪博客, 文章名-某某的博客. */
static void blog_owner(meta_job *j) {
    cedu_str doc = j->r->doc_title;
    size_t cut = suffix_at(doc, 16);
    if (j->authors.n || cut >= doc.n) return;
    cedu_str tail = without_seps(cedu__sub(doc, cut, doc.n)), f = cedu__page_fold(j->r->a, tail, NULL);
    static const char *const of[] = {"的博客", "的部落格", "的blog", "的专栏", "的空间", NULL};
    static const char *const site[] = {"博客", "blog", "部落格", "博客网", "博客频道", NULL};
    for (size_t i = 0; of[i]; i++)
        if (cedu__ends(f, cedu__str(of[i]))) {
            f.n -= strlen(of[i]);
            if (f.n && !no_person(j, f)) add_author(j, (cedu_meta){.s = f});
            return;
        }
    bool blog = false;
    for (size_t i = 0; site[i]; i++) blog |= cedu__ends(f, cedu__str(site[i]));
    if (!blog) return;
    doc = cedu__trim(cedu__sub(doc, 0, cut));
    if ((cut = suffix_at(doc, 12)) >= doc.n) return;
    tail = without_seps(cedu__sub(doc, cut, doc.n));
    if (!no_person(j, tail)) add_author(j, (cedu_meta){.s = tail});
}

/* ------------------------------------------------------------------ what the page does not show */
/* Where no visible line gives the day. An encyclopedia's entry has none: the day it was created says nothing about its text. */
static void hidden_date(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_date d = {0};
    cedu_str when = cedu__page_tag(r, "published");
    bool named = when.n && cedu__page_machine_date(when, &d);
    static const char *const keys[] = {"\"datePublished\"", "\"pubDate\"", "\"dateCreated\"", "\"upDate\""};
    for (size_t k = 0; k < CEDU_COUNT(keys) && !named; k++)
        named = (when = cedu__page_ld(r, keys[k], false)).n && cedu__page_machine_date(when, &d);
    bool shown = named || cedu__page_time_element(r, &d);
    if (!j->pub.y) {
        if (!shown && (cedu__page_script_date(r, &d) || cedu__page_url_date(o->url.s, &d))) shown = true;
        if (!shown) return;
        j->pub = d;
        o->published = (cedu_meta){.s = iso(r->a, &d)};
    } else if (named && (d.y != j->pub.y || d.m != j->pub.m || d.d != j->pub.d)) {
        o->date_conflict = true;
    } else if (named && j->pub.hh < 0 && d.hh >= 0) {
        o->published.s = iso(r->a, &d);
    }
}

static void structured(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str v = cedu__page_tag(r, "outlet");
    static const char *const lead[] = {"来源：", "来源:", "來源：", "來源:", NULL};
    if (v.n) v = cedu__sub(v, any_of(v, 0, lead), v.n);
    if (!o->outlet.s.p && v.n >= 4 && v.n <= 120 && !plain_word(j, v)) o->outlet.s = v;
    v = cedu__page_tag(r, "site");
    if (v.n && v.n <= 120) o->site.s = v;
    o->url.s = r->canonical.n ? r->canonical : cedu__page_tag(r, "url");
    if (o->url.s.n && !(cedu__starts(o->url.s, CEDU_STR("http")) || cedu__starts(o->url.s, CEDU_STR("//"))))
        o->url.s = (cedu_str){0};
    hidden_date(j);
    v = cedu__page_tag(r, "editor");
    if (!o->editor.s.p && v.n && name_like(v)) o->editor.s = v;
    if (!o->site.s.p && (v = cedu__page_ld(r, "\"publisher\"", true)).n && v.n <= 120) o->site.s = v;
    v = cedu__page_tag(r, "author");
    if (!v.n) v = cedu__page_ld(r, "\"author\"", true);
    /* Sites write their own or the editor's name here. */
    if (cedu__eq(v, o->editor.s) || (cedu__u8_count(v) * 3 == v.n && v.n > 12)) v.n = 0;
    if (!j->authors.n && v.n && v.n < 60 && name_like(v) && !no_person(j, v) && !cedu__eq(v, o->site.s))
        add_author(j, (cedu_meta){.s = v});
}

/* ------------------------------------------------------------------ title and site */
static void title(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str site = {0}, doc = r->doc_title;
    size_t l0;
    for (int k = 0; k < 3; k++) { /* Title_Channel_Site */
        size_t cut = suffix_at(doc, 20);
        if (cut >= doc.n) break;
        cedu_str tail = without_seps(cedu__sub(doc, cut, doc.n));
        cedu_str f = cedu__page_fold(r->a, tail, NULL);
        bool named = false;
        for (size_t i = 0; i < f.n; i += l0) {
            const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(sitetail));
            (void)cedu__u8_at(f, i, &l0);
            named |= q && i && i + q->form.n == f.n; /* 新闻 alone is a channel */
        }
        if (!site.p && named) site = tail;
        doc = cedu__trim(cedu__sub(doc, 0, cut));
    }
    if (r->title != SIZE_MAX) {
        line n = line_of(j, r->title);
        size_t cut = r->html ? n.s.n : suffix_at(n.s, 8);
        if (cut < n.s.n && !site.p) site = (cedu_str){0};
        /* Title and a counter in one heading: 第二章 某某 241 */
        size_t like = 0, digits;
        cedu_str name = cedu__page_fold(r->a, r->doc_title, NULL);
        while (like < n.f.n && like < name.n && n.f.p[like] == name.p[like]) like++;
        for (digits = like; digits < n.f.n && n.f.p[digits] >= '0' && n.f.p[digits] <= '9';) digits++;
        if (like >= 12 && digits == n.f.n && digits > like && n.back && !(name.p[like - 1] >= '0' && name.p[like - 1] <= '9'))
            cut = n.back[like];
        static const char *const labels[] = {"主题：", "主题:", "標題：", "标题：", "标题:", "題目：", "题目：", "题目:", NULL};
        o->title = value_at(&n, any_of(n.s, 0, labels), cut);
        if (r->title_end > r->title + 1) { /* several lines: written as one */
            cedu_buf all = {0};
            for (size_t i = r->title; i < r->title_end; i++) {
                line part = line_of(j, i);
                cedu__buf_str(&all, part.s);
                o->title.end = part.final + (uint32_t)part.s.n;
            }
            o->title.s = cedu__arena_str(r->a, cedu__buf_view(&all));
            if (all.failed) r->a->failed = true;
            cedu__buf_release(&all);
        }
    } else if (cedu__page_tag(r, "title").n) {
        o->title.s = cedu__page_tag(r, "title");
        size_t cut = suffix_at(o->title.s, 12);
        o->title.s = cedu__trim(cedu__sub(o->title.s, 0, cut));
    } else if (doc.n) {
        o->title.s = doc;
    } else {
        o->title.s = cedu__page_ld(r, "\"headline\"", false);
    }
    if (!o->site.s.p && site.n) o->site.s = site;
}

/* ------------------------------------------------------------------ kind of document */
static void doc_type(meta_job *j) {
    static const char *const kinds[] = {"draft", "interpretation", "speech", "policy", "table", "encyclopedia"};
    static const cedu_str names[] = {CEDU_STR("draft"),  CEDU_STR("interpretation"), CEDU_STR("speech"),
                                     CEDU_STR("policy"), CEDU_STR("table"),          CEDU_STR("encyclopedia")};
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str f = cedu__page_fold(r->a, o->title.s, NULL), doc = cedu__page_fold(r->a, r->doc_title, NULL);
    unsigned found = 0;
    size_t len, rows = 0, chars = 0, blocks = 0, boxes = 0;
    for (size_t i = 0; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(doctype));
        (void)cedu__u8_at(f, i, &len);
        if (!q) continue;
        for (size_t k = 0; k < CEDU_COUNT(kinds); k++)
            if (cedu__eqz(q->value, kinds[k])) {
                /* A news title may mention a plan; a plan's own title ends with the word. */
                size_t rest = f.n - i - q->form.n;
                if (k != 3 || rest <= 3 || f.p[i + q->form.n] == '(' ||
                    cedu__starts(cedu__sub(f, i + q->form.n, f.n), CEDU_STR("（")))
                    found |= 1u << k;
            }
        len = q->form.n;
    }
    for (size_t i = 0; i < doc.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, doc, i, G(doctype));
        (void)cedu__u8_at(doc, i, &len);
        if (q && cedu__eqz(q->value, "encyclopedia")) found |= 1u << 5;
    }
    for (size_t i = r->first; i < r->last; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main) continue;
        blocks++;
        chars += l->chars;
        rows += l->grid ? l->chars : 0;
        boxes += blocks <= 15 && (l->begins & (G(infobox) | G(signed) | G(published))) != 0 && (l->has_colon || l->list_mark);
    }
    if (boxes >= 3 && !r->html) found |= found & 1u << 3 ? 1u << 5 : 0;
    if (blocks >= 8 && rows * 10 >= chars * 7) found |= 1u << 4;
    static const unsigned order[] = {5, 0, 1, 3, 2, 4};
    for (size_t k = 0; k < CEDU_COUNT(order); k++)
        if (found >> order[k] & 1u) {
            o->doc_type = names[order[k]];
            return;
        }
    o->doc_type = blocks && (o->published.s.p || o->outlet.s.p || j->authors.n) ? CEDU_STR("news") : CEDU_STR("other");
}

/* An info box further down: 发布日期, 颁布时间 with a label; a forum's line below the article: 发布时间 2005-05-17 22:11 by …. */
static void labelled_anywhere(meta_job *j) {
    cedu_raw *r = j->r;
    for (size_t i = 0; i < r->leaf.n && !j->pub.y; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        bool inside = l->main && i >= r->core_start && l->timed && !l->stop;
        if (l->hidden || l->chars > 80 || !(l->has & G(published)) || (!l->main && r->title == SIZE_MAX)) continue;
        if (!(l->begins & G(published)) && !inside) continue;
        if (!l->main && (i + 20 < r->first || i > r->last + 10)) continue;
        line n = line_of(j, i);
        read_labels(j, &n, G(published));
        if (!j->pub.y && l->chars <= 8 && i + 1 < r->leaf.n && r->leaf.p[i + 1].dateonly) {
            line v = line_of(j, i + 1);
            cedu_date d;
            if (cedu__page_date(v.s, 0, &d)) set_date(j, &v, &d, LABELLED);
        }
    }
}

/* The footer's copyright line names the site: a word that ends like one (…网, …政府). */
static void site_of_footer(meta_job *j) {
    cedu_raw *r = j->r;
    for (size_t k = 0, i = r->leaf.n; i-- > 0 && k < 15 && !j->out->site.s.p; k++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->main || l->hidden || !(l->has & G(copyright)) || l->chars > 120) continue;
        line n = line_of(j, i);
        for (size_t from = 0, to, len; from < n.s.n; from = to + 1) {
            to = from;
            while (to < n.s.n) {
                uint32_t c = cedu__u8_at(n.s, to, &len);
                if (c == ' ' || c == ':' || c == 0xFF1A || c == '|' || c == 0xA9 || c == ',' || c == 0xFF0C) break;
                to += len;
            }
            cedu_str f = cedu__page_fold(r->a, cedu__sub(n.s, from, to), NULL);
            size_t chars = cedu__u8_count(f), at = 0, q = 0;
            if (chars >= 3 && chars <= 20 && !memchr(f.p, '@', f.n) && !cedu__cues_at(r->cues, f, 0, G(copyright) | G(nav)))
                for (; at < f.n && !q; at += len) {
                    const cedu_cue *c = cedu__cues_at(r->cues, f, at, G(sitetail));
                    (void)cedu__u8_at(f, at, &len);
                    if (c && at + c->form.n == f.n && at > 0) q = 1;
                }
            if (q) {
                j->out->site = value_at(&n, from, to);
                return;
            }
            if (to < n.s.n && (unsigned char)n.s.p[to] >= 0x80) {
                (void)cedu__u8_at(n.s, to, &len);
                to += len - 1;
            }
        }
    }
}

/* 来源：某某院 example.org: who gives an address of its own as the source speaks of itself. */
static void site_of_outlet(meta_job *j) {
    cedu_meta o = j->out->outlet;
    size_t cut = 0, len;
    while (cut < o.s.n && o.s.p[cut] != ' ') cut++;
    cedu_str domain = cedu__trim(cedu__sub(o.s, cut, o.s.n));
    if (j->out->site.s.p || !cut || !domain.n || !cedu__is_han(cedu__u8_at(o.s, 0, &len))) return;
    const char *dot = memchr(domain.p, '.', domain.n);
    if (!dot || dot == domain.p || dot + 1 == domain.p + domain.n) return;
    for (size_t i = 0; i < domain.n; i++)
        if ((unsigned char)domain.p[i] >= 0x80 || domain.p[i] == ' ') return;
    o.s.n = cut;
    o.end = o.start + (uint32_t)cut;
    j->out->site = o;
}

/* An "author" that is the medium or the site. A person's own page keeps its person. */
static void drop_media(meta_job *j) {
    size_t n = 0;
    for (size_t i = 0; i < j->authors.n; i++) {
        cedu_meta m = j->authors.p[i];
        bool medium = (cedu__eq(m.s, j->out->outlet.s) || cedu__eq(m.s, j->out->site.s)) && !bare_person(j, m.s);
        if (!medium) j->authors.p[n++] = m;
    }
    j->authors.n = n;
}

void cedu__page_meta(cedu_raw *r, cedu_article *out, const uint32_t *final_of, const cedu_block *blocks) {
    meta_job j = {.r = r, .out = out, .final_of = final_of};
    (void)blocks;
    if (!final_of) return;
    title(&j);
    visible(&j);
    labelled_anywhere(&j);
    ends(&j);
    structured(&j);
    blog_owner(&j);
    site_of_footer(&j);
    site_of_outlet(&j);
    drop_media(&j);
    doc_type(&j);
    if (cedu__eqz(out->doc_type, "encyclopedia") && !out->published.placed) out->published = (cedu_meta){0};
    out->authors = j.authors.p;
    out->author_count = j.authors.n;
}
