package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/** Constant values in one notation for equal values, distinct for different types. */
final class Constants {
    private Constants() {}

    static String encode(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return "\"" + text.length() + ":" + text;
        }
        if (value instanceof Double number) {
            return "D" + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Float number) {
            return "F" + Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Character character) {
            return "C" + (int) character;
        }
        if (value instanceof Boolean flag) {
            return flag ? "Z1" : "Z0";
        }
        if (value instanceof Long number) {
            return "J" + number;
        }
        if (value instanceof Byte number) {
            return "B" + number;
        }
        return value instanceof Short number ? "S" + number : "I" + value;
    }

    /** The text that literals make when they are added; null for any other code. */
    static @Nullable String text(Tree tree) {
        if (tree instanceof ParenthesizedTree inner) {
            return text(inner.getExpression());
        }
        if (tree.getKind() == Tree.Kind.STRING_LITERAL) {
            return (String) ((LiteralTree) tree).getValue();
        }
        if (tree.getKind() != Tree.Kind.PLUS) {
            return null;
        }
        // A long sum has its length on the left, so the short side is looked at first.
        String right = text(((BinaryTree) tree).getRightOperand());
        String left = right == null ? null : text(((BinaryTree) tree).getLeftOperand());
        return left == null ? null : left + right;
    }
}
