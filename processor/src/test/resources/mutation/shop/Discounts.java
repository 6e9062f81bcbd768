package shop;

final class Discounts {
    private Discounts() {}

    static Discount standard() {
        return new Percent(5);
    }

    static class Percent extends Scaled {
        private final int percent;

        Percent(int percent) {
            this.percent = percent;
        }

        @Override
        double factor() {
            return 1 - percent / 100.0;
        }
    }

    static class Flat implements Discount {
        @Override
        public double apply(Order order) {
            return order.amount() - 1;
        }
    }

    abstract static class Scaled implements Discount {
        private int uses = 0;

        @Override
        public double apply(Order order) {
            uses++;
            return order.amount() * factor() + bonus();
        }

        abstract double factor();

        double bonus() {
            return uses > 100 ? 1 : 0;
        }

        double neverCalled() {
            return 7;
        }
    }
}
