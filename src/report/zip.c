/* zip.c - see zip.h. */
#include "report/zip.h"

#include <archive.h>
#include <archive_entry.h>

static la_ssize_t take(struct archive *a, void *ctx, const void *p, size_t n) {
    cedu_buf *out = ctx;
    cedu__buf_add(out, p, n);
    if (!out->failed) return (la_ssize_t)n;
    archive_set_error(a, ARCHIVE_FATAL, "out of memory");
    return -1;
}

static bool put(struct archive *a, const cedu_zip_part *p) {
    struct archive_entry *e = archive_entry_new();
    if (!e) return false;
    archive_entry_set_pathname_utf8(e, p->name);
    archive_entry_set_size(e, (la_int64_t)p->bytes.n);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_mtime(e, 315532800, 0); /* 1980-01-01, the first day that zip knows */
    bool ok = archive_write_header(a, e) == ARCHIVE_OK &&
              (!p->bytes.n || archive_write_data(a, p->bytes.p, p->bytes.n) == (la_ssize_t)p->bytes.n);
    archive_entry_free(e);
    return ok;
}

cedu_status cedu__zip_write(const cedu_zip_part *parts, size_t n, cedu_buf *out, cedu_error *err) {
    struct archive *a = archive_write_new();
    if (!a) return cedu__fail_nomem(err);
    bool ok = archive_write_set_format_zip(a) == ARCHIVE_OK && archive_write_set_options(a, "hdrcharset=UTF-8") == ARCHIVE_OK &&
              archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
              archive_write_open(a, out, NULL, take, NULL) == ARCHIVE_OK;
    for (size_t i = 0; i < n && ok; i++) ok = put(a, &parts[i]);
    ok = ok && archive_write_close(a) == ARCHIVE_OK;
    cedu_status s = CEDU_OK;
    if (!ok)
        s = out->failed
                ? cedu__fail_nomem(err)
                : cedu__fail(err, CEDU_IO, "压缩包写不成：%s", "the zip cannot be written: %s", archive_error_string(a));
    archive_write_free(a);
    return s;
}

/* ------------------------------------------------------------------ reading */
static cedu_status take_part(struct archive *r, struct archive_entry *e, cedu_arena *a, size_t *total, cedu_zip_part *out,
                             cedu_error *err) {
    const char *name = archive_entry_pathname_utf8(e);
    cedu_buf b = {.max = CEDU_MAX_BUNDLE};
    char block[65536];
    la_ssize_t k;
    while ((k = archive_read_data(r, block, sizeof block)) > 0 && !b.failed && (*total += (size_t)k) <= CEDU_MAX_BUNDLE)
        cedu__buf_add(&b, block, (size_t)k);
    *out =
        (cedu_zip_part){cedu__arena_dup(a, name ? name : "", name ? strlen(name) : 0), cedu__arena_str(a, cedu__buf_view(&b))};
    bool large = b.failed || *total > CEDU_MAX_BUNDLE;
    cedu__buf_release(&b);
    if (large)
        return cedu__fail(err, CEDU_TOO_LARGE, "证据包超过 %u MB", "the bundle is larger than %u MB", CEDU_MAX_BUNDLE >> 20);
    if (k < 0) return cedu__fail(err, CEDU_BAD_INPUT, "压缩包已损坏：%s", "the zip is damaged: %s", archive_error_string(r));
    return out->name ? CEDU_OK : cedu__fail_nomem(err);
}

cedu_status cedu__zip_read(const char *path, cedu_arena *a, const cedu_zip_part **out, size_t *n, cedu_error *err) {
    CEDU_VEC(cedu_zip_part) v = {0};
    struct archive *r = archive_read_new();
    struct archive_entry *e;
    size_t total = 0;
    cedu_status s = CEDU_OK;
    if (!r) return cedu__fail_nomem(err);
    archive_read_support_format_zip_seekable(r);
    int k = archive_read_open_filename(r, path, 65536);
    if (k != ARCHIVE_OK)
        s = cedu__fail(err, CEDU_BAD_INPUT, "打不开，或不是 zip：%s", "cannot be opened, or no zip: %s",
                       archive_error_string(r));
    while (s == CEDU_OK && (k = archive_read_next_header(r, &e)) == ARCHIVE_OK) {
        cedu_zip_part p;
        if (v.n == CEDU_MAX_BUNDLE_FILES)
            s = cedu__fail(err, CEDU_TOO_LARGE, "证据包的文件超过 %u 个", "the bundle has more than %u files",
                           CEDU_MAX_BUNDLE_FILES);
        else if ((s = take_part(r, e, a, &total, &p, err)) == CEDU_OK && !CEDU_PUSH(a, &v, p)) s = cedu__fail_nomem(err);
    }
    if (s == CEDU_OK && k != ARCHIVE_EOF)
        s = cedu__fail(err, CEDU_BAD_INPUT, "压缩包已损坏：%s", "the zip is damaged: %s", archive_error_string(r));
    archive_read_free(r);
    *out = v.p;
    *n = v.n;
    return s;
}
