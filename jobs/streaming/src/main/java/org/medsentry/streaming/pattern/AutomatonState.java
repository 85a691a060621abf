package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferEdge;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;
import org.apache.flink.core.memory.DataOutputView;

/** Half-matched patterns as Flink CEP's automaton knows them: where they stand, and the graph of the records they hold. */
final class AutomatonState implements SequenceProgress {

    private final AutomatonNames names;
    private final NFAState automaton;
    private final Map<EventId, Lockable<SequenceEvent>> events;
    private final Map<NodeId, Lockable<SharedBufferNode>> nodes;

    AutomatonState(AutomatonNames names, NFAState automaton) {
        this(names, automaton, new HashMap<>(), new HashMap<>());
    }

    AutomatonState(
            AutomatonNames names,
            NFAState automaton,
            Map<EventId, Lockable<SequenceEvent>> events,
            Map<NodeId, Lockable<SharedBufferNode>> nodes) {
        this.names = names;
        this.automaton = automaton;
        this.events = events;
        this.nodes = nodes;
    }

    AutomatonNames names() {
        return names;
    }

    NFAState automaton() {
        return automaton;
    }

    Map<EventId, Lockable<SequenceEvent>> heldEvents() {
        return events;
    }

    Map<NodeId, Lockable<SharedBufferNode>> nodes() {
        return nodes;
    }

    /** The state that waits for a first record is no half-matched pattern. */
    @Override
    public int partialMatches() {
        return automaton.getPartialMatches().size()
                - 1
                + automaton.getCompletedMatches().size();
    }

    @Override
    public boolean isIdle() {
        return partialMatches() == 0;
    }

    @Override
    public List<SequenceEvent> events() {
        return AutomatonFormat.inOrder(events);
    }

    @Override
    public boolean holds(long idHash) {
        for (Lockable<SequenceEvent> event : events.values()) {
            if (event.getElement().idHash() == idHash) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long oldestStart() {
        ComputationState oldest = automaton.getPartialMatches().peek();
        return oldest == null || oldest.getStartEventID() == null ? Long.MAX_VALUE : oldest.getStartTimestamp();
    }

    /** The queues keep their inner order: it decides which of two matches that are complete at once comes first. */
    @Override
    public AutomatonState copy() {
        Map<EventId, Lockable<SequenceEvent>> copiedEvents = new HashMap<>();
        events.forEach((id, event) ->
                copiedEvents.put(id, new Lockable<>(event.getElement(), CepInternals.references(event))));
        Map<NodeId, Lockable<SharedBufferNode>> copiedNodes = new HashMap<>();
        nodes.forEach((id, node) ->
                copiedNodes.put(id, new Lockable<>(copy(node.getElement()), CepInternals.references(node))));
        NFAState copiedAutomaton = new NFAState(
                new PriorityQueue<>((PriorityQueue<ComputationState>) automaton.getPartialMatches()),
                new PriorityQueue<>((PriorityQueue<ComputationState>) automaton.getCompletedMatches()));
        return new AutomatonState(names, copiedAutomaton, copiedEvents, copiedNodes);
    }

    private static SharedBufferNode copy(SharedBufferNode node) {
        SharedBufferNode copy = new SharedBufferNode();
        for (Lockable<SharedBufferEdge> edge : node.getEdges()) {
            copy.getEdges().add(new Lockable<>(edge.getElement(), CepInternals.references(edge)));
        }
        return copy;
    }

    @Override
    public void write(long base, DataOutputView target) throws IOException {
        AutomatonFormat.write(this, base, target);
    }
}
