package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.Type;

/** The dataset type {@code bytes}: a file's bytes as they are. */
final class BytesFormat implements FileFormat {
    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public String holds() {
        return "a byte[]";
    }

    @Override
    public boolean accepts(Type type) {
        return type == byte[].class;
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new BytesCodec();
    }
}
