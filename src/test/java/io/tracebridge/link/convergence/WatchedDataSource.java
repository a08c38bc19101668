package io.tracebridge.link.convergence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts each statement, and each commit twice: before and after it took effect. */
final class WatchedDataSource extends DelegatingDataSource {

    private final Interruptions interruptions;

    WatchedDataSource(DataSource target, Interruptions interruptions) {
        super(target);
        this.interruptions = interruptions;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watch(Connection.class, super.getConnection());
    }

    private <T> T watch(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> called(target, method, arguments)));
    }

    private Object called(Object target, Method method, Object[] arguments) throws Throwable {
        var commit = method.getName().equals("commit");
        if (commit || method.getName().startsWith("execute")) {
            this.interruptions.touch();
        }
        var answer = invoke(target, method, arguments);
        if (commit) {
            this.interruptions.touch();
        }
        return (answer instanceof PreparedStatement statement) ? watch(PreparedStatement.class, statement) : answer;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        }
        catch (InvocationTargetException ex) {
            throw ex.getCause();
        }
    }

}
