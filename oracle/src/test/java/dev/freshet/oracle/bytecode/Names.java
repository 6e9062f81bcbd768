package dev.freshet.oracle.bytecode;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.signature.SignatureWriter;

/** Names in one part of the code: local classes have numbers, in the order in which the part mentions them. */
final class Names {
    private final Nest nest;
    private final Map<String, Integer> locals = new LinkedHashMap<>();
    private final ArrayDeque<ClassInfo> unwritten = new ArrayDeque<>();

    Names(Nest nest) {
        this.nest = nest;
    }

    /** The next local class that was mentioned and is not written yet. */
    @Nullable
    ClassInfo next() {
        return unwritten.poll();
    }

    /** A class, or an array of one. */
    String type(String name) {
        if (name.startsWith("[")) {
            return descriptor(name);
        }
        ClassInfo local = nest.local(name);
        if (local == null) {
            return name;
        }
        return "#"
                + locals.computeIfAbsent(name, key -> {
                    unwritten.add(local);
                    return locals.size();
                });
    }

    String descriptor(String descriptor) {
        if (descriptor.startsWith("(")) {
            StringBuilder text = new StringBuilder("(");
            for (Type each : Type.getArgumentTypes(descriptor)) {
                text.append(descriptor(each.getDescriptor()));
            }
            return text.append(')')
                    .append(descriptor(Type.getReturnType(descriptor).getDescriptor()))
                    .toString();
        }
        int start = descriptor.lastIndexOf('[') + 1;
        return descriptor.charAt(start) == 'L'
                ? descriptor.substring(0, start + 1)
                        + type(descriptor.substring(start + 1, descriptor.length() - 1))
                        + ";"
                : descriptor;
    }

    /** A class with generics, besides what type variables are called. */
    String signatureOf(ClassInfo type) {
        return signature(type.node.signature, variables(type.outer(), 0), "C");
    }

    /** A member of a class with generics, besides what type variables are called. */
    String signature(ClassInfo owner, @Nullable String signature) {
        return signature(signature, variables(owner.name(), 0), "M");
    }

    /** Those of a class and of the classes around it; the nearest of several of one name counts. */
    private Map<String, String> variables(@Nullable String name, int level) {
        ClassInfo type = name == null ? null : nest.classes.get(name);
        if (type == null) {
            return new LinkedHashMap<>();
        }
        Map<String, String> variables = variables(type.outer(), level + 1);
        if (type.node.signature != null) {
            new SignatureReader(type.node.signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                private int declared;

                @Override
                public void visitFormalTypeParameter(String parameter) {
                    variables.put(parameter, "C" + level + "." + declared++);
                }
            });
        }
        return variables;
    }

    private String signature(@Nullable String signature, Map<String, String> variables, String prefix) {
        if (signature == null) {
            return "";
        }
        Renaming renaming = new Renaming(variables, prefix);
        new SignatureReader(signature).accept(renaming);
        return renaming.toString();
    }

    private final class Renaming extends SignatureWriter {
        private final Map<String, String> variables;
        private final String prefix;
        private int declared;

        Renaming(Map<String, String> variables, String prefix) {
            this.variables = variables;
            this.prefix = prefix;
        }

        @Override
        public void visitFormalTypeParameter(String name) {
            variables.put(name, prefix + declared++);
            super.visitFormalTypeParameter(variables.get(name));
        }

        @Override
        public void visitTypeVariable(String name) {
            super.visitTypeVariable(variables.getOrDefault(name, name));
        }

        @Override
        public void visitClassType(String name) {
            super.visitClassType(type(name));
        }
    }
}
