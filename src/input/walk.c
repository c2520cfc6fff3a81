/* walk.c - files, folders and "-" -> sources, one at a time, in an order that depends on names only.
 *
 * A stack of open listings, one a level. A folder's names are read at once and sorted, so memory is that of the names on the
 * way down, and files that appear during the walk do not disturb it. Folders are known by (device, inode): one that is on the stack is a loop,
 * one that was left is a second way to the same files.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/trace.h"
#include "input/internal.h"

typedef struct folder_id {
    dev_t dev;
    ino_t ino;
} folder_id;

typedef struct level {
    char *path; /* of the folder, without a slash at its end unless it is "/" */
    char **names;
    size_t n, next;
    folder_id id;
} level;

struct cedu_walk {
    const char *const *paths;
    size_t n, next;
    level stack[CEDU_MAX_FOLDER_DEPTH];
    size_t depth;
    folder_id *seen; /* folders under the current argument: an open hash table */
    size_t seen_n, seen_cap;
    bool failed;
};

/* ------------------------------------------------------------------ folders seen */
static size_t seen_slot(const folder_id *table, size_t cap, folder_id id) {
    uint64_t h = ((uint64_t)id.ino * 0x9E3779B97F4A7C15u) ^ (uint64_t)id.dev * 0xC2B2AE3D27D4EB4Fu;
    size_t i = (size_t)(h >> 20) & (cap - 1);
    while (table[i].ino != 0 && (table[i].ino != id.ino || table[i].dev != id.dev)) i = (i + 1) & (cap - 1);
    return i;
}

/* True when the folder is new under this argument; remembers it. */
static bool seen_add(cedu_walk *w, folder_id id) {
    if (id.ino == 0) return true; /* no file system gives it out; never mistaken for an empty slot */
    if (w->seen_n * 2 >= w->seen_cap) {
        size_t cap = w->seen_cap ? w->seen_cap * 2 : 64;
        folder_id *t = cedu__malloc(cap * sizeof *t);
        if (!t) return w->failed = true, false;
        memset(t, 0, cap * sizeof *t);
        for (size_t i = 0; i < w->seen_cap; i++)
            if (w->seen[i].ino) t[seen_slot(t, cap, w->seen[i])] = w->seen[i];
        free(w->seen);
        w->seen = t, w->seen_cap = cap;
    }
    size_t i = seen_slot(w->seen, w->seen_cap, id);
    if (w->seen[i].ino) return false;
    w->seen[i] = id, w->seen_n++;
    return true;
}

/* ------------------------------------------------------------------ sources */
static char *copy(const char *z, size_t n) {
    char *p = cedu__malloc(n + 1);
    if (p) memcpy(p, z, n), p[n] = '\0';
    return p;
}

static char *join(const char *folder, const char *name) {
    size_t a = strlen(folder), b = strlen(name), slash = a > 0 && folder[a - 1] != '/';
    char *p = cedu__malloc(a + slash + b + 1);
    if (!p) return NULL;
    memcpy(p, folder, a);
    if (slash) p[a] = '/';
    memcpy(p + a + slash, name, b + 1);
    return p;
}

/* Takes `path`; NULL when memory is out. */
static cedu_source *source_new(cedu_walk *w, char *path) {
    cedu_source *s = path ? cedu__malloc(sizeof *s) : NULL;
    if (!s) return free(path), w->failed = true, NULL;
    *s = (cedu_source){.path = path};
    return s;
}

void cedu__input_source_free(cedu_source *s) {
    if (!s) return;
    free(s->path);
    free(s);
}

cedu_source *cedu__input_source_copy(const cedu_source *s) {
    cedu_source *t = cedu__malloc(sizeof *t);
    if (!t) return NULL;
    *t = *s;
    if ((t->path = copy(s->path, strlen(s->path)))) return t;
    free(t);
    return NULL;
}

/* ------------------------------------------------------------------ levels */
static void level_release(level *l) {
    for (size_t i = 0; i < l->n; i++) free(l->names[i]);
    free(l->names);
    free(l->path);
    *l = (level){0};
}

/* Numbers in names by their value: page_2 before page_10. */
static int by_name(const void *a, const void *b) { return strverscmp(*(char *const *)a, *(char *const *)b); }

