package org.medsentry.rules;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function of CEL that is too rare to be compiled: cel-java calls it. Only the call itself, with its arguments as
 * variables; they are computed by compiled code, so that this sees plain values and never a record.
 */
final class InterpretedCall implements Node {

    private static final CelRuntime RUNTIME = CelDialect.runtime();

    /** The place within the call means nothing to anybody. */
    private static final Pattern PLACE = Pattern.compile("^evaluation error at [^ ]*: ");

    private final Program program;
    private final Node[] arguments;
    private final String[] names;

    private InterpretedCall(Program program, Node[] arguments, String[] names) {
        this.program = program;
        this.arguments = arguments;
        this.names = names;
    }

    /** @param arguments the receiver first, where the call has one */
    static InterpretedCall of(CelAbstractSyntaxTree ast, CelExpr call, List<Typed> arguments) {
        String[] names = new String[arguments.size()];
        CelExpr[] variables = new CelExpr[arguments.size()];
        Map<Long, CelReference> references = new HashMap<>();
        Map<Long, CelType> types = new HashMap<>();
        for (int index = 0; index < names.length; index++) {
            long id = index + 1L;
            names[index] = "argument" + index;
            variables[index] = CelExpr.ofIdent(id, names[index]);
            references.put(id, CelReference.newBuilder().setName(names[index]).build());
            types.put(id, arguments.get(index).type().celType());
        }
        long callId = names.length + 1L;
        references.put(callId, ast.getReferenceOrThrow(call.id()));
        ast.getType(call.id()).ifPresent(type -> types.put(callId, type));
        boolean receiver = call.call().target().isPresent();
        List<CelExpr> all = List.of(variables);
        CelExpr rebuilt = CelExpr.ofCall(
                callId,
                receiver ? Optional.of(all.get(0)) : Optional.empty(),
                call.call().function(),
                ImmutableList.copyOf(receiver ? all.subList(1, all.size()) : all));
        CelAbstractSyntaxTree single = CelAbstractSyntaxTree.newCheckedAst(rebuilt, ast.getSource(), references, types);
        try {
            return new InterpretedCall(
                    RUNTIME.createProgram(single),
                    arguments.stream().map(Typed::node).toArray(Node[]::new),
                    names);
        } catch (CelEvaluationException unplanned) {
            throw new IllegalStateException("no program for " + call.call().function(), unplanned);
        }
    }

    @Override
    public Object value(Frame frame) {
        Map<String, Object> values = new HashMap<>();
        for (int index = 0; index < names.length; index++) {
            Object value = arguments[index].value(frame);
            if (value == null) {
                return null;
            }
            values.put(names[index], value);
        }
        try {
            Object result = program.eval(values);
            return result instanceof Boolean truth ? Boolean.valueOf(truth) : result;
        } catch (CelEvaluationException failed) {
            return frame.fault(PLACE.matcher(failed.getMessage()).replaceFirst(""));
        }
    }
}
