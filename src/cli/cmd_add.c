/* cmd_add.c - `cedu add` and `cedu reread`: pages into the knowledge base.
 *
 * Threads read pages (each with a store of its own to see what is there already); the calling thread alone writes, in the order
 * of the inputs, a batch a transaction. Invariants: what is reported as added is committed before the command ends well; stopping at
 * any moment (^C, kill, full disk) leaves a knowledge base that a second run completes; one bad file never stops the rest.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "input/post.h"
#include "propose.h"
#include "store/handover.h"

#define BATCH_DOCUMENTS 200
#define BATCH_SECONDS   2.0

typedef struct thread_state {
    cedu_worker *worker;
    cedu_store *store; /* for cedu__store_has() */
    struct thread_state *next;
} thread_state;

typedef struct adding {
    cli *c;
    cedu_store *store;
    cli_feed feed;             /* add */
    cedu_store_docs documents; /* reread */
    size_t next_document;
    bool reread;
    const char *db_name; /* last part of the knowledge base's path */
    pthread_mutex_t lock;
    thread_state *threads; /* freed when all pages are gone */
    /* progress */
    size_t total, done, batched;
    size_t opened; /* containers */
    double started, drawn, begun;
    bool stopped; /* the store failed: nothing more is tried */
    size_t counts[5], failed, facts, findings, empty;
    cedu_propose_options llm; /* url NULL = nobody is asked */
    cedu_propose_counts proposed;
    size_t unasked; /* pages that the model gave no answer to */
    cedu_error llm_err;
} adding;

typedef struct add_item {
    cedu_source *source;            /* add */
    const cedu_store_doc *document; /* reread */
    const char *path;
    cedu_member member; /* add; a plain file is one without a name */
    bool loaded;
    cedu_buf payload; /* reread */
    cedu_page *page;
    bool present; /* already there: nothing to do */
    cedu_status status;
    cedu_error err;
} add_item;

static volatile sig_atomic_t interrupted;
static void on_signal(int s) { interrupted = s; }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ------------------------------------------------------------------ progress */
static void draw(adding *a, bool last) {
    cli *c = a->c;
    double t = now(), rate = (double)a->done / (t - a->started > 0.001 ? t - a->started : 0.001);
    if (c->opt[CLI_quiet] || (!last && t - a->drawn < (c->err_tty ? 0.1 : 10.0))) return;
    a->drawn = t;
    if (!c->err_tty) {
        if (a->total > 100 && !last)
            fprintf(stderr, CLI_T(c, "%zu/%zu  %.0f 篇/秒\n", "%zu/%zu  %.0f documents/s\n"), a->done, a->total, rate);
        return;
    }
    if (last) {
        fputs("\r\x1b[K", stderr);
        return;
    }
    char bar[31];
    size_t full = a->total ? a->done * 30 / a->total : 0;
    for (size_t i = 0; i < 30; i++) bar[i] = i < full ? '#' : '.';
    bar[30] = 0;
    long eta = rate > 0 && a->total >= a->done ? (long)((double)(a->total - a->done) / rate + 0.5) : 0;
    fprintf(stderr,
            CLI_T(c, "\r\x1b[K[%s] %zu/%zu  %.0f 篇/秒  剩余 %ld:%02ld", "\r\x1b[K[%s] %zu/%zu  %.0f/s  %ld:%02ld left"), bar,
            a->done, a->total, rate, eta / 60, eta % 60);
    fflush(stderr);
}

/* ------------------------------------------------------------------ threads */
static void *thread_new(void *ctx) {
    adding *a = ctx;
    thread_state *s = cedu__malloc(sizeof *s);
    if (!s) return NULL;
    *s = (thread_state){0};
    cedu_error err;
    cedu_store_options opt = {.read_only = true};
    if (cedu_worker_new(a->c->engine, &s->worker, &err) != CEDU_OK) s->worker = NULL;
    /* Without it everything still works: the store itself refuses doubles. */
    if (!a->reread && cedu__store_open(a->c->opt[CLI_db], &opt, &s->store, &err) != CEDU_OK) s->store = NULL;
    pthread_mutex_lock(&a->lock);
    s->next = a->threads;
    a->threads = s;
    pthread_mutex_unlock(&a->lock);
    return s;
}

static void threads_free(adding *a) {
    for (thread_state *s = a->threads, *n; s; s = n) {
        n = s->next;
        cedu_worker_free(s->worker);
        cedu__store_close(s->store);
        free(s);
    }
    a->threads = NULL;
}

