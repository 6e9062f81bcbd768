package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storage that takes its time to publish what a node puts into a {@code PartitionSink}. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlowPublicationTest {
    @TempDir
    Path project;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    @AfterEach
    void open() {
        GatedStorage.gate = key -> {};
    }

    /** Longer than Spark waits for the answer to a question. */
    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(TestCluster.ASK_TIMEOUT.toMillis() + 1000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Lets the partition p of x wait until the node b has ended, and then a while. */
    private static void passAfter(CountDownLatch end, String key) throws IOException {
        if (!key.endsWith("/x/p.txt")) {
            return;
        }
        try {
            if (!end.await(5, TimeUnit.MINUTES)) {
                throw new IOException("the other node does not end while this one waits");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        pause();
    }

    @Test
    void publicationThatTakesLong_delaysOnlyItsOwnCall() throws Exception {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "words: {type: text, path: words.txt}\nx: {type: text, path: \"gated://files" + project
                        + "/x/*.txt\"}\ny: {type: text, path: y/*.txt}\n");
        Files.writeString(project.resolve("words.txt"), "p q");
        CountDownLatch end = new CountDownLatch(1);
        GatedStorage.gate = key -> passAfter(end, key);
        List<String> calls = new CopyOnWriteArrayList<>();
        ScriptedRuns.of(project, "a = P.partitions(words) -> #x\nb = P.partitions(words) -> #y\n")
                .conf(project.resolve("conf"))
                .runner(TestCluster.runner())
                .listener(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        calls.add(node.node());
                    }

                    @Override
                    public void nodeFinished(NodeReport node) {
                        if (node.node().equals("b")) {
                            end.countDown();
                        }
                    }
                })
                .start()
                .orThrow();
        assertThat(project.resolve("x/p.txt")).hasContent("pp");
        assertThat(project.resolve("x/q.txt")).hasContent("qq");
        assertThat(project.resolve("y/q.txt")).hasContent("qq");
        assertThat(Files.readAllLines(project.resolve("made"))).containsExactlyInAnyOrder("p", "p", "q", "q");
        assertThat(calls).as("no worker is lost").containsExactlyInAnyOrder("a", "b");
    }
}
