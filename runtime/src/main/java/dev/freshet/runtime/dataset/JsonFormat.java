package dev.freshet.runtime.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** JSON: a file with one value, or a file with a value on each line. */
final class JsonFormat implements FileDataset.Format {
    private final JavaType type;
    private final boolean aLineEach;

    /**
     * @param type the type of the value, or of each line's value
     */
    JsonFormat(Type type, boolean aLineEach) {
        this.type = Json.MAPPER.constructType(type);
        this.aLineEach = aLineEach;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        if (!aLineEach) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.isBlank()) {
                throw new MalformedContent("", "the file is empty; a JSON value is expected");
            }
            return Json.parse(text, type, 1);
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        List<Object> values = new ArrayList<>();
        String line;
        for (int number = 1; (line = reader.readLine()) != null; number++) {
            if (!line.isBlank()) {
                values.add(Json.parse(line, type, number));
            }
        }
        return values;
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        if (!aLineEach) {
            Json.write(
                    Json.MAPPER
                            .writer()
                            .with(SerializationFeature.INDENT_OUTPUT)
                            .forType(type),
                    value,
                    out);
            return;
        }
        ObjectWriter lines = Json.MAPPER.writer().forType(type);
        for (Object element : (Iterable<?>) value) {
            Json.write(lines, element, out);
        }
    }
}
