package dev.freshet.spark.runner;

import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a task asks of its executor.
 *
 * @param spark Spark's form; null for tasks that ask for nothing in particular
 * @param cpus the number of cores
 * @param isExact whether only executors run the task that Spark has started for this profile
 */
record Profile(@Nullable ResourceProfile spark, int cpus, boolean isExact) {
    boolean fits(ExecutorInfo executor) {
        int wanted = spark != null && isExact ? spark.id() : ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID();
        return executor.resourceProfileId() == wanted && executor.totalCores() >= cpus;
    }
}
