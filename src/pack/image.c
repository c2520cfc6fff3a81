/* image.c - lays rows and trie out as one block of memory (layout.h).
 *
 * Everything is built in the arena of the compilation; at the end one block is allocated and the sections are copied into it,
 * so that the same packs give the same bytes.
 */
#include <stdlib.h>
#include <sys/mman.h>

#include "base/trace.h"
#include "pack/layout.h"
#include "pack_build.h" /* CEDU_PACK_BUILD: made by Meson from the sources of this room and of base */

/* ------------------------------------------------------------------ building */
typedef struct builder {
    cedu_arena *arena;
    const cedu_pack_rows *rows;
    cedu_error *err;
    header h;
    const void *data[SECTION_COUNT];
    cedu_buf pool;
    uint32_t *pool_slots, pool_cap; /* ref index + 1 of strings that are in the pool */
    CEDU_VEC(ref) pooled;
    uint32_t *order; /* entry -> row */
    record *records;
    uint32_t *id_slots, id_cap;
} builder;

/* The string in the pool, once. */
static ref put(builder *b, cedu_str s) {
    if (!s.p || b->pool.failed) return (ref){CEDU_REF_NONE, 0};
    uint64_t h = spread(cedu__hash(s));
    for (uint32_t r; (r = b->pool_slots[h & (b->pool_cap - 1)]) != 0; h++) {
        ref have = b->pooled.p[r - 1];
        if (have.n == s.n && memcmp(b->pool.p + have.at, s.p, s.n) == 0) return have;
    }
    ref new = {(uint32_t)b->pool.n, (uint32_t)s.n};
    cedu__buf_add(&b->pool, s.p, s.n);
    if (!CEDU_PUSH(b->arena, &b->pooled, new)) return new;
    b->pool_slots[h & (b->pool_cap - 1)] = (uint32_t)b->pooled.n;
    return new;
}

static uint32_t slots_for(size_t n) {
    uint32_t cap = 16;
    while (cap < n * 2) cap *= 2;
    return cap;
}

static const cedu_pack_row *row_of(const builder *b, size_t entry) { return &b->rows->rows.p[b->order[entry]]; }

static int32_t find_id(const builder *b, cedu_class cls, cedu_str id) {
    uint64_t h = spread(class_salt(cedu__hash(id), cls));
    for (uint32_t r; (r = b->id_slots[h & (b->id_cap - 1)]) != 0; h++)
        if (row_of(b, r - 1)->cls == cls && cedu__eq(row_of(b, r - 1)->id, id)) return (int32_t)r - 1;
    return -1;
}

const cedu_link cedu__pack_links[4] = {
    {CEDU_ATTR_parent, CEDU_CLASS_COUNT, false},
    {CEDU_ATTR_members, CEDU_CLASS_COUNT, true},
    {CEDU_ATTR_successor, CEDU_CLASS_COUNT, true},
    {CEDU_ATTR_region, CEDU_CLASS_region, false},
};

static cedu_status check_links(builder *b, const cedu_pack_row *row, const cedu_pack_cell *cell, int32_t *parent) {
    for (size_t k = 0; k < CEDU_COUNT(cedu__pack_links); k++) {
        if (cedu__pack_links[k].attr != cell->attr) continue;
        cedu_class cls = cedu__pack_links[k].cls == CEDU_CLASS_COUNT ? row->cls : cedu__pack_links[k].cls;
        cedu_str id = cell->s;
        for (size_t at = 0; cedu__pack_links[k].list ? cedu__pack_item(cell->s, &at, &id) : at == 0;
             at += !cedu__pack_links[k].list) {
            int32_t e = id.n ? find_id(b, cls, id) : -1;
            if (e < 0)
                return cedu__pack_bad(b->err, b->rows->files.p[row->file], row->line, cell->col,
                                      "%s“%.*s”不存在；请写一个 %s 类词条的 id",
                                      "%s '%.*s' does not exist; write the id of an entry of class %s",
                                      cedu__attr_name(cell->attr), cedu__pack_shown(id, 60), id.p, cedu__class_name(cls));
            if (cell->attr == CEDU_ATTR_parent) *parent = e;
        }
    }
    return CEDU_OK;
}

/* Refuses an entry that is its own ancestor. Colours: 0 not seen, 1 on the way up from here, 2 known to end. */
static cedu_status check_loops(builder *b, size_t n) {
    uint8_t *seen = CEDU_NEW_N(b->arena, uint8_t, n + 1);
    if (!seen) return cedu__fail_nomem(b->err);
    for (size_t i = 0; i < n; i++) {
        int32_t e = (int32_t)i;
        for (; e >= 0 && !seen[e]; e = b->records[e].parent) seen[e] = 1;
        if (e >= 0 && seen[e] == 1) {
            const cedu_pack_row *row = row_of(b, (size_t)e);
            return cedu__pack_bad(b->err, b->rows->files.p[row->file], row->line, 0, "“%.*s”经 parent 回到自身；请改正 parent",
                                  "'%.*s' is its own ancestor; correct parent", (int)(row->name.n < 60 ? row->name.n : 60),
                                  row->name.p);
        }
        for (e = (int32_t)i; e >= 0 && seen[e] == 1; e = b->records[e].parent) seen[e] = 2;
    }
    return CEDU_OK;
}

