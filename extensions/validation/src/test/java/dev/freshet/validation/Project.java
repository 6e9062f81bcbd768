package dev.freshet.validation;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A project directory, with records that have constraints. */
record Project(Path directory) {
    static final Type FLIGHTS = list(Flight.class);

    static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    Project with(String file, String... lines) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Datasets {@code d} whose entries have these options. */
    <T> Dataset<T> dataset(String options, Type type) {
        with("conf/base/catalog.yml", "d: {" + options + "}");
        return Catalog.of(configuration(Map.of())).open("d", type);
    }

    Configuration configuration(Map<String, String> runtime) {
        return Configuration.load(directory.resolve("conf"), "local", runtime);
    }

    String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** Rows of flights as CSV, the first of them good, the others late by a negative time. */
    static String[] csv(int bad) {
        return Stream.concat(
                        Stream.of("code,delay,origin,gate", "LH1,0,FRA,A1"),
                        IntStream.range(0, bad).mapToObj(i -> "LH1,-100,FRA,A1"))
                .toArray(String[]::new);
    }

    /** The lines of the message with which it fails. */
    static List<String> lines(Runnable action) {
        DatasetException e = catchThrowableOfType(DatasetException.class, action::run);
        return e == null ? List.of() : String.valueOf(e.getMessage()).lines().toList();
    }
}
