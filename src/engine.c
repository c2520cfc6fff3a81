/* engine.c - THE TABLE OF CONTENTS: one page's journey, from bytes to facts, in a handful of calls.
 *
 *     bytes -> text -> article -> clean text -> mentions -> facts -> places in the bytes
 *
 * Each room takes the last one's result and hands on its own; nothing calls back. All memory of a page comes from the page's
 * arena. Offsets go the way back in cedu__engine_locate(): clean text -> article -> decoded text -> payload.
 */
#include "engine.h"

#include <dirent.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/trace.h"

#define ENGINE_VERSION CEDU_VERSION ".2" /* raise the last number when the same packs would give other facts */

/* ------------------------------------------------------------------ where the packs are */
/* The first of these that exists: $CEDU_PACKS, packs/ beside a build tree's binary, the installed folder. */
static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool packs_root(char out[4096]) {
    const char *env = getenv("CEDU_PACKS");
    if (env && *env) return snprintf(out, 4096, "%s", env) < 4096;
    char exe[3000];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        char *slash = strrchr(exe, '/');
        if (slash) *slash = '\0';
        static const char *const beside[] = {"%s/../../packs", "%s/../../../packs", "%s/../../../../packs",
                                             "%s/../share/cedu/packs"};
        for (size_t i = 0; i < CEDU_COUNT(beside); i++) {
            char path[4096], core[4200];
            snprintf(path, sizeof path, "%s/%s", exe, beside[i] + 3);
            snprintf(core, sizeof core, "%s/core/PACK", path);
            if (access(core, R_OK) == 0) return snprintf(out, 4096, "%s", path) < 4096;
        }
    }
    return snprintf(out, 4096, "%s", CEDU_DATADIR "/cedu/packs") < 4096 && is_folder(out);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

typedef CEDU_VEC(char *) folder_list;

/* Pack folders of a root: `core` first, the others by name. */
static void list_packs(const char *root, cedu_arena *a, folder_list *out) {
    DIR *d = opendir(root);
    if (!d) return;
    size_t from = out->n;
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        cedu_str path = cedu__arena_strf(a, "%s/%s", root, e->d_name);
        cedu_str head = cedu__arena_strf(a, "%s/%s/PACK", root, e->d_name);
        if (head.p && access(head.p, F_OK) == 0 && path.p) (void)CEDU_PUSH(a, out, (char *)path.p);
    }
    closedir(d);
    if (out->n == from) return;
    qsort(out->p + from, out->n - from, sizeof *out->p, by_name);
    for (size_t i = from; i < out->n; i++)
        if (cedu__ends(cedu__str(out->p[i]), CEDU_STR("/core"))) {
            char *core = out->p[i];
            memmove(out->p + from + 1, out->p + from, (i - from) * sizeof *out->p);
            out->p[from] = core;
        }
}

static void user_packs(cedu_arena *a, folder_list *out) {
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    cedu_str root = xdg && *xdg ? cedu__arena_strf(a, "%s/cedu/packs", xdg)
                    : home      ? cedu__arena_strf(a, "%s/.local/share/cedu/packs", home)
                                : (cedu_str){0};
    if (root.p) list_packs(root.p, a, out);
}

/* Where compiled packs are kept: $XDG_CACHE_HOME/cedu, else ~/.cache/cedu. Empty: nowhere. */
static cedu_str cache_folder(cedu_arena *a) {
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (xdg && *xdg == '/') return cedu__arena_strf(a, "%s/cedu", xdg);
    return home && *home == '/' ? cedu__arena_strf(a, "%s/.cache/cedu", home) : (cedu_str){0};
}

