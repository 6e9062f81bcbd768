package dev.freshet.jdbc;

import java.sql.Connection;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows that a statement returns. */
record Query(String location, String sql) implements Source {
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("[;\\s]+$");

    static Query of(String location, String sql) {
        return new Query(location, END.matcher(sql).replaceFirst(""));
    }

    @Override
    public Optional<String> place(Access access) {
        return Optional.empty();
    }

    @Override
    public Optional<String> select(Connection connection) {
        return Optional.of(sql);
    }

    @Override
    public String missing(Connection connection) {
        return "the query does not exist";
    }

    @Override
    public boolean isOrdered() {
        return ORDER.matcher(sql).find();
    }
}
