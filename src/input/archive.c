/* archive.c - zip, tar, 7z and rar by libarchive: every entry a stream.
 *
 * Path names are labels and nothing is ever written. Folders are no records; links, devices and the furniture of saved pages
 * (style sheets, scripts, fonts, pictures, system files) are skipped and counted. An encrypted entry is a failed member that says so. The sum
 * of what is unpacked is bounded by CEDU_MAX_EXPANSION; beyond it the archive ends with an error. To skip more: `furniture`.
 */
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

#include "input/reader.h"

typedef struct archive_ctx {
    struct archive *a;
    cedu_stream *in;
    /* the block of the current entry: unlike archive_read_data(), blocks give what comes before damage */
    const unsigned char *block;
    size_t block_n;
    uint64_t block_at, at; /* place of the block in the entry; how far the entry was handed out */
    uint64_t unpacked;
    size_t entries;
    bool fatal;
} archive_ctx;

static const struct {
    const char *endings, *why;
} furniture[] = {
    {".css .js .mjs .map .woff .woff2 .ttf .eot .otf .ico .wasm", "page furniture"},
    {".png .jpg .jpeg .gif .webp .svg .bmp .tif .tiff .avif", "picture"},
    {".mp3 .mp4 .m4a .wav .avi .mov .webm .flv .wmv", "sound or film"},
    {".ds_store thumbs.db desktop.ini", "system file"},
};

/* libarchive hands out names in the locale's encoding and drops what that cannot say: for the moment it is UTF-8, on this thread. */
static locale_t utf8_locale;
static void make_locale(void) { utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }
static locale_t enter_utf8(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_locale);
    return utf8_locale ? uselocale(utf8_locale) : (locale_t)0;
}
static void leave_utf8(locale_t before) {
    if (before) uselocale(before);
}

/* ------------------------------------------------------------------ libarchive reads our stream */
static la_ssize_t on_read(struct archive *a, void *ctx, const void **p) {
    cedu_stream *in = ((archive_ctx *)ctx)->in;
    (void)a;
    size_t n = cedu__stream_want(in, 1);
    *p = cedu__stream_at(in);
    cedu__stream_take(in, n);
    return n == 0 && in->failed ? -1 : (la_ssize_t)n;
}

static la_int64_t on_skip(struct archive *a, void *ctx, la_int64_t n) {
    (void)a;
    return n > 0 ? (la_int64_t)cedu__stream_skip(((archive_ctx *)ctx)->in, (uint64_t)n) : 0;
}

static la_int64_t on_seek(struct archive *a, void *ctx, la_int64_t offset, int whence) {
    cedu_stream *in = ((archive_ctx *)ctx)->in;
    (void)a;
    la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (la_int64_t)in->offset : (la_int64_t)in->size;
    if (__builtin_add_overflow(base, offset, &base) || base < 0 || (uint64_t)base > in->size) return ARCHIVE_FATAL;
    return cedu__stream_seek(in, (uint64_t)base) ? base : ARCHIVE_FATAL;
}

/* ------------------------------------------------------------------ an entry as a stream */
static ssize_t entry_fill(cedu_stream *s, unsigned char *p, size_t n) {
    archive_ctx *c = s->ctx;
    while (c->block_n == 0) {
        const void *q;
        la_int64_t offset;
        int r = archive_read_data_block(c->a, &q, &c->block_n, &offset);
        if (r == ARCHIVE_EOF) return c->block_n = 0;
        if (r < ARCHIVE_WARN) {
            c->block_n = 0;
            c->fatal = r == ARCHIVE_FATAL;
            if (c->in->failed) s->err = c->in->err;
            else
                (void)cedu__fail(&s->err, CEDU_BAD_INPUT, "压缩包中的这一项损坏或不完整；损坏之前的内容已读取",
                                 "this entry is damaged or cut off; what came before was read");
            return -1;
        }
        c->block = q;
        c->block_at = offset > 0 ? (uint64_t)offset : 0;
    }
    if (c->block_at > c->at) { /* a hole of a sparse file */
        if (n > c->block_at - c->at) n = (size_t)(c->block_at - c->at);
        memset(p, 0, n);
    } else {
        if (n > c->block_n) n = c->block_n;
        memcpy(p, c->block, n);
        c->block += n;
        c->block_at += n;
        c->block_n -= n;
    }
    c->at += n;
    c->unpacked += n;
    if (c->in->size && !cedu__expansion_ok(c->in->size, c->unpacked, &s->err)) return c->fatal = true, -1;
    return (ssize_t)n;
}

