/* intake.c - the queue, the reading thread, and what is told about it. See intake.h for the promises.
 *
 * Invariants: the lock guards the queue, the counters and the ring of events, and is never held while a page is read or the store
 * is asked; a page's event is appended after its transaction was committed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "engine.h"
#include "input/input.h"
#include "report/report.h"
#include "serve/intake.h"
#include "store/handover.h"
#include "store/store.h"

#define RING          512 /* events kept for those who come back */
#define FIRST         100 /* events that a newcomer gets */
#define ROWS          100 /* in the state */
#define BATCH_PAGES   50
#define BATCH_SECONDS 0.4

typedef struct job {
    struct job *next;
    char *path, *name;
    uint64_t size;
} job;

typedef struct event {
    uint64_t seq;
    char *json;
} event;

typedef struct counts {
    uint64_t files, files_done, pages, added, same, failed, bytes, facts, findings;
    uint64_t by_kind[CEDU_FACT_KIND_COUNT], by_class[CEDU_FINDING_COUNT];
} counts;

enum {
    ROUND_GAP = 3
}; /* seconds without a file after which the counts begin anew, unless the client says that it is the same round */

struct cedu_intake {
    cedu_intake_options opt;
    char spool[512];
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    job *first, **last;
    uint64_t waiting, arriving, spooled, made;
    bool running;
    _Atomic bool stopping; /* also looked at between the members of a container */
    counts n;
    long round;   /* what the client calls the files that are counted; 0 = nothing */
    double ended; /* when the last file was read */
    char *now;    /* name of the file under way; NULL = none */
    uint64_t seq, version;
    event ring[RING];
    cedu_store *store;
    cedu_worker *worker;
};

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
static void woken(cedu_intake *n) {
    if (n->opt.woken) n->opt.woken(n->opt.ctx);
}

/* ------------------------------------------------------------------ names and spool files */
/* A label: valid UTF-8 without control characters, no drive or root, no step upwards. */
static char *clean_name(cedu_str s) {
    cedu_buf b = {0};
    size_t ok = cedu__u8_valid(s.p, s.n);
    for (size_t i = 0; i < ok;) {
        size_t e = i;
        while (e < ok && s.p[e] != '/' && s.p[e] != '\\') e++;
        cedu_str part = cedu__sub(s, i, e);
        if (part.n && !cedu__eqz(part, ".") && !cedu__eqz(part, "..")) {
            if (b.n) cedu__buf_char(&b, '/');
            for (size_t k = 0; k < part.n; k++)
                cedu__buf_char(&b, (unsigned char)part.p[k] < 0x20 || part.p[k] == 0x7F ? '_' : part.p[k]);
        }
        i = e + 1;
    }
    if (!b.n) cedu__buf_z(&b, "upload");
    cedu__buf_char(&b, 0);
    if (!b.failed) return b.p;
    cedu__buf_release(&b);
    return NULL;
}

/* The last one or two endings (.tar.gz), letters and digits only. */
static void ending_of(cedu_str name, char out[32]) {
    size_t at = name.n, dots = 0;
    out[0] = 0;
    while (at > 0 && name.n - at < 16) {
        unsigned char c = (unsigned char)name.p[at - 1];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '.' && dots < 2) {
            dots++, at--;
            snprintf(out, 32, "%.*s", (int)(name.n - at), name.p + at);
            continue;
        }
        if (!plain) break;
        at--;
    }
}

cedu_status cedu__intake_spool(cedu_intake *n, cedu_str name, uint64_t size, char **path, int *fd, cedu_error *err) {
    char ending[32], full[640];
    ending_of(name, ending);
    pthread_mutex_lock(&n->lock);
    bool room =
        n->arriving < CEDU_MAX_UPLOADS && n->waiting < CEDU_MAX_UPLOADS_QUEUE && n->spooled + size <= CEDU_MAX_UPLOAD_SPOOL;
    if (room) n->arriving++, n->spooled += size;
    snprintf(full, sizeof full, "%s/%llu%s", n->spool, (unsigned long long)n->made++, ending);
    pthread_mutex_unlock(&n->lock);
    if (!room)
        return cedu__fail(err, CEDU_DB_LOCKED, "等着读的文件太多；稍后再送",
                          "too many files wait to be read: try again in a moment");
    *path = strdup(full);
    *fd = *path ? open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    if (*fd >= 0) return CEDU_OK;
    int why = errno;
    bool memory = !*path;
    cedu__intake_drop(n, *path, size);
    *path = NULL;
    if (memory) return cedu__fail_nomem(err);
    return cedu__fail(err, why == ENOSPC ? CEDU_DISK_FULL : CEDU_IO, "上传的临时文件写不了：%s",
                      "the spool cannot be written: %s", strerror(why));
}

