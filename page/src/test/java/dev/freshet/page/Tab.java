package dev.freshet.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of a browser: what a reader does with mouse and keys, and what happens in it. */
final class Tab implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** The numbers that the protocol wants for keys without a character. */
    private static final Map<String, Integer> KEYS = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);

    /** The protocol's bit of the key Shift. */
    private static final int SHIFT = 8;

    private final Browser browser;
    private final String target;
    private final String session;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(Browser browser, String target, String session) {
        this.browser = browser;
        this.target = target;
        this.session = session;
    }

    void start(int width, int height) {
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
        size(width, height);
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean isDark) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    void take(JsonNode event) {
        events.add(event);
        if (event.get("method").asString().equals("Page.loadEventFired")) {
            loaded.complete(null);
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    /** Opens an address and waits until it is loaded. */
    void open(String address) {
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", "about:blank"));
        Browser.await(loaded, address);
        events.clear();
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", address));
        Browser.await(loaded, address);
    }

    void open(Path file) {
        open(file.toUri().toString());
    }

    /** Returns the value of an expression of JavaScript, awaited if it is a promise. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.get("exceptionDetails").toPrettyString());
        }
        return result.at("/result/value");
    }

    String text(String expression) {
        return evaluate(expression).asString();
    }

    /** Returns the events since the page was opened whose method has this name. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").asString().equals(method))
                .map(event -> event.get("params"))
                .toList();
    }

    /** Returns the text of the first element that a selector finds; fails if there is none. */
    String textOf(String selector) {
        return text("document.querySelector(" + quoted(selector) + ").textContent");
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    /** Clicks into the middle of the first element that a selector finds, slowly enough for it to move away. */
    void click(String selector) {
        JsonNode middle = evaluate("(() => { const box = document.querySelector(" + quoted(selector)
                + ").getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        double x = middle.get(0).asDouble();
        double y = middle.get(1).asDouble();
        mouse("mousePressed", x, y);
        frame();
        mouse("mouseReleased", x, y);
    }

    void drag(double fromX, double fromY, double toX, double toY) {
        mouse("mousePressed", fromX, fromY);
        mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2);
        mouse("mouseMoved", toX, toY);
        mouse("mouseReleased", toX, toY);
        frame();
    }

    private void mouse(String type, double x, double y) {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
    }

    void wheel(double x, double y, double by) {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", by));
        frame();
    }

    /** Waits until the page has painted. */
    void frame() {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
    }

    /** Presses keys one after the other: characters, or names such as {@code ArrowDown} and {@code Shift+Tab}. */
    void press(String... keys) {
        for (String pressed : keys) {
            Map<String, Object> event = new HashMap<>();
            String key = pressed.replaceFirst("^Shift\\+(?=.)", "");
            if (!key.equals(pressed)) {
                event.put("modifiers", SHIFT);
            }
            event.put("key", key);
            if (KEYS.containsKey(key)) {
                event.put("code", key);
                event.put("windowsVirtualKeyCode", KEYS.get(key));
            }
            if (key.length() == 1 || key.equals("Enter")) {
                event.put("text", key.length() == 1 ? key : "\r");
            }
            event.put("type", event.containsKey("text") ? "keyDown" : "rawKeyDown");
            call("Input.dispatchKeyEvent", event);
            event.put("type", "keyUp");
            event.remove("text");
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** Writes what the tab shows as an image of type WebP, which is a third of the size of PNG. */
    void screenshot(Path file) throws IOException {
        frame();
        String image = call("Page.captureScreenshot", Map.of("format", "webp", "quality", 80))
                .get("data")
                .asString();
        Files.write(file, Base64.getDecoder().decode(image));
    }

    @Override
    public void close() {
        browser.closeTab(target, session);
    }
}
