# What R's fpc and cluster say of the tables beside this file. Rscript oracle.R > oracle.json
suppressMessages({library(fpc); library(cluster); library(jsonlite)})
read <- function(name) unname(as.matrix(read.csv(paste0(name, ".csv"), header = FALSE)))

bootstrapped <- function(X, k, B) {
  set.seed(4)
  b <- clusterboot(X, B = B, bootmethod = "boot", clustermethod = kmeansCBI, krange = k, runs = 10, count = FALSE)
  list(k = k, labels = b$partition, jaccard = b$bootmean, recovered = b$bootrecover / B)
}

judge <- function(name) {
  X <- read(name)
  d <- dist(X)
  set.seed(1)
  labels <- lapply(1:5, function(k) kmeans(X, k, nstart = 200, iter.max = 100)$cluster)
  stats <- lapply(2:5, function(k) {
    s <- cluster.stats(d, labels[[k]])
    list(k = k, labels = labels[[k]], within = s$within.cluster.ss, ch = calinhara(X, labels[[k]]), ch_stats = s$ch,
         silhouette = s$avg.silwidth, silhouette_by_segment = s$clus.avg.silwidths,
         silhouette_squared = mean(silhouette(labels[[k]], d^2)[, 3]),
         rand_with_two = cluster.stats(d, labels[[k]], labels[[2]])$corrected.rand)
  })
  dh <- dudahart2(X, labels[[2]])
  set.seed(2)
  gap <- clusGap(X, kmeans, K.max = 5, B = 500, d.power = 2, spaceH0 = "scaledPCA", nstart = 20, verbose = FALSE)
  set.seed(3)
  ps <- prediction.strength(X, 2, 5, M = 200, clustermethod = kmeansCBI, classification = "centroid", krange = 2:5,
                            runs = 10)
  boot <- lapply(2:4, function(k) bootstrapped(X, k, 200))
  tab <- gap$Tab
  list(stats = stats, duda_hart = list(dh = dh$dh, critical = dh$compare, two = !dh$cluster1),
       gap = list(logW = tab[, "logW"], E = tab[, "E.logW"], gap = tab[, "gap"], se = tab[, "SE.sim"]),
       rules = lapply(list(tibshirani = "Tibs2001SEmax", first_max = "firstSEmax", global_max = "globalSEmax"),
                      function(rule) maxSE(tab[, "gap"], tab[, "SE.sim"], method = rule)),
       prediction_strength = ps$mean.pred[2:5], boot = boot)
}

# The rules of the gap on curves of their own, where many answers are possible.
set.seed(5)
curves <- lapply(1:40, function(i) {
  gap <- round(cumsum(rnorm(8)), 3); se <- round(runif(8, 0.01, 1), 3)
  list(gap = gap, se = se, tibshirani = maxSE(gap, se, "Tibs2001SEmax"), first_max = maxSE(gap, se, "firstSEmax"),
       global_max = maxSE(gap, se, "globalSEmax"))
})
cat(toJSON(list(r = R.version.string, fpc = as.character(packageVersion("fpc")),
                cluster = as.character(packageVersion("cluster")), blobs = judge("blobs"), noise = judge("noise"),
                overlap = list(boot = lapply(2:5, function(k) bootstrapped(read("overlap"), k, 1000))),
                curves = curves), digits = 12, auto_unbox = TRUE, pretty = FALSE))
