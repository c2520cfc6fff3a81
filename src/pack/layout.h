/* layout.h - what an image looks like in memory and in a file: one block of sections. Shared by image.c, query.c and stored.c.
 *
 * The block starts with a header of section offsets; sections hold records and offsets, never pointers, so that a block can be
 * written to a file and mapped again as it is. `view` (outside the block) repeats the entries in the form that cedu_entry
 * promises, with pointers into the block.
 *
 * Invariants: entries are sorted by class, within a class in reading order; a string reference {CEDU_REF_NONE, 0} is an absent
 * string; the hash table of ids has a power of two slots, at least half of them empty, and holds index + 1.
 * To add a section: one line in SECTIONS, one in cedu__image_build(), and what must hold of it in stored.c.
 */
#ifndef CEDU_PACK_LAYOUT_H
#define CEDU_PACK_LAYOUT_H

#include "pack/build.h"

#define CEDU_IMAGE_MAGIC "cedupak"
#define CEDU_IMAGE_ORDER 0x01020304u

typedef struct ref {
    uint32_t at, n;
} ref;
#define CEDU_REF_NONE UINT32_MAX

typedef struct record {
    ref id, name, example;
    uint32_t form, form_n; /* into forms */
    uint32_t attr, attr_n; /* into attrs */
    uint32_t file, line;
    int32_t parent;
    uint8_t cls, weak;
    uint16_t unused;
    double factor;
} record;

typedef struct form {
    ref s;
    uint32_t entry; /* with CEDU_TRIE_WEAK */
} form;

typedef struct attr {
    uint32_t attr;
    ref s;
} attr;

/* X(name, element type) */
/* clang-format off */
#define SECTIONS(X) \
    X(records, record) X(forms, form) X(attrs, attr) X(files, ref) X(id_slots, uint32_t) \
    X(units, cedu_trie_unit) X(checks, int32_t) X(outs, uint32_t) X(codes, uint16_t) X(wide, cedu_trie_wide) X(start, uint32_t) X(pairs, uint32_t) \
    X(pool, char)
/* clang-format on */

enum section {
#define X(name, type) SECTION_##name,
    SECTIONS(X)
#undef X
        SECTION_COUNT
};

typedef struct header {
    char magic[8];            /* CEDU_IMAGE_MAGIC */
    uint32_t order, head;     /* CEDU_IMAGE_ORDER as this machine writes it; bytes of this header */
    uint64_t bytes, checksum; /* of the block; over everything after this field */
    char build[72];           /* CEDU_PACK_BUILD: hash of the sources that lay out and read images */
    char fingerprint[72];     /* of the packs' contents */
    uint32_t class_first[CEDU_CLASS_COUNT + 1];
    struct {
        uint64_t at, n; /* bytes from the start of the block; elements */
    } section[SECTION_COUNT];
} header;

struct cedu_image {
    /* What matching touches, first. */
    const cedu_trie_unit *units;
    const int32_t *checks;
    const uint16_t *codes;
    const uint32_t *outs, *start, *pairs;
    const cedu_trie_wide *wide;
    uint32_t unit_n, wide_n;
    const record *records;
    const form *forms;
    const attr *attrs;
    const ref *files;
    const uint32_t *id_slots;
    const char *pool;
    const header *block;
    size_t mapped; /* bytes of a mapped file; 0: the block is on the heap */
    cedu_entry *view;
    struct cedu_tables *tables; /* tables.c: what rooms have made of the image */
    size_t entry_n, id_slot_n;
};

static inline cedu_str str(const cedu_image *im, ref r) {
    return r.at == CEDU_REF_NONE ? (cedu_str){0} : (cedu_str){im->pool + r.at, r.n};
}

static inline uint64_t class_salt(uint64_t h, cedu_class cls) { return h + (uint64_t)cls * 0x9E3779B97F4A7C15u; }
static inline uint64_t spread(uint64_t h) { return h ^ h >> 32; }

/* Attributes that name other entries: of which class (COUNT = the row's own), and whether it is a list. */
typedef struct cedu_link {
    cedu_attr attr;
    cedu_class cls;
    bool list;
} cedu_link;
extern const cedu_link cedu__pack_links[4];

extern const size_t cedu__image_element[SECTION_COUNT];      /* bytes of one */
void cedu__image_point(cedu_image *im, const header *block); /* sets everything but `view` */
bool cedu__image_view(cedu_image *im);                       /* makes `view` and `tables`; false: no memory */
void cedu__image_unview(cedu_image *im);
bool cedu__image_tables(cedu_image *im); /* tables.c */
void cedu__image_tables_free(cedu_image *im);
uint64_t cedu__image_checksum(const header *block);

#endif
