/* byline.c - the lines around the article that say when, where and by whom it was published.
 *
 * Labels are found in the folded text and read in the original, so that `编 輯:` and `聯(lián)系` match. A value ends at the next label, date,
 * bracket or bar. A date after a label of signing (成文日期) is not the day of publication. Words: pack groups source, published, signed …
 */
#include "page/meta.h"

line cedu__meta_line(const meta_job *j, size_t i) {
    line n = {.r = j->r, .l = &j->r->leaf.p[i], .final = j->final_of[i]};
    n.s = cedu__sub((cedu_str){j->r->text.p, j->r->text.n}, n.l->start, n.l->end);
    n.f = cedu__page_fold(j->r->a, n.s, &n.back);
    return n;
}

/* ------------------------------------------------------------------ values in a line */
static bool shown(const cedu_leaf *l) { return (!l->hidden || l->main) && l->end > l->start; }

cedu_meta cedu__meta_value(const line *n, size_t from, size_t to) {
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

/* (Anna Smith) behind a name: its bytes in folded text, 0 = none. */
static size_t latin_bracket(cedu_str f, size_t i) {
    size_t k = i + 1;
    if (f.p[i] != '(' || i == 0) return 0;
    while (k < f.n && ((f.p[k] >= 'a' && f.p[k] <= 'z') || f.p[k] == '.' || f.p[k] == '-' || f.p[k] == '\'')) k++;
    return k < f.n && f.p[k] == ')' && k - i > 4 && k - i <= 40 ? k + 1 - i : 0;
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
        size_t bracket = names ? latin_bracket(n->f, i) : 0;
        if (bracket) {
            len = bracket;
            continue;
        }
        if (c == '|' || c == 0xFF5C || c == ')' || c == 0xFF09 || c == 0x3011 || c == ']' || c == '(' || c == 0xFF08 ||
            c == 0x3010 || c == '[' || c == 0x3002 || c == 0x4E28 || c == '>' || c == '<')
            break;
        if (!names && (c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B)) break;
        const cedu_cue *label = cedu__cues_at(n->r->cues, n->f, i, LABELS);
        size_t behind = label ? i + label->form.n : i;
        if (label && (i > at || n->f.p[behind - 1] == ':' || (behind < n->f.n && n->f.p[behind] == ':')))
            break; /* 来源： 点击： */
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

/* The label at folded byte i is the end of a longer word (活动时间, 版面编辑, 图片来源) that no element's end cuts. */
static bool compound(const line *n, size_t i) {
    enum { LONGEST = 4 };
    const cedu_raw *r = n->r;
    uint32_t at = (uint32_t)(n->s.p - r->text.p) + n->back[i];
    size_t k = n->back[i], len, han = 0;
    for (; k > 0 && han <= LONGEST; k = cedu__u8_prev(n->s, k), han++)
        if (!cedu__is_han(cedu__u8_at(n->s, cedu__u8_prev(n->s, k), &len))) break;
    if (!han || han > LONGEST) return false;
    uint32_t before = k ? cedu__u8_at(n->s, cedu__u8_prev(n->s, k), &len) : ' ';
    if (before != ' ' && before != '|' && before != '(' && before != 0xFF08 && before != '[' && before != 0x3010) return false;
    size_t lo = 0, hi = r->seams.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (r->seams.p[mid] < at) lo = mid + 1;
        else hi = mid;
    }
    return lo == r->seams.n || r->seams.p[lo] != at;
}

static size_t after_colon(const line *n, size_t f) {
    size_t len;
    for (;; f += len) {
        uint32_t c = cedu__u8_at(n->f, f, &len);
        if (c != ':' && c != '/' && c != 0xFF0F && c != 0x4E28 && c != '|' && c != 0xFF5C && c != 0xB7 && c != '>' &&
            c != '[' && c != 0x3010 && c != ']' && c != 0x3011)
            return f;
    }
}

/* [美] 约翰…, （英）…: where the name begins behind its country. after_colon has passed an opening bracket of some kinds. */
static size_t after_country(const line *n, size_t f) {
    enum { CHARS = 4 };
    size_t len, k = f;
    uint32_t c = f < n->f.n ? cedu__u8_at(n->f, f, &len) : 0;
    bool open = c == '(' || c == 0xFF08 || c == 0x3014;
    if (open) k += len;
    else if (f == 0 || (cedu__u8_at(n->f, cedu__u8_prev(n->f, f), &len) != '[' &&
                        cedu__u8_at(n->f, cedu__u8_prev(n->f, f), &len) != 0x3010))
        return f;
    for (size_t chars = 0; k < n->f.n && chars <= CHARS; k += len, chars++) {
        c = cedu__u8_at(n->f, k, &len);
        if (chars && (c == ')' || c == 0xFF09 || c == 0x3015 || c == ']' || c == 0x3011)) {
            size_t next = k + len;
            return next < n->f.n && cedu__is_han(cedu__u8_at(n->f, next, &len)) ? next : f;
        }
        if (!cedu__is_han(c)) break;
    }
    return f;
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
    cedu_meta m = cedu__meta_value(n, from, to);
    if (cedu__starts(m.s, CEDU_STR("《")) && cedu__ends(m.s, CEDU_STR("》"))) /* 《某某日报》 */
        m = cedu__meta_value(n, from + (size_t)(m.s.p - n->s.p - from) + 3, (size_t)(m.s.p - n->s.p) + m.s.n - 3);
    if (cedu__u8_count(m.s) > 40 || memchr(m.s.p ? m.s.p : "", '=', m.s.n)) return (cedu_meta){0};
    return m;
}

void cedu__meta_set_date(meta_job *j, const line *n, const cedu_date *d, double trust) {
    if (d->d < 0 || d->range || (j->pub.y && j->pub_trust >= trust)) return;
    j->pub = *d;
    j->pub_trust = trust;
    j->out->published = cedu__meta_value(n, d->start, d->end);
    j->out->published.s = iso(j->r->a, d);
}

/* The value that ends at folded byte `end` runs into the next label, which has no colon (只看该|作者, 某报|记者 李某): they are one word. */
static bool abuts_label(const line *n, size_t end) {
    size_t len;
    if (end >= n->f.n || !n->back[end]) return false;
    const cedu_cue *q = cedu__cues_at(n->r->cues, n->f, end, LABELS);
    if (!q || q->form.p[q->form.n - 1] == ':' || (end + q->form.n < n->f.n && n->f.p[end + q->form.n] == ':')) return false;
    return cedu__is_han(cedu__u8_at(n->s, cedu__u8_prev(n->s, n->back[end]), &len));
}

/* 记者在会场看到，…: what follows the label at once is no name, so nothing in the sentence is one. (记者某某) is. */
static bool runs_on(const line *n, size_t label_end, size_t v, size_t end) {
    enum { NAME = 4 };
    size_t len, chars = 0;
    if (v != label_end || n->back[v] == 0 || !n->l->stop) return false;
    uint32_t before = cedu__u8_at(n->s, cedu__u8_prev(n->s, n->back[v]), &len);
    uint32_t close = end < n->f.n ? cedu__u8_at(n->f, end, &len) : 0;
    if (end >= n->f.n && n->s.n < n->l->end - n->l->start) close = ')'; /* cut out of one */
    if (before == ' ' || close == ')' || close == 0xFF09 || close == 0x3011 || close == ']') return false;
    if (cedu__cues_at(n->r->cues, n->f, v, G(surname))) return false;
    for (size_t i = v; i < end && chars <= NAME; i += len, chars++) {
        uint32_t c = cedu__u8_at(n->f, i, &len);
        if (c == 0xB7 || c == 0x2022 || c == 0x30FB) return false;
    }
    return true;
}

/* A verb (整理, 撰文) names who did it at the start of a line, behind a blank or a bracket, before a colon; else it is a word of a sentence. */
static bool mere_verb(const line *n, size_t i, const cedu_cue *q, bool said) {
    size_t len;
    if (!cedu__eqz(q->value, "verb") || said || !n->back[i]) return false;
    uint32_t c = cedu__u8_at(n->s, cedu__u8_prev(n->s, n->back[i]), &len);
    return c != ' ' && c != '(' && c != 0xFF08 && c != '[' && c != 0x3010 && c != '|' && c != '/' && c != 0x4E28;
}

/* 李某 文/ 张某 图: the name stands before its share. */
static bool person_before(meta_job *j, const line *n, size_t at) {
    size_t to = at, from;
    while (to > 0 && n->s.p[to - 1] == ' ') to--;
    for (from = to; from > 0 && n->s.p[from - 1] != ' ';) from--;
    if (to == at || to == from) return false;
    cedu_meta m = cedu__meta_value(n, from, to);
    if (!cedu__meta_bare_person(j, m.s)) return false;
    cedu__meta_add_author(j, m);
    return true;
}

/* Reads every label of a line: outlet, authors, editor, published. `near`: the line belongs to the article's head. */
void cedu__meta_read_labels(meta_job *j, const line *n, uint32_t want) {
    cedu_article *o = j->out;
    size_t len, w;
    for (size_t i = 0; i < n->f.n; i += len) {
        (void)cedu__u8_at(n->f, i, &len);
        const cedu_cue *q = cedu__cues_at(n->r->cues, n->f, i, want | G(infobox) | G(signed));
        if (!q) continue;
        size_t v = after_colon(n, i + q->form.n);
        if (q->group == CUE_author) v = after_country(n, v);
        size_t end = value_end(n, v, q->group == CUE_author);
        bool colon = v > i + q->form.n || q->form.p[q->form.n - 1] == ':';
        /* The label must stand by itself: at the start, or with a colon, or after a blank or bracket. */
        bool alone = i == 0 || colon || (n->back[i] > 0 && (n->s.p[n->back[i] - 1] == ' ' || n->s.p[n->back[i] - 1] == '(')) ||
                     q->group == CUE_author;
        len = q->form.n;
        if (q->group == CUE_editor && !colon && end > v && n->back[v] > 0 &&
            cedu__is_han(cedu__u8_at(n->s, cedu__u8_prev(n->s, n->back[v]), &w)))
            continue; /* 编辑入门; 编辑 李某 has a blank */
        if (!alone || !(want >> q->group & 1u)) continue;
        bool said = q->form.p[q->form.n - 1] == ':' || (i + q->form.n < n->f.n && n->f.p[i + q->form.n] == ':');
        bool within = q->group == CUE_author ? !said && q->value.n : q->group != CUE_published || q->value.n;
        if (within && compound(n, i)) continue;
        if (q->group == CUE_author && cedu__starts(q->form, CEDU_STR("文")) && person_before(j, n, n->back[i])) continue;
        if (q->group == CUE_author && !said && (mere_verb(n, i, q, v > i + q->form.n) || runs_on(n, i + q->form.n, v, end)))
            continue;
        if (q->group == CUE_source && !o->outlet.s.p && end > v) {
            cedu_meta m = outlet_at(n, v, end);
            if (m.s.n >= 4 && !(cedu__meta_plain_word(j, m.s))) o->outlet = m;
        } else if (q->group == CUE_editor && end > v && (!o->editor.s.p || (j->other_editor && !q->value.n))) {
            cedu_meta m = outlet_at(n, v, end);
            const char *account = m.s.n ? memchr(m.s.p, '_', m.s.n) : NULL; /* 李某_NB12, 李某 SF100 */
            if (!account && m.s.n && m.s.p[m.s.n - 1] >= '0' && m.s.p[m.s.n - 1] <= '9') account = memchr(m.s.p, ' ', m.s.n);
            if (account) m.end -= (uint32_t)(m.s.n - (size_t)(account - m.s.p)), m.s.n = (size_t)(account - m.s.p);
            if (m.s.n && cedu__meta_name_like(m.s)) o->editor = m, j->other_editor = q->value.n > 0;
        } else if (q->group == CUE_author && end > v) {
            if (abuts_label(n, end)) continue; /* 采写：某报记者 李某 */
            cedu__meta_add_names(j, n, n->back[v], n->back[end]);
        } else if (q->group == CUE_published) {
            cedu_date d;
            size_t at = skip_blanks(n->s, n->back[v]);
            if ((cedu__page_date(n->s, at, &d) && d.start <= at + 4) || cedu__page_label_date(n->s, at, &d))
                cedu__meta_set_date(j, n, &d, q->value.n ? WEAKLY_LABELLED : LABELLED);
        }
    }
}

/* 活动时间：2021年2月23日: a label that is none of publication stands right before the date. */
bool cedu__meta_of_event(const line *n, const cedu_date *d) {
    static const char *const colons[] = {":", "：", NULL};
    size_t end = d->start, len, f = 0;
    if (n->l->has & (G(source) | G(author) | G(editor) | G(counter))) return false; /* a byline all the same */
    while (end > 0 && n->s.p[end - 1] == ' ') end--;
    size_t colon = end ? cedu__u8_prev(n->s, end) : 0;
    if (!end || !any_of(n->s, colon, colons)) return false;
    while (f < n->f.n && n->back[f] < colon) f++; /* the label ends here */
    for (size_t i = 0; i < f; i += len) {
        const cedu_cue *q = cedu__cues_at(n->r->cues, n->f, i, G(published) | G(source));
        (void)cedu__u8_at(n->f, i, &len);
        if (q && i + q->form.n >= f && !(q->value.n && compound(n, i))) return false;
    }
    return f > 0 && cedu__is_han(cedu__u8_at(n->f, cedu__u8_prev(n->f, f), &len));
}

/* A date that no label of signing precedes. */
static bool plain_date(const line *n, const cedu_leaf *before, cedu_date *d) {
    if (!cedu__page_date(n->s, 0, d) || d->d < 0 || cedu__meta_of_event(n, d)) return false;
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

/* 于 2021-02-23 08:03 首次发布. */
static bool first_published(const line *n, const cedu_date *d) {
    static const char *const first[] = {"首次发布", "首次發布", "首次发表", "首发", NULL};
    return any_of(n->s, skip_blanks(n->s, d->end), first) > 0;
}

/* A short line right below the title that ends with its date: By 某某 · 2021-02-23; 某某日报 / 2023年5月6日 / 第003版. */
static bool ends_with_date(const line *n, const cedu_date *d) {
    size_t at = d->end, len;
    cedu_str rest = cedu__sub(n->s, at, n->s.n);
    static const char *const closing[] = {")", "）", "]", "】", NULL};
    while (rest.n && any_of(rest, cedu__u8_prev(rest, rest.n), closing)) rest.n = cedu__u8_prev(rest, rest.n);
    if (cedu__ends(rest, CEDU_STR("版")) && cedu__find(rest, CEDU_STR("第"), 0) >= 0) rest.n = 0;
    for (; rest.n && at < n->s.n; at += len) {
        uint32_t c = cedu__u8_at(n->s, at, &len);
        if (c != ' ' && c != ')' && c != 0xFF09 && c != ']' && c != 0x3011) return false;
    }
    return n->l->chars <= 30 && !n->l->stop && !n->l->list_mark;
}

/* The end of a medium's name: …日报, …网. */
static bool medium_like(const cedu_raw *r, cedu_str f) {
    for (size_t i = 0, len; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(sitetail));
        (void)cedu__u8_at(f, i, &len);
        if (q && i > 0 && i + q->form.n == f.n && q->value.n) return true;
    }
    return false;
}

/* 某某日报 李某 · 2021-02-23, 《某某日报》（2021年2月23日 第04版）: who stands before the date. */
static void before_date(meta_job *j, const line *n, const cedu_date *d) {
    enum { TOKENS = 3, LONGEST = 14 };
    static const char *const gap[] = {" ", "·", "|", "｜", "/", "-", "—", "(", "（", "《", "》", "•", "∙", NULL};
    cedu_meta medium = {0}, person = {0};
    cedu_meta unknown = {0}; /* 某某 发表于 2021-02-23: whatever it is, it posted */
    bool original = false;   /* 原创 李某 某某工信 2021-02-23: an account of a messenger */
    size_t tokens = 0, g;
    for (size_t i = 0, from; i < d->start;) {
        while (i < d->start && (g = any_of(n->s, i, gap))) i += g;
        size_t seam = seam_after(n, i), len;
        for (from = i; i < d->start && i < seam && !any_of(n->s, i, gap); i += len) (void)cedu__u8_at(n->s, i, &len);
        if (i <= from) break;
        cedu_meta m = cedu__meta_value(n, from, i);
        size_t chars = cedu__u8_count(m.s);
        cedu_str f = cedu__page_fold(j->r->a, m.s, NULL);
        if (f.n && f.p[f.n - 1] == ':') f.n--; /* 原创： */
        const cedu_cue *q = cedu__cues_at(j->r->cues, f, 0, G(author) | G(published));
        original |= cedu__starts(f, CEDU_STR("原创")) || cedu__starts(f, CEDU_STR("原創"));
        if (q && q->group == CUE_published && q->form.n == f.n && unknown.s.p && !person.s.p) {
            if (cedu__meta_name_like(unknown.s) && !cedu__meta_no_person(j, unknown.s)) person = unknown;
            else return;
            unknown = (cedu_meta){0};
        }
        if (cedu__meta_plain_word(j, f) || (q && q->form.n == f.n)) continue;
        if (unknown.s.p) return;
        if (++tokens > TOKENS || chars < 2 || chars > LONGEST || chars * 3 != m.s.n) return;
        if (cedu__meta_bare_person(j, m.s) && !person.s.p) person = m;
        else if ((original || medium_like(j->r, m.s)) && !medium.s.p) medium = m;
        else unknown = m;
    }
    if (unknown.s.p) return;
    if (person.s.p && !j->authors.n) cedu__meta_add_author(j, person);
    if (medium.s.p && !j->out->outlet.s.p && !cedu__meta_plain_word(j, medium.s)) j->out->outlet = medium;
}

/* 2021年2月23日 08:03 第一財經: what stands after the date is the medium, or [ a person ]. */
static void after_date(meta_job *j, const line *n, const cedu_date *d) {
    cedu_raw *r = j->r;
    size_t k = cedu__page_skip_blanks(n->s, d->end), f = 0, c, len;
    if (k >= n->s.n || n->s.n - k > 90) return;
    uint32_t first = cedu__u8_at(n->s, k, &len);
    static const char *const weekday[] = {"星期", "礼拜", "周", "週", NULL}, *const by[] = {"by ", "By ", NULL};
    size_t w = any_of(n->s, k, weekday);
    if (w && k + w + 3 <= n->s.n) k = skip_blanks(n->s, k + w + 3); /* 09:30 星期六 某某日报 */
    if ((w = any_of(n->s, k, by)) && !j->authors.n) return cedu__meta_add_names(j, n, k + w, n->s.n);
    while (f < n->f.n && n->back[f] < k) f++;
    f = after_colon(n, f);
    if (f >= n->f.n) return;
    if (first == '[' || first == 0x3010) {
        cedu_meta m = cedu__meta_value(n, n->back[f], n->back[value_end(n, f, false)]);
        if (cedu__meta_bare_person(j, m.s)) cedu__meta_add_author(j, m);
        return;
    }
    if (j->out->outlet.s.p || n->s.n - k > 45) return;
    if (cedu__cues_at(r->cues, n->f, f, ~(G(container) | G(metaname) | G(doctype) | G(surname) | G(noperson) | G(scriptvar))))
        return;
    size_t end = value_end(n, f, false);
    if (abuts_label(n, end)) return;
    cedu_meta m = outlet_at(n, f, end);
    c = cedu__u8_count(m.s);
    for (size_t i = 0; i < m.s.n; i++)
        if (m.s.p[i] >= '0' && m.s.p[i] <= '9') return;                            /* 阅读105次 */
    if (cedu__ends(m.s, CEDU_STR(":")) || cedu__ends(m.s, CEDU_STR("："))) return; /* a label that is not known */
    if (cedu__meta_bare_person(j, m.s)) cedu__meta_add_author(j, m);
    else if (cedu__meta_plain_word(j, m.s)) return;
    else if (c >= 2 && c <= 14 && cedu__is_han(cedu__u8_at(m.s, 0, &len))) {
        j->out->outlet = m;
        while (f < n->f.n && n->back[f] < (size_t)(m.s.p - n->s.p) + m.s.n) f++;
        f = after_colon(n, f);
        if (f < n->f.n && !j->authors.n) (void)cedu__meta_bare_names(j, n, n->back[f], n->back[value_end(n, f, true)]);
    }
}

/* The cell or line before this one is the label of a day: what it is worth; 0 = it is none. */
static double label_before(meta_job *j, size_t i) {
    while (i-- > 0) {
        const cedu_leaf *l = &j->r->leaf.p[i];
        if (l->hidden || l->end == l->start) continue;
        if (!(l->begins & G(published)) || l->chars > 8) return 0;
        line n = cedu__meta_line(j, i);
        const cedu_cue *q = cedu__cues_at(j->r->cues, n.f, 0, G(published));
        return !q ? 0 : q->value.n ? WEAKLY_LABELLED : LABELLED;
    }
    return 0;
}

/* 来源 in a cell or line of its own: what stands in the next one. */
static void outlet_below(meta_job *j, size_t i) {
    enum { LABEL = 6, VALUE = 20 };
    cedu_raw *r = j->r;
    const cedu_leaf *l = &r->leaf.p[i], *v = l + 1;
    if (j->out->outlet.s.p || i + 1 >= r->leaf.n || !(l->begins & G(source)) || l->chars > LABEL || l->chars > l->cue_chars + 1)
        return;
    if (v->hidden || v->dated || v->stop || v->chars < 2 || v->chars > VALUE || v->begins & LABELS || v->has_colon) return;
    line n = cedu__meta_line(j, i + 1);
    if (!cedu__meta_plain_word(j, n.s)) j->out->outlet = cedu__meta_value(&n, 0, n.s.n);
}

/* <span>李某</span><span>某某专栏作家</span><span>04/17 10:22</span>: the first element of a line that also tells the hour. */
static void first_element(meta_job *j, const line *n) {
    size_t seam = seam_after(n, 1);
    if (seam >= n->s.n || n->l->digits < 4 || !n->l->has_colon || n->l->stop || n->l->dated) return;
    cedu_meta m = cedu__meta_value(n, 0, seam);
    if (cedu__meta_bare_person(j, m.s)) cedu__meta_add_author(j, m);
}

void cedu__meta_visible(meta_job *j) {
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
        line n = cedu__meta_line(j, i);
        cedu__meta_read_labels(j, &n, G(source) | G(author) | G(editor) | G(published));
        outlet_below(j, i);
        if (l->chars <= 100 && l->punct <= 6 && plain_date(&n, i ? l - 1 : NULL, &d) &&
            ((trust = byline_date(l, &d)) > 0 ||
             (r->title != SIZE_MAX && i <= from + 2 && ends_with_date(&n, &d) && (trust = BARE) > 0))) {
            double labelled = l->dateonly ? label_before(j, i) : first_published(&n, &d) ? LABELLED : 0;
            if (l->row && !r->html && labelled <= 0 && trust <= BARE) continue; /* a column of days */
            cedu__meta_set_date(j, &n, &d, labelled > 0 ? labelled : trust);
            before_date(j, &n, &d);
            after_date(j, &n, &d);
        }
        if (!j->authors.n && r->title != SIZE_MAX && i < from + 6 && l->chars <= 60) {
            cedu__meta_bare_author(j, &n);
            if (!j->authors.n) first_element(j, &n);
        }
    }
    /* Above the title: only lines that are nothing else. */
    for (size_t i = r->title == SIZE_MAX ? 0 : r->title, seen = 0; i-- > 0 && seen < 6 && !j->pub.y && r->html;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->end == l->start) continue;
        seen++;
        bool labelled = l->has & (G(source) | G(published) | G(counter));
        line above = cedu__meta_line(j, i);
        bool crumb = l->timed && l->chars <= 60 && seen <= 2 && (l->bars || cedu__find(above.s, CEDU_STR("http"), 0) >= 0) &&
                     plain_date(&above, NULL, &d) && d.end + 2 >= above.s.n; /* 某网>>经济　　2021年2月23日08:03 */
        if (!crumb && !l->dateonly && !(l->date_first && l->chars <= 45 && (labelled || (l->timed && l->chars <= 30))))
            continue;
        if (plain_date(&above, NULL, &d)) cedu__meta_set_date(j, &above, &d, BARE);
    }
}