/* A model that fails takes nothing from the page. */
static void propose(adding *a, cedu_page *page) {
    cedu_propose_counts n = {0};
    cedu_error err;
    cedu_status s = cedu__propose(page, &a->llm, &n, &err);
    pthread_mutex_lock(&a->lock);
    a->proposed.requests += n.requests;
    a->proposed.accepted += n.accepted;
    for (size_t i = 0; i < CEDU_REFUSAL_COUNT; i++) a->proposed.refused[i] += n.refused[i];
    if (s != CEDU_OK && !a->unasked++) a->llm_err = err;
    pthread_mutex_unlock(&a->lock);
}

static void tell_proposed(adding *a) {
    static const char *const zh[] = {
#define CEDU__X(name, zh, en) zh,
        CEDU_REFUSALS(CEDU__X)
#undef CEDU__X
    };
    static const char *const en[] = {
#define CEDU__X(name, zh, en) en,
        CEDU_REFUSALS(CEDU__X)
#undef CEDU__X
    };
    cli *c = a->c;
    if (!a->llm.url) return;
    cli_say(c,
            CLI_T(c, "模型：问了 %zu 次，%zu 条建议在原文中核实、待审",
                  "model: asked %zu times, %zu proposals stand in their page and wait for review"),
            a->proposed.requests, a->proposed.accepted);
    for (size_t i = 0; i < CEDU_REFUSAL_COUNT; i++)
        if (a->proposed.refused[i])
            cli_say(c, CLI_T(c, "  拒绝 %zu 条：%s", "  refused %zu: %s"), a->proposed.refused[i], (c->english ? en : zh)[i]);
    if (!a->unasked) return;
    cli_say(c, CLI_T(c, "  %zu 篇没有得到模型的完整回答，第一个原因：", "  %zu pages got no full answer; the first reason:"),
            a->unasked);
    cli_fail(c, NULL, &a->llm_err);
}

static void work(void *ctx, void *state, void *item) {
    adding *a = ctx;
    thread_state *s = state;
    add_item *it = item;
    if (it->status != CEDU_OK) return;
    it->err = (cedu_error){0};
    if (!s || !s->worker) {
        it->status = cedu__fail_nomem(&it->err);
        return;
    }
    cedu_input in = {.name = it->path};
    if (a->reread) in.bytes = (const unsigned char *)it->payload.p, in.n = it->payload.n;
    else {
        it->status = cli_load(it->path, &it->member, it->loaded, &it->err);
        if (it->status != CEDU_OK) return;
        in = cedu__input_page(it->path, &it->member);
        if (s->store) {
            char sha[65];
            cedu__sha256_hex(in.bytes, in.n, sha);
            const char *fp = cedu_engine_fingerprint(a->c->engine);
            cedu_error ignored;
            if (cedu__store_has(s->store, sha, fp, it->path, in.member, &it->present, &ignored) != CEDU_OK) it->present = false;
            if (it->present) return;
        }
    }
    if (a->reread && it->document->member.p) {
        /* What the container said is kept in the document only: give it again. The strings end with a NUL byte (store's arena). */
        in.member = it->document->member.p;
        in.url = it->document->url.p, in.title = it->document->title.p, in.date = it->document->published.p;
    }
    it->status = cedu_worker_read(s->worker, &in, NULL, &it->page, &it->err);
    if (it->status == CEDU_OK && a->llm.url) propose(a, it->page);
}

static add_item *item_new(adding *a) {
    add_item *it = cedu__malloc(sizeof *it);
    if (it) {
        *it = (add_item){.status = CEDU_OK};
        return it;
    }
    cedu_error err;
    (void)cedu__fail_nomem(&err);
    cli_fail(a->c, NULL, &err);
    return NULL;
}

/* The knowledge base and its journal may lie in the folder that is added. */
static bool is_own_file(void *ctx, const char *path) {
    const adding *a = ctx;
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    struct stat st, own;
    size_t n = strlen(path);
    bool likely = false; /* a name test first: most files cost no stat */
    for (size_t i = 0; i < CEDU_COUNT(endings) && !likely; i++) {
        size_t k = strlen(a->db_name) + strlen(endings[i]);
        likely = n >= k && !memcmp(path + n - k, a->db_name, strlen(a->db_name)) &&
                 !strcmp(path + n - strlen(endings[i]), endings[i]);
    }
    if (!likely || stat(path, &st) != 0) return false;
    for (size_t i = 0; i < CEDU_COUNT(endings); i++) {
        char own_path[4096];
        if (snprintf(own_path, sizeof own_path, "%s%s", a->c->opt[CLI_db], endings[i]) >= (int)sizeof own_path) return false;
        if (stat(own_path, &own) == 0 && own.st_dev == st.st_dev && own.st_ino == st.st_ino) return true;
    }
    return false;
}

