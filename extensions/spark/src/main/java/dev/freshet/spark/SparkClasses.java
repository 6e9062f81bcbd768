package dev.freshet.spark;

/**
 * Checks that Spark is on the class path. Clusters provide it; a standalone program needs it among its dependencies.
 */
final class SparkClasses {
    private static final String SESSION = "org.apache.spark.sql.SparkSession";
    /** A class of the module that runs queries. */
    private static final String ENGINE = "org.apache.spark.sql.classic.SparkSession";

    private SparkClasses() {}

    /** @throws IllegalArgumentException if Spark is missing; the message says how to add it */
    static void require() {
        if (!exists(SESSION) || !exists(ENGINE)) {
            throw new IllegalArgumentException("Apache Spark 4 is not on the class path;"
                    + " add org.apache.spark:spark-sql_2.13:4.2.0, or start the program with spark-submit");
        }
    }

    private static boolean exists(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String file = name.replace('.', '/') + ".class";
        return (loader != null && loader.getResource(file) != null)
                || SparkClasses.class.getClassLoader().getResource(file) != null;
    }
}
