#include "KoshChoiceKernels.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "KoshParallel.h"
#include "tiles.h"

// Sets in a chunk. A tile holds at most TILE rows, unless one set has more.
enum { CHUNK = 512 };
typedef double half_lanes __attribute__((vector_size(32), aligned(8)));

// Σ a[i] b[i] over the few rows of a set.
KOSH_INLINE double set_dot(const double *a, const double *b, ptrdiff_t count) {
  lanes sum = {0};
  half_lanes half = {0};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) sum += lanes_at(a + i) * lanes_at(b + i);
  if (i + LANES / 2 <= count) {
    half = *(const half_lanes *)(a + i) * *(const half_lanes *)(b + i);
    i += LANES / 2;
  }
  double total = lane_sum(&sum) + ((half[0] + half[2]) + (half[1] + half[3]));
  for (; i < count; i++) total += a[i] * b[i];
  return total;
}

// Four dot products with one common vector: the sums run independently.
KOSH_INLINE void dot4(const double *a, const double *const b[4], ptrdiff_t count, double *out) {
  lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    const lanes x = lanes_at(a + i);
    s0 += x * lanes_at(b[0] + i);
    s1 += x * lanes_at(b[1] + i);
    s2 += x * lanes_at(b[2] + i);
    s3 += x * lanes_at(b[3] + i);
  }
  double t0 = lane_sum(&s0), t1 = lane_sum(&s1), t2 = lane_sum(&s2), t3 = lane_sum(&s3);
  for (; i < count; i++) {
    t0 += a[i] * b[0][i];
    t1 += a[i] * b[1][i];
    t2 += a[i] * b[2][i];
    t3 += a[i] * b[3][i];
  }
  out[0] += t0;
  out[1] += t1;
  out[2] += t2;
  out[3] += t3;
}

KOSH_INLINE double largest(const double *x, ptrdiff_t count) {
  double a = x[0], b = a, c = a, d = a;
  ptrdiff_t i = 0;
  for (; i + 4 <= count; i += 4) {
    a = x[i] > a ? x[i] : a;
    b = x[i + 1] > b ? x[i + 1] : b;
    c = x[i + 2] > c ? x[i + 2] : c;
    d = x[i + 3] > d ? x[i + 3] : d;
  }
  for (; i < count; i++) a = x[i] > a ? x[i] : a;
  a = a > b ? a : b;
  c = c > d ? c : d;
  return a > c ? a : c;
}

typedef struct {
  const kosh_choices *choices;
  const double *beta;
  ptrdiff_t every, width, room;
  double *sums;  // for each chunk: likelihood, score, triangle
  double *set_scores, *probabilities;
  atomic_int *failed;
} sweep;

static ptrdiff_t sums_width(ptrdiff_t columns) { return 1 + columns + columns * columns; }

static ptrdiff_t most_rows(const kosh_choices *c) {
  ptrdiff_t most = 1;
  for (ptrdiff_t s = 0; s < c->sets; s++) {
    ptrdiff_t rows = c->starts[s + 1] - c->starts[s];
    most = rows > most ? rows : most;
  }
  return most;
}

// A column's rows of a tile: where they are, or written out.
KOSH_INLINE const double *tile_column(const kosh_choices *c, ptrdiff_t j, ptrdiff_t row, ptrdiff_t count, double *copy) {
  if (c->values[j]) return c->values[j] + row;
  const int32_t *code = c->codes[j] + row, slot = c->slots[j];
  for (ptrdiff_t i = 0; i < count; i++) copy[i] = code[i] == slot ? 1.0 : 0.0;
  return copy;
}

