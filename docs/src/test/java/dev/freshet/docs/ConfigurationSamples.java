package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.freshet.config.Configuration;
import dev.freshet.docs.Project.Output;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.run.session.CacheSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The samples of {@code docs/configuration.md} and the pages of what it declares, each in a pipeline that reads what the sample declares. */
final class ConfigurationSamples {
    private static final String NAME = "docs/configuration.md";
    private static final String PAGE = NAME + "#";
    private static final String TYPES = "docs/dataset-types.md";
    private static final String OWN_TYPE = TYPES + "#your-own-dataset-type";
    private static final String STORAGES = "docs/storages.md#";
    private static final String PIPELINE = "demo.FlowPipeline";

    private ConfigurationSamples() {}

    static List<Sample> all() {
        return List.of(
                Sample.of(PAGE + "patterns", "datasets match the patterns", ConfigurationSamples::match),
                new Sample(
                        "the dataset type keeps its contract",
                        List.of(OWN_TYPE, OWN_TYPE + " (4)"),
                        ConfigurationSamples::keepsTheContract),
                new Sample(
                        "a wrong option gives the message",
                        List.of(OWN_TYPE + " (2)", OWN_TYPE + " (3)"),
                        ConfigurationSamples::checksOptions),
                Sample.of(STORAGES + "object-storage", "the catalog has no problem", ConfigurationSamples::isChecked),
                Sample.of(STORAGES + "google-cloud-storage", "the catalog has no problem", ConfigurationSamples::isChecked),
                Sample.of("docs/databases.md#databases", "tables and queries are read", ConfigurationSamples::readsTables),
                Sample.of(PAGE + "validation", "violations give the messages", ConfigurationSamples::givesViolations),
                Sample.of(PAGE + "capacities", "the run has the resources", ConfigurationSamples::hasCapacities),
                Sample.of(PAGE + "secrets", "the parameters are not printed", ConfigurationSamples::hidesParameters),
                Sample.of(STORAGES + "shared-results", "the settings are read", ConfigurationSamples::readsCacheSettings));
    }

    private static void flow(Project project, String members) throws IOException {
        flow(project, "", members);
    }

    private static void flow(Project project, String imports, String members) throws IOException {
        String type = "@Pipeline(catalog = \"conf/base/catalog.yml\") final class Flow {\n" + members + "}\n";
        project.java("demo.Flow", Sources.unit(imports + type));
        Sources.compile(project);
    }

    private static void match(Project project, List<String> texts) throws Exception {
        project.file("conf/base/catalog.yml", texts.get(0));
        project.file("data/eu/orders.csv", "id\na\nb\n").file("data/factor.json", "21");
        flow(project, """
                record Order(String id) {}
                @Node(inputs = {"eu.orders_csv", "factor"}, outputs = "product")
                static int multiply(List<Order> orders, int factor) { return orders.size() * factor; }
                """);
        project.freshet(PIPELINE, "run").succeeded();
        assertThat(project.read("data/product.json").strip()).isEqualTo("42");
    }

