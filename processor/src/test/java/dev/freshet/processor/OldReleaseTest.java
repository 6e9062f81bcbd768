package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class OldReleaseTest {
    private static String flow(String name) {
        return """
                package demo;

                import dev.freshet.Node;
                import dev.freshet.Pipeline;

                @Pipeline
                class %s {
                    @Node
                    static int length(String raw) {
                        return raw.length();
                    }

                    Object made = %sPipeline.create();
                }
                """.formatted(name, name);
    }

    @Test
    void releaseBefore17_isOneErrorAtThePipeline() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new PipelineProcessor())
                .withOptions("--release", "11", "-Xlint:-options")
                .compile(
                        JavaFileObjects.forSourceString("demo.Flow", flow("Flow")),
                        JavaFileObjects.forSourceString("demo.Other", flow("Other")));
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT))
                    .startsWith("[freshet/OldRelease] the class that Freshet generates for Flow needs Java 17, "
                            + "but the compiler is told to compile for Java 11\n");
            assertThat(error.getLineNumber()).isEqualTo(7);
        });
        assertThat(compilation.warnings()).isEmpty();
    }
}
