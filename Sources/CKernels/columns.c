#include "KoshColumnKernels.h"
#include "KoshMemory.h"

#include "tiles.h"

enum { SHARE = TILE * TASK_TILES };

static inline ptrdiff_t shares(ptrdiff_t count) { return (count + SHARE - 1) / SHARE; }

typedef struct {
  const double *values;
  ptrdiff_t count;
  kosh_column_facts *parts;
} scan_context;

KOSH_INLINE void scan_share(const scan_context *context, ptrdiff_t task) {
  const double *values = context->values + task * SHARE;
  const ptrdiff_t count = context->count - task * SHARE < SHARE ? context->count - task * SHARE : SHARE;
  const lanes infinity = all_lanes(INFINITY), shifter = all_lanes(6755399441055744.0);
  lanes least = infinity, most = -infinity, sum = all_lanes(0);
  whole_lanes missing = {0}, infinite = {0}, broken = {0};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    const lanes x = lanes_at(values + i);
    const whole_lanes absent = x != x;
    missing -= absent;
    infinite -= lanes_size(x) == infinity;
    least = lanes_choose(x < least, least, x);
    most = lanes_choose(x > most, most, x);
    broken |= (((x + shifter) - shifter) != x) & ~absent;
    sum += x;
  }
  kosh_column_facts facts = {0, 0, INFINITY, -INFINITY, lane_sum(&sum), 1};
  double lows[LANES], highs[LANES];
  memcpy(lows, &least, sizeof lows);
  memcpy(highs, &most, sizeof highs);
  for (int m = 0; m < LANES; m++) {
    facts.missing += missing[m];
    facts.infinite += infinite[m];
    if (broken[m]) facts.whole = 0;
    if (lows[m] < facts.least) facts.least = lows[m];
    if (highs[m] > facts.most) facts.most = highs[m];
  }
  for (; i < count; i++) {
    const double x = values[i];
    facts.sum += x;
    if (x != x) {
      facts.missing++;
      continue;
    }
    if (isinf(x)) facts.infinite++;
    if ((x + 6755399441055744.0) - 6755399441055744.0 != x) facts.whole = 0;
    if (x < facts.least) facts.least = x;
    if (x > facts.most) facts.most = x;
  }
  context->parts[task] = facts;
}

KOSH_CLONES
static void scan_task(void *shared, ptrdiff_t task) { scan_share(shared, task); }

static void add_facts(kosh_column_facts *facts, const kosh_column_facts *part) {
  facts->missing += part->missing;
  facts->infinite += part->infinite;
  facts->sum += part->sum;
  facts->whole &= part->whole;
  facts->least = part->least < facts->least ? part->least : facts->least;
  facts->most = part->most > facts->most ? part->most : facts->most;
}

void kosh_column_scan(const double *values, ptrdiff_t count, kosh_column_facts *facts) {
  *facts = (kosh_column_facts){0, 0, INFINITY, -INFINITY, 0, 1};
  const ptrdiff_t tasks = shares(count);
  kosh_column_facts few[16], *parts = tasks <= 16 ? few : malloc(sizeof(kosh_column_facts) * (size_t)tasks);
  if (!parts) {
    // Without room for partial results one share after the other will do.
    for (ptrdiff_t task = 0; task < tasks; task++) {
      kosh_column_facts part;
      kosh_column_scan(values + task * SHARE, count - task * SHARE < SHARE ? count - task * SHARE : SHARE, &part);
      add_facts(facts, &part);
    }
    return;
  }
  scan_context context = {values, count, parts};
  kosh_parallel(tasks, 0, scan_task, &context);
  for (ptrdiff_t task = 0; task < tasks; task++) add_facts(facts, &parts[task]);
  if (parts != few) free(parts);
}

typedef struct {
  const double *a, *b;
  ptrdiff_t count;
  double *parts;
} dot_context;

KOSH_CLONES
static void dot_task(void *shared, ptrdiff_t task) {
  const dot_context *context = shared;
  const ptrdiff_t start = task * SHARE, rest = context->count - start;
  context->parts[task] = dot(context->a + start, context->b + start, rest < SHARE ? rest : SHARE);
}

