package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphPicture.Box;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes boxes within their namespaces, and namespaces within those above them. */
abstract class Clusters {
    private final List<Box> boxes;
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private int written;

    private record Cluster(String namespace, Map<String, Cluster> inner, Map<Integer, Box> boxes) {
        Cluster(String namespace) {
            this(namespace, new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    Clusters(List<Box> boxes) {
        this.boxes = boxes;
    }

    abstract void open(int number, String namespace, String indent);

    abstract void close(String indent);

    abstract void box(int number, Box box, String indent);

    final void write() {
        Cluster root = new Cluster("");
        clusters.put("", root);
        for (int i = 0; i < boxes.size(); i++) {
            cluster(boxes.get(i).namespace()).boxes().put(i, boxes.get(i));
        }
        write(root, "  ");
    }

    private Cluster cluster(String namespace) {
        Cluster known = clusters.get(namespace);
        if (known != null) {
            return known;
        }
        Cluster made = new Cluster(namespace);
        clusters.put(namespace, made);
        cluster(namespace.substring(0, Math.max(0, namespace.lastIndexOf('.'))))
                .inner()
                .put(namespace, made);
        return made;
    }

    private void write(Cluster cluster, String indent) {
        cluster.boxes().forEach((number, box) -> box(number, box, indent));
        for (Cluster inner : cluster.inner().values()) {
            open(written++, inner.namespace(), indent);
            write(inner, indent + "  ");
            close(indent);
        }
    }
}
