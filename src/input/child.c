/* child.c - running another program under limits: no shell, no inherited files, an environment of three variables.
 *
 * Its input is a file in memory, so nobody has to feed a pipe; only its output is read, against a deadline. Between fork and exec
 * only what POSIX calls safe for signal handlers is done: other threads may hold any lock. The child leads a process group, which is
 * killed as a whole.
 */
#include "input/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Full path of `program` into out; empty PATH entries are not the current folder: nothing of a user's folder is run. */
static bool find_program(const char *program, char out[4096]) {
    const char *path = getenv("PATH");
    if (!path || !*path) path = "/usr/local/bin:/usr/bin:/bin";
    while (*path) {
        size_t n = strcspn(path, ":");
        if (n > 0 && path[0] == '/' && snprintf(out, 4096, "%.*s/%s", (int)n, path, program) < 4096 && access(out, X_OK) == 0)
            return true;
        path += n + (path[n] == ':');
    }
    return false;
}

bool cedu__child_installed(const char *program) {
    char path[4096];
    return find_program(program, path);
}

static int memory_file(const void *p, size_t n) {
    int fd = memfd_create("cedu", MFD_CLOEXEC);
    for (size_t at = 0; fd >= 0 && at < n;) {
        ssize_t k = write(fd, (const char *)p + at, n - at);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) {
            close(fd);
            return -1;
        }
        at += (size_t)k;
    }
    if (fd >= 0) lseek(fd, 0, SEEK_SET);
    return fd;
}

static void limit(int what, rlim_t v) {
    struct rlimit r = {v, v};
    setrlimit(what, &r);
}

_Noreturn static void become(const char *path, char *const *argv, char *const *env, int in, int out, const cedu_child *c) {
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    int nul = open("/dev/null", O_RDWR);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(nul, STDERR_FILENO) < 0) _exit(126);
    close_range(3, ~0U, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, (rlim_t)c->seconds);
    limit(RLIMIT_AS, (rlim_t)c->memory);
    limit(RLIMIT_FSIZE, (rlim_t)c->max_out);
    execve(path, argv, env);
    _exit(127);
}

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads until the end, the cap or the deadline. */
static cedu_status collect(int fd, const cedu_child *c, cedu_buf *out, const char *name, cedu_error *err) {
    char piece[65536];
    int64_t end = now_ms() + (int64_t)c->seconds * 1000;
    out->max = c->max_out;
    for (;;) {
        int64_t left = end - now_ms();
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int r = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (r < 0 && errno == EINTR) continue;
        if (r == 0)
            return cedu__fail(err, CEDU_TOO_LARGE, "%s 超过 %d 秒没有完成，已停止；请换一份文件或先转成文本",
                              "%s took more than %d seconds and was stopped; make the file text first", name, c->seconds);
        ssize_t k = read(fd, piece, sizeof piece);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return cedu__fail(err, CEDU_IO, "读取 %s 的输出失败", "reading what %s writes failed", name);
        if (k == 0) return out->failed ? cedu__fail_nomem(err) : CEDU_OK;
        if (out->n + (size_t)k > c->max_out)
            return cedu__fail(err, CEDU_TOO_LARGE, "%s 的输出超过 %zu MB，已停止", "%s wrote more than %zu MB and was stopped",
                              name, c->max_out >> 20);
        cedu__buf_add(out, piece, (size_t)k);
    }
}

cedu_status cedu__child_run(const cedu_child *c, cedu_buf *out, int *code, cedu_error *err) {
    const char *name = c->argv[0], *home = getenv("TESSDATA_PREFIX");
    char path[4096], path_env[4200], tess_env[1100];
    *code = -1;
    if (!find_program(name, path)) return cedu__fail(err, CEDU_UNSUPPORTED, "没有安装 %s", "%s is not installed", name);
    const char *inherited = getenv("PATH");
    snprintf(path_env, sizeof path_env, "PATH=%.4000s", inherited ? inherited : "/usr/bin:/bin");
    snprintf(tess_env, sizeof tess_env, "TESSDATA_PREFIX=%.1000s", home ? home : "");
    char *env[] = {path_env, (char *)"LC_ALL=C.UTF-8", (char *)"OMP_THREAD_LIMIT=1", home ? tess_env : NULL, NULL};
    int in = memory_file(c->in, c->in_n), pipes[2] = {-1, -1};
    if (in < 0 || pipe2(pipes, O_CLOEXEC) != 0) {
        if (in >= 0) close(in);
        return cedu__fail(err, CEDU_IO, "无法启动 %s：内存或打开的文件不足",
                          "%s could not be started: memory or files are short", name);
    }
    pid_t pid = fork();
    if (pid == 0) become(path, (char *const *)(uintptr_t)c->argv, env, in, pipes[1], c);
    close(in);
    close(pipes[1]);
    if (pid < 0) {
        close(pipes[0]);
        return cedu__fail(err, CEDU_IO, "无法启动 %s", "%s could not be started", name);
    }
    setpgid(pid, pid); /* whoever comes first */
    cedu_status st = collect(pipes[0], c, out, name, err);
    close(pipes[0]);
    if (st != CEDU_OK) kill(-pid, SIGKILL);
    /* It may have closed its output and go on for ever: the limit of processor time ends a loop, this a sleep. */
    int status = 0;
    for (int64_t end = now_ms() + 5000; waitpid(pid, &status, st == CEDU_OK ? WNOHANG : 0) == 0;) {
        if (now_ms() > end) kill(-pid, SIGKILL);
        struct timespec t = {0, 2000000};
        nanosleep(&t, NULL);
    }
    kill(-pid, SIGKILL); /* whatever it has left behind */
    if (WIFEXITED(status)) *code = WEXITSTATUS(status);
    return st;
}
