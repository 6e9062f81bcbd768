package dev.freshet.example;

import dev.freshet.report.Chart;
import dev.freshet.report.Column;
import dev.freshet.report.Figure;
import dev.freshet.report.Figures;
import dev.freshet.report.Report;
import dev.freshet.report.Section;
import dev.freshet.report.Series;
import dev.freshet.report.Table;
import dev.freshet.report.Text;
import java.util.List;
import java.util.Map;

/** The results as a page to look at. */
final class DelayReport {
    private DelayReport() {}

    static Report of(Metrics metrics, List<HourDelay> hours, List<RouteDelay> routes) {
        return Report.of(
                "Flight delays",
                Text.of("How late flights arrived, in minutes; a negative delay is early."),
                Figures.of(
                        Figure.of("flights", metrics.trainFlights() + metrics.testFlights()),
                        Figure.of("learnt from", metrics.trainFlights(), "earlier flights"),
                        Figure.of("judged on", metrics.testFlights(), "later flights"),
                        Figure.of("mean error", metrics.departing().mae(), "minutes, at departure")),
                Section.of("What the forecasts are worth", scores(metrics.scores())),
                Section.of(
                        "Delay by hour of departure",
                        chart(hours),
                        Text.of("The hour is that of the actual departure, in local time: many flights of the night"
                                + " should have left the evening before. Hours with few flights are left out.")),
                Section.of(
                        "The routes with the longest mean delay",
                        table(routes),
                        Text.of("Routes with few flights are left out.")));
    }

    private static Table scores(Map<String, Score> scores) {
        return Table.of(
                List.copyOf(scores.entrySet()),
                Column.of("forecast", Map.Entry::getKey),
                Column.of("mean absolute error", score -> score.getValue().mae()),
                Column.of("root mean squared error", score -> score.getValue().rmse()));
    }

    private static Chart chart(List<HourDelay> hours) {
        return Chart.bars(
                        "Delays grow in the course of the day",
                        Series.of("mean", hours, hour -> hour.hour() + ":00", HourDelay::meanDelay),
                        Series.of("median", hours, hour -> hour.hour() + ":00", HourDelay::medianDelay))
                .axes("hour", "minutes");
    }

    private static Table table(List<RouteDelay> routes) {
        return Table.of(
                routes,
                Column.of("route", route -> route.from() + " to " + route.to()),
                Column.of("flights", RouteDelay::flights),
                Column.of("median", RouteDelay::medianDelay),
                Column.bars("mean", RouteDelay::meanDelay));
    }
}
