package dev.freshet.processor.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random pipeline with helpers, constants, parameters and data, whose numbers can be changed one by one. A number that
 * is changed becomes one that was never there.
 */
final class EditableProgram {
    private static final List<String> PARAMETERS = List.of("p.a", "p.b", "q");
    private static final List<String> RERUNS = List.of("WHEN_MISSING", "NEVER", "ALWAYS");

    private final Random random;
    private final List<Place> numbers = new ArrayList<>();
    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private final Map<String, Integer> data = new LinkedHashMap<>();
    private final Map<String, Integer> parameters = new LinkedHashMap<>();
    private final List<String> readable = new ArrayList<>();
    /** The parameters that nodes read. */
    private final Set<String> read = new TreeSet<>();

    private final Set<String> stored = new TreeSet<>();
    /** What nodes make that run only when they are named. */
    private final Map<String, Integer> given = new LinkedHashMap<>();

    private int next = 1000;

    /**
     * A number in the source.
     *
     * @param member the member that it belongs to
     */
    private record Place(String file, int line, String member) {}

    /**
     * A change.
     *
     * @param names the ways to name what changes
     */
    record Edit(String text, List<String> names) {}

    EditableProgram(Random random) {
        this.random = random;
        PARAMETERS.forEach(path -> parameters.put(path, next++));
        for (int i = 0; i < 3; i++) {
            helper("H" + i, i);
        }
        List<String> flow = file("Flow");
        flow.add("import dev.freshet.*;");
        flow.add("@Pipeline(inputs = {\"in0\", \"in1\"}) final class Flow {");
        flow.add("record P(int a, int b) {}");
        data.put("in0", next++);
        data.put("in1", next++);
        readable.addAll(data.keySet());
        stored.addAll(data.keySet());
        int count = 5 + random.nextInt(6);
        for (int node = 0; node < count; node++) {
            node(flow, node);
        }
        flow.add("}");
    }

    private List<String> file(String name) {
        List<String> lines = files.computeIfAbsent(name, unknown -> new ArrayList<>());
        lines.add("package flow;");
        return lines;
    }

    private String number(String file, String member) {
        numbers.add(new Place(file, files.get(file).size() + 1, member));
        return Integer.toString(next++);
    }

    private void helper(String name, int level) {
        List<String> lines = file(name);
        lines.add("final class " + name + " {");
        lines.add("static final int C = " + number(name, name + ".C") + ";");
        lines.add("static int field = start(" + number(name, name + ".field") + ");");
        lines.add("static int start(int x) {");
        lines.add("return x + " + number(name, name + ".start") + ";");
        lines.add("}");
        for (int i = 0; i < 3; i++) {
            String member = name + ".m" + i;
            lines.add("static int m" + i + "(int x) {");
            lines.add("return x * 3 + " + number(name, member) + (random.nextInt(3) == 0 ? " + C" : "")
                    + (random.nextInt(4) == 0 ? " + field" : "")
                    + (level > 0 && random.nextInt(3) > 0
                            ? " + H" + random.nextInt(level) + ".m" + random.nextInt(3) + "(x)"
                            : "")
                    + ";");
            lines.add("}");
        }
        lines.add("}");
    }

