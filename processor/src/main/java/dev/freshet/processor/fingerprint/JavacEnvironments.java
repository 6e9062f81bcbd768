package dev.freshet.processor.fingerprint;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** Finds javac's own processing environment behind the wrappers of IntelliJ (a proxy) and Gradle (a delegate). */
final class JavacEnvironments {
    private static final String JAVAC = "com.sun.tools.javac.processing.JavacProcessingEnvironment";
    private static final int DEEPEST = 8;

    private JavacEnvironments() {}

    /** The environment of javac; null if the compiler is another one. */
    static @Nullable ProcessingEnvironment unwrap(ProcessingEnvironment environment) {
        ProcessingEnvironment inner = environment;
        for (int depth = 0; depth < DEEPEST && inner != null; depth++) {
            if (inner.getClass().getName().equals(JAVAC)) {
                return inner;
            }
            ProcessingEnvironment next = throughIntelliJ(inner);
            inner = next != null ? next : throughDelegate(inner);
        }
        return null;
    }

    /** The way that IntelliJ documents. */
    private static @Nullable ProcessingEnvironment throughIntelliJ(ProcessingEnvironment environment) {
        try {
            ClassLoader loader = environment.getClass().getClassLoader();
            if (loader == null) {
                return null;
            }
            Object unwrapped = loader.loadClass("org.jetbrains.jps.javac.APIWrappers")
                    .getDeclaredMethod("unwrap", Class.class, Object.class)
                    .invoke(null, ProcessingEnvironment.class, environment);
            return unwrapped instanceof ProcessingEnvironment found && !found.equals(environment) ? found : null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** A field whose value is an environment, whatever the field's type. */
    private static @Nullable ProcessingEnvironment throughDelegate(ProcessingEnvironment environment) {
        Object holder =
                Proxy.isProxyClass(environment.getClass()) ? Proxy.getInvocationHandler(environment) : environment;
        for (Class<?> type = holder.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && value(field, holder) instanceof ProcessingEnvironment found
                        && !found.equals(environment)) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }
}
