package dev.freshet.runtime.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a {@link PartitionsProject} does and leaves, worked out from contents alone: no stamps, no digests, no journal.
 * Results and partitions are known by where they are stored; both checkouts store to the same places of a state.
 */
final class PartitionsModel {
    /**
     * What a run is told.
     *
     * @param where the environment, or another pipeline that stores to the same places
     */
    record Told(String where, Set<String> nodes, boolean onlyMissing, String forced, boolean keepsGoing) {}

    /**
     * Everything that a success depended on, and what it left.
     *
     * @param bases all that decided what the outputs hold but for arrivals: several if a node added to what an accept
     *     kept
     * @param base the same of what there was
     * @param accepted what was accepted in its place
     */
    private record Success(
            String facts,
            Map<String, Optional<TreeMap<String, String>>> outputs,
            String base,
            Set<String> bases,
            Set<String> accepted,
            Map<String, String> held) {}

    /** A partition that a node made. */
    private record Made(String madeOf, String source, String content) {}

    private static final Map<String, List<String>> INPUTS = Map.of(
            "latest", List.of("arrivals"),
            "load", List.of("arrivals", "rules"),
            "parse", List.of("arrivals"),
            "store", List.of("rules"),
            "log", List.of(),
            "clean", List.of("days", "rules"),
            "fetch", List.of("rules"),
            "total", List.of("loaded", "cleaned"));
    private static final Map<String, List<String>> OUTPUTS = Map.of(
            "latest", List.of("latest"),
            "load", List.of("loaded"),
            "parse", List.of(),
            "store", List.of("stored"),
            "log", List.of(),
            "clean", List.of("cleaned"),
            "fetch", List.of("fetched"),
            "total", List.of("total"));
    private static final List<String> DATASETS =
            List.of("arrivals", "days", "rules", "latest", "loaded", "stored", "cleaned", "fetched", "total");
    private static final String UNKNOWN = "";
    /** Stands among what the node in memory holds for what tells its value from others. */
    private static final String IDENTITY = "identity";

    private final PartitionsProject project;
    private final ModelState<Success> state = new ModelState<>(success ->
            List.of(success.facts(), success.outputs(), success.held().getOrDefault(IDENTITY, "")));
    /** By slot. */
    private final Map<String, TreeMap<String, Made>> journals = new HashMap<>();

    private Told told = new Told("", Set.of(), false, "", false);
    private final Map<String, Optional<TreeMap<String, String>>> files = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    /** Whether the arrivals were edited since the run began. */
    private boolean edited;

    private TreeMap<String, String> batch = new TreeMap<>();
    private Set<String> givenToParse = new TreeSet<>();
    /** Nodes whose outputs hold what they held when they were recorded. */
    private final Set<String> valid = new HashSet<>();

    PartitionsModel(PartitionsProject project) {
        this.project = project;
    }

    List<String> log() {
        return log.stream().sorted().toList();
    }

    Map<String, Optional<TreeMap<String, String>>> files() {
        return files;
    }

    boolean hasFailed() {
        return !failed.isEmpty();
    }

    private void look(Told now) throws IOException {
        told = now;
        files.clear();
        for (String dataset : DATASETS) {
            files.put(dataset, project.content(dataset));
        }
        log.clear();
        failed.clear();
        valid.clear();
        edited = false;
    }

    private ModelState.Named named(String node) {
        Set<String> places = new TreeSet<>();
        OUTPUTS.get(node).forEach(output -> places.add(project.places.getOrDefault(output, output)));
        return new ModelState.Named(
                told.where(),
                node,
                places.isEmpty() ? ModelState.Named.nowhere(told.where(), node) : places.toString());
    }

    private @Nullable Success last(String node) {
        return state.last(named(node)).orElse(null);
    }

    private TreeMap<String, Made> journal(String node) {
        return journals.computeIfAbsent(named(node).slot(), unknown -> new TreeMap<>());
    }

    private String own(String node) {
        boolean reads = Set.of("latest", "parse", "fetch").contains(node);
        return node + project.versions.get(node) + (reads ? " p" + project.parameter : "");
    }

    private String facts(String node) {
        StringBuilder facts = new StringBuilder(own(node));
        INPUTS.get(node).forEach(input -> facts.append(' ').append(input).append(files.get(input)));
        if (readsBatch(node)) {
            facts.append(' ').append(identity());
        }
        return facts.toString();
    }

