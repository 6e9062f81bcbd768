package shop;

interface Discount {
    double apply(Order order);

    default double rounded(Order order) {
        return Math.rint(apply(order));
    }
}