/* ------------------------------------------------------------------ engine and worker */
static cedu_status open_packs(const cedu_engine_options *opt, cedu_engine *e, cedu_error *err) {
    cedu_arena a;
    cedu__arena_init(&a, 16 << 20);
    folder_list dirs = {0};
    char root[4096];
    cedu_status s = CEDU_OK;
    if (opt && opt->packs) {
        for (size_t i = 0; opt->packs[i]; i++) (void)CEDU_PUSH(&a, &dirs, (char *)opt->packs[i]);
    } else if (packs_root(root)) {
        if (!is_folder(root)) (void)CEDU_PUSH(&a, &dirs, root); /* $CEDU_PACKS is a compiled image */
        else list_packs(root, &a, &dirs);
        if (is_folder(root) && (!opt || !opt->no_user_packs)) user_packs(&a, &dirs);
    }
    if (a.failed) s = cedu__fail_nomem(err);
    else if (dirs.n == 0)
        s = cedu__fail(err, CEDU_PACK, "找不到知识包：请设置 CEDU_PACKS 或用 --packs 指定目录",
                       "no packs found: set CEDU_PACKS or give --packs DIR");
    else
        s = cedu__pack_open((const char *const *)dirs.p, dirs.n, opt && opt->no_cache ? NULL : cache_folder(&a).p, &e->image,
                            err);
    cedu__arena_release(&a);
    return s;
}

cedu_status cedu_engine_new(const cedu_engine_options *opt, cedu_engine **out, cedu_error *err) {
    *out = NULL;
    if (sodium_init() < 0) return cedu__fail(err, CEDU_INTERNAL, "libsodium 初始化失败", "libsodium could not be initialised");
    cedu_engine *e = cedu__malloc(sizeof *e);
    if (!e) return cedu__fail_nomem(err);
    *e = (cedu_engine){0};
    cedu_status s = open_packs(opt, e, err);
    if (s == CEDU_OK) s = cedu__fact_check_patterns(e->image, err);
    if (s != CEDU_OK) return cedu_engine_free(e), s;
    char both[160];
    int n = snprintf(both, sizeof both, "%s %s", ENGINE_VERSION, cedu__image_fingerprint(e->image));
    cedu__sha256_hex(both, (size_t)n, e->fingerprint);
    *out = e;
    return CEDU_OK;
}

void cedu_engine_free(cedu_engine *e) {
    if (!e) return;
    cedu__image_free(e->image);
    free(e);
}

const char *cedu_engine_fingerprint(const cedu_engine *e) { return e->fingerprint; }

cedu_status cedu_worker_new(const cedu_engine *e, cedu_worker **out, cedu_error *err) {
    *out = cedu__malloc(sizeof **out);
    if (!*out) return cedu__fail_nomem(err);
    **out = (cedu_worker){.engine = e};
    return CEDU_OK;
}

void cedu_worker_free(cedu_worker *w) {
    if (!w) return;
    cedu__arena_block_free(atomic_load(&w->spare));
    free(w);
}

/* ------------------------------------------------------------------ offsets, the way back */
void cedu__engine_locate(const cedu_page *p, uint32_t clean_start, uint32_t clean_end, cedu_place *out) {
    uint32_t a, b, c, d;
    cedu__map_range(&p->clean.map, clean_start, clean_end, &a, &b); /* clean -> article */
    cedu__map_range(&p->article.map, a, b, &c, &d);                 /* article -> decoded */
    *out = (cedu_place){.clean_start = clean_start,
                        .clean_end = clean_end,
                        .start = cedu__text_cp(&p->text, c),
                        .end = cedu__text_cp(&p->text, d),
                        .byte_start = cedu__text_byte(&p->text, c),
                        .byte_end = cedu__text_byte(&p->text, d)};
}

