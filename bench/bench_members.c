/* bench_members.c - how fast the members of containers come, and at what memory: bench_members FILE...
 * Reading only: nothing is decoded. MB are those of the file, unpacked where it is plain. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "input/input.h"

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        struct timespec a, b;
        struct stat st;
        struct rusage u;
        cedu_members *ms;
        cedu_member m;
        cedu_error err;
        clock_gettime(CLOCK_MONOTONIC, &a);
        if (stat(argv[i], &st) != 0 || cedu__input_open(argv[i], NULL, &ms, &err) != CEDU_OK) {
            fprintf(stderr, "%s: cannot be opened\n", argv[i]);
            return 1;
        }
        while (cedu__input_member(ms, &m)) cedu__input_member_release(&m);
        clock_gettime(CLOCK_MONOTONIC, &b);
        getrusage(RUSAGE_SELF, &u);
        const cedu_member_counts *c = cedu__input_counts(ms);
        double s = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
        printf("%s: %llu records, %llu read, %.0f MB file, %.0f MB payload, %.2f s, %.0f MB file/s, %.0f MB payload/s, peak "
               "%ld MB\n",
               argv[i], (unsigned long long)c->records, (unsigned long long)c->read, (double)st.st_size / 1e6,
               (double)c->bytes / 1e6, s, (double)st.st_size / 1e6 / s, (double)c->bytes / 1e6 / s, u.ru_maxrss >> 10);
        cedu__input_members_free(ms);
    }
    return 0;
}
