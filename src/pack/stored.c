/* stored.c - images as files: written whole or not at all, mapped, and believed only after everything a reader relies on was checked.
 *
 * A file is taken when its magic, byte order, layout and checksum are those of this build and every offset, index and string in
 * it leads to a place inside it, so that even a forged file can do no more than name wrong words. The checks cost about a
 * millisecond for ten thousand entries.
 *
 * Writing goes to a new file in the same folder and takes the name at the end (rename): a reader sees the old file or the new
 * one, and a writer that is killed leaves a `.cedu-…` file that a later writer removes.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/trace.h"
#include "pack/layout.h"
#include "pack_build.h"

#define SUFFIX ".image"
#define FRESH  ".cedu-"
enum { FRESH_SECONDS = 3600, UNUSED_SECONDS = 90 * 24 * 3600 }; /* leftovers of killed writers; images nobody wrote again */

/* ------------------------------------------------------------------ checksum */
/* Four independent lanes of multiply and rotate over 64-bit words: damage is noticed at the speed of memory. Against damage, not
 * against people: what a forged file could do is the business of verify(). The multiplier is 2^64 divided by the golden ratio. */
uint64_t cedu__image_checksum(const header *block) {
    const size_t from = offsetof(header, checksum) + sizeof block->checksum;
    const unsigned char *p = (const unsigned char *)block + from;
    uint64_t lane[4] = {1, 2, 3, 4}, w[4], h = block->bytes;
    size_t n = block->bytes - from;
    for (; n; p += sizeof w) {
        size_t k = n < sizeof w ? n : sizeof w;
        if (k < sizeof w) memset(w, 0, sizeof w);
        memcpy(w, p, k);
        for (int i = 0; i < 4; i++) {
            lane[i] = (lane[i] ^ w[i]) * 0x9E3779B97F4A7C15u;
            lane[i] = lane[i] << 29 | lane[i] >> 35;
        }
        n -= k;
    }
    for (int i = 0; i < 4; i++) h = (h ^ lane[i] ^ lane[i] >> 31) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

/* ------------------------------------------------------------------ what must hold */
static bool power_of_two(uint64_t n) { return n >= 2 && (n & (n - 1)) == 0 && n <= UINT32_MAX; }

/* Sections lie inside the block, apart from the header, at places that fit their element types. */
static bool sections_hold(const header *h) {
    for (int k = 0; k < SECTION_COUNT; k++) {
        uint64_t at = h->section[k].at, n = h->section[k].n;
        if (at < sizeof(header) || at > h->bytes || at % 64 || n > (h->bytes - at) / cedu__image_element[k] || n > UINT32_MAX)
            return false;
    }
    uint64_t n = h->section[SECTION_records].n;
    for (int c = 0; c < CEDU_CLASS_COUNT; c++)
        if (h->class_first[c] > h->class_first[c + 1]) return false;
    return n <= CEDU_MAX_ENTRIES && h->class_first[0] == 0 && h->class_first[CEDU_CLASS_COUNT] == n &&
           h->section[SECTION_units].n >= 1 && h->section[SECTION_checks].n == h->section[SECTION_units].n &&
           h->section[SECTION_codes].n == 0x10000 && h->section[SECTION_start].n == CEDU_TRIE_STARTS &&
           h->section[SECTION_pairs].n == CEDU_TRIE_PAIRS && power_of_two(h->section[SECTION_id_slots].n);
}

/* A string is absent, or lies in the pool between two characters. */
static bool ref_holds(const cedu_image *im, uint64_t pool_n, ref r) {
    if (r.at == CEDU_REF_NONE) return r.n == 0;
    if (r.at > pool_n || r.n > pool_n - r.at) return false;
    uint64_t end = (uint64_t)r.at + r.n;
    return (r.at == pool_n || ((unsigned char)im->pool[r.at] & 0xC0) != 0x80) &&
           (end == pool_n || ((unsigned char)im->pool[end] & 0xC0) != 0x80);
}

static bool slots_hold(const uint32_t *slots, size_t n, size_t max) {
    bool free_one = false;
    for (size_t i = 0; i < n; i++) {
        if (slots[i] > max) return false;
        free_one = free_one || slots[i] == 0;
    }
    return free_one;
}

static bool automaton_holds(const cedu_image *im, size_t out_n) {
    if (out_n && !(im->outs[out_n - 1] & CEDU_TRIE_LAST)) return false;
    for (size_t i = 0; i < out_n; i++)
        if ((im->outs[i] & CEDU_TRIE_ENTRY) >= im->entry_n ||
            (im->outs[i] >> CEDU_TRIE_CLASS & 15u) != im->records[im->outs[i] & CEDU_TRIE_ENTRY].cls)
            return false;
    for (size_t i = 0; i < im->unit_n; i++)
        if (im->units[i].here && im->units[i].outs >= out_n) return false;
    return true;
}

static bool records_hold(const cedu_image *im, const header *h) {
    uint64_t pool_n = h->section[SECTION_pool].n;
    for (size_t i = 0; i < h->section[SECTION_files].n; i++)
        if (!ref_holds(im, pool_n, im->files[i])) return false;
    for (size_t i = 0; i < h->section[SECTION_attrs].n; i++)
        if (im->attrs[i].attr >= CEDU_ATTR_COUNT || !ref_holds(im, pool_n, im->attrs[i].s)) return false;
    for (size_t i = 0; i < h->section[SECTION_forms].n; i++)
        if ((im->forms[i].entry & CEDU_TRIE_ENTRY) >= im->entry_n || im->forms[i].s.at == CEDU_REF_NONE ||
            im->forms[i].s.n == 0 || !ref_holds(im, pool_n, im->forms[i].s))
            return false;
    cedu_class cls = 0;
    for (size_t e = 0; e < im->entry_n; e++) {
        const record *r = &im->records[e];
        while (e >= h->class_first[cls + 1]) cls++;
        if (r->cls != cls || r->weak > 1 || r->id.at == CEDU_REF_NONE || r->name.at == CEDU_REF_NONE) return false;
        if (!ref_holds(im, pool_n, r->id) || !ref_holds(im, pool_n, r->name) || !ref_holds(im, pool_n, r->example))
            return false;
        if (r->form > h->section[SECTION_forms].n || r->form_n > h->section[SECTION_forms].n - r->form) return false;
        if (r->attr > h->section[SECTION_attrs].n || r->attr_n > h->section[SECTION_attrs].n - r->attr) return false;
        if (r->file >= h->section[SECTION_files].n || r->factor - r->factor != 0) return false;
        if (r->parent < -1 || (r->parent >= 0 && ((size_t)r->parent >= im->entry_n || im->records[r->parent].cls != cls)))
            return false;
    }
    return true;
}

/* No entry is its own ancestor; ids lead to their entries; attributes that name entries name some. After all other checks. */
static bool links_hold(const cedu_image *im) {
    uint8_t *seen = cedu__malloc(im->entry_n + 1); /* 0 not seen, 1 on the way up from here, 2 known to end */
    if (!seen) return false;
    memset(seen, 0, im->entry_n + 1);
    bool good = true;
    for (size_t i = 0; i < im->entry_n && good; i++) {
        int32_t e = (int32_t)i;
        const record *r = &im->records[i];
        for (; e >= 0 && !seen[e]; e = im->records[e].parent) seen[e] = 1;
        good = (e < 0 || seen[e] == 2) && cedu__image_by_id(im, (cedu_class)r->cls, str(im, r->id)) == (int32_t)i;
        for (e = (int32_t)i; e >= 0 && seen[e] == 1; e = im->records[e].parent) seen[e] = 2;
        for (uint32_t a = 0; a < r->attr_n && good; a++)
            for (size_t k = 0; k < CEDU_COUNT(cedu__pack_links); k++) {
                const cedu_link *l = &cedu__pack_links[k];
                cedu_str list = str(im, im->attrs[r->attr + a].s), id = list;
                if (im->attrs[r->attr + a].attr != (uint32_t)l->attr) continue;
                cedu_class cls = l->cls == CEDU_CLASS_COUNT ? (cedu_class)r->cls : l->cls;
                for (size_t at = 0; l->list ? cedu__pack_item(list, &at, &id) : at == 0; at += !l->list)
                    good = good && cedu__image_by_id(im, cls, id) >= 0;
            }
    }
    free(seen);
    return good;
}

/* ------------------------------------------------------------------ reading */
#define REFUSE(zh, en)                                                                                                         \
    cedu__fail(err, CEDU_PACK, "%s: " zh "；请用 cedu pack compile 重新生成",                                                  \
               "%s: " en "; make it again with cedu pack compile", shown)

cedu_status cedu__image_verify(const void *block, size_t n, const char *shown, cedu_image **out, cedu_error *err) {
    const header *h = block;
    *out = NULL;
    if (n < sizeof h->magic || memcmp(h->magic, CEDU_IMAGE_MAGIC, sizeof h->magic) != 0)
        return REFUSE("不是知识包映像", "no pack image");
    if (n < sizeof *h || h->bytes != n) return REFUSE("知识包映像不完整", "the pack image is truncated");
    if (h->order != CEDU_IMAGE_ORDER || h->head != sizeof *h || memcmp(h->build, CEDU_PACK_BUILD, sizeof CEDU_PACK_BUILD) != 0)
        return REFUSE("知识包映像由另一版本的 cedu 生成", "the pack image is of another version of cedu");
    if (cedu__image_checksum(h) != h->checksum || !sections_hold(h) || h->fingerprint[64] != 0)
        return REFUSE("知识包映像已损坏", "the pack image is damaged");
    cedu_image *im = cedu__malloc(sizeof *im);
    if (!im) return cedu__fail_nomem(err);
    memset(im, 0, sizeof *im);
    cedu__image_point(im, h);
    uint64_t pool_n = h->section[SECTION_pool].n;
    if (cedu__u8_valid(im->pool, pool_n) != pool_n || !records_hold(im, h) ||
        !automaton_holds(im, h->section[SECTION_outs].n) || !slots_hold(im->id_slots, im->id_slot_n, im->entry_n)) {
        free(im);
        return REFUSE("知识包映像已损坏", "the pack image is damaged");
    }
    if (!cedu__image_view(im)) return free(im), cedu__fail_nomem(err);
    if (!links_hold(im)) {
        cedu__image_unview(im);
        free(im);
        return REFUSE("知识包映像已损坏", "the pack image is damaged");
    }
    *out = im;
    return CEDU_OK;
}

cedu_status cedu__image_load(const char *path, cedu_image **out, cedu_error *err) {
    const char *shown = path;
    struct stat st;
    *out = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0) {
        bool absent = fd < 0 && errno == ENOENT;
        if (fd >= 0) close(fd);
        return absent ? REFUSE("没有这个文件", "there is no such file") : REFUSE("打不开", "cannot be opened");
    }
    size_t n = (size_t)st.st_size;
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED) return cedu__fail_nomem(err);
    cedu_status s = cedu__image_verify(p, n, shown, out, err);
    if (s != CEDU_OK) munmap(p, n);
    else (*out)->mapped = n;
    return s;
}

