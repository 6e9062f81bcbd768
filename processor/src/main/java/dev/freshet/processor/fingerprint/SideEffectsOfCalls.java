package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.freshet.processor.fingerprint.SideEffects.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@link SideEffects} of calls and new objects. */
final class SideEffectsOfCalls {
    /** What these cost is in a number or a pattern, and may be more than the compiler has. */
    private static final Set<String> COSTLY =
            Set.of("repeat", "format", "formatted", "matches", "replaceAll", "replaceFirst", "split");

    private final SideEffects expressions;
    private final Symbols symbols;

    SideEffectsOfCalls(SideEffects expressions, Symbols symbols) {
        this.expressions = expressions;
        this.symbols = symbols;
    }

    Outcome of(MethodInvocationTree tree) {
        if (!(expressions.element(tree.getMethodSelect()) instanceof ExecutableElement method)
                || !(method.getEnclosingElement() instanceof TypeElement owner)) {
            return Outcome.EFFECT;
        }
        String type = symbols.binaryName(owner);
        return method.getModifiers().contains(Modifier.STATIC)
                ? ofStatic(type, method, tree.getArguments())
                : ofInstance(type, method, tree);
    }

    private Outcome ofStatic(String type, ExecutableElement method, List<? extends ExpressionTree> arguments) {
        String call = type + "." + method.getSimpleName();
        if (PureCalls.isFactory(call)) {
            boolean isSafe = expressions.all(arguments) == Outcome.NOT_NULL
                    && !(method.isVarArgs() && hasArray(arguments))
                    && !(PureCalls.needsDistinct(call) && !areDistinct(call, arguments));
            return isSafe ? Outcome.NOT_NULL : Outcome.EFFECT;
        }
        if (PureCalls.isOfNumbers(call, method)) {
            return ofNumbers(arguments);
        }
        if (PureCalls.isNullable(call)) {
            boolean isNamed =
                    !arguments.isEmpty() && constant(arguments.get(0)) instanceof String name && !name.isEmpty();
            return isNamed && expressions.all(arguments) != Outcome.EFFECT ? Outcome.VALUE : Outcome.EFFECT;
        }
        return tried(type, method, null, arguments);
    }

    private Outcome ofNumbers(List<? extends ExpressionTree> arguments) {
        Outcome outcome = Outcome.NOT_NULL;
        for (ExpressionTree argument : arguments) {
            outcome = outcome.and(expressions.unboxed(argument));
        }
        return outcome;
    }

    /** An array's elements are not known. */
    private boolean hasArray(List<? extends ExpressionTree> arguments) {
        for (ExpressionTree argument : arguments) {
            TypeMirror type = expressions.type(argument);
            if (type != null && type.getKind() == TypeKind.ARRAY) {
                return true;
            }
        }
        return false;
    }

