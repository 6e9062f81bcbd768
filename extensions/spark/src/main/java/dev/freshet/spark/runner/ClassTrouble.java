package dev.freshet.spark.runner;

import dev.freshet.runtime.run.WorkerException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains that a worker cannot load a class: it has the jars that are shipped, and the Java of its executor. */
final class ClassTrouble {
    private static final Pattern MISSING =
            Pattern.compile("java\\.lang\\.(?:ClassNotFoundException|NoClassDefFoundError): ([\\w$./]+)");
    private static final Pattern NEWER = Pattern.compile("java\\.lang\\.UnsupportedClassVersionError: ([\\w$./]+) .*");

    private ClassTrouble() {}

    /**
     * Takes an answer of a worker.
     *
     * @throws WorkerException if the worker could not load a class
     * @throws Exception whatever else the worker has thrown
     */
    static @Nullable Object[] explained(Callable<@Nullable Object[]> answer) throws Exception {
        try {
            return answer.call();
        } catch (Exception | Error e) {
            Optional<String> explanation = explanation(e.toString());
            if (explanation.isEmpty()) {
                throw e;
            }
            WorkerException explained = new WorkerException(explanation.get());
            explained.initCause(e);
            throw explained;
        }
    }

    static Optional<String> explanation(String failure) {
        Matcher missing = MISSING.matcher(failure);
        if (missing.matches()) {
            return Optional.of("needs the class " + missing.group(1).replace('/', '.')
                    + ", which is in no jar that is shipped to executors; add its jar to the class path of the program,"
                    + " or see to it that " + SparkSettings.LEFT_OUT + " does not leave it out");
        }
        Matcher newer = NEWER.matcher(failure);
        return newer.matches()
                ? Optional.of("the class " + newer.group(1).replace('/', '.')
                        + " was compiled for a newer Java than executors have; set spark.executorEnv.JAVA_HOME, or"
                        + " compile for the Java of the cluster")
                : Optional.empty();
    }
}
