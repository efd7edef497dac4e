#ifndef KOSH_CSV_KERNELS_H
#define KOSH_CSV_KERNELS_H
#include <stddef.h>
#include <stdint.h>

// Numbers out of large plain CSV files, a stretch at a time: nothing of the file is kept. A text is plain if it is
// UTF-8 and has no quotes, no byte 0, and no carriage return but before a line feed. What is not plain is left to the
// general reader.
//
// A stretch is gone over twice: to count its records, sixteen bytes at a time, and to index the ends of all its fields,
// 64 bytes at a time, from which one wanted column after another is read. A field that is not wanted costs its place in
// the index and no more.

// Where the first record begins after a place: behind the next line feed; `size` if there is none, −1 if the file cannot
// be read.
ptrdiff_t kosh_csv_boundary(int file, ptrdiff_t position, ptrdiff_t size);

// The records of a stretch that begins and ends with records; −1 if it is not plain or cannot be read.
ptrdiff_t kosh_csv_records(int file, ptrdiff_t start, ptrdiff_t end);

typedef struct {
  int file;
  uint8_t delimiter;
  ptrdiff_t columns;
  const int32_t *wanted;  // for each column the place of its numbers in `values`, −1 if it is not wanted
  double *const *values;
  ptrdiff_t missing;  // words that mean "no answer", besides the empty cell
  const uint8_t *const *words;
  const ptrdiff_t *lengths;
  uint8_t *points;   // for each wanted column, set to 1 if a number of it has a decimal point
  uint8_t *refused;  // set to 1 where a stretch is no good; the others then end at once
} kosh_csv_plan;

// Reads the wanted cells of a plain stretch of `rows` records into rows first_row … of `values`; NaN where there is no
// answer. A number is an optional minus, digits, at most one point, and an optional exponent, rounded correctly.
// Returns 1, or 0 if a record has another number of fields, a file of one column a blank line, or a wanted cell is
// neither a number nor missing; then the values are of no use. A whole number with a 0 in front is no number but a code.
int kosh_csv_numbers(
    const kosh_csv_plan *plan, ptrdiff_t start, ptrdiff_t end, ptrdiff_t first_row, ptrdiff_t rows);

#endif
