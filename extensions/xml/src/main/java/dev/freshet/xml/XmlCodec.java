package dev.freshet.xml;

import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.dataset.json.JsonFaults;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;

/** An XML file with one record, or with many. */
final class XmlCodec implements ValueCodec {
    private final JavaType type;
    private final String root;

    XmlCodec(Type type, String root) {
        this.type = FileFormat.element(type)
                .map(element -> (JavaType) Xml.MAPPER
                        .getTypeFactory()
                        .constructCollectionType(List.class, Xml.MAPPER.constructType(element)))
                .orElseGet(() -> Xml.MAPPER.constructType(type));
        this.root = root;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        StringWriter text = new StringWriter();
        new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()).transferTo(text);
        XmlElements.check(text.toString());
        return bind(text.toString());
    }

    private Object bind(String text) {
        Supplier<JsonParser> parser = () -> Xml.MAPPER.createParser(text);
        Object value;
        try (JsonParser tokens = parser.get()) {
            value = Xml.MAPPER.readValue(tokens, type);
        } catch (JacksonException e) {
            throw new JsonFaults("XML", parser, 1).reading(e);
        }
        if (value == null) {
            throw new MalformedContent(":1", "null is not a value that a dataset can hold");
        }
        return value;
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
        try {
            Xml.MAPPER.writer().forType(type).withRootName(root).writeValue(text, value);
        } catch (JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException failure) {
                    throw failure;
                }
            }
            throw JsonFaults.writing("XML", e);
        }
        text.flush();
    }
}
