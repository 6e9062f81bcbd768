package dev.freshet.spark.runner.executor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.package$;

/** Whether an executor fits the run. */
public final class ExecutorVersion {
    private static final Pattern MINOR = Pattern.compile("\\d+\\.\\d+");

    private ExecutorVersion() {}

    static String mismatch(String sparkOfRun) {
        return mismatch(package$.MODULE$.SPARK_VERSION(), sparkOfRun);
    }

    /** What is wrong with an executor, in words that go after its name; empty if nothing is. */
    public static String mismatch(String spark, String sparkOfRun) {
        return minor(spark).equals(minor(sparkOfRun))
                ? ""
                : "has Spark " + spark + ", but the run has " + sparkOfRun
                        + "; give the program the Spark of the cluster";
    }

    /**
     * Returns why executors cannot read a task at all, from the failure of the task; empty if they have another trouble.
     * Then they cannot say which version they have.
     */
    public static String unreadable(String failure, String sparkOfRun) {
        return failure.contains("java.io.InvalidClassException: org.apache.spark.")
                ? "executors have another Spark than the run, which has " + sparkOfRun
                        + ", and cannot read its tasks; give the program the Spark of the cluster"
                : "";
    }

    /** Versions that differ behind that understand each other. */
    private static String minor(String version) {
        Matcher minor = MINOR.matcher(version);
        return minor.lookingAt() ? minor.group() : version;
    }

    /** What is said of a worker that ended before it said anything. */
    static String notStarted() {
        return "ended before it was ready, on Java " + Runtime.version().feature()
                + "; its output is in the log of the executor, and spark.freshet.worker.options has its options";
    }
}
