package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The sample of {@code docs/composing.md}, with an included pipeline, and with the names that its table has. */
final class ComposingSamples {
    private static final String PAGE = "docs/composing.md";
    private static final String INPUTS = "new ShopPipeline.Inputs(euOrdersRaw, rates, vatEu, ordersUs, usVat)";
    private static final String CATALOG = "eu.orders: {type: csv, path: data/eu/orders.csv}";

    private ComposingSamples() {}

    static List<Sample> all() {
        return List.of(Sample.of(PAGE + "#composing", "the shop runs", ComposingSamples::runs));
    }

    private static void runs(Project project, List<String> texts) throws Exception {
        assertThat(Page.of(PAGE).code())
                .contains(CATALOG, INPUTS, "ShopPipeline.Data.Eu.ORDERS", "ShopPipeline.Nodes.Eu.CLEAN")
                .contains("run --nodes 'eu.*'", "why us.sum");
        String body = "return new Revenue(eu.net() + us.net());";
        project.java(
                "demo.Shop",
                Sources.unit("""
                record Order(String id, double amount) {}
                record Revenue(double net) {}
                record Rates(double usd) {}
                @Pipeline final class Sales {
                    @Node(inputs = "orders_raw", outputs = "orders")
                    static List<Order> clean(List<Order> raw) { return raw; }
                    @Node(inputs = {"orders", "rates", "params:vat"}, outputs = "revenue")
                    static Revenue sum(List<Order> orders, Rates rates, double vat) {
                        return new Revenue(orders.stream().mapToDouble(Order::amount).sum() * rates.usd() * (1 + vat));
                    }
                }
                final class Use {
                    static Object inputs(
                            List<Order> euOrdersRaw, Rates rates, double vatEu, List<Order> ordersUs, double usVat) {
                        return List.of(ShopPipeline.Data.Eu.ORDERS, ShopPipeline.Nodes.Eu.CLEAN, INPUTS);
                    }
                }
                """.replace("INPUTS", INPUTS) + texts.get(0).replace("...", body)));
        project.file("conf/base/catalog.yml", CATALOG + """

                eu.orders_raw: {type: csv, path: data/eu.csv}
                orders_us: {type: csv, path: data/us.csv}
                rates: {type: json, path: data/rates.json}
                total: {type: json, path: data/total.json}
                """);
        project.file("conf/base/parameters.yml", "vat_eu: 0.5\nus: {vat: 0.0}\n");
        project.file("data/eu.csv", "id,amount\na,10\n").file("data/us.csv", "id,amount\na,1\n");
        project.file("data/rates.json", "{\"usd\": 2}");
        Sources.compile(project);
        project.freshet("demo.ShopPipeline", "run", "--nodes", "eu.*").succeeded();
        assertThat(project.read("data/eu/orders.csv")).contains("10");
        project.freshet("demo.ShopPipeline", "run").succeeded();
        assertThat(project.read("data/total.json").replaceAll("\\s", "")).isEqualTo("{\"net\":32.0}");
        project.freshet("demo.ShopPipeline", "why", "us.sum").succeeded();
    }
}
