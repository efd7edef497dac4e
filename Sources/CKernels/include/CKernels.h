#ifndef CKERNELS_H
#define CKERNELS_H
// Hot loops. Each header is one concept; see there.
#include "KoshParallel.h"
#include "KoshRandom.h"
#include "KoshRefitKernels.h"
#include "KoshRegressionKernels.h"
#endif
