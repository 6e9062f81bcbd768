package dev.freshet.runtime.team;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.team.Call.Facts;
import dev.freshet.runtime.team.Knowledge.Result;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** One random history of a team: what its members do, one after the other or at the same time, and what it comes to. */
final class TeamHistory implements AutoCloseable {
    private static final List<String> NAMES = List.of("ana", "bob", "cem", "dea", "eve");

    /** What a history amounts to. */
    record Figures(int runs, int calls, int fetched, int atOnce, int deaths, int sleeps, int lineages) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    runs + other.runs,
                    calls + other.calls,
                    fetched + other.fetched,
                    atOnce + other.atOnce,
                    deaths + other.deaths,
                    sleeps + other.sleeps,
                    lineages + other.lineages);
        }
    }

    private final Random random;
    private final TeamGraph graph;
    private final MortalStore store;
    private final boolean isSigning;
    private final List<Member> members = new ArrayList<>();
    private final Knowledge known = new Knowledge();
    private final List<String> story = new ArrayList<>();
    private final Runs runs;
    private Figures figures = Figures.NONE;

    TeamHistory(long seed, Path root) throws IOException {
        random = new Random(seed);
        isSigning = random.nextBoolean();
        graph = new TeamGraph(random);
        store = MortalState.create("team" + seed);
        runs = new Runs(graph, store, isSigning);
        Files.createDirectories(root.resolve("shared"));
        story.add("seed " + seed + (isSigning ? ", signing\n" : "\n") + graph);
        for (String name : NAMES) {
            Member member = new Member(name, graph, root, random);
            members.add(member);
            member.writeConfiguration("mortal://" + store.team());
            for (String raw : TeamGraph.RAW) {
                writeRaw(member, raw, 0);
            }
            story.add(member.toString());
        }
    }

    @Override
    public void close() {
        MortalState.delete(store);
    }

    List<String> story() {
        return story;
    }

    Figures figures() {
        return figures;
    }

    private void writeRaw(Member member, String raw, int variant) throws IOException {
        member.write(raw, "local", raw + " " + variant);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Does something, and returns what is wrong with it. */
    List<String> step() throws IOException {
        Member member = any(members);
        change(member);
        return switch (random.nextInt(10)) {
            case 0 -> accept(member, any(graph.nodes()));
            case 1 -> forget(member, any(graph.nodes()));
            case 2, 3, 4 -> atOnce(member);
            default -> alone(member, Told.random(graph, member, random), random.nextInt(6) == 0);
        };
    }

    private void change(Member member) throws IOException {
        Node node = any(graph.nodes());
        String raw = any(TeamGraph.RAW);
        int variant = random.nextInt(Member.VARIANTS);
        String environment = any(Member.ENVIRONMENTS);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                member.setVersion(node, variant);
                story.add(member.name + " has version " + variant + " of " + node.name());
            }
            case 3, 4 -> {
                writeRaw(member, raw, variant);
                story.add(member.name + " writes " + raw + " " + variant);
            }
            case 5 -> {
                String parameter = any(TeamGraph.PARAMETERS);
                member.setParameter(environment, parameter, variant);
                story.add(member.name + " sets " + parameter + " " + variant + " in " + environment);
            }
            case 6 -> {
                Member other = any(members);
                member.pull(other);
                story.add(member.name + " pulls from " + other.name);
            }
            case 7 -> damage(member, node, environment);
            default -> {}
        }
    }

    /** An output is lost, or somebody writes into it; perhaps what was there once. */
    private void damage(Member member, Node node, String environment) throws IOException {
        if (!node.isStored()) {
            return;
        }
        String output = node.outputs().get(0);
        List<String> earlier = known.results().stream()
                .map(result -> result.outputs.get(output))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        int choice = random.nextInt(3);
        if (choice == 0) {
            Files.deleteIfExists(member.file(output, environment));
        } else {
            member.write(output, environment, choice == 1 || earlier.isEmpty() ? "tampered" : any(earlier));
        }
        story.add(member.name + "'s " + output + " in " + environment + " becomes " + member.read(output, environment));
    }

    private List<String> accept(Member member, Node node) {
        String environment = any(Member.ENVIRONMENTS);
        if (!node.isStored()) {
            return List.of();
        }
        Map<String, String> files = member.files(environment);
        Map<String, String> outputs = new TreeMap<>();
        node.outputs().forEach(output -> outputs.put(output, files.get(output)));
        try {
            boolean isAccepted = !runs.describe(member)
                    .environment(environment)
                    .accept(new NodeRef(node.name()))
                    .isEmpty();
            known.shared(member);
            if (!isAccepted) {
                return List.of();
            }
        } catch (ConfigException e) {
            known.shared(member);
            return List.of();
        }
        story.add(member.name + " accepts " + node.name() + " in " + environment);
        boolean wasMade = known.results().stream().anyMatch(result -> result.outputs.equals(outputs));
        List<String> inputs = new ArrayList<>();
        Map<String, String> values = values(member, environment, files);
        node.inputs().forEach(input -> inputs.add(values.get(input)));
        Facts facts = new Facts(node.name(), member.version(node), member.values(node, environment), inputs);
        known.takenOver(member, member.slot(node, environment), facts);
        known.add(new Result(facts, outputs, member.slot(node, environment), true, true));
        return wasMade ? List.of() : List.of("accepted " + outputs + ", which nobody made");
    }

    /** The files, and the values that nodes would make of them in memory. */
    private Map<String, String> values(Member member, String environment, Map<String, String> files) {
        Map<String, String> values = new HashMap<>(files);
        for (Node node : graph.nodes()) {
            if (node.kind() == Kind.IN_MEMORY) {
                List<String> inputs = node.inputs().stream().map(values::get).toList();
                values.putAll(Call.make(
                        node,
                        new Facts(node.name(), member.version(node), member.values(node, environment), inputs),
                        ""));
            }
        }
        return values;
    }

    private List<String> forget(Member member, Node node) {
        if (node.kind() == Kind.IN_MEMORY) {
            return List.of();
        }
        String environment = any(Member.ENVIRONMENTS);
        runs.describe(member).environment(environment).clean(new NodeRef(node.name()));
        story.add(member.name + " forgets " + node.name() + " in " + environment);
        known.shared(member);
        known.forget(member.slot(node, environment));
        return List.of();
    }

    private List<String> alone(Member member, Told told, boolean isDoomed) {
        if (isDoomed) {
            doom(member);
        }
        Ran ran = runs.run(member, told);
        story.add(ran.toString());
        count(ran);
        SoloJudge judge = new SoloJudge(graph, known, ran);
        List<String> wrong = new ArrayList<>(judge.judge());
        judge.learn();
        if (!ran.hasDied() && told.slice().equals("all") && !told.onlyMissing()) {
            wrong.addAll(cleanBuild(ran));
        }
        return wrong;
    }

    private List<String> cleanBuild(Ran ran) {
        if (known.results().stream().anyMatch(result -> result.isAccepted)) {
            return List.of();
        }
        Map<String, String> clean =
                Call.cleanBuild(graph, ran.member(), ran.told().environment(), isSigning);
        clean.keySet().retainAll(ran.after().keySet());
        Map<String, String> left = new TreeMap<>();
        ran.after().forEach((dataset, value) -> left.put(dataset, Call.unsigned(value)));
        return left.equals(clean) ? List.of() : List.of("a clean build leaves " + clean + ", not " + left);
    }

    /** A machine will die at a call to the state, or while it calls a node. */
    private void doom(Member member) {
        if (random.nextBoolean()) {
            store.doom(member.name, random.nextInt(16), random.nextBoolean());
        } else {
            runs.dieInCall(member, random.nextInt(3));
        }
    }

    private void count(Ran ran) {
        int fetched = (int) graph.nodes().stream().filter(ran::wasFetched).count();
        figures = figures.plus(new Figures(
                1, ran.calls().size(), fetched, 0, ran.hasDied() && !ran.slept() ? 1 : 0, ran.slept() ? 1 : 0, 0));
    }

    /** Several run at the same time. */
    private List<String> atOnce(Member first) {
        List<Member> chosen = new ArrayList<>(members);
        chosen.remove(first);
        Collections.shuffle(chosen, random);
        chosen = new ArrayList<>(chosen.subList(0, 1 + random.nextInt(2)));
        chosen.add(first);
        int fate = random.nextInt(9);
        if (fate == 0) {
            doom(first);
        } else if (fate == 1) {
            runs.sleepInCall(first, random.nextInt(3), chosen.size() - 1);
        }
        List<Told> told = new ArrayList<>();
        for (Member member : chosen) {
            Told one = Told.random(graph, member, random);
            told.add(one.onlyMissing() ? Told.all(graph, one.environment()) : one);
        }
        List<Ran> all = new Crowd(chosen, told).run(runs);
        all.forEach(ran -> story.add("at once " + ran));
        all.forEach(this::count);
        figures = figures.plus(new Figures(0, 0, 0, all.size(), 0, 0, 0));
        return judge(all);
    }

    private List<String> judge(List<Ran> all) {
        List<String> wrong = new ArrayList<>(new CrowdJudge(known, all).twice());
        wrong.addAll(new CrowdJudge(known, all).superseded());
        List<Ran> sharers =
                all.stream().filter(ran -> ran.member().sharesFiles()).toList();
        boolean isCrowd = sharers.size() > 1;
        List<Ran> solos = all.stream()
                .filter(ran -> !isCrowd || !ran.member().sharesFiles())
                .toList();
        // What others do meanwhile may be known, or not.
        all.stream().flatMap(ran -> ran.calls().stream()).forEach(this::mayBeKnown);
        CrowdJudge crowd = new CrowdJudge(known, isCrowd ? sharers : List.of());
        wrong.addAll(crowd.judgeSharers());
        List<SoloJudge> judges =
                solos.stream().map(ran -> new SoloJudge(graph, known, ran)).toList();
        judges.forEach(judge -> wrong.addAll(judge.judge()));
        crowd.learn();
        judges.forEach(SoloJudge::learn);
        return wrong;
    }

    private void mayBeKnown(Call call) {
        if (call.isComplete() && call.node().isStored() && call.member().cache == Member.Cache.WRITE) {
            known.publish(call.facts(), call.outputs(), false);
        }
    }

    /** Compares the lineage of what some have in their files with what nodes wrote there; returns what is wrong. */
    List<String> lineage() throws IOException {
        LineageJudge judge = new LineageJudge(graph, known, runs.inMemory(), isSigning);
        Member teacher = members.get(0);
        for (int variant = 0; variant < Member.VARIANTS; variant++) {
            for (String raw : TeamGraph.RAW) {
                writeRaw(teacher, raw, variant);
                if (graph.nodes().stream().anyMatch(node -> node.inputs().contains(raw))) {
                    judge.learnInput(teacher, raw, runs.describe(teacher));
                }
            }
            for (Node node : graph.nodes()) {
                teacher.setVersion(node, variant);
            }
            judge.learnCodes(runs.describe(teacher).fingerprints(), variant);
        }
        for (int i = 0; i < 2; i++) {
            Member member = any(members);
            String environment = any(Member.ENVIRONMENTS);
            judge.judge(member, environment, runs.describe(member).environment(environment));
        }
        figures = figures.plus(new Figures(0, 0, 0, 0, 0, 0, judge.judged()));
        return judge.wrong();
    }
}
