/* cmd_mentions.c - `cedu mentions`: numbers, times, regions, organisations … with their exact spans.
 *
 * With --jsonl a record a line in, a record a line out, on all cores and in order; texts are repaired first, and offsets are carried
 * back to the code points of the text given. Without it, files: the clean text with its mentions marked for people.
 */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "base/json_read.h"
#include "cli/cli.h"

/* Types that CONTRACT names; the others steer the grammar and stay inside. */
static bool is_public(const cedu_mention *m) { return m->type <= CEDU_MENTION_sector && !m->refused; }

/* "2021-06-14T01:06:40", cut anywhere after the year. */
static cedu_civil civil(cedu_str text) {
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
    char z[32] = {0};
    memcpy(z, text.p ? text.p : "", text.n < sizeof z ? text.n : sizeof z - 1);
    if (sscanf(z, "%4d-%2d-%2d%*[T ]%2d:%2d:%2d", &y, &mo, &d, &h, &mi, &s) < 1) return (cedu_civil){0};
    return (cedu_civil){(int16_t)y, (int8_t)mo, (int8_t)d, (int8_t)h, (int8_t)mi, (int8_t)s};
}

typedef struct found {
    cedu_clean clean;
    cedu_mentions mentions;
} found;

static cedu_status find(const cli *c, cedu_str text, cedu_civil ref, cedu_arena *a, found *out, cedu_error *err) {
    cedu_match_options opt = {.ref = ref, .ref_region = -1};
    cedu_status st = cedu__repair_run(text, 0, a, &out->clean, err);
    if (st == CEDU_OK) st = cedu__match_run(c->engine->image, out->clean.text, &opt, a, &out->mentions, err);
    return st;
}

/* Code points before byte `at`, counting on from the last call: mentions come nearly sorted. */
typedef struct counter {
    cedu_str s;
    size_t byte, cp;
} counter;
static size_t code_points(counter *k, size_t at) {
    if (at < k->byte) k->byte = k->cp = 0;
    k->cp += cedu__u8_count(cedu__sub(k->s, k->byte, at));
    k->byte = at;
    return k->cp;
}

static void put_mention(const cli *c, cedu_json *j, counter *k, const found *f, const cedu_mention *m) {
    uint32_t a, b;
    cedu__map_range(&f->clean.map, m->start, m->end, &a, &b);
    size_t start = code_points(k, a), end = start + cedu__u8_count(cedu__sub(k->s, a, b));
    cedu__json_open(j, '{');
    cedu__json_key(j, "start");
    cedu__json_int(j, (int64_t)start);
    cedu__json_key(j, "length");
    cedu__json_int(j, (int64_t)(end - start));
    cedu__json_key(j, "type");
    cedu__json_str(j, cedu__str(cedu__mention_name(m->type)));
    cedu__json_key(j, "value");
    cedu__mention_json_value(c->engine->image, m, j->out);
    j->comma = true;
    cedu__json_close(j, '}');
}

/* ------------------------------------------------------------------ --jsonl */
#define BATCH 64
typedef struct batch {
    size_t first, n; /* line number of the first; lines */
    char *lines[BATCH];
    size_t lens[BATCH];
    cedu_buf out, errors;
} batch;

typedef struct stream {
    cli *c;
    FILE *in;
    const char *name;
    size_t line;
} stream;

static void *next(void *ctx) {
    stream *s = ctx;
    if (s->c->gone) return NULL;
    batch *b = cedu__malloc(sizeof *b);
    if (!b) return NULL;
    *b = (batch){.first = s->line + 1};
    while (b->n < BATCH) {
        char *z = NULL;
        size_t cap = 0;
        ssize_t n = getline(&z, &cap, s->in);
        if (n < 0) {
            free(z);
            break;
        }
        s->line++;
        b->lines[b->n] = z;
        b->lens[b->n++] = (size_t)n;
    }
    if (b->n) return b;
    free(b);
    return NULL;
}

static void complain(batch *b, size_t i, const stream *s, const char *zh, const char *en) {
    cedu__buf_f(&b->errors, s->c->english ? "%s, line %zu: %s\n" : "%s 第 %zu 行：%s\n", s->name, b->first + i,
                s->c->english ? en : zh);
}

