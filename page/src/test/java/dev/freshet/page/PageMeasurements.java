package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Measures large pages, and asserts nothing. Only {@code -Dtest=PageMeasurements} runs it; {@code docs/performance.md}
 * has the figures of graphs.
 */
@InChromium
final class PageMeasurements {
    private static final int TIMES = 5;

    /** Until the page has been painted. */
    private static final String OPENED =
            "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))";

    /** Milliseconds from one frame to the next while the graph is panned. */
    private static final String FRAMES = """
            (async () => {
              const canvas = document.getElementById('canvas');
              const fire = (type, x) => canvas.dispatchEvent(
                new PointerEvent(type, {pointerId: 1, clientX: x, clientY: 300, bubbles: true}));
              const frames = [];
              fire('pointerdown', 400);
              let before = await new Promise(requestAnimationFrame);
              for (let i = 1; i <= 60; i++) {
                fire('pointermove', 400 + 4 * i);
                const now = await new Promise(requestAnimationFrame);
                frames.push(now - before);
                before = now;
              }
              fire('pointerup', 640);
              return frames;
            })()""";

    /** Milliseconds from the press of a button of the zoom until the timeline is painted, and those of frames of a pan. */
    private static final String TIMELINE = """
            (async () => {
              const area = document.getElementById('timeline');
              const frame = () => new Promise(requestAnimationFrame);
              const zooms = [];
              const frames = [];
              for (let i = 0; i < 6; i++) {
                await frame();
                const before = performance.now();
                document.querySelector('[data-does=zoomIn]').click();
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                zooms.push(performance.now() - before);
              }
              let before = await frame();
              for (let i = 1; i <= 60; i++) {
                area.scrollLeft += 40;
                const now = await frame();
                frames.push(now - before);
                before = now;
              }
              return {zooms, frames, bars: document.querySelectorAll('.bar').length};
            })()""";

    /** Returns how long the main thread of the page has used a processor, in milliseconds. */
    private static double processor(Tab tab) {
        for (JsonNode metric : tab.call("Performance.getMetrics", Map.of()).get("metrics")) {
            if (metric.get("name").asString().equals("TaskDuration")) {
                return metric.get("value").asDouble() * 1000;
            }
        }
        throw new AssertionError("the browser measures no tasks");
    }

    private static long median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return Math.round(sorted.get(sorted.size() / 2));
    }

    @Test
    void pages_ofManyNodes(Browser browser, @TempDir Path directory) throws IOException {
        System.out.println("| nodes | boxes | file, KB | opened, ms | processor, ms | a frame of a pan, ms"
                + " | 95th percentile, ms | processor, ms |");
        for (int nodes : new int[] {100, 300, 1000, 3000}) {
            GraphDocument document = Graphs.random(new Random(nodes), nodes);
            Path file = Files.writeString(directory.resolve(nodes + ".html"), new HtmlPage().html(document));
            for (String state : List.of("#closed=", "")) {
                measure(browser, file, state, nodes);
            }
        }
    }

    @Test
    void timelines_ofManyNodes(Browser browser, @TempDir Path directory) throws IOException {
        System.out.println("| nodes | bars | a step of the zoom, ms | 95th percentile, ms | a frame of a pan, ms"
                + " | 95th percentile, ms |");
        for (int nodes : new int[] {300, 1000, 3000}) {
            GraphDocument document = Graphs.random(new Random(nodes), nodes);
            Path file = Files.writeString(directory.resolve(nodes + ".html"), new HtmlPage().html(document));
            List<Double> zooms = new ArrayList<>();
            List<Double> frames = new ArrayList<>();
            int bars = 0;
            for (int i = 0; i < TIMES; i++) {
                try (Tab tab = browser.tab(1280, 800)) {
                    tab.open(file.toUri() + "#view=timeline");
                    JsonNode measured = tab.evaluate(TIMELINE);
                    measured.get("zooms").forEach(zoom -> zooms.add(zoom.asDouble()));
                    measured.get("frames").forEach(frame -> frames.add(frame.asDouble()));
                    bars = measured.get("bars").asInt();
                }
            }
            System.out.printf(
                    "| %,d | %,d | %d | %d | %d | %d |%n",
                    nodes, bars, median(zooms), most(zooms), median(frames), most(frames));
        }
    }

    private static long most(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return Math.round(sorted.get(sorted.size() * 95 / 100));
    }

    private static void measure(Browser browser, Path file, String state, int nodes) throws IOException {
        List<Double> opened = new ArrayList<>();
        List<Double> opening = new ArrayList<>();
        List<Double> frames = new ArrayList<>();
        List<Double> panning = new ArrayList<>();
        int boxes = 0;
        for (int i = 0; i < TIMES; i++) {
            try (Tab tab = browser.tab(1280, 800)) {
                tab.call("Performance.enable", Map.of("timeDomain", "threadTicks"));
                tab.open(file.toUri() + state);
                opened.add(tab.evaluate(OPENED).asDouble());
                double before = processor(tab);
                opening.add(before);
                tab.evaluate(FRAMES).forEach(frame -> frames.add(frame.asDouble()));
                panning.add((processor(tab) - before) / 60);
                boxes = Pages.boxes(tab).size();
            }
        }
        Collections.sort(frames);
        System.out.printf(
                "| %,d | %,d | %,d | %,d | %,d | %d | %d | %.1f |%n",
                nodes,
                boxes,
                Files.readString(file).getBytes(StandardCharsets.UTF_8).length / 1024,
                median(opened),
                median(opening),
                median(frames),
                Math.round(frames.get(frames.size() * 95 / 100)),
                panning.stream().sorted().toList().get(TIMES / 2));
    }
}