/* ------------------------------------------------------------------ between the rooms */
/* The article's blocks in clean offsets. Repair never crosses a line, and a block is a line. */
static bool carry_blocks(cedu_page *p) {
    cedu_fact_block *blocks = CEDU_NEW_N(&p->arena, cedu_fact_block, p->article.block_count);
    if (!blocks) return false;
    size_t n = 0;
    for (size_t i = 0; i < p->article.block_count; i++) {
        const cedu_block *b = &p->article.blocks[i];
        if (!b->main) continue;
        bool head = b->kind == CEDU_BLOCK_heading || b->kind == CEDU_BLOCK_title;
        blocks[n++] = (cedu_fact_block){.start = cedu__map_back(&p->clean.map, b->start),
                                        .end = cedu__map_back(&p->clean.map, b->end),
                                        .heading = head ? (b->level ? b->level : 1) : 0,
                                        .title = b->kind == CEDU_BLOCK_title,
                                        .byline = b->kind == CEDU_BLOCK_byline,
                                        .row = b->kind == CEDU_BLOCK_row,
                                        .item = b->kind == CEDU_BLOCK_item,
                                        .header = b->header,
                                        .table = b->table};
    }
    p->blocks = blocks;
    p->block_count = n;
    return true;
}

/* A page's metadata are read before repair: repair each value by itself. */
static cedu_str repaired(cedu_page *p, cedu_str s, unsigned only) {
    cedu_clean c;
    if (!s.p || s.n == 0 || p->stage < CEDU_STAGE_REPAIR) return s;
    return cedu__repair_run(s, only, &p->arena, &c, NULL) == CEDU_OK ? c.text : s;
}

static void describe(cedu_page *p, const cedu_input *in, unsigned only) {
    cedu_document *d = &p->doc;
    const cedu_article *a = &p->article;
    /* A crawler read the title from the page; what a flattened text's title is, is a guess. */
    cedu_str given = a->html && a->title.s.p ? (cedu_str){0} : cedu__arena_str(&p->arena, cedu__str(in->title));
    d->title = repaired(p, given.n ? given : a->title.s, only);
    d->published =
        a->published.s.p && !(a->date_signed && in->date) ? a->published.s : cedu__arena_str(&p->arena, cedu__str(in->date));
    d->outlet = repaired(p, a->outlet.s, only);
    d->site = repaired(p, a->site.s, only);
    d->url = a->url.s.p ? a->url.s : cedu__arena_str(&p->arena, cedu__str(in->url));
    d->editor = repaired(p, a->editor.s, only);
    d->doc_type = a->doc_type;
    d->series = a->series, d->part = a->part, d->parts = a->parts;
    cedu_str *names = CEDU_NEW_N(&p->arena, cedu_str, a->author_count);
    if (!names) return;
    for (size_t i = 0; i < a->author_count; i++) names[i] = repaired(p, a->authors[i].s, only);
    d->authors = (cedu_strs){names, a->author_count};
}

/* The article as paragraphs: main blocks but the title, which is a field of its own. The raw article, which is for comparing page
 * cleaners, leaves the line of source and date out too: they are fields as well. */
static void paragraphs(cedu_page *p) {
    cedu_paragraph *out = CEDU_NEW_N(&p->arena, cedu_paragraph, p->block_count);
    size_t n = 0;
    for (size_t i = 0; out && i < p->block_count; i++) {
        const cedu_fact_block *b = &p->blocks[i];
        if (b->end <= b->start || b->title || (b->byline && p->stage < CEDU_STAGE_REPAIR)) continue;
        out[n] = (cedu_paragraph){.text = cedu__sub(p->clean.text, b->start, b->end), .heading = b->heading};
        cedu__engine_locate(p, b->start, b->end, &out[n].place);
        n++;
    }
    p->doc.paragraphs = out;
    p->doc.paragraph_count = n;
}

/* Who speaks, and what speaks against the page. */
static cedu_status credibility(cedu_page *p, bool document, cedu_error *err) {
    cedu_str *lines = CEDU_NEW_N(&p->arena, cedu_str, p->block_count + 1);
    if (!lines) return cedu__fail_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < p->block_count; i++)
        if (!p->blocks[i].title && !p->blocks[i].byline)
            lines[n++] = cedu__sub(p->clean.text, p->blocks[i].start, p->blocks[i].end);
    cedu_trust_input in = {.article = &p->article,
                           .lines = {lines, n},
                           .title = p->doc.title,
                           .url = p->doc.url,
                           .outlet = p->doc.outlet,
                           .site = p->doc.site,
                           .document = document,
                           .inserted = p->clean.counts[CEDU_REPAIR_inserted]};
    cedu_status s = cedu__trust_look(p->worker->engine->image, &in, &p->arena, &p->trust, err);
    p->doc.tier = p->trust.tier, p->doc.tier_basis = p->trust.basis, p->doc.doubts = p->trust.names;
    return s;
}

