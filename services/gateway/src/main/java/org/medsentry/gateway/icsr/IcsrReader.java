package org.medsentry.gateway.icsr;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Reads an E2B(R3) batch (or a single message) message by message, so that only one of them is in memory as a tree. The XML comes from
 * strangers: no document type, no entities but the five of XML, nothing external, bounded depth, width and number. Thread-safe.
 */
public final class IcsrReader {
    static final String NAMESPACE = "urn:hl7-org:v3";
    static final String BATCH = "MCCI_IN200100UV01";
    static final String MESSAGE = "PORR_IN049016UV";
    static final int DEEPEST = 64;
    static final int MOST_ELEMENTS = 500_000;
    static final int MOST_MESSAGES = 10_000;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_ATTRIBUTE = 10_000;

    private final XMLInputFactory factory;

    public IcsrReader() {
        // The JDK's own parser writes to standard error what is wrong with the bytes of strangers.
        factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    }

    /**
     * Reads the whole body; what it cannot map is a problem of its message, what is no such XML fails as a whole.
     *
     * @throws IcsrException if the body is no well-formed XML, goes beyond a limit or is no E2B(R3)
     * @throws IOException as the body throws it
     */
    public IcsrBatch read(InputStream body, IcsrContext context) throws IcsrException, IOException {
        XMLStreamReader xml = null;
        try {
            xml = factory.createXMLStreamReader(body);
            return new Reading(xml, new IcsrMapper(context)).batch();
        } catch (XMLStreamException malformed) {
            // Bytes that are not of their encoding are the parser's finding, not the body's failure.
            if (malformed.getNestedException() instanceof IOException failure
                    && !(failure instanceof CharConversionException)) {
                throw failure;
            }
            throw new IcsrException("the body is no well-formed XML" + place(malformed));
        } catch (IllegalArgumentException unreadable) {
            // The parser says so of encodings that do not exist.
            throw new IcsrException("the body is no well-formed XML");
        } finally {
            close(xml);
        }
    }

    private static String place(XMLStreamException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " (line " + malformed.getLocation().getLineNumber() + ", column "
                        + malformed.getLocation().getColumnNumber() + ")";
    }

    private static void close(XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException nothingToSave) {
            // It only frees buffers.
        }
    }

    /** One body being read. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private final IcsrMapper mapper;
        private final List<IcsrMessage> messages = new ArrayList<>();
        private final XmlElement head = new XmlElement(BATCH);
        private int elements;

        Reading(XMLStreamReader xml, IcsrMapper mapper) {
            this.xml = xml;
            this.mapper = mapper;
        }

        IcsrBatch batch() throws XMLStreamException, IcsrException {
            nextTag();
            if (isElement(MESSAGE)) {
                message(0);
            } else if (isElement(BATCH)) {
                while (nextTag() == XMLStreamConstants.START_ELEMENT) {
                    if (isElement(MESSAGE)) {
                        message(1);
                    } else {
                        keep(head, 1);
                    }
                }
            } else {
                throw new IcsrException("the body is no ICH E2B(R3): its root is not " + BATCH + " of " + NAMESPACE);
            }
            toTheEnd();
            if (messages.isEmpty()) {
                throw new IcsrException("the batch has no message (" + MESSAGE + ")");
            }
            return new IcsrBatch(
                    head.first("id").attribute("extension"),
                    head.first("sender", "device", "id").attribute("extension"),
                    head.first("receiver", "device", "id").attribute("extension"),
                    head.first("creationTime").attribute("value"),
                    messages);
        }

        private void message(int depth) throws XMLStreamException, IcsrException {
            if (messages.size() == MOST_MESSAGES) {
                throw new IcsrException("more than " + MOST_MESSAGES + " messages in one batch");
            }
            elements = 0;
            XmlElement holder = new XmlElement("");
            keep(holder, depth);
            messages.add(mapper.map(messages.size(), holder.first(MESSAGE)));
        }

        private boolean isElement(String name) {
            return name.equals(xml.getLocalName()) && NAMESPACE.equals(xml.getNamespaceURI());
        }

        /** Adds the element that starts here, with all below it, to the parent. Elements of other namespaces are left out. */
        private void keep(XmlElement parent, int depth) throws XMLStreamException, IcsrException {
            checkLimits(depth);
            XmlElement element = new XmlElement(xml.getLocalName().intern());
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String namespace = xml.getAttributeNamespace(i);
                if (namespace == null || namespace.isEmpty()) {
                    element.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
            }
            if (NAMESPACE.equals(xml.getNamespaceURI())) {
                parent.add(element);
            }
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    keep(element, depth + 1);
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    element.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
            }
        }

        private void checkLimits(int depth) throws IcsrException {
            if (depth >= DEEPEST) {
                throw new IcsrException("elements lie more than " + DEEPEST + " deep" + here());
            }
            elements++;
            if (elements > MOST_ELEMENTS) {
                throw new IcsrException("a message has more than " + MOST_ELEMENTS + " elements" + here());
            }
        }

        private int nextTag() throws XMLStreamException, IcsrException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }

        private void toTheEnd() throws XMLStreamException, IcsrException {
            while (xml.hasNext()) {
                next();
            }
        }

        private int next() throws XMLStreamException, IcsrException {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new IcsrException("a document type (DOCTYPE) is not allowed");
            }
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new IcsrException("entities are not allowed" + here());
            }
            return event;
        }

        private String here() {
            return " (line " + xml.getLocation().getLineNumber() + ")";
        }
    }
}
