package org.medsentry.bench.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plain plot as SVG: lines, bars and marks over two linear axes. By hand, for a page needs a few light pictures that a browser and a
 * repository show without any library.
 */
final class LinePlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 170;
    private static final int TOP = 34;
    private static final int BOTTOM = 48;
    private static final String[] COLOURS = {"#c0392b", "#1f618d", "#5dade2", "#7d8b8f", "#b7950b"};

    private final String title;
    private final String horizontal;
    private final String vertical;
    private final double fromX;
    private final double toX;
    private final double toY;
    private final List<String> shapes = new ArrayList<>();
    private int named;

    LinePlot(String title, String horizontal, String vertical, double fromX, double toX, double toY) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.fromX = fromX;
        this.toX = toX;
        this.toY = toY;
    }

    LinePlot line(String name, double[] x, double[] y) {
        String colour = COLOURS[named % COLOURS.length];
        StringBuilder points = new StringBuilder();
        for (int index = 0; index < x.length; index++) {
            if (Double.isFinite(y[index])) {
                points.append(format("%.1f,%.1f ", x(x[index]), y(Math.min(toY, y[index]))));
            }
        }
        shapes.add("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.8\" points=\""
                + points.toString().strip() + "\"/>");
        legend(name, colour);
        return this;
    }

    LinePlot marks(String name, List<double[]> points) {
        String colour = COLOURS[named % COLOURS.length];
        for (double[] point : points) {
            shapes.add(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
                    x(point[0]), y(Math.min(toY, point[1])), colour));
        }
        legend(name, colour);
        return this;
    }

    LinePlot band(String name, double from, double to) {
        shapes.add(
                0,
                format(
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f9e79f\"/>",
                        x(from), TOP, x(to) - x(from), HEIGHT - TOP - BOTTOM));
        shapes.add(format(
                "<text x=\"%.1f\" y=\"%d\" font-size=\"11\" fill=\"#9a7d0a\">%s</text>", x(from), TOP + 12, name));
        return this;
    }

    private void legend(String name, String colour) {
        int row = TOP + 10 + 20 * named;
        int column = WIDTH - RIGHT + 14;
        shapes.add(format(
                "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>",
                column, row, colour, column + 20, row + 6, name));
        named++;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" fill=\"#333\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                WIDTH, HEIGHT));
        svg.append(format("<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>\n", LEFT, title));
        for (int tick = 0; tick <= 5; tick++) {
            double valueY = toY * tick / 5;
            double valueX = fromX + (toX - fromX) * tick / 5;
            svg.append(format(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(valueY),
                    y(valueY),
                    LEFT - 6,
                    y(valueY) + 4,
                    number(valueY),
                    x(valueX),
                    HEIGHT - BOTTOM + 18,
                    number(valueX)));
        }
        shapes.forEach(shape -> svg.append(shape).append('\n'));
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, horizontal));
        svg.append(format(
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n</svg>\n",
                (TOP + HEIGHT - BOTTOM) / 2, vertical));
        return svg.toString();
    }

    private double x(double value) {
        return LEFT + (value - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / toY * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? format("%.0f", value)
                : format(Math.abs(value) < 0.1 ? "%.3f" : "%.2f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