/* （记者某某 通讯员某某）, （某某日报记者 某某） in the first words of a paragraph. */
static void lead_names(meta_job *j, size_t i) {
    enum { HEAD = 150 };
    line n = cedu__meta_line(j, i);
    cedu_str head = cedu__sub(n.s, 0, n.s.n < HEAD ? n.s.n : HEAD);
    ptrdiff_t open = cedu__find(head, CEDU_STR("（"), 0), close;
    size_t w = 3, len;
    if (open < 0) open = cedu__find(head, CEDU_STR("("), 0), w = 1;
    if (open < 0) return;
    line in = n;
    in.s = cedu__sub(n.s, (size_t)open + w, n.s.n < 2 * HEAD ? n.s.n : 2 * HEAD);
    if ((close = cedu__find(in.s, CEDU_STR("）"), 0)) < 0 && (close = cedu__find(in.s, CEDU_STR(")"), 0)) < 0) return;
    in.s.n = (size_t)close;
    in.final += (uint32_t)((size_t)open + w);
    in.f = cedu__page_fold(j->r->a, in.s, &in.back);
    if (!in.back) return;
    for (size_t at = 0; at < in.f.n; at += len) { /* the first label; what stands before it is a medium */
        (void)cedu__u8_at(in.f, at, &len);
        if (!cedu__cues_at(j->r->cues, in.f, at, G(author))) continue;
        if (at == 0 || cedu__meta_no_person(j, cedu__sub(in.f, 0, at))) cedu__meta_read_labels(j, &in, G(author));
        return;
    }
    static const char *const wire[] = {"电", "電", "讯", "訊", NULL}; /* 某某网某地5月6日电 (李某) */
    size_t before = (size_t)open;
    while (before > 0 && n.s.p[before - 1] == ' ') before--;
    if (before >= 3 && any_of(n.s, before - 3, wire))
        cedu__meta_bare_names(j, &n, (size_t)open + w, (size_t)open + w + (size_t)close);
}

