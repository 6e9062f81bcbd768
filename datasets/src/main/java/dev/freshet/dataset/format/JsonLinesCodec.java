package dev.freshet.dataset.format;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;

/** A file with a JSON value on each line. */
public final class JsonLinesCodec implements RecordCodec {
    private final JavaType type;
    private final boolean lossless;

    /** @param type the type of each line's value */
    public JsonLinesCodec(Type type) {
        this.type = Json.type(type);
        lossless = LosslessTypes.inJson(type);
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public RecordReader reader(FileSource source) throws IOException {
        BufferedReader lines = new BufferedReader(Texts.reader(source.stream(), StandardCharsets.UTF_8));
        return new RecordReader() {
            private int number;

            @Override
            public @Nullable Object read() throws IOException {
                String line;
                do {
                    line = lines.readLine();
                    number++;
                } while (line != null && line.isBlank());
                return line == null ? null : Json.parse(line, type, number);
            }

            @Override
            public String place() {
                return ":" + number;
            }
        };
    }

    @Override
    public RecordWriter writer(OutputStream out) throws IOException {
        ObjectWriter writer = Json.MAPPER.writer().forType(Json.written(type)).withRootValueSeparator("\n");
        SequenceWriter lines = writer.writeValues(out);
        return new RecordWriter() {
            private boolean any;

            @Override
            public void write(Object record) throws IOException {
                any = true;
                Json.write(() -> lines.write(Json.written(type, record)));
            }

            @Override
            public void finish() throws IOException {
                Json.write(lines::close);
                if (any) {
                    out.write('\n');
                }
            }
        };
    }
}
