package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.RegisteredService;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.ConfigJson;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which storage a path of the catalog leads to. */
final class StoragesTest {
    private static final FileSystem FILES = Jimfs.newFileSystem("shelves", Configuration.unix());

    /** Keeps each authority in a directory of its own, and needs a password. */
    public static final class ShelfProvider implements StorageProvider {
        /** Made by the service loader. */
        public ShelfProvider() {}

        @Override
        public String scheme() {
            return "shelf";
        }

        @Override
        public List<Option> credentials() {
            return List.of(
                    Option.text("user", "a name", "Who asks."),
                    Option.text("password", "four characters or more", text -> text.length() >= 4, "What lets in."));
        }

        @Override
        public Storage open(String authority, Credentials credentials) {
            if (authority.equals("none")) {
                throw new IllegalArgumentException("there is no such shelf");
            }
            try {
                String password = credentials.get("password").orElse("public");
                return new FileStorage(Files.createDirectories(FILES.getPath("/", password, authority)));
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @TempDir
    Path directory;

    private RegisteredService service;

    @BeforeEach
    void registerTheService() throws IOException {
        service = new RegisteredService(StorageProvider.class, ShelfProvider.class.getName(), directory);
    }

    private void register(String provider) throws IOException {
        service.close();
        service = new RegisteredService(StorageProvider.class, provider, directory);
    }

    @AfterEach
    void closeTheService() throws IOException {
        service.close();
    }

    private TestProject project(String credentials) {
        return new TestProject(directory).with("conf/base/credentials.yml", credentials);
    }

    @Test
    void scheme_namesTheStorage_andCredentialsGetIn() throws IOException {
        TestProject project = project("mine: {user: me, password: hunter2}");
        Dataset<String> mine =
                project.dataset("type: text, path: 'shelf://a/x/y.txt', credentials: mine", String.class);
        mine.save("mine");
        Dataset<String> everybody = project.dataset("type: text, path: 'shelf://a/x/y.txt'", String.class);
        assertThat(everybody.exists()).isFalse();
        everybody.save("everybody's");
        assertThat(mine.load()).isEqualTo("mine");
        assertThat(Files.readString(FILES.getPath("/hunter2/a/x/y.txt"))).isEqualTo("mine");
        assertThat(mine.location()).isEqualTo("shelf://a/x/y.txt");
    }

    @Test
    void packedContent_isPackedThereToo() throws IOException {
        project("{}")
                .dataset("type: text, path: 'shelf://a/f.txt.gz'", String.class)
                .save("x");
        assertThat(Files.readAllBytes(FILES.getPath("/public/a/f.txt.gz"))).startsWith(0x1f, 0x8b);
    }

    @Test
    void fileThatIsNoLocalOne_isCopied_forFormatsThatNeedOne() throws IOException {
        Catalog catalog = project("{}")
                .catalog("d: {type: text, path: 'shelf://a/copied.txt'}")
                .catalog();
        catalog.<String>open("d", String.class).save("x");
        FileContent content = (FileContent) catalog.content("d").orElseThrow();
        Path copy;
        try (OpenFile file = new OpenFile(content, Compression.NONE)) {
            copy = file.file();
            assertThat(copy.getFileSystem()).isEqualTo(directory.getFileSystem());
            assertThat(copy).hasContent("x");
        }
        assertThat(copy).doesNotExist();
        assertThat(content.path()).as("no snapshot").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://", "file:", "FILE://"})
    void uriOfAFile_leadsThere(String scheme) {
        TestProject project = project("{}");
        Dataset<String> dataset =
                project.dataset("type: text, path: '" + scheme + directory + "/a%20b.txt'", String.class);
        dataset.save("x");
        assertThat(project.text("a b.txt")).isEqualTo("x");
        assertThat(project.catalog().content("d").orElseThrow().path()).contains(directory.resolve("a b.txt"));
    }

    @Test
    void uriOfAnotherFileSystem_leadsThere() throws IOException {
        Files.createDirectories(FILES.getPath("/uri"));
        project("{}")
                .dataset("type: text, path: 'jimfs://shelves/uri/f.txt'", String.class)
                .save("x");
        assertThat(Files.readString(FILES.getPath("/uri/f.txt"))).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b.txt", "12:30/x.txt", "c:/x.txt", "a b://x.txt", "data/http://x.txt"})
    void pathWithoutScheme_isOneOfTheProject(String path) {
        TestProject project = project("{}");
        project.dataset("type: text, path: '" + path + "'", String.class).save("x");
        assertThat(project.text(path)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://b/k           | unknown storage "s3"; add dev.freshet:freshet-s3 to the class path
            S3://b/k           | unknown storage "s3"; add dev.freshet:freshet-s3 to the class path
            gs://b/k           | unknown storage "gs"; add dev.freshet:freshet-gcs to the class path
            shlef://b/k        | unknown storage "shlef"; did you mean "shelf"?
            flie:///k          | unknown storage "flie"; did you mean "file"?
            gopher://b/k       | unknown storage "gopher"; there are file, shelf
            shelf://none/k     | there is no such shelf
            shelf://a          | "path" must name a place and a file in it, as in shelf://place/data/flights.csv
            file:relative      | "path" must be the URI of a file, such as file:///data/flights.csv
            file:///a b        | "path" must be the URI of a file, such as file:///data/flights.csv
            jimfs://none/a     | "path" leads to a file system that is not open
            """)
    void badPath_isOneProblemAtItsPlace(String path, String problem) {
        TestProject project = project("{}").catalog("d: {type: text, path: '" + path + "'}");
        String message = "conf/base/catalog.yml:1:23: " + problem;
        assertThatThrownBy(project.catalog()::check)
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> project.open("d", String.class)).hasMessage(message);
        assertThatThrownBy(() -> project.catalog().content("d")).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {passwort: hunter2} | 8: unknown key "passwort" of credentials for shelf; did you mean "password"?
            {pin: hunter2}      | 8: unknown key "pin" of credentials for shelf; there are user, password
            {password: hu2}     | 18: "password" must be four characters or more
            {password: }        | 17: "password" must have a value
            {user: [hunter2]}   | 14: "user" must have a value
            hunter2             | 7: the credentials "mine" must have keys with values
            """)
    void badCredentials_areOneProblem_howeverManyUseThem(String credentials, String problem) {
        TestProject project = project("mine: " + credentials).catalog("""
                d: {type: text, path: 'shelf://a/k', credentials: mine}
                e: {type: text, path: 'shelf://b/k', credentials: mine}
                """);
        assertThat(catchThrowableOfType(ConfigException.class, project.catalog()::check))
                .hasMessage("conf/base/credentials.yml:1:" + problem)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void credentialsOfAPattern_reachOtherProcesses() {
        Catalog catalog = project("eu: {password: hunter2}\nus: {password: hunter3}")
                .catalog("'{region}.{name}': {type: text, path: 'shelf://{region}/{name}', credentials: '{region}'}")
                .catalog();
        catalog.<String>open("eu.a", String.class).save("x");
        String json = catalog.toJson();
        assertThat(json).contains("hunter2").doesNotContain("hunter3");
        assertThat(Catalog.ofJson(json).<String>open("eu.a", String.class).load())
                .isEqualTo("x");
    }

    @Test
    void credentials_areNotNeededForLocalFiles() {
        project("mine: {password: '${env:FRESHET_NOT_SET}'}")
                .dataset("type: text, path: x.txt, credentials: mine", String.class)
                .save("x");
    }

    @Test
    void values_areInNoText() {
        assertThat(Credentials.of(java.util.Map.of("password", "hunter2"))).hasToString("credentials [password]");
        Catalog catalog = project("mine: {password: hunter2}")
                .catalog("d: {type: text, path: 'shelf://a/k', credentials: mine}")
                .catalog();
        assertThat(catalog.toString() + catalog.content("d") + catalog.declaration("d"))
                .doesNotContain("hunter2");
        assertThat(Catalog.ofJson(catalog.toJson()).toString()).doesNotContain("hunter2");
        assertThat(new ConfigJson.Scalar("hunter2", dev.freshet.config.ScalarNode.Kind.STRING, true))
                .hasToString("***");
    }

    @Test
    void serviceThatIsNone_isAConfigurationError() throws IOException {
        register(StoragesTest.class.getName());
        assertThatThrownBy(() -> project("{}").dataset("type: text, path: 'shelf://a/k'", String.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("META-INF/services/" + StorageProvider.class.getName());
    }

    @Test
    void stampOfContent_isSettledAtOnce() {
        assertThat(Stamp.identifying("etag").isSettledAt(java.time.Instant.now()))
                .isTrue();
    }
}
