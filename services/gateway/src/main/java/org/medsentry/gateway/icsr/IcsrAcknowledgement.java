package org.medsentry.gateway.icsr;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.RecordResult;
import org.medsentry.gateway.reception.RecordStatus;

/**
 * The acknowledgement of the ICH implementation guide for E2B(R3), chapter 4: {@code MCCI_IN200101UV01}. CA for a report that is in
 * Kafka (or stood twice in the batch), CR for one that was rejected or is to be sent again; AA for a batch of CA only, else AE.
 */
final class IcsrAcknowledgement {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamWriter out;
    private final IcsrBatch batch;
    private final Receipt receipt;
    private final String now;

    private IcsrAcknowledgement(XMLStreamWriter out, IcsrBatch batch, Receipt receipt, ZonedDateTime now) {
        this.out = out;
        this.batch = batch;
        this.receipt = receipt;
        this.now = TIME.format(now);
    }

    static void write(Context context, IcsrBatch batch, Receipt receipt, ZonedDateTime now) throws IOException {
        IcsrAnswer.head(context, receipt, "application/xml");
        write(context.outputStream(), batch, receipt, now);
    }

    static void write(OutputStream target, IcsrBatch batch, Receipt receipt, ZonedDateTime now) throws IOException {
        try {
            XMLStreamWriter out = new WstxOutputFactory().createXMLStreamWriter(target, "UTF-8");
            new IcsrAcknowledgement(out, batch, receipt, now).write();
            out.close();
        } catch (XMLStreamException failed) {
            throw new IOException("the acknowledgement cannot be written", failed);
        }
    }

    private void write() throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        start("MCCI_IN200101UV01");
        out.writeDefaultNamespace(IcsrReader.NAMESPACE);
        out.writeNamespace("xsi", INSTANCE);
        out.writeAttribute("ITSVersion", "XML_1.0");
        id(UUID.randomUUID().toString(), CodeSystems.ACKNOWLEDGEMENT_BATCH_NUMBER);
        empty("creationTime", "value", now);
        empty("responseModeCode", "code", "D");
        id("MCCI_IN200101UV01", CodeSystems.INTERACTION, "interactionId");
        for (RecordResult result : receipt.results()) {
            message(batch.messages().get(result.index()), result);
        }
        party("receiver", "RCV", batch.senderId(), CodeSystems.ACKNOWLEDGEMENT_BATCH_RECEIVER);
        party("sender", "SND", batch.receiverId(), CodeSystems.ACKNOWLEDGEMENT_BATCH_SENDER);
        attentionLine("3", "dateOfIcsrBatchTransmission", batch.createdAt());
        boolean all = receipt.rejected() == 0 && receipt.unavailable() == 0;
        acknowledgement(all ? "AA" : "AE", "targetBatch", batch.number(), CodeSystems.BATCH_NUMBER, summary());
        out.writeEndDocument();
    }

    private void message(IcsrMessage message, RecordResult result) throws XMLStreamException {
        boolean taken = result.status() == RecordStatus.ACCEPTED || result.status() == RecordStatus.DUPLICATE;
        start("MCCI_IN000002UV01");
        id(
                result.eventId() == null ? Integer.toString(result.index()) : result.eventId(),
                CodeSystems.LOCAL_REPORT_NUMBER);
        empty("creationTime", "value", now);
        id("MCCI_IN000002UV01", CodeSystems.INTERACTION, "interactionId");
        empty("processingCode", "code", "P");
        empty("processingModeCode", "code", "T");
        empty("acceptAckCode", "code", "NE");
        party("receiver", "RCV", message.senderId(), CodeSystems.ACKNOWLEDGEMENT_MESSAGE_RECEIVER);
        party("sender", "SND", message.receiverId(), CodeSystems.ACKNOWLEDGEMENT_MESSAGE_SENDER);
        attentionLine("1", "dateOfIcsrMessageCreation", message.createdAt());
        acknowledgement(
                taken ? "CA" : "CR",
                "targetMessage",
                message.messageNumber(),
                CodeSystems.SAFETY_REPORT_ID,
                text(result));
        out.writeEndElement();
    }

    private static String text(RecordResult result) {
        return result.message() == null ? result.status().name() : result.reason() + ": " + result.message();
    }

    private String summary() {
        return "accepted " + receipt.accepted() + ", duplicates " + receipt.duplicates() + ", rejected "
                + receipt.rejected() + ", to be sent again " + receipt.unavailable();
    }

    private void acknowledgement(String code, String target, String number, String root, String text)
            throws XMLStreamException {
        start("acknowledgement");
        out.writeAttribute("typeCode", code);
        start(target);
        id(number, root);
        out.writeEndElement();
        start("acknowledgementDetail");
        start("text");
        out.writeCharacters(text);
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndElement();
    }

    private void attentionLine(String code, String name, String time) throws XMLStreamException {
        start("attentionLine");
        out.writeEmptyElement(IcsrReader.NAMESPACE, "keyWordText");
        out.writeAttribute("code", code);
        out.writeAttribute("codeSystem", CodeSystems.ACKNOWLEDGEMENT_KEY_WORD);
        out.writeAttribute("displayName", name);
        out.writeEmptyElement(IcsrReader.NAMESPACE, "value");
        out.writeAttribute("xsi", INSTANCE, "type", "TS");
        valueOrNothing("value", time);
        out.writeEndElement();
    }

    private void party(String element, String type, String id, String root) throws XMLStreamException {
        start(element);
        out.writeAttribute("typeCode", type);
        start("device");
        out.writeAttribute("classCode", "DEV");
        out.writeAttribute("determinerCode", "INSTANCE");
        id(id, root);
        out.writeEndElement();
        out.writeEndElement();
    }

    private void id(String extension, String root) throws XMLStreamException {
        id(extension, root, "id");
    }

    private void id(String extension, String root, String element) throws XMLStreamException {
        out.writeEmptyElement(IcsrReader.NAMESPACE, element);
        valueOrNothing("extension", extension);
        out.writeAttribute("root", root);
    }

    private void empty(String element, String attribute, String value) throws XMLStreamException {
        out.writeEmptyElement(IcsrReader.NAMESPACE, element);
        out.writeAttribute(attribute, value);
    }

    /** HL7's way of saying that the batch did not say. */
    private void valueOrNothing(String attribute, String value) throws XMLStreamException {
        out.writeAttribute(value == null ? "nullFlavor" : attribute, value == null ? "NI" : value);
    }

    private void start(String element) throws XMLStreamException {
        out.writeStartElement(XMLConstants.DEFAULT_NS_PREFIX, element, IcsrReader.NAMESPACE);
    }
}