static void room_back(cedu_intake *n, uint64_t size, bool arriving) {
    pthread_mutex_lock(&n->lock);
    n->spooled -= size;
    if (arriving) n->arriving--;
    pthread_mutex_unlock(&n->lock);
}

void cedu__intake_drop(cedu_intake *n, char *path, uint64_t size) {
    if (path) unlink(path);
    free(path);
    room_back(n, size, true);
}

bool cedu__intake_put(cedu_intake *n, char *path, uint64_t size, cedu_str name, long round) {
    job *j = cedu__malloc(sizeof *j);
    char *label = clean_name(name);
    if (!j || !label) {
        free(j);
        free(label);
        cedu__intake_drop(n, path, size);
        return false;
    }
    *j = (job){.path = path, .name = label, .size = size};
    pthread_mutex_lock(&n->lock);
    bool idle = !n->running && !n->first && seconds() - n->ended > ROUND_GAP;
    if (idle && (!round || round != n->round)) n->n = (counts){0};
    n->round = round;
    *n->last = j;
    n->last = &j->next;
    n->waiting++, n->n.files++, n->version++;
    n->arriving--;
    pthread_cond_signal(&n->wake);
    pthread_mutex_unlock(&n->lock);
    woken(n);
    return true;
}

/* ------------------------------------------------------------------ telling */
static void put_z(cedu_json *j, const char *key, cedu_str s) {
    cedu__json_key(j, key);
    if (s.p) cedu__report_text(j, s);
    else cedu__json_null(j);
}
static void put_n(cedu_json *j, const char *key, uint64_t v) {
    cedu__json_key(j, key);
    cedu__json_int(j, (int64_t)v);
}
static const char *how_name(cedu_added how) {
    static const char *const names[] = {"new", "same", "alias", "stale", "reread"};
    return names[how];
}

typedef struct told { /* of one page, until its transaction is committed */
    struct told *next;
    char *json;
    counts n;
} told;

static void put_page(cedu_buf *b, const job *f, const cedu_member *m, const char *how, const cedu_page *page,
                     const cedu_error *why, const counts *n) {
    cedu_json j = {.out = b};
    const cedu_document *d = page ? cedu_page_document(page) : NULL;
    cedu__json_open(&j, '{');
    put_z(&j, "file", cedu__str(f->name));
    put_z(&j, "member", cedu__str(m->name));
    put_z(&j, "how", cedu__str(how));
    put_z(&j, "doc", d ? cedu__str(d->sha256) : (cedu_str){0});
    put_z(&j, "title", d ? d->title : (cedu_str){0});
    put_z(&j, "outlet", d ? d->outlet : (cedu_str){0});
    put_z(&j, "published", d ? d->published : (cedu_str){0});
    put_n(&j, "bytes", m->bytes.n);
    put_n(&j, "facts", n->facts);
    put_n(&j, "findings", n->findings);
    cedu__json_key(&j, "findings_by_class");
    cedu__json_open(&j, '{');
    for (size_t k = 0; k < CEDU_FINDING_COUNT; k++)
        if (n->by_class[k]) put_n(&j, cedu_finding_name((cedu_finding_class)k), n->by_class[k]);
    cedu__json_close(&j, '}');
    put_z(&j, "error", why ? cedu__str(why->zh) : (cedu_str){0});
    put_z(&j, "error_en", why ? cedu__str(why->en) : (cedu_str){0});
    cedu__json_close(&j, '}');
    cedu__buf_char(b, 0);
}

static void add_counts(counts *to, const counts *x) {
    to->pages += x->pages, to->added += x->added, to->same += x->same, to->failed += x->failed;
    to->bytes += x->bytes, to->facts += x->facts, to->findings += x->findings;
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) to->by_kind[k] += x->by_kind[k];
    for (size_t k = 0; k < CEDU_FINDING_COUNT; k++) to->by_class[k] += x->by_class[k];
}

