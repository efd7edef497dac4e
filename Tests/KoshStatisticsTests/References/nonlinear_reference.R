# Makes nonlinear_reference.json: seeded curves and what R's nls, aov, oneway.test and acf say of them.
#   Rscript nonlinear_reference.R > nonlinear_reference.json        (base R only; made with R 4.2.2)
# Gradients are exact (deriv), since nls's own differences cost standard errors their last digits. HC1, cluster sums and
# the standard error of the curve are written out below from the gradient at the estimates.
options(digits = 17, warn = 1)
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
str <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")

set.seed(20250117)
n <- 40
x <- round(seq(1, 20, length.out = n), 3)
w <- round(runif(n, .3, 3), 2)
g <- rep(c("a", "b", "c", "d", "e"), each = 8)
d <- data.frame(
  x, w, g,
  exponential = round(3 * exp(.12 * x) + rnorm(n, 0, .4), 4),
  decline = round(40 * exp(-.25 * x) + rnorm(n, 0, .5), 4),
  power = round(2.5 * x^.6 + rnorm(n, 0, .3), 4),
  approach = round(5 + 20 * (1 - exp(-x / 4)) + rnorm(n, 0, .5), 4),
  logistic = round(100 / (1 + exp(-.5 * (x - 9))) + rnorm(n, 0, 2), 4),
  falling = round(100 / (1 + exp(.7 * (x - 8))) + rnorm(n, 0, 2), 4),
  gompertz = round(80 * exp(-exp(-.3 * (x - 7))) + rnorm(n, 0, 1.5), 4),
  bass = round(500 * (1 - exp(-.33 * x)) / (1 + 10 * exp(-.33 * x)) + rnorm(n, 0, 4), 4))
curves <- list(
  exponential = list(~a * exp(b * x), c("a", "b"), c(3, .1)),
  power = list(~a * x^b, c("a", "b"), c(2, .5)),
  exponential_approach = list(~c + a * (1 - exp(-x / tau)), c("c", "a", "tau"), c(4, 18, 5)),
  logistic = list(~K / (1 + exp(-r * (x - m))), c("K", "r", "m"), c(95, .4, 9)),
  gompertz = list(~K * exp(-exp(-r * (x - m))), c("K", "r", "m"), c(75, .25, 7)),
  bass = list(~M * (1 - exp(-(p + q) * x)) / (1 + q / p * exp(-(p + q) * x)), c("M", "p", "q"), c(480, .03, .3)))
at <- c(2.5, 30)
one <- function(name, curve, outcome, weighted = FALSE, start = NULL) {
  spec <- curves[[curve]]
  f <- deriv(spec[[1]], spec[[2]], function.arg = c(spec[[2]], "x"))
  d$y <- d[[outcome]]
  call <- as.formula(paste("y ~ f(", paste(spec[[2]], collapse = ","), ", x)"))
  environment(call) <- environment()
  s <- if (is.null(start)) spec[[3]] else start
  weight <- if (weighted) d$w else rep(1, n)
  m <- nls(call, d, start = as.list(setNames(s, spec[[2]])), weights = weight,
           control = nls.control(tol = 1e-8, maxiter = 500, minFactor = 2^-30))
  co <- coef(summary(m)); b <- coef(m)
  J <- attr(do.call(f, c(as.list(b), list(x = d$x))), "gradient"); e <- d$y - fitted(m); k <- length(b)
  B <- solve(crossprod(J, J * weight))
  hc1 <- sqrt(diag(B %*% crossprod(J * weight * e) %*% B) * n / (n - k))
  S <- rowsum(J * weight * as.vector(e), d$g); G <- nrow(S)
  cl <- sqrt(diag(B %*% crossprod(S) %*% B) * G / (G - 1) * (n - 1) / (n - k))
  new <- do.call(f, c(as.list(b), list(x = at))); Jn <- attr(new, "gradient")
  se <- sqrt(rowSums((Jn %*% vcov(m)) * Jn))
  q <- qt(.975, n - k)
  cat(sprintf('{"name":"%s","curve":"%s","outcome":"%s","weighted":%s,"parameters":%s,"estimate":%s,"std_error":%s,"statistic":%s,"p_value":%s,"conf_low":%s,"conf_high":%s,"sigma":%s,"rss":%s,"log_lik":%s,"aic":%s,"bic":%s,"hc1":%s,"cluster":%s,"predicted":%s,"predicted_se":%s}',
    name, curve, outcome, tolower(weighted), str(spec[[2]]), arr(co[, 1]), arr(co[, 2]), arr(co[, 3]), arr(co[, 4]),
    arr(co[, 1] - q * co[, 2]), arr(co[, 1] + q * co[, 2]), num(sigma(m)), num(deviance(m)), num(logLik(m)), num(AIC(m)),
    num(BIC(m)), arr(hc1), arr(cl), arr(as.vector(new)), arr(se)))
}
cat('{"data":{', paste(sapply(names(d), function(v) sprintf('"%s":%s', v, if (is.character(d[[v]])) str(d[[v]]) else arr(d[[v]]))), collapse = ","), '},\n"curves":[\n', sep = "")
one("exponential", "exponential", "exponential"); cat(",\n")
one("decline", "exponential", "decline", start = c(35, -.2)); cat(",\n")
one("power", "power", "power"); cat(",\n")
one("approach", "exponential_approach", "approach"); cat(",\n")
one("logistic", "logistic", "logistic"); cat(",\n")
one("falling", "logistic", "falling", start = c(100, -.6, 8)); cat(",\n")
one("gompertz", "gompertz", "gompertz"); cat(",\n")
one("bass", "bass", "bass"); cat(",\n")
one("weighted", "logistic", "logistic", weighted = TRUE)
cat('],\n"anova":{')
set.seed(7)
group <- rep(c("north", "south", "west"), c(9, 12, 7))
value <- round(c(rnorm(9, 10, 1), rnorm(12, 11, 3), rnorm(7, 12.5, 2)), 3)
a <- summary(aov(value ~ factor(group)))[[1]]; o <- oneway.test(value ~ factor(group))
cat(sprintf('"group":%s,"value":%s,"df":%s,"ss":%s,"f":%s,"p":%s,"welch":%s,"mean":%s,"sd":%s},\n', str(group), arr(value),
  arr(a[, 1]), arr(a[, 2]), num(a[1, 4]), num(a[1, 5]), arr(c(o$statistic, o$parameter, o$p.value)),
  arr(tapply(value, group, mean)), arr(tapply(value, group, sd))))
cat('"acf":', arr(acf(value, plot = FALSE, lag.max = 5)$acf[1:6]), '}\n', sep = "")
