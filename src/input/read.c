/* read.c - a source's bytes, whole or not at all; and the messages for what cannot be read.
 *
 * Files are read, not mapped. Size and time of change are compared before and after: bytes of two versions of a file would give
 * offsets that are true of neither. To extend: kinds of errors are a table.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/trace.h"
#include "input/internal.h"

static const struct {
    int number;
    const char *zh, *en;
} reasons[] = {
    {ENOENT, "文件不存在，请检查路径", "no such file; check the path"},
    {ENOTDIR, "路径中有一段不是文件夹，请检查路径", "a part of the path is no folder; check the path"},
    {EACCES, "没有读取权限，请用 chmod 授权或换一个账户", "no permission to read; grant it with chmod or use another account"},
    {EPERM, "系统不允许读取", "the system does not allow reading it"},
    {ELOOP, "符号链接循环，请修正链接", "symbolic links go round in a circle; mend the link"},
    {ENAMETOOLONG, "路径太长，请移到较短的路径下", "the path is too long; move the file"},
    {EMFILE, "打开的文件太多，请用 ulimit -n 提高上限", "too many open files; raise the limit with ulimit -n"},
    {ENFILE, "系统打开的文件太多，请稍后再试", "the system has too many open files; try again later"},
    {EIO, "读盘出错，请检查磁盘", "the disk failed; check it"},
    {ENXIO, "设备不存在或没有另一端", "no such device, or nobody at the other end"},
    {ESTALE, "网络文件已失效，请重新挂载", "the network file is stale; mount it again"},
};

const char *cedu__input_shown(const char *path, const char **dots) {
    size_t n = strlen(path), most = 120;
    *dots = n > most ? "…" : "";
    if (n <= most) return path;
    const char *p = path + n - most;
    while (((unsigned char)*p & 0xC0) == 0x80) p++;
    return p;
}

cedu_status cedu__input_errno(cedu_error *err, const char *path, int number) {
    const char *dots, *shown = cedu__input_shown(path, &dots);
    for (size_t i = 0; i < CEDU_COUNT(reasons); i++)
        if (reasons[i].number == number)
            return cedu__fail(err, CEDU_UNREADABLE, "无法读取 %s%s：%s%.0s", "cannot read %s%s: %.0s%s", dots, shown,
                              reasons[i].zh, reasons[i].en);
    return cedu__fail(err, CEDU_UNREADABLE, "无法读取 %s%s：系统错误 %d（%s）", "cannot read %s%s: system error %d (%s)", dots,
                      shown, number, strerrordesc_np(number) ? strerrordesc_np(number) : "?");
}

cedu_status cedu__input_kind(cedu_error *err, const char *path, mode_t mode) {
    static const struct {
        mode_t type;
        const char *zh, *en;
    } kinds[] = {
        {S_IFDIR, "这是文件夹，不是文件", "a folder, not a file"},
        {S_IFIFO, "这是管道，不是文件；请把内容接到标准输入，并用 - 代替路径",
         "a pipe, not a file; feed it to standard input and give - instead"},
        {S_IFSOCK, "这是套接字，不是文件", "a socket, not a file"},
        {S_IFCHR, "这是设备，不是文件；请把内容接到标准输入，并用 - 代替路径",
         "a device, not a file; feed it to standard input and give - instead"},
        {S_IFBLK, "这是磁盘设备，不是文件", "a disk, not a file"},
    };
    if (S_ISREG(mode)) return CEDU_OK;
    const char *zh = "不是普通文件", *en = "no regular file", *dots, *shown = cedu__input_shown(path, &dots);
    for (size_t i = 0; i < CEDU_COUNT(kinds); i++)
        if ((mode & S_IFMT) == kinds[i].type) zh = kinds[i].zh, en = kinds[i].en;
    return cedu__fail(err, CEDU_UNSUPPORTED, "无法读取 %s%s：%s%.0s", "cannot read %s%s: %.0s%s", dots, shown, zh, en);
}

static cedu_status too_large(cedu_error *err, const char *path) {
    const char *dots, *shown = cedu__input_shown(path, &dots);
    return cedu__fail(err, CEDU_TOO_LARGE, "%s%s 超过单个文件的上限 %u MB，没有读取；请拆分后再读",
                      "%s%s exceeds the limit of %u MB a file and was not read; split it", dots, shown, CEDU_MAX_PAYLOAD >> 20);
}

static cedu_status changed(cedu_error *err, const char *path) {
    const char *dots, *shown = cedu__input_shown(path, &dots);
    return cedu__fail(err, CEDU_BAD_INPUT, "%s%s 在读取时被别的程序改动；请等它写完再读",
                      "%s%s was changed by another program while it was read; try again when that is done", dots, shown);
}

/* Reads at most `most` bytes or to the end; -1 with errno on an error. */
static ssize_t read_full(int fd, unsigned char *p, size_t most) {
    size_t n = 0;
    while (n < most) {
        ssize_t k = read(fd, p + n, most - n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return -1;
        if (k == 0) break;
        n += (size_t)k;
    }
    return (ssize_t)n;
}

/* A stream of unknown length: standard input, and files of /proc, which say 0. */
static cedu_status read_stream(int fd, const char *path, cedu_bytes *out, cedu_error *err) {
    size_t cap = 64u << 10;
    unsigned char *p = cedu__malloc(cap + 1);
    size_t n = 0;
    for (;;) {
        if (!p) return cedu__fail_nomem(err);
        ssize_t k = read_full(fd, p + n, cap - n);
        if (k < 0) {
            int number = errno;
            free(p);
            return cedu__input_errno(err, path, number);
        }
        n += (size_t)k;
        if (n < cap) break;
        if (n > CEDU_MAX_PAYLOAD) return free(p), too_large(err, path);
        cap = cap * 2 < CEDU_MAX_PAYLOAD ? cap * 2 : (size_t)CEDU_MAX_PAYLOAD + 1;
        unsigned char *q = cedu__realloc(p, cap + 1);
        if (!q) free(p);
        p = q;
    }
    if (n > CEDU_MAX_PAYLOAD) return free(p), too_large(err, path);
    p[n] = 0;
    *out = (cedu_bytes){p, n};
    return CEDU_OK;
}

static bool same(const struct stat *a, const struct stat *b) {
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static cedu_status read_file(int fd, const char *path, cedu_bytes *out, cedu_error *err) {
    struct stat before, after;
    if (fstat(fd, &before) != 0) return cedu__input_errno(err, path, errno);
    cedu_status s = cedu__input_kind(err, path, before.st_mode);
    if (s != CEDU_OK) return s;
    if (before.st_size == 0) {
        s = read_stream(fd, path, out, err);
        if (s != CEDU_OK) return s;
    } else {
        if ((uint64_t)before.st_size > CEDU_MAX_PAYLOAD) return too_large(err, path);
        size_t n = (size_t)before.st_size;
        unsigned char *p = cedu__malloc(n + 1); /* one more: a file that has grown shows */
        if (!p) return cedu__fail_nomem(err);
        ssize_t k = read_full(fd, p, n + 1);
        if (k < 0) {
            int number = errno;
            free(p);
            return cedu__input_errno(err, path, number);
        }
        if ((size_t)k != n) return free(p), changed(err, path);
        p[n] = 0;
        *out = (cedu_bytes){p, n};
    }
    if (fstat(fd, &after) != 0 || !same(&before, &after)) {
        cedu__input_bytes_release(out);
        return changed(err, path);
    }
    return CEDU_OK;
}

cedu_status cedu__input_read(const char *path, cedu_bytes *out, cedu_error *err) {
    *out = (cedu_bytes){0};
    if (strcmp(path, "-") == 0) return read_stream(STDIN_FILENO, path, out, err);
    /* not blocking: opening a pipe that nobody writes to would wait; regular files do not notice */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        int number = errno;
        struct stat st; /* sockets cannot be opened: say what it is rather than ENXIO */
        if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && number != EACCES) return cedu__input_kind(err, path, st.st_mode);
        return cedu__input_errno(err, path, number);
    }
    cedu_status s = read_file(fd, path, out, err);
    close(fd);
    CEDU_TRACE(input, "%s: %zu bytes, %s", path, out->n, cedu_status_name(s));
    return s;
}

void cedu__input_bytes_release(cedu_bytes *b) {
    free(b->p);
    *b = (cedu_bytes){0};
}
