package mark;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells of a class what libraries read of it. */
public final class Mirror {
    private Mirror() {}

    public static String type(Class<?> type) {
        StringBuilder text = new StringBuilder(annotations(type));
        text.append(type.getGenericSuperclass()).append(Arrays.toString(type.getGenericInterfaces()));
        Arrays.stream(type.getTypeParameters()).forEach(each -> text.append(Arrays.toString(each.getBounds())));
        text.append(type.isRecord()).append(type.isEnum());
        for (Field field : type.getDeclaredFields()) {
            if (!field.isSynthetic() && !Modifier.isStatic(field.getModifiers())) {
                text.append("\n ").append(field.getName()).append(':').append(field.getGenericType());
                text.append(annotations(field)).append(uses(field.getAnnotatedType()));
                text.append(Modifier.isTransient(field.getModifiers()) ? " transient" : "");
            }
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                text.append("\n ").append(component.getName()).append(component.getGenericType());
                text.append(annotations(component));
            }
        }
        String all = text.toString();
        for (int i = 0; i < type.getTypeParameters().length; i++) {
            all = all.replaceAll("\\b" + type.getTypeParameters()[i].getName() + "\\b", "V" + i);
        }
        return all;
    }

    static String uses(AnnotatedType type) {
        String text = annotations(type);
        if (type instanceof AnnotatedParameterizedType generic) {
            text += Arrays.stream(generic.getAnnotatedActualTypeArguments())
                    .map(Mirror::uses)
                    .collect(Collectors.joining(";", "<", ">"));
        }
        return text;
    }

    public static String annotations(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Mirror::one)
                .filter(text -> !text.startsWith("@java.") && !text.startsWith("@dev.freshet."))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String one(Annotation annotation) {
        return annotation.toString();
    }
}
