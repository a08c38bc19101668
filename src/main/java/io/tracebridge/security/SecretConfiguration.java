package io.tracebridge.security;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How secrets are kept: passwords as hashes, credentials encrypted. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    SecretCipher secretCipher(@Value("${tracebridge.secret-key:}") String setting,
            @Value("${tracebridge.data}") Path data) {
        return new SecretCipher(
                setting.isBlank() ? SecretKeys.fromFile(data.resolve("secret.key")) : SecretKeys.parse(setting));
    }

}
