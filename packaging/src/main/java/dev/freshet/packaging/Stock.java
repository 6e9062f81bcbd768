package dev.freshet.packaging;

import dev.freshet.Node;
import dev.freshet.Pipeline;
import java.util.List;

/** Reads and writes datasets of several extensions. */
@Pipeline(catalog = "conf/base/catalog.yml")
final class Stock {
    private static final int SECONDS_TO_WAIT = 60;

    /** An article, and how many there are. */
    record Item(String name, int count) {}

    private Stock() {}

    @Node(inputs = "items", outputs = "kept")
    static List<Item> keep(List<Item> items) {
        return items.stream().filter(item -> item.count() > 0).toList();
    }

    @Node(
            inputs = {"kept", "params:least"},
            outputs = "plenty")
    static List<Item> select(List<Item> kept, int least) {
        if (least < 0) {
            throw new IllegalArgumentException("least is negative");
        }
        return kept.stream().filter(item -> item.count() >= least).toList();
    }

    /** Waits, so that somebody can end the process meanwhile. */
    @Node(
            inputs = {"plenty", "params:wait"},
            outputs = "total")
    static int sum(List<Item> plenty, boolean wait) throws InterruptedException {
        if (wait) {
            System.out.println("waiting");
            Thread.sleep(SECONDS_TO_WAIT * 1000L);
        }
        return plenty.stream().mapToInt(Item::count).sum();
    }
}
