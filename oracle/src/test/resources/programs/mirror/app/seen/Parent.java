package seen;

import java.util.ArrayList;
import java.util.Collection;
import mark.Marked;

@Marked("parent")
abstract class Parent<C extends Collection<?>> {
    C content;
    private final ArrayList<? super Integer> bag = new ArrayList<>();

    int size() {
        return bag.size();
    }
}
