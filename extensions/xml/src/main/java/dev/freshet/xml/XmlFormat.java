package dev.freshet.xml;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code xml}. */
public final class XmlFormat implements FileFormat {
    private static final String ROOT = "root";
    private static final List<Option> OPTIONS = List.of(Option.text(
            ROOT,
            "data",
            "the name of an element",
            name -> name.matches("[A-Za-z_][A-Za-z0-9_.-]*"),
            "The name of the root element of a saved file; a loaded file may have another."));

    /** Made by the service loader. */
    public XmlFormat() {}

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public String holds() {
        return "a record, or a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.element(type).orElse(type) instanceof Class<?> record && record.isRecord();
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(StandardCharsets.UTF_8);
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new XmlCodec(type, options.text(ROOT));
    }
}
