package shop;

import data.Entity;
import data.Price;
import dev.freshet.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class Nodes {
    private Nodes() {}

    /** What the catalog would load for the node. */
    public static Order loaded(int id) {
        Order order = new Order();
        order.setId(id);
        order.setLines(List.of(new Order.Line("pen", 3, Price.of("1.255")), new Order.Line("ink")));
        return order;
    }

    @Node
    public static Price total(int id) {
        Price sum = null;
        for (Order.Line line : loaded(id).getLines()) {
            sum = sum == null ? line.total() : sum.plus(line.total());
        }
        return sum;
    }

    @Node
    public static Order order(int id) {
        Order order = loaded(id);
        order.setShipping(order.getShipping());
        return order;
    }

    @Node
    public static Map<String, Price> discounted(List<String> codes) {
        Map<String, Price> all = new TreeMap<>();
        for (String code : codes) {
            all.merge(code, Discount.of(code).apply(Price.of("20")), Price::plus);
        }
        all.put("half", Discount.of("half").apply(Price.of("3")));
        return all;
    }

    @Node
    public static String entity(int id) {
        Entity entity = loaded(id);
        return entity.getId() + (entity.isFresh() ? "fresh" : "old") + Price.Currency.USD.sign();
    }

    @Node
    public static int counted(List<Order> orders) {
        int count = 0;
        for (Order order : orders) {
            count += order.getLines().size();
        }
        return count;
    }

    @Node
    public static List<Order.Line> lines(int id) {
        return loaded(id).getLines().stream().filter(line -> line.count() > 1).sorted(
                (a, b) -> a.each().compareTo(b.each())).toList();
    }
}
