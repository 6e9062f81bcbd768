package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layout of random graphs, as Chromium computes it. */
@InChromium
final class LayoutTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int GRAPHS = 20 * Integer.getInteger("freshet.thorough", 1);
    private static final String LAYOUT = Script.text(List.of("layers", "order", "place", "layout"));
    private static final double NEARLY = 0.01;

    private record Box(double width, double height) {}

    private record Edge(int from, int to) {}

    private record Graph(List<Box> boxes, List<Edge> edges) {}

    private static Graph random(Random random, boolean isAcyclic) {
        int count = 1 + random.nextInt(60);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boxes.add(new Box(40 + random.nextInt(200), random.nextBoolean() ? 46 : 28));
        }
        Map<String, Edge> edges = new LinkedHashMap<>();
        for (int i = random.nextInt(2 * count); i > 0; i--) {
            int a = random.nextInt(count);
            int b = random.nextInt(count);
            Edge edge = isAcyclic ? new Edge(Math.min(a, b), Math.max(a, b)) : new Edge(a, b);
            if (!isAcyclic || a != b) {
                edges.put(edge.toString(), edge);
            }
        }
        return new Graph(boxes, List.copyOf(edges.values()));
    }

    private static JsonNode layout(Tab tab, Graph graph) {
        String json = new JsonMapper().writeValueAsString(graph);
        return tab.evaluate("(() => {" + LAYOUT + "const graph = " + json
                + "; return $layout.layout(graph.boxes, graph.edges); })()");
    }

    private static double x(JsonNode place) {
        return place.get("x").asDouble();
    }

    private static double y(JsonNode place) {
        return place.get("y").asDouble();
    }

    private static void assertApart(Graph graph, JsonNode laidOut) {
        List<Box> boxes = graph.boxes();
        JsonNode places = laidOut.get("places");
        assertThat(places).hasSameSizeAs(boxes);
        double[] x = new double[boxes.size()];
        double[] y = new double[boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            x[i] = x(places.get(i));
            y[i] = y(places.get(i));
            assertThat(x[i])
                    .isBetween(box.width() / 2 - NEARLY, laidOut.get("width").asDouble());
            assertThat(y[i])
                    .isBetween(box.height() / 2 - NEARLY, laidOut.get("height").asDouble());
            for (int j = 0; j < i; j++) {
                Box other = boxes.get(j);
                if (Math.abs(x[i] - x[j]) < (box.width() + other.width()) / 2 - NEARLY
                        && Math.abs(y[i] - y[j]) < (box.height() + other.height()) / 2 - NEARLY) {
                    throw new AssertionError("boxes " + i + " and " + j + " overlap");
                }
            }
        }
    }

    /** Every piece of an edge is between two layers, or straight down past the boxes of one. */
    private static void assertFree(Graph graph, JsonNode laidOut) {
        JsonNode places = laidOut.get("places");
        for (int e = 0; e < graph.edges().size(); e++) {
            Edge edge = graph.edges().get(e);
            JsonNode way = laidOut.get("ways").get(e);
            assertThat(way.isEmpty()).isEqualTo(edge.from() == edge.to());
            for (int p = 1; p < way.size(); p++) {
                for (int v = 0; v < graph.boxes().size(); v++) {
                    if (crosses(graph.boxes().get(v), places.get(v), way.get(p - 1), way.get(p))) {
                        throw new AssertionError(edge + " passes over box " + v);
                    }
                }
            }
        }
    }

    /** The curve between two points stays within their rectangle. */
    private static boolean crosses(Box box, JsonNode place, JsonNode from, JsonNode to) {
        return Math.max(x(from), x(to)) > x(place) - box.width() / 2 + NEARLY
                && Math.min(x(from), x(to)) < x(place) + box.width() / 2 - NEARLY
                && Math.max(y(from), y(to)) > y(place) - box.height() / 2 + NEARLY
                && Math.min(y(from), y(to)) < y(place) + box.height() / 2 - NEARLY;
    }

    private static void assertConnected(Graph graph, JsonNode laidOut, boolean isAcyclic) {
        JsonNode places = laidOut.get("places");
        for (int e = 0; e < graph.edges().size(); e++) {
            Edge edge = graph.edges().get(e);
            JsonNode way = laidOut.get("ways").get(e);
            if (edge.from() != edge.to()) {
                JsonNode first = way.get(0);
                JsonNode last = way.get(way.size() - 1);
                assertThat(isAtRim(graph.boxes().get(edge.from()), places.get(edge.from()), first))
                        .isTrue();
                assertThat(isAtRim(graph.boxes().get(edge.to()), places.get(edge.to()), last))
                        .isTrue();
                assertThat(!isAcyclic || y(first) < y(last))
                        .as("%s leads down", edge)
                        .isTrue();
            }
        }
    }

    private static boolean isAtRim(Box box, JsonNode place, JsonNode point) {
        return Math.abs(x(place) - x(point)) < NEARLY
                && Math.abs(Math.abs(y(place) - y(point)) - box.height() / 2) < NEARLY;
    }

    private static void assertGood(Tab tab, Graph graph, boolean isAcyclic) {
        JsonNode laidOut = layout(tab, graph);
        assertApart(graph, laidOut);
        assertFree(graph, laidOut);
        assertConnected(graph, laidOut, isAcyclic);
        assertThat(layout(tab, graph)).isEqualTo(laidOut);
    }

    @Test
    void boxesAndEdges_ofRandomGraphs_areApartConnectedAndEqualEachTime(Browser browser) {
        try (Tab tab = browser.tab(800, 600)) {
            for (int i = 0; i < GRAPHS; i++) {
                Graph graph = random(new Random(SEED + i), i % 2 == 0);
                try {
                    assertGood(tab, graph, i % 2 == 0);
                } catch (AssertionError e) {
                    throw new AssertionError("-Dfreshet.seed=" + (SEED + i) + " " + graph, e);
                }
            }
        }
    }

    @Test
    void hub_ofAThousandBoxes_isNotOneRow(Browser browser) {
        List<Box> boxes = new ArrayList<>(List.of(new Box(150, 46)));
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            boxes.add(new Box(150, 46));
            edges.add(new Edge(i, 0));
        }
        Graph graph = new Graph(boxes, edges);
        try (Tab tab = browser.tab(800, 600)) {
            JsonNode laidOut = layout(tab, graph);
            assertApart(graph, laidOut);
            assertThat(laidOut.get("width").asDouble()).isLessThan(10_000);
            assertThat(laidOut.get("height").asDouble()).isLessThan(10_000);
        }
    }

    @Test
    void noBoxes_haveNoSize(Browser browser) {
        try (Tab tab = browser.tab(800, 600)) {
            assertThat(layout(tab, new Graph(List.of(), List.of())).get("width").asInt())
                    .isZero();
        }
    }
}
