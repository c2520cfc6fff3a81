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

cedu_status cedu__input_errno(cedu_error *err, int number) {
    for (size_t i = 0; i < CEDU_COUNT(reasons); i++)
        if (reasons[i].number == number)
            return cedu__fail(err, CEDU_UNREADABLE, "无法读取：%s%.0s", "cannot be read: %.0s%s", reasons[i].zh, reasons[i].en);
    const char *what = strerrordesc_np(number);
    return cedu__fail(err, CEDU_UNREADABLE, "无法读取：系统错误 %d（%s）", "cannot be read: system error %d (%s)", number,
                      what ? what : "?");
}

cedu_status cedu__input_kind(cedu_error *err, mode_t mode) {
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
    const char *zh = "不是普通文件", *en = "no regular file";
    for (size_t i = 0; i < CEDU_COUNT(kinds); i++)
        if ((mode & S_IFMT) == kinds[i].type) zh = kinds[i].zh, en = kinds[i].en;
    return cedu__fail(err, CEDU_UNSUPPORTED, "无法读取：%s%.0s", "cannot be read: %.0s%s", zh, en);
}

static cedu_status too_large(cedu_error *err) {
    return cedu__fail(err, CEDU_TOO_LARGE, "超过单个文件的上限 %u MB，没有读取；请拆分后再读",
                      "exceeds the limit of %u MB a file and was not read; split it", CEDU_MAX_PAYLOAD >> 20);
}

static cedu_status changed(cedu_error *err) {
    return cedu__fail(err, CEDU_BAD_INPUT, "读取时被别的程序改动；请等它写完再读",
                      "changed by another program while it was read; try again when that is done");
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
static cedu_status read_stream(int fd, cedu_bytes *out, cedu_error *err) {
    size_t cap = 64u << 10;
    unsigned char *p = cedu__malloc(cap + 1);
    size_t n = 0;
    for (;;) {
        if (!p) return cedu__fail_nomem(err);
        ssize_t k = read_full(fd, p + n, cap - n);
        if (k < 0) {
            int number = errno;
            free(p);
            return cedu__input_errno(err, number);
        }
        n += (size_t)k;
        if (n < cap) break;
        if (n > CEDU_MAX_PAYLOAD) return free(p), too_large(err);
        cap = cap * 2 < CEDU_MAX_PAYLOAD ? cap * 2 : (size_t)CEDU_MAX_PAYLOAD + 1;
        unsigned char *q = cedu__realloc(p, cap + 1);
        if (!q) free(p);
        p = q;
    }
    if (n > CEDU_MAX_PAYLOAD) return free(p), too_large(err);
    p[n] = 0;
    *out = (cedu_bytes){p, n};
    return CEDU_OK;
}

static bool same(const struct stat *a, const struct stat *b) {
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static cedu_status read_file(int fd, cedu_bytes *out, cedu_error *err) {
    struct stat before, after;
    if (fstat(fd, &before) != 0) return cedu__input_errno(err, errno);
    cedu_status s = cedu__input_kind(err, before.st_mode);
    if (s != CEDU_OK) return s;
    if (before.st_size == 0) {
        s = read_stream(fd, out, err);
        if (s != CEDU_OK) return s;
    } else {
        if ((uint64_t)before.st_size > CEDU_MAX_PAYLOAD) return too_large(err);
        size_t n = (size_t)before.st_size;
        unsigned char *p = cedu__malloc(n + 1); /* one more: a file that has grown shows */
        if (!p) return cedu__fail_nomem(err);
        ssize_t k = read_full(fd, p, n + 1);
        if (k < 0) {
            int number = errno;
            free(p);
            return cedu__input_errno(err, number);
        }
        if ((size_t)k != n) return free(p), changed(err);
        p[n] = 0;
        *out = (cedu_bytes){p, n};
    }
    if (fstat(fd, &after) != 0 || !same(&before, &after)) {
        cedu__input_bytes_release(out);
        return changed(err);
    }
    return CEDU_OK;
}

cedu_status cedu__input_read(const char *path, cedu_bytes *out, cedu_error *err) {
    *out = (cedu_bytes){0};
    if (strcmp(path, "-") == 0) return read_stream(STDIN_FILENO, out, err);
    /* not blocking: opening a pipe that nobody writes to would wait; regular files do not notice */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        int number = errno;
        struct stat st; /* sockets cannot be opened: say what it is rather than ENXIO */
        if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && number != EACCES) return cedu__input_kind(err, st.st_mode);
        return cedu__input_errno(err, number);
    }
    cedu_status s = read_file(fd, out, err);
    close(fd);
    CEDU_TRACE(input, "%s: %zu bytes, %s", path, out->n, cedu_status_name(s));
    return s;
}

void cedu__input_bytes_release(cedu_bytes *b) {
    free(b->p);
    *b = (cedu_bytes){0};
}
