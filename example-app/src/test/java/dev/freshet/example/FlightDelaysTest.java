package dev.freshet.example;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.NodeContext;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategorySeries;

/** The whole example on the real data. */
class FlightDelaysTest {
    private static final LocalDate TEST_FROM = LocalDate.of(2001, 3, 1);
    private static final FlightDelaysPipeline.Inputs INPUTS = new FlightDelaysPipeline.Inputs(
            RealData.flights(), RealData.airports(), TEST_FROM, Samples.SETTINGS, 20, 15, 20);

    private static List<Leg> legs = List.of();

    @BeforeAll
    static void joinOnce() {
        NodeContext context = Samples.context();
        legs = FlightDelays.joinAirports(
                FlightDelays.cleanFlights(INPUTS.flightsRaw(), context),
                FlightDelays.indexAirports(INPUTS.airportsRaw()),
                context);
    }

    private record Trained(
            FlightDelays.Split split, History history, List<Example> examples, FlightDelays.Models models) {
        static Trained on(List<Leg> legs) {
            FlightDelays.Split split = FlightDelays.splitByDate(legs, TEST_FROM);
            History history = FlightDelays.learnHistory(split.train(), Samples.SETTINGS);
            List<Example> examples = FlightDelays.describeTrain(split.train(), history);
            return new Trained(split, history, examples, FlightDelays.fitModels(examples, Samples.SETTINGS));
        }

        Metrics metrics() {
            return FlightDelays.evaluate(
                    examples,
                    FlightDelays.describeTest(split.test(), history),
                    models.ahead(),
                    models.departing(),
                    Samples.context());
        }
    }

    @Test
    void data_cleanedAndJoined_losesNothing() {
        assertThat(legs).hasSize(20_000);
    }

    /** These are the numbers of the documentation. They were computed once more outside of Java. */
    @Test
    void models_onRealFlights_scoreAsDocumented() {
        Metrics metrics = Trained.on(legs).metrics();
        assertThat(metrics.trainFlights()).isEqualTo(12_901);
        assertThat(metrics.testFlights()).isEqualTo(7_099);
        assertScore(metrics.mean(), 18.815, 29.932);
        assertScore(metrics.median(), 17.073, 30.817);
        assertScore(metrics.ahead(), 17.239, 30.264);
        assertScore(metrics.departing(), 17.063, 29.951);
    }

    @Test
    void call_onRealFlights_reportsMetricsHoursAndRoutes() {
        List<HourDelay> hours = FlightDelays.groupByHour(legs, 20);
        List<RouteDelay> routes = FlightDelays.rankRoutes(legs, 20, 15);
        FlightDelaysPipeline.Outputs outputs = FlightDelaysPipeline.create().call(INPUTS);
        assertThat(outputs.report()).isEqualTo(DelayReport.of(Trained.on(legs).metrics(), hours, routes));
        assertThat(outputs.hoursChart().getSeriesCollection())
                .extracting(CategorySeries::getName)
                .containsExactly("mean", "median");
    }

    @Test
    void rankRoutes_onRealFlights_ranksThemByTheirMeanDelay() {
        List<RouteDelay> routes = FlightDelays.rankRoutes(legs, 20, 15);
        assertThat(routes.get(0))
                .isEqualTo(new RouteDelay("DFW", "ATL", "Dallas-Fort Worth, TX", "Atlanta, GA", 29, 34.4, 10, 31));
        assertThat(routes).hasSize(15).allMatch(route -> route.flights() >= 20);
        assertThat(routes)
                .isSortedAccordingTo(comparingDouble(RouteDelay::meanDelay).reversed());
    }

    @Test
    void models_whateverTheTestFlightsDelays_areTheSame() {
        List<Leg> otherFuture = legs.stream()
                .map(leg -> leg.flight().departure().toLocalDate().isBefore(TEST_FROM) ? leg : delayed(leg, 500))
                .toList();
        assertThat(otherFuture).isNotEqualTo(legs);
        assertThat(Trained.on(otherFuture).models()).isEqualTo(Trained.on(legs).models());
    }

    @Test
    void testFeatures_whateverTheTestFlightsDelays_areTheSame() {
        Trained trained = Trained.on(legs);
        List<Leg> later = trained.split.test();
        List<Leg> otherwise = later.stream().map(leg -> delayed(leg, 500)).toList();
        assertThat(FlightDelays.describeTest(otherwise, trained.history))
                .extracting(Example::features)
                .isEqualTo(FlightDelays.describeTest(later, trained.history).stream()
                        .map(Example::features)
                        .toList());
    }

    @Test
    void models_whateverTheTrainFlightsDelays_areNotTheSame() {
        List<Leg> otherPast = legs.stream().map(leg -> delayed(leg, 500)).toList();
        assertThat(Trained.on(otherPast).models()).isNotEqualTo(Trained.on(legs).models());
    }

    private static Leg delayed(Leg leg, int more) {
        Flight flight = leg.flight();
        Flight later = new Flight(
                flight.departure(), flight.delay() + more, flight.miles(), flight.origin(), flight.destination());
        return new Leg(later, leg.from(), leg.to());
    }

    private static void assertScore(Score score, double mae, double rmse) {
        assertThat(score.mae()).isEqualTo(mae, within(0.0005));
        assertThat(score.rmse()).isEqualTo(rmse, within(0.0005));
    }
}