static void tell(cedu_intake *n, told *list) {
    if (!list) return;
    pthread_mutex_lock(&n->lock);
    while (list) {
        told *t = list;
        list = t->next;
        add_counts(&n->n, &t->n);
        event *e = &n->ring[++n->seq % RING];
        free(e->json);
        *e = (event){n->seq, t->json};
        free(t);
    }
    n->version++;
    pthread_mutex_unlock(&n->lock);
    woken(n);
}

void cedu__intake_state(cedu_intake *n, cedu_json *j, bool rows) {
    pthread_mutex_lock(&n->lock);
    const counts *k = &n->n;
    const struct {
        const char *key;
        uint64_t v;
    } all[] = {{"files", k->files},      {"files_done", k->files_done}, {"pages", k->pages}, {"added", k->added},
               {"same", k->same},        {"failed", k->failed},         {"bytes", k->bytes}, {"facts", k->facts},
               {"findings", k->findings}};
    cedu__json_open(j, '{');
    put_n(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "running");
    cedu__json_bool(j, n->running || n->first);
    put_z(j, "now", cedu__str(n->now));
    for (size_t i = 0; i < CEDU_COUNT(all); i++) put_n(j, all[i].key, all[i].v);
    cedu__json_key(j, "facts_by_kind");
    cedu__json_open(j, '{');
    for (size_t i = 0; i < CEDU_FACT_KIND_COUNT; i++)
        if (k->by_kind[i]) put_n(j, cedu_fact_kind_name((cedu_fact_kind)i), k->by_kind[i]);
    cedu__json_close(j, '}');
    cedu__json_key(j, "findings_by_class");
    cedu__json_open(j, '{');
    for (size_t i = 0; i < CEDU_FINDING_COUNT; i++)
        if (k->by_class[i]) put_n(j, cedu_finding_name((cedu_finding_class)i), k->by_class[i]);
    cedu__json_close(j, '}');
    if (rows) {
        cedu__json_key(j, "rows");
        cedu__json_open(j, '[');
        for (uint64_t s = n->seq > ROWS ? n->seq - ROWS + 1 : 1; s <= n->seq; s++) {
            const char *z = n->ring[s % RING].json;
            if (j->comma) cedu__buf_char(j->out, ',');
            cedu__buf_z(j->out, z);
            j->comma = true;
        }
        cedu__json_close(j, ']');
    }
    cedu__json_close(j, '}');
    pthread_mutex_unlock(&n->lock);
}

void cedu__intake_events(cedu_intake *n, uint64_t *seq, uint64_t *version, cedu_buf *out) {
    pthread_mutex_lock(&n->lock);
    uint64_t from = *seq <= n->seq ? *seq + 1 : n->seq + 1, most = *seq ? RING - 1 : FIRST;
    if (n->seq >= most && from < n->seq - most + 1) from = n->seq - most + 1;
    for (uint64_t s = from; s <= n->seq; s++)
        cedu__buf_f(out, "id: %llu\nevent: page\ndata: %s\n\n", (unsigned long long)s, n->ring[s % RING].json);
    *seq = n->seq;
    bool changed = *version != n->version;
    *version = n->version;
    pthread_mutex_unlock(&n->lock);
    if (!changed) return;
    cedu_json j = {.out = out};
    cedu__buf_z(out, "event: state\ndata: ");
    cedu__intake_state(n, &j, false);
    cedu__buf_z(out, "\n\n");
}

/* ------------------------------------------------------------------ reading */
typedef struct batch {
    told *first, **last;
    size_t pages;
    double began;
    bool open;
} batch;

static void keep(batch *b, const job *f, const cedu_member *m, const char *how, const cedu_page *page, const cedu_error *why,
                 const counts *n) {
    told *t = cedu__malloc(sizeof *t);
    cedu_buf out = {0};
    put_page(&out, f, m, how, page, why, n);
    if (!t || out.failed) { /* the page is counted nowhere, but it is there: the next overview shows it */
        free(t);
        cedu__buf_release(&out);
        return;
    }
    *t = (told){.json = out.p, .n = *n};
    *b->last = t;
    b->last = &t->next;
}

