package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.cli.text.PipelineName;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.UnknownNode;
import dev.freshet.runtime.run.NodeClaim;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.Run;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code claims} and {@code unlock}: which nodes other runs are working on. */
final class ClaimCommands {
    private final CompiledPipeline pipeline;
    private final Console console;

    ClaimCommands(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    private ProjectState state(ParseResult command) {
        return GivenOptions.configure(Run.of(pipeline), command, console).projectState();
    }

    private void print(Object json) {
        console.print(json);
    }

    int claims(ParseResult command) {
        List<NodeClaim> claims = state(command).claims();
        if (GivenOptions.json(command)) {
            print(claims.stream().map(NodeClaim::toJson).toList());
        } else if (claims.isEmpty()) {
            console.out().println("no run is working on a node");
        } else {
            List<List<String>> rows = new ArrayList<>();
            for (NodeClaim claim : claims) {
                rows.add(List.of(
                        claim.claim().node(),
                        new PipelineName(pipeline).ofKey(claim.claim().pipeline()),
                        text(claim)));
            }
            Table.print(console, rows);
        }
        return Freshet.DONE;
    }

    /** Returns who holds a claim, since when, how long the node usually takes, and whether the holder has ended. */
    private static String text(NodeClaim claim) {
        return claim.claim().holder() + ", since " + Who.time(claim.claim().since())
                + claim.usual()
                        .map(usual -> ", usually takes " + Columns.time(usual))
                        .orElse("")
                + (claim.hasHeartbeat() ? "" : ", no heartbeat: its run has ended");
    }

    int unlock(ParseResult command) {
        List<String> names = GivenOptions.nodes(command);
        List<String> unknown = unknown(names);
        if (!unknown.isEmpty()) {
            throw new UsageException(unknown);
        }
        ProjectState state = state(command);
        List<NodeClaim> held = state.claimsOf(names);
        boolean json = GivenOptions.json(command);
        if (!json) {
            names.stream()
                    .filter(name -> held.stream()
                            .noneMatch(claim -> claim.claim().node().equals(name)))
                    .forEach(name -> console.out().println(name + " is not claimed"));
            held.forEach(claim -> console.out().println(claim.claim().node() + " is claimed by " + text(claim)));
        }
        if (!held.isEmpty() && !isConfirmed(command, held.size())) {
            return Freshet.DONE;
        }
        List<NodeClaim> released = held.isEmpty() ? held : state.unlock(held);
        if (json) {
            print(released.stream().map(NodeClaim::toJson).toList());
        } else {
            released.forEach(claim -> console.out()
                    .println("released " + claim.claim().node() + "; that run will record nothing for it"));
        }
        return Freshet.DONE;
    }

    private boolean isConfirmed(ParseResult command, int count) {
        if (GivenOptions.has(command, TeamSpecs.YES)) {
            return true;
        }
        if (GivenOptions.json(command) || !console.isTerminal()) {
            throw new UsageException("nothing was released: without a terminal to ask on, give " + TeamSpecs.YES);
        }
        boolean isConfirmed = console.confirms(count == 1 ? "Release it?" : "Release them?");
        if (!isConfirmed) {
            console.out().println("nothing was released");
        }
        return isConfirmed;
    }

    private List<String> unknown(List<String> names) {
        return names.stream()
                .filter(name -> pipeline.graph().nodeNumber(name).isEmpty())
                .map(name -> UnknownNode.message(pipeline, name))
                .toList();
    }
}
