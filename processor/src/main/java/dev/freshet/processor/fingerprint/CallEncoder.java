package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.freshet.processor.impure.ImpureFinder;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Writes calls, new objects, lambdas and method references. */
final class CallEncoder {
    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final SymbolEncoder symbols;
    private final ClassLiterals literals;
    private final LocalClassEncoder localClasses;
    private final BodyEncoder bodies;
    private final ImpureFinder impure;
    private final Names names;

    CallEncoder(
            UnitContext context,
            TypeEncoder types,
            SymbolEncoder symbols,
            ClassLiterals literals,
            LocalClassEncoder localClasses,
            BodyEncoder bodies,
            ImpureFinder impure) {
        this.context = context;
        this.text = context.text;
        this.types = types;
        this.symbols = symbols;
        this.literals = literals;
        this.localClasses = localClasses;
        this.bodies = bodies;
        this.impure = impure;
        this.names = context.symbols.names;
    }

    void invocation(MethodInvocationTree tree) {
        Element callee = context.element(tree.getMethodSelect());
        boolean isRead = impure.enters(tree, names.last(tree.getMethodSelect()), receiver(tree), callee);
        literals.arguments(callee, tree.getArguments());
        text.append("(CALL");
        types.ofExpression(tree);
        bodies.encode(tree.getMethodSelect());
        if (callee instanceof ExecutableElement method && method.isVarArgs()) {
            types.lastParameter(context.type(tree.getMethodSelect()));
        }
        bodies.list(tree.getArguments());
        text.append(')');
        if (!isRead) {
            impure.resume();
        }
    }

    private String receiver(MethodInvocationTree tree) {
        return tree.getMethodSelect() instanceof MemberSelectTree select ? names.last(select.getExpression()) : "";
    }

    void newClass(NewClassTree tree) {
        Element constructor = context.element(tree);
        impure.construction(tree, names.last(tree.getIdentifier()), constructor);
        literals.arguments(constructor, tree.getArguments());
        text.append("(NEW");
        ClassTree body = tree.getClassBody();
        if (body == null) {
            types.ofExpression(tree);
            symbols.encode(constructor, tree, true);
            newObject(tree, constructor);
            enclosingAndArguments(tree);
        } else {
            anonymous(tree, body);
        }
        text.append(')');
    }

    /**
     * Where the class has a variable from around it, javac writes a generic signature of its constructor, unless its
     * type arguments are inferred.
     */
    private void anonymous(NewClassTree tree, ClassTree body) {
        TypeMirror supertype = context.type(tree.getIdentifier());
        text.append(' ');
        boolean isCapturing = supertype != null && context.namesEarlierLocals(() -> types.full(supertype));
        enclosingAndArguments(tree);
        isCapturing |= context.namesEarlierLocals(() -> localClasses.encode(body, true));
        if (isCapturing
                && tree.getIdentifier() instanceof ParameterizedTypeTree named
                && named.getTypeArguments().isEmpty()) {
            text.append(" inferred");
        }
    }

    private void enclosingAndArguments(NewClassTree tree) {
        if (tree.getEnclosingExpression() != null) {
            text.append(" encl");
            bodies.encode(tree.getEnclosingExpression());
        }
        bodies.list(tree.getArguments());
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

    void memberReference(MemberReferenceTree tree) {
        text.append("(MREF");
        types.function(tree);
        context.markSubtype(context.type(tree));
        Element element = context.element(tree);
        impure.reference(tree, names.text(tree.getName()), names.last(tree.getQualifierExpression()), element);
        symbols.encode(element, tree, names.isSuper(tree.getQualifierExpression()));
        if (element instanceof ExecutableElement constructor) {
            types.enclosing(constructor);
        }
        text.append(tree.getMode());
        literals.receiver(tree.getQualifierExpression(), tree.getName());
        Tree qualifier = tree.getQualifierExpression();
        if (context.element(qualifier) instanceof TypeElement || isType(qualifier)) {
            text.append(' ');
            bodies.type(qualifier);
        } else {
            bodies.encode(qualifier);
        }
        text.append(')');
    }

    private static boolean isType(Tree tree) {
        return switch (tree.getKind()) {
            case ARRAY_TYPE, PARAMETERIZED_TYPE, PRIMITIVE_TYPE, ANNOTATED_TYPE -> true;
            default -> false;
        };
    }

    void lambda(LambdaExpressionTree tree) {
        text.append("(LAMBDA");
        types.function(tree);
        context.markSubtype(context.type(tree));
        for (VariableTree parameter : tree.getParameters()) {
            bodies.declare(parameter);
        }
        text.append(" ->");
        bodies.encode(result(tree.getBody()));
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
}
