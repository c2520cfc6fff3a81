/* cmd_watch.c - `cedu watch FILE`: reads a list of addresses and paths again and says what is new, changed or gone.
 *
 * Compared is the article (repaired text and title), not the bytes: counters, advertisements and dates of the day change with
 * every visit. What was seen is kept in $XDG_STATE_HOME/cedu/watch/, one small file a list, replaced whole at the end; a page that
 * fails keeps what was known. Nothing is watched in the background: it runs when it is called (from cron, say).
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct seen {
    cedu_str key, hash, title;
    bool now; /* met in this run */
} seen;

typedef CEDU_VEC(seen) seen_list;

static const struct {
    const char *zh, *en;
} states[] = {{"新增", "new"}, {"变化", "changed"}, {"未变", "same"}, {"消失", "gone"}};
enum { NEW, CHANGED, SAME, GONE };

static bool state_path(cli *c, const char *list, char out[4096]) {
    const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char dir[3800], hash[65], *full = realpath(list, NULL);
    int n = xdg && *xdg     ? snprintf(dir, sizeof dir, "%s/cedu/watch", xdg)
            : home && *home ? snprintf(dir, sizeof dir, "%s/.local/state/cedu/watch", home)
                            : -1;
    cedu__sha256_hex(full ? full : list, strlen(full ? full : list), hash);
    free(full);
    bool ok = n > 0 && n < (int)sizeof dir;
    for (char *p = dir + 1; ok; p++)
        if (*p == '/' || !*p) {
            char saved = *p;
            *p = '\0';
            ok = mkdir(dir, 0700) == 0 || errno == EEXIST;
            if (!(*p = saved)) break;
        }
    if (!ok) {
        cedu_error err;
        (void)cedu__fail(&err, CEDU_IO, "无法记下看过的内容；请设置 XDG_STATE_HOME 为可写的文件夹",
                         "what was seen cannot be kept: set XDG_STATE_HOME to a folder that can be written to");
        cli_fail(c, NULL, &err);
        return false;
    }
    return snprintf(out, 4096, "%s/%s.tsv", dir, hash) < 4096;
}

/* "hash \t title \t key" a line. */
static void load(cli *c, const char *path, seen_list *list) {
    cedu_bytes b;
    if (cedu__input_read(path, &b, NULL) != CEDU_OK) return; /* the first time */
    cedu_str all = cedu__arena_str(&c->arena, (cedu_str){(const char *)b.p, b.n});
    cedu__input_bytes_release(&b);
    for (size_t i = 0; i < all.n;) {
        const char *e = memchr(all.p + i, '\n', all.n - i);
        cedu_str line = cedu__sub(all, i, e ? (size_t)(e - all.p) : all.n), part[3] = {0};
        i += line.n + 1;
        for (int k = 0; k < 3; k++) {
            const char *tab = k < 2 ? memchr(line.p, '\t', line.n) : NULL;
            part[k] = cedu__sub(line, 0, tab ? (size_t)(tab - line.p) : line.n);
            line = cedu__sub(line, part[k].n + (tab != NULL), line.n);
        }
        if (part[0].n == 64 && part[2].n) (void)CEDU_PUSH(&c->arena, list, ((seen){part[2], part[0], part[1], false}));
    }
}

static bool save(const char *path, const seen_list *list) {
    char part[4160];
    snprintf(part, sizeof part, "%s.%ld", path, (long)getpid());
    FILE *f = fopen(part, "wxe");
    if (!f) return false;
    for (size_t i = 0; i < list->n; i++) {
        const seen *s = &list->p[i];
        if (s->now)
            fprintf(f, "%.*s\t%.*s\t%.*s\n", (int)s->hash.n, s->hash.p, (int)s->title.n, s->title.p ? s->title.p : "",
                    (int)s->key.n, s->key.p);
    }
    bool ok = !ferror(f);
    ok &= fclose(f) == 0;
    if (ok && rename(part, path) == 0) return true;
    unlink(part);
    return false;
}

static cedu_str one_line(cli *c, cedu_str s) {
    char *p = cedu__arena_dup(&c->arena, s.p ? s.p : "", s.n);
    for (size_t i = 0; p && i < s.n; i++)
        if ((unsigned char)p[i] < 0x20) p[i] = ' ';
    return p ? (cedu_str){p, s.n} : CEDU_STR("");
}

static void article_hash(const cedu_document *d, char out[65]) {
    cedu_buf b = {0};
    cedu__buf_str(&b, d->title);
    for (size_t i = 0; i < d->paragraph_count; i++) {
        cedu__buf_char(&b, '\n');
        cedu__buf_str(&b, d->paragraphs[i].text);
    }
    cedu__sha256_hex(b.p ? b.p : "", b.n, out);
    cedu__buf_release(&b);
}

static seen *find(seen_list *list, cedu_str key) {
    for (size_t i = 0; i < list->n; i++)
        if (cedu__eq(list->p[i].key, key)) return &list->p[i];
    return NULL;
}

