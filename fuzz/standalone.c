/* standalone.c - runs a fuzz target over files and folders without libFuzzer: the corpora are tests this way, under every
 * compiler. Usage: fuzz_x PATH... ; prints the number of inputs; a crash is the failure. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run(const char *path) {
    struct stat st;
    if (stat(path, &st) != 0) return perror(path), -1;
    if (S_ISDIR(st.st_mode)) {
        DIR *d = opendir(path);
        int n = 0;
        if (!d) return perror(path), -1;
        for (struct dirent *e; (e = readdir(d));) {
            char sub[4096];
            if (e->d_name[0] == '.') continue;
            snprintf(sub, sizeof sub, "%s/%s", path, e->d_name);
            int k = run(sub);
            if (k < 0) {
                n = -1;
                break;
            }
            n += k;
        }
        closedir(d);
        return n;
    }
    FILE *f = fopen(path, "rb");
    uint8_t *p = malloc((size_t)st.st_size + 1); /* exactly sized: reading past the end is seen by ASan */
    if (!f || !p) return perror(path), -1;
    size_t n = fread(p, 1, (size_t)st.st_size, f);
    fclose(f);
    uint8_t *exact = malloc(n ? n : 1);
    if (!exact) return free(p), -1;
    memcpy(exact, p, n);
    free(p);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    return 1;
}

int main(int argc, char **argv) {
    int total = 0;
    for (int i = 1; i < argc; i++) {
        int n = run(argv[i]);
        if (n < 0) return 1;
        total += n;
    }
    printf("%d inputs\n", total);
    return total > 0 ? 0 : 1;
}
