package dev.freshet.processor.fingerprint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.freshet.processor.impure.ImpureFinder;
import dev.freshet.processor.model.ErroneousCode;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements and expressions: {@code (KIND payload children)}, {@code _} for what is absent, {@code [...]} for
 * lists. What does not change behaviour is left out: layout, names of locals, parentheses, annotations, explicit type
 * arguments. A kind of tree that is not known here, as of a newer Java, is written by its name and its children.
 */
final class BodyEncoder extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** The kind of tree as of Java 21. */
    private static final String RECORD_PATTERN = "DECONSTRUCTION_PATTERN";

    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final SymbolEncoder symbols;
    private final DeclarationEncoder declarations;
    private final LocalClassEncoder localClasses;
    private final ClassLiterals literals;
    private final NameEncoder names;
    private final CallEncoder calls;
    private final JumpEncoder jumps;
    private final TypeUseEncoder typeUses;
    private final ImpureFinder impure;

    /** @param impure receives the code that may be impure */
    BodyEncoder(UnitContext context, ImpureFinder impure) {
        this.impure = impure;
        this.context = context;
        this.text = context.text;
        this.types = new TypeEncoder(context);
        this.symbols = new SymbolEncoder(context, types);
        this.declarations = new DeclarationEncoder(context, types);
        this.localClasses = new LocalClassEncoder(context, declarations, this);
        this.literals = new ClassLiterals(context.symbols);
        this.names = new NameEncoder(context, types, symbols, literals, this);
        this.calls = new CallEncoder(context, types, symbols, literals, localClasses, this, impure);
        this.jumps = new JumpEncoder(this, text);
        this.typeUses = new TypeUseEncoder(context, this);
    }

    ImpureFinder impure() {
        return impure;
    }

    DeclarationEncoder declarations() {
        return declarations;
    }

    TypeUseEncoder typeUses() {
        return typeUses;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        encode(tree);
        return null;
    }

    @Override
    public @Nullable Void scan(@Nullable Iterable<? extends Tree> trees, @Nullable Void unused) {
        list(trees);
        return null;
    }

    void list(@Nullable Iterable<? extends Tree> trees) {
        text.append('[');
        if (trees != null) {
            for (Tree tree : trees) {
                encode(tree);
            }
        }
        text.append(']');
    }

    void encode(@Nullable Tree tree) {
        if (tree == null) {
            text.append('_');
            return;
        }
        Tree.Kind kind = tree.getKind();
        switch (kind) {
            case PARENTHESIZED -> encode(((ParenthesizedTree) tree).getExpression());
            case EXPRESSION_STATEMENT -> encode(((ExpressionStatementTree) tree).getExpression());
            case IDENTIFIER -> names.identifier((IdentifierTree) tree);
            case MEMBER_SELECT -> names.memberSelect((MemberSelectTree) tree);
            case METHOD_INVOCATION -> calls.invocation((MethodInvocationTree) tree);
            case NEW_CLASS -> calls.newClass((NewClassTree) tree);
            case NEW_ARRAY -> newArray((NewArrayTree) tree);
            case MEMBER_REFERENCE -> calls.memberReference((MemberReferenceTree) tree);
            case LAMBDA_EXPRESSION -> calls.lambda((LambdaExpressionTree) tree);
            case VARIABLE -> declare((VariableTree) tree);
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> localClasses.encode((ClassTree) tree, false);
            case TYPE_CAST -> cast((TypeCastTree) tree);
            case INSTANCE_OF -> instanceOf((InstanceOfTree) tree);
            case ERRONEOUS -> throw new ErroneousCode("erroneous tree");
            default -> encodeStatement(tree, kind);
        }
    }

    private void encodeStatement(Tree tree, Tree.Kind kind) {
        switch (kind) {
            case CASE -> caseOf((CaseTree) tree);
            case LABELED_STATEMENT -> jumps.labeled((LabeledStatementTree) tree);
            case BREAK -> jumps.to("(BREAK", ((BreakTree) tree).getLabel());
            case CONTINUE -> jumps.to("(CONTINUE", ((ContinueTree) tree).getLabel());
            case INT_LITERAL,
                    LONG_LITERAL,
                    FLOAT_LITERAL,
                    DOUBLE_LITERAL,
                    BOOLEAN_LITERAL,
                    CHAR_LITERAL,
                    STRING_LITERAL,
                    NULL_LITERAL -> literal(((LiteralTree) tree).getValue());
            case PLUS -> plus((BinaryTree) tree);
            case EMPTY_STATEMENT -> text.append("(;)");
            case ANNOTATION -> text.append("(ANNO)");
            case MODIFIERS -> {}
            case BLOCK -> block((BlockTree) tree);
            case ARRAY_TYPE,
                    PARAMETERIZED_TYPE,
                    PRIMITIVE_TYPE,
                    UNION_TYPE,
                    INTERSECTION_TYPE,
                    ANNOTATED_TYPE,
                    UNBOUNDED_WILDCARD,
                    EXTENDS_WILDCARD,
                    SUPER_WILDCARD -> {
                text.append("(TY ");
                type(tree);
                text.append(')');
            }
            default -> other(tree, kind);
        }
    }

    /** One statement is the same with and without braces. */
    private void block(BlockTree tree) {
        List<? extends Tree> statements = tree.getStatements();
        if (statements.size() == 1 && !isDeclaration(statements.get(0))) {
            encode(statements.get(0));
            return;
        }
        text.append('{');
        for (Tree statement : statements) {
            encode(statement);
        }
        text.append('}');
    }

    private static boolean isDeclaration(Tree statement) {
        return statement instanceof VariableTree || statement instanceof ClassTree;
    }

    /** An expression without its parentheses. */
    static Tree bare(Tree tree) {
        return tree instanceof ParenthesizedTree parenthesized ? bare(parenthesized.getExpression()) : tree;
    }

    private void other(Tree tree, Tree.Kind kind) {
        text.append('(').append(kind.name());
        if (tree instanceof ExpressionTree) {
            types.ofExpression(tree);
            expression(tree, kind);
        } else {
            statement(tree, kind);
        }
        text.append(')');
    }

    /** The most frequent ones without a visitor. */
    private void expression(Tree tree, Tree.Kind kind) {
        if (tree instanceof BinaryTree binary) {
            if (kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO) {
                literals.operand(binary.getLeftOperand());
                literals.operand(binary.getRightOperand());
            }
            encode(binary.getLeftOperand());
            encode(binary.getRightOperand());
        } else if (tree instanceof AssignmentTree assignment) {
            encode(assignment.getVariable());
            encode(assignment.getExpression());
        } else if (tree instanceof UnaryTree unary) {
            encode(unary.getExpression());
        } else {
            tree.accept(this, null);
        }
    }

    private void statement(Tree tree, Tree.Kind kind) {
        switch (kind) {
            case RETURN -> encode(((ReturnTree) tree).getExpression());
            case IF -> {
                encode(((IfTree) tree).getCondition());
                encode(((IfTree) tree).getThenStatement());
                encode(((IfTree) tree).getElseStatement());
            }
            case ENHANCED_FOR_LOOP -> {
                iterator((EnhancedForLoopTree) tree);
                tree.accept(this, null);
            }
            case SYNCHRONIZED -> {
                literals.operand(bare(((SynchronizedTree) tree).getExpression()));
                tree.accept(this, null);
            }
            case ASSERT, THROW -> {
                impure.skip();
                tree.accept(this, null);
                impure.resume();
            }
            default -> {
                if (kind.name().equals(RECORD_PATTERN)
                        && context.type(tree) instanceof DeclaredType type
                        && type.asElement() instanceof TypeElement holder) {
                    symbols.accessors(holder);
                }
                tree.accept(this, null);
            }
        }
    }

    /** The call that such a loop makes without saying so. */
    private void iterator(EnhancedForLoopTree loop) {
        TypeMirror iterated = context.type(loop.getExpression());
        if (iterated instanceof DeclaredType declared) {
            TypeMirror iterator = context.symbols.iterator((TypeElement) declared.asElement());
            if (iterator != null) {
                types.erased(iterator);
            }
        }
    }

    private void literal(@Nullable Object value) {
        text.append("(L").append(Constants.encode(value)).append(')');
    }

    /** Literals that are added are one literal. */
    private void plus(BinaryTree tree) {
        String folded = Constants.text(tree);
        if (folded == null) {
            other(tree, Tree.Kind.PLUS);
        } else {
            literal(folded);
        }
    }

    void type(Tree tree) {
        TypeMirror type = context.type(tree);
        if (type == null) {
            text.append("?ty");
            tree.accept(this, null);
        } else {
            types.erased(type);
        }
    }

    private void newArray(NewArrayTree tree) {
        text.append("(NEWARRAY");
        types.ofExpression(tree);
        list(tree.getDimensions());
        if (tree.getInitializers() != null) {
            text.append('{');
            list(tree.getInitializers());
            text.append('}');
        }
        text.append(')');
    }

    void declare(VariableTree tree) {
        VariableElement variable = (VariableElement) context.element(tree);
        text.append("(V").append(context.declare(variable));
        if (variable != null && variable.asType().getKind() != TypeKind.NONE) {
            text.append(':');
            types.erased(variable.asType());
            text.append(variable.getConstantValue() == null ? "" : " constant");
        }
        if (tree.getInitializer() != null) {
            text.append(" =");
            encode(tree.getInitializer());
        }
        text.append(')');
    }

    private void cast(TypeCastTree tree) {
        text.append("(CAST ");
        TypeMirror type = context.type(tree.getType());
        if (type == null) {
            type(tree.getType());
        } else {
            types.all(type);
        }
        encode(tree.getExpression());
        text.append(')');
    }

    private void instanceOf(InstanceOfTree tree) {
        text.append("(INSTANCEOF ");
        encode(tree.getExpression());
        if (tree.getPattern() != null) {
            encode(tree.getPattern());
        } else {
            type(tree.getType());
        }
        text.append(')');
    }

    private void caseOf(CaseTree tree) {
        text.append("(CASE ").append(tree.getCaseKind());
        List<? extends Tree> labels = CaseLabels.labels(tree);
        if (CaseLabels.arePlain(labels)) {
            if (labels.size() > 1 && CaseLabels.hasDefault(labels)) {
                text.append(" nulldef");
            }
            list(CaseLabels.constants(tree, labels));
        } else {
            text.append(" L");
            list(labels);
            Tree guard = CaseLabels.guard(tree);
            if (guard != null) {
                text.append(" when");
                encode(guard);
            }
        }
        if (tree.getCaseKind() == CaseTree.CaseKind.RULE) {
            encode(tree.getBody());
        } else {
            list(tree.getStatements());
        }
        text.append(')');
    }
}