    private static boolean readsBatch(String node) {
        return node.equals("store") || node.equals("log");
    }

    private static boolean adds(String node) {
        return node.equals("latest") || node.equals("load") || node.equals("parse") || readsBatch(node);
    }

    /** What tells one batch from another: how it would be made, or how that is said to be as good as. */
    private String identity() {
        String facts = facts("parse");
        return state.known(named("parse"))
                .filter(success -> success.facts().equals(facts))
                .map(success -> success.held().get(IDENTITY))
                .findFirst()
                .orElse(facts);
    }

    /** Of a node that adds: all that it depends on but for arrivals. */
    private String base(String node, String baseOfParse) {
        String text = own(node);
        if (!Set.of("latest", "parse", "log").contains(node)) {
            text += files.get("rules");
        }
        return readsBatch(node) ? text + " of " + baseOfParse : text;
    }

    private String base(String node) {
        return base(node, readsBatch(node) ? base("parse") : "");
    }

    private Set<String> currentBases(String node) {
        Set<String> current = new TreeSet<>();
        Set<String> before = readsBatch(node) ? countingBases("parse") : Set.of("");
        before.forEach(baseOfParse -> current.add(base(node, baseOfParse)));
        return current;
    }

    private Set<String> countingBases(String node) {
        Set<String> counting = currentBases(node);
        counting.addAll(accepted(node));
        return counting;
    }

    /** What was accepted in place of what there is now. */
    private Set<String> accepted(String node) {
        Success last = last(node);
        return last != null && currentBases(node).contains(last.base()) ? last.accepted() : Set.of();
    }

    private boolean areOutputsLeft(String node, Success success) {
        return OUTPUTS.get(node).stream()
                .allMatch(output -> files.get(output).isPresent()
                        && files.get(output).equals(success.outputs().get(output)));
    }

    private boolean isUpToDate(String node) {
        String facts = facts(node);
        return Stream.concat(
                        state.last(named(node)).stream(),
                        state.counting(named(node), new HashSet<>(PartitionsProject.NODES)))
                .anyMatch(success -> success.facts().equals(facts) && areOutputsLeft(node, success));
    }

    private boolean isStale(String node) {
        if (node.equals(told.forced())) {
            return true;
        }
        if (told.onlyMissing()) {
            return OUTPUTS.get(node).isEmpty()
                    ? last(node) == null
                    : OUTPUTS.get(node).stream()
                            .anyMatch(output -> files.get(output).isEmpty());
        }
        return !isUpToDate(node) && !holdsAll(node);
    }

    /** Whether a node that adds has nothing to add, although something else is gone. */
    private boolean holdsAll(String node) {
        return adds(node)
                && !node.equals("parse")
                && isValid(node)
                && last(node).held().entrySet().containsAll(arrivals().entrySet());
    }

    /** Predicts what a run does and leaves; call before the run. */
    void run(Told now) throws IOException {
        look(now);
        Set<String> holders = new LinkedHashSet<>();
        // They are up to date only since they would receive nothing: they run if a partition arrives meanwhile.
        Set<String> waiting = new LinkedHashSet<>();
        for (String node : List.of("store", "log")) {
            if (now.nodes().contains(node) && isStale(node)) {
                holders.add(node);
            } else if (now.nodes().contains(node) && !now.onlyMissing() && !isUpToDate(node)) {
                waiting.add(node);
            }
        }
        for (String node : PartitionsProject.NODES) {
            boolean stops = !failed.isEmpty() && !now.keepsGoing();
            if (stops || !now.nodes().contains(node) || isBlocked(node)) {
                continue;
            }
            if (node.equals("parse") ? !holders.isEmpty() || isStaleParse() : isToRun(node, holders)) {
                execute(node, holders);
            }
            if (edited) {
                waiting.stream().filter(each -> !holdsAll(each)).forEach(holders::add);
            }
        }
    }

    private boolean isBlocked(String node) {
        return (node.equals("total") && (failed.contains("load") || failed.contains("clean")))
                || (readsBatch(node) && failed.contains("parse"));
    }

    private boolean isToRun(String node, Set<String> holders) {
        return readsBatch(node) ? holders.contains(node) : isStale(node);
    }

