package dev.freshet.example;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The mean delay of each hour as a bar, and the median as a point. */
final class HoursChart {
    private static final Color BLUE = new Color(0x4e79a7);
    private static final Color ORANGE = new Color(0xf28e2b);
    private static final Color GRID = new Color(0xe0e0e0);

    /** Pixels between labels, so few that every hour gets one. */
    private static final int NARROW = 30;

    private HoursChart() {}

    static CategoryChart of(List<HourDelay> delays) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(500)
                .title("Delays grow in the course of the day")
                .xAxisTitle("Hour of actual departure (local time)")
                .yAxisTitle("Arrival delay (minutes)")
                .build();
        List<Integer> hours = delays.stream().map(HourDelay::hour).toList();
        chart.addSeries("mean", hours, delays.stream().map(HourDelay::meanDelay).toList())
                .setFillColor(BLUE);
        chart.addSeries(
                        "median",
                        hours,
                        delays.stream().map(HourDelay::medianDelay).toList())
                .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter)
                .setMarkerColor(ORANGE);
        style(chart.getStyler());
        return chart;
    }

    private static void style(CategoryStyler styler) {
        styler.setOverlapped(true).setAvailableSpaceFill(0.7);
        styler.setXAxisTickMarkSpacingHint(NARROW)
                .setPlotMargin(0)
                .setPlotGridVerticalLinesVisible(false)
                .setPlotGridLinesColor(GRID)
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18))
                .setChartTitlePadding(15)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.InsideNW);
    }
}
