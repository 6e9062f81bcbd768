package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.freshet.fingerprint.ObjectFile;
import dev.freshet.processor.fingerprint.FingerprintProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;

/** Freshet's processors beside others, inside other build tools, and with types that others make or discourage. */
final class OtherProcessorsTest {
    private static final String FLOW = """
            package demo;

            import dev.freshet.Node;
            import dev.freshet.Pipeline;
            import java.util.List;

            @Pipeline
            class Flow {
                @Node
                static List<Row> rows(String raw) {
                    return List.of(new Row(raw));
                }

                @Node
                static int count(List<Row> rows) {
                    return rows.size();
                }
            }
            """;

    private static final String MAKE_ROW = "package demo; @interface MakeRow {}";

    /** Makes a type for an annotation, as record builders and mappers do. */
    private static final class RowGenerator extends AbstractProcessor {
        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("demo.MakeRow");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!annotations.isEmpty()) {
                try (Writer out =
                        processingEnv.getFiler().createSourceFile("demo.Row").openWriter()) {
                    out.write("package demo; record Row(String text) {}");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return true;
        }
    }

    @Test
    void types_thatAnotherProcessorMakes_areWaitedFor() {
        TestCompiler.Compiled compiled = TestCompiler.JAVAC.compile(
                Map.of("demo.Flow", FLOW.replace("@Pipeline\n", "@Pipeline\n@MakeRow\n"), "demo.MakeRow", MAKE_ROW),
                List.of(),
                new RowGenerator());
        assertThat(compiled.messages()).isEmpty();
        assertThat(compiled.generated().get("demo/FlowPipeline.java")).contains("DatasetRef<List<Row>>");
    }

    @Test
    void types_thatNobodyMakes_areTheCompilersOneError() {
        TestCompiler.Compiled compiled = TestCompiler.JAVAC.compile(Map.of("demo.Flow", FLOW), List.of());
        assertThat(compiled.errors())
                .isNotEmpty()
                .allMatch(error -> error.text().contains("cannot find symbol"));
    }

    @Test
    void deprecatedTypes_giveNoWarningInTheGeneratedClass() {
        Map<String, String> sources =
                Map.of("demo.Old", "package demo; @Deprecated public record Old(String text) {}", "demo.Flow", """
                package demo;

                import dev.freshet.Node;
                import dev.freshet.Pipeline;

                @Pipeline
                @SuppressWarnings("deprecation")
                class Flow {
                    @Node
                    static Old old(String raw) {
                        return new Old(raw);
                    }

                    @Node
                    static int length(Old old) {
                        return old.text().length();
                    }
                }
                """);
        assertThat(TestCompiler.JAVAC.compile(sources, List.of()).messages()).isEmpty();
    }

    @Test
    void typeUseAnnotations_areNoDifference() {
        Map<String, String> sources = Map.of("demo.Flow", """
                package demo;

                import dev.freshet.Node;
                import dev.freshet.Pipeline;
                import java.util.List;
                import org.jspecify.annotations.Nullable;

                @Pipeline
                class Flow {
                    @Node
                    static List<@Nullable String> words(String raw) {
                        return List.of(raw);
                    }

                    @Node
                    static int count(List<String> words) {
                        return words.size();
                    }
                }
                """);
        assertThat(TestCompiler.JAVAC.compile(sources, List.of()).messages()).isEmpty();
    }

    @Test
    void environment_behindAProxy_isFound() {
        assertThat(objectFiles(new InsideAnother(new FingerprintProcessor(), OtherProcessorsTest::proxy)))
                .isEqualTo(objectFiles(null));
    }

    @Test
    void environment_behindADelegate_isFound() {
        assertThat(objectFiles(new InsideAnother(new FingerprintProcessor(), Delegate::new)))
                .isEqualTo(objectFiles(null));
    }

    private static List<String> objectFiles(Processor processor) {
        Compilation compilation = Compiler.javac()
                .withProcessors(processor == null ? new FingerprintProcessor() : processor)
                .compile(JavaFileObjects.forSourceString(
                        "demo.Helper", "package demo; class Helper { int one() { return 1; } }"));
        return compilation.generatedFiles().stream()
                .map(file -> file.getName())
                .filter(name -> name.contains(ObjectFile.DIRECTORY))
                .toList();
    }

    /** As IntelliJ does. */
    private static ProcessingEnvironment proxy(ProcessingEnvironment environment) {
        InvocationHandler handler = new InvocationHandler() {
            private final Object target = environment;

            @Override
            public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        };
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                OtherProcessorsTest.class.getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, handler);
    }

    /** As Gradle does. */
    private static final class Delegate implements ProcessingEnvironment {
        private final ProcessingEnvironment delegate;

        Delegate(ProcessingEnvironment delegate) {
            this.delegate = delegate;
        }

        @Override
        public Map<String, String> getOptions() {
            return delegate.getOptions();
        }

        @Override
        public Messager getMessager() {
            return delegate.getMessager();
        }

        @Override
        public Filer getFiler() {
            return delegate.getFiler();
        }

        @Override
        public Elements getElementUtils() {
            return delegate.getElementUtils();
        }

        @Override
        public Types getTypeUtils() {
            return delegate.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return delegate.getSourceVersion();
        }

        @Override
        public Locale getLocale() {
            return delegate.getLocale();
        }
    }
}
