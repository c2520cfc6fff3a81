/* api.c - cedu.h over the rooms: looking at a page, JSON. Names of the enumerations are in base/names.c. Reading itself is in engine.c. */
#include <stdlib.h>

#include "engine.h"
#include "report/report.h"

const cedu_document *cedu_page_document(const cedu_page *p) { return &p->doc; }
cedu_str cedu_page_clean(const cedu_page *p) { return p->clean.text; }
size_t cedu_page_fact_count(const cedu_page *p) { return p->facts.n; }
const cedu_fact *cedu_page_fact(const cedu_page *p, size_t i) { return i < p->facts.n ? &p->facts.p[i] : NULL; }

size_t cedu_page_mention_count(const cedu_page *p) { return p->mentions.n; }

bool cedu_page_mention(const cedu_page *p, size_t i, cedu_mention_info *out) {
    if (i >= p->mentions.n) return false;
    const cedu_image *im = p->worker->engine->image;
    const cedu_mention *m = &p->mentions.p[i];
    const cedu_entry *e = cedu__image_entry(im, m->entry);
    bool unit = e && e->cls == CEDU_CLASS_unit;
    cedu_str base = unit ? cedu__image_attr(im, m->entry, CEDU_ATTR_base) : (cedu_str){0};
    *out = (cedu_mention_info){.type = cedu__mention_name(m->type),
                               .text = cedu__sub(p->clean.text, m->start, m->end),
                               .name = m->name.n    ? m->name
                                       : e && !unit ? e->name
                                                    : (cedu_str){0},
                               .id = e && !unit ? e->id : (cedu_str){0},
                               .modifier = m->modifier,
                               .refused = m->refused,
                               .has_value = m->has_value,
                               .has_max = m->has_max,
                               .value = m->value,
                               .value_max = m->value_max,
                               .unit = base.n ? base
                                       : unit ? e->name
                                              : (cedu_str){0},
                               .timex = m->timex};
    cedu__engine_locate(p, m->start, m->end, &out->place);
    return true;
}

cedu_str cedu_page_quote(const cedu_page *p, uint32_t start, uint32_t end) {
    if (end > p->text.cps) end = p->text.cps;
    if (start > end) start = end;
    return cedu__sub(p->text.s, cedu__text_u8(&p->text, start), cedu__text_u8(&p->text, end));
}

/* ------------------------------------------------------------------ repair alone */
struct cedu_repair {
    cedu_arena arena;
    cedu_clean clean;
};

cedu_status cedu_repair_text(cedu_str text, unsigned only, cedu_repair **out, cedu_error *err) {
    *out = NULL;
    if (text.n > CEDU_MAX_TEXT)
        return cedu__fail(err, CEDU_TOO_LARGE, "文本超过 %u 字节", "the text is longer than %u bytes", CEDU_MAX_TEXT);
    if (cedu__u8_valid(text.p, text.n) != text.n)
        return cedu__fail(err, CEDU_BAD_INPUT, "文本不是有效的 UTF-8，请先解码",
                          "the text is not valid UTF-8; decode it first");
    cedu_repair *r = cedu__malloc(sizeof *r);
    if (!r) return cedu__fail_nomem(err);
    *r = (cedu_repair){0};
    cedu__arena_init(&r->arena, CEDU_MAX_PAGE_MEMORY);
    cedu_status s = cedu__repair_run(text, only, &r->arena, &r->clean, err);
    if (s != CEDU_OK) return cedu_repair_free(r), s;
    *out = r;
    return CEDU_OK;
}

void cedu_repair_free(cedu_repair *r) {
    if (!r) return;
    cedu__arena_release(&r->arena);
    free(r);
}

