package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.OptionValues;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.JavaTypes;
import dev.freshet.wiring.ReflectedType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code jsonl}: a value on each line. */
final class JsonLinesFormat implements FileFormat {
    @Override
    public String name() {
        return BuiltInType.JSONL.word();
    }

    @Override
    public String holds() {
        return BuiltInType.JSONL.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.JSONL.accepts(new ReflectedType(type));
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> endings() {
        return List.of(".jsonl", ".ndjson");
    }

    @Override
    public Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.of(JsonInference.ofLines(file.stream(), rows));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new JsonLinesCodec(JavaTypes.element(type));
    }
}
