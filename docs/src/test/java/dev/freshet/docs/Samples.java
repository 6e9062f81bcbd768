package dev.freshet.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is tested of each block of the pages. */
final class Samples {
    /** The blocks that no sample has, with the reason. */
    static final Map<String, String> UNTESTED = untested();

    /** The blocks of pages that a test of another module compiles and runs, with its file. */
    static final Map<String, String> TESTED_ELSEWHERE = testedElsewhere();

    private Samples() {}

    static List<Sample> all() {
        return Stream.of(
                        ReadmeSamples.all(),
                        ErrorSamples.all(),
                        ConfigurationSamples.all(),
                        DataSamples.all(),
                        ReportSamples.all(),
                        RunningSamples.all(),
                        ComposingSamples.all(),
                        TeamSamples.all(),
                        OperatingSamples.all(),
                        NewcomerSamples.all())
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, String> testedElsewhere() {
        String tests = "extensions/spark/src/test/java/dev/freshet/spark/";
        Map<String, String> tested = Stream.of(
                        "dependencies", "nodes", "catalog", "variants-of-one-file", "the-session", "the-session (2)")
                .collect(Collectors.toMap(block -> "docs/spark.md#" + block, block -> tests + "SparkPageTest.java"));
        tested.put("docs/workers.md#spark", tests + "runner/RunnerSettingsTest.java");
        return tested;
    }

    private static Map<String, String> untested() {
        String picture = "a picture";
        String rules = "a picture that the FencesTest of runtime compares with the imports";
        String command = "a command of Maven; MavenCommandsTest looks up what it names";
        Map<String, String> untested = new LinkedHashMap<>();
        untested.put("README.md#freshet (4)", command + ", and CI runs it");
        untested.put("README.md#freshet (5)", command + ", and CI runs it");
        untested.put("README.md#only-stale-nodes-run", command);
        untested.put("docs/architecture.md#architecture", picture);
        untested.put("docs/architecture.md#modules", rules);
        untested.put("docs/architecture.md#packages-of-datasets-and-runtime", rules);
        untested.put("docs/architecture.md#from-source-to-decision", picture);
        untested.put("docs/architecture.md#a-nodes-way-through-a-run", picture);
        untested.put("docs/configuration.md#configuration", "a list of files, some of which exist in each project");
        untested.put("docs/operating.md#cron-and-systemd", "a line for cron");
        untested.put("docs/operating.md#cron-and-systemd (2)", "a unit of systemd");
        untested.put("docs/operating.md#cron-and-systemd (3)", "a unit of systemd");
        untested.put("docs/operating.md#logs", "what a run prints; tests of the command line hold its form");
        untested.put("docs/operating.md#shell-completion", "starts a program that is packed elsewhere");
        untested.put(
                "docs/packaging.md#several-modules",
                "what plan prints; MissingProcessorTest of processor holds its form");
        untested.put("docs/setup.md#gradle", "a build of Gradle, which is not among the tests");
        untested.put(
                "docs/graph.md#pull-requests", "needs a repository with two branches; TeamWhyTest compares two builds");
        untested.put(
                "docs/more-than-one-machine.md#airflow-and-argo",
                "needs a program that is packed; ExportCommandTest and ExportedStepsTest");
        untested.put("docs/more-than-one-machine.md#the-example", command + "; FlightNetworkTest runs the pipeline");
        untested.put("docs/packaging.md#containers", "needs a daemon; the module packaging runs such a jar");
        untested.put("docs/performance.md#calling-a-pipeline", command);
        untested.put("docs/performance.md#a-run-in-memory", command);
        untested.put("docs/performance.md#nodes-in-parallel", command);
        untested.put("docs/performance.md#partitions-in-parallel", command);
        untested.put("docs/performance.md#background-saving", command);
        untested.put("docs/performance.md#a-process-that-finds-nothing-to-do", command);
        untested.put("docs/performance.md#tables-as-a-stream", command);
        untested.put("docs/performance.md#fingerprints-in-the-compiler", command);
        String output = "what commands print, with names and times of a team; tests of the command line hold its form";
        untested.put("docs/testing.md#a-cluster", command);
        untested.put("docs/testing.md#a-cluster (2)", command);
        untested.put("docs/testing.md#random-histories", command);
        untested.put("docs/performance.md#fetching-shared-results", command);
        untested.put("docs/performance.md#requests-to-buckets", command);
        untested.put("docs/performance.md#copies-of-tables", command);
        untested.put("docs/performance.md#pages-of-graphs", command);
        untested.put("docs/performance.md#watched-runs", command);
        untested.put("docs/testing.md#pages", command);
        untested.put("docs/testing.md#what-would-run", command);
        untested.put("docs/running.md#who-ran-what", output);
        untested.put("docs/running.md#two-runs", output);
        untested.put("docs/workers.md#lost-workers", "a message; ProcessesTest holds its form");
        untested.put("docs/workers.md#the-protocol", "a message; WorkerHandshakeTest holds its form");
        untested.put("docs/team.md#claims", output);
        untested.put("docs/team.md#lineage", output);
        untested.put("docs/team.md#when-two-runs-meet", output);
        untested.put("docs/testing.md#processes-of-a-team", command);
        untested.put("docs/testing.md#the-model-of-a-team", command);
        untested.put("docs/testing.md#round-trips", command);
        untested.put("docs/testing.md#runs-under-faults", command);
        untested.put("docs/testing.md#runs-under-faults (2)", command);
        untested.put("docs/testing.md#runs-under-faults (3)", command);
        untested.put("docs/testing.md#damaged-files-of-other-types", command);
        untested.put("docs/testing.md#line-coverage", command);
        untested.put("docs/testing.md#mutation-testing", command);
        untested.put("docs/testing.md#releases-of-libraries", command);
        untested.put("docs/testing.md#generated-edits", command);
        return untested;
    }
}
