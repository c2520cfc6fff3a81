/* inputs.c - files, folders and standard input through a thread pool, results in the order of the arguments.
 *
 * What every stateless command shares: the walk, reading a payload, one cedu_worker a thread, messages about what failed. Invariants:
 * the output does not depend on the number of threads; a bad input never stops the rest; memory is that of a few inputs.
 */
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "cli/cli.h"

cedu_engine *cli_engine(cli *c) {
    if (c->engine) return c->engine;
    cedu_error err;
    cedu_engine_options opt = {.packs = c->pack_count ? c->packs : NULL};
    if (cedu_engine_new(&opt, &c->engine, &err) == CEDU_OK) return c->engine;
    cli_fail(c, NULL, &err);
    return NULL;
}

/* ------------------------------------------------------------------ files and members */
/* The addresses of --urls become arguments: one a line; blank lines and lines that begin with # are left out. */
static cedu_status add_urls(cli *c, cedu_error *err) {
    cedu_bytes b;
    cedu_status st = cedu__input_read(c->opt[CLI_urls], &b, err);
    if (st != CEDU_OK) return st;
    cedu_str all = cedu__arena_str(&c->arena, (cedu_str){(const char *)b.p, b.n});
    cedu__input_bytes_release(&b);
    CEDU_VEC(const char *) args = {0};
    for (size_t i = 0; i < c->arg_count; i++) (void)CEDU_PUSH(&c->arena, &args, c->args[i]);
    for (size_t i = 0; i < all.n;) {
        const char *e = memchr(all.p + i, '\n', all.n - i);
        size_t end = e ? (size_t)(e - all.p) : all.n;
        cedu_str line = cedu__trim(cedu__sub(all, i, end));
        if (line.n && line.p[0] != '#') (void)CEDU_PUSH(&c->arena, &args, cli_z(c, line));
        i = end + 1;
    }
    c->args = args.p;
    c->arg_count = args.n;
    return c->arena.failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cli_feed_open(cli *c, cli_feed *f, cedu_error *err) {
    if (c->opt[CLI_urls]) {
        cedu_status st = add_urls(c, err);
        if (st != CEDU_OK) return st;
        c->opt[CLI_urls] = NULL; /* once */
    }
    for (size_t i = 0; i < c->arg_count; i++) f->web_total += cedu__input_is_url(c->args[i]);
    f->options = (cedu_input_options){.column = c->opt[CLI_column],
                                      .fields = c->field_count ? c->fields : NULL,
                                      .allow_private = c->opt[CLI_allow_private] != NULL};
    return cedu__input_walk(c->args, c->arg_count, &f->walk, err);
}

/* Why records were left out, in the language of the messages; the rest of a reason (a media type, a status) stays as it is. */
static const char *reason(const cli *c, const char *why, const char **rest) {
    static const struct {
        const char *en, *zh;
    } words[] = {{"page furniture", "样式与脚本"},
                 {"picture", "图片"},
                 {"sound or film", "音视频"},
                 {"system file", "系统文件"},
                 {"link or device", "链接或设备"},
                 {"no text in the record", "没有正文字段"},
                 {"a frame of the saved page", "存档网页中的框架"},
                 {"text that is there with markup", "另有带格式的同一文字"},
                 {"more parts than are read", "超出上限的部分"},
                 {"a part without a name", "没有名称的部分"},
                 {"empty cell", "空单元格"},
                 {"no media type", "没有媒体类型"},
                 {"response without HTTP head", "没有 HTTP 头的响应"},
                 {"response without HTTP", "不是 HTTP 的响应"},
                 {"HTTP status ", "HTTP 状态 "},
                 {"media type ", "媒体类型 "},
                 {"other", "其他"}};
    *rest = "";
    for (size_t i = 0; i < CEDU_COUNT(words); i++) {
        size_t n = strlen(words[i].en);
        if (strncmp(why, words[i].en, n) != 0) continue;
        *rest = why + n;
        return CLI_T(c, words[i].zh, words[i].en);
    }
    return why;
}

/* What became of the records of a container, where not all were read. */
static void tell_counts(cli *c, cli_feed *f) {
    const cedu_member_counts *n = cedu__input_counts(f->members);
    if (n->skipped + n->failed == 0 || c->opt[CLI_quiet]) return;
    cedu_buf b = {0};
    for (size_t i = 0; i < n->reason_count; i++) {
        const char *rest, *why = reason(c, n->reasons[i].why, &rest);
        cedu__buf_f(&b, "%s%s%s %llu", i ? CLI_T(c, "，", ", ") : "", why, rest, (unsigned long long)n->reasons[i].n);
    }
    cli_say(c,
            CLI_T(c, "%s：%llu 项，读取 %llu，失败 %llu，跳过 %llu%s%.*s%s",
                  "%s: %llu records: %llu read, %llu failed, %llu skipped%s%.*s%s"),
            f->source->path, (unsigned long long)n->records, (unsigned long long)n->read, (unsigned long long)n->failed,
            (unsigned long long)n->skipped, b.n ? CLI_T(c, "（", " (") : "", (int)b.n, b.p ? b.p : "",
            b.n ? CLI_T(c, "）", ")") : "");
    cedu__buf_release(&b);
}

/* How far a list of addresses is: a page may take a minute. A line that is overwritten on a terminal, where no output runs through it;
 * else every fiftieth address. */
static void tell_fetch(const cli *c, cli_feed *f, const char *url) {
    enum { SHOWN = 60, EVERY = 50 };
    if (c->opt[CLI_quiet] || f->own_progress || f->web_total < 2 || !cedu__input_is_url(url)) return;
    f->web++;
    if (c->err_tty && (f->late_output || !isatty(STDOUT_FILENO))) {
        char shown[SHOWN + 1];
        size_t n = 0;
        for (; url[n] && n < SHOWN; n++) shown[n] = url[n] > ' ' && url[n] < 0x7F ? url[n] : '?';
        shown[n] = '\0';
        fprintf(stderr, CLI_T(c, "\r\x1b[K读取网页 %zu/%zu  %s", "\r\x1b[Kpage %zu of %zu  %s"), f->web, f->web_total, shown);
        fflush(stderr);
    } else if (!c->err_tty && f->web % EVERY == 0) {
        fprintf(stderr, CLI_T(c, "读取网页 %zu/%zu\n", "page %zu of %zu\n"), f->web, f->web_total);
    }
}

/* A CSV file without --column is one text: what most people wanted is a page a row. */
static void hint_column(cli *c, const char *path) {
    const char *dot = strrchr(path, '.');
    if (!dot || (strcasecmp(dot, ".csv") != 0 && strcasecmp(dot, ".tsv") != 0)) return;
    if (!(c->cmd->options & CLI_BIT(column)) || c->opt[CLI_column] || c->opt[CLI_quiet]) return;
    cli_say(c,
            CLI_T(c, "%s：作为一份纯文本读取；如果每行是一个页面，用 --column 指明正文所在的列，如 --column 正文",
                  "%s: read as one plain text; if every row is a page, name the column of its text: --column 正文"),
            path);
}

static void close_members(cli_feed *f) {
    cedu__input_members_free(f->members);
    cedu__input_source_free(f->source);
    f->members = NULL;
    f->source = NULL;
}

bool cli_feed_next(cli *c, cli_feed *f, cedu_source **source, cedu_member *m, bool *loaded) {
    *m = (cedu_member){0};
    *loaded = false;
    for (;;) {
        if (f->members) {
            if (cedu__input_member(f->members, m)) {
                *loaded = true;
                if ((*source = cedu__input_source_copy(f->source))) return true;
                cedu__input_member_release(m);
            }
            tell_counts(c, f);
            close_members(f);
            continue;
        }
        cedu_source *s = cedu__input_next(f->walk);
        if (!s) {
            if (f->web && c->err_tty) fputs("\r\x1b[K", stderr);
            return false;
        }
        *source = s;
        if (s->status != CEDU_OK) return true;
        if (f->leave_out && f->leave_out(f->ctx, s->path)) {
            cedu__input_source_free(s);
            continue;
        }
        tell_fetch(c, f, s->path);
        s->status = cedu__input_open(s->path, &f->options, &f->members, &s->err);
        if (s->status != CEDU_OK) return true;
        if (cedu__input_plain(f->members)) {
            cedu__input_members_free(f->members);
            f->members = NULL;
            hint_column(c, s->path);
            return true;
        }
        f->source = s;
        f->opened++;
    }
}

void cli_feed_close(cli_feed *f) {
    close_members(f);
    cedu__input_walk_free(f->walk);
}

cedu_status cli_load(const char *path, cedu_member *m, bool loaded, cedu_error *err) {
    cedu_status st = loaded ? CEDU_OK : cedu__input_read(path, &m->bytes, err);
    return st == CEDU_OK ? cedu__input_convert(m, path, err) : st;
}

const char *cli_label(cli *c, const char *path, const cedu_member *m) {
    if (!m->name) return path;
    cedu_str s = cedu__arena_strf(&c->arena, "%s!%s%s%s", path, m->name, m->url ? " " : "", m->url ? m->url : "");
    return s.p ? s.p : path;
}

/* ------------------------------------------------------------------ the run */
typedef struct run {
    cli *c;
    const cli_inputs *how;
    cli_feed feed;
    char *series; /* of the last item that was written */
    int part;
} run;

static void *thread_new(void *ctx) {
    run *r = ctx;
    cedu_worker *w;
    cedu_error err;
    if (r->how->no_engine || cedu_worker_new(r->c->engine, &w, &err) != CEDU_OK) return NULL;
    return w;
}
static void thread_free(void *ctx, void *state) {
    (void)ctx;
    cedu_worker_free(state);
}

static void *next(void *ctx) {
    run *r = ctx;
    if (r->c->gone) return NULL;
    cedu_source *s;
    cedu_member m;
    bool loaded;
    if (!cli_feed_next(r->c, &r->feed, &s, &m, &loaded)) return NULL;
    cli_item *it = cedu__malloc(sizeof *it);
    if (!it) {
        cedu_error err;
        (void)cedu__fail_nomem(&err);
        cli_fail(r->c, s->path, &err);
        cedu__input_source_free(s);
        cedu__input_member_release(&m);
        return NULL;
    }
    *it = (cli_item){.source = s, .member = m, .loaded = loaded, .status = s->status, .err = s->err};
    if (loaded) it->status = m.status, it->err = m.err;
    return it;
}

static void work(void *ctx, void *state, void *item) {
    run *r = ctx;
    cli_item *it = item;
    if (it->status != CEDU_OK) return;
    it->err = (cedu_error){0};
    if (!r->how->no_engine && !state) it->status = cedu__fail_nomem(&it->err);
    else {
        it->status = cli_load(it->source->path, &it->member, it->loaded, &it->err);
        it->bytes = it->member.bytes;
        if (it->status == CEDU_OK) it->status = r->how->work(r->c, state, it, &it->err);
    }
    if (it->status == CEDU_OK && it->out.failed) it->status = cedu__fail_nomem(&it->err);
    cedu__input_bytes_release(&it->member.bytes);
    cedu__input_bytes_release(&it->member.original);
    it->bytes = (cedu_bytes){0};
}

static bool take(void *ctx, void *item) {
    run *r = ctx;
    cli_item *it = item;
    if (it->status != CEDU_OK && !r->c->gone) {
        it->out.n = 0; /* nothing half */
        it->out.failed = false;
        if (r->how->failed) r->how->failed(r->c, it);
        it->err.status = it->status;
        cli_fail(r->c, cli_label(r->c, it->source->path, &it->member), &it->err);
    }
    bool on = it->series && r->series && it->part == r->part + 1 && !strcmp(it->series, r->series);
    size_t from = on && it->head <= it->out.n ? it->head : 0;
    if (it->out.n > from) cli_put(r->c, it->out.p + from, it->out.n - from);
    free(r->series);
    r->series = it->series, r->part = it->part;
    cedu__buf_release(&it->out);
    cedu__input_source_free(it->source);
    cedu__input_member_release(&it->member);
    free(it);
    return !r->c->gone;
}

int cli_run_inputs(cli *c, const cli_inputs *how) {
    if (!how->no_engine && !cli_engine(c)) return c->code;
    cedu_error err;
    run r = {.c = c, .how = how};
    if (cli_feed_open(c, &r.feed, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    cedu_jobs jobs = {.threads = c->threads,
                      .ctx = &r,
                      .thread_new = thread_new,
                      .thread_free = thread_free,
                      .next = next,
                      .work = work,
                      .take = take};
    cedu_status st = cedu__jobs_run(&jobs, &err);
    cli_feed_close(&r.feed);
    free(r.series);
    return st == CEDU_OK ? CLI_DONE : cli_fail(c, NULL, &err);
}
