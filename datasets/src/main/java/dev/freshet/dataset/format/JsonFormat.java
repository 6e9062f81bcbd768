package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.OptionValues;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ReflectedType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code json}: one value in a file. */
final class JsonFormat implements FileFormat {
    @Override
    public String name() {
        return BuiltInType.JSON.word();
    }

    @Override
    public String holds() {
        return BuiltInType.JSON.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.JSON.accepts(new ReflectedType(type));
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> endings() {
        return List.of(".json");
    }

    @Override
    public Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.of(JsonInference.ofValue(file.stream(), rows));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new JsonCodec(type);
    }
}
