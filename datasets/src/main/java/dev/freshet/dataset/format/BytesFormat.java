package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ReflectedType;
import java.lang.reflect.Type;

/** The dataset type {@code bytes}: a file's bytes as they are. */
final class BytesFormat implements FileFormat {
    @Override
    public String name() {
        return BuiltInType.BYTES.word();
    }

    @Override
    public String holds() {
        return BuiltInType.BYTES.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.BYTES.accepts(new ReflectedType(type));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new BytesCodec();
    }
}