/* Entries sorted by class (stable), and the index of ids. */
static bool order_entries(builder *b, size_t n) {
    b->order = CEDU_NEW_N(b->arena, uint32_t, n + 1);
    b->records = CEDU_NEW_N(b->arena, record, n + 1);
    b->id_cap = slots_for(n);
    b->id_slots = CEDU_NEW_N(b->arena, uint32_t, b->id_cap);
    if (!b->order || !b->records || !b->id_slots) return false;
    uint32_t at[CEDU_CLASS_COUNT + 1] = {0};
    for (size_t r = 0; r < n; r++) at[b->rows->rows.p[r].cls + 1]++;
    for (int c = 0; c < CEDU_CLASS_COUNT; c++) at[c + 1] += at[c];
    memcpy(b->h.class_first, at, sizeof at);
    for (size_t r = 0; r < n; r++) b->order[at[b->rows->rows.p[r].cls]++] = (uint32_t)r;
    for (size_t e = 0; e < n; e++) {
        const cedu_pack_row *row = row_of(b, e);
        uint64_t h = spread(class_salt(cedu__hash(row->id), row->cls));
        while (b->id_slots[h & (b->id_cap - 1)]) h++;
        b->id_slots[h & (b->id_cap - 1)] = (uint32_t)e + 1;
    }
    return true;
}

static void set(builder *b, enum section s, const void *p, size_t n) { b->data[s] = p, b->h.section[s].n = n; }

_Static_assert(CEDU_CLASS_COUNT <= 16 && CEDU_MAX_ENTRIES - 1 <= CEDU_TRIE_ENTRY, "an output holds an entry and its class");

static cedu_status fill(builder *b) {
    size_t n = b->rows->rows.n, form_n = 0, cell_n = 0;
    for (size_t r = 0; r < n; r++) form_n += b->rows->rows.p[r].form_n, cell_n += b->rows->rows.p[r].cell_n;
    b->pool_cap = slots_for(3 * n + form_n + cell_n + b->rows->files.n);
    b->pool_slots = CEDU_NEW_N(b->arena, uint32_t, b->pool_cap);
    form *forms = CEDU_NEW_N(b->arena, form, form_n + 1);
    attr *attrs = CEDU_NEW_N(b->arena, attr, cell_n + 1);
    ref *files = CEDU_NEW_N(b->arena, ref, b->rows->files.n + 1);
    cedu_trie_key *keys = CEDU_NEW_N(b->arena, cedu_trie_key, form_n + 1);
    cedu_trie trie;
    if (!b->pool_slots || !forms || !attrs || !files || !keys || !order_entries(b, n)) return cedu__fail_nomem(b->err);
    size_t f = 0, c = 0, key_n = 0;
    for (size_t e = 0; e < n; e++) {
        const cedu_pack_row *row = row_of(b, e);
        record *rec = &b->records[e];
        *rec = (record){put(b, row->id),
                        put(b, row->name),
                        put(b, row->example),
                        (uint32_t)f,
                        row->form_n,
                        (uint32_t)c,
                        row->cell_n,
                        row->file,
                        row->line,
                        -1,
                        (uint8_t)row->cls,
                        row->weak,
                        0,
                        row->factor};
        for (uint32_t k = 0; k < row->cell_n; k++) {
            attrs[c++] = (attr){row->cells[k].attr, put(b, row->cells[k].s)};
            cedu_status s = check_links(b, row, &row->cells[k], &rec->parent);
            if (s != CEDU_OK) return s;
        }
        for (uint32_t k = 0; k < row->form_n; k++, f++) {
            uint32_t out = (uint32_t)e | (uint32_t)row->cls << CEDU_TRIE_CLASS | (row->forms[k].weak ? CEDU_TRIE_WEAK : 0);
            forms[f] = (form){put(b, row->forms[k].s), out};
            if (b->pool.failed) return cedu__fail_nomem(b->err);
            if (row->cls != CEDU_CLASS_page) keys[key_n++] = (cedu_trie_key){row->forms[k].s, out, (uint16_t)(1u << row->cls)};
        }
    }
    for (size_t i = 0; i < b->rows->files.n; i++) files[i] = put(b, b->rows->files.p[i]);
    cedu_status s = check_loops(b, n);
    if (s != CEDU_OK) return s;
    if (!cedu__trie_build(b->arena, keys, key_n, &trie) || b->arena->failed || b->pool.failed) return cedu__fail_nomem(b->err);
    set(b, SECTION_records, b->records, n);
    set(b, SECTION_forms, forms, form_n);
    set(b, SECTION_attrs, attrs, cell_n);
    set(b, SECTION_files, files, b->rows->files.n);
    set(b, SECTION_id_slots, b->id_slots, b->id_cap);
    set(b, SECTION_units, trie.units, trie.unit_n);
    set(b, SECTION_checks, trie.checks, trie.unit_n);
    set(b, SECTION_outs, trie.outs, trie.out_n);
    set(b, SECTION_codes, trie.codes, 0x10000);
    set(b, SECTION_wide, trie.wide, trie.wide_n);
    set(b, SECTION_start, trie.start, CEDU_TRIE_STARTS);
    set(b, SECTION_pairs, trie.pairs, CEDU_TRIE_PAIRS);
    set(b, SECTION_pool, b->pool.p, b->pool.n);
    return CEDU_OK;
}

