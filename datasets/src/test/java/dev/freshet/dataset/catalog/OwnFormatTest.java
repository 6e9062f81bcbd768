package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RegisteredService;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset type of the user's own. */
final class OwnFormatTest {
    /** As in the documentation, with an option. */
    public static final class PropertiesFormat implements FileFormat {
        /** Made by the service loader. */
        public PropertiesFormat() {}

        @Override
        public String name() {
            return "properties";
        }

        @Override
        public String holds() {
            return "java.util.Properties";
        }

        @Override
        public boolean accepts(Type type) {
            return type == Properties.class;
        }

        @Override
        public List<Option> options() {
            return List.of(
                    Option.text("comment", "one line", "The first line of the file."),
                    Option.words("order", "sorted", List.of("sorted", "reversed"), "The order of the entries."),
                    Option.whole("indent", "spaces", 0, 8, "What stands before each entry."));
        }

        @Override
        public FileCodec open(Type type, OptionValues options) {
            String comment = options.findText("comment").orElse("made by a test");
            if (comment.contains("\n")) {
                throw new OptionException("comment", "\"comment\" must be one line");
            }
            if (comment.equals("broken")) {
                throw new IllegalArgumentException("nothing fits");
            }
            return new ValueCodec() {
                @Override
                public Object read(InputStream in) throws IOException {
                    Properties properties = new Properties();
                    try {
                        properties.load(in);
                    } catch (IllegalArgumentException e) {
                        throw new IOException("no properties: " + e.getMessage(), e);
                    }
                    return properties;
                }

                @Override
                public void write(OutputStream out, Object value) throws IOException {
                    out.write(("# " + comment + "\n").getBytes(StandardCharsets.UTF_8));
                    for (String name : ((Properties) value).stringPropertyNames()) {
                        out.write((name + "=" + ((Properties) value).getProperty(name) + "\n")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                }
            };
        }
    }

    @TempDir
    Path directory;

    private RegisteredService service;

    @BeforeEach
    void registerTheService() throws IOException {
        service = new RegisteredService(FileFormat.class, PropertiesFormat.class.getName(), directory);
    }

    private void register(String provider) throws IOException {
        service.close();
        service = new RegisteredService(FileFormat.class, provider, directory);
    }

    @AfterEach
    void closeTheService() throws IOException {
        service.close();
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    private Dataset<Properties> dataset(String options) {
        return new TestProject(directory.resolve("project")).dataset(options, Properties.class);
    }

    @Test
    void mistakeOfTheType_isToldWithItsPlace() {
        Dataset<Object> strange = new TestProject(directory.resolve("project"))
                .dataset("type: properties, path: p.properties", Properties.class);
        assertThatThrownBy(() -> strange.save("no properties"))
                .isInstanceOf(DatasetException.class)
                .hasMessageMatching("dataset \"[a-z]+\" \\(.*p.properties\\): the dataset's type failed with"
                        + " java.lang.ClassCastException: .*, at .*OwnFormatTest.java:[0-9]+\\)")
                .hasMessageNotContaining("\n");
        assertThat(directory.resolve("project/p.properties")).doesNotExist();
    }

    @Test
    void value_isSavedAndLoaded() {
        Dataset<Properties> plain = dataset("type: properties, path: p.properties, comment: hello");
        plain.save(properties("a", "1"));
        assertThat(directory.resolve("project/p.properties")).hasContent("# hello\na=1");
        assertThat(plain.load()).isEqualTo(properties("a", "1"));
        assertThat(plain.isLossless()).isFalse();
        Dataset<Properties> packed = dataset("type: properties, path: p.properties.gz");
        packed.save(properties("b", "2"));
        assertThat(packed.load()).isEqualTo(properties("b", "2"));
    }

    @Test
    void mistakes_areSaidAsOfAnyOtherType() throws IOException {
        assertThatThrownBy(() -> dataset("type: properties, path: p, coment: x"))
                .hasMessageContaining("unknown option \"coment\" of a properties dataset; did you mean \"comment\"?");
        assertThatThrownBy(() -> dataset("type: propertis, path: p"))
                .hasMessageContaining("unknown dataset type \"propertis\"; did you mean \"properties\"?");
        assertThatThrownBy(() -> dataset("type: properties, path: p, comment: \"a\\nb\""))
                .hasMessage("conf/base/catalog.yml:1:41: \"comment\" must be one line");
        assertThatThrownBy(() -> dataset("type: properties, path: p, comment: broken"))
                .hasMessage("conf/base/catalog.yml:1:1: dataset \"d\": nothing fits");
        assertThatThrownBy(() -> dataset("type: properties, path: p, order: sortd, indent: 9"))
                .hasMessage("""
                        conf/base/catalog.yml:1:39: "order" must be sorted or reversed, not "sortd"; did you mean "sorted"?
                        conf/base/catalog.yml:1:54: "indent" must be a number of spaces from 0 to 8, not "9\"""");
        assertThatThrownBy(() -> new TestProject(directory.resolve("project"))
                        .dataset("type: properties, path: p", String.class))
                .hasMessageContaining("a properties dataset holds java.util.Properties");
        Dataset<Properties> broken = dataset("type: properties, path: broken.properties");
        Files.writeString(directory.resolve("project/broken.properties"), "a=\\u12");
        assertThatThrownBy(broken::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (broken.properties): no properties: Malformed \\uxxxx encoding.");
        register("shop.NoFormat");
        assertThatThrownBy(() -> dataset("type: properties, path: p"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("META-INF/services/dev.freshet.dataset.FileFormat", "shop.NoFormat");
    }
}
