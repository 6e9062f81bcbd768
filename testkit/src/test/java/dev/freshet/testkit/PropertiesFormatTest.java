package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sample of the documentation keeps the contract. */
final class PropertiesFormatTest extends FileFormatContract {
    @Override
    protected String type() {
        return "properties";
    }

    @Override
    protected Type javaType() {
        return Properties.class;
    }

    @Override
    protected Object value(Random random) {
        Properties properties = new Properties();
        properties.setProperty("key", new RandomValues(random).text());
        return properties;
    }

    @Override
    protected List<MalformedFile> malformed() {
        return List.of(MalformedFile.of("bad escape", "a=\\u12", "Malformed \\uxxxx encoding"));
    }

    @Test
    void samples_areThisFormat() throws IOException {
        String format = code(Files.readString(Path.of("src/test/java/dev/freshet/testkit/PropertiesFormat.java")));
        assertThat(format)
                .contains(code(sample("../docs/dataset-types.md", "```java\n", "```")))
                .contains(code(sample(
                                "../datasets/src/main/java/dev/freshet/dataset/FileFormat.java",
                                "<pre>{@code\n",
                                "}</pre>")
                        .replaceAll("(?m)^ \\* ?", "")));
    }

    private static String sample(String file, String begin, String end) throws IOException {
        String text = Files.readString(Path.of(file));
        int from = text.lastIndexOf(begin, text.indexOf("class PropertiesFormat")) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** What counts for the compiler, without annotations, the constructor and comments. */
    private static String code(String java) {
        return java.replaceAll("//.*|/\\*\\*.*\\*/|@Override|public PropertiesFormat\\(\\) \\{}", "")
                .replaceAll("\\s+", "");
    }
}