static void *next_source(void *ctx) {
    adding *a = ctx;
    if (interrupted || a->stopped) return NULL;
    cedu_source *s;
    cedu_member m;
    bool loaded;
    if (!cli_feed_next(a->c, &a->feed, &s, &m, &loaded)) return NULL;
    add_item *it = item_new(a);
    if (!it) {
        cedu__input_member_release(&m);
        return cedu__input_source_free(s), NULL;
    }
    it->source = s;
    it->member = m;
    it->loaded = loaded;
    it->path = s->path;
    while (it->path[0] == '.' && it->path[1] == '/' && it->path[2] && it->path[2] != '/') it->path += 2; /* ./a and a are one */
    it->status = loaded ? m.status : s->status;
    it->err = loaded ? m.err : s->err;
    if (loaded && a->opened == a->feed.opened) a->total++; /* the container was counted as one */
    a->opened = a->feed.opened;
    return it;
}

static void *next_document(void *ctx) {
    adding *a = ctx;
    if (interrupted || a->stopped || a->next_document == a->documents.n) return NULL;
    add_item *it = item_new(a);
    if (!it) return NULL;
    it->document = &a->documents.p[a->next_document++];
    it->path = cli_z(a->c, it->document->file);
    it->payload.max = CEDU_MAX_PAYLOAD + 1;
    it->status = cedu__store_original(a->store, it->document->id, &it->payload, &it->err);
    return it;
}

/* ------------------------------------------------------------------ writing */
static bool stop(adding *a, cedu_error *err) {
    a->stopped = true;
    cli_fail(a->c, a->c->opt[CLI_db], err);
    return false;
}

static bool commit(adding *a) {
    cedu_error err;
    if (a->batched == 0) return true;
    a->batched = 0;
    return cedu__store_commit(a->store, &err) == CEDU_OK || stop(a, &err);
}

static void tell(adding *a, const add_item *it, cedu_added how) {
    static const char *const zh[] = {"新增", "已有", "别名", "过期", "重读"};
    static const char *const en[] = {"new", "same", "alias", "stale", "reread"};
    cli *c = a->c;
    if (c->opt[CLI_quiet] || (!c->opt[CLI_verbose] && (a->total > 100 || c->err_tty))) return;
    if (how == CEDU_ADDED_SAME && !c->opt[CLI_verbose]) return;
    const char *word = c->english ? en[how] : zh[how], *label = cli_label(c, it->path, &it->member);
    if (!it->page) {
        cli_line(c, "%s  %s", word, label);
        return;
    }
    const cedu_document *d = cedu_page_document(it->page);
    cli_line(c, CLI_T(c, "%s  %s  %.*s  事实 %zu  发现 %zu", "%s  %s  %.*s  %zu facts  %zu findings"), word, label,
             (int)d->title.n, d->title.p ? d->title.p : "", cedu_page_fact_count(it->page), d->finding_count);
}

static bool store_item(adding *a, add_item *it) {
    cedu_error err;
    if (it->present) {
        a->counts[CEDU_ADDED_SAME]++;
        tell(a, it, CEDU_ADDED_SAME);
        return true;
    }
    if (a->batched == 0) {
        if (cedu__store_begin(a->store, &err) != CEDU_OK) return stop(a, &err);
        a->begun = now();
    }
    a->batched++;
    cedu_str payload =
        a->reread ? cedu__buf_view(&it->payload) : (cedu_str){(const char *)it->member.bytes.p, it->member.bytes.n};
    cedu_arena scratch;
    cedu__arena_init(&scratch, CEDU_MAX_SCRATCH);
    cedu_store_page sp;
    cedu_store_added added = {0};
    cedu_status st;
    if (!cedu__store_handover(it->page, payload, cedu_engine_fingerprint(a->c->engine), &scratch, &sp))
        st = cedu__fail_nomem(&err);
    else {
        sp.container = (cedu_str){(const char *)it->member.original.p, it->member.original.n};
        sp.extracted = it->member.extracted;
        st = cedu__store_add(a->store, &sp, a->reread, &added, &err);
    }
    if (st == CEDU_OK) {
        a->counts[added.how]++;
        if (added.how == CEDU_ADDED_NEW || added.how == CEDU_ADDED_REPLACED)
            a->facts += sp.fact_count, a->findings += sp.doc->finding_count;
        tell(a, it, added.how);
    }
    cedu__arena_release(&scratch);
    /* Only what concerns this document alone is survived; a full disk or a damaged file is the end. */
    if (st != CEDU_OK && cedu_status_exit(st) == 1) {
        a->failed++;
        cli_fail(a->c, it->path, &err);
    } else if (st != CEDU_OK) return stop(a, &err);
    if (a->batched >= BATCH_DOCUMENTS || now() - a->begun > BATCH_SECONDS) return commit(a);
    return true;
}

