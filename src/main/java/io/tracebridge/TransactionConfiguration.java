package io.tracebridge;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does a transaction again that PostgreSQL ended as a deadlock's victim. Everybody locks
 * in one order (projects' groups by fingerprint, then links by id), but not every
 * statement can: a merge may bring more groups than were asked for, and foreign keys lock
 * rows that nobody named. Nothing of the first try is left, so whoever called never hears
 * of it. It goes for all methods that begin a transaction by {@link Transactional}; they
 * must call nothing that cannot be called twice.
 */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    private static final int MOST_TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(TransactionConfiguration.class);

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor repeatedTransactions() {
        var advisor = new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Transactional.class),
                (MethodInterceptor) TransactionConfiguration::repeat);
        // Around the transaction, not in it.
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static Object repeat(MethodInvocation call) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.proceed();
        }
        for (int attempt = 1; attempt < MOST_TRIES; attempt++) {
            try {
                return ((ProxyMethodInvocation) call).invocableClone().proceed();
            }
            catch (PessimisticLockingFailureException ex) {
                LOG.debug("{} is done again after a deadlock", call.getMethod(), ex);
            }
        }
        return call.proceed();
    }

}
