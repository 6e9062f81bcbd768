package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;

/** Writes local and anonymous classes: they are part of the member that contains them. */
final class LocalClassEncoder {
    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final BodyEncoder bodies;

    LocalClassEncoder(UnitContext context, TypeEncoder types, BodyEncoder bodies) {
        this.context = context;
        this.text = context.text;
        this.types = types;
        this.bodies = bodies;
    }

    void encode(ClassTree tree, boolean isAnonymous) {
        TypeElement type = (TypeElement) Objects.requireNonNull(context.element(tree), "a class has a symbol");
        context.enter(type);
        text.append("(LCLASS ").append(types.mentionedName(type)).append(type.getKind());
        if (!isAnonymous) {
            supertypes(type);
        }
        for (RecordComponentElement component : type.getRecordComponents()) {
            text.append(" c:").append(component.getSimpleName()).append(':');
            types.erased(component.asType());
        }
        for (Tree member : tree.getMembers()) {
            member(member, isAnonymous);
        }
        context.leave();
        text.append(')');
    }

    private void supertypes(TypeElement type) {
        if (type.getSuperclass().getKind() == TypeKind.DECLARED) {
            text.append(" <");
            types.erased(type.getSuperclass());
        }
        type.getInterfaces().forEach(each -> {
            text.append(" +");
            types.erased(each);
        });
    }

    private void member(Tree member, boolean isAnonymous) {
        if (member instanceof MethodTree tree) {
            ExecutableElement method = (ExecutableElement) Objects.requireNonNull(context.element(tree));
            if (isExplicit(method) && !(isAnonymous && method.getKind() == ElementKind.CONSTRUCTOR)) {
                text.append("(METHOD ").append(context.name(method)).append(' ');
                modifiers(method, text);
                tree.getParameters().forEach(bodies::declare);
                bodies.encode(tree.getBody());
                text.append(')');
            }
        } else if (member instanceof VariableTree tree) {
            VariableElement field = (VariableElement) Objects.requireNonNull(context.element(tree));
            if (isExplicit(field)) {
                text.append("(FIELD ").append(field.getSimpleName()).append(' ');
                modifiers(field, text);
                types.erased(field.asType());
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

    private boolean isExplicit(Element element) {
        return context.symbols.elements.getOrigin(element) == Elements.Origin.EXPLICIT;
    }

    /** The modifiers that change what runs. */
    static void modifiers(Element element, StringBuilder to) {
        Set<Modifier> modifiers = element.getModifiers();
        to.append(modifiers.contains(Modifier.STATIC) ? "s" : "")
                .append(modifiers.contains(Modifier.SYNCHRONIZED) ? "y" : "")
                .append(modifiers.contains(Modifier.NATIVE) ? "n" : "")
                .append(modifiers.contains(Modifier.ABSTRACT) ? "a" : "")
                .append(modifiers.contains(Modifier.VOLATILE) ? "v" : "")
                .append(modifiers.contains(Modifier.TRANSIENT) ? "t" : "")
                .append(' ');
    }
}
