package io.tracebridge.link;

import io.tracebridge.Tracebridge;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The program, but it dies at a chosen line of issue creation, as by a power cut.
 * {@code DIE} says where: {@code before-confirm}, the tracker has answered 201 and nobody
 * has written it down; {@code after-confirm}, the link is confirmed and the job not
 * completed.
 */
public final class DyingTracebridge {

    private static final int KILLED = 137;

    private DyingTracebridge() {
    }

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tracebridge.class)
            .initializers((context) -> ((GenericApplicationContext) context).registerBean(Advisor.class,
                    DyingTracebridge::death, (bean) -> bean.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)))
            .run(args);
    }

    private static Advisor death() {
        var pointcut = new NameMatchMethodPointcut();
        pointcut.setMappedName("linked");
        pointcut.setClassFilter(LinkHistory.class::isAssignableFrom);
        MethodInterceptor dying = (invocation) -> {
            if ("after-confirm".equals(System.getenv("DIE"))) {
                invocation.proceed();
            }
            Runtime.getRuntime().halt(KILLED);
            return null;
        };
        var advisor = new DefaultPointcutAdvisor(pointcut, dying);
        advisor.setOrder(0);
        return advisor;
    }

}
