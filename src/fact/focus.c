/* focus.c - lists of what is favoured, served or built on: 聚焦A、B等领域; A、B等重点产业; 以A、B为核心; 在A、B、C中; 将A列为重点方向.
 *
 * A list ends where 等, a field noun or the frame's own word (为核心, 中) stands, and begins behind the word that opens it: a focus cue, a
 * verb, 在, 与, 对. Items are things: places, bodies, persons, policies and phrases that open with a verb make no focus. The same list of
 * one page is one fact.
 * To extend: words are rows of the groups focus, field, etc, act (pivot) in packs/core/cues.tsv.
 */
#include "fact/text.h"

#define MAX_LIST 24
#define MAX_LEAD 14 /* code points before a list that its quotation takes along */

/* Items of a list; 0 where one of them is too long to be a thing. */
static size_t items_of(const fx *x, fact_span s, fact_span *out) {
    size_t n = cedu__fact_items(x, s, out, MAX_LIST);
    for (size_t i = 0; i < n; i++) {
        uint32_t next, c = cedu__fact_char(x, out[i].start, out[i].end, &next);
        if (cedu__fact_length(x, out[i]) > 24 || c == 0xFF08 || c == '(') return 0; /* …(MaaS)、: the list began before */
    }
    return n;
}

/* Whether the items are things: none opens with a verb, none is a place, a body, a person, a policy or a number. */
static bool things(const fx *x, const fact_clause *k, const fact_span *it, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const fact_cue *q = i ? cedu__fact_cue_at(x, k, it[i].start) : NULL;
        if (q && (q->groups & (G(task) | G(act) | G(have) | G(plan))) && q->end < it[i].end && q->end - q->start >= 6) {
            bool named = false; /* 应用软件: the verb is part of a name */
            for (uint32_t j = k->m0; j < k->m1; j++) named |= x->m.p[j].start == it[i].start && x->m.p[j].end > q->end;
            if (!named) return false;
        }
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (m->type == CEDU_MENTION_organisation && m->start < it[i].end && m->end > it[i].start) return false;
            if (m->start < it[i].start || m->end > it[i].end) continue;
            bool whole = m->start == it[i].start && m->end == it[i].end;
            if (m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_person || m->type == CEDU_MENTION_percent ||
                m->type == CEDU_MENTION_money || (whole && m->type == CEDU_MENTION_region))
                return false;
        }
    }
    return true;
}

static size_t sectors_in(const fx *x, const fact_span *it, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += cedu__fact_domain(x, it[i]).n > 0;
    return k;
}

static bool known(const fx *x, const cedu_str *list, size_t n) {
    for (size_t i = x->out.n; i > 0 && x->out.n - i < 400; i--) {
        const cedu_fact *f = &x->out.p[i - 1];
        if (f->kind != CEDU_FACT_focus) continue;
        for (const cedu_field *d = f->fields; d; d = d->next) {
            if (d->id != CEDU_FIELD_list || d->strs.n != n) continue;
            size_t same = 0;
            while (same < n && cedu__eq(d->strs.p[same], list[same])) same++;
            if (same == n) return true;
        }
    }
    return false;
}

typedef struct list {
    fact_span items, quote, field; /* field: what the list is of; may be empty */
    bool open;
    bool places; /* places may be items */
    double confidence;
} list;

/* 甲园、乙小镇 (为核心), 某机场、某大脑等综合应用场景: a list of named places of work is one of projects. */
static bool put_projects(fx *x, const fact_clause *k, const list *l, const fact_span *it, size_t n) {
    size_t built = 0, placed = 0;
    cedu_str status = l->open ? cedu__fact_text(x, l->field.start, l->field.end) : (cedu_str){0};
    for (size_t i = 0; i < n; i++) {
        for (uint32_t j = k->m0; j < k->m1; j++) { /* a place itself, or a firm, is no project */
            const cedu_mention *m = &x->m.p[j];
            bool whole = m->start == it[i].start && m->end == it[i].end;
            if (whole && m->type == CEDU_MENTION_region && !cedu__fact_ends_in_project(x, it[i])) return false;
            if (whole && m->type == CEDU_MENTION_organisation && !cedu__fact_ends_in_project(x, it[i])) return false;
        }
        fact_span at;
        built += cedu__fact_ends_in_project(x, it[i]);
        placed += cedu__fact_hidden_region(x, it[i].start, it[i].end, &at) >= 0;
    }
    const fact_cue *of = cedu__fact_last_cue(x, k, l->field.start, l->field.end, G(field) | G(project_noun));
    bool site = of && ((of->groups & G(project_noun)) || cedu__eqz(cedu__fact_cue_value(x, of, FACT_I_field), "site"));
    bool named = placed || cedu__find(cedu__fact_text(x, it[0].start, it[n - 1].end), CEDU_STR("\xE2\x80\x9C"), 0) >= 0; /* “ */
    bool sites = n >= 2 && ((built == n && named) || (l->open && site && placed >= 2 && placed * 2 > n));
    for (size_t i = 0; sites && i < n; i++) cedu__fact_put_project(x, k, it[i], status);
    return sites;
}

