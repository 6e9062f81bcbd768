package dev.freshet.example;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as one page of HTML that needs no other file. */
final class Report {
    private static final String STYLE = """
            :root { color-scheme: light dark; --bar: #4e79a7; --early: #59a14f; --line: #8886; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid var(--line); }
            th:first-child { text-align: left; font-weight: normal; }
            thead th, thead th:first-child { font-weight: 600; vertical-align: bottom; }
            .bar { width: 35%; padding: 0 0 0 .5rem; }
            .bar i { display: block; height: 1rem; background: var(--bar); }
            .bar .early { background: var(--early); }
            .note { font-size: .875rem; opacity: .8; }
            @media (max-width: 36rem) { th, td { padding: .2rem; } .bar { width: 22%; } }
            """;

    @SuppressWarnings("InlineFormatString") // a page is read best by itself
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Flight delays</title>
            <style>
            %s</style>
            </head>
            <body>
            <h1>Flight delays</h1>
            <p>How late %,d flights arrived, in minutes; a negative delay is early.</p>
            <h2>What the forecasts are worth</h2>
            <p>Delays of %,d flights, forecast from %,d earlier ones.</p>
            <table>
            <thead><tr><th scope="col">Forecast</th><th scope="col">Mean absolute error</th>\
            <th scope="col">Root mean squared error</th></tr></thead>
            <tbody>
            %s</tbody>
            </table>
            <h2>Delay by hour of departure</h2>
            <table>
            <thead><tr><th scope="col">Hour</th><th scope="col">Flights</th><th scope="col">Median</th>\
            <th scope="col">Mean</th><td></td></tr></thead>
            <tbody>
            %s</tbody>
            </table>
            <p class="note">The hour is that of the actual departure, in local time: many flights of the night should \
            have left the evening before. Hours with few flights are left out.</p>
            <h2>The routes with the longest mean delay</h2>
            <table>
            <thead><tr><th scope="col">Route</th><th scope="col">Flights</th><th scope="col">Median</th>\
            <th scope="col">Mean</th><td></td></tr></thead>
            <tbody>
            %s</tbody>
            </table>
            <p class="note">Routes with few flights are left out.</p>
            </body>
            </html>
            """;

    private static final String ROW = "<tr><th scope=\"row\">%s</th>%s%s</tr>\n";

    private Report() {}

    static String of(Metrics metrics, List<HourDelay> hours, List<RouteDelay> routes) {
        return String.format(
                Locale.ROOT,
                PAGE,
                STYLE,
                metrics.trainFlights() + metrics.testFlights(),
                metrics.testFlights(),
                metrics.trainFlights(),
                scores(metrics.scores()),
                hours(hours),
                routes(routes));
    }

    private static String scores(Map<String, Score> scores) {
        return scores.entrySet().stream()
                .map(entry -> ROW.formatted(
                        escape(entry.getKey()),
                        cell("%.2f", entry.getValue().mae()),
                        cell("%.2f", entry.getValue().rmse())))
                .collect(joining());
    }

    private static String hours(List<HourDelay> hours) {
        Bars bars = Bars.of(hours.stream().mapToDouble(HourDelay::meanDelay));
        return hours.stream()
                .map(hour -> row(hour.hour() + ":00", hour.flights(), hour.medianDelay(), hour.meanDelay(), bars))
                .collect(joining());
    }

    private static String routes(List<RouteDelay> routes) {
        Bars bars = Bars.of(routes.stream().mapToDouble(RouteDelay::meanDelay));
        return routes.stream()
                .map(route -> row(
                        route.from() + " to " + route.to(),
                        route.flights(),
                        route.medianDelay(),
                        route.meanDelay(),
                        bars))
                .collect(joining());
    }

    private static String row(String name, int flights, double median, double mean, Bars bars) {
        return ROW.formatted(
                escape(name), cell("%,d", flights) + cell("%.1f", median), cell("%.1f", mean) + bars.cell(mean));
    }

    private static String cell(String format, Object number) {
        return "<td>" + String.format(Locale.ROOT, format, number) + "</td>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