/* ------------------------------------------------------------------ findings */
typedef CEDU_VEC(cedu_finding) finding_list;

static void count_finding(cedu_page *p, finding_list *f, cedu_finding_class cls, uint32_t count, cedu_str note) {
    if (count) (void)CEDU_PUSH(&p->arena, f, ((cedu_finding){.cls = cls, .count = count, .confidence = 1, .note = note}));
}

/* A number that was masked or lost digits has no value; one whose decimal point became a blank is read, and said to be. */
static bool damaged_number(cedu_page *p, finding_list *f, const cedu_mention *m) {
    if (!m->refused && !m->damaged) return false;
    cedu_str written = cedu__sub(p->clean.text, m->core_start, m->core_end);
    bool masked = cedu__find(written, CEDU_STR("*"), 0) >= 0 || cedu__find(written, CEDU_STR("×"), 0) >= 0;
    cedu_finding x = {
        .cls = m->refused && masked ? CEDU_FINDING_masked_number : CEDU_FINDING_damaged_number, .count = 1, .placed = true};
    x.before = written;
    x.confidence = m->refused ? 1 : 0.9; /* how sure the damage, or its repair, is */
    if (m->damaged) {
        char *point = cedu__arena_dup(&p->arena, written.p, written.n), *blank = point ? strchr(point, ' ') : NULL;
        if (blank) *blank = '.', x.after = (cedu_str){point, written.n};
    }
    cedu__engine_locate(p, m->core_start, m->core_end, &x.place);
    return CEDU_PUSH(&p->arena, f, x);
}

/* Does the mark lie in a number that is refused? *at: where to look from; marks and mentions ascend. */
static bool inside_refused(const cedu_page *p, const cedu_mark *m, size_t *at) {
    while (*at < p->mentions.n && p->mentions.p[*at].core_end <= m->dst) ++*at;
    for (size_t i = *at; i < p->mentions.n && p->mentions.p[i].core_start < m->dst + m->dst_n; i++)
        if (p->mentions.p[i].refused) return true;
    return false;
}