static bool put(fx *x, const fact_clause *k, const list *l) {
    fact_span it[MAX_LIST];
    size_t n = items_of(x, l->items, it);
    if (n && put_projects(x, k, l, it, n) && !l->places) return true;
    if (!n || (n < 2 && !l->open && l->confidence < 0.8) || (!l->places && !things(x, k, it, n))) return false;
    cedu_str names[MAX_LIST];
    for (size_t i = 0; i < n; i++) {
        fact_span t = it[i];
        uint32_t a, b;
        if (cedu__fact_char(x, t.start, t.end, &a) == 0x201C && t.end - 3 > a &&
            cedu__fact_char(x, t.end - 3, t.end, &b) == 0x201D)
            t.start = a, t.end -= 3;
        names[i] = cedu__fact_text(x, t.start, t.end);
    }
    if (known(x, names, n)) return true;
    cedu_fact f = cedu__fact_new(CEDU_FACT_focus, "focus.list");
    f.confidence = l->confidence;
    fact_span of = cedu__fact_trim(x, l->field);
    if (of.end > of.start && cedu__fact_length(x, of) <= 16) f.subject = cedu__fact_text(x, of.start, of.end);
    cedu__fact_list(x, &f, CEDU_FIELD_list, names, n);
    cedu__fact_num(x, &f, CEDU_FIELD_open_ended, l->open);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, l->quote.start, l->quote.end));
    cedu__fact_text_settle(x, &f, k, l->items.start);
    if (k->mood & G(advise)) f.stance = CEDU_STANCE_advised;
    cedu__fact_emit(x, &f, l->quote, l->items);
    return true;
}

/* The quotation of a list in [from, end): with the words that lead to it and few that follow. */
static fact_span quote_of(const fx *x, const fact_clause *k, uint32_t floor, uint32_t from, uint32_t end) {
    fact_span q = {from, end};
    if (floor < k->start) floor = k->start;
    if (cedu__fact_length(x, (fact_span){floor, from}) <= MAX_LEAD) q.start = floor;
    else
        for (uint32_t c = k->c0; c < k->c1 && x->cues.p[c].start < from; c++)
            if (x->cues.p[c].start >= floor && (x->cues.p[c].groups & (G(task_lead) | G(task) | G(act) | G(focus))) &&
                cedu__fact_length(x, (fact_span){x->cues.p[c].start, from}) <= MAX_LEAD) {
                q.start = x->cues.p[c].start;
                break;
            }
    if (cedu__fact_length(x, (fact_span){end, k->end}) <= MAX_LEAD) q.end = k->end;
    return q;
}

/* Where the list that ends at `end` begins: behind the word that opens it. */
static uint32_t open_of(const fx *x, const fact_clause *k, uint32_t floor, uint32_t end) {
    uint32_t from = end, n;
    ptrdiff_t mark = cedu__find(cedu__fact_text(x, floor, end), CEDU_STR("\xE3\x80\x81"), 0); /* 、 */
    uint32_t first = mark < 0 ? end : floor + (uint32_t)mark; /* verbs behind it are inside items */
    while (from > floor) {
        uint32_t p = (uint32_t)cedu__u8_prev(x->text, from);
        uint32_t ch = cedu__fact_char(x, p, from, &n);
        uint32_t next = cedu__fact_char(x, from, end, &n);
        bool edge = from == end || next == 0x3001 || next == 0x548C; /* the end of an item: 基础设施建设、 */
        const fact_cue *q = edge ? NULL : cedu__fact_cue_ending(x, k, from);
        const cedu_mention *m = cedu__fact_mention_ending(x, k, from);
        if (m && (m->type == CEDU_MENTION_sector || m->type == CEDU_MENTION_indicator) && m->start >= floor) {
            from = m->start;
            continue;
        }
        if (ch == 0x5728 || ch == 0x5BF9 || ch == 0x4EE5 || ch == 0x4ECE || ch == 0x628A || ch == 0x7684 || ch == 0x4E8E)
            break;          /* 在 对 以 从 把 的 于 */
        if (ch == 0x4E0E) { /* 与: between items, or before the first */
            fact_span it[MAX_LIST];
            if (cedu__fact_items(x, (fact_span){from, end}, it, MAX_LIST) >= 2) break;
        }
        if (q && q->start <= first &&
            (q->groups & (G(focus) | G(task) | G(act) | G(have) | G(link) | G(plan) | G(be) | G(speech) | G(past))) &&
            !(q->groups & G(field)))
            break;
        from = p;
    }
    return from;
}

