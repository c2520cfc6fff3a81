/* upload.c - bodies of requests while they arrive. See server.h. */
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "serve/server.h"

/* A file goes to its spool as it comes, JSON to memory; a client must send 64 kB in CEDU_SERVE_PATIENCE seconds. */
upload *cedu__upload_begin(cedu_server *s, struct MHD_Connection *c, uint64_t size, bool in_memory) {
    upload *up = cedu__malloc(sizeof *up);
    const char *file = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "file");
    if (!up) return NULL;
    *up = (upload){.fd = -1, .size = size, .in_memory = in_memory};
    if (in_memory && atomic_fetch_add(&s->jsons, 1) >= CEDU_SERVE_JSONS)
        up->status = cedu__fail(&up->err, CEDU_DB_LOCKED, "同时来的请求太多，再试一次", "too many at once: try again");
    else if (size && !in_memory)
        up->status = cedu__intake_spool(s->intake, cedu__str(file ? file : ""), size, &up->path, &up->fd, &up->err);
    return up;
}
void cedu__upload_take(cedu_server *s, struct MHD_Connection *c, upload *up, const char *data, size_t n) {
    up->got += n;
    if (up->got - up->marked >= 65536) {
        up->marked = up->got;
        cedu__watch_busy(s, c, false);
    }
    if (up->in_memory) {
        if (up->status == CEDU_OK && up->got <= up->size) cedu__buf_add(&up->json, data, n);
        if (up->json.failed) up->status = cedu__fail_nomem(&up->err);
        return;
    }
    for (size_t at = 0; up->status == CEDU_OK && at < n;) {
        ssize_t w = up->got <= up->size ? write(up->fd, data + at, n - at) : -1;
        if (w > 0) at += (size_t)w;
        else if (errno != EINTR)
            up->status = cedu__fail(&up->err, errno == ENOSPC ? CEDU_DISK_FULL : CEDU_IO, "上传的文件存不下：%s",
                                    "the upload cannot be kept: %s", strerror(errno));
    }
}
void cedu__upload_end(cedu_server *s, upload *up) {
    if (!up) return;
    if (up->fd >= 0) close(up->fd);
    if (up->path) cedu__intake_drop(s->intake, up->path, up->size);
    if (up->in_memory) {
        if (up->json.p) sodium_memzero(up->json.p, up->json.n); /* a password may have been in it */
        cedu__buf_release(&up->json);
        atomic_fetch_sub(&s->jsons, 1);
    }
    free(up);
}