    private boolean isStaleParse() {
        return told.forced().equals("parse");
    }

    private void execute(String node, Set<String> holders) {
        String facts = facts(node);
        boolean failing = node.equals(project.failing);
        switch (node) {
            case "latest" -> latest(facts, failing);
            case "load" -> load(facts, failing);
            case "parse" -> parse(facts, failing, holders);
            case "store" -> store(facts, failing);
            case "log" -> log(facts, failing);
            case "clean" -> clean(facts, failing);
            case "fetch" -> fetch(facts, failing);
            default -> total(facts, failing);
        }
    }

    private TreeMap<String, String> arrivals() {
        return files.get("arrivals").orElseThrow();
    }

    private boolean isValid(String holder) {
        return last(holder) != null
                && !holder.equals(told.forced())
                && !(readsBatch(holder) && told.forced().equals("parse"))
                && countingBases(holder).containsAll(last(holder).bases())
                && areOutputsLeft(holder, last(holder));
    }

    private Set<String> missing(String holder) {
        if (isValid(holder)) {
            valid.add(holder);
        } else {
            return new TreeSet<>(arrivals().keySet());
        }
        Set<String> missing = new TreeSet<>();
        arrivals().forEach((key, text) -> {
            if (!text.equals(last(holder).held().get(key))) {
                missing.add(key);
            }
        });
        return missing;
    }

    private boolean keepsOthers(String node, Set<String> given) {
        return last(node) == null || given.size() < arrivals().size() || isSomethingGone(node);
    }

    private boolean isSomethingGone(String node) {
        return last(node) != null
                && !arrivals().keySet().containsAll(last(node).held().keySet());
    }

    private void latest(String facts, boolean failing) {
        Set<String> given = missing("latest");
        log.add("latest starts");
        given.forEach(key -> log.add("latest " + key));
        if (failing) {
            failed.add("latest");
            return;
        }
        TreeMap<String, String> batch = new TreeMap<>(arrivals());
        batch.keySet().retainAll(given);
        String made = PartitionsProject.made("latest", project.versions.get("latest"), project.parameter + " " + batch);
        files.put("latest", Optional.of(new TreeMap<>(Map.of("", made))));
        addRecord("latest", facts, arrivals(), isSomethingGone("latest"));
    }

    private void load(String facts, boolean failing) {
        Set<String> given = missing("load");
        boolean keeps = keepsOthers("load", given);
        boolean unknown = hasUnknown("load", "loaded") || isSomethingGone("load");
        TreeMap<String, String> seen = new TreeMap<>(arrivals());
        if (!project.editedMeanwhile.isEmpty()) {
            arrivals().put(project.editedMeanwhile, "edited meanwhile");
            edited = true;
        }
        TreeMap<String, String> partitions = new TreeMap<>();
        String rules = text("rules");
        given.forEach(key -> partitions.put(
                key,
                PartitionsProject.made(
                        "load",
                        project.versions.get("load"),
                        rules + " " + arrivals().get(key))));
        String madeOf = own("load") + rules + seen;
        if (put("load", "loaded", partitions, failing, key -> new Made(madeOf, "", partitions.get(key)), keeps)) {
            addRecord("load", facts, seen, unknown);
        }
    }

    private boolean hasUnknown(String node, String output) {
        return last(node) == null
                && !journal(node)
                        .keySet()
                        .containsAll(files.get(output).orElse(new TreeMap<>()).keySet());
    }

    private interface Making {
        Made of(String key);
    }

    /** Puts partitions, as far as the node gets; returns whether it succeeded. */
    private boolean put(
            String node, String output, Map<String, String> partitions, boolean failing, Making making, boolean keeps) {
        log.add(node + " starts");
        int done = 0;
        for (Map.Entry<String, String> partition : partitions.entrySet()) {
            if (failing && done++ >= project.failsAfter) {
                failed.add(node);
                return false;
            }
            log.add(node + " " + partition.getKey());
            if (files.get(output).isEmpty()) {
                files.put(output, Optional.of(new TreeMap<>()));
            }
            files.get(output).get().put(partition.getKey(), partition.getValue());
            journal(node).put(partition.getKey(), making.of(partition.getKey()));
        }
        if (failing) {
            failed.add(node);
            return false;
        }
        if (files.get(output).isEmpty()) {
            files.put(output, Optional.of(new TreeMap<>()));
        }
        if (!keeps) {
            files.get(output).get().keySet().retainAll(partitions.keySet());
            journal(node).keySet().retainAll(partitions.keySet());
        }
        return true;
    }

