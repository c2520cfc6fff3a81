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
#include "fact/head.h"

#include <stdio.h>

/* ------------------------------------------------------------------ labels */
/* The label that begins at `i`; 标 题 set wide is read too. */
static int32_t label_at(const head *d, uint32_t i, uint32_t end, uint32_t *after) {
    cedu_hit h[16];
    char wide[48];
    uint32_t back[sizeof wide + 1], n = 0, q;
    bool gaps = false;
    for (uint32_t k = i; k < end && n + 4 < sizeof wide; k = q) {
        uint32_t c = cp_at(d, k, &q);
        if (blank(c)) {
            gaps = true;
            continue;
        }
        memcpy(wide + n, d->x->text.p + k, q - k);
        for (uint32_t z = 0; z < q - k; z++) back[n++] = k;
        back[n] = q;
    }
    for (int pass = 0; pass <= gaps; pass++) {
        cedu_str s = pass ? (cedu_str){wide, n} : cedu__sub(d->x->text, i, end);
        size_t m = cedu__image_match(d->x->im, 1u << CEDU_CLASS_cue, s, 0, h, CEDU_COUNT(h));
        while (m-- > 0) {
            if (!cedu__eqz(cedu__image_attr(d->x->im, h[m].entry, CEDU_ATTR_group), "infobox")) continue;
            *after = pass ? back[h[m].end] : i + h[m].end;
            if (pass && (*after >= end || !colon(cp_at(d, skip_blank(d, *after, end), &q))))
                continue; /* wide: the colon proves it */
            return h[m].entry;
        }
    }
    return -1;
}

static void take_label(head *d, cedu_str what, fact_span v) {
    struct fact_header *h = &d->label;
    const cedu_mention *t = cedu__head_mention_in(d, CEDU_MENTION_time, v.start, v.end);
    cedu_str day = cedu__head_is_day(t) ? cedu__fact_when(d->x, &t->when) : (cedu_str){0};
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
    const cedu_mention *no = cedu__head_mention_in(d, CEDU_MENTION_document_number, v.start, v.end), *dt;
    if (cedu__eqz(what, "number") && !h->number.n) {
        fact_span num;
        if (!cedu__head_number_line(d, v, &h->number, &h->number_at, &dt) && no)
            h->number = no->name, h->number_at = (fact_span){no->start, no->end};
        else if (!h->number.n && cedu__head_ordinal_line(d, v, &num)) h->number = cedu__head_squeeze(d, v), h->number_at = v;
    }
    if (cedu__eqz(what, "issuer") && !h->issuers && v.end - v.start < 400) {
        (void)cedu__head_read_bodies(d, v.start, v.end, false, h);
        if (h->weak) h->issuers = 0;
    }
    if (cedu__eqz(what, "title") && !h->title.n && cedu__head_chars(d, v) > 6 && cedu__head_chars(d, v) < 160) {
        uint32_t q, last = (uint32_t)cedu__u8_prev(d->x->text, v.end);
        h->title_at = v;
        h->quote = v;
        cedu_str s = cedu__fact_text(d->x, v.start, v.end);
        bool marks = cedu__starts(s, CEDU_STR("《")) && cp_at(d, last, &q) == 0x300B;
        h->title = marks ? cedu__sub(s, 3, s.n - 3) : s;
    }
    static const struct {
        word_kind kind;
        const char *status;
    } force[] = {{WORD_in_force, "in_force"}, {WORD_repealed, "repealed"}, {WORD_pending, "pending"}};
    for (size_t i = 0; cedu__eqz(what, "force") && i < CEDU_COUNT(force); i++)
        if (cedu__head_word_at(d, force[i].kind, v.start, v.end) == v.end - v.start) h->status = cedu__str(force[i].status);
}

/* Whether the label in front of `after` is one: a mark follows; at the head of a line, where the mark may have got lost (发文机关某市
 * 人民政府), something of its kind. */
