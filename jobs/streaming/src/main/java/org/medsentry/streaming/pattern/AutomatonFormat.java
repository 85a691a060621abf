package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.DeweyNumber;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferEdge;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.streaming.state.Varints;

/**
 * Half-matched patterns in packed bytes: the records they hold, then the graph over these records, then where each pattern
 * stands. Times are differences, names are numbers.
 */
final class AutomatonFormat {

    private AutomatonFormat() {}

    static void write(AutomatonState state, long base, DataOutputView target) throws IOException {
        AutomatonNames names = state.names();
        target.writeByte(SequenceState.AUTOMATON);
        Varints.write(state.heldEvents().size(), target);
        for (Map.Entry<EventId, Lockable<SequenceEvent>> event :
                state.heldEvents().entrySet()) {
            event.getValue().getElement().write(base, target);
            Varints.write(event.getKey().getId(), target);
            Varints.write(CepInternals.references(event.getValue()), target);
        }
        target.writeInt(names.fingerprint());
        Varints.write(state.nodes().size(), target);
        for (Map.Entry<NodeId, Lockable<SharedBufferNode>> node : state.nodes().entrySet()) {
            writeNodeId(node.getKey(), names, base, target);
            Varints.write(CepInternals.references(node.getValue()), target);
            List<Lockable<SharedBufferEdge>> edges =
                    node.getValue().getElement().getEdges();
            Varints.write(edges.size(), target);
            for (Lockable<SharedBufferEdge> edge : edges) {
                Varints.write(CepInternals.references(edge), target);
                writeVersion(CepInternals.version(edge.getElement()), target);
                NodeId before = CepInternals.target(edge.getElement());
                target.writeBoolean(before != null);
                if (before != null) {
                    writeNodeId(before, names, base, target);
                }
            }
        }
        writeAll(state.automaton().getPartialMatches(), names, base, target);
        writeAll(state.automaton().getCompletedMatches(), names, base, target);
    }

    /** @return the events alone, by time and order; what follows them is left unread */
    static Map<EventId, Lockable<SequenceEvent>> readEvents(long base, DataInputView source) throws IOException {
        int size = (int) Varints.read(source);
        Map<EventId, Lockable<SequenceEvent>> events = new HashMap<>();
        for (int index = 0; index < size; index++) {
            SequenceEvent event = SequenceEvent.read(base, source);
            EventId id = new EventId((int) Varints.read(source), event.time());
            events.put(id, new Lockable<>(event, (int) Varints.read(source)));
        }
        return events;
    }

    /** Whether one of the events is this record; nothing else is read. */
    static boolean holds(long idHash, DataInputView source) throws IOException {
        int size = (int) Varints.read(source);
        for (int index = 0; index < size; index++) {
            if (SequenceEvent.skip(source) == idHash) {
                return true;
            }
            Varints.read(source);
            Varints.read(source);
        }
        return false;
    }

    /** The rest of the state whose events have been read; null where it is that of another automaton. */
    static AutomatonState readGraph(
            Map<EventId, Lockable<SequenceEvent>> events, AutomatonNames names, long base, DataInputView source)
            throws IOException {
        if (source.readInt() != names.fingerprint()) {
            return null;
        }
        int size = (int) Varints.read(source);
        Map<NodeId, Lockable<SharedBufferNode>> nodes = new HashMap<>();
        for (int index = 0; index < size; index++) {
            NodeId id = readNodeId(names, base, source);
            int references = (int) Varints.read(source);
            nodes.put(id, new Lockable<>(readNode(names, base, source), references));
        }
        NFAState automaton = new NFAState(readAll(names, base, source), readAll(names, base, source));
        return new AutomatonState(names, automaton, events, nodes);
    }

    private static SharedBufferNode readNode(AutomatonNames names, long base, DataInputView source) throws IOException {
        SharedBufferNode node = new SharedBufferNode();
        int edges = (int) Varints.read(source);
        for (int edge = 0; edge < edges; edge++) {
            int references = (int) Varints.read(source);
            DeweyNumber version = readVersion(source);
            NodeId before = source.readBoolean() ? readNodeId(names, base, source) : null;
            node.getEdges().add(new Lockable<>(new SharedBufferEdge(before, version), references));
        }
        return node;
    }

    private static void writeNodeId(NodeId node, AutomatonNames names, long base, DataOutputView target)
            throws IOException {
        Varints.write(names.stepNumber(node.getPageName()), target);
        writeEventId(node.getEventId(), base, target);
    }

    private static NodeId readNodeId(AutomatonNames names, long base, DataInputView source) throws IOException {
        String step = names.step(Varints.read(source));
        return new NodeId(readEventId(base, source), step);
    }

    private static void writeEventId(EventId event, long base, DataOutputView target) throws IOException {
        Varints.writeSigned(event.getTimestamp() - base, target);
        Varints.write(event.getId(), target);
    }

    private static EventId readEventId(long base, DataInputView source) throws IOException {
        long time = base + Varints.readSigned(source);
        return new EventId((int) Varints.read(source), time);
    }

    private static void writeVersion(DeweyNumber version, DataOutputView target) throws IOException {
        int[] digits = CepInternals.digits(version);
        Varints.write(digits.length, target);
        for (int digit : digits) {
            Varints.write(digit, target);
        }
    }

    private static DeweyNumber readVersion(DataInputView source) throws IOException {
        int[] digits = new int[(int) Varints.read(source)];
        for (int index = 0; index < digits.length; index++) {
            digits[index] = (int) Varints.read(source);
        }
        return CepInternals.version(digits);
    }

    private static void writeAll(
            Collection<ComputationState> states, AutomatonNames names, long base, DataOutputView target)
            throws IOException {
        Varints.write(states.size(), target);
        for (ComputationState state : states) {
            Varints.write(names.stateNumber(state.getCurrentStateName()), target);
            writeVersion(state.getVersion(), target);
            boolean begun = state.getStartEventID() != null;
            target.writeBoolean(begun);
            if (begun) {
                writeEventId(state.getStartEventID(), base, target);
                Varints.writeSigned(state.getPreviousTimestamp() - base, target);
                writeNodeId(state.getPreviousBufferEntry(), names, base, target);
            }
        }
    }

    /** In the inner order of the queue that was written, which is a heap already. */
    private static PriorityQueue<ComputationState> readAll(AutomatonNames names, long base, DataInputView source)
            throws IOException {
        int size = (int) Varints.read(source);
        PriorityQueue<ComputationState> states = new PriorityQueue<>(NFAState.COMPUTATION_STATE_COMPARATOR);
        for (int index = 0; index < size; index++) {
            String name = names.state(Varints.read(source));
            DeweyNumber version = readVersion(source);
            if (source.readBoolean()) {
                EventId start = readEventId(base, source);
                long previous = base + Varints.readSigned(source);
                NodeId before = readNodeId(names, base, source);
                states.add(ComputationState.createState(name, before, version, start.getTimestamp(), previous, start));
            } else {
                states.add(ComputationState.createStartState(name, version));
            }
        }
        return states;
    }

    /** Events in the order in which they were taken. */
    static List<SequenceEvent> inOrder(Map<EventId, Lockable<SequenceEvent>> events) {
        List<SequenceEvent> ordered = new ArrayList<>(events.size());
        events.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> ordered.add(entry.getValue().getElement()));
        return ordered;
    }
}
