package dev.freshet.avro;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** The dataset type {@code avro}. */
public final class AvroFormat implements FileFormat {
    private static final String CODEC = "codec";

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
        return FileFormat.element(type)
                .filter(element -> element instanceof Class<?> row && row.isRecord())
                .isPresent();
    }

    @Override
    public Set<String> options() {
        return Set.of(CODEC);
    }

    @Override
    public FileCodec open(Type type, Map<String, String> options) {
        String codec = options.getOrDefault(CODEC, "deflate");
        if (!AvroCodec.CODECS.contains(codec)) {
            String hint = NearestName.of(codec, AvroCodec.CODECS)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            throw new IllegalArgumentException("\"" + CODEC + "\" must be " + String.join(" or ", AvroCodec.CODECS)
                    + ", not \"" + codec + "\"" + hint);
        }
        return new AvroCodec((Class<?>) FileFormat.element(type).orElseThrow(), codec);
    }
}
