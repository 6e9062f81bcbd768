package dev.freshet.processor.read;

import dev.freshet.Rerun;
import dev.freshet.config.Quantities;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.read.Annotated.Located;
import dev.freshet.wiring.Names;
import dev.freshet.wiring.NodeOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;

/** Reads a node's options for scheduling and reruns. An illegal value is a problem and is left out. */
final class OptionsReader {
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Set<String> OWN_MEMBERS = Set.of("cpus", "memory");

    private final List<Problem> problems;
    /** The problems of one node, by the name of the member that has them. */
    private final Map<String, List<Problem>> byMember = new HashMap<>();

    OptionsReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Reads the options of a node. Its problems are in the order in which the source has the members. */
    NodeOptions read(Annotated node) {
        byMember.clear();
        NodeOptions options = options(node);
        node.memberNames().forEach(member -> problems.addAll(byMember.getOrDefault(member, List.of())));
        return options;
    }

    private NodeOptions options(Annotated node) {
        return new NodeOptions(
                rerun(node),
                cpus(node),
                memory(node),
                uses(node),
                node.member("exclusive").map(AnnotationValue::getValue).equals(Optional.of(true)),
                atOnce(node),
                retries(node),
                timeout(node),
                tags(node));
    }

    private static Rerun rerun(Annotated node) {
        return node.member("rerun")
                .map(AnnotationValue::getValue)
                .filter(VariableElement.class::isInstance)
                .map(constant -> ((VariableElement) constant).getSimpleName().toString())
                .map(Rerun::valueOf)
                .orElse(Rerun.WHEN_CHANGED);
    }

    private double cpus(Annotated node) {
        Optional<Located<String>> given = node.string("cpus");
        double cpus = given.map(Located::value).map(Double::valueOf).orElse(1.0);
        if (cpus >= 0 && cpus < Integer.MAX_VALUE) {
            return cpus;
        }
        bad(
                "cpus",
                given,
                shown(cpus) + " is not a number of processors",
                "Fix: give the number of processors that the node keeps busy, such as 2 or 0.5.");
        return 1;
    }

    /** A whole number has no fraction, since few users write one. */
    private static String shown(double number) {
        return number == Math.rint(number) && !Double.isInfinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(number);
    }

    private long memory(Annotated node) {
        Optional<Located<String>> given = text(node, "memory");
        Optional<Long> bytes = given.map(Located::value).flatMap(Quantities::bytes);
        if (given.isPresent() && bytes.isEmpty()) {
            bad("memory", given, quoted(given) + " is not an amount of memory", "Fix: give " + Quantities.BYTES + ".");
        }
        return bytes.orElse(0L);
    }

    private Map<String, Integer> uses(Annotated node) {
        Map<String, Integer> uses = new TreeMap<>();
        for (Located<String> use : node.strings("uses").orElse(List.of())) {
            int colon = use.value().lastIndexOf(':');
            String resource = colon < 0 ? use.value() : use.value().substring(0, colon);
            int count = colon < 0 ? 1 : count(use.value().substring(colon + 1));
            Optional<Located<String>> place = Optional.of(use);
            if (count == 0 || !Names.isLegal(resource)) {
                bad("uses", place, quoted(place) + " is not a resource and a count", "Fix: write it as in \"gpu:1\".");
            } else if (OWN_MEMBERS.contains(resource)) {
                bad(
                        "uses",
                        place,
                        "\"" + resource + "\" is not a named resource",
                        "Fix: use the member " + resource + " of @Node.");
            } else if (uses.putIfAbsent(resource, count) != null) {
                bad("uses", place, "duplicate resource \"" + resource + "\"", "Fix: give one count for it.");
            }
        }
        return uses;
    }

    /** 0 if it is none or too large. */
    private static int count(String digits) {
        return COUNT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    }

    private int atOnce(Annotated node) {
        Optional<Located<String>> given = node.string("atOnce");
        int atOnce = given.map(Located::value).map(Integer::valueOf).orElse(0);
        if (atOnce < 0) {
            bad("atOnce", given, atOnce + " is not a number of partitions", "Fix: give 1 or more, or 0 for no limit.");
            return 0;
        }
        if (atOnce > 0 && text(node, "each").isEmpty()) {
            bad(
                    "atOnce",
                    given,
                    "atOnce limits the partitions of a node with each, and this node has none",
                    "Fix: add each, or remove atOnce.");
        }
        return atOnce;
    }

    private int retries(Annotated node) {
        Optional<Located<String>> given = node.string("retries");
        int retries = given.map(Located::value).map(Integer::valueOf).orElse(0);
        if (retries < 0) {
            bad("retries", given, retries + " is not a number of retries", "Fix: give 0 or more.");
            return 0;
        }
        return retries;
    }

    private Optional<Duration> timeout(Annotated node) {
        Optional<Located<String>> given = text(node, "timeout");
        Optional<Duration> timeout =
                given.map(Located::value).flatMap(Quantities::duration).filter(duration -> !duration.isZero());
        if (given.isPresent() && timeout.isEmpty()) {
            bad("timeout", given, quoted(given) + " is not a time", "Fix: give " + Quantities.DURATION + ".");
        }
        return timeout;
    }

    private Set<String> tags(Annotated node) {
        Set<String> tags = new LinkedHashSet<>();
        for (Located<String> tag : node.strings("tags").orElse(List.of())) {
            if (Names.isLegal(tag.value())) {
                tags.add(tag.value());
            } else {
                add(
                        "tags",
                        new Problem(
                                Code.BadName,
                                tag.origin(),
                                "\"" + tag.value() + "\" cannot be a tag",
                                "Fix: use " + Names.LETTERS + " only."));
            }
        }
        return Collections.unmodifiableSet(tags);
    }

    /** A member that is a string; one that is empty counts as not given. */
    private static Optional<Located<String>> text(Annotated node, String member) {
        return node.string(member).filter(given -> !given.value().isEmpty());
    }

    private static String quoted(Optional<Located<String>> given) {
        return "\"" + given.map(Located::value).orElse("") + "\"";
    }

    private void bad(String member, Optional<Located<String>> given, String message, String fix) {
        add(member, new Problem(Code.BadResource, given.orElseThrow().origin(), message, fix));
    }

    private void add(String member, Problem problem) {
        byMember.computeIfAbsent(member, name -> new ArrayList<>()).add(problem);
    }
}
