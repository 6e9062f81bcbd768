package dev.freshet.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.wiring.ReflectedType;
import dev.freshet.wiring.TypeView;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The compiler's view of a type and the run's give the same answers. */
final class MirroredTypeTest {
    /** A row. */
    record Row(int a) {}

    /** A row with a type argument. */
    record Pair<T>(T one, T two) {
        /** Nested. */
        record Inner(int a) {}
    }

    /** Candidates. */
    @SuppressWarnings("rawtypes")
    interface Candidates<V> {
        List<Row> rows();

        Collection<? extends Row> wildcardRows();

        Iterable<? super Row> superRows();

        List<?> anything();

        List<? extends Object> extendsObject();

        List rawList();

        List<Map<String, String>> maps();

        List<Map<String, ? extends Number>> mapsOfWildcards();

        Map<String, List<Pair<String>>> nested();

        Map<? extends String, Row> wildcardKeys();

        Map<String, ? extends Pair<?>> partsOfWildcards();

        Pair.Inner inner();

        Pair<Row> pair();

        @Nullable
        String text();

        byte[] bytes();

        Byte[] boxedBytes();

        List<String>[] lists();

        V[][] variables();

        V variable();

        <T extends Row> T bounded();

        <T extends Row> List<T> manyBounded();

        int number();

        void nothing();

        Supplier<Optional<char[]>> chars();
    }

    /** All answers, those about other types that the type leads to included. */
    private static String answers(TypeView type) {
        return "%s(%s%s%s%s%s %s %s %s %s)"
                .formatted(
                        type.name(),
                        type.isRecord(),
                        type.isString(),
                        type.isMany(),
                        type.isOfStrings("java.util.List"),
                        type.isOfStrings("java.util.Map"),
                        type.arguments().stream().map(MirroredTypeTest::answers).toList(),
                        type.component().map(MirroredTypeTest::answers),
                        type.partition().map(MirroredTypeTest::answers),
                        type.bound().equals(type) ? "" : answers(type.bound()));
    }

    @Test
    void views_giveTheSameAnswers() {
        Map<String, String> byCompiler = new LinkedHashMap<>();
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of("-cp", System.getProperty("java.class.path")),
                        List.of("java.lang.Object"),
                        null);
        task.setProcessors(List.of(new AbstractProcessor() {
            @Override
            public Set<String> getSupportedAnnotationTypes() {
                return Set.of("*");
            }

            @Override
            public SourceVersion getSupportedSourceVersion() {
                return SourceVersion.latest();
            }

            @Override
            public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                TypeElement candidates =
                        processingEnv.getElementUtils().getTypeElement(Candidates.class.getCanonicalName());
                ElementFilter.methodsIn(candidates.getEnclosedElements())
                        .forEach(method -> byCompiler.put(
                                method.getSimpleName().toString(), answers(new MirroredType(method.getReturnType()))));
                return false;
            }
        }));
        assertThat(task.call()).isTrue();
        Map<String, String> byReflection = new LinkedHashMap<>();
        Arrays.stream(Candidates.class.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method ->
                        byReflection.put(method.getName(), answers(new ReflectedType(method.getGenericReturnType()))));
        assertThat(byReflection).hasSizeGreaterThan(20);
        assertThat(byCompiler).containsExactlyInAnyOrderEntriesOf(byReflection);
    }
}
