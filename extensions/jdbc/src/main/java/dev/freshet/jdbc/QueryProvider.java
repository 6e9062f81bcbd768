package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Results of database queries: {@code {type: query, sql: "select ...", credentials: db}}. */
public final class QueryProvider extends DatabaseProvider {
    private static final String SQL = "sql";
    private static final String FILE = "file";
    private static final List<Option> OPTIONS = List.of(
            Option.text(SQL, "a statement", "The statement, unless `file` is given. Queries can only be read."),
            Option.text(FILE, "the path of a file", "A file that contains the statement."),
            COLUMNS,
            VERSION,
            Settings.FETCH_SIZE);

    /** For the service loader. */
    public QueryProvider() {}

    @Override
    public String name() {
        return "query";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    Settings settings(OptionValues options) {
        return Settings.ofQuery(options);
    }

    @Override
    Source source(DatasetRequest request, Access access) {
        Optional<String> given = request.options().findText(SQL);
        Optional<String> file = request.options().findText(FILE);
        if (given.isPresent() == file.isPresent()) {
            throw new OptionException(
                    FILE, "either \"sql\", a statement, or \"file\", the path of a file with one, must be given");
        }
        String location = file.orElse("query " + request.name()) + " of " + access.name();
        String sql = given.orElseGet(() -> read(request.directory(), file.orElse("")));
        if (sql.isBlank()) {
            throw new OptionException(given.isPresent() ? SQL : FILE, "the query is empty");
        }
        Statements.problem(sql).ifPresent(problem -> {
            throw new OptionException(given.isPresent() ? SQL : FILE, problem);
        });
        return Query.of(location, sql);
    }

    private static String read(Path directory, String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new OptionException(FILE, "there is no file " + file + " with the query");
        } catch (CharacterCodingException e) {
            throw new OptionException(FILE, "the file " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new OptionException(FILE, "the file " + file + " cannot be read");
        }
    }
}
