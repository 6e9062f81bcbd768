package dev.freshet.report;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports to try. */
final class SampleReports {
    /** A red dot. */
    static final byte[] PNG = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAA"
                            + "AABJRU5ErkJggg==");

    private SampleReports() {}

    enum Carrier {
        ALASKA,
        DELTA,
        UNITED
    }

    record Row(
            String airport,
            int flights,
            double meanDelay,
            @Nullable Double share,
            Optional<LocalDate> since) {}

    static List<Row> rows(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(
                    "Airport " + i,
                    random.nextInt(20_000),
                    random.nextGaussian() * 12 + 8,
                    i % 4 == 3 ? null : random.nextDouble(),
                    i % 3 == 0 ? Optional.empty() : Optional.of(LocalDate.of(1950 + i, 1 + i % 12, 1 + i % 28))));
        }
        return rows;
    }

    /** A report with a block of each kind, whose numbers are random. */
    static Report everything(Random random) {
        List<Row> rows = rows(random, 9);
        List<Integer> hours = IntStream.range(0, 24).boxed().toList();
        double[] walk = new double[60];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = i == 25 ? Double.NaN : (Double.isNaN(walk[i - 1]) ? 0 : walk[i - 1]) + random.nextGaussian();
        }
        List<Integer> days = IntStream.range(0, walk.length).boxed().toList();
        LocalDate start = LocalDate.of(2000, 11, 17);
        return Report.of(
                "Delays of 20,000 flights",
                Text.of("How late flights arrived, by ")
                        .strong("hour")
                        .plain(", by ")
                        .emphasis("airport")
                        .plain(" and by day, made by ")
                        .code("FlightDelays")
                        .plain(" of ")
                        .link("public data", URI.create("https://example.org/flights"))
                        .plain("."),
                Figures.of(
                        Figure.of("flights", 20_000),
                        Figure.of("mean delay", 7.8342, "minutes"),
                        Figure.of("on time", "71.3 %", "within a quarter of an hour"),
                        Figure.of("since", start)),
                Section.of(
                        "By hour",
                        Chart.bars(
                                        "Delay by hour of departure",
                                        Series.of(
                                                "mean",
                                                hours,
                                                hour -> hour + ":00",
                                                hour -> random.nextDouble() * 20 - 4),
                                        Series.of(
                                                "median",
                                                hours,
                                                hour -> hour + ":00",
                                                hour -> random.nextDouble() * 10 - 5))
                                .axes("hour", "minutes"),
                        SideBySide.of(
                                Chart.stackedBars(
                                                "Flights by carrier",
                                                stack("Alaska", random),
                                                stack("Delta", random),
                                                stack("United", random))
                                        .axes("", "flights"),
                                Chart.histogram(
                                                "Arrival delays",
                                                IntStream.range(0, 500)
                                                        .mapToObj(
                                                                i -> -StrictMath.log(1 - random.nextDouble()) * 20 - 20)
                                                        .toList())
                                        .axes("minutes", "flights"))),
                Section.of(
                        "By day",
                        Chart.lines(
                                        "Mean delay by day",
                                        Series.of("Atlanta", days, day -> start.plusDays(day), day -> walk[day]),
                                        Series.of(
                                                "Boston", days, day -> start.plusDays(day), day -> -walk[day] / 2 + 3))
                                .axes("", "minutes"),
                        Chart.scatter(
                                        "Distance and delay",
                                        Series.of(
                                                "short",
                                                IntStream.range(0, 40).boxed().toList(),
                                                i -> random.nextInt(900),
                                                i -> random.nextGaussian() * 20),
                                        Series.of(
                                                "long",
                                                IntStream.range(0, 40).boxed().toList(),
                                                i -> 700 + random.nextInt(2200),
                                                i -> random.nextGaussian() * 30 + 9))
                                .axes("miles", "minutes late")),
                Section.of(
                        "By airport",
                        Chart.horizontalBars(
                                "Mean delay of airports", Series.of("mean", rows, Row::airport, Row::meanDelay)),
                        Table.of(rows).caption("All airports"),
                        Table.of(
                                        rows,
                                        Column.of("airport", Row::airport),
                                        Column.of("flights", Row::flights),
                                        Column.bars("mean delay", Row::meanDelay))
                                .limit(5)),
                Section.of(
                        "Notes",
                        BulletList.of("Flights that did not leave are left out.", "Times are local."),
                        Code.of("select *\n  from flights\n where delay > 15"),
                        Section.of("Picture", Image.of(PNG, "a red dot")),
                        Section.of(
                                "Times",
                                Chart.lines(
                                        "Load",
                                        Series.of(
                                                "load",
                                                hours,
                                                hour -> LocalDateTime.of(2001, 1, 8, 18, 0)
                                                        .plusMinutes(hour * 37L),
                                                hour -> random.nextDouble() * 4e6)))));
    }

    private static Series stack(String name, Random random) {
        return Series.of(
                name, List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), day -> day, day -> random.nextInt(900));
    }
}