// The rows of the sets first ..< last, which fit into the tile.
KOSH_INLINE void choice_tile(
    const sweep *w, ptrdiff_t first, ptrdiff_t last, double *sums, double *tile) {
  const kosh_choices *c = w->choices;
  const ptrdiff_t columns = c->columns, room = w->room, row = c->starts[first], count = c->starts[last] - row;
  double *restrict eta = tile, *restrict p = tile + room, *restrict weighted = tile + 2 * room;
  double *restrict totals = tile + 3 * room, *centred = tile + 4 * room;
  double *score = sums + 1, *information = score + columns;
  if (c->offset) {
    memcpy(eta, c->offset + row, sizeof(double) * (size_t)count);
  } else {
    memset(eta, 0, sizeof(double) * (size_t)count);
  }
  for (ptrdiff_t j = 0; j < columns; j++) {
    const double *x = tile_column(c, j, row, count, centred + j * room), b = w->beta[j];
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES) {
      // Many columns at once are more than the processor foresees by itself: fetch what comes two tiles later.
      __builtin_prefetch(x + i + 2 * TILE);
      *(lanes *)(eta + i) += b * lanes_at(x + i);
    }
    for (; i < count; i++) eta[i] += b * x[i];
  }
  for (ptrdiff_t s = first; s < last; s++) {
    double *e = eta + (c->starts[s] - row);
    const ptrdiff_t rows = c->starts[s + 1] - c->starts[s];
    const double most = largest(e, rows);
    for (ptrdiff_t i = 0; i < rows; i++) e[i] -= most;
  }
  for (ptrdiff_t i = 0; i < count; i++) p[i] = exponential(eta[i]);
  for (ptrdiff_t s = first; s < last; s++) {
    double *q = p + (c->starts[s] - row);
    const ptrdiff_t rows = c->starts[s + 1] - c->starts[s];
    lanes many = {0};
    ptrdiff_t i = 0;
    for (; i + LANES <= rows; i += LANES) many += lanes_at(q + i);
    double total = lane_sum(&many);
    for (; i < rows; i++) total += q[i];
    totals[s - first] = total;
    const double inverse = 1.0 / total;
    for (ptrdiff_t k = 0; k < rows; k++) q[k] *= inverse;
  }
  if (w->probabilities) memcpy(w->probabilities + row, p, sizeof(double) * (size_t)count);
  for (ptrdiff_t s = 0; s < last - first; s++) totals[s] = logarithm(totals[s]);
  for (ptrdiff_t s = first; s < last; s++) {
    const double weight = c->weights ? c->weights[s] : 1.0;
    sums[0] += weight * (eta[c->chosen[s] - row] - totals[s - first]);
  }
  for (ptrdiff_t j = 0; j < columns; j++) {
    double *out = centred + j * room;
    const double *x = c->values[j] ? c->values[j] + row : out;
    double total = 0;
    for (ptrdiff_t s = first; s < last; s++) {
      const ptrdiff_t at = c->starts[s] - row, rows = c->starts[s + 1] - c->starts[s];
      const double mean = set_dot(p + at, x + at, rows);
      const double own = (c->weights ? c->weights[s] : 1.0) * (x[c->chosen[s] - row] - mean);
      total += own;
      if (w->set_scores) w->set_scores[j * c->sets + s] = own;
      for (ptrdiff_t i = at; i < at + rows; i++) out[i] = x[i] - mean;
    }
    score[j] += total;
  }
  if (c->weights)
    for (ptrdiff_t s = first; s < last; s++)
      for (ptrdiff_t i = c->starts[s] - row; i < c->starts[s + 1] - row; i++) p[i] *= c->weights[s];
  for (ptrdiff_t l = 0; l < columns; l++) {
    const double *x = centred + l * room;
    for (ptrdiff_t i = 0; i < count; i++) weighted[i] = p[i] * x[i];
    double *out = information + l * columns;
    ptrdiff_t j = 0;
    for (; j + 4 <= l + 1; j += 4) {
      const double *four[4] = {
          centred + j * room, centred + (j + 1) * room, centred + (j + 2) * room, centred + (j + 3) * room};
      dot4(weighted, four, count, out + j);
    }
    for (; j <= l; j++) out[j] += dot(weighted, centred + j * room, count);
  }
}

