package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Writes local and anonymous classes: they are part of the member that contains them. */
final class LocalClassEncoder {
    private final UnitContext context;
    private final StringBuilder text;
    private final DeclarationEncoder declarations;
    private final BodyEncoder bodies;

    LocalClassEncoder(UnitContext context, DeclarationEncoder declarations, BodyEncoder bodies) {
        this.context = context;
        this.text = context.text;
        this.declarations = declarations;
        this.bodies = bodies;
    }

    void encode(ClassTree tree, boolean isAnonymous) {
        TypeElement type = (TypeElement) Objects.requireNonNull(context.element(tree), "a class has a symbol");
        context.enter(type);
        text.append("(LCLASS ");
        declarations.type(type);
        bodies.typeUses().encode(tree);
        if (type.getSuperclass() instanceof DeclaredType superclass
                && !context.symbols.isJdk((TypeElement) superclass.asElement())) {
            context.referToArguments(superclass);
        }
        for (RecordComponentElement component : type.getRecordComponents()) {
            declarations.component(component);
        }
        // Methods may stand anywhere; of fields and blocks the order counts.
        for (Tree member : tree.getMembers()) {
            member(member);
        }
        for (Tree member : tree.getMembers()) {
            if (member instanceof MethodTree method) {
                method(method, isAnonymous);
            }
        }
        context.leave();
        text.append(')');
    }

    private void member(Tree member) {
        if (member instanceof VariableTree tree) {
            VariableElement field = (VariableElement) Objects.requireNonNull(context.element(tree));
            if (isExplicit(field)) {
                text.append("(FIELD ");
                declarations.field(field);
                bodies.encode(tree.getInitializer());
                text.append(')');
            }
        } else if (member instanceof BlockTree block) {
            text.append(block.isStatic() ? "(S" : "(I");
            bodies.encode(block);
            text.append(')');
        } else if (member instanceof ClassTree inner) {
            encode(inner, false);
        }
    }

    private void method(MethodTree tree, boolean isAnonymous) {
        ExecutableElement method = (ExecutableElement) Objects.requireNonNull(context.element(tree));
        if (isExplicit(method) && !(isAnonymous && method.getKind() == ElementKind.CONSTRUCTOR)) {
            text.append("(METHOD ").append(context.name(method)).append(' ');
            declarations.method(method);
            bodies.typeUses().encode(tree);
            for (VariableTree parameter : tree.getParameters()) {
                bodies.declare(parameter);
            }
            bodies.encode(tree.getBody());
            text.append(')');
        } else if (method.getKind() == ElementKind.CONSTRUCTOR) {
            superConstructor(tree);
        }
    }

    /** The constructor that the compiler writes does nothing but call one of the superclass, which it has chosen. */
    private void superConstructor(MethodTree tree) {
        if (superCall(tree) instanceof ExecutableElement called && called.getKind() == ElementKind.CONSTRUCTOR) {
            TypeElement owner = context.symbols.owner(called);
            if (!context.symbols.isJdk(owner)) {
                text.append("(SUPER ").append(context.name(called)).append(')');
                if (context.isReferable(owner)) {
                    context.refer(context.symbols.methodReference(called));
                }
            }
        }
    }

    private @Nullable Element superCall(MethodTree tree) {
        return tree.getBody() != null
                        && !tree.getBody().getStatements().isEmpty()
                        && tree.getBody().getStatements().get(0) instanceof ExpressionStatementTree statement
                        && statement.getExpression() instanceof MethodInvocationTree call
                ? context.element(call.getMethodSelect())
                : null;
    }

    private boolean isExplicit(Element element) {
        return context.symbols.elements.getOrigin(element) == Elements.Origin.EXPLICIT;
    }
}
