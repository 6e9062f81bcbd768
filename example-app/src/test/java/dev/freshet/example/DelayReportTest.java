package dev.freshet.example;

import static dev.freshet.example.Samples.ATLANTA;
import static dev.freshet.example.Samples.BOSTON;
import static dev.freshet.example.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Block;
import dev.freshet.report.Chart;
import dev.freshet.report.Report;
import dev.freshet.report.Section;
import dev.freshet.report.Series;
import dev.freshet.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayReportTest {
    private static final Metrics METRICS = new Metrics(
            12_901, 7_099, new Score(18.815, 29.932), new Score(17, 30), new Score(16, 29), new Score(15.5, 28));

    @Test
    void report_ofResults_hasMetricsHoursAndRoutes() {
        Report report = DelayReport.of(
                METRICS, List.of(new HourDelay(5, 1240, -3.54, -4)), List.of(route("Atlanta, GA", "Boston, MA")));
        assertThat(section(report, 0, Table.class).columns())
                .extracting(Table.Cells::texts)
                .containsExactly(
                        List.of("always the mean", "always the median", "model, days ahead", "model, at departure"),
                        List.of("18.82", "17.00", "16.00", "15.50"),
                        List.of("29.93", "30.00", "29.00", "28.00"));
        assertThat(section(report, 1, Chart.class).series())
                .extracting(series -> series.points().get(0))
                .containsExactly(new Series.Point("5:00", 0, -3.54), new Series.Point("5:00", 0, -4));
        assertThat(section(report, 2, Table.class).columns())
                .extracting(column -> column.texts().get(0))
                .containsExactly("Atlanta, GA to Boston, MA", "29", "10", "34.4");
        assertThat(report.html()).contains(">20,000<", ">12,901<", ">7,099<");
    }

    private static <T extends Block> T section(Report report, int number, Class<T> type) {
        List<Section> sections = report.blocks().stream()
                .filter(Section.class::isInstance)
                .map(Section.class::cast)
                .toList();
        return type.cast(sections.get(number).blocks().get(0));
    }

    @Test
    void byHour_flightsOfTheNight_comeLastAndFewAreLeftOut() {
        List<Leg> legs = List.of(
                leg("2001-01-08T00:10", 40, ATLANTA, BOSTON),
                leg("2001-01-09T00:59", 20, ATLANTA, BOSTON),
                leg("2001-01-08T04:00", 99, ATLANTA, BOSTON),
                leg("2001-01-08T05:00", -9, ATLANTA, BOSTON),
                leg("2001-01-08T05:59", 0, ATLANTA, BOSTON),
                leg("2001-01-08T05:30", 3, ATLANTA, BOSTON));
        assertThat(HourDelay.byHour(legs, 2)).containsExactly(new HourDelay(5, 3, -2, 0), new HourDelay(0, 2, 30, 30));
    }

    private static RouteDelay route(String from, String to) {
        return new RouteDelay("ATL", "BOS", from, to, 29, 34.4, 10, 31);
    }
}
