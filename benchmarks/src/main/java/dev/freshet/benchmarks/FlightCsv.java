package dev.freshet.benchmarks;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.freshet.benchmarks.Flights.Flight;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * Flights read and written by hand with FastCSV: the columns are known, the values are parsed from the reader's buffer.
 */
final class FlightCsv {
    private FlightCsv() {}

    static void read(InputStream in, Consumer<Flight> action) {
        CsvReader<Flight> reader = CsvReader.builder().build(new Handler(), in, StandardCharsets.UTF_8);
        reader.skipLines(1);
        for (Flight flight : reader) {
            action.accept(flight);
        }
    }

    /** Makes a flight of each line. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<Flight> {
        private LocalDate date = LocalDate.MIN;
        private String carrier = "";
        private int number;
        private String tail = "";
        private String origin = "";
        private String destination = "";
        private int departureDelay;
        private int arrivalDelay;
        private double distance;
        private boolean cancelled;

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            switch (index) {
                case 0 -> date = date(buffer, offset);
                case 1 -> carrier = new String(buffer, offset, length);
                case 2 -> number = whole(buffer, offset, length);
                case 3 -> tail = new String(buffer, offset, length);
                case 4 -> origin = new String(buffer, offset, length);
                case 5 -> destination = new String(buffer, offset, length);
                case 6 -> departureDelay = whole(buffer, offset, length);
                case 7 -> arrivalDelay = whole(buffer, offset, length);
                case 8 -> distance = Double.parseDouble(new String(buffer, offset, length));
                default -> cancelled = buffer[offset] == 't';
            }
        }

        @Override
        protected Flight buildRecord() {
            return new Flight(
                    date,
                    carrier,
                    number,
                    tail,
                    origin,
                    destination,
                    departureDelay,
                    arrivalDelay,
                    distance,
                    cancelled);
        }

        private static LocalDate date(char[] buffer, int offset) {
            return LocalDate.of(whole(buffer, offset, 4), whole(buffer, offset + 5, 2), whole(buffer, offset + 8, 2));
        }

        private static int whole(char[] buffer, int offset, int length) {
            boolean negative = buffer[offset] == '-';
            int value = 0;
            for (int i = negative ? 1 : 0; i < length; i++) {
                value = 10 * value + buffer[offset + i] - '0';
            }
            return negative ? -value : value;
        }
    }

    /** Writes flights. */
    static final class Output {
        private final Writer writer;
        private final CsvWriter csv;

        Output(OutputStream out) {
            writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
            csv.writeRecord(Flights.HEADER.split(","));
        }

        void write(Flight flight) {
            csv.writeRecord()
                    .writeField(flight.date().toString())
                    .writeField(flight.carrier())
                    .writeField(Integer.toString(flight.number()))
                    .writeField(flight.tail())
                    .writeField(flight.origin())
                    .writeField(flight.destination())
                    .writeField(Integer.toString(flight.departureDelay()))
                    .writeField(Integer.toString(flight.arrivalDelay()))
                    .writeField(Double.toString(flight.distance()))
                    .writeField(Boolean.toString(flight.cancelled()))
                    .endRecord();
        }

        void finish() throws IOException {
            csv.flush();
            writer.flush();
        }
    }
}
