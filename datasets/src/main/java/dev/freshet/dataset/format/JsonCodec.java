package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JavaType;

/** A JSON file with one value. */
public final class JsonCodec implements ValueCodec {
    private final JavaType type;
    private final boolean lossless;

    public JsonCodec(Type type) {
        this.type = Json.type(type);
        lossless = LosslessTypes.inJson(type);
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        StringWriter text = new StringWriter();
        Texts.reader(in, StandardCharsets.UTF_8).transferTo(text);
        if (text.toString().isBlank()) {
            throw new MalformedContent("", "the file is empty; a JSON value is expected");
        }
        return Json.parse(text.toString(), type, 1);
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Json.write(() -> Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .forType(Json.written(type))
                .writeValue(out, Json.written(type, value)));
        out.write('\n');
    }
}
