package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import dev.freshet.dataset.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every dataset type. The test of a dataset type extends this class, or {@link RecordFormatContract}
 * for a type of many records, and provides the values and files to try. The seed of the random values is set by
 * {@code -Dfreshet.seed}.
 */
public abstract class FileFormatContract {
    static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final int VALUES = 50;
    private static final int DAMAGES = 150;
    private static final int THREADS = 4;

    @TempDir
    Path directory;

    private Project project = new Project(Path.of(""));

    /** For subclasses. */
    protected FileFormatContract() {}

    /**
     * Returns the name of the dataset type in the catalog. A custom type must be registered as a service, as for a run.
     */
    protected abstract String type();

    /** Returns the Java type of the values, as a pipeline declares it. */
    protected abstract Type javaType();

    /** Returns a value to save: usually an ordinary one, sometimes one that is hard to store. */
    protected abstract Object value(Random random);

    /** Returns files that must be refused, with the expected messages. */
    protected abstract List<MalformedFile> malformed();

    /**
     * Returns further option texts to try, as written in the catalog: {@code compression: gzip, header: false}. The
     * tests also try the type without options.
     */
    protected List<String> options() {
        return List.of();
    }

    /** Returns options that must be refused before a run, each with a part of the expected message. */
    protected Map<String, String> wrongOptions() {
        return Map.of();
    }

    /** Returns Java types that must be refused before a run, each with a part of the expected message. */
    protected Map<Type, String> refusedTypes() {
        return Map.of();
    }

    /** Returns values that must be refused on save, keyed by a part of the expected message. */
    protected Map<String, Object> unwritable() {
        return Map.of();
    }

    /** Returns the suffix of file names, such as {@code .csv}. */
    protected String suffix() {
        return "." + type();
    }

    /** Returns whether the type always detects a truncated file, however little is missing. */
    protected boolean noticesMissingEnd() {
        return false;
    }

    /** Asserts that a loaded value equals the saved one. Override this for values without a suitable {@code equals}. */
    protected void assertLoaded(Object loaded, Object saved) {
        assertThat(loaded).isEqualTo(saved);
    }

    @BeforeEach
    final void makeProject() {
        project = new Project(directory);
    }

    final Project project() {
        return project;
    }

    final String file() {
        return "file" + suffix();
    }

    final Dataset<Object> dataset(String file, String options) {
        return project.dataset(type(), file, options, javaType());
    }

    final Dataset<Object> dataset() {
        return dataset(file(), "");
    }

    private List<String> noneAndOptions() {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(options());
        return all;
    }

    @TestFactory
    final Stream<DynamicTest> value_saved_isLoadedAsItWas() {
        return noneAndOptions().stream()
                .map(options -> dynamicTest(options.isEmpty() ? "without options" : options, () -> {
                    Dataset<Object> dataset = dataset(file(), options);
                    Random random = new Random(SEED);
                    for (int i = 0; i < VALUES; i++) {
                        comesBack(dataset, value(random));
                    }
                }));
    }

    final void comesBack(Dataset<Object> dataset, Object value) {
        dataset.save(value);
        Object loaded = dataset.load();
        if (dataset.isLossless()) {
            assertThat(loaded).as("lossless is claimed, seed %d", SEED).isEqualTo(value);
        } else {
            assertLoaded(loaded, value);
        }
        assertThat(project.files()).as("all files").hasSize(1);
    }

    /** The second save is at least two seconds later, since two seconds is the coarsest usual resolution of times. */
    @Test
    final void value_savedLater_givesTheSameBytes() {
        Object value = value(new Random(SEED));
        dataset().save(value);
        byte[] first = project.bytes(file());
        long second = System.currentTimeMillis() / 2000;
        while (System.currentTimeMillis() / 2000 == second) {
            LockSupport.parkNanos(10_000_000);
        }
        dataset().save(value);
        assertThat(project.bytes(file())).isEqualTo(first);
    }

    @Test
    final void value_inPackedFile_isTheSameContent() throws IOException {
        Object value = value(new Random(SEED));
        dataset().save(value);
        Dataset<Object> packed = dataset(file() + ".gz", "");
        packed.save(value);
        byte[] content = new GZIPInputStream(new ByteArrayInputStream(project.bytes(file() + ".gz"))).readAllBytes();
        assertThat(content).isEqualTo(project.bytes(file()));
        assertLoaded(packed.load(), value);
    }

