package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.cli.text.PlanText;
import dev.freshet.runtime.cli.text.WhyText;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.plan.UnknownNode;
import dev.freshet.runtime.run.NodeStatus;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** The commands that print or change the state of earlier runs. */
final class StateCommands {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final int MOST_CHANGES = 10;
    private static final String NO_PROJECT = "there is no directory \"conf\" here or above";
    private static final String WAY_OUT = "set --conf-source to the configuration directory";

    private final CompiledPipeline pipeline;
    private final Console console;

    StateCommands(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    /** Asks a run. If it has an answer, says whether the answer is about no project; a mistake stands alone. */
    private <T> T ask(ParseResult command, Function<Run, T> question) {
        return ask(command, GivenOptions.configure(Run.of(pipeline), command, console), question);
    }

    private <T> T ask(ParseResult command, Run run, Function<Run, T> question) {
        T answer = question.apply(run);
        if (GivenOptions.lacksProject(command) && pipeline.catalog().isEmpty()) {
            console.err().println(NO_PROJECT + ", so nothing is stored; " + WAY_OUT);
        }
        return answer;
    }

    /** A run that changes the state of a project. */
    private Run runOfProject(ParseResult command) {
        if (GivenOptions.lacksProject(command) && !GivenOptions.has(command, Commands.STATE_DIRECTORY)) {
            throw new ConfigException(
                    Position.of(Path.of("").toAbsolutePath().toString()), NO_PROJECT + "; " + WAY_OUT);
        }
        return GivenOptions.configure(Run.of(pipeline), command, console);
    }

    private void print(Object json) {
        console.print(json);
    }

    int plan(ParseResult command) {
        return plan(command, ask(command, Run::plan));
    }

    int plan(ParseResult command, RunPlan plan) {
        Map<String, Decision> decisions = plan.decisions();
        if (GivenOptions.json(command)) {
            List<Object> nodes = new ArrayList<>();
            Map<String, List<String>> impure = plan.impure();
            Map<String, List<String>> whole = plan.wholeClasses();
            decisions.forEach((node, decision) -> nodes.add(PlanText.json(
                    node, decision, impure.getOrDefault(node, List.of()), whole.getOrDefault(node, List.of()))));
            print(nodes);
        } else {
            List<List<String>> rows = new ArrayList<>();
            decisions.forEach(
                    (node, decision) -> rows.add(List.of(node, PlanText.word(decision), PlanText.detail(decision))));
            Table.print(console, 1, rows);
            console.out().println(PlanText.total(decisions, GivenOptions.onlyMissing(command)));
            PlanText.impure(plan.impure()).forEach(console.out()::println);
            PlanText.wholeClasses(plan.wholeClasses()).forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    int status(ParseResult command) {
        List<NodeStatus> all = ask(command, Run::status);
        if (GivenOptions.json(command)) {
            print(all.stream().map(StateCommands::json).toList());
        } else {
            Table.print(
                    console,
                    1,
                    all.stream()
                            .map(status -> List.of(
                                    status.node(),
                                    PlanText.word(status.decision()),
                                    status.last().map(StateCommands::last).orElse("has never run")
                                            + status.other()
                                                    .map(other -> ", by " + Who.by(other))
                                                    .orElse("")))
                            .toList());
        }
        return Freshet.DONE;
    }

    private static Map<String, Object> json(NodeStatus status) {
        Map<String, Object> json = PlanText.json(status.node(), status.decision(), List.of(), List.of());
        status.last().ifPresent(record -> {
            json.put("run", record.runId());
            json.put("finished", record.finished().toString());
            json.put("duration", record.duration().toString());
            json.put("outputs", Version.texts(record.outputs()));
        });
        status.other().ifPresent(other -> json.put("by", Who.json(other)));
        return json;
    }

    private static String last(NodeRecord record) {
        return "ran " + TIME.format(record.finished().atZone(ZoneId.systemDefault())) + " for "
                + Columns.time(record.duration());
    }

    int why(ParseResult command) {
        String name = GivenOptions.nodes(command).get(0);
        if (pipeline.graph().nodeNumber(name).isEmpty()) {
            throw new UsageException(UnknownNode.message(pipeline, name));
        }
        RunPlan plan = ask(command, Run::explain);
        Decision decision = plan.decision(name).orElseThrow();
        List<String> whole = plan.wholeClasses().getOrDefault(name, List.of());
        if (GivenOptions.json(command)) {
            Map<String, Object> json =
                    PlanText.json(name, decision, plan.impure().getOrDefault(name, List.of()), whole);
            plan.otherRun(name).ifPresent(other -> json.put("since", Who.json(other)));
            print(json);
        } else {
            new WhyText(pipeline.graph(), plan).lines(name).forEach(console.out()::println);
            plan.impure()
                    .getOrDefault(name, List.of())
                    .forEach(use -> console.out().println("no fingerprint covers that " + name + " " + use));
            PlanText.wholeClasses(whole.isEmpty() ? Map.of() : Map.of(name, whole))
                    .forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    int impact(ParseResult command) {
        Impact impact =
                ask(command, run -> run.impact(GivenOptions.nodes(command).get(0)));
        if (GivenOptions.json(command)) {
            print(impact.toJson());
            return Freshet.DONE;
        }
        impact.changes().stream()
                .limit(MOST_CHANGES)
                .map(change -> change.what() + (change.source().isEmpty() ? "" : ", " + change.source()))
                .forEach(console.out()::println);
        int more = impact.changes().size() - MOST_CHANGES;
        if (more > 0) {
            console.out().println("and " + more + " more");
        }
        List<List<String>> rows = new ArrayList<>();
        impact.will().forEach(node -> rows.add(row("will run", node)));
        impact.may().forEach(node -> rows.add(row("may run", node)));
        Table.print(console, 1, rows);
        console.out().println(total(impact));
        impact.notes().forEach(console.out()::println);
        return Freshet.DONE;
    }

    private static List<String> row(String word, Impact.Affected node) {
        return List.of(
                node.node(),
                word,
                node.usual().map(Columns::time).orElse(""),
                node.why() + (node.isStale() ? "; it runs anyway" : ""));
    }

    private static String total(Impact impact) {
        if (impact.will().isEmpty() && impact.may().isEmpty()) {
            return "nothing runs";
        }
        long unknown = Stream.concat(impact.will().stream(), impact.may().stream())
                .filter(node -> node.usual().isEmpty())
                .count();
        return impact.will().size() + " will run, usually for " + Columns.time(Impact.usual(impact.will())) + "; "
                + impact.may().size() + " may, for " + Columns.time(Impact.usual(impact.may()))
                + (unknown == 0
                        ? ""
                        : "; " + unknown + (unknown == 1 ? " of them has" : " of them have") + " not run yet");
    }

    int fingerprints(ParseResult command) {
        Run run = GivenOptions.configure(Run.of(pipeline), command, console);
        Map<String, String> fingerprints = ask(command, run, Run::fingerprints);
        Optional<Path> file = GivenOptions.write(command);
        boolean withMembers = GivenOptions.has(command, Commands.MEMBERS);
        if (file.isPresent()) {
            new FingerprintFile(file.get())
                    .write(
                            new TreeMap<>(fingerprints),
                            withMembers ? Optional.of(run.codeMembers()) : Optional.empty());
            return Freshet.DONE;
        }
        if (withMembers) {
            throw new UsageException(Commands.MEMBERS + " is for \"fingerprints " + Commands.WRITE + "\" only");
        }
        if (GivenOptions.json(command)) {
            print(fingerprints);
        } else {
            fingerprints.forEach((node, fingerprint) -> console.out().println(node + " " + fingerprint));
            PlanText.impure(run.impure()).forEach(console.err()::println);
            PlanText.wholeClasses(run.wholeClasses()).forEach(console.err()::println);
        }
        return Freshet.DONE;
    }

    int accept(ParseResult command) {
        Map<String, List<Reason>> accepted = runOfProject(command).accept(refs(command));
        if (GivenOptions.json(command)) {
            Map<String, List<String>> json = new LinkedHashMap<>();
            accepted.forEach((node, reasons) -> json.put(node, PlanText.lines(reasons)));
            print(json);
            return Freshet.DONE;
        }
        for (String node : GivenOptions.nodes(command)) {
            List<Reason> reasons = accepted.get(node);
            console.out()
                    .println(reasons == null ? node + " is up to date already" : node + " keeps its results although:");
            PlanText.lines(reasons == null ? List.of() : reasons)
                    .forEach(line -> console.out().println("  " + line));
        }
        return Freshet.DONE;
    }

    int clean(ParseResult command) {
        runOfProject(command).clean(refs(command));
        List<String> named = GivenOptions.nodes(command);
        if (GivenOptions.json(command)) {
            print(Map.of("forgotten", named.isEmpty() ? List.of("*") : named));
        } else {
            console.out()
                    .println("earlier runs of " + (named.isEmpty() ? "all nodes" : String.join(", ", named))
                            + " are forgotten; their outputs remain");
        }
        return Freshet.DONE;
    }

    private static NodeRef[] refs(ParseResult command) {
        return GivenOptions.nodes(command).stream().map(NodeRef::new).toArray(NodeRef[]::new);
    }
}