static bool take(void *ctx, void *item) {
    adding *a = ctx;
    add_item *it = item;
    bool go = !a->stopped;
    if (go && it->status != CEDU_OK) {
        a->failed++;
        it->err.status = it->status;
        cli_fail(a->c, cli_label(a->c, it->path, &it->member), &it->err);
    } else if (go) go = store_item(a, it);
    a->done++;
    draw(a, false);
    cedu_page_free(it->page);
    cedu__input_member_release(&it->member);
    cedu__buf_release(&it->payload);
    cedu__input_source_free(it->source);
    free(it);
    return go;
}

/* ------------------------------------------------------------------ the commands */
static size_t count_sources(adding *a) {
    cli *c = a->c;
    cedu_walk *w;
    cedu_error err;
    if (cedu__input_walk(c->args, c->arg_count, &w, &err) != CEDU_OK) return 0;
    size_t n = 0;
    for (cedu_source *s; (s = cedu__input_next(w)); cedu__input_source_free(s))
        n += s->status != CEDU_OK || !is_own_file(a, s->path);
    cedu__input_walk_free(w);
    return n;
}

static int summary(adding *a) {
    static const cedu_column columns[] = {
        {"new", "新增", "new", CEDU_RIGHT, 0},       {"same", "已有", "same", CEDU_RIGHT, 0},
        {"alias", "别名", "alias", CEDU_RIGHT, 0},   {"reread", "重读", "reread", CEDU_RIGHT, 0},
        {"failed", "失败", "failed", CEDU_RIGHT, 0}, {"stale", "过期", "stale", CEDU_RIGHT, 0},
        {"facts", "事实", "facts", CEDU_RIGHT, 0},   {"findings", "发现", "findings", CEDU_RIGHT, 0},
        {"seconds", "秒", "seconds", CEDU_RIGHT, 0},
    };
    cli *c = a->c;
    cedu_error err;
    size_t stale = 0;
    if (!a->stopped && cedu__store_count_stale(a->store, cedu_engine_fingerprint(c->engine), &stale, &err) != CEDU_OK)
        return cli_fail(c, c->opt[CLI_db], &err);
    double seconds = now() - a->started;
    cedu_cell cells[] = {CEDU_CELL_N(a->counts[CEDU_ADDED_NEW]),
                         CEDU_CELL_N(a->counts[CEDU_ADDED_SAME] + a->counts[CEDU_ADDED_STALE]),
                         CEDU_CELL_N(a->counts[CEDU_ADDED_ALIAS]),
                         CEDU_CELL_N(a->counts[CEDU_ADDED_REPLACED]),
                         CEDU_CELL_N(a->failed),
                         CEDU_CELL_N(stale),
                         CEDU_CELL_N(a->facts),
                         CEDU_CELL_N(a->findings),
                         CEDU_CELL_N((double)(long)(seconds * 100 + 0.5) / 100)};
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    if (!t) return c->code;
    cedu__table_row(t, cells);
    int code = cli_table_end(c, t, NULL);
    if (stale)
        cli_say(c,
                CLI_T(c, "%zu 篇文档是用别的知识包或引擎读的；cedu reread --stale 重读它们",
                      "%zu documents were read with other packs or another engine; cedu reread --stale reads them again"),
                stale);
    return code;
}

