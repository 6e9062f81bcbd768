package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The class files of one top-level class. What is written of its members depends on nothing else, and is kept. */
final class Nest {
    private static final int KEPT = 6000;
    private static final Map<String, Nest> CACHE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Nest> eldest) {
            return size() > KEPT;
        }
    };

    /** Equal if no class file differs in what runs. */
    final String digest;

    final SortedMap<String, ClassInfo> classes = new TreeMap<>();
    final SwitchMaps switchMaps = new SwitchMaps();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, ClassInitializer> initializers = new HashMap<>();

    private Nest(Iterable<byte[]> files) {
        Hash plain = new Hash();
        for (byte[] file : files) {
            plain.add(ClassBytes.withoutDebugging(file));
            ClassInfo type = ClassInfo.read(file, 0);
            classes.put(type.name(), type);
            switchMaps.read(type);
        }
        digest = plain.text();
    }

    /** The nest of these class files. */
    static Nest of(List<byte[]> files) {
        Hash key = new Hash();
        files.forEach(key::add);
        String text = key.text();
        synchronized (CACHE) {
            Nest known = CACHE.get(text);
            if (known != null) {
                return known;
            }
        }
        Nest nest = new Nest(files);
        synchronized (CACHE) {
            CACHE.put(text, nest);
        }
        return nest;
    }

    static String topLevel(String path) {
        int dollar = path.indexOf('$', path.lastIndexOf('/') + 2);
        return dollar < 0 ? path.substring(0, path.length() - ".class".length()) : path.substring(0, dollar);
    }

    /** A local or anonymous class, or a member of one; null for others. */
    @Nullable
    ClassInfo local(String name) {
        ClassInfo type = classes.get(name);
        if (type == null || type.is(Opcodes.ACC_SYNTHETIC)) {
            return null;
        }
        String outer = type.memberOf();
        return type.isLocal() || (outer != null && local(outer) != null) ? type : null;
    }

    /** The nearest supertypes of a local class that are not local. */
    List<String> supertypes(ClassInfo local) {
        List<String> found = new ArrayList<>();
        for (String each : local.supertypes) {
            ClassInfo other = local(each);
            found.addAll(other == null ? List.of(each) : supertypes(other));
        }
        return found;
    }

    /** A member as it is written; several threads may ask. */
    synchronized Code code(ClassInfo owner, String key) {
        return codes.computeIfAbsent(owner.name() + "." + key, name -> {
            CodeWriter writer = new CodeWriter(this);
            if (owner.methods.containsKey(key)) {
                writer.method(owner, owner.methods.get(key));
            } else {
                writer.field(owner, owner.fields.get(key));
            }
            return writer.finish();
        });
    }

    synchronized Code header(ClassInfo type) {
        return codes.computeIfAbsent(type.name(), name -> {
            CodeWriter writer = new CodeWriter(this);
            writer.header(type);
            return writer.finish();
        });
    }

    synchronized ClassInitializer initializer(ClassInfo type) {
        return initializers.computeIfAbsent(type.name(), name -> ClassInitializer.of(this, type));
    }
}
