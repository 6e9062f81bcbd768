package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Message;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of {@code docs/errors.md}: the compiler reports each with the code of its section, and with no other. */
final class ErrorSamples {
    private static final String PAGE = "docs/errors.md";
    private static final String CATALOG = "@Pipeline(catalog = \"conf/base/catalog.yml\")";
    private static final String RATIO = "split: {ratio: 0.5}\n";
    private static final Pattern CATALOG_COMMENT = Pattern.compile("// catalog\\.yml: (.*), \\.\\.\\.}\n");
    private static final Pattern RELEASE = Pattern.compile("release>(\\d+)<");
    private static final String TYPES = """
            record A() {}
            record B() {}
            record Invoice(String id) {}
            record Leg(int delay) {}
            record Metrics(double error) {}
            record Model(double slope) {}
            record Order(String id) {}
            record Row(int a) {}
            """;

    /** What the samples that are not members of a pipeline class stand in. */
    private static final Map<String, String> SURROUNDINGS = Map.of(
            "badinclude", """
                    SAMPLE final class P {}
                    @Pipeline final class Sales {
                        @Node(inputs = "orders_raw", outputs = "n") static int count(List<Order> raw) { return raw.size(); }
                    }
                    """,
            "badname", """
                    @Pipeline final class P { SAMPLE static int count(List<Order> orders) { return orders.size(); } }
                    """,
            "catalogtypemismatch", CATALOG + " final class P { SAMPLE }",
            "caughtbypattern", CATALOG + """
                     final class P {
                        @Node static List<Order> orders(List<Order> raw) { return raw; }
                        SAMPLE
                        static int count(List<Order> orders) { return orders.size(); }
                    }
                    """,
            "invalidcatalog", """
                    SAMPLE final class P { @Node static int count(List<Order> orders) { return orders.size(); } }
                    """,
            "orphannode", "SAMPLE",
            "selfloop", """
                    @Pipeline final class P { SAMPLE static List<Order> clean(List<Order> orders) { return orders; } }
                    """,
            "unknownafter", """
                    @Pipeline final class P {
                        @Node static List<Order> clean(List<Order> raw) { return raw; }
                        SAMPLE static int count(List<Order> orders) { return orders.size(); }
                    }
                    """,
            "unknownparameter", CATALOG + """
                     final class P {
                        record Split(List<Leg> train, List<Leg> test) {}
                        SAMPLE
                        @Node static int days(@Param("split.ratio") double ratio) { return (int) ratio; }
                    }
                    """);

    private ErrorSamples() {}

    static List<Sample> all() {
        return Page.of(PAGE).blocks().stream()
                .map(block -> Sample.of(
                        block.place(),
                        "reports its code",
                        block.language().equals("yaml")
                                ? ErrorSamples::overlap
                                : block.language().equals("xml")
                                        ? ErrorSamples::oldRelease
                                        : (project, texts) -> {
                                            String code = block.place().substring(PAGE.length() + 1);
                                            if (code.equals("unknownparameter")) {
                                                project.file("conf/base/parameters.yml", RATIO);
                                            }
                                            String around = SURROUNDINGS.getOrDefault(
                                                    code, "@Pipeline final class P {\nSAMPLE\n}");
                                            reports(project, code, configured(project, texts.get(0)), around);
                                        }))
                .toList();
    }

    /** Writes what the sample's comment says of the catalog, or a catalog that has nothing wrong. */
    private static String configured(Project project, String sample) throws IOException {
        Matcher comment = CATALOG_COMMENT.matcher(sample);
        project.file(
                "conf/base/catalog.yml",
                comment.find()
                        ? comment.group(1) + ", path: data/orders.csv}\n"
                        : "\"{name}\": {type: json, path: \"data/{name}.json\"}\n");
        return comment.replaceAll("");
    }

    private static void reports(Project project, String code, String sample, String around) throws IOException {
        String source = around.replace("SAMPLE", Sources.complete(sample));
        project.java("demo.P", Sources.unit(TYPES + source));
        assertCode(project.compile(), code);
    }

    private static void assertCode(List<Message> messages, String code) {
        assertThat(new HashSet<>(messages.stream()
                        .map(message -> message.code().toLowerCase(Locale.ROOT))
                        .toList()))
                .as("codes of %s", messages)
                .containsExactly(code);
    }

    private static void oldRelease(Project project, List<String> texts) throws IOException {
        Matcher release = RELEASE.matcher(texts.get(0));
        assertThat(release.find()).isTrue();
        project.java(
                "demo.P", Sources.unit("@Pipeline final class P { @Node static int n(String raw) { return 1; } }"));
        assertCode(project.compile(release.group(1)), "oldrelease");
    }

    private static void overlap(Project project, List<String> texts) throws IOException {
        project.file("conf/base/catalog.yml", texts.get(0)).file("conf/base/parameters.yml", RATIO);
        reports(project, "overlappingplaces", "", CATALOG + """
                 final class P {
                    @Node static Map<String, String> parts(@Param("split.ratio") double n) { return Map.of("a", "" + n); }
                    @Node static String summary(@Param("split.ratio") double n) { return "" + n; }
                }
                """);
    }
}