/* The field noun right behind 等: 等领域, 等重点应用领域; NULL = none near. */
static const fact_cue *field_after(const fx *x, const fact_clause *k, const fact_cue *etc) {
    if (etc->groups & G(field)) return etc;
    const fact_cue *f = NULL;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (q->start < etc->end || !(q->groups & G(field))) continue;
        if (f && cedu__fact_find_cue(x, k, f->end, q->start, G(have) | G(task))) break; /* 等领域[打造一批行业…] */
        if (cedu__fact_length(x, (fact_span){etc->end, q->start}) > 12) break;
        if (cedu__find(cedu__fact_text(x, etc->end, q->start), CEDU_STR("\xE7\x9A\x84"), 0) >= 0 && f) break; /* 的 */
        f = q;
        uint32_t n, c2 = cedu__fact_char(x, q->end, k->end, &n);
        if (c2 == 0x3001 || c2 == 0x548C) break; /* 等技术方向和… */
    }
    return f;
}

/* A、B等X */
static uint32_t read_open(fx *x, const fact_clause *k, uint32_t floor, const fact_cue *etc) {
    uint32_t from = open_of(x, k, floor, etc->start);
    const fact_cue *lead = cedu__fact_cue_ending(x, k, from), *field = field_after(x, k, etc);
    fact_span it[MAX_LIST];
    size_t n = items_of(x, (fact_span){from, etc->start}, it);
    bool led = lead && (lead->groups & G(focus));
    const fact_cue *drive = lead && (lead->groups & G(task)) ? lead : NULL;
    bool weak = field && cedu__eqz(cedu__fact_cue_value(x, field, FACT_I_field), "weak");
    if (drive && weak && cedu__eqz(cedu__fact_cue_value(x, drive, FACT_I_task), "drive"))
        return floor; /* 加快A等技术研发: a task */
    if (!n || (n < 2 && !(led && field)) || (!field && !led && !sectors_in(x, it, n))) return floor;
    uint32_t end = field ? field->end : etc->end;
    list l = {.items = {from, etc->start},
              .open = true,
              .quote = quote_of(x, k, floor, from, end),
              .field = {etc->end, end},
              .confidence = n < 2          ? 0.6
                            : led || field ? 0.8
                                           : 0.7};
    return put(x, k, &l) ? end : floor;
}

/* A、B、C[三大]方向: where the count begins that stands before `stop`; `stop` when none does. */
static uint32_t before_count(const fx *x, const fact_clause *k, uint32_t from, uint32_t stop) {
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].end <= stop && x->m.p[j].start > from) return x->m.p[j].start;
    return stop;
}

/* 聚焦A、B和C三大方向: no 等, but a focus word before and a field noun, or the clause's end, behind. */
static uint32_t read_closed(fx *x, const fact_clause *k, uint32_t floor, const fact_cue *lead) {
    uint32_t stop = 0, end = 0, n;
    const fact_cue *field = NULL;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *w = &x->cues.p[c];
        if (w->start < lead->end || !(w->groups & G(field))) continue;
        uint32_t next = cedu__fact_char(x, w->end, k->end, &n);
        if (next == 0x3001 || next == 0x548C || next == 0x4E0E) continue;
        field = w;
        break;
    }
    stop = field ? field->start : k->end;
    end = field ? field->end : k->end;
    if (field) stop = before_count(x, k, lead->end, stop);
    fact_span items = {lead->end, stop}, it[MAX_LIST];
    if (cedu__fact_char(x, items.start, items.end, &n) == 0x5728) items.start = n; /* 在 */
    size_t m = items_of(x, items, it);
    bool weak = field && cedu__eqz(cedu__fact_cue_value(x, field, FACT_I_field), "weak");
    size_t sectors = sectors_in(x, it, m);
    if (m < 2 || (!field && sectors < m) || (weak && !sectors)) return floor;
    list l = {.items = items, .quote = quote_of(x, k, floor, lead->start, end), .field = {stop, end}, .confidence = 0.8};
    return put(x, k, &l) ? end : floor;
}

