# Makes goodness_of_fit.json with base R alone.
#   Rscript goodness_of_fit.R > goodness_of_fit.json        (in this folder, beside regression_reference.json)
library(jsonlite)
d <- as.data.frame(lapply(fromJSON("regression_reference.json")$data, unlist))
fit <- glm(intends ~ gender + score + region, binomial, d, control = glm.control(1e-15, 100))
null <- glm(intends ~ 1, binomial, d); p <- fitted(fit); y <- d$intends; n <- length(y); k <- length(coef(fit))
l <- as.numeric(logLik(fit)); l0 <- as.numeric(logLik(null))
hl <- function(g) { cut <- cut(p, unique(quantile(p, 0:g / g)), include.lowest = TRUE)
  o <- tapply(y, cut, sum); e <- tapply(p, cut, sum); m <- tapply(p, cut, length)
  x <- sum((o - e)^2 / (e * (1 - e / m))); list(statistic = x, df = length(m) - 2, p = pchisq(x, length(m) - 2, lower.tail = FALSE), counts = as.vector(m)) }
psi <- outer(p[y == 1], p[y == 0], function(a, b) (a > b) + .5 * (a == b))
ols <- lm(balance ~ gender + score + income, d); wls <- lm(balance ~ gender + score + income, d, weights = count)
pois <- glm(count ~ gender + score, poisson, d, control = glm.control(1e-15, 100))
infl <- function(f) list(hat = unname(hatvalues(f)), rstandard = unname(rstandard(f, type = "pearson")), cook = unname(cooks.distance(f)))
lin <- function(f) list(hat = unname(hatvalues(f)), rstandard = unname(rstandard(f)), rstudent = unname(rstudent(f)), cook = unname(cooks.distance(f)))
cat(toJSON(list(made_with = R.version.string,
  mcfadden = 1 - l / l0, mcfadden_adjusted = 1 - (l - k) / l0, cox_snell = 1 - exp(2 * (l0 - l) / n),
  nagelkerke = (1 - exp(2 * (l0 - l) / n)) / (1 - exp(2 * l0 / n)), tjur = mean(p[y == 1]) - mean(p[y == 0]),
  auc = mean(psi), auc_se = sqrt(var(rowMeans(psi)) / nrow(psi) + var(colMeans(psi)) / ncol(psi)), brier = mean((y - p)^2),
  hosmer10 = hl(10), hosmer5 = hl(5), ols = lin(ols), wls = lin(wls), logit = infl(fit), poisson = infl(pois)), auto_unbox = TRUE, digits = NA, pretty = TRUE))