/* What was read is committed first and told then; what could not be committed is told as failed. */
static void flush(cedu_intake *n, batch *b, const job *f) {
    cedu_error err;
    if (b->open && cedu__store_commit(n->store, &err) != CEDU_OK) {
        cedu_member none = {0};
        counts k = {.failed = 1};
        while (b->first) {
            told *t = b->first;
            b->first = t->next;
            free(t->json);
            free(t);
        }
        b->last = &b->first;
        keep(b, f, &none, "failed", NULL, &err, &k);
    }
    b->open = false;
    b->pages = 0;
    tell(n, b->first);
    b->first = NULL, b->last = &b->first;
}

static void count_page(const cedu_page *page, counts *k) {
    const cedu_document *d = cedu_page_document(page);
    size_t facts = cedu_page_fact_count(page);
    /* A row without a place counts its whole class; those with a place are then its examples. */
    uint64_t total[CEDU_FINDING_COUNT] = {0};
    for (size_t i = 0; i < d->finding_count; i++) {
        const cedu_finding *f = &d->findings[i];
        *(f->placed ? &k->by_class[f->cls] : &total[f->cls]) += f->count;
    }
    for (size_t c = 0; c < CEDU_FINDING_COUNT; c++) {
        if (total[c]) k->by_class[c] = total[c];
        k->findings += k->by_class[c];
    }
    for (size_t i = 0; i < facts; i++) k->by_kind[cedu_page_fact(page, i)->kind]++;
    k->facts = facts;
}

static cedu_status store_page(cedu_intake *n, batch *b, cedu_page *page, const cedu_member *m, cedu_added *how,
                              cedu_error *err) {
    cedu_store_page sp;
    cedu_store_added added = {0};
    cedu_arena scratch;
    cedu_status st = CEDU_OK;
    if (!b->open) {
        if ((st = cedu__store_begin(n->store, err)) != CEDU_OK) return st;
        b->open = true;
        b->began = seconds();
    }
    cedu__arena_init(&scratch, CEDU_MAX_SCRATCH);
    if (!cedu__store_handover(page, (cedu_str){(const char *)m->bytes.p, m->bytes.n}, cedu_engine_fingerprint(n->opt.engine),
                              &scratch, &sp))
        st = cedu__fail_nomem(err);
    else {
        sp.container = (cedu_str){(const char *)m->original.p, m->original.n}; /* the file that the text was extracted from */
        sp.extracted = m->extracted;
        st = cedu__store_add(n->store, &sp, false, &added, err);
    }
    cedu__arena_release(&scratch);
    *how = added.how;
    b->pages++;
    return st;
}

static void read_member(cedu_intake *n, batch *b, const job *f, cedu_member *m, cedu_status st, cedu_error *err) {
    counts k = {.pages = 1};
    cedu_page *page = NULL;
    const char *how = "failed";
    if (st == CEDU_OK) st = m->bytes.p ? CEDU_OK : cedu__input_read(f->path, &m->bytes, err);
    if (st == CEDU_OK) st = cedu__input_convert(m, f->name, err);
    if (st == CEDU_OK) {
        k.bytes = m->bytes.n;
        cedu_input in = cedu__input_page(f->name, m);
        cedu_added added = CEDU_ADDED_NEW;
        st = cedu_worker_read(n->worker, &in, NULL, &page, err);
        if (st == CEDU_OK) st = store_page(n, b, page, m, &added, err);
        if (st == CEDU_OK) {
            how = how_name(added);
            if (added == CEDU_ADDED_NEW || added == CEDU_ADDED_REPLACED) count_page(page, &k), k.added = 1;
            else k.same = 1;
        }
    }
    if (st != CEDU_OK) k.failed = 1;
    keep(b, f, m, how, page, st == CEDU_OK ? NULL : err, &k);
    cedu_page_free(page);
    cedu__input_member_release(m);
    if (b->pages >= BATCH_PAGES || !b->open || seconds() - b->began > BATCH_SECONDS) flush(n, b, f);
}