/* ------------------------------------------------------------------ writing */
static bool write_all(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k, n -= (size_t)k;
    }
    return true;
}

cedu_status cedu__image_save(const cedu_image *im, const char *path, cedu_error *err) {
    char fresh[4200];
    const char *slash = strrchr(path, '/');
    int dir = slash ? (int)(slash - path) + 1 : 0;
    int n = snprintf(fresh, sizeof fresh, "%.*s" FRESH "XXXXXX", dir, path);
    int fd = n > 0 && n < (int)sizeof fresh ? mkostemp(fresh, O_CLOEXEC) : -1;
    bool good = fd >= 0 && write_all(fd, (const char *)im->block, im->block->bytes) && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && good) good = false, why = errno;
    if (good && rename(fresh, path) != 0) good = false, why = errno;
    if (good) return CEDU_OK;
    if (fd >= 0) unlink(fresh);
    return cedu__fail(err, why == ENOSPC || why == EDQUOT ? CEDU_DISK_FULL : CEDU_IO, "%s: 写不进去(%s)",
                      "%s: cannot be written (%s)", path, strerror(why));
}

/* ------------------------------------------------------------------ the cache */
/* Every folder of the path, for its owner only; errors show when the file is written. */
static void make_folders(const char *path) {
    char part[4096];
    for (size_t i = 1; path[i] && i + 1 < sizeof part; i++) {
        if (path[i] != '/' && path[i + 1]) continue;
        size_t n = path[i] == '/' ? i : i + 1;
        memcpy(part, path, n);
        part[n] = 0;
        (void)mkdir(part, 0700);
    }
}

