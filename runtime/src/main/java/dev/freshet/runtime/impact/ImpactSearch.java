package dev.freshet.runtime.impact;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.CodeMember;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.impact.Impact.Affected;
import dev.freshet.runtime.impact.Impact.Change;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a name stands for, and which nodes run if it changes. */
public final class ImpactSearch {
    private static final String PARAMETER = "params:";
    private static final Pattern LINE = Pattern.compile("(.+):([1-9][0-9]{0,8})");

    private final GraphDocument document;
    private final ReachedCode code;
    private final Supplier<List<CodeMember>> declared;

    /** @param declared all members of the project's classes, also those that no node reaches */
    public ImpactSearch(GraphDocument document, ReachedCode code, Supplier<List<CodeMember>> declared) {
        this.document = document;
        this.code = code;
        this.declared = declared;
    }

    /**
     * Returns which nodes run if something changes.
     *
     * @param asked a method, field, constant, class, resource, {@code FILE:LINE}, dataset, {@code params:} with a path,
     *     or node, which means its method
     * @throws ConfigException if there is nothing of that name
     */
    public Impact of(String asked) {
        if (asked.startsWith(PARAMETER)
                || asked.equals(DatasetName.allParameters().text())) {
            return parameter(asked);
        }
        Optional<Dataset> dataset = document.datasets().stream()
                .filter(each -> each.name().equals(asked))
                .findFirst();
        if (dataset.isPresent()) {
            return dataset(asked, dataset.get());
        }
        Matcher line = LINE.matcher(asked);
        if (line.matches()) {
            return code(asked, at(asked, line.group(1), Integer.parseInt(line.group(2))));
        }
        List<CodeMember> members = named(asked);
        return code(asked, members.isEmpty() ? methodOf(asked) : members);
    }

    private Impact parameter(String asked) {
        String path = Parameters.path(asked);
        Spread spread = new Spread(document);
        boolean isRead = false;
        for (Dataset each : document.datasets()) {
            boolean isParameter = each.storage() == Storage.PARAMETER;
            String other = isParameter ? Parameters.path(each.name()) : "";
            if (isParameter && isWithin(path, other)) {
                spread.change(each.name(), Certainty.WILL);
                isRead = true;
            } else if (isParameter && isWithin(other, path)) {
                spread.change(each.name(), Certainty.MAY);
                isRead = true;
            }
        }
        if (!isRead) {
            throw problem("no node reads the parameter \"" + path + "\""
                    + NearestName.suffix(asked, names(Storage.PARAMETER)));
        }
        return impact(asked, List.of(new Change("parameter " + asked, "")), spread, List.of());
    }

    /** Returns whether a path is a group or within it; the path of all parameters is empty. */
    private static boolean isWithin(String path, String group) {
        return group.isEmpty() || path.equals(group) || path.startsWith(group + ".");
    }

    private List<String> names(Storage storage) {
        return document.datasets().stream()
                .filter(dataset -> dataset.storage() == storage)
                .map(Dataset::name)
                .toList();
    }

    private Impact dataset(String asked, Dataset dataset) {
        Spread spread = new Spread(document);
        spread.change(asked, Certainty.WILL);
        List<String> notes = dataset.producer()
                .map(node -> dataset.storage() == Storage.STORED
                        ? asked + " is made by " + node + ": if others change it, " + node + " makes it again"
                        : asked + " is made by " + node + " in memory: it changes when " + node
                                + " makes it of something else")
                .map(List::of)
                .orElse(List.of());
        return impact(asked, List.of(new Change("the content of " + asked, dataset.place())), spread, notes);
    }