static void findings(cedu_page *p, const cedu_input *in) {
    finding_list f = {0};
    static const cedu_finding_class of[CEDU_REPAIR_COUNT] = {
        [CEDU_REPAIR_pinyin] = CEDU_FINDING_pinyin_annotation, [CEDU_REPAIR_gbk_shift] = CEDU_FINDING_gbk_shift,
        [CEDU_REPAIR_t2s] = CEDU_FINDING_traditional_script,   [CEDU_REPAIR_wording] = CEDU_FINDING_wrong_wording,
        [CEDU_REPAIR_mojibake] = CEDU_FINDING_mojibake,        [CEDU_REPAIR_residue] = CEDU_FINDING_markup_residue,
        [CEDU_REPAIR_inserted] = CEDU_FINDING_inserted_text,   [CEDU_REPAIR_layout] = CEDU_FINDING_page_layout,
    };
    static const bool singly[CEDU_REPAIR_COUNT] = {[CEDU_REPAIR_gbk_shift] = true,
                                                   [CEDU_REPAIR_mojibake] = true,
                                                   [CEDU_REPAIR_inserted] = true,
                                                   [CEDU_REPAIR_layout] = true};
    for (int c = 0; c < CEDU_REPAIR_COUNT; c++)
        if (!singly[c]) count_finding(p, &f, of[c], p->clean.counts[c], (cedu_str){0});
    size_t placed = 0; /* byte damage is shown one by one, with both readings */
    for (size_t i = 0; i < p->clean.edit_count; i++) {
        const cedu_edit *e = &p->clean.edits[i];
        if (!singly[e->cls] || placed++ >= CEDU_MAX_PLACED_FINDINGS) continue;
        cedu_finding x = {.cls = of[e->cls],
                          .count = 1,
                          .placed = true,
                          .confidence = (double)e->confidence,
                          .before = cedu__sub(p->article.text, e->src, e->src + e->src_n),
                          .after = cedu__sub(p->clean.text, e->dst, e->dst + e->dst_n)};
        cedu__engine_locate(p, e->dst, e->dst + e->dst_n, &x.place);
        (void)CEDU_PUSH(&p->arena, &f, x);
    }
    size_t number = 0;
    for (size_t i = 0; i < p->clean.mark_count && placed++ < CEDU_MAX_PLACED_FINDINGS; i++) { /* seen, and left as it is */
        const cedu_mark *m = &p->clean.marks[i];
        if (m->cls == CEDU_FINDING_masked_number && inside_refused(p, m, &number)) continue; /* the number is reported, whole */
        cedu_str as_is = cedu__sub(p->clean.text, m->dst, m->dst + m->dst_n);
        cedu_finding x = {
            .cls = m->cls, .count = 1, .placed = true, .confidence = (double)m->confidence, .before = as_is, .after = as_is};
        cedu__engine_locate(p, m->dst, m->dst + m->dst_n, &x.place);
        (void)CEDU_PUSH(&p->arena, &f, x);
    }
    count_finding(p, &f, CEDU_FINDING_invalid_bytes, p->text.invalid, (cedu_str){0});
    count_finding(p, &f, CEDU_FINDING_encoding_conflict, p->text.declared_wrong, p->text.declared);
    count_finding(p, &f, CEDU_FINDING_metadata_conflict, p->article.date_conflict, CEDU_STR("published"));
    count_finding(p, &f, CEDU_FINDING_limit_reached, p->article.limit_reached, CEDU_STR("blocks"));
    count_finding(p, &f, CEDU_FINDING_empty, p->n == 0, (cedu_str){0});
    count_finding(p, &f, CEDU_FINDING_no_article, p->n > 0 && p->stage > CEDU_STAGE_TEXT && p->block_count == 0, (cedu_str){0});
    for (size_t i = 0; i < p->trust.doubt_count; i++)
        count_finding(p, &f, p->trust.doubts[i].cls, p->trust.doubts[i].count, p->trust.doubts[i].note);
    size_t numbers = 0;
    for (size_t i = 0; i < p->mentions.n && numbers < CEDU_MAX_PLACED_FINDINGS; i++)
        numbers += damaged_number(p, &f, &p->mentions.p[i]);
    if (in->note && in->note_class >= 0 && in->note_class < CEDU_FINDING_COUNT)
        count_finding(p, &f, (cedu_finding_class)in->note_class, 1, cedu__arena_str(&p->arena, cedu__str(in->note)));
    p->doc.findings = f.p;
    p->doc.finding_count = f.n;
}

/* ------------------------------------------------------------------ dates */
/* "2021-02-23T08:03" -> its day; year 0 when it is none. */
static cedu_civil civil_day(cedu_str s) {
    int y = 0, m = 0, d = 0;
    char z[16] = {0};
    memcpy(z, s.p ? s.p : "", s.n < 10 ? s.n : 10);
    int got = sscanf(z, "%4d-%2d-%2d", &y, &m, &d);
    if (got < 1 || y < 1000 || y > 9999 || m < 0 || m > 12 || d < 0 || d > 31) return (cedu_civil){0};
    return (cedu_civil){.year = (int16_t)y, .month = (int8_t)m, .day = (int8_t)d, .hour = -1};
}

