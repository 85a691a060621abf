package org.medsentry.rules;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that an expression of one rule may name: the variables of its stream, its parameters and the definitions made so
 * far. Checks expressions with CEL's type checker and compiles them.
 */
final class ExpressionScope {

    static final String PARAMETERS = "parameters";

    private final Vocabulary vocabulary;
    private final Map<String, Typed> parameters;
    private final Map<String, Typed> names;
    private final Map<String, Expression> definitions = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Map<String, String> hidden = new HashMap<>();

    /** Texts in two languages repeat their expressions. A name never changes its meaning, so a text does not either. */
    private final Map<String, Expression> compiled = new HashMap<>();

    /** Null where expressions are evaluated where the record is. */
    private final Hoisting hoisting;

    private CelCompiler compiler;
    private int slots;

    ExpressionScope(Vocabulary vocabulary, Map<String, Typed> parameters) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.names = new LinkedHashMap<>(vocabulary.variables());
        this.hoisting = null;
        this.compiler = newCompiler();
    }

    private ExpressionScope(ExpressionScope before, Map<String, Typed> figures) {
        this.vocabulary = before.vocabulary;
        this.parameters = before.parameters;
        this.definitions.putAll(before.definitions);
        this.broken.addAll(before.broken);
        this.slots = before.slots;
        this.hoisting = new Hoisting(Set.copyOf(before.names.keySet()), meaning()::of);
        this.names = new LinkedHashMap<>(before.names);
        this.names.putAll(figures);
        this.compiler = newCompiler();
    }

    /**
     * The same names and further figures, for expressions that are evaluated behind the shuffle: what they ask of the record
     * becomes {@link #captures()}.
     */
    ExpressionScope behindTheShuffle(Map<String, Typed> figures) {
        return new ExpressionScope(this, figures);
    }

    /** What expressions behind the shuffle need of the record. */
    List<Capture> captures() {
        return hoisting == null ? List.of() : hoisting.captures();
    }

    /** What a step of a pattern has taken, as a type. */
    ValueType stepType() {
        return vocabulary.step();
    }

    private Meaning meaning() {
        return new Meaning(parameters, name -> {
            Expression definition = definitions.get(name);
            return definition == null ? null : definition.meaning();
        });
    }

    boolean isTaken(String name) {
        return names.containsKey(name) || name.equals(PARAMETERS);
    }

    /** The definition or parameter is there, only it is broken: no second complaint where it is used. */
    void broken(String name) {
        broken.add(name);
    }

    /** From here on, the name stands for the expression. */
    void define(String name, Expression expression) {
        definitions.put(name, expression);
        names.put(name, expression.typed());
        compiler = newCompiler();
    }

    /** How many local variables the compiled expressions need in a {@link Frame}. */
    int slots() {
        return slots;
    }

    /** What an expression says, with the definitions that it uses, as one text that is equal for equal meanings. */
    String meaning(Expression expression) {
        StringBuilder meaning = new StringBuilder(expression.text());
        for (String used : new TreeSet<>(expression.names())) {
            Expression definition = definitions.get(used);
            if (definition != null) {
                meaning.append(";").append(used).append("=").append(meaning(definition));
            }
        }
        return meaning.toString();
    }

    /** Checks and compiles; empty if a problem has been added. */
    Optional<Expression> compile(SourceText source, Problems problems) {
        if (source.text().isBlank()) {
            problems.add(source.place(), "an expression is missing");
            return Optional.empty();
        }
        Expression known = compiled.get(source.text());
        if (known != null) {
            return Optional.of(known);
        }
        CelAbstractSyntaxTree ast = checked(source, problems);
        if (ast == null) {
            return Optional.empty();
        }
        List<String> faults = new ArrayList<>();
        ExpressionCompiler compiling = compiling(ast, source, problems, faults);
        Typed typed = compiling.compile();
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        slots = compiling.slots();
        List<EqualityTerm> terms = hoisting == null && typed.type().kind() == ValueType.Kind.BOOL
                ? new EqualityTerms(meaning()::of, compiling::part, name -> !name.equals(PARAMETERS)).of(ast.getExpr())
                : List.of();
        Expression expression = new Expression(
                typed,
                compiling.used(),
                Expression.normalised(source.text()),
                meaning().of(ast.getExpr()),
                terms);
        compiled.put(source.text(), expression);
        return Optional.of(expression);
    }

    /** Checks and compiles a condition of a step in parts; empty if a problem has been added. */
    Optional<StepCondition> compileStep(SourceText source, Problems problems) {
        if (source.text().isBlank()) {
            problems.add(source.place(), "an expression is missing");
            return Optional.empty();
        }
        CelAbstractSyntaxTree ast = checked(source, problems);
        if (ast == null) {
            return Optional.empty();
        }
        ValueType type = ValueType.of(ast.getResultType());
        if (!ValueType.BOOL.equals(type)) {
            String found = type == null ? "something else" : type.described();
            problems.add(source.place(), "a condition is true or false, this is " + found);
            return Optional.empty();
        }
        List<String> faults = new ArrayList<>();
        ExpressionCompiler compiling = compiling(ast, source, problems, faults);
        ExpressionCompiler.Parted parted = compiling.compileParted();
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        slots = compiling.slots();
        List<EqualityTerm> terms =
                new EqualityTerms(meaning()::of, compiling::ofRecord, hoisting::looksAtRecord).of(ast.getExpr());
        return Optional.of(new StepCondition(
                parted.own() == null ? null : parted.own().node(),
                parted.rest() == null ? null : parted.rest().node(),
                parted.own() != null && parted.own().isConstant(),
                meaning().of(ast.getExpr()),
                terms));
    }

    /** Names that stand for nothing here, and what to tell who uses them. */
    void hide(Map<String, String> messages) {
        hidden.putAll(messages);
    }

    /** Null if a problem has been added. */
    private CelAbstractSyntaxTree checked(SourceText source, Problems problems) {
        CelValidationResult result = compiler.compile(source.text(), "expression");
        if (result.hasError()) {
            result.getErrors().forEach(issue -> report(issue, result, source, problems));
            return null;
        }
        return ast(result);
    }

    private ExpressionCompiler compiling(
            CelAbstractSyntaxTree ast, SourceText source, Problems problems, List<String> faults) {
        return new ExpressionCompiler(ast, names, parameters, slots, hoisting, (id, message) -> {
            faults.add(message);
            int offset = ast.getSource().getPositionsMap().getOrDefault(id, 0);
            problems.add(source.at(afterDot(source.text(), offset)), message);
        });
    }

    private void report(CelIssue issue, CelValidationResult result, SourceText source, Problems problems) {
        String message = issue.getMessage();
        if (broken.contains(CelMessages.unknown(message))) {
            return;
        }
        int place =
                result.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0);
        boolean field = CelMessages.isUnknownField(message);
        int offset = field ? afterDot(source.text(), place) : place;
        String unknown = field ? null : CelMessages.unknown(message);
        if (unknown != null && hidden.containsKey(unknown)) {
            problems.add(source.at(offset), hidden.get(unknown));
            return;
        }
        Set<String> known = new LinkedHashSet<>(names.keySet());
        known.add(PARAMETERS);
        Set<String> fields = new LinkedHashSet<>(vocabulary.fieldNames());
        fields.addAll(parameters.keySet());
        problems.add(source.at(offset), CelMessages.plain(message, known, fields));
    }

    /** CEL places a selection at its dot; its author looks at the field. */
    private static int afterDot(String text, int offset) {
        int[] characters = text.codePoints().toArray();
        if (offset >= characters.length || characters[offset] != '.') {
            return offset;
        }
        int after = offset + 1;
        while (after < characters.length && Character.isWhitespace(characters[after])) {
            after++;
        }
        return after;
    }

    private CelCompiler newCompiler() {
        Set<StructType> types = new LinkedHashSet<>(vocabulary.types());
        StructType ofParameters = StructType.create(
                PARAMETERS,
                ImmutableSet.copyOf(parameters.keySet()),
                name -> Optional.ofNullable(parameters.get(name))
                        .map(parameter -> parameter.type().celType()));
        types.add(ofParameters);
        if (names.values().stream().anyMatch(typed -> isOfSteps(typed.type()))) {
            types.add(stepType().record().celType());
        }
        CelCompilerBuilder builder = CelDialect.compiler(types).addVar(PARAMETERS, ofParameters);
        names.forEach((name, typed) -> builder.addVar(name, typed.type().celType()));
        return builder.build();
    }

    private static boolean isOfSteps(ValueType type) {
        return type.isStep()
                || type.kind() == ValueType.Kind.LIST && type.element().isStep();
    }

    private static CelAbstractSyntaxTree ast(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException impossible) {
            throw new IllegalStateException("no error, and yet no tree", impossible);
        }
    }
}
