package dev.freshet.dataset.rule;

import dev.freshet.config.PerClassLoader;
import dev.freshet.config.Services;
import dev.freshet.dataset.ValueValidator;
import dev.freshet.dataset.ValueValidator.Violation;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The validators on the class path. Validators check single values; this class walks through collections, maps and
 * optionals.
 */
public final class Validators {
    private static final Services<ValueValidator> SERVICES =
            new Services<>(ValueValidator.class, loader -> ServiceLoader.load(ValueValidator.class, loader));
    private static final PerClassLoader<Validators> FOUND =
            new PerClassLoader<>(loader -> new Validators(SERVICES.all()));

    private final List<ValueValidator> services;
    private final ClassValue<Boolean> ruled = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.getClassLoader() != null && services.stream().anyMatch(service -> service.hasRules(type));
        }
    };

    Validators(List<ValueValidator> services) {
        this.services = List.copyOf(services);
    }

    /** Those that the class loader of this thread finds. */
    public static Validators found() {
        return FOUND.get();
    }

    /**
     * Returns the classes of the validators whose rules values of a type can break, without those of Freshet itself.
     * The type is only asked for if there are others, because it loads classes of the user.
     */
    public static List<Class<?>> code(Supplier<Type> type) {
        if (SERVICES.types().stream().allMatch(Validators::isOfFreshet)) {
            return List.of();
        }
        return SERVICES.all().stream()
                .filter(service -> !isOfFreshet(service.getClass()))
                .filter(service -> new Validators(List.of(service)).mayApply(type.get()))
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    private static boolean isOfFreshet(Class<?> type) {
        return type.getName().startsWith("dev.freshet.");
    }

    /** Returns whether a value of a type can break a rule; false only if certainly none can. */
    boolean mayApply(Type type) {
        if (services.isEmpty()) {
            return false;
        }
        Class<?> raw = JavaTypes.raw(type);
        if (isMany(raw) && type instanceof ParameterizedType many) {
            return Arrays.stream(many.getActualTypeArguments()).anyMatch(part -> mayApply(JavaTypes.bound(part)));
        }
        if (raw.isArray()) {
            return mayApply(raw.getComponentType());
        }
        return !raw.isPrimitive() && (isMany(raw) || !Modifier.isFinal(raw.getModifiers()) || ruled.get(raw));
    }

    private static boolean isMany(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                || Iterable.class == type
                || Map.class.isAssignableFrom(type)
                || Optional.class == type;
    }

    /** Passes on the violations of a value and of the values in it. */
    public void check(Object value, Consumer<Violation> found) {
        if (!services.isEmpty()) {
            check(value, new ArrayList<>(), found);
        }
    }

    private void check(Object value, List<String> path, Consumer<Violation> found) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> check(present, path, found));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> part(part, String.valueOf(key), path, found));
        } else if (value instanceof Collection<?> || value instanceof Object[]) {
            Collection<?> parts = value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            int index = 0;
            for (Object part : parts) {
                part(part, String.valueOf(index++), path, found);
            }
        } else if (ruled.get(value.getClass())) {
            for (ValueValidator service : services) {
                service.check(value).forEach(violation -> found.accept(behind(path, violation)));
            }
        }
    }

    private void part(Object part, String step, List<String> path, Consumer<Violation> found) {
        if (part != null) {
            path.add(step);
            check(part, path, found);
            path.remove(path.size() - 1);
        }
    }

    private static Violation behind(List<String> path, Violation violation) {
        if (path.isEmpty()) {
            return violation;
        }
        List<String> whole = new ArrayList<>(path);
        whole.addAll(violation.path());
        return new Violation(whole, violation.message(), violation.value());
    }
}
