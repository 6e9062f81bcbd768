package dev.freshet.processor.fingerprint;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of the JDK as the program will, to know whether that fails: {@code Pattern.compile("(")} does. Only for
 * types of which {@link PureCalls#isValue} holds.
 */
final class TrialCall {
    private TrialCall() {}

    /**
     * The value.
     *
     * @param type binary name with slashes
     * @param receiver null of a static method or constructor
     * @param arguments constants
     * @return null if it fails, or cannot be tried
     */
    static @Nullable Object value(
            String type, ExecutableElement called, @Nullable Object receiver, List<Object> arguments) {
        try {
            Class<?> owner = Class.forName(type.replace('/', '.'));
            Class<?>[] parameters = new Class<?>[called.getParameters().size()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = type(called.getParameters().get(i).asType());
            }
            Object[] values = called.isVarArgs() ? packed(parameters, arguments) : arguments.toArray();
            if (called.getSimpleName().contentEquals("<init>")) {
                return owner.getConstructor(parameters).newInstance(values);
            }
            Method method = owner.getMethod(called.getSimpleName().toString(), parameters);
            return Modifier.isStatic(method.getModifiers()) == (receiver == null)
                    ? method.invoke(receiver, values)
                    : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static Object[] packed(Class<?>[] parameters, List<Object> arguments) {
        int fixed = parameters.length - 1;
        Object rest = Array.newInstance(parameters[fixed].getComponentType(), arguments.size() - fixed);
        for (int i = fixed; i < arguments.size(); i++) {
            Array.set(rest, i - fixed, arguments.get(i));
        }
        Object[] values = arguments.subList(0, fixed).toArray(new Object[fixed + 1]);
        values[fixed] = rest;
        return values;
    }

    private static Class<?> type(TypeMirror type) throws ClassNotFoundException {
        return switch (type.getKind()) {
            case BOOLEAN -> boolean.class;
            case BYTE -> byte.class;
            case SHORT -> short.class;
            case INT -> int.class;
            case LONG -> long.class;
            case CHAR -> char.class;
            case FLOAT -> float.class;
            case DOUBLE -> double.class;
            case ARRAY -> type(((ArrayType) type).getComponentType()).arrayType();
            case DECLARED -> Class.forName(((DeclaredType) type).asElement().toString());
            default -> throw new ClassNotFoundException(type.toString());
        };
    }
}
