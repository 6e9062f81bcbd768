package dev.freshet.dataset.format;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ReflectedType;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code text}: one text, or its lines. */
final class TextFormat implements FileFormat {
    private static final String ENCODING = "encoding";
    private static final List<Option> OPTIONS =
            List.of(Option.encoding(ENCODING, "The encoding of the file.").comparedByMeaning());

    @Override
    public String name() {
        return BuiltInType.TEXT.word();
    }

    @Override
    public String holds() {
        return BuiltInType.TEXT.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.TEXT.accepts(new ReflectedType(type));
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(options.encoding(ENCODING));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        Charset encoding = options.encoding(ENCODING);
        return type == String.class ? new TextCodec(encoding) : new LinesCodec(encoding);
    }
}
