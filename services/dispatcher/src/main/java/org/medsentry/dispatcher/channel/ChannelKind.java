package org.medsentry.dispatcher.channel;

import java.util.Locale;

/** What a channel speaks. */
public enum ChannelKind {
    /** The trigger as signed JSON. */
    WEBHOOK,
    /** The trigger as a signed CAP 1.2 alert. */
    CAP,
    /** A group robot of DingTalk (钉钉). */
    DINGTALK,
    /** A group robot of WeCom (企业微信). */
    WECOM,
    /** A group robot of Lark or Feishu (飞书). */
    LARK;

    /** As the configuration file calls it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
