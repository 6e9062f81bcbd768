package dev.freshet.runtime.cli.text;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.text.OutcomeCounts;
import dev.freshet.runtime.text.ReasonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Formats the decisions about nodes as text. */
public final class PlanText {
    private static final int MOST_CLASSES = 10;
    private static final int MOST_NODES = 3;

    private PlanText() {}

    /** Returns the decision in one word or two. */
    public static String word(Decision decision) {
        if (decision instanceof Decision.Stale) {
            return "run";
        }
        if (decision instanceof Decision.Undecided) {
            return "maybe";
        }
        if (decision instanceof Decision.KeptBack) {
            return "kept back";
        }
        return decision instanceof Decision.InMemory ? "in memory" : "up to date";
    }

    /** Returns the reason in one line; empty if there is none. */
    public static String detail(Decision decision) {
        if (decision instanceof Decision.Stale stale) {
            return ReasonText.first(stale.reasons());
        }
        if (decision instanceof Decision.KeptBack keptBack) {
            return ReasonText.first(keptBack.changes());
        }
        if (decision instanceof Decision.UpToDate fresh && !fresh.changes().isEmpty()) {
            return "it would receive no partition: " + fresh.changes().get(0).text();
        }
        if (decision instanceof Decision.UpToDate fresh && !fresh.mayChange().isEmpty()) {
            return "kept back if " + String.join(" or ", fresh.mayChange()) + " changes";
        }
        return decision instanceof Decision.Undecided undecided
                ? "if " + String.join(" or ", undecided.datasets()) + " changes"
                : "";
    }

    /** Returns a line for each reason, and for each changed method, field or constant. */
    public static List<String> lines(List<Reason> reasons) {
        return reasons.stream().flatMap(reason -> reason.lines().stream()).toList();
    }

    /** Returns what no fingerprint covers, by node. */
    public static List<String> impure(Map<String, List<String>> byNode) {
        List<String> lines = new ArrayList<>();
        byNode.forEach((node, uses) -> uses.forEach(use -> lines.add("  " + node + " " + use)));
        if (!lines.isEmpty()) {
            lines.add(0, "No fingerprint covers that:");
        }
        return lines;
    }

    /**
     * Returns what to say of classes that count as a whole, a line for each with the nodes that reach it.
     *
     * @param byNode the classes that each node reaches
     */
    public static List<String> wholeClasses(Map<String, List<String>> byNode) {
        Map<String, List<String>> nodes = new TreeMap<>();
        byNode.forEach((node, types) -> types.forEach(
                type -> nodes.computeIfAbsent(type, each -> new ArrayList<>()).add(node)));
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Compiled without freshet-processor, so that any change in it makes these nodes run; put the processor"
                        + " on the annotation processor path of its module, and compile with javac:");
        nodes.entrySet().stream()
                .limit(MOST_CLASSES)
                .forEach(type -> lines.add("  " + type.getKey() + ": " + some(type.getValue())));
        if (nodes.size() > MOST_CLASSES) {
            lines.add("  and " + (nodes.size() - MOST_CLASSES) + " more classes");
        }
        return lines;
    }

    private static String some(List<String> nodes) {
        int more = nodes.size() - MOST_NODES;
        return String.join(", ", nodes.subList(0, Math.min(MOST_NODES, nodes.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    public static Map<String, Object> json(String node, Decision decision, List<String> impure, List<String> whole) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", node);
        json.put("decision", word(decision));
        if (decision instanceof Decision.Stale stale) {
            json.put("reasons", lines(stale.reasons()));
        } else if (decision instanceof Decision.Undecided undecided) {
            json.put("waitsFor", undecided.datasets());
        } else if (decision instanceof Decision.InMemory inMemory) {
            json.put("changes", lines(inMemory.changes()));
        } else if (decision instanceof Decision.KeptBack keptBack) {
            json.put("changes", lines(keptBack.changes()));
        } else if (decision instanceof Decision.UpToDate fresh) {
            if (!fresh.changes().isEmpty()) {
                json.put("changes", lines(fresh.changes()));
            }
            if (!fresh.mayChange().isEmpty()) {
                json.put("waitsFor", fresh.mayChange());
            }
        }
        if (!impure.isEmpty()) {
            json.put("impure", impure);
        }
        if (!whole.isEmpty()) {
            json.put("wholeClasses", whole);
        }
        return json;
    }

    /**
     * Returns what a run says that has nothing to do.
     *
     * @param nodes how many there are
     * @param inMemory how many of them store nothing and are not needed
     * @param keptBack how many of them are not up to date, and do not run
     * @param onlyMissing whether only missing outputs count, so that nodes need not be up to date
     */
    public static String nothing(int nodes, int inMemory, int keptBack, boolean onlyMissing) {
        return "nothing to run: "
                + (onlyMissing ? "no stored output is missing" : OutcomeCounts.sentence(nodes, inMemory, keptBack));
    }

    private static int count(Map<String, Decision> decisions, Class<? extends Decision> kind) {
        return (int) decisions.values().stream().filter(kind::isInstance).count();
    }

    /** Returns the totals, such as {@code 2 of 10 nodes would run, 1 may}. */
    public static String total(Map<String, Decision> decisions, boolean onlyMissing) {
        int run = count(decisions, Decision.Stale.class);
        int maybe = count(decisions, Decision.Undecided.class);
        int keptBack = count(decisions, Decision.KeptBack.class);
        int all = decisions.size();
        if (run == 0) {
            return nothing(all, count(decisions, Decision.InMemory.class), keptBack, onlyMissing);
        }
        return run + " of " + all + (all == 1 ? " node" : " nodes") + " would run"
                + (maybe == 0 ? "" : ", " + maybe + " may")
                + OutcomeCounts.further(keptBack, "kept back");
    }
}
