package dev.freshet.runtime.impact;

import dev.freshet.dataset.catalog.ShownPath;
import dev.freshet.fingerprint.CodeMember;
import dev.freshet.fingerprint.ReachedPart;
import dev.freshet.runtime.graph.GraphDocument;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of classes and the resources that nodes can reach. */
public final class ReachedCode {
    private final Map<String, CodeMember> members = new LinkedHashMap<>();
    private final Map<String, BitSet> nodes = new HashMap<>();

    public ReachedCode(List<ReachedPart> parts) {
        for (ReachedPart part : parts) {
            CodeMember.of(part.id(), part.part()).ifPresent(member -> {
                members.merge(member.key(), member, (one, other) -> one.line() > 0 ? one : other);
                nodes.computeIfAbsent(member.key(), key -> new BitSet()).or(part.nodes());
            });
        }
    }

    Iterable<CodeMember> members() {
        return members.values();
    }

    /** Returns the numbers of the nodes that can reach a member. */
    BitSet nodes(CodeMember member) {
        return nodes.getOrDefault(member.key(), new BitSet());
    }

    /** Returns the position of a member, as people write it; an empty text if unknown. */
    static String place(CodeMember member) {
        return member.source().isEmpty()
                ? ""
                : ShownPath.inText(member.source()) + (member.line() > 0 ? ":" + member.line() : "");
    }

    /** Returns the members that people can change one by one, by their positions. */
    public List<GraphDocument.Code> shown(List<GraphDocument.Node> all) {
        Map<BitSet, List<String>> names = new HashMap<>();
        List<CodeMember> shown = new ArrayList<>(members.values());
        shown.removeIf(member -> member.names().isEmpty());
        shown.sort(Comparator.comparing(CodeMember::source)
                .thenComparingInt(CodeMember::line)
                .thenComparing(CodeMember::text)
                .thenComparing(CodeMember::key));
        return shown.stream()
                .map(member -> new GraphDocument.Code(
                        member.text(),
                        place(member),
                        names.computeIfAbsent(
                                nodes(member),
                                reached -> reached.stream()
                                        .mapToObj(node -> all.get(node).name())
                                        .toList())))
                .toList();
    }
}
