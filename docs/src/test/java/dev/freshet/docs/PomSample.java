package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A {@code pom.xml} of a page: it names artifacts and plugins in the versions that this build has. */
final class PomSample {
    private static final String FRESHET = "dev.freshet";

    private PomSample() {}

    static void hasTheVersionsOfTheBuild(Project project, List<String> texts) throws Exception {
        Map<String, String> named = versions(parse(texts.get(0)));
        assertThat(named).hasSizeGreaterThan(4);
        named.remove("org.example:sales");
        assertThat(versionsOfTheBuild()).containsAllEntriesOf(named);
    }

    /** The block is one plugin of a {@code pom.xml}. */
    static void pluginHasTheVersionsOfTheBuild(Project project, List<String> texts) throws Exception {
        Map<String, String> named = versions(parse(texts.get(0)));
        assertThat(named).hasSize(2);
        assertThat(versionsOfTheBuild()).containsAllEntriesOf(named);
    }

    private static Map<String, String> versionsOfTheBuild() throws Exception {
        Map<String, String> build = new HashMap<>();
        try (InputStream root = Files.newInputStream(Page.ROOT.resolve("pom.xml"))) {
            Document pom = parse(root);
            Map<String, String> properties = properties(pom);
            for (Map.Entry<String, String> version : versions(pom).entrySet()) {
                String text = version.getValue();
                String property = text.replaceAll("^\\$\\{(.*)}$", "$1");
                build.put(version.getKey(), properties.getOrDefault(property, text));
            }
        }
        return build;
    }

    private static Document parse(String xml) throws Exception {
        return parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Document parse(InputStream xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
    }

    private static Map<String, String> properties(Document pom) {
        Map<String, String> properties = new HashMap<>();
        NodeList all = ((Element) pom.getElementsByTagName("properties").item(0)).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            properties.put(all.item(i).getNodeName(), all.item(i).getTextContent());
        }
        properties.put("project.version", child(pom.getDocumentElement(), "version"));
        return properties;
    }

    /** The versions by group and artifact, as they are written. */
    private static Map<String, String> versions(Document pom) {
        Map<String, String> versions = new HashMap<>();
        NodeList artifacts = pom.getElementsByTagName("artifactId");
        for (int i = 0; i < artifacts.getLength(); i++) {
            Element artifact =
                    (Element) Objects.requireNonNull(artifacts.item(i).getParentNode());
            String version = child(artifact, "version");
            if (!version.isEmpty()) {
                String group = child(artifact, "groupId");
                versions.put((group.isEmpty() ? FRESHET : group) + ":" + child(artifact, "artifactId"), version);
            }
        }
        return versions;
    }

    private static String child(Element parent, String name) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent();
            }
        }
        return "";
    }
}
