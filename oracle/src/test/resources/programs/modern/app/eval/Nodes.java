package eval;

import dev.freshet.Node;
import expr.Expr;
import expr.Expr.Add;
import expr.Expr.Mul;
import expr.Expr.Named;
import expr.Expr.Num;
import expr.Guarded;
import java.util.List;
import java.util.function.BiFunction;

public final class Nodes {
    private Nodes() {}

    @Node
    public static int value(int n) {
        Expr expr = new Mul(Expr.sum(new Num(n), 2), new Named("x", Expr.Special.ONE));
        return Eval.value(expr) + Eval.value(new Num(n * 50)) + Eval.value(new Mul(new Num(0), expr));
    }

    @Node
    public static String kinds(String text) {
        return Eval.kind(text) + Eval.kind(3) + Eval.kind(9) + Eval.kind(null) + Eval.kind(new int[2])
                + Eval.kind(new Add(new Num(2), new Num(1))) + Eval.kind(Expr.Special.ZERO) + Eval.kind(2.0);
    }

    @Node
    public static int counted(List<String> all) {
        BiFunction<Integer, Integer, Integer> first = (a, _) -> a;
        return Eval.count(all) + first.apply(7, 8);
    }

    @Node
    public static int guarded(String name) {
        return new Guarded.Checked(name).seen();
    }

    @Node
    public static int matched(int n) {
        Object value = n > 2 ? new Add(new Num(n), new Num(1)) : n;
        if (value instanceof Add(Num(int a), Num(_)) && a > 2) {
            return a;
        }
        return value instanceof Integer i ? -i : 0;
    }
}
