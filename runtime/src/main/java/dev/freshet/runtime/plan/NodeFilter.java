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
 * A selection of a pipeline's nodes. As in Kedro, each list that is not empty selects nodes of the whole pipeline, and
 * a node must be selected by all of them: from A to B selects the nodes between A and B. Names may have the wildcards
 * {@code *} and {@code ?}. The name of a dataset without a variant stands for all of its variants.
 *
 * @param from selects these nodes and all nodes downstream of them
 * @param to selects these nodes and all nodes upstream of them
 * @param only selects these nodes
 * @param fromInputs selects the nodes that read these datasets or parameters, and all nodes downstream of them
 * @param toOutputs selects the nodes that make these datasets, and all nodes upstream of them
 * @param tags selects the nodes with one of these tags
 * @param exclude leaves out these nodes
 */
public record NodeFilter(
        List<String> from,
        List<String> to,
        List<String> only,
        List<String> fromInputs,
        List<String> toOutputs,
        List<String> tags,
        List<String> exclude) {
    /** Selects every node. */
    public static final NodeFilter ALL =
            new NodeFilter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** The selected nodes, or the problems with the names. */
    public record Selection(BitSet nodes, List<String> problems) {}

    /** Returns whether every node is selected. */
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

    /** Returns this filter with further nodes in {@link #from}. */
    public NodeFilter andFrom(List<String> names) {
        return new NodeFilter(join(from, names), to, only, fromInputs, toOutputs, tags, exclude);
    }

    /** Returns this filter with further nodes in {@link #to}. */
    public NodeFilter andTo(List<String> names) {
        return new NodeFilter(from, join(to, names), only, fromInputs, toOutputs, tags, exclude);
    }

    /** Returns this filter with further nodes in {@link #only}. */
    public NodeFilter andOnly(List<String> names) {
        return new NodeFilter(from, to, join(only, names), fromInputs, toOutputs, tags, exclude);
    }

    /** Returns this filter with further datasets in {@link #fromInputs}. */
    public NodeFilter andFromInputs(List<String> names) {
        return new NodeFilter(from, to, only, join(fromInputs, names), toOutputs, tags, exclude);
    }

    /** Returns this filter with further datasets in {@link #toOutputs}. */
    public NodeFilter andToOutputs(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, join(toOutputs, names), tags, exclude);
    }

    /** Returns this filter with further tags in {@link #tags}. */
    public NodeFilter andTags(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, toOutputs, join(tags, names), exclude);
    }

    /** Returns this filter with further nodes in {@link #exclude}. */
    public NodeFilter andExclude(List<String> names) {
        return new NodeFilter(from, to, only, fromInputs, toOutputs, tags, join(exclude, names));
    }

    private static List<String> join(List<String> names, List<String> more) {
        List<String> joined = new ArrayList<>(names);
        joined.addAll(more);
        return List.copyOf(joined);
    }

    /** The lists of a filter. */
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
        /** Returns one list of the filter, as the user wrote it. */
        String restriction(Restriction kind, List<String> names);

        /**
         * Returns where the user wrote the names of a list, after a space and in brackets; an empty text if nowhere.
         */
        default String place(Restriction kind) {
            return "";
        }
    }

    /**
     * Selects nodes of a graph.
     *
     * @param words the words by which problems name the lists
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
     * Finds the nodes and datasets that names stand for.
     *
     * @param place where the names are written; empty if nowhere
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

        /** Finds datasets by their full names, or by their names without the variant. */
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
                    problems.add(
                            kind.equals("node")
                                    ? UnknownNode.text(name, place, legal)
                                    : "has no " + kind + " \"" + name + "\"" + place + NearestName.known(name, legal));
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
