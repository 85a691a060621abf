package org.medsentry.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * CEL as rules speak it: the standard language, with {@code has(a.b.c)} false rather than unknown where already {@code a.b}
 * is missing, {@code hours(duration)} and {@code days(duration)} for figures in explanations, and {@code county(code)}.
 */
final class CelDialect {

    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(4_000)
            .maxParseRecursionDepth(60)
            .comprehensionMaxIterations(100_000)
            .build();

    static final String HOURS = "hours";
    static final String DAYS = "days";
    static final String COUNTY = "county";

    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double NANOS = 1e9;

    /** Whatever deals in other types is left out: rules cannot use it, and CEL checks the faster the less it has to know. */
    private static final CelStandardDeclarations FUNCTIONS = CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) -> {
                CelOverloadDecl declared = overload.celOverloadDecl();
                return isSpoken(declared.resultType())
                        && declared.parameterTypes().stream().allMatch(CelDialect::isSpoken);
            })
            .build();

    private CelDialect() {}

    static CelCompilerBuilder compiler(Collection<StructType> types) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setTypeProvider(new Types(types))
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(FUNCTIONS)
                .setStandardMacros(
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.MAP,
                        CelStandardMacro.MAP_FILTER,
                        CelStandardMacro.FILTER)
                .addMacros(CelMacro.newGlobalMacro(
                        "has", 1, (factory, target, arguments) -> Optional.of(has(factory, arguments.get(0)))))
                .addFunctionDeclarations(
                        ofDuration(HOURS),
                        ofDuration(DAYS),
                        CelFunctionDecl.newFunctionDeclaration(
                                COUNTY,
                                CelOverloadDecl.newGlobalOverload(
                                        COUNTY + "_string", SimpleType.STRING, SimpleType.STRING)));
    }

    /** The classic interpreter: the newer planner takes {@code true == (an error)} for false instead of an error (0.13.1). */
    static CelRuntime runtime() {
        return CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(ImmutableSet.<CelFunctionBinding>builder()
                        .addAll(CelFunctionBinding.fromOverloads(
                                HOURS, CelFunctionBinding.from(HOURS + "_duration", Duration.class, CelDialect::hours)))
                        .addAll(CelFunctionBinding.fromOverloads(
                                DAYS, CelFunctionBinding.from(DAYS + "_duration", Duration.class, CelDialect::days)))
                        .addAll(CelFunctionBinding.fromOverloads(
                                COUNTY,
                                CelFunctionBinding.from(COUNTY + "_string", String.class, CelDialect::countyOrFail)))
                        .build())
                .build();
    }

    private static boolean isSpoken(CelType type) {
        return switch (type.kind()) {
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION, LIST, TYPE_PARAM -> true;
            default -> false;
        };
    }

    static double hours(Duration duration) {
        return seconds(duration) / SECONDS_PER_HOUR;
    }

    static double days(Duration duration) {
        return seconds(duration) / SECONDS_PER_DAY;
    }

    /** The county of a region, of a street or town too; null for what is no code. */
    static String county(String code) {
        boolean known = code.length() >= RegionLevel.DIGITS && RegionLevel.startsWithDigits(code, code.length());
        return known ? code.substring(0, RegionLevel.DIGITS) : null;
    }

    private static String countyOrFail(String code) {
        String county = county(code);
        if (county == null) {
            throw new IllegalArgumentException("no code of a county: " + code);
        }
        return county;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }

    private static CelFunctionDecl ofDuration(String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(name + "_duration", SimpleType.DOUBLE, SimpleType.DURATION));
    }

    /** {@code has(a.b.c)} becomes {@code has(a.b) && has(a.b.c)}. */
    private static CelExpr has(CelMacroExprFactory factory, CelExpr argument) {
        if (argument.getKind() != CelExpr.ExprKind.Kind.SELECT
                || argument.select().testOnly()) {
            return factory.reportError(CelIssue.formatError(
                    factory.getSourceLocation(argument), "has() takes a field, as in has(event.lotNumber)"));
        }
        CelExpr test = presence(factory, argument);
        CelExpr operand = argument.select().operand();
        while (operand.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            test = factory.newGlobalCall("_&&_", presence(factory, operand), test);
            operand = operand.select().operand();
        }
        return test;
    }

    private static CelExpr presence(CelMacroExprFactory factory, CelExpr select) {
        CelExpr copy = factory.copy(select);
        return CelExpr.ofSelect(
                copy.id(), copy.select().operand(), copy.select().field(), true);
    }

    private record Types(Map<String, StructType> byName) implements CelTypeProvider {

        Types(Collection<StructType> types) {
            this(types.stream().collect(Collectors.toMap(StructType::name, Function.identity())));
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
