package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetRequest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** Results of database queries: {@code {type: query, sql: "select ...", credentials: db}}. */
public final class QueryProvider extends DatabaseProvider {
    private static final String SQL = "sql";
    private static final String FILE = "file";

    /** For the service loader. */
    public QueryProvider() {}

    @Override
    public String name() {
        return "query";
    }

    @Override
    public Set<String> options() {
        return Set.of(SQL, FILE, COLUMNS, VERSION, Settings.FETCH_SIZE);
    }

    @Override
    Source source(DatasetRequest request, Access access) {
        if (request.option(SQL).isPresent() == request.option(FILE).isPresent()) {
            throw new IllegalArgumentException(
                    "either \"sql\", a statement, or \"file\", the path of a file with one, must be given");
        }
        String location = request.option(FILE).orElse("query " + request.name()) + " of " + access.name();
        String sql = request.option(SQL).orElseGet(() -> read(request));
        if (sql.isBlank()) {
            throw new IllegalArgumentException("the query is empty");
        }
        return Query.of(location, sql);
    }

    private static String read(DatasetRequest request) {
        String file = request.options().getOrDefault(FILE, "");
        try {
            return Files.readString(request.directory().resolve(file));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IllegalArgumentException("there is no file " + file + " with the query", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read", e);
        }
    }
}
