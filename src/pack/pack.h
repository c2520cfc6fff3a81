/* pack.h - packs (folders of text files) compiled to one immutable image that all threads share and files can keep.
 *
 * A pack is a folder: a file PACK (key<TAB>value lines: name, version, title, licence, requires) and lexicons, *.tsv.
 * A lexicon:   # comment lines;   #lexicon<TAB>CLASS;   a line of column names;   rows.
 * Columns every class has: `id` (unique within the class; made from the name when the column is absent), `name` (canonical,
 * shown to people), `forms` (other ways to write it, separated by `|`; the name is a form too unless the row's forms start with `!`;
 * a form after `~` is weak: it counts only where context speaks for it, like 京 or 朝阳; `\|` `\~` `\!` `\\` are the characters),
 * `example` (own sentence in which the entry must be recognised: run as a test by `cedu pack test`). Every other column is an
 * attribute and must be declared for the class in CEDU_PACK_CLASSES / CEDU_PACK_ATTRS below; an unknown one is an error with file and line.
 * In the classes cue and page, where one word serves in several groups, an id that is not given is made as `group:name`.
 * User packs come after the installed ones; a row with the same class and id replaces the earlier one. Within one pack an id
 * stands once. `weak`=1 makes all forms of a row weak. docs/packs.md tells the same to pack authors.
 *
 * To add a class or an attribute: one line in the tables below.
 */
#ifndef CEDU_PACK_H
#define CEDU_PACK_H

#include "base/base.h"

/* X(name, what it holds). One automaton holds the forms of all classes but `page`. */
/* clang-format off */
#define CEDU_PACK_CLASSES(X) \
    X(unit, "units and measure words, after a number") \
    X(modifier, "words before or after a number that bound it: 超 近 以上") \
    X(region, "divisions with GB/T 2260 codes, zones, clusters, groups of regions, 全国, 全球") \
    X(org, "organisations by name") \
    X(org_suffix, "what an organisation's name ends with: 局 委员会 有限公司 大学") \
    X(post, "posts of persons: 局长 副省长 委员 记者") \
    X(time_name, "names of periods: 十四五, 今年以来") \
    X(indicator, "what is measured: 人工智能企业数量") \
    X(head, "head nouns of indicators: 规模 数量 增加值") \
    X(sector, "sectors, technologies, fields") \
    X(doc_type, "types of policy documents: 规划 行动方案 若干措施") \
    X(cue, "words that steer the clause grammar, by group (attribute group)") \
    X(trap, "words that look like something else and are nothing: 真金白银 京东方") \
    X(pattern, "wording that states a fact: the pattern, the kind of fact, what is captured (pattern.h)") \
    X(page, "words of page furniture, by group (attribute group): navigation, copyright, related …")
/* clang-format on */

typedef enum cedu_class {
#define CEDU__X(name, what) CEDU_CLASS_##name,
    CEDU_PACK_CLASSES(CEDU__X)
#undef CEDU__X
        CEDU_CLASS_COUNT
} cedu_class;

/* X(name, type): type S = string, N = number */
#define CEDU_PACK_ATTRS(X)                                                                                                     \
    X(dimension, S) /* unit, indicator: money count percent points rank compute … */                                         \
    X(base, S)      /* unit: base unit's name (元, 家, %, FLOPS) */                                                          \
    X(factor, N)    /* unit: base units in one; time_name: first year */                                                       \
    X(currency, S)  /* unit: ISO 4217 */                                                                                       \
    X(side, S)      /* modifier: before, after, both */                                                                        \
    X(sign, S)      /* modifier: = > >= < <= ~ 余 */                                                                          \
    X(code, S)      /* region: GB/T 2260 */                                                                                    \
    X(level, S)     /* region: world country province prefecture county group cluster zone park; org: … */                   \
    X(parent, S)    /* region: id of the region it lies in; indicator: id of the wider one */                                  \
    X(members, S)   /* region: ids of a group's regions, `|` between */                                                        \
    X(from, S)      /* region: valid from, to (exclusive), ISO year; time_name: first and last year */                         \
    X(to, S)                                                                                                                   \
    X(successor, S)  /* region: ids, `|` between */                                                                            \
    X(region, S)     /* org: id of its region */                                                                               \
    X(group, S)      /* cue, page, post, time_name, trap: which group of words */                                              \
    X(value, S)      /* cue: what it says (stance planned, kind target, modifier …) */                                       \
    X(unit, S)       /* indicator: usual base unit */                                                                          \
    X(direction, S)  /* indicator: up = more is better, down, none */                                                          \
    X(head, S)       /* indicator: head noun */                                                                                \
    X(layer, S)      /* sector: foundation, technology, application */                                                         \
    X(pattern, S)    /* pattern: elements, see pattern.h */                                                                    \
    X(kind, S)       /* pattern: kind of fact */                                                                               \
    X(fields, S)     /* pattern: fields that are always the same, `name=value`, `;` between */                                 \
    X(unless, S)     /* pattern: words that must not stand in the clauses that match, `|` between */                           \
    X(expect, S)     /* pattern: what the example must give, like `fields` */                                                  \
    X(counter, S)    /* pattern: own sentence in which it must not be found */                                                 \
    X(confidence, N) /* pattern: 0…1 */                                                                                      \
    X(weak, N)       /* 1: a form that needs context (single characters, everyday words) */

typedef enum cedu_attr {
#define CEDU__X(name, type) CEDU_ATTR_##name,
    CEDU_PACK_ATTRS(CEDU__X)
#undef CEDU__X
        CEDU_ATTR_COUNT
} cedu_attr;

typedef struct cedu_image cedu_image; /* immutable; thread-safe */