/* ------------------------------------------------------------------ facts get their ids and places */
/* What makes two facts the same: the payload, the place, the kind and what is said. */
static void identify(cedu_page *p, cedu_fact *f) {
    crypto_generichash_state h;
    unsigned char id[16];
    const struct {
        uint32_t kind, start, end, has;
        double value, max;
    } key = {f->kind, f->place.start, f->place.end, f->has_value, f->has_value ? f->value : 0, f->has_max ? f->value_max : 0};
    crypto_generichash_init(&h, NULL, 0, sizeof id);
    crypto_generichash_update(&h, (const unsigned char *)p->doc.sha256, 64);
    crypto_generichash_update(&h, (const unsigned char *)&key, sizeof key);
    const cedu_str parts[] = {f->subject, f->unit, f->period, f->rule};
    for (size_t i = 0; i < CEDU_COUNT(parts); i++)
        crypto_generichash_update(&h, (const unsigned char *)(parts[i].p ? parts[i].p : ""), parts[i].n);
    for (size_t i = 0; i < f->region.n; i++)
        crypto_generichash_update(&h, (const unsigned char *)f->region.p[i].p, f->region.p[i].n);
    for (const cedu_field *x = f->fields; x; x = x->next)
        crypto_generichash_update(&h, (const unsigned char *)(x->str.p ? x->str.p : ""), x->str.n);
    crypto_generichash_final(&h, id, sizeof id);
    sodium_bin2hex(f->id, sizeof f->id, id, sizeof id);
}

/* Characters of the payload that a quotation of this clean range would have. */
static uint32_t quote_length(const cedu_page *p, uint32_t start, uint32_t end) {
    cedu_place x;
    cedu__engine_locate(p, start, end, &x);
    return x.end - x.start;
}

/* A quotation that markup or damage made too long is cut to the longest clean prefix that fits. The fact room has
 * chosen spans of at most CEDU_MAX_QUOTE clean characters around the number, so this is rare. */
static void fit_quote(const cedu_page *p, cedu_place *x) {
    uint32_t end = x->clean_end;
    while (end > x->clean_start && quote_length(p, x->clean_start, end) > CEDU_MAX_QUOTE)
        end = (uint32_t)cedu__u8_prev(p->clean.text, end);
    cedu__engine_locate(p, x->clean_start, end, x);
}

void cedu__engine_place_fact(cedu_page *p, cedu_fact *f) {
    cedu__engine_locate(p, f->place.clean_start, f->place.clean_end, &f->place);
    if (f->place.end - f->place.start > CEDU_MAX_QUOTE) fit_quote(p, &f->place);
    for (const cedu_context *c = f->context; c; c = c->next)
        cedu__engine_locate(p, c->place.clean_start, c->place.clean_end, &((cedu_context *)c)->place);
    identify(p, f);
}

static void place_facts(cedu_page *p) {
    for (size_t i = 0; i < p->facts.n; i++) cedu__engine_place_fact(p, &p->facts.p[i]);
}

