package seen;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import mark.Marked;
import mark.Marks.InClass;
import mark.Marks.InSource;
import mark.Marks.Positive;
import mark.Marks.Tag;

@Marked(value = "item", by = Helper.class)
@Tag("a")
@Tag("b")
class Item<T extends Comparable<T> & Serializable> extends Parent<List<T>> implements Comparable<Item<T>> {
    @Marked(level = 3)
    protected List<@Positive(than = 2) Integer> numbers = List.of(1);

    @InClass("x")
    Map<String, ? extends T> values = Map.of();

    @InSource
    transient T last;

    volatile int[] @Positive [] grid = {};

    @Override
    public int compareTo(Item<T> other) {
        return numbers.size() - other.numbers.size();
    }
}