/* An entry of the image. Index 0…cedu__image_entries()-1; -1 = none. */
typedef struct cedu_entry {
    cedu_class cls;
    cedu_str id, name;
    int32_t parent; /* entry of the same class, or -1 */
    double factor;  /* unit; a pattern's confidence. 1 unless given */
    bool weak;      /* the whole entry is weak; single weak forms: see cedu_hit */
} cedu_entry;

/* Loads and compiles pack folders in this order. Errors name file, line, column and what to write instead (CEDU_PACK). */
CEDU_MUST_USE cedu_status cedu__pack_compile(const char *const *dirs, size_t n, cedu_image **out, cedu_error *err);
void cedu__image_free(cedu_image *im);

/* The same, by way of a cache: `cache` is a folder (made when absent; NULL or "": none) in which compiled images lie under the
 * hash of the packs' contents. A cached image that is absent, damaged or of another build is made again and written; a folder that cannot be
 * written is no error. One path that is a file instead of folders: an image of cedu__image_save(), refused when it is damaged. */
CEDU_MUST_USE cedu_status cedu__pack_open(const char *const *dirs, size_t n, const char *cache, cedu_image **out,
                                          cedu_error *err);
/* Writes the image to a file, whole or not at all: CEDU_IO, CEDU_DISK_FULL. */
CEDU_MUST_USE cedu_status cedu__image_save(const cedu_image *im, const char *path, cedu_error *err);
/* Maps an image that was saved by the same build of cedu (read only, shared by processes); CEDU_PACK when it is not whole. The file
 * must not be written to while it is in use: replace it by rename, as cedu__image_save() does. */
CEDU_MUST_USE cedu_status cedu__image_load(const char *path, cedu_image **out, cedu_error *err);
const char *cedu__image_fingerprint(const cedu_image *im); /* 64 hex digits over the packs' contents, in order */
/* The fingerprint that compiling would give, without compiling: the files are read and hashed only. */
CEDU_MUST_USE cedu_status cedu__pack_fingerprint(const char *const *dirs, size_t n, char out[65], cedu_error *err);

size_t cedu__image_entries(const cedu_image *im);
const cedu_entry *cedu__image_entry(const cedu_image *im, int32_t i);         /* NULL for -1 */
cedu_str cedu__image_attr(const cedu_image *im, int32_t i, cedu_attr a);      /* absent: p == NULL */
int32_t cedu__image_by_id(const cedu_image *im, cedu_class cls, cedu_str id); /* -1 = none */
/* First entry of the class that has this form, compared after folding (see below); -1 = none, as always for class page. */
int32_t cedu__image_by_form(const cedu_image *im, cedu_class cls, cedu_str form);
/* Entries of a class are contiguous: [*first, *first + count). */
void cedu__image_class(const cedu_image *im, cedu_class cls, int32_t *first, int32_t *count);
/* Forms of an entry, for people and for tests; the name is the first of them unless the row excludes it. */
size_t cedu__image_form_count(const cedu_image *im, int32_t i);
cedu_str cedu__image_form(const cedu_image *im, int32_t i, size_t k);
bool cedu__image_form_weak(const cedu_image *im, int32_t i, size_t k);
cedu_str cedu__image_example(const cedu_image *im, int32_t i); /* absent: p == NULL */
/* Where the entry's row stands: "core/regions.tsv" and its line, for messages. */
cedu_str cedu__image_where(const cedu_image *im, int32_t i, uint32_t *line);
size_t cedu__image_bytes(const cedu_image *im); /* memory of the image */
const char *cedu__class_name(cedu_class cls);   /* "unit"; static storage */
const char *cedu__attr_name(cedu_attr a);       /* "dimension"; static storage */

/* The automaton: all forms that start at byte `at` of UTF-8 `s`, shortest first. Forms are compared after folding one character
 * to one: full-width ASCII to half-width, ASCII upper to lower case. Returns how many (at most max) were written.
 * `classes`: bit mask of 1u << CEDU_CLASS_x. O(length of the longest form); no allocation. */
typedef struct cedu_hit {
    uint32_t end;  /* byte after the form */
    int32_t entry; /* several entries of one form are given one after another, in entry order */
    bool weak;     /* this form of the entry needs context (the row's `weak`, or `~` before the form) */
    uint8_t cls;   /* the entry's cedu_class */
} cedu_hit;
size_t cedu__image_match(const cedu_image *im, uint32_t classes, cedu_str s, size_t at, cedu_hit *hits, size_t max);
/* Whether any form can start with this character: a filter before cedu__image_match. */
bool cedu__image_can_start(const cedu_image *im, uint32_t cp);
/* Whether any form may start with these two characters (`next` 0: the text ends): sharper, never wrongly false. Both may be given
 * folded or not. */
bool cedu__image_may_match(const cedu_image *im, uint32_t cp, uint32_t next);

/* A table that a room makes of an image once, for all pages and threads (the words of one class in the form in which they are searched).
 * `make` takes its memory from the arena it is given, looks at nothing but the image, asks for no other table, and returns NULL where
 * memory is short. The table lives as long as the image. At most CEDU_IMAGE_TABLES different ones. Thread-safe. NULL: no memory. */
typedef const void *cedu_table_maker(const cedu_image *im, cedu_arena *a);
const void *cedu__image_table(const cedu_image *im, cedu_table_maker *make);

/* What an author should look at although the packs compile: ambiguous, shadowed, doubled forms, missing examples. `warn` gets
 * "core/cues.tsv:12: …" in both languages, once a finding. Returns the status of compiling (warnings do not change it). */
typedef void cedu_pack_warn(void *ctx, const char *zh, const char *en);
CEDU_MUST_USE cedu_status cedu__pack_check(const char *const *dirs, size_t n, cedu_pack_warn *warn, void *ctx, cedu_error *err);

#endif
