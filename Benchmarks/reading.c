// Times the reading of columns of numbers from a plain CSV file by the kernels that Kosh reads them with, beside what
// the machine needs for the bytes alone. The file should be in the system's cache: the first round warms it.
//
//     reading FILE THREADS ROUNDS COLUMN...
//     bytes 277563342
//     read 29.0 57.3       each: the least milliseconds of the rounds
//     touch 120.4 230.8
//     values 201.4 399.0
//     warm 120.2 239.0
//     peak 540             mebibytes
//
// Behind each time stand the milliseconds of processors that it took, which tell more on a busy machine.
//
// `read` takes the file's bytes from the system's cache, `touch` writes to new memory of the columns' size, `values`
// counts the records and reads the columns into new memory, `warm` into memory that has been used before.
#include "CKernels.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { STRETCH = 256 << 10 };

typedef struct {
  int file;
  ptrdiff_t pieces, *bounds, *counts, *firsts;
  kosh_csv_plan plan;
  int is_good;
} task;

typedef struct {
  double wall, processors;
} moment;

static double milliseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static moment now(void) { return (moment){milliseconds(CLOCK_MONOTONIC), milliseconds(CLOCK_PROCESS_CPUTIME_ID)}; }

// The least of each clock.
static void note(moment *least, moment from, moment to) {
  if (to.wall - from.wall < least->wall) least->wall = to.wall - from.wall;
  if (to.processors - from.processors < least->processors) least->processors = to.processors - from.processors;
}

static void touch_piece(void *context, ptrdiff_t piece) {
  task *t = context;
  for (ptrdiff_t column = 0; column < t->plan.columns; column++)
    if (t->plan.wanted[column] >= 0)
      for (ptrdiff_t row = t->firsts[piece]; row < t->firsts[piece] + t->counts[piece]; row++)
        t->plan.values[t->plan.wanted[column]][row] = 1;
}

static void read_piece(void *context, ptrdiff_t piece) {
  task *t = context;
  ptrdiff_t length = t->bounds[piece + 1] - t->bounds[piece];
  char *bytes = malloc((size_t)length);
  if (!bytes || pread(t->file, bytes, (size_t)length, t->bounds[piece]) != length) t->is_good = 0;
  free(bytes);
}

static void count_piece(void *context, ptrdiff_t piece) {
  task *t = context;
  t->counts[piece] = kosh_csv_records(t->file, t->bounds[piece], t->bounds[piece + 1]);
}

static void values_piece(void *context, ptrdiff_t piece) {
  task *t = context;
  if (!kosh_csv_numbers(&t->plan, t->bounds[piece], t->bounds[piece + 1], t->firsts[piece], t->counts[piece]))
    t->is_good = 0;
}

static ptrdiff_t count_all(task *t, ptrdiff_t threads) {
  kosh_parallel(t->pieces, threads, count_piece, t);
  ptrdiff_t rows = 0;
  for (ptrdiff_t i = 0; i < t->pieces; i++) {
    if (t->counts[i] < 0) t->is_good = 0;
    t->firsts[i] = rows;
    rows += t->counts[i];
  }
  return rows;
}

// New memory, asked for as the reader asks for it.
static void make_columns(double **values, int wanted, ptrdiff_t rows) {
  for (int i = 0; i < wanted; i++) {
    values[i] = malloc(sizeof(double) * (size_t)rows);
    if (values[i]) kosh_will_fill(values[i], sizeof(double) * (size_t)rows);
  }
}

int main(int count, char **words) {
  if (count < 5) return 2;
  task t = {.file = open(words[1], O_RDONLY), .is_good = 1};
  const ptrdiff_t threads = atol(words[2]);
  const int rounds = atoi(words[3]), wanted = count - 4;
  struct stat status;
  static char header[1 << 16];
  if (t.file < 0 || fstat(t.file, &status) || pread(t.file, header, sizeof header - 1, 0) <= 0) return 1;
  const ptrdiff_t size = status.st_size, start = strcspn(header, "\n") + 1;
  header[start - 1] = 0;
  int32_t places[4096];
  ptrdiff_t columns = 0;
  for (char *name = strtok(header, ","); name && columns < 4096; name = strtok(NULL, ",")) {
    places[columns] = -1;
    for (int i = 0; i < wanted; i++)
      if (!strcmp(name, words[4 + i])) places[columns] = i;
    columns++;
  }
  t.pieces = size / STRETCH + 1;
  t.bounds = malloc(sizeof(ptrdiff_t) * 3 * (size_t)(t.pieces + 1));
  double **values = malloc(sizeof(double *) * (size_t)wanted);
  if (!t.bounds || !values) return 1;
  t.counts = t.bounds + t.pieces + 1;
  t.firsts = t.counts + t.pieces + 1;
  for (ptrdiff_t i = 0; i <= t.pieces; i++)
    t.bounds[i] = i == 0 ? start : i == t.pieces ? size : kosh_csv_boundary(t.file, start + i * STRETCH, size);
  const uint8_t *word = (const uint8_t *)"NA";
  const ptrdiff_t length = 2;
  static uint8_t points[4096], refused;
  t.plan = (kosh_csv_plan){t.file, ',', columns, places, values, 1, &word, &length, points, &refused};

  moment least[4];
  for (int i = 0; i < 4; i++) least[i] = (moment){1e9, 1e9};
  for (int round = 0; round <= rounds && t.is_good; round++) {
    moment times[6];
    const ptrdiff_t rows = count_all(&t, threads);
    times[0] = now();
    kosh_parallel(t.pieces, threads, read_piece, &t);
    times[1] = now();
    make_columns(values, wanted, rows);
    kosh_parallel(t.pieces, threads, touch_piece, &t);
    times[2] = now();
    for (int i = 0; i < wanted; i++) free(values[i]);
    times[3] = now();
    count_all(&t, threads);
    make_columns(values, wanted, rows);
    kosh_parallel(t.pieces, threads, values_piece, &t);
    times[4] = now();
    count_all(&t, threads);
    kosh_parallel(t.pieces, threads, values_piece, &t);
    times[5] = now();
    for (int i = 0; i < wanted; i++) free(values[i]);
    if (round == 0) continue;
    note(&least[0], times[0], times[1]);
    note(&least[1], times[1], times[2]);
    note(&least[2], times[3], times[4]);
    note(&least[3], times[4], times[5]);
  }
  if (!t.is_good) return 1;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  static const char *const names[] = {"read", "touch", "values", "warm"};
  printf("bytes %td\n", size);
  for (int i = 0; i < 4; i++) printf("%s %.1f %.1f\n", names[i], least[i].wall, least[i].processors);
  printf("peak %ld\n", usage.ru_maxrss / 1024);
  return 0;
}
