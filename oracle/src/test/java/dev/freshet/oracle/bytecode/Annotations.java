package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypeReference;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** Writes annotations that are there at run time. Those of {@code java.lang} change nothing that runs. */
final class Annotations {
    private final Names names;
    private final StringBuilder text;
    private final Set<Ref> references;

    Annotations(Names names, StringBuilder text, Set<Ref> references) {
        this.names = names;
        this.text = text;
        this.references = references;
    }

    @SafeVarargs
    final void write(@Nullable List<? extends AnnotationNode>... lists) {
        List<String> lines = new ArrayList<>();
        for (List<? extends AnnotationNode> list : lists) {
            if (list != null) {
                list.stream()
                        .filter(each -> !each.desc.startsWith("Ljava/lang/") && !isOfThrows(each))
                        .map(this::line)
                        .forEach(lines::add);
            }
        }
        Collections.sort(lines);
        lines.forEach(line -> text.append(line).append('\n'));
    }

    private static boolean isOfThrows(AnnotationNode annotation) {
        return annotation instanceof TypeAnnotationNode type
                && new TypeReference(type.typeRef).getSort() == TypeReference.THROWS;
    }

    private String line(AnnotationNode annotation) {
        references.add(Ref.of(Ref.Kind.ANNOTATION, Type.getType(annotation.desc).getInternalName()));
        String where = annotation instanceof TypeAnnotationNode type
                ? " at " + Integer.toHexString(type.typeRef) + " " + type.typePath
                : "";
        return "@" + annotation.desc + where + pairs(annotation);
    }

    private String pairs(AnnotationNode annotation) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
            pairs.add(annotation.values.get(i) + "=" + value(annotation.values.get(i + 1)));
        }
        Collections.sort(pairs);
        return pairs.toString();
    }

    String value(@Nullable Object value) {
        if (value instanceof Type type) {
            return "class " + names.descriptor(type.getDescriptor());
        }
        if (value instanceof String[] constant) {
            return String.join(".", constant);
        }
        if (value instanceof AnnotationNode inner) {
            return line(inner);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::value).toList().toString();
        }
        return Literals.text(value);
    }

    /** The classes in the values of annotations, those within annotations too. */
    static void classes(@Nullable Object value, Set<String> to) {
        if (value instanceof Type type && type.getSort() == Type.OBJECT) {
            to.add(type.getInternalName());
        } else if (value instanceof AnnotationNode inner) {
            classes(inner.values, to);
        } else if (value instanceof List<?> list) {
            list.forEach(each -> classes(each, to));
        }
    }
}
