package dev.freshet.dataset.catalog;

import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.Component;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.MapOf;
import dev.freshet.dataset.InferredType.OptionalOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Writes an inferred type as Java: a record, with nested records for its components. */
final class RecordSource {
    private static final String STEP = "    ";

    private final Set<String> imports = new TreeSet<>();
    private final Set<String> used = new HashSet<>();
    private final StringBuilder nested = new StringBuilder();

    private RecordSource(String name, InferredType type) {
        used.add(name);
        reserve(type);
    }

    /**
     * Returns a source file with a record.
     *
     * @param comments lines about the record
     */
    static String of(String name, RecordOf row, String sentence, List<String> comments) {
        RecordSource source = new RecordSource(name, row);
        String header = "public record " + name + "(" + source.components(row, STEP + STEP) + ")";
        StringBuilder text = new StringBuilder();
        source.imports.forEach(type -> text.append("import ").append(type).append(";\n"));
        text.append(source.imports.isEmpty() ? "" : "\n");
        text.append("/** ").append(sentence).append(" */\n");
        comments.forEach(comment -> text.append("// ").append(comment).append('\n'));
        text.append(header);
        return text.append(source.nested.isEmpty() ? " {}\n" : " {\n" + source.nested + "}\n")
                .toString();
    }

    /** Returns the Java type of the dataset, for people. */
    static String shown(InferredType type, String recordName) {
        RecordSource source = new RecordSource(recordName, type);
        if (type instanceof RecordOf) {
            return recordName;
        }
        return type instanceof ListOf list && list.element() instanceof RecordOf
                ? "List<" + recordName + ">"
                : source.type(type, "Value");
    }

    /** Reserves the names of classes that occur, since a nested record must not hide them. */
    private void reserve(InferredType type) {
        if (type instanceof Plain plain) {
            used.add(plain.type().getSimpleName());
        } else if (type instanceof OptionalOf optional) {
            reserve(optional.value());
        } else if (type instanceof ListOf list) {
            reserve(list.element());
        } else if (type instanceof MapOf map) {
            reserve(map.key());
            reserve(map.value());
        } else if (type instanceof RecordOf row) {
            row.components().forEach(component -> reserve(component.type()));
        }
        used.addAll(Set.of("List", "Map", "Optional", "String", "Integer", "Long", "Double", "Boolean", "Object"));
    }

    private String components(RecordOf row, String indent) {
        StringJoiner all = new StringJoiner(",\n" + indent, row.components().isEmpty() ? "" : "\n" + indent, "");
        for (Component component : row.components()) {
            String annotation = component.annotation().isEmpty() ? "" : component.annotation() + " ";
            all.add(annotation + type(component.type(), component.name()) + " " + component.name());
        }
        return all.toString();
    }

    private String type(InferredType type, String component) {
        if (type instanceof Plain plain) {
            return plain(plain.type());
        }
        if (type instanceof RecordOf row) {
            return nested(row, component);
        }
        if (type instanceof OptionalOf optional) {
            return generic(Optional.class, boxed(optional.value(), component));
        }
        if (type instanceof ListOf list) {
            return generic(List.class, boxed(list.element(), component));
        }
        MapOf map = (MapOf) type;
        return generic(Map.class, boxed(map.key(), component) + ", " + boxed(map.value(), component));
    }

    private String generic(Class<?> raw, String arguments) {
        return plain(raw) + "<" + arguments + ">";
    }

    private String boxed(InferredType type, String component) {
        return type instanceof Plain plain
                ? plain(MethodType.methodType(plain.type()).wrap().returnType())
                : type(type, component);
    }

    private String plain(Class<?> type) {
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        if (!element.isPrimitive() && !element.getPackageName().equals("java.lang")) {
            imports.add(element.getCanonicalName());
        }
        return type.getSimpleName();
    }

    private String nested(RecordOf row, String component) {
        String base = component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
        String nestedName = base;
        for (int i = 2; !used.add(nestedName); i++) {
            nestedName = base + i;
        }
        String text = STEP + "public record " + nestedName + "(" + components(row, STEP + STEP + STEP) + ") {}\n";
        nested.append(nested.isEmpty() ? "" : "\n").append(text);
        return nestedName;
    }
}