    /** What the page calls the service tells which package a reader imports. */
    private static void keepsTheContract(Project project, List<String> texts) throws Exception {
        String service = Page.of(TYPES).service("FileFormat");
        String imports = "import " + service.substring(0, service.lastIndexOf('.')) + ".*;\n"
                + "import dev.freshet.testkit.*;\n"
                + "import java.io.*;\n"
                + "import java.lang.reflect.Type;\n"
                + "import java.nio.charset.StandardCharsets;\n";
        project.java("demo.PropertiesFormat", Sources.unit(imports + texts.get(0)));
        project.java("demo.PropertiesFormatTest", Sources.unit(imports + texts.get(1)));
        project.file("resources/META-INF/services/" + service, "demo.PropertiesFormat\n");
        Sources.compile(project);
        EngineExecutionResults results = project.inProject(() -> EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Class.forName(
                        "demo.PropertiesFormatTest",
                        true,
                        Thread.currentThread().getContextClassLoader())))
                .execute());
        assertThat(results.allEvents().failed().list()).isEmpty();
        assertThat(results.allEvents().skipped().list()).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isGreaterThan(15);
    }

    private static void checksOptions(Project project, List<String> texts) throws Exception {
        String service = Page.of(TYPES).service("FileFormat");
        String imports = "import " + service.substring(0, service.lastIndexOf('.')) + ".*;\n"
                + "import java.io.*;\n"
                + "import java.lang.reflect.Type;\n";
        project.java("demo.OrcFormat", Sources.unit(imports + """
                public final class OrcFormat implements FileFormat {
                    public String name() { return "orc"; }
                    public String holds() { return "text"; }
                    public boolean accepts(Type type) { return type == String.class; }
                """ + texts.get(0) + """
                    private static final class OrcCodec implements ValueCodec {
                        OrcCodec(Type type, boolean header, String codec, long block) {}
                        public Object read(InputStream in) { return ""; }
                        public void write(OutputStream out, Object value) {}
                    }
                }
                """));
        project.java("demo.Flow", Sources.unit("@Pipeline final class Flow { @Node static int n() { return 1; } }"));
        project.file("resources/META-INF/services/" + service, "demo.OrcFormat\n");
        project.file("conf/base/catalog.yml", "\n\nd: {type: orc, path: data/d.orc, codec: snapy}\n");
        Sources.compile(project);
        Output check = project.freshet(PIPELINE, "catalog", "check");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).endsWith(texts.get(1));
    }

    /** The flow produces the dataset, since nobody has the bucket that an input would be looked up in. */
    private static void isChecked(Project project, List<String> texts) throws Exception {
        Sources.configuration(project, texts.get(0));
        flow(project, """
                record Flight(String code, int delay) {}
                @Node static List<Flight> flights() { return List.of(new Flight("AA1", 3)); }
                """);
        Output check = project.freshet(PIPELINE, "catalog", "check");
        check.succeeded();
        assertThat(check.out()).contains("1 entry, no problems");
    }

    private static void readsTables(Project project, List<String> texts) throws Exception {
        String server = "jdbc:postgresql://localhost/air";
        String here = "jdbc:h2:mem:air;DB_CLOSE_DELAY=-1";
        assertThat(texts.get(0)).contains(server);
        Sources.configuration(project, texts.get(0).replace(server, here));
        flow(project, """
                record Flight(String code, int delay) {}
                @Node(inputs = {"flights", "late"}, outputs = "told")
                static int tell(List<Flight> flights, List<Flight> late) {
                    System.out.println(flights.size() + " flights, " + late.size() + " late");
                    return 1;
                }
                """);
        try (Connection connection = DriverManager.getConnection(here, "reader", System.getenv("DB_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table flights (code varchar(10), delay int)");
            statement.execute("insert into flights values ('A1', 5), ('A2', 61), ('A3', 60)");
            Output run = project.freshet(PIPELINE, "run");
            run.succeeded();
            assertThat(run.out()).contains("3 flights, 1 late");
            statement.execute("shutdown");
        }
    }

    /** The messages are those in the table below the sample. */
    private static void givesViolations(Project project, List<String> texts) throws Exception {
        List<String> messages = Page.of(NAME).code();
        project.file("conf/base/catalog.yml", "flights: {type: csv, path: data/flights.csv}\n");
        project.file("conf/base/parameters.yml", "# of the model\nsplit:\n  ratio: 0.5\n");
        project.file("data/flights.csv", "code,delay,gate\n" + "AB1,5,\n".repeat(15) + "AB2,-100,C3\n");
        flow(project, """
                import jakarta.validation.*;
                import jakarta.validation.constraints.*;
                import java.math.BigDecimal;
                """, """
                record Split(@Max(1) BigDecimal ratio) {}
                @Node(inputs = {"flights", "params:split"}, outputs = "n")
                static int count(List<Flight> flights, Split split) { return flights.size(); }
                """ + texts.get(0));
        Output dataset = project.freshet(PIPELINE, "run");
        assertThat(dataset.exitCode()).isEqualTo(1);
        assertThat(messages)
                .anyMatch(message ->
                        message.startsWith("dataset \"flights\"") && (dataset.out() + dataset.err()).contains(message));
        project.file("conf/base/parameters.yml", "# of the model\nsplit:\n  ratio: 1.5\n");
        Output parameter = project.freshet(PIPELINE, "run");
        assertThat(parameter.exitCode()).isEqualTo(2);
        assertThat(messages)
                .anyMatch(message -> message.startsWith("conf/base/parameters.yml:3:10")
                        && parameter.err().contains(message));
    }

    private static void hasCapacities(Project project, List<String> texts) throws Exception {
        project.file("conf/base/run.yml", texts.get(0)).file("conf/base/catalog.yml", "{}\n");
        flow(project, "@Node(cpus = 8, memory = \"16GB\", uses = \"gpu:1\") static int n() { return 1; }\n");
        project.freshet(PIPELINE, "run").succeeded();
    }

    private static void hidesParameters(Project project, List<String> texts) throws Exception {
        Sources.configuration(project, texts.get(0));
        project.file("conf/base/parameters.yml", "api: {token: hidden-token}\ndatabase: {word: hidden-word}\n");
        Configuration configuration = Configuration.load(project.path("conf"), "local", Map.of());
        assertThat(configuration.parameters().toString()).doesNotContain("hidden-");
    }

    private static void readsCacheSettings(Project project, List<String> texts) throws Exception {
        String key = "${env:TEAM_KEY}";
        assertThat(texts.get(0)).contains(key);
        Sources.configuration(project, texts.get(0).replace(key, "0123456789abcdef0123456789abcdef"));
        Configuration configuration = Configuration.load(project.path("conf"), "local", Map.of());
        ResultCache cache = CacheSettings.read(configuration).orElseThrow().open(warning -> {
            throw new AssertionError(warning);
        });
        try (cache) {
            assertThat(cache.policy().key()).isPresent();
            assertThat(cache.policy().write()).isFalse();
        }
    }
}
