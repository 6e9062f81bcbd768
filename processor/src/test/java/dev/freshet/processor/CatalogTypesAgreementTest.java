package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.catalog.Catalog;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler and the run agree on which Java types a dataset type can hold. */
public final class CatalogTypesAgreementTest {
    /** A row. */
    public record Row(int a) {}

    /** Candidates; the compiler gets their types as text, the runtime by reflection. */
    interface Candidates {
        List<Row> rows();

        Collection<Row> collectionOfRows();

        Iterable<Row> iterableOfRows();

        List<? extends Row> wildcardRows();

        ArrayList<Row> arrayListOfRows();

        List<Map<String, String>> maps();

        List<Map<String, Integer>> mapsOfInt();

        List<List<String>> lists();

        List<String> lines();

        Set<String> set();

        Iterable<String> iterableOfText();

        List<Integer> ints();

        String text();

        byte[] bytes();

        int[] intArray();

        Row row();

        Integer number();

        Object object();

        Map<String, Row> mapOfRows();
    }

    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "csv", "json", "jsonl", "memory", "text"})
    void datasetType_holdsTheSameTypesForBoth(String datasetType) throws IOException {
        StringBuilder source = new StringBuilder(
                "package demo; import dev.freshet.*; @Pipeline(catalog = \"conf/base/catalog.yml\") class P {\n");
        StringBuilder catalog = new StringBuilder();
        Set<String> refusedByRuntime = new TreeSet<>();
        for (Method method : Candidates.class.getDeclaredMethods()) {
            String type = method.getGenericReturnType().getTypeName().replace('$', '.');
            source.append("@Node static ")
                    .append(type)
                    .append(' ')
                    .append(method.getName())
                    .append("() { return null; }\n");
            catalog.append(method.getName())
                    .append(": {type: ")
                    .append(datasetType)
                    .append(", path: ")
                    .append(method.getName())
                    .append("}\n");
            if (!Catalog.accepts(datasetType, method.getGenericReturnType())) {
                refusedByRuntime.add(method.getName());
            }
        }
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog);
        Set<String> refusedByCompiler = new TreeSet<>();
        TestCompiler.JAVAC
                .compile(Map.of("demo.P", source + "}"), List.of("-Afreshet.conf=" + project.resolve("conf")))
                .errors()
                .forEach(error -> refusedByCompiler.add(name(error.text())));
        assertThat(refusedByCompiler).isEqualTo(refusedByRuntime);
    }

    private static String name(String message) {
        Matcher matcher =
                Pattern.compile("\\[freshet/CatalogTypeMismatch] \"(\\w+)\"").matcher(message);
        return matcher.find() ? matcher.group(1) : message;
    }
}
