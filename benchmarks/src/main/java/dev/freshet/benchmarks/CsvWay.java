package dev.freshet.benchmarks;

import dev.freshet.benchmarks.Flights.Flight;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * A way to read and write tables of flights. Each digests what it reads and writes, and forces to the disk what it
 * wrote.
 */
enum CsvWay {
    BY_HAND {
        @Override
        void read(Path file, Consumer<Flight> action) throws IOException {
            try (Digesting.In in = new Digesting.In(Files.newInputStream(file))) {
                FlightCsv.read(in, action);
                in.digest();
            }
        }

        @Override
        void keepLate(Path from, Path to) throws IOException {
            replace(to, out -> {
                FlightCsv.Output output = new FlightCsv.Output(out);
                read(from, flight -> {
                    if (flight.isLate()) {
                        output.write(flight);
                    }
                });
                output.finish();
            });
        }
    },
    FRESHET {
        @Override
        void read(Path file, Consumer<Flight> action) throws IOException {
            try (Stream<Object> flights = dataset(file).stream()) {
                flights.forEach(flight -> action.accept((Flight) flight));
            }
        }

        @Override
        void keepLate(Path from, Path to) throws IOException {
            try (RecordOutput output = dataset(to).replace()) {
                read(from, flight -> {
                    if (flight.isLate()) {
                        output.write(flight);
                    }
                });
                output.commit();
            }
        }

        private RecordDataset dataset(Path file) throws IOException {
            Path conf = file.resolveSibling("conf");
            Files.writeString(
                    Files.createDirectories(conf.resolve("base")).resolve("catalog.yml"),
                    "\"{name}\": {type: csv, path: \"{name}.csv\"}");
            String name = file.getFileName().toString().replace(".csv", "");
            Dataset<Object> dataset = Catalog.of(Configuration.load(conf, "local", Map.of()))
                    .open(name, GenericTypes.parameterized(List.class, Flight.class));
            return (RecordDataset) dataset;
        }
    },
    JACKSON {
        private static final CsvMapper MAPPER = CsvMapper.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();

        @Override
        void read(Path file, Consumer<Flight> action) throws IOException {
            ObjectReader reader =
                    MAPPER.readerFor(Flight.class).with(CsvSchema.emptySchema().withHeader());
            try (Digesting.In in = new Digesting.In(Files.newInputStream(file));
                    MappingIterator<Flight> flights = reader.readValues((InputStream) in)) {
                flights.forEachRemaining(action);
                in.digest();
            }
        }

        @Override
        void keepLate(Path from, Path to) throws IOException {
            CsvSchema schema = MAPPER.schemaFor(Flight.class)
                    .sortedBy(Flights.HEADER.split(","))
                    .withHeader();
            replace(to, out -> {
                try (SequenceWriter writer =
                        MAPPER.writerFor(Flight.class).with(schema).writeValues(out)) {
                    read(from, flight -> {
                        if (flight.isLate()) {
                            writer.write(flight);
                        }
                    });
                }
            });
        }
    };

    /** Reads all flights. */
    abstract void read(Path file, Consumer<Flight> action) throws IOException;

    /** Writes those of one file that are late to another. */
    abstract void keepLate(Path from, Path to) throws IOException;

    /** What writes to a stream. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void replace(Path file, Writing writing) throws IOException {
        Path temporary = file.resolveSibling("new-" + file.getFileName());
        try (FileOutputStream opened = new FileOutputStream(temporary.toFile());
                Digesting.Out out = new Digesting.Out(new BufferedOutputStream(opened, 1 << 16))) {
            writing.to(out);
            out.flush();
            opened.getChannel().force(true);
            out.digest();
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
