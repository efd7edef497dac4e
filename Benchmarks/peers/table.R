# A logit as a journal prints it, in base R: table.R FILE prints coefficients with standard errors clustered by school and
# those of HC1, odds ratios, and average marginal effects by the delta method; table.R FILE coefficients the bare numbers.
#
# Robust errors and marginal effects are written out in matrices, without a package: loading one takes longer.
arguments <- commandArgs(trailingOnly = TRUE)
pupils <- read.csv(arguments[1])
fit <- glm(y ~ gender + lang + score + factor(region), binomial, pupils)
x <- model.matrix(fit)
n <- nrow(x)
k <- ncol(x)
b <- coef(fit)
p <- fitted(fit)
bread <- summary(fit)$cov.unscaled
scores <- x * (pupils$y - p)
sandwich <- function(s, factor) factor * bread %*% crossprod(s) %*% bread
hc1 <- sandwich(scores, n / (n - k))
sums <- rowsum(scores, pupils$school)
groups <- nrow(sums)
clustered <- sandwich(sums, groups / (groups - 1))

# Of a number: the mean slope. Of yes or no and of a region: the mean difference of two predictions.
effects <- function(b) {
  sapply(names(b)[-1], function(name) {
    if (name == "score") return(mean(dlogis(x %*% b)) * b[["score"]])
    others <- if (startsWith(name, "factor")) startsWith(names(b), "factor") else names(b) == name
    low <- x
    low[, others] <- 0
    high <- low
    high[, name] <- 1
    mean(plogis(high %*% b) - plogis(low %*% b))
  })
}
margins <- effects(b)
gradient <- sapply(seq_along(b), function(j) {
  step <- 1e-6 * max(1, abs(b[j]))
  (effects(replace(b, j, b[j] + step)) - effects(replace(b, j, b[j] - step))) / (2 * step)
})
margin_errors <- sqrt(diag(gradient %*% clustered %*% t(gradient)))

if (length(arguments) > 1) {
  cat(sprintf("%.17g\n", c(b, margins, sqrt(diag(clustered)), margin_errors)), sep = "")
} else {
  errors <- sqrt(diag(clustered))
  print(cbind(
    estimate = b, clustered = errors, hc1 = sqrt(diag(hc1)), z = b / errors, p = 2 * pnorm(-abs(b / errors)),
    odds_ratio = exp(b), from = exp(b - qnorm(0.975) * errors), to = exp(b + qnorm(0.975) * errors)))
  print(cbind(effect = margins, error = margin_errors))
}