/* Lists a folder; 0 or errno. */
static int level_list(level *l) {
    DIR *d = opendir(l->path);
    if (!d) return errno;
    size_t cap = 0;
    int error = 0;
    for (struct dirent *e; errno = 0, (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        if (l->n == cap) {
            cap = cap ? cap * 2 : 32;
            char **p = cedu__realloc(l->names, cap * sizeof *p);
            if (!p) {
                error = ENOMEM;
                break;
            }
            l->names = p;
        }
        char *name = copy(e->d_name, strlen(e->d_name));
        if (!name) {
            error = ENOMEM;
            break;
        }
        l->names[l->n++] = name;
    }
    if (!error) error = errno; /* readdir's */
    closedir(d);
    if (l->n > 1) qsort(l->names, l->n, sizeof *l->names, by_name);
    return error;
}

/* Enters the folder of `s`. NULL when there is nothing to tell (s is freed), else s with its error. */
static cedu_source *enter(cedu_walk *w, cedu_source *s, folder_id id) {
    for (size_t i = 0; i < w->depth; i++)
        if (w->stack[i].id.dev == id.dev && w->stack[i].id.ino == id.ino) {
            s->status = cedu__fail(&s->err, CEDU_BAD_INPUT, "文件夹循环：它通向包含它的文件夹，已跳过；其余照常读取",
                                   "a loop: this folder leads back to a folder that holds it; left out, the rest is read");
            return s;
        }
    if (w->depth == CEDU_MAX_FOLDER_DEPTH) {
        s->status =
            cedu__fail(&s->err, CEDU_TOO_LARGE, "文件夹嵌套超过 %d 层，已跳过；请直接指定里层的文件夹",
                       "folders nested more than %d deep: left out; name the inner folder itself", CEDU_MAX_FOLDER_DEPTH);
        return s;
    }
    if (!seen_add(w, id)) {
        CEDU_TRACE(input, "%s: already walked", s->path);
        cedu__input_source_free(s);
        return NULL;
    }
    level *l = &w->stack[w->depth];
    *l = (level){.path = copy(s->path, strlen(s->path)), .id = id};
    int error = l->path ? level_list(l) : ENOMEM;
    if (error == 0 || (l->n > 0 && error != ENOMEM)) w->depth++; /* what could be listed is read */
    else level_release(l);
    if (error == 0) return cedu__input_source_free(s), NULL;
    if (error == ENOMEM) return w->failed = true, cedu__input_source_free(s), NULL;
    s->status = cedu__input_errno(&s->err, error);
    return s;
}

/* Looks at s->path: a file is handed out, a folder entered. NULL: go on. */
static cedu_source *look(cedu_walk *w, cedu_source *s) {
    struct stat st;
    if (!s) return NULL;
    if (stat(s->path, &st) != 0) {
        s->status = cedu__input_errno(&s->err, errno);
    } else if (S_ISDIR(st.st_mode)) {
        return enter(w, s, (folder_id){st.st_dev, st.st_ino});
    } else {
        s->status = cedu__input_kind(&s->err, st.st_mode);
        if (s->status == CEDU_OK) s->size = (uint64_t)st.st_size;
    }
    return s;
}

/* ------------------------------------------------------------------ the walk */
cedu_status cedu__input_walk(const char *const *paths, size_t n, cedu_walk **out, cedu_error *err) {
    cedu_walk *w = cedu__malloc(sizeof *w);
    *out = w;
    if (!w) return cedu__fail_nomem(err);
    memset(w, 0, sizeof *w);
    w->paths = paths, w->n = n;
    return CEDU_OK;
}

cedu_source *cedu__input_next(cedu_walk *w) {
    while (!w->failed) {
        cedu_source *s = NULL;
        if (w->depth > 0) {
            level *l = &w->stack[w->depth - 1];
            if (l->next == l->n) {
                level_release(l);
                w->depth--;
                continue;
            }
            s = look(w, source_new(w, join(l->path, l->names[l->next++])));
        } else {
            if (w->next == w->n) return NULL;
            const char *path = w->paths[w->next++];
            if (w->seen) memset(w->seen, 0, w->seen_cap * sizeof *w->seen), w->seen_n = 0;
            s = source_new(w, copy(path, strlen(path)));
            if (s && strcmp(path, "-") != 0 && !cedu__input_is_url(path)) s = look(w, s);
        }
        if (s) return s;
    }
    /* memory ran out: say so once, if there is still enough for that */
    if (w->next == SIZE_MAX) return NULL;
    w->next = SIZE_MAX;
    cedu_source *s = source_new(w, copy("", 0));
    if (s) s->status = cedu__fail_nomem(&s->err);
    return s;
}

bool cedu__input_walk_failed(const cedu_walk *w) { return w->failed; }

void cedu__input_walk_free(cedu_walk *w) {
    if (!w) return;
    while (w->depth > 0) level_release(&w->stack[--w->depth]);
    free(w->seen);
    free(w);
}
