package dev.freshet.processor.fingerprint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Writes names and what is selected by them: fields, methods, types, {@code this} and {@code super}. */
final class NameEncoder {
    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final SymbolEncoder symbols;
    private final ClassLiterals literals;
    private final BodyEncoder bodies;
    private final Names names;

    NameEncoder(
            UnitContext context, TypeEncoder types, SymbolEncoder symbols, ClassLiterals literals, BodyEncoder bodies) {
        this.context = context;
        this.text = context.text;
        this.types = types;
        this.symbols = symbols;
        this.literals = literals;
        this.bodies = bodies;
        this.names = context.symbols.names;
    }

    void identifier(IdentifierTree tree) {
        Element element = context.element(tree);
        Integer local = context.local(element);
        if (local != null) {
            text.append("(v").append(local.intValue()).append(')');
        } else if (names.isThis(tree.getName()) || names.isSuper(tree.getName())) {
            text.append('(').append(names.text(tree.getName()));
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
        bodies.type(tree.getExpression());
        text.append(')');
        if (literals.isOpen(tree) && context.type(tree.getExpression()) instanceof DeclaredType type) {
            context.referToAll((TypeElement) type.asElement());
        }
    }

    void memberSelect(MemberSelectTree tree) {
        Element element = context.element(tree);
        if (names.isClass(tree.getIdentifier())) {
            classLiteral(tree);
        } else if (names.isThis(tree.getIdentifier())) {
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
        boolean isSuper = names.isSuper(tree.getExpression());
        if ((qualifier instanceof TypeElement || qualifier instanceof PackageElement) && !isSuper) {
            named(element, tree);
            return;
        }
        if (isOfThis(tree.getExpression(), element)) {
            memberOfThis(tree, element);
            return;
        }
        text.append("(SEL");
        if (element instanceof VariableElement field) {
            // Whether the object is looked at, even if the field is a constant.
            text.append(field.getModifiers().contains(Modifier.STATIC) ? " static" : "");
        }
        symbols.encode(element, tree, isSuper);
        if (element instanceof VariableElement) {
            types.ofExpression(tree);
        }
        text.append(' ');
        if (isSuper) {
            text.append("super");
            if (tree.getExpression() instanceof MemberSelectTree qualified) {
                text.append(" of ");
                bodies.type(qualified.getExpression());
            }
        } else {
            literals.receiver(tree.getExpression(), tree.getIdentifier());
            bodies.encode(tree.getExpression());
        }
        text.append(')');
    }

    private boolean isOfThis(Tree qualifier, @Nullable Element member) {
        return qualifier instanceof IdentifierTree name
                && names.isThis(name.getName())
                && member != null
                && !member.getModifiers().contains(Modifier.STATIC)
                && (member.getKind() == ElementKind.FIELD
                        || (member.getKind() == ElementKind.METHOD
                                && !member.getModifiers().contains(Modifier.PRIVATE)));
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
}
