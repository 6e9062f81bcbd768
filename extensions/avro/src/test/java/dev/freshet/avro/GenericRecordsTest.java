package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testkit.RoundTrips;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with type arguments, each of which is a record of its own in the file. */
final class GenericRecordsTest {
    record Page<T>(List<T> items, OptionalInt next) {}

    record Book<A, B>(Page<A> first, Page<List<B>> second, Page<Page<A>> pages, Optional<Book<A, B>> sequel) {}

    record Growing<T>(Optional<T> value, List<Growing<List<T>>> more) {}

    private static final Type BOOK = GenericTypes.parameterized(Book.class, LocalDate.class, String.class);

    @TempDir
    Path directory;

    @Test
    void records_areNamedWithTheirArguments() {
        assertThat(Schemas.of(JavaType.of(BOOK)).toString())
                .contains(
                        "\"name\":\"Book_LocalDate_String\"",
                        "\"name\":\"Page_LocalDate\"",
                        "\"name\":\"Page_List_String\"",
                        "\"name\":\"Page_Page_LocalDate\"");
    }

    @Test
    void records_ofOneClassWithOtherArguments_comeBack() {
        Page<LocalDate> days = new Page<>(List.of(LocalDate.EPOCH), OptionalInt.of(2));
        Page<List<String>> texts = new Page<>(List.of(List.of("a"), List.of()), OptionalInt.empty());
        Page<Page<LocalDate>> pages = new Page<>(List.of(days), OptionalInt.empty());
        Book<LocalDate, String> last = new Book<>(days, texts, pages, Optional.empty());
        List<Object> books = List.of(last, new Book<>(days, texts, pages, Optional.of(last)));
        RoundTrips.Counts counts = new RoundTrips(directory)
                .check("avro", "f.avro", "", GenericTypes.parameterized(List.class, BOOK), "", () -> books, 1);
        assertThat(counts.equal()).isOne();
    }

    @Test
    void record_thatContainsEverOtherRecords_isRefused() {
        assertThatThrownBy(() -> JavaType.of(GenericTypes.parameterized(Growing.class, Integer.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GenericRecordsTest.Growing<Integer> contains ever other records, which an avro dataset cannot hold");
    }
}