    @Test
    final void values_inSeveralThreads_doNotMeet() throws InterruptedException, ExecutionException {
        Dataset<Object> shared = dataset("shared" + suffix(), "");
        Object sharedValue = value(new Random(SEED));
        shared.save(sharedValue);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(SEED + i);
            Dataset<Object> own = dataset(i + suffix(), "");
            tasks.add(() -> {
                for (int round = 0; round < 10; round++) {
                    Object value = value(random);
                    own.save(value);
                    assertLoaded(own.load(), value);
                    assertLoaded(shared.load(), sharedValue);
                }
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @TestFactory
    final Stream<DynamicTest> malformedFile_isRefusedInOneLine() {
        return malformed().stream()
                .map(malformed -> dynamicTest(malformed.name(), () -> {
                    Dataset<Object> dataset = dataset();
                    project.write(file(), malformed.content());
                    assertThat(refusal(dataset::load)).contains(malformed.message());
                    assertThat(project.handles(file())).as("open handles").isZero();
                }));
    }

    @TestFactory
    final Stream<DynamicTest> file_thatLacksItsEnd_isNoticedOrReadable() {
        return Stream.of(0, 1, 4, 25, 50, 75, 90, 99)
                .map(percent -> dynamicTest(percent + " percent remain", () -> {
                    Dataset<Object> dataset = dataset();
                    dataset.save(value(new Random(SEED)));
                    byte[] content = project.bytes(file());
                    int length = Math.min(content.length - 1, content.length * percent / 100);
                    project.write(file(), Arrays.copyOf(content, Math.max(0, length)));
                    boolean isRefused = isRefused(dataset);
                    assertThat(isRefused || !noticesMissingEnd()).as("refused").isTrue();
                }));
    }

    /** Returns whether a file is refused; checks that the message is one line. */
    private boolean isRefused(Dataset<Object> dataset) {
        Throwable thrown = catchThrowable(dataset::load);
        if (thrown != null) {
            checkRefusal(thrown);
        }
        return thrown != null;
    }

    @Test
    final void file_withDamagedBytes_isRefusedInOneLineOrReadable() {
        Random random = new Random(SEED);
        Dataset<Object> dataset = dataset();
        dataset.save(value(random));
        byte[] content = project.bytes(file());
        for (int i = 0; i < DAMAGES && content.length > 0; i++) {
            byte[] damaged = content.clone();
            for (int j = 0; j <= i % 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            project.write(file(), damaged);
            isRefused(dataset);
        }
    }

    @Test
    final void file_thatIsMissing_isNamed() throws IOException {
        assertThat(refusal(dataset()::load)).contains("the file does not exist");
        Files.createDirectories(project.path(file()));
        assertThat(refusal(dataset()::load)).contains("a file is expected, but this is a directory");
    }

    @TestFactory
    final Stream<DynamicTest> value_thatCannotBeWritten_leavesTheOldFile() {
        return new TreeMap<>(unwritable())
                .entrySet().stream()
                        .map(entry -> dynamicTest(entry.getKey(), () -> {
                            Dataset<Object> dataset = dataset();
                            dataset.save(value(new Random(SEED)));
                            byte[] before = project.bytes(file());
                            assertThat(refusal(() -> dataset.save(entry.getValue())))
                                    .contains(entry.getKey());
                            assertThat(project.bytes(file())).isEqualTo(before);
                            assertThat(project.files()).containsExactly(file());
                        }));
    }

    @Test
    final void unknownOption_isRefusedWithTheNearestWord() {
        for (Option declared : Catalog.options(type())) {
            String option = declared.name();
            assertThatThrownBy(() -> dataset(file(), option + "x: 1"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("unknown option \"" + option + "x\" of a " + type()
                            + " dataset; did you mean \"" + option + "\"?");
        }
    }

    /** The text {@code ???} is not a value of any option with a closed set of values. */
    @TestFactory
    final Stream<DynamicTest> declaredOption_withAnotherValue_isRefusedAtItsPlace() {
        return Catalog.options(type()).stream()
                .filter(option -> !(option.kind() instanceof OptionKind.Text))
                .map(option -> dynamicTest(
                        option.name(),
                        () -> isConfigError(
                                () -> dataset(file(), option.name() + ": \"???\""),
                                "\"" + option.name() + "\" must be "
                                        + option.kind().legal() + ", not \"???\"")));
    }

    @TestFactory
    final Stream<DynamicTest> wrongOption_isRefusedBeforeTheRun() {
        return new TreeMap<>(wrongOptions())
                .entrySet().stream()
                        .map(entry -> dynamicTest(
                                entry.getKey(),
                                () -> isConfigError(() -> dataset(file(), entry.getKey()), entry.getValue())));
    }

    @TestFactory
    final Stream<DynamicTest> wrongJavaType_isRefusedBeforeTheRun() {
        return refusedTypes().entrySet().stream()
                .map(entry -> dynamicTest(
                        entry.getKey().getTypeName(),
                        () -> isConfigError(
                                () -> project.dataset(type(), file(), "", entry.getKey()), entry.getValue())));
    }

    private static void isConfigError(ThrowingCallable opening, String message) {
        Throwable error = catchThrowable(opening);
        assertThat(error).isInstanceOf(ConfigException.class).hasMessageContaining(message);
        assertOneLine(String.valueOf(error.getMessage()));
    }

    /** Returns the message of a {@link DatasetException}, after a check of its form. */
    final String refusal(ThrowingCallable failing) {
        return checkRefusal(catchThrowable(failing));
    }

    private String checkRefusal(@Nullable Throwable error) {
        assertThat(error).as("seed %d", SEED).isInstanceOf(DatasetException.class);
        String message = String.valueOf(Objects.requireNonNull(error).getMessage());
        assertThat(message).startsWith("dataset \"" + Project.DATASET + "\" (data/" + file());
        assertOneLine(message);
        return message;
    }

    private static void assertOneLine(String message) {
        assertThat(message.lines()).as(message).hasSize(1);
        assertThat(message)
                .doesNotContainPattern("[a-z]\\w*Exception|IndexOutOfBounds|\\b(?:java|org|com)\\.[a-z]|Cannot invoke")
                .doesNotContainPattern("\\): *(?:null)?$");
    }
}