cedu_str cedu_repair_clean(const cedu_repair *r) { return r->clean.text; }
const cedu_edit *cedu_repair_edits(const cedu_repair *r, size_t *n) { return *n = r->clean.edit_count, r->clean.edits; }
const cedu_mark *cedu_repair_marks(const cedu_repair *r, size_t *n) { return *n = r->clean.mark_count, r->clean.marks; }
uint32_t cedu_repair_count(const cedu_repair *r, cedu_repair_class c) {
    return (unsigned)c < CEDU_REPAIR_COUNT ? r->clean.counts[c] : 0;
}
void cedu_repair_source(const cedu_repair *r, uint32_t start, uint32_t end, uint32_t *src_start, uint32_t *src_end) {
    cedu__map_range(&r->clean.map, start, end, src_start, src_end);
}
const char *cedu_repair_name(cedu_repair_class c) { return cedu__repair_name(c); }
unsigned cedu_repair_mask(const char *name) { return cedu__repair_mask(cedu__str(name)); }

/* ------------------------------------------------------------------ JSON */
static cedu_str quote_of(const void *ctx, const cedu_place *place, bool clean) {
    const cedu_page *p = ctx;
    return clean ? cedu__sub(p->clean.text, place->clean_start, place->clean_end)
                 : cedu_page_quote(p, place->start, place->end);
}

static cedu_status hand_over(cedu_buf *b, char **out, size_t *n, cedu_error *err) {
    if (b->failed) {
        cedu__buf_release(b);
        return cedu__fail_nomem(err);
    }
    *out = b->p;
    *n = b->n;
    return CEDU_OK;
}

cedu_status cedu_page_json_read(const cedu_page *p, char **out, size_t *n, cedu_error *err) {
    cedu_buf b = {0};
    cedu__report_read_json(&p->doc, &b);
    return hand_over(&b, out, n, err);
}

cedu_status cedu_page_json_facts(const cedu_page *p, char **out, size_t *n, cedu_error *err) {
    cedu_buf b = {0};
    cedu__report_document_json(&p->doc, &b);
    cedu_place_map map = {.map = p->doc.places, .text = {(const char *)p->bytes, p->n}};
    for (size_t i = 0; i < p->facts.n; i++) {
        const cedu_fact *f = &p->facts.p[i];
        cedu_span where = {0};
        if (map.map.n) where = cedu__where_span(&map, f->place.byte_start, f->place.byte_end);
        cedu__report_fact_json(f, p->doc.sha256, quote_of, p, &where, &b);
    }
    return hand_over(&b, out, n, err);
}

cedu_status cedu_page_json_details(const cedu_page *p, char **out, size_t *n, cedu_error *err) {
    cedu_buf b = {0};
    cedu__report_document_json(&p->doc, &b);
    for (size_t i = 0; i < p->facts.n; i++) cedu__report_fact_details_json(&p->facts.p[i], quote_of, p, &b);
    return hand_over(&b, out, n, err);
}

cedu_status cedu_page_json_mentions(const cedu_page *p, char **out, size_t *n, cedu_error *err) {
    cedu_buf b = {0};
    cedu_json j = {.out = &b};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "pred");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < p->mentions.n; i++) {
        const cedu_mention *m = &p->mentions.p[i];
        cedu_place at;
        if (m->type > CEDU_MENTION_sector || m->refused) continue; /* CONTRACT names the others */
        cedu__engine_locate(p, m->start, m->end, &at);
        const struct {
            const char *key;
            uint32_t v;
        } places[] = {{"start", at.start}, {"end", at.end}, {"byte_start", at.byte_start}, {"byte_end", at.byte_end}};
        cedu__json_open(&j, '{');
        for (size_t k = 0; k < CEDU_COUNT(places); k++) cedu__json_key(&j, places[k].key), cedu__json_int(&j, places[k].v);
        cedu__json_key(&j, "type");
        cedu__json_str(&j, cedu__str(cedu__mention_name(m->type)));
        cedu__json_key(&j, "value");
        cedu__mention_json_value(p->worker->engine->image, m, &b);
        j.comma = true;
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
    return hand_over(&b, out, n, err);
}

void cedu_json_free(char *s) { free(s); }