static bool is_label(const head *d, fact_span line, uint32_t at, uint32_t after, cedu_str what) {
    uint32_t q, f = after < line.end ? cp_at(d, after, &q) : 0;
    if (after >= line.end || colon(f) || f == 0x3011 || f == ']' || blank(f)) return true;
    if (at != line.start) return false;
    if (cedu__eqz(what, "title")) return f == 0x300A;
    return cedu__head_mention_starting(d, CEDU_MENTION_organisation, after, line.end) ||
           cedu__head_mention_starting(d, CEDU_MENTION_time, after, line.end) ||
           cedu__head_mention_starting(d, CEDU_MENTION_document_number, after, line.end);
}

/* The value in [a, b), without the bracket that opens the next label. */
static fact_span label_value(const head *d, uint32_t a, uint32_t b) {
    fact_span v = cedu__fact_trim(d->x, (fact_span){a, b});
    for (uint32_t q, last; v.end > v.start; v = cedu__fact_trim(d->x, (fact_span){v.start, last})) {
        last = (uint32_t)cedu__u8_prev(d->x->text, v.end);
        uint32_t c = cp_at(d, last, &q);
        if (c != 0x3010 && c != '[') break;
    }
    return v;
}

/* One line; `what` is the label that the line before ended with. Returns the label whose value is still to come. */
static cedu_str label_line(head *d, size_t block, cedu_str what) {
    fact_span s = d->b[block];
    uint32_t value = s.start;
    bool place = true; /* a label may begin here */
    for (uint32_t k = s.start, n; k < s.end; k = n) {
        uint32_t after = 0, c = cp_at(d, k, &n), q;
        int32_t e = place ? label_at(d, k, s.end, &after) : -1;
        cedu_str found = e >= 0 ? cedu__image_attr(d->x->im, e, CEDU_ATTR_value) : (cedu_str){0};
        if (!found.n || !is_label(d, s, k, after, found)) {
            place = c == '\t' || c == 0x3010 || c == '[' || c == 0x3000 || c == ' ' || c == '|' || c == 0xFF1B;
            continue;
        }
        if (what.n) take_label(d, what, label_value(d, value, k));
        if (k <= s.start + 3) d->labelled[block] = true;
        what = found;
        for (value = after; value < s.end; value = q) {
            uint32_t f = cp_at(d, value, &q);
            if (!colon(f) && f != 0x3011 && f != ']' && !blank(f)) break;
        }
        if (value >= s.end) return what;
        n = value;
        place = true;
    }
    if (what.n) take_label(d, what, label_value(d, value, s.end));
    return (cedu_str){0};
}

/* 发文字号：…, 【发布部门】…, cells of a table; several on a line; a value on the next line. */
static void read_labels(head *d) {
    cedu_str open = {0};
    for (size_t i = 0; i < d->n && i < HEAD; i++) {
        if (d->b[i].end <= d->b[i].start) continue;
        open = d->b[i].end - d->b[i].start <= 900 ? label_line(d, i, open) : (cedu_str){0};
    }
}

static bool labelled(const head *d, size_t block) { return block < HEAD && d->labelled[block]; }

/* ------------------------------------------------------------------ what stands around the title */
/* 2020年12月24日某会第二十六次会议通过: the day a law was adopted, and by whom. */
static bool adoption_line(head *d, fact_span s, struct fact_header *who) {
    uint32_t len, l, meet;
    if (s.end - s.start > 900) return false;
    uint32_t at = cedu__head_find_word(d, WORD_adopted, s.start, s.end, &len);
    meet = cedu__head_find_word(d, WORD_meeting, s.start, s.end, &l);
    if (!len || !l) return false;
    const cedu_mention *t = cedu__head_mention_in(d, CEDU_MENTION_time, s.start, s.end);
    if (!cedu__head_is_day(t)) return false;
    if (!d->h.adopted.n) {
        d->h.adopted = cedu__fact_when(d->x, &t->when);
        d->h.adopted_at = (fact_span){t->start, t->end};
    }
    const cedu_mention *o = cedu__head_mention_in(d, CEDU_MENTION_organisation, s.start, meet);
    if (o && who)
        cedu__head_add_issuer(who, o->name.n ? o->name : cedu__fact_text(d->x, o->start, o->end),
                              (fact_span){o->start, o->end});
    (void)at;
    return true;
}

