package org.medsentry.local.cli;

import java.util.List;
import org.medsentry.console.ConsoleExtras.Story;

/** What the console's first page tells whoever sees a demo for the first time: three stories of the simulated month. */
final class DemoGuide {

    private static final String LIST = "#/alerts?rule=";

    private DemoGuide() {}

    private static Story story(String titleZh, String titleEn, String textZh, String textEn, List<String> rules) {
        return new Story(titleZh, titleEn, textZh, textEn, LIST + String.join(",", rules));
    }

    /** The rules whose alerts a story shows. */
    static List<String> rules(Story story) {
        return List.of(story.href().substring(LIST.length()).split(","));
    }

    static List<Story> stories() {
        return List.of(
                story(
                        "召回的批号还在卖",
                        "A recalled lot is still being sold",
                        "两批药品已被召回，仍有药店继续销售。打开一条预警：为什么触发、依据哪些登记、应由谁处置。一级召回直接是最高等级（红色）。",
                        "Lots are under recall, and some pharmacies go on selling them. Open an alert: why it was raised, from which"
                                + " records, and who answers for it. A class 1 recall is of the highest level at once.",
                        List.of("purchase-recalled-lot", "online-recalled-lot")),
                story(
                        "同一县里四个人，每人一天跑三家药店",
                        "Four buyers of one county, three pharmacies each within a day",
                        "每个人单独看是含麻黄碱药品的异常购买；凑到一起，系统判断为县域套购团伙，并合成一条更高层的预警。",
                        "Each of them alone is somebody who goes from pharmacy to pharmacy for ephedrine; together they are a ring,"
                                + " and the system raises one alert about the county.",
                        List.of("purchase-ephedrine-hopping", "diversion-ring")),
                story(
                        "一个县的流感悄悄起来了",
                        "An outbreak of influenza begins in one county",
                        "退热药销量逐日上升，登记发热的人越来越多。看预警如何从蓝色升到更高等级，以及图中的观察值、预期值和阈值。",
                        "Antipyretics rise day by day, and more and more buyers have a fever. See the alert climb from blue, and what"
                                + " was observed beside what was expected in its chart.",
                        List.of("purchase-surge", "purchase-fever-cluster")));
    }
}
