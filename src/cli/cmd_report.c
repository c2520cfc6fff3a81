/* cmd_report.c - what leaves the knowledge base: `cedu report`, `cedu cite`, `cedu bundle`, `cedu verify`. Thin: the report room does
 * the work. A file is written beside its final name and renamed, so that nobody ever sees half a report. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "report/bundle.h"

/* ------------------------------------------------------------------ files */
bool cli_slurp(cli *c, const char *path, cedu_str *out) {
    cedu_bytes b;
    cedu_error err;
    if (cedu__input_read(path, &b, &err) != CEDU_OK) return cli_fail(c, path, &err), false;
    bool ok = cedu__u8_valid((const char *)b.p, b.n) == b.n;
    if (ok) *out = cedu__arena_str(&c->arena, (cedu_str){(const char *)b.p, b.n});
    else cli_usage(c, CLI_T(c, "%s 不是 UTF-8 文本", "%s is no UTF-8 text"), path);
    cedu__input_bytes_release(&b);
    return ok && out->p;
}

static int failed(cli *c, const char *path) {
    cedu_error err;
    if (errno == ENOSPC || errno == EDQUOT)
        (void)cedu__fail(&err, CEDU_DISK_FULL, "磁盘已满，文件没有写成", "the disk is full: the file was not written");
    else (void)cedu__fail(&err, CEDU_IO, "写不成：%s", "cannot be written: %s", strerror(errno));
    return cli_fail(c, path, &err);
}

/* To -o FILE, all or nothing; without it to standard output, where that is no terminal or the bytes are text. */
int cli_deliver(cli *c, const cedu_buf *b, bool text) {
    const char *to = c->opt[CLI_output];
    if (!to) {
        if (!text && isatty(STDOUT_FILENO))
            return cli_usage(c, CLI_T(c, "这种格式请用 -o FILE 写到文件", "write this format to a file with -o FILE"));
        cli_put(c, b->p, b->n);
        return c->code;
    }
    if (!c->opt[CLI_force] && access(to, F_OK) == 0)
        return cli_usage(c, CLI_T(c, "%s 已存在；用 --force 覆盖", "%s is there already; --force replaces it"), to);
    cedu_str tmp = cedu__arena_strf(&c->arena, "%s.XXXXXX", to);
    int fd = tmp.p ? mkstemp((char *)tmp.p) : -1;
    if (fd < 0) return failed(c, to);
    bool ok = true;
    for (size_t at = 0; ok && at < b->n;) {
        ssize_t n = write(fd, b->p + at, b->n - at);
        if (n > 0) at += (size_t)n;
        else ok = n < 0 && errno == EINTR;
    }
    ok = ok && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(tmp.p, to) == 0;
    if (ok) return cli_say(c, CLI_T(c, "已写入 %s", "written %s"), to), c->code;
    int e = errno;
    unlink(tmp.p);
    errno = e;
    return failed(c, to);
}

/* ------------------------------------------------------------------ what is asked for */
static bool style_option(cli *c, cedu_cite_style *out) {
    *out = CEDU_CITE_gbt2015;
    if (!c->opt[CLI_style] || cedu__cite_style(c->opt[CLI_style], out)) return true;
    cli_usage(c,
              CLI_T(c, "没有引文格式 %s（可用：gbt2015 gbt2025 bibtex csl）",
                    "there is no citation style %s (gbt2015 gbt2025 bibtex csl)"),
              c->opt[CLI_style]);
    return false;
}

static cedu_str day(cli *c, time_t t, struct tm *(*split)(const time_t *, struct tm *)) {
    struct tm tm;
    char z[16];
    strftime(z, sizeof z, "%Y-%m-%d", split(&t, &tm));
    return cedu__arena_str(&c->arena, cedu__str(z));
}

