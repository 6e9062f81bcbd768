package dev.freshet.spark.runner;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** A process of a cluster, which ends when the process of the tests does, however that ends. */
public final class ClusterMember {
    private ClusterMember() {}

    /** The first argument is the main class of Spark, the others are for that. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread parent = new Thread(ClusterMember::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** The input of this process is a pipe of the parent, which never writes to it. */
    private static void endWithParent() {
        try {
            int end = System.in.read();
            Runtime.getRuntime().halt(end);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
