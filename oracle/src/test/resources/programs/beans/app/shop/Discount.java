package shop;

import data.Price;
import java.math.BigDecimal;

interface Discount {
    Price apply(Price price);

    default Discount and(Discount other) {
        return price -> other.apply(apply(price));
    }

    Discount NONE = price -> price;

    final class Percent implements Discount {
        private final int percent;

        Percent(int percent) {
            this.percent = percent;
        }

        @Override
        public Price apply(Price price) {
            BigDecimal factor = BigDecimal.valueOf(100 - percent, 2);
            return new Price(price.amount().multiply(factor), price.currency());
        }
    }

    static Discount of(String code) {
        return switch (code) {
            case "ten" -> new Percent(10);
            case "half" -> new Percent(50).and(new Percent(1));
            default -> NONE;
        };
    }
}