double kosh_dot(const double *a, const double *b, ptrdiff_t count) {
  const ptrdiff_t tasks = shares(count);
  double few[64], *parts = tasks <= 64 ? few : malloc(sizeof(double) * (size_t)tasks);
  if (!parts) return NAN;
  dot_context context = {a, b, count, parts};
  kosh_parallel(tasks, 0, dot_task, &context);
  double sum = 0;
  for (ptrdiff_t task = 0; task < tasks; task++) sum += parts[task];
  if (parts != few) free(parts);
  return sum;
}

typedef struct {
  const double *values;
  ptrdiff_t count;
  double least;
  const int32_t *place;
  int32_t *codes;
} place_context;

KOSH_CLONES
static void place_task(void *shared, ptrdiff_t task) {
  const place_context *context = shared;
  ptrdiff_t end = (task + 1) * SHARE < context->count ? (task + 1) * SHARE : context->count;
  for (ptrdiff_t i = task * SHARE; i < end; i++)
    context->codes[i] = context->place[(int32_t)(context->values[i] - context->least)];
}

void kosh_place_codes(const double *values, ptrdiff_t count, double least, const int32_t *place, int32_t *codes) {
  place_context context = {values, count, least, place, codes};
  kosh_will_fill(codes, (size_t)count * sizeof *codes);
  kosh_parallel(shares(count), 0, place_task, &context);
}

typedef struct {
  const int32_t *codes;
  ptrdiff_t count;
  const int32_t *place;
  int32_t *result;
} recode_context;

KOSH_CLONES
static void recode_task(void *shared, ptrdiff_t task) {
  const recode_context *context = shared;
  ptrdiff_t end = (task + 1) * SHARE < context->count ? (task + 1) * SHARE : context->count;
  for (ptrdiff_t i = task * SHARE; i < end; i++) context->result[i] = context->place[context->codes[i]];
}

void kosh_recode(const int32_t *codes, ptrdiff_t count, const int32_t *place, int32_t *result) {
  recode_context context = {codes, count, place, result};
  kosh_will_fill(result, (size_t)count * sizeof *result);
  kosh_parallel(shares(count), 0, recode_task, &context);
}

typedef struct {
  const double *values;
  ptrdiff_t count;
  double least;
  uint8_t *seen;
} seen_context;

static void seen_task(void *shared, ptrdiff_t task) {
  const seen_context *context = shared;
  ptrdiff_t end = (task + 1) * SHARE < context->count ? (task + 1) * SHARE : context->count;
  for (ptrdiff_t i = task * SHARE; i < end; i++) {
    uint8_t *place = context->seen + (int32_t)(context->values[i] - context->least);
    // Other threads may set it too, to the same.
    if (!__atomic_load_n(place, __ATOMIC_RELAXED)) __atomic_store_n(place, 1, __ATOMIC_RELAXED);
  }
}

void kosh_mark_seen(const double *values, ptrdiff_t count, double least, uint8_t *seen) {
  seen_context context = {values, count, least, seen};
  kosh_parallel(shares(count), 0, seen_task, &context);
}

// MARK: Cells

typedef struct {
  const kosh_grid *grid;
  const double *weights;
  ptrdiff_t tiles, each;
  double *parts;  // weight and, where wanted, square of each task
  ptrdiff_t length;
  int *bad;
} grid_context;

static inline int is_power_of_two(double x) {
  int exponent;
  return frexp(x, &exponent) == 0.5;
}

// Each row's place in the grid of the columns; not 0 where a value is no whole number over its column's scale.
KOSH_INLINE int64_t tile_positions(const kosh_grid *grid, ptrdiff_t start, ptrdiff_t count, double *position) {
  const lanes shifter = all_lanes(6755399441055744.0);
  double copy[TILE];
  whole_lanes wrong = {0};
  for (ptrdiff_t i = 0; i < TILE; i++) position[i] = 0;
  for (ptrdiff_t c = 0; c < grid->columns; c++) {
    const double scale = grid->scales[c];
    const double *x = tile_values(grid->values[c], start, count, grid->lowest[c] / scale, copy);
    __builtin_prefetch(x + TILE);
    const lanes lowest = all_lanes(grid->lowest[c]), stride = all_lanes((double)grid->strides[c]);
    const lanes by = all_lanes(scale), over = all_lanes(1 / scale);
    if (is_power_of_two(scale)) {
      for (ptrdiff_t i = 0; i < TILE; i += LANES) {
        const lanes value = lanes_at(x + i), whole = (value * by + shifter) - shifter;
        wrong |= whole * over != value;
        *(lanes *)(position + i) += (whole - lowest) * stride;
      }
    } else {
      for (ptrdiff_t i = 0; i < TILE; i += LANES) {
        const lanes value = lanes_at(x + i), whole = (value * by + shifter) - shifter;
        wrong |= whole / by != value;
        *(lanes *)(position + i) += (whole - lowest) * stride;
      }
    }
  }
  int64_t broken = 0;
  for (int m = 0; m < LANES; m++) broken |= wrong[m];
  return broken;
}

