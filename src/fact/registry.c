/* registry.c - entries of registries: pilot zones won, reports published, the lines of an information box.
 *
 * A zone is entered where an approval and its noun stand behind a list of places (every place its own entry, places joined by a dash
 * share one), where as many places as are counted stand before it (甲、乙、丙3个先导区), and where the building of a zone named in full
 * goes on (推进国家…试验区建设: it exists). To strive for one is an aim (task.c), to propose it advice (speech.c).
 * To extend: zone nouns and approvals are the cue groups zone and approve; labels are the group infobox.
 */
#include "fact/text.h"

#define MAX_LINES 12 /* of an information box that are entered */

/* ------------------------------------------------------------------ zones */
static bool dashed(const fx *x, uint32_t a, uint32_t b) {
    for (uint32_t n; a < b; a = n) {
        uint32_t c = cedu__fact_char(x, a, b, &n);
        if (c == '-' || c == 0x2014 || c == 0x2013 || c == 0xFF0D) return true;
    }
    return false;
}

static bool lists(const fx *x, const fact_place *q) {
    return (q->role == ROLE_TOPIC || q->role == ROLE_INSIDE) && !cedu__eqz(cedu__image_entry(x->im, q->entry)->id, "CN");
}

/* Whether the place after p is written with it: 济南-青岛. */
static bool pair(const fx *x, const fact_clause *k, uint32_t p) {
    return p + 1 < k->p1 && x->places.p[p + 1].joined && dashed(x, x->places.p[p].end, x->places.p[p + 1].start);
}

/* Entries for the places of the clause before `stop`; `name` is what they share. Returns how many there are; puts them if told. */
static size_t entries(fx *x, const fact_clause *k, uint32_t from, uint32_t stop, cedu_str name, double batch, bool emit) {
    fact_region one = {0};
    uint32_t first = 0;
    size_t n = 0;
    bool together = cedu__fact_find_cue(x, k, from, stop, G(joint)) != NULL; /* 甲与乙共同创建 */
    for (uint32_t p = k->p0; p < k->p1; p++) {
        const fact_place *q = &x->places.p[p];
        if (q->start < from || q->end > stop || !lists(x, q)) continue;
        bool with = one.n && q->joined && (together || dashed(x, one.at.end, q->start));
        if (!with) one = (fact_region){.at = {q->start, q->end}}, first = q->start;
        if (one.n < FACT_MAX_REGIONS) one.entry[one.n++] = q->entry;
        one.at.end = q->end;
        if (pair(x, k, p) || (together && p + 1 < k->p1 && x->places.p[p + 1].joined)) continue;
        n++;
        if (!emit) continue;
        cedu_fact f = cedu__fact_new(CEDU_FACT_registry, "registry.zone");
        f.subject = name;
        cedu_str place = cedu__fact_text(x, first, q->end);
        cedu__fact_str(x, &f, CEDU_FIELD_name,
                       cedu__arena_strf(x->arena, "%.*s%.*s", (int)place.n, place.p, (int)name.n, name.p));
        if (batch > 0) cedu__fact_num(x, &f, CEDU_FIELD_batch, batch);
        fact_span quote = {k->start, k->end};
        f.confidence = 0.8;
        cedu__fact_settle(x, &f, k, &one, stop, quote);
        cedu__fact_emit(x, &f, quote, (fact_span){first, q->end});
    }
    return n;
}

/* The full name of a zone that is only called 先导区 here: of the entry made last. */
static cedu_str full_name(const fx *x, cedu_str written) {
    for (size_t i = x->out.n; i > 0; i--) {
        const cedu_fact *f = &x->out.p[i - 1];
        if (f->kind == CEDU_FACT_registry && cedu__ends(f->subject, written) && f->subject.n > written.n) return f->subject;
    }
    return written;
}

static const fact_cue *zone_of(const fx *x, const fact_clause *k) {
    for (uint32_t c = k->c0; c < k->c1; c++)
        if (x->cues.p[c].groups & G(zone)) return &x->cues.p[c];
    return NULL;
}