static void read_job(cedu_intake *n, const job *f) {
    batch b = {.last = &b.first};
    cedu_members *members = NULL;
    cedu_error err = {0};
    cedu_member m = {0};
    cedu_status st = cedu__input_open(f->path, NULL, &members, &err);
    if (st != CEDU_OK || cedu__input_plain(members)) read_member(n, &b, f, &m, st, &err);
    else
        while (!n->stopping && cedu__input_member(members, &m)) {
            err = m.err;
            read_member(n, &b, f, &m, m.status, &err);
            m = (cedu_member){0};
        }
    cedu__input_members_free(members);
    flush(n, &b, f);
}

static void *run(void *ctx) {
    cedu_intake *n = ctx;
    setpriority(PRIO_PROCESS, (id_t)gettid(), CEDU_NICE); /* of this thread alone, on Linux: who reads comes first */
    pthread_mutex_lock(&n->lock);
    for (;;) {
        while (!n->first && !n->stopping) pthread_cond_wait(&n->wake, &n->lock);
        if (n->stopping) break;
        job *f = n->first;
        n->first = f->next;
        if (!n->first) n->last = &n->first;
        n->running = true;
        n->waiting--;
        n->now = f->name;
        n->version++;
        pthread_mutex_unlock(&n->lock);
        woken(n);
        read_job(n, f);
        unlink(f->path);
        room_back(n, f->size, false);
        pthread_mutex_lock(&n->lock);
        n->n.files_done++;
        n->now = NULL;
        n->running = false;
        n->ended = seconds();
        n->version++;
        pthread_mutex_unlock(&n->lock);
        free(f->path);
        free(f->name);
        free(f);
        if (n->opt.ended) n->opt.ended(n->opt.ctx);
        woken(n);
        pthread_mutex_lock(&n->lock);
    }
    pthread_mutex_unlock(&n->lock);
    return NULL;
}

/* ------------------------------------------------------------------ start and stop */
static void clear_spool(cedu_intake *n) {
    DIR *d = opendir(n->spool);
    for (struct dirent *e; d && (e = readdir(d));) {
        char path[800];
        if (e->d_name[0] != '.' && snprintf(path, sizeof path, "%s/%s", n->spool, e->d_name) < (int)sizeof path) unlink(path);
    }
    if (d) closedir(d);
    rmdir(n->spool);
}

cedu_status cedu__intake_start(const cedu_intake_options *opt, cedu_intake **out, cedu_error *err) {
    *out = NULL;
    cedu_intake *n = cedu__malloc(sizeof *n);
    if (!n) return cedu__fail_nomem(err);
    memset(n, 0, sizeof *n);
    n->opt = *opt;
    n->last = &n->first;
    const char *tmp = getenv("TMPDIR");
    if (!tmp || !*tmp || strlen(tmp) > 400) tmp = "/tmp";
    snprintf(n->spool, sizeof n->spool, "%s/cedu-spool-XXXXXX", tmp);
    cedu_status st = cedu__store_open(opt->db, NULL, &n->store, err);
    if (st == CEDU_OK) st = cedu_worker_new(opt->engine, &n->worker, err);
    if (st == CEDU_OK && !mkdtemp(n->spool))
        st = cedu__fail(err, CEDU_IO, "临时目录建不了：%s", "no folder for uploads: %s", strerror(errno));
    if (st != CEDU_OK) {
        cedu_worker_free(n->worker);
        cedu__store_close(n->store);
        free(n);
        return st;
    }
    pthread_mutex_init(&n->lock, NULL);
    pthread_cond_init(&n->wake, NULL);
    if (pthread_create(&n->thread, NULL, run, n)) {
        clear_spool(n);
        cedu_worker_free(n->worker);
        cedu__store_close(n->store);
        free(n);
        return cedu__fail_nomem(err);
    }
    *out = n;
    return CEDU_OK;
}

void cedu__intake_stop(cedu_intake *n) {
    if (!n) return;
    pthread_mutex_lock(&n->lock);
    n->stopping = true;
    pthread_cond_signal(&n->wake);
    pthread_mutex_unlock(&n->lock);
    pthread_join(n->thread, NULL);
    for (job *f = n->first, *next; f; f = next) {
        next = f->next;
        free(f->path);
        free(f->name);
        free(f);
    }
    for (size_t i = 0; i < RING; i++) free(n->ring[i].json);
    clear_spool(n);
    cedu_worker_free(n->worker);
    cedu__store_close(n->store);
    pthread_mutex_destroy(&n->lock);
    pthread_cond_destroy(&n->wake);
    free(n);
}
