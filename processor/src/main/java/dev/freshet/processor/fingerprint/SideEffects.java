package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Whether the initialiser of a static field may do more than give the field its value, such as to fail: then it counts
 * for everybody who initialises the class, not only for those who read the field. Without effect is what is known to
 * be.
 */
final class SideEffects {
    /** What comes of an expression: from bad to good, so that of two the smaller holds for both. */
    enum Outcome {
        /** It may change something, or fail. */
        EFFECT,
        /** It gives a value, or null. */
        VALUE,
        NOT_NULL;

        Outcome and(Outcome other) {
            return compareTo(other) < 0 ? this : other;
        }
    }

    private final Symbols symbols;
    private final Trees trees;
    private final TreePath path;
    private final Map<Element, Outcome> fields = new HashMap<>();
    private final TypeElement owner;
    private final SideEffectsOfCalls calls;

    SideEffects(Symbols symbols, Trees trees, TreePath path, TypeElement owner) {
        this.symbols = symbols;
        this.trees = trees;
        this.path = path;
        this.owner = owner;
        this.calls = new SideEffectsOfCalls(this, symbols);
    }

    /** To be asked of the fields of a class in their order. */
    boolean mayHave(VariableTree field, VariableElement element) {
        Tree type = field.getType();
        TypeMirror to = type == null ? null : type(type);
        Outcome outcome =
                to != null && to.getKind().isPrimitive() ? unboxed(field.getInitializer()) : of(field.getInitializer());
        fields.put(element, outcome);
        return outcome == Outcome.EFFECT;
    }

    @Nullable
    Element element(Tree tree) {
        return trees.getElement(new TreePath(path, tree));
    }

    @Nullable
    TypeMirror type(Tree tree) {
        return trees.getTypeMirror(new TreePath(path, tree));
    }

    Outcome of(Tree tree) {
        return switch (tree.getKind()) {
            case PARENTHESIZED -> of(((ParenthesizedTree) tree).getExpression());
            case INT_LITERAL,
                    LONG_LITERAL,
                    FLOAT_LITERAL,
                    DOUBLE_LITERAL,
                    BOOLEAN_LITERAL,
                    CHAR_LITERAL,
                    STRING_LITERAL,
                    LAMBDA_EXPRESSION -> Outcome.NOT_NULL;
            case NULL_LITERAL -> Outcome.VALUE;
            case IDENTIFIER -> named(tree);
            case MEMBER_SELECT -> select((MemberSelectTree) tree);
            case MEMBER_REFERENCE -> reference((MemberReferenceTree) tree);
            case NEW_ARRAY -> newArray((NewArrayTree) tree);
            case NEW_CLASS -> calls.of((NewClassTree) tree);
            case METHOD_INVOCATION -> calls.of((MethodInvocationTree) tree);
            case TYPE_CAST -> cast((TypeCastTree) tree);
            case CONDITIONAL_EXPRESSION -> conditional((ConditionalExpressionTree) tree);
            case INSTANCE_OF ->
                of(((InstanceOfTree) tree).getExpression()) == Outcome.EFFECT ? Outcome.EFFECT : Outcome.NOT_NULL;
            case UNARY_MINUS, UNARY_PLUS, BITWISE_COMPLEMENT, LOGICAL_COMPLEMENT ->
                unboxed(((UnaryTree) tree).getExpression());
            default -> tree instanceof BinaryTree binary ? binary(binary) : Outcome.EFFECT;
        };
    }

    /** Of all of them. */
    Outcome all(List<? extends Tree> trees) {
        Outcome outcome = Outcome.NOT_NULL;
        for (Tree tree : trees) {
            outcome = outcome.and(of(tree));
        }
        return outcome;
    }

    /** Of an expression whose value is needed as a primitive: null would fail. */
    Outcome unboxed(Tree tree) {
        Outcome outcome = of(tree);
        return outcome == Outcome.VALUE && !isPrimitive(tree) ? Outcome.EFFECT : outcome;
    }

    private boolean isPrimitive(Tree tree) {
        TypeMirror type = type(tree);
        return type != null && type.getKind().isPrimitive();
    }

    private Outcome select(MemberSelectTree tree) {
        if (tree.getIdentifier().contentEquals("class")) {
            return Outcome.NOT_NULL;
        }
        if (tree.getIdentifier().contentEquals("length") && isArray(tree.getExpression())) {
            return of(tree.getExpression()) == Outcome.NOT_NULL ? Outcome.NOT_NULL : Outcome.EFFECT;
        }
        return element(tree.getExpression()) instanceof TypeElement ? named(tree) : Outcome.EFFECT;
    }

    private boolean isArray(Tree tree) {
        TypeMirror type = type(tree);
        return type != null && type.getKind() == TypeKind.ARRAY;
    }

    /**
     * A static field: reading that of another class initialises the class; one of its own may not have its value yet.
     */
    private Outcome named(Tree tree) {
        if (!(element(tree) instanceof VariableElement field)
                || !(field.getEnclosingElement() instanceof TypeElement declaring)) {
            return Outcome.EFFECT;
        }
        if (field.getConstantValue() != null) {
            return Outcome.NOT_NULL;
        }
        if (!field.getModifiers().contains(Modifier.STATIC)) {
            return Outcome.EFFECT;
        }
        boolean isFinal = field.getModifiers().contains(Modifier.FINAL);
        if (symbols.isJdk(declaring)) {
            return isFinal ? Outcome.NOT_NULL : Outcome.VALUE;
        }
        if (!declaring.equals(owner)) {
            return Outcome.EFFECT;
        }
        return isFinal && fields.get(field) == Outcome.NOT_NULL ? Outcome.NOT_NULL : Outcome.VALUE;
    }

