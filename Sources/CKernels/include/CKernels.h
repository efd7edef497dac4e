#ifndef CKERNELS_H
#define CKERNELS_H
// Hot loops. Each header is one concept; see there.
#include "KoshChoiceKernels.h"
#include "KoshParallel.h"
#include "KoshRegressionKernels.h"
#endif
