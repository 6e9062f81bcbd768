package dev.freshet.dataset.format;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.config.SourceText;
import dev.freshet.config.Yaml;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.json.Json;
import dev.freshet.dataset.json.JsonFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.util.TokenBuffer;

/** A YAML file with one value, bound by the rules of {@link Json}. */
final class YamlCodec implements ValueCodec {
    private final JavaType type;
    private final boolean lossless;

    YamlCodec(Type type) {
        this.type = Json.type(type);
        lossless = LosslessTypes.inJson(type);
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        StringWriter text = new StringWriter();
        Texts.reader(in, StandardCharsets.UTF_8).transferTo(text);
        ConfigNode root = root(text.toString());
        TokenBuffer tokens = YamlTokens.of(root);
        Supplier<JsonParser> parser = () -> new YamlParser(tokens, root);
        Position start = root.position();
        return Json.parse(parser, type, new JsonFaults("YAML", parser, start.line()), YamlTokens.place(start));
    }

    private static ConfigNode root(String text) {
        try {
            return Yaml.data(new SourceText("file", text))
                    .orElseThrow(() -> new MalformedContent("", "the file is empty; a YAML value is expected"));
        } catch (ConfigException e) {
            ConfigProblem problem = e.problems().get(0);
            throw new MalformedContent(YamlTokens.place(problem.position()), problem.message(), e);
        }
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Writer text = Texts.writer(out, StandardCharsets.UTF_8);
        try (TokenBuffer tokens = TokenBuffer.forGeneration()) {
            Json.write("YAML", () -> {
                Json.MAPPER.writer().forType(Json.written(type)).writeValue(tokens, Json.written(type, value));
                YamlTokens.write(tokens, text);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text.flush();
    }
}
