package dev.freshet.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/** Made-up flights in a table, as large as one likes. */
final class Flights {
    /** A line of the table. */
    record Flight(
            LocalDate date,
            String carrier,
            int number,
            String tail,
            String origin,
            String destination,
            int departureDelay,
            int arrivalDelay,
            double distance,
            boolean cancelled) {
        /** What the filter keeps: about half of them. */
        boolean isLate() {
            return arrivalDelay > 0;
        }
    }

    static final String HEADER =
            "date,carrier,number,tail,origin,destination,departureDelay,arrivalDelay,distance,cancelled";

    private static final LocalDate FIRST = LocalDate.of(2001, 1, 1);
    private static final int DAYS = 3650;

    private final Random random = new Random(20261121);
    private final String[] airports = new String[300];

    private Flights() {
        for (int i = 0; i < airports.length; i++) {
            airports[i] = letters(3);
        }
    }

    private String letters(int count) {
        return random.ints(count, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Writes a table of that size, unless it is there. */
    static void write(Path file, long bytes) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path temporary = file.resolveSibling("making-" + file.getFileName());
            try (BufferedWriter writer = Files.newBufferedWriter(temporary)) {
                new Flights().write(writer, bytes);
            }
            Files.move(temporary, file);
        }
    }

    private void write(BufferedWriter writer, long bytes) throws IOException {
        writer.append(HEADER).append('\n');
        long written = HEADER.length() + 1L;
        while (written < bytes) {
            String line = line();
            writer.append(line);
            written += line.length();
        }
    }

    private String line() {
        int delay = (int) (random.nextGaussian() * 30);
        return FIRST.plusDays(random.nextInt(DAYS)) + "," + letters(2) + "," + random.nextInt(7000) + ",N"
                + random.nextInt(1000) + letters(2) + "," + airports[random.nextInt(airports.length)] + ","
                + airports[random.nextInt(airports.length)] + "," + (delay + random.nextInt(10)) + "," + delay + ","
                + random.nextInt(40_000) / 10.0 + "," + (random.nextInt(50) == 0) + "\n";
    }
}
