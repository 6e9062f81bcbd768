package dev.freshet.avro;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** The dataset type {@code avro}. */
public final class AvroFormat implements FileFormat {
    private static final String CODEC = "codec";

    private static final List<Option> OPTIONS = List.of(
            Option.words(CODEC, "deflate", BlockCodec.WORDS, "The compression inside the file; `null` is none."));

    /** For the service loader. */
    public AvroFormat() {}

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public String holds() {
        return "a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.row(type).isPresent();
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public List<String> endings() {
        return List.of(".avro");
    }

    @Override
    public Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.of(AvroInference.of(AvroCodec.schema(file.stream())));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new AvroCodec(FileFormat.row(type).orElseThrow(), BlockCodec.of(options.text(CODEC)));
    }
}
