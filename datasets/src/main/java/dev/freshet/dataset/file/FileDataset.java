package dev.freshet.dataset.file;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.dataset.format.Texts;
import dev.freshet.dataset.rule.Findings;
import dev.freshet.dataset.rule.ValueChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dataset that is one file. */
public abstract class FileDataset<C extends FileCodec> implements Dataset<Object> {
    private final String name;
    private final FileContent content;
    private final FileLocation location;
    private final C codec;
    private final ValueChecks checks;
    private final Compression compression;

    FileDataset(String name, FileContent content, C codec, ValueChecks checks) {
        this.name = name;
        this.content = content;
        this.location = content.file();
        this.codec = codec;
        this.checks = checks;
        compression = Compression.of(location.key());
    }

    /**
     * Does all that a save does, except that nothing is stored.
     *
     * @throws DatasetException if the value cannot be saved
     */
    abstract void tryOut(@Nullable Object value);

    public static FileDataset<?> of(String name, FileContent content, FileCodec codec, ValueChecks checks) {
        return codec instanceof RecordCodec records
                ? new RecordFileDataset(name, content, records, checks)
                : new ValueFileDataset(name, content, (ValueCodec) codec, checks);
    }

    /** An operation whose failures are translated to messages for users. */
    interface Access<T extends @Nullable Object> {
        T run() throws IOException;
    }

    final <T extends @Nullable Object> T reading(Access<T> access) {
        return access(access, true, this::unreadable);
    }

    final <T extends @Nullable Object> T writing(Access<T> access) {
        return access(access, false, this::unwritable);
    }

    private <T extends @Nullable Object> T access(
            Access<T> access, boolean hasPlace, Function<IOException, DatasetException> failed) {
        try {
            return access.run();
        } catch (IOException | RuntimeException e) {
            throw failure(e, hasPlace, failed);
        } catch (OutOfMemoryError e) {
            throw failure("", noRoom(), e);
        } catch (StackOverflowError e) {
            // Its stack has a thousand frames that tell nothing.
            throw failure("", "the values are nested too deeply", null);
        }
    }

    /** Says that a value is too large, which is no error of the program. */
    static String noRoom() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "the content does not fit into memory, which is " + megabytes
                + " MB; give the process more with -Xmx, or keep it as records, of which not all are in memory";
    }

    /** Translates a failure to read the file. */
    final DatasetException readFailure(Exception e) {
        return failure(e, true, this::unreadable);
    }

    private DatasetException failure(Exception e, boolean hasPlace, Function<IOException, DatasetException> failed) {
        if (e instanceof DatasetException told) {
            return told;
        }
        if (e instanceof MalformedContent several && several.isSeveral()) {
            return new DatasetException(told(several), null);
        }
        if (e instanceof MalformedContent malformed) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return failure(hasPlace ? malformed.place() : "", malformed.problem(), cause);
        }
        if (e instanceof UncheckedIOException unchecked) {
            return failed.apply(Objects.requireNonNull(unchecked.getCause()));
        }
        return e instanceof IOException io
                ? failed.apply(io)
                : failure("", "the dataset's type failed with " + firstFrame(e), e);
    }

    /** Returns what is wrong with the content, with the names of the dataset and the file. */
    final String told(MalformedContent content) {
        return content.told(location.shown(), (place, problem) -> DatasetException.message(name, place, problem));
    }

    /**
     * Returns the exception and where it was thrown, so that the author of a custom dataset type can find the mistake.
     */
    private static String firstFrame(Exception e) {
        StackTraceElement[] frames = e.getStackTrace();
        return frames.length == 0 ? e.toString() : e + ", at " + frames[0];
    }

    /** Opens the file for reading. */
    final OpenFile open() {
        return new OpenFile(content, compression);
    }

    /** Starts to write the new content of the file. */
    final Replacement replacement() throws IOException {
        return new Packed(content.replace(), compression);
    }

    final C codec() {
        return codec;
    }

    /** Starts to check the values of one load or save. */
    final Findings findings() {
        return new Findings(checks, name, location.shown(), content::warned);
    }

    final void warned(String warning) {
        content.warned(warning);
    }

    final DatasetException nothing() {
        return failure("", "null cannot be saved", null);
    }

    private DatasetException unreadable(IOException e) {
        if (e instanceof CharacterCodingException) {
            return failure(firstMalformed(), "this is not " + codec.encoding() + " text", e);
        }
        return failure(
                "", compression.problem(e).orElseGet(() -> location.storage().reading(e, location.key())), e);
    }

    private String firstMalformed() {
        try (OpenFile file = open()) {
            return Texts.firstMalformed(file.stream(), codec.encoding());
        } catch (IOException e) {
            return "";
        }
    }

    private DatasetException unwritable(IOException e) {
        String problem = e instanceof CharacterCodingException
                ? "a text has a character that the dataset's encoding cannot hold; set the option \"encoding\""
                : location.storage().writing(e, location.key());
        return failure("", problem, e);
    }

    private DatasetException failure(String place, String problem, @Nullable Throwable cause) {
        return new DatasetException(name, location.shown() + place, problem, cause);
    }

    @Override
    public boolean exists() {
        return reading(() -> location.storage().exists(location.key()));
    }

    @Override
    public boolean isLossless() {
        return codec.isLossless();
    }

    @Override
    public String location() {
        return location.shown();
    }

    @Override
    public String savedLocation() {
        return location.storage() instanceof VersionedStorage versions
                ? versions.saved(location.key(), location.shown())
                : location.shown();
    }
}