/* ------------------------------------------------------------------ the journey */
static cedu_status journey(cedu_page *p, const cedu_input *in, const cedu_read_options *opt, cedu_error *err) {
    const cedu_image *im = p->worker->engine->image;
    cedu_arena *a = &p->arena;
    cedu_status s;

    if ((s = cedu__text_decode(in->bytes, in->n, in->hint, a, &p->text, err)) != CEDU_OK) return s;
    p->doc.encoding = p->text.encoding;
    if (p->stage == CEDU_STAGE_TEXT) return CEDU_OK;

    cedu_page_options how = {.name = in->member ? in->member : in->name, .url = in->url, .plain = opt->plain};
    if ((s = cedu__page_read(im, &p->text, &how, a, &p->article, err)) != CEDU_OK) return s;

    unsigned only =
        ((1u << CEDU_REPAIR_COUNT) - 1) & ~(opt->keep_script ? 1u << CEDU_REPAIR_t2s | 1u << CEDU_REPAIR_wording : 0);
    if (p->stage >= CEDU_STAGE_REPAIR) {
        cedu_origin origin = {.text = &p->text, .bytes = p->bytes, .map = &p->article.map};
        if ((s = cedu__repair_run_from(p->article.text, only, &origin, a, &p->clean, err)) != CEDU_OK) return s;
    } else {
        p->clean.text = p->article.text;
        if (!cedu__map_identity(a, &p->clean.map, (uint32_t)p->article.text.n)) return cedu__fail_nomem(err);
    }
    if (!carry_blocks(p)) return cedu__fail_nomem(err);
    describe(p, in, only);
    paragraphs(p);

    cedu_civil day = civil_day(p->doc.published.p ? p->doc.published : cedu__str(opt->date));
    cedu_fact_input f = {.text = p->clean.text,
                         .blocks = p->blocks,
                         .block_count = p->block_count,
                         .date = day,
                         .title = p->doc.title,
                         .outlet = p->doc.outlet,
                         .doc_type = p->doc.doc_type};
    cedu_fact_preview head = {.region = -1};
    if (p->stage >= CEDU_STAGE_REPAIR) head = cedu__fact_preview(im, &f, a);
    if (head.title.n) { /* the page is the document: its header knows better than the page's furniture */
        if (!cedu__fact_same_title(head.title, p->doc.title)) p->doc.title = head.title;
        bool article = cedu__eqz(p->doc.doc_type, "encyclopedia"); /* about the document */
        if (!article) p->doc.doc_type = head.draft ? CEDU_STR("draft") : CEDU_STR("policy");
        f.title = p->doc.title, f.doc_type = p->doc.doc_type;
        if (!day.year) f.date = day = head.date;
    }
    if (p->stage >= CEDU_STAGE_REPAIR && (s = credibility(p, head.title.n > 0, err)) != CEDU_OK) return s;
    if (p->stage >= CEDU_STAGE_MENTIONS) {
        cedu_match_options m = {.ref = day, .ref_region = head.region};
        if ((s = cedu__match_run(im, p->clean.text, &m, a, &p->mentions, err)) != CEDU_OK) return s;
    }
    if (p->stage >= CEDU_STAGE_FACTS) {
        f.mentions = p->mentions;
        if ((s = cedu__fact_extract(im, &f, a, &p->facts, err)) != CEDU_OK) return s;
        place_facts(p);
    }
    findings(p, in);
    CEDU_TRACE(engine, "%s: %zu blocks, %zu mentions, %zu facts", in->name ? in->name : "-", p->block_count, p->mentions.n,
               p->facts.n);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu_worker_read(cedu_worker *w, const cedu_input *in, const cedu_read_options *opt, cedu_page **out,
                             cedu_error *err) {
    static const cedu_read_options all = {.stage = CEDU_STAGE_FACTS};
    if (!opt) opt = &all;
    *out = NULL;
    cedu_page *p = cedu__malloc(sizeof *p);
    if (!p) return cedu__fail_nomem(err);
    *p = (cedu_page){.worker = w, .stage = opt->stage, .bytes = in->bytes, .n = in->n};
    cedu__arena_init(&p->arena, CEDU_MAX_PAGE_MEMORY);
    cedu__arena_attach(&p->arena, atomic_exchange(&w->spare, NULL));
    p->doc.file = cedu__arena_str(&p->arena, cedu__str(in->name ? in->name : "-"));
    p->doc.member = cedu__arena_str(&p->arena, cedu__str(in->member));
    if (in->places) p->doc.places = cedu__arena_str(&p->arena, (cedu_str){in->places, in->places_n});
    p->doc.bytes = in->n;
    cedu__sha256_hex(in->bytes, in->n, p->doc.sha256);
    cedu_status s = journey(p, in, opt, err);
    if (s != CEDU_OK) return cedu_page_free(p), s;
    *out = p;
    return CEDU_OK;
}

/* A block of usual size goes back to the worker; a huge page's memory goes back to the system. */
#define SPARE_SIZE ((size_t)64 << 20)

void cedu_page_free(cedu_page *p) {
    if (!p) return;
    struct cedu_arena_block *b = cedu__arena_detach(&p->arena);
    if (b && cedu__arena_block_size(b) <= SPARE_SIZE) b = atomic_exchange(&p->worker->spare, b);
    cedu__arena_block_free(b);
    free(p);
}
