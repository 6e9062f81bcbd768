package dev.freshet.spark;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A project whose tables are Spark's. All tests of the module share one session. */
final class SparkProject {
    private final Path directory;

    SparkProject(Path directory) {
        this.directory = directory;
        with("conf/base/spark.yml", "master: local[2]\nspark.sql.shuffle.partitions: 2\n");
    }

    SparkProject with(String file, String text) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String file) {
        return directory.resolve(file);
    }

    SparkProject catalog(String text) {
        return with("conf/base/catalog.yml", text);
    }

    Catalog catalog() {
        return Catalog.of(Configuration.load(directory.resolve("conf"), "local", Map.of()));
    }

    Run run(CompiledPipeline pipeline) {
        return Run.of(pipeline).conf(directory.resolve("conf"));
    }

    /** The session of all tests. */
    static SparkSession session() {
        return SparkSessions.get(new SessionSettings(
                "local[2]", true, Map.of("spark.sql.shuffle.partitions", "2", "spark.sql.session.timeZone", "UTC")));
    }

    /** The table {@code t} whose entry has these options. */
    Dataset<org.apache.spark.sql.Dataset<Row>> table(String options) {
        return catalog("t: {type: spark, " + options + "}\n").catalog().open("t", new Of(Row.class));
    }

    <T> Dataset<org.apache.spark.sql.Dataset<T>> table(String options, Class<T> type) {
        return catalog("t: {type: spark, " + options + "}\n").catalog().open("t", new Of(type));
    }

    /** The names of all that is in a directory. */
    List<String> files(String in) {
        try (Stream<Path> files = Files.list(directory.resolve(in))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A generic class with type arguments. */
    private interface Generic extends ParameterizedType {
        @Override
        default @Nullable Type getOwnerType() {
            return null;
        }
    }

    /** {@code Dataset<T>}. */
    record Of(Class<?> element) implements Generic {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return org.apache.spark.sql.Dataset.class;
        }
    }

    /** {@code List<T>}. */
    record ListOf(Class<?> element) implements Generic {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }
    }

    /** {@code Map<String, List<T>>}. */
    record PartitionsOf(Class<?> element) implements Generic {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {String.class, new ListOf(element)};
        }

        @Override
        public Type getRawType() {
            return Map.class;
        }
    }
}