static void read_zones(fx *x, const fact_clause *k) {
    const fact_cue *zone = zone_of(x, k), *ok = cedu__fact_find_cue(x, k, k->start, k->end, G(approve));
    if (!zone || (k->mood & G(advise)) || cedu__fact_find_cue(x, k, k->start, k->end, G(advise))) return;
    for (uint32_t c = k->c0; c < k->c1; c++) /* 申报…试验区: wished for, not won */
        if (cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[c], FACT_I_approve), "seek")) return;
    const cedu_mention *ordinal = NULL, *count = cedu__fact_mention_ending(x, k, zone->start);
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_ordinal && x->m.p[i].has_value) ordinal = &x->m.p[i];
    if (count && count->type == CEDU_MENTION_quantity && count->has_value && count->value >= 2 &&
        entries(x, k, k->start, count->start, (cedu_str){0}, 0, false) == (size_t)(count->value + 0.5)) {
        cedu_str name = full_name(x, cedu__fact_text(x, zone->start, zone->end));
        (void)entries(x, k, k->start, count->start, name, 0, true);
        return;
    }
    uint32_t last = 0, n;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].end <= zone->start && (x->places.p[p].role == ROLE_TOPIC || x->places.p[p].role == ROLE_INSIDE))
            last = x->places.p[p].end;
    if (!ok || !last) return;
    fact_span np = {last, zone->end};
    while (np.start < np.end &&
           (cedu__fact_char(x, np.start, np.end, &n) == 0x7684 || cedu__fact_char(x, np.start, np.end, &n) == 0xFF09 ||
            cedu__fact_char(x, np.start, np.end, &n) == ')'))
        np.start = n;
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, np.start)) && q->end < np.end &&
                            (q->groups & (G(have) | G(approve) | G(link) | G(joint) | G(task)));)
        np.start = q->end;
    const fact_cue *batch = ordinal ? cedu__fact_cue_at(x, k, ordinal->end) : NULL;
    (void)entries(x, k, k->start, zone->start, cedu__fact_text(x, np.start, np.end),
                  batch && (batch->groups & G(batch)) ? ordinal->value : 0, true);
}

/* The zones named in full that `s` lists, and nothing else; 0 otherwise. */
size_t cedu__fact_zones(const fx *x, const fact_clause *k, fact_span s, fact_span *it, size_t max) {
    cedu_str nation = cedu__fact_word(x->words, FACT_WORD_nation);
    size_t n = cedu__fact_items(x, s, it, max);
    for (size_t i = 0; i < n; i++)
        if (!cedu__starts(cedu__fact_text(x, it[i].start, it[i].end), nation) ||
            !cedu__fact_find_cue(x, k, it[i].start, it[i].end, G(zone)))
            return 0;
    return n;
}

/* 加快推进国家…试验区（四川）和国家…先导区建设: zones that exist. */
static void read_built(fx *x, const fact_clause *k) {
    const cedu_str build = cedu__fact_word(x->words, FACT_WORD_build);
    const fact_cue *drive = NULL;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        cedu_str v = cedu__fact_cue_value(x, q, FACT_I_task);
        if ((q->groups & G(task)) && (cedu__eqz(v, "drive") || cedu__eqz(v, "start"))) drive = q;
        else if (drive && q->start > drive->end) break;
    }
    if (!drive || !cedu__ends(cedu__fact_text(x, drive->end, k->end), build)) return;
    fact_span it[8];
    size_t n = cedu__fact_zones(x, k, (fact_span){drive->end, k->end - (uint32_t)build.n}, it, 8);
    for (size_t i = 0; i < n; i++) {
        cedu_fact f = cedu__fact_new(CEDU_FACT_registry, "registry.built");
        const fact_cue *zone = cedu__fact_last_cue(x, k, it[i].start, it[i].end, G(zone));
        f.subject = cedu__fact_text(x, it[i].start, zone->end);
        cedu__fact_str(x, &f, CEDU_FIELD_name, cedu__fact_text(x, it[i].start, it[i].end));
        fact_region own = k->region;
        for (uint32_t p = k->p0; p < k->p1; p++) /* （四川） */
            if (x->places.p[p].start >= it[i].start && x->places.p[p].end <= it[i].end)
                own = (fact_region){.entry = {x->places.p[p].entry}, .n = 1, .at = {x->places.p[p].start, x->places.p[p].end}};
        f.confidence = 0.7;
        cedu__fact_settle(x, &f, k, &own, k->end, it[i]);
        cedu__fact_emit(x, &f, (fact_span){k->start, k->end}, it[i]);
    }
}