    private boolean areDistinct(String call, List<? extends ExpressionTree> arguments) {
        Set<String> seen = new HashSet<>();
        int step = call.equals("java/util/Map.of") ? 2 : 1;
        for (int i = 0; i < arguments.size(); i += step) {
            String key = call.endsWith("ofEntries") ? entryKey(arguments.get(i)) : key(arguments.get(i));
            if (key == null || !seen.add(key)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String entryKey(ExpressionTree entry) {
        return entry instanceof MethodInvocationTree call && call.getArguments().size() == 2
                ? key(call.getArguments().get(0))
                : null;
    }

    /** A text that is another for each value; null if the value is not known. */
    private @Nullable String key(ExpressionTree tree) {
        Object constant = constant(tree);
        if (constant != null) {
            return Constants.encode(constant);
        }
        boolean isFixed = tree instanceof MemberSelectTree select
                && (select.getIdentifier().contentEquals("class")
                        || (expressions.element(tree) instanceof VariableElement field
                                && field.getKind() == ElementKind.ENUM_CONSTANT));
        return isFixed ? tree.toString() : null;
    }

    private Outcome ofInstance(String type, ExecutableElement method, MethodInvocationTree tree) {
        if (!(BodyEncoder.bare(tree.getMethodSelect()) instanceof MemberSelectTree select)) {
            return Outcome.EFFECT;
        }
        ExpressionTree receiver = select.getExpression();
        String name = method.getSimpleName().toString();
        if ((type.equals("java/lang/Class") && (name.equals("getName") || name.equals("getSimpleName")))
                || (type.equals("java/lang/invoke/MethodHandles$Lookup") && name.equals("lookupClass"))
                || (type.equals("java/util/Comparator") && isMade(receiver))) {
            return expressions.of(receiver) == Outcome.NOT_NULL
                            && expressions.all(tree.getArguments()) == Outcome.NOT_NULL
                    ? Outcome.NOT_NULL
                    : Outcome.EFFECT;
        }
        Object text = constant(receiver);
        return text instanceof String ? tried(type, method, text, tree.getArguments()) : Outcome.EFFECT;
    }

    /** Whether a comparator is from the JDK, with methods of the JDK. */
    private boolean isMade(ExpressionTree receiver) {
        return BodyEncoder.bare(receiver) instanceof MethodInvocationTree;
    }

    private Outcome tried(
            String type,
            ExecutableElement called,
            @Nullable Object receiver,
            List<? extends ExpressionTree> arguments) {
        if (!PureCalls.isValue(type) || COSTLY.contains(called.getSimpleName().toString())) {
            return Outcome.EFFECT;
        }
        List<Object> constants = new ArrayList<>();
        for (ExpressionTree argument : arguments) {
            Object constant = constant(argument);
            if (constant == null) {
                return Outcome.EFFECT;
            }
            constants.add(constant);
        }
        return TrialCall.value(type, called, receiver, constants) == null ? Outcome.EFFECT : Outcome.NOT_NULL;
    }

    Outcome of(NewClassTree tree) {
        if (!(expressions.element(tree) instanceof ExecutableElement constructor)
                || tree.getEnclosingExpression() != null) {
            return Outcome.EFFECT;
        }
        if (tree.getClassBody() != null) {
            return ofAnonymous(tree, tree.getClassBody());
        }
        String type = symbols.binaryName(symbols.owner(constructor));
        if (PureCalls.isContainer(type)) {
            return expressions.all(tree.getArguments()) == Outcome.NOT_NULL
                            && arePlain(tree.getArguments())
                            && areSizes(tree.getArguments())
                    ? Outcome.NOT_NULL
                    : Outcome.EFFECT;
        }
        return tried(type, constructor, null, tree.getArguments());
    }

    private boolean arePlain(List<? extends Tree> trees) {
        for (Tree tree : trees) {
            if (!isPlain(tree)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether nothing of the project is in it, and nothing can have been put into it: sets and maps call what they
     * take.
     */
    private boolean isPlain(Tree tree) {
        Tree bare = BodyEncoder.bare(tree);
        if (bare instanceof NewClassTree made) {
            return arePlain(made.getArguments());
        }
        if (bare instanceof MethodInvocationTree call) {
            return arePlain(call.getArguments());
        }
        return bare instanceof LambdaExpressionTree
                || bare instanceof MemberReferenceTree
                || constant(bare) != null
                || (expressions.element(bare) instanceof VariableElement field
                        && field.getEnclosingElement() instanceof TypeElement owner
                        && symbols.isJdk(owner));
    }

    /** Negative sizes fail. */
    private boolean areSizes(List<? extends ExpressionTree> arguments) {
        for (ExpressionTree argument : arguments) {
            TypeMirror type = expressions.type(argument);
            boolean isNumber = type == null || (type.getKind().isPrimitive() && type.getKind() != TypeKind.BOOLEAN);
            if (isNumber && !(constant(argument) instanceof Number number && number.doubleValue() >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** An object of an interface of the JDK, or a thread's variable, that has methods only. */
    private Outcome ofAnonymous(NewClassTree tree, ClassTree body) {
        TypeMirror supertype = expressions.type(tree.getIdentifier());
        boolean isPlain = tree.getArguments().isEmpty()
                && supertype instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement type
                && symbols.isJdk(type)
                && (type.getKind().isInterface() || PureCalls.isContainer(symbols.binaryName(type)))
                && hasMethodsOnly(body);
        return isPlain ? Outcome.NOT_NULL : Outcome.EFFECT;
    }

    private static boolean hasMethodsOnly(ClassTree body) {
        for (Tree member : body.getMembers()) {
            if (!(member instanceof MethodTree)) {
                return false;
            }
        }
        return true;
    }

    /** The value of an expression that the compiler computes; null if it is none, or too complicated. */
    @Nullable
    Object constant(Tree tree) {
        Tree bare = BodyEncoder.bare(tree);
        if (bare instanceof LiteralTree literal) {
            return literal.getValue();
        }
        if (expressions.element(bare) instanceof VariableElement variable && variable.getConstantValue() != null) {
            return variable.getConstantValue();
        }
        if (bare.getKind() == Tree.Kind.UNARY_MINUS
                && constant(((UnaryTree) bare).getExpression()) instanceof Number number) {
            return number instanceof Integer
                    ? (Object) (-number.intValue())
                    : number instanceof Long ? (Object) (-number.longValue()) : (Object) (-number.doubleValue());
        }
        return bare instanceof BinaryTree binary ? computed(binary) : null;
    }

    private @Nullable Object computed(BinaryTree tree) {
        Object left = constant(tree.getLeftOperand());
        Object right = left == null ? null : constant(tree.getRightOperand());
        if (left == null || right == null) {
            return null;
        }
        if (tree.getKind() == Tree.Kind.PLUS && (left instanceof String || right instanceof String)) {
            return "" + left + right;
        }
        if (!(left instanceof Integer || left instanceof Long)
                || !(right instanceof Integer || right instanceof Long)) {
            return null;
        }
        long one = ((Number) left).longValue();
        long other = ((Number) right).longValue();
        boolean isInt = left instanceof Integer && right instanceof Integer;
        return switch (tree.getKind()) {
            case PLUS -> number(one + other, isInt);
            case MINUS -> number(one - other, isInt);
            case MULTIPLY -> number(one * other, isInt);
            default -> null;
        };
    }

    private static Object number(long value, boolean isInt) {
        return isInt ? (Object) (int) value : (Object) value;
    }
}
