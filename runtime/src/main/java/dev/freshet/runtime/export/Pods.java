package dev.freshet.runtime.export;

import java.util.Optional;

/** The resources of a task's container, in the units of Kubernetes. */
final class Pods {
    /** The environment variable with options that every JVM reads. */
    static final String HEAP_VARIABLE = "JAVA_TOOL_OPTIONS";

    private static final int HEAP_PERCENT = 75;
    static final String HEAP_OPTION = "-XX:MaxRAMPercentage=" + HEAP_PERCENT;

    private static final long MEBIBYTE = 1 << 20;

    private Pods() {}

    static String cpu(Task task) {
        long thousandths = (long) Math.ceil(task.cpus() * 1000);
        return thousandths % 1000 == 0 ? Long.toString(thousandths / 1000) : thousandths + "m";
    }

    /** Returns enough memory for a heap that the nodes need; empty if they do not declare it. */
    static Optional<String> memory(Task task) {
        double whole = Math.ceil(task.memory() * 100.0 / HEAP_PERCENT / MEBIBYTE);
        return task.memory() == 0 ? Optional.empty() : Optional.of((long) whole + "Mi");
    }
}