static void read_above(head *d, struct fact_header *law) {
    size_t from = d->title > 8 ? d->title - 8 : 0;
    struct fact_header up = {0};
    for (size_t i = from; i < d->title; i++) {
        fact_span s = d->b[i], body, at;
        cedu_str num;
        const cedu_mention *day;
        size_t used = cedu__head_order_lines(d, i, &body, &num, &at);
        if (used) {
            d->order = true;
            d->evidence += 2;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            (void)cedu__head_read_bodies(d, body.start, body.end, false, &up);
            i += used - 1;
            continue;
        }
        if (s.end <= s.start) continue;
        if (d->order && adoption_line(d, s, law)) {
            d->evidence++;
            continue;
        }
        if (!labelled(d, i) && cedu__head_number_line(d, s, &num, &at, &day)) {
            d->evidence++;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            continue;
        }
        uint32_t l = cedu__head_word_ending(d, WORD_masthead, s.start, s.end);
        if (cedu__head_body_line(d, (fact_span){s.start, cedu__fact_trim(d->x, (fact_span){s.start, s.end - l}).end}, &up) && l)
            d->evidence++;
    }
    if (!d->h.issuers && !up.weak)
        for (size_t i = 0; i < up.issuers; i++) cedu__head_add_issuer(&d->h, up.issuer[i], up.issuer_at[i]);
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
        size_t used = addressed ? 0 : cedu__head_order_lines(d, i, &body, &num, &at);
        if (used) {
            d->order = true;
            d->evidence += 2;
            if (!d->h.number.n) d->h.number = num, d->h.number_at = at;
            if (!d->h.issuers) (void)cedu__head_read_bodies(d, body.start, body.end, false, law);
            i += used - 1;
            continue;
        }
        if (!addressed && !labelled(d, i) && cedu__head_number_line(d, s, &num, &at, &day)) {
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
        const cedu_mention *t = cedu__head_day_line(d, s);
        fact_span in = cedu__head_unbracket(d, s);
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
    for (size_t i = d->order ? 0 : d->title_end; i < d->n; i++) {
        fact_span s = d->b[i];
        if (s.end <= s.start) continue;
        const cedu_mention *t = cedu__head_day_line(d, s);
        bool bracketed = cedu__head_unbracket(d, s).start != s.start;
        if (t && run.issuers && !bracketed) {
            d->h.signed_on = cedu__fact_when(d->x, &t->when);
            d->h.signed_at = (fact_span){t->start, t->end};
            *who = run;
            d->evidence += 2;
            return;
        }
        uint32_t annex = loose && s.end - s.start <= 12 ? cedu__head_word_at(d, WORD_annex, s.start, s.end) : 0;
        if (annex && s.start + annex + 3 >= s.end) break; /* 附件: what is signed behind it is another document */
        if (t && !bracketed && !loose && (i > d->title_end || d->order) && (i < HEAD * 2 || i + 3 >= d->n)) loose = t;
        if (s.end - s.start < 300) {
            const cedu_mention *tail = NULL; /* 某市发展和改革委员会 2021年5月18日 */
            const cedu_mentions *m = &d->x->in->mentions;
            for (size_t k = cedu__fact_first_mention(d->x, s.start); k < m->n && m->p[k].start < s.end; k++)
                if (m->p[k].end == s.end && cedu__head_is_day(&m->p[k])) tail = &m->p[k];
            if (tail && tail->start > s.start &&
                cedu__head_body_line(d, cedu__fact_trim(d->x, (fact_span){s.start, tail->start}), &run)) {
                d->h.signed_on = cedu__fact_when(d->x, &tail->when);
                d->h.signed_at = (fact_span){tail->start, tail->end};
                *who = run;
                d->evidence += 2;
                return;
            }
        }
        if (cedu__head_body_line(d, s, &run)) {
            gap = 0;
            continue;
        }
        bool small =
            run.issuers && s.end - s.start <= 90 && ++gap <= 2 && cedu__head_unbracket(d, s).start != s.start; /* (某局代章) */
        if (!small) run = (struct fact_header){0}, gap = 0;
    }
    if (d->h.signed_on.n || !loose) return;
    d->h.signed_on = cedu__fact_when(d->x, &loose->when);
    d->h.signed_at = (fact_span){loose->start, loose->end};
}

/* The last of `years` years that begin on a day. */
static cedu_str last_day(fx *x, cedu_civil c, int years) {
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y = c.year + years, m = c.month, d = c.day - 1;
    if (d < 1) {
        if (--m < 1) m = 12, y--;
        d = days[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 || y % 400 == 0));
    }
    return cedu__arena_strf(x->arena, "%04d-%02d-%02d", y, m, d);
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
                other |= x->m.p[j].type == CEDU_MENTION_policy_title && !cedu__head_same_title(x->m.p[j].name, d->h.title) &&
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
                    if (cedu__head_is_day(m) && m->end <= cue->start && cue->start - m->end < 30) before = m;
                    if (!after && m->start >= cue->end && m->start - cue->end < 12 &&
                        (cedu__head_is_day(m) || m->type == CEDU_MENTION_duration))
                        after = m;
                }
                if (cedu__eqz(v, "effective") && before && (!other || k == s->k0)) {
                    if (!d->h.effective.n) d->h.effective = cedu__fact_when(x, &before->when);
                    if (!from) from = before;
                }
                if (!cedu__eqz(v, "until") || !after || other || d->h.expires.n) continue;
                if (after->type == CEDU_MENTION_time) d->h.expires = cedu__fact_when(x, &after->when);
                else years = cedu__fact_years(after);
            }
        }
    }
    if (!d->h.expires.n && from && years >= 0.9 && years < 50) {
        d->h.expires = last_day(x, from->when.start, (int)(years + 0.5));
    }
}

