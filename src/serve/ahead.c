/* ahead.c - what pages ask on opening, worked out before anybody asks; and the file read into memory. Both for a large base only.
 *
 * The first ask of a region reads its facts from all over a file of gigabytes and judges them: tenths of a second to seconds. So think.c, where
 * nothing else is to do, computes what the pages of each region ask first, the regions with most facts first, until the kept answers fill
 * their room (kept.c); after a change of the base it goes along the list again and does those anew whose region has changed. It gives way to
 * whoever works at the machine: think.c runs it at a lower priority, and with pauses as long as requests arrive. The rows that it has read
 * stay in the system's memory, so that questions nobody foresaw find them there.
 *
 * To add a question: a row in `of_base`, `of_subject` or `of_region`, with the parameters that the page (ui/src/pages) asks with on opening.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "serve/server.h"
#include "serve/think.h"

#define REGIONS    2000     /* those with most facts; the kept answers of so many do not fit in their room */
#define SWEEP_US   30000000 /* from one walk along the list to the next, at least */
#define LOOKS      64       /* at answers that are there already, a step */
#define WARM_CHUNK (4u << 20)

#define SUBJECTS 40 /* likewise */
typedef struct question {
    const char *path; /* ending with '/': the name follows; else it is a parameter */
    const char *query;
} question;
static const question of_base[] = {{"/api/v1/overview", ""},
                                   {"/api/v1/regions", "limit=1000"},
                                   {"/api/v1/subjects", "limit=1000"},
                                   {"/api/v1/overlap", "review=1&limit=1"},
                                   {"/api/v1/policies", "limit=1000"},
                                   {"/api/v1/lineage", "review=1&limit=200"},
                                   {"/api/v1/ledger/compute", "review=1&limit=100"},
                                   {"/api/v1/talent", "review=1&limit=500"},
                                   {"/api/v1/review", "limit=200"}};
static const question of_subject[] = {{"/api/v1/facts", "order=subject&limit=1000"}};
static const question of_region[] = {
    {"/api/v1/region/", "review=1"},
    {"/api/v1/facts", "kind=problem,task,instrument,recommendation,project,statement&limit=60"},
    {"/api/v1/facts", "kind=policy,target,registry,event,project&limit=1000"},
    {"/api/v1/targets", "numeric=1&weigh=1&limit=1000"},
    {"/api/v1/conflicts", "coexist=1&limit=200"},
    {"/api/v1/derive", "limit=300"},
    {"/api/v1/policies", "limit=1000"},
    {"/api/v1/lineage", "review=1&limit=200"},
    {"/api/v1/ledger/compute", "review=1&limit=100"},
    {"/api/v1/talent", "review=1&limit=500"},
    {"/api/v1/graph/", ""},
    {"/api/v1/chain", "review=1"},
    {"/api/v1/subsidy", "review=1&limit=200"}};

static void key_of(const question *k, const char *what, cedu_str name, cedu_buf *out) {
    cedu_query_pair p[8];
    cedu_buf path = {0};
    size_t n = 0;
    cedu__buf_z(&path, k->path);
    bool in_path = cedu__ends(cedu__buf_view(&path), CEDU_STR("/"));
    if (in_path) cedu__buf_str(&path, name);
    else if (name.n) p[n++] = (cedu_query_pair){cedu__str(what), name};
    for (cedu_str rest = cedu__str(k->query); rest.n && n < CEDU_COUNT(p);) {
        const char *amp = memchr(rest.p, '&', rest.n);
        cedu_str one = {rest.p, amp ? (size_t)(amp - rest.p) : rest.n};
        const char *eq = memchr(one.p, '=', one.n);
        size_t at = eq ? (size_t)(eq - one.p) : one.n;
        p[n++] = (cedu_query_pair){cedu__sub(one, 0, at), cedu__sub(one, at + (eq != NULL), one.n)};
        rest = cedu__sub(rest, one.n + (amp != NULL), rest.n);
    }
    out->n = 0;
    if (!path.failed) cedu__http_key(cedu__buf_view(&path), p, n, out);
    cedu__buf_release(&path);
}