/* Leftovers of writers that were killed, and images that nobody wrote again for a long time. Nothing else is touched. */
static void prune(const char *cache) {
    DIR *d = opendir(cache);
    struct stat st;
    if (!d) return;
    for (struct dirent *e; (e = readdir(d));) {
        cedu_str name = cedu__str(e->d_name);
        bool fresh = cedu__starts(name, CEDU_STR(FRESH)), image = cedu__ends(name, CEDU_STR(SUFFIX));
        if ((!fresh && !image) || fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode)) continue;
        if (time(NULL) - st.st_mtime > (fresh ? FRESH_SECONDS : UNUSED_SECONDS)) (void)unlinkat(dirfd(d), e->d_name, 0);
    }
    closedir(d);
}

cedu_status cedu__pack_open(const char *const *dirs, size_t n, const char *cache, cedu_image **out, cedu_error *err) {
    struct stat st;
    char path[4200], fingerprint[65];
    *out = NULL;
    if (n == 1 && stat(dirs[0], &st) == 0 && S_ISREG(st.st_mode)) return cedu__image_load(dirs[0], out, err);
    if (!cache || !*cache) return cedu__pack_compile(dirs, n, out, err);
    cedu_status s = cedu__pack_fingerprint(dirs, n, fingerprint, err);
    if (s != CEDU_OK) return s;
    int k = snprintf(path, sizeof path, "%s/%.32s-%.8s" SUFFIX, cache, fingerprint, CEDU_PACK_BUILD);
    if (k < 0 || (size_t)k >= sizeof path) return cedu__pack_compile(dirs, n, out, err);
    cedu_error why = {0};
    if (cedu__image_load(path, out, &why) == CEDU_OK) {
        if (!strcmp(cedu__image_fingerprint(*out), fingerprint)) return CEDU_OK;
        cedu__image_free(*out); /* a renamed file */
    }
    CEDU_TRACE(pack, "not from the cache: %s", why.en);
    s = cedu__pack_compile(dirs, n, out, err);
    if (s != CEDU_OK) return s;
    make_folders(cache);
    if (cedu__image_save(*out, path, &why) == CEDU_OK) prune(cache);
    else CEDU_TRACE(pack, "not kept: %s", why.en);
    return CEDU_OK;
}
