package shop;

import java.util.Comparator;

class ByAmount implements Comparator<Order> {
    private int compared;

    @Override
    public int compare(Order one, Order other) {
        compared++;
        int byAmount = Integer.compare(one.amount(), other.amount());
        return byAmount != 0 ? byAmount : tie(one, other);
    }

    private int tie(Order one, Order other) {
        return one.item().compareTo(other.item());
    }

    int compared() {
        return compared;
    }
}
