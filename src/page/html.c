/* html.c - HTML to blocks, in one pass over the source, without building a tree of it.
 *
 * A tokenizer after the HTML standard's, kept to what visible text needs: tags, attributes, comments, raw text elements, and a
 * stack of open elements with the implied ends of p, li, td, tr … Why not libxml2: docs/decisions/0002-html-tokenizer.md
 * (its time is quadratic in hostile nesting, and text after a character reference is not at its position).
 *
 * Invariants: linear time and memory whatever the input; no recursion; every position is a position of the source. Elements and
 * attributes: html_tags.c; what is open: html_stack.c.
 */
#include "page/html.h"

/* Scripts are kept (as slices) for a date that stands nowhere else; larger ones are libraries. */
enum { MAX_LD = 8, MAX_SCRIPTS = 64, MAX_SCRIPT = 512 << 10, MAX_META = 200 };

/* ------------------------------------------------------------------ head */
static void head_meta(cedu_html *t, const cedu_attrs *a) {
    cedu_str name = a->property.p ? a->property : a->name.p ? a->name : a->itemprop;
    if (!name.n || !a->content.n || t->r->meta.n >= MAX_META || name.n > 64) return;
    cedu_str folded = cedu__page_fold(t->r->a, name, NULL);
    const cedu_cue *c = cedu__cues_meta(t->r->cues, folded);
    cedu_meta_tag m = {folded, cedu__page_unescape(t->r->a, a->content), c ? c->value : (cedu_str){0}, 0};
    if (c) (void)CEDU_PUSH(t->r->a, &t->r->meta, m);
}

/* Microdata (itemprop=datePublished) and <time datetime> inside the page; where they stand decides whose they are. */
static void body_meta(cedu_html *t, const cedu_tag_row *row, const cedu_attrs *a) {
    cedu_raw *r = t->r;
    cedu_str value = a->datetime.n ? a->datetime : a->content;
    if (!value.n || value.n > 64 || r->meta.n >= MAX_META || (row->id != TAG_time && !a->itemprop.n) || a->itemprop.n > 64)
        return;
    const cedu_cue *c = NULL;
    if (a->itemprop.n) c = cedu__cues_meta(r->cues, cedu__page_fold(r->a, a->itemprop, NULL));
    if (!c && row->id != TAG_time) return;
    if (c && !cedu__eqz(c->value, "published")) return;
    cedu_meta_tag m = {{0}, cedu__page_unescape(r->a, value), CEDU_STR("time"), (uint32_t)r->text.n};
    (void)CEDU_PUSH(r->a, &r->meta, m);
}

/* What an element says of its time besides what it shows (3天前): data-time="1614038580", title="2021-02-23 08:03". */
static void told_time(cedu_html *t, const cedu_attrs *a) {
    enum { LEAST = 10, LONGEST = 32 };
    cedu_raw *r = t->r;
    cedu_str value = a->stamp.n ? a->stamp : a->title;
    cedu_date d;
    if (value.n < LEAST || value.n > LONGEST || (value.p[0] != '1' && value.p[0] != '2') || r->meta.n >= MAX_META) return;
    if (!cedu__page_machine_date(value, &d) || (!a->stamp.n && d.start > 0)) return;
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] >= 0x80) return; /* 2021-02-23的新闻 is a headline */
    cedu_meta_tag m = {{0}, value, CEDU_STR("time"), (uint32_t)r->text.n};
    (void)CEDU_PUSH(r->a, &r->meta, m);
}

/* Position of `</name` from i on; s.n when there is none. */
static size_t raw_end(cedu_str s, size_t i, const char *name) {
    size_t n = strlen(name);
    while (i + n + 2 <= s.n) {
        const char *p = memchr(s.p + i, '<', s.n - i);
        if (!p) break;
        i = (size_t)(p - s.p);
        if (i + n + 2 <= s.n && p[1] == '/' && strncasecmp(p + 2, name, n) == 0) return i;
        i++;
    }
    return s.n;
}

