package dev.freshet.jdbc;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project whose datasets are in a database. */
final class JdbcProject {
    private final Path directory;

    JdbcProject(Path directory, TestDatabase database) {
        this.directory = directory;
        credentials(database.url(), database.user(), TestDatabase.PASSWORD);
    }

    Path conf() {
        return directory.resolve("conf");
    }

    JdbcProject with(String file, String text) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcProject credentials(String url, String user, String password) {
        return with(
                "conf/local/credentials.yml",
                "db: {url: '" + url + "'"
                        + (user.isEmpty() ? "" : ", user: '" + user + "', password: '" + password + "'") + "}\n");
    }

    JdbcProject catalog(String text) {
        return with("conf/base/catalog.yml", text);
    }

    Catalog catalog() {
        return Catalog.of(Configuration.load(conf(), "local", Map.of()));
    }

    /** A dataset {@code d} whose entry has these options. */
    @SuppressWarnings("unchecked") // the catalog opens what holds records of the class
    <R> Dataset<Iterable<R>> dataset(String options, Class<R> record) {
        Dataset<?> opened =
                catalog("d: {" + options + ", credentials: db}\n").catalog().open("d", new Records(record));
        return (Dataset<Iterable<R>>) opened;
    }

    StoredContent content(String options) {
        return catalog("d: {" + options + ", credentials: db}\n")
                .catalog()
                .content("d")
                .orElseThrow();
    }

    /** The version of the content as a run would take it. */
    String version(String options) {
        StoredContent content = content(options);
        Stamp stamp = content.stamp().orElseThrow();
        return content.digest(stamp);
    }

    /** {@code List<R>}. */
    record Records(Class<?> record) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {record};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }

        @Override
        public String getTypeName() {
            return "java.util.List<" + record.getTypeName() + ">";
        }
    }
}
