package org.medsentry.dispatcher.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;

class RobotFormatsTest {
    private static final Instant NOW = Instant.ofEpochMilli(1763800000123L);

    private static ChannelFormat format(ChannelKind kind) {
        URI url = URI.create("https://robot.example/send?access_token=abc");
        return ChannelFormat.of(ChannelSettings.of("robot", kind, url, new Secret("SECabc")), "medsentry");
    }

    private static Message compose(ChannelKind kind, TestingTriggers triggers) {
        Trigger trigger = triggers.unit("U1", "robot").build();
        return format(kind).compose(new Notice(trigger, trigger.units().get(0), "robot"), NOW);
    }

    private static JsonNode json(Message message) {
        return Json.parseAnything(message.body());
    }

    @Test
    void dingTalkSignsInTheAddress() {
        Message message = compose(ChannelKind.DINGTALK, new TestingTriggers());
        assertThat(message.url())
                .hasToString("https://robot.example/send?access_token=abc&timestamp=1763800000123"
                        + "&sign=3vS1AMjwON64yBYCPk4wi%2BbocJ5ZA5T4XoQgJ8efh7M%3D");
        assertThat(json(message).path("msgtype").asText()).isEqualTo("markdown");
        assertThat(json(message).at("/markdown/title").asText()).isEqualTo("【Ⅱ级 重大 橙色】新预警：召回批次仍在销售");
        assertThat(json(message).at("/markdown/text").asText())
                .contains("level II, orange – New alert: A recalled lot is still being sold")
                .contains("- 地区：大足区")
                .contains("- Region: Dazu District")
                .contains("- 对象：布洛芬缓释胶囊 · L1 · R-7")
                .contains("- 时间：2026-02-27 11:00 – 2026-03-01 09:29")
                .contains("- Evidence: 3 records");
    }

    @Test
    void larkSignsInTheBodyAndColoursTheHead() {
        JsonNode body = json(compose(ChannelKind.LARK, new TestingTriggers().level(Level.I)));
        assertThat(body.path("timestamp").asText()).isEqualTo("1763800000");
        assertThat(body.path("sign").asText()).hasSize(44);
        assertThat(body.at("/card/header/template").asText()).isEqualTo("red");
        assertThat(body.at("/card/header/title/content").asText()).startsWith("【Ⅰ级 特别重大 红色】");
    }

    @Test
    void weComStaysWithinItsLimitWhateverTheTitle() {
        JsonNode body = json(compose(ChannelKind.WECOM, new TestingTriggers().title("召".repeat(3000))));
        String content = body.at("/markdown/content").asText();
        assertThat(content.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4000);
        assertThat(content).endsWith("…").doesNotContain("\uFFFD");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelKind.class,
            names = {"DINGTALK", "WECOM", "LARK"})
    void aDrillSaysSoFirstInBothLanguages(ChannelKind kind) {
        String text = new String(compose(kind, new TestingTriggers().drill()).body(), StandardCharsets.UTF_8);
        assertThat(text).contains("【演练】【Ⅱ级").contains("DRILL");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelKind.class,
            names = {"DINGTALK", "WECOM", "LARK"})
    void markupFromOutsideHasNoEffect(ChannelKind kind) {
        TestingTriggers triggers = new TestingTriggers().productName("[点我](http://evil) <at id=all></at> <@all> **x**");
        assertThat(new String(compose(kind, triggers).body(), StandardCharsets.UTF_8))
                .doesNotContain("[点我]")
                .doesNotContain("<at")
                .doesNotContain("<@all>")
                .doesNotContain("**x**")
                .contains("［点我］");
    }

    @Test
    void aClimbNamesTheLevelBefore() {
        JsonNode body = json(compose(ChannelKind.LARK, new TestingTriggers().climbed(Level.III, Level.II)));
        assertThat(body.at("/card/header/title/content").asText()).contains("预警由Ⅲ级升级");
        assertThat(body.at("/card/elements/0/content").asText())
                .contains("raised from level III")
                .contains("此前已告知：大足区市场监督管理局");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DINGTALK; 200; {\"errcode\":0,\"errmsg\":\"ok\"}; DELIVERED",
                "DINGTALK; 200; {\"errcode\":310000,\"errmsg\":\"sign not match\"}; RETRY",
                "DINGTALK; 200; {\"errcode\":130101,\"errmsg\":\"send too fast\"}; SLOW_DOWN",
                "DINGTALK; 200; <html>proxy</html>; RETRY",
                "DINGTALK; 500; {\"errcode\":0}; RETRY",
                "WECOM; 200; {\"errcode\":0,\"errmsg\":\"ok\"}; DELIVERED",
                "WECOM; 200; {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}; SLOW_DOWN",
                "WECOM; 200; {\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}; RETRY",
                "WECOM; 200; {\"errcode\":40058,\"errmsg\":\"markdown.content exceed max length\"}; REFUSED",
                "LARK; 200; {\"code\":0,\"msg\":\"success\"}; DELIVERED",
                "LARK; 200; {\"code\":19021,\"msg\":\"sign match fail\"}; RETRY",
                "LARK; 200; {\"code\":9499,\"msg\":\"Bad Request\"}; REFUSED",
                "LARK; 429; ''; SLOW_DOWN"
            })
    void whatARobotSaysIsInTheBody(ChannelKind kind, int status, String body, Verdict.Result expected) {
        Reply reply = new Reply(status, null, body.getBytes(StandardCharsets.UTF_8));
        assertThat(format(kind).judge(reply).result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED", "204, DELIVERED", "302, RETRY", "400, REFUSED", "401, RETRY", "403, RETRY", "404, RETRY",
        "408, RETRY", "409, RETRY", "410, REFUSED", "413, REFUSED", "422, REFUSED", "425, RETRY", "429, SLOW_DOWN",
        "500, RETRY", "501, RETRY", "503, RETRY"
    })
    void whatAWebhookSaysIsInTheStatus(int status, Verdict.Result expected) {
        assertThat(Verdict.ofStatus(status).result()).isEqualTo(expected);
    }
}