/* Content of a raw element; returns where the markup goes on. */
static size_t raw_text(cedu_html *t, const cedu_tag_row *row, const cedu_attrs *a, size_t i) {
    size_t *none = row->flags & T_TEXT ? &t->no_text_end[row->id != TAG_title] : NULL;
    size_t end = none && i >= *none ? t->s.n : raw_end(t->s, i, row->name);
    if (none && end == t->s.n && i < *none) *none = i;
    cedu_str inner = cedu__sub(t->s, i, end);
    if (end == t->s.n && row->flags & T_TEXT) { /* an unclosed title must not swallow the page */
        const char *p = memchr(inner.p, '<', inner.n);
        if (p) end = i + (size_t)(p - inner.p);
        inner.n = end - i;
    }
    if (row->id == TAG_title && !t->r->doc_title.p && !t->count[TAG_body])
        t->r->doc_title = cedu__page_unescape(t->r->a, inner);
    bool ld = a->type.n == 19 && strncasecmp(a->type.p, "application/ld+json", 19) == 0;
    if (row->id == TAG_script && ld && t->r->ld_json.n < MAX_LD && inner.n <= MAX_SCRIPT)
        (void)CEDU_PUSH(t->r->a, &t->r->ld_json, inner);
    else if (row->id == TAG_script && !ld && inner.n >= 16 && inner.n <= MAX_SCRIPT && t->r->scripts.n < MAX_SCRIPTS)
        (void)CEDU_PUSH(t->r->a, &t->r->scripts, inner);
    if (end >= t->s.n) return t->s.n;
    const char *gt = memchr(t->s.p + end, '>', t->s.n - end);
    return end + 1 < t->s.n && t->s.p[end + 1] == '/' ? (gt ? (size_t)(gt - t->s.p) + 1 : t->s.n) : end;
}

/* A footnote's mark, <sup><a href=#n1>[1]</a></sup>: it points at a note and is no part of the sentence (a number least of all).
 * Gives the position behind it, 0 = none. m<sup>2</sup> is no link and stays. */
static size_t note_mark(const cedu_html *t, size_t i) {
    enum { LONGEST = 400 };
    cedu_str s = cedu__sub(t->s, i, t->s.n - i > LONGEST ? i + LONGEST : t->s.n);
    size_t digits = 0, end = 0;
    bool link = false, in_tag = false;
    for (size_t k = 0; k + 5 < s.n && !end; k++) {
        if (s.p[k] == '<') {
            in_tag = true;
            link |= (s.p[k + 1] | 32) == 'a' && cedu__html_space(s.p[k + 2]);
            if (s.p[k + 1] == '/' && strncasecmp(s.p + k + 2, "sup", 3) == 0) end = k + 5;
        } else if (s.p[k] == '>') {
            in_tag = false;
        } else if (in_tag) {
            /* of no interest; '#' decides nothing: scripts make these links too */
        } else if (s.p[k] >= '0' && s.p[k] <= '9') {
            digits++;
        } else if (s.p[k] == '&') { /* &#91; */
            uint32_t cp = 0, n = cedu__entity(s, (uint32_t)k, &cp);
            if (!n || (cp != '[' && cp != ']')) return 0;
            k += n - 1;
        } else if (s.p[k] != '[' && s.p[k] != ']' && s.p[k] != ' ') {
            return 0;
        }
    }
    if (!end || !link || digits < 1 || digits > 3) return 0;
    const char *gt = memchr(s.p + end, '>', s.n - end);
    return gt ? i + (size_t)(gt - s.p) + 1 : 0;
}

