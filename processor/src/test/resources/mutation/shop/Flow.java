package shop;

import dev.freshet.Node;
import dev.freshet.Pipeline;
import dev.freshet.Sink;
import java.util.ArrayList;
import java.util.List;
import lib.Maths;

@Pipeline
public class Flow {
    static final int LOWEST = 3;
    private static final int UNUSED = 1;

    @Node
    static List<Order> parse(List<String> lines) {
        List<Order> orders = new ArrayList<>();
        for (String line : lines) {
            String cleaned = Texts.clean(line);
            if (!cleaned.isEmpty() && cleaned.length() < Limits.LONGEST) {
                orders.add(Order.read(cleaned));
            }
        }
        return orders;
    }

    @Node
    static List<Double> price(List<Order> parse) {
        Discount discount = Discounts.standard();
        return parse.stream().map(order -> discount.apply(order) * Rates.of(order.currency())).toList();
    }

    @Node
    static List<Order> rank(List<Order> parse) {
        return Ranking.top(parse, new ByAmount(), 2);
    }

    @Node
    static List<String> label(List<Double> price) {
        List<String> labels = new ArrayList<>();
        for (double each : price) {
            labels.add(Labels.of((int) each, LOWEST));
        }
        return labels;
    }

    @Node
    static String report(List<String> label, List<Order> rank) {
        Report report = new Report("shop");
        report.add(label.size());
        for (Order order : rank) {
            report.add(order.amount());
        }
        return report.text();
    }

    @Node
    static int lonely(int seed) {
        return Maths.gcd(seed, 12);
    }

    @Node
    static void audit(int seed, Sink<Entry> audit) {
        audit.accept(new Entry(seed));
    }

    static String unused(String text) {
        return text + "!";
    }
}
