package dev.freshet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dataset type of the documentation, word by word but for {@code @Override} and line breaks. */
public final class PropertiesFormat implements FileFormat {
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
    public FileCodec open(Type type, OptionValues options) {
        return new ValueCodec() {
            @Override
            public Object read(InputStream in) throws IOException {
                Properties properties = new Properties();
                try {
                    properties.load(in);
                } catch (IllegalArgumentException e) {
                    throw new MalformedContent("", e.getMessage());
                }
                return properties;
            }

            @Override
            public void write(OutputStream out, Object value) throws IOException {
                ByteArrayOutputStream dated = new ByteArrayOutputStream();
                ((Properties) value).store(dated, null);
                Stream<String> lines =
                        dated.toString(ISO_8859_1).lines().skip(1).sorted();
                out.write(lines.collect(Collectors.joining("\n")).getBytes(ISO_8859_1));
            }
        };
    }
}