/* ------------------------------------------------------------------ tags */
static size_t start_tag(cedu_html *t, size_t i) {
    size_t len;
    const cedu_tag_row *row = cedu__html_tag_at(t->s, i + 1, &len);
    cedu_attrs a = {0};
    size_t end = cedu__html_attrs(t, i + 1 + len, &a);
    if (row->flags & T_BLOCK) cedu__build_break(&t->b);
    if (row->flags & T_CLOSES_P) cedu__html_close(t, TAG_p, 0, 0, 0);
    switch (row->id) {
    case TAG_a: cedu__html_close(t, TAG_a, 0, 0, 0); break;
    case TAG_li: cedu__html_close(t, TAG_li, 0, TAG_ul, TAG_ol); break;
    case TAG_dd:
    case TAG_dt: cedu__html_close(t, TAG_dd, TAG_dt, 0, 0); break;
    case TAG_tr: cedu__html_close(t, TAG_tr, 0, TAG_table, 0); break;
    case TAG_td:
    case TAG_th: cedu__html_close(t, TAG_td, TAG_th, TAG_table, TAG_tr); break;
    case TAG_option: cedu__html_close(t, TAG_option, 0, 0, 0); break;
    case TAG_meta: head_meta(t, &a); break;
    case TAG_link:
        if (a.rel.n == 9 && strncasecmp(a.rel.p, "canonical", 9) == 0 && !t->r->canonical.p)
            t->r->canonical = cedu__page_unescape(t->r->a, a.href);
        break;
    default: break;
    }
    if ((a.itemprop.p || row->id == TAG_time) && row->id != TAG_meta && row->id != TAG_link) body_meta(t, row, &a);
    else if (a.stamp.p || a.title.p) told_time(t, &a);
    if (row->flags & (T_RAW | T_TEXT)) return raw_text(t, row, &a, end);
    size_t behind = row->id == TAG_sup ? note_mark(t, end) : 0;
    if (behind) return behind;
    if (row->flags & T_VOID || (row->id == TAG_unknown && a.self_closing)) return end;
    cedu__html_push(t, row, &a);
    return end;
}

static size_t end_tag(cedu_html *t, size_t i) {
    size_t len;
    const cedu_tag_row *row = cedu__html_tag_at(t->s, i + 2, &len);
    const char *gt = memchr(t->s.p + i, '>', t->s.n - i);
    size_t end = gt ? (size_t)(gt - t->s.p) + 1 : t->s.n;
    cedu_raw *r = t->r;
    if (row->flags & T_BLOCK) cedu__build_break(&t->b);
    else if (t->b.open && r->text.n && (!r->seams.n || r->seams.p[r->seams.n - 1] != r->text.n))
        (void)CEDU_PUSH(r->a, &r->seams, (uint32_t)r->text.n);
    if (row->id == TAG_body || row->id == TAG_html || !t->rows_open[cedu__html_row(row)]) return end;
    for (size_t k = t->depth; k-- > 0;) {
        if (t->stack[k].el == row) {
            cedu__html_pop(t, k);
            break;
        }
        if (t->stack[k].flags & T_SCOPE && row->id != TAG_table && row->id != TAG_tr) break;
        /* A stray inline end does not close blocks. */
        if (!(row->flags & T_BLOCK) && t->stack[k].flags & T_BLOCK && row->id != TAG_a) break;
    }
    return end;
}

static size_t comment(cedu_html *t, size_t i) {
    cedu_str s = t->s;
    if (s.n - i >= 4 && s.p[i + 2] == '-' && s.p[i + 3] == '-') {
        if (s.n - i > 4 && s.p[i + 4] == '>') return i + 5;
        if (i < t->no_comment_end) {
            for (size_t k = i + 4; k + 2 < s.n;) {
                const char *p = memchr(s.p + k, '-', s.n - k - 2);
                if (!p) break;
                if (p[1] == '-' && (p[2] == '>' || (p[2] == '!' && p + 3 < s.p + s.n && p[3] == '>'))) {
                    cedu__page_comment(t->r, cedu__sub(s, i + 4, (size_t)(p - s.p)));
                    return (size_t)(p - s.p) + (p[2] == '>' ? 3 : 4);
                }
                k = (size_t)(p - s.p) + 1;
            }
            t->no_comment_end = i;
        }
        /* Never closed: as a comment it would take the rest of the page with it; it ends at its first '>'. */
    }
    const char *gt = memchr(s.p + i, '>', s.n - i);
    return gt ? (size_t)(gt - s.p) + 1 : s.n;
}

