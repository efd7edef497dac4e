# Makes formula_reference.json: what R's model.matrix makes of formulas, for the rows of a model and for new rows.
#   Rscript formula_reference.R > formula_reference.json        (base R only; made with R 4.2.2)
# `kosh` is the formula as Kosh reads it, where that differs.
options(digits = 17, warn = 1, contrasts = c("contr.treatment", "contr.poly"))
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
str <- function(x) paste0("[", paste0('"', gsub('"', "'", x), '"', collapse = ","), "]")

set.seed(31)
n <- 24
d <- data.frame(
  y = round(rnorm(n, 10, 3), 3), x = round(runif(n, 1, 9), 2), z = round(rnorm(n, 100, 15), 1),
  f = sample(rep(c("a", "b", "c"), 8)), g = sample(rep(c("p", "q"), 12)), year = rep(c(2010, 2015, 2020, 2024), 6))
new <- data.frame(x = c(0.5, 4.25, 12), z = c(90, 100, 140), f = c("a", "c", "b"), g = c("q", "q", "p"),
  year = c(2010, 2024, 2015))
pairs <- list(
  c("y ~ poly(x, 3)"), c("y ~ poly(year, 3)"), c("y ~ poly(z, 5)"), c("y ~ poly(x, 3, raw = TRUE)", "y ~ poly(x, 3, raw=TRUE)"),
  c("y ~ poly(log(x), 2) + z"), c("y ~ scale(x) + center(z)", "y ~ scale(x) + center(z)"),
  c("y ~ standardise(log(x)) * z"), c("y ~ I(scale(x)^2) + scale(z + x)"),
  c("y ~ poly(x, 2) * z"), c("y ~ poly(x, 2) * f"), c("y ~ poly(x, 2):poly(z, 2)"), c("y ~ f * poly(x, 2) * g"),
  c("y ~ (x + z + f)^2"), c("y ~ x * z * f"), c("y ~ f + f:x", "y ~ i(f) + i(f, x)"), c("y ~ f:x - 1", "y ~ i(f, x) - 1"),
  c("y ~ x + f:x", "y ~ x + i(f, x)"), c("y ~ f:factor(year) - 1", "y ~ i(f, i.year) - 1"),
  c("y ~ I(x * (f == 'b')) + I(x * (f == 'c'))", "y ~ i(f, x, ref=a)"),
  c("y ~ sin(2 * pi * x / 12) + atan(z)", "y ~ sin(2 * 3.141592653589793 * x / 12) + atan(z)"))
# scale() of R returns a matrix whose attributes model.frame keeps for prediction; so do these.
center <- function(x, at = mean(x)) structure(x - at, class = "centred", at = at)
standardise <- function(x, at = mean(x), by = sd(x)) structure((x - at) / by, class = "standardised", at = at, by = by)
makepredictcall.centred <- function(var, call) { call$at <- attr(var, "at"); call }
makepredictcall.standardised <- function(var, call) { call$at <- attr(var, "at"); call$by <- attr(var, "by"); call }
cat('{"data":{', paste(sapply(names(d), function(v) sprintf('"%s":%s', v, if (is.character(d[[v]])) str(d[[v]]) else arr(d[[v]]))), collapse = ","), '},\n', sep = "")
cat('"new":{', paste(sapply(names(new), function(v) sprintf('"%s":%s', v, if (is.character(new[[v]])) str(new[[v]]) else arr(new[[v]]))), collapse = ","), '},\n"formulas":[\n', sep = "")
first <- TRUE
for (p in pairs) {
  m <- lm(as.formula(p[1]), d)
  X <- model.matrix(m)
  # I(scale(x)^2) has no predvars of its own in R: computed by hand from the mean and deviation of the rows used.
  N <- if (grepl("I\\(scale", p[1])) {
    s <- function(v, w) (w - mean(v)) / sd(v)
    cbind(1, s(d$x, new$x)^2, s(d$z + d$x, new$z + new$x))
  } else model.matrix(delete.response(terms(m)), model.frame(delete.response(terms(m)), new, xlev = m$xlevels))
  if (!first) cat(",\n"); first <- FALSE
  cat(sprintf('{"formula":"%s","names":%s,"columns":[%s],"new":[%s],"coefficients":%s}', p[length(p)], str(colnames(X)),
    paste(apply(X, 2, arr), collapse = ","), paste(apply(N, 2, arr), collapse = ","), arr(coef(m))))
}
cat("]}\n")
