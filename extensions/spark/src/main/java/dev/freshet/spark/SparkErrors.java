package dev.freshet.spark;

import dev.freshet.config.Excerpt;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** Shortens error messages of Spark to one line. */
final class SparkErrors {
    private static final Pattern CODE = Pattern.compile("^\\[[A-Z0-9_.]+]\\s*");
    private static final Pattern STATE = Pattern.compile("\\s*SQLSTATE: \\w+.*$");
    /** The beginning of a task's failure in the text of a job's failure, which also has stack traces. */
    private static final Pattern TASK =
            Pattern.compile("^Job aborted|^Task failed|^Writing job aborted|^Failed to exec");

    private static final String SHIP =
            "name the jar of the program in spark.jars of spark.yml, or start the program with spark-submit";

    private SparkErrors() {}

    /** Returns why something failed. */
    static String describe(Throwable failure) {
        Throwable cause = real(failure);
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return "there is no " + Excerpt.oneLine(String.valueOf(message));
        }
        if (cause instanceof AccessDeniedException) {
            return "access to " + message + " is denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return message + " is in the way";
        }
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        if (cause instanceof ClassNotFoundException) {
            return "Spark finds no class " + Excerpt.oneLine(message) + "; if executors lack it, " + SHIP;
        }
        if (message.contains("java.lang.invoke.SerializedLambda to field")) {
            return "executors do not have the classes of the program, in which they would run a lambda; " + SHIP;
        }
        if (message.contains("Illegal Parquet type: INT64 (TIMESTAMP(NANOS")) {
            return "the file has times in nanoseconds, which Spark does not read; write them in microseconds, as the"
                    + " dataset type parquet does with time-unit: micros";
        }
        return sentence(message);
    }

    private static String sentence(String message) {
        String first =
                message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
        String text =
                STATE.matcher(CODE.matcher(first.strip()).replaceFirst("")).replaceFirst("");
        return Excerpt.oneLine(text);
    }

    /** Returns the cause behind exceptions that only say that a job or a task failed. */
    private static Throwable real(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && saysNothing(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean saysNothing(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("[FAILED_EXECUTE_UDF]")
                || message.contains("[TASK_WRITE_FAILED]")
                || message.contains("[FAILED_READ_FILE")
                || TASK.matcher(message).find()
                || message.equals(String.valueOf(failure.getCause()))
                || failure.getClass().getSimpleName().equals("ExecutionException");
    }
}
