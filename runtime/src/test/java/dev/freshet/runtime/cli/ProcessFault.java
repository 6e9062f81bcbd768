package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** What happens to a run from outside. Beside the node that it hits, one node must run whatever happens to it. */
enum ProcessFault {
    KILLED_IN_A_NODE(137, List.of()),
    KILLED_AT_A_RANDOM_TIME(137, List.of()),
    KILLED_WORKER(0, List.of("4 of 4 nodes succeeded")),
    KILLED_WORKERS(1, List.of("node b", "its worker was lost 4 times")),
    ENDED_IN_A_NODE(143, List.of()),
    FULL_DISK(1, List.of("node b failed", "(out/y.txt): the disk is full")),
    LARGEST_FILE(1, List.of("node b failed", "(out/y.txt): ")),
    NO_PERMISSION(1, List.of("(out/x.txt): ", "ermission")),
    UNREADABLE_INPUT(1, List.of("(in.txt): ", "ermission")),
    LINK_TO_NOTHING(2, List.of("the input \"in\" does not exist")),
    LINKS_IN_A_CIRCLE(1, List.of("(in.txt): the path contains a cycle of symbolic links")),
    LINKED_OUTPUTS(0, List.of("4 of 4 nodes succeeded")),
    PIPE_AS_INPUT(1, List.of("in.txt")),
    CLOSED_OUTPUT(1, List.of("not all output could be written to standard output")),
    FULL_OUTPUT(1, List.of("not all output could be written to standard output")),
    CLOSED_OUTPUT_AND_ERRORS(1, List.of());

    private final int code;
    private final List<String> told;

    ProcessFault(int code, List<String> told) {
        this.code = code;
        this.told = told;
    }

    boolean isOfWorkers() {
        return this == KILLED_WORKER || this == KILLED_WORKERS;
    }

    boolean isAtRandomTimes() {
        return this == KILLED_AT_A_RANDOM_TIME;
    }

    boolean isKill() {
        return code == 137;
    }

    /** Whether the process ends because its last node has, and not because it was killed or asked to end. */
    boolean endsByItself() {
        return code < 128 && code != Freshet.USAGE;
    }

    /** Whether the node waits for what is done to it. */
    boolean waits() {
        return this == KILLED_IN_A_NODE || this == KILLED_WORKERS || this == ENDED_IN_A_NODE;
    }

    /** Whether the node makes more than the disk has. */
    boolean makesMuch() {
        return this == FULL_DISK || this == LARGEST_FILE;
    }

    /** Requires the exit code, the message, and that the run told what became of the others. */
    void judge(FaultyProcess.Ended ended, Path project) {
        if (isAtRandomTimes() && ended.code() == Freshet.DONE) {
            return;
        }
        assertThat(ended.code()).as("%s", ended).isEqualTo(code);
        told.forEach(text -> assertThat(ended.text()).contains(text));
        assertThat(ended.text().lines().filter(line -> line.startsWith("Exception in thread")))
                .isEmpty();
        if (this == FULL_DISK) {
            assertThat(project.resolve("out/y.txt")).hasContent("old");
        }
        if (makesMuch() || this == KILLED_WORKERS || this == CLOSED_OUTPUT || this == CLOSED_OUTPUT_AND_ERRORS) {
            assertThat(project.resolve("out/z.txt")).hasContent(FaultyProcess.clean("z"));
        }
    }
}
