package org.medsentry.dispatcher.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.medsentry.dispatcher.channel.ChannelSettings;

/** A robot of a WeCom group (企业微信群机器人). Its address is its only secret, and its markdown knows three colours. */
final class WeComFormat implements ChannelFormat {
    private static final int MOST_BYTES = 4_000;
    private static final Set<Integer> BUSY = Set.of(-1, 45009, 45033);
    private static final Set<Integer> REFUSED = Set.of(40058, 44004, 45002);

    private final ChannelSettings channel;

    WeComFormat(ChannelSettings channel) {
        this.channel = channel;
    }

    @Override
    public Message compose(Notice notice, Instant now) {
        ObjectNode body = Json.object();
        body.put("msgtype", "markdown");
        String colour = switch (LevelStyle.of(notice.trigger().level())) {
            case SPECIALLY_MAJOR, MAJOR -> "warning";
            case LARGE -> "comment";
            case ORDINARY -> "info";
        };
        String title = "### <font color=\"" + colour + "\">"
                + RobotText.escape(Wording.headline(notice.trigger()).zh()) + "</font>";
        body.putObject("markdown").put("content", RobotText.markdown(notice, title, MOST_BYTES));
        return new Message(channel.url(), "application/json; charset=utf-8", Json.bytes(body), channel.headers());
    }

    @Override
    public Verdict judge(Reply reply) {
        return RobotReply.judge(reply, "errcode", "errmsg", BUSY, REFUSED);
    }
}
