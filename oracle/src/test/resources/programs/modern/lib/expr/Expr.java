package expr;

public sealed interface Expr {
    record Num(int value) implements Expr {}

    record Add(Expr left, Expr right) implements Expr {}

    record Mul(Expr left, Expr right) implements Expr {}

    record Named(String name, Expr of) implements Expr {}

    enum Special implements Expr {
        ZERO,
        ONE
    }

    static Expr sum(Expr left, int right) {
        return new Add(left, new Num(right));
    }
}
