package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A class file. */
final class ClassInfo {
    final ClassNode node;
    final Map<String, MethodNode> methods = new LinkedHashMap<>();
    final Map<String, FieldNode> fields = new LinkedHashMap<>();
    final List<String> supertypes = new ArrayList<>();

    private ClassInfo(ClassNode node) {
        this.node = node;
        node.methods.forEach(method -> methods.put(method.name + method.desc, method));
        node.fields.forEach(field -> fields.put(field.name + ":" + field.desc, field));
        if (node.superName != null) {
            supertypes.add(node.superName);
        }
        supertypes.addAll(node.interfaces);
    }

    static ClassInfo read(byte[] bytes, int options) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, options | ClassReader.SKIP_FRAMES);
        return new ClassInfo(node);
    }

    String name() {
        return node.name;
    }

    boolean is(int flag) {
        return (node.access & flag) != 0;
    }

    boolean isInterface() {
        return is(Opcodes.ACC_INTERFACE);
    }

    boolean isRecord() {
        return is(Opcodes.ACC_RECORD);
    }

    boolean isEnum() {
        return is(Opcodes.ACC_ENUM);
    }

    String inPackage() {
        int slash = node.name.lastIndexOf('/');
        return slash < 0 ? "" : node.name.substring(0, slash);
    }

    /** Whether it was declared in a body, so that the compiler has numbered it. */
    boolean isLocal() {
        if (node.outerClass != null) {
            return true;
        }
        for (InnerClassNode inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                return inner.outerName == null;
            }
        }
        return false;
    }

    /** The class around it; null if there is none. */
    @Nullable
    String outer() {
        return node.outerClass != null ? node.outerClass : memberOf();
    }

    /** The class that it is a member of; null if it is none. */
    @Nullable
    String memberOf() {
        for (InnerClassNode inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                return inner.outerName;
            }
        }
        return null;
    }
}
