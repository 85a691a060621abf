package org.medsentry.console.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that cannot be served, as its sender is told: a stable code for programs, words in two languages for people. Never
 * holds what the sender typed beyond the name of the field at fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String zh;
    private final String pointer;
    private final transient Map<String, Object> further = new LinkedHashMap<>();

    private Problem(int status, String code, String zh, String en, String pointer, Throwable cause) {
        // No stack trace: most of these are the sender's, and nobody looks for them in our code.
        super(en, cause, false, cause != null);
        this.status = status;
        this.code = code;
        this.zh = zh;
        this.pointer = pointer;
    }

    /** Something is wrong with the request. */
    public static Problem of(int status, String code, String zh, String en) {
        return new Problem(status, code, zh, en, null, null);
    }

    /** A query parameter is unknown, or its value is. */
    public static Problem parameter(String name, String en) {
        return new Problem(400, "parameter", "参数 " + name + " 无效", "parameter " + name + ": " + en, name, null);
    }

    /** A field of the body is missing or wrong. */
    public static Problem body(String pointer, String en) {
        return new Problem(
                400,
                "body",
                pointer.isEmpty() ? "请求内容无效" : "字段 " + pointer + " 无效",
                (pointer.isEmpty() ? "the body " : pointer + ": ") + en,
                pointer,
                null);
    }

    public static Problem notFound() {
        return new Problem(404, "not-found", "未找到", "there is no such thing", null, null);
    }

    public static Problem forbidden() {
        return new Problem(403, "forbidden", "没有权限", "your role does not allow this", null, null);
    }

    /** A part of the system does not answer. */
    public static Problem unavailable(String part, Throwable cause) {
        return new Problem(503, part + "-unavailable", "系统组件暂时不可用：" + part, part + " does not answer now", null, cause);
    }

    /** A further member of the answer. */
    public Problem with(String name, Object value) {
        further.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** For people who read Chinese; {@link #getMessage()} is the same in English. */
    public String zh() {
        return zh;
    }

    /** Which field or parameter, or null. */
    public String pointer() {
        return pointer;
    }

    public Map<String, Object> further() {
        return further;
    }
}
