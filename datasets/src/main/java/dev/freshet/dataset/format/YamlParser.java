package dev.freshet.dataset.format;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.SequenceNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads the tokens of a YAML value and says where they are in the file. Refuses numbers that are too large for their
 * type, of which Jackson would make infinity; {@code .inf} and {@code .nan} are numbers of binary types only.
 */
final class YamlParser extends JsonParserDelegate {
    private final ConfigNode root;

    YamlParser(TokenBuffer tokens, ConfigNode root) {
        super(tokens.asParser(ObjectReadContext.empty()));
        this.root = root;
    }

    @Override
    public TokenStreamLocation currentTokenLocation() {
        Position place = place();
        return new TokenStreamLocation(ContentReference.unknown(), -1, place.line(), place.column());
    }

    @Override
    public TokenStreamLocation currentLocation() {
        return currentTokenLocation();
    }

    private Position place() {
        TokenStreamContext context = streamReadContext();
        if (currentToken() == JsonToken.PROPERTY_NAME && context.getParent() != null) {
            String name = String.valueOf(context.currentName());
            return node(context.getParent())
                    .filter(MappingNode.class::isInstance)
                    .map(mapping -> ((MappingNode) mapping).keyPosition(name))
                    .orElse(root.position());
        }
        return node(context).map(ConfigNode::position).orElse(root.position());
    }

    /** The value at which a context is. */
    private Optional<ConfigNode> node(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return Optional.of(root);
        }
        Optional<ConfigNode> parent = node(context.getParent());
        if (context.inObject() ? !context.hasCurrentName() : !context.hasCurrentIndex()) {
            return parent;
        }
        return parent.flatMap(node -> child(node, context));
    }

    private static Optional<ConfigNode> child(ConfigNode parent, TokenStreamContext context) {
        if (parent instanceof MappingNode mapping) {
            return mapping.get(String.valueOf(context.currentName()));
        }
        return parent instanceof SequenceNode sequence
                        && context.getCurrentIndex() < sequence.items().size()
                ? Optional.of(sequence.items().get(context.getCurrentIndex()))
                : Optional.empty();
    }

    @Override
    public double getDoubleValue() {
        double value = super.getDoubleValue();
        require(!Double.isInfinite(value) || isBinary(), double.class);
        return value;
    }

    @Override
    public float getFloatValue() {
        float value = super.getFloatValue();
        require(!Float.isInfinite(value) || isBinary(), float.class);
        return value;
    }

    @Override
    public BigDecimal getDecimalValue() {
        if (isBinary()) {
            double value = super.getDoubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new StreamReadException(this, "a decimal number cannot be .inf or .nan");
            }
        }
        return super.getDecimalValue();
    }

    /** Whether the number is one that {@link YamlTokens} kept as a binary one. */
    private boolean isBinary() {
        return super.getNumberValue() instanceof Double;
    }

    private void require(boolean isPossible, Class<?> type) {
        if (!isPossible) {
            throw new InputCoercionException(this, "Infinity", currentToken(), type);
        }
    }
}
