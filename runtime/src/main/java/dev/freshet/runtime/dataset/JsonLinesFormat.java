package dev.freshet.runtime.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SequenceWriter;

/** A file with a JSON value on each line. */
final class JsonLinesFormat implements FileCodec {
    private final JavaType type;
    private final boolean lossless;

    /** @param type the type of each line's value */
    JsonLinesFormat(Type type) {
        this.type = Json.type(type);
        lossless = LosslessTypes.inJson(type);
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(Texts.reader(in, StandardCharsets.UTF_8));
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
        boolean[] any = {false};
        Json.write(() -> {
            try (SequenceWriter lines = Json.MAPPER
                    .writer()
                    .forType(type)
                    .withRootValueSeparator("\n")
                    .writeValues(out)) {
                int number = 0;
                for (Object element : (Iterable<?>) value) {
                    number++;
                    if (element == null) {
                        throw new MalformedContent("", "value " + number + " is null");
                    }
                    lines.write(element);
                    any[0] = true;
                }
            }
        });
        if (any[0]) {
            out.write('\n');
        }
    }
}
