package dev.freshet.runtime.plan;

import dev.freshet.config.NearestName;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which nodes of a pipeline a run is about. As in Kedro, each list that is not empty chooses nodes of the whole
 * pipeline, and a node must be chosen by all of them: nodes from A to B are those on the way from A to B. Names may
 * have the wildcards {@code *} and {@code ?}; the name of a dataset without its format stands for all of its formats.
 *
 * @param from these nodes and all that come after them
 * @param to these nodes and all that come before them
 * @param only these nodes
 * @param fromInputs the nodes that read these datasets or parameters, and all that come after them
 * @param toOutputs the nodes that make these datasets, and all that come before them
 * @param tags nodes with one of these tags
 * @param exclude not these nodes
 */
public record NodeFilter(
        List<String> from,
        List<String> to,
        List<String> only,
        List<String> fromInputs,
        List<String> toOutputs,
        List<String> tags,
        List<String> exclude) {
    /** Chooses every node. */
    public static final NodeFilter ALL =
            new NodeFilter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** The nodes, or what is wrong with the names. */
    public record Selection(BitSet nodes, List<String> problems) {}

    /** Whether every node is chosen. */
    public boolean isAll() {
        // Not equals(ALL): the first comparison of records in a process takes longer than a run that has nothing to do.
        return from.isEmpty()
                && to.isEmpty()
                && only.isEmpty()
                && fromInputs.isEmpty()
                && toOutputs.isEmpty()
                && tags.isEmpty()
                && exclude.isEmpty();
    }

    /** This filter restricted from these nodes on; added to those given before. */
    public NodeFilter andFrom(List<String> names) {
        return new NodeFilter(join(from, names), to, only, fromInputs, toOutputs, tags, exclude);
    }

    /** This filter restricted up to these nodes; added to those given before. */
    public NodeFilter andTo(List<String> names) {
        return new NodeFilter(from, join(to, names), only, fromInputs, toOutputs, tags, exclude);
    }

    /** This filter restricted to these nodes; added to those given before. */
    public NodeFilter andOnly(List<String> names) {
        return new NodeFilter(from, to, join(only, names), fromInputs, toOutputs, tags, exclude);
    }

    /**
     * This filter restricted to the nodes that read these datasets, and those after them; added to those given before.
     */
    public NodeFilter andFromInputs(List<String> names) {
        return new NodeFilter(from, to, only, join(fromInputs, names), toOutputs, tags, exclude);
    }

    /**
     * This filter restricted to the nodes that make these datasets, and those before them; added to those given before.
     */
    public NodeFilter andToOutputs(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, join(toOutputs, names), tags, exclude);
    }

    /** This filter restricted to nodes with one of these tags; added to those given before. */
    public NodeFilter andTags(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, toOutputs, join(tags, names), exclude);
    }

    /** This filter restricted by leaving out these nodes; added to those given before. */
    public NodeFilter andExclude(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, toOutputs, tags, join(exclude, names));
    }

    private static List<String> join(List<String> names, List<String> more) {
        List<String> joined = new ArrayList<>(names);
        joined.addAll(more);
        return List.copyOf(joined);
    }

    /** What a filter can restrict nodes to. */
    public enum Restriction {
        FROM,
        TO,
        ONLY,
        FROM_INPUTS,
        TO_OUTPUTS,
        TAGS,
        EXCLUDE
    }

    /** The words by which messages name selections. */
    public interface Words {
        /** One selection, as the user wrote it. */
        String restriction(Restriction kind, List<String> names);

        /** Where the user wrote the names of a selection, behind a blank and in brackets; empty if there is no place. */
        default String place(Restriction kind) {
            return "";
        }
    }

    /**
     * Chooses nodes of a graph.
     *
     * @param words how problems name the selections
     */
    public Selection select(PipelineGraph graph, Words words) {
        List<String> problems = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, graph.nodeCount());
        Function<Restriction, Names> names = kind -> new Names(graph, words.place(kind), problems);
        restrict(all, from, names.apply(Restriction.FROM)::nodes, found -> after(graph, found));
        restrict(all, to, names.apply(Restriction.TO)::nodes, found -> before(graph, found));
        restrict(all, only, names.apply(Restriction.ONLY)::nodes, found -> found);
        restrict(all, fromInputs, names.apply(Restriction.FROM_INPUTS)::readers, found -> after(graph, found));
        restrict(all, toOutputs, names.apply(Restriction.TO_OUTPUTS)::makers, found -> before(graph, found));
        restrict(all, tags, names.apply(Restriction.TAGS)::tagged, found -> found);
        all.andNot(names.apply(Restriction.EXCLUDE).nodes(exclude));
        if (problems.isEmpty() && all.isEmpty()) {
            problems.add("has no node that is chosen by all of: " + restrictions(words));
        }
        return new Selection(all, problems);
    }

    private interface Lookup {
        BitSet find(List<String> names);
    }

    private static void restrict(BitSet all, List<String> given, Lookup lookup, UnaryOperator<BitSet> extend) {
        if (!given.isEmpty()) {
            all.and(extend.apply(lookup.find(given)));
        }
    }

    private static BitSet after(PipelineGraph graph, BitSet start) {
        BitSet reached = (BitSet) start.clone();
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int earlier : graph.predecessors(node)) {
                if (reached.get(earlier)) {
                    reached.set(node);
                }
            }
        }
        return reached;
    }

    private static BitSet before(PipelineGraph graph, BitSet start) {
        BitSet reached = (BitSet) start.clone();
        for (int node = graph.nodeCount() - 1; node >= 0; node--) {
            if (reached.get(node)) {
                for (int earlier : graph.predecessors(node)) {
                    reached.set(earlier);
                }
            }
        }
        return reached;
    }

    private String restrictions(Words words) {
        List<String> parts = new ArrayList<>();
        add(parts, words, Restriction.FROM, from);
        add(parts, words, Restriction.TO, to);
        add(parts, words, Restriction.ONLY, only);
        add(parts, words, Restriction.FROM_INPUTS, fromInputs);
        add(parts, words, Restriction.TO_OUTPUTS, toOutputs);
        add(parts, words, Restriction.TAGS, tags);
        add(parts, words, Restriction.EXCLUDE, exclude);
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, Words words, Restriction kind, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(words.restriction(kind, names));
        }
    }

    /**
     * Finds what names stand for.
     *
     * @param place where the names are written; empty if there is no place
     */
    private record Names(PipelineGraph graph, String place, List<String> problems) {
        BitSet nodes(List<String> names) {
            return find("node", names, graph.nodeCount(), graph::node, node -> true);
        }

        BitSet readers(List<String> names) {
            BitSet datasets = datasets("input", names, dataset -> true);
            return nodesWith(node -> IntStream.of(graph.inputs(node)).anyMatch(datasets::get));
        }

        BitSet makers(List<String> names) {
            BitSet datasets = datasets("output", names, dataset -> graph.producer(dataset) >= 0);
            BitSet makers = new BitSet();
            datasets.stream().forEach(dataset -> makers.set(graph.producer(dataset)));
            return makers;
        }

        BitSet tagged(List<String> names) {
            Set<String> known = IntStream.range(0, graph.nodeCount())
                    .mapToObj(node -> graph.options(node).tags())
                    .flatMap(Collection::stream)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            List<String> all = List.copyOf(known);
            BitSet found = find("tag", names, all.size(), all::get, tag -> true);
            Set<String> wanted = found.stream().mapToObj(all::get).collect(Collectors.toSet());
            return nodesWith(node -> graph.options(node).tags().stream().anyMatch(wanted::contains));
        }

        private BitSet nodesWith(IntPredicate condition) {
            BitSet found = new BitSet();
            IntStream.range(0, graph.nodeCount()).filter(condition).forEach(found::set);
            return found;
        }

        /** A dataset is found by its full name, or by its name without the format. */
        private BitSet datasets(String kind, List<String> names, IntPredicate isLegal) {
            BitSet byFullName = new BitSet();
            List<String> rest = new ArrayList<>();
            for (String name : names) {
                BitSet found = matches(
                        name, graph.datasetCount(), dataset -> new DatasetName(graph.dataset(dataset)).base(), isLegal);
                if (found.isEmpty()) {
                    rest.add(name);
                }
                byFullName.or(found);
            }
            byFullName.or(find(kind, rest, graph.datasetCount(), graph::dataset, isLegal));
            return byFullName;
        }

        private BitSet find(
                String kind, List<String> names, int count, IntFunction<String> nameOf, IntPredicate isLegal) {
            BitSet found = new BitSet();
            for (String name : names) {
                BitSet matches = matches(name, count, nameOf, isLegal);
                if (matches.isEmpty()) {
                    Set<String> legal = IntStream.range(0, count)
                            .filter(isLegal)
                            .mapToObj(nameOf)
                            .collect(Collectors.toCollection(LinkedHashSet::new));
                    problems.add("has no " + kind + " \"" + name + "\"" + place + NearestName.suffix(name, legal));
                }
                found.or(matches);
            }
            return found;
        }

        private static BitSet matches(String name, int count, IntFunction<String> nameOf, IntPredicate isLegal) {
            Pattern pattern = Pattern.compile(name.chars()
                    .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                    .collect(Collectors.joining()));
            BitSet found = new BitSet();
            IntStream.range(0, count)
                    .filter(isLegal)
                    .filter(each -> pattern.matcher(nameOf.apply(each)).matches())
                    .forEach(found::set);
            return found;
        }
    }
}
