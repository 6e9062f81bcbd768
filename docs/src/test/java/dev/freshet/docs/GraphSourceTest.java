package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Output;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph of a pipeline that is compiled leads to its code. */
final class GraphSourceTest {
    @Test
    void graph_ofACompiledPipeline_hasTheLineOfEachMethod(@TempDir Path directory) throws Exception {
        Project project = new Project(directory);
        String source = Sources.unit("""
                @Pipeline final class Flow {
                    @Node static int first() { return 1; }

                    @Node static int second(int first) { return first; }
                }
                """);
        project.java("demo.Flow", source);
        project.file("conf/base/catalog.yml", "second: {type: json, path: data/second.json}\n");
        Sources.compile(project);
        Output whole = project.freshet("demo.FlowPipeline", "graph", "--format", "json")
                .succeeded();
        assertThat(whole.out()).doesNotContain(directory.toString());
        for (String method : new String[] {"first", "second"}) {
            assertThat(whole.out()).containsPattern(place(source, method));
            Output one = project.freshet("demo.FlowPipeline", "graph", "--format", "json", "--nodes", method)
                    .succeeded();
            assertThat(one.out()).containsPattern(place(source, method));
        }
    }

    @Test
    void graph_asHtml_isAPageWithTheDocument(@TempDir Path directory) throws Exception {
        Project project = new Project(directory);
        project.java(
                "demo.Flow", Sources.unit("@Pipeline final class Flow { @Node static int first() { return 1; } }"));
        project.file("conf/base/catalog.yml", "first: {type: json, path: data/first.json}\n");
        Sources.compile(project);
        Output page = project.freshet("demo.FlowPipeline", "graph", "--format", "html")
                .succeeded();
        assertThat(page.out())
                .startsWith("<!doctype html>")
                .contains("\"pipeline\"", "\"Flow\"", "\"method\"", "\"Flow.first\"")
                .doesNotContain(directory.toString());
    }

    private static String place(String source, String method) {
        int line = 1;
        for (String text : source.split("\n", -1)) {
            if (text.contains("int " + method + "(")) {
                return "\"source\" : \"[^\"]*Flow\\.java:" + line + "\"";
            }
            line++;
        }
        throw new IllegalArgumentException(method);
    }
}
