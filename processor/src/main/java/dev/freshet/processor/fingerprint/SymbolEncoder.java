package dev.freshet.processor.fingerprint;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.freshet.fingerprint.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Writes what a name in the code stands for, and refers to it. */
final class SymbolEncoder {
    private static final int DEEPEST = 8;
    private static final int CONSTANT_DIGITS = 16;

    private final UnitContext context;
    private final TypeEncoder types;
    private final Qualifiers qualifiers;

    SymbolEncoder(UnitContext context, TypeEncoder types) {
        this.context = context;
        this.types = types;
        qualifiers = new Qualifiers(context);
    }

    /** How a constant's value is compared between the class that has it and those that it was copied into. */
    static String digest(Object constant) {
        return Unit.digest(Constants.encode(constant)).substring(0, CONSTANT_DIGITS);
    }

    /**
     * @param isExact whether the member is named by {@code super} or {@code this(...)}, so that nothing can override it
     */
    void encode(@Nullable Element element, Tree site, boolean isExact) {
        if (element instanceof ExecutableElement method) {
            method(method, site, isExact);
        } else if (element instanceof VariableElement field && field.getKind().isField()) {
            field(field, site);
        } else if (element instanceof TypeElement type) {
            context.text.append(' ').append(types.mentionedName(type));
        } else if (element instanceof TypeParameterElement) {
            context.text.append(" tv");
        } else if (element instanceof PackageElement) {
            context.text.append(" pkg");
        } else {
            context.text.append(" ?").append(element == null ? "null" : element.getKind() + ":" + element);
        }
    }

    /** What a record pattern calls: the accessors of the record's components, in order. */
    void accessors(TypeElement record) {
        for (RecordComponentElement component : record.getRecordComponents()) {
            ExecutableElement accessor = component.getAccessor();
            if (accessor != null) {
                context.text.append(' ').append(signature(accessor));
                referToMethod(record, record, accessor);
            }
        }
    }

    private void method(ExecutableElement method, Tree site, boolean isExact) {
        TypeElement declaring = context.symbols.owner(method);
        Set<Modifier> modifiers = method.getModifiers();
        if (method.getKind() != ElementKind.METHOD || modifiers.contains(Modifier.PRIVATE)) {
            context.text.append(' ').append(context.name(method));
            referToMethod(declaring, declaring, method);
        } else if (modifiers.contains(Modifier.STATIC)) {
            TypeElement named = qualifiers.of(method, declaring, site);
            context.text.append(' ').append(context.name(named)).append('.').append(signature(method));
            referToMethod(
                    // The compiler names the declaring class in a method reference.
                    site instanceof MemberReferenceTree ? declaring : named, declaring, method);
        } else if (isExact) {
            TypeElement named = qualifiers.of(method, declaring, site);
            context.text
                    .append(" super ")
                    .append(context.name(named))
                    .append('.')
                    .append(signature(method));
            referToMethod(named, declaring, method);
        } else {
            virtual(method, declaring, site);
        }
    }

    /** Without the class: which of several override-equivalent declarations the compiler picks is its own choice. */
    private void virtual(ExecutableElement method, TypeElement declaring, Tree site) {
        String call = context.symbols.names.text(method.getSimpleName())
                + context.symbols.descriptors.parameters(method, context);
        context.text.append(" .").append(call);
        types.ofVariable(method.getReturnType());
        if (site instanceof MemberSelectTree select) {
            call(context.type(select.getExpression()), call, 0);
        } else if (site instanceof MemberReferenceTree reference) {
            call(context.type(reference.getQualifierExpression()), call, 0);
        } else {
            TypeElement receiver = context.receiver(declaring);
            context.text.append(" in ").append(context.name(receiver));
            call(receiver.asType(), call, 0);
        }
    }

    /** {@code name(desc)ret}. */
    private String signature(ExecutableElement method) {
        String name = context.name(method);
        return name.substring(name.indexOf('.') + 1);
    }

    private void referToMethod(TypeElement named, TypeElement declaring, ExecutableElement method) {
        if (named.equals(context.symbols.owner(method)) && context.isReferable(named)) {
            context.refer(context.symbols.methodReference(method));
            return;
        }
        String descriptor = context.symbols.descriptor(method);
        for (TypeElement type : named(named, declaring)) {
            context.refer(Reference.method(context.symbols.binaryName(type), descriptor));
        }
    }

    /**
     * The classes that the class file can name; a local class has no name of its own, but inherits from those that
     * have.
     */
    private List<TypeElement> named(TypeElement named, TypeElement declaring) {
        if (!context.symbols.isLocal(named)) {
            return context.isReferable(named) ? List.of(named) : List.of();
        }
        List<TypeElement> found = new ArrayList<>();
        for (TypeMirror supertype : context.symbols.types.directSupertypes(named.asType())) {
            if (supertype instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement type
                    && context.isSubtype(type, declaring)) {
                found.addAll(named(type, declaring));
            }
        }
        return found;
    }

    /** A virtual call, by each type that the receiver is known to have. */
    private void call(@Nullable TypeMirror receiver, String call, int depth) {
        if (receiver == null || depth > DEEPEST) {
            return;
        }
        switch (receiver.getKind()) {
            case TYPEVAR -> call(((TypeVariable) receiver).getUpperBound(), call, depth + 1);
            case WILDCARD -> call(((WildcardType) receiver).getExtendsBound(), call, depth + 1);
            case INTERSECTION -> callAll(((IntersectionType) receiver).getBounds(), call, depth + 1);
            case UNION -> callAll(((UnionType) receiver).getAlternatives(), call, depth + 1);
            case DECLARED -> {
                TypeElement type = (TypeElement) ((DeclaredType) receiver).asElement();
                if (context.symbols.isLocal(type)) {
                    callAll(context.symbols.types.directSupertypes(type.asType()), call, depth + 1);
                } else if (context.isReferable(type)) {
                    context.refer(Reference.virtualCall(context.symbols.binaryName(type), call));
                }
            }
            default -> {}
        }
    }

    private void callAll(List<? extends TypeMirror> receivers, String call, int depth) {
        for (TypeMirror receiver : receivers) {
            call(receiver, call, depth);
        }
    }

    private void field(VariableElement field, Tree site) {
        String name = context.symbols.names.text(field.getSimpleName());
        if (!(field.getEnclosingElement() instanceof TypeElement owner)) {
            context.text.append(' ').append(name);
            return;
        }
        Object constant = field.getConstantValue();
        if (constant != null) {
            // The compiler copies the value, also that of an instance field: the code depends on it, not on the field.
            context.text.append(" c").append(Constants.encode(constant));
            if (context.isReferable(owner)) {
                context.refer(Reference.constant(context.symbols.binaryName(owner), name, digest(constant)));
            }
            return;
        }
        TypeElement named = qualifiers.of(field, owner, site);
        context.text.append(' ').append(types.mentionedName(named)).append('.').append(name);
        types.ofVariable(field.asType());
        for (TypeElement type : named(named, owner)) {
            context.refer(Reference.field(context.symbols.binaryName(type), name));
        }
    }
}