static bool order(cli *c, cedu_paper_order *o, cedu_paper *p) {
    *o = (cedu_paper_order){.topic = cedu__str(c->opt[CLI_topic]), .since = cedu__str(c->opt[CLI_since])};
    if (c->opt[CLI_weekly]) o->since = day(c, time(NULL) - 7 * 86400, gmtime_r); /* as documents.added_at */
    if (o->since.n && !cli_date(cli_z(c, o->since)))
        return cli_usage(c, CLI_T(c, "--since 应写作 2025-12-31，不是 %s", "--since is written 2025-12-31, not %s"),
                         c->opt[CLI_since]),
               false;
    if (!cli_reason_options(c, &o->reason) || !style_option(c, &p->style)) return false;
    cedu_str *regions = CEDU_NEW_N(&c->arena, cedu_str, c->arg_count + 1);
    for (size_t i = 0; regions && i < c->arg_count; i++) {
        regions[i] = cli_region(c, c->args[i]);
        if (!regions[i].p) return false;
    }
    o->regions = (cedu_strs){regions, c->arg_count};
    if (!o->topic.n && !o->since.n && !o->regions.n)
        return cli_usage(c, CLI_T(c, "要写哪里？给出地区，或 --topic 指标，或 --since 日期、--weekly",
                                  "about what? give regions, or --topic INDICATOR, or --since DATE, --weekly")),
               false;
    if (c->opt[CLI_template] && !cli_slurp(c, c->opt[CLI_template], &o->template_text)) return false;
    p->arena = &c->arena;
    p->english = c->english;
    p->made_at = c->opt[CLI_as_of] ? cedu__str(c->opt[CLI_as_of]) : day(c, time(NULL), localtime_r);
    return regions != NULL;
}

static bool format_option(cli *c, cedu_paper_format *out) {
    const char *name = c->opt[CLI_format], *dot = c->opt[CLI_output] ? strrchr(c->opt[CLI_output], '.') : NULL;
    *out = CEDU_PAPER_AS_md;
    if (!name && (!dot || !cedu__paper_format(dot + 1, out))) return true; /* by the file's name, else Markdown */
    if (!name || cedu__paper_format(name, out)) return true;
    cli_usage(c, CLI_T(c, "没有报告格式 %s（可用：docx html md xlsx）", "there is no report format %s (docx html md xlsx)"),
              name);
    return false;
}

static cedu_store *compose(cli *c, const cedu_paper_order *o, cedu_paper *p) {
    cedu_error err;
    cedu_store *s = cli_open(c, false);
    if (!s || cedu__paper_compose(s, o, p, &err) == CEDU_OK) return s;
    cli_fail(c, o->regions.n == 1 ? cli_z(c, o->regions.p[0]) : NULL, &err);
    cedu__store_close(s);
    return NULL;
}

