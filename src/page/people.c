/* people.c - names of people in a byline: what looks like one, what does not, where one ends and the next begins.
 *
 * A label (作者) is believed unless the word behind it names a firm, an office or a medium; without a label only a surname with one or
 * two characters is taken; or what an element holds that is called author (class, id, itemprop, rel). Words: pack groups plainword,
 * noperson, posted, fieldname; surnames come with the class of posts.
 */
#include "page/meta.h"

bool cedu__meta_plain_word(const meta_job *j, cedu_str s) {
    cedu_str f = cedu__page_fold(j->r->a, s, NULL);
    const cedu_cue *q = cedu__cues_at(j->r->cues, f, 0, G(plainword));
    return q && q->form.n == f.n;
}

bool cedu__meta_name_like(cedu_str s) {
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
bool cedu__meta_no_person(const meta_job *j, cedu_str s) {
    cedu_str f = cedu__page_fold(j->r->a, s, NULL);
    for (size_t i = 0, len; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(j->r->cues, f, i, G(noperson));
        (void)cedu__u8_at(f, i, &len);
        if (q && i + q->form.n == f.n) return true;
    }
    return cedu__meta_plain_word(j, s);
}

/* A surname and one or two characters, nothing else: what may be taken for a person without a label. */
bool cedu__meta_bare_person(const meta_job *j, cedu_str s) {
    size_t chars = cedu__u8_count(s), len;
    if (chars * 3 != s.n || chars < 2 || chars > 4) return false;
    for (size_t i = 0; i < s.n; i += len)
        if (!cedu__is_han(cedu__u8_at(s, i, &len))) return false;
    const cedu_cue *q = cedu__cues_at(j->r->cues, s, 0, G(surname));
    size_t given = q ? chars - cedu__u8_count(q->form) : 0;
    if (!q || given < 1 || given > 2 || cedu__meta_no_person(j, s)) return false;
    return !cedu__cues_at(j->r->cues, s, 0, ~(G(surname) | G(container) | G(metaname) | G(scriptvar) | G(noperson)));
}

static bool name_break(uint32_t c) {
    return c == ' ' || c == 0x3001 || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '/' || c == '&' ||
           c == 0xFF0F || c == 0x2215;
}

void cedu__meta_add_author(meta_job *j, cedu_meta m) {
    const char *bracket = m.s.n ? memchr(m.s.p, '(', m.s.n) : NULL; /* its Latin form: with_latin */
    cedu_str name = bracket ? cedu__trim(cedu__sub(m.s, 0, (size_t)(bracket - m.s.p))) : m.s;
    if (!cedu__meta_name_like(name) || cedu__meta_plain_word(j, m.s) || j->authors.n >= 40) return;
    if (cedu__ends(m.s, CEDU_STR("摄")) || cedu__ends(m.s, CEDU_STR("攝"))) return; /* took the picture */
    for (size_t i = 0; i < j->authors.n; i++)
        if (cedu__eq(j->authors.p[i].s, m.s)) return;
    (void)CEDU_PUSH(j->r->a, &j->authors, m);
}

/* A name and its Latin form are one: 安娜 (Anna Smith). End of the bracket behind `end`, 0 = there is none. */
static size_t with_latin(cedu_str s, size_t end, size_t to) {
    size_t k = skip_blanks(s, end), open = k;
    if (k >= to || s.p[k] != '(') return 0;
    for (k++; k < to && s.p[k] != ')'; k++)
        if (!((s.p[k] | 32) >= 'a' && (s.p[k] | 32) <= 'z') && !memchr(" .-'", s.p[k], 4)) return 0;
    return k < to && k - open > 4 ? k + 1 : 0;
}

/* 记者李某北京5月6日电, 记者李某北京报道: two characters of the place are cut from behind the name. */
static cedu_meta without_dateline(cedu_meta m) {
    static const char *const report[] = {"报道", "報道", "報導", "报导", "专电", "專電", NULL};
    enum { PLACE = 2 };
    cedu_str s = m.s;
    size_t len, han = 0, digits = 0;
    for (size_t i = 0; i < s.n && cedu__is_han(cedu__u8_at(s, i, &len)); i += len) han += len;
    while (han + digits < s.n && s.p[han + digits] >= '0' && s.p[han + digits] <= '9') digits++;
    bool dated = digits && han + digits < s.n && cedu__is_han(cedu__u8_at(s, han + digits, &len));
    for (size_t i = 6; !dated && i + 6 <= s.n; i += 3)
        if (any_of(s, i, report) && i + 6 == s.n) dated = true, han = i;
    if (!dated || (han != 12 && han != 15)) return m;
    cedu_str name = cedu__sub(s, 0, han - 3 * PLACE);
    if (cedu__find(cedu__sub(s, name.n, han), CEDU_STR("等"), 0) >= 0) return m;
    m.s = name;
    m.end = m.start + (uint32_t)name.n;
    return m;
}

/* 李 景, 李　景　明: a name of single characters with blanks between them; where it ends, 0 = there is none. */
static size_t spaced_name(cedu_str s, size_t from, size_t to) {
    enum { MOST = 5 };
    size_t ends[MOST] = {0}, n = 0, len;
    for (size_t i = from; i < to && n < MOST;) {
        if (!cedu__is_han(cedu__u8_at(s, i, &len))) break;
        size_t next = i + len;
        if (next < to && !name_break(cedu__u8_at(s, next, &len))) break; /* a longer word */
        ends[n++] = next;
        for (i = next; i < to && cedu__u8_at(s, i, &len) == ' ';) i += len;
    }
    return n == 3 ? ends[2] : n >= 2 ? ends[1] : 0;
}

/* 李某某系某大学教授: the name before it; s as it stands when there is none. */
static cedu_meta without_being(const meta_job *j, cedu_meta m) {
    static const char *const is[] = {"系", "係", "是", "为", "為", NULL};
    for (size_t k = 6; k <= 12 && k < m.s.n; k += 3)
        if (any_of(m.s, k, is) && cedu__meta_bare_person(j, cedu__sub(m.s, 0, k))) {
            m.s.n = k;
            m.end = m.start + (uint32_t)k;
            break;
        }
    return m;
}

/* Names in s[from, to): separated by blanks and commas; single characters with blanks between them are one name (李 景). */
void cedu__meta_add_names(meta_job *j, const line *n, size_t from, size_t to) {
    size_t first = SIZE_MAX;
    for (size_t i = from; i < to;) {
        size_t len = 0;
        while (i < to && (name_break(cedu__u8_at(n->s, i, &len)) || cedu__u8_at(n->s, i, &len) == ':')) i += len;
        size_t start = i, chars = 0;
        if (first == SIZE_MAX) first = start;
        while (i < to && !name_break(cedu__u8_at(n->s, i, &len))) i += len, chars++;
        if (i <= start || cedu__starts(cedu__sub(n->s, start, i), CEDU_STR("发自"))) break; /* 李某 发自某地 */
        size_t end = i;
        size_t apart = chars == 1 ? spaced_name(n->s, start, to) : 0;
        if (apart) {
            end = i = apart;
        } else if (chars >= 3 && (unsigned char)n->s.p[start] < 0x80) {
            /* Latin names hold blanks: as far as Jane Doe in Qingling, Jane Doe at May 6. */
            static const char *const ends[] = {" in ", " at ", " on ", " for ", " from ", " and ", NULL};
            size_t k = i;
            while (k < to && n->s.p[k] == ' ' && k + 1 < to && (n->s.p[k + 1] | 32) >= 'a' && (n->s.p[k + 1] | 32) <= 'z' &&
                   !any_of(n->s, k, ends) && !(k + 3 == to && (any_of(n->s, k, (const char *const[]){" at", " on", NULL})))) {
                k++;
                while (k < to && !name_break(cedu__u8_at(n->s, k, &len))) k += len;
            }
            end = i = k;
        }
        size_t bracket = with_latin(n->s, end, to);
        cedu_meta m = cedu__meta_value(n, start, end = i = bracket ? bracket : end);
        if (chars == 1 && end > start + 3) { /* without the inner blank */
            char *p = cedu__arena_alloc(j->r->a, m.s.n + 1);
            size_t w = 0;
            if (!p) return;
            for (size_t k = 0; k < m.s.n; k++)
                if (m.s.p[k] != ' ') p[w++] = m.s.p[k];
            m.s = (cedu_str){p, w};
        }
        static const char *const photo[] = {"摄", "攝", NULL};
        static const char *const report[] = {"摄影报", "攝影報", "摄影并", "摄影：", "摄影:", "摄影/", "摄影丨", "摄影|", NULL};
        size_t after = skip_blanks(n->s, end);
        if (any_of(n->s, after, photo) && !any_of(n->s, after, report))
            continue; /* who reports and takes the picture wrote it */
        /* 新华日报记者 X: what stands before a label is not a name; labels inside were cut by the caller. */
        if (start <= first) m = without_being(j, without_dateline(m));
        if (cedu__u8_count(m.s) > 3 || !cedu__cues_at(j->r->cues, m.s, 0, G(surname)))
            if (cedu__meta_no_person(j, m.s)) continue; /* an office, a medium, 某地报道 */
        cedu__meta_add_author(j, m);
    }
}

/* 由某某张贴, anywhere in the line. */
void cedu__meta_posted_by(meta_job *j, const line *n) {
    cedu_str by = CEDU_STR("由");
    ptrdiff_t at = cedu__find(n->f, by, 0);
    size_t len;
    if (at < 0 || at > 60) return;
    for (size_t i = (size_t)at + by.n, chars = 0; i < n->f.n && chars <= 12; i += len, chars++) {
        (void)cedu__u8_at(n->f, i, &len);
        if (chars < 2 || !cedu__cues_at(j->r->cues, n->f, i, G(posted))) continue;
        cedu_meta m = cedu__meta_value(n, n->back[(size_t)at + by.n], n->back[i]);
        if (!cedu__meta_no_person(j, m.s)) cedu__meta_add_author(j, m);
        return;
    }
}

/* Nothing but people in s[from, to), one to four, with blanks and commas between them. */
bool cedu__meta_bare_names(meta_job *j, const line *n, size_t from, size_t to) {
    enum { MOST = 4 };
    struct {
        size_t from, to;
    } at[MOST];
    size_t names = 0, len;
    for (size_t i = from; i < to;) {
        while (i < to && name_break(cedu__u8_at(n->s, i, &len))) i += len;
        size_t start = i;
        while (i < to && !name_break(cedu__u8_at(n->s, i, &len))) i += len;
        if (i <= start) break;
        if (names == MOST) return false;
        at[names].from = start, at[names++].to = i;
    }
    size_t apart = names && at[0].to - at[0].from == 3 ? spaced_name(n->s, at[0].from, to) : 0;
    if (apart && apart == at[names - 1].to) at[0].to = apart, names = 1; /* 李 某, 李　某　某 */
    for (size_t k = 0; k < names; k++)
        if (!cedu__meta_bare_person(j, cedu__page_fold(j->r->a, cedu__sub(n->s, at[k].from, at[k].to), NULL))) return false;
    for (size_t k = 0; k < names; k++) {
        cedu_meta m = cedu__meta_value(n, at[k].from, at[k].to);
        m.s = cedu__page_fold(j->r->a, m.s, NULL);
        cedu__meta_add_author(j, m);
    }
    return names > 0;
}

/* Where the names of 李某/文, 李某 文/图, 李某 | 撰文 end; s.n when nothing like it stands there. */
static size_t without_share(cedu_str s) {
    static const char *const shares[] = {"文图", "图文", "撰文", "文/图", "文／图", "文", NULL}, *const gaps[] = {
                                                                                                     " ",  "/",  "／", "|",
                                                                                                     "｜", "丨", NULL};
    for (size_t i = 0, len, g, w; i < s.n; i += len) {
        (void)cedu__u8_at(s, i, &len);
        if (i < 6 || !(g = any_of(s, i, gaps))) continue;
        size_t k = i;
        while ((g = any_of(s, k, gaps))) k += g;
        if ((w = any_of(s, k, shares)) && (k + w == s.n || any_of(s, k + w, gaps))) return i;
    }
    return s.n;
}

/* （李某/文 张某/图）: a name, a slash and its share, one after another; who wrote is an author. Gives true when it is such a line. */
bool cedu__meta_shares(meta_job *j, const line *n) {
    static const char *const wrote[] = {"/文", "／文", NULL}, *const drew[] = {"/图", "／图", "/摄", "／摄",
                                                                               "/圖", "／圖", NULL};
    enum { LONGEST = 40 };
    bool any = false;
    size_t len, w;
    if (n->l->chars > LONGEST || n->l->stop) return false;
    for (size_t i = 0, from = 0; i < n->s.n; i += len) {
        uint32_t c = cedu__u8_at(n->s, i, &len);
        if (c == ' ' || c == '(' || c == 0xFF08 || c == 0x3001) from = i + len;
        bool is_author = (w = any_of(n->s, i, wrote)) > 0;
        if (!w && !(w = any_of(n->s, i, drew))) continue;
        cedu_meta m = cedu__meta_value(n, from, i);
        if (is_author && cedu__meta_bare_person(j, m.s)) cedu__meta_add_author(j, m), any = true;
        from = i + w;
        len = w;
    }
    return any;
}

/* Names alone on a line below the title: 胡某, 胡 某, ■ 胡某 李某某, By 胡某, By Jane Doe. */
void cedu__meta_bare_author(meta_job *j, const line *n) {
    static const char *const marks[] = {"■", "□", "●", "▲", "◎", "◆", "By ", "by ", "BY ", " ", NULL};
    enum { LONGEST = 18, LATIN = 40 };
    size_t from = 0, g;
    bool by = false;
    if (cedu__meta_shares(j, n)) return;
    for (; (g = any_of(n->s, from, marks)); from += g) by |= g == 3 && (n->s.p[from] | 32) == 'b';
    if (by && n->s.p[from] >= 'A' && n->s.p[from] <= 'Z') { /* as far as the first sign that names do not hold */
        size_t to = from;
        static const char *const place[] = {" in ", " at ", " for ", NULL};
        while (to < n->s.n && to - from < LATIN && !any_of(n->s, to, place) &&
               ((n->s.p[to] | 32) >= 'a' || memchr(" .-'", n->s.p[to], 4)) && (unsigned char)n->s.p[to] < 0x80 &&
               n->s.p[to] != '|')
            to++;
        cedu_meta m = cedu__meta_value(n, from, to);
        if (m.s.n >= 5 && memchr(m.s.p, ' ', m.s.n) && to - from < LATIN) cedu__meta_add_author(j, m);
    } else if (n->l->chars > LONGEST || !cedu__meta_bare_names(j, n, from, without_share(n->s))) {
        cedu__meta_posted_by(j, n);
    }
}

/* Elements called author, byline, js_name … between the title and the article's first sentence. */
void cedu__meta_named_elements(meta_job *j) {
    enum { MOST = 14 };
    cedu_raw *r = j->r;
    if (r->title == SIZE_MAX) return;
    uint32_t from = r->leaf.p[r->title > 3 ? r->title - 3 : 0].start;
    uint32_t to = r->core_start < r->leaf.n ? r->leaf.p[r->core_start].start : (uint32_t)r->text.n;
    size_t at = r->title > 3 ? r->title - 3 : 0;
    for (size_t i = 0; i < r->named.n; i++) {
        const cedu_named *e = &r->named.p[i];
        if (e->start < from || e->end > to) continue;
        at = r->title > 3 ? r->title - 3 : 0;
        while (at + 1 < r->leaf.n && (r->leaf.p[at].end <= e->start || r->leaf.p[at].end == r->leaf.p[at].start)) at++;
        if (r->leaf.p[at].hidden || at == r->title || e->end > r->leaf.p[at].end) continue;
        line n = cedu__meta_line(j, at);
        size_t start = e->start > n.l->start ? e->start - n.l->start : 0;
        cedu_meta m = cedu__meta_value(&n, start, e->end - n.l->start);
        if (!m.s.n || cedu__u8_count(m.s) > MOST || cedu__meta_plain_word(j, m.s)) continue;
        bool outlet = cedu__eqz(e->what, "outlet");
        if (cedu__cues_at(r->cues, cedu__page_fold(r->a, m.s, NULL), 0, LABELS | G(nav)))
            continue; /* read as a labelled line */
        if (!outlet && !j->authors.n && cedu__meta_name_like(m.s) && !cedu__meta_no_person(j, m.s)) cedu__meta_add_author(j, m);
        else if (!j->out->outlet.s.p && (outlet || (cedu__meta_name_like(m.s) && cedu__meta_no_person(j, m.s))))
            j->out->outlet = m;
    }
}

/* An "author" that is the medium or the site. A person's own page keeps its person. */
void cedu__meta_drop_media(meta_job *j) {
    size_t n = 0;
    for (size_t i = 0; i < j->authors.n; i++) {
        cedu_meta m = j->authors.p[i];
        bool medium = (cedu__eq(m.s, j->out->outlet.s) || cedu__eq(m.s, j->out->site.s)) && !cedu__meta_bare_person(j, m.s);
        if (!medium) j->authors.p[n++] = m;
    }
    j->authors.n = n;
}
