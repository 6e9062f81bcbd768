package dev.freshet.oracle;

import dev.freshet.fingerprint.NodeCode;
import java.util.List;

/**
 * A method that is judged as a node.
 *
 * @param owner binary name with slashes
 * @param descriptor as in class files
 */
public record NodeId(String owner, String name, String descriptor, List<String> alsoDependsOn, List<String> resources) {
    /** A method without anything declared beside it. */
    public static NodeId of(String owner, String name, String descriptor) {
        return new NodeId(owner, name, descriptor, List.of(), List.of());
    }

    /**
     * As generated classes say it to the linker.
     *
     * @param types what it takes and makes, as generic signatures
     */
    NodeCode code(List<String> types) {
        return new NodeCode(owner + "." + name + descriptor, types, alsoDependsOn, resources, "", false);
    }

    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name + descriptor;
    }
}