KOSH_CLONES
static void choice_sets(const sweep *w, ptrdiff_t first, ptrdiff_t last, double *sums, double *tile) {
  const ptrdiff_t *starts = w->choices->starts;
  while (first < last) {
    ptrdiff_t next = first + 1;
    while (next < last && starts[next + 1] - starts[first] <= TILE) next++;
    choice_tile(w, first, next, sums, tile);
    first = next;
  }
}

static void choice_chunk(void *context, ptrdiff_t task) {
  const sweep *w = context;
  const ptrdiff_t chunk = task * w->every, first = chunk * CHUNK;
  const ptrdiff_t last = first + CHUNK < w->choices->sets ? first + CHUNK : w->choices->sets;
  double *tile = malloc(sizeof(double) * (size_t)((4 + w->choices->columns) * w->room));
  if (!tile) {
    atomic_store(w->failed, 1);
    return;
  }
  choice_sets(w, first, last, w->sums + task * w->width, tile);
  free(tile);
}

// Runs the chunks and adds up in their order; NaN where memory is lacking.
static double run(
    sweep *w, void (*body)(void *, ptrdiff_t), ptrdiff_t threads, double *score, double *information) {
  const ptrdiff_t columns = w->choices->columns;
  const ptrdiff_t chunks = (w->choices->sets + CHUNK - 1) / CHUNK, tasks = (chunks + w->every - 1) / w->every;
  atomic_int failed = 0;
  w->failed = &failed;
  w->width = (sums_width(columns) + 15) / 8 * 8;  // the sums of two chunks never share a cache line
  w->sums = calloc((size_t)(tasks * w->width), sizeof(double));
  if (!w->sums) return NAN;
  kosh_parallel(tasks, threads, body, w);
  double likelihood = 0;
  memset(score, 0, sizeof(double) * (size_t)columns);
  memset(information, 0, sizeof(double) * (size_t)(columns * columns));
  for (ptrdiff_t t = 0; t < tasks; t++) {
    const double *sums = w->sums + t * w->width;
    likelihood += sums[0];
    for (ptrdiff_t j = 0; j < columns; j++) score[j] += sums[1 + j];
    for (ptrdiff_t j = 0; j < columns * columns; j++) information[j] += sums[1 + columns + j];
  }
  for (ptrdiff_t l = 0; l < columns; l++)
    for (ptrdiff_t j = 0; j < l; j++) information[j * columns + l] = information[l * columns + j];
  free(w->sums);
  return failed ? NAN : likelihood;
}

double kosh_choice_pass(
    const kosh_choices *choices, const double *beta, ptrdiff_t every, ptrdiff_t threads, double *score,
    double *information, double *set_scores, double *probabilities) {
  const ptrdiff_t most = most_rows(choices);
  sweep w = {
      .choices = choices, .beta = beta, .every = every, .set_scores = set_scores, .probabilities = probabilities,
      .room = ((most > TILE ? most : TILE) + 7) / 8 * 8 + 8};
  return run(&w, choice_chunk, threads, score, information);
}

// MARK: Groups with several outcomes of 1

