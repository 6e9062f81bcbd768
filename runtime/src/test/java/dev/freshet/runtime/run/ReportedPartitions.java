package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what the report of a run says about partitions with the files before and after the run, and with the calls that
 * nodes noted.
 *
 * @param before the keys of the files by dataset, before the run
 * @param after the same, after the run
 * @param log the calls: a node and a key, for each partition that the node begins to make
 */
record ReportedPartitions(Map<String, Set<String>> before, Map<String, Set<String>> after, List<String> log) {
    /** How a node's calls are noted. */
    enum Noted {
        /** Each call for a partition. */
        EACH_CALL,
        /** Each call for a partition, and then nothing keeps the partition from being stored. */
        EACH_SUCCESS,
        /** Each call for a partition, of a node that receives only new partitions of its input. */
        EACH_NEW,
        /** No partition, since the node makes all at once. */
        NO_PARTITION
    }

    /** Checks an output of a node, if the node is part of the run. */
    void check(RunReport report, String node, String dataset, Noted noted, String story) {
        report.nodes().stream()
                .filter(each -> each.node().equals(node))
                .forEach(each -> check(each, dataset, noted, story));
    }

    private void check(NodeReport of, String dataset, Noted noted, String story) {
        List<OutputPartitions> told = of.partitions().stream()
                .filter(each -> each.dataset().equals(dataset))
                .toList();
        Set<String> existing = after.getOrDefault(dataset, Set.of());
        Set<String> calls = noted == Noted.NO_PARTITION ? existing : calls(of.node());
        if (of instanceof NodeReport.Succeeded) {
            Set<String> gone = new TreeSet<>(before.getOrDefault(dataset, Set.of()));
            gone.removeAll(existing);
            int kept = noted == Noted.EACH_NEW ? 0 : existing.size() - calls.size();
            assertThat(told)
                    .as("%s of %s%n%s", dataset, of, story)
                    .containsExactly(OutputPartitions.of(dataset, calls, kept, gone));
        } else if (!(of instanceof NodeReport.Failed)) {
            assertThat(told).as("%s of %s%n%s", dataset, of, story).isEmpty();
        } else {
            Set<String> made = new HashSet<>();
            told.forEach(each -> made.addAll(each.made()));
            assertThat(made).as("%s of %s%n%s", dataset, of, story).isSubsetOf(existing);
            if (noted == Noted.EACH_SUCCESS) {
                assertThat(made).as("%s of %s%n%s", dataset, of, story).isEqualTo(calls);
            } else if (noted != Noted.NO_PARTITION) {
                assertThat(made).as("%s of %s%n%s", dataset, of, story).isSubsetOf(calls);
            }
        }
    }

    private Set<String> calls(String node) {
        Set<String> keys = new TreeSet<>();
        for (String line : log) {
            String[] words = line.split(" ");
            if (words.length == 2 && words[0].equals(node) && !words[1].equals("starts")) {
                keys.add(words[1]);
            }
        }
        return keys;
    }
}