static int run(adding *a) {
    cli *c = a->c;
    cedu_error err;
    struct sigaction sa = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND}; /* a second ^C ends at once */
    sigaction(SIGINT, &sa, NULL);
    sigaction(SIGTERM, &sa, NULL);
    pthread_mutex_init(&a->lock, NULL);
    a->started = now();
    cedu_jobs jobs = {.threads = c->threads,
                      .ctx = a,
                      .thread_new = thread_new,
                      .next = a->reread ? next_document : next_source,
                      .work = work,
                      .take = take};
    cedu_status st = cedu__jobs_run(&jobs, &err);
    threads_free(a);
    if (st != CEDU_OK) cli_fail(c, NULL, &err);
    if (a->stopped) cedu__store_rollback(a->store);
    else commit(a);
    draw(a, true);
    pthread_mutex_destroy(&a->lock);
    tell_proposed(a);
    int code = summary(a);
    if (interrupted) {
        cli_say(c, CLI_T(c, "已中断：%zu/%zu；再运行一次即可继续", "interrupted at %zu of %zu; run it again to go on"), a->done,
                a->total);
        cli_flush(c);
        cedu__store_close(a->store);
        signal(interrupted, SIG_DFL);
        raise(interrupted);
    }
    return code;
}

/* Before anything is added: a service that is not there, or not in this network, is the user's to know about at once. */
static bool llm_answers(cli *c, const cedu_propose_options *o) {
    const cedu_post_options how = {.bearer = o->bearer, .anywhere = o->anywhere, .seconds = 300, .max = 1 << 20};
    cedu_str url = cedu__arena_strf(&c->arena, "%s/chat/completions", o->url);
    cedu_buf out = {0};
    cedu_error err;
    /* The smallest question there is; any answer will do, also that it was a bad one. */
    cedu_status s =
        cedu__post_json(url.p ? url.p : "", CEDU_STR("{\"model\":\"\",\"messages\":[],\"max_tokens\":1}"), &how, &out, &err);
    cedu__buf_release(&out);
    if (s == CEDU_USAGE || (s == CEDU_IO && !strstr(err.en, " HTTP "))) return cli_fail(c, NULL, &err), false;
    return true;
}

int cli_run_add(cli *c) {
    if (!cli_engine(c)) return c->code;
    adding a = {.c = c};
    cedu_error err;
    a.llm =
        (cedu_propose_options){c->opt[CLI_llm], c->opt[CLI_llm_model], getenv("CEDU_LLM_KEY"), c->opt[CLI_llm_remote] != NULL};
    if (a.llm.url && !llm_answers(c, &a.llm)) return c->code;
    if (!(a.store = cli_open(c, true))) return c->code;
    const char *slash = strrchr(c->opt[CLI_db], '/');
    a.db_name = slash ? slash + 1 : c->opt[CLI_db];
    a.feed.leave_out = is_own_file;
    a.feed.ctx = &a;
    a.feed.own_progress = true;
    if (cli_feed_open(c, &a.feed, &err) != CEDU_OK) {
        cedu__store_close(a.store);
        return cli_fail(c, NULL, &err);
    }
    a.total = count_sources(&a);
    int code = run(&a);
    cli_feed_close(&a.feed);
    cedu__store_close(a.store);
    return code;
}

int cli_run_reread(cli *c) {
    if (!c->opt[CLI_stale] == !c->arg_count)
        return cli_usage(c, CLI_T(c, "请给出文档，或用 --stale", "name documents, or say --stale"));
    if (!cli_engine(c)) return c->code;
    adding a = {.c = c, .reread = true};
    cedu_error err;
    cedu_status st = CEDU_OK;
    if (!(a.store = cli_open(c, false))) return c->code;
    const char *what = c->opt[CLI_db];
    if (c->opt[CLI_stale]) {
        cedu_store_doc_filter f = {.stale_for = cedu__str(cedu_engine_fingerprint(c->engine))};
        st = cedu__store_documents(a.store, &f, &c->arena, &a.documents, &err);
    } else {
        a.documents.p = CEDU_NEW_N(&c->arena, cedu_store_doc, c->arg_count);
        if (!a.documents.p) st = cedu__fail_nomem(&err);
        for (size_t i = 0; i < c->arg_count && st == CEDU_OK; i++) {
            what = c->args[i];
            st = cedu__store_document(a.store, cedu__str(c->args[i]), &c->arena, &a.documents.p[i], &err);
            a.documents.n += st == CEDU_OK;
        }
    }
    a.total = a.documents.n;
    int code = st == CEDU_OK ? run(&a) : cli_fail(c, what, &err);
    cedu__store_close(a.store);
    return code;
}
