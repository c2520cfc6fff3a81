/* pattern.c - the packs' own wordings of facts (class pattern; the language: pack/pattern.h), matched against a sentence.
 *
 * A pattern is tried only in sentences that hold a word of its anchor (clause.c notes them while it lays the cues) and whatever else it
 * cannot do without. The search is
 * leftmost, gaps and text as short as possible; what failed once at a place is not tried there again, so a sentence costs at
 * most its length times the pattern's elements times the longest text. Captures become fields; region, period, source and stance are
 * inherited from the clause when they are not captured. A number that a pattern captured is read by no other reader.
 */
#include <stdlib.h>

#include "fact/reading.h"
#include "pack/pattern.h"

#define MAX_SENTENCE 6000 /* bytes: no sentence of policy prose is longer; longer ones are not searched */
#define MAX_PATTERNS 16   /* different patterns tried in one sentence */
#define REACH        400  /* bytes that a word, a mention or a cue before the anchor may be long */

typedef struct fact_pattern { /* a pattern of the packs, and what a sentence must hold for it */
    cedu_pattern p;
    fact_groups groups;
    uint32_t types; /* bits of cedu_mention_type */
    uint32_t reach; /* bytes: how far before its anchor it can begin */
} parsed_pattern;

typedef struct search {
    const fx *x;
    const fact_sentence *s;
    const cedu_pattern *p;
    uint8_t *dead;                                /* bits: element i fails at byte b: bit (b - start) * n + i */
    uint32_t at[CEDU_PATTERN_ELEMENTS + 1];       /* where each element begins */
    const cedu_mention *m[CEDU_PATTERN_ELEMENTS]; /* what a mention element matched */
    uint32_t depth;                               /* elements matched at most: for `cedu pack explain` */
} search;

static bool same_type(cedu_mention_type t, cedu_str name) { return cedu__eqz(name, cedu__mention_name(t)); }

/* What stands behind the colon of <type:…>: the unit's name, the region's level, or the entry's id or name. */
static bool is_only(const fx *x, const cedu_mention *m, cedu_str only) {
    if (!only.n) return true;
    const cedu_entry *e = cedu__image_entry(x->im, m->entry);
    return e && (cedu__eq(e->name, only) || cedu__eq(e->id, only) ||
                 cedu__eq(cedu__image_attr(x->im, m->entry, CEDU_ATTR_level), only) ||
                 cedu__eq(cedu__image_attr(x->im, m->entry, CEDU_ATTR_base), only));
}