typedef struct record {     /* of one line; what it points at lies in the line, the arena or the JSON tree */
    cedu_str text, ref, id; /* id: as it is written in JSON */
    json_t *tree;
    char *id_text;
} record;

/* The usual line is read where it stands; any other by the JSON library, which also says what is wrong. */
static bool read_record(batch *b, size_t i, const stream *s, cedu_arena *a, record *r) {
    cedu_json_field f[] = {{.name = "text"}, {.name = "ref"}, {.name = "id"}};
    *r = (record){.id = CEDU_STR("null")};
    if (cedu__json_fields((cedu_str){b->lines[i], b->lens[i]}, f, CEDU_COUNT(f), a) && f[0].value.p) {
        r->text = f[0].value, r->ref = f[1].value;
        if (f[2].raw.p) r->id = f[2].raw;
        return true;
    }
    json_error_t bad;
    r->tree = json_loadb(b->lines[i], b->lens[i], JSON_ALLOW_NUL, &bad);
    json_t *text = json_object_get(r->tree, "text"), *ref = json_object_get(r->tree, "ref"),
           *id = json_object_get(r->tree, "id");
    if (!json_is_string(text)) {
        if (r->tree) complain(b, i, s, "缺少 text（字符串）", "there is no text (a string)");
        else complain(b, i, s, "不是合法的 JSON", bad.text);
        return false;
    }
    r->text = (cedu_str){json_string_value(text), json_string_length(text)};
    r->ref = cedu__str(json_string_value(ref));
    r->id_text = json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT);
    if (r->id_text) r->id = cedu__str(r->id_text);
    return true;
}

static void record_release(record *r) {
    free(r->id_text);
    json_decref(r->tree);
}

static void line_work(const stream *s, batch *b, size_t i, cedu_arena *a) {
    size_t blank = strspn(b->lines[i], " \t\r\n");
    record r;
    found f;
    cedu_error err;
    if (blank >= b->lens[i]) return;
    if (!read_record(b, i, s, a, &r)) {
        record_release(&r);
        return;
    }
    if (find(s->c, r.text, civil(r.ref), a, &f, &err) != CEDU_OK) {
        complain(b, i, s, err.zh, err.en);
        record_release(&r);
        return;
    }
    cedu_json j = {.out = &b->out};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "id");
    cedu__buf_str(&b->out, r.id);
    j.comma = true;
    cedu__json_key(&j, "pred");
    cedu__json_open(&j, '[');
    counter k = {.s = r.text};
    for (size_t m = 0; m < f.mentions.n; m++)
        if (is_public(&f.mentions.p[m])) put_mention(s->c, &j, &k, &f, &f.mentions.p[m]);
    cedu__json_close(&j, ']');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
    record_release(&r);
}

static void *arena_new(void *ctx) {
    (void)ctx;
    cedu_arena *a = cedu__malloc(sizeof *a);
    if (a) cedu__arena_init(a, CEDU_MAX_SCRATCH);
    return a;
}
static void arena_free(void *ctx, void *state) {
    (void)ctx;
    if (state) cedu__arena_release(state);
    free(state);
}

static void work(void *ctx, void *state, void *item) {
    batch *b = item;
    for (size_t i = 0; i < b->n && state; i++) {
        cedu__arena_reset(state);
        line_work(ctx, b, i, state);
    }
    if (!state || b->out.failed) complain(b, 0, ctx, "内存不足", "out of memory");
}

static bool take(void *ctx, void *item) {
    stream *s = ctx;
    batch *b = item;
    cli_put(s->c, b->out.p, b->out.n);
    for (size_t at = 0; at < b->errors.n && !s->c->gone;) {
        const char *e = memchr(b->errors.p + at, '\n', b->errors.n - at);
        cli_say(s->c, "%.*s", (int)(e - b->errors.p - (ptrdiff_t)at), b->errors.p + at);
        at = (size_t)(e - b->errors.p) + 1;
        cli_code(s->c, 1);
    }
    for (size_t i = 0; i < b->n; i++) free(b->lines[i]);
    cedu__buf_release(&b->out);
    cedu__buf_release(&b->errors);
    free(b);
    return !s->c->gone;
}

