package dev.freshet.jdbc;

import static java.sql.Statement.EXECUTE_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailedEntryTest {
    private static BatchUpdateException failure(String message, int... counts) {
        return new BatchUpdateException(message, counts);
    }

    @Test
    void counts_nameTheEntry_whereTheDriverStoppedOrGoesOn() {
        assertThat(FailedEntry.of(failure("", 1, 1), 5)).hasValue(2);
        assertThat(FailedEntry.of(failure("", 1, EXECUTE_FAILED, 1, EXECUTE_FAILED), 4))
                .hasValue(1);
    }

    /** PostgreSQL's driver marks all entries, and formats the number in the locale of the process. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "de-CH", "fr", "hi-IN", "ar-EG", "zh"})
    void message_namesTheEntry_inEveryLocale(String language) {
        int[] counts = new int[9000];
        Arrays.fill(counts, EXECUTE_FAILED);
        for (int index : new int[] {0, 7, 999, 1000, 8999}) {
            String message = new MessageFormat("Batch entry {0} {1} was aborted: {2}", Locale.forLanguageTag(language))
                    .format(new Object[] {index, "insert into t values (17, 4)", "duplicate key 3"});
            assertThat(FailedEntry.of(failure(message, counts), counts.length))
                    .as(message)
                    .hasValue(index);
        }
    }

    @Test
    void entry_isUnknown_ifNothingNamesOneOfTheBatch() {
        assertThat(FailedEntry.of(new SQLException("Batch entry 1 failed"), 2)).isEmpty();
        assertThat(FailedEntry.of(failure("no number", EXECUTE_FAILED, EXECUTE_FAILED), 2))
                .isEmpty();
        assertThat(FailedEntry.of(failure("error 42", EXECUTE_FAILED, EXECUTE_FAILED), 2))
                .isEmpty();
        assertThat(FailedEntry.of(failure("batch entry 1: locked", 0, 0), 2)).isEmpty();
    }
}
