package dev.freshet.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes one YAML document, event by event. Texts that any version of YAML could read as something else are in quotes.
 * The methods throw an {@link UncheckedIOException} if the text cannot be written. Used by one thread.
 */
public final class YamlOutput {
    private static final ImplicitTuple WITHOUT_TAG = new ImplicitTuple(true, true);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*");
    /** What YAML 1.1 and 1.2 read as something else than text. */
    private static final Pattern WORDS = Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null");

    private final Emitter emitter;

    /** Writes to a writer, which stays open. */
    public YamlOutput(Writer out) {
        DumpSettings settings = DumpSettings.builder()
                .setWidth(Integer.MAX_VALUE)
                .setUseUnicodeEncoding(true)
                .build();
        emitter = new Emitter(settings, new Target(out));
        emitter.emit(new StreamStartEvent());
        emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    }

    private record Target(Writer out) implements StreamDataWriter {
        @Override
        public void write(String text) {
            write(text, 0, text.length());
        }

        @Override
        public void write(String text, int from, int length) {
            try {
                out.write(text, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void startMapping() {
        emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    }

    public void endMapping() {
        emitter.emit(new MappingEndEvent());
    }

    public void startSequence() {
        emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    }

    public void endSequence() {
        emitter.emit(new SequenceEndEvent());
    }

    /** A key, or a value that is a text. */
    public void text(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches();
        scalar(text, isPlain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    /** A value that is not a text, such as {@code true}, {@code null} and {@code 1.5}, as YAML has it. */
    public void literal(String literal) {
        scalar(literal, ScalarStyle.PLAIN);
    }

    private void scalar(String text, ScalarStyle style) {
        emitter.emit(new ScalarEvent(Optional.empty(), Optional.empty(), WITHOUT_TAG, text, style));
    }

    /** Ends the document. */
    public void end() {
        emitter.emit(new DocumentEndEvent(false));
        emitter.emit(new StreamEndEvent());
    }
}