    private Outcome reference(MemberReferenceTree tree) {
        ExpressionTree qualifier = tree.getQualifierExpression();
        Element element = element(qualifier);
        boolean isType =
                element instanceof TypeElement || (!(element instanceof VariableElement) && isTypeTree(qualifier));
        return isType || of(qualifier) == Outcome.NOT_NULL ? Outcome.NOT_NULL : Outcome.EFFECT;
    }

    private static boolean isTypeTree(Tree tree) {
        return switch (tree.getKind()) {
            case ARRAY_TYPE, PARAMETERIZED_TYPE, PRIMITIVE_TYPE, ANNOTATED_TYPE -> true;
            default -> false;
        };
    }

    private Outcome newArray(NewArrayTree tree) {
        for (ExpressionTree dimension : tree.getDimensions()) {
            if (!(calls.constant(dimension) instanceof Integer length) || length < 0) {
                return Outcome.EFFECT;
            }
        }
        Outcome outcome = Outcome.NOT_NULL;
        if (tree.getInitializers() != null) {
            for (ExpressionTree each : tree.getInitializers()) {
                outcome = outcome.and(hasPrimitives(tree) ? unboxed(each) : of(each));
            }
        }
        return outcome == Outcome.EFFECT ? Outcome.EFFECT : Outcome.NOT_NULL;
    }

    private boolean hasPrimitives(NewArrayTree tree) {
        return type(tree) instanceof ArrayType array
                && array.getComponentType().getKind().isPrimitive();
    }

    /** Up the hierarchy, of a number, or of code that has no type of its own. */
    private Outcome cast(TypeCastTree tree) {
        TypeMirror from = type(tree.getExpression());
        TypeMirror to = type(tree.getType());
        if (from == null || to == null) {
            return Outcome.EFFECT;
        }
        if (to.getKind().isPrimitive()) {
            return unboxed(tree.getExpression());
        }
        boolean isSafe = from.getKind().isPrimitive()
                || from.getKind() == TypeKind.NULL
                || BodyEncoder.bare(tree.getExpression()) instanceof LambdaExpressionTree
                || BodyEncoder.bare(tree.getExpression()) instanceof MemberReferenceTree
                || symbols.types.isSubtype(symbols.types.erasure(from), symbols.types.erasure(to));
        return isSafe ? of(tree.getExpression()) : Outcome.EFFECT;
    }

    private Outcome conditional(ConditionalExpressionTree tree) {
        Outcome branches = isPrimitive(tree)
                ? unboxed(tree.getTrueExpression()).and(unboxed(tree.getFalseExpression()))
                : of(tree.getTrueExpression()).and(of(tree.getFalseExpression()));
        return unboxed(tree.getCondition()) == Outcome.EFFECT ? Outcome.EFFECT : branches;
    }

    private Outcome binary(BinaryTree tree) {
        Tree left = tree.getLeftOperand();
        Tree right = tree.getRightOperand();
        return switch (tree.getKind()) {
            case PLUS -> isText(tree) ? text(left).and(text(right)) : numbers(left, right);
            case DIVIDE, REMAINDER -> isIntegral(tree) && isZeroPossible(right) ? Outcome.EFFECT : numbers(left, right);
            case EQUAL_TO, NOT_EQUAL_TO ->
                isPrimitive(left) || isPrimitive(right) ? numbers(left, right) : identity(left, right);
            default -> numbers(left, right);
        };
    }

    private Outcome numbers(Tree left, Tree right) {
        return unboxed(left).and(unboxed(right));
    }

    private Outcome identity(Tree left, Tree right) {
        return of(left).and(of(right)) == Outcome.EFFECT ? Outcome.EFFECT : Outcome.NOT_NULL;
    }

    private boolean isText(Tree tree) {
        return type(tree) instanceof DeclaredType declared
                && symbols.binaryName((TypeElement) declared.asElement()).equals("java/lang/String");
    }

    /** A part of a concatenation: other objects than values of the JDK have code of their own for it. */
    private Outcome text(Tree tree) {
        TypeMirror type = type(tree);
        boolean isPlain = type != null
                && (type.getKind().isPrimitive()
                        || type.getKind() == TypeKind.NULL
                        || (type instanceof DeclaredType declared
                                && PureCalls.isValue(symbols.binaryName((TypeElement) declared.asElement()))));
        return isPlain && of(tree) != Outcome.EFFECT ? Outcome.NOT_NULL : Outcome.EFFECT;
    }

    private boolean isIntegral(Tree tree) {
        TypeMirror type = type(tree);
        return type == null || (type.getKind() != TypeKind.DOUBLE && type.getKind() != TypeKind.FLOAT);
    }

    private boolean isZeroPossible(Tree tree) {
        return !(calls.constant(tree) instanceof Number number) || number.longValue() == 0;
    }
}