// One group. state: for each number of rows taken so far the sum f over arrangements, its gradient d and the triangle of
// its second derivatives h, all relative to 2^(shift).
static void group(const sweep *w, ptrdiff_t g, double *sums, double *work, double *state) {
  const kosh_choices *c = w->choices;
  const ptrdiff_t k = c->columns, row = c->starts[g], n = c->starts[g + 1] - row;
  const ptrdiff_t triangle = k * (k + 1) / 2, size = 1 + k + triangle;
  double *eta = work, *x = work + n;  // x row by row
  ptrdiff_t taken = 0;
  for (ptrdiff_t i = 0; i < n; i++) taken += c->outcome[row + i] > 0.5;
  // Whether rows of 1 or those of 0 are arranged is the same; the fewer ones are.
  const double sign = 2 * taken > n ? -1.0 : 1.0, wanted = 2 * taken > n ? 0.0 : 1.0;
  if (sign < 0) taken = n - taken;
  for (ptrdiff_t j = 0; j < k; j++) {
    double mean = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
      const double value = c->values[j] ? c->values[j][row + i] : (c->codes[j][row + i] == c->slots[j] ? 1.0 : 0.0);
      x[i * k + j] = sign * value;
      mean += sign * value;
    }
    mean /= (double)n;
    for (ptrdiff_t i = 0; i < n; i++) x[i * k + j] -= mean;
  }
  double level = 0;  // the mean of those that happened: the sum over arrangements is then at least 1
  for (ptrdiff_t i = 0; i < n; i++) {
    double e = c->offset ? sign * c->offset[row + i] : 0.0;
    for (ptrdiff_t j = 0; j < k; j++) e += w->beta[j] * x[i * k + j];
    eta[i] = e;
    if (c->outcome[row + i] == wanted) level += e;
  }
  level /= (double)(taken > 0 ? taken : 1);
  memset(state, 0, sizeof(double) * (size_t)((taken + 1) * size));
  state[0] = 1.0;
  double shift = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    double e = eta[i] - level;
    const double factor = exp(e > 700 ? 700 : e), *xi = x + i * k;
    const ptrdiff_t top = i + 1 < taken ? i + 1 : taken, bottom = taken - (n - 1 - i) > 1 ? taken - (n - 1 - i) : 1;
    for (ptrdiff_t m = top; m >= bottom; m--) {
      double *to = state + m * size;
      const double *from = to - size, f = from[0], *d = from + 1, *h = from + 1 + k;
      to[0] += factor * f;
      double *h_to = to + 1 + k;
      for (ptrdiff_t a = 0; a < k; a++) {
        to[1 + a] += factor * (d[a] + xi[a] * f);
        const double xa = xi[a], da = d[a], both = da + xa * f;
        for (ptrdiff_t b = 0; b <= a; b++, h++, h_to++) *h_to += factor * (*h + xa * d[b] + xi[b] * both);
      }
    }
    if (state[top * size] > 0x1p500 || state[0] > 0x1p500) {
      for (ptrdiff_t m = 0; m < (taken + 1) * size; m++) state[m] *= 0x1p-500;
      shift += 500;
    }
  }
  const double *end = state + taken * size, f = end[0], *d = end + 1, *h = end + 1 + k;
  const double weight = c->weights ? c->weights[g] : 1.0;
  double *score = sums + 1, *information = score + k;
  // Σ (η − level) of what happened is 0 by the choice of the level.
  sums[0] -= weight * (log(f) + shift * 0.69314718055994530942);
  for (ptrdiff_t a = 0; a < k; a++) {
    double own = -d[a] / f;
    for (ptrdiff_t i = 0; i < n; i++)
      if (c->outcome[row + i] == wanted) own += x[i * k + a];
    own *= weight;
    score[a] += own;
    if (w->set_scores) w->set_scores[a * c->sets + g] = own;
    for (ptrdiff_t b = 0; b <= a; b++, h++)
      information[a * k + b] += weight * (*h / f - (d[a] / f) * (d[b] / f));
  }
}

static void group_chunk(void *context, ptrdiff_t task) {
  const sweep *w = context;
  const kosh_choices *c = w->choices;
  const ptrdiff_t first = task * w->every * CHUNK, last = first + CHUNK < c->sets ? first + CHUNK : c->sets;
  const ptrdiff_t size = 1 + c->columns + c->columns * (c->columns + 1) / 2;
  double *work = malloc(sizeof(double) * (size_t)(w->room * (1 + c->columns)));
  double *state = malloc(sizeof(double) * (size_t)((w->room / 2 + 2) * size));
  if (work && state) {
    for (ptrdiff_t g = first; g < last; g++) group(w, g, w->sums + task * w->width, work, state);
  } else {
    atomic_store(w->failed, 1);
  }
  free(work);
  free(state);
}

double kosh_group_pass(
    const kosh_choices *groups, const double *beta, ptrdiff_t every, ptrdiff_t threads, double *score,
    double *information, double *set_scores) {
  sweep w = {.choices = groups, .beta = beta, .every = every, .set_scores = set_scores, .room = most_rows(groups)};
  return run(&w, group_chunk, threads, score, information);
}
