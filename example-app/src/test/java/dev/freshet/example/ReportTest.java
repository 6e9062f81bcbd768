package dev.freshet.example;

import static dev.freshet.example.Samples.ATLANTA;
import static dev.freshet.example.Samples.BOSTON;
import static dev.freshet.example.Samples.leg;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Metrics METRICS = new Metrics(
            12_901, 7_099, new Score(18.815, 29.932), new Score(17, 30), new Score(16, 29), new Score(15.5, 28));

    @Test
    void report_ofResults_hasMetricsHoursAndRoutes() throws Exception {
        String report = Report.of(
                METRICS, List.of(new HourDelay(5, 1240, -3.54, -4)), List.of(route("Atlanta, GA", "Boston, MA")));
        assertThat(report)
                .contains("Delays of 7,099 flights, forecast from 12,901 earlier ones")
                .contains("<p>How late 20,000 flights arrived");
        assertThat(rows(report))
                .containsExactly(
                        "always the mean|18.82|29.93",
                        "always the median|17.00|30.00",
                        "model, days ahead|16.00|29.00",
                        "model, at departure|15.50|28.00",
                        "5:00|1,240|-4.0|-3.5|",
                        "Atlanta, GA to Boston, MA|29|10.0|34.4|");
    }

    @Test
    void report_placeWithMarkup_isShownAsItIs() throws Exception {
        String report = Report.of(METRICS, List.of(), List.of(route("<script>\"A\" & B</script>", "Boston, MA")));
        assertThat(report).doesNotContain("<script");
        assertThat(rows(report)).contains("<script>\"A\" & B</script> to Boston, MA|29|10.0|34.4|");
    }

    @Test
    void report_ofResults_asksNothingOfOthers() {
        assertThat(Report.of(METRICS, List.of(), List.of())).doesNotContain("src=", "href=", "url(", "@import", "//");
    }

    @ParameterizedTest
    @CsvSource({"-5, 0.0, 20.0, true", "0, 20.0, 0.0, false", "10, 20.0, 40.0, false", "20, 20.0, 80.0, false"})
    void bar_ofValue_goesFromZeroToIt(double value, String left, String width, boolean early) {
        assertThat(new Bars(-5, 20).cell(value))
                .contains("margin-left:" + left + "%;width:" + width + "%")
                .matches(cell -> cell.contains("early") == early);
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

    /** The rows below the headings, their cells with bars between. The void elements of HTML are closed for XML. */
    private static List<String> rows(String html) throws Exception {
        NodeList rows = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replaceAll("<meta [^>]*", "$0/"))))
                .getElementsByTagName("tr");
        return IntStream.range(0, rows.getLength())
                .mapToObj(i -> rows.item(i).getChildNodes())
                .filter(cells -> !cells.item(0)
                        .getAttributes()
                        .getNamedItem("scope")
                        .getNodeValue()
                        .equals("col"))
                .map(ReportTest::join)
                .toList();
    }

    private static String join(NodeList cells) {
        return IntStream.range(0, cells.getLength())
                .mapToObj(i -> cells.item(i).getTextContent())
                .collect(joining("|"));
    }
}