int cli_run_report(cli *c) {
    cedu_paper_order o;
    cedu_paper p = {0};
    cedu_paper_format f;
    cedu_error err;
    if (!format_option(c, &f) || !order(c, &o, &p)) return c->code;
    if (c->opt[CLI_print_template]) return cli_putz(c, cedu__paper_template(&o, c->english)), c->code;
    cedu_store *s = compose(c, &o, &p);
    if (!s) return c->code;
    cedu_buf b = {0};
    if (cedu__paper_write(&p, f, &b, &err) == CEDU_OK) cli_deliver(c, &b, f == CEDU_PAPER_AS_md || f == CEDU_PAPER_AS_html);
    else cli_fail(c, NULL, &err);
    cedu__buf_release(&b);
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ bundle, verify */
int cli_run_bundle(cli *c) {
    cedu_paper_order o;
    cedu_paper p = {0};
    cedu_error err;
    if (!c->opt[CLI_output]) return cli_usage(c, CLI_T(c, "用 -o FILE.zip 指定写到哪里", "say where to with -o FILE.zip"));
    cedu_store *s = order(c, &o, &p) ? compose(c, &o, &p) : NULL;
    if (!s) return c->code;
    cedu_buf b = {.max = CEDU_MAX_BUNDLE};
    if (cedu__bundle_make(s, &p, &b, &err) == CEDU_OK) cli_deliver(c, &b, false);
    else cli_fail(c, NULL, &err);
    cedu__buf_release(&b);
    cedu__store_close(s);
    return c->code;
}

int cli_run_verify(cli *c) {
    for (size_t i = 0; i < c->arg_count; i++) {
        cedu_bundle_report r;
        cedu_error err;
        if (cedu__bundle_verify(c->args[i], &c->arena, &r, &err) != CEDU_OK) {
            cli_fail(c, c->args[i], &err);
            continue;
        }
        for (size_t k = 0; k < r.problems.n; k++) {
            const cedu_bundle_problem *x = &r.problems.p[k];
            cli_putf(c, "%.*s: %.*s\n", (int)x->where.n, x->where.p, (int)(c->english ? x->en.n : x->zh.n),
                     c->english ? x->en.p : x->zh.p);
        }
        cli_putf(c,
                 CLI_T(c, "%s：%zu 个文件，%zu 篇原件，%zu 条事实，报告中 %zu 个数字，%zu 处不符\n",
                       "%s: %zu files, %zu originals, %zu facts, %zu numbers of the report, %zu problems\n"),
                 c->args[i], r.files, r.documents, r.facts, r.numbers, r.problems.n);
        if (r.untraced_own)
            cli_putf(c,
                     CLI_T(c, "%s：另有 %zu 个数字是模板自己的文字或知识库的计数，无从核对\n",
                           "%s: %zu more numbers are a template's own or counts of the base: nothing to check them against\n"),
                     c->args[i], r.untraced_own);
        if (r.problems.n) cli_code(c, 1);
    }
    return c->code;
}

/* ------------------------------------------------------------------ cite */
static bool cite_one(cli *c, cedu_store *s, const char *what, cedu_cite_style style, cedu_buf *out) {
    cedu_store_fact f;
    cedu_store_doc d;
    cedu_store_docs cluster = {0};
    cedu_error err;
    cedu_str prefix = cedu__str(what);
    if (cedu__store_document(s, prefix, &c->arena, &d, &err) != CEDU_OK) {
        if (err.status == CEDU_NOT_FOUND && cedu__store_fact(s, prefix, &c->arena, &f, &err) == CEDU_OK)
            err.status = cedu__store_document(s, cedu__str(f.doc), &c->arena, &d, &err);
        if (err.status != CEDU_OK) return cli_fail(c, what, &err), false;
    }
    cedu_store_doc_filter filter = {.cluster = d.cluster, .limit = 1}; /* by date: the first is the earliest */
    bool repost = d.cluster_size > 1 && cedu__store_documents(s, &filter, &c->arena, &cluster, &err) == CEDU_OK && cluster.n &&
                  cluster.p[0].id != d.id;
    cedu_cite_page page = {.title = d.title,
                           .outlet = d.outlet.n ? d.outlet : d.site,
                           .published = d.published,
                           .url = d.url,
                           .file = d.file,
                           .accessed = d.added_at,
                           .authors = d.authors,
                           .sha256 = d.sha256,
                           .repost = repost};
    cedu__cite(&page, style, out);
    return true;
}

int cli_run_cite(cli *c) {
    cedu_cite_style style;
    if (!style_option(c, &style)) return c->code;
    cedu_store *s = cli_open(c, false);
    bool list = s && style == CEDU_CITE_csl; /* what reference managers import is a list, also of one */
    size_t told = 0;
    for (size_t i = 0; s && i < c->arg_count; i++) {
        cedu_buf b = {0};
        if (cite_one(c, s, c->args[i], style, &b)) {
            if (list) cli_putz(c, told ? ",\n" : "[");
            cli_put(c, b.p, b.n);
            if (!list) cli_putz(c, "\n");
            told++;
        }
        cedu__buf_release(&b);
    }
    if (list) cli_putz(c, told ? "]\n" : "[]\n");
    cedu__store_close(s);
    return c->code;
}