    private void addRecord(String node, String facts, Map<String, String> seen, boolean unknown) {
        if (edited) {
            return;
        }
        TreeMap<String, String> held = new TreeMap<>();
        Set<String> bases = new TreeSet<>(Set.of(base(node)));
        if (valid.contains(node)) {
            held.putAll(last(node).held());
            bases.addAll(last(node).bases());
        } else if (unknown) {
            held.put(UNKNOWN, "");
        }
        held.putAll(seen);
        state.add(named(node), new Success(facts, outputs(node), base(node), bases, accepted(node), held));
    }

    private Map<String, Optional<TreeMap<String, String>>> outputs(String node) {
        Map<String, Optional<TreeMap<String, String>>> outputs = new TreeMap<>();
        OUTPUTS.get(node)
                .forEach(output -> outputs.put(output, files.get(output).map(TreeMap::new)));
        return outputs;
    }

    private void parse(String facts, boolean failing, Set<String> holders) {
        givenToParse = new TreeSet<>();
        if (holders.isEmpty() || told.forced().equals("parse")) {
            givenToParse.addAll(arrivals().keySet());
        }
        holders.forEach(holder -> givenToParse.addAll(missing(holder)));
        batch = new TreeMap<>();
        for (String key : givenToParse) {
            log.add("parse " + key);
            batch.put(
                    key,
                    PartitionsProject.made(
                            "parse",
                            project.versions.get("parse"),
                            project.parameter + " " + arrivals().get(key)));
        }
        log.add("parse starts");
        if (failing) {
            failed.add("parse");
        } else if (!edited) {
            state.add(
                    named("parse"),
                    new Success(
                            facts,
                            Map.of(),
                            base("parse"),
                            Set.of(base("parse")),
                            accepted("parse"),
                            Map.of(IDENTITY, identity())));
        }
    }

    private void store(String facts, boolean failing) {
        boolean keeps = keepsOthers("store", givenToParse);
        boolean unknown = hasUnknown("store", "stored") || isSomethingGone("store");
        TreeMap<String, String> partitions = new TreeMap<>(batch);
        String rules = text("rules");
        partitions.replaceAll(
                (key, text) -> PartitionsProject.made("store", project.versions.get("store"), rules + " " + text));
        if (put("store", "stored", partitions, failing, key -> new Made(facts, "", partitions.get(key)), keeps)) {
            addRecord("store", facts, arrivals(), unknown);
        }
    }

    private void log(String facts, boolean failing) {
        log.add("log starts");
        if (failing) {
            failed.add("log");
            return;
        }
        batch.entrySet().forEach(entry -> log.add("log " + entry));
        addRecord("log", facts, arrivals(), isSomethingGone("log"));
    }

    private String text(String dataset) {
        return files.get(dataset).orElseThrow().get("");
    }

    private void clean(String facts, boolean failing) {
        String madeOf = own("clean") + text("rules");
        TreeMap<String, String> cleaned = files.get("cleaned").map(TreeMap::new).orElse(null);
        if (told.forced().equals("clean")) {
            discard("clean");
        }
        for (Map.Entry<String, String> day : files.get("days").orElseThrow().entrySet()) {
            Made made = journal("clean").get(day.getKey());
            if (made != null
                    && made.madeOf().equals(madeOf)
                    && made.source().equals(day.getValue())
                    && cleaned != null
                    && made.content().equals(cleaned.get(day.getKey()))) {
                continue;
            }
            log.add("clean " + day.getKey());
            if (failing && day.getKey().compareTo("c") < 0) {
                failed.add("clean");
                if (!told.keepsGoing()) {
                    break;
                }
                continue;
            }
            String text = PartitionsProject.made(
                    "clean", project.versions.get("clean"), text("rules") + " " + day.getValue());
            cleaned = cleaned == null ? new TreeMap<>() : cleaned;
            cleaned.put(day.getKey(), text);
            journal("clean").put(day.getKey(), new Made(madeOf, day.getValue(), text));
        }
        if (!failed.contains("clean")) {
            cleaned = cleaned == null ? new TreeMap<>() : cleaned;
            cleaned.keySet().retainAll(files.get("days").orElseThrow().keySet());
            journal("clean").keySet().retainAll(cleaned.keySet());
        }
        files.put("cleaned", Optional.ofNullable(cleaned));
        finish("clean", facts);
    }

