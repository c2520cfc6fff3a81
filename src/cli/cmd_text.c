/* cmd_text.c - `cedu repair`: the whole payload decoded and repaired, line for line; nothing selected, nothing dropped. */
#include "cli/cli.h"

static bool only_mask(cli *c, unsigned *out) {
    *out = 0;
    const char *z = c->opt[CLI_only];
    if (z && !*z) z = ","; /* an empty list is a mistake, not all of them */
    while (z && *z) {
        size_t n = strcspn(z, ",");
        unsigned mask = cedu__repair_mask((cedu_str){z, n});
        if (!mask) {
            cli_usage(
                c,
                CLI_T(c, "没有修复类别 %.*s（可用：mojibake residue pinyin gbk_shift t2s tw2s hk2s wording inserted）",
                      "there is no class of repair %.*s (mojibake residue pinyin gbk_shift t2s tw2s hk2s wording inserted)"),
                (int)n, z);
            return false;
        }
        *out |= mask;
        z += n + (z[n] == ',');
    }
    return true;
}

typedef struct repaired {
    cedu_arena arena;
    cedu_text text;
    cedu_clean clean;
} repaired;

static cedu_status repair_item(cli *c, cli_item *it, repaired *r, cedu_error *err) {
    unsigned only;
    cedu__arena_init(&r->arena, CEDU_MAX_PAGE_MEMORY);
    if (!only_mask(c, &only)) return cedu__fail(err, CEDU_USAGE, "--only 不对", "--only is wrong");
    cedu_status st = cedu__text_decode(it->bytes.p, it->bytes.n, it->member.charset, &r->arena, &r->text, err);
    if (st == CEDU_OK)
        st = cedu__repair_run_from(r->text.s, only, &(cedu_origin){.text = &r->text, .bytes = it->bytes.p}, &r->arena,
                                   &r->clean, err);
    return st;
}

static cedu_str no_bom(cedu_str s) { return cedu__starts(s, CEDU_STR("\xEF\xBB\xBF")) ? cedu__sub(s, 3, s.n) : s; }

static void put_text(cli *c, cli_item *it, repaired *r) {
    (void)c;
    cedu__buf_str(&it->out, no_bom(r->clean.text));
}

/* A unified diff without context: lines stay lines, so the two texts run in step. */
static void put_diff(cli *c, cli_item *it, repaired *r) {
    cedu_str a = r->text.s, b = r->clean.text;
    const char *red = c->colour ? "\x1b[31m" : "", *green = c->colour ? "\x1b[32m" : "", *off = c->colour ? "\x1b[0m" : "";
    bool head = false;
    size_t i = 0, k = 0, number = 1;
    for (; i < a.n && k <= b.n; number++) {
        const char *ea = memchr(a.p + i, '\n', a.n - i), *eb = k < b.n ? memchr(b.p + k, '\n', b.n - k) : NULL;
        cedu_str la = cedu__sub(a, i, ea ? (size_t)(ea - a.p) : a.n), lb = cedu__sub(b, k, eb ? (size_t)(eb - b.p) : b.n);
        if (!cedu__eq(la, lb)) {
            if (!head) cedu__buf_f(&it->out, "--- %s\n+++ %s\n", it->source->path, it->source->path);
            head = true;
            cedu__buf_f(&it->out, "@@ -%zu +%zu @@\n%s-", number, number, red);
            cedu__buf_str(&it->out, la);
            cedu__buf_f(&it->out, "%s\n%s+", off, green);
            cedu__buf_str(&it->out, lb);
            cedu__buf_f(&it->out, "%s\n", off);
        }
        i = ea ? (size_t)(ea - a.p) + 1 : a.n;
        k = eb ? (size_t)(eb - b.p) + 1 : b.n;
    }
}

static void put_json(cli *c, cli_item *it, repaired *r) {
    (void)c;
    cedu_json j = {.out = &it->out};
    char sha[65];
    cedu__sha256_hex(it->bytes.p, it->bytes.n, sha);
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "v");
    cedu__json_int(&j, CEDU_CONTRACT);
    cedu__json_key(&j, "file");
    cedu__report_text(&j, cedu__str(it->source->path));
    cedu__json_key(&j, "sha256");
    cedu__json_str(&j, cedu__str(sha));
    cedu__json_key(&j, "encoding");
    cedu__json_str(&j, r->text.encoding);
    cedu__json_key(&j, "counts");
    cedu__json_open(&j, '{');
    for (int k = 0; k < CEDU_REPAIR_COUNT; k++) {
        cedu__json_key(&j, cedu__repair_name((cedu_repair_class)k));
        cedu__json_int(&j, r->clean.counts[k]);
    }
    cedu__json_close(&j, '}');
    cedu__json_key(&j, "edits");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < r->clean.edit_count; i++) {
        const cedu_edit *e = &r->clean.edits[i];
        uint32_t end = e->src + e->src_n;
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "class");
        cedu__json_str(&j, cedu__str(cedu__repair_name(e->cls)));
        const struct {
            const char *key;
            uint32_t v;
        } at[] = {{"start", cedu__text_cp(&r->text, e->src)},
                  {"end", cedu__text_cp(&r->text, end)},
                  {"byte_start", cedu__text_byte(&r->text, e->src)},
                  {"byte_end", cedu__text_byte(&r->text, end)}};
        for (size_t k = 0; k < CEDU_COUNT(at); k++) {
            cedu__json_key(&j, at[k].key);
            cedu__json_int(&j, at[k].v);
        }
        cedu__json_key(&j, "before");
        cedu__json_str(&j, cedu__sub(r->text.s, e->src, end));
        cedu__json_key(&j, "after");
        cedu__json_str(&j, cedu__sub(r->clean.text, e->dst, e->dst + e->dst_n));
        cedu__json_key(&j, "confidence");
        cedu__json_num(&j, (double)(int)(e->confidence * 1000 + 0.5f) / 1000);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "text");
    cedu__json_str(&j, no_bom(r->clean.text));
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

static cedu_status repair_work(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    (void)w;
    repaired r = {0};
    cedu_status st = repair_item(c, it, &r, err);
    const char *f = c->opt[CLI_format];
    if (st == CEDU_OK) (c->opt[CLI_diff] ? put_diff : f && !strcmp(f, "json") ? put_json : put_text)(c, it, &r);
    cedu__arena_release(&r.arena);
    return st;
}

int cli_run_repair(cli *c) {
    unsigned only;
    const char *f = c->opt[CLI_format];
    if (!only_mask(c, &only)) return 2;
    if (f && strcmp(f, "text") && strcmp(f, "json"))
        return cli_usage(c, CLI_T(c, "repair 的格式是 text 或 json，不是 %s", "repair writes text or json, not %s"), f);
    if (c->opt[CLI_diff] && f) return cli_usage(c, CLI_T(c, "--diff 与 --format 只能用一个", "--diff or --format, not both"));
    cli_inputs how = {.work = repair_work, .no_engine = true};
    return cli_run_inputs(c, &how);
}
