package dev.freshet.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node of a random pipeline: the Java of its method, and of the same step in straight Java.
 *
 * @param type the class of the method, seen from the package
 * @param name as the whole pipeline has it
 * @param paramAnnotated whether parameters of the configuration are given by {@code @Param}
 */
record RandomNode(
        String type,
        String method,
        String name,
        List<Port> inputs,
        List<Port> outputs,
        List<String> after,
        boolean context,
        boolean fails,
        boolean instance,
        boolean paramAnnotated) {
    /** What a dataset holds. */
    enum Kind {
        INT("int", "Integer", "number"),
        TEXT("String", "String", "text"),
        ROWS("List<Integer>", "List<Integer>", "rows"),
        PARTS("Map<String, List<Integer>>", "Map<String, List<Integer>>", "parts"),
        LINES("List<String>", "List<String>", ""),
        ALL("Map<String, Object>", "Map<String, Object>", "");

        private final String java;
        private final String boxed;
        private final String maker;

        Kind(String java, String boxed, String maker) {
            this.java = java;
            this.boxed = boxed;
            this.maker = maker;
        }

        private String element() {
            return this == LINES ? "String" : "Integer";
        }
    }

    /** In which form a method takes or makes it. */
    enum How {
        VALUE,
        COLLECTION,
        STREAM,
        ITERABLE,
        LAZY,
        OUTCOME,
        PARTITIONS,
        EACH,
        EACH_STREAM,
        EACH_ITERABLE,
        EACH_LAZY,
        EACH_SINK,
        SINK,
        PARTITION_SINK
    }

    /** An input or output. */
    record Port(String name, Kind kind, How how) {
        boolean isParameter() {
            return name.startsWith("params:") || name.equals("parameters");
        }

        boolean isSink() {
            return how == How.SINK || how == How.PARTITION_SINK || how == How.EACH_SINK;
        }

        boolean isEach() {
            return how.name().startsWith("EACH");
        }

        /** The dataset, whatever the format. */
        String base() {
            return name.replaceFirst("@.*", "");
        }

        private Port renamed(UnaryOperator<String> renaming) {
            return new Port(renaming.apply(name), kind, how);
        }

        private String parameterType() {
            return switch (how) {
                case COLLECTION -> "Collection<" + kind.element() + ">";
                case STREAM -> "Stream<" + kind.element() + ">";
                case ITERABLE -> "Iterable<" + kind.element() + ">";
                case LAZY -> "Supplier<" + kind.boxed + ">";
                case OUTCOME -> "Outcome<" + kind.boxed + ">";
                case PARTITIONS -> "Partitions<List<Integer>>";
                case EACH -> "List<Integer>";
                case EACH_STREAM -> "Stream<Integer>";
                case EACH_ITERABLE -> "Iterable<Integer>";
                case EACH_LAZY -> "Supplier<List<Integer>>";
                case SINK, EACH_SINK -> "Sink<Integer>";
                case PARTITION_SINK -> "PartitionSink<List<Integer>>";
                case VALUE -> kind.java;
            };
        }

        /** What a node makes of a number. */
        private String made(int salt) {
            return switch (how) {
                case EACH -> "StraightRun.rows(h + " + salt + ")";
                case STREAM, EACH_STREAM -> "StraightRun.rows(h + " + salt + ").stream()";
                default -> "StraightRun." + kind.maker + "(h + " + salt + ")";
            };
        }

        private String straight() {
            String value = "run.<" + (kind == Kind.LINES ? "String" : kind.boxed) + ">get(\"" + base() + "\")"
                    + (kind == Kind.LINES ? ".lines().toList()" : "");
            return switch (how) {
                case STREAM -> value + ".stream()";
                case LAZY -> "() -> " + value;
                case OUTCOME -> "run.<" + kind.boxed + ">outcome(\"" + base() + "\")";
                case PARTITIONS -> "StraightRun.parts(" + value + ")";
                case EACH, EACH_ITERABLE -> "part.getValue()";
                case EACH_STREAM -> "part.getValue().stream()";
                case EACH_LAZY -> "part::getValue";
                default -> value;
            };
        }
    }

    RandomNode renamed(UnaryOperator<String> nodes, UnaryOperator<String> datasets) {
        return new RandomNode(
                type,
                method,
                nodes.apply(name),
                inputs.stream().map(port -> port.renamed(datasets)).toList(),
                outputs.stream().map(port -> port.renamed(datasets)).toList(),
                after.stream().map(nodes).toList(),
                context,
                fails,
                instance,
                paramAnnotated);
    }

    List<Port> returned() {
        return outputs.stream().filter(port -> !port.isSink()).toList();
    }

    private List<Port> sinks() {
        return outputs.stream().filter(Port::isSink).toList();
    }

    private boolean isEach() {
        return inputs.stream().anyMatch(Port::isEach);
    }

    private String resultType() {
        List<Port> made = returned();
        if (made.size() > 1) {
            return "R" + method;
        }
        return made.isEmpty() ? "void" : componentType(made.get(0));
    }

    private static String componentType(Port port) {
        return port.parameterType();
    }

    /** The annotated method, and the record that it returns. */
    String source() {
        StringBuilder text = new StringBuilder();
        List<Port> made = returned();
        if (made.size() > 1) {
            text.append("public record ").append(resultType()).append('(');
            text.append(IntStream.range(0, made.size())
                    .mapToObj(i -> componentType(made.get(i)) + " c" + i)
                    .collect(Collectors.joining(", ")));
            text.append(") {}\n");
        }
        text.append(annotation()).append(instance ? "" : "static ").append(resultType());
        text.append(' ')
                .append(method)
                .append('(')
                .append(String.join(", ", parameters()))
                .append(") {\n");
        text.append("  long h = ").append(method.hashCode()).append(";\n");
        for (int i = 0; i < inputs.size(); i++) {
            text.append("  h = StraightRun.mix(h, ").append(read(i)).append(");\n");
        }
        if (context) {
            text.append("  h = StraightRun.mix(h, context.node() + context.partition().orElse(\"\"));\n");
        }
        if (fails) {
            text.append("  if (Math.floorMod(h, 3) == 0) throw new IllegalStateException(\"on purpose\");\n");
        }
        return text.append(results()).append("}\n").toString();
    }

    private String annotation() {
        String each = inputs.stream()
                .filter(Port::isEach)
                .map(port -> ", each = \"" + port.name() + "\"")
                .collect(Collectors.joining());
        List<String> named = inputs.stream()
                .filter(port -> !(paramAnnotated && port.name().startsWith("params:")))
                .map(Port::name)
                .toList();
        return "@Node(name = \"" + name + "\", inputs = " + strings(named) + ", outputs = "
                + strings(outputs.stream().map(Port::name).toList()) + each + ", after = " + strings(after) + ")\n";
    }

    private static String strings(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "{", "}"));
    }

    /** The context is between inputs and sinks, or first. */
    private List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Port port = inputs.get(i);
            String annotation = paramAnnotated && port.name().startsWith("params:")
                    ? "@Param(\"" + port.name().substring("params:".length()) + "\") "
                    : "";
            parameters.add(annotation + port.parameterType() + " in" + i);
        }
        if (context) {
            parameters.add(contextPlace(), "NodeContext context");
        }
        for (int i = 0; i < sinks().size(); i++) {
            parameters.add(sinkPlace(parameters.size(), i), sinks().get(i).parameterType() + " out" + i);
        }
        return parameters;
    }

    private int contextPlace() {
        return method.hashCode() % 2 == 0 ? 0 : inputs.size();
    }

    /** Sinks in their order: the first may be in front of all others. */
    private int sinkPlace(int size, int sink) {
        return sink == 0 && method.hashCode() % 3 == 0 ? 0 : size;
    }

    private String read(int input) {
        Port port = inputs.get(input);
        return switch (port.how()) {
            case STREAM, EACH_STREAM -> "in" + input + ".toList()";
            case LAZY, EACH_LAZY -> method.hashCode() % 5 == 0 ? "1" : "in" + input + ".get()";
            default -> "in" + input;
        };
    }

    private String results() {
        StringBuilder text = new StringBuilder();
        List<Port> made = returned();
        for (int i = 0; i < sinks().size(); i++) {
            boolean isOfPartition = sinks().get(i).how() == How.EACH_SINK;
            String kind = isOfPartition ? "rows" : sinks().get(i).kind().maker;
            text.append("  StraightRun." + kind + "(h + " + (100 + i) + ").forEach(out" + i
                    + (isOfPartition || sinks().get(i).how() == How.SINK ? "::accept" : "::put") + ");\n");
        }
        if (outputs.isEmpty()) {
            text.append("  StraightRun.log(context.node() + \" \" + h);\n");
        } else if (made.size() == 1) {
            text.append("  return " + made.get(0).made(0) + ";\n");
        } else if (!made.isEmpty()) {
            text.append("  return new " + resultType() + "(");
            text.append(IntStream.range(0, made.size())
                    .mapToObj(i -> made.get(i).made(i))
                    .collect(Collectors.joining(", ")));
            text.append(");\n");
        }
        return text.toString();
    }

    /** The step in straight Java. */
    String straight(boolean caught) {
        List<String> needed = new ArrayList<>(inputs.stream()
                .filter(port -> port.how() != How.OUTCOME)
                .map(Port::base)
                .toList());
        after.forEach(before -> needed.add(StraightRun.done(before)));
        StringBuilder text = new StringBuilder();
        text.append("run.node(\"" + name + "\", " + caught + ", " + list(needed) + ", "
                + list(outputs.stream().map(Port::base).toList()) + ", () -> {\n");
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).isSink() || outputs.get(i).isEach()) {
                boolean isList = outputs.get(i).kind() == Kind.ROWS;
                text.append("  " + outputs.get(i).kind().java + " o" + i + " = new "
                        + (isList ? "ArrayList" : "TreeMap") + "<>();\n");
            }
        }
        text.append(isEach() ? straightEach() : straightOnce());
        return text.append("});\n").toString();
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "List.of(", ")"));
    }

    private String straightEach() {
        String each =
                inputs.stream().filter(Port::isEach).map(Port::base).findFirst().orElseThrow();
        StringBuilder text = new StringBuilder(
                "  for (var part : run.<Map<String, List<Integer>>>get(\"" + each + "\").entrySet()) {\n");
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).isSink()) {
                text.append("    o" + i + ".put(part.getKey(), new ArrayList<>());\n");
            }
        }
        text.append("    ").append(returned().isEmpty() ? "" : "var r = ");
        text.append(invocation("Optional.of(part.getKey())")).append(";\n");
        for (int i = 0; i < outputs.size(); i++) {
            if (!outputs.get(i).isSink()) {
                String list = outputs.get(i).how() == How.EACH_STREAM ? ".toList()" : "";
                text.append("    o" + i + ".put(part.getKey(), " + result(i) + list + ");\n");
            }
        }
        text.append("  }\n");
        for (int i = 0; i < outputs.size(); i++) {
            text.append("  run.put(\"" + outputs.get(i).base() + "\", o" + i + ");\n");
        }
        return text.toString();
    }

    private String straightOnce() {
        StringBuilder text = new StringBuilder("  ");
        text.append(returned().isEmpty() ? "" : "var r = ");
        text.append(invocation("Optional.empty()")).append(";\n");
        for (int i = 0; i < outputs.size(); i++) {
            Port port = outputs.get(i);
            String value = port.isSink() ? "o" + i : result(i) + (port.how() == How.STREAM ? ".toList()" : "");
            text.append("  run.put(\"" + port.base() + "\", " + value + ");\n");
        }
        return text.toString();
    }

    private String result(int output) {
        return returned().size() > 1 ? "r.c" + output + "()" : "r";
    }

    private String invocation(String part) {
        List<String> arguments = new ArrayList<>();
        inputs.forEach(port -> arguments.add(port.straight()));
        if (context) {
            arguments.add(contextPlace(), "StraightRun.context(\"" + name + "\", " + part + ")");
        }
        int first = returned().size();
        for (int i = 0; i < sinks().size(); i++) {
            String output = "o" + (first + i);
            arguments.add(
                    sinkPlace(arguments.size(), i),
                    switch (sinks().get(i).how()) {
                        case SINK -> output + "::add";
                        case EACH_SINK -> output + ".get(part.getKey())::add";
                        default -> "StraightRun.into(" + output + ")";
                    });
        }
        return (instance ? "new " + type + "()" : type) + "." + method + "(" + String.join(", ", arguments) + ")";
    }
}