    private void discard(String node) {
        journal(node).replaceAll((key, made) -> new Made("", made.source(), made.content()));
    }

    private void finish(String node, String facts) {
        if (!failed.contains(node)) {
            state.add(named(node), new Success(facts, outputs(node), "", Set.of(), Set.of(), Map.of()));
        }
    }

    private void fetch(String facts, boolean failing) {
        if (told.forced().equals("fetch")) {
            discard("fetch");
        }
        TreeMap<String, String> before = files.get("fetched").orElse(new TreeMap<>());
        TreeMap<String, String> partitions = new TreeMap<>();
        Set<String> wanted = new TreeSet<>(PartitionsProject.wanted(text("rules")));
        for (String key : wanted) {
            Made made = journal("fetch").get(key);
            boolean has = made != null
                    && made.madeOf().equals(facts)
                    && made.content().equals(before.get(key));
            if (!has) {
                partitions.put(
                        key,
                        PartitionsProject.made(
                                "fetch",
                                project.versions.get("fetch"),
                                text("rules") + " " + project.parameter + " " + key));
            }
        }
        if (put("fetch", "fetched", partitions, failing, key -> new Made(facts, "", partitions.get(key)), true)) {
            files.get("fetched").orElseThrow().keySet().retainAll(wanted);
            journal("fetch").keySet().retainAll(wanted);
        }
        finish("fetch", facts);
    }

    private void total(String facts, boolean failing) {
        log.add("total starts");
        if (failing) {
            failed.add("total");
            return;
        }
        TreeMap<String, String> made = new TreeMap<>();
        made.put(
                "",
                PartitionsProject.made(
                        "total",
                        project.versions.get("total"),
                        files.get("loaded").orElseThrow() + " "
                                + files.get("cleaned").orElseThrow()));
        files.put("total", Optional.of(made));
        finish("total", facts);
    }

    /** Takes in that a node is accepted; returns whether that is possible. */
    boolean accept(String where, String node) throws IOException {
        look(new Told(where, new HashSet<>(PartitionsProject.NODES), false, "", false));
        if (node.equals("total") && (isStale("load") || isStale("clean"))) {
            return false;
        }
        if (!node.equals("parse") && isUpToDate(node)) {
            return true;
        }
        if (last(node) == null || !areOutputsLeft(node, last(node))) {
            return false;
        }
        Map<String, String> held = new TreeMap<>(last(node).held());
        if (adds(node) && !node.equals("parse")) {
            held.putAll(arrivals());
        }
        Set<String> accepted = new TreeSet<>(last(node).accepted());
        accepted.addAll(last(node).bases());
        state.add(
                named(node),
                new Success(
                        facts(node),
                        last(node).outputs(),
                        base(node),
                        last(node).bases(),
                        accepted,
                        held));
        acceptParts(node);
        return true;
    }

    private void acceptParts(String node) {
        String madeOf = switch (node) {
            case "load" -> own(node) + text("rules") + arrivals();
            case "clean" -> own(node) + text("rules");
            default -> facts(node);
        };
        OUTPUTS.get(node).stream()
                .filter(PartitionsProject.PARTITIONED::contains)
                .forEach(output -> files.get(output).orElseThrow().forEach((key, text) -> {
                    String source = node.equals("clean")
                            ? files.get("days").orElseThrow().get(key)
                            : "";
                    if (source != null) {
                        journal(node).put(key, new Made(madeOf, source, text));
                    }
                }));
    }

    /** Whether a node has succeeded there. */
    boolean isKnown(String where, String node) throws IOException {
        look(new Told(where, Set.of(), false, "", false));
        return last(node) != null;
    }

    /** Takes in that a node is forgotten. */
    void forget(String where, String node) throws IOException {
        look(new Told(where, Set.of(), false, "", false));
        state.forget(named(node));
        journals.remove(named(node).slot());
    }
}