static int jsonl_file(cli *c, const char *path) {
    cedu_error err;
    bool std = !strcmp(path, "-");
    stream s = {.c = c, .name = std ? CLI_T(c, "标准输入", "standard input") : path, .in = std ? stdin : fopen(path, "re")};
    if (!s.in) {
        bool absent = errno == ENOENT;
        (void)cedu__fail(&err, CEDU_UNREADABLE, absent ? "没有这个文件" : "文件打不开，请检查权限",
                         absent ? "there is no such file" : "cannot be opened: check its permissions");
        return cli_fail(c, path, &err);
    }
    cedu_jobs jobs = {.threads = c->threads,
                      .ctx = &s,
                      .thread_new = arena_new,
                      .thread_free = arena_free,
                      .next = next,
                      .work = work,
                      .take = take};
    cedu_status st = cedu__jobs_run(&jobs, &err);
    bool torn = ferror(s.in);
    if (!std) fclose(s.in);
    if (st == CEDU_OK && torn) st = cedu__fail(&err, CEDU_UNREADABLE, "读取中断", "reading broke off");
    return st == CEDU_OK ? CLI_DONE : cli_fail(c, path, &err);
}

/* ------------------------------------------------------------------ for people */
/* Families of types that share a colour; the legend has a word for each. */
static const struct {
    cedu_mention_type first, last;
    const char *colour, *zh, *en;
} FAMILIES[] = {
    {CEDU_MENTION_number, CEDU_MENTION_quantity, "36", "数量", "numbers"},
    {CEDU_MENTION_time, CEDU_MENTION_set, "35", "时间", "times"},
    {CEDU_MENTION_region, CEDU_MENTION_region, "32", "地区", "regions"},
    {CEDU_MENTION_organisation, CEDU_MENTION_person, "33", "机构、人物", "organisations, persons"},
    {CEDU_MENTION_policy_title, CEDU_MENTION_document_number, "34", "文件、文号", "documents"},
    {CEDU_MENTION_indicator, CEDU_MENTION_sector, "1", "指标、行业", "indicators, sectors"},
};
#define REFUSED "31"

static size_t family(cedu_mention_type t) {
    for (size_t k = 0; k < CEDU_COUNT(FAMILIES); k++)
        if (t >= FAMILIES[k].first && t <= FAMILIES[k].last) return k;
    return 0;
}

/* 1200亿 rather than 120000000000, where the language has the words. */
static void put_value(const cli *c, cedu_buf *out, double v) {
    double big = fabs(v);
    if (c->english || big < 1e4 || big >= 1e16) cedu__buf_f(out, big < 1e15 ? "%.15g" : "%.4g", v);
    else cedu__buf_f(out, "%.12g%s", big >= 1e8 ? v / 1e8 : v / 1e4, big >= 1e8 ? "亿" : "万");
}

/* What was read, in a word: 12.5%, 2023-06, the full name; nothing where the words say it themselves. */
static void reading(const cli *c, const cedu_mention *m, cedu_str words, cedu_buf *out) {
    const cedu_image *im = c->engine->image;
    const cedu_entry *e = cedu__image_entry(im, m->entry);
    if (m->refused) {
        cedu__buf_z(out, CLI_T(c, "残缺，不取值", "damaged, no value"));
        return;
    }
    if (m->type <= CEDU_MENTION_quantity) {
        cedu_str unit = e ? cedu__image_attr(im, m->entry, CEDU_ATTR_base) : (cedu_str){0};
        if (!m->has_value) return;
        if (m->modifier != CEDU_MOD_EQ) cedu__buf_f(out, "%s ", cedu_modifier_sign(m->modifier));
        put_value(c, out, m->value);
        if (m->has_max) cedu__buf_z(out, "–"), put_value(c, out, m->value_max);
        if (m->type != CEDU_MENTION_ordinal) cedu__buf_str(out, unit.n || !e ? unit : e->name);
        if (m->damaged) cedu__buf_z(out, CLI_T(c, "（小数点是补的）", " (decimal point restored)"));
        return;
    }
    if (m->timex.n) {
        char period[CEDU_WHEN_PERIOD];
        cedu_str s = m->type == CEDU_MENTION_time ? cedu__when_period(&m->when, period) : (cedu_str){0};
        cedu__buf_str(out, s.n ? s : m->timex);
        return;
    }
    cedu_str name = m->refers.n ? m->refers : m->name.n ? m->name : e ? e->name : (cedu_str){0};
    if (cedu__find(words, name, 0) < 0) cedu__buf_str(out, name); /* the words of a title hold its name */
}

