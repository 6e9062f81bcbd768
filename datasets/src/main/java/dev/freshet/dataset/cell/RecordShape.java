package dev.freshet.dataset.cell;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.wiring.JavaTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The components of a record class, with method handles for its constructor and accessors. */
public final class RecordShape {
    private final Class<?> type;
    private final List<RecordComponent> components;
    private final List<Type> types;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;

    /**
     * @param record the record class, with its type arguments if it is generic
     * @throws MalformedContent if the record's module does not open its package
     */
    public RecordShape(Type record) {
        type = JavaTypes.raw(record);
        components = List.of(type.getRecordComponents());
        TypeArguments arguments = TypeArguments.of(record);
        types = components.stream()
                .map(component -> arguments.in(component.getGenericType()))
                .toList();
        names = components.stream().map(RecordComponent::getName).toList();
        for (String name : names) {
            places.put(name, places.size());
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?>[] raw = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(raw);
            canonical.setAccessible(true);
            constructor = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, raw.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            accessors = new MethodHandle[raw.length];
            for (int i = 0; i < raw.length; i++) {
                Method accessor = components.get(i).getAccessor();
                accessor.setAccessible(true);
                accessors[i] = lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
            }
        } catch (InaccessibleObjectException e) {
            throw new MalformedContent(
                    "",
                    "the record " + JavaTypes.show(type) + " cannot be reached; add \"opens " + type.getPackageName()
                            + " to dev.freshet.datasets;\" to its module-info.java");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record without canonical constructor: " + type, e);
        }
    }

    public List<String> names() {
        return names;
    }

    /** Returns the index of a component; negative if there is none of that name. */
    public int index(String name) {
        return places.getOrDefault(name, -1);
    }

    /** Returns the record class. */
    public Class<?> type() {
        return type;
    }

    /** Returns the type of a component, with the record's type arguments in place of its variables. */
    public Type type(int component) {
        return types.get(component);
    }

    /** Returns whether the component has an annotation called {@code Nullable}, of whatever package. */
    public boolean isAnnotatedNullable(int component) {
        RecordComponent one = components.get(component);
        return Stream.of(one.getAnnotations(), one.getAnnotatedType().getAnnotations())
                .flatMap(Stream::of)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /** Returns whether the component can be null. */
    public boolean isNullable(int component) {
        return !components.get(component).getType().isPrimitive();
    }

    /**
     * Calls the canonical constructor.
     *
     * @throws InvocationTargetException if the constructor throws
     */
    public Object create(@Nullable Object[] values) throws InvocationTargetException {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }

    /** Returns why the constructor threw, in one line. */
    public static String reason(InvocationTargetException refusal) {
        Throwable cause = refusal.getCause();
        return MalformedContent.reason(cause == null ? refusal : cause);
    }

    /** Returns the value of a record's component. */
    @Nullable
    public Object value(Object record, int component) {
        try {
            return (Object) accessors[component].invokeExact(record);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MalformedContent("", "an accessor of " + shown() + " failed: " + MalformedContent.reason(e), e);
        }
    }

    /** Returns the record's name for messages. */
    public String shown() {
        return JavaTypes.show(type);
    }
}