static void row(cli *c, cedu_table *t, int state, cedu_str title, cedu_str published, cedu_str key) {
    if (state == SAME && !c->opt[CLI_verbose]) return;
    cedu_cell cells[] = {{.type = CEDU_CELL_STR,
                          .str = cedu__str(states[state].en),
                          .people = cedu__str(CLI_T(c, states[state].zh, states[state].en))},
                         cli_cell(title.n ? title : (cedu_str){0}),
                         cli_cell(published),
                         CEDU_CELL_S(key)};
    cedu__table_row(t, cells);
}

/* One payload: its article against what was known. */
static cedu_status look(cli *c, cedu_worker *w, cedu_table *t, seen_list *list, cedu_str key, const char *path, cedu_member *m,
                        cedu_error *err) {
    cedu_page *p;
    cedu_input in = cedu__input_page(path, m);
    cedu_read_options how = {.stage = CEDU_STAGE_REPAIR};
    cedu_status st = cedu_worker_read(w, &in, &how, &p, err);
    if (st != CEDU_OK) return st;
    const cedu_document *d = cedu_page_document(p);
    char hash[65];
    article_hash(d, hash);
    seen *s = find(list, key);
    int state = !s ? NEW : memcmp(s->hash.p, hash, 64) != 0 ? CHANGED : SAME;
    seen fresh = {key, cedu__arena_str(&c->arena, cedu__str(hash)), one_line(c, d->title), true};
    if (s) *s = fresh;
    else (void)CEDU_PUSH(&c->arena, list, fresh);
    row(c, t, state, fresh.title, cedu__arena_str(&c->arena, d->published), key);
    cedu_page_free(p);
    return c->arena.failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* Items leave a feed when others come: they are no longer known, not gone. */
static bool of_feed(const cedu_str *feeds, size_t n, cedu_str key) {
    for (size_t i = 0; i < n; i++)
        if (cedu__starts(key, feeds[i])) return true;
    return false;
}

int cli_run_watch(cli *c) {
    static const cedu_column columns[] = {{"state", "状态", "state", CEDU_LEFT, 0},
                                          {"title", "标题", "title", CEDU_LEFT, 20},
                                          {"published", "日期", "date", CEDU_LEFT, 0},
                                          {"where", "位置", "where", CEDU_LEFT, 30}};
    if (!cli_engine(c)) return c->code;
    char path[4096];
    cedu_error err;
    const char *list_file = c->args[0];
    if (!state_path(c, list_file, path)) return c->code;
    seen_list list = {0};
    load(c, path, &list);
    cli_feed feed = {.late_output = true};
    cedu_worker *w = NULL;
    c->opt[CLI_urls] = list_file;
    c->arg_count = 0;
    if (cli_feed_open(c, &feed, &err) != CEDU_OK || cedu_worker_new(c->engine, &w, &err) != CEDU_OK) {
        cli_feed_close(&feed);
        return cli_fail(c, list_file, &err);
    }
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    cedu_source *source;
    cedu_member m;
    CEDU_VEC(cedu_str) feeds = {0}; /* "path!" of each */
    for (bool loaded; t && !c->gone && cli_feed_next(c, &feed, &source, &m, &loaded);) {
        cedu_str key = cedu__arena_strf(&c->arena, "%s%s%s", source->path, m.name ? "!" : "", m.name ? m.name : "");
        cedu_str prefix = m.passing ? cedu__arena_strf(&c->arena, "%s!", source->path) : (cedu_str){0};
        if (prefix.n && !(feeds.n && cedu__eq(feeds.p[feeds.n - 1], prefix))) (void)CEDU_PUSH(&c->arena, &feeds, prefix);
        cedu_status st = loaded ? m.status : source->status;
        err = loaded ? m.err : source->err;
        if (st == CEDU_OK) st = cli_load(source->path, &m, loaded, &err);
        if (st == CEDU_OK) st = look(c, w, t, &list, key, source->path, &m, &err);
        if (st != CEDU_OK) {
            seen *s = find(&list, key);
            if (s) s->now = true; /* not gone: not reached */
            err.status = st;
            cli_fail(c, cli_label(c, source->path, &m), &err);
        }
        cedu__input_member_release(&m);
        cedu__input_source_free(source);
    }
    for (size_t i = 0; t && !c->gone && i < list.n; i++)
        if (!list.p[i].now && !of_feed(feeds.p, feeds.n, list.p[i].key))
            row(c, t, GONE, list.p[i].title, (cedu_str){0}, list.p[i].key);
    cli_feed_close(&feed);
    cedu_worker_free(w);
    if (!t) return c->code;
    int code = cli_table_end(c, t, CLI_T(c, "没有新增或变化", "nothing new, nothing changed"));
    if (!c->gone && !save(path, &list)) {
        (void)cedu__fail(&err, CEDU_IO, "无法写入看过的内容", "what was seen could not be written");
        return cli_fail(c, path, &err);
    }
    return code;
}
