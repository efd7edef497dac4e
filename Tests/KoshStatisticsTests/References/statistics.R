# Known answers for the tests of description, cross-tabulation, correlation, trends, clustering and adjusted p-values.
# Run in this folder:  Rscript statistics.R   (R 4.2.2, package cluster 2.1.4; base R otherwise)
# The 20 regions are the published figures of 2024 (income and food spending per head in tenge, migration balance in
# persons, children per household, persons below the food basket; 9 regions without the last). The balance series is
# Kazakhstan's external balance of migration 2000-2024 as published.
library(cluster)
json <- function(x) {
  if (is.list(x)) {
    return(paste0("{", paste0("\"", names(x), "\": ", sapply(x, json), collapse = ",\n"), "}"))
  }
  if (is.matrix(x)) return(paste0("[", paste(apply(x, 1, function(r) json(unname(r))), collapse = ",\n"), "]"))
  one <- function(v) if (is.na(v)) "null" else if (is.character(v)) paste0("\"", v, "\"") else sprintf("%.17g", v)
  if (length(x) == 1 && is.null(attr(x, "array"))) return(one(x))
  paste0("[", paste(sapply(x, one), collapse = ", "), "]")
}
regions <- matrix(c(
  1342530,485228,-30136,0.9,1727, 1252573,449651,-9136,1.5,NA, 1115075,534678,1901,1.2,1521, 1127295,485381,3404,1.5,NA,
  1633404,615446,-57429,0.6,2935, 1749763,743095,-14312,0.7,1834, 1945177,611756,-7914,1.0,NA, 959893,456275,1552,1.3,8793,
  947969,560630,-8248,1.4,709, 1306923,488678,-9368,1.2,NA, 1748461,556143,-50839,0.9,NA, 1585184,510057,-47465,0.7,815,
  1028103,417406,-439,1.7,NA, 1260544,553727,17451,1.6,NA, 1208889,486412,-727,1.0,2664, 1023757,593817,-97,1.1,951,
  1575813,548552,-240,1.5,1089, 1471913,532047,-42929,1.0,NA, 1426026,525176,-33663,0.6,705, 883231,444467,574,2.0,1913),
  ncol = 5, byrow = TRUE)
colnames(regions) <- c("income", "food", "balance", "children", "poor")
series <- c(-108307,-88162,-62012,-8306,2789,22668,33041,10962,1117,7526,15516,5096,-1426,-279,-12162,-13466,-21145,
  -22130,-29121,-32970,-17718,-21217,-6722,9293,16550)

describe <- function(x) {
  k <- x[!is.na(x)]; n <- length(k); m2 <- mean((k - mean(k))^2); m3 <- mean((k - mean(k))^3)
  list(n = n, missing = sum(is.na(x)), mean = mean(k), sd = sd(k), quartiles = unname(quantile(k, type = 7)),
       skewness = sqrt(n * (n - 1)) / (n - 2) * m3 / m2^1.5)
}
correlations <- list()
for (pair in list(c("income","food"), c("income","balance"), c("poor","balance"), c("children","balance"))) {
  x <- regions[, pair[1]]; y <- regions[, pair[2]]; ok <- !is.na(x) & !is.na(y)
  p <- cor.test(x[ok], y[ok]); rho <- cor(x[ok], y[ok], method = "spearman"); n <- sum(ok)
  t <- rho * sqrt((n - 2) / (1 - rho^2)); z <- qnorm(0.975)
  correlations[[paste(pair, collapse = "_")]] <- list(
    n = n, r = unname(p$estimate), t = unname(p$statistic), p = p$p.value, low = p$conf.int[1], high = p$conf.int[2],
    rho = rho, rho_p = 2 * pt(-abs(t), n - 2),
    fisher = tanh(atanh(rho) + c(-1, 1) * z / sqrt(n - 3)),
    bonett_wright = tanh(atanh(rho) + c(-1, 1) * z * sqrt((1 + rho^2 / 2) / (n - 3))),
    without = sapply(which(ok), function(i) { k <- setdiff(which(ok), i); cor(x[k], y[k]) }))
}
trend <- function(y) {
  t <- seq_along(y)
  fit <- function(m) list(coefficients = unname(coef(m)), r2 = summary(m)$r.squared, adjusted = summary(m)$adj.r.squared,
                          aic = AIC(m), rss = deviance(m))
  list(linear = fit(lm(y ~ t)), quadratic = fit(lm(y ~ t + I(t^2))), cubic = fit(lm(y ~ t + I(t^2) + I(t^3))),
       logarithmic = fit(lm(y ~ log(t))))
}
t <- seq_along(series)
# tau by optimise() on the profile, level and rise by lm(); the whole range of tau is looked over on a fine grid first.
approach <- function(y) {
  t <- seq_along(y)
  rss <- function(tau) deviance(lm(y ~ I(1 - exp(-t / tau))))
  grid <- exp(seq(log(0.06), log(1e4), length.out = 4000))
  start <- grid[which.min(sapply(grid, rss))]
  tau <- optimise(rss, start * c(0.9, 1.1), tol = 1e-12)$minimum
  m <- lm(y ~ I(1 - exp(-t / tau)))
  list(coefficients = c(unname(coef(m)), tau), r2 = summary(m)$r.squared, rss = deviance(m), aic = AIC(m) + 2)
}
total <- cumsum(series)
line_in_disguise <- summary(lm(total ~ I(1 - exp(-t / 1e5))))$r.squared
bent <- c(10.2, 12.9, 14.8, 16.1, NA, 17.9, 18.4, 18.7, 19.2, 19.1)

z <- scale(regions[, 1:4])
clusters <- list()
for (method in c("ward.D2", "average", "complete", "single")) {
  h <- hclust(dist(z), method)
  clusters[[method]] <- list(
    merge = h$merge, height = h$height, order = h$order, cut3 = unname(cutree(h, 3)), cut5 = unname(cutree(h, 5)),
    silhouette3 = unname(silhouette(cutree(h, 3), dist(z))[, 3]))
}
# Ties: points on a grid, all four neighbours equally far.
tied <- as.matrix(expand.grid(0:2, 0:2))
ties <- list()
for (method in c("ward.D2", "average", "complete", "single")) {
  h <- hclust(dist(tied), method)
  ties[[method]] <- list(merge = h$merge, height = h$height, order = h$order)
}
hair <- apply(HairEyeColor, c(1, 2), sum)
test <- chisq.test(hair)
wilson <- function(k, n, level) as.vector(prop.test(k, n, conf.level = level, correct = FALSE)$conf.int)
p <- c(0.0001, 0.03, 0.011, 0.2, 0.04, 0.011, 0.9)
result <- list(
  regions = regions, series = series,
  describe_income = describe(regions[, 1]), describe_poor = describe(regions[, 5]),
  correlations = correlations, annual = trend(series), cumulated = trend(cumsum(series)),
  approach = approach(series),
  line_in_disguise = line_in_disguise,
  bend = c(list(values = bent), approach(bent)),
  clusters = clusters, ties = ties,
  hair_eye = list(counts = hair, statistic = unname(test$statistic), df = unname(test$parameter), p = test$p.value,
                  least = min(test$expected), cramers_v = sqrt(unname(test$statistic) / (sum(hair) * 3))),
  wilson_1_10 = wilson(1, 10, 0.95), wilson_0_7 = wilson(0, 7, 0.95), wilson_66_121 = wilson(66, 121, 0.9),
  adjust = list(p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH")))
writeLines(json(result), "statistics.json")