    private Impact code(String asked, List<CodeMember> members) {
        Map<String, List<CodeMember>> alternatives = new LinkedHashMap<>();
        members.forEach(member -> alternatives
                .computeIfAbsent(member.key(), key -> new ArrayList<>())
                .add(member));
        Spread spread = new Spread(document);
        List<Change> changes = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, document.nodes().size());
        BitSet some = new BitSet();
        for (List<CodeMember> alternative : alternatives.values()) {
            CodeMember member = alternative.get(0);
            BitSet nodes = code.nodes(member);
            all.and(nodes);
            some.or(nodes);
            changes.add(new Change(member.text(), ReachedCode.place(member)));
            if (nodes.isEmpty()) {
                unreached.add(member.text());
            }
        }
        some.stream()
                .forEach(node -> spread.hit(
                        document.nodes().get(node).name(),
                        all.get(node)
                                ? new Effect(Certainty.WILL, "its code has it")
                                : new Effect(Certainty.MAY, "its code has some of it")));
        return impact(
                asked,
                changes,
                spread,
                unreached.isEmpty() ? List.of() : List.of("no node reaches " + String.join(", ", unreached)));
    }

    /** Returns the members that start at a line, or at the nearest line above it that has any. */
    private List<CodeMember> at(String asked, String file, int line) {
        List<CodeMember> inFile = everything().stream()
                .filter(member ->
                        member.source().equals(file) || member.source().endsWith("/" + file))
                .filter(member -> member.line() > 0)
                .toList();
        int start = inFile.stream()
                .mapToInt(CodeMember::line)
                .filter(each -> each <= line)
                .max()
                .orElse(0);
        if (start == 0) {
            throw problem(
                    inFile.isEmpty()
                            ? "no code is known of a file " + file + ", which " + asked + " names"
                            : "no member of " + file + " starts at line " + line + " or above");
        }
        return inFile.stream().filter(member -> member.line() == start).toList();
    }

    private List<CodeMember> everything() {
        Map<String, CodeMember> all = new LinkedHashMap<>();
        code.members().forEach(member -> all.put(member.key(), member));
        declared.get().forEach(member -> all.putIfAbsent(member.key(), member));
        return List.copyOf(all.values());
    }

    private List<CodeMember> named(String asked) {
        return everything().stream()
                .filter(member -> member.names().contains(asked) || isOf(member.owner(), asked))
                .toList();
    }

    /** Returns whether a class has a name, or is nested in a class that has it. */
    private static boolean isOf(String owner, String asked) {
        return ("." + owner + ".").contains("." + asked + ".")
                && Character.isUpperCase(asked.codePointAt(asked.lastIndexOf('.') + 1));
    }

    private List<CodeMember> methodOf(String asked) {
        Node node = document.nodes().stream()
                .filter(each -> each.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> problem(unknown(asked)));
        List<CodeMember> named = named(node.method());
        List<CodeMember> exact = named.stream()
                .filter(member -> ReachedCode.place(member).equals(node.source()))
                .toList();
        return exact.isEmpty() ? named : exact;
    }

    private ConfigException problem(String text) {
        return new ConfigException(new Position("pipeline " + document.pipeline(), 0, 0), text);
    }

    private String unknown(String asked) {
        Set<String> known = new LinkedHashSet<>();
        document.datasets().forEach(dataset -> known.add(dataset.name()));
        document.nodes().forEach(node -> known.add(node.name()));
        everything().forEach(member -> known.addAll(member.names()));
        return "there is no method, field, class, resource, dataset or node \"" + asked + "\""
                + NearestName.suffix(asked, known);
    }

    private Impact impact(String asked, List<Change> changes, Spread spread, List<String> notes) {
        Map<String, Effect> effects = spread.effects();
        List<Affected> will = new ArrayList<>();
        List<Affected> may = new ArrayList<>();
        for (Node node : document.nodes()) {
            Effect effect = effects.getOrDefault(node.name(), Effect.NONE);
            if (effect.certainty() != Certainty.NO) {
                (effect.certainty() == Certainty.WILL ? will : may).add(affected(node, effect));
            }
        }
        List<String> all = new ArrayList<>(notes);
        others(effects).ifPresent(all::add);
        return new Impact(asked, List.copyOf(changes), List.copyOf(will), List.copyOf(may), List.copyOf(all));
    }

    private static Affected affected(Node node, Effect effect) {
        return new Affected(
                node.name(),
                node.source(),
                effect.why(),
                isStale(node),
                node.status().flatMap(GraphDocument.Status::last).map(GraphDocument.LastRun::usual));
    }

    private static boolean isStale(Node node) {
        return node.status().filter(status -> status.state() == State.RUN).isPresent();
    }

    /** Describes which other nodes a run would start. */
    private Optional<String> others(Map<String, Effect> effects) {
        if (document.datasets().stream().noneMatch(dataset -> dataset.storage() == Storage.STORED)) {
            return Optional.of("the pipeline stores nothing, so each run runs all nodes");
        }
        long stale = document.nodes().stream()
                .filter(node -> isStale(node) && !effects.containsKey(node.name()))
                .count();
        return stale == 0
                ? Optional.empty()
                : Optional.of(stale + (stale == 1 ? " other node is" : " other nodes are")
                        + " stale already; \"plan\" lists what runs anyway");
    }
}
