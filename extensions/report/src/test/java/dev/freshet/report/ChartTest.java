package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChartTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final Pattern RECTANGLE = Pattern.compile(
            "<rect class=\"b s(\\d)\" x=\"([-.\\d]+)\" y=\"([-.\\d]+)\" width=\"([-.\\d]+)\" height=\"([-.\\d]+)\">");
    private static final Pattern TICK = Pattern.compile("<span style=\"bottom:([.\\d]+)%\">([^<]+)</span>");

    private record Rectangle(int series, double x, double y, double width, double height) {}

    private static String html(Block block) {
        return Report.of("t", block).html();
    }

    private static Series series(String name, Double... values) {
        List<Integer> places = IntStream.range(0, values.length).boxed().toList();
        return Series.of(name, places, place -> "w" + place, place -> values[place]);
    }

    private static List<Rectangle> rectangles(Chart chart) {
        return RECTANGLE
                .matcher(html(chart))
                .results()
                .map(ChartTest::rectangle)
                .toList();
    }

    private static Rectangle rectangle(MatchResult found) {
        return new Rectangle(
                Integer.parseInt(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3)),
                Double.parseDouble(found.group(4)),
                Double.parseDouble(found.group(5)));
    }

    /** Returns units of the drawing for each unit of the vertical axis, by the labels that a reader sees. */
    private static double scale(Chart chart) {
        List<MatchResult> ticks = TICK.matcher(html(chart)).results().toList();
        MatchResult first = ticks.get(0);
        MatchResult last = ticks.get(ticks.size() - 1);
        return 10
                * (Double.parseDouble(last.group(1)) - Double.parseDouble(first.group(1)))
                / (Double.parseDouble(last.group(2)) - Double.parseDouble(first.group(2)));
    }

    @Test
    void bars_ofAnyValues_areAsLongAsTheAxisSays() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            Double[] values = random.doubles(12, -90, 90).boxed().toArray(Double[]::new);
            Chart chart = Chart.bars("c", series("a", values));
            List<Rectangle> bars = rectangles(chart);
            double scale = scale(chart);
            for (int i = 0; i < values.length; i++) {
                assertThat(bars.get(i).height).as("seed %d", SEED).isEqualTo(Math.abs(values[i]) * scale, within(1.0));
                double zero = values[i] > 0 ? bars.get(i).y + bars.get(i).height : bars.get(i).y;
                double other = values[0] > 0 ? bars.get(0).y + bars.get(0).height : bars.get(0).y;
                assertThat(zero).as("seed %d", SEED).isEqualTo(other, within(0.2));
            }
        }
    }

    @Test
    void groupedBars_standBesideEachOther() {
        List<Rectangle> bars = rectangles(Chart.bars("c", series("a", 1.0, 2.0), series("b", 3.0, 4.0)));
        assertThat(bars).hasSize(4);
        assertThat(bars.get(2).x).isGreaterThanOrEqualTo(bars.get(0).x + bars.get(0).width);
        assertThat(bars.get(1).x).isGreaterThanOrEqualTo(bars.get(2).x + bars.get(2).width);
    }

    @Test
    void stackedBars_addUpOnEachSideOfZero() {
        Chart chart =
                Chart.stackedBars("c", series("a", 10.0), series("b", -5.0), series("d", 20.0), series("e", -7.0));
        List<Rectangle> bars = rectangles(chart);
        double zero = bars.get(0).y + bars.get(0).height;
        assertThat(bars.get(2).y + bars.get(2).height).isEqualTo(bars.get(0).y, within(0.2));
        assertThat(bars.get(1).y).isEqualTo(zero, within(0.2));
        assertThat(bars.get(3).y).isEqualTo(bars.get(1).y + bars.get(1).height, within(0.2));
        assertThat(zero - bars.get(2).y).isEqualTo(30 * scale(chart), within(1.0));
    }

    @Test
    void line_withGaps_isBrokenThere() {
        String html = html(Chart.lines("c", series("a", 1.0, 2.0, null, 3.0, Double.NaN, 4.0, 5.0)));
        String path = html.replaceAll("(?s).*<path class=\"l s1\" d=\"([^\"]*)\".*", "$1");
        assertThat(path).matches("M[-. \\d]+L[-. \\d]+M[-. \\d]+h0M[-. \\d]+L[-. \\d]+");
        assertThat(html).contains("2 values are left out: missing or not finite");
    }

    @ParameterizedTest
    @EnumSource(names = "HISTOGRAM", mode = EnumSource.Mode.EXCLUDE)
    void chart_ofOddNumbers_isDrawnWithoutThem(Chart.Kind kind) {
        List<@Nullable Double> odd = new ArrayList<>(Arrays.asList(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MAX_VALUE,
                null,
                1e300,
                -1e300,
                4.9e-324));
        Series series = Series.of("a", IntStream.range(0, odd.size()).boxed().toList(), i -> "w" + i, odd::get);
        String html = html(new Chart(kind, "c", "", "", List.of(series, series("b"))));
        assertThat(html).contains("5 values are left out").doesNotContainPattern("=\"[^\"]*(?:NaN|Infinity|∞)");
        Series numbers = Series.of("a", odd.stream().filter(x -> x != null).toList(), x -> x, x -> x);
        assertThat(html(new Chart(kind, "c", "", "", List.of(numbers))))
                .doesNotContainPattern("=\"[^\"]*(?:NaN|Infinity|∞)");
    }

    @ParameterizedTest
    @EnumSource
    void chart_ofNothing_saysSo(Chart.Kind kind) {
        assertThat(html(new Chart(kind, "c", "", "", List.of(series("a"))))).contains("No data");
        if (kind != Chart.Kind.HISTOGRAM) {
            assertThat(html(new Chart(kind, "c", "", "", List.of()))).contains("No data");
        }
    }

    @ParameterizedTest
    @EnumSource
    void chart_ofOnePoint_isDrawn(Chart.Kind kind) {
        Series one = Series.of("a", List.of(7), x -> x, x -> x);
        assertThat(html(new Chart(kind, "c", "", "", List.of(one))))
                .doesNotContain("No data")
                .doesNotContain("NaN")
                .containsPattern("<rect|h0|<i class=\"s1\"");
    }

    @Test
    void histogram_ofOddNumbers_countsTheOthers() {
        assertThat(html(Chart.histogram("c", List.of(1, 2.5, Double.NaN, 3f, Double.POSITIVE_INFINITY))))
                .contains("2 values are left out", "role=\"img\" aria-label=\"Histogram: c. 5 values.\"");
    }

    @Test
    void points_100000_areThinnedWithANote() {
        Random random = new Random(SEED);
        List<Integer> places = IntStream.range(0, 100_000).boxed().toList();
        Series walk = Series.of("walk", places, x -> x, x -> random.nextGaussian());
        String lines = html(Chart.lines("c", walk));
        assertThat(lines)
                .containsPattern("walk: [0-9],[0-9]{3} of 100,000 points are drawn")
                .contains("and 99,800 more");
        assertThat(lines.length()).isLessThan(150_000);
        String scatter = html(Chart.scatter("c", walk));
        assertThat(scatter).containsPattern("walk: [0-9,]+ of 100,000 points are drawn, one for each place");
        assertThat(scatter.length()).isLessThan(150_000);
    }

    @Test
    void words_beyondTheLimit_areCounted() {
        Double[] values = Collections.nCopies(1000, 1.0).toArray(Double[]::new);
        assertThat(rectangles(Chart.bars("c", series("a", values)))).hasSize(60);
        assertThat(html(Chart.bars("c", series("a", values)))).contains("and 940 more");
        assertThat(html(Chart.horizontalBars("c", series("a", values)))).contains("and 940 more");
    }

    @Test
    void seriesThatCannotBeToldApart_areRefused() {
        Series[] eight = Collections.nCopies(8, series("a", 1.0)).toArray(Series[]::new);
        assertThatThrownBy(() -> Chart.lines("c", eight))
                .hasMessage("the chart \"c\" has 8 series; more than 7 cannot be told apart, so make several charts");
        Series twice = Series.of("a", List.of(1, 2), x -> "x", x -> x);
        assertThatThrownBy(() -> Chart.bars("c", twice))
                .hasMessage("the series \"a\" has two bars for \"x\"; make one value of them first");
    }

    @Test
    void scale_isThatOfAllPoints() {
        assertThat(Series.of("a", List.of(1), x -> x, x -> x).scale()).isEqualTo(Series.Scale.NUMBERS);
        assertThat(Series.of("a", List.of(1), x -> Instant.EPOCH, x -> x).scale())
                .isEqualTo(Series.Scale.TIMES);
        assertThat(Series.of("a", List.of(1, 2), x -> x == 1 ? x : LocalDate.EPOCH, x -> x)
                        .scale())
                .isEqualTo(Series.Scale.WORDS);
        assertThatThrownBy(() -> Series.of("a", List.of(1), x -> new Object(), x -> x))
                .hasMessageContaining("not a java.lang.Object; give it a text");
    }

    @Test
    void table_ofRecords_hasAColumnForEachComponent() {
        Table table = Table.of(SampleReports.rows(new Random(SEED), 3));
        assertThat(table.columns().stream().map(Table.Cells::name))
                .containsExactly("airport", "flights", "mean delay", "share", "since");
        assertThat(table.columns().stream().map(Table.Cells::isNumeric))
                .containsExactly(false, true, true, true, false);
        assertThat(table.columns().get(4).texts()).containsExactly("", "1951-02-02", "1952-03-03");
        assertThat(html(Table.of(SampleReports.rows(new Random(SEED), 1200)))).contains("and 200 more");
        assertThat(html(Table.of(List.<SampleReports.Row>of()).caption("none"))).contains("none", "No rows");
    }

    @Test
    void column_withDecimals_roundsToThem() {
        Table table =
                Table.of(List.of(1.25, 2.0), Column.<Double>of("a", x -> x).decimals(1), Column.of("b", x -> x));
        assertThat(table.columns().get(0).texts()).containsExactly("1.3", "2.0");
        assertThat(table.columns().get(1).texts()).containsExactly("1.25", "2.00");
        assertThatThrownBy(() -> Column.of("a", x -> x).decimals(11))
                .hasMessage("a column has from 0 to 10 decimals, not 11");
    }
}
