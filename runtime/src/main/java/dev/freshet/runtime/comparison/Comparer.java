package dev.freshet.runtime.comparison;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.catalog.ShownPath;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.comparison.Cause.Kind;
import dev.freshet.runtime.comparison.ComparedNode.Made;
import dev.freshet.runtime.comparison.RunComparison.Content;
import dev.freshet.runtime.comparison.RunComparison.Result;
import dev.freshet.runtime.comparison.RunComparison.Times;
import dev.freshet.runtime.state.Version;
import dev.freshet.wiring.DatasetName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two runs node by node, and joins differences that several nodes have in common. */
final class Comparer {
    /** The subjects of declarations that are not catalog entries; see {@code Facts}. */
    private static final String WIRING = "()";

    private static final String NAME = "(name)";
    private static final String SEED = "(seed)";

    private final ComparedRun before;
    private final ComparedRun after;
    private final CodeDifference code;
    private final Map<String, ComparedNode> earlier;
    private final Map<String, ComparedNode> later;
    /** The version that a node made, by dataset. */
    private final Map<String, String> madeBefore;

    private final Map<String, String> madeAfter;
    private final Map<Cause, Set<String>> causes = new LinkedHashMap<>();

    Comparer(ComparedRun before, ComparedRun after, CodeDifference code) {
        this.before = before;
        this.after = after;
        this.code = code;
        earlier = before.byName();
        later = after.byName();
        madeBefore = versions(before);
        madeAfter = versions(after);
    }

    RunComparison compare() {
        List<Result> results = new ArrayList<>();
        List<Times> times = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(later.keySet());
        names.addAll(earlier.keySet());
        for (String name : names) {
            Optional<Made> old = made(earlier, name);
            Optional<Made> now = made(later, name);
            if (old.isPresent() && now.isPresent()) {
                causes(name, old.get(), now.get());
            } else if (earlier.containsKey(name) && later.containsKey(name)) {
                unknown.add(name);
            }
            results(name, old, now, results);
            times(name, times);
        }
        List<Cause> joined = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            causes.forEach((cause, nodes) -> {
                if (cause.kind() == kind) {
                    joined.add(new Cause(kind, cause.text(), List.copyOf(nodes)));
                }
            });
        }
        return new RunComparison(before, after, joined, results, times, unknown);
    }

    private static Optional<Made> made(Map<String, ComparedNode> nodes, String name) {
        return Optional.ofNullable(nodes.get(name)).flatMap(ComparedNode::made);
    }

    private void add(Kind kind, String text, String node) {
        String shown = KnownSecrets.masked(ShownPath.inText(text));
        causes.computeIfAbsent(new Cause(kind, shown, List.of()), unknown -> new LinkedHashSet<>())
                .add(node);
    }

    private void causes(String node, Made old, Made now) {
        if (!old.code().equals(now.code())) {
            List<String> lines = code.lines(node, old.links(), now.links());
            (lines.isEmpty() ? List.of("the code of " + node + " changed") : lines)
                    .forEach(line -> add(Kind.CODE, line, node));
        }
        now.parameters().forEach((name, value) -> {
            String earlierValue = old.parameters().get(name);
            if (earlierValue != null && !earlierValue.equals(value)) {
                new Reason.ParameterChanged(name, earlierValue, value)
                        .lines()
                        .forEach(line -> add(Kind.PARAMETER, line, node));
            }
        });
        now.inputs().forEach((dataset, version) -> {
            String earlierVersion = old.inputs().get(dataset);
            if (earlierVersion != null
                    && !earlierVersion.equals(version)
                    && !isMade(dataset, earlierVersion, version)) {
                boolean isGiven = Version.read(version) instanceof Version.Given;
                add(Kind.INPUT, "input " + dataset + (isGiven ? " was given for the run" : " changed"), node);
            }
        });
        declarations(node, old.declarations(), now.declarations());
    }

    /**
     * Returns whether nodes of the runs made both versions of a dataset. Then the difference follows from another one.
     */
    private boolean isMade(String dataset, String old, String now) {
        return old.equals(madeBefore.get(base(dataset))) && now.equals(madeAfter.get(base(dataset)));
    }

    private static Map<String, String> versions(ComparedRun run) {
        Map<String, String> versions = new HashMap<>();
        for (ComparedNode node : run.nodes()) {
            node.made()
                    .ifPresent(
                            made -> made.outputs().forEach((dataset, version) -> versions.put(base(dataset), version)));
        }
        return versions;
    }

    private static String base(String dataset) {
        return new DatasetName(dataset).base();
    }

    private void declarations(String node, Map<String, String> old, Map<String, String> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return;
        }
        Set<String> subjects = new TreeSet<>(old.keySet());
        subjects.addAll(now.keySet());
        for (String subject : subjects) {
            String was = old.getOrDefault(subject, "");
            String is = now.getOrDefault(subject, "");
            if (!was.equals(is)) {
                add(Kind.DECLARATION, text(node, subject, was, is), node);
            }
        }
    }

    private static String text(String node, String subject, String was, String is) {
        return switch (subject) {
            case WIRING -> "the datasets of " + node + " changed: " + was + " is now " + is;
            case SEED -> new Reason.SeedChanged(or(was), or(is)).text();
            case NAME -> "the name of " + node + " was " + or(was);
            default -> new Reason.CatalogChanged(subject, was, is).text();
        };
    }

    private static String or(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static void results(String node, Optional<Made> old, Optional<Made> now, List<Result> results) {
        Set<String> datasets = new TreeSet<>();
        old.ifPresent(made -> datasets.addAll(made.outputs().keySet()));
        now.ifPresent(made -> datasets.addAll(made.outputs().keySet()));
        for (String dataset : datasets) {
            Optional<Content> was = old.flatMap(made -> content(made, dataset));
            Optional<Content> is = now.flatMap(made -> content(made, dataset));
            if (!was.map(Content::version).equals(is.map(Content::version))) {
                results.add(new Result(dataset, node, was, is));
            }
        }
    }

    private static Optional<Content> content(Made made, String dataset) {
        return Optional.ofNullable(made.outputs().get(dataset))
                .map(version -> new Content(
                        version,
                        count(made.rows().get(dataset)),
                        count(made.bytes().get(dataset))));
    }

    private static OptionalLong count(@Nullable Long count) {
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private void times(String name, List<Times> times) {
        ComparedNode old = earlier.get(name);
        ComparedNode now = later.get(name);
        String was = old == null ? "" : old.outcome();
        String is = now == null ? "" : now.outcome();
        Optional<Duration> ran = Optional.ofNullable(old).flatMap(ComparedNode::duration);
        Optional<Duration> runs = Optional.ofNullable(now).flatMap(ComparedNode::duration);
        if (!Objects.equals(was, is) || ran.isPresent() || runs.isPresent()) {
            times.add(new Times(name, was, is, ran, runs));
        }
    }
}
