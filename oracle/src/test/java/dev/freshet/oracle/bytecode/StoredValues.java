package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.signature.SignatureWriter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** What a catalog calls by reflection to load a node's inputs and to save its outputs. */
final class StoredValues {
    private static final Set<String> SINKS = Set.of("dev/freshet/Sink", "dev/freshet/PartitionSink");
    private static final int NO_ACCESSOR = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Hierarchy hierarchy;

    StoredValues(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Of a node's method. */
    Set<Ref> of(MethodNode method) {
        Set<Ref> refs = new LinkedHashSet<>();
        String signature = method.signature == null ? method.desc : method.signature;
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public SignatureVisitor visitParameterType() {
                return new Mentioned(refs, Ref.Kind.LOADED);
            }

            @Override
            public SignatureVisitor visitReturnType() {
                return new Mentioned(refs, Ref.Kind.SAVED);
            }
        });
        return refs;
    }

    /** The types of the parameters in order, and of the result. */
    static List<String> types(MethodNode method) {
        List<SignatureWriter> parts = new ArrayList<>();
        String signature = method.signature == null ? method.desc : method.signature;
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public SignatureVisitor visitParameterType() {
                return part();
            }

            @Override
            public SignatureVisitor visitReturnType() {
                return part();
            }

            private SignatureVisitor part() {
                parts.add(new SignatureWriter());
                return parts.get(parts.size() - 1);
            }
        });
        return parts.stream()
                .map(Object::toString)
                .filter(each -> !each.equals("V"))
                .toList();
    }

    Set<Ref> loaded(ClassInfo type) {
        Set<Ref> refs = parts(type, Ref.Kind.LOADED);
        refs.add(Ref.of(Ref.Kind.INIT, type.name()));
        refs.add(Ref.of(Ref.Kind.OBJECT, type.name()));
        for (MethodNode method : type.methods.values()) {
            boolean isSetter = method.name.startsWith("set") && (method.access & NO_ACCESSOR) == 0;
            if (method.name.equals("<init>") || isSetter || isAnnotated(method)) {
                refs.add(Ref.of(Ref.Kind.METHOD, type.name(), method.name, method.desc));
            }
        }
        return refs;
    }

    Set<Ref> saved(ClassInfo type) {
        Set<Ref> refs = parts(type, Ref.Kind.SAVED);
        for (MethodNode method : type.methods.values()) {
            boolean isComponent = type.fields.containsKey(method.name + ":" + method.desc.substring(2))
                    && method.desc.startsWith("()")
                    && type.isRecord();
            if (isComponent || (isGetter(method) && !type.isRecord()) || isAnnotated(method)) {
                refs.add(Ref.of(Ref.Kind.METHOD, type.name(), method.name, method.desc));
            }
        }
        hierarchy.descendants(type.name()).forEach(each -> refs.add(Ref.of(Ref.Kind.SAVED, each.name())));
        return refs;
    }

    private static boolean isGetter(MethodNode method) {
        return (method.name.startsWith("get") || method.name.startsWith("is"))
                && method.desc.startsWith("()")
                && (method.access & NO_ACCESSOR) == 0;
    }

    private static boolean isAnnotated(MethodNode method) {
        return method.visibleAnnotations != null
                && (method.access & Opcodes.ACC_SYNTHETIC) == 0
                && method.visibleAnnotations.stream().anyMatch(each -> !each.desc.startsWith("Ljava/lang/"));
    }

    /** The types of its fields, its supertypes, the subtypes it permits, and classes that its annotations name. */
    private Set<Ref> parts(ClassInfo type, Ref.Kind kind) {
        Set<Ref> refs = new LinkedHashSet<>();
        refs.add(Ref.of(Ref.Kind.HEADER, type.name()));
        if (type.isEnum()) {
            refs.add(Ref.of(Ref.Kind.INIT, type.name()));
            return refs;
        }
        for (FieldNode field : type.fields.values()) {
            if ((field.access & Opcodes.ACC_STATIC) == 0) {
                mention(field.signature == null ? field.desc : field.signature, refs, kind);
            }
        }
        type.supertypes.forEach(each -> refs.add(Ref.of(kind, each)));
        if (type.node.permittedSubclasses != null) {
            type.node.permittedSubclasses.forEach(each -> refs.add(Ref.of(kind, each)));
        }
        Set<String> named = new TreeSet<>();
        annotationsOf(type).forEach(each -> Annotations.classes(each, named));
        named.forEach(each -> refs.add(Ref.of(Ref.Kind.ALL, each)));
        return refs;
    }

    private static void mention(String type, Set<Ref> refs, Ref.Kind kind) {
        new SignatureReader(type).acceptType(new Mentioned(refs, kind));
    }

    private static List<AnnotationNode> annotationsOf(ClassInfo type) {
        List<@Nullable List<AnnotationNode>> lists = new ArrayList<>();
        lists.add(type.node.visibleAnnotations);
        type.fields.values().forEach(each -> lists.add(each.visibleAnnotations));
        type.methods.values().forEach(each -> lists.add(each.visibleAnnotations));
        return lists.stream()
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(each -> !each.desc.startsWith("Ljava/lang/"))
                .toList();
    }

    /** Which accessors can be called: a mapper takes public ones for properties. Of records it takes the components. */
    static String visible(ClassInfo type) {
        List<String> lines = new ArrayList<>();
        if (!type.isRecord() && !type.isEnum()) {
            type.methods.values().stream()
                    .filter(each -> (each.access & NO_ACCESSOR) == 0)
                    .filter(each -> each.name.matches("(get|is|set)[A-Z].*|<init>"))
                    .forEach(each ->
                            lines.add(each.name + Type.getArgumentsAndReturnSizes(each.desc) + isPublic(each.access)));
            type.fields.values().stream()
                    .filter(each -> (each.access & NO_ACCESSOR) == 0)
                    .forEach(each -> lines.add(each.name + isPublic(each.access)));
        }
        Collections.sort(lines);
        return lines.toString();
    }

    private static String isPublic(int access) {
        return (access & Opcodes.ACC_PUBLIC) != 0 ? " public" : " hidden";
    }

    /** All classes in a type and its arguments. */
    private static final class Mentioned extends SignatureVisitor {
        private final Set<Ref> refs;
        private Ref.Kind kind;
        private String name = "";

        Mentioned(Set<Ref> refs, Ref.Kind kind) {
            super(Opcodes.ASM9);
            this.refs = refs;
            this.kind = kind;
        }

        @Override
        public void visitClassType(String type) {
            name = type;
            if (SINKS.contains(type)) {
                kind = Ref.Kind.SAVED;
            }
            refs.add(Ref.of(kind, type));
        }

        @Override
        public void visitInnerClassType(String inner) {
            name += "$" + inner;
            refs.add(Ref.of(kind, name));
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Mentioned(refs, kind);
        }
    }
}
