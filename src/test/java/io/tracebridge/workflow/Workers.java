package io.tracebridge.workflow;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.annotation.VariablesAsType;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** What the code's workers take and give, by job type. */
final class Workers {

    private static final Map<String, Method> METHODS = find();

    private Workers() {
    }

    static Set<String> jobTypes() {
        return METHODS.keySet();
    }

    static Worker of(String jobType) {
        return new Worker(METHODS.get(jobType));
    }

    private static Map<String, Method> find() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        return scanner.findCandidateComponents("io.tracebridge")
            .stream()
            .map((bean) -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
            .flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
            .filter((method) -> method.isAnnotationPresent(JobWorker.class))
            .collect(Collectors.toMap((method) -> method.getAnnotation(JobWorker.class).type(), Function.identity()));
    }

    record Worker(Method method) {

        /** The variables that the starter fetches for it. */
        List<String> reads() {
            return Arrays.stream(this.method.getParameters()).map(Worker::read).flatMap(Collection::stream).toList();
        }

        /** The variables that it completes its job with. */
        List<String> gives() {
            return components(this.method.getReturnType());
        }

        private static List<String> read(Parameter parameter) {
            if (parameter.isAnnotationPresent(VariablesAsType.class)) {
                return components(parameter.getType());
            }
            var variable = parameter.getAnnotation(Variable.class);
            return (variable != null) ? List.of(variable.name()) : List.of();
        }

        private static List<String> components(Class<?> type) {
            return type.isRecord() ? Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList()
                    : List.of();
        }

    }

}
