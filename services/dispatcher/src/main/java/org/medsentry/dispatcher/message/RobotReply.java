package org.medsentry.dispatcher.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A group robot answers 200 to everything; whether it took the message stands in the body. */
final class RobotReply {
    private static final int LONGEST_TEXT = 200;

    private RobotReply() {}

    /**
     * @param codeField where the robot puts its code, 0 meaning success
     * @param busy codes of too many messages, or of a busy robot
     * @param refused codes of a message that will never be taken
     */
    static Verdict judge(Reply reply, String codeField, String textField, Set<Integer> busy, Set<Integer> refused) {
        Verdict byStatus = Verdict.ofStatus(reply.status());
        if (byStatus.result() != Verdict.Result.DELIVERED) {
            return byStatus;
        }
        JsonNode code = Json.parseAnything(reply.body()).path(codeField);
        if (!code.isIntegralNumber()) {
            return Verdict.retry("no " + codeField + " in the answer");
        }
        if (code.asInt() == 0) {
            return Verdict.delivered();
        }
        String text = Json.parseAnything(reply.body()).path(textField).asText();
        String error = codeField + " " + code.asInt() + ": " + text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        if (busy.contains(code.asInt())) {
            return Verdict.slowDown(error);
        }
        // What is left is a robot that is set up wrongly, which a person can mend while the trigger is young enough.
        return refused.contains(code.asInt()) ? Verdict.refused(error) : Verdict.retry(error);
    }
}