/* The names of this walk; false: nothing has changed since the last. */
static bool begin(cedu_server *s, cedu_ahead *a) {
    cedu_error err;
    cedu_store_counts regions, subjects;
    uint64_t version;
    cedu_store *store = s->thinker.desk.store;
    if (cedu__serve_now() < a->next || cedu__store_version(store, &version, &err) != CEDU_OK ||
        (version == a->version && time(NULL) / 86400 == a->day))
        return false;
    a->next = cedu__serve_now() + SWEEP_US, a->version = version, a->day = time(NULL) / 86400;
    cedu__arena_release(&a->arena), cedu__arena_init(&a->arena, CEDU_SERVE_MEMORY);
    a->at = 0, a->n = 0;
    if (cedu__store_regions(store, REGIONS, &a->arena, &regions, &err) != CEDU_OK ||
        cedu__store_subjects(store, (cedu_str){0}, SUBJECTS, &a->arena, &subjects, &err) != CEDU_OK)
        return false;
    a->names = CEDU_NEW_N(&a->arena, cedu_str, subjects.n + regions.n + 1);
    if (!a->names) return false;
    for (size_t i = 0; i < subjects.n; i++) a->names[i] = subjects.p[i].id.n ? subjects.p[i].id : subjects.p[i].name;
    for (size_t i = 0; i < regions.n; i++) a->names[subjects.n + i] = regions.p[i].name;
    a->subjects = subjects.n;
    a->n = CEDU_COUNT(of_base) + subjects.n * CEDU_COUNT(of_subject) + regions.n * CEDU_COUNT(of_region);
    atomic_store(&a->waiting, a->n);
    return true;
}

/* Question `at` of the walk; *region: the name of the one it is about, or absent. */
static void question_at(const cedu_ahead *a, size_t at, cedu_str *region, cedu_buf *key) {
    size_t of_subjects = a->subjects * CEDU_COUNT(of_subject);
    *region = (cedu_str){0};
    if (at < CEDU_COUNT(of_base)) {
        key_of(&of_base[at], NULL, *region, key);
    } else if ((at -= CEDU_COUNT(of_base)) < of_subjects) {
        key_of(&of_subject[at % CEDU_COUNT(of_subject)], "subject", a->names[at / CEDU_COUNT(of_subject)], key);
    } else {
        at -= of_subjects;
        *region = a->names[a->subjects + at / CEDU_COUNT(of_region)];
        key_of(&of_region[at % CEDU_COUNT(of_region)], "region", *region, key);
    }
}

int64_t cedu__ahead_step(cedu_server *s) {
    cedu_thinker *t = &s->thinker;
    cedu_ahead *a = &t->ahead;
    cedu_buf key = {0}, body = {.max = CEDU_MAX_PAYLOAD};
    int64_t began = cedu__serve_now(), worked = 0;
    size_t ticket;
    if (!s->cache.big || (a->at == a->n && !begin(s, a))) return 0;
    for (size_t looks = 0; !worked && a->at < a->n && looks < LOOKS; looks++, a->at++) {
        cedu_str region;
        question_at(a, a->at, &region, &key);
        if (!key.n || !cedu__kept_ahead(s, cedu__buf_view(&key), (cedu_strs){&region, region.n > 0}, &ticket)) continue;
        bool ok = cedu__http_again(s, cedu__buf_view(&key), &t->desk, &t->arena, &body);
        cedu__kept_end(s, ticket, ok ? cedu__buf_view(&body) : (cedu_str){0}, ok ? cedu__hash(cedu__buf_view(&body)) | 1 : 0);
        cedu__arena_reset(&t->arena);
        worked = cedu__serve_now() - began;
    }
    atomic_store(&a->waiting, a->n - a->at);
    cedu__buf_release(&key);
    cedu__buf_release(&body);
    return worked ? worked : 1;
}

/* ------------------------------------------------------------------ the file */
static size_t available(void) { /* bytes that the system says it could give away; 0 = it does not say */
    char line[128];
    size_t kb = 0;
    FILE *f = fopen("/proc/meminfo", "r");
    while (f && !kb && fgets(line, sizeof line, f)) (void)!sscanf(line, "MemAvailable: %zu", &kb);
    if (f) fclose(f);
    return kb << 10;
}

void cedu__warm(int fd, _Atomic bool *stopping) {
    struct stat st;
    /* What is behind half of the memory would push out what others use; of a larger file its end is read, where the last added lies. */
    off_t most = (off_t)(available() / 2), from = 0;
    if (fstat(fd, &st)) return;
    if (st.st_size > most) from = st.st_size - most;
    for (off_t at = from; at < st.st_size && !atomic_load(stopping); at += WARM_CHUNK)
        (void)!posix_fadvise(fd, at, WARM_CHUNK, POSIX_FADV_WILLNEED);
}
