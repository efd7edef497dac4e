# The model of the benchmark in R: Rscript glm.R FILE prints its table, Rscript glm.R FILE coefficients the bare numbers.
arguments <- commandArgs(trailingOnly = TRUE)
pupils <- read.csv(arguments[1])
fit <- glm(moves ~ girl + kazakh + score + region, binomial, pupils)
if (length(arguments) > 1) {
  cat(sprintf("%.17g\n", coef(fit)), sep = "")
} else {
  print(summary(fit))
}
