package dev.freshet.example.spark;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the example on some of its flights, judged by what plain Java makes of the same lines. */
final class FlightNetworkTest {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final int BUSIEST = 4;
    private static final int EACH = 8;

    @TempDir
    Path root;

    private List<String> lines = List.of();

    private Run project() {
        return Run.of(FlightNetworkPipeline.create())
                .conf(root.resolve("example-spark/conf"))
                .parameter("size.copies", "1")
                .parameter("airports.busiest", Integer.toString(BUSIEST))
                .parameter("model.rounds", "20");
    }

    private void copyProject() throws IOException {
        Path conf = Files.createDirectories(root.resolve("example-spark/conf/base"));
        for (String file : List.of("catalog.yml", "parameters.yml")) {
            Files.copy(Path.of("conf/base", file), conf.resolve(file));
        }
        Files.writeString(conf.resolve("spark.yml"), "master: local[2]\nspark.sql.shuffle.partitions: 2\n");
        List<String> all = Files.readAllLines(Path.of("../example-app/data/flights.csv"));
        lines = new ArrayList<>(List.of(all.get(0)));
        for (int i = 1; i < all.size(); i += EACH) {
            lines.add(all.get(i));
        }
        writeFlights();
    }

    private void writeFlights() throws IOException {
        Path file = root.resolve("example-app/data/flights.csv");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static List<String> succeeded(RunReport report) {
        return report.nodes().stream()
                .filter(NodeReport.Succeeded.class::isInstance)
                .map(NodeReport::node)
                .toList();
    }

    /** The files of a directory by name, as something that changes if they are written. */
    private Map<String, String> files(String in) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(root.resolve("example-spark/data/output/" + in))) {
            found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .forEach(file -> files.put(file.getFileName().toString(), mark(file)));
        }
        return files;
    }

    private static String mark(Path file) {
        try {
            return Files.readAttributes(file, "unix:ino,ctime").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        return after.keySet().stream()
                .filter(file -> !before.get(file).equals(after.get(file)))
                .toList();
    }

    /** What the report must say, computed without Freshet, Spark and the code of the example. */
    private List<AirportLine> expected() {
        Map<String, List<String[]>> byAirport = lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(groupingBy(cells -> cells[3], TreeMap::new, java.util.stream.Collectors.toList()));
        return byAirport.entrySet().stream()
                .sorted(Comparator.comparingInt(airport -> -airport.getValue().size()))
                .limit(BUSIEST)
                .map(airport -> line(airport.getKey(), airport.getValue()))
                .sorted(Comparator.comparingDouble(line -> -line.perHour()))
                .toList();
    }

    private static AirportLine line(String airport, List<String[]> flights) {
        double[] delays = flights.stream()
                .mapToDouble(cells -> Integer.parseInt(cells[1]))
                .toArray();
        double[][] terms = flights.stream()
                .map(cells -> new double[] {hour(cells[0]), Integer.parseInt(cells[2]) / 1000.0})
                .toArray(double[][]::new);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(delays, terms);
        double sum = 0;
        int late = 0;
        for (double delay : delays) {
            sum += delay;
            late += delay > 15 ? 1 : 0;
        }
        return new AirportLine(
                airport,
                delays.length,
                sum / delays.length,
                (double) late / delays.length,
                regression.estimateRegressionParameters()[1],
                0,
                0);
    }

    private static double hour(String text) {
        LocalDateTime departure = LocalDateTime.parse(text, DATE);
        return departure.getHour() + departure.getMinute() / 60.0;
    }

    private void assertReport() throws IOException {
        List<String> report = Files.readAllLines(root.resolve("example-spark/data/output/report.csv"));
        List<AirportLine> expected = expected();
        assertThat(report).hasSize(1 + BUSIEST);
        for (int i = 0; i < BUSIEST; i++) {
            String[] cells = report.get(i + 1).split(",");
            AirportLine line = expected.get(i);
            assertThat(cells[0]).isEqualTo(line.airport());
            assertThat(Long.parseLong(cells[1])).isEqualTo(line.flights());
            assertThat(Double.parseDouble(cells[2])).isEqualTo(line.meanDelay(), within(1e-9));
            assertThat(Double.parseDouble(cells[3])).isEqualTo(line.late(), within(1e-9));
            assertThat(Double.parseDouble(cells[4])).isEqualTo(line.perHour(), within(1e-6));
            assertThat(Double.parseDouble(cells[5])).isLessThan(line.perHour());
            assertThat(Double.parseDouble(cells[6])).isGreaterThan(line.perHour());
        }
    }

    @Test
    void example_makesWhatPlainJavaMakes_andAgainOnlyWhatReadsAChangedMonth() throws IOException {
        copyProject();
        RunReport first = project().start().orThrow();
        assertThat(succeeded(first)).hasSize(7);
        assertReport();
        assertThat(succeeded(project().start().orThrow())).isEmpty();

        Map<String, String> months = files("flights");
        Map<String, String> models = files("models");
        assertThat(months.keySet()).containsExactly("2001-01.parquet", "2001-02.parquet", "2001-03.parquet");
        String airport = expected().get(0).airport();
        String march = lines.stream()
                .filter(line -> line.startsWith("2001/03") && line.split(",")[3].equals(airport))
                .findFirst()
                .orElseThrow();
        lines.set(lines.indexOf(march), march.replaceFirst(",[^,]*,", ",600,"));
        writeFlights();
        project().start().orThrow();
        assertReport();
        assertThat(changed(months, files("flights"))).containsExactly("2001-03.parquet");
        assertThat(changed(models, files("models"))).containsExactly(airport + ".json");
        assertThat(succeeded(project().start().orThrow())).isEmpty();
    }
}
