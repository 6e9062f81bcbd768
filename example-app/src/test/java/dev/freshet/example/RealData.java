package dev.freshet.example;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

/** The two files of the example, read without the catalog. */
final class RealData {
    private static final DateTimeFormatter DEPARTURE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

    private RealData() {}

    static List<RawFlight> flights() {
        return read(
                "data/flights.csv",
                line -> new RawFlight(
                        LocalDateTime.parse(line.getField("date"), DEPARTURE),
                        Integer.valueOf(line.getField("delay")),
                        Integer.valueOf(line.getField("distance")),
                        line.getField("origin"),
                        line.getField("destination")));
    }

    static List<RawAirport> airports() {
        return read(
                "data/airports.csv",
                line -> new RawAirport(
                        line.getField("iata"),
                        line.getField("name"),
                        line.getField("city"),
                        line.getField("state"),
                        Double.parseDouble(line.getField("latitude")),
                        Double.parseDouble(line.getField("longitude"))));
    }

    private static <T> List<T> read(String file, Function<NamedCsvRecord, T> row) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(Path.of(file))) {
            return csv.stream().map(row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
