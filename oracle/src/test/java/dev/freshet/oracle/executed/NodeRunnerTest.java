package dev.freshet.oracle.executed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.oracle.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NodeRunnerTest {
    private static final String NAME = "dev/freshet/oracle/executed/NodeRunnerTest$Nodes";

    /** Nodes. */
    static final class Nodes {
        private static int calls;

        record Row(int id, Optional<String> text) {}

        static int counted() {
            return ++calls;
        }

        static int endless(int n) {
            while (n >= 0) {
                n = n == 0 ? 1 : n;
            }
            return n;
        }

        static int deep(int n) {
            return deep(n + 1) + 1;
        }

        static Object row(int id) {
            return new Row(id, Optional.of("t" + id));
        }

        static List<Integer> listed(List<Integer> all) {
            return new ArrayList<>(all);
        }

        static int failing(String text) {
            throw new IllegalStateException("no " + text);
        }

        static Object anonymous() {
            return new Object() {
                @Override
                public String toString() {
                    return "?";
                }
            };
        }
    }

    private static String run(String name, String descriptor) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String type : List.of(NAME, NAME + "$Row", NAME + "$1")) {
            try (InputStream in = NodeRunnerTest.class.getResourceAsStream("/" + type + ".class")) {
                files.put(type + ".class", in.readAllBytes());
            }
        }
        return new NodeRunner().run(List.of(files), NodeId.of(NAME, name, descriptor));
    }

    @Test
    void loop_withoutEnd_isEnded() throws IOException {
        assertThat(run("endless", "(I)I")).isEqualTo("does not end");
    }

    @Test
    void recursion_withoutEnd_isEnded() throws IOException {
        assertThat(run("deep", "(I)I")).isEqualTo("does not end");
    }

    @Test
    void staticFields_areOfOneRunOnly() throws IOException {
        assertThat(run("counted", "()I")).isEqualTo("Integer 1; Integer 2; Integer 3");
        assertThat(run("counted", "()I")).isEqualTo("Integer 1; Integer 2; Integer 3");
    }

    @Test
    void record_isToldByItsComponents() throws IOException {
        assertThat(run("row", "(I)Ljava/lang/Object;")).contains("(id=Integer 3 text=optional \"t3\" )");
    }

    @Test
    void list_isMadeByItsElementType() throws IOException {
        assertThat(run("listed", "(Ljava/util/List;)Ljava/util/List;"))
                .isEqualTo("[]; [Integer 1, Integer 2, Integer 3]; [Integer 5, Integer -4, Integer 9, Integer 2]");
    }

    @Test
    void exception_isToldWithItsMessage() throws IOException {
        assertThat(run("failing", "(Ljava/lang/String;)I")).startsWith("throws java.lang.IllegalStateException: no ; ");
    }

    @Test
    void anonymousClass_hasNoName() throws IOException {
        assertThat(run("anonymous", "()Ljava/lang/Object;")).startsWith("anonymous()");
    }
}
