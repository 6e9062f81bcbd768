package dev.freshet.testkit;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Collectors;

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
                    properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new IOException(e.getMessage(), e);
                }
                return properties;
            }

            @Override
            public void write(OutputStream out, Object value) throws IOException {
                StringWriter text = new StringWriter();
                ((Properties) value).store(text, null);
                String lines = text.toString()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .sorted()
                        .collect(Collectors.joining("\n"));
                out.write(lines.getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
