package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ReflectedType;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The dataset type {@code yaml}: one value in a file. */
final class YamlFormat implements FileFormat {
    @Override
    public String name() {
        return BuiltInType.YAML.word();
    }

    @Override
    public String holds() {
        return BuiltInType.YAML.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.YAML.accepts(new ReflectedType(type));
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(StandardCharsets.UTF_8);
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new YamlCodec(type);
    }
}