KOSH_INLINE void grid_share(const grid_context *context, ptrdiff_t task) {
  const kosh_grid *grid = context->grid;
  double *weight = context->parts + task * context->length;
  double *square = context->length > grid->cells ? weight + grid->cells : NULL;
  memset(weight, 0, sizeof(double) * (size_t)context->length);
  double position[TILE];
  int32_t cell[TILE];
  int64_t broken = 0;
  ptrdiff_t end = (task + 1) * context->each < context->tiles ? (task + 1) * context->each : context->tiles;
  for (ptrdiff_t number = task * context->each; number < end && !broken; number++) {
    const ptrdiff_t start = number * TILE, count = grid->rows - start < TILE ? grid->rows - start : TILE;
    broken = tile_positions(grid, start, count, position);
    if (broken) break;
    for (ptrdiff_t i = 0; i < count; i++) cell[i] = (int32_t)position[i];
    for (ptrdiff_t f = 0; f < grid->factors; f++) {
      const int32_t *code = grid->codes[f] + start;
      const int32_t stride = (int32_t)grid->factor_strides[f];
      for (ptrdiff_t i = 0; i < count; i++) cell[i] += (code[i] + 1) * stride;
    }
    if (context->weights) {
      const double *w = context->weights + start;
      for (ptrdiff_t i = 0; i < count; i++) weight[cell[i]] += w[i];
      if (square)
        for (ptrdiff_t i = 0; i < count; i++) square[cell[i]] += w[i] * w[i];
    } else {
      for (ptrdiff_t i = 0; i < count; i++) weight[cell[i]] += 1;
    }
  }
  context->bad[task] = broken != 0;
}

KOSH_CLONES
static void grid_task(void *shared, ptrdiff_t task) { grid_share(shared, task); }

int kosh_grid_sums(const kosh_grid *grid, const double *weights, double *weight, double *square) {
  grid_context context = {.grid = grid, .weights = weights};
  context.length = grid->cells * (square ? 2 : 1);
  context.tiles = (grid->rows + TILE - 1) / TILE;
  // As many shares as 32 MB of sums allow, at most 32: it depends on the data alone.
  ptrdiff_t most = ((ptrdiff_t)1 << 22) / context.length;
  most = most > 32 ? 32 : most < 1 ? 1 : most;
  context.each = (context.tiles + most - 1) / most;
  if (context.each < TASK_TILES) context.each = TASK_TILES;
  const ptrdiff_t tasks = (context.tiles + context.each - 1) / context.each;
  context.parts = malloc(sizeof(double) * (size_t)(context.length * tasks));
  context.bad = calloc((size_t)tasks, sizeof(int));
  if (!context.parts || !context.bad) {
    free(context.parts);
    free(context.bad);
    return 0;
  }
  kosh_parallel(tasks, 0, grid_task, &context);
  int good = 1;
  for (ptrdiff_t task = 0; task < tasks; task++) good &= !context.bad[task];
  if (good) {
    memset(weight, 0, sizeof(double) * (size_t)grid->cells);
    if (square) memset(square, 0, sizeof(double) * (size_t)grid->cells);
    for (ptrdiff_t task = 0; task < tasks; task++) {
      const double *part = context.parts + task * context.length;
      for (ptrdiff_t c = 0; c < grid->cells; c++) weight[c] += part[c];
      if (square)
        for (ptrdiff_t c = 0; c < grid->cells; c++) square[c] += part[grid->cells + c];
    }
  }
  free(context.parts);
  free(context.bad);
  return good;
}