/* 作者：… 来源：… 2021-02-23 below the text, where nothing above it said so. */
static void foot_line(meta_job *j, size_t i) {
    const cedu_leaf *l = &j->r->leaf.p[i];
    cedu_date d;
    if (l->hidden || l->chars > 60 || l->stop || !(l->begins & (G(source) | G(author) | G(editor)))) return;
    line n = cedu__meta_line(j, i);
    if (!l->dated && l->begins & G(source) && l->has_colon && l->chars <= 40 && j->r->html) { /* 来源：《某某日报》 */
        const cedu_cue *q = cedu__cues_at(j->r->cues, n.f, 0, G(source));
        if (q && !q->value.n) cedu__meta_read_labels(j, &n, G(source));
    }
    if (!l->dated) return;
    cedu__meta_read_labels(j, &n, G(source) | (j->authors.n ? 0 : G(author)));
    if (!j->pub.y && plain_date(&n, NULL, &d)) cedu__meta_set_date(j, &n, &d, BARE);
}

static size_t comma_after(cedu_str s, size_t i) {
    static const char *const commas[] = {"，", ",", "。", "；", "）", ")", NULL};
    while (i < s.n && !any_of(s, i, commas)) i++;
    return i;
}

/* (经济日报记者 …) and 责任编辑 at the end; (记者 …) in the first paragraph. */
void cedu__meta_ends(meta_job *j) {
    cedu_raw *r = j->r;
    size_t seen = 0, last = r->last;
    /* The editor's line may stand just below the article. */
    for (size_t i = last; i < r->leaf.n && i < last + 6; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->begins & G(comment)) break;
        if (l->has & G(editor) && l->chars <= 40 && !l->hidden) {
            line n = cedu__meta_line(j, i);
            cedu__meta_read_labels(j, &n, G(editor));
        }
        if (i < last + 3) foot_line(j, i);
        if (i < last + 3 && !j->authors.n && l->has & G(disclaim) && l->has & G(author) && l->has_colon && !l->hidden) {
            line n = cedu__meta_line(j, i); /* 本文来自某号，作者：某某，转载 … */
            ptrdiff_t at = cedu__find(n.s, CEDU_STR("作者："), 0);
            if (at >= 0) cedu__meta_bare_names(j, &n, (size_t)at + 9, comma_after(n.s, (size_t)at + 9));
        }
        if (l->dated && l->chars <= 80 && !l->hidden && !j->authors.n) { /* 由某某张贴 2005-06-14 */
            line n = cedu__meta_line(j, i);
            cedu__meta_posted_by(j, &n);
        }
    }
    for (size_t i = last; i-- > r->first && seen < 5;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main || l->end == l->start) continue;
        seen++;
        line n = cedu__meta_line(j, i);
        if (seen <= 3) foot_line(j, i);
        if (seen <= 3 && !j->authors.n && cedu__meta_shares(j, &n)) continue;
        if (l->chars <= 16 && seen <= 3 && !j->authors.n) { /* （某某） */
            size_t open, close = n.f.n ? cedu__u8_prev(n.f, n.f.n) : 0;
            uint32_t first = cedu__u8_at(n.f, 0, &open);
            if ((first == '(' || first == 0xFF08) && close > open && cedu__meta_bare_names(j, &n, n.back[open], n.back[close]))
                continue;
        }
        if (l->dated && l->chars <= 80 && !j->authors.n) cedu__meta_posted_by(j, &n);
        if (l->chars <= 80) {
            uint32_t want = (l->has & G(editor) ? G(editor) : 0) | (l->has & G(author) && l->chars <= 60 ? G(author) : 0);
            if (j->authors.n) want &= ~G(author);
            if (want) cedu__meta_read_labels(j, &n, want);
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
                if (tail.back) cedu__meta_read_labels(j, &tail, G(author));
            }
        }
    }
    for (size_t i = r->first, k = 0; i < r->last && k < 3 && !j->authors.n;
         i++) { /* 本报记者 李某, below a lead or an advert */
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main || l->end == l->start) continue;
        k++;
        if (!(l->begins & G(author)) || l->chars > 30 || l->stop) continue;
        line n = cedu__meta_line(j, i);
        cedu__meta_read_labels(j, &n, G(author));
    }
    for (size_t i = r->first, k = 0; i < r->last && k < 2 && !j->authors.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main || l->chars < 12 || i < r->core_start) continue;
        k++;
        lead_names(j, i);
    }
}
