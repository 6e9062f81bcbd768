package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import dev.freshet.dataset.RegisteredService;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.TestProject;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset type of the user's own that is not a file. */
final class OwnProviderTest {
    private static final Map<String, Object> STORE = new HashMap<>();

    /** Values in a map, by key. */
    public static final class ShelfProvider implements DatasetProvider {
        /** Made by the service loader. */
        public ShelfProvider() {}

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public String holds() {
            return "a String";
        }

        @Override
        public boolean accepts(Type type) {
            return type == String.class;
        }

        @Override
        public List<Option> options() {
            return List.of(
                    Option.text("key", "the key", "Which shelf.").required(),
                    Option.texts("labels", "What is written on the shelf."));
        }

        @Override
        public List<Option> credentials() {
            return List.of(Option.text("token", "good", text -> !text.equals("bad"), "The key of the door."));
        }

        @Override
        public String version() {
            return "7";
        }

        @Override
        public OpenedDataset open(DatasetRequest request) {
            String key = request.options().text("key")
                    + request.options().texts("labels")
                    + request.credentials().get("token").orElse("");
            return new Shelf(key);
        }
    }

    private record Shelf(String key) implements OpenedDataset, Dataset<Object>, StoredContent {
        @Override
        public StoredContent content() {
            return this;
        }

        @Override
        public Dataset<Object> dataset(Type type) {
            if (key.startsWith("text-only")) {
                throw new IllegalArgumentException("it does not fit");
            }
            return this;
        }

        @Override
        public Object load() {
            return STORE.get(key);
        }

        @Override
        public void save(Object value) {
            STORE.put(key, value);
        }

        @Override
        public boolean exists() {
            return STORE.containsKey(key);
        }

        @Override
        public String location() {
            return "shelf " + key;
        }

        @Override
        public Optional<Stamp> stamp() {
            return exists() ? Optional.of(Stamp.identifying(load().toString())) : Optional.empty();
        }

        @Override
        public String digest(Stamp stamp) {
            return stamp.text();
        }
    }

    @TempDir
    Path directory;

    private RegisteredService service;

    @BeforeEach
    void registerTheService() throws IOException {
        service = new RegisteredService(DatasetProvider.class, ShelfProvider.class.getName(), directory);
    }

    @AfterEach
    void closeTheService() throws IOException {
        service.close();
        STORE.clear();
    }

    private TestProject project(String catalog) {
        return new TestProject(directory.resolve("project"))
                .catalog(catalog)
                .with("conf/local/credentials.yml", "door: {token: hunter2}\nwrong: {token: bad}\n");
    }

    @Test
    void value_isSavedAndLoaded_withOptionsAndCredentials() {
        Catalog catalog = project("d: {type: shelf, key: k, labels: {a: 1}, credentials: door}")
                .catalog();
        catalog.open("d", String.class).save("value");
        assertThat(STORE).containsEntry("k{a=1}hunter2", "value");
        assertThat(catalog.isStored("d")).isTrue();
        assertThat(catalog.content("d").orElseThrow().stamp()).contains(Stamp.identifying("value"));
        assertThat(catalog.declaration("d").orElseThrow())
                .contains("\"(version)\":\"7\"")
                .doesNotContain("door");
    }

    @Test
    void workerProcess_getsTheEntryAndTheCredentialsThatItNeeds() {
        Catalog catalog = project("""
                d: {type: shelf, key: k, credentials: door}
                e: {type: memory, credentials: wrong}
                """).catalog();
        assertThat(catalog.toJson()).contains("hunter2").doesNotContain("\"bad\"");
        Catalog elsewhere = Catalog.ofJson(catalog.toJson());
        elsewhere.open("d", String.class).save("from there");
        assertThat(catalog.open("d", String.class).load()).isEqualTo("from there");
    }

    @Test
    void pattern_isOpenedByName() {
        Catalog catalog = project("'{x}_s': {type: shelf, key: '{x}', credentials: wrong}")
                .catalog();
        catalog.check();
        assertThatThrownBy(() -> catalog.open("a_s", String.class))
                .hasMessage("conf/local/credentials.yml:2:16: \"token\" must be good");
        Catalog open = project("'{x}_s': {type: shelf, key: '{x}'}").catalog();
        open.open("a_s", String.class).save("v");
        assertThat(STORE).containsEntry("a{}", "v");
    }

    @Test
    void mistakes_areSaidAsOfAnyOtherType() {
        assertThatThrownBy(() -> project("""
                        a: {type: shelf}
                        b: {type: shelf, kye: k}
                        c: {type: shelf, key: {k: v}}
                        d: {type: shelf, key: k, labels: v}
                        e: {type: shelf, key: k, credentials: dor}
                        f: {type: shelf, key: k, credentials: wrong}
                        g: {type: shlf}
                        h: {type: memory, spill: shelf}
                        """).catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        conf/base/catalog.yml:1:1: the option "key" is missing: the key
                        conf/base/catalog.yml:2:18: unknown option "kye" of a shelf dataset; did you mean "key"?
                        conf/base/catalog.yml:3:23: "key" must be the key, not a group of values
                        conf/base/catalog.yml:4:34: "labels" must be keys with texts, not "v"
                        conf/base/catalog.yml:5:39: no credentials named "dor"; did you mean "door"?
                        conf/base/catalog.yml:7:11: unknown dataset type "shlf"; did you mean "shelf"?
                        conf/base/catalog.yml:8:26: "spill" must be %s, not "shelf"
                        conf/local/credentials.yml:2:16: "token" must be good""".formatted(new OptionKind.Words(DatasetTypes.ofFiles()).legal()));
    }

    @Test
    void typeThatDoesNotFit_isSaid() {
        assertThatThrownBy(() -> project("d: {type: shelf, key: k}").open("d", Integer.class))
                .hasMessage("conf/base/catalog.yml:1:1: the pipeline has \"d\" as Integer, but a shelf dataset holds a"
                        + " String");
        assertThatThrownBy(() -> project("d: {type: shelf, key: text-only}").open("d", String.class))
                .hasMessage("conf/base/catalog.yml:1:1: dataset \"d\": it does not fit");
    }

    @Test
    void schema_hasTheType_withoutPath() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(CatalogSchema.text(), InputFormat.JSON);
        assertThat(schema.validate("d: {type: shelf, key: 5, labels: {a: 1}, credentials: c}", InputFormat.YAML))
                .isEmpty();
        assertThat(schema.validate("d: {type: shelf, path: x}", InputFormat.YAML))
                .isNotEmpty();
        assertThat(schema.validate("d: {type: shelf, labels: x}", InputFormat.YAML))
                .isNotEmpty();
        assertThat(schema.validate("d: {type: memory, spill: shelf}", InputFormat.YAML))
                .isNotEmpty();
    }
}
