package eval;

import expr.Expr;
import expr.Expr.Add;
import expr.Expr.Mul;
import expr.Expr.Named;
import expr.Expr.Num;
import expr.Expr.Special;

final class Eval {
    private Eval() {}

    static int value(Expr expr) {
        return switch (expr) {
            case Num(int value) when value > 100 -> 100;
            case Num(var value) -> value;
            case Add(Num(int a), Num(int b)) -> a + b;
            case Add(Expr left, Expr right) -> value(left) + value(right);
            case Mul(Num(var a), _) when a == 0 -> 0;
            case Mul(Expr left, Expr right) -> value(left) * value(right);
            case Named(_, Expr of) -> value(of) + 1;
            case Special.ZERO -> 0;
            case Special.ONE -> 1;
        };
    }

    static String kind(Object value) {
        return switch (value) {
            case null -> "null";
            case Integer i when i > 5 -> "large";
            case Integer _ -> "int";
            case String s when s.isEmpty() -> "empty";
            case String s -> s + s.length();
            case Add(Num(int left), var right) when left > 1 -> "add" + left + right;
            case int[] array -> "ints" + array.length;
            case Enum<?> e -> e.name();
            default -> "other";
        };
    }

    static int count(Iterable<?> all) {
        int count = 0;
        for (var _ : all) {
            count++;
        }
        try {
            count += Integer.parseInt("x" + count);
        } catch (NumberFormatException _) {
            count *= 2;
        }
        return count;
    }
}
