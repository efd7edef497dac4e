#ifndef KOSH_CHOICE_KERNELS_H
#define KOSH_CHOICE_KERNELS_H
#include <stddef.h>
#include <stdint.h>

// Likelihoods of rows that compete within sets: a chooser's alternatives, a group's rows. Each pass reads memory once,
// in tiles of whole sets. Chunks of sets are summed apart and then added in order, so that any number of threads gives
// the same bits.

// Rows of one set stand together.
typedef struct {
  ptrdiff_t sets;
  const ptrdiff_t *starts;       // sets + 1: the first row of each set, and the number of rows
  const ptrdiff_t *chosen;       // for each set the row that was chosen; unused by kosh_group_pass
  const double *outcome;         // for each row 0 or 1; unused by kosh_choice_pass
  ptrdiff_t columns;
  const double *const *values;   // for each column its rows, or null for an indicator:
  const int32_t *const *codes;   //   1 where the code of the row
  const int32_t *slots;          //   is the slot of the column
  const double *weights;         // of sets; may be null (all 1)
  const double *offset;          // of rows; may be null (all 0)
} kosh_choices;

// One sweep of McFadden's conditional logit, P(row) = exp(xᵢβ) / Σ exp(xβ) over the rows of its set.
//   every: only each so-manieth chunk of sets counts; 1 for all.
//   threads: 0 for all processors.
//   score[j] = Σ w (x_chosen − x̄)ⱼ with x̄ = Σ p x of the set; information = Σ w Σ p (x − x̄)(x − x̄)ᵀ, both triangles.
//   set_scores: null, or for each column the score of each set (columns × sets values).
//   probabilities: null, or one for each row.
// Returns Σ w log P(chosen).
double kosh_choice_pass(
    const kosh_choices *choices, const double *beta, ptrdiff_t every, ptrdiff_t threads, double *score,
    double *information, double *set_scores, double *probabilities);

// One sweep of Chamberlain's conditional logit: P(outcomes of a group | how many of them are 1), the sum over all
// arrangements by recursion. Arguments as above; set_scores may be null.
double kosh_group_pass(
    const kosh_choices *groups, const double *beta, ptrdiff_t every, ptrdiff_t threads, double *score,
    double *information, double *set_scores);

#endif