/* 以A、B为核心 */
static uint32_t read_pivot(fx *x, const fact_clause *k, uint32_t floor) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (q->start < floor || !(q->groups & G(act)) || !cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_act), "pivot")) continue;
        uint32_t from = q->start, n;
        while (from > floor && cedu__fact_char_before(x, from) != 0x4EE5)
            from = (uint32_t)cedu__u8_prev(x->text, from);                                /* 以 */
        const fact_cue *of = from > floor ? cedu__fact_cue_ending(x, k, q->start) : NULL; /* A、B两大|场景|为主 */
        const uint32_t stop = of && (of->groups & G(field)) ? before_count(x, k, from, of->start) : q->start;
        fact_span it[MAX_LIST], listed = {from, of && stop < of->start ? stop : q->start};
        if (from <= floor || items_of(x, listed, it) < 2 || cedu__fact_find_cue(x, k, from, q->start, G(act) | G(be))) continue;
        uint32_t end = q->end;
        if (cedu__fact_char(x, end, k->end, &n) == 0x7684) { /* 为主的产业链 */
            const fact_cue *field = cedu__fact_find_cue(x, k, end, k->end, G(field) | G(negation) | G(project_noun));
            end = field && (field->groups & G(negation)) ? field->start : field ? field->end : k->end;
        }
        list l = {.items = listed, .quote = {(uint32_t)cedu__u8_prev(x->text, from), end}, .places = true, .confidence = 0.8};
        if (put(x, k, &l)) return end;
    }
    return floor;
}

/* 在A、B、C中 */
static uint32_t read_within(fx *x, const fact_clause *k, uint32_t floor) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (q->start < floor || !(q->groups & G(within))) continue;
        uint32_t from = q->start;
        while (from > floor && cedu__fact_char_before(x, from) != 0x5728)
            from = (uint32_t)cedu__u8_prev(x->text, from); /* 在 */
        fact_span it[MAX_LIST];
        if (from <= floor || items_of(x, (fact_span){from, q->start}, it) < 3) continue;
        list l = {.items = {from, q->start},
                  .quote = quote_of(x, k, floor, (uint32_t)cedu__u8_prev(x->text, from), q->end),
                  .confidence = 0.7};
        if (put(x, k, &l)) return q->end;
    }
    return floor;
}

/* 将A列为重点方向 */
static uint32_t read_named_as(fx *x, const fact_clause *k, uint32_t floor) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (q->start < floor || !(q->groups & G(act)) || !cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_act), "as")) continue;
        uint32_t from = q->start, c2 = 0;
        while (from > floor && (c2 = cedu__fact_char_before(x, from)) != 0x5C06 && c2 != 0x628A)
            from = (uint32_t)cedu__u8_prev(x->text, from); /* 将 把 */
        const fact_cue *field = cedu__fact_last_cue(x, k, q->end, k->end, G(field));
        if (from <= floor || !field || cedu__fact_length(x, (fact_span){from, q->start}) < 2) continue;
        list l = {.items = {from, q->start},
                  .quote = {(uint32_t)cedu__u8_prev(x->text, from), field->end},
                  .field = {q->end, field->end},
                  .confidence = 0.8};
        if (put(x, k, &l)) return field->end;
    }
    return floor;
}

void cedu__fact_read_focus(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        uint32_t floor = k->start;
        if (x->in->blocks[k->block].title || !(k->has & (G(etc) | G(focus) | G(act) | G(within)))) continue;
        for (uint32_t c = k->c0; (k->has & G(etc)) && c < k->c1; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (q->start >= floor && (q->groups & G(etc))) floor = read_open(x, k, floor, q);
        }
        uint32_t before = floor;
        for (uint32_t c = k->c0; (k->has & G(focus)) && c < k->c1 && floor == before; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (q->start >= floor && (q->groups & G(focus)) && !cedu__fact_find_cue(x, k, q->end, k->end, G(etc)))
                floor = read_closed(x, k, floor, q);
        }
        if (k->has & G(act)) floor = read_pivot(x, k, floor);
        if (k->has & G(within)) floor = read_within(x, k, floor);
        if (k->has & G(act)) (void)read_named_as(x, k, floor);
    }
}
