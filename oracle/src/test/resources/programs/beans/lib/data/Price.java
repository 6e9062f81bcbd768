package data;

import java.math.BigDecimal;
import java.util.Objects;

public record Price(BigDecimal amount, Currency currency) implements Comparable<Price> {
    public Price {
        Objects.requireNonNull(amount);
        amount = amount.setScale(2, java.math.RoundingMode.HALF_UP);
    }

    public static Price of(String text) {
        return new Price(new BigDecimal(text), Currency.EUR);
    }

    public Price plus(Price other) {
        return new Price(amount.add(other.amount), currency);
    }

    @Override
    public int compareTo(Price other) {
        return amount.compareTo(other.amount);
    }

    public enum Currency {
        EUR,
        USD;

        public String sign() {
            return name().substring(0, 1);
        }
    }
}
