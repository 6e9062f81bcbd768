package shop;

import data.Entity;
import data.Price;
import java.util.ArrayList;
import java.util.List;

public class Order extends Entity {
    private List<Line> lines = new ArrayList<>();
    private Price shipping;

    public Order() {}

    public List<Line> getLines() {
        return lines;
    }

    public void setLines(List<Line> lines) {
        this.lines = new ArrayList<>(lines);
    }

    public Price getShipping() {
        return shipping == null ? Price.of("1.5") : shipping;
    }

    public void setShipping(Price shipping) {
        this.shipping = shipping;
    }

    @Override
    public boolean isFresh() {
        return super.isFresh() && lines.isEmpty();
    }

    public record Line(String article, int count, Price each) {
        public Line(String article) {
            this(article, 1, Price.of("9.99"));
        }

        Price total() {
            Price sum = each;
            for (int i = 1; i < count; i++) {
                sum = sum.plus(each);
            }
            return sum;
        }
    }
}