    private void node(List<String> lines, int node) {
        String name = "n" + node;
        Set<String> inputs = new TreeSet<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            inputs.add(readable.get(random.nextInt(readable.size())));
        }
        List<String> arguments = new ArrayList<>();
        List<String> terms = new ArrayList<>(List.of(number("Flow", "Flow." + name)));
        inputs.forEach(input -> {
            arguments.add("int " + input);
            terms.add(input);
        });
        parameter(arguments, terms);
        for (int i = random.nextInt(3); i > 0; i--) {
            terms.add("H" + random.nextInt(3) + "." + (random.nextInt(4) == 0 ? "C" : "m" + random.nextInt(3) + "(2)"));
        }
        String value = "(" + String.join(" + ", terms) + ")" + (random.nextInt(3) == 0 ? "" : " % 3");
        boolean isPair = random.nextInt(4) == 0;
        if (isPair) {
            lines.add("record R" + node + "(int " + name + "x, int " + name + "y) {}");
        }
        numbers.set(numbers.size() - 1, new Place("Flow", lines.size() + 1, "Flow." + name));
        lines.add("@Node(" + (isPair ? "outputs = {\"" + name + "x\", \"" + name + "y\"}" : "") + rerun(isPair)
                + ") static " + (isPair ? "R" + node : "int") + " " + name + "(" + String.join(", ", arguments)
                + ") { return " + (isPair ? "new R" + node + "(" + value + ", 1 + " + value + ")" : value) + "; }");
        for (String output : isPair ? List.of(name + "x", name + "y") : List.of(name)) {
            readable.add(output);
            if (random.nextInt(3) > 0) {
                stored.add(output);
                if (lines.get(lines.size() - 1).contains("Rerun.NEVER")) {
                    given.put(output, next++);
                }
            }
        }
    }

    private String rerun(boolean isPair) {
        if (random.nextInt(8) > 0) {
            return "";
        }
        return (isPair ? ", " : "") + "rerun = Rerun." + RERUNS.get(random.nextInt(RERUNS.size()));
    }

    private void parameter(List<String> arguments, List<String> terms) {
        switch (random.nextInt(6)) {
            case 0 -> {
                arguments.add("@Param(\"p\") P group");
                read.addAll(List.of("p.a", "p.b"));
                terms.add("group.a()");
            }
            case 1 -> {
                arguments.add("@Param(\"p.b\") int b");
                read.add("p.b");
                terms.add("b");
            }
            case 2 -> {
                arguments.add("@Param(\"q\") int q");
                read.add("q");
                terms.add("q");
            }
            default -> {}
        }
    }

    /** Writes the configuration, and the data where they are not yet as they should be. */
    void writeProject(Path project) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder();
        stored.forEach(name -> catalog.append(name + ": {type: json, path: " + name + ".json}\n"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(
                base.resolve("parameters.yml"),
                "p: {a: " + parameters.get("p.a") + ", b: " + parameters.get("p.b") + "}\nq: " + parameters.get("q")
                        + "\n");
        for (Map.Entry<String, Integer> each : data.entrySet()) {
            Files.writeString(project.resolve(each.getKey() + ".json"), Integer.toString(each.getValue()));
        }
        for (Map.Entry<String, Integer> each : given.entrySet()) {
            Path file = project.resolve(each.getKey() + ".json");
            if (!Files.exists(file)) {
                Files.writeString(file, Integer.toString(each.getValue()));
            }
        }
    }

    /** Writes the sources, and returns them. */
    List<Path> writeSources(Path directory) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("flow"));
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Files.writeString(sources.resolve(file.getKey() + ".java"), String.join("\n", file.getValue()) + "\n");
        }
        return MutationTest.files(sources);
    }

    @Override
    public String toString() {
        return String.join("\n", files.get("Flow")) + "\nstored: " + stored;
    }

    /** Changes a number in the source, a parameter, an input, or what others stored over an output. */
    Edit edit(Path project) throws IOException {
        int kind = random.nextInt(10);
        if (kind == 0 && !read.isEmpty()) {
            String path = List.copyOf(read).get(random.nextInt(read.size()));
            parameters.put(path, next++);
            return new Edit("parameter " + path, List.of("params:" + path, "params:" + path.replaceAll("\\..*", "")));
        }
        if (kind == 1) {
            String input = "in" + random.nextInt(2);
            data.put(input, next++);
            return new Edit("input " + input, List.of(input));
        }
        List<String> outputs = stored.stream()
                .filter(name -> name.startsWith("n") && Files.exists(project.resolve(name + ".json")))
                .toList();
        if (kind == 2 && !outputs.isEmpty()) {
            String output = outputs.get(random.nextInt(outputs.size()));
            Files.writeString(project.resolve(output + ".json"), Integer.toString(next++));
            return new Edit("output " + output, List.of(output));
        }
        Place place = numbers.get(random.nextInt(numbers.size()));
        List<String> lines = files.get(place.file());
        String line = lines.get(place.line() - 1);
        lines.set(place.line() - 1, line.replaceFirst("\\b\\d{4,}\\b", Integer.toString(next++)));
        String position = place.file() + ".java:" + place.line();
        return new Edit(position + ": " + line, List.of(place.member(), "flow." + place.member(), position));
    }
}
