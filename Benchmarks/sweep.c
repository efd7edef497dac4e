// The limits of the machine for a sweep of the likelihood: how fast memory is read, and how long one sweep of the kernel
// over columns in memory takes. sweep [ROWS] prints, for one thread and all:
//     how fast columns are read, and milliseconds of a sweep with dummies (72 bytes a row) and with a factor (36)
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "CKernels.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int count, char **arguments) {
  const ptrdiff_t rows = count > 1 ? atoll(arguments[1]) : 10000000;
  double *columns[9];
  for (int j = 0; j < 9; j++) columns[j] = malloc(sizeof(double) * (size_t)rows);
  int32_t *region = malloc(sizeof(int32_t) * (size_t)rows);
  uint64_t state = 88172645463325252u;
  for (ptrdiff_t i = 0; i < rows; i++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    for (int j = 0; j < 9; j++) columns[j][i] = (double)(state >> (j + 8) & 1);
    columns[3][i] = (double)(state >> 40) / 167772.16;
    region[i] = (int32_t)(state % 6) - 1;
    for (int j = 4; j < 9; j++) columns[j][i] = region[i] == j - 4;
  }
  const double *with_dummies[9] = {NULL};
  for (int j = 1; j < 9; j++) with_dummies[j] = columns[j];
  const int32_t *codes[1] = {region};
  const ptrdiff_t slots[1] = {5};
  const kosh_design designs[2] = {{rows, 9, with_dummies, 0, NULL, NULL}, {rows, 4, with_dummies, 1, codes, slots}};
  const kosh_likelihood model = {KOSH_LOGIT, 0, columns[0], NULL, NULL};
  const double beta[9] = {0.7, -0.7, -0.02, 0.005, -0.25, 0.1, 0.3, -0.1, 0.2};
  double score[9], information[81];
  kosh_likelihood_sums sums = {.score = score, .information = information};
  for (ptrdiff_t threads = 1;; threads = kosh_processors()) {
    double sweep[2] = {1e9, 1e9}, reading = 1e9;
    for (int round = 0; round < 9; round++) {
      for (int which = 0; which < 2; which++) {
        double start = now();
        kosh_likelihood_pass(&model, &designs[which], beta, 1, KOSH_NO_MEAT, NULL, threads, &sums);
        double took = now() - start;
        if (took < sweep[which]) sweep[which] = took;
      }
      double start = now();
      kosh_column_facts facts;
      if (threads > 1)
        for (int j = 0; j < 9; j++) kosh_column_scan(columns[j], rows, &facts);
      double took = now() - start;
      if (took < reading) reading = took;
    }
    printf("%td threads: ", threads);
    if (threads > 1) printf("columns looked at with %.1f GB/s, ", 72e-9 * (double)rows / reading);
    printf("sweep with dummies %.1f ms (%.1f GB/s), with a factor %.1f ms (%.1f GB/s)\n", sweep[0] * 1e3,
           72e-9 * (double)rows / sweep[0], sweep[1] * 1e3, 36e-9 * (double)rows / sweep[1]);
    if (threads == kosh_processors()) break;
  }
  return 0;
}