/* ------------------------------------------------------------------ region */
/* The region of the body in [a, b): its place; the country for a national one. */
static int32_t body_region(const fx *x, uint32_t a, uint32_t b, fact_span *at) {
    int32_t r = cedu__fact_hidden_region(x, a, b, at);
    if (r >= 0) return r;
    const cedu_mentions *m = &x->in->mentions;
    for (size_t i = cedu__fact_first_mention(x, a); i < m->n && m->p[i].start < b; i++) {
        if (m->p[i].type != CEDU_MENTION_organisation) continue;
        const cedu_entry *e = cedu__image_entry(x->im, m->p[i].entry);
        bool known =
            e && e->cls == CEDU_CLASS_org && cedu__eqz(cedu__image_attr(x->im, m->p[i].entry, CEDU_ATTR_level), "government");
        if (!known && !cedu__starts(m->p[i].name, cedu__fact_word(x->words, FACT_WORD_nation))) return -1; /* 国家某某总局 */
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
    for (size_t i = 0; i < from->issuers; i++) cedu__head_add_issuer(h, from->issuer[i], from->issuer_at[i]);
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

/* 本细则 or 本实施细则, under the title …实施细则: the text speaks of itself. */
static bool names_itself(const head *d) {
    const cedu_str text = d->x->text, type = type_of(d->x, d->h.title);
    for (size_t from = 0; type.n - from >= 6; from += cedu__u8_len((unsigned char)type.p[from])) {
        cedu_str tail = cedu__sub(type, from, type.n);
        for (ptrdiff_t at = 0; (at = cedu__find(text, tail, (size_t)at)) >= 0; at++)
            if (cedu__fact_word_ends(d->x->words, FACT_WORD_self, cedu__sub(text, 0, (size_t)at))) return true;
    }
    return false;
}

/* Reads the header; false when the page is no official document. */
static bool read_head(head *d) {
    fx *x = d->x;
    static const char *const never[] = {"interpretation", "speech"};
    for (size_t i = 0; i < CEDU_COUNT(never); i++)
        if (cedu__eqz(x->in->doc_type, never[i])) return false;
    d->n = x->in->block_count;
    d->b = CEDU_NEW_N(x->arena, fact_span, d->n + 1);
    if (!d->b) return false;
    for (size_t i = 0; i < d->n; i++) d->b[i] = cedu__fact_trim(x, (fact_span){x->in->blocks[i].start, x->in->blocks[i].end});
    d->words = cedu__image_table(x->im, cedu__head_words);
    if (!d->words) return x->arena->failed = true, false;
    read_labels(d);
    bool titled = cedu__head_find_title(d);
    if (!titled && d->label.title.n) {
        d->h.title = d->label.title, d->h.title_at = d->label.title_at, d->h.quote = d->label.quote;
        titled = true;
    }
    if (!titled) return false;
    struct fact_header law = {0}, foot = {0};
    bool named = d->h.issuers > 0;
    if (d->title_end) read_above(d, &law);
    read_below(d, &law);
    if (d->title_end) read_signature(d, &foot);
    if (d->labels >= 2) d->evidence += d->labels > 3 ? 3 : d->labels;
    if (names_itself(d)) d->evidence += 2;
    bool policy = cedu__eqz(x->in->doc_type, "policy") || cedu__eqz(x->in->doc_type, "draft");
    if (d->evidence + policy < 3) return false;
    bool boxed = d->labels >= 2 && (d->label.number.n || d->label.issuers);
    if (cedu__eqz(x->in->doc_type, "encyclopedia") && !boxed) return false; /* an article about a document */
    take_over(&d->h, &d->label);
    uint32_t len, more = d->h.issuers ? d->h.issuer_at[d->h.issuers - 1].end : 0;
    bool others = named && cedu__head_word_at(d, WORD_others, more, d->h.title_at.end);
    if (others && foot.issuers > d->h.issuers) d->h.issuers = 0; /* 甲等五部门: the signatures name them all */
    if (!named && foot.issuers) d->h.issuers = 0;                /* an order: the body signs by its own name */
    if (!named && !foot.issuers && d->label.issuers) d->h.issuers = 0;
    if (!d->h.issuers) take_issuers(&d->h, foot.issuers ? &foot : d->label.issuers ? &d->label : &law);
    read_validity(d);
    bool draft = cedu__head_find_word(d, WORD_draft, d->h.title_at.start, d->h.title_at.end, &len) < d->h.title_at.end;
    if (!d->h.status.n && draft) d->h.status = CEDU_STR("draft");
    if (!d->h.signed_on.n && d->h.adopted.n) d->h.signed_on = d->h.adopted, d->h.signed_at = d->h.adopted_at;
    set_region(d);
    return true;
}

void cedu__fact_read_header(fx *x) {
    head *d = CEDU_NEW(x->arena, head);
    if (!d) return;
    *d = (head){.x = x};
    if (!read_head(d)) return;
    x->header = &d->h;
    if (d->h.region.n) x->doc_region = d->h.region;
}

#define PREVIEW_LINE  240 /* bytes; longer blocks are text */
#define PREVIEW_HEAD  40 /* blocks from the top, and from the end: a notice is signed within the first, a decision at the last */
#define PREVIEW_FOOT  8
#define PREVIEW_BYTES 6144

/* The header's lines alone, without the text between them: short enough to be recognised twice. */
cedu_fact_preview cedu__fact_preview(const cedu_image *im, const cedu_fact_input *in, cedu_arena *arena) {
    cedu_fact_preview out = {.region = -1};
    cedu_fact_input small = *in;
    fx x = {.im = im, .in = &small, .arena = arena, .text = in->text, .words = cedu__fact_words(im)};
    head *d = CEDU_NEW(arena, head);
    if (!d || !x.words) return out;
    *d = (head){.x = &x};
    bool may = cedu__eqz(in->doc_type, "policy") || cedu__eqz(in->doc_type, "draft");
    for (size_t i = 0; i < in->block_count && i < HEAD && !may; i++) { /* does anything look like a title? */
        fact_span s = cedu__fact_trim(&x, (fact_span){in->blocks[i].start, in->blocks[i].end});
        may = s.end > s.start && s.end - s.start <= TITLE_MAX && cedu__head_typed_end(d, s);
    }
    char *text = may ? CEDU_NEW_N(arena, char, PREVIEW_BYTES) : NULL;
    cedu_fact_block *blocks = may ? CEDU_NEW_N(arena, cedu_fact_block, PREVIEW_HEAD + PREVIEW_FOOT) : NULL;
    if (!text || !blocks) return out;
    size_t used = 0, n = 0;
    for (size_t i = 0; i < in->block_count && n < PREVIEW_HEAD + PREVIEW_FOOT; i++) {
        const cedu_fact_block *b = &in->blocks[i];
        size_t len = b->end - b->start;
        if (i >= PREVIEW_HEAD && i + PREVIEW_FOOT < in->block_count) continue;
        if (b->end <= b->start || len > PREVIEW_LINE || used + len + 1 > PREVIEW_BYTES) continue;
        memcpy(text + used, in->text.p + b->start, len);
        blocks[n++] = (cedu_fact_block){.start = (uint32_t)used, .end = (uint32_t)(used + len), .title = b->title};
        used += len;
        text[used++] = '\n';
    }
    cedu_match_options opt = {.ref_region = -1};
    cedu_error err;
    small.text = (cedu_str){text, used}, small.blocks = blocks, small.block_count = n;
    if (cedu__match_run(im, small.text, &opt, arena, &small.mentions, &err) != CEDU_OK) return out;
    x.text = small.text;
    if (!read_head(d)) return out;
    out.title = d->h.title;
    out.draft = cedu__eqz(d->h.status, "draft");
    if (d->h.region.n) out.region = d->h.region.entry[0];
    cedu_str day = d->h.published.n ? d->h.published : d->h.signed_on;
    int y, m, q;
    char z[11] = {0};
    memcpy(z, day.p ? day.p : "", day.n < 10 ? day.n : 10);
    if (sscanf(z, "%4d-%2d-%2d", &y, &m, &q) == 3)
        out.date = (cedu_civil){.year = (int16_t)y, .month = (int8_t)m, .day = (int8_t)q, .hour = -1};
    return out;
}

bool cedu__fact_same_title(cedu_str a, cedu_str b) { return cedu__head_same_title(a, b); }

bool cedu__fact_is_header(const fx *x, cedu_str title) { return x->header && cedu__head_same_title(x->header->title, title); }

bool cedu__fact_header_issuer(const fx *x, uint32_t at) {
    for (size_t i = 0; x->header && i < x->header->issuers; i++)
        if (x->header->issuer_at[i].start == at) return true;
    return false;
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
    for (size_t i = cedu__fact_first_mention(x, h->title_at.start); i < m->n && m->p[i].start < h->title_at.end; i++) {
        const cedu_mention *t = &m->p[i];
        if (t->type != CEDU_MENTION_time || !t->when.start.year || t->when.relative || (f.period.n && t->when.plan)) continue;
        f.period = cedu__fact_when(x, &t->when);
        f.period_basis = t->when.plan ? CEDU_STR("plan_name") : CEDU_STR("explicit");
        if (!t->when.plan) break;
    }
    cedu__fact_emit(x, &f, h->quote, h->quote);
}