const size_t cedu__image_element[SECTION_COUNT] = {
#define X(name, type) sizeof(type),
    SECTIONS(X)
#undef X
};

/* The only steps between a stored block and an image. */
void cedu__image_point(cedu_image *im, const header *block) {
    const char *p = (const char *)block;
    im->block = block;
#define X(name, type) im->name = (const type *)(const void *)(p + block->section[SECTION_##name].at);
    SECTIONS(X)
#undef X
    im->unit_n = (uint32_t)block->section[SECTION_units].n;
    im->wide_n = (uint32_t)block->section[SECTION_wide].n;
    im->entry_n = block->section[SECTION_records].n;
    im->id_slot_n = block->section[SECTION_id_slots].n;
}

bool cedu__image_view(cedu_image *im) {
    im->view = cedu__malloc((im->entry_n + 1) * sizeof *im->view);
    if (!im->view || !cedu__image_tables(im)) return cedu__image_unview(im), false;
    for (size_t e = 0; e < im->entry_n; e++) {
        const record *r = &im->records[e];
        im->view[e] = (cedu_entry){(cedu_class)r->cls, str(im, r->id), str(im, r->name), r->parent, r->factor, r->weak};
    }
    return true;
}

void cedu__image_unview(cedu_image *im) {
    cedu__image_tables_free(im);
    free(im->view);
    im->view = NULL;
}

cedu_status cedu__image_build(cedu_arena *a, const cedu_pack_rows *rows, cedu_image **out, cedu_error *err) {
    builder b = {.arena = a, .rows = rows, .err = err, .h = {.magic = CEDU_IMAGE_MAGIC, .order = CEDU_IMAGE_ORDER}};
    cedu_image *im = NULL;
    cedu_status s = fill(&b);
    if (s != CEDU_OK) goto done;
    b.h.head = sizeof(header);
    memcpy(b.h.build, CEDU_PACK_BUILD, sizeof CEDU_PACK_BUILD);
    memcpy(b.h.fingerprint, rows->fingerprint, sizeof rows->fingerprint);
    size_t bytes = (sizeof(header) + 63) & ~(size_t)63;
    for (int k = 0; k < SECTION_COUNT; k++) {
        b.h.section[k].at = bytes;
        bytes = (bytes + b.h.section[k].n * cedu__image_element[k] + 63) & ~(size_t)63;
    }
    b.h.bytes = bytes;
    im = cedu__malloc(sizeof *im);
    if (im) memset(im, 0, sizeof *im);
    header *block = im ? cedu__malloc(bytes) : NULL;
    if (!block) {
        s = cedu__fail_nomem(err);
        goto done;
    }
    memset(block, 0, bytes); /* the gaps: a stored block must be the same every time */
    *block = b.h;
    for (int k = 0; k < SECTION_COUNT; k++)
        if (b.h.section[k].n) memcpy((char *)block + b.h.section[k].at, b.data[k], b.h.section[k].n * cedu__image_element[k]);
    block->checksum = cedu__image_checksum(block);
    cedu__image_point(im, block);
    if (!cedu__image_view(im)) {
        s = cedu__fail_nomem(err);
        goto done;
    }
    *out = im;
    im = NULL;
    CEDU_TRACE(pack, "%zu entries, %u units, %zu bytes", (*out)->entry_n, (*out)->unit_n, bytes);
done:
    cedu__image_free(im);
    cedu__buf_release(&b.pool);
    return s;
}

cedu_status cedu__pack_compile(const char *const *dirs, size_t n, cedu_image **out, cedu_error *err) {
    cedu_arena arena;
    cedu_pack_rows rows;
    *out = NULL;
    cedu__arena_init(&arena, CEDU_MAX_SCRATCH);
    cedu_status s = cedu__pack_load(&arena, dirs, n, &rows, err);
    if (s == CEDU_OK) s = cedu__image_build(&arena, &rows, out, err);
    cedu__arena_release(&arena);
    return s;
}

void cedu__image_free(cedu_image *im) {
    if (!im) return;
    cedu__image_unview(im);
    if (im->mapped) munmap((void *)(uintptr_t)im->block, im->mapped);
    else free((void *)(uintptr_t)im->block);
    free(im);
}