static const char *furniture_of(const char *name) {
    if (!strncmp(name, "__MACOSX/", 9)) return "system file";
    const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
    char dotted[300];
    snprintf(dotted, sizeof dotted, " %s", last); /* an ending needs something before it */
    for (size_t i = 0; i < CEDU_COUNT(furniture); i++)
        if (cedu__has_ending(dotted, furniture[i].endings)) return furniture[i].why;
    return NULL;
}

static void broken(cedu_reader *r, cedu_member *m) {
    archive_ctx *c = r->ctx;
    r->over = true;
    if (c->in->failed) m->err = c->in->err, m->status = c->in->err.status;
    else
        m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "压缩包损坏或不完整，后面的内容没有读到；请重新取得文件",
                               "the archive is damaged or cut off; the rest was not read. Get the file again");
}

static bool archive_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    archive_ctx *c = r->ctx;
    struct archive_entry *e;
    for (;;) {
        if (c->fatal) return broken(r, m), true;
        locale_t before = enter_utf8();
        int k = archive_read_next_header(c->a, &e);
        const char *name = k >= ARCHIVE_WARN && k != ARCHIVE_EOF ? archive_entry_pathname(e) : NULL;
        leave_utf8(before);
        if (k == ARCHIVE_EOF) return false;
        if (k < ARCHIVE_WARN) return broken(r, m), true;
        if (++c->entries > CEDU_MAX_MEMBERS) {
            r->over = true;
            m->status = cedu__fail(&m->err, CEDU_TOO_LARGE, "压缩包里超过 %u 项，其余没有读取；请拆分",
                                   "more than %u entries; the rest was not read. Split the archive", CEDU_MAX_MEMBERS);
            return true;
        }
        if (!name) name = archive_entry_pathname_utf8(e);
        if (!name) name = "?";
        if (archive_entry_filetype(e) == AE_IFDIR) continue;
        const char *why =
            archive_entry_filetype(e) != AE_IFREG || archive_entry_hardlink(e) ? "link or device" : furniture_of(name);
        if (why) {
            cedu__count_skip(r->counts, "%s", why);
            continue;
        }
        m->name = cedu__label(name, strlen(name));
        if (!m->name) return m->status = cedu__fail_nomem(&m->err), true;
        if (archive_entry_is_encrypted(e)) {
            m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "已加密，没有读取；请先用密码解压，再读解压后的文件",
                                   "encrypted: not read. Unpack it with its password first");
            return true;
        }
        if (!(*entry = cedu__stream_new(64u << 10, c))) return m->status = cedu__fail_nomem(&m->err), true;
        (*entry)->fill = entry_fill;
        c->block_n = 0;
        c->block_at = c->at = 0;
        return true;
    }
}

static void archive_close(cedu_reader *r) {
    archive_ctx *c = r->ctx;
    archive_read_free(c->a);
    free(c);
}

bool cedu__archive_open(cedu_reader *r) {
    archive_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (archive_ctx){.in = r->in, .a = archive_read_new()};
    if (!c->a) return free(c), false;
    r->ctx = c, r->next = archive_next, r->close = archive_close;
    archive_read_support_format_zip(c->a);
    archive_read_support_format_tar(c->a);
    archive_read_support_format_7zip(c->a);
    archive_read_support_format_rar(c->a);
    archive_read_support_format_rar5(c->a);
    archive_read_set_callback_data(c->a, c);
    archive_read_set_read_callback(c->a, on_read);
    archive_read_set_skip_callback(c->a, on_skip);
    if (r->in->seek && r->in->size) archive_read_set_seek_callback(c->a, on_seek);
    if (archive_read_open1(c->a) != ARCHIVE_OK) c->fatal = true; /* said by the first next() */
    return true;
}
