package dev.freshet.oracle.executed;

import dev.freshet.oracle.NodeId;
import dev.freshet.oracle.Runner;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs static nodes in this process. A node sees static fields as nobody else has left them. For one thread. */
public final class NodeRunner implements Runner {
    private static final long STACK = 256L << 20;
    private static final int SECONDS = 60;
    private static final int KEPT = 2_000;

    private final Map<Key, byte[]> instrumented = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(int hash, byte[] bytes) {
        static Key of(byte[] bytes) {
            return new Key(Arrays.hashCode(bytes), bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @Override
    public String run(List<SortedMap<String, byte[]>> classPath, NodeId node) {
        FutureTask<String> task = new FutureTask<>(() -> {
            StepLimit.reset();
            StringJoiner values = new StringJoiner("; ");
            try {
                Method method = method(new Loader(classPath), node);
                for (int round = 0; round < Inputs.ROUNDS; round++) {
                    values.add(call(method, round));
                }
            } catch (ReflectiveOperationException | LinkageError e) {
                values.add(CanonicalText.thrown(e));
            }
            return StepLimit.isExceeded() ? "does not end" : values.toString();
        });
        Thread thread = new Thread(null, task, "node", STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return CanonicalText.thrown(e.getCause());
        } catch (TimeoutException e) {
            return "takes too long";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Loader loader, NodeId node) throws ReflectiveOperationException {
        MethodType type = MethodType.fromMethodDescriptorString(node.descriptor(), loader);
        Method method =
                loader.loadClass(node.owner().replace('/', '.')).getDeclaredMethod(node.name(), type.parameterArray());
        method.setAccessible(true);
        return method;
    }

    private static String call(Method method, int round) throws ReflectiveOperationException {
        try {
            Type[] types = method.getGenericParameterTypes();
            @Nullable Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = new Inputs(round).make(types[i]);
            }
            Object on = Modifier.isStatic(method.getModifiers())
                    ? null
                    : method.getDeclaringClass().getDeclaredConstructor().newInstance();
            return CanonicalText.of(method.invoke(on, arguments));
        } catch (InvocationTargetException e) {
            return CanonicalText.thrown(e.getCause());
        }
    }

    private final class Loader extends ClassLoader {
        private final List<SortedMap<String, byte[]>> classPath;

        Loader(List<SortedMap<String, byte[]>> classPath) {
            super(NodeRunner.class.getClassLoader());
            this.classPath = classPath;
        }

        /** Classes of the program come first: this process may have others of the same names. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                byte[] bytes = known == null ? bytes(name) : null;
                if (bytes == null) {
                    return known == null ? super.loadClass(name, resolve) : known;
                }
                byte[] counting = instrumented.computeIfAbsent(Key.of(bytes), key -> Steps.addTo(key.bytes));
                return defineClass(name, counting, 0, counting.length);
            }
        }

        private byte @Nullable [] bytes(String name) {
            for (SortedMap<String, byte[]> entry : classPath) {
                byte[] bytes = entry.get(name.replace('.', '/') + ".class");
                if (bytes != null) {
                    return bytes;
                }
            }
            return null;
        }
    }
}
