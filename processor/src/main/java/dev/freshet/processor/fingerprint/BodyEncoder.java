package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
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
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.freshet.processor.model.ErroneousCode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements and expressions: {@code (KIND payload children)}, {@code _} for what is absent, {@code [...]} for lists.
 * What does not change behaviour is left out: layout, names of locals, parentheses, annotations, explicit type arguments. A
 * kind of tree that is not known here, as of a newer Java, is written by its name and its children.
 */
final class BodyEncoder extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final SymbolEncoder symbols;
    private final DeclarationEncoder declarations;
    private final LocalClassEncoder localClasses;
    private final ClassLiterals literals;
    private final JumpEncoder jumps;

    BodyEncoder(UnitContext context) {
        this.context = context;
        this.text = context.text;
        this.types = new TypeEncoder(context);
        this.symbols = new SymbolEncoder(context, types);
        this.declarations = new DeclarationEncoder(context, types);
        this.localClasses = new LocalClassEncoder(context, declarations, this);
        this.literals = new ClassLiterals(context.symbols);
        this.jumps = new JumpEncoder(this, text);
    }

    DeclarationEncoder declarations() {
        return declarations;
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
            trees.forEach(this::encode);
        }
        text.append(']');
    }

    void encode(@Nullable Tree tree) {
        if (tree == null) {
            text.append('_');
            return;
        }
        switch (tree.getKind()) {
            case PARENTHESIZED -> encode(((ParenthesizedTree) tree).getExpression());
            case EXPRESSION_STATEMENT -> encode(((ExpressionStatementTree) tree).getExpression());
            case IDENTIFIER -> identifier((IdentifierTree) tree);
            case MEMBER_SELECT -> memberSelect((MemberSelectTree) tree);
            case METHOD_INVOCATION -> invocation((MethodInvocationTree) tree);
            case NEW_CLASS -> newClass((NewClassTree) tree);
            case NEW_ARRAY -> newArray((NewArrayTree) tree);
            case MEMBER_REFERENCE -> memberReference((MemberReferenceTree) tree);
            case LAMBDA_EXPRESSION -> lambda((LambdaExpressionTree) tree);
            case VARIABLE -> declare((VariableTree) tree);
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> localClasses.encode((ClassTree) tree, false);
            case TYPE_CAST -> cast((TypeCastTree) tree);
            case INSTANCE_OF -> instanceOf((InstanceOfTree) tree);
            case ERRONEOUS -> throw new ErroneousCode("erroneous tree");
            default -> encodeStatement(tree);
        }
    }

    private void encodeStatement(Tree tree) {
        switch (tree.getKind()) {
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
            case PLUS -> plus(tree);
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
            default -> other(tree);
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
        statements.forEach(this::encode);
        text.append('}');
    }

    private static boolean isDeclaration(Tree statement) {
        return statement instanceof VariableTree || statement instanceof ClassTree;
    }

    /** An expression without its parentheses. */
    static Tree bare(Tree tree) {
        return tree instanceof ParenthesizedTree parenthesized ? bare(parenthesized.getExpression()) : tree;
    }

    private void other(Tree tree) {
        literals.operands(tree);
        text.append('(').append(tree.getKind().name());
        if (tree instanceof ExpressionTree) {
            types.ofExpression(tree);
        }
        tree.accept(this, null);
        text.append(')');
    }

    private void literal(@Nullable Object value) {
        text.append("(L").append(Constants.encode(value)).append(')');
    }

    /** Literals that are added are one literal. */
    private void plus(Tree tree) {
        String folded = Constants.text(tree);
        if (folded == null) {
            other(tree);
        } else {
            literal(folded);
        }
    }

    private void type(Tree tree) {
        TypeMirror type = context.type(tree);
        if (type == null) {
            text.append("?ty");
            tree.accept(this, null);
        } else {
            types.erased(type);
        }
    }

    private void identifier(IdentifierTree tree) {
        Element element = context.element(tree);
        Integer local = context.local(element);
        String name = tree.getName().toString();
        if (local != null) {
            text.append("(v").append(local).append(')');
        } else if (name.equals("this") || name.equals("super")) {
            text.append('(').append(name);
            if (element instanceof ExecutableElement constructor) {
                symbols.encode(element, tree, true);
                types.enclosing(constructor);
            } else {
                types.ofExpression(tree);
            }
            text.append(')');
        } else {
            named(element, tree);
        }
    }

    /** A name that needs no value to be evaluated: a static field by itself, by its class, or imported. */
    private void named(@Nullable Element element, Tree tree) {
        text.append("(ID");
        symbols.encode(element, tree, false);
        if (element instanceof VariableElement field) {
            types.ofExpression(tree);
            receiver(field, tree);
        }
        text.append(')');
    }

    /** Whose field a bare name means: it may be that of an object around this one. */
    private void receiver(VariableElement field, Tree tree) {
        if (tree instanceof IdentifierTree
                && field.getKind() == ElementKind.FIELD
                && !field.getModifiers().contains(Modifier.STATIC)
                && field.getEnclosingElement() instanceof TypeElement declaring) {
            text.append(" in ").append(context.name(context.receiver(declaring)));
        }
    }

    private void classLiteral(MemberSelectTree tree) {
        text.append("(CLASSLIT ");
        type(tree.getExpression());
        text.append(')');
        if (literals.isOpen(tree) && context.type(tree.getExpression()) instanceof DeclaredType type) {
            context.referToAll((TypeElement) type.asElement());
        }
    }

    private void memberSelect(MemberSelectTree tree) {
        Element element = context.element(tree);
        if (tree.getIdentifier().contentEquals("class")) {
            classLiteral(tree);
        } else if (tree.getIdentifier().contentEquals("this")) {
            text.append("(OUTER_THIS");
            types.ofExpression(tree);
            text.append(')');
        } else if (element instanceof TypeElement || element instanceof PackageElement) {
            named(element, tree);
        } else {
            memberOf(tree, element);
        }
    }

    private void memberOf(MemberSelectTree tree, @Nullable Element element) {
        Element qualifier = context.element(tree.getExpression());
        boolean isSuper = isSuper(tree.getExpression());
        if ((qualifier instanceof TypeElement || qualifier instanceof PackageElement) && !isSuper) {
            named(element, tree);
            return;
        }
        if (isOfThis(tree.getExpression(), element)) {
            memberOfThis(tree, element);
            return;
        }
        text.append("(SEL");
        symbols.encode(element, tree, isSuper);
        if (element instanceof VariableElement) {
            types.ofExpression(tree);
        }
        text.append(' ');
        if (isSuper) {
            text.append("super");
            if (tree.getExpression() instanceof MemberSelectTree qualified) {
                text.append(" of ");
                type(qualified.getExpression());
            }
        } else {
            literals.receiver(tree.getExpression(), tree.getIdentifier());
            encode(tree.getExpression());
        }
        text.append(')');
    }

    private static boolean isOfThis(Tree qualifier, @Nullable Element member) {
        return qualifier instanceof IdentifierTree name
                && name.getName().contentEquals("this")
                && member != null
                && Collections.disjoint(member.getModifiers(), Set.of(Modifier.STATIC, Modifier.PRIVATE))
                && (member.getKind() == ElementKind.FIELD || member.getKind() == ElementKind.METHOD);
    }

    /** The same as without {@code this}, if the bare name means it. */
    private void memberOfThis(MemberSelectTree tree, @Nullable Element element) {
        text.append("(ID");
        symbols.encode(element, tree, false);
        if (element instanceof VariableElement) {
            types.ofExpression(tree);
        }
        if (context.type(tree.getExpression()) instanceof DeclaredType type) {
            text.append(" in ").append(context.name((TypeElement) type.asElement()));
        }
        text.append(')');
    }

    private static boolean isSuper(Tree tree) {
        return (tree instanceof IdentifierTree name && name.getName().contentEquals("super"))
                || (tree instanceof MemberSelectTree select
                        && select.getIdentifier().contentEquals("super"));
    }

    private void invocation(MethodInvocationTree tree) {
        Element callee = context.element(tree.getMethodSelect());
        literals.arguments(callee, tree.getArguments());
        text.append("(CALL");
        types.ofExpression(tree);
        encode(tree.getMethodSelect());
        if (callee instanceof ExecutableElement method && method.isVarArgs()) {
            types.lastParameter(context.type(tree.getMethodSelect()));
        }
        list(tree.getArguments());
        text.append(')');
    }

    private void newClass(NewClassTree tree) {
        Element constructor = context.element(tree);
        literals.arguments(constructor, tree.getArguments());
        text.append("(NEW");
        if (tree.getClassBody() == null) {
            types.ofExpression(tree);
            symbols.encode(constructor, tree, true);
            newObject(tree, constructor);
        } else {
            TypeMirror supertype = context.type(tree.getIdentifier());
            text.append(' ');
            if (supertype != null) {
                types.full(supertype);
            }
        }
        if (tree.getEnclosingExpression() != null) {
            text.append(" encl");
            encode(tree.getEnclosingExpression());
        }
        list(tree.getArguments());
        if (tree.getClassBody() != null) {
            localClasses.encode(tree.getClassBody(), true);
        }
        text.append(')');
    }

    private void newObject(NewClassTree tree, @Nullable Element element) {
        if (element instanceof ExecutableElement constructor) {
            TypeMirror type = context.type(tree);
            if (constructor.isVarArgs() && type != null) {
                text.append(" ..");
                types.full(type);
            }
            if (tree.getEnclosingExpression() == null) {
                types.enclosing(constructor);
            }
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

    private void memberReference(MemberReferenceTree tree) {
        text.append("(MREF");
        types.function(tree);
        context.markSubtype(context.type(tree));
        Element element = context.element(tree);
        symbols.encode(element, tree, isSuper(tree.getQualifierExpression()));
        if (element instanceof ExecutableElement constructor) {
            types.enclosing(constructor);
        }
        text.append(tree.getMode());
        literals.receiver(tree.getQualifierExpression(), tree.getName());
        Tree qualifier = tree.getQualifierExpression();
        if (context.element(qualifier) instanceof TypeElement || isType(qualifier)) {
            text.append(' ');
            type(qualifier);
        } else {
            encode(qualifier);
        }
        text.append(')');
    }

    private static boolean isType(Tree tree) {
        return switch (tree.getKind()) {
            case ARRAY_TYPE, PARAMETERIZED_TYPE, PRIMITIVE_TYPE, ANNOTATED_TYPE -> true;
            default -> false;
        };
    }

    private void lambda(LambdaExpressionTree tree) {
        text.append("(LAMBDA");
        types.function(tree);
        context.markSubtype(context.type(tree));
        tree.getParameters().forEach(this::declare);
        text.append(" ->");
        encode(result(tree.getBody()));
        text.append(')');
    }

    /** What a lambda gives, in braces or not. */
    private static Tree result(Tree body) {
        return body instanceof BlockTree block
                        && block.getStatements().size() == 1
                        && block.getStatements().get(0) instanceof ReturnTree result
                        && result.getExpression() != null
                ? result.getExpression()
                : body;
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
        List<? extends Tree> newLabels = CaseLabels.labels(tree);
        if (newLabels.stream().allMatch(CaseLabels::isPlain)) {
            if (newLabels.size() > 1 && newLabels.stream().anyMatch(CaseLabels::isDefault)) {
                text.append(" nulldef");
            }
            list(tree.getExpressions());
        } else {
            text.append(" L");
            list(newLabels);
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
