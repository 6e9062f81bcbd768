package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;

/** What build tools that compile incrementally expect of a processor. */
final class IncrementalBuildsTest {
    private static final String PART = """
            package demo;

            import dev.freshet.Node;
            import dev.freshet.Pipeline;

            @Pipeline
            class Part {
                @Node(inputs = "raw", outputs = "length")
                static int length(String raw) {
                    return raw.length();
                }
            }
            """;

    private static final String WHOLE = """
            package demo;

            import dev.freshet.Include;
            import dev.freshet.Node;
            import dev.freshet.Pipeline;

            @Pipeline(include = @Include(Part.class))
            class Whole {
                @Node(inputs = "length", outputs = "twice")
                static int twice(int length) {
                    return 2 * length;
                }
            }
            """;

    /** The originating elements of each created file. */
    private final Map<String, List<String>> origins = new TreeMap<>();

    /** The same environment with a filer that notes the originating elements. */
    private ProcessingEnvironment noting(ProcessingEnvironment environment) {
        Filer filer = proxy(Filer.class, environment.getFiler(), (proxy, method, arguments) -> {
            if (method.getName().startsWith("create")) {
                Element[] elements = (Element[]) arguments[arguments.length - 1];
                String file = String.valueOf(arguments[arguments.length - 2]);
                origins.put(file, Arrays.stream(elements).map(String::valueOf).toList());
            }
            return method.invoke(environment.getFiler(), arguments);
        });
        return proxy(
                ProcessingEnvironment.class,
                environment,
                (proxy, method, arguments) ->
                        method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments));
    }

    private static <T> T proxy(Class<T> type, T delegate, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                delegate.getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.invoke(proxy, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Gradle compiles all sources again if a file of an isolating processor has none or several. */
    @Test
    void createdFiles_haveOneOriginatingElementEach() {
        assertThat(Compiler.javac()
                        .withProcessors(new InsideAnother(new PipelineProcessor(), this::noting))
                        .compile(
                                JavaFileObjects.forSourceString("demo.Part", PART),
                                JavaFileObjects.forSourceString("demo.Whole", WHOLE))
                        .errors())
                .isEmpty();
        assertThat(origins)
                .isEqualTo(
                        Map.of("demo.PartPipeline", List.of("demo.Part"), "demo.WholePipeline", List.of("demo.Whole")));
    }
}
