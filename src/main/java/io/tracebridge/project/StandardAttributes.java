package io.tracebridge.project;

import java.util.List;

import io.tracebridge.project.Attribute.Type;

/**
 * Attributes that common SDKs send, defined in every new project so that rules can use
 * them at once.
 */
final class StandardAttributes {

    static final List<Attribute> ALL = List.of(new Attribute("application", Type.STRING, "Application name"),
            new Attribute("version", Type.VERSION, "Application version (Java, C# SDKs)"),
            new Attribute("application.version", Type.VERSION, "Application version (JavaScript, Python SDKs)"),
            new Attribute("hostname", Type.STRING, "Host that reported the error"),
            new Attribute("error.message", Type.STRING, "Message of the error"),
            new Attribute("error.type", Type.STRING, "Kind of error, such as Crash or Exception"),
            new Attribute("classifier", Type.STRING, "Class of the exception (Java SDK)"),
            new Attribute("classifiers", Type.STRING, "Classes of the exception, all SDKs"),
            new Attribute("environment", Type.STRING, "Where it runs, such as production"),
            new Attribute("uname.sysname", Type.STRING, "Operating system"));

    private StandardAttributes() {
    }

}
