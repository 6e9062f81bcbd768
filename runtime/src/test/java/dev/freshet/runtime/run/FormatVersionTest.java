package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.RunListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version of a dataset type of the user's own belongs to what its datasets are compared by. */
final class FormatVersionTest {
    private static String version = "1";

    /** Texts, in a version that the test sets. */
    public static final class NotesFormat implements FileFormat {
        /** Made by the service loader. */
        public NotesFormat() {}

        @Override
        public String name() {
            return "notes";
        }

        @Override
        public String holds() {
            return "String";
        }

        @Override
        public boolean accepts(Type type) {
            return type == String.class;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public FileCodec open(Type type, OptionValues options) {
            return new ValueCodec() {
                @Override
                public Object read(InputStream in) throws IOException {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }

                @Override
                public void write(OutputStream out, Object value) throws IOException {
                    out.write(((String) value).getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }

    @TempDir
    Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader loader = new URLClassLoader(new URL[0]);

    @BeforeEach
    void registerTheService() throws IOException {
        Path services = Files.createDirectories(directory.resolve("services/META-INF/services"));
        Files.writeString(services.resolve(FileFormat.class.getName()), NotesFormat.class.getName());
        loader = new URLClassLoader(
                new URL[] {directory.resolve("services").toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "kept: {type: notes, path: kept.txt}\n");
    }

    @AfterEach
    void restoreTheLoader() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
        version = "1";
    }

    @Test
    void node_whoseFormatHasAnotherVersion_runsAgain() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> kept\n").node("a", (in, context) -> new Object[] {"x"});
        // With a listener, since a run that hears of nothing trusts the stamps of the class path.
        Run run = Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(directory.resolve("conf"))
                .listener(new RunListener() {});
        assertThat(run.start().orThrow().nodes().get(0).outcome()).isEqualTo("done");
        assertThat(run.start().freshNodes()).isEqualTo(1);
        version = "2";
        assertThat(run.start().orThrow().nodes().get(0).outcome()).isEqualTo("done");
    }
}
