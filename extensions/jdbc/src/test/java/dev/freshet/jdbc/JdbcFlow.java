package dev.freshet.jdbc;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.run.StoredFlow;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Rows all through. */
final class JdbcFlow extends StoredFlow {
    /** What the tables hold. */
    record Row(int id, String word) {}

    private JdbcFlow() {}

    /** Called by worker processes. */
    static JdbcFlow create() {
        return new JdbcFlow();
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public Type type(int dataset) {
        return new JdbcProject.Records(Row.class);
    }

    @Override
    protected Object clean(Object raw) {
        return words(raw, String::strip);
    }

    @Override
    protected Object count(Object cleaned, String commandLine) {
        return List.of(new Row(((List<?>) cleaned).size(), commandLine));
    }

    @Override
    protected Object shout(Object other) {
        return words(other, word -> word.toUpperCase(Locale.ROOT));
    }

    private static List<Row> words(Object rows, UnaryOperator<String> change) {
        return ((List<?>) rows)
                .stream()
                        .map(Row.class::cast)
                        .map(row -> new Row(row.id(), change.apply(row.word())))
                        .toList();
    }
}