/* ------------------------------------------------------------------ reports */
/* 某院发布的《…报告》显示: what is cited is entered with its title, once a page. */
static void read_report(fx *x, const fact_clause *k) {
    for (uint32_t j = k->m0; j < k->m1; j++) {
        const cedu_mention *m = &x->m.p[j], *org = NULL;
        if (m->type != CEDU_MENTION_title || cedu__fact_length(x, (fact_span){m->start, m->end}) < 8) continue;
        const fact_cue *show = cedu__fact_cue_at(x, k, m->end),
                       *issue = cedu__fact_last_cue(x, k, k->start, m->start, G(publish));
        if (!(show && (show->groups & G(show))) && !issue) continue;
        cedu_str title = m->name.n ? m->name : cedu__fact_text(x, m->start, m->end);
        bool again = false;
        for (size_t i = 0; i < x->out.n && !again; i++)
            again = x->out.p[i].kind == CEDU_FACT_registry && cedu__eq(x->out.p[i].subject, title);
        if (again) continue;
        cedu_fact f = cedu__fact_new(CEDU_FACT_registry, "registry.report");
        for (uint32_t i = k->m0; i < j; i++)
            if (x->m.p[i].type == CEDU_MENTION_organisation) org = &x->m.p[i];
        f.subject = title;
        cedu__fact_str(x, &f, CEDU_FIELD_title, title);
        if (org) cedu__fact_str(x, &f, CEDU_FIELD_issuer, org->name.n ? org->name : cedu__fact_text(x, org->start, org->end));
        f.confidence = 0.75;
        fact_span quote = {k->start, m->end};
        cedu__fact_settle(x, &f, k, &k->region, m->start, quote);
        cedu__fact_emit(x, &f, quote, (fact_span){m->start, m->end});
    }
}

void cedu__fact_read_registry(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_zones(x, k);
        read_built(x, k);
        read_report(x, k);
    }
}

/* ------------------------------------------------------------------ information boxes */
void cedu__fact_read_box(fx *x) {
    static const char *const kept[] = {"published", "signed", "effective", "expires", "issuer", "number", "unit"};
    size_t lines = 0;
    for (size_t i = 0; i < x->clauses.n && lines < MAX_LINES; i++) {
        const fact_clause *k = &x->clauses.p[i];
        const cedu_fact_block *b = &x->in->blocks[k->block];
        if (k->start != b->start || b->end - b->start > 240 || b->row) continue;
        const fact_cue *q = cedu__fact_find_cue(x, k, k->start, k->end, G(infobox));
        if (!q || q->start > k->start + 6) continue; /* behind a bullet */
        uint32_t n, c = cedu__fact_char(x, q->end, b->end, &n);
        cedu_str what = cedu__fact_cue_value(x, q, FACT_I_infobox);
        bool keep = c == 0xFF1A || c == ':';
        for (uint32_t j = k->m0; j < k->m1 && !keep; j++) /* the colon got lost: 发布单位某市… */
            if (x->m.p[j].start == q->end &&
                (x->m.p[j].type == CEDU_MENTION_organisation || x->m.p[j].type == CEDU_MENTION_time))
                keep = true, n = q->end;
        for (size_t j = 0; j <= CEDU_COUNT(kept) && keep; j++) {
            if (j == CEDU_COUNT(kept)) keep = false;
            else if (cedu__eqz(what, kept[j])) break;
        }
        fact_span value = cedu__fact_trim(x, (fact_span){n, b->end});
        if (!keep || value.end <= value.start) continue;
        for (uint32_t at = value.start; keep && at < value.end; at = n) /* one label a line, or the line is no box */
            keep = (c = cedu__fact_char(x, at, value.end, &n)) != 0x3002 && c != '\t' && c != 0xFF1A && c != ':' && c != ';' &&
                   c != 0xFF1B;
        if (!keep) continue;
        cedu_fact f = cedu__fact_new(CEDU_FACT_registry, "registry.box");
        f.subject = cedu__fact_text(x, q->start, q->end);
        cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, value.start, value.end));
        cedu__fact_region(x, &f, &x->doc_region, (fact_span){b->start, b->end});
        for (uint32_t j = k->m0; j < x->m.n && x->m.p[j].start < b->end; j++)
            if (x->m.p[j].type == CEDU_MENTION_time && x->m.p[j].when.start.year) {
                f.period = cedu__fact_when(x, &x->m.p[j].when);
                f.period_basis = CEDU_STR("explicit");
                break;
            }
        f.confidence = x->relevant && !x->noisy ? 0.8 : 0.3;
        cedu__fact_emit(x, &f, (fact_span){b->start, b->end}, value);
        lines++;
    }
}
