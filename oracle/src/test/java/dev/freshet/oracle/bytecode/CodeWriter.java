package dev.freshet.oracle.bytecode;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/** Writes one part of the code, with the lambdas and the local classes in it. */
final class CodeWriter {
    /** Flags that decide what runs; who may name a member and whether it may be overridden is seen where it matters. */
    private static final int OF_METHODS = Opcodes.ACC_STATIC
            | Opcodes.ACC_SYNCHRONIZED
            | Opcodes.ACC_NATIVE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_STRICT;

    private static final int OF_FIELDS = Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE | Opcodes.ACC_TRANSIENT;
    private static final int OF_CLASSES = Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_ENUM
            | Opcodes.ACC_RECORD
            | Opcodes.ACC_ANNOTATION;

    private final StringBuilder text = new StringBuilder();
    private final Set<Ref> references = new LinkedHashSet<>();
    private final Nest nest;
    private final Names names;
    private final Annotations annotations;

    CodeWriter(Nest nest) {
        this.nest = nest;
        names = new Names(nest);
        annotations = new Annotations(names, text, references);
    }

    Code finish() {
        for (ClassInfo local = names.next(); local != null; local = names.next()) {
            local(local);
        }
        return new Code(text.toString(), references);
    }

    void method(ClassInfo owner, MethodNode method) {
        if ((method.access & Opcodes.ACC_BRIDGE) != 0) {
            // Where compilers need one is their own matter; what it leads to is not.
            new InstructionWriter(nest, owner, names, new StringBuilder(), references).write(method);
            return;
        }
        text.append("method ").append(method.access & OF_METHODS).append(' ').append(method.name);
        text.append(names.descriptor(method.desc))
                .append(names.signature(owner, method.signature))
                .append('\n');
        annotations.write(method.visibleAnnotations, method.visibleTypeAnnotations);
        parameters(method.visibleParameterAnnotations);
        if (method.annotationDefault != null) {
            text.append("default ")
                    .append(annotations.value(method.annotationDefault))
                    .append('\n');
        }
        new InstructionWriter(nest, owner, names, text, references).write(method);
    }

    private void parameters(@Nullable List<AnnotationNode> @Nullable [] parameters) {
        for (int i = 0; parameters != null && i < parameters.length; i++) {
            int head = text.length();
            text.append("parameter ").append(i).append('\n');
            int start = text.length();
            annotations.write(parameters[i]);
            if (text.length() == start) {
                text.setLength(head);
            }
        }
    }

    void field(ClassInfo owner, FieldNode field) {
        field(owner, field, field.name);
        if (field.value != null) {
            text.append("value ").append(Literals.text(field.value)).append('\n');
        }
    }

    private void field(ClassInfo owner, FieldNode field, String name) {
        text.append("field ").append(field.access & OF_FIELDS).append(' ').append(name);
        text.append(names.descriptor(field.desc))
                .append(names.signature(owner, field.signature))
                .append('\n');
        annotations.write(field.visibleAnnotations, field.visibleTypeAnnotations);
    }

    /** What reflection sees of a class as a whole, and the fields that its objects have. */
    void header(ClassInfo type) {
        text.append("class ").append(names.type(type.name())).append(' ').append(type.node.access & OF_CLASSES);
        type.supertypes.forEach(each -> text.append(' ').append(names.type(each)));
        text.append(' ').append(names.signatureOf(type)).append('\n');
        annotations.write(type.node.visibleAnnotations, type.node.visibleTypeAnnotations);
        if (type.node.recordComponents != null) {
            type.node.recordComponents.forEach(component -> component(type, component));
        }
        fieldNames(type).forEach((name, shown) -> {
            FieldNode field = type.fields.get(name);
            if (field != null && (field.access & Opcodes.ACC_STATIC) == 0) {
                field(type, field, shown);
            }
        });
    }

    private void component(ClassInfo type, RecordComponentNode component) {
        text.append("component ")
                .append(component.name)
                .append(names.descriptor(component.descriptor))
                .append(names.signature(type, component.signature))
                .append('\n');
        annotations.write(component.visibleAnnotations, component.visibleTypeAnnotations);
    }

    /** Captured variables are fields named by the variables: they have numbers instead. */
    private Map<String, String> fieldNames(ClassInfo type) {
        Map<String, String> shown = new LinkedHashMap<>();
        type.fields.forEach((key, field) -> shown.put(
                key,
                field.name.startsWith("val$") && (field.access & Opcodes.ACC_SYNTHETIC) != 0
                        ? "val$" + shown.size()
                        : field.name));
        return shown;
    }

    private void local(ClassInfo type) {
        header(type);
        type.methods.values().forEach(method -> {
            if (!InstructionWriter.isInlined(method)) {
                method(type, method);
            }
        });
        type.fields.values().stream()
                .filter(field -> (field.access & Opcodes.ACC_STATIC) != 0)
                .forEach(field -> field(type, field));
        // Objects of it exist, and those of no other class inherit by it.
        nest.supertypes(type).forEach(each -> references.add(Ref.of(Ref.Kind.OBJECT, each)));
    }

    /** Some of the instructions of an initialiser. */
    void statements(ClassInfo owner, MethodNode method, int from, int to) {
        new InstructionWriter(nest, owner, names, text, references).write(method, from, to);
    }
}