static void marked(const cli *c, cedu_buf *out, const found *f) {
    cedu_str s = f->clean.text;
    size_t at = 0;
    unsigned seen = 0;
    cedu_buf note = {0};
    for (size_t i = 0; i < f->mentions.n; i++) {
        const cedu_mention *m = &f->mentions.p[i];
        if (m->type > CEDU_MENTION_sector || m->start < at || (m->refused && m->type > CEDU_MENTION_quantity)) continue;
        size_t k = family(m->type);
        cedu_str words = cedu__sub(s, m->start, m->end);
        note.n = 0;
        reading(c, m, words, &note);
        cedu__buf_str(out, cedu__sub(s, at, m->start));
        if (c->colour) {
            cedu__buf_f(out, "\x1b[%sm%.*s\x1b[0m", m->refused ? REFUSED : FAMILIES[k].colour, (int)words.n, words.p);
            if (note.n) cedu__buf_f(out, "\x1b[2m(%.*s)\x1b[0m", (int)note.n, note.p);
        } else {
            cedu__buf_f(out, "[%.*s %s%s%.*s]", (int)words.n, words.p, cedu__mention_name(m->type), note.n ? " " : "",
                        (int)note.n, note.n ? note.p : "");
        }
        seen |= 1u << (m->refused ? CEDU_COUNT(FAMILIES) : k);
        at = m->end;
    }
    cedu__buf_str(out, cedu__sub(s, at, s.n));
    if (out->n && out->p[out->n - 1] != '\n') cedu__buf_char(out, '\n');
    if (c->colour && seen) {
        cedu__buf_z(out, CLI_T(c, "\n图例", "\nLegend"));
        for (size_t k = 0; k < CEDU_COUNT(FAMILIES); k++)
            if (seen >> k & 1u)
                cedu__buf_f(out, "  \x1b[%sm%s\x1b[0m", FAMILIES[k].colour, CLI_T(c, FAMILIES[k].zh, FAMILIES[k].en));
        if (seen >> CEDU_COUNT(FAMILIES) & 1u) cedu__buf_f(out, "  \x1b[" REFUSED "m%s\x1b[0m", CLI_T(c, "残缺", "damaged"));
        cedu__buf_z(out, CLI_T(c, "  \x1b[2m(读作)\x1b[0m\n", "  \x1b[2m(read as)\x1b[0m\n"));
    }
    cedu__buf_release(&note);
}

static cedu_status mark_work(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    (void)w;
    cedu_arena a;
    cedu_text text;
    found f;
    cedu__arena_init(&a, CEDU_MAX_PAGE_MEMORY);
    cedu_status st = cedu__text_decode(it->bytes.p, it->bytes.n, NULL, &a, &text, err);
    if (st == CEDU_OK) st = find(c, text.s, civil(cedu__str(c->opt[CLI_date])), &a, &f, err);
    if (st == CEDU_OK) marked(c, &it->out, &f);
    cedu__arena_release(&a);
    return st;
}

int cli_run_mentions(cli *c) {
    if (c->opt[CLI_date] && !cli_date(c->opt[CLI_date]))
        return cli_usage(c, CLI_T(c, "--date 应写作 2021-06-14，不是 %s", "--date is written 2021-06-14, not %s"),
                         c->opt[CLI_date]);
    if (!cli_engine(c)) return c->code;
    if (!c->arg_count) c->args[c->arg_count++] = "-"; /* there is always room for one more */
    if (!c->opt[CLI_jsonl]) {
        cli_inputs how = {.work = mark_work};
        return cli_run_inputs(c, &how);
    }
    for (size_t i = 0; i < c->arg_count && !c->gone; i++) cli_code(c, jsonl_file(c, c->args[i]));
    return c->code;
}
