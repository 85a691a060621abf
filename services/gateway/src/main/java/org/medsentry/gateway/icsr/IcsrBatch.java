package org.medsentry.gateway.icsr;

import java.util.List;

/**
 * A batch with what became of its messages.
 *
 * @param number N.1.2, or null; senderId N.1.3, receiverId N.1.4 and createdAt N.1.5 likewise
 */
public record IcsrBatch(
        String number, String senderId, String receiverId, String createdAt, List<IcsrMessage> messages) {}
