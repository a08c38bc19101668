package io.camunda.zeebe.process.test.engine;

import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Completes native user tasks in the in-memory engine, whose gRPC gateway has no command
 * for it: writes the command that the REST gateway would write. In this package because
 * the engine's own command writer is visible only here.
 */
public final class UserTaskCompleter {

    private UserTaskCompleter() {
    }

    /**
     * @param variables a JSON object: what the form submitted
     */
    public static void complete(ZeebeTestEngine engine, long userTaskKey, String variables) {
        var task = new UserTaskRecord().setUserTaskKey(userTaskKey)
            .setAction("complete")
            .setVariables(new UnsafeBuffer(MsgPackConverter.convertToMsgPack(variables)));
        var command = new RecordMetadata().recordType(RecordType.COMMAND)
            .valueType(ValueType.USER_TASK)
            .intent(UserTaskIntent.COMPLETE);
        new CommandWriter(log(engine).newLogStreamWriter()).writeCommandWithKey(userTaskKey, task, command);
    }

    private static LogStream log(ZeebeTestEngine engine) {
        try {
            var field = InMemoryEngine.class.getDeclaredField("logStream");
            field.setAccessible(true);
            return (LogStream) field.get(engine);
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException("the in-memory engine has changed inside", ex);
        }
    }

}