void cedu__page_html(cedu_raw *r) {
    cedu_html *t = CEDU_NEW(r->a, cedu_html);
    if (!t) return;
    t->r = r;
    t->s = r->src;
    t->b.r = r;
    t->no_comment_end = t->no_text_end[0] = t->no_text_end[1] = r->src.n;
    for (int q = 0; q < 2; q++) {
        const char *p = memrchr(r->src.p, q ? '\'' : '"', r->src.n);
        t->last_quote[q] = p ? (size_t)(p - r->src.p) : 0;
    }
    cedu_node root = {0};
    (void)CEDU_PUSH(r->a, &r->node, root);
    cedu_str s = r->src;
    size_t i = 0, text = 0;
    while (i < s.n && !r->a->failed) {
        unsigned char c = (unsigned char)s.p[i];
        if (c != '<' && c != '&') {
            const char *p = s.p + i;
            while (p < s.p + s.n && *p != '<' && *p != '&') p++;
            i = (size_t)(p - s.p);
            continue;
        }
        size_t next = 0;
        uint32_t cp = 0, n = 0;
        char d = i + 1 < s.n ? s.p[i + 1] : 0;
        bool letter = (d | 32) >= 'a' && (d | 32) <= 'z';
        bool end_letter = d == '/' && i + 2 < s.n && (s.p[i + 2] | 32) >= 'a' && (s.p[i + 2] | 32) <= 'z';
        if (c == '&' ? !(n = cedu__entity(s, (uint32_t)i, &cp)) : !(letter || d == '/' || d == '!' || d == '?')) {
            i++; /* a character of the text */
            continue;
        }
        if (!t->skip && i > text) cedu__build_text(&t->b, (uint32_t)text, (uint32_t)i);
        if (c == '&') {
            if (!t->skip) cedu__build_char(&t->b, cp, (uint32_t)i, n);
            next = i + n;
        } else if (letter) {
            next = start_tag(t, i);
        } else if (end_letter) {
            next = end_tag(t, i);
        } else {
            next = comment(t, i);
        }
        text = i = next;
    }
    if (!t->skip && s.n > text) cedu__build_text(&t->b, (uint32_t)text, (uint32_t)s.n);
    cedu__build_break(&t->b);
    cedu__html_pop(t, 0);
}

/* A page, not a text with a stray tag: markup at the start, or plenty of it. */
bool cedu__page_is_html(cedu_str s) {
    static const char *const frame[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"};
    size_t n = s.n < 8192 ? s.n : 8192, known = 0, i = 0, len;
    while (i < n && ((unsigned char)s.p[i] <= ' ')) i++;
    if (n - i >= 3 && memcmp(s.p + i, "\xEF\xBB\xBF", 3) == 0) i += 3;
    while (i < n && ((unsigned char)s.p[i] <= ' ')) i++;
    bool first = i < n && s.p[i] == '<';
    for (; i < n; i++) {
        if (s.p[i] != '<') continue;
        for (size_t k = 0; k < CEDU_COUNT(frame); k++) {
            size_t m = strlen(frame[k]);
            if (s.n - i > m && strncasecmp(s.p + i, frame[k], m) == 0 && (first || k < 4)) return true;
        }
        size_t at = i + 1 + (i + 1 < n && s.p[i + 1] == '/');
        if (at >= s.n || (s.p[at] | 32) < 'a' || (s.p[at] | 32) > 'z') continue;
        if (cedu__html_tag_at(s, at, &len) != &cedu__html_unknown) known++;
    }
    return known >= (first ? 2 : 12);
}