static size_t first_mention(const fx *x, uint32_t at) {
    size_t lo = 0, hi = x->m.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->m.p[mid].start < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static const fact_clause *clause_at(const fx *x, const fact_sentence *s, uint32_t at) {
    for (uint32_t k = s->k0; k < s->k1; k++)
        if (at < x->clauses.p[k].end || k + 1 == s->k1) return &x->clauses.p[k];
    return &x->clauses.p[s->k0];
}

static bool at_edge(const fx *x, const fact_sentence *s, uint32_t at, bool start) {
    for (uint32_t k = s->k0; k < s->k1; k++) {
        fact_span c = cedu__fact_trim(x, (fact_span){x->clauses.p[k].start, x->clauses.p[k].end});
        if (at == (start ? c.start : c.end) || (!start && at == x->clauses.p[k].end)) return true;
    }
    return false;
}

static bool is_mark(uint32_t c) {
    return c == 0xFF0C || c == 0x3002 || c == 0xFF1A || c == 0xFF1B || c == ';' || c == ',' || c == 0xFF01 || c == 0xFF1F;
}

static bool match(search *q, uint32_t i, uint32_t at);

static bool match_text(search *q, uint32_t i, uint32_t at, const cedu_pattern_element *e) {
    for (uint32_t n = 0; n <= e->max; n++) {
        if (n >= e->min && match(q, i + 1, at)) return true;
        size_t len;
        if (at >= q->s->end || is_mark(cedu__plain_sign(cedu__u8_at(q->x->text, at, &len)))) return false;
        at += (uint32_t)len;
    }
    return false;
}

static bool match_words(search *q, uint32_t i, uint32_t at, cedu_str words) {
    cedu_str rest = cedu__sub(q->x->text, at, q->s->end), w;
    for (size_t k = 0; cedu__pattern_word(words, &k, &w);)
        if (cedu__starts(rest, w) && match(q, i + 1, at + (uint32_t)w.n)) return true;
    return false;
}

static bool match_element(search *q, uint32_t i, uint32_t at) {
    const cedu_pattern_element *e = &q->p->e[i];
    const fx *x = q->x;
    switch (e->what) {
    case CEDU_PATTERN_word: return match_words(q, i, at, e->word);
    case CEDU_PATTERN_text: return match_text(q, i, at, e);
    case CEDU_PATTERN_start:
    case CEDU_PATTERN_end: return at_edge(x, q->s, at, e->what == CEDU_PATTERN_start) && match(q, i + 1, at);
    case CEDU_PATTERN_cue: {
        const fact_cue *c = cedu__fact_cue_at(x, clause_at(x, q->s, at), at);
        int g = c ? cedu__fact_group(e->word) : -1;
        return g >= 0 && (c->groups >> g & 1u) &&
               (!e->only.n || cedu__eq(cedu__fact_cue_value(x, c, (enum fact_group_index)g), e->only)) &&
               match(q, i + 1, c->end);
    }
    case CEDU_PATTERN_mention:
        for (size_t k = first_mention(x, at); k < x->m.n && x->m.p[k].start == at; k++) {
            const cedu_mention *m = &x->m.p[k];
            if (m->end > q->s->end || m->refused || !same_type(m->type, e->word) || !is_only(x, m, e->only)) continue;
            q->m[i] = m;
            if (match(q, i + 1, m->end)) return true;
        }
        return false;
    }
    return false;
}

static bool match(search *q, uint32_t i, uint32_t at) {
    q->at[i] = at;
    if (i > q->depth) q->depth = i;
    if (i == q->p->n) return true;
    size_t bit = (size_t)(at - q->s->start) * q->p->n + i;
    if (q->dead[bit / 8] >> (bit % 8) & 1u) return false;
    q->m[i] = NULL;
    if (match_element(q, i, at)) return true;
    q->m[i] = NULL;
    q->at[i] = at;
    if (q->p->e[i].optional && match(q, i + 1, at)) return true;
    q->dead[bit / 8] |= (uint8_t)(1u << bit % 8);
    return false;
}

/* ------------------------------------------------------------------ what was captured becomes a fact */
static cedu_field_id field_named(cedu_str name) { /* CEDU_FIELD_COUNT = none */
    int k = 0;
    while (k < CEDU_FIELD_COUNT && !cedu__eqz(name, cedu_field_name((cedu_field_id)k))) k++;
    return (cedu_field_id)k;
}

static cedu_fact_kind kind_of(cedu_str name) {
    int k = 0;
    while (k < CEDU_FACT_KIND_COUNT && !cedu__eqz(name, cedu_fact_kind_name((cedu_fact_kind)k))) k++;
    return (cedu_fact_kind)k;
}

static cedu_stance stance_named(cedu_str name) {
    int k = 0;
    while (k < CEDU_STANCE_COUNT && !cedu__eqz(name, cedu_stance_name((cedu_stance)k))) k++;
    return (cedu_stance)k;
}

static fact_span capture_span(const search *q, const cedu_pattern_capture *c) {
    return cedu__fact_trim(q->x, (fact_span){q->at[c->first], q->at[c->last + 1]});
}

/* A captured mention says what it is; anything else is its own words. */
static cedu_str shown(fx *x, const search *q, const cedu_pattern_capture *c, fact_span s) {
    const cedu_mention *m = c->first == c->last ? q->m[c->first] : NULL;
    const cedu_entry *e = m ? cedu__image_entry(x->im, m->entry) : NULL;
    if (m && m->name.n) return m->name;
    return e && m->type != CEDU_MENTION_quantity ? e->name : cedu__fact_text(x, s.start, s.end);
}

static void take_value(fx *x, cedu_fact *f, const cedu_mention *m) {
    const cedu_entry *u = cedu__image_entry(x->im, m->entry);
    cedu_str base = cedu__image_attr(x->im, m->entry, CEDU_ATTR_base);
    f->has_value = true, f->value = m->value;
    f->has_max = m->has_max, f->value_max = m->value_max;
    f->unit = base.n ? base : u ? u->name : (cedu_str){0};
    f->as_written = cedu__fact_text(x, m->start, m->end);
    f->modifier = m->modifier;
}

static void take_field(fx *x, cedu_fact *f, const search *q, const cedu_pattern_capture *c, fact_span s) {
    cedu_field_id id = field_named(c->field);
    const cedu_mention *m = q->m[c->first];
    fact_span items[24];
    cedu_str names[24];
    size_t n = 0;
    if (id == CEDU_FIELD_COUNT) return;
    switch (cedu__field_type(id)) {
    case CEDU_FIELD_IS_STR: cedu__fact_str(x, f, id, shown(x, q, c, s)); return;
    case CEDU_FIELD_IS_BOOL: cedu__fact_num(x, f, id, 1); return;
    case CEDU_FIELD_IS_NUM:
        if (m && m->has_value) cedu__fact_num(x, f, id, m->value);
        return;
    case CEDU_FIELD_IS_STRS:
        n = cedu__fact_items(x, s, items, CEDU_COUNT(items));
        for (size_t i = 0; i < n; i++) names[i] = cedu__fact_text(x, items[i].start, items[i].end);
        cedu__fact_list(x, f, id, names, n);
    }
}

static bool is_text(cedu_field_id id) { return id != CEDU_FIELD_COUNT && cedu__field_type(id) == CEDU_FIELD_IS_STR; }

static void constants(fx *x, cedu_fact *f, cedu_str list) {
    cedu_str name, value;
    for (size_t at = 0; cedu__pattern_pair(list, &at, &name, &value);) {
        cedu_field_id id = field_named(name);
        if (cedu__eqz(name, "stance")) f->stance = stance_named(value);
        else if (cedu__eqz(name, "polarity")) f->denied = cedu__eqz(value, "-");
        else if (cedu__eqz(name, "subject")) f->subject = value;
        else if (is_text(id)) cedu__fact_str(x, f, id, value);
    }
}

static void put(fx *x, const search *q, int32_t entry) {
    const cedu_entry *e = cedu__image_entry(x->im, entry);
    cedu_str name = cedu__arena_strf(x->arena, "%.*s", (int)e->id.n, e->id.p);
    if (!name.p) return;
    fact_span all = cedu__fact_trim(x, (fact_span){q->at[0], q->at[q->p->n]});
    const fact_clause *first = clause_at(x, q->s, all.start), *last = clause_at(x, q->s, all.end ? all.end - 1 : 0);
    const fact_clause *k = clause_at(x, q->s, q->at[q->p->anchor]);
    cedu_fact f = cedu__fact_new(kind_of(cedu__image_attr(x->im, entry, CEDU_ATTR_kind)), name.p);
    f.confidence = e->factor < 1 ? e->factor : 0.8;
    fact_region own = {0};
    const cedu_mention *time = NULL;
    constants(x, &f, cedu__image_attr(x->im, entry, CEDU_ATTR_fields));
    for (uint8_t c = 0; c < q->p->captures; c++) {
        const cedu_pattern_capture *cap = &q->p->c[c];
        const cedu_mention *m = q->m[cap->first];
        fact_span s = capture_span(q, cap);
        if (s.end <= s.start) continue;
        for (size_t i = first_mention(x, s.start); i < x->m.n && x->m.p[i].start < s.end; i++)
            x->used[i] |= cedu__fact_is_number(x->m.p[i].type); /* what stands in a name counts nothing */
        if (cedu__eqz(cap->field, "region") && m && m->entry >= 0) own = (fact_region){.entry = {m->entry}, .n = 1, .at = s};
        else if (cedu__eqz(cap->field, "period") && m) time = m;
        else if (cedu__eqz(cap->field, "value") && m) take_value(x, &f, m);
        else if (cedu__eqz(cap->field, "source")) f.source = shown(x, q, cap, s);
        else if (cedu__eqz(cap->field, "subject")) {
            f.subject = shown(x, q, cap, s);
            if (m && m->type == CEDU_MENTION_indicator && m->entry >= 0) f.subject_id = cedu__image_entry(x->im, m->entry)->id;
        } else take_field(x, &f, q, cap, s);
    }
    bool named = f.kind == CEDU_FACT_event || f.kind == CEDU_FACT_registry || f.kind == CEDU_FACT_project;
    for (const cedu_field *d = f.fields; d && !f.subject.n; d = d->next) /* what has a name is about itself */
        if (d->id == CEDU_FIELD_name || d->id == CEDU_FIELD_title) f.subject = d->str;
    for (size_t i = x->out.n; named && f.subject.n && i > 0 && x->out.n - i < 200; i--) /* told again further down */
        if (x->out.p[i - 1].kind == f.kind && cedu__eq(x->out.p[i - 1].subject, f.subject)) return;
    if (!time) time = cedu__fact_own_time(x, k, k->start, k->end);
    if (f.stance == CEDU_STANCE_asserted) cedu__fact_stance(&f, cedu__fact_mood_at(x, k, q->at[q->p->anchor], time));
    if (!own.n && !cedu__fact_own_region(x, k, k->start, k->end, &own)) own = k->region;
    fact_span quote = {first->start, last->end};
    cedu__fact_region(x, &f, &own, quote);
    cedu__fact_period(x, &f, k, time);
    if (!f.source.n) cedu__fact_source(x, &f, k);
    if (k->foreign || x->noisy) f.confidence -= 0.6;
    if (f.confidence < 0.05) f.confidence = 0.05;
    cedu__fact_emit(x, &f, quote, all);
}

/* ------------------------------------------------------------------ the search */
static bool holds_word(cedu_str text, cedu_str words) {
    cedu_str w;
    for (size_t k = 0; cedu__pattern_word(words, &k, &w);)
        if (w.n && cedu__find(text, w, 0) >= 0) return true;
    return false;
}

static bool forbidden(const fx *x, const search *q, int32_t entry) {
    const fact_clause *first = clause_at(x, q->s, q->at[0]), *last = clause_at(x, q->s, q->at[q->p->n] - 1);
    return holds_word(cedu__fact_text(x, first->start, last->end), cedu__image_attr(x->im, entry, CEDU_ATTR_unless));
}

/* What a sentence holds: patterns that need something else are not tried. */
typedef struct stock {
    fact_groups groups;
    uint32_t types; /* bits of cedu_mention_type */
} stock;

static stock take_stock(const fx *x, const fact_sentence *s) {
    stock k = {0};
    k.groups = s->has;
    for (uint32_t m = x->clauses.p[s->k0].m0; m < x->clauses.p[s->k1 - 1].m1; m++) k.types |= 1u << x->m.p[m].type;
    return k;
}
_Static_assert(CEDU_MENTION_TYPE_COUNT <= 32, "types are bits of 32");

static bool possible(const fx *x, const fact_sentence *s, const parsed_pattern *p, const stock *k) {
    if ((p->groups & k->groups) != p->groups || (p->types & k->types) != p->types) return false;
    for (uint8_t i = 0; i < p->p.n; i++)
        if (p->p.e[i].what == CEDU_PATTERN_word && !p->p.e[i].optional && i != p->p.anchor &&
            !holds_word(cedu__sub(x->text, s->start, s->end), p->p.e[i].word))
            return false;
    return true;
}

/* All patterns of the image, by entry. One that does not parse was refused when the packs were read. */
static const void *make_patterns(const cedu_image *im, cedu_arena *a) {
    int32_t first, count;
    cedu__image_class(im, CEDU_CLASS_pattern, &first, &count);
    parsed_pattern *all = CEDU_NEW_N(a, parsed_pattern, (size_t)count + 1);
    for (int32_t k = 0; all && k < count; k++) {
        parsed_pattern *p = &all[k];
        cedu_pattern_fault fault;
        if (!cedu__pattern_parse(cedu__image_attr(im, first + k, CEDU_ATTR_pattern), &p->p, &fault)) continue;
        for (uint8_t i = 0; i < p->p.n; i++) {
            const cedu_pattern_element *e = &p->p.e[i];
            if (i < p->p.anchor) p->reach += e->what == CEDU_PATTERN_text ? e->max * 4u : REACH;
            if (e->optional) continue;
            if (e->what == CEDU_PATTERN_cue) p->groups |= (fact_groups)1 << cedu__fact_group(e->word);
            for (int t = 0; e->what == CEDU_PATTERN_mention && t < CEDU_MENTION_TYPE_COUNT; t++)
                if (same_type((cedu_mention_type)t, e->word)) p->types |= 1u << t;
        }
    }
    return all;
}

/* `first`, `last`: where the pattern's anchor stands in the sentence for the first and the last time. */
static void run(fx *x, const fact_sentence *s, int32_t entry, const parsed_pattern *p, uint32_t first, uint32_t last) {
    size_t bytes = (size_t)(s->end - s->start + 1) * p->p.n / 8 + 1;
    if (!x->dead) x->dead = CEDU_NEW_N(x->arena, uint8_t, (MAX_SENTENCE + 1) * CEDU_PATTERN_ELEMENTS / 8 + 1);
    if (!x->dead) return;
    memset(x->dead, 0, bytes);
    search q = {.x = x, .s = s, .p = &p->p, .dead = x->dead};
    uint32_t at = first > s->start + p->reach ? first - p->reach : s->start;
    while (at > s->start && ((unsigned char)x->text.p[at] & 0xC0) == 0x80) at--;
    while (at <= last) {
        if (match(&q, 0, at) && q.at[p->p.n] > at) {
            if (!forbidden(x, &q, entry)) put(x, &q, entry);
            at = q.at[p->p.n];
        } else at += (uint32_t)cedu__u8_len((unsigned char)x->text.p[at]);
    }
    (void)CEDU_PUSH(x->arena, &x->tries, ((cedu_pattern_try){entry, last, (uint8_t)q.depth, p->p.n}));
}

void cedu__fact_read_patterns(fx *x, const fact_sentence *s) {
    int32_t tried[MAX_PATTERNS];
    size_t n = 0;
    stock k = {0};
    while (x->trigger < x->triggers.n && x->triggers.p[x->trigger].at < s->start) x->trigger++;
    if (s->end - s->start > MAX_SENTENCE || x->trigger == x->triggers.n || x->triggers.p[x->trigger].at >= s->end) return;
    if (!x->patterns) x->patterns = cedu__image_table(x->im, make_patterns);
    if (!x->patterns) {
        x->arena->failed = true;
        return;
    }
    int32_t first, count;
    cedu__image_class(x->im, CEDU_CLASS_pattern, &first, &count);
    for (size_t i = x->trigger; i < x->triggers.n && x->triggers.p[i].at < s->end && n < MAX_PATTERNS; i++) {
        int32_t entry = x->triggers.p[i].entry;
        bool again = false;
        for (size_t j = 0; j < n; j++) again |= tried[j] == entry;
        if (again) continue;
        if (!n) k = take_stock(x, s);
        tried[n++] = entry;
        const parsed_pattern *p = &x->patterns[entry - first];
        if (!possible(x, s, p, &k)) continue;
        uint32_t last = x->triggers.p[i].at;
        for (size_t j = i; j < x->triggers.n && x->triggers.p[j].at < s->end; j++)
            if (x->triggers.p[j].entry == entry) last = x->triggers.p[j].at;
        run(x, s, entry, p, x->triggers.p[i].at, last);
    }
}

/* ------------------------------------------------------------------ what a pattern may name */
typedef struct fault {
    const char *zh, *en;
    cedu_str what;
} fault;

static bool known_type(cedu_str name) {
    for (int t = 0; t < CEDU_MENTION_TYPE_COUNT; t++)
        if (same_type((cedu_mention_type)t, name)) return true;
    return false;
}

static bool numeric_type(cedu_str name) {
    for (int t = 0; t < CEDU_MENTION_TYPE_COUNT; t++)
        if (cedu__fact_is_number((cedu_mention_type)t) && same_type((cedu_mention_type)t, name)) return true;
    return false;
}

static bool check_capture(const cedu_pattern *p, const cedu_pattern_capture *c, fault *f) {
    static const struct {
        const char *field, *type; /* NULL: a number; "": anything */
    } common[] = {{"region", "region"}, {"period", "time"}, {"value", NULL}, {"subject", ""}, {"source", ""}};
    const cedu_pattern_element *e = &p->e[c->first];
    bool one = c->first == c->last && e->what == CEDU_PATTERN_mention;
    f->what = c->field;
    for (size_t i = 0; i < CEDU_COUNT(common); i++) {
        if (!cedu__eqz(c->field, common[i].field)) continue;
        f->zh = "字段不能取自这种元素(region 取 <region>，period 取 <time>，value 取数)";
        f->en = "the field cannot be captured from this (region from <region>, period from <time>, value from a number)";
        if (!common[i].type) return one && numeric_type(e->word);
        return !*common[i].type || (one && cedu__eqz(e->word, common[i].type));
    }
    cedu_field_id id = field_named(c->field);
    bool number = id != CEDU_FIELD_COUNT && cedu__field_type(id) == CEDU_FIELD_IS_NUM;
    f->zh = number ? "这个字段是数，要取自数" : "没有这个字段";
    f->en = number ? "the field is a number: capture one" : "no such field";
    return number ? one && numeric_type(e->word) : id != CEDU_FIELD_COUNT;
}

static bool check_pairs(cedu_str list, fault *f) {
    cedu_str name, value;
    for (size_t at = 0; cedu__pattern_pair(list, &at, &name, &value);) {
        f->what = name;
        f->zh = "fields 应写作 字段=文字，用 ; 隔开(stance 用契约中的名称)";
        f->en = "fields are written field=text, `;` between (stance takes the contract's names)";
        bool ok = is_text(field_named(name)) || cedu__eqz(name, "subject") ||
                  (cedu__eqz(name, "polarity") && cedu__eqz(value, "-")) ||
                  (cedu__eqz(name, "stance") && stance_named(value) != CEDU_STANCE_COUNT);
        if (!ok || !value.n) return false;
    }
    return true;
}

static bool check_one(const cedu_image *im, int32_t entry, fault *f) {
    cedu_pattern p;
    cedu_pattern_fault syntax;
    cedu_str kind = cedu__image_attr(im, entry, CEDU_ATTR_kind);
    *f = (fault){"kind 不在二十类之中", "the kind is none of the twenty", kind};
    if (kind_of(kind) == CEDU_FACT_KIND_COUNT) return false;
    if (!cedu__pattern_parse(cedu__image_attr(im, entry, CEDU_ATTR_pattern), &p, &syntax)) return false;
    for (uint8_t i = 0; i < p.n; i++) {
        const cedu_pattern_element *e = &p.e[i];
        *f = (fault){"没有这种提及或提示词组", "no such mention type or group of cues", e->word};
        if (e->what == CEDU_PATTERN_mention && !known_type(e->word)) return false;
        if (e->what == CEDU_PATTERN_cue && cedu__fact_group(e->word) < 0) return false;
    }
    for (uint8_t i = 0; i < p.captures; i++)
        if (!check_capture(&p, &p.c[i], f)) return false;
    return check_pairs(cedu__image_attr(im, entry, CEDU_ATTR_fields), f);
}

cedu_status cedu__fact_check_patterns(const cedu_image *im, cedu_error *err) {
    int32_t first, count;
    cedu__image_class(im, CEDU_CLASS_pattern, &first, &count);
    for (int32_t i = first; i < first + count; i++) {
        fault f;
        if (check_one(im, i, &f)) continue;
        uint32_t line;
        cedu_str where = cedu__image_where(im, i, &line);
        return cedu__fail(err, CEDU_PACK, "%.*s:%u: %s%.0s：“%.*s”", "%.*s:%u: %.0s%s: '%.*s'", (int)where.n, where.p, line,
                          f.zh, f.en, (int)f.what.n, f.what.p ? f.what.p : "");
    }
    return CEDU_OK;
}
